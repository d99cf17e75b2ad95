"""A mock exam in a real terminal: on three sizes, killed, hung up, in two windows, paused, and when its time is over."""

import os
import re
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tutor import codec
from tutor.events import Event, Moment, Reviewed, Set
from tutor.record import replace
from tutor.store import Store

Start = Callable[..., Terminal]
WORDS = ("alpha", "bêta", "gamma", "delta")
QUIZ = "titre: Un examen\nquestions:\n" + "".join(
    f"  - id: q{n}\n    vrai: L'affirmation {word} est vraie.\n    explication: Parce que {word}.\n" for n, word in enumerate(WORDS)
)
SEVERAL = """titre: Plusieurs
questions:
  - id: several
    question: Lesquels sont pairs ?
    mélanger: non
    choix: [{juste: deux}, {juste: quatre}, {faux: trois}]
"""
JUMPING = """
import os, sys
import tutor.cli as cli
from tutor.events import Moment
real = cli.now
def now():
    seen = real()
    return Moment(seen.at + 50_000 * os.path.exists(os.environ["JUMP"]), seen.day)
cli.now = now
sys.exit(cli.main())
"""


@pytest.fixture
def exam(terminal: Start, tmp_path: Path) -> Start:
    """Start an exam of four statements, all true; the welcome was seen before."""
    quiz = tmp_path / "quiz.yaml"
    quiz.write_text(QUIZ, encoding="utf-8")
    welcomed(tmp_path)

    def start(*options: str, **more: object) -> Terminal:
        return terminal("--content", str(quiz), "exam", "run", "--seed", "1", *options, **more)

    return start


def welcomed(tmp_path: Path) -> None:
    """The welcome was seen."""
    with Store.open(tmp_path / "data") as store:
        store.append([Set(Moment(1_700_000_000_000, date(2023, 11, 14)), "welcomed", "1")])


def working(exam: Start, *options: str, **more: object) -> Terminal:
    """An exam at its first question."""
    t = exam(*options, **more).wait("Examen blanc").wait("quitter")
    for page in range(2, 1 + int(next(iter(re.findall(r"page 1/(\d)", t.text())), "1"))):
        t.send(" ").wait(f"page {page}/")
    return t.send(" ").wait("Question 1/4")


def events(tmp_path: Path) -> list[Event]:
    with Store.open(tmp_path / "data") as store:
        return list(store.events())


def answers(tmp_path: Path) -> int:
    return (tmp_path / "data" / "history.jsonl").read_text(encoding="utf-8").count('"type":"review"')


def earlier(tmp_path: Path, minutes: int) -> None:
    """Let everything have happened so many minutes earlier."""
    history = tmp_path / "data" / "history.jsonl"
    kept = [codec.decode(line) for line in history.read_bytes().splitlines()]
    moved = [
        replace(e, fact=replace(e.fact, moment=replace(e.fact.moment, at=e.fact.moment.at - minutes * 60_000)))
        for e in kept
        if isinstance(e, Event)
    ]
    history.write_bytes(b"".join(map(codec.encode, moved)))
    (tmp_path / "data" / "progress.json").unlink(missing_ok=True)


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (80, 24), (120, 40)])
def test_a_whole_exam_on_the_stage(exam: Start, tmp_path: Path, columns: int, rows: int) -> None:
    t = working(exam, "--pass", "70", columns=columns, rows=rows)
    t.wait(r"4 min|3 min")
    t.send("a").wait("Question 2/4")
    assert answers(tmp_path) == 1
    t.send("m").wait("Marquée").send("a").wait("Question 3/4").send("n").wait("Question 4/4").send("b").wait("3 réponses sur 4")
    t.wait("Sans réponse : 3").wait("Marquée : 2").send("r").wait("1 question sans réponse : 3").send("b").wait("Aller à la question")
    t.send("3").send("enter").wait("Question 3/4").send("s").wait("Question 4/4").wait("Votre réponse : Faux").send("left").wait(
        "Question 3/4"
    )
    assert not re.search("Juste|✓|✗|Parce que", t.text())
    t.send("a").wait("Question 4/4").send("a").wait("4 réponses sur 4").send("enter").wait("Rendre la copie").send("a")
    t.wait("4 sur 4 points").send("n").wait("Correction 1/4").wait("✓ Juste")
    assert answers(tmp_path) == 6  # two of them undone
    t.send("x").wait("Copie|tutor")
    assert t.end() == 0
    assert "✓ Réussi (seuil : 70 %)" in t.text()
    assert t.raw.rindex(b"\x1b[?1049l") > t.raw.rindex(b"\x1b[?1049h")


def test_a_killed_exam_goes_on_with_its_answers_and_its_clock(exam: Start, tmp_path: Path) -> None:
    t = working(exam, "--minutes", "60").send("a").wait("Question 2/4").send("m").wait("Marquée").send("a").wait("Question 3/4")
    os.kill(t.process.pid, signal.SIGKILL)
    assert t.end() == -9
    earlier(tmp_path, 20)
    t = exam().wait("2 réponses enregistrées").wait(r"Il reste (40|39) minutes").send("a").wait("Question 3/4").wait(r"(39|40) min")
    t.send("l").wait("2 réponses sur 4").wait("Marquée : 2").send("3").send("enter").wait("Question 3/4").send("a").wait("Question 4/4")
    t.send("a").wait("4 réponses sur 4").send("r").wait("Rendre la copie").send("a").wait("4 sur 4 points").wait("(20|21) minutes sur 60")
    assert len({e.fact.session for e in events(tmp_path) if isinstance(e.fact, Reviewed)}) == 1


def test_an_exam_whose_time_went_by_while_it_was_dead_is_handed_in_as_it_was(exam: Start, tmp_path: Path) -> None:
    t = working(exam).send("a").wait("Question 2/4")
    os.kill(t.process.pid, signal.SIGKILL)
    t.end()
    earlier(tmp_path, 90)
    t = exam().wait("Le temps est écoulé").wait("1 sur 4 points").send("q")
    assert t.end() == 0
    assert exam().wait("Le chronomètre part|page 1/").wait("Examen blanc")


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_closed_window_leaves_the_exam_open(exam: Start, tmp_path: Path, stop: signal.Signals, code: int) -> None:
    t = working(exam).send("a").wait("Question 2/4")
    os.kill(t.process.pid, stop)
    assert t.end() == code
    assert answers(tmp_path) == 1
    exam().wait("1 réponse enregistrée")


def test_leaving_says_how_to_go_on(exam: Start) -> None:
    t = working(exam).send("a").wait("Question 2/4").send("q")
    assert t.end() == 0
    assert "tutor exam run" in t.text()


def test_one_exam_at_a_time(exam: Start, tmp_path: Path) -> None:
    t = working(exam).send("a").wait("Question 2/4")
    other = exam()
    assert other.end() == 2
    assert "dans une autre fenêtre" in other.text()
    t.send("a").wait("Question 3/4")
    assert answers(tmp_path) == 2


def test_a_pause_hides_the_question_where_it_is_allowed_and_is_refused_elsewhere(exam: Start) -> None:
    t = working(exam, "--pause").send("p").wait("le chronomètre est arrêté")
    assert "affirmation" not in t.text()
    t.send(" ").wait("affirmation").send("q")
    t.end()
    t = exam("--pause").wait("Reprendre").send("b").wait("Recommencer|Examen blanc")
    t.close()


def test_no_pause_is_said_on_the_card(exam: Start) -> None:
    working(exam).send("p").wait("Pas de pause").wait("Question 1/4").send("a").wait("Question 2/4")


def test_when_the_time_is_over_the_open_card_is_handed_in_with_what_is_ticked(tmp_path: Path) -> None:
    quiz, jump = tmp_path / "several.yaml", tmp_path / "jump"
    quiz.write_text(SEVERAL, encoding="utf-8")
    welcomed(tmp_path)
    places = {"TUTOR_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "JUMP": str(jump)}
    options = ["--content", str(quiz), "exam", "run", "--minutes", "1"]
    t = Terminal(options, env=places, start=("-c", JUMPING)).wait("Le chronomètre part")
    try:
        t.send(" ").wait("Lesquels sont pairs").send("a").wait(r"\[x\] a").send("b").wait(r"\[x\] b")
        jump.touch()
        t.wait(r" \d s\b").wait("Le temps est écoulé").wait("1 sur 1 point").send("q")
        assert t.end() == 0
    finally:
        t.close()


def test_home_offers_to_go_on_with_an_exam(exam: Start, terminal: Start, tmp_path: Path) -> None:
    t = working(exam).send("a").wait("Question 2/4").send("q")
    t.end()
    t = terminal("--content", str(tmp_path / "quiz.yaml")).wait("Reprendre la séance")
    assert "juste" not in t.text()
    t.send("enter")
    t.wait("1 réponse enregistrée").send("a").wait("Question 2/4")


def test_a_letter_is_no_number_and_the_card_says_so_until_it_is_mended(terminal: Start, tmp_path: Path) -> None:
    quiz = tmp_path / "number.yaml"
    quiz.write_text("titre: Un\nquestions:\n  - {id: n, question: Combien de, nombre: 4}\n", encoding="utf-8")
    welcomed(tmp_path)
    t = terminal("--content", str(quiz), "exam", "run").wait("Examen blanc").wait("quitter").send(" ").wait("Question 1/1")
    t.send("a").wait("Votre réponse.*a").send("enter").wait("Ce n’est pas un nombre")
    assert answers(tmp_path) == 0
    t.send("\x7f").send("4").wait("Votre réponse.*4")
    assert "pas un nombre" not in t.text()
    t.send("enter").wait("1 réponse sur 1")
    assert answers(tmp_path) == 1


def test_who_turns_away_from_what_is_no_number_leaves_it_blank(terminal: Start, tmp_path: Path) -> None:
    quiz = tmp_path / "number.yaml"
    quiz.write_text("titre: Un\nquestions:\n  - {id: n, question: Combien de, nombre: 4}\n", encoding="utf-8")
    welcomed(tmp_path)
    t = terminal("--content", str(quiz), "exam", "run").wait("Examen blanc").wait("quitter").send(" ").wait("Question 1/1")
    t.send("a").wait("Votre réponse.*a").send("esc").wait("n suivant").send("l").wait("0 réponse sur 1")
    assert answers(tmp_path) == 0
