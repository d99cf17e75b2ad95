"""What damaged stores are mended under: killed, starved, crowded, read-only, elsewhere; the original is kept and nothing whole is lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.child import NOT_REACHED
from tests.faults.damages import both, edit, edit_line, history, lose_progress, progress, tear
from tests.faults.harness import nothing_is_lost, shim, start, stored
from tests.faults.sessions import environment, run, told
from tests.happenings import reviewed
from tests.terminal import ROOT
from tutor import codec
from tutor.store import Store
from tutor.verify import verify

DAYS = 4


def flip(data: Path) -> None:
    """A bit in the second line, which every backup has."""
    edit_line(data, 1, lambda line: line.replace(b'"score":1', b'"score":3', 1))


def zeros_after(data: Path) -> None:
    """What a power cut leaves on some disks: the last line, and a block of zeros."""
    edit(history(data), lambda old: old[:-40] + bytes(4096))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a bit": flip,
    "a bit, progress gone": both(flip, lose_progress),
    "torn, progress damaged": both(tear, lambda data: edit(progress(data), lambda old: old[:-9] + b"#" + old[-8:])),
    "zeros at the end": zeros_after,
    "history gone": lambda data: history(data).unlink(),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A card on each of four days, so that there are backups of the first three."""
    for day in range(DAYS):
        with Store.open(tmp_path / "before") as store:
            store.append([reviewed(f"c/q{day}{i}", day=day, at=i) for i in range(3)])
    return tmp_path / "before"


def all_bytes(data: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(data.iterdir()) if path.is_file())


@pytest.mark.parametrize(
    ("damage", "size"),
    [("a bit", "few"), ("history gone", "few"), *(pytest.param(damage, "all", marks=pytest.mark.nightly) for damage in DAMAGES)],
)
def test_a_mending_that_is_killed_or_fails_at_any_operation_loses_nothing_and_is_done_by_the_next(
    data: Path, tmp_path: Path, damage: str, size: str
) -> None:
    whole = {codec.decode(line) for line in history(data).read_bytes().split(b"\n")[:6]}
    DAMAGES[damage](data)
    before = history(data).read_bytes() if history(data).exists() else b""
    library = shim(tmp_path)
    words = ["-m", "tests.faults.child", "--points", str(tmp_path), str(library), size, "mending"]
    output, errors = start(words, LD_PRELOAD=str(library)).communicate()
    results = [json.loads(line) for line in output.splitlines()]
    assert len(results) > 30, errors.decode()
    for result in results:
        directory = Path(result["directory"])
        assert result["status"] in {-9, 0, 100, NOT_REACHED, NOT_REACHED + 100}, errors.decode()
        events = nothing_is_lost(directory, result["said"])
        assert whole <= set(events), f"what a backup has is there again: {result}"
        assert len(set(stored(directory))) == len(stored(directory))
        kept = all_bytes(directory)
        assert all(line in kept for line in before.split(b"\n")), "the original is kept"
        assert not list(directory.glob("*.new")), result


def test_two_programs_that_mend_at_once_mend_once(data: Path) -> None:
    before = verify(data).events
    flip(data)
    lose_progress(data)
    env = environment(data)
    words = [sys.executable, "-m", "tutor.cli", "progress", "--json"]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: subprocess.run(words, env=env, capture_output=True, check=False, cwd=ROOT), range(4)))
    assert [each.returncode for each in done] == [0] * 4
    assert verify(data).events == before
    assert len(list(data.glob("history.jsonl.damaged-*"))) == 1


def test_a_damaged_store_that_cannot_be_written_is_read_and_told_each_time(data: Path) -> None:
    flip(data)
    library = shim(data.parent)
    faults = {"FAULT_PATH": str(data), "FAULT_ACTION": "error", "FAULT_AT": "1", "FAULT_ERRNO": "30", "FAULT_TIMES": "1000000"}
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    for _ in range(2):
        done = run(data, "history", "--json", env={"LD_PRELOAD": str(library), **faults})
        assert done.code == 0, done.said()
        assert len([each for each in json.loads(done.out) if each["type"] == "review"]) == 3 * DAYS - 1
        assert "1 ligne illisible" in done.err.decode().replace("\u00a0", " ")
        assert "damaged-" not in done.err.decode(), "no copy is named that could not be made"
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_linked_directory_on_another_disk_is_mended_there(data: Path, tmp_path: Path) -> None:
    other = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path
    away = other / f"tutor-mending-{os.getpid()}"
    shutil.move(data, away)
    try:
        data.symlink_to(away)
        flip(data)
        assert len([each for each in told(data, "history") if each["type"] == "review"]) == 3 * DAYS
        assert data.is_symlink()
        assert len(list(away.glob("history.jsonl.damaged-*"))) == 1
    finally:
        shutil.rmtree(away)


def test_a_second_damage_behind_a_first_is_kept_too(data: Path) -> None:
    shutil.rmtree(data / "backups")
    for line in (1, 4):
        edit_line(data, line, lambda old: old.replace(b'"score":1', b'"score":3', 1))
        progress(data).unlink()
        Store.open(data).close()
        assert any(path.read_bytes() == history(data).read_bytes() for path in data.glob("history.jsonl.damaged-*"))
    Store.open(data).close()
    assert len(list(data.glob("history.jsonl.damaged-*"))) == 2


def test_without_its_backups_a_damaged_store_keeps_all_that_is_whole(data: Path) -> None:
    shutil.rmtree(data / "backups")
    flip(data)
    with Store.open(data) as store:
        assert [notice.what for notice in store.notices] == ["damaged", "rebuilt"]
        assert len(store.progress.cards) == 3 * DAYS - 1


@pytest.mark.parametrize("damage", ["a bit", "zeros at the end"])
def test_damage_is_no_reason_to_touch_what_a_newer_program_saved(data: Path, damage: str) -> None:
    DAMAGES[damage](data)
    edit(progress(data), lambda old: old.replace(b'"format":1', b'"format":2'))
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    for words in ("progress --json", "review --plain", "data verify"):
        done = run(data, *words.split(), given=b"\n1\n")
        assert done.code == 3, done.said()
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
