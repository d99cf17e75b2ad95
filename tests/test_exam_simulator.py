"""The planner holds in simulated worlds what it promises; the whole table is `python -m tests.benchmarks.exam_simulator`."""

from collections.abc import Mapping, Sequence

import pytest

from tests.benchmarks.exam_simulator import Cell, Outcome, errors, figures, lines, simulate
from tests.benchmarks.worlds import WORLDS

Found = tuple[Sequence[Cell], Mapping[str, Sequence[Outcome]]]


@pytest.fixture(scope="module")
def fortnight() -> Found:
    return simulate(students=2, days=(14,), minutes=(10, 20))


@pytest.mark.parametrize("world", WORLDS)
def test_the_exam_plan_is_not_behind_asking_what_was_seen_longest_ago(fortnight: Found, world: str) -> None:
    ahead = figures(*fortnight)[world]["ahead of least recently seen"]
    assert min(ahead["14d 10min"], ahead["14d 20min"]) >= -1


@pytest.mark.parametrize("world", WORLDS)
def test_the_exam_plan_is_ahead_of_fsrs_at_nine_tenths(fortnight: Found, world: str) -> None:
    assert figures(*fortnight)[world]["ahead of FSRS 0.9, short"]["14d 10min"] > 0


@pytest.mark.parametrize("world", WORLDS)
def test_the_forecast_of_the_eve_is_right_in_every_world(fortnight: Found, world: str) -> None:
    found = errors(fortnight[1][world])
    assert found["students"] >= 2
    assert abs(found["eve"]) <= 0.06


def test_the_same_students_meet_the_same_luck() -> None:
    first, again = (simulate(students=2, days=(7,), minutes=(5,))[0] for _ in range(2))
    assert list(lines(first)) == list(lines(again))
