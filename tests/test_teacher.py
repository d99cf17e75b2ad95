"""A teacher's evening, by the commands alone: a quiz written wrong in ten ways, checked, mended, previewed, then studied."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.command import plainly
from tests.terminal import ROOT, UNSET
from tests.word import TYPED
from tutor.content.load import load
from tutor.course import Ordering, SingleChoice

WRONG = """\
titre: Les freins
questions:
  - id: frein-1
    question: Que font les inhibiteurs : en un mot ?
    choix:
      - juste: Ils lèvent un frein
      - faux: Ils tuent la cellule
        pourqoi: C'est le rôle d'une chimiothérapie.
  - faux: Tous les patients répondent au traitement.
  - id: frein-1
    vrai: &PD-1 est un frein du lymphocyte.
  - id: frein-4
    question: Lequel est un frein ?
    choix:
      - faux: PD-1
      - faux: HER2
  - id: frein-5
    question: Comment les nomme-t-on ?
    réponse: "CAR-T" ou cellules
\t  indices: [Que modifie-t-on ?, Le récepteur]
  – id: frein-6
    vrai: Le frein n° #1 est connu.
    niveau: conprendre
"""
CODES = {"R001", "E021", "A010", "E080", "R002", "E069", "R003", "R005", "R008", "R010", "R004", "E056"}
BY_HAND = {
    "pourqoi:": "pourquoi:",
    "- id: frein-1\n    vrai": "- id: frein-3\n    vrai",
    "- faux: PD-1\n": "- juste: PD-1\n",
    "conprendre": "comprendre",
}


class Teacher:
    """Somebody at a shell in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        clean = {name: value for name, value in os.environ.items() if name not in UNSET}
        places = {"TUTOR_DATA_DIR": str(folder / "data"), "TUTOR_CACHE_DIR": str(folder / "cache"), "HOME": str(folder)}
        self.env = {**clean, **places, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TUTOR_LANG": "fr"}

    def __call__(self, *words: str, lines: str = "", code: int = 0) -> str:
        """Run the command on some lines of input, expect an exit code, and read what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "tutor.cli", *words],
            cwd=self.folder, env=self.env, input=lines, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        assert done.stderr == ""
        return plainly(done.stdout)


def test_a_quiz_wrong_in_ten_ways_is_checked_mended_previewed_and_studied(tmp_path: Path) -> None:
    tutor, path = Teacher(tmp_path), tmp_path / "freins.yaml"
    path.write_text(WRONG, encoding="utf-8")

    told = {each["code"] for each in json.loads(tutor("check", "freins.yaml", "--format", "json", code=2))["problems"]}
    assert told >= CODES
    assert len(CODES) >= 10

    left = tutor("check", "--fix", "freins.yaml", code=2)
    text = path.read_text(encoding="utf-8")
    for wrong, right in BY_HAND.items():
        assert wrong in text
        text = text.replace(wrong, right)
    path.write_text(text, encoding="utf-8")
    assert left.count("erreur E") == 4

    assert "0 erreur" in tutor("check", "--fix", "freins.yaml")
    mended = path.read_bytes()
    assert "Rien à corriger." in tutor("check", "--fix", "freins.yaml")
    assert path.read_bytes() == mended
    course, problems = load(path)
    assert course is not None
    assert problems == ()
    assert len(course.questions) == 6

    card = "1\n3\n\n"  # an answer, sure, and on
    seen = tutor("--plain", "preview", "freins.yaml", lines=card * 4 + "CAR-T ou cellules\n3\n\n" + card + "\n")
    assert "Question 6 sur 6" in seen
    assert "Fin de l'aperçu" in seen
    assert not (tmp_path / "data").exists()

    typed = "lymphocytes armés\n3\nj\n\n"  # refused, and called right
    words = ("--plain", "--content", "freins.yaml", "review", "--order", "file", "--limit", "0", "--seed", "5")
    studied = tutor(*words, lines="\n" + card * 4 + typed + card + "q\n")
    assert "Comment les nomme-t-on ?" in studied
    reviews = [each for each in json.loads(tutor("--content", "freins.yaml", "history", "--json")) if each["type"] == "review"]
    assert {each["card"] for each in reviews} == {f"freins/{name}" for name in course.questions}

    assert "1 fois : « lymphocytes armés » à frein-5" in tutor("check", "--answers", "freins.yaml")
    tutor("check", "--accept", "frein-5=lymphocytes armés", "freins.yaml")
    assert "0 erreur" in tutor("check", "freins.yaml")
    assert "Aucune réponse refusée" in tutor("check", "--answers", "freins.yaml")


def test_a_quiz_typed_in_a_word_processor_is_read_as_it_was_meant_and_mended_for_good(tmp_path: Path) -> None:
    """Curly apostrophes, odd spaces, long dashes, bullets, dashes without a space, tabs, colons in texts, capitals, Windows line ends."""
    teacher = Teacher(tmp_path)
    quiz = tmp_path / "freins.yaml"
    quiz.write_bytes(TYPED.encode())
    assert "0 erreur" in teacher("check", "freins.yaml")
    before = load(quiz)[0]
    teacher("check", "--fix", "freins.yaml")
    assert "8 questions : rien à redire." in plainly(teacher("check", "freins.yaml"))
    assert teacher("check", "--fix", "freins.yaml").startswith("Rien à corriger.")
    after = load(quiz)[0]
    assert before is not None
    assert after is not None
    assert list(after.questions) == list(before.questions)
    assert [type(question).__name__ for question in after.questions.values()] == [
        "SingleChoice", "TrueFalse", "ShortAnswer", "Cloze", "Matching", "Number", "Ordering", "TrueFalse",
    ]  # fmt: skip
    first, *_, order, _ = after.questions.values()
    assert isinstance(first, SingleChoice)
    assert [bool(choice.why) for choice in first.choices] == [False, True, True]
    assert isinstance(order, Ordering)
    assert order.steps == ("Prélever", "Modifier", "Réinjecter")
    assert quiz.read_bytes().count(b"\r\n") == quiz.read_bytes().count(b"\n")
