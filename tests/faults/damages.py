"""How a store may be damaged, and what is then still to be found: torn, edited, swapped, linked, of a newer program, never a store."""

import gzip
import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

from tests.happenings import reviewed, started
from tutor import codec
from tutor.codec import record_of
from tutor.events import Event
from tutor.store import Store

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


def store_with_answers(data: Path) -> Path:
    """A store with twelve answers, closed."""
    with Store.open(data) as store:
        store.append([started("s1")])
        store.append([reviewed(f"c/q{i}", at=i) for i in range(ANSWERS)])
    return data


# What nobody can see is not here: a saved fold with other numbers than the history's and a sum made anew; `data verify` tells of it.
# What follows is made by rule; the number of answers still to be found is that of the lines that are whole.
def whole_answers(data: Path) -> int:
    """How many of the twelve answers stand in a line that is whole."""
    lines = {line.strip() for line in history(data).read_bytes().split(b"\n")} if history(data).is_file() else set()
    return sum(codec.is_whole(line) and b'"card":"c/q' in line for line in lines)


def cut(part: int) -> Callable[[Path], None]:
    """End the history after so many sixteenths."""
    return lambda data: edit(history(data), lambda old: old[: len(old) * part // 16])


def flip(path: Callable[[Path], Path], part: int) -> Callable[[Path], None]:
    """Change one bit, after so many twenty-fourths of a file."""

    def change(old: bytes) -> bytes:
        at = (2 * part + 1) * len(old) // 48
        return old[:at] + bytes([old[at] ^ 1]) + old[at + 1 :]

    return lambda data: edit(path(data), change)


def with_field(name: str, value: object) -> Callable[[Path], None]:
    """An answer to another question whose line is whole and whose field is not what it should be."""
    line = codec.seal(record_of(Event("f" * 32, 99, reviewed("c/other"))) | {name: value})
    return lambda data: edit(history(data), lambda old: old + line)


def progress_with(name: str, value: object) -> Callable[[Path], None]:
    """A saved fold whose sum is right and whose field is not what it should be."""

    def change(old: bytes) -> bytes:
        from zlib import crc32

        fields = json.loads(old) | {name: value}
        del fields["sum"]
        body = json.dumps(fields, separators=(",\n", ":")).encode()[:-1]
        return b'%b,\n"sum":"%08x"}\n' % (body, crc32(body))

    return lambda data: edit(progress(data), change)


def moved(path: Callable[[Path], Path], link: Callable[[Path, Path], object]) -> Callable[[Path], None]:
    """The file is elsewhere, and a link stands in its place."""

    def change(data: Path) -> None:
        away = data.parent / f"{path(data).name}.away"
        shutil.move(path(data), away)
        link(away, path(data))

    return change


def be_socket(path: Path) -> None:
    """A socket of that name; bound from its directory, for names of sockets are short."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


FIELDS: list[tuple[str, object]] = [
    ("id", ""), ("id", 7), ("id", "x" * 10_000), ("at", -1), ("at", 1e300), ("at", "now"), ("at", None), ("day", "9999-12-31"),
    ("day", "0001-01-01"), ("day", "2026-13-01"), ("day", 20260105), ("n", -5), ("n", 0), ("n", 2**63), ("n", 1.5), ("n", True),
    ("session", None), ("card", ""), ("card", "other"), ("card", "c/other\x1b[2J\u202e"), ("card", "../../other"), ("card", "other" * 9_999),
    ("version", 7), ("rating", 0), ("rating", 9), ("rating", "good"), ("first", "yes"), ("score", -1), ("score", 2), ("score", float("nan")),
    ("score", "1"), ("ms", -1), ("ms", 10**30), ("confidence", 9), ("answer", []), ("answer", {"picked": "x"}),
    ("answer", {"picked": [10**30]}), ("answer", {"typed": [1]}), ("answer", {"typed": ["\ud800\x9b31m"]}), ("hints", -1), ("scheduler", 5),
    ("type", "undo"), ("type", "start"), ("type", "read"), ("type", "exam"), ("type", "setting"), ("type", "plan"), ("type", "reset"),
]  # fmt: skip
SAVED: list[tuple[str, object]] = [
    ("position", -1), ("position", 10**18), ("position", 17), ("position", "x"), ("position", 1.5), ("position", None), ("mark", ""),
    ("mark", 5), ("n", -1), ("n", "x"), ("day", "9999-12-31"), ("at", "x"), ("at", -1), ("sections", []),
    ("days", None), ("settings", 3), ("day", 7), ("settings", []), ("plans", [{}]), ("results", [[1]]),
    ("open", [[]]), ("open", [{}]), ("columns", ""), ("cards", []),
    ("format", 0), ("format", None), ("format", True), ("format", [1]),
]  # fmt: skip

MADE: dict[str, Callable[[Path], object]] = {
    **{f"history cut at {part}/16": cut(part) for part in range(1, 16)},
    **{f"bit {part} of the history flipped, progress gone": both(flip(history, part), lose_progress) for part in range(24)},
    **{f"bit {part} of progress flipped": flip(progress, part) for part in range(0, 24, 2)},
    **{f"{name} is {str(value)[:12]!r}": with_field(name, value) for name, value in FIELDS},
    **{f"progress: {name} is {str(value)[:12]!r}": progress_with(name, value) for name, value in SAVED},
    "progress compressed": lambda data: edit(progress(data), gzip.compress),
    "progress of 300 empty megabytes": lambda data: os.truncate(progress(data), 300_000_000),
    "history compressed": lambda data: edit(history(data), gzip.compress),
    "history in UTF-16": lambda data: edit(history(data), lambda old: old.decode().encode("utf-16")),
    "history in capitals": lambda data: edit(history(data), bytes.upper),
    "history reformatted": lambda data: edit(
        history(data), lambda old: b"\n".join(json.dumps(json.loads(x)).encode() for x in old.splitlines())
    ),
    "history as a list": lambda data: edit(history(data), lambda old: b"[" + old.replace(b"\n", b",\n") + b"]"),
    "history a deep list": lambda data: edit(history(data), lambda old: old + b"[" * 100_000 + b"\n"),
    "twenty megabytes of zeros after the end": lambda data: edit(history(data), lambda old: old + bytes(20_000_000)),
    "blank lines by the ten thousand": lambda data: edit(history(data), lambda old: b"\n" * 10_000 + old + b" \n" * 10_000),
    "history with NUL between lines": lambda data: edit(history(data), lambda old: old.replace(b"\n", b"\0\n")),
    "history a link to a file": moved(history, lambda away, path: path.symlink_to(away)),
    "history a hard link": moved(history, lambda away, path: path.hardlink_to(away)),
    "progress a link to a file": moved(progress, lambda away, path: path.symlink_to(away)),
    "lock a link to a file": moved(lambda data: data / "lock", lambda away, path: path.symlink_to(away)),
    "sessions a directory": lambda data: (data / "sessions").mkdir(),
    "sessions a FIFO": lambda data: os.mkfifo(data / "sessions"),
    "sessions a link to itself": lambda data: (data / "sessions").symlink_to(data / "sessions"),
    "sessions full of rubbish": lambda data: (data / "sessions").write_bytes(os.urandom(3000)),
    "backups a FIFO": lambda data: os.mkfifo(data / "backups"),
    "backups a link to itself": lambda data: (data / "backups").symlink_to(data / "backups"),
    "a conflict copy": lambda data: shutil.copy(history(data), data / "history.sync-conflict-20260101-000000-ABCDEFG.jsonl"),
}
DAMAGED: dict[str, tuple[Callable[[Path], object], int | None]] = {**MENDED, **{name: (change, None) for name, change in MADE.items()}}

REFUSED |= {
    "history newer from its first line": lambda data: edit(history(data), lambda old: sealed(type="format", format=7) + old),
    "progress of format 1.5": progress_with("format", 1.5),
    "progress of an endless format": progress_with("format", 10**30),
    "history a socket": lambda data: replaced_by(be_socket)(history(data)),
    "progress a socket": lambda data: replaced_by(be_socket)(progress(data)),
    "history a link to a directory": lambda data: replaced_by(lambda path: path.symlink_to("/"))(history(data)),
    "progress a link to itself": lambda data: replaced_by(lambda path: path.symlink_to(path))(progress(data)),
    "progress a link to nothing": lambda data: replaced_by(lambda path: path.symlink_to("/nowhere/at/all"))(progress(data)),
    "lock a FIFO": lambda data: replaced_by(os.mkfifo)(data / "lock"),
    "lock a link to a device": lambda data: replaced_by(lambda path: path.symlink_to("/dev/zero"))(data / "lock"),
    "everything a link to nothing": both(shutil.rmtree, lambda data: data.symlink_to("/nowhere/at/all")),
    "everything a FIFO": both(shutil.rmtree, os.mkfifo),
}
