"""A course that changes after an exam changes no result of it: the points are those of the day, and what is another now is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faults.sessions import run
from tests.test_mock_command import exam, result, words

HEAD = "titre: Essai\nquestions:\n"
TRUE = "  - {id: a, vrai: Affirmation, confiance: non}\n"
FALSE = "  - {id: a, faux: Affirmation, confiance: non}\n"
LUNG = "  - {id: b, question: Quel organe, mélanger: non, choix: [{juste: Le foie}, {faux: Le poumon}, {faux: Le cœur}]}\n"
ORDERED = "  - {id: c, question: Ordonnez., mélanger: non, ordonner: [un, deux, trois]}\n"
TYPED = "  - {id: d, question: Quelle capitale, réponse: [Paris]}\n"


def written(folder: Path, *questions: str) -> Path:
    path = folder / "essai.yaml"
    path.write_text(HEAD + "".join(questions), encoding="utf-8")
    return path


def seen(data: Path, path: Path, *options: str) -> Any:
    done = run(data, "--content", str(path), "exam", "results", *options, "--json")
    assert done.code == 0, done.said()
    return json.loads(done.out)


def said(data: Path, path: Path, *options: str) -> str:
    done = run(data, "--content", str(path), "exam", "results", *options)
    assert done.code == 0, done.said()
    return words(done)


def sat(folder: Path, *questions: str, answers: dict[str, str]) -> tuple[Path, Any]:
    """An exam that was handed in, and its result. The same seed draws the same questions for another learner."""
    path = written(folder, *questions)
    drawn = [each["id"] for each in result(folder / "other", lines=["", "", ":r", "1", "q"], course=path)["paper"]]
    lines = ["", "", *(answers[name] for name in drawn), "l", "r", "1", "q"]
    return path, result(folder / "d", "--marking", "exact", lines=lines, course=path)


def of(told: Any, name: str) -> Any:
    """What is told of a question."""
    return next(each for each in told["paper"] if each["id"] == name)


def test_the_result_stays_what_was_told_when_a_key_is_changed_afterwards(tmp_path: Path) -> None:
    path, told = sat(tmp_path, TRUE, LUNG, answers={"a": "1", "b": "1"})
    assert (told["points"], told["changed"]) == (2, [])
    history = (tmp_path / "d" / "history.jsonl").read_bytes()
    written(tmp_path, FALSE, LUNG)
    again = seen(tmp_path / "d", path)
    assert {**again, "changed": [], "paper": []} == {**told, "paper": []}
    assert (of(again, "a")["changed"], of(again, "b")["changed"]) == (True, False)
    assert (of(again, "a")["expected"], of(again, "a")["expected_before"]) == ("Faux", "true")
    assert again["changed"] == [of(again, "a")["number"]]
    text = said(tmp_path / "d", path)
    assert "2 sur 2 points (100 %)" in text
    assert f"Depuis cet examen, le cours a changé la question {again['changed'][0]} ; le résultat reste celui de la remise." in text
    assert (tmp_path / "d" / "history.jsonl").read_bytes() == history


def test_an_answer_is_not_said_to_be_an_option_that_stands_at_its_place_now(tmp_path: Path) -> None:
    path, _ = sat(tmp_path, LUNG, TRUE, answers={"a": "1", "b": "2"})
    assert "Votre réponse : Le poumon" in said(tmp_path / "d", path)
    written(tmp_path, LUNG.replace("{faux: Le poumon}", "{faux: Le rein}, {faux: Le poumon}"), TRUE)
    text = said(tmp_path / "d", path)
    assert "Le rein" not in text
    assert "Cette question a changé depuis l'examen ; ses points restent ceux d'alors." in text
    assert "Ses propositions ne sont plus les mêmes : votre réponse d'alors ne peut plus être montrée." in text
    assert of(seen(tmp_path / "d", path), "b")["answer"] is None


def test_a_question_that_is_gone_keeps_its_points_and_the_others_their_numbers(tmp_path: Path) -> None:
    path, told = sat(tmp_path, TRUE, LUNG, ORDERED, answers={"a": "1", "b": "2", "c": "3 2 1"})
    assert (told["points"], told["possible"]) == (1, 3)
    written(tmp_path, LUNG)
    again = seen(tmp_path / "d", path)
    assert (again["points"], again["possible"], again["share"], again["gone"]) == (1, 3, told["share"], 2)
    assert [each["number"] for each in again["paper"]] == [of(told, "b")["number"]]
    text = said(tmp_path / "d", path)
    assert "2 questions de cet examen ne sont plus dans le cours : leurs points comptent" in text
    assert "À revoir : 1 question\n" in text


def test_steps_and_pairs_that_are_fewer_now_are_no_fault(tmp_path: Path) -> None:
    path, told = sat(tmp_path, ORDERED, TYPED, answers={"c": "3 2 1", "d": "Lyon"})
    written(tmp_path, ORDERED.replace(", trois", ""), TYPED.replace("[Paris]", "[Lyon]"))
    again = seen(tmp_path / "d", path)
    assert (again["points"], again["changed"]) == (told["points"], [1, 2])
    assert (of(again, "c")["answer"], of(again, "d")["answer"]) == (None, "Lyon")
    said(tmp_path / "d", path)


def test_a_renamed_question_is_still_the_question_of_the_exam(tmp_path: Path) -> None:
    path, told = sat(tmp_path, TRUE, LUNG, answers={"a": "1", "b": "2"})
    written(tmp_path, TRUE.replace("id: a", "id: new, était: [a]"), LUNG)
    again = seen(tmp_path / "d", path)
    assert (again["points"], again["gone"], again["changed"]) == (told["points"], 0, [])


def test_the_exams_before_are_those_that_were_told(tmp_path: Path) -> None:
    path, _ = sat(tmp_path, TRUE, answers={"a": "1"})
    written(tmp_path, FALSE)
    told = result(tmp_path / "d", lines=["", "1", "l", "r", "1", "q"], course=path)
    assert told["share"] == 0
    assert [each["share"] for each in told["earlier"]] == [1.0]
    assert "1. " in said(tmp_path / "d", path)
    assert ": 100 %, 1 question" in said(tmp_path / "d", path)


def test_an_exam_of_which_nothing_could_be_marked_has_no_score_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, TRUE)
    exam(tmp_path / "d", lines=["", "", "1", "q"], course=path)
    written(tmp_path, LUNG)
    told = result(tmp_path / "d", lines=["1", "r", "1", "q"], course=path)
    assert (told["questions"], told["passed"], told["share"], told["not_marked"]) == (0, None, None, 1)
    text = said(tmp_path / "d", path)
    assert "Aucune question n'a pu être notée : cet examen n'a pas de score." in text
    assert "aucune question notée, pas de score" in text
    assert "0 %" not in text
    assert "Rien de manqué" not in text


@pytest.mark.parametrize("form", ["html", "svg"])
def test_the_file_that_is_kept_says_what_has_changed(tmp_path: Path, form: str) -> None:
    path, _ = sat(tmp_path, TRUE, answers={"a": "1"})
    written(tmp_path, FALSE)
    kept = tmp_path / f"kept.{form}"
    said(tmp_path / "d", path, "--export", str(kept))
    text = kept.read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    assert "le cours a changé" in text
    assert "100 %" in text


def test_an_exam_whose_points_the_history_does_not_have_is_marked_now_and_this_is_said(tmp_path: Path) -> None:
    from tutor.codec import decode, encode
    from tutor.events import Ended, Event
    from tutor.record import replace

    path, _ = sat(tmp_path, TRUE, answers={"a": "1"})
    history = tmp_path / "d" / "history.jsonl"
    events = [decode(line) for line in history.read_bytes().splitlines()]
    older = [replace(e, fact=replace(e.fact, marks=None)) if isinstance(e, Event) and isinstance(e.fact, Ended) else e for e in events]
    history.write_bytes(b"".join(encode(e) for e in older if isinstance(e, Event)))
    (tmp_path / "d" / "progress.json").unlink()
    again = seen(tmp_path / "d", path)
    assert (again["points"], again["marked_when_handed_in"]) == (1, False)
    assert "il est noté d'après le cours d'aujourd'hui" in said(tmp_path / "d", path)


def test_a_miss_says_what_was_right_at_the_exam_and_what_is_now(tmp_path: Path) -> None:
    path, _ = sat(tmp_path, TYPED, answers={"d": "Lyon"})
    written(tmp_path, TYPED.replace("Paris", "Lyon"))
    text = said(tmp_path / "d", path)
    assert "0 sur 1 point (0 %)" in text
    assert "Votre réponse : Lyon (0 sur 1 point)" in text
    assert "ses points restent ceux d'alors. La bonne réponse a changé. Avant : Paris. Maintenant : Lyon." in text


@pytest.mark.parametrize(
    "now",
    [
        LUNG.replace("{faux: Le poumon}, {faux: Le cœur}", "{faux: Le rein}"),
        LUNG.replace("[{juste", "[{faux: La rate}, {juste"),
        "  - {id: b, question: Ordonnez., ordonner: [un, deux]}\n",
        "  - {id: b, question: Reliez., associer: {A: un, B: deux}}\n",
        "  - {id: b, question: Complétez., trous: 'Le {chat} et le {chien}.'}\n",
    ],
)
def test_an_answer_to_other_options_is_lost_and_asked_for_again(tmp_path: Path, now: str) -> None:
    path, data = written(tmp_path, LUNG), tmp_path / "d"
    exam(data, lines=["", "", "3", "q"], course=path)
    written(tmp_path, now)
    shown = exam(data, lines=["1", "1", ":q", "q"], course=path)
    assert shown.code == 0, shown.said()
    assert "Le cours a changé cette question depuis votre réponse, qui ne compte plus : répondez de nouveau." in words(shown)


def test_an_answer_given_anew_counts_and_the_lost_one_does_not(tmp_path: Path) -> None:
    path, data = written(tmp_path, LUNG), tmp_path / "d"
    exam(data, lines=["", "", "3", "q"], course=path)
    written(tmp_path, LUNG.replace("[{juste", "[{faux: La rate}, {juste"))
    exam(data, lines=["1", "2", "q"], course=path)
    told = result(data, lines=["1", "r", "1", "q"], course=path)
    assert (told["points"], told["not_marked"], of(told, "b")["answer"]) == (1, 0, "Le foie")
    assert seen(data, path) == told


def test_a_question_whose_answer_is_lost_does_not_count_unless_it_is_answered_again(tmp_path: Path) -> None:
    path, data = written(tmp_path, LUNG, TRUE), tmp_path / "d"
    exam(data, lines=["", "", "1", "1", "q"], course=path)
    written(tmp_path, LUNG.replace("[{juste", "[{faux: La rate}, {juste"), TRUE)
    told = result(data, lines=["1", "r", "1", "q"], course=path)
    assert (told["points"], told["possible"], told["not_marked"]) == (1, 1, 1)
    assert "1 question de cet examen a changé ou disparu avant la remise et ne compte pas." in said(data, path)
    assert seen(data, path) == told


def test_an_answer_whose_key_alone_was_changed_is_marked_by_the_new_key(tmp_path: Path) -> None:
    path, data = written(tmp_path, LUNG), tmp_path / "d"
    exam(data, lines=["", "", "2", "q"], course=path)
    written(tmp_path, LUNG.replace("{juste: Le foie}, {faux: Le poumon}", "{faux: Le foie}, {juste: Le poumon}"))
    told = result(data, lines=["1", "r", "1", "q"], course=path)
    assert (told["points"], of(told, "b")["answer"]) == (1, "Le poumon")
