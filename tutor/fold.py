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

from tutor.codec import encode
from tutor.events import Event, Moment, Read, Renamed, Reset, Reviewed, Undone
from tutor.folding import Fold, Stale, is_of
from tutor.progress import Progress, name_now, with_rename
from tutor.record import build, record, replace
from tutor.schedule import eve
from tutor.standing import is_other

__all__ = ["Fold", "Recent", "Stale", "counted", "distinct", "fold", "is_undone", "rebuild", "renames", "targets", "undone"]

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
    known = distinct(events)
    live = _live(known)
    folding = Fold()
    folding.know(renames(live))
    for event in _standing(live):
        folding.learn(event)
    for event in sorted(live, key=_by_number):
        folding.follow(event)
    for event in sorted(known, key=_by_number):
        folding.see(event.n, event.fact.moment.at, event.fact.moment.day)
    return folding.done()


def renames(events: Iterable[Event]) -> list[Renamed]:
    """The renamings among events, in their order."""
    return [event.fact for event in sorted(events, key=_by_number) if isinstance(event.fact, Renamed)]


def believed(events: Iterable[Event]) -> list[Event]:
    """The same events, but answers dated over a year after one that was given later to the same card count as given the day before it.

    The clock was wrong then: once in 2099, it would keep the card away for ever. What is in the history stays as it is.
    """
    latest: dict[str, Moment] = {}
    found = []
    for event in sorted(events, key=_by_number, reverse=True):
        fact = event.fact
        if not isinstance(fact, Reviewed):
            found.append(event)
            continue
        bound = latest.get(fact.card)
        if bound and fact.moment.at - bound.at > CLOCK_JUMP_MS:
            found.append(replace(event, fact=replace(fact, moment=Moment(max(0, bound.at - DAY_MS), eve(bound.day)))))
        else:
            latest[fact.card] = fact.moment if bound is None or fact.moment.at < bound.at else bound
            found.append(event)
    return found


def counted(events: Iterable[Event], course: str) -> list[Reviewed]:
    """The answers of a course that count, in order of time: none that was undone, none from before a reset.

    As in the fold, a second first answer to the same card and key on one day is no first one.
    """
    live = _live(distinct(events))
    names: dict[str, str] = {}
    for each in renames(live):
        names = with_rename(names, each.old, each.new)
    reviews = (event.fact for event in _standing(live) if isinstance(event.fact, Reviewed))
    facts = (replace(fact, card=name_now(fact.card, names)) if names else fact for fact in reviews)
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


def distinct(events: Iterable[Event]) -> list[Event]:
    """Each event once. Two different events under one id (somebody edited the history): the one whose line sorts first."""
    found: dict[str, Event] = {}
    for event in events:
        known = found.setdefault(event.id, event)
        if known != event:
            found[event.id] = min(known, event, key=encode)
    return list(found.values())


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


def _by_time(event: Event) -> tuple[int, int, str]:
    return event.fact.moment.at, event.n, event.id


def _live(known: list[Event]) -> list[Event]:
    """Without what was undone."""
    gone = undone(known)
    return [event for event in known if not is_undone(event.id, event.n, gone)]


def _standing(live: list[Event]) -> list[Event]:
    """In order of time, without the answers and readings that a reset took away."""
    resets = [event for event in live if isinstance(event.fact, Reset)]
    return [event for event in sorted(believed(live), key=_by_time) if not _is_wiped(event, resets)]


def _is_wiped(event: Event, resets: list[Event]) -> bool:
    fact = event.fact
    if isinstance(fact, Reset):
        return True
    name = fact.card if isinstance(fact, Reviewed) else fact.section if isinstance(fact, Read) else None
    if name is None or not resets:
        return False
    return any(
        event.n < reset.n and fact.moment.at <= reset.fact.moment.at and isinstance(reset.fact, Reset) and is_of(name, reset.fact.course)
        for reset in resets
    )
