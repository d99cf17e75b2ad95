"""Courses as they were last read, in files of the cache directory: an unchanged course is not parsed again.

Such a file only ever saves time. Whatever is odd about it (another version, other files, another owner, damage) it is passed over and
written again; where it cannot be written, nothing is said. Two programs may write it at once: each puts a whole file in its place.
"""

import contextlib
import marshal
import os
import stat
import sys
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from zlib import crc32

from tutor import __version__
from tutor.content.blobs import Damaged, pieces, unpacked
from tutor.content.find import files_of
from tutor.course import Course
from tutor.errors import NoCourse
from tutor.record import record
from tutor.shelf import Once

if TYPE_CHECKING:
    from tutor.content.kept import Kept

FORMAT: Final = 5
SETTLED_NS = 2_000_000_000
"""A file that changed so shortly before it was read may change again within the same tick of the file system's clock, unseen."""
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SUM: Final = 4

Mark: TypeAlias = tuple[str, int, int, int]
"""What tells a file from its other versions: its name, size, and times of its last change (ns) of content and of state."""


@record
class Opened:
    """A course and how many errors each of its files has, for the files that have any.

    `rival`: where another course of the same id was opened before, if any; see `tutor.content.rivals`.
    """

    course: Course
    errors: tuple[tuple[str, int], ...] = ()
    rival: str = ""


def course_at(path: str | os.PathLike[str], directory: str) -> Opened | None:
    """The course of a pack or file, as `tutor.content.load` reads it, from the cache in `directory` where that knows it as it is now."""
    path = os.fspath(path)
    real = os.path.realpath(path)
    place = os.path.join(directory, f"{os.path.basename(real)[:40]}-{crc32(real.encode(errors='surrogateescape')):08x}.course")
    now = (real, _program(), marks(path))
    old = _opened(place)
    return (_read(old, place, now, path) if old else None) or _anew(place, now, path, old)


def marks(path: str) -> tuple[Mark, ...]:
    """The marks of every file that a course is read from; a file that cannot be looked at has one too."""
    return tuple(_mark(name, where) for name, where in files_of(path))


def _mark(name: str, where: str) -> Mark:
    try:
        seen = os.stat(where)
    except (OSError, ValueError):
        return name, -1, 0, 0
    return name, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _program() -> tuple[str, ...]:
    """What decides how bytes become a course. A checkout has the same version before and after a change, so the sources count too."""
    folder = os.path.dirname(os.path.abspath(__file__))
    return (__version__, sys.version, *(str(mark) for mark in sorted(_sources(folder))))


def _sources(folder: str) -> list[Mark]:
    try:
        with os.scandir(folder) as found:
            inside = [_mark(each.name, each.path) for each in found if each.name.endswith(".py")]
    except OSError:
        return []
    return [*inside, _mark("course.py", os.path.join(os.path.dirname(folder), "course.py"))]


def _opened(place: str) -> "_File | None":
    try:
        return _File(place)
    except (OSError, Damaged):
        return None


def _read(file: "_File", place: str, now: Any, path: str) -> Opened | None:
    """The course of the cache, if it was read from the files as they are now."""
    if file.known != now:
        return None
    try:
        return Opened(unpacked(file.head, file.piece, Once(lambda: _replaced(place, now, path))), file.errors)
    except (OSError, Damaged):
        return None


def _anew(place: str, now: Any, path: str, old: "_File | None") -> Opened | None:
    """Read the files themselves, but those that did not change since `old`; keep what they gave if they stood still meanwhile."""
    from pathlib import Path

    from tutor.content.kept import Kept  # these are half a start, and no unchanged course needs them
    from tutor.content.load import load, without_gc

    kept = Kept(old.recalls(now), old.formers(now)) if old else Kept({})
    with without_gc():
        course, problems = load(Path(path), kept=kept)
        if course is None:
            return None
        errors: dict[str, int] = {}
        for each in problems:
            if each.severity == "error":
                errors[each.file] = errors.get(each.file, 0) + 1
        opened = Opened(course, tuple(errors.items()), _rival(course, now[0], place))
        if opened.rival:
            return opened  # and not kept, so that it is noticed every time
        # ValueError: what marshal cannot write; no session is to fail for that.
        with contextlib.suppress(OSError, ValueError):
            _write(place, now, opened, kept, lambda: marks(path))
    return opened


def _rival(course: Course, real: str, place: str) -> str:
    from tutor.content.rivals import rival

    directory = os.path.dirname(place)

    def read(other: str) -> Course | None:
        found = course_at(other, directory)
        return found.course if found else None

    return rival(course, real, directory, read)


def _replaced(place: str, now: Any, path: str) -> Course:
    """The course read anew, because its cache is damaged. Raises NoCourse."""
    with contextlib.suppress(OSError):
        os.unlink(place)
    opened = _anew(place, now, path, None)
    if opened is None:
        raise NoCourse(path)
    return opened.course


class _File:
    """A cache file, held open: whoever puts another in its place does not disturb.

    `known` is what the course was read from, then come its head and the errors, and the names of the files whose drafts are its last
    pieces; each piece is known by where it ends. To make one raises OSError or Damaged.
    """

    def __init__(self, place: str) -> None:
        self.fd = os.open(place, _READ)
        seen = os.fstat(self.fd)
        if not _is_own(seen):
            raise Damaged
        self.size = seen.st_size
        magic = self.bytes(0, len(_magic()) + 8)
        length = int.from_bytes(magic[-8:], "little")
        if magic[:-8] != _magic() or length > self.size:
            raise Damaged
        self.start = len(magic) + length
        self.known, self.head, self.errors, self.drafts, self.ends = marshal.loads(_checked(self.bytes(len(magic), length)))

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            os.close(self.fd)

    def recalls(self, now: Any) -> dict[str, Callable[[], memoryview]]:
        """By the name of each file that is still what it was, what reads the piece that keeps what it gave."""
        return self._drafts(now, {mark[0] for mark in set(self.known[2]) & set(now[2])})

    def formers(self, now: Any) -> dict[str, Callable[[], memoryview]]:
        """The same of each file that is there but changed."""
        return self._drafts(now, {mark[0] for mark in set(now[2]) - set(self.known[2])})

    def _drafts(self, now: Any, names: Collection[str]) -> dict[str, Callable[[], memoryview]]:
        if self.known[:2] != now[:2]:
            return {}
        first = len(self.ends) // 8 - len(self.drafts)
        return {name: partial(self.piece, first + n) for n, name in enumerate(self.drafts) if name in names}

    def piece(self, n: int) -> memoryview:
        """One piece. Raises Damaged."""
        start, end = self._end(n - 1), self._end(n)
        try:
            return _checked(self.bytes(self.start + start, end - start))
        except OSError:
            raise Damaged from None

    def bytes(self, start: int, count: int) -> bytes:
        """Bytes of the file, fewer at its end."""
        os.lseek(self.fd, start, os.SEEK_SET)
        return os.read(self.fd, count)

    def _end(self, n: int) -> int:
        return int.from_bytes(self.ends[8 * n : 8 * n + 8], "little") if n >= 0 else 0


def _is_own(seen: os.stat_result) -> bool:
    """A plain file that nobody else can have written: what is in it may do anything when it is unpacked."""
    if not stat.S_ISREG(seen.st_mode):
        return False
    return sys.platform == "win32" or (seen.st_uid == os.geteuid() and not seen.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _magic() -> bytes:
    return f"tutor course {FORMAT} {sys.implementation.cache_tag} {marshal.version}\n".encode()


def _checked(data: bytes) -> memoryview:
    """The bytes without their sum, not copied. Raises Damaged."""
    body = memoryview(data)[:-_SUM]
    if len(data) < _SUM or crc32(body) != int.from_bytes(data[-_SUM:], "little"):
        raise Damaged
    return body


def _summed(data: bytes) -> bytes:
    return data + crc32(data).to_bytes(_SUM, "little")


def _write(place: str, now: Any, opened: Opened, kept: "Kept", look: Callable[[], tuple[Mark, ...]]) -> None:
    """Put a cache file in its place, whole. Raises OSError, ValueError."""
    from tutor.content.stash import Unwanted, stashed

    head, out = pieces(opened.course, kept.questions)
    parts = [_summed(part) for part in (*out, *kept.frozen.values())]
    ends, end = bytearray(), 0
    for part in parts:
        end += len(part)
        ends += end.to_bytes(8, "little")
    index = _summed(marshal.dumps((now, head, opened.errors, tuple(kept.frozen), bytes(ends))))
    with stashed(place) as file:
        file.writelines([_magic(), len(index).to_bytes(8, "little"), index, *parts])
        file.flush()
        if look() != now[-1] or not _settled(now[-1], os.fstat(file.fileno()).st_mtime_ns):
            raise Unwanted


def _settled(seen: Iterable[Mark], now_ns: int) -> bool:
    """Whether no file changed so lately that a change since would not show. A time far ahead is a clock that was set, not a change."""
    return all(abs(now_ns - when) >= SETTLED_NS for mark in seen for when in mark[2:])
