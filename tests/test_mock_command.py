"""`tutor exam run` and `tutor exam results` from outside: what they ask, what they keep, what they refuse."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.benchmarks.material import loaded, shipped_pack, write_store
from tests.command import plainly, spaced
from tests.faults.sessions import Done, environment, kept, quiz, run
from tests.terminal import ROOT
from tutor.course import Course
from tutor.paper import module_of_each
from tutor.schedule import Learned
from tutor.store import Store

Tutor = Callable[..., Done]
ALL_TRUE = ["1"] * 40
HAND_IN = [":r", "1"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A learner who read everything and answered now and then."""
    write_store(tmp_path / "data", loaded(shipped_pack()), 600)
    return tmp_path / "data"


def exam(data: Path, *options: str, lines: list[str], course: Path | None = None) -> Done:
    """`tutor exam run` in plain lines."""
    content = ("--content", str(course)) if course else ()
    return run(data, "--plain", *content, "exam", "run", "--seed", "1", *options, given=("\n".join(lines) + "\n").encode())


def words(done: Done) -> str:
    return plainly(done.out.decode())


def result(data: Path, *options: str, lines: list[str], course: Path | None = None) -> Any:
    done = exam(data, *options, "--json", lines=lines, course=course)
    assert done.code == 0, done.said()
    return json.loads(done.out)


def test_the_result_as_data_is_all_that_stdout_gets(tmp_path: Path) -> None:
    path = quiz(tmp_path, 6)
    told = result(tmp_path / "d", "--pass", "80", lines=["", "", *ALL_TRUE[:4], "2", "", "r", "1", "q"], course=path)
    assert (told["handed_in"], told["questions"], told["points"], told["passed"], told["blank"]) == (True, 6, 4, False, 1)
    assert [each["answered"] for each in told["paper"]] == [True] * 5 + [False]
    assert told["paper"][4]["answer"] == "Faux"
    assert told["paper"][4]["expected"] == "Vrai"


def test_a_course_with_fewer_questions_than_asked_asks_those_it_has(tmp_path: Path) -> None:
    done = exam(tmp_path / "d", "--questions", "50", lines=["", "q"], course=quiz(tmp_path, 3))
    assert "Vous en vouliez 50 ; le cours n'en a que 3" in words(done)
    assert "3 questions, 3 minutes." in words(done)


def test_a_course_without_a_question_to_ask_says_so(tmp_path: Path) -> None:
    path = tmp_path / "quiz.yaml"
    path.write_text("titre: Libre\nquestions:\n  - {id: a, recto: Pourquoi ?, verso: Parce que., points-clés: [oui]}\n", encoding="utf-8")
    done = exam(tmp_path / "d", lines=[""], course=path)
    assert done.code == 0
    assert "pas de question à poser dans un examen" in done.err.decode()
    assert not (tmp_path / "d" / "history.jsonl").exists()


def test_who_has_read_nothing_may_sit_an_exam_and_is_told(tmp_path: Path) -> None:
    assert "30 portent sur des sections que vous n'avez pas encore lues" in words(exam(tmp_path / "d", lines=["", "q"]))
    done = exam(tmp_path / "d", "--studied", lines=["", "q"])
    assert done.code == 0
    assert "Lisez d’abord une leçon" in done.err.decode()


def test_the_forecast_before_the_exam_stands_beside_its_result(data: Path) -> None:
    told = result(data, "--questions", "12", lines=["", *HAND_IN, "r", "1", "q"])
    expected = told["forecast"]
    assert 0 < expected["low"] < expected["share"] < expected["high"] <= 1
    assert told["earlier"] == []
    again = result(data, "--questions", "12", lines=["", *HAND_IN, "r", "1", "q"])
    assert [each["share"] for each in again["earlier"]] == [told["share"]]


def test_questions_are_drawn_by_the_weight_of_the_modules_and_those_of_a_plan_count_instead(data: Path) -> None:
    course: Course = loaded(shipped_pack())
    modules = module_of_each(course)
    told = result(data, "--questions", "30", lines=["", *HAND_IN, "r", "1", "q"])
    counts = {m.id: m.weight for m in course.modules}
    assert {m["id"]: m["questions"] for m in told["modules"]} == {name: round(weight) for name, weight in counts.items()}
    assert {modules[each["id"]] for each in told["paper"]} == set(counts)
    day = (datetime.now().astimezone() + timedelta(days=30)).date().isoformat()
    assert run(data, "exam", "plan", day, "--weights", "m1=1,m2=0,m3=0,m4=0,m5=1,m6=0").code == 0
    told = result(data, "--questions", "30", lines=["", *HAND_IN, "r", "1", "q"])
    assert {m["id"]: m["questions"] for m in told["modules"]} == {"m1": 15, "m5": 15}


def test_what_was_asked_least_comes_first_and_paraphrases_before_what_they_paraphrase(data: Path) -> None:
    course = loaded(shipped_pack())
    told = result(data, "--questions", "30", lines=["", *HAND_IN, "r", "1", "q"])
    variants = {name for name, q in course.questions.items() if q.variant_of}
    asked = {each["id"] for each in told["paper"]}
    assert not {q.variant_of for name, q in course.questions.items() if name in asked and q.variant_of} & asked
    assert asked & variants or not variants


@pytest.mark.parametrize("form", ["html", "svg"])
def test_the_result_is_kept_in_a_file(tmp_path: Path, form: str) -> None:
    path, kept_in = quiz(tmp_path, 4), tmp_path / f"result.{form}"
    done = exam(tmp_path / "d", "--export", str(kept_in), lines=["", "", "1", "2", "l", "r", "1", "q"], course=path)
    assert done.code == 0, done.said()
    text = kept_in.read_text(encoding="utf-8")
    assert "1 sur 4 points (25" in spaced(text)
    assert "Affirmation" in text
    if form == "svg":
        ET.fromstring(text)
    other = tmp_path / f"mine.{form}"
    other.write_text("mine", encoding="utf-8")
    refused = run(tmp_path / "d", "--content", str(path), "exam", "results", "--export", str(other))
    assert refused.code == 4
    assert "n'est pas une page de tutor" in refused.err.decode().replace("’", "'")
    assert "tutor exam results --export FICHIER" in refused.err.decode().replace("\u00a0", " ")
    assert other.read_text(encoding="utf-8") == "mine"


def test_results_show_every_exam_and_any_of_them_again(tmp_path: Path) -> None:
    path = quiz(tmp_path, 4)
    content = ("--content", str(path))
    none = run(tmp_path / "d", *content, "exam", "results")
    assert (none.code, none.out) == (0, b"")
    assert "Aucun examen blanc encore" in spaced(none.err.decode())
    first = result(tmp_path / "d", "--marking", "exact", lines=["", "", "1", "2", "l", "r", "1", "q"], course=path)
    result(tmp_path / "d", lines=["", *ALL_TRUE[:4], "r", "1", "q"], course=path)
    every = words(run(tmp_path / "d", *content, "exam", "results"))
    assert re.search(r"1\. .+ : 25 %, 4 questions, 1 minute, tout ou rien\n2\. .+ : 100 %", every)
    assert "4 sur 4 points" in every
    assert "75 points de plus" in every
    assert json.loads(run(tmp_path / "d", *content, "exam", "results", "1", "--json").out) == first
    assert run(tmp_path / "d", *content, "exam", "results", "3").code == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--marking", "edm"], "Le barème « edm » n'existe pas."),
        (["--export", "resultat.pdf"], "Le format « resultat.pdf » n'existe pas."),
        (["--questions", "0"], "--questions"),
        (["--minutes", "-1"], "--minutes"),
        (["--pass", "101"], "--pass"),
    ],
)
def test_what_cannot_be_is_one_sentence(tmp_path: Path, options: list[str], said: str) -> None:
    done = exam(tmp_path / "d", *options, lines=[""])
    assert done.code == 2
    assert said in plainly(done.err.decode())
    assert done.out == b""


def test_without_a_terminal_no_exam_is_begun(tmp_path: Path) -> None:
    done = run(tmp_path / "d", "exam", "run")
    assert done.code == 2
    assert "--plain" in done.err.decode()
    assert not (tmp_path / "d" / "history.jsonl").exists()


def test_an_exam_killed_again_and_again_keeps_every_answer_that_was_acknowledged(tmp_path: Path) -> None:
    """kill -9 as soon as the next question is shown; the next start goes on, to the end."""
    path, data, count = quiz(tmp_path, 5), tmp_path / "d", 5
    for n in range(count):
        child = subprocess.Popen(
            [sys.executable, "-m", "tutor.cli", "--plain", "--content", str(path), "exam", "run", "--seed", "1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(data), cwd=ROOT,
        )  # fmt: skip
        assert child.stdin
        assert child.stdout
        child.stdin.write(b"\n\n1\n" if n == 0 else b"1\n1\n")  # the welcome and the rules, or the offer to go on; then an answer
        child.stdin.flush()
        seen = b""
        while f"Question {n + 2} sur".encode() not in seen and "5 réponses sur".encode() not in seen:
            part = child.stdout.readline()
            assert part, seen.decode()
            seen += part
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdin.close()
        child.stdout.close()
        assert len(kept(data).standing) == n + 1
    told = result(data, lines=["1", "r", "1", "q"], course=path)
    assert (told["points"], told["possible"], told["blank"]) == (5, 5, 0)
    assert set(kept(data).standing.values()) == {1}


def test_answers_of_an_exam_move_the_dates_of_their_cards(tmp_path: Path) -> None:
    path = quiz(tmp_path, 3)
    result(tmp_path / "d", lines=["", "", "1", "2", "s", "r", "1", "q"], course=path)
    with Store.open(tmp_path / "d") as store:
        states = list(store.progress.cards.values())
    assert sorted(state.lapses + state.reps for state in states) == [1, 1, 1]
    assert all(isinstance(state.memory, Learned) for state in states)


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime (Debian package `faketime`) is not installed")
@pytest.mark.parametrize(
    ("later", "language", "answer", "said"),
    [
        ("23", "fr", "2", "Revient demain (24 novembre 2026)."),
        ("24", "fr", "2", "Revient aujourd'hui (24 novembre 2026)."),
        ("27", "fr", "2", "À revoir depuis le 24 novembre 2026."),
        ("27", "en", "2", "Due since 24 November 2026."),
        ("24", "en", "2", "Comes back today (24 November 2026)."),
        ("23", "fr", "1", "Revient dans 2 jours (25 novembre 2026)."),
    ],
)
def test_the_day_a_question_comes_back_is_told_as_it_lies_from_the_day_of_handing_in(
    tmp_path: Path, later: str, language: str, answer: str, said: str
) -> None:
    path, lang = quiz(tmp_path, 1), ("--lang", language)
    words_for = ("--plain", "--content", str(path), *lang, "exam", "run", "--minutes", "0")
    first = run(tmp_path / "d", *words_for, given=f"\n\n{answer}\nq\n".encode(), before=["faketime", "2026-11-23 12:00:00"])
    assert first.code == 0, first.said()
    again = run(tmp_path / "d", *words_for, given=b"1\nr\n1\n\nq\n", before=["faketime", f"2026-11-{later} 13:00:00"])
    assert said in words(again), again.said()


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime (Debian package `faketime`) is not installed")
def test_a_clock_that_was_set_back_is_offered_no_more_time_than_there_was(tmp_path: Path) -> None:
    path = quiz(tmp_path, 2)
    words_for = ("--plain", "--content", str(path), "exam", "run", "--minutes", "10")
    run(tmp_path / "d", *words_for, given=b"\n\n1\nq\n", before=["faketime", "2026-11-23 12:00:00"])
    again = run(tmp_path / "d", *words_for, given=b"q\n", before=["faketime", "2026-11-22 10:00:00"])
    assert re.search(r"Il reste (9|10) minutes", words(again)), again.said()


def hidden(folder: Path) -> dict[str, bytes | None]:
    """Every path of a folder with what it holds."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere/kept.html", "nowhere/kept.html ne peut pas être écrit : ce fichier ou ce dossier n'existe pas (ENOENT)."),
        ("mine.svg/kept.html", "mine.svg/kept.html ne peut pas être écrit : une partie du chemin n'est pas un dossier (ENOTDIR)."),
        ("mine.svg", "existe et n'est pas une page de tutor"),
        ("folder.html", "folder.html ne peut pas être écrit : c'est un dossier (EISDIR)."),
        ("pipe.html", "existe et n'est pas une page de tutor"),
        ("broken.html", "existe et n'est pas une page de tutor"),
        ("long" * 100 + ".html", ".html ne peut pas être écrit : le nom est trop long (ENAMETOOLONG)."),
    ],
)
def test_where_a_result_could_not_be_kept_is_said_before_the_exam(tmp_path: Path, name: str, said: str) -> None:
    path, folder = quiz(tmp_path, 2), tmp_path / "there"
    (folder / "folder.html").mkdir(parents=True)
    (folder / "mine.svg").write_text("mine", encoding="utf-8")
    (folder / "broken.html").symlink_to(folder / "gone" / "kept.html")
    os.mkfifo(folder / "pipe.html")
    before = hidden(folder)
    done = exam(tmp_path / "d", "--export", str(folder / name), lines=["", "", "1", "1", "r", "1", "q"], course=path)
    assert (done.code, done.out) == (2, b"")
    told = done.err.decode().replace("\u00a0", " ").replace("’", "'")
    assert said in told
    assert told.endswith("L'examen n'a pas été ouvert.\n")
    assert hidden(folder) == before
    assert not (tmp_path / "d" / "history.jsonl").exists()


def test_a_good_place_is_left_as_it_is_until_the_exam_is_handed_in(tmp_path: Path) -> None:
    path, kept_in = quiz(tmp_path, 2), tmp_path / "kept.html"
    assert exam(tmp_path / "d", "--export", str(kept_in), lines=["", "", "1", "q"], course=path).code == 0
    assert not kept_in.exists()
    assert exam(tmp_path / "d", "--export", str(kept_in), lines=["1", "1", "r", "1", "q"], course=path).code == 0
    first = kept_in.read_bytes()
    assert exam(tmp_path / "d", "--export", str(kept_in), lines=["", "1", "q"], course=path).code == 0
    assert kept_in.read_bytes() == first


def test_a_place_that_is_lost_during_the_exam_loses_no_result(tmp_path: Path) -> None:
    """The folder goes away while questions are answered: the result is told, and how to write it later."""
    path, folder = quiz(tmp_path, 1), tmp_path / "there"
    folder.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-m", "tutor.cli", "--plain", "--content", str(path), "exam", "run", "--export", str(folder / "kept.html")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path / "d"), cwd=ROOT,
    )  # fmt: skip
    assert child.stdin
    assert child.stdout
    child.stdin.write(b"\n\n")
    child.stdin.flush()
    while b"Question 1 sur 1" not in child.stdout.readline():
        pass
    folder.rmdir()
    out, err = child.communicate(b"1\nr\n1\nq\n", timeout=60)
    assert child.returncode == 4
    assert "1 sur 1 point" in out.decode().replace("\u00a0", " ")
    told = err.decode().replace("\u00a0", " ").replace("’", "'")
    assert (
        f"kept.html n'a pas pu être écrit : ce fichier ou ce dossier n'existe pas (ENOENT). Vos réponses et le résultat sont gardés dans {tmp_path / 'd'}"
        in told
    )
    kept_in = tmp_path / "later.svg"
    assert run(tmp_path / "d", "--content", str(path), "exam", "results", "--export", str(kept_in)).code == 0
    assert "1 sur 1 point" in kept_in.read_text(encoding="utf-8").replace("\u00a0", " ")


NUMBER = "titre: Essai\nquestions:\n  - {id: n, question: Combien de, nombre: 4, tolérance: 0, confiance: non}\n"


@pytest.mark.parametrize("typed", ["a", "quatre", "3-5", "mg"])
def test_what_is_no_number_is_no_answer_to_a_number_and_it_may_stay_blank(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "essai.yaml"
    path.write_text(NUMBER, encoding="utf-8")
    done = exam(tmp_path / "d", lines=["", "", typed, "", "q"], course=path)
    assert "Ce n'est pas un nombre : tapez-le en chiffres, par exemple 3,5." in words(done)
    assert b'"type":"review"' not in (tmp_path / "d" / "history.jsonl").read_bytes()
    told = result(tmp_path / "d", lines=["1", ":r", "1", "q"], course=path)
    assert (told["blank"], told["paper"][0]["answered"]) == (1, False)


@pytest.mark.parametrize(("typed", "points"), [("4", 1), ("٤", 1), ("4,0", 1), ("4e0", 1), ("-4", 0), ("1e9", 0)])
def test_a_number_is_an_answer_however_it_is_written(tmp_path: Path, typed: str, points: int) -> None:
    path = tmp_path / "essai.yaml"
    path.write_text(NUMBER, encoding="utf-8")
    told = result(tmp_path / "d", lines=["", "", typed, "r", "1", "q"], course=path)
    assert (told["points"], told["paper"][0]["answer"]) == (points, typed)
