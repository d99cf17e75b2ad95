"""What score to expect, and how good such forecasts were. Pure functions of cards and reviews.

One number a learner, theta, says how much slower or faster than FSRS-6 by default this learner forgets: all stabilities times
e^theta. It is the most likely value given the answers and a prior N(0, 0.7), it serves forecasts only, and never the ranking.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import exp, log, sqrt
from typing import TypeAlias

from tutor.events import Reviewed
from tutor.exam import ExamPlan, worth_of
from tutor.memory import DEFAULT
from tutor.queue import Candidate
from tutor.record import record, replace
from tutor.rehearsal import LATER_DAYS, rehearse
from tutor.schedule import Learned, Memory, New, review

ENOUGH_ANSWERS = 150
PRIOR_SD = 0.7
RECENT = 300
"""The latest answers that say how this learner forgets; with all of them the error on the eve was three times as large."""
EIGHTY_PERCENT = 1.2816
EVE_SD, AHEAD_SD, AHEAD_DAYS = 0.03, 0.08, 14
"""How far forecasts were off in simulated worlds beyond theta and the draw of questions: on the eve, and with weeks of study ahead."""


@record
class Trial:
    """A first answer of a day to a card last answered `elapsed_days` (1 or more) before, when FSRS gave it that stability."""

    stability_days: float
    elapsed_days: int
    right: bool


@record
class Calibration:
    """Theta with its standard deviation, and the number of answers behind it."""

    theta: float = 0.0
    sd: float = PRIOR_SD
    answers: int = 0


@record
class TooEarly:
    """There is no forecast yet: so many answers a day or more apart, of so many needed."""

    answers: int
    needed: int = ENOUGH_ANSWERS


@record
class Band:
    """An expected share (0..1) of the points, the band that holds the true one four times in five, and recall 30 days after."""

    expected: float
    low: float
    high: float
    later: float


@record
class Forecast:
    """The whole exam and each of its modules, by id, in the order of the weights; `answers` are those behind theta."""

    total: Band
    modules: tuple[tuple[str, Band], ...]
    answers: int


@record
class Expectation:
    """The forecast at the end of a session: following the plan; and what would be left of it stopping now, and before the session."""

    exam_day: date
    total: Band
    stopping: float
    before: float


@record
class Brier:
    """How good stored predictions were: their mean squared error, and that of always saying `base`, the share that was right.

    `expected` is the mean prediction: above `base` they were too hopeful.
    """

    answers: int
    score: float
    base_score: float
    expected: float
    base: float


Reviews: TypeAlias = Iterable[Reviewed]


def trials(reviews: Reviews) -> tuple[Trial, ...]:
    """The answers that tell something about forgetting. `reviews`: those that count, in order of time; drills are passed over."""
    memories: dict[str, Memory] = {}
    found = []
    for each in reviews:
        if not each.first:
            continue
        memory, day = memories.get(each.card, New()), each.moment.day
        if isinstance(memory, Learned) and memory.last < day:
            found.append(Trial(memory.stability_days, (day - memory.last).days, each.score >= 1.0))
        memories[each.card] = review(memory, each.rating, day)
    return tuple(found)


def calibrate(known: Sequence[Trial]) -> Calibration:
    """Theta of a learner: the most likely value (MAP), by Fisher scoring, given the latest `RECENT` trials."""
    pairs = [(DEFAULT.factor * each.elapsed_days / each.stability_days, each.right) for each in known[-RECENT:]]
    theta, information = 0.0, 1 / PRIOR_SD**2
    for _ in range(50):
        slope, information = _slope(pairs, theta)
        step = slope / information
        theta += max(-0.5, min(0.5, step))
        if abs(step) < 1e-6:
            break
    return Calibration(theta, 1 / sqrt(information), len(known))


def forecast(
    candidates: Sequence[Candidate],
    modules: Mapping[str, str],
    weights: Mapping[str, float],
    today: date,
    plan: ExamPlan,
    calibration: Calibration,
    questions: int = 60,
) -> Forecast | TooEarly:
    """The score to expect of a learner who follows the plan; with `plan.minutes` 0, of one who stops today.

    `modules`: the module of each card, by card; `weights`: their shares of the exam, any unit; `questions`: how many the exam asks,
    which says how much the draw adds to the band. A card never asked counts as not known. Only a plan with weights of its own ranks
    by what cards are worth (`tutor.exam.worth_of`), as the sessions under it are to do.
    """
    if calibration.answers < ENOUGH_ANSWERS:
        return TooEarly(calibration.answers)
    shifts = (0.0, -calibration.sd, calibration.sd)
    worth = worth_of(modules, weights) if plan.weights else None
    runs = [rehearse(candidates, today, plan, theta=calibration.theta + shift, worth=worth) for shift in shifts]
    grouped: dict[str, list[str]] = {module: [] for module in weights}
    for card in runs[0].recall:
        if modules.get(card) in grouped:
            grouped[modules[card]].append(card)
    shares = _shares({module: weights[module] for module, cards in grouped.items() if cards})
    parts = {m: _part([_means(run.recall, grouped[m]) for run in runs], questions * share) for m, share in shares.items()}
    later = {m: _means(runs[0].later, grouped[m]) for m in shares}
    total = _joined_parts(parts, shares)
    ahead = min(1.0, max(0, (plan.exam_day - today).days) / AHEAD_DAYS) if plan.minutes > 0 else 0.0
    model_sd = EVE_SD + (AHEAD_SD - EVE_SD) * ahead
    return Forecast(
        _band(total, model_sd, sum(later[m] * share for m, share in shares.items())),
        tuple((m, _band(part, model_sd, later[m])) for m, part in parts.items()),
        calibration.answers,
    )


def stopping(plan: ExamPlan) -> ExamPlan:
    """The same exam without any more study, to compare with."""
    return replace(plan, minutes=0.0)


def recall_on(memory: Memory, day: date, calibration: Calibration) -> tuple[float, float]:
    """The chance (0..1) that this learner recalls a card on that day and 30 days after, if it is not asked again before."""
    if isinstance(memory, New):
        return 0.0, 0.0
    stability, elapsed = memory.stability_days * exp(calibration.theta), (day - memory.last).days
    return DEFAULT.retrievability(stability, elapsed), DEFAULT.retrievability(stability, elapsed + LATER_DAYS)


def brier(reviews: Reviews) -> Brier | None:
    """How good the predictions stored with answers were; None without any. First answers of a day count, on cards seen before."""
    pairs = [(each.predicted, float(each.score >= 1.0)) for each in reviews if each.first and 0 < each.predicted < 1]
    if not pairs:
        return None
    count = len(pairs)
    base = sum(right for _, right in pairs) / count
    score = sum((predicted - right) ** 2 for predicted, right in pairs) / count
    return Brier(count, score, base * (1 - base), sum(predicted for predicted, _ in pairs) / count, base)


def _slope(pairs: Sequence[tuple[float, bool]], theta: float) -> tuple[float, float]:
    """The derivative of the log posterior at theta, and the expected information there."""
    shrink, power = exp(-theta), -DEFAULT.decay
    slope, information = -theta / PRIOR_SD**2, 1 / PRIOR_SD**2
    for scaled, right in pairs:
        u = scaled * shrink
        recalled = exp(-power * log(1 + u))
        change = power * u / (1 + u)
        odds = recalled / max(1 - recalled, 1e-12)
        slope += change if right else -odds * change
        information += change * change * odds
    return slope, information


@record
class _Part:
    """A mean, its standard deviation from theta (shared by all modules), and its variance from the draw of questions."""

    mean: float
    theta_sd: float
    drawn: float


def _part(means: Sequence[float], questions: float) -> _Part:
    middle, low, high = means
    return _Part(middle, abs(high - low) / 2, middle * (1 - middle) / max(questions, 1.0))


def _joined_parts(parts: Mapping[str, _Part], shares: Mapping[str, float]) -> _Part:
    return _Part(
        sum(part.mean * shares[m] for m, part in parts.items()),
        sum(part.theta_sd * shares[m] for m, part in parts.items()),
        sum(part.drawn * shares[m] ** 2 for m, part in parts.items()),
    )


def _band(part: _Part, model_sd: float, later: float) -> Band:
    reach = EIGHTY_PERCENT * sqrt(part.theta_sd**2 + part.drawn + model_sd**2)
    return Band(part.mean, max(0.0, part.mean - reach), min(1.0, part.mean + reach), later)


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights as shares of 1; all equal if none is positive."""
    whole = sum(max(0.0, weight) for weight in weights.values())
    return {m: max(0.0, weight) / whole if whole else 1 / len(weights) for m, weight in weights.items()}


def _means(values: Mapping[str, float], cards: Sequence[str]) -> float:
    return sum(values[card] for card in cards) / len(cards)
