"""What score to expect, how sure that is, and how good earlier forecasts were."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.happenings import MONDAY, reviewed
from tutor.chance import uniform
from tutor.events import Reviewed
from tutor.exam import ExamPlan
from tutor.forecast import Brier, Calibration, Forecast, TooEarly, Trial, brier, calibrate, forecast, recall_on, stopping, trials
from tutor.memory import DEFAULT
from tutor.queue import Candidate
from tutor.record import replace
from tutor.schedule import Learned, New, Rating, review

DAY = date(2027, 1, 4)
PLAN = ExamPlan(start=DAY, exam_day=DAY + timedelta(days=20), minutes=10)
KNOWN = Calibration(0.0, 0.1, 200)
TRIALS = st.lists(st.builds(Trial, st.floats(0.05, 100), st.integers(1, 60), st.booleans()), max_size=40)


def answers_of(theta: float, count: int) -> tuple[Trial, ...]:
    """Answers of a learner whose stabilities are those of FSRS times e^theta."""
    asked = [(0.5 + n % 17, 1 + n % 11) for n in range(count)]
    return tuple(Trial(s, t, uniform(n) < DEFAULT.retrievability(s * exp(theta), t)) for n, (s, t) in enumerate(asked))


def deck(modules: Sequence[str], each: int = 20, *, stability: float = 10.0, new: bool = False) -> tuple[list[Candidate], dict[str, str]]:
    last = DAY - timedelta(days=5)
    memory = New() if new else Learned(stability, 5.0, last, last + timedelta(days=10))
    cards = [Candidate(f"{m}{n}", f"{m}{n}", m, m, memory) for m in modules for n in range(each)]
    return cards, {card.card: card.lesson for card in cards}


def expected(theta: Calibration = KNOWN, plan: ExamPlan = PLAN, questions: int = 60, stability: float = 10.0) -> Forecast:
    cards, modules = deck("ab", stability=stability)
    found = forecast(cards, modules, {"a": 1.0, "b": 3.0}, DAY, plan, theta, questions)
    assert isinstance(found, Forecast)
    return found


@pytest.mark.parametrize("theta", [-0.8, 0.0, 0.8])
def test_theta_is_found_from_answers(theta: float) -> None:
    found = calibrate(answers_of(theta, 300))
    assert abs(found.theta - theta) < 2 * found.sd
    assert found.sd < 0.4


def test_without_answers_theta_is_the_prior() -> None:
    found = calibrate(())
    assert (found.theta, round(found.sd, 9), found.answers) == (0.0, 0.7, 0)


@given(TRIALS)
def test_theta_is_the_most_likely_value(known: list[Trial]) -> None:
    def log_posterior(theta: float) -> float:
        chances = [(DEFAULT.retrievability(each.stability_days * exp(theta), each.elapsed_days), each.right) for each in known]
        return sum(log(max(p if right else 1 - p, 1e-300)) for p, right in chances) - theta**2 / (2 * 0.49)

    theta = calibrate(known).theta
    assert log_posterior(theta) >= max(log_posterior(theta + step) for step in (-0.01, 0.01)) - 1e-9


@given(TRIALS, st.floats(0.05, 100), st.integers(1, 60))
def test_a_right_answer_never_lowers_theta(known: list[Trial], stability: float, elapsed: int) -> None:
    before = calibrate(known).theta
    assert calibrate([*known, Trial(stability, elapsed, right=True)]).theta >= before - 1e-5
    assert calibrate([*known, Trial(stability, elapsed, right=False)]).theta <= before + 1e-5


def test_only_first_answers_a_day_or_more_apart_tell_of_forgetting() -> None:
    told = trials([
        reviewed(day=0),
        reviewed(day=0, first=False),
        reviewed(day=3, rating=Rating.AGAIN),
        reviewed(day=3, first=False),
        reviewed("c/other", day=3),
    ])  # fmt: skip
    first = review(New(), Rating.GOOD, MONDAY)
    assert told == (Trial(first.stability_days, 3, right=False),)


def test_under_150_answers_it_is_too_early_to_say() -> None:
    cards, modules = deck("a")
    assert forecast(cards, modules, {"a": 1.0}, DAY, PLAN, Calibration(0.0, 0.1, 149)) == TooEarly(149, 150)
    assert isinstance(forecast(cards, modules, {"a": 1.0}, DAY, PLAN, Calibration(0.0, 0.1, 150)), Forecast)


def test_the_total_is_the_modules_by_their_weights() -> None:
    found = expected()
    parts = dict(found.modules)
    assert found.total.expected == pytest.approx((parts["a"].expected + 3 * parts["b"].expected) / 4)
    assert list(parts) == ["a", "b"]


def test_a_module_without_cards_is_left_out() -> None:
    cards, modules = deck("a")
    found = forecast(cards, modules, {"a": 1.0, "empty": 9.0}, DAY, PLAN, KNOWN)
    assert isinstance(found, Forecast)
    assert [name for name, _ in found.modules] == ["a"]
    assert found.total.expected == found.modules[0][1].expected


@given(st.floats(-2, 2), st.floats(0.01, 0.7), st.integers(0, 200), st.integers(0, 30))
def test_a_band_holds_what_is_expected_and_stays_a_share(theta: float, sd: float, questions: int, minutes: int) -> None:
    found = expected(Calibration(theta, sd, 200), replace(PLAN, minutes=minutes, exam_day=DAY + timedelta(days=3)), questions)
    for band in (found.total, *(band for _, band in found.modules)):
        assert 0 <= band.low <= band.expected <= band.high <= 1
        assert 0 <= band.later <= 1


def width(found: Forecast) -> float:
    return found.total.expected - found.total.low


def test_the_fewer_the_questions_the_wider_the_band() -> None:
    assert width(expected(questions=10)) > width(expected(questions=60)) > width(expected(questions=600))


def test_the_nearer_the_exam_the_narrower_the_band() -> None:
    plans = [replace(PLAN, minutes=0.1, exam_day=DAY + timedelta(days=n)) for n in (12, 6, 0)]
    far, near, today = (width(expected(plan=plan)) for plan in plans)
    assert far > near > today


def test_who_forgets_slower_is_expected_to_score_higher() -> None:
    plan = stopping(PLAN)
    scores = [expected(Calibration(theta, 0.1, 200), plan).total.expected for theta in (-1.0, 0.0, 1.0)]
    assert scores == sorted(set(scores))


def test_following_the_plan_is_expected_to_beat_stopping_today() -> None:
    assert expected().total.expected > expected(plan=stopping(PLAN)).total.expected + 0.05


def test_cramming_shows_in_what_is_left_after_a_month() -> None:
    found = expected(stability=0.5, plan=replace(PLAN, exam_day=DAY + timedelta(days=1), minutes=60))
    assert found.total.later < found.total.expected - 0.1


def test_a_card_never_asked_counts_as_not_known() -> None:
    cards, modules = deck("a", new=True)
    found = forecast(cards, modules, {"a": 1.0}, DAY, stopping(PLAN), KNOWN)
    assert isinstance(found, Forecast)
    assert (found.total.expected, recall_on(New(), DAY, KNOWN)) == (0.0, (0.0, 0.0))


def test_recall_of_a_card_is_that_of_fsrs_with_its_stability_changed() -> None:
    day = DAY + timedelta(days=7)
    now, later = recall_on(Learned(10.0, 5.0, DAY, DAY), day, Calibration(-1.0))
    assert (now, later) == (DEFAULT.retrievability(10 * exp(-1), 7), DEFAULT.retrievability(10 * exp(-1), 37))


def stored(predicted: float, *, right: bool, first: bool = True) -> Reviewed:
    return replace(reviewed(rating=Rating.GOOD if right else Rating.AGAIN, first=first), predicted=predicted)


def test_past_forecasts_are_scored_by_what_came() -> None:
    assert brier([stored(0.75, right=True), stored(0.75, right=False)]) == Brier(2, 0.3125, 0.25, 0.75, 0.5)


def test_new_cards_and_drills_are_no_forecasts() -> None:
    assert brier([stored(0.0, right=True), stored(0.9, right=True, first=False)]) is None


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=1))
def test_a_score_of_forecasts_lies_between_perfect_and_always_wrong(pairs: list[tuple[float, bool]]) -> None:
    found = brier([stored(p, right=right) for p, right in pairs])
    assert found is not None
    assert 0 <= found.score <= 1
    assert found.score <= max((p - right) ** 2 for p, right in pairs) + 1e-12
