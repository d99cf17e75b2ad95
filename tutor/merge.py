"""Two machines, one learner: the union of histories by event id. Nobody is asked which side wins, for nothing is lost.

`union` is commutative, associative and idempotent; it drops only lines that hold no event, and never changes one.
"""

import contextlib
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tutor import codec, files, history
from tutor.codec import Bad
from tutor.errors import ProgressRefused
from tutor.folder import Folder
from tutor.record import record

HISTORY_BYTES_MAX = 1 << 30
_GZIP = b"\x1f\x8b"
_KEY = re.compile(rb'\{"id":"([^"\\]*)","type":"[^"\\]*","at":(\d+),"day":"[^"\\]*","n":(\d+),')


@record
class Merged:
    """What a merge did: events before, events given, how many of those were new, lines given that hold none, the backup made."""

    before: int
    given: int
    new: int
    damaged: int
    backup: str


def union(histories: Iterable[Iterable[bytes]]) -> list[bytes]:
    """The lines (without newline) of every event once, by time; of two different lines with one id the lower."""
    found: dict[str, tuple[tuple[int, int, str], bytes]] = {}
    for each in histories:
        for line in each:
            key = _key(line)
            if key and (key[2] not in found or line < found[key[2]][1]):
                found[key[2]] = key, line
    return [line for _, line in sorted(found.values())]


def merge(directory: str | os.PathLike[str], paths: Sequence[str | os.PathLike[str]], at: int) -> Merged:
    """Add to the history every event of other history files (plain or gzip) or data directories that it lacks, after a backup.

    Raises ProgressRefused if one of them is no history. Copies left by a synchroniser get `.merged` after their name when they are in.
    """
    from tutor import backup

    folder = Folder(os.fspath(directory))
    given = [list(read_lines(_history_of(os.fspath(path)))) for path in paths]
    files.make_directory(folder.path)
    folder.check()
    with folder.locked():
        own = list(read_lines(folder.history)) if os.path.exists(folder.history) else []
        before, others, together = union([own]), union(given), union([own, *given])
        saved = ""
        if len(together) > len(before):
            saved = backup.write(folder, at, "before-merge")
            files.replace(folder.history, (line + b"\n" for line in together))
    for copy in set(folder.conflict_copies()) & {os.path.abspath(path) for path in paths}:
        files.move(copy, files.unused(copy + ".merged"))
    return Merged(len(before), len(others), len(together) - len(before), sum(map(damaged_in, given)), saved)


def damaged_in(lines: Iterable[bytes]) -> int:
    """How many of the lines hold no event; empty ones are nobody's loss."""
    return sum(bool(line.strip()) and _key(line) is None for line in lines)


def read_lines(path: str) -> Iterator[bytes]:
    """The lines of a history file, plain or gzip, the unfinished last one too. Raises ProgressRefused."""
    with files.refusing(path):
        if not files.refuse_odd_kind(path):
            raise ProgressRefused(path, "unreadable", "ENOENT")
        with files.opened(path) as fd:
            if path.endswith(".gz") or files.read(fd, 0, 2) == _GZIP:
                yield from unpack(path, fd).removesuffix(b"\n").split(b"\n")
            else:
                for block in history.blocks(fd, 0, os.fstat(fd).st_size):
                    yield from block.removesuffix(b"\n").split(b"\n")


def unpack(path: str, fd: int) -> bytes:
    """The content of a gzip file. Raises ProgressRefused if it is damaged or would be over HISTORY_BYTES_MAX."""
    gzip = zlib.decompressobj(wbits=31)
    try:
        parts = []
        left = HISTORY_BYTES_MAX
        for chunk in files.chunks(fd, 0, os.fstat(fd).st_size):
            parts.append(gzip.decompress(chunk, left))
            left -= len(parts[-1])
            if left <= 0:
                break
    except zlib.error:
        raise ProgressRefused(path, "unreadable", "gzip") from None
    if not gzip.eof:
        raise ProgressRefused(path, "unreadable", "gzip")
    return b"".join(parts)


def _history_of(path: str) -> str:
    return Folder(path).history if os.path.isdir(path) else path


def _key(line: bytes) -> tuple[int, int, str] | None:
    """(at, n, id) of a line that holds an event."""
    if not codec.is_whole(line):
        return None
    usual = _KEY.match(line)
    if usual:
        with contextlib.suppress(UnicodeDecodeError):
            return int(usual[2]), int(usual[3]), usual[1].decode()
    found = codec.decode(line)
    return None if isinstance(found, Bad) else (_at(line), found.n, found.id)


def _at(line: bytes) -> int:
    record: Any = json.loads(line)
    return int(record["at"])
