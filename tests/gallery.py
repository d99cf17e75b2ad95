"""Every screen a learner meets, drawn by the real front end's own view, for golden files and contact sheets.

A walk is a script of keys through the real commands on the shipped course; `=name` takes the screen that stands there.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from unittest.mock import patch

from tests.learner import AT, TODAY
from tutor import agenda, home, insights, reports, sessions
from tutor.app import App, Common, World
from tutor.errors import ExitCode
from tutor.events import Moment, Planned, Read, Reviewed
from tutor.grade import Answer
from tutor.outline import cards_of, entries
from tutor.play import Outcome
from tutor.record import record, replace
from tutor.schedule import Rating
from tutor.steps import Ask
from tutor.ui.layout import Screen, Size
from tutor.ui.look import Look
from tutor.ui.stage import Stage
from tutor.ui.view import View, draw
from tutor.ui.widgets import Type

SIZES = (Size(40, 20), Size(80, 24), Size(120, 40))
KINDS = {
    "single": "va-07", "true-false": "pc-17", "multiple": "pr-01", "short": "fa-05", "cloze": "am-08", "number": "as-13",
    "matching": "bi-08", "classification": "fa-03", "ordering": "as-09", "recall": "pc-11", "case": "ev-07",
}  # fmt: skip
FIRST = (
    "=welcome", "space", "=rehearsal", "?", "x", "=rehearsal-under-way", "b", "u", "h", "space", "=home-first", "2", "=lessons", "esc",
    "5", "=settings", "esc", "1", "=opening", "space", "=prediction", "b", "=sure", "3", "=feedback-prediction", "space",
    "=section", "h", "=keys", "esc", "space", "=question-lesson", "?", "=hint", "?", "=hint-second", "t", "=passage", "esc",
    "i", "=why", "esc", "g", "=terms", "esc", "c", "2", "=feedback-lesson",
)  # fmt: skip
ENTERED = {
    "single": "a", "true-false": "a", "multiple": ["a", "d", "enter"], "short": [*"anticorps", "enter"], "cloze": [*"abc", "enter"] * 4,
    "number": ["7", "enter"], "matching": ["a", "b", "c", "d"], "classification": ["a"], "ordering": ["a"], "recall": [*"Je sais", "enter"],
    "case": ["a"],
}  # fmt: skip


class Clock:
    """The time of a walk: it stands still but for the seconds that a script waits."""

    def __init__(self, days: int = 0) -> None:
        self.at, self.day = AT + days * 86_400_000, TODAY + timedelta(days=days)

    def __call__(self) -> Moment:
        return Moment(self.at, self.day)

    def wait(self, seconds: int) -> None:
        """Let seconds pass."""
        self.at += 1000 * seconds


class Tty(io.StringIO):
    """A terminal that is not there."""

    def isatty(self) -> bool:
        return True


class Seen(Protocol):
    """A screen by its name, to be drawn at any size."""

    @property
    def name(self) -> str:
        """What the golden file and the sheet call it."""
        ...

    def pages(self, size: Size) -> tuple[Screen, ...]:
        """Every page of it at a size."""
        ...


@record
class Shot:
    """A screen of the stage, as it stood: `stage` speaks and draws it."""

    name: str
    view: View
    stage: Stage

    def pages(self, size: Size) -> tuple[Screen, ...]:
        """Every page of it at a size; one that follows the pointer only where it is."""
        first = draw(self.view, size, self.stage.voice, self.stage.terms)
        every = range(first.pages) if self.view.page is not None else [first.page]
        return tuple(draw(replace(self.view, page=n, pages=first.pages), size, self.stage.voice, self.stage.terms) for n in every)


class Walker(Stage):
    """The stage with a script instead of a keyboard, and a list instead of a screen."""

    def __init__(self, stage: Stage, script: list[str], shots: list[Shot]) -> None:
        super().__init__(stage.voice, Look(terminal=True, colour=True), (Tty(), Tty()), stage.now, stage.terms, None, stage.translate)
        self.script, self.shots = script, shots

    def play(self) -> Outcome:
        """Press the keys of the script until the session ends, or leave with its last key."""
        while self.script:
            act = self.script.pop(0)
            self.at_rest()
            if act.startswith("to "):
                self.know_nothing(act[3:])
            elif act.startswith("wait "):
                self.now.wait(int(act[5:]))  # type: ignore[attr-defined]
            elif act.startswith("="):
                self.shots.append(Shot(act[1:], self.view, self))
            elif self.key(act)[1]:
                return self.outcome
        return self.leave()

    def know_nothing(self, step: str) -> None:
        """Say "I don't know" until a step of this name comes."""
        while type(self.view.scene.step).__name__ != step:
            self.at_rest()
            asked = isinstance(self.view.scene.step, Ask)
            for key in ["esc", "s"] if asked and isinstance(self.view.widget, Type) else ["s"] if asked else ["space"]:
                self.key(key)

    def at_rest(self) -> None:
        """As a painted screen leaves the view; the script turns no pages, so that a key is never taken for one."""
        self.view = replace(self.view, pages=1, now=self.now().at)


class Visitor(App):
    """A run of the program whose stage is a walker."""

    script: list[str]
    shots: list[Shot]

    def interface(self) -> Walker:
        """The walker in place of the stage."""
        stage = super().interface()
        assert isinstance(stage, Stage)
        return Walker(stage, self.script, self.shots)


def visitor(language: str, folder: Path, script: Sequence[str], *, days: int = 0) -> Visitor:
    """A run of the program on one day, `days` after the first."""
    places = {"TUTOR_DATA_DIR": str(folder / "data"), "TUTOR_CACHE_DIR": str(folder / "cache"), "TUTOR_LANG": language}
    app = Visitor(World(places, Tty(), Tty(), Tty(), Clock(days)), Common())
    app.script, app.shots = [*script], []
    return app


def actions(app: App) -> home.Actions:
    """What the menu starts, as the command line has it; looking commands show nothing here."""

    def learn(name: str | None) -> ExitCode:
        start = sessions.lesson_start(app, name)
        assert start
        return sessions.run(app, start)

    def nothing() -> ExitCode:
        return ExitCode.DONE

    done = ExitCode.DONE
    return home.Actions(lambda _: done, learn, lambda _: done, lambda *_: done, nothing, nothing, nothing, nothing)


def first_evening(language: str, folder: Path) -> list[Shot]:
    """The first start, from the welcome to the middle of the first lesson, and home again."""
    app = visitor(language, folder, [*FIRST, "q", "=home-resume", "q"])
    home.home(app, actions(app))
    return app.shots


def whole_lesson(language: str, folder: Path) -> list[Shot]:
    """A lesson to its end, knowing nothing after its first question."""
    script = ["space", "esc", "space", "a", "3", "space", "to Recap", "=recap", "space", "=end", "q"]
    app = visitor(language, folder, script)
    start = sessions.lesson_start(app, "m1.l1")
    assert start
    sessions.run(app, start)
    return app.shots


def every_kind(language: str, folder: Path) -> list[Shot]:
    """A question of each kind and what is said of an answer that is not right, then the end of it all."""
    script: list[str] = []
    for kind in KINDS:
        script += [f"=question-{kind}", *ENTERED[kind]]
        script += [f"=entered-{kind}", *"bcdabcd", "enter"] if kind in {"classification", "ordering", "matching"} else []
        script += ["=tick", "a", "enter"] if kind == "recall" else []
        script += [f"=feedback-{kind}", "space"]
    app = visitor(language, folder, [*script, "to End", "=end-long", "q"])
    cards = tuple(card for kind in KINDS.values() for card in asked_whole(app, kind))
    app.keep("welcomed", "1")
    sessions.run(app, sessions.begun(app, "practice", cards=agenda.with_cases(cards, app.course()), seed=7))
    return app.shots


def asked_whole(app: App, name: str) -> tuple[str, ...]:
    """The cards that ask a question whole, or a case's first step."""
    course = app.course()
    case = course.cases.get(name)
    return (f"{course.id}/{case.steps[0] if case else name}",)


def later(language: str, folder: Path) -> list[Shot]:
    """Home a month after eight lessons, with an exam planned."""
    before = visitor(language, folder, [])
    before.keep("welcomed", "1")
    before.store().append([*studied(before)])
    before.close()
    app = visitor(language, folder, ["=home-return", "q"], days=30)
    exam = app.world.now().day + timedelta(days=12)
    app.store().append([Planned(moment=app.world.now(), course=app.course().id, exam_day=exam, minutes=15)])
    home.home(app, actions(app))
    return app.shots


def studied(app: App) -> Iterator[Read | Reviewed]:
    """Eight lessons read and every question of theirs answered, one in four wrong."""
    course, now = app.course(), app.world.now()
    lessons = agenda.in_order(course)[:8]
    known = {lesson.id for lesson in lessons}
    yield from (Read(now, "s", f"{course.id}/{section}") for lesson in lessons for section in lesson.sections)
    cards = [card for entry in entries(course) if entry.lesson in known and not entry.variant_of for card in cards_of(course.id, entry)]
    for n, card in enumerate(cards):
        wrong = n % 4 == 0
        rating, score = (Rating.AGAIN, 0.0) if wrong else (Rating.GOOD, 1.0)
        yield Reviewed(moment=now, session="s", card=card, version="", answer=Answer(), score=score, rating=rating, confidence=2, ms=14_000)


def walks(language: str, folder: Path) -> tuple[Seen, ...]:
    """Every screen of the stage in a language, the choices always in the same order."""
    with patch("tutor.sessions.new_seed", lambda: 7):
        return (
            *first_evening(language, folder / "first"),
            *whole_lesson(language, folder / "whole"),
            *every_kind(language, folder / "kinds"),
            *later(language, folder / "later"),
        )


def plain_reports(language: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Every report in plain lines, of a first day and of a month after eight lessons."""
    for name, days in (("first day", 0), ("a month later", 30)):
        for report, show in REPORTS.items():
            app = visitor(language, folder, [], days=days)
            app.world = replace(app.world, stdout=io.StringIO())
            app.options(replace(app.common, plain=True))
            show(app)
            app.close()
            assert isinstance(app.world.stdout, io.StringIO)
            yield f"{report}, {name}", app.world.stdout.getvalue()
        before = visitor(language, folder, [])
        before.store().append([*studied(before)])
        before.close()


REPORTS: dict[str, Callable[[App], object]] = {
    "home": lambda app: home.home(app, actions(app)),
    "lessons": lambda app: reports.lessons(app, None, as_json=False),
    "progress": lambda app: insights.progress(app, as_json=False),
    "glossary": lambda app: reports.glossary(app, "CAR-T", as_json=False),
}


def grid(screen: Screen) -> str:
    """The text of a screen, a row a line."""
    return "\n".join(line.text.plain.rstrip() for line in screen.lines)
