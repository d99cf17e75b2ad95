"""Good files, damaged at random: never an exception, and both parsers agree."""

import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content_examples import write_quiz
from tests.mutants import WHOLE, damaged, judged, mutants, oddities, sentence
from tests.terminal import ROOT
from tutor.content.load import load
from tutor.content.nodes import FAST, PURE

NIGHTLY = "config.getoption('markexpr') != 'nightly'"
PARSERS = pytest.mark.skipif(FAST is PURE, reason="libyaml is not here")


def without_exception(count: int, seed: int, every: int = 1) -> None:
    """Judge so many mutants, half of them in each of two processes; one in `every` by both parsers."""
    command = [sys.executable, "-m", "tests.mutants", str(count // 2)]
    both = [subprocess.Popen([*command, str(2 * seed + n), str(every)], cwd=ROOT, stderr=subprocess.PIPE, text=True) for n in range(2)]
    told = [process.communicate()[1] for process in both]
    assert told == ["", ""]
    assert [process.returncode for process in both] == [0, 0]


@pytest.mark.parametrize("seed", range(8))
def test_two_hundred_thousand_damaged_files_never_raise(seed: int) -> None:
    without_exception(25_000, seed, every=16)


@pytest.mark.nightly
@pytest.mark.skipif(NIGHTLY, reason="a quarter of an hour: pytest -m nightly")
@pytest.mark.parametrize("seed", range(100, 140))
def test_a_million_damaged_files_never_raise(seed: int) -> None:
    without_exception(25_000, seed)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 2**32))
def test_a_damaged_file_is_judged_as_its_bytes_are(tmp_path: Path, which: int, seed: int) -> None:
    data = damaged(WHOLE[which], random.Random(seed))
    sentence(data)
    assert load(write_quiz(tmp_path, data)) == judged(data)


def disagreeing(files: Iterable[bytes]) -> list[bytes]:
    """Those of which the two parsers do not give the same course and the same problems at the same places."""
    return [data for data in files if judged(data) != judged(data, PURE)]


@PARSERS
def test_both_parsers_say_the_same_of_damaged_files() -> None:
    assert disagreeing(mutants(1_000, 1)) == []
    assert disagreeing(oddities(500, 2)) == []


@PARSERS
@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n  inconnu: [Pr? élever, Modifier]\n  vrai: Oui.\n",
        "- {id: a, inconnu: Combien ?, vrai: Oui.}\n",
        "- id: a\n  vrai: Oui.\n  source: {section:, x}\n",
        "- id: a\n  vrai: Oui.\n  tags: {a:]b: [c]\n",
        "- id: a\n  vrai: Oui.\n  tags:\n  { - {x: y}}\n",
        "- id: a\n  vrai: |\n    Oui.\n\t\n",
        '- id: a\n  vrai: "\\q"\n',
        "- id: a\n  vrai: Oui.\n  ? ",
        "- id: a\n  vrai: Oui.\n  erreurs:\n    - a",
    ],
)
def test_both_parsers_say_the_same_of_what_they_take_differently(text: str) -> None:
    assert disagreeing([f"questions:\n{text}".encode()]) == []


@pytest.mark.nightly
@pytest.mark.skipif(NIGHTLY, reason="ten minutes: pytest -m nightly")
@PARSERS
@pytest.mark.parametrize("seed", range(20))
def test_both_parsers_say_the_same_of_very_many(seed: int) -> None:
    assert disagreeing(mutants(2_500, 100 + seed)) == []
    assert disagreeing(oddities(2_500, 100 + seed)) == []
