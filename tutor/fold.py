"""From events to `Progress`: one at a time, or the whole history. Pure.

The law: `Progress` depends on the set of events only, never on the way it was reached. What that set means:
- Events are told apart by id. An undo takes away the events it names that have a lower `n`, unless a later undo takes it away itself.
- A renaming holds for all answers of its question, whenever they were given.
- A reset takes away reviews and readings of its course with a lower `n` and no later `at`, so never what was done after it.
- The reviews of a card count in the order of (`at`, `n`), save those that `believed` dates anew; cards do not touch each other.
  Sessions, settings and plans go by `n`.
A step that cannot keep the law raises `Stale`, and the caller starts again from the whole history.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import TypeAlias

from tutor.codec import Other, decode, encode
from tutor.events import Event, Fact, Moment, Read, Renamed, Reset, Reviewed, Undone
from tutor.folding import Fold, Parts, Stale, is_of, parts_of
from tutor.progress import Progress, name_now, with_rename
from tutor.record import build, record, replace
from tutor.schedule import eve
from tutor.standing import is_other

__all__ = [
    "Fold", "Parts", "Recent", "Row", "Stale", "counted", "event_in", "fold", "is_undone", "known_of", "live_of", "made_of", "rebuild",
    "renames", "row_of", "targets", "undone",
]  # fmt: skip

Row: TypeAlias = tuple[int, int, str, Parts | None, Event | Other | bytes]
"""An event as the law needs it: n, at, id, the parts of an answer, and the event or its line, to be decoded where it must be."""

TRAIL_KEPT = 100
DAY_MS = 86_400_000
CLOCK_JUMP_MS = 366 * DAY_MS


def fold(progress: Progress, event: Event) -> Progress:
    """`progress` after one more event, the newest by `n`. Raises Stale for an older one, and for an undo (see `Recent`)."""
    folding = Fold(progress)
    folding.add(event)
    return folding.done()


def rebuild(events: Iterable[Event]) -> Progress:
    """The progress that a set of events makes, given in any order and with any repetitions."""
    return made_of(map(row_of, events))


def made_of(rows: Iterable[Row]) -> Progress:
    """`rebuild` for rows."""
    known = known_of(rows)
    live = live_of(known)
    folding = Fold()
    folding.know(renames(_events(live)))
    for _, _, _, parts, what in _standing(live):
        if parts:
            folding.learn_parts(parts)
        elif isinstance(what, Event):
            folding.learn(what)
    for _, _, _, parts, what in live:
        if parts and isinstance(what, bytes):
            folding.follow_parts(parts, what)
        elif isinstance(what, Event):
            folding.follow(what)
    for n, at, _, parts, what in known:
        folding.see(n, at, parts[2] if parts else what.fact.moment.day if isinstance(what, Event) else None)
    return folding.done(event_in)


def row_of(event: Event) -> Row:
    """An event as a row."""
    fact = event.fact
    return event.n, fact.moment.at, event.id, parts_of(event.n, fact) if isinstance(fact, Reviewed) else None, event


def event_in(line: bytes) -> Event:
    """The event of a line that is known to hold one."""
    found = decode(line)
    assert isinstance(found, Event)
    return found


def renames(events: Iterable[Event]) -> list[Renamed]:
    """The renamings among events, in their order."""
    return [event.fact for event in sorted(events, key=_by_number) if isinstance(event.fact, Renamed)]


def counted(events: Iterable[Event], course: str) -> list[Reviewed]:
    """The answers of a course that count, in order of time: none that was undone, none from before a reset.

    As in the fold, a second first answer to the same card and key on one day is no first one.
    """
    live = live_of(known_of(map(row_of, events)))
    names: dict[str, str] = {}
    for each in renames(_events(live)):
        names = with_rename(names, each.old, each.new)
    facts = [_as_believed(what.fact, parts) for _, _, _, parts, what in _standing(live) if parts and isinstance(what, Event)]
    facts = [replace(fact, card=name_now(fact.card, names)) for fact in facts] if names else facts
    asked: dict[str, tuple[date, str]] = {}
    return [_once_a_day(fact, asked) for fact in facts if is_of(fact.card, course)]


def _once_a_day(fact: Reviewed, asked: dict[str, tuple[date, str]]) -> Reviewed:
    if not fact.first:
        return fact
    day, version = asked.get(fact.card, (date.min, ""))
    if day == fact.moment.day and not is_other(version, fact.version):
        return replace(fact, first=False)
    asked[fact.card] = (max(day, fact.moment.day), fact.version)
    return fact


def known_of(rows: Iterable[Row]) -> list[Row]:
    """Each event once, in the order of numbers. Two different ones under one id (somebody edited the history): whose line sorts first."""
    found: dict[str | Other, Row] = {}
    for row in rows:
        key = row[4] if isinstance(row[4], Other) else row[2]
        known = found.setdefault(key, row)
        if known is not row and known != row:
            found[key] = min(known, row, key=_line)
    return sorted(found.values(), key=_NUMBER)


def live_of(known: list[Row]) -> list[Row]:
    """Those of `known_of` that were not undone."""
    gone = undone(_events(known))
    return [row for row in known if row[0] >= gone.get(row[2], row[0])] if gone else known


def undone(events: Iterable[Event]) -> dict[str, int]:
    """Which ids the undos among `events` take away, each with the `n` below which it holds."""
    gone: dict[str, int] = {}
    undos = [event for event in events if isinstance(event.fact, Undone)]
    for event in sorted(undos, key=_by_number, reverse=True):
        if not is_undone(event.id, event.n, gone):
            for target in targets(event):
                gone.setdefault(target, event.n)
    return gone


def is_undone(event_id: str, n: int, gone: Mapping[str, int]) -> bool:
    """Whether `undone` says so of an event."""
    return n < gone.get(event_id, n)


def targets(event: Event) -> tuple[str, ...]:
    """The events that an undo names; of any other event, none."""
    return event.fact.events if isinstance(event.fact, Undone) else ()


@record
class Recent:
    """Progress, and how it was before each of the last events, so that undoing one of them needs no rebuilding."""

    progress: Progress
    trail: tuple[tuple[Progress, Event], ...] = ()

    def add(self, event: Event) -> "Recent":
        """One more event, the newest by `n`; an undo, too, if what it names is on the trail. Raises Stale."""
        names = targets(event)
        recent = self._before(set(names)) if names else self
        folding = Fold(recent.progress)
        if isinstance(event.fact, Undone):
            folding.skip(event.n, event.fact.moment.at, event.fact.moment.day)
        else:
            folding.add(event)
        return build(Recent, (folding.done(), (*recent.trail[-TRAIL_KEPT:], (recent.progress, event))))

    def skip(self, n: int, at: int) -> "Recent":
        """A newer program's event: only its number and time count. Raises Stale."""
        folding = Fold(self.progress)
        folding.skip(n, at)
        return replace(self, progress=folding.done())

    def _before(self, names: set[str]) -> "Recent":
        """What there would be if the events with these ids had never happened."""
        places = [i for i, (_, event) in enumerate(self.trail) if event.id in names and not isinstance(event.fact, Undone)]
        if len(places) < len(names):
            raise Stale
        first = places[0]
        recent = Recent(self.trail[first][0], self.trail[:first])
        highest = self.progress
        for _, event in self.trail[first:]:
            recent = recent._skip(event) if event.id in names or isinstance(event.fact, Undone) else recent.add(event)
        return replace(recent, progress=replace(recent.progress, n=highest.n, at=highest.at, day=highest.day, last=highest.last))

    def _skip(self, event: Event) -> "Recent":
        """The event counts for `n` and `at` only; an undo stays on the trail, what was undone does not."""
        folding = Fold(self.progress)
        folding.skip(event.n, event.fact.moment.at, event.fact.moment.day)
        trail = (*self.trail, (self.progress, event)) if isinstance(event.fact, Undone) else self.trail
        return Recent(folding.done(), trail)


def _by_number(event: Event) -> tuple[int, int, str]:
    return event.n, event.fact.moment.at, event.id


def _events(rows: Iterable[Row]) -> Iterable[Event]:
    return (what for *_, what in rows if isinstance(what, Event))


def _line(row: Row) -> bytes:
    what = row[4]
    return encode(what if isinstance(what, Event) else event_in(what)) if not isinstance(what, Other) else b""


def _standing(live: list[Row]) -> list[Row]:
    """In order of time, without the answers and readings that a reset took away."""
    resets = [event for event in _events(live) if isinstance(event.fact, Reset)]
    found = sorted(_believed(live), key=_TIME)
    return [row for row in found if not _is_wiped(row, resets)] if resets else found


def _believed(live: list[Row]) -> list[Row]:
    """The same, but answers dated over a year after one that was given later to the same card count as given the day before it.

    The clock was wrong then: once in 2099, it would keep the card away for ever. What is in the history stays as it is.
    """
    latest: dict[str, tuple[int, date]] = {}
    found = []
    for row in reversed(live):
        parts = row[3]
        if parts:
            at, card = row[1], parts[4]
            bound = latest.get(card)
            if bound and at - bound[0] > CLOCK_JUMP_MS:
                row = _dated(row, parts, max(0, bound[0] - DAY_MS), eve(bound[1]))  # noqa: PLW2901 - the same answer
            elif bound is None or at < bound[0]:
                latest[card] = at, parts[2]
        found.append(row)
    return found


def _dated(row: Row, parts: Parts, at: int, day: date) -> Row:
    n, _, event_id, _, what = row
    return n, at, event_id, (n, at, day, *parts[3:]), what


def _as_believed(fact: Fact, parts: Parts) -> Reviewed:
    assert isinstance(fact, Reviewed)
    return fact if fact.moment.at == parts[1] else replace(fact, moment=Moment(parts[1], parts[2]))


def _is_wiped(row: Row, resets: list[Event]) -> bool:
    n, at, _, parts, what = row
    fact = what.fact if isinstance(what, Event) else None
    if isinstance(fact, Reset):
        return True
    name = parts[4] if parts else fact.section if isinstance(fact, Read) else None
    if name is None:
        return False
    return any(
        n < reset.n and at <= reset.fact.moment.at and isinstance(reset.fact, Reset) and is_of(name, reset.fact.course) for reset in resets
    )


_NUMBER, _TIME = itemgetter(0, 1, 2), itemgetter(1, 0, 2)
