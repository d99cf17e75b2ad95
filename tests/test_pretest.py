"""A few questions before a lesson, without a verdict, and what reading it added."""

import json
import signal
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.courses import COURSE, LESSON
from tests.learner import Learner, desk, play, started
from tests.student import Student, watching
from tests.terminal import Terminal
from tutor.events import Reviewed
from tutor.play import Move
from tutor.pretest import gain, options_of, pretest_cards, pretested
from tutor.record import replace
from tutor.steps import Feedback, Gain, Reason

TODAY = date(2026, 11, 22)


@pytest.fixture
def student(tmp_path: Path) -> Student:
    return Student(tmp_path, TODAY)


def events(student: Student, kind: str) -> list[dict[str, Any]]:
    return [event for event in json.loads(student.tutor("history", "--json")) if event["type"] == kind]


def pretest_of(acts: Sequence[Any] = ()) -> tuple[Learner, tuple[tuple[str, str], ...], list[Any]]:
    learner = Learner(list(acts))
    start = started("pretest", cards=["single", "tf"], lesson="freins")
    _, keeper = play(start, learner)
    return learner, options_of(keeper.standing()), keeper.standing()


def test_a_pretest_gives_no_verdict_and_moves_no_date() -> None:
    learner, _, facts = pretest_of(["wrong", "right"])
    assert not any(isinstance(step, Feedback) for step in learner.seen)
    assert [f.score for f in facts if isinstance(f, Reviewed)] == [0.0, 1.0]
    assert not any(f.first for f in facts if isinstance(f, Reviewed))


def test_an_answer_of_a_pretest_can_be_taken_back() -> None:
    _, options, _ = pretest_of(["wrong", Move.UNDO, "right", "right"])
    assert options == (("pretest essai/single", "1"), ("pretest essai/tf", "1"))


def test_the_lesson_remembers_the_pretest_and_tells_the_gain() -> None:
    _, options, _ = pretest_of(["wrong", "wrong"])
    lesson = replace(started("lesson", lesson="freins"), options=options)
    outcome, keeper = play(lesson, Learner(), on=desk(lesson))
    assert outcome.summary is not None
    assert outcome.summary.gain == Gain(0, 2, 2)
    assert all(f.first for f in keeper.standing() if isinstance(f, Reviewed) and f.card in pretested(lesson))


def test_only_what_came_again_is_compared() -> None:
    lesson = replace(started("lesson", lesson="freins"), options=(("pretest essai/single", "1"), ("pretest essai/gone", "0")))
    outcome, _ = play(lesson, Learner(["wrong", "wrong"]), on=desk(lesson))
    assert outcome.summary is not None
    assert outcome.summary.gain == Gain(1, 0, 1)
    assert gain(lesson, ()) is None
    assert gain(started("lesson"), ()) is None


@given(st.integers(0, 2**32))
def test_three_questions_at_most_are_drawn_and_the_program_judges_them_alone(seed: int) -> None:
    section = replace(LESSON.sections[0], questions=("single", "multiple", "short", "recall", "number", "tf"))
    lesson = replace(LESSON, sections=(section, replace(LESSON.sections[1], questions=("cloze", "case", "order"))))
    cards = pretest_cards(COURSE, lesson, seed)
    assert len(set(cards)) == len(cards) == 3
    assert "essai/order" in cards
    assert not {"essai/recall", "essai/cloze", "essai/tf", "essai/case"} & set(cards)
    assert pretest_cards(COURSE, replace(lesson, sections=()), seed) == ()


def test_a_pretest_is_a_session_of_its_own_and_the_lesson_follows(student: Student) -> None:
    with watching(student):
        said = student.tutor("learn", "m1.l1", "--pretest")
    assert [a.reason for a in student.shown[:4]] == [Reason.PRETEST] * 3 + [Reason.PREDICTION]
    assert "Avant de lire : répondez de votre mieux. Le verdict viendra avec la leçon." in said
    assert "Prétest : " in said
    assert "avant de lire, 3 après." in said
    assert [event["kind"] for event in events(student, "start")] == ["pretest", "lesson"]
    before, after = (event["session"] for event in events(student, "start"))
    answers = events(student, "review")
    assert [a["first"] for a in answers if a["session"] == before] == [False] * 3
    again = {a["card"] for a in answers if a["session"] == before}
    assert all(a["first"] for a in answers if a["session"] == after and a["card"] in again)
    progress = json.loads(student.tutor("progress", "--json"))
    assert progress["cards"]["learning"] == len({a["card"] for a in answers if a["session"] == after})


def test_on_a_terminal_a_pretest_goes_from_card_to_card_into_the_lesson(terminal: Callable[..., Terminal]) -> None:
    t = terminal("learn", "m1.l1", "--pretest").wait("Chaque réponse est enregistrée").send(" ").wait("Les touches").send("esc")
    for n in (1, 2, 3):
        t.wait(f"Question {n}/3.*\n(?s:.*)Le verdict viendra avec la leçon").send("s")
    t.wait("À la fin de cette leçon|vous saurez").send(" ").wait("Avant de lire, que").send("q")
    assert t.end() == 0


def test_a_pretest_that_is_left_leaves_the_lesson_unread(student: Student) -> None:
    with watching(student):
        student.patience = 2
        student.tutor("learn", "m1.l1", "--pretest")
    assert events(student, "read") == []
    assert [event["kind"] for event in events(student, "start")] == ["pretest"]
    assert "interrompue" not in student.tutor()


def test_a_lesson_that_was_begun_has_no_pretest(student: Student) -> None:
    with watching(student):
        student.tutor("learn", "m1.l1")
        student.tutor("learn", "m1.l1", "--pretest")
    assert "Pas de prétest" in student.err
    assert Reason.PRETEST not in {a.reason for a in student.shown}


def test_what_a_pretest_missed_is_not_what_the_last_session_missed(student: Student) -> None:
    with watching(student):
        student.patience, student.knowing = 3, False
        student.tutor("learn", "m1.l1", "--pretest")
        student.tutor("practice", "--missed")
    assert "Rien n’a été manqué" in student.err


def killed(t: Terminal) -> None:
    """kill -9."""
    t.process.kill(signal.SIGKILL)
    assert t.end() == -signal.SIGKILL


@pytest.mark.parametrize(("options", "answered"), [(("--pretest",), 1), ((), 2), ((), 3)])
def test_a_pretest_that_was_killed_goes_on_at_the_same_question(
    terminal: Callable[..., Terminal], tmp_path: Path, options: tuple[str, ...], answered: int
) -> None:
    t = terminal("learn", "m1.l1", "--pretest").wait("Chaque réponse est enregistrée").send(" ").wait("Les touches").send("esc")
    for n in range(1, answered + 1):
        t.wait(f"Question {n}/3.*\n(?s:.*)Le verdict viendra avec la leçon").send("s")
    t.wait(f"Question {answered + 1}/3" if answered < 3 else "À la fin de cette leçon|vous saurez")
    killed(t)
    t = terminal("learn", "m1.l1", *options).wait(f"Vous aviez commencé un prétest : {answered} réponses?").send("enter")
    for n in range(answered + 1, 4):
        t.wait(f"Question {n}/3.*\n(?s:.*)Le verdict viendra avec la leçon").send("s")
    t.wait("À la fin de cette leçon|vous saurez").send(" ").wait("Avant de lire, que").send("s").wait("Pas encore su").send("q")
    assert t.end() == 0
    lines = [json.loads(line) for line in (tmp_path / "data" / "history.jsonl").read_bytes().splitlines()]
    facts = [line for line in lines if line["type"] in {"start", "review", "end"}]
    assert [f["type"] for f in facts] == ["start", *["review"] * 3, "end", "start", "review", "end"]
    assert [f["kind"] for f in facts if f["type"] == "start"] == ["pretest", "lesson"]
    assert len({f["card"] for f in facts[1:4]}) == 3
    assert [name.removeprefix("pretest ") for name, _ in facts[5]["options"]] == [f["card"] for f in facts[1:4]]


def test_home_offers_to_go_on_with_a_pretest_and_the_lesson_follows(terminal: Callable[..., Terminal]) -> None:
    t = terminal("learn", "m1.l1", "--pretest").wait("Chaque réponse est enregistrée").send(" ").wait("Les touches").send("esc")
    t.wait("Question 1/3").send("s").wait("Question 2/3")
    killed(t)
    t = terminal().wait("Reprendre").send("enter").wait("Question 2/3").send("s").wait("Question 3/3").send("s").wait("vous saurez")
    t.send("q").wait("Reprendre la séance interrompue")
    assert "Réviser" not in t.text()  # what was only tried beforehand is not due
    t.send("q")
    assert t.end() == 0


def test_a_pretest_that_is_not_gone_on_with_is_over(terminal: Callable[..., Terminal]) -> None:
    t = terminal("learn", "m1.l1", "--pretest").wait("Chaque réponse est enregistrée").send(" ").wait("Les touches").send("esc")
    t.wait("Question 1/3").send("s").wait("Question 2/3")
    killed(t)
    t = terminal("learn", "m1.l1").wait("Vous aviez commencé un prétest").send("2").wait("vous saurez").send("q")
    assert t.end() == 0
    t = terminal("learn", "m1.l1").wait("vous saurez").send("q")
    assert t.end() == 0
