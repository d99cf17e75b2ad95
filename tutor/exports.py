"""Pages and pictures that are written to be kept: they bear a mark, and only what bears it may be written over."""

from pathlib import Path

MARK = "tutor-pages"


def is_ours(path: Path) -> bool:
    """Whether a file is not there, or an earlier page of ours, which a new one may replace. Raises OSError."""
    if not path.is_file():
        return not path.exists()
    with path.open(encoding="utf-8", errors="replace") as file:
        return MARK in file.read(2000)
