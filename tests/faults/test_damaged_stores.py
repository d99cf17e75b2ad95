"""Stores that were torn, edited, swapped, linked, made by a newer program or never were stores: opened or refused, never made worse."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.harness import nothing_is_lost
from tests.happenings import reviewed, started
from tutor import codec
from tutor.errors import ProgressRefused
from tutor.store import Store
from tutor.verify import verify

ANSWERS = 12


def history(data: Path) -> Path:
    return data / "history.jsonl"


def progress(data: Path) -> Path:
    return data / "progress.json"


def edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def edit_line(data: Path, number: int, change: Callable[[bytes], bytes]) -> None:
    """Change one line of the history, counted from 0 or from the end, its newline included; the snapshot knows nothing of it."""
    lines = history(data).read_bytes().splitlines(keepends=True)
    lines[number] = change(lines[number])
    history(data).write_bytes(b"".join(lines))


def replaced_by(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


def sealed(**fields: object) -> bytes:
    return codec.seal({"id": "x", "type": "dream", "at": 1, "day": "2026-01-05", "n": 99} | fields)


def swap(data: Path) -> None:
    """The history of somebody else."""
    with Store.open(data / "other") as store:
        store.append([reviewed(f"c/other{i}") for i in range(ANSWERS)])
    shutil.move(data / "other" / "history.jsonl", history(data))
    shutil.rmtree(data / "other")


def both(*changes: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        for each in changes:
            each(data)

    return change


def lose_progress(data: Path) -> None:
    progress(data).unlink()


def tear(data: Path) -> None:
    edit(history(data), lambda old: old[:-60])


def make_read_only(data: Path) -> None:
    history(data).chmod(0o400)
    progress(data).chmod(0o400)


def rubbish_in_backups(data: Path) -> None:
    (data / "backups").mkdir()
    (data / "backups" / "20260101T000000Z-9-daily.jsonl.gz").touch()


def be_a_file(data: Path) -> None:
    shutil.rmtree(data)
    data.write_bytes(b"x")


# How a store is damaged, and how many of its 12 answers are then still to be found.
MENDED: dict[str, tuple[Callable[[Path], object], int]] = {
    "nothing": (both(), ANSWERS),
    "lock gone": (lambda data: (data / "lock").unlink(), ANSWERS),
    "lock full of rubbish": (lambda data: (data / "lock").write_bytes(b"4711\n"), ANSWERS),
    "progress gone": (lose_progress, ANSWERS),
    "progress empty": (lambda data: progress(data).write_bytes(b""), ANSWERS),
    "progress cut": (lambda data: edit(progress(data), lambda old: old[:100]), ANSWERS),
    "progress without its end": (lambda data: edit(progress(data), lambda old: old[:-1]), ANSWERS),
    "progress edited": (lambda data: edit(progress(data), lambda old: old.replace(b"c/q1", b"c/qq")), ANSWERS),
    "progress rubbish": (lambda data: progress(data).write_bytes(os.urandom(3000)), ANSWERS),
    "progress zeros": (lambda data: progress(data).write_bytes(bytes(4096)), ANSWERS),
    "progress a list": (lambda data: progress(data).write_bytes(b"[]"), ANSWERS),
    "progress deep": (lambda data: progress(data).write_bytes(b"[" * 100_000), ANSWERS),
    "progress in UTF-16": (lambda data: edit(progress(data), lambda old: old.decode().encode("utf-16")), ANSWERS),
    "progress reformatted": (lambda data: edit(progress(data), lambda old: json.dumps(json.loads(old), indent=2).encode()), ANSWERS),
    "progress format a word": (lambda data: progress(data).write_bytes(b'{"format":"one"}'), ANSWERS),
    "progress of another history": (swap, 0),
    "draft left over": (lambda data: (data / "progress.json.new").write_bytes(b"{"), ANSWERS),
    "last line torn": (tear, ANSWERS - 1),
    "last line torn, progress gone": (both(tear, lose_progress), ANSWERS - 1),
    "last line without newline": (lambda data: edit(history(data), lambda old: old[:-1]), ANSWERS),
    "last line half and zeros": (lambda data: edit(history(data), lambda old: old[:-60] + bytes(4096)), ANSWERS - 1),
    "rubbish after the end": (lambda data: edit(history(data), lambda old: old + b"rubbish"), ANSWERS),
    "a line of rubbish after the end": (lambda data: edit(history(data), lambda old: old + b"rubbish\n"), ANSWERS),
    "empty lines": (lambda data: edit(history(data), lambda old: b"\n\n" + old + b"\n\n"), ANSWERS),
    "zeros after the end": (lambda data: edit(history(data), lambda old: old + bytes(5000)), ANSWERS),
    "first line edited": (lambda data: edit_line(data, 1, lambda line: line.replace(b"c/q0", b"c/qX")), ANSWERS - 1),
    "a line edited, progress gone": (
        both(lambda data: edit_line(data, 5, lambda line: line[:9] + b"#" + line[10:]), lose_progress),
        ANSWERS - 1,
    ),
    "a line deleted": (lambda data: edit_line(data, 5, lambda _: b""), ANSWERS - 1),
    "a line doubled": (lambda data: edit_line(data, 5, lambda line: line * 2), ANSWERS),
    "two lines run together": (lambda data: edit_line(data, 5, lambda line: line[:-1]), ANSWERS - 2),
    "lines shuffled": (lambda data: edit(history(data), lambda old: b"".join(sorted(old.splitlines(keepends=True)))), ANSWERS),
    "everything twice": (lambda data: edit(history(data), lambda old: old * 2), ANSWERS),
    "CRLF": (lambda data: edit(history(data), lambda old: old.replace(b"\n", b"\r\n")), ANSWERS),
    "byte order mark": (lambda data: edit(history(data), lambda old: b"\xef\xbb\xbf" + old), ANSWERS),
    "git conflict": (lambda data: edit_line(data, 5, lambda line: b"<<<<<<< HEAD\n" + line + b"=======\n>>>>>>> x\n"), ANSWERS),
    "history empty": (lambda data: history(data).write_bytes(b""), 0),
    "history gone": (lambda data: history(data).unlink(), 0),
    "history halved": (lambda data: edit(history(data), lambda old: b"".join(old.splitlines(keepends=True)[:7])), 6),
    "history of another program": (lambda data: history(data).write_bytes(b"date,card,grade\n2026-01-05,q1,3\n" * 50), 0),
    "history binary": (lambda data: history(data).write_bytes(os.urandom(100_000)), 0),
    "one endless line": (lambda data: edit(history(data), lambda old: old + b"x" * 5_000_000), ANSWERS),
    "a wrong type": (lambda data: edit(history(data), lambda old: old + sealed(type="review", card=7)), ANSWERS),
    "a day that never was": (lambda data: edit(history(data), lambda old: old + sealed(type="read", day="2026-02-31")), ANSWERS),
    "a huge number": (lambda data: edit(history(data), lambda old: old + sealed(n=10**400)), ANSWERS),
    "an unknown type": (lambda data: edit(history(data), lambda old: old + sealed()), ANSWERS),
    "read-only files": (make_read_only, ANSWERS),
    "backups a file": (lambda data: (data / "backups").write_bytes(b""), ANSWERS),
    "backups full of rubbish": (rubbish_in_backups, ANSWERS),
}

REFUSED: dict[str, Callable[[Path], object]] = {
    "newer progress": lambda data: edit(progress(data), lambda old: old.replace(b'"format":1', b'"format":2')),
    "newer progress, otherwise unknown": lambda data: progress(data).write_bytes(b'{"format": 3, "what": []}'),
    "newer history": lambda data: edit(history(data), lambda old: old + sealed(type="format", format=2)),
    "history a directory": lambda data: replaced_by(os.mkdir)(history(data)),
    "history a FIFO": lambda data: replaced_by(os.mkfifo)(history(data)),
    "history a link to a device": lambda data: replaced_by(lambda path: path.symlink_to("/dev/zero"))(history(data)),
    "history a link to nothing": lambda data: replaced_by(lambda path: path.symlink_to("/nowhere/at/all"))(history(data)),
    "history a link to itself": lambda data: replaced_by(lambda path: path.symlink_to(path))(history(data)),
    "progress a directory": lambda data: replaced_by(os.mkdir)(progress(data)),
    "progress a FIFO": lambda data: replaced_by(os.mkfifo)(progress(data)),
    "progress a link to a device": lambda data: replaced_by(lambda path: path.symlink_to("/dev/full"))(progress(data)),
    "lock a directory": lambda data: replaced_by(os.mkdir)(data / "lock"),
    "everything a file": be_a_file,
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store with twelve answers, closed."""
    with Store.open(tmp_path / "data") as store:
        store.append([started("s1")])
        store.append([reviewed(f"c/q{i}", at=i) for i in range(ANSWERS)])
    return tmp_path / "data"


def looks(data: Path) -> dict[str, tuple[int, bytes]]:
    """What lies in a directory."""
    return {
        str(path): (path.lstat().st_mode, path.read_bytes() if path.is_file() and not path.is_symlink() else b"")
        for path in [data, *data.glob("**/*")]
    }


@pytest.mark.parametrize("damage", MENDED)
def test_a_damaged_store_opens_with_everything_still_there_and_goes_on(data: Path, damage: str) -> None:
    change, kept = MENDED[damage]
    change(data)
    before = history(data).read_bytes() if history(data).exists() else b""
    began = time.monotonic()
    store = Store.open(data)
    assert time.monotonic() - began < 2
    answered = [card for card in store.progress.cards if "other" not in card]
    assert len(answered) == kept
    (event,) = store.append([reviewed("c/after")])
    assert store.close() == 0
    nothing_is_lost(data, [event.id])
    whole = [line for line in before.split(b"\n") if codec.is_whole(line)]
    everywhere = b"".join(path.read_bytes() for path in data.iterdir() if path.is_file())
    assert all(line in history(data).read_bytes() for line in whole), "no line was altered"
    assert all(line in everywhere for line in before.split(b"\n")), "what was damaged is kept as evidence"


@pytest.mark.parametrize(
    "damage", ["last line torn", "a line edited, progress gone", "progress edited", "git conflict", "history gone", "history halved"]
)
def test_the_learner_is_told_what_happened_with_file_and_number(data: Path, damage: str) -> None:
    MENDED[damage][0](data)
    with Store.open(data) as store:
        all_told = store.notices
    told = [notice for notice in all_told if notice.what != "rebuilt"] or all_told
    expected = {
        "last line torn": "torn",
        "a line edited, progress gone": "damaged",
        "git conflict": "foreign",
        "progress edited": "rebuilt",
    }
    (notice, *_) = told
    assert notice.what == expected.get(damage, "lost")
    assert notice.count > 0
    assert Path(notice.path).parent == data
    assert Store.open(data).notices == [], "told once"


@pytest.mark.parametrize("damage", REFUSED)
def test_what_is_not_ours_is_refused_at_once_and_nothing_changes(data: Path, damage: str) -> None:
    REFUSED[damage](data)
    before = looks(data)
    began = time.monotonic()
    with pytest.raises(ProgressRefused) as refusal:
        Store.open(data)
    assert time.monotonic() - began < 1
    assert refusal.value.reason in {"newer", "kind", "unreadable"}
    assert looks(data) == before


def test_an_edit_deep_in_the_history_is_found_by_verifying(data: Path) -> None:
    edit_line(data, 5, lambda line: line.replace(b'"score":1', b'"score":0'))
    found = verify(data)
    assert (found.damaged, found.saved, found.is_good) == (1, "differs", False)


def test_damage_within_is_kept_once_and_not_at_every_start(data: Path) -> None:
    MENDED["a line edited, progress gone"][0](data)
    for _ in range(3):
        progress(data).unlink(missing_ok=True)
        Store.open(data).close()
    assert len(list(data.glob("history.jsonl.damaged-*"))) == 1
