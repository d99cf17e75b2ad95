"""The year as a calendar of answers, and the time spent on them."""

from collections.abc import Mapping
from datetime import date, timedelta

from tutor.progress import DayTotals
from tutor.record import record

WEEKS = 53
LEVELS = 4
RECENT_WEEKS = 12


@record
class Year:
    """Answers of each study day from Monday `first` to `last`, which is today; `before` are the answers of earlier days.

    `steps` are the least answers that make a day level 1, 2, 3 and 4.
    """

    first: date
    last: date
    answers: tuple[int, ...]
    before: int
    steps: tuple[int, ...]

    @property
    def total(self) -> int:
        """The answers of the year."""
        return sum(self.answers)

    @property
    def studied(self) -> int:
        """Days with an answer."""
        return sum(count > 0 for count in self.answers)

    def level(self, count: int) -> int:
        """How full a day is: 0 for none, to LEVELS."""
        return sum(count >= step for step in self.steps)

    def weeks(self) -> list[tuple[int, ...]]:
        """The same by weeks from Monday; the last one ends today."""
        return [self.answers[n : n + 7] for n in range(0, len(self.answers), 7)]


def year(days: Mapping[date, DayTotals], today: date) -> Year:
    """The calendar of the weeks up to today; answers from a clock that ran ahead count as today's."""
    first = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    counts, before = [0] * ((today - first).days + 1), 0
    for day, totals in days.items():
        if day < first:
            before += totals.answers
        else:
            counts[(min(day, today) - first).days] += totals.answers
    return Year(first, today, tuple(counts), before, steps(counts))


def steps(counts: list[int]) -> tuple[int, ...]:
    """Where levels begin: quarters of the days studied, so that one long day does not pale the others."""
    known = sorted(count for count in counts if count)
    if not known:
        return (1,) * LEVELS
    return tuple(known[min(len(known) * n // LEVELS, len(known) - 1)] if n else 1 for n in range(LEVELS))


@record
class Effort:
    """Time spent answering: in all, on days studied, per answer, and of each of the last weeks (Monday, ms), the oldest first."""

    ms: int
    days: int
    answers: int
    weeks: tuple[tuple[date, int], ...]

    @property
    def minutes_a_day(self) -> float:
        """On a day of study."""
        return self.ms / 60_000 / self.days if self.days else 0.0

    @property
    def seconds_an_answer(self) -> float:
        """On the average."""
        return self.ms / 1000 / self.answers if self.answers else 0.0


def effort(days: Mapping[date, DayTotals], today: date) -> Effort:
    """Sum the time of all days, and of the last weeks."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=RECENT_WEEKS - 1 - n) for n in range(RECENT_WEEKS)]
    weeks = dict.fromkeys(starts, 0)
    for day, totals in days.items():
        start = min(day, today) - timedelta(days=min(day, today).weekday())
        if start in weeks:
            weeks[start] += totals.ms
    return Effort(
        ms=sum(totals.ms for totals in days.values()),
        days=sum(totals.answers > 0 for totals in days.values()),
        answers=sum(totals.answers for totals in days.values()),
        weeks=tuple(weeks.items()),
    )
