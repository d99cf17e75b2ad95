"""`tutor preview`: a file as students see it, while its author changes it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.command import called, spaced
from tests.content_examples import PACK_FR, write_pack, write_quiz
from tests.terminal import ROOT, Terminal

QUIZ = """\
titre: Les freins
questions:
  - id: frein-1
    question: Que font les inhibiteurs de points de contrôle ?
    choix:
      - juste: Ils lèvent un frein de la réponse
      - faux: Ils tuent directement la cellule
    explication: Le lymphocyte attaque.
  - id: frein-2
    faux: Tous les patients répondent.
  - id: frein-3
    question: Comment nomme-t-on les lymphocytes modifiés ?
    réponse: [CAR-T]
"""
BROKEN = QUIZ.replace("    faux: Tous", "    fau: Tous")


def plain(*words: object, lines: str, lang: str = "fr", **env: str) -> tuple[int, str, str]:
    """Run the command in lines."""
    return called("--plain", "preview", *words, stdin=lines, lang=lang, **env)


def editor(folder: Path, script: str) -> str:
    """An $EDITOR that changes the file by `script` (of Python, on `text`) and notes how it was called."""
    path = folder / "editor.py"
    path.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\ntext = file.read_text(encoding='utf-8')\n"
        f"(file.parent / 'called').write_text(' '.join(sys.argv[1:]))\n{script}\nfile.write_text(text, encoding='utf-8')\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return str(path)


def test_every_question_is_asked_and_judged_and_nothing_is_saved(tmp_path: Path) -> None:
    path, data, cache = write_quiz(tmp_path, QUIZ), tmp_path / "data", tmp_path / "cache"
    code, out, err = plain(path, lines="1\n3\n\n2\n3\n\nCAR T\n3\n\n\n", TUTOR_DATA_DIR=str(data), TUTOR_CACHE_DIR=str(cache))
    assert (code, err) == (0, "")
    assert "Question 1 sur 3" in out
    assert "Le lymphocyte attaque." in out
    assert out.count("Incorrect.") + out.count("Juste.") == 3
    assert "Fin de l'aperçu" in out
    assert {each.name for each in tmp_path.iterdir()} == {path.name}


def test_an_error_stands_in_place_of_the_card_with_its_line(tmp_path: Path) -> None:
    code, out, _ = plain(write_quiz(tmp_path, BROKEN), lines="1\n3\n\n\nCAR-T\n3\n\n\n")
    assert code == 0
    first, error, last = (out.index(words) for words in ("Que font", "quiz.yaml:10:5: erreur E021", "Comment nomme"))
    assert first < error < last
    assert "vouliez-vous dire « faux » ?" in out


def test_an_id_says_where_to_begin(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, BROKEN)
    assert "Que font" not in plain(f"{path}#frein-3", lines="q\n")[1]
    assert "E021" in plain(f"{path}#frein-2", lines="q\n")[1]
    code, _, err = plain(f"{path}#frein-9", lines="")
    assert code == 2
    assert "L'identifiant « frein-9 » n'existe pas. Vouliez-vous dire" in err


def test_a_file_of_a_pack_is_played_with_the_lesson_that_proves_its_answers(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, PACK_FR)
    lesson = next((pack / "lessons").iterdir())
    _, out, _ = plain(lesson, lines="\n1\n3\n\n" + "\n" * 9)
    assert "Section 1 sur" in out
    _, whole, _ = plain(pack, lines="q\n")
    assert whole == plain(pack / "course.yaml", lines="q\n")[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.yaml", "missing.yaml n'existe pas."),
        ("p.zip", "p.zip est un zip : décompressez-le d'abord."),
        (".", "Aucun cours lisible"),
        ("glossary.yaml", "rien à montrer"),
    ],
)
def test_where_there_is_nothing_to_play_a_sentence_says_so(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "p.zip").write_bytes(b"PK")
    (tmp_path / "glossary.yaml").write_text("termes:\n- {terme: a, définition: b}\n", encoding="utf-8")
    code, _, err = plain(tmp_path / name, lines="")
    assert code == 2
    assert said in err


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff", b"questions: [", "questions:\n- é: [".encode("utf-16"), b"\xe9t\xe9: a\n"])
def test_a_file_that_cannot_be_read_shows_why(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "quiz.yaml"
    path.write_bytes(data)
    code, out, _ = plain(path, lines="\n\n\n")
    assert code == 0
    assert "quiz.yaml" in out
    assert "erreur E0" in out


def test_the_editor_opens_at_the_error_and_what_it_mends_is_asked_at_once(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, BROKEN)
    command = editor(tmp_path, "text = text.replace('fau:', 'faux:')")
    _, out, _ = plain(f"{path}#frein-2", lines="e\n2\n3\nq\n", EDITOR=command)
    assert (tmp_path / "called").read_text() == f"+10 {path}"
    assert out.index("E021") < out.index("Tous les patients répondent.")


def test_the_commands_of_plain_lines_name_the_editor(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ)
    assert "e ouvre ce passage dans votre éditeur" in plain(path, lines="h\nq\n")[1]
    assert "e ouvre ce passage dans votre éditeur" in plain(f"{path}#frein-3", lines=":h\n:q\n")[1]


def test_without_an_editor_it_says_which_variable_to_set(tmp_path: Path) -> None:
    assert "réglez la variable EDITOR" in plain(write_quiz(tmp_path, QUIZ), lines="e\nq\n")[1]


def test_verdicts_stay_on_the_screen_when_their_explanation_changes(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ)
    command = editor(tmp_path, "text = '# dessus\\n' + text.replace('attaque.', 'attaque enfin.')")
    _, out, _ = plain(path, lines="1\n3\ne\nq\n", EDITOR=command)
    assert "Le lymphocyte attaque enfin." in out
    assert out.count("Juste.") + out.count("Incorrect.") == 2


def test_an_answer_that_no_longer_fits_is_asked_for_again(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, QUIZ)
    command = editor(tmp_path, "text = text.replace('    explication', '      - faux: Rien\\n    explication')")
    _, out, _ = plain(path, lines="1\n3\ne\nq\n", EDITOR=command)
    assert out.rindex("Rien") > out.rindex("Le lymphocyte attaque.")


def test_back_leads_to_the_card_before(tmp_path: Path) -> None:
    _, out, _ = plain(f"{write_quiz(tmp_path, QUIZ)}#frein-2", lines="b\nq\n")
    assert out.index("Tous les patients") < out.index("Que font")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Plain previews with --watch that run while the test goes on."""
    running = []

    def start(*words: str) -> subprocess.Popen[str]:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TUTOR_LANG": "en", "TUTOR_DATA_DIR": str(tmp_path / "data")}
        command = [sys.executable, "-u", "-m", "tutor.cli", "--plain", "preview", "--watch", *words]
        running.append(subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"))
        return running[-1]

    yield start
    for each in running:
        each.kill()
        each.communicate()


def until(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout
    for line in process.stdout:
        if words in spaced(line):
            return
    raise AssertionError(words)


def test_plain_lines_say_the_card_again_when_its_file_was_saved(tmp_path: Path, watching: Callable[..., subprocess.Popen[str]]) -> None:
    path = write_quiz(tmp_path, QUIZ)
    process = watching(str(path))
    until(process, "Your answer")
    path.write_text(QUIZ.replace("Que font les", "Que feront les"), encoding="utf-8")
    until(process, "The file has changed.")
    until(process, "Que feront les")
    assert process.stdin
    process.stdin.write("q\n")
    process.stdin.flush()
    assert process.wait(20) == 0


def test_the_stage_shows_a_save_within_a_second_and_keeps_the_place(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    path = write_quiz(tmp_path, QUIZ)
    t = terminal("preview", f"{path}#frein-2", "--watch").wait("Tous les patients")
    t.wait("répondre")
    times = []
    for n in range(3):
        time.sleep(0.3)
        path.write_text(("# encore\n" * n) + QUIZ.replace("Tous", f"Version {n} : tous"), encoding="utf-8")
        begun = time.monotonic()
        t.wait(f"Version {n} :")
        times.append(time.monotonic() - begun)
    assert min(times) < 1
    path.write_text(BROKEN, encoding="utf-8")
    t.wait("quiz.yaml:10:5: erreur E021")
    path.write_text(QUIZ, encoding="utf-8")
    t.wait("Vrai ou faux").send("b").wait("certitude").send("3").wait("Juste")
    t.send("q")
    assert t.end() == 0
    assert not (tmp_path / "data").exists()


def test_what_is_half_typed_stays_when_the_file_is_saved(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    path = write_quiz(tmp_path, QUIZ)
    t = terminal("preview", f"{path}#frein-3", "--watch").wait("Comment nomme").send("CAR").wait("CAR")
    path.write_text("# dessus\n" + QUIZ.replace("modifiés", "changés"), encoding="utf-8")
    t.wait("changés").wait("CAR").send("-T\r").wait("certitude")


def test_e_opens_the_editor_on_the_stage(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    path = write_quiz(tmp_path, BROKEN)
    command = editor(tmp_path, "text = text.replace('fau:', 'faux:')")
    terminal("preview", f"{path}#frein-2", EDITOR=command, columns=40, rows=20).wait("E021").send("e").wait("Vrai ou faux")
    assert (tmp_path / "called").read_text() == f"+10 {path}"


def test_a_question_added_at_the_end_is_shown_to_who_waits_there(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    path = write_quiz(tmp_path, "questions:\n- id: a\n  vrai: Un.\n")
    t = terminal("preview", str(path), "--watch").wait("Un").send("a").wait("certitude").send("3").wait("Juste").send(" ")
    t.wait("Fin de l’aperçu").send(" ")
    path.write_text("questions:\n- id: a\n  vrai: Un.\n- id: b\n  vrai: Deux.\n", encoding="utf-8")
    t.wait("Deux")
