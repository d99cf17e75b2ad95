"""When a card comes back: ratings, what memory keeps of a card, and how an answer becomes the next date."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import IntEnum
from typing import TypeAlias

from tutor.grade import Verdict
from tutor.memory import DEFAULT
from tutor.record import build, record, replace


class Rating(IntEnum):
    """How well a card was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Confidence(IntEnum):
    """What the learner said before the verdict; `NOT_ASKED` is also what older events carry."""

    NOT_ASKED = 0
    GUESS = 1
    HESITANT = 2
    SURE = 3


@record
class New:
    """A card never asked."""


@record
class Learned:
    """What FSRS keeps of a card. `last` is the study day of the review that moved it last, `due` the day it comes back."""

    stability_days: float
    difficulty: float
    last: date
    due: date


Memory: TypeAlias = New | Learned


def review(memory: Memory, rating: Rating, day: date) -> Learned:
    """Return the memory after the first answer of a study day.

    A second answer on that day moves nothing: it returns what it was given, as FSRS-6 misjudges same-day reviews.
    A day before the last review (a clock set back) counts as no time passed, and the date is set anew from that day.
    """
    if isinstance(memory, New):
        stability, difficulty = DEFAULT.first(rating)
    elif day == memory.last:
        return memory
    else:
        stability, difficulty = DEFAULT.after(memory.stability_days, memory.difficulty, (day - memory.last).days, rating)
    return Learned(stability, difficulty, day, _later(day, DEFAULT.interval_days(stability)))


def reopened(memory: Learned, day: date) -> Learned:
    """The same memory, due on that day and able to move on it: what was asked last is no longer what is asked, or its date cannot be."""
    return replace(memory, last=min(memory.last, eve(day)), due=min(memory.due, day))


def replayed(memory: Memory, answers: Iterable[tuple[Rating, date]]) -> Memory:
    """What `review` makes of one answer after another, each on a later day; cheaper, as only the last of the dates is worked out."""
    stability, difficulty, last, day = 0.0, 0.0, None, None
    if isinstance(memory, Learned):
        stability, difficulty, last = memory.stability_days, memory.difficulty, memory.last
    for rating, day in answers:
        if last is None:
            stability, difficulty = DEFAULT.first(rating)
        else:
            stability, difficulty = DEFAULT.after(stability, difficulty, (day - last).days, rating)
        last = day
    return memory if day is None else build(Learned, (stability, difficulty, day, _later(day, DEFAULT.interval_days(stability))))


def recall(memory: Memory, day: date) -> float:
    """The chance (0..1) that the card is recalled on that day; 0 for a card never asked."""
    if isinstance(memory, New):
        return 0.0
    return DEFAULT.retrievability(memory.stability_days, (day - memory.last).days)


def outcomes(memory: Memory, day: date) -> Mapping[Rating, Learned]:
    """What each rating would make of the card on that day."""
    return {rating: review(memory, rating, day) for rating in Rating}


def rate(verdict: Verdict, confidence: int, hints: int, *, typed: bool, prediction: bool = False, confidence_asked: bool = True) -> Rating:
    """Turn an answer into a rating: the lowest of what the score, the confidence and the hints allow.

    `confidence` as in `Confidence`; `hints` how many were shown; `typed` an answer written, which chance hardly gives;
    `prediction` the question asked before its section was read, the only one that can be easy.
    """
    felt = confidence if confidence_asked else Confidence.NOT_ASKED
    return min(_by_score(verdict), _by_confidence(felt, typed=typed, prediction=prediction), Rating.HARD if hints else Rating.EASY)


def misconceived(verdict: Verdict, confidence: int) -> bool:
    """Sure and wrong: the learner holds something false, and should see the card again tomorrow, first."""
    return confidence == Confidence.SURE and _by_score(verdict) is Rating.AGAIN


def _by_score(verdict: Verdict) -> Rating:
    if verdict.right:
        return Rating.EASY
    return Rating.HARD if verdict.score >= 0.5 else Rating.AGAIN


def _by_confidence(confidence: int, *, typed: bool, prediction: bool) -> Rating:
    if confidence == Confidence.GUESS:
        return Rating.HARD if typed else Rating.AGAIN
    if confidence == Confidence.HESITANT:
        return Rating.HARD
    return Rating.EASY if prediction and confidence == Confidence.SURE else Rating.GOOD


def eve(day: date) -> date:
    """The day before; the first of the calendar has none."""
    return day - timedelta(1) if day > date.min else day


def _later(day: date, days: int) -> date:
    """Clip at the end of the calendar: a clock in the year 9999 must not crash a session."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max
