"""A scripted learner: replies to steps by rule or by list, and remembers what was shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from tests.courses import COURSE
from tutor.course import (
    Classification,
    Cloze,
    Course,
    FreeRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from tutor.course import SingleChoice as Single
from tutor.desk import Desk, Log
from tutor.errors import NotSaved
from tutor.events import Ended, Event, Fact, Moment, Started, Undone
from tutor.grade import Answer
from tutor.play import Move, Outcome, Record, Scene, ended, playing
from tutor.schedule import Memory
from tutor.session import Flow, flow_for
from tutor.steps import Ask, Feedback, Reply, Step, Sure, Tick

TODAY = date(2026, 11, 22)
AT = 1_795_340_000_000


def moment(seconds: int = 0, days: int = 0) -> Moment:
    return Moment(AT + seconds * 1000 + days * 86_400_000, TODAY + timedelta(days=days))


def right(question: Question, gap: int | None = None) -> Answer:
    """The key of a question as an answer."""
    match question:
        case Single(choices=choices) | MultipleChoice(choices=choices):
            return Answer(picked=tuple(i for i, c in enumerate(choices) if c.right))
        case TrueFalse(truth=truth):
            return Answer(picked=(int(truth),))
        case ShortAnswer(accepted=accepted):
            return Answer(typed=accepted[:1])
        case Cloze(gaps=gaps):
            return Answer(typed=tuple(g.accepted[0] for n, g in enumerate(gaps, 1) if gap in {None, n}))
        case Matching(pairs=pairs):
            return Answer(picked=tuple(question.rights.index(r) for _, r in pairs))
        case Classification():
            return Answer(picked=tuple(place for _, place in question.items))
        case Ordering(steps=steps):
            return Answer(picked=tuple(range(len(steps))))
        case Number(value=value):
            return Answer(typed=(f"{value:g}",))
        case FreeRecall(points_expected=points):
            return Answer(picked=tuple(range(len(points))), typed=("tout",))


UNKNOWN = Answer(unknown=True)
Act = Answer | Move | int | str | None


@dataclass
class Learner:
    """Does `acts` in turn: an Answer to a question, a number for confidence, a Move, "right", "wrong", "overrule", "redo", None to go on.

    After the last act every question is answered right and sure, unless `stop` says to leave.
    """

    acts: list[Act] = field(default_factory=list)
    stop: bool = False
    seen: list[Step] = field(default_factory=list)
    seconds: int = 0

    def reply(self, step: Step) -> Reply | Move:
        self.seen.append(step)
        self.seconds += 10
        now = moment(self.seconds)
        if not self.acts and self.stop:
            return Move.QUIT
        if isinstance(step, Sure) and not (self.acts and isinstance(self.acts[0], int)):
            return Reply(now, confidence=3)
        act = self.acts.pop(0) if self.acts and self.takes(step) else "right"
        if isinstance(act, Move):
            return act
        if isinstance(step, Sure):
            return Reply(now, confidence=act if isinstance(act, int) else 3)
        if isinstance(step, Ask | Tick):
            ask = step if isinstance(step, Ask) else step.ask
            answer = act if isinstance(act, Answer) else UNKNOWN if act == "wrong" else right(ask.question, ask.gap)
            return Reply(now, answer, ms=4000)
        return Reply(now, overruled=act == "overrule", redo=act == "redo")

    def takes(self, step: Step) -> bool:
        """Acts that are answers wait for a question; the others happen where they stand."""
        act = self.acts[0]
        asks = isinstance(act, Answer) or act in {"right", "wrong"}
        return isinstance(step, Ask | Tick) if asks else act != "overrule" or isinstance(step, Feedback)

    def asked(self) -> list[str]:
        return [s.question.id + (f"#{s.gap}" if s.gap else "") for s in self.seen if isinstance(s, Ask)]


@dataclass
class Memo:
    """A keeper in memory. `failing` appends fail and keep the events, as a full disk makes the real one do."""

    events: list[Event] = field(default_factory=list)
    failing: int = 0
    unsaved: tuple[Event, ...] = ()

    def append(self, facts: Sequence[Fact]) -> tuple[Event, ...]:
        new = tuple(Event(f"e{len(self.events) + n}", len(self.events) + n, f) for n, f in enumerate(facts))
        self.events += new
        if self.failing:
            self.failing -= 1
            self.unsaved += new
            raise NotSaved("history.jsonl", "disk full", len(self.unsaved))
        self.unsaved = ()
        return new

    def standing(self) -> list[Fact]:
        """The facts that count: undone ones left out."""
        gone = {i for e in self.events if isinstance(e.fact, Undone) for i in e.fact.events}
        return [e.fact for e in self.events if e.id not in gone and not isinstance(e.fact, Undone | Started | Ended)]


def started(kind: str, *, course: Course = COURSE, cards: Sequence[str] = (), lesson: str = "", seed: int = 7) -> Started:
    names = tuple(f"{course.id}/{c}" for c in cards)
    return Started(moment=moment(), session="s1", kind=kind, course=course.id, lesson=lesson, cards=names, seed=seed)


def desk(
    start: Started,
    *,
    course: Course = COURSE,
    memories: dict[str, Memory] | None = None,
    answered: frozenset[str] = frozenset(),
    read: frozenset[str] = frozenset(),
) -> Desk:
    terms = tuple(t.term for t in course.glossary)
    return Desk(course=course, started=start, today=TODAY, memories=memories or {}, terms=terms, answered=answered, read=read)


def play(start: Started, learner: Learner, keeper: Memo | None = None, *, on: Desk | None = None) -> tuple[Outcome, Memo]:
    """Play a session to its end with a scripted learner."""
    keeper = keeper or Memo()
    begin: Callable[[Log], Flow] = partial(flow_for, on or desk(start))
    driver = playing(begin, Record(keeper, start), lambda: moment(learner.seconds))
    try:
        scene: Scene = next(driver)
        while True:
            scene = driver.send(learner.reply(scene.step))
    except StopIteration as stop:
        return ended(stop), keeper
