"""A mock exam in plain lines, both languages, kept as golden files. `pytest --golden` writes them anew."""

import io
from collections.abc import Callable
from functools import partial

import pytest

from tests.candidate import began
from tests.courses import COURSE
from tests.learner import AT, TODAY, Memo, desk
from tutor.events import Ended, Moment, Reviewed
from tutor.invigilation import invigilating
from tutor.marks import Earlier, Expected, Terms, options
from tutor.mock import sit
from tutor.play import Outcome, Record
from tutor.record import replace
from tutor.text import text_for
from tutor.ui.plain import Plain
from tutor.ui.render import Voice

PAPER = ("single", "multiple", "tf", "short", "cloze", "match", "classify", "order", "number", "step-1", "step-2")
LINES = [
    "h", "",  # the rules
    "h", "?", "2",  # single: a wrong one
    "m", "1 2",  # multiple: flagged, then answered
    "",  # tf: passed over
    "q", ":n", ":b", "car t",  # short: a word that is a command elsewhere; on, back, another answer
    "points de contrôle", "accélérateurs",
    "9", "1", "2",
    "1", "1", "2",
    "1 2", "1 2 3 4",
    ":s",
    "1",  # the first step of the case
    ":b", "",  # it is locked now
    "PD-1",
    "h", "99", "2",  # the list: to question 2
    "m", "l", "",  # not flagged any more; on with the first without an answer
    "p", "s",  # no pause; I don't know
    "l", "r", "2", "r", "1",
    "h", "x", "t", "g", "x", "b", "b", "", "q",
]  # fmt: skip


class Ticking:
    """A clock that goes on by four seconds whenever it is looked at."""

    def __init__(self, step_s: float = 4) -> None:
        self.at, self.step = AT, round(step_s * 1000)

    def __call__(self) -> Moment:
        self.at += self.step
        return Moment(self.at, TODAY)


def sitting(lines: list[str], language: str = "fr", *, minutes: int = 10, clock: Ticking | None = None) -> tuple[str, Outcome, Memo]:
    """Sit an exam by lines; what was said, how it ended, what was kept."""
    said, keeper, now = list[str](), Memo(), clock or Ticking()
    terms = Terms(marking="edn", wanted=12, unread=2, expected=Expected(share=0.62, low=0.5, high=0.74))
    start = replace(began(PAPER, minutes=minutes), options=options(terms))
    begin = partial(sit, desk(start), earlier=(Earlier(TODAY, 0.25), Earlier(TODAY, 0.4)))
    ui = Plain(Voice(text_for(language), "fr", numbered=True), io.StringIO("\n".join(lines) + "\n"), said.append, now, COURSE.glossary)
    outcome = ui.run(invigilating(begin, Record(keeper, start), now))
    return "\n".join(said) + "\n", outcome, keeper


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_exam_reads_as_its_transcript(language: str, golden: Callable[[str, str], None]) -> None:
    said, outcome, _ = sitting(LINES, language)
    assert outcome.finished
    golden(f"exam.{language}", said)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_plain_lines_hold_no_escape_code_and_no_drawing(language: str) -> None:
    said, _, _ = sitting(LINES, language)
    assert not any(ord(c) < 32 and c != "\n" for c in said)
    assert not any(0x2500 <= ord(c) < 0x2600 or c in "✓✗◐›•⌫" for c in said)


def test_the_end_of_the_input_leaves_the_exam_open_and_invents_nothing() -> None:
    said, outcome, keeper = sitting(["", "2"])
    assert not outcome.finished
    assert said.endswith("Fin de l’entrée.\n")
    assert sum(isinstance(f, Reviewed) for f in keeper.standing()) == 1
    assert not any(isinstance(e.fact, Ended) for e in keeper.events)


def test_a_line_that_comes_after_the_time_is_not_counted_and_the_paper_is_handed_in() -> None:
    said, outcome, keeper = sitting(["", "1", "1 2", "", "q"], minutes=1, clock=Ticking(12))
    assert outcome.finished
    assert "Le temps est écoulé" in said
    assert [f.card for f in keeper.standing() if isinstance(f, Reviewed)] == ["essai/single"]


def test_nothing_on_a_question_says_what_is_right_or_which_lesson_it_is_of() -> None:
    said, _, _ = sitting(LINES)
    before = said.partition("Copie rendue")[0]
    for word in ("Juste", "Incorrect.", "attendue", "bonne réponse", "La leçon le dit", "Les freins", "Source", "chimiothérapie."):
        assert word not in before
