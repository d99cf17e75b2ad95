"""A plan tried out on simulated copies of the learner: the load of each day, what is recalled on the exam, whether it fits. Pure.

A copy answers by chance, from a seed, as FSRS-6 with all stabilities times e^theta says; its days are planned as those of the
learner will be, by `tutor.exam`. Two things are coarser, so that an answer comes in two seconds: of many cards a sample is studied
in its share of the time, and the days of a far exam are taken in blocks, each card at most once a block. Gaps of one question
count as cards of their own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import exp
from typing import TypeAlias

from tutor.chance import uniform
from tutor.exam import FIRST_RIGHT, ExamPlan, ration, urgency
from tutor.memory import DEFAULT
from tutor.queue import Candidate
from tutor.record import record, replace
from tutor.schedule import Learned, New, Rating

SAMPLE = 300
SINGLE_DAYS = 30
LATER_DAYS = 30
MOST_MINUTES = 240
MOST_DAYS = 730


@record(kw_only=True)
class Load:
    """`days` days from `first` on, summed: cards met for the first time, cards asked again, and the time both take."""

    first: date
    days: int
    new: float
    again: float
    minutes: float


@record
class Rehearsal:
    """How one copy fared. `recall` on the exam day and `later`, 30 days after it, by card; of a card never asked both are 0.

    Cards that were left out of the sample are missing in both.
    """

    loads: tuple[Load, ...]
    recall: Mapping[str, float]
    later: Mapping[str, float]
    unseen: float


@record
class Fits:
    """The plan meets every card and reaches its target."""


@record
class Short:
    """It does not: `minutes` a day would (None: no time would), or these minutes with a target of `reachable`."""

    minutes: int | None
    reachable: float


Fit: TypeAlias = Fits | Short


@record
class Past:
    """The exam day was so many days ago."""

    days: int


@record
class Nothing:
    """There are no cards to plan."""


@record(kw_only=True)
class Prospect:
    """A plan as it will go: shares (0..1) of the points on the exam day and 30 days after, cards never met by then, the load."""

    score: float
    later: float
    unseen: int
    loads: tuple[Load, ...]
    fit: Fit


@record(kw_only=True)
class Weighing:
    """How a plan is tried out: `theta` from a forecast, `worth` by card weighs the ranking, `points` (`worth` if None) the score.

    An exam that weighs modules does so whether or not the sessions follow it.
    """

    theta: float = 0.0
    worth: Mapping[str, float] | None = None
    points: Mapping[str, float] | None = None

    @property
    def scale(self) -> Mapping[str, float] | None:
        """What weighs the score."""
        return self.worth if self.points is None else self.points


EVEN = Weighing()
"""Every card alike, of a learner as FSRS-6 has them."""


def prospect(candidates: Sequence[Candidate], today: date, plan: ExamPlan, by: Weighing = EVEN) -> Prospect | Past | Nothing:
    """Try a plan out. `candidates`: every card of the exam, those still to be unlocked among the new ones.

    A plan without minutes is an empty load and does not fit; an exam today has no load and fits if what is known is enough.
    """
    if plan.exam_day < today:
        return Past((today - plan.exam_day).days)
    if not candidates:
        return Nothing()
    run = rehearse(candidates, today, plan, theta=by.theta, worth=by.worth)
    score = weighted(run.recall, by.scale)
    unseen = round(run.unseen)
    fit: Fit = Fits()
    if score < plan.target or unseen:
        fit = Short(minutes_for(candidates, today, plan, by), score)
    return Prospect(score=score, later=weighted(run.later, by.scale), unseen=unseen, loads=run.loads, fit=fit)


def minutes_for(candidates: Sequence[Candidate], today: date, plan: ExamPlan, by: Weighing = EVEN) -> int | None:
    """The fewest whole minutes a day that meet every card and reach the plan's target, or None if four hours do not."""

    def enough(minutes: int) -> bool:
        return _suffices(candidates, today, replace(plan, minutes=float(minutes)), by)

    return _least(enough, 0, 8, MOST_MINUTES)


def day_for(candidates: Sequence[Candidate], today: date, plan: ExamPlan, by: Weighing = EVEN) -> date | None:
    """About the first exam day on which the plan's minutes would do, within a tenth of the time; None if two years are too little."""

    def enough(days: int) -> bool:
        return _suffices(candidates, today, replace(plan, exam_day=today + timedelta(days)), by)

    first = max(1, (plan.exam_day - today).days)
    days = _least(enough, first, first, MOST_DAYS, near=10)
    return None if days is None else today + timedelta(days)


def _least(enough: Callable[[int], bool], low: int, high: int, most: int, *, near: int = MOST_DAYS) -> int | None:
    """The least number above `low` that is enough, within a `near`th of it; None if `most` is not. Tries `high` first, then twice that."""
    while not enough(high):
        if high >= most:
            return None
        low, high = high, min(2 * high, most)
    while high - low > max(1, high // near):
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _suffices(candidates: Sequence[Candidate], today: date, plan: ExamPlan, by: Weighing) -> bool:
    """Whether a plan meets every card and reaches its target."""
    run = rehearse(candidates, today, plan, theta=by.theta, worth=by.worth)
    return round(run.unseen) == 0 and weighted(run.recall, by.scale) >= plan.target


def weighted(values: Mapping[str, float], worth: Mapping[str, float] | None) -> float:
    """The mean of what the cards are worth (1 where not named); 0 for none."""
    weights = {card: (worth or {}).get(card, 1.0) for card in values}
    return sum(value * weights[card] for card, value in values.items()) / (sum(weights.values()) or 1.0)


def rehearse(
    candidates: Sequence[Candidate],
    today: date,
    plan: ExamPlan,
    *,
    theta: float = 0.0,
    worth: Mapping[str, float] | None = None,
    seed: int = 0,
) -> Rehearsal:
    """One copy of the learner follows the plan from today to the eve of the exam."""
    sample = _sample(candidates, seed)
    share = sum(each.seconds for each in sample) / (sum(each.seconds for each in candidates) or 1.0)
    days = max(0, (plan.exam_day - today).days)
    copy = _Copy(sample, today, exp(theta), worth or {}, seed)
    usual = sum(each.seconds for each in sample) / (len(sample) or 1)
    loads = []
    for offset, length in _blocks(days):
        day, met = today + timedelta(offset), len(copy.known)
        wanted, budget = ration(len(copy.new), plan.start, day, plan.exam_day) * length, plan.minutes * 60 * length * share
        new, again, seconds = copy.study(offset, days - offset, budget, wanted)
        if length > 1:
            again, seconds = _daily(met, new, length, budget, usual)
        loads.append(Load(first=day, days=length, new=new / share, again=again / share, minutes=seconds / share / 60))
    unseen = len(copy.new) / share
    return Rehearsal(tuple(loads), copy.recalls(days), copy.recalls(days + LATER_DAYS), unseen)


def _daily(met: int, new: int, length: int, budget: float, usual: float) -> tuple[int, float]:
    """What the sessions of a block will ask again, and all its seconds: they ask a card once a day, where the copy does once a block."""
    room = int(max(0.0, budget - new * usual) / usual) if usual else 0
    again = min(length * met + new * (length - 1) // 2, room)
    return again, (new + again) * usual


def _sample(candidates: Sequence[Candidate], seed: int) -> list[Candidate]:
    """One card by chance out of each of `SAMPLE` stretches of the course, so that every module has its part."""
    if len(candidates) <= SAMPLE:
        return list(candidates)
    stretch = len(candidates) / SAMPLE
    return [candidates[int((n + uniform(seed << 20 ^ n)) * stretch)] for n in range(SAMPLE)]


def _blocks(days: int) -> Iterator[tuple[int, int]]:
    """Days counted from today, as (first, how many): single ones before the exam, wider ones the further it is."""
    lengths, covered = [], 0
    while covered < days:
        length = min(1 if covered < SINGLE_DAYS else max(1, covered * 3 // 20), days - covered)
        lengths.append(length)
        covered += length
    offset = 0
    for length in reversed(lengths):
        yield offset, length
        offset += length


class _Copy:
    """The memory of one copy: per card stability, difficulty and the day of its last answer, from today."""

    def __init__(self, sample: Sequence[Candidate], today: date, pace: float, worth: Mapping[str, float], seed: int) -> None:
        self.cards, self.pace, self.seed = sample, pace, seed
        self.worth = [worth.get(each.card, 1.0) / max(each.seconds, 0.1) for each in sample]
        self.new = [i for i, each in enumerate(sample) if isinstance(each.memory, New)]
        memories = ((i, each.memory) for i, each in enumerate(sample))
        self.known = {i: (m.stability_days, m.difficulty, (m.last - today).days) for i, m in memories if isinstance(m, Learned)}

    def study(self, day: int, horizon: int, seconds: float, wanted: int) -> tuple[int, int, float]:
        """One block; returns new cards, others, and the seconds spent. The last card may run over the time, as in life."""
        fresh = self.new[:wanted]
        spent, new, again = 0.0, 0, 0
        for i in [*fresh, *self._ranked(day, horizon)]:
            if spent >= seconds:
                break
            spent += self.cards[i].seconds
            new, again = (new, again + 1) if i in self.known else (new + 1, again)
            self._answer(i, day)
        self.new = self.new[new:]
        return new, again, spent

    def recalls(self, day: int) -> dict[str, float]:
        return {each.card: self._recall(i, day) if i in self.known else 0.0 for i, each in enumerate(self.cards)}

    def _ranked(self, day: int, horizon: int) -> list[int]:
        """As `tutor.exam.rank`."""
        keys = {
            i: urgency(stability, difficulty, day - last, horizon) * self.worth[i]
            for i, (stability, difficulty, last) in self.known.items()
            if last < day
        }
        return sorted(keys, key=lambda i: (-keys[i], i))

    def _answer(self, i: int, day: int) -> None:
        luck = uniform(self.seed << 40 ^ i << 20 ^ day)
        if i not in self.known:
            self.known[i] = (*DEFAULT.first(Rating.GOOD if luck < FIRST_RIGHT else Rating.AGAIN), day)
            return
        stability, difficulty, last = self.known[i]
        rating = Rating.GOOD if luck < self._recall(i, day) else Rating.AGAIN
        self.known[i] = (*DEFAULT.after(stability, difficulty, day - last, rating), day)

    def _recall(self, i: int, day: int) -> float:
        stability, _, last = self.known[i]
        return DEFAULT.retrievability(stability * self.pace, day - last)
