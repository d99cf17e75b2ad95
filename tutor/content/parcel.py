"""A pack as it comes, a folder or a zip, read whole into memory: at most so much of it, nothing outside it, or nothing at all.

Only the files a course is made of are taken; whatever else is in it stays where it is. Nothing is written here.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from tutor.content.decode import MAX_BYTES
from tutor.content.find import COURSE, is_yaml
from tutor.errors import reason_of
from tutor.record import record

MAX_ENTRIES: Final = 2_000
MAX_TAKEN: Final = 600
MAX_TOTAL: Final = 32 * 1024 * 1024
MAX_ARCHIVE: Final = 16 * 1024 * 1024
MAX_INDEX: Final = 1024 * 1024
"""Bytes of a zip's directory: each entry costs a Python object before it can be refused."""
MAX_RATIO: Final = 200
SMALL: Final = 64 * 1024
"""A file no bigger than this may shrink to nothing: repetitive text does."""

_FOLDERS: Final = ("lessons", "quiz")
_SINGLE: Final = (COURSE, "glossary.yaml", "sources.yaml")
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END: Final = b"PK\x05\x06"
_END64: Final = b"PK\x06\x07"


class Refused(Exception):
    """Why a pack is not taken: a key of the texts, the name in the pack that is to blame, the limit."""

    def __init__(self, reason: str, name: str = "", limit: str = "") -> None:
        super().__init__(reason, name, limit)
        self.reason, self.name, self.limit = reason, name, limit


@record
class Parcel:
    """The files of a pack by their names in it, and how many others were left where they are."""

    files: Mapping[str, bytes]
    left: int


def parcel(path: str) -> Parcel:
    """The files of a pack: a folder with a course.yaml, or a zip of one. Raises Refused."""
    try:
        if os.path.isdir(path):
            return _taken(_in_folder(path))
        return _taken(_in_zip(_archive(path)))
    except FileNotFoundError:
        raise Refused("missing", path) from None
    except OSError as error:
        raise Refused("unreadable", path, reason_of(error)) from None
    except (zipfile.BadZipFile, struct.error, zlib.error, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise Refused("damaged", path, str(error)[:80]) from None


def wanted(name: str) -> bool:
    """Whether a course is read from a file of this name: the course, its lessons and quizzes, glossary, sources, documents."""
    folder, _, base = name.rpartition("/")
    if base.startswith("."):
        return False
    return name in _SINGLE or (folder in _FOLDERS and is_yaml(base)) or folder == "documents"


def _taken(found: Iterator[tuple[str, bytes | None]]) -> Parcel:
    """The files that are wanted, under the caps; None stands for a file nobody wants."""
    files: dict[str, bytes] = {}
    total = left = 0
    for name, data in found:
        if data is None:
            left += 1
            continue
        if len(files) >= MAX_TAKEN:
            raise Refused("files", name, str(MAX_TAKEN))
        total += len(data)
        if total > MAX_TOTAL:
            raise Refused("total", name, str(MAX_TOTAL >> 20))
        files[name] = data
    if COURSE not in files:
        raise Refused("no_course")
    return Parcel(files, left)


def _in_folder(root: str) -> Iterator[tuple[str, bytes | None]]:
    """Every file of a folder and of the folders a course may have. A link among what is wanted is refused, wherever it leads."""
    count = 0
    for folder in ("", *_FOLDERS, "documents"):
        where = os.path.join(root, folder)
        if not os.path.lexists(where):
            continue
        if folder and os.path.islink(where):
            raise Refused("link", folder)
        if not os.path.isdir(where):
            continue
        for base in sorted(os.listdir(where)):
            count += 1
            if count > MAX_ENTRIES:
                raise Refused("entries", folder, str(MAX_ENTRIES))
            name = f"{folder}/{base}" if folder else base
            if wanted(name):
                yield name, _plain(os.path.join(where, base), name)
            elif not os.path.isdir(os.path.join(where, base)):
                yield name, None


def _plain(path: str, name: str) -> bytes:
    """The bytes of a plain file. Never follows a link, never waits for a writer."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        raise Refused("link", name)
    if not stat.S_ISREG(mode):
        raise Refused("kind", name)
    return _read(path, name, MAX_BYTES, getattr(os, "O_NOFOLLOW", 0))


def _read(path: str, name: str, most: int, more: int = 0) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | more)
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Refused("kind", name)
        data = stream.read(most + 1)
    if len(data) > most:
        raise Refused("big", name, str(most >> 20))
    return data


def _archive(path: str) -> bytes:
    """A zip, whole, whose own directory is no bigger than a course needs."""
    data = _read(path, path, MAX_ARCHIVE)
    end = data.rfind(_END, max(0, len(data) - 22 - 65_535))
    if end < 0 or len(data) < end + 22:
        raise Refused("not_zip", path)
    count, size = struct.unpack_from("<HI", data, end + 10)
    if count > MAX_ENTRIES or size > MAX_INDEX or data[max(0, end - 20) : end].startswith(_END64):
        raise Refused("entries", path, str(MAX_ENTRIES))
    return data


def _in_zip(data: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Every file of a zip, without the one folder that all of them may be in."""
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        if len(archive.infolist()) > MAX_ENTRIES:
            raise Refused("entries", "", str(MAX_ENTRIES))
        for each in archive.infolist():
            _check(each)
        top = _top([each.filename for each in entries])
        seen: set[str] = set()
        for each in entries:
            name = each.filename.removeprefix(top)
            if name.casefold() in seen:
                raise Refused("twice", name)
            seen.add(name.casefold())
            yield name, _unzipped(archive, each) if wanted(name) else None


def _check(entry: zipfile.ZipInfo) -> None:
    """Refuse names that lead anywhere but into the pack, links, and what is not plainly zipped."""
    name = entry.orig_filename
    if name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name or not name.isprintable():
        raise Refused("outside", name)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Refused("link", name)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Refused("kind", name)
    if entry.flag_bits & 1:
        raise Refused("locked", name)
    if entry.compress_type not in _METHODS:
        raise Refused("method", name)


def _top(names: list[str]) -> str:
    """The one folder that everything is in, as a zip of a folder has, with its slash; the folder macOS adds does not count."""
    tops = {name.partition("/")[0] for name in names if not name.startswith("__MACOSX/")}
    inside = all("/" in name for name in names)
    return f"{tops.pop()}/" if len(tops) == 1 and inside else ""


def _unzipped(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry: no more than its cap is ever unpacked, whatever its header promises."""
    if entry.file_size > MAX_BYTES:
        raise Refused("big", entry.filename, str(MAX_BYTES >> 20))
    if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise Refused("ratio", entry.filename, str(MAX_RATIO))
    with archive.open(entry) as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused("big", entry.filename, str(MAX_BYTES >> 20))
    return data
