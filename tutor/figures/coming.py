"""What is due now and on the days that follow."""

from collections.abc import Iterable
from datetime import date, timedelta

from tutor.record import record

DAYS = 14


@record
class Coming:
    """Cards due on `today` or before, those due on each of the DAYS that follow, and those due later still."""

    today: date
    now: int
    days: tuple[int, ...]
    later: int

    @property
    def all(self) -> int:
        """Every card that has a day."""
        return self.now + sum(self.days) + self.later

    def day(self, n: int) -> date:
        """The day of `days[n]`."""
        return self.today + timedelta(days=n + 1)


def coming(dues: Iterable[date], today: date) -> Coming:
    """Count due days by how far away they are, as they stand: what will be failed meanwhile comes sooner."""
    counts, now, later = [0] * DAYS, 0, 0
    for due in dues:
        ahead = (due - today).days
        if ahead <= 0:
            now += 1
        elif ahead <= DAYS:
            counts[ahead - 1] += 1
        else:
            later += 1
    return Coming(today, now, tuple(counts), later)
