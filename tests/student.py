"""A student with a memory of their own who uses the real command in plain lines, on days that the test chooses."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.command import spaced
from tests.lines import lines_for
from tutor.app import App, World
from tutor.chance import hashed, uniform
from tutor.cli import guarded
from tutor.events import Moment
from tutor.memory import DEFAULT
from tutor.mock_steps import HandIn, Item, Listing, Result
from tutor.play import Move, Scene
from tutor.quick import common_first
from tutor.schedule import Learned, Memory, New, Rating, review
from tutor.steps import Ask, Reply, Sure
from tutor.ui.plain import Plain
from tutor.ui.widgets import Type, widget_for

NOON_MS = 1_795_348_800_000
"""Noon of the day 0, UTC."""
DAY_MS = 86_400_000


class Student:
    """Remembers as FSRS does with stabilities times `pace`; takes `seconds` for a question and a second for all else.

    With `knowing` off no answer comes to mind; after `patience` questions the student leaves. `shown` holds every question asked by the last command, `out` and `err` what it said.
    """

    def __init__(self, folder: Path, first_day: date, *, pace: float = 1.0, seconds: int = 15) -> None:
        self.folder, self.first_day, self.pace, self.seconds = folder, first_day, pace, seconds
        self.memories: dict[str, Memory] = {}
        self.day, self.at = 0, NOON_MS
        self.scene: Scene | None = None
        self.waiting: list[str] = []
        self.sure, self.patience, self.knowing = "3", 10**6, True
        self.shown: list[Ask] = []
        self.out = self.err = ""

    @property
    def today(self) -> date:
        """The day it is."""
        return self.first_day + timedelta(days=self.day)

    def sleep(self, days: int = 1) -> None:
        """Let days pass."""
        self.day += days
        self.at = NOON_MS + self.day * DAY_MS

    def now(self) -> Moment:
        """The clock of the command."""
        return Moment(self.at, self.today)

    def tutor(self, *args: str, code: int = 0) -> str:
        """Run the command; what it wrote."""
        environ = {"TUTOR_DATA_DIR": str(self.folder / "data"), "TUTOR_CACHE_DIR": str(self.folder / "cache"), "TUTOR_LANG": "fr"}
        out, err, self.shown = io.StringIO(), io.StringIO(), []
        app = App(World({**environ, "TUTOR_DEBUG": "1"}, Voice(self), out, err, self.now))
        assert guarded(app, common_first(["--plain", *args])) == code, err.getvalue()
        self.out, self.err = (spaced(each.getvalue()) for each in (out, err))
        return self.out

    def recall(self, card: str, day: date) -> float:
        """How likely this student knows a card on a day."""
        memory = self.memories.get(card, New())
        return DEFAULT.retrievability(memory.stability_days * self.pace, (day - memory.last).days) if isinstance(memory, Learned) else 0.0

    def line(self) -> str:
        """The next line typed."""
        assert self.scene is not None
        if not self.waiting:
            self.waiting = self.typed()
        return self.waiting.pop(0)

    def typed(self) -> list[str]:
        """What is typed at the scene that is shown."""
        step = self.scene.step if self.scene else None
        if isinstance(step, Sure):
            return [self.sure]
        if isinstance(step, Item):
            self.at += 1000 * self.seconds
            self.shown.append(step.ask)
            return lines_for(step.ask) if self.knows(step.ask) else [":s" if is_typed(step.ask) else "s"]
        if isinstance(step, Listing | HandIn | Result):
            return ["r" if isinstance(step, Listing) else "1" if isinstance(step, HandIn) else "q"]
        if not isinstance(step, Ask):
            self.at += 1000
            return lines_for(step) if step else [""]
        if len(self.shown) == self.patience:
            return [":q", "q"]
        self.at += 1000 * self.seconds
        self.shown.append(step)
        known = self.knows(step)
        self.sure = "3" if known else "2"
        return lines_for(step) if known else [":s", "s"]

    def knows(self, ask: Ask) -> bool:
        """Whether the answer comes to mind; every answer, with its feedback, leaves a trace. A paraphrase asks for what its original asks."""
        original, course = ask.question.variant_of, ask.cards[0].partition("/")[0]
        card = f"{course}/{original}" if original else ask.cards[0]
        memory = self.memories.get(card, New())
        seen_today = isinstance(memory, Learned) and memory.last == self.today
        chance = 0.5 if isinstance(memory, New) else self.recall(card, self.today)
        known = self.knowing and (seen_today or uniform(hashed(f"{card} {self.today}")) < chance)
        for each in ask.cards:
            self.memories[each] = review(self.memories.get(each, New()), Rating.GOOD if known else Rating.AGAIN, self.today)
        return known


def is_typed(ask: Ask) -> bool:
    """Whether a line is typed on this card, where commands want a colon."""
    return isinstance(widget_for(ask), Type)


class Voice(io.StringIO):
    """The student's lines as a stream."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        self.student = student

    def readline(self, _: int = -1) -> str:  # type: ignore[override]
        return self.student.line() + "\n"


@contextmanager
def watching(student: Student) -> Iterator[Student]:
    """Let the student see each scene as it is shown."""
    show = Plain.show

    def noting(self: Plain, scene: Scene) -> Reply | Move:
        student.scene, student.waiting = scene, []
        return show(self, scene)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Plain, "show", noting)
        yield student
