"""What to study for an exam on a known day: the cards that gain most on that day per second. Pure.

The ranking uses FSRS-6 with its default parameters and nothing learnt about the learner: refitting daily was measured and is worse.
It needs no file and no terminal, so that a simulator can drive it (tests/benchmarks/exam_simulator.py).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import ceil

from tutor.events import Planned
from tutor.memory import DEFAULT
from tutor.queue import Candidate, Turn, apart, asked_today, one_a_question, within
from tutor.record import record
from tutor.schedule import Learned, Memory, New, Rating

FIRST_RIGHT = 0.5
"""How likely a card whose section was read is right when it is asked for the first time."""
LEAST_GAIN = 0.03
"""The least gain in recall that tells two cards apart."""


@record(kw_only=True)
class ExamPlan:
    """From `start` until the eve of `exam_day`, `minutes` a day; `target` is a share (0..1) of the points, 0 for none.

    `weights`: the share of the exam of each module, any unit, over those of the course.
    """

    start: date
    exam_day: date
    minutes: float
    target: float = 0.0
    weights: tuple[tuple[str, float], ...] = ()

    def runs(self, day: date) -> bool:
        """Whether a review on that day follows the plan; from the day after the exam on it does not."""
        return self.start <= day <= self.exam_day


def plan_of(planned: Planned | None) -> ExamPlan | None:
    """The plan that an event made, if any. `Planned.target` is a share; a plan made twice starts at the later time."""
    if planned is None or planned.exam_day is None:
        return None
    return ExamPlan(
        start=planned.moment.day,
        exam_day=planned.exam_day,
        minutes=planned.minutes,
        target=planned.target,
        weights=planned.weights,
    )


def rank(
    cards: Mapping[str, Memory],
    today: date,
    exam_day: date,
    seconds_per_card: float | Mapping[str, float] = 20.0,
    *,
    worth: Mapping[str, float] | None = None,
) -> tuple[str, ...]:
    """Order all unlocked cards by what a second spent on each today brings on the exam day, the best first.

    The key is (expected recall on the exam day if reviewed today - if not) / expected seconds, see `gain`, times the days since the
    card was last answered, see `urgency`. New cards have waited for ever and come first; cards answered today last. Ties go by card
    id, so the result does not depend on the order of `cards`. `seconds_per_card` is positive, one figure or one a card; `worth`
    multiplies the gain of a card (1 where not named), for exams that weigh modules.
    """
    horizon = max(0, (exam_day - today).days)
    value = worth or {}

    def key(card: str) -> tuple[bool, float, str]:
        memory = cards[card]
        seconds = seconds_per_card[card] if isinstance(seconds_per_card, Mapping) else seconds_per_card
        if isinstance(memory, New):
            return False, -gain_of_new(horizon) * value.get(card, 1.0) / seconds, card
        waited = (today - memory.last).days
        return True, -urgency(memory.stability_days, memory.difficulty, waited, horizon) * value.get(card, 1.0) / seconds, card

    return tuple(sorted(cards, key=key))


def urgency(stability: float, difficulty: float, elapsed: int, horizon: int) -> float:
    """The gain of a review, at least `LEAST_GAIN`, times the days the card has waited.

    The gain alone trusts the model of memory to the letter. Where memory was another, in simulation, it lost up to 3 points to
    asking what was seen longest ago; where there was more time than needed, up to 4 in the model's own world, as it wore the same
    weak cards. Weighed by the wait, and with gains too small to mean anything taken as equal, it is never a point behind.
    """
    return max(LEAST_GAIN, gain_of_learned(stability, difficulty, elapsed, horizon)) * max(0, elapsed)


def gain(memory: Memory, today: date, exam_day: date) -> float:
    """Expected recall on the exam day if the card is reviewed today, less what it is if not: about -0.1 to 1.

    A card answered today gains nothing, as a second answer moves nothing. An exam day that is past counts as today.
    """
    horizon = max(0, (exam_day - today).days)
    if isinstance(memory, New):
        return gain_of_new(horizon)
    return gain_of_learned(memory.stability_days, memory.difficulty, (today - memory.last).days, horizon)


def gain_of_new(horizon: int) -> float:
    """The gain of a first review, `horizon` days before the exam; a card never asked counts as not known."""
    right, wrong = (DEFAULT.first(rating)[0] for rating in (Rating.GOOD, Rating.AGAIN))
    return FIRST_RIGHT * DEFAULT.retrievability(right, horizon) + (1 - FIRST_RIGHT) * DEFAULT.retrievability(wrong, horizon)


def gain_of_learned(stability: float, difficulty: float, elapsed: int, horizon: int) -> float:
    """The gain of a review `elapsed` days after the last one and `horizon` days before the exam."""
    if elapsed < 1:
        return 0.0
    recalled = DEFAULT.retrievability(stability, elapsed)
    right = DEFAULT.after(stability, difficulty, elapsed, Rating.GOOD)[0]
    wrong = DEFAULT.after(stability, difficulty, elapsed, Rating.AGAIN)[0]
    reviewed = recalled * DEFAULT.retrievability(right, horizon) + (1 - recalled) * DEFAULT.retrievability(wrong, horizon)
    return reviewed - DEFAULT.retrievability(stability, elapsed + horizon)


def sitting(
    candidates: Sequence[Candidate], today: date, plan: ExamPlan, *, introduced: int = 0, worth: Mapping[str, float] | None = None
) -> tuple[Turn, ...]:
    """Today's session under a plan: misconceptions, the ration of new cards, then all others by rank, until the minutes are used.

    `candidates` are the unlocked cards, new ones in the author's order; `introduced` how many were new earlier today. Of the gaps of
    a question one is asked a day, and no card twice. Two cards of a section follow each other only when it cannot be helped.
    With any time at all one card is asked; with none, none.
    """
    if plan.minutes <= 0:
        return ()
    new = [each for each in candidates if isinstance(each.memory, New)]
    known = {each.card: each for each in candidates if isinstance(each.memory, Learned) and each.memory.last < today}
    memories, seconds = {c: each.memory for c, each in known.items()}, {c: each.seconds for c, each in known.items()}
    ranked = [known[card] for card in rank(memories, today, plan.exam_day, seconds, worth=worth)]
    urgent = [each for each in ranked if each.misconception]
    calm = [each for each in ranked if not each.misconception]
    asked = asked_today(candidates, today)
    fresh = one_a_question(new, asked)[: max(0, ration(len(new) + introduced, plan.start, today, plan.exam_day) - introduced)]
    chosen = within(one_a_question([*urgent, *fresh, *calm], asked), plan.minutes * 60)
    return tuple(apart([Turn(each.card, each.section) for each in chosen]))


def worth_of(modules: Mapping[str, str], weights: Mapping[str, float]) -> dict[str, float]:
    """What each card is worth when the exam weighs modules: the weight of its module shared among the module's cards, 1 on average.

    `modules`: the module of each card, by card. A module without a weight, or with a negative one, is worth nothing; if all are,
    every card is worth the same.
    """
    sizes = Counter(modules.values())
    raw = {card: max(0.0, weights.get(module, 0.0)) / sizes[module] for card, module in modules.items()}
    whole = sum(raw.values())
    return {card: value * len(raw) / whole if whole else 1.0 for card, value in raw.items()}


def ration(left: int, start: date, today: date, exam_day: date) -> int:
    """New cards for today, of `left` not asked before it, so that none is left after half of the days.

    After that half, as for a lesson that was read late, they are spread over half of the days that remain.
    """
    whole = max(1, (exam_day - start).days)
    remaining = max(1, (exam_day - today).days)
    until_half = ceil(whole / 2) - (whole - remaining)
    return ceil(left / (until_half if until_half > 0 else ceil(remaining / 2)))
