"""The benchmark ends whatever it meets, and its ratios are those of what stood side by side."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import measure
from tests.benchmarks.__main__ import markdown, table
from tests.benchmarks.figures import Clock, Figure, Spent, interleaved
from tests.benchmarks.material import moment
from tutor.events import Set
from tutor.store import Store

LONG = "\n".join(f"      Une longue explication, ligne {n} de cinquante.\n" for n in range(50))
QUIZ = f"""
titre: Deux pages
questions:
  - id: a
    vrai: Le texte est long
    explication: |
{LONG}
  - id: b
    vrai: Le texte est court
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[measure.Session]:
    """A drill of two questions, the first with a long explanation."""
    (tmp_path / "quiz.yaml").write_text(QUIZ, encoding="utf-8")
    with Store.open(tmp_path / "data") as store:
        store.append([Set(moment(), "welcomed", "1")])
    env = {**measure.environment(tmp_path), "TUTOR_DATA_DIR": str(tmp_path / "data"), "TUTOR_CACHE_DIR": str(tmp_path / "cache")}
    running = measure.Session(["practice", "--content", str(tmp_path / "quiz.yaml")], env)
    yield running
    running.close()


def test_a_feedback_of_several_pages_is_read_to_its_end(session: measure.Session) -> None:
    assert session.key_ms("s", "Espace continuer")
    session.go_on("Question 2/")
    assert session.shows("Question 2/")


def test_what_is_never_shown_is_not_waited_for_without_end(session: measure.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "TURN_SECONDS", 0.1)
    monkeypatch.setattr(measure, "WAIT_SECONDS", 0.1)
    begin = time.monotonic()
    session.go_on("never on any screen")
    assert session.key_ms("s", "never on any screen") == []
    assert time.monotonic() - begin < 20


def test_a_ratio_is_that_of_the_medians_of_rounds_that_measured_both() -> None:
    """A machine that is three times slower in one round is so for both."""
    floor = Figure("floor", "ms", samples=[Spent(10, 5), Spent(30, 15), Spent(10, 5)])
    row = Figure("start", "ms", 2.5, floor, [Spent(20, 15), Spent(60, 45), Spent(20, 15)])
    assert row.compared == pytest.approx(2)
    assert row.compared_cpu == pytest.approx(3)
    assert row.met
    assert row.data()["compared_cpu"] == 3
    assert "2.00×" in table([floor, row])
    assert markdown([floor, row]).count("\n") == 4


def test_rounds_end_with_the_time_but_not_before_the_first() -> None:
    figure = Figure("slow", "ms")
    interleaved([(figure, lambda: 1.0)], 1_000_000, Clock(time.monotonic() - 1, quick=True))
    assert figure.samples == [1.0]


def test_without_a_number_of_samples_nothing_is_judged() -> None:
    assert Figure("unknown", "ms", 5).met is None
    assert "unknown" not in table([Figure("unknown", "ms", 5)])
