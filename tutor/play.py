"""The driver: it owns the loop between a flow, the history and whoever answers.

`playing` is itself a generator, so that a front end keeps its own event loop: it yields what to show, is sent what the
learner did, and has made every answer durable before it yields the feedback.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from tutor.cards import local
from tutor.desk import Log
from tutor.errors import NotSaved
from tutor.events import Ended, Event, Fact, Moment, Read, Reviewed, Started, Undone
from tutor.grade import Answer
from tutor.record import field, record, replace
from tutor.session import Flow
from tutor.steps import (
    Ask,
    Compare,
    End,
    Feedback,
    Menu,
    Offer,
    Opening,
    Page,
    Reason,
    Recap,
    Rehearsal,
    Reply,
    Step,
    Summary,
    Sure,
    Tick,
    Welcome,
)

if TYPE_CHECKING:
    from tutor.mock_steps import Result


class Move(Enum):
    """What a learner may do instead of replying; `RELOAD` (the file was saved) only in a preview."""

    BACK = "back"
    UNDO = "undo"
    QUIT = "quit"
    RELOAD = "reload"


@record
class Scene:
    """A step to show, what went wrong with saving, if anything did, and whether there is an answer to undo."""

    step: Step
    unsaved: NotSaved | None = None
    undoable: bool = False


@record
class Outcome:
    """How a session ended: finished, or left before its end; and what it, or a mock exam, came to, if it began at all."""

    finished: bool
    summary: Summary | None = None
    result: "Result | None" = None


def ended(stop: StopIteration) -> Outcome:
    """What a driver returned."""
    outcome = stop.value
    assert isinstance(outcome, Outcome)
    return outcome


Driver: TypeAlias = Generator[Scene, Reply | Move, Outcome]
Begin: TypeAlias = Callable[[Log], Flow]


Elsewhere: TypeAlias = Callable[[date], frozenset[str]]


def nothing(_: date) -> frozenset[str]:
    """Nobody else is there."""
    return frozenset()


class Interface(Protocol):
    """The whole port between a session and a person."""

    def run(self, driver: Driver) -> Outcome:
        """Show each scene and send what the learner did, to the end. Returns what the driver returns."""
        ...


class Keeper(Protocol):
    """Where facts become durable events."""

    @property
    def unsaved(self) -> tuple[Event, ...]:
        """The events that could not be made durable yet, in order."""
        ...

    def append(self, facts: Sequence[Fact]) -> tuple[Event, ...]:
        """Return when they are on the disk; raise NotSaved (and keep them for the next call) when they cannot be."""
        ...


@record(frozen=False)
class Record:
    """What of a session's log is in the history already.

    `before` goes into it with the first fact: the end of what led to this session. `ends` False: what follows says the end of this one.
    """

    keeper: Keeper
    started: Started
    facts: list[Fact] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    begun: bool = False
    unsaved: NotSaved | None = None
    read: set[str] = field(default_factory=set)
    before: tuple[Fact, ...] = ()
    ends: bool = True

    def follow(self, log: Sequence[Fact], moment: Moment) -> None:
        """Make the history say what the log says: take back what is no longer in it, append what is new.

        A section that was read stays read, however far the learner goes back.
        """
        same = shared(self.facts, log)
        kept = still(self.facts[same:], log[same:])
        rest = [(f, i) for n, (f, i) in enumerate(zip(self.facts[same:], self.ids[same:], strict=True)) if n not in kept]
        gone = [i for f, i in rest if i and not isinstance(f, Read)]
        self.facts[same:] = [f for n, f in enumerate(self.facts[same:]) if n in kept]
        self.ids[same:] = [i for n, i in enumerate(self.ids[same:]) if n in kept]
        self.unsaved = None
        if gone or len(log) > len(self.facts):
            self.append(log[len(self.facts) :], [Undone(moment, tuple(gone))] if gone else [])

    def append(self, facts: Sequence[Fact], begin: Sequence[Fact] = ()) -> None:
        """Append `begin` and facts, the session's beginning before the first of them, a reading only once.

        All of it at once: an answer that is taken back for another must not be gone if the program dies between the two.
        """
        fresh = [f for f in facts if not (isinstance(f, Read) and f.section in self.read)]
        begin = begin if self.begun else [*self.before, self.started, *begin]
        self.begun = True
        try:
            events = self.keeper.append([*begin, *fresh])
        except NotSaved as error:
            self.unsaved, events = error, self.keeper.unsaved[-len(begin) - len(fresh) :]
        names = iter([e.id for e in events[len(begin) :]])
        self.facts += facts
        self.ids += [next(names, "") if f in fresh else "" for f in facts]
        self.read |= {f.section for f in facts if isinstance(f, Read)}

    def end(self, moment: Moment, *, finished: bool) -> None:
        """Say that the session is over, if anything of it was kept."""
        if self.begun and (self.ends or not finished):
            self.append([Ended(moment, self.started.session, finished)])


def playing(
    begin: Begin, record: Record, now: Callable[[], Moment], replies: Sequence[Reply] = (), elsewhere: Elsewhere = nothing
) -> Driver:
    """Drive a flow to its end.

    `replies` play the beginning again, of a session that was interrupted; the record must know their facts.
    `elsewhere` are the cards that other sessions have answered on a day since this one began.
    """
    given = list(replies)
    flow, log, step = replay(begin, given)
    while step is not None:
        reply = yield Scene(step, record.unsaved, any(isinstance(f, Reviewed) for f in log.facts))
        if reply is Move.QUIT:
            record.end(now(), finished=isinstance(step, End))
            return Outcome(isinstance(step, End), log.summary() if log.summary else None)
        if isinstance(reply, Move):
            given = before(begin, given, step, undo=reply is Move.UNDO or isinstance(step, Feedback))
            flow, log, step = replay(begin, given)
            record.follow(log.facts, now())
            continue
        answered = elsewhere(reply.moment.day)
        reply = replace(reply, elsewhere=answered) if answered else reply
        given.append(reply)
        step = next_step(flow, reply)
        record.follow(log.facts, reply.moment)
    record.end(now(), finished=True)
    return Outcome(finished=True, summary=log.summary() if log.summary else None)


def welcomed(opening: Sequence[Welcome | Rehearsal], then: Callable[[], Driver]) -> Driver:
    """What a first start shows, one after the other, with a way back; then the session."""
    at = 0
    while at < len(opening):
        reply = yield Scene(opening[at])
        if reply is Move.QUIT:
            return Outcome(finished=False)
        at = at + 1 if isinstance(reply, Reply) else max(at - 1, 0)
    return (yield from then())


def choosing(menu: Menu, chosen: list[int]) -> Driver:
    """A menu: the number of the item goes to `chosen`; nothing does when it is left."""
    while True:
        reply = yield Scene(menu)
        if isinstance(reply, Reply):
            chosen.extend(reply.answer.picked)
            return Outcome(finished=True)
        if reply is Move.QUIT or menu.inner:
            return Outcome(finished=False)


def offered(offer: Offer, go_on: Callable[[], Driver], anew: Callable[[], Driver]) -> Driver:
    """Ask whether to go on with an interrupted session, then do so or start anew."""
    while True:
        reply = yield Scene(offer)
        if reply is Move.QUIT:
            return Outcome(finished=False)
        if isinstance(reply, Reply):
            return (yield from (go_on if reply.answer.picked == (0,) else anew)())


def replay(begin: Begin, replies: Sequence[Reply]) -> tuple[Flow, Log, Step | None]:
    """Play a flow from its beginning: the flow, its log, and the step it has come to."""
    log = Log()
    flow = begin(log)
    step: Step | None = next(flow)
    for reply in replies:
        step = next_step(flow, reply)
    return flow, log, step


def steps(begin: Begin, replies: Sequence[Reply]) -> list[Step]:
    """Every step that was replied to, in order."""
    flow = begin(Log())
    return [next(flow), *(flow.send(reply) for reply in replies[:-1])] if replies else []


def before(begin: Begin, replies: list[Reply], step: Step, *, undo: bool) -> list[Reply]:
    """Drop replies back to the previous page or question; with `undo`, to the last question that was answered.

    Confidence, ticks and feedback are no place to stop at. An answered step of a case is locked: only `undo` opens it.
    """
    shown = steps(begin, replies)
    for n in range(len(replies) - 1, -1, -1):
        place = shown[n]
        if not undo and locked(place, step):
            return replies
        if isinstance(place, Ask) or (not undo and isinstance(place, Opening | Page | Recap | Compare)):
            return replies[:n]
    return replies


def locked(place: Step, step: Step) -> bool:
    """Whether `place` is an earlier step of the case that `step` belongs to."""
    if not (isinstance(place, Ask) and isinstance(step, Ask) and place.setting and step.setting):
        return False
    return place.setting.vignette == step.setting.vignette and place.setting.step < step.setting.step


def shared(one: Sequence[Fact], other: Sequence[Fact]) -> int:
    """How many facts two logs have in common from the start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a is not b and a != b), min(len(one), len(other)))


def still(old: Sequence[Fact], new: Sequence[Fact]) -> set[int]:
    """Which of the old facts the new ones begin with when those that were taken out are passed over, by index."""
    kept: set[int] = set()
    for n, fact in enumerate(old):
        if len(kept) < len(new) and new[len(kept)] == fact:
            kept.add(n)
    return kept


def remembered(begin: Begin, facts: Sequence[Fact]) -> list[Reply]:
    """The replies that lead an interrupted session back to where it stopped, made from the facts it left.

    Answers come in their order, readings when their page comes. What does not fit what the flow asks ends the memory there: the
    content has changed since.
    """
    answers = [f for f in facts if isinstance(f, Reviewed)]
    read = {local(f.section): f for f in facts if isinstance(f, Read)}
    replies: list[Reply] = []
    flow = begin(Log())
    step: Step | None = next(flow)
    while step is not None and (reply := recalled(step, answers, read)):
        replies.append(reply)
        step = next_step(flow, reply)
    return replies


def next_step(flow: Flow, reply: Reply) -> Step | None:
    """The flow's next step, None at its end."""
    try:
        return flow.send(reply)
    except StopIteration:
        return None


def recalled(step: Step, answers: list[Reviewed], read: dict[str, Read]) -> Reply | None:
    """The reply to one step that the facts tell of, taking away those that are used up."""
    match step, answers[:1]:
        case Page(section=section), _ if section.id in read:
            return Reply(read.pop(section.id).moment)
        case ((Opening() | Recap() | Compare()), _) if answers or read:
            return Reply(latest(answers, read))
        case Ask(cards=cards, reason=Reason.PRETEST), [first] if first.card == cards[0]:
            return answered(cards, [answers.pop(0)])  # no verdict follows to take it away
        case Ask(cards=cards), [first] if first.card == cards[0]:
            return answered(cards, answers)
        case Tick(), [first]:
            return Reply(first.moment, first.answer)
        case Sure(), [first]:
            return Reply(first.moment, confidence=first.confidence)
        case Feedback(overruled=True), _ if answers or read:
            return Reply(latest(answers, read))
        case Feedback(ask=ask), [first]:
            del answers[: len(ask.cards)]
            return Reply(first.moment, overruled=first.overruled)
        case _:
            return None


def latest(answers: Sequence[Reviewed], read: Mapping[str, Read]) -> Moment:
    """The moment of the next fact: screens that leave none of their own were passed about then."""
    left: list[Reviewed | Read] = [*answers, *read.values()]
    return left[0].moment


def answered(cards: Sequence[str], answers: Sequence[Reviewed]) -> Reply | None:
    """The reply to a question from the answers to its cards, put together where there are several; they stay for what follows."""
    own = answers[: len(cards)]
    if [f.card for f in own] != list(cards):
        return None
    typed = tuple(t for f in own for t in f.answer.typed)
    return Reply(own[0].moment, Answer(own[0].answer.picked, typed, own[0].answer.unknown), hints=own[0].hints, ms=own[0].ms)
