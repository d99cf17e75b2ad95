"""A teacher edits questions that a learner has answered: what the learner is asked, and what is said about it."""

import json
from pathlib import Path

import pytest

from tests.command import spaced
from tests.faults.sessions import run

REVIEW = ("review", "--plain", "--order", "file", "--limit", "0", "--seed", "1")
FIRST = """titre: Essai
questions:
  - {id: a, question: Combien de freins ?, réponse: [deux], confiance: non}
  - {id: b, vrai: PD-1 est un frein., confiance: non}
  - id: c
    question: Qui freine ?
    mélanger: non
    confiance: non
    choix: [{juste: PD-1}, {faux: CD28, pourquoi: Il accélère.}]
"""


def answered(tmp_path: Path, *, course: str = FIRST, given: str = "\ndeux\n\n1\n\n1\n\n\n") -> Path:
    """A data directory in which every question of the course was answered, right."""
    write(tmp_path, course)
    done = review(tmp_path, given)
    assert "Révision terminée" in done, done
    return tmp_path / "data"


def write(tmp_path: Path, course: str) -> None:
    (tmp_path / "essai.yaml").write_text(course, encoding="utf-8")


def review(tmp_path: Path, given: str) -> str:
    """What a review says, no-break spaces as spaces."""
    done = run(tmp_path / "data", "--content", str(tmp_path / "essai.yaml"), *REVIEW, given=given.encode())
    assert done.code == 0, done.said()
    return spaced((done.out + done.err).decode())


def due(tmp_path: Path) -> int:
    done = run(tmp_path / "data", "--content", str(tmp_path / "essai.yaml"), "progress", "--json")
    count = json.loads(done.out)["due_today"]
    assert isinstance(count, int)
    return count


def test_a_reworded_question_keeps_its_schedule(tmp_path: Path) -> None:
    answered(tmp_path)
    write(tmp_path, FIRST.replace("Combien de freins ?", "Combien y a-t-il de freins ?").replace("Il accélère", "Il excite"))
    assert due(tmp_path) == 0
    assert "Rien" in review(tmp_path, "")


@pytest.mark.parametrize(
    ("old", "new", "answer", "told"),
    [
        ("réponse: [deux]", "réponse: [trois]", "trois", "Avant : deux. Maintenant : trois."),
        ("vrai: PD-1 est", "faux: PD-1 est", "2", "Avant : Vrai. Maintenant : Faux."),
        ("juste: PD-1}, {faux: CD28", "juste: CTLA-4}, {faux: CD28", "1", "Avant : PD-1. Maintenant : CTLA-4."),
    ],
)
def test_a_changed_key_is_due_now_and_the_learner_is_told_what_changed(tmp_path: Path, old: str, new: str, answer: str, told: str) -> None:
    answered(tmp_path)
    write(tmp_path, FIRST.replace(old, new))
    assert due(tmp_path) == 1
    said = review(tmp_path, f"{answer}\n\n\n")
    assert "La réponse à cette question a été corrigée depuis votre dernière réponse." in said
    assert said.index("corrigée") < said.index("Juste.") < said.index(told), "what is right now is not told before the answer"
    assert due(tmp_path) == 0
    assert "corrigée" not in review(tmp_path, ""), "told once"


GAPS = "titre: Essai\nquestions:\n  - {id: t, trous: 'Le {frein} de {PD-1}.', confiance: non}\n"


@pytest.mark.parametrize("accepted", ["[deux, 2, une paire]", "[2, deux]"])
def test_a_synonym_keeps_the_schedule_and_another_first_answer_does_not(tmp_path: Path, accepted: str) -> None:
    answered(tmp_path)
    write(tmp_path, FIRST.replace("réponse: [deux]", f"réponse: {accepted}"))
    kept = accepted.startswith("[deux")
    assert due(tmp_path) == (0 if kept else 1)
    said = review(tmp_path, "" if kept else "2\n\n\n")
    assert "Rien" in said if kept else "Avant : deux. Maintenant : 2." in said
    write(tmp_path, FIRST)
    assert due(tmp_path) == (0 if kept else 1), "taking it away again is as much of a change"


def test_a_synonym_of_a_gap_keeps_its_schedule(tmp_path: Path) -> None:
    write(tmp_path, GAPS)
    review(tmp_path, "\nfrein\n\nPD-1\n\n\n")
    assert due(tmp_path) == 0
    write(tmp_path, GAPS.replace("{frein}", "{frein|ralentisseur}").replace("{PD-1}", "{PD-1|PDCD1}"))
    assert "Rien" in review(tmp_path, "")


def test_a_synonym_that_check_accepts_keeps_the_schedule(tmp_path: Path) -> None:
    data = answered(tmp_path, course=FIRST.replace(" ?,", ","), given="\ndos\nj\n\n1\n\n1\n\n\n")
    before = due(tmp_path)
    done = run(data, "check", str(tmp_path / "essai.yaml"), "--accept", "a=dos")
    assert done.code == 0, done.said()
    assert "dos" in (tmp_path / "essai.yaml").read_text(encoding="utf-8")
    assert due(tmp_path) == before == 0
    assert "Rien" in review(tmp_path, "")


def test_only_the_gap_whose_answer_changed_is_due(tmp_path: Path) -> None:
    cloze = "titre: Essai\nquestions:\n  - {id: t, trous: 'Le {frein} de {PD-1}.', confiance: non}\n"
    write(tmp_path, cloze)
    review(tmp_path, "\nfrein\n\n\n")
    write(tmp_path, cloze.replace("{frein}", "{ralenti}"))
    assert due(tmp_path) == 1
    assert "Avant : frein. Maintenant : ralenti." in review(tmp_path, "ralenti\n\n\n")


def test_a_wrong_answer_to_a_changed_key_comes_back_though_the_old_one_was_right_today(tmp_path: Path) -> None:
    data = answered(tmp_path)
    write(tmp_path, FIRST.replace("réponse: [deux]", "réponse: [trois]"))
    review(tmp_path, "deux\n\ntrois\n\n\n")
    write(tmp_path, FIRST.replace("réponse: [deux]", "réponse: [trois]"))
    saved = json.loads((data / "progress.json").read_text(encoding="utf-8"))["cards"]
    assert saved["essai/a"].split()[0] < saved["essai/b"].split()[0], "due before the others"


def test_a_removed_question_is_not_asked_stays_in_the_history_and_comes_back_with_its_schedule(tmp_path: Path) -> None:
    data = answered(tmp_path)
    write(tmp_path, FIRST.replace("  - {id: b, vrai: PD-1 est un frein., confiance: non}\n", ""))
    assert due(tmp_path) == 0
    told = json.loads(run(data, "--content", str(tmp_path / "essai.yaml"), "history", "--json").out)
    assert "essai/b" in {event.get("card") for event in told}
    write(tmp_path, FIRST)
    assert "Rien" in review(tmp_path, "")


def test_a_question_moved_to_another_place_keeps_its_schedule(tmp_path: Path) -> None:
    answered(tmp_path)
    head, a, rest = FIRST.partition("  - {id: a, question: Combien de freins ?, réponse: [deux], confiance: non}\n")
    write(tmp_path, head + rest + a)
    assert "Rien" in review(tmp_path, "")


RENAMED = FIRST.replace("{id: a,", "{id: freins, était: a,")


def test_a_renamed_question_keeps_its_schedule_and_goes_on_under_its_new_id(tmp_path: Path) -> None:
    data = answered(tmp_path)
    write(tmp_path, RENAMED)
    assert due(tmp_path) == 0
    assert "Rien" in review(tmp_path, "")
    assert '"rename"' not in (data / "history.jsonl").read_text(encoding="utf-8"), "looking writes nothing"
    write(tmp_path, RENAMED.replace("réponse: [deux]", "réponse: [trois]"))
    assert "Avant : deux. Maintenant : trois." in review(tmp_path, "trois\n\n\n")
    saved = json.loads((data / "progress.json").read_text(encoding="utf-8"))
    assert set(saved["cards"]) == {"essai/freins", "essai/b", "essai/c"}
    assert saved["renamed"] == {"essai/a": "essai/freins"}
    assert saved["cards"]["essai/freins"].split()[6] == "2", "both answers count for it"
    write(tmp_path, RENAMED.replace(" était: a,", "").replace("réponse: [deux]", "réponse: [trois]"))
    assert "Rien" in review(tmp_path, ""), "the history knows it for good"


def test_an_answer_under_the_old_id_from_another_machine_counts_for_the_new(tmp_path: Path) -> None:
    data = answered(tmp_path)
    old = (data / "history.jsonl").read_bytes()
    write(tmp_path, RENAMED.replace("{id: b, vrai", "{id: b, faux"))
    review(tmp_path, "2\n\n\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "history.jsonl").write_bytes(old)
    write(tmp_path, FIRST.replace("réponse: [deux]", "réponse: [trois]"))
    elsewhere = run(tmp_path / "other", "--content", str(tmp_path / "essai.yaml"), *REVIEW, given=b"trois\n\n\n")
    assert elsewhere.code == 0, elsewhere.said()
    assert run(data, "data", "merge", str(tmp_path / "other")).code == 0
    write(tmp_path, RENAMED.replace("réponse: [deux]", "réponse: [trois]").replace("{id: b, vrai", "{id: b, faux"))
    assert "Rien" in review(tmp_path, "")
    assert json.loads(run(data, "data", "verify", "--json").out)["saved"] in {"equal", "missing", "changed"}
