"""`tutor data`: the learner's own files, from outside."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command, spaced
from tests.terminal import Terminal

STUDY = "\n\n1\n3\n\n\n1\n3\nq\n"


def study(command: Command, **env: str) -> None:
    command("learn", "m1.l1", "--plain", stdin=STUDY, **env)


def answers(command: Command, **env: str) -> int:
    return int(json.loads(command("progress", "--json", **env).stdout)["answers"])


def test_an_empty_store_says_so_everywhere(command: Command, tmp_path: Path) -> None:
    assert command("data", "path").stdout.strip() == str(tmp_path / "data")
    assert "Rien à sauvegarder" in command("data", "backup").stdout
    assert "Aucune sauvegarde" in command("data", "backup", "list").stdout
    assert "Tout est en ordre" in command("data", "verify").stdout
    assert not (tmp_path / "data").exists()


def test_a_backup_is_made_listed_checked_and_brought_back(command: Command) -> None:
    study(command)
    made = json.loads(command("data", "backup", "--json").stdout)
    command("data", "reset", "--yes")
    assert answers(command) == 0
    listed = json.loads(command("data", "backup", "list", "--json").stdout)
    assert made["path"] in [b["path"] for b in listed]
    assert "entière" in command("data", "backup", "verify").stdout
    done = json.loads(command("data", "restore", Path(made["path"]).name, "--json").stdout)
    assert done["events"] == made["events"]
    assert answers(command) == 2


def test_reset_without_a_terminal_wants_to_be_told(command: Command) -> None:
    study(command)
    assert "--yes" in command("data", "reset", code=2).stderr
    assert answers(command) == 2


@pytest.mark.parametrize(("size", "plain"), [((40, 20), False), ((80, 24), False), ((80, 24), True)])
def test_reset_asks_on_a_terminal_and_does_nothing_unless_told(
    command: Command, terminal: Callable[..., Terminal], size: tuple[int, int], *, plain: bool
) -> None:
    """Esc, Ctrl-C, No and the end of the input are no; only Yes is yes."""
    study(command)
    yes, no, out = ("2\r", "1\r", "\x04") if plain else ("2", "1", "esc")
    for lang, key, said, code in (
        ("fr", no, "Rien n.a été remis à zéro", 0),
        ("en", out, "Nothing was reset", 0),
        ("fr", "ctrl-c", "Interrompu", 130),
        ("fr", yes, "Remis à zéro : 2 questions", 0),
    ):
        assert answers(command) == 2
        words = ("data", "reset", "--plain") if plain else ("data", "reset")
        t = terminal(*words, columns=size[0], rows=size[1], TUTOR_LANG=lang)
        t.wait("Oui, repartir de zéro|Yes, start from nothing").wait("1 ou 2|Échap retour|1 or 2|Esc back").send(key)
        assert t.wait(said).end() == code
    assert answers(command) == 0


def test_two_machines_are_joined_and_nothing_is_counted_twice(command: Command, tmp_path: Path) -> None:
    other = {"TUTOR_DATA_DIR": str(tmp_path / "other")}
    study(command)
    study(command, **other)
    for _ in range(2):
        command("data", "merge", str(tmp_path / "other" / "history.jsonl"))
        assert answers(command) == 4


def test_a_damaged_line_is_counted_and_refused_by_exit_code(command: Command, tmp_path: Path) -> None:
    study(command)
    history = tmp_path / "data" / "history.jsonl"
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join([*lines[:2], lines[2].replace(b"review", b"revuew"), *lines[3:]]))
    assert "1 ligne illisible" in spaced(command("data", "verify", code=3).stdout)


def test_what_is_not_there_is_one_sentence(command: Command, tmp_path: Path) -> None:
    study(command)
    assert "« rien » n’existe pas" in spaced(command("data", "restore", "rien", code=2).stderr)
    done = command("data", "merge", str(tmp_path / "missing"), code=3)
    assert len(done.stderr.splitlines()) == 1
