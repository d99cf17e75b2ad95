"""Texts of a course with marks in them, wherever a sentence of ours quotes them: their marks are never shown, those a learner types are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.candidate import Candidate, began, exam, wrong_answer
from tests.command import Command, command_in
from tests.courses import COURSE, QUESTIONS
from tests.learner import Learner, desk, play, started
from tutor.course import Case, Course
from tutor.grade import Answer
from tutor.play import Move
from tutor.record import fields, replace
from tutor.steps import Ask, End, Reply, Step
from tutor.text import text_for
from tutor.ui.aids import ask_of, hint_blocks, missed_passages, passage_blocks, term_blocks, why_blocks
from tutor.ui.inline import bare, styled
from tutor.ui.layout import Block
from tutor.ui.render import Voice, header
from tutor.ui.screens import blocks_of
from tutor.ui.spoken import spoken
from tutor.ui.typography import literal, unmarked
from tutor.ui.widgets import widget_for

NAMES = {"id", "language", "lesson", "case", "section", "claims", "references", "questions", "lessons", "prediction", "version"}
NAMES |= {"objective", "tags", "variant_of", "file", "sha256", "document", "bloom", "prerequisites", "place", "reviewed", "unit"}


def marked(item: Any, name: str = "") -> Any:
    """The same of a course with marks in each of its texts."""
    match item:
        case str():
            return f"{item} **gras** *et* `code` " if item and name not in NAMES else item
        case Case():
            return replace(item, vignette=marked(item.vignette))
        case tuple():
            return tuple(marked(each, name) for each in item)
        case dict():
            return {key: marked(each, "") for key, each in item.items()}
        case _ if hasattr(item, "__match_args__") and type(item).__module__ == "tutor.course":
            return type(item)(**{each: marked(getattr(item, each), each) for each in fields(item)})
        case _:
            return item


class Mistaken(Learner):
    """One who answers everything wrong, but knows how."""

    def reply(self, step: Step) -> Reply | Move:
        given = super().reply(step)
        if not isinstance(step, Ask) or not isinstance(given, Reply):
            return given
        answer = wrong_answer(step.question)
        return replace(given, answer=replace(answer, typed=answer.typed[:1]) if step.gap else answer)


def steps_of(course: Course) -> Iterator[Step]:
    """Every step of a lesson, a review and an exam in which all is answered wrong, and of ones in which nothing is known."""
    for start in (started("lesson", course=course, lesson="freins"), started("review", course=course, cards=[q.id for q in QUESTIONS])):
        for learner in (Learner(["wrong"] * 40), Mistaken()):
            play(start, learner, on=desk(start, course=course))
            yield from learner.seen
    start = began(course=course)
    candidate = Candidate(["on", *["wrong"] * 8], goes_on=True)
    exam(start, candidate, on=desk(start, course=course))
    yield from candidate.seen


def blocks_about(step: Step, voice: Voice) -> Iterator[Block]:
    """Everything that can be shown of a step: its card, its header, and what can be called up beside it."""
    yield from blocks_of(step, widget_for(step), voice)
    yield from (Block(each) for each in header(step, voice))
    yield from term_blocks(step, COURSE.glossary[:], voice)
    if isinstance(step, End):
        yield from missed_passages(step.summary, voice)
    if ask := ask_of(step):
        yield from (*hint_blocks(ask, 9, voice), *passage_blocks(ask, voice, before=True), *why_blocks(ask, voice, before=True))


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_step_shows_a_mark_of_the_course_as_it_was_typed(language: str, *, numbered: bool) -> None:
    voice = Voice(text_for(language), "fr", numbered)
    shown = [(step, spoken(block)) for step in steps_of(marked(COURSE)) for block in blocks_about(step, voice)]
    assert {type(step).__name__ for step, _ in shown} >= {"Page", "Ask", "Sure", "Feedback", "Tick", "Recap", "End", "Corrected", "Result"}
    assert any("code" in words for _, words in shown)
    assert [(type(step).__name__, words) for step, words in shown if "*" in words or "`" in words] == []


def test_what_a_learner_typed_is_quoted_as_it_was_typed() -> None:
    start = started("review", cards=["short"])
    learner = Learner([Answer(typed=("`CD8` **ou** *CD4*",)), "wrong"])
    play(start, learner)
    voice = Voice(text_for("fr"), "fr")
    said = [(type(step).__name__, b.text.plain) for step in learner.seen for b in blocks_of(step, widget_for(step), voice)]
    assert {"Sure", "Feedback", "End"} <= {name for name, words in said if "`CD8` **ou** *CD4*" in words}


QUIZ = """
titre: Les **freins** `PD`
questions:
  - id: a
    question: Quel **frein** agit *ici* avec `CD8` ?
    choix:
      - juste: Le **frein** `PD-1`
      - faux: Le **frein** `CTLA-4`
  - id: b
    question: Quel **frein** agit avec HLA-B*27 ?
    réponse: Le **frein** `CTLA-4`
"""


ANSWERS = "\n1\n3\n\nrien\n3\n\n\n"


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    (tmp_path / "quiz.yaml").write_text(QUIZ, encoding="utf-8")
    run = command_in(tmp_path)
    return lambda *args, **more: run("--content", tmp_path / "quiz.yaml", *args, **more)


@pytest.mark.parametrize(
    "command",
    [
        "review --plain",
        "history",
        "history --plain",
        "search frein",
        "lessons",
        "progress",
        "course list",
        "--plain",
        "exam",
    ],
)
def test_no_command_shows_a_mark_of_the_course_as_it_was_typed(command: str, tutor: Command) -> None:
    tutor("review", "--plain", stdin=ANSWERS)
    said = tutor(*command.split(), stdin=ANSWERS if "--plain" in command else "")
    words = said.stdout + said.stderr
    assert words.strip()
    assert "**" not in words
    assert "`" not in words
    if command.startswith(("search", "history")):
        assert "HLA-B*27" in words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**un *mot* gras**", "un mot gras"),
        ("*un **mot** penché*", "un mot penché"),
        ("***a***", "a"),
        ("`*a*` *b*", "*a* b"),
        ("B*27 ; A*02", "B*27 ; A*02"),
    ],
)
def test_marks_may_stand_in_marks_and_code_is_left_alone(text: str, shown: str) -> None:
    assert bare(text, "en") == unmarked(text) == shown
    assert styled(literal(text), "en").plain == text
