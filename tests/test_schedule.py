"""From an answer to a rating, and from a rating to the day a card comes back."""

import math
from datetime import UTC, date, datetime, time, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.grade import Verdict
from tutor.schedule import Learned, Memory, New, Rating, misconceived, outcomes, rate, recall, replayed, review

DAY = date(2027, 1, 4)
RIGHT, HALF, LITTLE, WRONG = Verdict(1.0), Verdict(0.5), Verdict(0.49), Verdict(0.0)
GUESS, HESITANT, SURE = 1, 2, 3
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
HISTORIES = st.lists(st.tuples(st.sampled_from(Rating), st.integers(1, 400)), min_size=1, max_size=12)


def learned(memory: Memory) -> Learned:
    assert isinstance(memory, Learned)
    return memory


def after(history: list[tuple[Rating, int]], start: date = DAY) -> Learned:
    memory: Memory = New()
    day = start
    for rating, gap in history:
        day += timedelta(days=gap)
        memory = review(memory, rating, day)
    return learned(memory)


@given(HISTORIES, DAYS)
def test_dates_are_those_of_py_fsrs_fed_at_noon(history: list[tuple[Rating, int]], start: date) -> None:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, day = fsrs.Card(card_id=1), start
    memory: Memory = New()
    for rating, gap in history:
        day += timedelta(days=gap)
        noon = datetime.combine(day, time(12), UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), noon)
        memory = review(memory, rating, day)
        assert memory.due == card.due.date()
        assert math.isclose(memory.stability_days, card.stability or 0, rel_tol=1e-9)
        assert math.isclose(memory.difficulty, card.difficulty or 0, rel_tol=1e-9)
    later = day + timedelta(days=9)
    expected = scheduler.get_card_retrievability(card, datetime.combine(later, time(12), UTC))
    assert math.isclose(recall(memory, later), expected, rel_tol=1e-9)


@given(HISTORIES, st.integers(0, 12))
def test_answers_replayed_at_once_give_what_they_give_one_by_one(history: list[tuple[Rating, int]], cut: int) -> None:
    memories: list[Memory] = [New()]
    answers, day = [], DAY
    for rating, gap in history:
        day += timedelta(days=gap)
        answers.append((rating, day))
        memories.append(review(memories[-1], rating, day))
    cut = min(cut, len(history))
    assert replayed(memories[cut], answers[cut:]) == memories[-1]


def test_a_forgotten_card_comes_back_the_next_day() -> None:
    assert review(New(), Rating.AGAIN, DAY).due == DAY + timedelta(days=1)


def test_a_second_answer_on_the_same_day_moves_nothing() -> None:
    once = review(New(), Rating.GOOD, DAY)
    assert {review(once, rating, DAY) for rating in Rating} == {once}


@given(HISTORIES, st.sampled_from(Rating), st.integers(1, 5000))
def test_a_clock_set_back_dates_the_card_from_the_new_day(history: list[tuple[Rating, int]], rating: Rating, back: int) -> None:
    before = after(history)
    day = before.last - timedelta(days=back)
    now = review(before, rating, day)
    assert now.last == day < now.due
    assert recall(before, day) == 1.0


def test_the_end_of_the_calendar_is_no_crash() -> None:
    assert review(New(), Rating.EASY, date.max).due == date.max


def test_a_new_card_is_not_expected_to_be_recalled() -> None:
    assert recall(New(), DAY) == 0.0


@given(HISTORIES)
def test_a_card_at_its_due_day_is_recalled_nine_times_in_ten(history: list[tuple[Rating, int]]) -> None:
    memory = after(history)
    if 20 < (memory.due - memory.last).days < 36500:
        assert recall(memory, memory.due) == pytest.approx(0.9, abs=0.003)


@given(HISTORIES, st.integers(1, 400))
def test_every_outcome_is_what_the_rating_then_does(history: list[tuple[Rating, int]], gap: int) -> None:
    memory = after(history)
    day = memory.last + timedelta(days=gap)
    shown = outcomes(memory, day)
    assert list(shown) == list(Rating)
    assert all(shown[rating] == review(memory, rating, day) for rating in Rating)
    assert shown[Rating.AGAIN].due <= shown[Rating.HARD].due <= shown[Rating.GOOD].due <= shown[Rating.EASY].due


@pytest.mark.parametrize(
    ("verdict", "confidence", "typed", "rating"),
    [
        (WRONG, SURE, False, Rating.AGAIN),
        (WRONG, GUESS, True, Rating.AGAIN),
        (RIGHT, GUESS, False, Rating.AGAIN),
        (RIGHT, GUESS, True, Rating.HARD),
        (RIGHT, HESITANT, False, Rating.HARD),
        (RIGHT, HESITANT, True, Rating.HARD),
        (RIGHT, SURE, False, Rating.GOOD),
        (RIGHT, SURE, True, Rating.GOOD),
        (HALF, SURE, False, Rating.HARD),
        (LITTLE, SURE, False, Rating.AGAIN),
        (HALF, GUESS, False, Rating.AGAIN),
        (RIGHT, 0, False, Rating.GOOD),
    ],
)
def test_confidence_and_score_make_the_rating(verdict: Verdict, confidence: int, typed: bool, rating: Rating) -> None:
    assert rate(verdict, confidence, 0, typed=typed) is rating


def test_right_is_good_where_confidence_is_turned_off() -> None:
    assert rate(RIGHT, 0, 0, typed=False, confidence_asked=False) is Rating.GOOD
    assert rate(RIGHT, GUESS, 0, typed=False, confidence_asked=False) is Rating.GOOD
    assert rate(HALF, 0, 0, typed=False, confidence_asked=False) is Rating.HARD


def test_easy_is_only_for_a_prediction_that_is_right_and_sure() -> None:
    assert rate(RIGHT, SURE, 0, typed=False, prediction=True) is Rating.EASY
    assert rate(RIGHT, HESITANT, 0, typed=False, prediction=True) is Rating.HARD
    assert rate(RIGHT, 0, 0, typed=False, prediction=True, confidence_asked=False) is Rating.GOOD
    assert rate(WRONG, SURE, 0, typed=False, prediction=True) is Rating.AGAIN


def test_a_hint_caps_at_hard() -> None:
    assert rate(RIGHT, SURE, 1, typed=True) is Rating.HARD
    assert rate(RIGHT, SURE, 2, typed=False, prediction=True) is Rating.HARD
    assert rate(WRONG, SURE, 1, typed=False) is Rating.AGAIN


@given(
    st.floats(0, 1), st.floats(0, 1), st.sampled_from([GUESS, HESITANT, SURE]), st.integers(0, 3), st.tuples(st.booleans(), st.booleans())
)
def test_knowing_more_never_rates_lower(a: float, b: float, confidence: int, hints: int, flags: tuple[bool, bool]) -> None:
    (low, high), (typed, prediction) = sorted((a, b)), flags

    def rated(score: float, sure: int, shown: int) -> Rating:
        return rate(Verdict(score), sure, shown, typed=typed, prediction=prediction)

    assert rated(low, confidence, hints) <= rated(high, confidence, hints)
    assert rated(high, confidence, hints) <= rated(high, SURE, hints)
    assert rated(high, confidence, hints + 1) <= rated(high, confidence, hints)


def test_sure_and_wrong_is_a_misconception() -> None:
    assert misconceived(WRONG, SURE)
    assert misconceived(LITTLE, SURE)
    assert not misconceived(HALF, SURE)
    assert not misconceived(RIGHT, SURE)
    assert not misconceived(WRONG, HESITANT)
