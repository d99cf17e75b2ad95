"""Progress in the making: one object that events are fed to. Pure, and the only place that says what an event does.

`tutor.fold` says in which order; use that.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from tutor.cards import course_of, without_gap
from tutor.events import Ended, Event, Happened, Planned, Read, Renamed, Reset, Reviewed, Set, Started, Undone
from tutor.progress import (
    AGES_DAYS,
    MISTAKES_KEPT,
    OPEN_SESSIONS_KEPT,
    CardState,
    DayTotals,
    OpenSession,
    Progress,
    Result,
    Tally,
    given,
    name_now,
    with_rename,
)  # fmt: skip
from tutor.record import build, replace
from tutor.schedule import Learned, Memory, New, Rating, reopened, replayed
from tutor.standing import is_other

SURE = 3

Decode: TypeAlias = Callable[[bytes], Event]
Parts: TypeAlias = tuple[int, int, date, str, str, str, bool, Rating, int, int, bool, float, str]
"""All that counts of an answer: n, at, day, session, card, version, right, rating, confidence, ms, first, predicted, mistake."""


class Stale(Exception):
    """This event cannot be folded exactly onto this progress; rebuild from the history."""


class _Card:
    """A CardState being made. `moves` are the first answers not yet in `memory`, `moved` is the day of the last of them."""

    __slots__ = (
        "answers", "at", "day", "lapses", "memory", "mistakes", "moved", "moves", "ms", "n", "rating", "reps", "sure_and_wrong", "version",
    )  # fmt: skip

    def __init__(self, state: CardState | None) -> None:
        self.memory: Memory = state.memory if state else New()
        self.moved = self.memory.last if isinstance(self.memory, Learned) else None
        self.moves: list[tuple[Rating, date]] = []
        self.reps = state.reps if state else 0
        self.lapses = state.lapses if state else 0
        self.answers = state.answers if state else 0
        self.ms = state.ms if state else 0
        self.at = state.last_at if state else 0
        self.n = state.last_n if state else 0
        self.day = state.last_day if state else date.min
        self.rating = state.last_rating if state else Rating.AGAIN
        self.version = state.version if state else ""
        self.sure_and_wrong = state.sure_and_wrong if state else False
        self.mistakes = dict(state.mistakes) if state and state.mistakes else None

    def asked(self, version: str, mistake: str) -> None:
        """A first answer was given to this version; `mistake` is what it was unless it was right."""
        if version != self.version:
            self.version, self.mistakes = version, None
        if mistake:
            known = self.mistakes = self.mistakes or {}
            if mistake in known or len(known) < MISTAKES_KEPT:
                known[mistake] = known.get(mistake, 0) + 1

    def reopen(self, day: date) -> date | None:
        """Let another key be learned on the day on which the last one was. Returns the day from which memory counts now."""
        memory = replayed(self.memory, self.moves)
        if isinstance(memory, Learned):
            self.memory, self.moves = reopened(memory, day), []
            self.moved = self.memory.last
        return self.moved

    def state(self) -> CardState:
        memory = replayed(self.memory, self.moves) if self.moves else self.memory
        mistakes = tuple(self.mistakes.items()) if self.mistakes else ()
        counts = (self.reps, self.lapses, self.answers, self.ms, self.at, self.n)
        # In the order of the fields: every answer makes one.
        return build(CardState, (memory, *counts, self.day, self.rating, self.version, self.sure_and_wrong, mistakes))


class _Session:
    """An OpenSession being made. `events` may hold lines not decoded yet; `tries` are (card, right, ms) of every answer since `known`."""

    __slots__ = ("events", "known", "started", "tries")

    def __init__(self, started: Event, events: tuple[Event, ...] = ()) -> None:
        self.started, self.known = started, events
        self.events: list[Event | bytes] = list(events)
        self.tries: list[tuple[str, bool, int]] = []

    def result(self, session: str, day: date) -> Result:
        first_tries: dict[str, bool] = {}
        tries = [(e.fact.card, e.fact.score >= 1.0, e.fact.ms) for e in self.known if isinstance(e.fact, Reviewed)] + self.tries
        for card, right, _ in tries:
            first_tries.setdefault(card, right)
        return Result(session, sum(first_tries.values()), len(first_tries), sum(ms for _, _, ms in tries), day)


class Fold:
    """Progress being made of many events; mutable, so that a year of answers takes no longer than it must.

    `add` is for events in the order of `n`; `learn` and `follow` are its two halves, for callers that sort the events themselves.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._from = progress or Progress()
        self._cards: dict[str, _Card] = {}
        self._days: dict[tuple[date, str], list[int]] = {}
        self._tallies: dict[str, list[int]] = {}
        self._sections: dict[str, date] = {}
        self._settings = dict(self._from.settings)
        self._plans = dict(self._from.plans)
        self._results = dict(self._from.results)
        self._open: dict[str, _Session | OpenSession] = {session.id: session for session in self._from.open}
        self._renamed = dict(self._from.renamed)
        self._months: dict[date, str] = {}
        self._n, self._at, self._day, self._last = self._from.n, self._from.at, self._from.day, self._from.last

    def add(self, event: Event) -> None:
        """One more event, the newest by `n`. Raises Stale; this object is then of no more use."""
        moment = event.fact.moment
        if (isinstance(event.fact, Undone) and event.fact.events) or (isinstance(event.fact, Reset) and moment.at < self._at):
            raise Stale
        if isinstance(event.fact, Renamed):
            self.know([event.fact])
        self.skip(event.n, moment.at, moment.day)
        self.learn(event)
        self.follow(event)

    def know(self, renames: Iterable[Renamed]) -> None:
        """Questions that got other ids, in the order in which they did. Raises Stale if answers under an old one were folded already."""
        for each in renames:
            names = with_rename(self._renamed, each.old, each.new)
            moved = {name for name in names.keys() | self._renamed.keys() if names.get(name) != self._renamed.get(name)}
            moved |= {self._renamed[name] for name in moved if name in self._renamed}  # its answers are kept under that one
            if names != self._renamed and any(without_gap(card) in moved for card in (*self._cards, *self._from.cards)):
                raise Stale
            self._renamed = names

    def skip(self, n: int, at: int, day: date | None = None) -> None:
        """Only the number and the time of an event count: it was undone, or a newer program wrote it. Raises Stale."""
        if n <= self._n:
            raise Stale
        self.see(n, at, day)

    def see(self, n: int, at: int, day: date | None = None) -> None:
        """Keep the highest number and time, and the day of that number."""
        self._n, self._at, self._day, self._last = max(n, self._n), max(at, self._at), day or self._day, at

    def learn(self, event: Event) -> None:
        """What concerns cards and readings. Raises Stale if the card has a later answer already."""
        match event.fact:
            case Reviewed() as fact:
                self.learn_parts(parts_of(event.n, fact))
            case Read(moment, _, section):
                read = self._sections.get(section) or self._from.sections.get(section, moment.day)
                self._sections[section] = min(read, moment.day)
            case Reset(moment, course):
                self._wipe(course)
            case _:
                pass

    def add_parts(self, parts: Parts, line: bytes) -> None:
        """`add` for an answer known by its parts; `line` stands for the event until `done` decodes it. Raises Stale."""
        n, at = parts[:2]
        if n <= self._n:
            raise Stale
        self._n, self._day, self._last = n, parts[2], at
        self._at = max(self._at, at)
        self.learn_parts(parts)
        self.follow_parts(parts, line)

    def follow_parts(self, parts: Parts, line: bytes) -> None:
        """`follow` for an answer known by its parts."""
        if parts[3] in self._open:
            self._take(parts[3], line, (parts[4], parts[6], parts[9]))

    def follow(self, event: Event) -> None:
        """What goes by the order of `n`: sessions, settings, plans."""
        match event.fact:
            case Reviewed() as fact:
                self._take(fact.session, event, (fact.card, fact.score >= 1.0, fact.ms))
            case Read() | Happened() as fact:
                self._take(fact.session, event, None)
            case Started() as fact:
                self._start(fact.session, event)
            case Ended() as fact:
                self._end(fact)
            case Set(_, name, value):
                self._settings.pop(name, None)
                if value:
                    self._settings[name] = value
            case Planned() as fact:
                self._plans.pop(fact.course, None)
                if fact.exam_day is not None:
                    self._plans[fact.course] = fact
            case Reset() as fact:
                self._forget(fact)
            case _:
                pass

    def done(self, decode: Decode | None = None) -> Progress:
        """The progress made. `decode` makes an Event of each line given to `add_parts` and `follow_parts`."""
        was = self._from
        days = {f"{day} {course}": build(DayTotals, sums) for (day, course), sums in self._days.items()}
        values = (
            was.cards.changed({card: made.state() for card, made in self._cards.items()}) if self._cards else was.cards,
            was.sections.changed(self._sections) if self._sections else was.sections,
            was.days.changed(days) if days else was.days,
            was.tallies.changed({key: build(Tally, sums) for key, sums in self._tallies.items()}) if self._tallies else was.tallies,
            self._settings,
            self._plans,
            self._results,
            tuple([each if isinstance(each, OpenSession) else _opened(each, decode) for each in self._open.values()]),
            *(self._n, self._at, self._day, self._last),
            self._renamed,
        )
        return build(Progress, values)  # in the order of the fields: every answer makes one

    def learn_parts(self, parts: Parts) -> None:
        """`learn` for an answer known by its parts. Raises Stale."""
        n, at, day, _, card, version, right, rating, confidence, ms, first, predicted, mistake = parts
        card = name_now(card, self._renamed) if self._renamed else card
        made = self._cards.get(card)
        if made is None:
            made = self._cards[card] = _Card(self._from.cards.get(card))
        if at < made.at and made.answers:
            raise Stale
        moved = made.moved
        if first and moved == day and is_other(made.version, version):
            moved = made.reopen(day)
        first = first and moved != day  # two terminals at the same instant: the second answer of a day is none that counts
        is_new = moved is None
        moves = first and (moved is None or day > moved)
        course = course_of(card)
        if moves:
            if moved is not None:
                self._remember(course, (day - moved).days, day, rating is not Rating.AGAIN, predicted)
            made.moves.append((rating, day))
            made.moved = day
            made.reps += 1
            made.lapses += not is_new and rating is Rating.AGAIN
        if first:
            made.asked(version, mistake)
            if confidence:
                self._count(f"sure{confidence} {course}", right, 0.0)
        made.sure_and_wrong = (confidence == SURE and rating is Rating.AGAIN) or (made.sure_and_wrong and not first)
        made.answers += 1
        made.ms += ms
        made.at, made.n, made.day, made.rating = at, n, day, rating
        sums = self._sums(day, course)
        sums[0] += 1
        sums[1] += right
        sums[2] += ms
        sums[3] += first
        sums[4] += first and right
        sums[5] += moves and is_new

    def _remember(self, course: str, age_days: int, day: date, kept: bool, predicted: float) -> None:
        """Count whether a card was still known so many days after its last answer."""
        self._count(f"age{AGES_DAYS[bisect_right(AGES_DAYS, age_days) - 1]} {course}", kept, predicted)
        month = self._months.get(day)
        if month is None:
            month = self._months[day] = f"month{day.isoformat()[:7]} "
        self._count(month + course, kept, predicted)

    def _count(self, key: str, right: bool, predicted: float) -> None:
        sums = self._tallies.get(key)
        if sums is None:
            known = self._from.tallies.get(key)
            sums = [known.count, known.right, known.foretold, known.predicted, known.squares] if known else [0] * 5
            self._tallies[key] = sums
        sums[0] += 1
        sums[1] += right
        if 0 < predicted <= 1:
            whole = round(predicted * 10_000)
            sums[2] += 1
            sums[3] += whole
            sums[4] += (whole - 10_000 * right) ** 2

    def _sums(self, day: date, course: str) -> list[int]:
        key = day, course
        sums = self._days.get(key)
        if sums is None:
            known = self._from.days.get(f"{day} {key[1]}")
            sums = [known.answers, known.right, known.ms, known.firsts, known.firsts_right, known.new] if known else [0] * 6
            self._days[key] = sums
        return sums

    def _wipe(self, course: str) -> None:
        """Forget the cards, readings and days of a course, or of every one."""
        kept = replace(
            self._from,
            cards=self._from.cards.without(lambda card: is_of(card, course)),
            sections=self._from.sections.without(lambda section: is_of(section, course)),
            days=self._from.days.without(lambda key: course in {"", key.partition(" ")[2]}),
            tallies=self._from.tallies.without(lambda key: course in {"", key.partition(" ")[2]}),
        )
        self._from = kept
        self._cards = {card: made for card, made in self._cards.items() if not is_of(card, course)}
        self._sections = {section: day for section, day in self._sections.items() if not is_of(section, course)}
        self._days = {key: sums for key, sums in self._days.items() if course not in {"", key[1]}}
        self._tallies = {key: sums for key, sums in self._tallies.items() if course not in {"", key.partition(" ")[2]}}

    def _take(self, session: str, event: Event | bytes, attempt: tuple[str, bool, int] | None) -> None:
        kept = self._open.get(session)
        if kept is None:
            return
        if isinstance(kept, OpenSession):
            kept = self._open[session] = _Session(kept.started, kept.events)
        kept.events.append(event)
        if attempt:
            kept.tries.append(attempt)

    def _start(self, session: str, event: Event) -> None:
        self._open.setdefault(session, _Session(event))
        if len(self._open) > OPEN_SESSIONS_KEPT:
            del self._open[next(iter(self._open))]

    def _end(self, fact: Ended) -> None:
        session = self._open.pop(fact.session, None)
        if session is None or not fact.finished:
            return
        if isinstance(session, OpenSession):
            session = _Session(session.started, session.events)
        start = session.started.fact
        assert isinstance(start, Started)
        self._results[start.kind, start.course] = session.result(fact.session, fact.moment.day)

    def _forget(self, fact: Reset) -> None:
        """Forget the sessions and plans of a course, as far as they are not later than the reset."""

        def is_over(course: str, at: int) -> bool:
            return fact.course in {"", course} and at <= fact.moment.at

        self._plans = {course: plan for course, plan in self._plans.items() if not is_over(course, plan.moment.at)}
        self._results = {key: result for key, result in self._results.items() if fact.course not in {"", key[1]}}
        started = {session: kept.started.fact for session, kept in self._open.items()}
        over = {session for session, f in started.items() if isinstance(f, Started) and is_over(f.course, f.moment.at)}
        self._open = {session: kept for session, kept in self._open.items() if session not in over}


def parts_of(n: int, fact: Reviewed) -> Parts:
    """An answer in parts."""
    right = fact.score >= 1.0
    mistake = "" if right else given(fact.answer.picked, fact.answer.typed)
    return (
        n, fact.moment.at, fact.moment.day, fact.session, fact.card, fact.version, right, fact.rating, fact.confidence, fact.ms,
        fact.first, fact.predicted, mistake,
    )  # fmt: skip


def _opened(session: _Session, decode: Decode | None) -> OpenSession:
    events = [decode(each) if isinstance(each, bytes) else each for each in session.events] if decode else session.events
    return OpenSession(session.started, tuple(events))  # type: ignore[arg-type]  # lines are only there with what decodes them


def is_of(name: str, course: str) -> bool:
    """Whether a card or section belongs to a course, or the course is every one."""
    return course in {"", course_of(name)}
