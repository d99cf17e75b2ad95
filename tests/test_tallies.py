"""The sums kept beside the cards: what they count, and that every way of counting gives the same."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.happenings import histories, numbered, reviewed
from tutor import files
from tutor.codec import encode
from tutor.events import Event, Fact, Reset, Reviewed, Undone
from tutor.fold import is_undone, rebuild, undone
from tutor.grade import Answer
from tutor.history import replay
from tutor.progress import CARD_COLUMNS, MISTAKES_KEPT, Progress, Tally
from tutor.record import replace
from tutor.schedule import Rating
from tutor.store import Store


def after(*facts: Fact) -> Progress:
    return rebuild(numbered(facts))


def total(progress: Progress, kind: str) -> Tally:
    found = [tally for key, tally in progress.tallies.items() if key.startswith(kind)]
    return Tally(*(sum(getattr(tally, name) for tally in found) for name in ("count", "right", "foretold", "predicted", "squares")))


@given(histories())
def test_the_ages_and_the_months_sum_to_the_answers_that_tested_memory(events: list[Event]) -> None:
    progress = rebuild(events)
    assert total(progress, "age") == total(progress, "month")
    assert total(progress, "age").count == sum(state.reps for state in progress.cards.values()) - sum(
        state.reps > 0 for state in progress.cards.values()
    )


@given(histories())
def test_the_answers_of_all_days_are_the_answers_that_count(events: list[Event]) -> None:
    events = [event for event in events if not isinstance(event.fact, Reset)]
    gone = undone(events)
    live = [e.fact for e in events if isinstance(e.fact, Reviewed) and not is_undone(e.id, e.n, gone)]
    progress = rebuild(events)
    assert sum(totals.answers for totals in progress.days.values()) == len(live)
    firsts = sum(totals.firsts for totals in progress.days.values())
    unasked = sum(fact.first and not fact.confidence for fact in live)
    assert firsts - unasked <= total(progress, "sure").count <= firsts


@settings(max_examples=60)
@given(events=histories(), place=st.uuids())
def test_a_history_read_from_its_file_gives_the_sums_of_its_events(
    events: list[Event], place: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = [replace(event, id=f"{int(event.id[1:]):032x}", fact=renamed(event.fact)) for event in events]
    path = tmp_path_factory.mktemp("h") / str(place)
    path.write_bytes(b"".join(map(encode, named)))
    with files.opened(str(path)) as fd:
        assert replay(fd, 0, path.stat().st_size).progress == rebuild(named)


def renamed(fact: Fact) -> Fact:
    return replace(fact, events=tuple(f"{int(name[1:]):032x}" for name in fact.events)) if isinstance(fact, Undone) else fact


def test_retention_counts_from_the_day_after_the_answer_before() -> None:
    progress = after(reviewed(), reviewed(day=1), reviewed(day=1, first=False, at=5), reviewed(day=40, rating=Rating.AGAIN))
    assert dict(progress.tallies) == {
        "age1 c": Tally(1, 1),
        "age31 c": Tally(1, 0),
        "month2026-01 c": Tally(1, 1),
        "month2026-02 c": Tally(1, 0),
    }


def test_a_prediction_is_held_against_what_happened() -> None:
    kept, lost = replace(reviewed(day=1), predicted=0.9), replace(reviewed(day=2, rating=Rating.AGAIN), predicted=0.8)
    progress = after(reviewed(), kept, lost)
    assert progress.tallies["age1 c"] == Tally(2, 1, 2, 17_000, 1_000_000 + 64_000_000)


def test_confidence_counts_first_answers_only() -> None:
    progress = after(reviewed(confidence=3), reviewed(confidence=3, first=False, at=1), reviewed(day=1, confidence=3, rating=Rating.AGAIN))
    assert progress.tallies["sure3 c"] == Tally(2, 1)


def test_what_was_answered_wrongly_is_kept_until_the_question_changes() -> None:
    first = replace(reviewed(rating=Rating.AGAIN), answer=Answer((2,)))
    again = replace(reviewed(day=1, rating=Rating.AGAIN), answer=Answer((2,)))
    typed = replace(reviewed(day=2, rating=Rating.AGAIN), answer=Answer(typed=("PD L1", "x")))
    changed = reviewed(day=3, version="v2")
    assert after(first, again, typed).cards["c/q1"].mistakes == (("2", 2), ("PD L1\nx", 1))
    assert after(first, again, typed, changed).cards["c/q1"].mistakes == ()


def test_a_thousand_different_mistakes_are_not_all_kept() -> None:
    wrong = [replace(reviewed(day=n, rating=Rating.AGAIN), answer=Answer((n,))) for n in range(30)]
    assert len(after(*wrong).cards["c/q1"].mistakes) == MISTAKES_KEPT


def test_a_reset_forgets_the_sums_of_its_course() -> None:
    progress = after(reviewed(), reviewed(day=1), reviewed("d/q1"), reviewed("d/q1", day=1), Reset(reviewed(day=2).moment, "c"))
    assert {key.partition(" ")[2] for key in progress.tallies} == {"d"}


def test_a_progress_file_of_an_older_program_is_made_again_without_a_word(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed(), reviewed(day=1)])
    saved = tmp_path / "progress.json"
    older(saved)
    with Store.open(tmp_path) as store:
        assert [notice.detail for notice in store.notices] == ["missing"]
        assert total(store.progress, "age").count == 1


def older(path: Path) -> None:
    """Take the newer column's name away and seal the file as it is sealed."""
    from zlib import crc32

    body = path.read_bytes().replace(CARD_COLUMNS.encode(), CARD_COLUMNS.replace(" mistakes", "").encode()).rpartition(b',\n"sum"')[0]
    path.write_bytes(b'%b,\n"sum":"%08x"}\n' % (body, crc32(body)))
