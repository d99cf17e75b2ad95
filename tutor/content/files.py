"""The files of a pack, in order, and their bytes; nothing outside the pack, nothing that is not a plain file."""

import os
import re
import stat
from pathlib import Path
from typing import Final

from tutor.content.decode import MAX_BYTES, decode
from tutor.content.find import pack_names
from tutor.content.problems import Code, problem
from tutor.content.sheet import Sheet
from tutor.errors import reason_of
from tutor.record import record

MAX_FILES: Final = 500


@record
class File:
    """A file to read: its role (one of `keys.ROOTS`), its name as problems tell it, where it is."""

    role: str
    name: str
    path: Path


def pack_files(folder: Path) -> tuple[File, ...]:
    """The files of a pack in reading order."""
    return tuple(File(role, name, folder / name) for role, name in pack_names(os.fspath(folder)))


def sheet_of(file: File, root: Path | None) -> Sheet:
    """The text of a file, or an empty sheet with the reason. Within `root`, a link that leads out of it is refused."""
    sheet = Sheet(file.name)
    try:
        if root is not None and not file.path.resolve().is_relative_to(root.resolve()):
            sheet.problems.append(problem(Code.OUTSIDE, file.name))
            return sheet
        data = _bytes(file.path)
    except FileNotFoundError:
        sheet.problems.append(problem(Code.NOT_FOUND, file.name))
        return sheet
    except (OSError, ValueError, RuntimeError) as error:
        # ValueError: a NUL in the name; RuntimeError: links in a circle, before Python 3.13.
        sheet.problems.append(problem(Code.UNREADABLE, file.name, reason=reason_of(error)))
        return sheet
    if isinstance(data, str):
        sheet.problems.append(problem(Code.NOT_A_FILE, file.name, kind_of_file=data))
        return sheet
    return decode(data, file.name)


def _bytes(path: Path) -> bytes | str:
    """At most one byte over the cap, or the kind of thing this is when it is no plain file. Never waits for a writer."""
    kind = _kind(path.stat().st_mode)
    if kind:
        return kind
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        return _kind(os.fstat(handle).st_mode) or stream.read(MAX_BYTES + 1)


def _kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    return "folder" if stat.S_ISDIR(mode) else "pipe" if stat.S_ISFIFO(mode) else "device"


_TELLING: Final = (
    ("quiz", r"questions"),
    ("lesson", r"sections"),
    ("glossary", r"termes|terms"),
    ("course", r"modules|confusions"),
    ("sources", r"documents|affirmations|claims|r[ée]f[ée]rences|references"),
)


def role_of(text: str) -> str:
    """What a file given alone is, by its outermost keys; a quiz when they do not tell."""
    for role, keys in _TELLING:
        if re.search(rf"^(?:{keys})[ \u00a0]*:", text, re.MULTILINE | re.IGNORECASE):
            return role
    return "quiz"
