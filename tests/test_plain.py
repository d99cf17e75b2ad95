"""Whole sessions in plain lines, both languages, kept as golden files. `pytest --golden` writes them anew."""

import io
from collections.abc import Callable
from functools import partial

import pytest

from tests.courses import COURSE
from tests.learner import Memo, desk, moment, started
from tests.lines import Lines
from tutor.play import Driver, Outcome, Record, ended, playing
from tutor.schedule import Rating
from tutor.session import flow_for
from tutor.text import text_for
from tutor.ui.plain import Plain
from tutor.ui.render import Voice

REVIEW = ["multiple", "tf", "short", "number", "match", "classify", "order", "recall", "cloze#2", "step-1", "step-2"]
# What the learner of each transcript does instead of answering right and sure.
LESSON_ACTS = {
    "tf": ["peut-être", "1"],
    "single": ["?", "?", "?", "g", "h", "2"],
    "sure single": ["1"],
    "feedback single": ["t", "i", "u"],
    "cloze": ["points de controle", "accélérateurs"],
    "End": ["r"],
}
REVIEW_ACTS = {
    "multiple": ["i", "t", "1 2"],
    "tf": ["s"],
    "short": ["car t"],
    "number": ["trois", ":?", "3"],
    "feedback number": ["j"],
    "match": ["2", "2"],
    "order": ["1 2", "?", "1 2 3 4"],
    "recall": [":s"],
    "step-1": ["2"],
}
CASES: dict[str, tuple[str, list[str], dict[str, list[str]]]] = {
    "lesson": ("lesson", [], LESSON_ACTS),
    "review": ("review", REVIEW, REVIEW_ACTS),
}


def following(driver: Driver, lines: Lines) -> Driver:
    """The same driver, with the lines told what is asked."""
    scene = next(driver)
    while True:
        lines.scene = scene
        reply = yield scene
        try:
            scene = driver.send(reply)
        except StopIteration as stop:
            return ended(stop)


def transcript(name: str, language: str) -> str:
    """A whole session in plain lines."""
    kind, cards, acts = CASES[name]
    start = started(kind, cards=cards, lesson="freins" if kind == "lesson" else "")
    said, lines, keeper = list[str](), Lines(acts), Memo()
    ui = Plain(Voice(text_for(language), "fr", numbered=True), lines, said.append, moment, COURSE.glossary)
    outcome = ui.run(following(playing(partial(flow_for, desk(start)), Record(keeper, start), moment), lines))
    assert outcome.finished
    assert not lines.instead
    return "\n".join(said) + "\n"


def session(kind: str, cards: list[str], lines: list[str], language: str) -> tuple[str, Outcome, Memo]:
    """Play a session from lines of input; what was said, how it ended, what was kept."""
    said: list[str] = []
    keeper = Memo()
    start = started(kind, cards=cards, lesson="freins" if kind == "lesson" else "")
    ui = Plain(Voice(text_for(language), "fr", numbered=True), io.StringIO("\n".join(lines) + "\n"), said.append, moment, COURSE.glossary)
    outcome = ui.run(playing(partial(flow_for, desk(start)), Record(keeper, start), moment))
    return "\n".join(said) + "\n", outcome, keeper


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", CASES)
def test_a_whole_session_reads_as_its_transcript(name: str, language: str, golden: Callable[[str, str], None]) -> None:
    said = transcript(name, language)
    golden(f"{name}.{language}", said)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_plain_lines_hold_no_escape_code_and_no_drawing(language: str) -> None:
    for name in CASES:
        said = transcript(name, language)
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


@pytest.mark.parametrize("help_key", ["?", "t", "g"])
def test_after_help_the_reason_says_when_the_question_really_comes_back(help_key: str) -> None:
    said, _, keeper = session("review", ["single"], ["i", help_key, "i", "1", "3", "i", "", ""], "fr")
    before, after, answered = said.split("Pourquoi maintenant")[1:]
    assert "Juste, " not in answered
    assert "Incorrect : " not in answered.replace("\u00a0", " ")
    assert "Juste, sûr : " in before.replace("\u00a0", " ")
    assert "Juste, sûr" not in after
    assert "Juste, avec de l’aide" in after
    [fact] = keeper.standing()
    assert fact.rating is Rating.HARD  # type: ignore[union-attr]
