"""Coming back: nothing is said to who was not away, and each way says what it truly costs."""

from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.gallery import studied, visitor
from tests.learner import TODAY
from tutor import agenda
from tutor.absence import AWAY_DAYS, Return, days_until_clear, returning
from tutor.queue import Candidate
from tutor.schedule import Learned


def back(folder: Path, days: int) -> Return | None:
    """What is offered so many days after eight lessons."""
    before = visitor("fr", folder, [])
    if not before.store().progress.cards:
        before.store().append([*studied(before)])
    before.close()
    app = visitor("fr", folder, [], days=days)
    course, progress = app.course(), app.store().progress
    found = returning(course, progress, app.world.now().day)
    app.close()
    return found


def test_who_was_not_away_is_not_welcomed_back(tmp_path: Path) -> None:
    assert back(tmp_path, AWAY_DAYS - 1) is None
    assert back(tmp_path, AWAY_DAYS) is not None


def test_who_never_answered_is_not_welcomed_back(tmp_path: Path) -> None:
    app = visitor("fr", tmp_path, [], days=99)
    assert returning(app.course(), app.store().progress, TODAY) is None
    app.close()


def test_the_questions_of_each_way_are_those_that_its_review_asks(tmp_path: Path) -> None:
    found = back(tmp_path, 30)
    assert found
    app = visitor("fr", tmp_path, [], days=30)
    course, progress, today = app.course(), app.store().progress, app.world.now().day
    for way in found.ways:
        cards = agenda.review_cards(course, progress, today, minutes=way.minutes, limit=way.limit, topic=None, order="memory", seed=0)
        assert len(cards) == way.questions
    app.close()
    assert found.ways[-1].questions >= found.due
    assert found.ways[-1].days == 1
    assert 0 <= found.fading <= found.known <= found.due
    assert [way.minutes for way in found.ways] == sorted({way.minutes for way in found.ways})


def test_the_longer_away_the_less_is_known(tmp_path: Path) -> None:
    known = [found.known / found.due for days in (14, 60, 400) if (found := back(tmp_path, days))]
    assert known == sorted(known, reverse=True)
    assert len(known) == 3


@given(st.lists(st.integers(0, 60), min_size=1, max_size=80), st.integers(1, 20))
def test_more_minutes_a_day_never_take_longer_to_catch_up(lates: list[int], minutes: int) -> None:
    cards = [
        Candidate(f"c/q{n}", f"q{n}", "", "", Learned(20.0, 5.0, TODAY - timedelta(days=late + 20), TODAY - timedelta(days=late)))
        for n, late in enumerate(lates)
    ]
    short, long = days_until_clear(cards, TODAY, minutes), days_until_clear(cards, TODAY, minutes + 5)
    assert long is not None or short is None
    assert short is None or (long is not None and long <= short)
