"""The real program in a real terminal, on the shipped course, read from the rendered screen."""

import os
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal

Start = Callable[..., Terminal]
HOME = ("home",)


def begin(terminal: Start, *args: str, **more: object) -> Terminal:
    """Start and pass the welcome."""
    t = terminal(*(() if args == HOME else args or ("learn", "m1.l1")), **more)
    disclaimer = "Avertissement|Please note"
    t.wait(f"{disclaimer}|page 1/")
    if not re.search(disclaimer, t.text()):
        t.send(" ").wait(disclaimer)
    return t.send(" ").wait("trente secondes|thirty seconds").send("esc")


def at_home(terminal: Start, **more: object) -> Terminal:
    return begin(terminal, *HOME, **more).wait("Ouvrir le glossaire")


def first_question(terminal: Start, **more: object) -> Terminal:
    return begin(terminal, **more).wait("vous saurez").send(" ").wait("Avant de lire, que")


def answers(tmp_path: Path) -> int:
    history = tmp_path / "data" / "history.jsonl"
    return history.read_text(encoding="utf-8").count('"type":"review"') if history.exists() else 0


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (80, 24), (120, 40)])
def test_a_lesson_from_the_first_screen_to_the_first_verdict(terminal: Start, tmp_path: Path, columns: int, rows: int) -> None:
    t = first_question(terminal, columns=columns, rows=rows)
    t.send("a").wait("certitude").send("3").wait("✓ Juste")
    assert answers(tmp_path) == 1
    t.send("q")
    assert t.end() == 0
    assert "1 juste sur 1" in t.text()


def test_the_screen_is_left_as_it_was_found_with_only_the_summary(terminal: Start) -> None:
    t = first_question(terminal).send("b").wait("certitude").send("1").wait("✗ Incorrect").send("q")
    assert t.end() == 0
    assert b"\x1b[?1049h" in t.raw
    assert t.raw.rindex(b"\x1b[?1049l") > t.raw.rindex(b"\x1b[?1049h")
    assert b"\x1b[?25l" not in t.raw[t.raw.rindex(b"\x1b[?25h") :]
    assert "0 juste sur 1" in t.text()
    assert "Espace" not in t.text()


def test_arrows_and_enter_answer_too(terminal: Start) -> None:
    t = first_question(terminal).send("down").wait(r"› a\.").send("down").wait(r"› b\.").send("enter").wait("certitude")
    t.send("down").wait(r"› 1\.").send("enter").wait("✗ Incorrect")


def test_keys_pressed_before_a_card_is_seen_answer_nothing(terminal: Start, tmp_path: Path) -> None:
    t = first_question(terminal).send("a3    ").wait("certitude|Juste")
    assert answers(tmp_path) <= 1
    assert "Section 1/3" not in t.text()


def test_undo_asks_the_last_question_again(terminal: Start) -> None:
    t = first_question(terminal).send("b").wait("certitude").send("1").wait("✗ Incorrect").send("u").wait("Avant de lire, que")
    t.send("a").wait("certitude").send("3").wait("✓ Juste").send("q")
    t.end()
    assert "1 juste sur 1" in t.text()


def test_control_c_stops_saved_with_130_and_control_d_leaves_with_0(terminal: Start, tmp_path: Path) -> None:
    t = first_question(terminal).send("a").wait("certitude").send("3").wait("✓ Juste").send("ctrl-c")
    assert t.end() == 130
    assert answers(tmp_path) == 1
    t = terminal("learn", "m1.l1").wait("Reprendre").send("a").wait("Section 1/3").send("ctrl-d")
    assert t.end() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_termination_restores_the_terminal_and_keeps_the_answers(terminal: Start, tmp_path: Path, number: int, code: int) -> None:
    t = first_question(terminal).send("a").wait("certitude").send("3").wait("✓ Juste")
    os.kill(t.process.pid, number)
    assert t.end() == code
    assert answers(tmp_path) == 1
    assert t.raw.rindex(b"\x1b[?1049l") > t.raw.rindex(b"\x1b[?1049h")


def test_after_a_kill_the_next_start_offers_to_go_on_at_the_same_question(terminal: Start, tmp_path: Path) -> None:
    t = first_question(terminal).send("a").wait("certitude").send("3").wait("✓ Juste").send(" ").wait("Section 1/3")
    os.kill(t.process.pid, signal.SIGKILL)
    assert t.end() == -9
    t = terminal("learn", "m1.l1").wait("1 réponse enregistrée").send("a").wait("Section 1/3")
    assert answers(tmp_path) == 1


def test_the_card_stands_once_after_the_window_changed(terminal: Start) -> None:
    t = first_question(terminal)
    for columns, rows in ((40, 20), (120, 40), (60, 16), (80, 24)):
        t.resize(columns, rows).wait(r"a\. Vrai").once("Vrai ou faux")


def test_without_colour_there_is_no_colour(terminal: Start) -> None:
    t = first_question(terminal, NO_COLOR="1").send("a").wait("certitude").send("3").wait("✓ Juste")
    assert all(cell.fg == "default" and cell.bg == "default" for row in t.screen.buffer.values() for cell in row.values())


def test_english_speaks_english_around_the_french_course(terminal: Start) -> None:
    t = begin(terminal, TUTOR_LANG="en").wait("you will be able to").send(" ").wait(r"a\. True").send("a")
    t.wait("guessing").send("3").wait("✓ Right")
    t.wait("Comes back").wait("The lesson says")


def test_a_typed_answer_takes_accents_and_commands_by_escape(terminal: Start) -> None:
    t = begin(terminal, "practice", "im-01").wait("Votre réponse")
    t.send("immunologé\x7fie").wait("immunologie").send("enter").wait("✓ Juste")
    t.send("u").wait("Échap commandes").send("esc").wait("reprendre").send("s").wait("Pas encore su")


def test_the_editor_opens_the_question_at_its_line_and_the_card_comes_back(terminal: Start, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/opened\n')
    editor.chmod(0o700)
    t = begin(terminal, "practice", "pc-06", EDITOR=str(editor)).wait("Que peut-on").send("e").wait("Que peut-on")
    while not (tmp_path / "opened").exists():
        t.pump(0.05)
    line, path = (tmp_path / "opened").read_text().split(maxsplit=1)
    assert "id: pc-06" in Path(path.strip()).read_text(encoding="utf-8").splitlines()[int(line[1:]) - 1]
    t.send("q")
    assert t.end() == 0


def unwritable(tmp_path: Path) -> None:
    """Put a directory where the history is: nothing can be saved any more, whoever runs the test."""
    history = tmp_path / "data" / "history.jsonl"
    history.unlink(missing_ok=True)
    history.mkdir()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopping_with_an_answer_that_is_not_saved_says_so_with_5(terminal: Start, tmp_path: Path, stop: signal.Signals) -> None:
    t = first_question(terminal)
    unwritable(tmp_path)
    t.send("a").wait("certitude").send("3").wait("NON ENREGISTRÉE")
    os.kill(t.process.pid, stop)
    assert t.end() == 5
    assert "NON ENREGISTRÉS dans" in t.text()
    assert "sont enregistrées" not in t.text()


def test_an_error_of_the_program_ends_the_stage_in_order(terminal: Start, tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "sitecustomize.py"
    broken.parent.mkdir()
    broken.write_text("import tutor.run\ndef fail(*_): raise KeyError('what')\ntutor.run.Run.feedback = fail\n", encoding="utf-8")
    t = first_question(terminal, PYTHONPATH=os.pathsep.join([str(broken.parent), str(ROOT)])).send("a").wait("certitude").send("3")
    assert t.end() == 1
    assert "Erreur du programme (KeyError" in t.text()
    assert b"Traceback" not in t.raw


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
@pytest.mark.parametrize("where", ["menu", "first card"])
def test_a_signal_restores_the_terminal_wherever_it_comes(terminal: Start, number: int, code: int, where: str) -> None:
    t = at_home(terminal) if where == "menu" else terminal("learn", "m1.l1").wait("L’essentiel")
    os.kill(t.process.pid, number)
    assert t.end() == code
    for on, off in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h"), (b"\x1b[?2004h", b"\x1b[?2004l")):
        assert t.raw.rfind(on) <= t.raw.rfind(off)


@pytest.mark.parametrize(
    "sequence",
    ["\x1ba", "\x1bq", "\x1bs", "\x1b[27;5;9~", "\x1b[57;1u", "\x1b[?1;2c", "\x1b]11;rgb:0000/1111/2222\x07", "\x1bP1+r2\x1b\\", "\x1bOa"],
)
def test_what_no_key_of_ours_sends_answers_nothing(terminal: Start, sequence: str) -> None:
    t = first_question(terminal).send(sequence)
    t.send("down").wait(r"› a\.")
    assert "Avant de lire, que" in t.text()
    t.send("b").wait("certitude")
    assert "Votre réponse : Faux" in t.text()


def test_escape_and_a_control_key_at_once_are_both_heard(terminal: Start) -> None:
    t = first_question(terminal).send("\x1b\x03")
    assert t.end() == 130


@pytest.mark.parametrize("pager", ["no-such-pager", "false", "'"])
def test_a_pager_that_fails_hides_nothing(terminal: Start, pager: str) -> None:
    t = terminal("lessons", "m1.l1", PAGER=pager, rows=60)
    assert t.end() == 0
    assert "phrase A09" in t.text()


def test_control_c_belongs_to_the_pager(terminal: Start) -> None:
    t = terminal("lessons", "m1.l1", PAGER="trap 'echo heard' INT; cat; read x </dev/tty; read y </dev/tty; echo over", rows=60)
    t.wait("phrase A09").send("ctrl-c").wait("heard")  # which ends the first `read`
    assert t.process.isalive()
    assert "over" not in t.text()
    t.send("enter").send("enter").wait("over")
    assert t.end() == 0


@pytest.mark.parametrize("editor", ["no-such-editor", "'"])
def test_an_editor_that_is_not_there_changes_nothing(terminal: Start, editor: str) -> None:
    t = first_question(terminal, EDITOR=editor, VISUAL="").send("e").send("down").wait(r"› a\.")
    t.send("a").wait("certitude")
    assert b"Traceback" not in t.raw


def test_control_z_and_fg_come_back_to_the_menu(terminal: Start) -> None:
    t = at_home(terminal).send("\x1a").send("down").wait(r"› 2\. Choisir une leçon")
    assert "^Z" not in t.text()
    assert t.send("ctrl-c").end() == 130


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_the_prompt_of_the_usual_pager_is_readable_in_french(terminal: Start) -> None:
    t = terminal("glossary")
    t.wait("Espace page suivante, b page d'avant, q fermer")
    assert t.send("q").end() == 0
