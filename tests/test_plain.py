"""Whole sessions in plain lines, both languages, kept as golden files. `pytest --golden` writes them anew."""

import io
from functools import partial
from pathlib import Path

import pytest

from tests.courses import COURSE
from tests.learner import Memo, desk, moment, started
from tutor.play import Outcome, Record, playing
from tutor.session import flow_for
from tutor.text import text_for
from tutor.ui.plain import Plain
from tutor.ui.render import Voice

TRANSCRIPTS = Path(__file__).parent / "transcripts"
LESSON_LINES = [
    "",
    "1",
    "3",
    "",
    "",
    "?",
    "1",
    "3",
    "u",
    "2",
    "3",
    "",
    "",
    "points de contrôle",
    "freins",
    "2",
    "",
    "1",
    "2",
    "",
    "PD-1",
    "",
    "",
    "",
]
REVIEW_LINES = [
    *("i", "1 3", "2", ""),
    *("t", "2", "1", ""),
    *(":s", ""),
    *("lymphocyte", "3", "j"),
    *("1", "2", "3", ""),
    *("h", "9", "1", "1", "2", "3", ""),
    *("4 3 2 1", "3 1 2 4", "2", ""),
    *("5", "4,0", "3", ""),
    *("parce que", "1", ""),
    *("freins", "1", ""),
]


def session(kind: str, cards: list[str], lines: list[str], language: str) -> tuple[str, Outcome, Memo]:
    """Play a session from lines of input; what was said, how it ended, what was kept."""
    said: list[str] = []
    keeper = Memo()
    start = started(kind, cards=cards, lesson="freins" if kind == "lesson" else "")
    ui = Plain(Voice(text_for(language), "fr", numbered=True), io.StringIO("\n".join(lines) + "\n"), said.append, moment, COURSE.glossary)
    outcome = ui.run(playing(partial(flow_for, desk(start)), Record(keeper, start), moment))
    return "\n".join(said) + "\n", outcome, keeper


CASES = {
    "lesson": ("lesson", [], LESSON_LINES),
    "review": ("review", ["multiple", "tf", "short", "number", "match", "classify", "order", "recall", "cloze#2"], REVIEW_LINES),
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_a_whole_session_reads_as_its_transcript(name: str, language: str, request: pytest.FixtureRequest) -> None:
    said, _, _ = session(*CASES[name], language)
    golden = TRANSCRIPTS / f"{name}.{language}.txt"
    if request.config.getoption("golden"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_plain_lines_hold_no_escape_code_and_no_drawing(language: str) -> None:
    for case in CASES.values():
        said, _, _ = session(*case, language)
        assert not any(ord(c) < 32 and c != "\n" for c in said)
        assert not any(0x2500 <= ord(c) < 0x2600 or c in "✓✗◐›•⌫" for c in said)


def test_the_end_of_the_input_leaves_and_invents_no_answer() -> None:
    said, outcome, keeper = session("review", ["single"], ["1"], "fr")
    assert not outcome.finished
    assert keeper.standing() == []
    assert "Fin de l’entrée." in said


def test_what_is_no_answer_is_told_and_asked_again() -> None:
    said, _, keeper = session("review", ["single"], ["peut-être", "0", "4", "1", "3", "", ""], "fr")
    assert said.count("Tapez un numéro de 1 à 3") == 3
    assert len(keeper.standing()) == 1


def test_a_typed_answer_may_be_a_letter_that_is_a_command_elsewhere() -> None:
    _, _, keeper = session("review", ["short"], ["b", "3", "", "q", "3", ""], "fr")
    assert [f.answer.typed for f in keeper.standing()] == [("b",), ("q",)]  # type: ignore[union-attr]
