"""Every screen of a mock exam, drawn at small sizes in both languages; keys, and what is entered when one turns away."""

import asyncio
from functools import cache

import pytest
from rich.cells import cell_len

from tests.candidate import Candidate, began, exam
from tests.command import spaced
from tests.learner import AT, TODAY
from tests.test_screens import SIZES, course, letters, pages, squeezed
from tutor.course import FreeRecall, Question
from tutor.desk import Log
from tutor.events import Moment
from tutor.grade import Answer
from tutor.mock import sit
from tutor.mock_steps import Corrected, HandIn, Item, Listing, Paused, Result, Rules
from tutor.play import Move, Outcome, Scene
from tutor.steps import Reply, Step, Turn
from tutor.text import text_for
from tutor.ui.clock import watch
from tutor.ui.layout import Size
from tutor.ui.mock_words import exam_header
from tutor.ui.render import Voice
from tutor.ui.view import Overlay, View, press, view_of
from tutor.ui.widgets import Given
from tutor.ui.words import options, places


@cache
def seen() -> tuple[Step, ...]:
    """Every screen of an exam that asks all questions of the shipped course and gets half of them wrong."""
    from tests.learner import desk

    names = [q.id for q in course().questions.values() if not isinstance(q, FreeRecall)]
    start = began(names, minutes=300, pausable=True, course=course())
    half = Candidate(["on", Turn.PAUSE, "on", Turn.FLAG, *["wrong", "right"] * (len(names) // 2)], goes_on=True, pace=1)
    exam(start, half, on=desk(start, course=course()))
    return tuple(half.seen)


def plain(step: Step, size: Size, language: str = "fr") -> str:
    return squeezed(pages(step, size, language))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.columns}x{s.rows}")
def test_every_question_is_whole_and_says_nothing_of_its_answer(size: Size) -> None:
    text, items = text_for("fr"), {s.ask.question.id: s for s in seen() if isinstance(s, Item)}
    assert len(items) > 150
    for item in items.values():
        question: Question = item.ask.question
        shown = plain(item, size)
        assert all(letters(name) in shown for name in (*options(item.ask, text), *places(item.ask))), question.id
        assert not question.explanation or letters(question.explanation) not in shown, question.id
        assert letters("La leçon le dit") not in shown


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.columns}x{s.rows}")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_screen_fits_and_the_verdict_of_a_corrected_question_comes_first(size: Size, language: str) -> None:
    kinds = set()
    for n, step in enumerate(seen()):
        if isinstance(step, Item | Corrected) and n % 5:
            continue
        screens = pages(step, size, language)
        kinds.add(type(step))
        assert all(cell_len(line.text.plain) <= size.columns for s in screens for line in s.lines)
        if isinstance(step, Corrected):
            assert screens[0].lines[2].text.plain[0] in "✓✗◐"
    assert kinds == {Rules, Paused, Item, Listing, HandIn, Result, Corrected}


def item(name: str = "bi-03") -> Item:
    return next(s for s in seen() if isinstance(s, Item) and s.ask.question.id == name)


def test_what_is_ticked_counts_when_one_turns_to_another_question() -> None:
    view = view_of(Scene(item()))
    for key in ("a", "c"):
        pressed = press(view, key)
        assert isinstance(pressed, View)
        view = pressed
    for key, turn in {"n": Turn.NEXT, "right": Turn.NEXT, "left": Turn.PREVIOUS, "m": Turn.FLAG, "l": Turn.LIST, "r": Turn.HAND_IN}.items():
        given = press(view, key)
        assert isinstance(given, Given)
        assert (len(given.answer.picked), given.turn) == (2, turn)
    assert press(view_of(Scene(item())), "n") == Given(Answer(), turn=Turn.NEXT)


def test_no_hint_no_passage_no_glossary_and_no_undo_on_a_question() -> None:
    view = view_of(Scene(item("as-04"), undoable=True))
    for key in ("?", "t", "i", "g", "u", "e", "j"):
        assert press(view, key) == view
    assert press(view, "q") is Move.QUIT
    helped = press(view, "h")
    assert isinstance(helped, View)
    assert helped.overlay is Overlay.KEYS


def test_the_number_of_a_question_is_typed_in_the_list() -> None:
    view = view_of(Scene(next(s for s in seen() if isinstance(s, Listing))))
    for key in ("0", "1", "2", "9", "9", "backspace", "5"):  # 1299 questions there are not
        pressed = press(view, key)
        assert isinstance(pressed, View)
        view = pressed
    assert press(view, "enter") == Given(turn=Turn.GO, to=124)


def test_the_clock_shows_minutes_and_at_last_seconds() -> None:
    step = item()
    deadline = step.timed.deadline or 0
    left = {130_000: "2 min", 120_000: "2 min", 119_000: "119 s", 1_500: "2 s", 0: "0 s", -5_000: "0 s"}
    for ms, words in left.items():
        _, right = exam_header(step, Voice(text_for("fr"), "fr"), deadline - ms)
        assert spaced(right.plain) == words


def test_the_clock_hands_the_paper_in_and_watches_no_longer_when_that_was_the_end() -> None:
    start = began(("single",), minutes=1)
    from tests.learner import desk

    flow = sit(desk(start), Log())
    next(flow)
    step = flow.send(Reply(Moment(AT, TODAY)))

    class Stage:
        view = view_of(Scene(step))
        outcome = Outcome(finished=False)
        said: list[Reply] = []  # noqa: RUF012 - it lives as long as the test
        at = AT + 59_990

        def now(self) -> Moment:
            self.at += 5
            return Moment(self.at, TODAY)

        def send(self, reply: Reply) -> bool:
            self.said.append(reply)
            return True

    class App:
        redrawn = 0
        left = False

        def invalidate(self) -> None:
            self.redrawn += 1

        def exit(self, **_: object) -> None:
            self.left = True

    stage, app = Stage(), App()
    asyncio.run(asyncio.wait_for(watch(stage, app), 5))  # type: ignore[arg-type]
    assert [reply.turn for reply in stage.said] == [Turn.TIME]
    assert app.left
