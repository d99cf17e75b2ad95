"""Good files, damaged at random: never an exception, and both parsers agree."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content_examples import COURSE_FR, LESSON_FR, QUIZ_EN, QUIZ_FR, SOURCES_FR, write_quiz
from tutor.content.load import load
from tutor.content.nodes import FAST, PURE
from tutor.text.problems import tell

SEEDS = [text.encode() for text in (QUIZ_FR, QUIZ_EN, COURSE_FR, LESSON_FR, SOURCES_FR)]
PIECES = [*(piece.encode() for piece in (": ", "\n", "  ", "- ", "\t", "#", " #", "&a ", "*a", "!x ", "!!str ", "<<: ", "---\n", "...\n"))]
PIECES += [*(piece.encode() for piece in ("? ", "\u00a0", "\u2028", "é", "\r", ">-\n", "|\n", *"[]{},'\"\\%@`|"))]
PIECES += [b"\x00", b"\x1b", b"\xff", b"\xe9", "\u202e".encode(), "\ufffd".encode(), b"id: q1\n", b"questions:\n", b"- vrai: x\n", b"    "]


def damaged(seed: bytes, rng: random.Random) -> bytes:
    """A few cuts, insertions, doublings and swaps."""
    data = seed
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 1, 2, 5, 40, 400)))
        piece = rng.choice(PIECES)
        data = rng.choice((data[:at] + piece + data[at:], data[:at] + data[end:], data[:at] + piece + data[end:], data[:end] + data[at:]))
    return data


def check(path: Path) -> None:
    course, problems = load(path)
    for problem in problems:
        lines = problem.source.count("\n")
        assert lines == 0
        assert tell(problem, "fr")
        assert tell(problem, "en")
    pure = load(path, loader=PURE)
    assert pure[0] == course
    assert any(p.severity == "error" for p in pure[1]) == any(p.severity == "error" for p in problems)


@pytest.mark.skipif(FAST is PURE, reason="libyaml is not here")
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SEEDS) - 1), st.integers(0, 2**32))
def test_a_damaged_file_never_raises_and_both_parsers_agree(tmp_path: Path, which: int, seed: int) -> None:
    check(write_quiz(tmp_path, damaged(SEEDS[which], random.Random(seed))))


@pytest.mark.nightly
@pytest.mark.skipif("config.getoption('markexpr') != 'nightly'", reason="a quarter of an hour: pytest -m nightly")
def test_a_hundred_thousand_damaged_files_never_raise(tmp_path: Path) -> None:
    rng = random.Random(1)
    for _ in range(100_000):
        load(write_quiz(tmp_path, damaged(rng.choice(SEEDS), rng)))
