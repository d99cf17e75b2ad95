"""A question that gets another id keeps its learners' reviews, if its author is told in time."""

from pathlib import Path

import pytest

from tests.content_examples import write_pack, write_quiz
from tests.test_answers import claims
from tests.test_answers import tutor as run
from tutor.content.fingerprint import fingerprint
from tutor.content.load import load

QUIZ = """\
questions:
  - id: frein-1   # le premier
    question: Que font les inhibiteurs de points de contrôle ?
    réponse: Ils lèvent un frein
  - id: frein-2
    vrai: Une partie seulement des patients répond au traitement.
  - {id: frein-3, faux: Le vaccin tue la tumeur en une heure., tags: [vaccin]}
"""


def check(path: Path, folder: Path, *words: str, lang: str = "fr") -> tuple[int, str]:
    code, out, err = run(*words, path, data=folder / "data", cache=folder / "cache", lang=lang)
    assert err == ""
    return code, out


def test_a_new_id_is_proposed_as_another_name_and_written_on_request(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ)
    assert "A016" not in check(path, tmp_path)[1]
    changed = QUIZ.replace("frein-1", "freins-1").replace("frein-3", "freins-3").replace("Que font", "À quoi servent")
    path.write_text(changed, encoding="utf-8")
    for _ in range(2):  # and again until it is followed
        code, out = check(path, tmp_path)
        assert code == 0
        assert "quiz.yaml:2:9: avertissement A016 : « frein-1 » a disparu, et cette question lui ressemble" in out
        assert "ajoutez-lui « était: [frein-1] »" in out
    check(path, tmp_path, "--fix")
    assert path.read_text(encoding="utf-8") == (
        changed.replace("# le premier\n", "# le premier\n    était: [frein-1]\n").replace(
            "id: freins-3, ", "id: freins-3, était: [frein-3], "
        )
    )
    assert "A016" not in check(path, tmp_path)[1]
    course, problems = load(path)
    assert problems == ()
    assert course is not None
    assert course.questions["freins-1"].was == ("frein-1",)


def test_old_ids_that_are_there_already_stay(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ.replace("    vrai", "    was: [f2, g2]\n    true"))
    check(path, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("frein-2", "freins-2"), encoding="utf-8")
    check(path, tmp_path, "--fix")
    assert "was: [f2, g2, frein-2]" in path.read_text(encoding="utf-8") or 'was: [f2, g2, "frein-2"]' in path.read_text(encoding="utf-8")


def test_a_removed_question_and_a_new_one_are_two(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ)
    check(path, tmp_path)
    path.write_text(
        QUIZ.replace("frein-2", "nouveau").replace("Une partie seulement des patients répond au", "Le TCR reconnaît un"), encoding="utf-8"
    )
    assert "A016" not in check(path, tmp_path)[1]


def test_the_same_words_with_another_key_are_proposed_but_not_written(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ)
    check(path, tmp_path)
    changed = QUIZ.replace("id: frein-2\n    vrai", "id: neuf\n    faux")
    path.write_text(changed, encoding="utf-8")
    assert "A016" in check(path, tmp_path, "--fix")[1]
    assert path.read_text(encoding="utf-8") == changed


def test_a_question_that_an_error_hides_is_not_gone(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ)
    check(path, tmp_path)
    path.write_text(
        QUIZ.replace("vrai:", "vrais:") + "  - {id: neuf, vrai: Une partie seulement des patients répond au traitement.}\n",
        encoding="utf-8",
    )
    assert "A016" not in check(path, tmp_path)[1]
    path.write_text(QUIZ, encoding="utf-8")
    assert "A016" not in check(path, tmp_path)[1]


def test_a_question_moved_to_another_file_is_the_same(tmp_path: Path) -> None:
    files = {"course.yaml": "id: essai\ntitre: Essai\n", "quiz/a.yaml": QUIZ, "quiz/b.yaml": "questions:\n- {id: z, vrai: Oui}\n"}
    pack = write_pack(tmp_path, files)
    check(pack, tmp_path)
    (pack / "quiz" / "a.yaml").rename(pack / "quiz" / "c.yaml")
    assert "A016" not in check(pack, tmp_path)[1]


def test_a_history_tells_of_a_lost_id_where_no_check_was_made_before(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ.replace("frein-1", "freins-1"))
    course, _ = load(path)
    assert course is not None
    claims(tmp_path / "data", "quiz", ("frein-1", "x"), version=fingerprint(course.questions["freins-1"]))
    assert "“frein-1” is gone" in check(path, tmp_path, lang="en")[1]


@pytest.mark.parametrize("kept", ["", "[]", '{"a": 1}', '{"a": ["x", "y", "z", "t"]}', "\x00", "[" * 10_000])
def test_a_damaged_memory_of_the_last_check_is_no_matter(tmp_path: Path, kept: str) -> None:
    path = write_quiz(tmp_path, QUIZ)
    check(path, tmp_path)
    for ledger in (tmp_path / "cache").iterdir():
        ledger.write_text(kept, encoding="utf-8")
    assert check(path, tmp_path)[0] == 0


def test_where_the_cache_cannot_be_written_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("", encoding="utf-8")
    assert check(write_quiz(tmp_path, QUIZ), tmp_path)[0] == 0
