"""Saved folds and histories damaged at random, in memory and on the disk: small and fast, so that there can be very many."""

import os
import random
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.happenings import moment, reviewed, started
from tutor import codec, history, loading, merge, snapshot
from tutor.errors import ProgressRefused
from tutor.events import Ended, Event, Planned, Read, Renamed, Set, Undone
from tutor.folder import Folder
from tutor.store import Store

PIECES = [
    b"\n",
    b"\r\n",
    b"\0",
    b"{",
    b"}",
    b"[",
    b'"',
    b",",
    b":",
    b"\\u0000",
    b"\\ud800",
    b"\xff",
    b"\xed\xa0\x80",
    b"1e999",
    b"-1",
    b"NaN",
]
PIECES += [
    b"null",
    b"true",
    b'"type":"undo"',
    b'"type":"rename"',
    b'"type":"reset"',
    b'"format":2',
    b'"n":0',
    b'"at":-1',
    b"9" * 40,
    b"2026-02-31",
]
CONFIGS = (b"", b"[course]\n", b"id = 1")


def seeds(folder: Path) -> tuple[bytes, bytes]:
    """A history with one of everything, and the saved fold of it."""
    with Store.open(folder) as store:
        events = store.append(
            [started(), *(reviewed(f"c/q{n}", day=n % 4, at=n) for n in range(6)), reviewed("c/é#2", day=3, confidence=3)]
        )
        store.append([Read(moment(4), "s1", "c/s"), Set(moment(4), "lang", "fr"), Undone(moment(4), (events[2].id,))])
        store.append(
            [Planned(moment=moment(4), course="c", exam_day=moment(30).day, weights=(("m", 0.5),)), Renamed(moment(4), "c/q1", "c/z")]
        )
        store.append([started("s2", day=5), reviewed("c/z", day=5, session="s2"), Ended(moment(5), "s1", finished=True)])
    return (folder / "history.jsonl").read_bytes(), (folder / "progress.json").read_bytes()


def mutants(seed: bytes, chance: random.Random) -> Iterator[bytes]:
    """The seed with one to four cuts, insertions, doublings and bits flipped; half of the lines carry the right sum again."""
    while True:
        data = seed
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            at = chance.randrange(len(data) + 1)
            end = min(len(data), at + chance.choice((1, 1, 4, 60, 700)))
            kind = chance.randrange(5)
            if kind == 0 and at < len(data):
                data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
            else:
                piece = chance.choice(PIECES)
                data = (data[:at] + piece + data[at:], data[:at] + data[end:], data[:at] + piece + data[end:], data[:end] + data[at:])[
                    kind - 1
                ]
        yield data


def resealed(data: bytes) -> bytes:
    """The lines with right sums, so that what is inside is looked at."""
    return b"".join(
        line if codec.is_whole(line[:-1]) or b',"sum":"' not in line
        else b'%b,"sum":"%08x"}\n' % (body := line[: line.rindex(b',"sum":"')], zlib.crc32(body))
        for line in data.splitlines(keepends=True)
    )  # fmt: skip


def resummed(data: bytes) -> bytes:
    """A saved fold with the right sum."""
    body = data[: data.rfind(b',\n"sum":"')] if b',\n"sum":"' in data else data
    return b'%b,\n"sum":"%08x"}\n' % (body, zlib.crc32(body))


def read_lines(data: bytes) -> None:
    """Every line by itself, as the store, the merge and a person's edits meet it."""
    for line in data.split(b"\n"):
        found = codec.decode(line)
        if isinstance(found, Event):
            assert codec.decode(codec.encode(found)[:-1]) == found, "what was read is written alike"
    merge.union([data.split(b"\n")])


def read_saved(data: bytes) -> None:
    """A saved fold: understood, damaged, or of another version."""
    try:
        saved = snapshot.decode(data)
    except (snapshot.Damaged, snapshot.Newer, snapshot.Older):
        return
    assert snapshot.encode(saved)


def replayed(data: bytes, path: Path) -> None:
    """A history folded from its beginning."""
    path.write_bytes(data)
    fd = os.open(path, os.O_RDONLY)
    try:
        history.replay(fd, 0, len(data))
    except ProgressRefused:
        pass
    finally:
        os.close(fd)


def fuzzed(folder: Path, count: int, seed: int) -> int:
    """So many mutants. Returns how many were looked at."""
    chance = random.Random(seed)
    lines, saved = seeds(folder / "seed")
    histories, folds = mutants(lines, chance), mutants(saved, chance)
    one = [line + b"\n" for line in lines.splitlines()]
    singles = [mutants(line, chance) for line in one]
    for n in range(count):
        if n % 8 == 0:
            data = next(histories)
            replayed(resealed(data) if n % 16 else data, folder / "history.jsonl")
        elif n % 8 == 1:
            data = next(folds)
            read_saved(resummed(data) if n % 16 == 1 else data)
        else:
            data = next(singles[n % len(singles)])
            read_lines(resealed(data) if n % 2 else data)
    return count


def opened(folder: Path, count: int, seed: int) -> int:
    """So many stores on the disk: opened, studied on and closed, or refused; every whole line is still there."""
    chance = random.Random(seed)
    lines, saved = seeds(folder / "seed")
    histories, folds = mutants(lines, chance), mutants(saved, chance)
    for n in range(count):
        data = Folder(str(folder / str(n % 20)))
        shutil.rmtree(data.path, ignore_errors=True)
        Path(data.path).mkdir()
        now = resealed(next(histories)) if n % 3 else lines
        Path(data.history).write_bytes(now)
        Path(data.progress).write_bytes(resummed(next(folds)) if n % 3 == 0 else saved)
        try:
            with Store.open(data.path) as store:
                store.append([reviewed("c/after", day=9)])
            loading.load(data)
        except ProgressRefused:
            assert Path(data.history).read_bytes() == now, "refused and untouched"
            continue
        after = Path(data.history).read_bytes()
        assert all(line in after for line in now.split(b"\n") if codec.is_whole(line)), "no whole line was lost or altered"
    return count
