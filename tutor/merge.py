"""Two machines, one learner: the union of histories by event id. Nobody is asked which side wins, for nothing is lost.

`union` is commutative, associative and idempotent; it drops only lines that hold no event, and never changes one.
"""

import contextlib
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from tutor import codec, files, history
from tutor.codec import Bad, Other
from tutor.errors import ProgressRefused
from tutor.folder import Folder
from tutor.record import record

HISTORY_BYTES_MAX = 1 << 30
_GZIP = b"\x1f\x8b"
_FORMAT = b'"format":'
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
        for line in map(codec.bare, each):
            key = _key(line)
            if key and (key[2] not in found or line < found[key[2]][1]):
                found[key[2]] = key, line
    return [line for _, line in sorted(found.values())]


def woven(own: Sequence[bytes], kept: Sequence[bytes]) -> tuple[list[bytes], int]:
    """The lines of `own` that hold an event, and those that only `kept` has, each behind the line behind which it stood there; how many.

    So a history that lost lines becomes again what it was, to the byte.
    """
    there = set(own)
    if there.issuperset(kept):
        return list(own), 0
    known = ids_in(own)
    behind = _behind([line for line in kept if line.strip()], there, set(known.values()))
    lines = behind.pop(b"", [])
    count = sum(map(len, behind.values())) + len(lines)
    for line in own:
        lines += [line] * (line in known)
        lines += behind.pop(line, [])
    return list(dict.fromkeys(lines)), count


def _behind(kept: Sequence[bytes], there: AbstractSet[bytes], known: set[str]) -> dict[bytes, list[bytes]]:
    """The lines of `kept` whose events are not `known`, by the last line before them that is `there`; at the start, nothing."""
    behind, place = dict[bytes, list[bytes]](), b""
    for line in kept:
        if line in there:
            place = line
        elif (event_id := id_of(line)) is not None and event_id not in known:
            known.add(event_id)
            behind.setdefault(place, []).append(line)
    return behind


def merge(directory: str | os.PathLike[str], paths: Sequence[str | os.PathLike[str]], at: int) -> Merged:
    """Add to the history every event of other history files (plain or gzip) or data directories that it lacks, after a backup.

    Raises ProgressRefused if one of them is no history, or a newer program's, or nothing can be written; then nothing was changed.
    Copies left by a synchroniser get `.merged` after their name when they are in.
    """
    from tutor import backup

    folder = Folder(os.fspath(directory))
    given = [with_events(_history_of(os.fspath(path))) for path in paths]
    with folder.alone():
        own = understood(folder.history) if os.path.exists(folder.history) else []
        before, others, together = union([own]), union(given), union([own, *given])
        saved = ""
        if len(together) > len(before):
            saved = backup.write(folder, at, "before-merge")
            backup.put(folder, at, backup.MERGED, together)
    if len(together) > len(before):
        backup.save(folder)
    for copy in set(folder.conflict_copies()) & {os.path.abspath(path) for path in paths}:
        with contextlib.suppress(OSError):  # it is in; it will only be offered again
            files.move(copy, files.unused(copy + ".merged"))
    return Merged(len(before), len(others), len(together) - len(before), sum(map(damaged_in, given)), saved)


def with_events(path: str) -> list[bytes]:
    """The lines of a history file that has an event, or nothing at all in it. Raises ProgressRefused."""
    lines = understood(path)
    if any(map(bytes.strip, lines)) and not any(id_of(line) is not None for line in lines):
        raise ProgressRefused(path, "no_events")
    return lines


def damaged_in(lines: Iterable[bytes]) -> int:
    """How many of the lines hold no event; empty ones are nobody's loss."""
    return sum(bool(line.strip()) and id_of(line) is None for line in lines)


def ids_in(lines: Iterable[bytes]) -> dict[bytes, str]:
    """The lines that hold an event, each with its id."""
    return {line: event_id for line in lines if (event_id := id_of(line)) is not None}


def id_of(line: bytes) -> str | None:
    """The id of the event that a line holds."""
    key = _key(codec.bare(line))
    return key and key[2]


def understood(path: str) -> list[bytes]:
    """The lines of a history file. Raises ProgressRefused, also where a newer program wrote what must not be passed over."""
    lines = list(read_lines(path))
    for line in lines:
        found = codec.decode(line) if _FORMAT in line else None
        if isinstance(found, Other) and found.format > codec.FORMAT:
            raise ProgressRefused(path, "newer", str(found.format))
    return lines


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
    """(at, n, id) of a bare line that holds an event."""
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
