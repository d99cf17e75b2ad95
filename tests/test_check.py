"""`tutor check` as a teacher runs it: what it prints, what it writes, how it ends."""

import json
from functools import partial
from pathlib import Path

import pytest

from tests.command import called
from tests.content_examples import PACK_FR, write_pack, write_quiz

GOOD = "questions:\n- id: a\n  vrai: PD-1 est un frein.\n"
ADVISED = "questions:\n- id: a\n  question: Que fait-il ?\n  choix:\n  - juste: Il freine\n  - faux: Il tue\n"


tutor = partial(called, "check")


def test_a_good_file_is_done_with_exit_0(tmp_path: Path) -> None:
    code, out, err = tutor(write_quiz(tmp_path, GOOD))
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "1 question : rien à redire."


def test_an_error_makes_exit_2_and_advice_does_not(tmp_path: Path) -> None:
    code, out, _ = tutor(write_quiz(tmp_path, ADVISED))
    assert code == 0
    assert "quiz.yaml:6:11: conseil Q010 : choix faux sans raison (1)" in out
    code, out, _ = tutor(write_quiz(tmp_path, ADVISED.replace("faux", "fau")))
    assert code == 2
    assert "vouliez-vous dire « faux » ?" in out


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (None, 2, "Un cours est un dossier avec course.yaml, ou un fichier de quiz ; « tutor new » en écrit un."),
        (b"", 2, "E007"),
        (bytes(range(256)) * 4, 2, "E006"),
        ("questions:\n- {id: a, vrai: Été}\n".encode("cp1252"), 0, "A001"),
        ("questions:\n- {id: a, vrai: Été}\n".encode("utf-16"), 0, "A002"),
    ],
)
def test_what_is_no_quiz_gets_a_sentence_that_says_what_to_do(tmp_path: Path, data: bytes | None, code: int, said: str) -> None:
    path = tmp_path / "quiz.yaml"
    if data is not None:
        path.write_bytes(data)
    got, out, err = tutor(tmp_path if data is None else path)
    assert got == code
    assert said in out + err
    assert data is None or f"{path.name}:" in out
    assert data is None or "        = " in out


@pytest.mark.parametrize("text", ["{\\rtf1\\ansi titre: x}", "\ufeff\n<!DOCTYPE html><html>", "<HTML><body>", "%PDF-1.7\ntitre: x"])
def test_what_a_word_processor_saved_is_no_text_and_that_is_said(tmp_path: Path, text: str) -> None:
    code, out, _ = tutor(write_quiz(tmp_path, text))
    assert code == 2
    assert "quiz.yaml: erreur E006 : ce n'est pas du texte" in out
    assert "enregistrez-le comme texte brut, en UTF-8" in out


def test_the_keys_of_a_question_outside_any_question_are_told_where_they_go(tmp_path: Path) -> None:
    code, out, _ = tutor(write_quiz(tmp_path, "titre: Essai\nquestion: Combien ?\nréponse: quatre\n"))
    assert code == 2
    assert "« question » est un champ de question : mettez-le sous « questions: », en retrait" in out
    assert "vouliez-vous dire" not in out


def test_strict_makes_advice_fail(tmp_path: Path) -> None:
    assert tutor("--strict", write_quiz(tmp_path, ADVISED))[0] == 2
    assert tutor("--strict", write_quiz(tmp_path, GOOD))[0] == 0


def test_everything_is_said_in_english_too(tmp_path: Path) -> None:
    _, out, _ = tutor(write_quiz(tmp_path, ADVISED), lang="en")
    assert "quiz.yaml:6:11: advice Q010: wrong option without a reason (1)" in out
    assert "Kinds: single choice 1" in out
    assert out.endswith("0 errors, 0 warnings or repairs, 1 piece of advice.\n")


def test_the_summary_counts_what_a_course_is_made_of(tmp_path: Path) -> None:
    _, out, _ = tutor(write_pack(tmp_path, PACK_FR))
    assert "Un essai : 13 questions" in out
    assert "Genres : vrai ou faux 3, réponse courte 2, choix unique 1, choix multiple 1," in out
    assert "Objectifs interrogés : 1 sur 1\n" in out
    assert "Niveaux : comprendre 1, sans niveau 12" in out
    assert "Place du choix juste, comme écrit : a 1\n" in out
    assert "Avec une source ou une référence : 1 sur 13" in out
    assert "L'étudiant rusé : " in out


def test_fix_writes_and_shows_every_change_then_what_is_left(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, ADVISED.replace("id: a\n  ", "") + "- id: b\n  vrai: Oui : non\n")
    code, out, _ = tutor("--fix", path)
    assert code == 0
    assert '      7 -   vrai: Oui : non\n      7 +   vrai: "Oui : non"\n' in out
    assert "2 corrections écrites." in out
    assert "Q010" in out
    assert "R001" not in out[out.index("corrections") :]
    written = path.read_bytes()
    code, out, _ = tutor("--fix", path)
    assert "Rien à corriger." in out
    assert path.read_bytes() == written


def test_fix_that_cannot_write_makes_exit_2(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, GOOD.encode() + b"- id: b\n  vrai: \xff : non\n- id: c\n  vrai: \xc3\xa9t\xc3\xa9 : oui\n")
    code, out, _ = tutor("--fix", path)
    assert code == 2
    assert "rien n'a été écrit ; des octets n'y sont pas de l'UTF-8" in out


def test_json_holds_problems_changes_and_figures(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, ADVISED.replace("id: a\n  ", ""))
    code, out, _ = tutor("--format", "json", path)
    data = json.loads(out)
    assert code == 0
    assert [(p["code"], p["severity"], p["line"], p["path"]) for p in data["problems"]] == [
        ("A010", "warning", 2, str(path)),
        ("Q010", "advice", 5, str(path)),
    ]
    assert data["problems"][1]["message"] == "choix faux sans raison (1)"
    assert data["problems"][0]["fix"][0]["text"].startswith("id: q-")
    assert data["courses"][0]["questions"] == 1
    data = json.loads(tutor("--format", "json", "--fix", path)[1])
    assert [change["code"] for change in data["fixed"][0]["changes"]] == ["A010"]


def test_github_gets_one_annotation_a_line_with_its_place(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, ADVISED + "- id: b\n  vrai: 100 % : oui\n  explicaton: x\n", "a, b.yaml")
    code, out, _ = tutor("--format", "github", path)
    assert code == 2
    head = f"file={str(path).replace(',', '%2C')},line="
    assert [line.split(" :: ")[0] for line in out.splitlines()] == out.splitlines()
    assert any(line.startswith(f"::error {head}9,col=3,endColumn=13,title=E021::champ inconnu « explicaton »") for line in out.splitlines())
    assert any(line.startswith(f"::warning {head}8,") and "100 %25 : oui" in line for line in out.splitlines())
    assert all(line.startswith("::") for line in out.splitlines())


def test_a_page_explains_a_code_with_what_is_said_of_its_example() -> None:
    code, out, _ = tutor("--explain", "e021")
    assert code == 0
    assert out.startswith("E021\n")
    assert "      explicaton: On le voit" in out
    assert "    quiz.yaml:4:3: erreur E021 : champ inconnu « explicaton »" in out
    assert "      explication: On le voit" in out


def test_an_unknown_code_is_refused_with_the_nearest(tmp_path: Path) -> None:
    code, _, err = tutor("--explain", "E0211")
    assert code == 2
    assert "Le code « E0211 » n'existe pas. Vouliez-vous dire « E021 »" in err
    assert tutor("--format", "xml", write_quiz(tmp_path, GOOD))[0] == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_file_that_does_not_exist_is_told(tmp_path: Path, lang: str) -> None:
    code, out, _ = tutor(tmp_path / "rien.yaml", lang=lang)
    assert code == 2
    assert "E001" in out


def a_course_without_its_head(folder: Path, head: str = "") -> Path:
    pack = write_pack(folder / "k", PACK_FR)
    (pack / "course.yaml").unlink()
    if head:
        (pack / head).write_text(PACK_FR["course.yaml"], encoding="utf-8")
    return pack


def test_a_course_whose_course_file_is_missing_is_an_error_that_says_what_to_write(tmp_path: Path) -> None:
    pack = a_course_without_its_head(tmp_path)
    for path in (pack, tmp_path):
        code, out, _ = tutor(path)
        assert code == 2
        assert "k: erreur E008 : ce dossier ne contient pas de course.yaml" in out
        assert "« id: k » et « titre: … »" in out
    code, _, err = called("--content", pack, "lessons")
    assert (code, err.count("\n")) == (2, 1)
    assert f"{pack} a des leçons ou des quiz, mais pas de course.yaml ; écrivez-en un" in err
    (pack / "course.yaml").write_text("id: k\ntitre: K\n", encoding="utf-8")
    assert called("--content", pack, "lessons", TUTOR_DATA_DIR=str(tmp_path / "data"))[0] == 0


def test_a_course_file_of_another_name_is_to_be_renamed(tmp_path: Path) -> None:
    code, out, _ = tutor(a_course_without_its_head(tmp_path, "Cours.yml"))
    assert code == 2
    assert "renommez « Cours.yml » en course.yaml" in out


def test_files_beside_those_of_a_pack_are_no_course(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text(PACK_FR["glossary.yaml"], encoding="utf-8")
    assert "E008" in tutor(tmp_path)[1]
    write_quiz(tmp_path, GOOD)
    assert tutor(tmp_path / "quiz.yaml")[0] == 0
    assert tutor(tmp_path)[0] == 0


def test_a_folder_of_packs_may_have_a_folder_named_quiz(tmp_path: Path) -> None:
    write_pack(tmp_path / "quiz", PACK_FR)
    (tmp_path / "lessons").mkdir()
    assert tutor(tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("quiz/semaine 1/x.yaml", "mettez-le directement dans quiz/"),
        ("readme.yaml", "les quiz vont dans quiz/"),
        ("quizz/x.yml", "les quiz vont dans quiz/"),
        ("quiz/x.yaml.txt", "nommez-le quiz/x.yaml"),
    ],
)
def test_a_file_of_a_pack_that_nothing_reads_is_told(tmp_path: Path, name: str, remedy: str) -> None:
    pack = write_pack(tmp_path / "p", {**PACK_FR, name: GOOD, ".hidden/x.yaml": GOOD, "quiz/lisez-moi.txt": "Bonjour"})
    for path in (pack, pack / "course.yaml"):
        code, out, _ = tutor(path)
        assert code == 0
        assert f"{name}: avertissement A017 : rien ne lit ce fichier" in out
        assert f"= {remedy}" in out
        assert out.count("A017") == 1
    assert tutor("--strict", pack)[0] == 2


def test_a_pack_within_a_pack_is_no_forgotten_file_and_a_thousand_are_not_all_named(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "p", PACK_FR)
    write_pack(pack / "old", PACK_FR)
    assert "A017" not in tutor(pack)[1]
    (pack / "notes").mkdir()
    for n in range(30):
        (pack / "notes" / f"{n}.yaml").write_text("x")
    assert tutor(pack)[1].count("A017") == 20


@pytest.mark.parametrize("names", [("a.yaml",), ("a.yaml", "b.yaml")])
def test_what_cannot_be_studied_points_to_check(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_text("a: [", encoding="utf-8")
    code, _, err = called("--content", tmp_path, "lessons")
    assert code == 2
    assert "aucun cours lisible ; « tutor check " in err
