"""FSRS-6 in plain floats: the public vectors, and py-fsrs as the oracle."""

import json
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.memory import DEFAULT, DEFAULT_WEIGHTS, Model

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "fsrs-vectors.json").read_text(encoding="utf-8"))
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)
ORACLE = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
RATINGS = st.integers(1, 4)
GAPS = st.one_of(st.integers(1, 5), st.integers(1, 60), st.integers(1, 4000))


def with_weights(changes: dict[int, float]) -> Model:
    return Model(tuple(changes.get(i, w) for i, w in enumerate(DEFAULT_WEIGHTS)))


def folded(model: Model, ratings: list[int], gaps: list[int]) -> tuple[float, float]:
    state = model.first(ratings[0])
    for rating, gap in zip(ratings[1:], gaps[1:], strict=True):
        state = model.after(*state, gap, rating)
    return state


def test_the_weights_are_the_published_defaults() -> None:
    assert list(DEFAULT_WEIGHTS) == VECTORS["w"]
    assert tuple(ORACLE.parameters) == DEFAULT_WEIGHTS


def test_the_first_state_after_each_rating() -> None:
    states = [DEFAULT.first(rating) for rating in (1, 2, 3, 4)]
    assert [s for s, _ in states] == VECTORS["first_state"]["stability"]
    assert [d for _, d in states] == pytest.approx(VECTORS["first_state"]["difficulty"], abs=1e-8)


def test_intervals_of_a_whole_history() -> None:
    """The published run has steps of minutes: a 0 there is a step, the next review of that day is the same-day rule."""
    v = VECTORS["ivl_history"]
    state = DEFAULT.first(v["ratings"][0])
    for rating, gap, days in zip(v["ratings"][1:], v["days"], v["days"][1:], strict=False):
        state = DEFAULT.after(*state, gap, rating)
        if days:
            assert DEFAULT.interval_days(state[0]) == days


@pytest.mark.parametrize(("name", "zeroed"), [("memory_state", ()), ("memory_state_no_short_term", (17, 18, 19))])
def test_the_state_after_six_reviews(name: str, zeroed: tuple[int, ...]) -> None:
    history = VECTORS["memory_state"]
    stability, difficulty = folded(with_weights(dict.fromkeys(zeroed, 0.0)), history["ratings"], history["gaps_days"])
    assert stability == pytest.approx(VECTORS[name]["stability"], abs=VECTORS[name]["tol"])
    assert difficulty == pytest.approx(VECTORS[name]["difficulty"], abs=VECTORS[name]["tol"])


def test_the_forgetting_curve() -> None:
    v = VECTORS["forgetting_curve"]
    assert [DEFAULT.retrievability(s, t) for s, t in zip(v["s"], v["t"], strict=True)] == pytest.approx(v["r"], abs=1e-6)
    v = VECTORS["forgetting_curve_s1"]
    assert [DEFAULT.retrievability(1, t) for t in v["t"]] == pytest.approx(v["r"], abs=1e-8)
    v = VECTORS["current_retrievability_decay_0.2"]
    assert [with_weights({20: 0.2}).retrievability(1, t) for t in v["t"]] == pytest.approx(v["r"], abs=1e-6)


def test_the_interval_for_each_retention() -> None:
    """The first figure differs between 32 and 64 bits; ours are 64."""
    v = VECTORS["next_interval_s1"]
    days = [DEFAULT.interval_days(1, retention, longest_days=10**9) for retention in v["retention"]]
    assert days == [v["first_f64"], *v["days_f32"][1:]]


def test_the_next_difficulty() -> None:
    v = VECTORS["next_difficulty_d5"]
    plain = with_weights({7: 0.0})
    for rating, before, after in zip((1, 2, 3, 4), v["before_mean_reversion"], v["after"], strict=True):
        assert plain.after(5, 5, 1, rating)[1] == pytest.approx(before, abs=1e-6)
        assert DEFAULT.after(5, 5, 1, rating)[1] == pytest.approx(after, abs=1e-7)


def elapsed_at(recall: float, stability: float) -> float:
    """The elapsed time at which the curve has fallen to `recall`: the vectors give recall, our function takes time."""
    return float(stability / DEFAULT.factor * (recall ** (1 / DEFAULT.decay) - 1))


def test_stability_after_success_and_failure() -> None:
    v = VECTORS["stability_after_failure"]
    for d, r, out in zip(v["d"], v["r"], v["out"], strict=True):
        assert DEFAULT.after(v["s"], d, elapsed_at(r, v["s"]), 1)[0] == pytest.approx(out, abs=1e-7)
    v = VECTORS["stability_after_success"]
    easier = list(zip(v["d"], v["r"], v["rating"], v["out"], strict=True))
    for d, r, rating, out in easier[1:]:
        assert DEFAULT.after(v["s"], d, elapsed_at(r, v["s"]), rating)[0] == pytest.approx(out, rel=1e-8)
    # The published table also feeds "again" to the formula of success, which is that of "good": no rating lets a learner do so.
    d, r, _, out = easier[0]
    assert DEFAULT.after(v["s"], d, elapsed_at(r, v["s"]), 3)[0] == pytest.approx(out, rel=1e-8)


def test_stability_on_the_same_day() -> None:
    v = VECTORS["stability_same_day_s5"]
    assert [DEFAULT.after(5, 5, 0, rating)[0] for rating in (1, 2, 3, 4)] == pytest.approx(v["out"], abs=1e-6)


def test_recall_at_the_first_due_day_after_easy() -> None:
    stability, _ = DEFAULT.first(4)
    days = DEFAULT.interval_days(stability)
    assert days == 8
    assert DEFAULT.retrievability(stability, days) == pytest.approx(VECTORS["retrievability_due_after_first_easy"]["r"], abs=1e-7)


@given(st.lists(st.tuples(RATINGS, st.one_of(st.just(0), GAPS)), min_size=1, max_size=25))
def test_it_agrees_with_py_fsrs_on_any_history(history: list[tuple[int, int]]) -> None:
    card, at, state = fsrs.Card(card_id=1), NOON, None
    for rating, gap in history:
        at += timedelta(days=gap)
        assert state is None or math.isclose(DEFAULT.retrievability(state[0], gap), ORACLE.get_card_retrievability(card, at), rel_tol=1e-9)
        card, _ = ORACLE.review_card(card, fsrs.Rating(rating), at)
        state = DEFAULT.first(rating) if state is None else DEFAULT.after(*state, gap, rating)
        assert card.stability is not None
        assert card.difficulty is not None
        assert math.isclose(state[0], card.stability, rel_tol=1e-9, abs_tol=1e-9)
        assert math.isclose(state[1], card.difficulty, rel_tol=1e-9, abs_tol=1e-9)
        assert DEFAULT.interval_days(state[0]) == (card.due - at).days


@given(st.floats(0.001, 1e5), st.floats(1, 10), GAPS)
def test_a_better_rating_never_means_a_weaker_memory(stability: float, difficulty: float, gap: int) -> None:
    again, hard, good, easy = (DEFAULT.after(stability, difficulty, gap, rating) for rating in (1, 2, 3, 4))
    assert hard[0] <= good[0] <= easy[0]
    assert again[0] <= stability
    assert again[1] >= hard[1] >= good[1] >= easy[1]


@given(st.floats(0.001, 1e5))
def test_a_card_is_due_when_recall_has_fallen_to_the_target(stability: float) -> None:
    days = DEFAULT.interval_days(stability)
    assert 1 <= days <= 36500
    if 1 < days < 36500:
        assert abs(elapsed_at(0.9, stability) - days) <= 0.5 + 1e-9
