"""The whole shipped course, studied from its first page to its last in both front ends."""

import io
from functools import partial
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size as PtSize
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.input.defaults import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.learner import Memo, moment, right, started
from tests.learner import desk as make_desk
from tests.lines import Lines
from tests.test_screens import course
from tests.test_widgets import keys_for
from tutor.course import Lesson
from tutor.events import Read, Reviewed
from tutor.grade import Answer
from tutor.play import Driver, Outcome, Record, Scene, playing
from tutor.session import flow_for
from tutor.steps import Ask, Sure, Tick
from tutor.text import text_for
from tutor.ui.inline import bare
from tutor.ui.look import Look
from tutor.ui.plain import Plain
from tutor.ui.render import Voice
from tutor.ui.stage import Stage
from tutor.ui.view import View
from tutor.ui.widgets import Arrange, Assign, Go, Pick, Toggle, Type

LESSONS = list(course().lessons.values())


def driver(lesson: Lesson, keeper: Memo) -> Driver:
    start = started("lesson", course=course(), lesson=lesson.id)
    return playing(partial(flow_for, make_desk(start, course=course())), Record(keeper, start), moment)


def expect_all_right(lesson: Lesson, outcome: Outcome, keeper: Memo) -> None:
    assert outcome.finished
    assert outcome.summary is not None
    assert outcome.summary.right == outcome.summary.asked > len(lesson.sections)
    assert {f.section for f in keeper.standing() if isinstance(f, Read)} == {f"immunotherapie/{s.id}" for s in lesson.sections}
    assert all(f.score == 1.0 for f in keeper.standing() if isinstance(f, Reviewed))


class Keyboard(Stage):
    """The stage, with a learner who knows everything at its keyboard."""

    pipe: PipeInput

    def fragments(self, control, app):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        shown = super().fragments(control, app)
        app.loop.call_later(0, self.type_next, self.view)
        return shown

    def type_next(self, view: View) -> None:
        """Send the next key, unless the view has changed meanwhile."""
        if view == self.view:
            self.pipe.send_text(self.next_key(view))

    def next_key(self, view: View) -> str:
        step, widget = view.scene.step, view.widget
        if isinstance(widget, Go):
            return " "
        if isinstance(step, Sure):
            return "3"
        assert isinstance(step, Ask | Tick)
        ask = step if isinstance(step, Ask) else step.ask
        key = right(ask.question, ask.gap)
        if isinstance(step, Tick):
            key = Answer(picked=key.picked)
        kind: Any = type(widget)
        keys = keys_for(kind(*fresh(widget)), key)
        return {"enter": "\r", "space": " "}.get(keys[progress(widget)], keys[progress(widget)])


def fresh(widget: object) -> tuple[Any, ...]:
    match widget:
        case Pick(order=order) | Toggle(order=order) | Arrange(order=order):
            return (order,)
        case Assign(items=items, places=places):
            return items, places, (-1,) * len(items)
        case Type(texts=texts):
            return (("",) * len(texts),)
        case _:
            return ()


def progress(widget: object) -> int:
    """How many keys were pressed to come to this state of the widget."""
    match widget:
        case Toggle(on=on):
            return len(on)
        case Assign(chosen=chosen):
            return sum(c >= 0 for c in chosen)
        case Arrange(given=given):
            return len(given)
        case Type(texts=texts, at=at):
            return sum(len(t) for t in texts[: at + 1]) + at
        case _:
            return 0


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_every_lesson_can_be_studied_on_the_stage(lesson: Lesson) -> None:
    keeper, output = Memo(), DummyOutput()
    output.get_size = lambda: PtSize(rows=24, columns=80)  # type: ignore[method-assign]
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
        voice, look = Voice(text_for("fr"), "fr"), Look(terminal=True, colour=True)
        stage = Keyboard(voice, look, (io.StringIO(), io.StringIO()), moment, course().glossary)
        stage.pipe = pipe
        outcome = stage.run(driver(lesson, keeper))
    expect_all_right(lesson, outcome, keeper)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_lesson_can_be_studied_in_plain_lines(lesson: Lesson, language: str) -> None:
    keeper, lines, said = Memo(), Lines(), list[str]()

    class Reading(Plain):
        def show(self, scene: Scene):  # type: ignore[no-untyped-def]  # noqa: ANN202
            lines.scene = scene
            return super().show(scene)

    ui = Reading(Voice(text_for(language), "fr", numbered=True), lines, said.append, moment, course().glossary)
    expect_all_right(lesson, ui.run(driver(lesson, keeper)), keeper)
    assert any(bare(lesson.title, "fr") in line for line in said)
    assert not any(c in "".join(said) for c in "\x1b✓✗┃›•")
