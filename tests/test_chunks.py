"""A changed quiz, of which only the changed questions are read, gives what it gives when it is read whole."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content_examples import PACK_FR, write_pack
from tests.mutants import damaged
from tutor.content import cache, load
from tutor.content.cache import Opened, course_at
from tutor.content.chunks import cut
from tutor.content.nodes import Node, parse
from tutor.content.sheet import Sheet
from tutor.course import Course
from tutor.outline import entries

QUIZ = PACK_FR["quiz/q.yaml"]
FOUND = cut(QUIZ)
assert FOUND is not None
HEAD, ITEMS = FOUND.head, FOUND.items


@pytest.fixture(scope="module", autouse=True)
def at_once() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "SETTLED_NS", 0)
        yield


class Teacher:
    """Writes the quiz of a pack again and again, while a learner's cache follows."""

    def __init__(self, folder: Path) -> None:
        self.pack, self.directory = write_pack(folder / "pack", PACK_FR), str(folder / "cache")
        self.quiz, self.writes = self.pack / "quiz" / "q.yaml", 0

    def write(self, quiz: str | bytes) -> Opened:
        """Put another text in place; what the cache then gives."""
        self.writes += 1
        self.quiz.write_bytes(quiz if isinstance(quiz, bytes) else quiz.encode())
        found = course_at(self.pack, self.directory)
        assert found is not None
        return found

    def is_as_read_whole(self, found: Opened) -> None:
        course, problems = load.load(self.pack)
        assert course is not None
        assert sum(count for _, count in found.errors) == sum(each.severity == "error" for each in problems)
        for again in (found.course, course_at(self.pack, self.directory).course):  # type: ignore[union-attr]
            assert again == course
            assert places(again) == places(course)
            assert list(again.questions) == list(course.questions)
            assert tuple(entries(again)) == tuple(entries(course))


def places(course: Course) -> list[object]:
    return [each.place for things in (course.questions, course.cases) for each in things.values()]


@pytest.fixture
def teacher(tmp_path: Path) -> Teacher:
    return Teacher(tmp_path)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lines of each text were parsed."""
    seen: list[int] = []

    def noted(sheet: Sheet, text: str, *given: Any, **named: Any) -> Node | None:
        seen.append(text.count("\n"))
        return parse(sheet, text, *given, **named)

    monkeypatch.setattr("tutor.content.load.parse", noted)
    return seen


EDITS = {
    "nothing": ITEMS,
    "one changed": (*ITEMS[:3], ITEMS[3].replace(" ?", " donc ?", 1), *ITEMS[4:]),
    "a line more in the first": (ITEMS[0] + "    # à revoir\n", *ITEMS[1:]),
    "one removed": (*ITEMS[:2], *ITEMS[3:]),
    "one more at the end": (*ITEMS, "  - {id: tout-neuf, vrai: Un frein freine.}\n"),
    "one more in front": ("  - {id: tout-neuf, vrai: Un frein freine.}\n\n", *ITEMS),
    "the other way round": tuple(reversed(ITEMS)),
}


@pytest.mark.parametrize("edit", EDITS)
def test_of_a_changed_quiz_only_the_changed_questions_are_parsed(teacher: Teacher, parsed: list[int], edit: str) -> None:
    teacher.write(QUIZ)
    parsed.clear()
    found = teacher.write(HEAD + "".join(EDITS[edit]))
    assert sum(parsed) < QUIZ.count("\n") / 3
    teacher.is_as_read_whole(found)


def test_edits_one_after_another_are_followed(teacher: Teacher) -> None:
    teacher.write(QUIZ)
    for edit in (*EDITS, *EDITS):
        teacher.is_as_read_whole(teacher.write(HEAD + "".join(EDITS[edit])))


ODD = {
    "a quote that the next question closes": (ITEMS[0], '  - id: a\n    vrai: "Un\n', '  - id: b\n    vrai: deux"\n', *ITEMS[1:]),
    "a bracket left open": ("  - {id: a, vrai: Un\n", *ITEMS),
    "a text with a dash where questions begin": ('  - id: a\n    vrai: "Un\n  - deux"\n', *ITEMS),
    "an id twice": (*ITEMS, ITEMS[0]),
    "an anchor and its alias": ("  - {id: a, vrai: &x Un frein}\n", "  - {id: b, vrai: *x}\n", *ITEMS),
    "a key after the questions": (*ITEMS, "titre: Autre\n"),
    "a second document": (*ITEMS, "---\nquestions: []\n"),
    "a question without an id": ("  - vrai: Un frein freine.\n", *ITEMS),
    "a source that is gone": ("  - {id: a, vrai: Un frein., source: nulle-part}\n", *ITEMS),
    "a list in a list": ("  - - id: a\n      vrai: Un\n", *ITEMS),
    "tabs": ("  - id: a\n\tvrai: Un\n", *ITEMS),
    "a block that keeps its last lines": ("  - id: a\n    vrai: |+\n      Un\n\n\n", *ITEMS),
    "none": (),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_cannot_be_read_in_parts_is_read_whole(teacher: Teacher, odd: str) -> None:
    teacher.write(QUIZ)
    teacher.is_as_read_whole(teacher.write(HEAD + "".join(ODD[odd])))
    teacher.is_as_read_whole(teacher.write(QUIZ))


@given(st.integers(0, 2**32), st.lists(st.integers(0, len(ITEMS) - 1), min_size=3, max_size=12), st.integers(0, 2))
def test_whatever_happens_to_some_questions_the_course_is_that_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, seed: int, order: list[int], spoilt: int
) -> None:
    teacher, luck = Teacher(tmp_path_factory.mktemp("chunks")), random.Random(seed)
    teacher.write(QUIZ)
    items = [ITEMS[n].encode() for n in dict.fromkeys(order)]
    for _ in range(spoilt):
        at = luck.randrange(len(items))
        items[at] = damaged(items[at], luck)
    teacher.is_as_read_whole(teacher.write(HEAD.encode() + b"".join(items)))


def test_the_cut_loses_nothing() -> None:
    assert HEAD + "".join(ITEMS) == QUIZ
    assert all(re.match("  - ", item) for item in ITEMS)
    assert cut("questions: []\n") is cut("- vrai: x\n") is cut("leçon: l1\n") is None
