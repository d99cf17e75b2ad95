"""A student's fortnight with the real command, its clock moved from day to day: plan, lessons, reviews, exam, and the days after."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.student import Student, watching
from tutor.exam import rank
from tutor.schedule import Learned
from tutor.steps import Reason
from tutor.store import Store

EXAM = date(2026, 12, 6)
DAYS, MINUTES = 14, 10
COMES_BACK = r"Revient (?:demain|dans|aujourd)"


class Fortnight:
    """What each day was like: cards asked in lessons and in the review, minutes of answers, the last words of the review."""

    def __init__(self, folder: Path) -> None:
        self.student = Student(folder, EXAM - timedelta(days=DAYS), pace=0.8)
        self.asked: list[Sequence[tuple[str, Reason, date | None]]] = []
        self.minutes: list[float] = []
        self.said: list[str] = []
        self.homes: list[str] = []
        self.forecasts: list[dict[str, Any]] = []
        self.ranked: list[bool] = []
        self.whole: set[str] = set()
        self.result: dict[str, Any] = {}
        self.told = ""

    def live(self) -> "Fortnight":
        """The whole fortnight."""
        student = self.student
        with watching(student):
            student.tutor("exam", "plan", "6/12/2026", "--minutes", str(MINUTES), "--target", "85")
            for day in range(DAYS):
                self.homes.append(student.tutor())
                for _ in range(3 if day < 6 else 0):
                    student.tutor("learn")
                self.review()
                self.forecasts.append(json.loads(student.tutor("exam", "--json")))
                student.sleep()
            self.homes.append(student.tutor())
            self.forecasts.append(json.loads(student.tutor("exam", "--json")))
            self.result = json.loads(
                student.tutor("exam", "run", "--questions", "40", "--minutes", "0", "--marking", "exact", "--seed", "1", "--json")
            )
            self.told = student.tutor("exam", "results", "1")
        return self

    def review(self) -> None:
        """Today's review, as the student goes through it."""
        student = self.student
        before = self.progress().cards
        said = student.tutor("review")
        dues = {c: s.memory.due if isinstance(s.memory, Learned) else None for c, s in before.items()}
        asked = [(a.cards[0], a.reason, dues.get(a.cards[0])) for a in student.shown if a.reason is not Reason.AGAIN]
        self.asked.append(asked)
        self.said.append(said + student.err)
        totals = self.progress().by_day("immunotherapie")
        self.minutes.append(totals[student.today].ms / 60000 if student.today in totals else 0.0)
        self.whole |= {a.cards[0] for a in student.shown if a.setting or a.gap}
        self.ranked.append(self.took_the_best([card for card, reason, _ in asked if reason is not Reason.NEW], before))

    def took_the_best(self, asked: list[str], before: Any) -> bool:
        """Whether the known cards that were asked, save those that go by rules of their own, are the head of the public ranking."""
        today, own = self.student.today, self.whole
        free = {c: s.memory for c, s in before.items() if not s.sure_and_wrong and c not in own and isinstance(s.memory, Learned)}
        known = {c: m for c, m in free.items() if m.last < today and "#" not in c}
        mine = {card for card in asked if card in known}
        return mine == set(rank(known, today, EXAM)[: len(mine)])

    def progress(self) -> Any:
        """What is known of the student now."""
        return Store.open(str(self.student.folder / "data")).progress


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Fortnight:
    return Fortnight(tmp_path_factory.mktemp("fortnight")).live()


def test_every_day_of_the_plan_uses_its_minutes_and_not_many_more(lived: Fortnight) -> None:
    assert all(0.8 * MINUTES <= minutes <= 1.25 * MINUTES for minutes in lived.minutes[6:]), lived.minutes


def test_there_is_no_wall_on_the_eve(lived: Fortnight) -> None:
    assert len(lived.asked[-1]) <= max(map(len, lived.asked[6:-1])) + 2


def test_new_cards_come_in_the_first_half_of_the_days(lived: Fortnight) -> None:
    fresh = [sum(reason is Reason.NEW for _, reason, _ in day) for day in lived.asked]
    assert sum(fresh[DAYS // 2 + 1 :]) == 0, fresh


def test_the_review_asks_what_the_public_ranking_puts_first(lived: Fortnight) -> None:
    assert all(lived.ranked), lived.ranked


def test_near_the_exam_cards_are_asked_before_their_day_and_called_so(lived: Fortnight) -> None:
    eve = EXAM - timedelta(days=1)
    early = [(reason, due) for _, reason, due in lived.asked[-1] if due and due > eve]
    assert early
    assert all(reason is Reason.PLAN for reason, _ in early)
    assert "pour l'examen" in lived.said[-1].replace("’", "'")
    assert not re.search(COMES_BACK, lived.said[-1])


def test_home_counts_the_days(lived: Fortnight) -> None:
    assert "Examen dans 14 jours, le 6 décembre 2026." in lived.homes[0]
    assert "Examen demain" in lived.homes[-2]
    assert "L’examen est aujourd’hui." in lived.homes[-1]


def test_the_forecast_waits_for_enough_answers_then_is_told_after_each_session(lived: Fortnight) -> None:
    early = [day["forecast"]["too_early"] for day in lived.forecasts]
    assert early == sorted(early, reverse=True)
    assert early[0]
    assert not early[-1]
    told = ["trop tôt pour le dire" if is_early else "Prévision pour l’examen du 6 décembre 2026 : " for is_early in early[:DAYS]]
    assert all(words in said for words, said in zip(told[6:], lived.said[6:], strict=True))
    assert all(day["forecast"]["answers"] < 150 for day in lived.forecasts if day["forecast"]["too_early"])


def test_the_forecast_on_the_day_is_what_the_student_really_knows(lived: Fortnight) -> None:
    student, seen = lived.student, lived.forecasts[-1]
    true = sum(student.recall(card, EXAM) for card in student.memories) / len(student.memories)
    assert seen["forecast"]["total"]["expected"] == pytest.approx(true, abs=0.08)
    assert seen["forecast"]["total"]["later"] < seen["forecast"]["total"]["expected"]
    assert seen["brier"]["score"] < seen["brier"]["base_score"] + 0.02
    assert len(seen["forecast"]["modules"]) == 6


def test_after_the_exam_ordinary_review_goes_on_from_the_same_memories(lived: Fortnight) -> None:
    student = lived.student
    student.sleep()
    before = lived.progress().cards
    with watching(student):
        home = student.tutor()
        assert "xamen" not in home
        assert "L’examen était le 6 décembre 2026, hier" in student.tutor("exam", "plan")
        student.tutor("review")
    asked = {a.cards[0] for a in student.shown if a.reason is not Reason.AGAIN}
    alone = {a.cards[0] for a in student.shown if not a.setting}
    assert alone
    assert {a.reason for a in student.shown} <= {Reason.DUE, Reason.AGAIN, Reason.NEW}
    assert all(before[card].memory.due <= student.today or before[card].sure_and_wrong for card in alone)
    after = lived.progress().cards
    assert all(after[card].memory == state.memory for card, state in before.items() if card not in asked)
    assert re.search(COMES_BACK, student.out)


def test_the_mock_exam_of_the_day_ends_where_the_forecast_said(lived: Fortnight) -> None:
    expected, result = lived.forecasts[-1]["forecast"], lived.result
    assert result["questions"] == 40
    assert abs(result["share"] - expected["total"]["expected"]) < 0.15  # 40 questions: three times their standard error
    assert result["forecast"]["share"] == pytest.approx(expected["total"]["expected"], abs=0.001)
    assert "Prévision d’avant l’examen" in lived.told
