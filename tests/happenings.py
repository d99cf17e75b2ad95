"""Things that can happen to a learner, made up for tests: one by one, and as hypothesis strategies."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from tutor.events import Ended, Event, Fact, Happened, Mark, Moment, Planned, Read, Renamed, Reset, Reviewed, Set, Started, Undone
from tutor.grade import Answer
from tutor.schedule import Rating

# A slow machine is no broken law.
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")

MONDAY = date(2026, 1, 5)
MORNING = 1_767_600_000_000
DAY_MS = 86_400_000


def moment(day: int = 0, ms: int = 0) -> Moment:
    """A moment `day` days after Monday, `ms` after the morning."""
    return Moment(MORNING + day * DAY_MS + ms, MONDAY + timedelta(days=day))


def reviewed(
    card: str = "c/q1",
    day: int = 0,
    rating: Rating = Rating.GOOD,
    session: str = "s1",
    first: bool = True,
    confidence: int = 0,
    version: str = "v1",
    ms: int = 1000,
    at: int = 0,
) -> Reviewed:
    """An answer, right unless it is rated again."""
    return Reviewed(
        moment=moment(day, at),
        session=session,
        card=card,
        version=version,
        answer=Answer((1,)),
        score=0.0 if rating is Rating.AGAIN else 1.0,
        rating=rating,
        confidence=confidence,
        ms=ms,
        first=first,
    )


def started(session: str = "s1", day: int = 0, kind: str = "review", course: str = "c") -> Started:
    """A session begun."""
    return Started(moment=moment(day), session=session, kind=kind, course=course)


def numbered(facts: Sequence[Fact]) -> list[Event]:
    """The events a store would make of facts: the third has the id `e3`."""
    return [Event(f"e{n}", n, fact) for n, fact in enumerate(facts, 1)]


def names() -> st.SearchStrategy[str]:
    """Names in any script, with what JSON, CSV and terminals stumble over."""
    return st.text(max_size=12) | st.sampled_from(['"', "\\", "\n", "\u2028", "é", "e\u0301", "\x00", "\x1b[31m", "\udc80", "😀", "a b"])


def moments() -> st.SearchStrategy[Moment]:
    """Moments of a week, sometimes out of step with their study day, and sometimes the same; now and then a clock is in 2099."""
    hours = st.integers(0, 7 * 24)
    return st.builds(_moment, hours | hours | hours | hours.map(lambda hour: hour + 73 * 365 * 24), st.sampled_from([0, 0, 0, 1, -1]))


def _moment(hour: int, slip: int) -> Moment:
    return Moment(MORNING + hour * 3_600_000, MONDAY + timedelta(days=hour // 24 + slip))


CARDS = [f"{course}/q{i}" for course in "cd" for i in range(3)]
SESSIONS = ["s1", "s2", "s3", "s4", "s5", ""]


def facts(ids: Sequence[str]) -> st.SearchStrategy[Fact]:
    """Any fact of a small world, so that they meet; undos name some of `ids`."""
    sessions, courses = st.sampled_from(SESSIONS), st.sampled_from(["c", "d"])
    reviews = st.builds(
        Reviewed,
        moment=moments(),
        session=sessions,
        card=st.sampled_from(CARDS),
        version=st.sampled_from(["v1", "v2"]),
        answer=st.sampled_from([Answer((1,)), Answer((0, 2)), Answer(typed=("PD 1",)), Answer(unknown=True), Answer((1,), ("tout",))]),
        score=st.sampled_from([0.0, 0.5, 1.0]),
        rating=st.sampled_from(Rating),
        confidence=st.integers(0, 3),
        ms=st.integers(0, 10_000),
        first=st.booleans(),
        predicted=st.sampled_from([0.0, 0.5, 0.9123]),
        key=st.sampled_from(["", "PD-1"]),
        layout=st.sampled_from(["", "0a1b2c3d"]),
    )
    return st.one_of(
        reviews,
        reviews,
        reviews,
        st.builds(Read, moments(), sessions, st.sampled_from(["c/a", "c/b", "d/a"])),
        st.builds(Started, moment=moments(), session=sessions, kind=st.sampled_from(["review", "lesson"]), course=courses),
        st.builds(Ended, moments(), sessions, st.booleans()),
        st.builds(Happened, moments(), sessions, st.sampled_from(["begun", "flagged"]), st.sampled_from(["", "c/q1"])),
        st.builds(Undone, moments(), st.lists(st.sampled_from(ids), max_size=3).map(tuple)),
        st.builds(Set, moments(), st.sampled_from(["language", "minutes"]), st.sampled_from(["fr", "en", ""])),
        st.builds(Planned, moment=moments(), course=courses, exam_day=st.none() | st.just(MONDAY), minutes=st.integers(0, 60)),
        st.builds(Reset, moments(), st.sampled_from(["", "c", "d"])),
        st.builds(Renamed, moments(), st.sampled_from(CARDS[:3]), st.sampled_from(CARDS[:3])),
    )


def histories(max_size: int = 25) -> st.SearchStrategy[list[Event]]:
    """Events as one or more machines number them: mostly ascending, at times colliding or falling back."""
    steps = st.sampled_from([1, 1, 1, 1, 1, 2, 0, -2])
    return st.lists(st.tuples(FACTS, steps), max_size=max_size).map(_as_numbered)


def _as_numbered(drawn: Sequence[tuple[Fact, int]]) -> list[Event]:
    events, n = [], 0
    for i, (fact, step) in enumerate(drawn, 1):
        n = max(1, n + step)
        events.append(Event(f"e{i}", n, fact))
    return events


FACTS = facts([f"e{i}" for i in range(1, 26)])


def any_fact() -> st.SearchStrategy[Fact]:
    """Facts with every field set to anything its type allows."""
    texts = st.lists(names(), max_size=3).map(tuple)
    whole, share = st.integers(-(2**40), 2**40), st.floats(0, 1)
    when = st.builds(Moment, whole, st.dates())
    return st.one_of(
        st.builds(
            Reviewed,
            moment=when,
            session=names(),
            card=names(),
            layout=names(),
            version=names(),
            answer=st.builds(Answer, st.lists(st.integers(-1, 9), max_size=4).map(tuple), texts, st.booleans()),
            score=share,
            rating=st.sampled_from(Rating),
            confidence=st.integers(0, 3),
            hints=st.integers(0, 5),
            ms=st.integers(0, 2**40),
            first=st.booleans(),
            overruled=st.booleans(),
            predicted=share,
        ),
        st.builds(Read, when, names(), names()),
        st.builds(
            Started,
            moment=when,
            session=names(),
            kind=names(),
            course=names(),
            lesson=names(),
            cards=texts,
            seed=whole,
            minutes=whole,
            options=st.lists(st.tuples(names(), names()), max_size=3).map(tuple),
        ),
        st.builds(
            Ended,
            when,
            names(),
            st.booleans(),
            st.none()
            | st.lists(
                st.builds(Mark, card=names(), points=st.floats(-1, 9), possible=st.floats(0, 9), version=names(), module=names()),
                max_size=3,
            ).map(tuple),
        ),
        st.builds(Happened, when, names(), names(), names()),
        st.builds(Undone, when, texts),
        st.builds(Set, when, names(), names()),
        st.builds(
            Planned,
            moment=when,
            course=names(),
            exam_day=st.none() | st.dates(),
            minutes=whole,
            target=share,
            weights=st.lists(st.tuples(names(), share), max_size=3).map(tuple),
        ),
        st.builds(Reset, when, names()),
        st.builds(Renamed, when, names(), names()),
    )
