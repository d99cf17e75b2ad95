"""Reading again: a finished lesson without its questions, and from a wrong answer to its section, its source, and back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command, spaced
from tests.packs import FIRST, write, write_document
from tests.terminal import Terminal

STUDY = "\n\n" + "s\n\n" * 6 + "\n" * 6
UNTIL_END = "\n\n\n" + "s\n\n" + "\n" + "s\n\n" + "s\n\n" * 2 + "\n"
"""Through a lesson whose questions nobody can answer, to its last screen."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write(tmp_path / "pack", "essai")


def events(command: Command, pack: Path) -> list[object]:
    found = json.loads(command("--content", pack, "history", "--json").stdout)
    assert isinstance(found, list)
    return found


def test_a_finished_lesson_is_read_again_without_a_question_and_nothing_is_kept(command: Command, pack: Path) -> None:
    command("--content", pack, "learn", "--plain", stdin=STUDY)
    before = events(command, pack)
    for words in (["l1", "--read"], ["--read"]):
        out = spaced(command("--content", pack, "learn", *words, "--plain", stdin="\n" * 9).stdout)
        assert out.index("Section 1 sur 2.") < out.index("Section 2 sur 2.") < out.index("Ce qu’il faut retenir")
        assert "Question" not in out
    assert events(command, pack) == before


def test_reading_again_without_a_name_takes_the_lesson_read_last(command: Command) -> None:
    command("learn", "m2.l1", "--plain", stdin="\n" * 2 + "s\n\n" + "\nq\n")
    out = spaced(command("learn", "--read", "--plain", stdin="q\n").stdout)
    title = json.loads(command("lessons", "m2.l1", "--json").stdout)["sections"][0]["title"]
    assert title.replace("'", "’") in out


def test_reading_again_goes_back_and_leaves(command: Command, pack: Path) -> None:
    out = spaced(command("--content", pack, "learn", "l1", "--read", "--plain", stdin="\n\nb\nq\n").stdout)
    assert out.count("Section 1 sur 2.") == 2
    assert "L1" not in command("--content", pack, "learn", "l9", "--read", "--plain", code=2).stderr


def test_at_the_end_t_shows_the_passage_of_each_missed_question_once(command: Command, pack: Path) -> None:
    out = spaced(command("--content", pack, "learn", "--plain", stdin=UNTIL_END + "t\n\n").stdout)
    end = out[out.index("Leçon terminée") :]
    shown = end[end.index("t pour leurs passages") :]
    assert "Que fait le frein de Cours A ?" in shown
    assert "Le frein retient la cellule. On peut le lever." in shown
    assert "Source : document D, « Sur les freins »" in shown


def test_on_the_stage_from_a_wrong_answer_to_its_section_to_its_document_and_back(
    terminal: Callable[..., Terminal], pack: Path, tmp_path: Path
) -> None:
    t = terminal("--content", str(pack), "--documents", str(write_document(tmp_path / "d")), "learn")
    t.wait("Cours A").send(" ").wait("trente secondes").send("esc").wait("2 sections à lire").send(" ").wait("On peut le lever").send(" ")
    t.wait("Que fait le frein").send("s").wait("Pas encore su")
    t.send("t").wait("Leçon de Cours A › Le frein").wait("i pourquoi, source")
    t.send("i").wait("Dans le document").wait(FIRST[:20])
    t.send("t").wait("› Le frein")
    t.send("t").wait("Pas encore su").send("q")
    assert t.end() == 0


def test_on_the_menu_a_finished_lesson_can_be_read_again(terminal: Callable[..., Terminal], command: Command, pack: Path) -> None:
    command("--content", pack, "learn", "--plain", stdin=STUDY)
    t = terminal("--content", str(pack))
    t.wait("› 1. Choisir une leçon").send("1").wait("› l1").send("enter").wait("› 1. La relire").send("1")
    t.wait("Section 1/2").send(" ").wait("Section 2/2").send(" ").wait("Ce qu.il faut retenir").send(" ").wait("1. Choisir une leçon").send(
        "q"
    )
    assert t.end() == 0
