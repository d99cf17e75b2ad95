"""Power cuts: every state a disk may be in after one, at every operation of a session, by the strict reading of POSIX.

What a file holds is sure up to its last fsync; of what was written since, nothing, a part, zeros of that length, or all may be there.
The names in a directory are sure up to its last fsync; of those made, renamed or removed since, the first few, or all, or none may be.
"""

import itertools
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.faults.harness import nothing_is_lost
from tests.happenings import moment, reviewed
from tutor.store import Store


@dataclass
class File:
    """What was last made durable of a file, and what it holds."""

    sure: bytes = b""
    now: bytes = b""

    def may_hold(self) -> set[bytes]:
        """Its content after a power cut."""
        shared = next((i for i, (a, b) in enumerate(zip(self.sure, self.now, strict=False)) if a != b), min(len(self.sure), len(self.now)))
        new = self.now[shared:]
        torn = {self.now[:shared] + new[: len(new) * part // 16] for part in range(16)}
        zeros = self.now[:shared] + bytes(len(new))
        return {self.sure, *torn, zeros, self.now}


Change: TypeAlias = Callable[[dict[str, File]], object]
WATCHED = ("open", "close", "write", "fsync", "ftruncate", "replace", "unlink")


@dataclass
class Disk:
    """The files under a directory, as operations change them."""

    root: str
    names: dict[str, File] = field(default_factory=dict)
    sure_names: dict[str, File] = field(default_factory=dict)
    waiting: dict[str, list[Change]] = field(default_factory=dict)
    open_files: dict[int, File] = field(default_factory=dict)
    open_directories: dict[int, str] = field(default_factory=dict)

    def change_names(self, path: str, change: Change) -> None:
        """Make, rename or remove a name."""
        change(self.names)
        self.waiting.setdefault(str(Path(path).parent), []).append(change)

    def sync_names(self, directory: str) -> None:
        """The directory is durable."""
        for change in self.waiting.pop(directory, []):
            change(self.sure_names)

    def states(self) -> Iterator[dict[str, bytes]]:
        """Every content of the directory that a power cut now may leave."""
        for counts in itertools.product(*(range(len(changes) + 1) for changes in self.waiting.values())):
            names = dict(self.sure_names)
            for count, changes in zip(counts, self.waiting.values(), strict=True):
                for change in changes[:count]:
                    change(names)
            contents = [sorted(file.may_hold()) for file in names.values()]
            assert math.prod(map(len, contents)) < 10_000, "too much is left unsure at once"
            for held in itertools.product(*contents):
                yield dict(zip(names, held, strict=True))


@dataclass
class Watched:
    """The file operations of `os`, followed by a disk; `at_each` is called after each."""

    disk: Disk
    at_each: Callable[[], None]
    real: dict[str, Callable[..., Any]] = field(default_factory=lambda: {name: getattr(os, name) for name in WATCHED})

    def open(self, path: str, flags: int, mode: int = 0o777) -> int:
        fd: int = self.real["open"](path, flags, mode)
        if Path(path).is_dir():
            self.disk.open_directories[fd] = path
        elif path.startswith(self.disk.root):
            if path not in self.disk.names:
                made = File()
                self.change(path, lambda names: names.__setitem__(path, made))
            self.disk.open_files[fd] = self.disk.names[path]
        return fd

    def close(self, fd: int) -> None:
        self.disk.open_files.pop(fd, None)
        self.disk.open_directories.pop(fd, None)
        self.real["close"](fd)

    def write(self, fd: int, data: bytes) -> int:
        count: int = self.real["write"](fd, data)
        if fd in self.disk.open_files:
            self.disk.open_files[fd].now += bytes(data)[:count]
            self.at_each()
        return count

    def fsync(self, fd: int) -> None:
        self.real["fsync"](fd)
        if fd in self.disk.open_files:
            self.disk.open_files[fd].sure = self.disk.open_files[fd].now
        else:
            self.disk.sync_names(self.disk.open_directories[fd])
        self.at_each()

    def ftruncate(self, fd: int, size: int) -> None:
        self.real["ftruncate"](fd, size)
        self.disk.open_files[fd].now = self.disk.open_files[fd].now[:size]
        self.at_each()

    def replace(self, source: str, target: str) -> None:
        self.real["replace"](source, target)
        self.change(target, lambda names: names.__setitem__(target, names.pop(source)))

    def unlink(self, path: str) -> None:
        self.real["unlink"](path)
        self.change(path, lambda names: names.pop(path, None))

    def change(self, path: str, change: Change) -> None:
        self.disk.change_names(path, change)
        self.at_each()


def test_no_power_cut_at_any_moment_loses_an_acknowledged_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "data"
    root.mkdir()
    disk = Disk(str(root))
    said: list[str] = []
    cuts: set[tuple[tuple[tuple[str, bytes], ...], tuple[str, ...]]] = set()

    def cut() -> None:
        cuts.update((tuple(sorted(state.items())), tuple(said)) for state in disk.states())

    with monkeypatch.context() as watched:
        operations = Watched(disk, cut)
        for name in WATCHED:
            watched.setattr(os, name, getattr(operations, name))
        store = Store.open(root)
        for day in range(3):
            said += [event.id for event in store.append([reviewed("c/q1", day=day), reviewed(f"c/q{day}", day=day, at=1)])]
            cut()
            store.snapshot()
        said += [event.id for event in store.undo([said[0]], moment(1))]
        cut()
        store.close()
    assert len(cuts) > 200
    for i, (state, ids) in enumerate(sorted(cuts)):
        after = tmp_path / f"after{i}"
        for path, content in state:
            file = after / Path(path).relative_to(root)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if ids or (after / "history.jsonl").exists():
            nothing_is_lost(after, ids)
