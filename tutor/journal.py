"""The history as something to read: answers and readings by study day, the newest day first. Pure."""

from collections.abc import Iterable
from datetime import date

from tutor.events import Event, Moment, Read, Reviewed
from tutor.progress import Progress
from tutor.record import record
from tutor.schedule import Learned

USUAL_ROWS = 50


@record
class Row:
    """One line of it; `card` and `section` are ids with their course, of today. `score` 0..1, None for a reading.

    `due` is when the card comes back, of its latest answer that moved it only.
    """

    moment: Moment
    card: str = ""
    section: str = ""
    score: float | None = None
    drill: bool = False
    confidence: int = 0
    due: date | None = None


@record
class Day:
    """A study day, its rows in the order of the day."""

    day: date
    rows: tuple[Row, ...]

    @property
    def answers(self) -> int:
        """How many answers."""
        return sum(row.score is not None for row in self.rows)

    @property
    def right(self) -> int:
        """Those fully right."""
        return sum(row.score is not None and row.score >= 1 for row in self.rows)


@record
class Journal:
    """Whole days with at least as many rows as were asked for, where there are; `more` is whether there are older ones."""

    days: tuple[Day, ...]
    more: bool


def journal(progress: Progress, events: Iterable[Event], *, limit: int = USUAL_ROWS, before: date | None = None) -> Journal:
    """The days before a day, of every course; `limit` 0 is no limit. `events` come newest first and are read no further than needed."""
    days: dict[date, list[Row]] = {}
    moved: set[str] = set()
    count, more = 0, False
    for event in events:
        row = row_of(progress, event, moved)
        if row is None or (before is not None and row.moment.day >= before):
            continue
        if limit and count >= limit and row.moment.day not in days:
            more = True
            break
        days.setdefault(row.moment.day, []).append(row)
        count += 1
    return Journal(tuple(Day(day, tuple(reversed(days[day]))) for day in sorted(days, reverse=True)), more)


def row_of(progress: Progress, event: Event, moved: set[str]) -> Row | None:
    """An answer or a reading as a row. `moved` are the cards whose latest first answer was met already."""
    fact = event.fact
    if isinstance(fact, Read):
        return Row(fact.moment, section=fact.section)
    if not isinstance(fact, Reviewed):
        return None
    due, card = None, progress.name_of(fact.card)
    if fact.first and card not in moved:
        moved.add(card)
        state = progress.cards.get(card)
        due = state.memory.due if state and isinstance(state.memory, Learned) and state.memory.last == fact.moment.day else None
    return Row(fact.moment, card, "", fact.score, not fact.first, fact.confidence, due)
