"""What a learner is known to know depends on what happened, and on nothing else."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.happenings import MONDAY, histories, moment, numbered, reviewed, started
from tutor import codec, files, history
from tutor.events import Ended, Event, Fact, Planned, Read, Reset, Set, Undone
from tutor.fold import Recent, Stale, counted, fold, rebuild
from tutor.progress import CardState, DayTotals, Progress, Result, card_from_text, card_text
from tutor.schedule import Learned, New, Rating, review
from tutor.snapshot import Damaged, Snapshot, decode, encode


def after(*facts: Fact) -> Progress:
    return rebuild(numbered(facts))


def incremental(events: Sequence[Event]) -> Progress:
    """As a store does it: one by one, and from the beginning where that cannot be exact."""
    recent = Recent(Progress())
    for i, event in enumerate(events):
        try:
            recent = recent.add(event)
        except Stale:
            recent = Recent(rebuild(events[: i + 1]))
    return recent.progress


@settings(max_examples=300)
@given(histories(), st.integers(0, 99))
def test_progress_is_the_same_in_whatever_order_and_manner_events_are_folded(events: list[Event], seed: int) -> None:
    whole = rebuild(events)
    shuffled = events * 2
    Random(seed).shuffle(shuffled)
    assert rebuild(shuffled) == whole
    assert incremental(events) == whole
    assert encode(Snapshot(incremental(events), 0, "")) == encode(Snapshot(whole, 0, ""))


@settings(max_examples=150)
@given(events=histories(), seed=st.integers(0, 99), end=st.sampled_from([b"\n", b"\r\n", b" \n"]), copies=st.integers(1, 2))
def test_a_history_file_says_the_same_in_whatever_order_its_lines_stand(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], seed: int, end: bytes, copies: int
) -> None:
    lines = [codec.encode(event)[:-1] + end for event in events] * copies
    Random(seed).shuffle(lines)
    path = tmp_path_factory.mktemp("any") / "history.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" * (seed % 2) + b"".join(lines))
    with files.opened(str(path)) as fd:
        replayed = history.replay(fd, 0, path.stat().st_size)
    assert replayed.progress == rebuild(events)
    assert replayed.looked.events == len(lines)


@settings(max_examples=150)
@given(histories(), st.integers(0, 25))
def test_a_saved_progress_goes_on_as_if_it_had_never_been_saved(events: list[Event], cut: int) -> None:
    saved = decode(encode(Snapshot(rebuild(events[:cut]), 7, "mark")))
    assert saved == Snapshot(rebuild(events[:cut]), 7, "mark")
    progress = saved.progress
    for i, event in enumerate(events[cut:], cut):
        try:
            progress = fold(progress, event)
        except Stale:
            progress = rebuild(events[: i + 1])
    assert progress == rebuild(events)


@settings(max_examples=150)
@given(histories())
def test_the_answers_that_count_are_those_that_progress_sums(events: list[Event]) -> None:
    progress = rebuild(events)
    for course in "cd":
        answers = counted(events, course)
        totals = progress.by_day(course).values()
        assert len(answers) == sum(t.answers for t in totals)
        assert sum(a.first for a in answers) == sum(t.firsts for t in totals)
        assert [a.moment.at for a in answers] == sorted(a.moment.at for a in answers)


def test_a_first_answer_moves_memory_and_a_drill_does_not() -> None:
    state = after(reviewed(), reviewed(first=False, rating=Rating.AGAIN, at=1)).cards["c/q1"]
    assert state.memory == review(New(), Rating.GOOD, MONDAY)
    assert (state.reps, state.lapses, state.answers, state.last_rating) == (1, 0, 2, Rating.AGAIN)


def test_memory_moves_once_a_study_day_even_after_a_merge() -> None:
    state = after(reviewed(), reviewed(rating=Rating.AGAIN, at=1)).cards["c/q1"]
    assert state.memory == review(New(), Rating.GOOD, MONDAY)
    assert state.answers == 2


def test_a_failed_known_card_is_a_lapse_and_a_failed_new_one_is_not() -> None:
    state = after(reviewed(rating=Rating.AGAIN), reviewed(day=3, rating=Rating.AGAIN)).cards["c/q1"]
    assert (state.reps, state.lapses) == (2, 1)


def test_answers_count_by_their_time_not_by_their_place_in_the_file() -> None:
    early, late = reviewed(day=0), reviewed(day=4, rating=Rating.AGAIN)
    assert after(late, early).cards["c/q1"].memory == after(early, late).cards["c/q1"].memory


def test_a_clock_that_went_back_moves_no_date_and_drops_nothing() -> None:
    state = after(reviewed(day=4), reviewed(day=1)).cards["c/q1"]
    assert isinstance(state.memory, Learned)
    assert state.memory.last == MONDAY.replace(day=9)
    assert state.answers == 2


def test_an_undone_answer_never_happened() -> None:
    assert after(reviewed(), reviewed(day=1), Undone(moment(1), ("e2",))).cards == after(reviewed()).cards


def test_an_undo_can_be_undone() -> None:
    assert after(reviewed(), Undone(moment(), ("e1",)), Undone(moment(), ("e2",))).cards == after(reviewed()).cards


def test_an_undo_takes_away_nothing_that_came_after_it() -> None:
    assert "c/q1" in after(Undone(moment(), ("e2",)), reviewed()).cards


def test_undoing_one_of_the_last_answers_needs_no_rebuilding() -> None:
    recent = Recent(Progress())
    events = numbered([reviewed(day=0), reviewed(day=1), reviewed("c/q2", day=1), Undone(moment(1), ("e2",)), Undone(moment(1), ("e1",))])
    for event in events:
        recent = recent.add(event)
    assert recent.progress == rebuild(events)
    assert set(recent.progress.cards) == {"c/q2"}


def test_undoing_what_is_only_partly_known_takes_the_whole_history() -> None:
    first, second, undo = numbered([reviewed(day=0), reviewed(day=1), Undone(moment(1), ("e1", "e2"))])
    with pytest.raises(Stale):
        Recent(rebuild([first])).add(second).add(undo)


@pytest.mark.parametrize(
    "event", [Event("e9", 1, reviewed("c/q2")), Event("e9", 9, reviewed(day=-1)), Event("e9", 9, Undone(moment(), ("e1",)))]
)
def test_what_cannot_be_folded_exactly_is_refused(event: Event) -> None:
    with pytest.raises(Stale):
        fold(after(reviewed()), event)


def test_a_reset_forgets_one_course_and_keeps_the_settings() -> None:
    progress = after(Set(moment(), "language", "fr"), reviewed("c/q1"), reviewed("d/q1"), Read(moment(), "", "c/a"), Reset(moment(1), "c"))
    assert set(progress.cards) == {"d/q1"}
    assert not progress.sections
    assert set(progress.days) == {"2026-01-05 d"}
    assert progress.settings == {"language": "fr"}


def test_a_reset_takes_away_nothing_that_another_machine_did_later() -> None:
    elsewhere = Event("other", 1, reviewed(day=2))
    assert "c/q1" in rebuild([*numbered([reviewed("c/q2"), Reset(moment(1), "")]), elsewhere]).cards


def test_sure_and_wrong_is_a_misconception_until_the_next_first_answer() -> None:
    wrong = reviewed(rating=Rating.AGAIN, confidence=3)
    assert after(wrong).misconceptions == ("c/q1",)
    assert after(wrong, reviewed(first=False, at=1)).misconceptions == ("c/q1",)
    assert after(wrong, reviewed(day=1)).misconceptions == ()


def test_a_section_keeps_the_day_it_was_first_read() -> None:
    assert after(Read(moment(1), "s", "c/a"), Read(moment(3), "s", "c/a")).sections == {"c/a": MONDAY.replace(day=6)}


def test_days_are_summed_by_course() -> None:
    progress = after(reviewed("c/q1"), reviewed("c/q1", first=False, rating=Rating.AGAIN, at=1), reviewed("d/q1"))
    assert progress.by_day("c") == {MONDAY: DayTotals(answers=2, right=1, ms=2000, firsts=1, firsts_right=1, new=1)}
    assert progress.by_day()[MONDAY].answers == 3


def test_a_finished_session_is_there_to_compare_with() -> None:
    tries = [reviewed("c/q1", rating=Rating.AGAIN), reviewed("c/q2"), reviewed("c/q1", first=False, at=1)]
    progress = after(started(), *tries, Ended(moment(), "s1", finished=True))
    assert progress.results["review", "c"] == Result("s1", right=1, total=2, ms=3000, day=MONDAY)
    assert not progress.open


def test_an_interrupted_session_keeps_what_is_needed_to_play_it_again() -> None:
    events = numbered([started(), reviewed(), Read(moment(), "s1", "c/a"), reviewed(session="other"), Undone(moment(), ("e2",))])
    (session,) = rebuild(events).open
    assert session.started == events[0]
    assert session.events == (events[2],)


def test_a_session_left_on_purpose_is_over_and_no_result() -> None:
    progress = after(started(), reviewed(), Ended(moment(), "s1", finished=False))
    assert (progress.open, progress.results) == ((), {})


def test_of_interrupted_sessions_the_last_three_are_remembered() -> None:
    progress = after(*(started(f"s{i}") for i in range(5)))
    assert [session.id for session in progress.open] == ["s2", "s3", "s4"]


def test_a_setting_lasts_until_it_is_removed_and_a_plan_until_it_is_cancelled() -> None:
    plan = Planned(moment=moment(), course="c", exam_day=MONDAY, minutes=15)
    facts: list[Fact] = [Set(moment(), "language", "en"), plan]
    assert (after(*facts).settings, after(*facts).plans) == ({"language": "en"}, {"c": plan})
    facts += [Set(moment(), "language", ""), Planned(moment=moment(), course="c", exam_day=None)]
    assert (after(*facts).settings, after(*facts).plans) == ({}, {})


def test_due_cards_are_found_alike_before_and_after_saving() -> None:
    progress = after(reviewed("c/q1"), reviewed("c/q2", day=30), reviewed("c/q3", first=False))
    again = decode(encode(Snapshot(progress, 0, ""))).progress
    for days in (0, 20, 80):
        assert sorted(again.due(moment(days).day)) == sorted(progress.due(moment(days).day))
    assert progress.due(moment(20).day) == ["c/q1"]


def test_misconceptions_are_found_alike_before_and_after_saving() -> None:
    progress = after(reviewed("c/q1", rating=Rating.AGAIN, confidence=3), reviewed("c/q2", confidence=3))
    assert decode(encode(Snapshot(progress, 0, ""))).progress.misconceptions == progress.misconceptions == ("c/q1",)


MEMORIES = st.just(New()) | st.builds(Learned, st.floats(0, 1e6), st.floats(0, 10), st.dates(), st.dates())
WHOLE = st.integers(0, 2**60)
STATES = st.builds(
    CardState,
    memory=MEMORIES,
    reps=WHOLE,
    last_at=WHOLE,
    last_n=WHOLE,
    last_day=st.dates(),
    last_rating=st.sampled_from(Rating),
    version=st.text(),
    sure_and_wrong=st.booleans(),
)


@given(STATES)
def test_a_card_comes_back_from_its_text_to_the_last_bit(state: CardState) -> None:
    assert card_from_text(card_text(state)) == state


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_an_edited_snapshot_is_noticed(place: int, change: int) -> None:
    data = bytearray(encode(Snapshot(after(started(), reviewed()), 5, "mark")))
    data[place % len(data)] ^= change
    with pytest.raises(Damaged):
        decode(bytes(data))


@given(histories(), st.integers(0, 40), st.sampled_from(["", "0" * 8, "other"]))
def test_the_cards_that_rest_on_a_day_are_the_same_decoded_or_not(events: list[Event], days: int, version: str) -> None:
    day = moment(days).day
    known = rebuild(events)
    saved = decode(encode(Snapshot(known, 0, ""))).progress.resting(day)
    decoded = known.resting(day)
    for card, state in known.cards.items():
        memory = state.memory
        is_quiet = isinstance(memory, Learned) and memory.due > day and memory.last != day and memory.last <= day + timedelta(1)
        is_same = version in {"", state.version} or not state.version
        rests = is_quiet and is_same and not state.sure_and_wrong
        assert saved(card, version) is rests
        assert decoded(card, version) is rests
    assert not saved("c/nowhere", version)
    cards = [*known.cards, "c/nowhere"]
    for progress, rest in ((known, decoded), (decode(encode(Snapshot(known, 0, ""))).progress, saved)):
        stirring = {cards[at] for at in progress.stirring([f"{card} {version}" for card in cards], day)}
        assert stirring >= {card for card in cards if not rest(card, version)}


@given(histories(), st.integers(0, 20), st.integers(0, 60), st.sampled_from(["", "v2"]))
def test_what_a_saved_fold_files_under_days_is_found_as_if_it_did_not(events: list[Event], count: int, days: int, version: str) -> None:
    day, events = moment(days).day, sorted(events, key=lambda event: event.n)
    progress = rebuild(events[:count])
    filed = decode(encode(Snapshot(progress, 0, ""))).progress
    with suppress(Stale):
        for event in events[count:]:
            progress, filed = fold(progress, event), fold(filed, event)
    now = [f"{card} {version or state.version}" for card, state in progress.cards.items()]
    rests = progress.resting(day)
    stirring = {now[at].partition(" ")[0] for at in filed.stirring(now, day)}
    assert stirring >= {each.partition(" ")[0] for each in now if not rests(*each.split(" ", 1))}
    assert sorted(filed.due(day)) == sorted(progress.due(day))
    assert filed.answered(day) == progress.answered(day)
    assert filed.misconceptions == progress.misconceptions
    assert all(filed.glance(card) == progress.glance(card) for card in (*progress.cards, "c/nowhere"))
    assert filed == progress
