"""`tutor data`: the learner's own files, from outside."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.test_cli import Run, spaced, tutor

__all__ = ["tutor"]
STUDY = "\n\n1\n3\n\n\n1\n3\nq\n"


def study(tutor: Run, **env: str) -> None:
    tutor("learn", "m1.l1", "--plain", stdin=STUDY, **env)


def answers(tutor: Run, **env: str) -> int:
    return int(json.loads(tutor("progress", "--json", **env).stdout)["answers"])


def test_an_empty_store_says_so_everywhere(tutor: Run, tmp_path: Path) -> None:
    assert tutor("data", "path").stdout.strip() == str(tmp_path / "data")
    assert "Rien à sauvegarder" in tutor("data", "backup").stdout
    assert "Aucune sauvegarde" in tutor("data", "backup", "list").stdout
    assert "Tout est en ordre" in tutor("data", "verify").stdout
    assert not (tmp_path / "data").exists()


def test_a_backup_is_made_listed_checked_and_brought_back(tutor: Run) -> None:
    study(tutor)
    made = json.loads(tutor("data", "backup", "--json").stdout)
    tutor("data", "reset", "--yes")
    assert answers(tutor) == 0
    listed = json.loads(tutor("data", "backup", "list", "--json").stdout)
    assert made["path"] in [b["path"] for b in listed]
    assert "entière" in tutor("data", "backup", "verify").stdout
    done = json.loads(tutor("data", "restore", Path(made["path"]).name, "--json").stdout)
    assert done["events"] == made["events"]
    assert answers(tutor) == 2


def test_reset_without_a_terminal_wants_to_be_told(tutor: Run) -> None:
    study(tutor)
    assert "--yes" in tutor("data", "reset", code=2).stderr
    assert answers(tutor) == 2


@pytest.mark.parametrize(("size", "plain"), [((40, 20), False), ((80, 24), False), ((80, 24), True)])
def test_reset_asks_on_a_terminal_and_does_nothing_unless_told(
    tutor: Run, terminal: Callable[..., Terminal], size: tuple[int, int], *, plain: bool
) -> None:
    """Esc, Ctrl-C, No and the end of the input are no; only Yes is yes."""
    study(tutor)
    yes, no, out = ("2\r", "1\r", "\x04") if plain else ("2", "1", "esc")
    for lang, key, said, code in (
        ("fr", no, "Rien n.a été remis à zéro", 0),
        ("en", out, "Nothing was reset", 0),
        ("fr", "ctrl-c", "Interrompu", 130),
        ("fr", yes, "Remis à zéro : 2 questions", 0),
    ):
        assert answers(tutor) == 2
        words = ("data", "reset", "--plain") if plain else ("data", "reset")
        t = terminal(*words, columns=size[0], rows=size[1], TUTOR_LANG=lang)
        t.wait("Oui, repartir de zéro|Yes, start from nothing").wait("1 ou 2|Échap retour|1 or 2|Esc back").send(key)
        assert t.wait(said).end() == code
    assert answers(tutor) == 0


def test_two_machines_are_joined_and_nothing_is_counted_twice(tutor: Run, tmp_path: Path) -> None:
    other = {"TUTOR_DATA_DIR": str(tmp_path / "other")}
    study(tutor)
    study(tutor, **other)
    for _ in range(2):
        tutor("data", "merge", str(tmp_path / "other" / "history.jsonl"))
        assert answers(tutor) == 4


def test_a_damaged_line_is_counted_and_refused_by_exit_code(tutor: Run, tmp_path: Path) -> None:
    study(tutor)
    history = tmp_path / "data" / "history.jsonl"
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join([*lines[:2], lines[2].replace(b"review", b"revuew"), *lines[3:]]))
    assert "1 ligne illisible" in spaced(tutor("data", "verify", code=3).stdout)


def test_what_is_not_there_is_one_sentence(tutor: Run, tmp_path: Path) -> None:
    study(tutor)
    assert "« rien » n’existe pas" in spaced(tutor("data", "restore", "rien", code=2).stderr)
    done = tutor("data", "merge", str(tmp_path / "missing"), code=3)
    assert len(done.stderr.splitlines()) == 1
