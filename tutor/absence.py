"""Coming back after an absence: what waits, and what each way of taking it up again would cost. Pure.

The predictions are those of the memory model: an answer is right as often as the card is expected to be recalled.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from tutor.agenda import candidates, review_cards, with_cases
from tutor.course import Course
from tutor.progress import Progress
from tutor.queue import Candidate, Plan, queue
from tutor.record import record
from tutor.schedule import Learned, Rating, recall, review

AWAY_DAYS = 7
SHORT_MINUTES, USUAL_MINUTES = 5, 15
WEEK = timedelta(days=7)
FAR_DAYS = 90


@record
class Way:
    """One way: minutes and questions today, one or two more or less as chance orders them.

    `days` until nothing waits any more at that pace, None for never.

    `limit` is what a review must be told beside the minutes to ask just these questions, if anything.
    """

    minutes: int
    questions: int
    days: int | None
    limit: int | None = None


@record
class Return:
    """After `days` without an answer `due` cards wait, of which `known` are expected right today and `fading` in a week."""

    days: int
    due: int
    known: int
    fading: int
    ways: tuple[Way, ...]


def last_answer(progress: Progress, course: str) -> date | None:
    """The last study day with an answer in the course."""
    days = [key[:10] for key in progress.days if key[11:] == course]
    return date.fromisoformat(max(days)) if days else None


def returning(course: Course, progress: Progress, today: date) -> Return | None:
    """What to offer to one who was away for a week or more and has cards waiting; None to everybody else."""
    last = last_answer(progress, course.id)
    if last is None or (today - last).days < AWAY_DAYS:
        return None
    known = {c.card: c for c in candidates(course, progress, today=today) if isinstance(c.memory, Learned)}
    waiting = [known[turn.card] for turn in queue(tuple(known.values()), today, Plan(limit=0))]
    if not waiting:
        return None
    return Return(
        days=(today - last).days,
        due=len(waiting),
        known=round(sum(expected(c, today) for c in waiting)),
        fading=round(sum(expected(c, today + WEEK) for c in waiting)),
        ways=tuple(ways(course, progress, tuple(known.values()), waiting, today)),
    )


def expected(card: Candidate, day: date) -> float:
    """How likely a card is recalled on a day."""
    return recall(card.memory, day) if isinstance(card.memory, Learned) else 0.0


def ways(course: Course, progress: Progress, known: Sequence[Candidate], waiting: Sequence[Candidate], today: date) -> Iterator[Way]:
    """A little, the usual, everything; none that is the same as the one before it. A case is asked whole, as in a review."""
    whole = ceil(sum(c.seconds for c in waiting) / 60)
    for minutes in (SHORT_MINUTES, USUAL_MINUTES):
        if minutes < whole:
            asked = review_cards(course, progress, today, minutes=minutes, limit=None, topic=None, order="memory", seed=0)
            yield Way(minutes, len(asked), days_until_clear(known, today, minutes))
    yield Way(whole, len(with_cases([c.card for c in waiting], course)), 1, len(waiting))


def days_until_clear(known: Sequence[Candidate], today: date, minutes: int) -> int | None:
    """Days of so many minutes until no card waits, counting those that fall due meanwhile and those that come back; None if never.

    Each day takes the cards that wait longest; an answered card comes back when a right answer would bring it back.
    """
    dues: dict[date, int] = {}
    seconds = max((c.seconds for c in known), default=20.0)
    waiting = [c for c in known if isinstance(c.memory, Learned)]
    for each in waiting:
        if isinstance(each.memory, Learned):
            dues[max(each.memory.due, today)] = dues.get(max(each.memory.due, today), 0) + 1
    rest = gap_after(waiting, today)
    backlog = 0
    for n in range(FAR_DAYS):
        day = today + timedelta(days=n)
        backlog += dues.get(day, 0)
        done = min(backlog, max(1, int(minutes * 60 / seconds)))
        backlog -= done
        again = day + timedelta(days=rest)
        dues[again] = dues.get(again, 0) + done
        if not backlog:
            return n + 1
    return None


def gap_after(cards: Sequence[Candidate], today: date) -> int:
    """Days until a card that waits now comes back after a right answer, in the middle of all of them."""
    gaps = sorted((review(c.memory, Rating.GOOD, today).due - today).days for c in cards)
    return max(gaps[len(gaps) // 2], 1) if gaps else 1
