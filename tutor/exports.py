"""Pages and pictures that are written to be kept: they bear a mark, and only what bears it may be written over."""

import errno
import os
from pathlib import Path

MARK = "tutor-pages"
NOT_OURS = "not ours"


def barrier(path: str) -> str:
    """What stands in the way of writing a page there, found out without writing: NOT_OURS, or a reason of the system; nothing if none."""
    place = Path(os.path.realpath(path))
    try:
        if not is_ours(place):
            return NOT_OURS
        if not place.exists():
            place = place.parent
            if not place.is_dir():
                return os.strerror(errno.ENOTDIR if place.exists() else errno.ENOENT)
    except OSError as error:
        return error.strerror or type(error).__name__
    return "" if os.access(place, os.W_OK) else os.strerror(errno.EACCES)


def is_ours(path: Path) -> bool:
    """Whether a file is not there, or an earlier page of ours, which a new one may replace. Raises OSError."""
    if not path.is_file():
        return not path.exists()
    with path.open(encoding="utf-8", errors="replace") as file:
        return MARK in file.read(2000)
