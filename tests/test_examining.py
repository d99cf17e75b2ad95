"""`tutor exam plan` and `tutor exam` as they are typed: what is kept, what is said, what is refused."""

import errno
import json
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.student import Student, watching
from tutor import files
from tutor.steps import Reason
from tutor.text import LANGUAGES
from tutor.text.figures import charts_for

TODAY = date(2026, 11, 22)


@pytest.fixture
def student(tmp_path: Path) -> Student:
    return Student(tmp_path, TODAY)


def plans(student: Student) -> list[dict[str, Any]]:
    return [event for event in json.loads(student.tutor("history", "--json")) if event["type"] == "plan"]


def test_a_plan_is_kept_as_an_event_and_shown_again(student: Student) -> None:
    said = student.tutor("exam", "plan", "15/01/2027", "--minutes", "20", "--target", "85", "--weights", "m1=2,m3=1")
    assert "Plan enregistré." in said
    assert "Examen du 15 janvier 2027 (dans 54 jours)" in said
    assert "20 minutes de questions par jour, objectif : 85 % des points." in said
    assert "Poids des modules : m1 2, m2 3, m3 1, m4 5, m5 6, m6 4." in said
    assert "Ce plan tient" in said
    assert "18 leçons restent à lire" in said
    [event] = plans(student)
    assert (event["exam_day"], event["minutes"], event["target"]) == ("2027-01-15", 20, 0.85)
    assert dict(event["weights"])["m1"] == 2
    assert said.partition("Examen du")[2] == student.tutor("exam", "plan").partition("Examen du")[2]


def test_the_first_of_a_month_is_written_as_french_writes_it_everywhere(student: Student) -> None:
    said = student.tutor("exam", "plan", "2 décembre", "--minutes", "20")
    assert "1er déc. : " in said
    assert "Examen du 2 décembre 2026" in said
    assert charts_for("fr").weekday(date(2026, 12, 1)) == "mardi 1er décembre", "as the pages of progress have it"
    assert "Examen du 1er décembre 2026" in student.tutor("exam", "plan", "1er décembre", "--change")


def test_the_load_is_a_chart_with_its_numbers_and_has_no_wall_on_the_eve(student: Student) -> None:
    said = student.tutor("exam", "plan", "dans 7 jours", "--minutes", "20")
    assert "22 nov. : 12 min, 36 nouvelles, 0 reprise" in said
    assert "La veille : 20 minutes, aucune nouvelle question." in said
    data = json.loads(student.tutor("exam", "plan", "--json"))
    assert sum(load["days"] for load in data["load"]) == 7
    assert [load["first"] for load in data["load"]] == [str(TODAY + timedelta(days=n)) for n in range(7)]
    assert max(load["minutes"] for load in data["load"]) <= 21
    assert sum(load["new"] for load in data["load"][4:]) == 0


def test_a_plan_that_does_not_fit_says_what_would(student: Student) -> None:
    said = student.tutor("exam", "plan", "in 4 days", "--minutes", "5", "--target", "80")
    assert "Ce plan ne tient pas" in said
    assert "ne seront jamais posées" in said
    data = json.loads(student.tutor("exam", "plan", "--json"))
    assert not data["fits"]
    would = data["would_fit"]
    student.tutor("exam", "plan", "--minutes", str(would["minutes"]))
    assert json.loads(student.tutor("exam", "plan", "--json"))["fits"]
    student.tutor("exam", "plan", would["exam_day"], "--change", "--minutes", "5")
    assert json.loads(student.tutor("exam", "plan", "--json"))["fits"]


def test_a_plan_with_time_to_spare_says_how_little_would_do(student: Student) -> None:
    said = student.tutor("exam", "plan", "in 20 days", "--minutes", "20", "--target", "70")
    needed = json.loads(student.tutor("exam", "plan", "--json"))["minutes_needed"]
    assert 2 < needed < 20
    assert f"Pour 70 %, {needed} minutes par jour suffiraient." in said
    assert "suffi" not in student.tutor("exam", "plan", "--minutes", str(needed))
    assert "Ce plan ne tient pas" in student.tutor("exam", "plan", "--minutes", str(needed - 1))


def test_a_target_that_no_time_reaches_is_said_plainly(student: Student) -> None:
    said = student.tutor("exam", "plan", "in 20 days", "--target", "100", "--minutes", "30")
    assert "Quatre heures par jour n’y suffiraient pas." in said
    assert "avec un objectif de 9" in said


def test_what_is_not_said_stays_when_a_plan_is_changed(student: Student) -> None:
    student.tutor("exam", "plan", "2027-01-15", "--minutes", "20", "--target", "85 %")
    assert "Plan changé." in student.tutor("exam", "plan", "--minutes", "25")
    student.tutor("exam", "plan", "1er", "février", "2027", "--change")
    student.tutor("exam", "plan", "--target", "0")
    assert [(e["exam_day"], e["minutes"], e["target"]) for e in plans(student)] == [
        ("2027-01-15", 20, 0.85),
        ("2027-01-15", 25, 0.85),
        ("2027-02-01", 25, 0.85),
        ("2027-02-01", 25, 0),
    ]


def test_a_second_plan_is_refused_and_the_ways_out_are_told(student: Student) -> None:
    student.tutor("exam", "plan", "2027-01-15")
    student.tutor("exam", "plan", "01/02/2027", code=2)
    assert "Un plan est en cours, pour le 15 janvier 2027, et il n’y en a qu’un à la fois." in student.err
    assert "tutor exam plan 2027-02-01 --change" in student.err
    assert "--cancel" in student.err
    assert len(plans(student)) == 1


def test_a_plan_that_is_over_gives_way_to_another(student: Student) -> None:
    student.tutor("exam", "plan", "demain", "--minutes", "20")
    student.sleep(2)
    assert "L’examen était le 23 novembre 2026, hier" in student.tutor("exam", "plan")
    assert "Aucun examen prévu" in student.tutor("exam")
    student.tutor("exam", "plan", "--minutes", "10", code=2)
    assert "Plan enregistré." in student.tutor("exam", "plan", "15 janvier")
    assert plans(student)[-1]["minutes"] == 15


def test_a_plan_given_up_leaves_no_trace_in_reviews(student: Student) -> None:
    with watching(student):
        student.tutor("learn")
        student.tutor("exam", "plan", "dans 10 jours")
        student.sleep()
        due = student.tutor()
        assert "Plan abandonné." in student.tutor("exam", "plan", "--cancel")
        assert plans(student)[-1]["exam_day"] is None
        assert "Examen" in due
        assert "Examen" not in student.tutor()
        student.tutor("review")
    assert {a.reason for a in student.shown} <= {Reason.DUE, Reason.NEW, Reason.AGAIN}
    assert all(a.exam_day is None for a in student.shown)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["hier"], "« hier » n’est pas une date possible ; écrivez par exemple 2027-01-15 ou 15/01/2027."),
        (["30/02/2027"], "« 30/02/2027 » n’est pas une date possible"),
        ([""], "Un argument est vide"),
        (["2026-11-21"], "Le 21 novembre 2026 est passé (hier) ; donnez un jour à venir."),
        (["2020-01-01"], "Le 1er janvier 2020 est passé"),
        (["2206-01-15"], "Le 15 janvier 2206 est dans 180 ans : vérifiez l’année."),
        (["demain", "--minutes", "0"], "0 minute par jour : ce n’est pas un plan ; il en faut au moins une."),
        (["demain", "--minutes", "-5"], "-5 minutes par jour : ce n’est pas un plan"),
        (["demain", "--minutes", "9999"], "1440 au plus"),
        (["demain", "--minutes", "dix"], "« dix » n’est pas un nombre possible ici."),
        (["demain", "--target", "120"], "« 120 » n’est pas un objectif possible"),
        (["demain", "--target", "beaucoup"], "n’est pas un objectif possible"),
        (["demain", "--weights", "m9=1"], "Le module « m9 » n’existe pas."),
        (["demain", "--weights", "m1"], "« m1 » ne donne pas de poids"),
        (["demain", "--weights", "m1=-1"], "ne donne pas de poids"),
        (["demain", "--weights", "m1=0 m2=0 m3=0 m4=0 m5=0 m6=0"], "au moins un qui compte"),
        (["demain", "--weights", ",;"], "ne donne pas de poids"),
        (["--minutes", "20"], "Aucun plan n’est en cours ; pour en faire un"),
        (["--change"], "Aucun plan n’est en cours"),
        (["--cancel"], "il n’y a rien à abandonner"),
        (["demain", "--cancel"], "--cancel abandonne le plan et ne va avec rien d’autre."),
    ],
)
def test_what_cannot_be_planned_is_one_sentence_and_keeps_nothing(student: Student, args: list[str], said: str) -> None:
    student.tutor("exam", "plan", *args, code=2)
    assert said in student.err
    assert len(student.err.splitlines()) == 1
    assert student.out == ""
    assert plans(student) == []


def test_english_asks_which_of_two_days_is_meant(student: Student) -> None:
    student.tutor("--lang", "en", "exam", "plan", "03/04/2027", code=2)
    assert "“03/04/2027” can be 3 April 2027 or 4 March 2027; write 2027-04-03 or 2027-03-04." in student.err


@pytest.mark.parametrize(("day", "title"), [("aujourd'hui", "(aujourd’hui)"), ("demain", "(demain)"), ("15/11/2036", "(dans 10 ans)")])
def test_an_exam_today_tomorrow_or_in_ten_years_is_planned(student: Student, day: str, title: str) -> None:
    assert title in student.tutor("exam", "plan", day)
    data = json.loads(student.tutor("exam", "plan", "--json"))
    assert sum(load["days"] for load in data["load"]) == data["plan"]["days_left"]
    student.tutor("exam")
    student.tutor()


def test_an_exam_today_is_no_promise(student: Student) -> None:
    said = student.tutor("exam", "plan", "today")
    assert "il ne reste pas de jour de révision avant lui" in said
    assert "Ce plan ne tient pas : 141 questions ne seront jamais posées" in said


def test_without_a_plan_the_forecast_says_how_to_make_one(student: Student) -> None:
    said = student.tutor("exam")
    assert "Aucun examen prévu. Pour en prévoir un : tutor exam plan" in said
    assert "Trop tôt pour le dire : 0 réponse espacée d’un jour ou plus, il en faut 150." in said
    data = json.loads(student.tutor("exam", "--json"))
    assert data["plan"] is None
    assert data["forecast"] == {"too_early": True, "answers": 0, "needed": 150}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_set_in_its_language(student: Student, language: str) -> None:
    said = student.tutor("--lang", language, "exam", "plan", "2027-01-15", "--target", "85")
    other = ("Plan saved", "minutes of questions") if language == "fr" else ("enregistré", "par jour")
    assert not any(words in said for words in other)


def test_the_days_minutes_are_used_once_and_more_is_for_who_asks(student: Student) -> None:
    student.seconds = 40
    with watching(student):
        student.tutor("exam", "plan", "dans 20 jours", "--minutes", "4")
        student.tutor("learn")
        student.tutor("learn")
        student.sleep()
        student.tutor("review")
        assert 3 <= len(student.shown) <= 9
        student.tutor("review")
        assert "Votre temps de questions d’aujourd’hui (4 minutes) est écoulé ; la suite demain." in student.err
        assert "prochaine révision demain" in student.tutor()
        student.tutor("review", "--minutes", "2")
        assert 1 <= len(student.shown) <= 5


def test_a_course_without_modules_is_planned_as_a_whole(student: Student, tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.yaml"
    quiz.write_text("titre: T\nquestions:\n  - {id: b, vrai: B}\n  - {id: c, faux: C, pourquoi: D}\n")
    said = student.tutor("--content", str(quiz), "exam", "plan", "in 5 days", "--minutes", "1")
    assert "Ce plan tient" in said
    assert "Par module" not in said


def test_what_would_fit_is_found_in_two_seconds(student: Student) -> None:
    began = time.process_time()
    student.tutor("exam", "plan", "2027-01-15", "--minutes", "1", "--target", "95")
    assert time.process_time() - began < 2


def test_a_plan_that_cannot_be_kept_is_said_and_exits_5(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "append", full)
        student.tutor("exam", "plan", "demain", code=5)
    assert "1 événement NON ENREGISTRÉ" in student.err
    assert plans(student) == []
