"""What fault tests share: starting a process that acknowledges answers, and reading what is stored without trusting the program."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tutor.events import Event
from tutor.fold import rebuild
from tutor.snapshot import Snapshot, encode
from tutor.store import Store
from tutor.verify import Verified, verify

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def start(arguments: Sequence[str], **environment: str) -> subprocess.Popen[bytes]:
    """A Python process of this project with its output in a pipe."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def acknowledged(output: bytes) -> list[str]:
    """The ids a process said were saved; a half-written one was not said."""
    return [line.decode() for line in output.split(b"\n")[:-1]]


def stored(directory: Path) -> list[str]:
    """The ids in the history, read as plain JSON."""
    ids = []
    for line in (directory / "history.jsonl").read_bytes().split(b"\n")[:-1]:
        try:
            ids.append(json.loads(line)["id"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return ids


def nothing_is_lost(directory: Path, said: Sequence[str]) -> list[Event]:
    """Every acknowledged answer is there once, and the store opens, adds up and goes on. Returns its events."""
    with Store.open(directory) as store:
        events = list(store.events())
        assert encode(Snapshot(store.progress, 0, "")) == encode(Snapshot(rebuild(events), 0, ""))
    ids = stored(directory)
    assert not set(said) - set(ids), "acknowledged and lost"
    assert not set(said) - {event.id for event in events}, "stored and not read"
    found: Verified = verify(directory)
    assert found.saved == ("equal" if events else "missing")
    assert not found.torn
    return events


def compiler() -> str | None:
    """A C compiler, where the shim works at all."""
    return (shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")) if sys.platform == "linux" else None


def shim(directory: Path) -> Path:
    """The LD_PRELOAD library; skips the test where it cannot be built."""
    command = compiler()
    if not command:
        pytest.skip("no C compiler, or not Linux: faults at every operation were not injected")
    library = directory / "shim.so"
    subprocess.run([command, "-shared", "-fPIC", "-O1", "-o", str(library), str(HERE / "shim.c"), "-ldl"], check=True, capture_output=True)
    return library
