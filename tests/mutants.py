"""Good files damaged at random: small ones, a question each, so that there can be very many, and now and then a whole one."""

import gc
import random
import re
import sys
import traceback
from collections.abc import Iterator
from typing import Any

from tests.content_examples import COURSE_FR, LESSON_FR, PACK_FR, QUIZ_EN, QUIZ_FR, SOURCES_FR
from tutor.content.decode import decode
from tutor.content.files import role_of
from tutor.content.join import join
from tutor.content.load import draft_of
from tutor.content.nodes import FAST
from tutor.content.problems import Problem
from tutor.content.sheet import Sheet
from tutor.course import Course
from tutor.text.problems import tell

WHOLE = [text.encode() for text in (QUIZ_FR, QUIZ_EN, COURSE_FR, LESSON_FR, SOURCES_FR, PACK_FR["glossary.yaml"])]


def questions(quiz: str) -> Iterator[bytes]:
    """The questions of a quiz, each as a file of its own."""
    head, *rest = re.split(r"^(?=  - id: )", quiz, flags=re.MULTILINE)
    return ((head + each).encode() for each in rest)


SMALL = [*questions(QUIZ_FR), *questions(QUIZ_EN), *WHOLE[2:]]

PIECES = [*(piece.encode() for piece in (": ", "\n", "  ", "- ", "\t", "#", " #", "&a ", "*a", "!x ", "!!str ", "<<: ", "---\n", "...\n"))]
PIECES += [*(piece.encode() for piece in ("? ", "\u00a0", "\u2028", "é", "\r", ">-\n", "|\n", *"[]{},'\"\\%@`|"))]
PIECES += [b"\x00", b"\x1b", b"\xff", b"\xe9", "\u202e".encode(), "\ufffd".encode(), b"id: q1\n", b"questions:\n", b"- vrai: x\n", b"    "]

ODD = ["? ", "?", ":[", ":{", "{?", "[?", ": ]", " :", ":", "::", ",", ", ,", "[]", "{}", "[,", "\t\n", "\t", " \t "]
ODD += ["-\t", "''", '""', '"\\', '"\\x4"', '"\\UFFFFFFFF"', '"\\ud800"', '"\\L"', '"\\\n', ">+\n"]
ODD += [">\n\n\n", "%YAML 1.1\n", "%TAG ! x\n", "%", "- - ", "-", "--", "-\n", "\ufeff", "\x85", "\u2029", "!<x>"]
ODD += ["!<", "!", "!!", "!a!b ", "&", "&a\n", "*", "*a :", "? a\n: b\n", "? - a\n", "---", "--- ", "---\n", "..."]
ODD += ["... #", "#", " #", "\n#", "\r", "\r\n", "\n\n", "\n  ", "\n    ", "{a: [", "]}", "}", "]", "@", "`", "~"]
ODD += ["<<: ", "=", "\u202f", "\xab", "\U0001f600", "\U0010ffff", "\ufdd0", "\x7f", "1:2", "a: b: c", "'a':b"]
ODD += ['"a":b', '{"a":b}', "{'a':b}", "[a: b]", "{a b}", "|2\n", "|-\n\t", "|\n ", "k" * 1_100 + ": "]
ODD += ["k" * 1_020 + ": "]
STRANGE = [piece.encode() for piece in ODD]
"""What parsers of YAML are known to take differently, and what nobody types."""


def damaged(seed: bytes, rng: random.Random) -> bytes:
    """A few cuts, insertions, doublings and swaps."""
    data = seed
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 1, 2, 5, 40, 400)))
        piece = rng.choice(PIECES)
        data = rng.choice((data[:at] + piece + data[at:], data[:at] + data[end:], data[:at] + piece + data[end:], data[:end] + data[at:]))
    return data


def mutants(count: int, seed: int, whole: float = 0.02) -> Iterator[bytes]:
    """So many of them, always the same for a seed; `whole`: the share of those made of whole files."""
    rng = random.Random(seed)
    for _ in range(count):
        yield damaged(rng.choice(WHOLE if rng.random() < whole else SMALL), rng)


def oddities(count: int, seed: int) -> Iterator[bytes]:
    """So many questions with some of `STRANGE` put in, always the same for a seed."""
    rng = random.Random(seed)
    for _ in range(count):
        data = rng.choice(SMALL)
        for _ in range(rng.randint(1, 5)):
            at = rng.randrange(len(data) + 1)
            end = min(len(data), at + rng.choice((0, 0, 1, 1, 3, 20, 100)))
            data = data[:at] + rng.choice(STRANGE) + data[end:]
        yield data


def judged(data: bytes, loader: type[Any] = FAST) -> tuple[Course | None, tuple[Problem, ...]]:
    """What `load` says of a file with these bytes, without a file."""
    sheet = decode(data, "quiz.yaml")
    return join([draft_of(sheet, role_of(sheet.text), loader=loader)], "quiz")


def sentence(data: bytes) -> None:
    """Judge a file and tell every problem in both languages. Raises AssertionError where a problem's line is no line."""
    for problem in judged(data)[1]:
        assert "\n" not in problem.source
        assert tell(problem, "fr")
        assert tell(problem, "en")


def trusting(sheet: Sheet, text: str) -> bool:  # noqa: ARG001 - in the place of a method
    """Whether the other parser is to judge a text as well: no."""
    return False


def main() -> None:
    """Judge COUNT mutants of SEED; tell the problems of every fiftieth. The mutant that raised is the last line.

    Every EVERYth, without it each, is judged by the slower parser too, where the two may differ: that takes as long as all the rest.
    """
    count, seed, every = (*map(int, sys.argv[1:]), 1)[:3]
    gc.freeze()
    gc.set_threshold(100_000)  # next to nothing of a mutant is left for it
    doubting = Sheet.may_doubt
    for n, data in enumerate(mutants(count, seed)):
        setattr(Sheet, "may_doubt", doubting if n % every == 0 else trusting)  # noqa: B010 - as a test does it
        try:
            if n % 50:
                judged(data)
            else:
                sentence(data)
        except Exception:  # noqa: BLE001 - whatever it is, it must not come
            traceback.print_exc()
            print(repr(data), file=sys.stderr)
            sys.exit(1)


if __name__ == "__main__":
    main()
