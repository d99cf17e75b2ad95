"""The driver of a mock exam: it shows, saves and goes on like `tutor.play`, but there is no way back except the candidate's own turns.

Leaving is no end: until it is handed in, or its time is over, the exam can be gone on with, and its clock goes on meanwhile.
"""

from collections.abc import Callable, Sequence

from tutor.desk import Desk
from tutor.events import Fact, Happened, Moment, Reviewed
from tutor.mock import retraced
from tutor.mock_steps import Result, timed_of
from tutor.play import Begin, Driver, Elsewhere, Keeper, Move, Outcome, Record, Scene, next_step, nothing, replay
from tutor.progress import OpenSession
from tutor.record import replace
from tutor.session import Flow
from tutor.steps import Reply, Step, Turn


def invigilating(
    begin: Begin, kept: Record, now: Callable[[], Moment], replies: Sequence[Reply] = (), elsewhere: Elsewhere = nothing
) -> Driver:
    """Drive a mock exam to its end; `replies` play the beginning again, of one that was interrupted: its clock has gone on.

    `elsewhere` are the cards that other sessions have answered on a day since this one began.
    """
    flow, log, step = replay(begin, replies)
    result: Result | None = None
    if replies:
        step = told(flow, kept, log.facts, Reply(now(), turn=Turn.RETURN))
    while step is not None:
        result = step if isinstance(step, Result) else result
        reply = yield Scene(step, kept.unsaved)
        if reply is Move.QUIT:
            if timed_of(step).pausable:
                told(flow, kept, log.facts, Reply(now(), turn=Turn.PAUSE))
            break
        if isinstance(reply, Reply):
            answered = elsewhere(reply.moment.day)
            step = told(flow, kept, log.facts, replace(reply, elsewhere=answered) if answered else reply)
    return Outcome(finished=result is not None, result=result)


def told(flow: Flow, kept: Record, facts: Sequence[Fact], reply: Reply) -> Step | None:
    """The next step, once what the reply changed is on the disk."""
    step = next_step(flow, reply)
    kept.follow(facts, reply.moment)
    return step


def recalled(begin: Begin, desk: Desk, keeper: Keeper, again: OpenSession) -> tuple[Record, list[Reply]]:
    """The record and the replies of an interrupted exam, from the events it left."""
    events = [event for event in again.events if isinstance(event.fact, Reviewed | Happened)]
    replies = retraced([event.fact for event in events], desk)
    _, log, _ = replay(begin, replies)
    names = {likeness(event.fact): event.id for event in events}
    return Record(keeper, again.start, list(log.facts), [names.get(likeness(fact), "") for fact in log.facts], begun=True), replies


def likeness(fact: Fact) -> tuple[int, str, str]:
    """The same for a fact of the history and the one that is made of it when an exam is gone on with."""
    return fact.moment.at, getattr(fact, "card", ""), getattr(fact, "what", "")
