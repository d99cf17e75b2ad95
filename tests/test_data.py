"""`tutor data`: the learner's own files, from outside."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command, spaced
from tests.terminal import Terminal
from tutor import merge

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


def kept(folder: Path) -> list[str]:
    """The ids of the events of a history."""
    return [json.loads(line)["id"] for line in (folder / "history.jsonl").read_text(encoding="utf-8").splitlines()]


def three(command: Command, home: Path) -> list[list[str]]:
    """Three learners with as many events each, in the folders data, x and y; their ids."""
    for name in ("data", "x", "y"):
        study(command, TUTOR_DATA_DIR=str(home / name))
    found = [kept(home / name) for name in ("data", "x", "y")]
    assert len({len(each) for each in found}) == 1
    return found


def all_backed_up(data: Path) -> set[str]:
    """The ids of every event in a backup."""
    return {json.loads(line)["id"] for path in (data / "backups").iterdir() for line in merge.read_lines(str(path)) if line}


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed: the clock was not stopped")
@pytest.mark.parametrize("clock", ["2026-12-01 12:00:00", "1999-01-01 00:00:00"])
def test_two_restores_in_one_second_keep_what_was_before_each(command: Command, tmp_path: Path, clock: str) -> None:
    mine, *others = three(command, tmp_path)
    for name in ("x", "y"):
        command("data", "restore", tmp_path / name / "history.jsonl", before=("faketime", clock))
    assert kept(tmp_path / "data") == others[1]
    assert all_backed_up(tmp_path / "data") == {*mine, *others[0], *others[1]}
    listed = json.loads(command("data", "backup", "list", "--json").stdout)
    assert [each["why"] for each in listed] == ["restored", "before-restore"] * 2, "in the order they were made, whatever the clock says"


def test_a_history_lost_after_a_merge_comes_back_with_what_was_merged(command: Command, tmp_path: Path) -> None:
    mine, other, _ = three(command, tmp_path)
    command("data", "merge", tmp_path / "x")
    assert command("progress").stderr == "", "nobody changed progress.json, and nothing says so"
    (tmp_path / "data" / "history.jsonl").unlink()
    said = command("progress").stderr
    assert "manque" not in said
    assert set(kept(tmp_path / "data")) == {*mine, *other}


def test_a_history_lost_after_restores_and_a_reset_comes_back_as_it_was(command: Command, tmp_path: Path) -> None:
    three(command, tmp_path)
    command("data", "merge", tmp_path / "x")
    for name in ("y", "x"):
        command("data", "restore", tmp_path / name / "history.jsonl")
        assert command("progress").stderr == ""
    command("data", "reset", "--yes")
    before = kept(tmp_path / "data")
    (tmp_path / "data" / "history.jsonl").unlink()
    assert "manque" not in command("progress").stderr
    assert kept(tmp_path / "data") == before
    assert answers(command) == 0, "what was given up stays so"


def test_the_latest_backup_is_what_was_before_the_last_change(command: Command, tmp_path: Path) -> None:
    mine, *_ = three(command, tmp_path)
    command("data", "merge", tmp_path / "x")
    command("data", "restore", "latest")
    assert kept(tmp_path / "data") == mine


@pytest.mark.parametrize("change", [lambda data: data.replace(b"\n", b"\r\n"), lambda data: b"\xef\xbb\xbf" + data], ids=["crlf", "mark"])
def test_a_history_that_an_editor_saved_is_merged_and_read_whole(
    command: Command, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    mine, other, _ = three(command, tmp_path)
    path = tmp_path / "x" / "history.jsonl"
    path.write_bytes(change(path.read_bytes()))
    assert json.loads(command("data", "merge", path, "--json").stdout)["new"] == len(other)
    assert set(kept(tmp_path / "data")) == {*mine, *other}
    said = spaced(command("data", "verify", code=3, TUTOR_DATA_DIR=str(tmp_path / "x")).stdout)
    assert "0 ligne illisible" in said
    assert "abîmé" not in said
    assert "L’historique a été modifié depuis" in said


@pytest.mark.parametrize("content", [b"\x00\xff\x01" * 300, b"questions:\n- vrai: Oui\n", b'{"format": 1}\n'])
@pytest.mark.parametrize("verb", ["merge", "restore"])
def test_what_is_no_history_is_refused(command: Command, tmp_path: Path, verb: str, content: bytes) -> None:
    study(command)
    (tmp_path / "file").write_bytes(content)
    before = (tmp_path / "data" / "history.jsonl").read_bytes()
    said = spaced(command("data", verb, tmp_path / "file", code=3).stderr)
    assert "n’est pas un historique" in said
    assert (tmp_path / "data" / "history.jsonl").read_bytes() == before


def test_resetting_nothing_says_so_and_writes_nothing(command: Command, tmp_path: Path) -> None:
    assert spaced(command("data", "reset", "--yes").stdout) == "Rien à remettre à zéro encore.\n"
    assert not (tmp_path / "data").exists()


def test_a_newer_progress_file_is_named_with_its_format(command: Command, tmp_path: Path) -> None:
    study(command)
    (tmp_path / "data" / "progress.json").write_text('{"format": 7}', encoding="utf-8")
    assert "version plus récente du programme (7)" in spaced(command("progress", code=3).stderr)


def test_every_answer_of_the_history_has_its_verdict(command: Command) -> None:
    study(command)
    found = [each for each in json.loads(command("history", "--json").stdout) if each["type"] == "review"]
    assert {each["verdict"] for each in found} <= {"right", "partial", "wrong"}
    assert all((each["verdict"] == "right") == (each["score"] == 1) for each in found)
    assert all({"id", "card", "at", "verdict"} <= each.keys() for each in found)


def test_the_history_names_a_question_by_what_it_is_now_and_promises_nothing_of_one_that_is_gone(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "essai.yaml"
    path.write_text("questions:\n- {id: a, vrai: Une, confiance: non}\n- {id: b, vrai: Deux, confiance: non}\n", encoding="utf-8")
    command("--content", path, "review", "--plain", stdin="\n1\n\n1\n\n\n")
    assert command("--content", path, "history").stdout.count("revient le") == 2
    path.write_text("questions:\n- {id: c, était: [a], vrai: 'Une, autrement', confiance: non}\n", encoding="utf-8")
    said = command("--content", path, "history").stdout
    assert "Une, autrement" in said
    assert said.count("revient le") == 1
