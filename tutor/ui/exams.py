"""Plans and forecasts as blocks. Pure: each chart says its numbers in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from math import exp, floor

from rich.text import Text as Styled

from tutor.forecast import Band, Brier, Forecast, TooEarly
from tutor.outlook import Outlook, Trip
from tutor.rehearsal import Load, Prospect, Short
from tutor.text.exams import Exams, exams_for
from tutor.ui.layout import Block
from tutor.ui.render import Voice

CELLS = 12
MOST_ROWS = 16
STEPS = (1, 7, 30, 365)


def trip_blocks(trip: Trip, voice: Voice, said: str = "") -> Iterator[Block]:
    """A plan: what it is, whether it fits, what else would, the load until its day."""
    text, plan = exams_for(voice.text.code), trip.plan
    if said:
        yield Block(voice.say(said, "right"), gap=False)
    days = (plan.exam_day - trip.today).days
    if days < 0:
        yield Block(voice.say(text.over(plan.exam_day, -days)), gap=bool(said))
        return
    yield Block(voice.say(text.title(plan.exam_day, days), "title"), gap=bool(said))
    yield Block(voice.say(text.terms(round(plan.minutes), percent(plan.target))), gap=False)
    if plan.weights:
        yield Block(voice.say(text.weighed(", ".join(f"{m} {voice.text.number(w)}" for m, w in plan.weights))), gap=False)
    if isinstance(trip.prospect, Prospect):
        yield from fit_blocks(trip, trip.prospect, voice, text)
        yield from load_blocks(trip, trip.prospect.loads, voice, text)
    yield from (Block(voice.say(line, "hint"), gap=n == 0) for n, line in enumerate(text.what_next))


def fit_blocks(trip: Trip, seen: Prospect, voice: Voice, text: Exams) -> Iterator[Block]:
    """Does this fit? And what would."""
    plan, score = trip.plan, floor(100 * seen.score)
    if plan.exam_day == trip.today:
        yield Block(voice.say(text.no_day_left, "warn"))
    if isinstance(seen.fit, Short):
        yield Block(voice.say(text.short(score, percent(plan.target), seen.unseen), "warn"))
        reachable = 0 if seen.unseen else floor(100 * seen.fit.reachable)
        if trip.today < plan.exam_day:
            yield Block(voice.say(text.would(trip.minutes, trip.day, reachable)), gap=False)
    else:
        yield Block(voice.say(text.fits(score, percent(plan.target)), "right"))
        if trip.minutes and trip.minutes < plan.minutes:
            yield Block(voice.say(text.least(percent(plan.target), trip.minutes)), gap=False)
    yield Block(voice.say(text.later(percent(seen.later))), gap=False)
    if not trip.personal:
        yield Block(voice.say(text.average, "hint"), gap=False)
    if trip.reading.lessons and trip.today < plan.exam_day:
        reading = trip.reading
        yield Block(voice.say(text.reading(reading.lessons, reading.minutes, reading.until, round(plan.minutes))))


def load_blocks(trip: Trip, loads: Sequence[Load], voice: Voice, text: Exams) -> Iterator[Block]:
    """The load until the day, as a chart with its numbers; and what the eve is like."""
    if not loads:
        return
    step = next((s for s in STEPS if sum(load.days for load in loads) <= s * MOST_ROWS), STEPS[-1])
    yield Block(voice.say(text.loads[step], "label"))
    years = trip.plan.exam_day.year > trip.today.year + 1
    for load in gathered(loads, step):
        days = text.span(load.first, load.first + timedelta(days=load.days - 1), years)
        numbers = text.load(round(load.minutes / load.days), round(load.new), round(load.again), load.days)
        lead = Styled() if voice.numbered else Styled.assemble(load_bar(load, trip.plan.minutes), " ")
        yield Block(voice.say(f"{days} : {numbers}" if voice.text.code == "fr" else f"{days}: {numbers}"), lead=lead, gap=False)
    eve = loads[-1]
    yield Block(voice.say(text.eve(round(eve.minutes / eve.days), round(eve.new))))


def gathered(loads: Iterable[Load], step: int) -> tuple[Load, ...]:
    """Loads of days put together until each is `step` days long or more."""
    out: list[Load] = []
    for load in loads:
        together = out and out[-1].days + load.days <= step
        out.append(joined(out.pop(), load) if together else load)
    return tuple(out)


def joined(one: Load, other: Load) -> Load:
    """Two loads that follow each other."""
    return Load(
        first=one.first,
        days=one.days + other.days,
        new=one.new + other.new,
        again=one.again + other.again,
        minutes=one.minutes + other.minutes,
    )


def load_bar(load: Load, minutes: float) -> Styled:
    """New cards ▒, others █, of the minutes there are."""
    cells = min(CELLS, round(CELLS * load.minutes / load.days / minutes)) if minutes else 0
    new = round(cells * load.new / (load.new + load.again)) if load.new + load.again else 0
    return Styled.assemble(("▒" * new, "warn"), ("█" * (cells - new), "accent"), ("·" * (CELLS - cells), "hint"))


def outlook_blocks(seen: Outlook, titles: Mapping[str, str], voice: Voice) -> Iterator[Block]:
    """The forecast: the whole, what remains after, the modules, how this learner forgets, how good forecasts were."""
    text = exams_for(voice.text.code)
    if seen.plan:
        yield Block(voice.say(text.title(seen.plan.exam_day, (seen.plan.exam_day - seen.today).days), "title"), gap=False)
        yield Block(voice.say(text.terms(round(seen.plan.minutes), percent(seen.plan.target))), gap=False)
    else:
        yield Block(voice.say(text.no_plan), gap=False)
    if isinstance(seen.forecast, TooEarly):
        yield Block(voice.say(text.early(seen.forecast.answers, seen.forecast.needed)))
    else:
        yield from score_blocks(seen, seen.forecast, voice, text)
        yield from module_blocks(seen.forecast, titles, voice, text)
        yield Block(voice.say(text.memory(exp(seen.calibration.theta), seen.calibration.answers)))
    if seen.brier:
        yield from brier_blocks(seen.brier, voice, text)
    if seen.plan:
        yield Block(voice.say(text.how, "hint"))


def score_blocks(seen: Outlook, forecast: Forecast, voice: Voice, text: Exams) -> Iterator[Block]:
    """The whole score, and what more or less work would make of it."""
    total = forecast.total
    if not seen.plan:
        yield Block(voice.say(text.if_today))
    yield Block(voice.say(text.score(*in_percents(total)), "bold"), gap=bool(seen.plan))
    yield Block(voice.say(text.later(round(100 * total.later))), gap=False)
    if seen.plan is None or seen.plan.exam_day == seen.today:
        return
    plan, left = seen.plan, seen.stopping.total.expected if isinstance(seen.stopping, Forecast) else 0.0
    yield Block(voice.say(text.stopping(round(100 * left))), gap=False)
    if plan.target:
        said = text.reached(percent(plan.target)) if left >= plan.target else text.needed(percent(plan.target), seen.minutes)
        yield Block(voice.say(said), gap=False)


def module_blocks(forecast: Forecast, titles: Mapping[str, str], voice: Voice, text: Exams) -> Iterator[Block]:
    """Each module with its band."""
    if len(forecast.modules) < 2:
        return
    yield Block(voice.say(text.by_module, "label"))
    for module, band in forecast.modules:
        yield Block(voice.quote(titles.get(module) or module), gap=False)
        lead = Styled() if voice.numbered else Styled.assemble("  ", band_bar(band), " ")
        yield Block(voice.say(text.module(*in_percents(band), round(100 * band.later)), "hint"), lead=lead, gap=False)


def band_bar(band: Band) -> Styled:
    """Sure of █, perhaps ▒, hardly ·."""
    low, high = round(band.low * CELLS), round(band.high * CELLS)
    return Styled.assemble(("█" * low, "accent"), ("▒" * (high - low), "warn"), ("·" * (CELLS - high), "hint"))


def brier_blocks(seen: Brier, voice: Voice, text: Exams) -> Iterator[Block]:
    """How good past forecasts were, card by card."""
    score, base = voice.text.number(round(seen.score, 3)), voice.text.number(round(seen.base_score, 3))
    yield Block(voice.say(text.brier(seen.answers, score, base, percent(seen.base))))
    yield Block(voice.say(text.hopeful(percent(seen.expected), percent(seen.base))), gap=False)


def in_percents(band: Band) -> tuple[int, int, int]:
    """Expected, low, high."""
    return round(100 * band.expected), round(100 * band.low), round(100 * band.high)


def percent(share: float) -> int:
    """A share as a whole percent."""
    return round(100 * share)
