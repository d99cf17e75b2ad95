"""Packs that were opened under one id, so that another one that only happens to have the same id does not take over their progress.

The cache keeps, by the id, where packs were opened. A copy, a moved file or a newer version has the questions of the first, at least
most of them; another course has other questions under the same ids, as two files named quiz.yaml may.
"""

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

from tutor.content.find import shipped
from tutor.content.fingerprint import wording
from tutor.content.join import slug
from tutor.content.stash import stashed
from tutor.course import Course

MAX_PLACES: Final = 50
"""Places that are remembered of one id."""


def unlike(one: Course, other: Course) -> bool:
    """Whether two courses are no versions of each other: of the question ids they share, most stand for other words."""
    both = [name for name in one.questions if name in other.questions]
    return 2 * sum(wording(one.questions[name]) != wording(other.questions[name]) for name in both) > len(both)


def rival(course: Course, real: str, directory: str, course_at: Callable[[str], Course | None]) -> str:
    """The place of a pack that was opened under the id of this one and is another course; empty for none.

    A pack without a rival is remembered, and never asked about again; so is one that stands in for a course of the program.
    """
    ledger = Path(directory) / f"{slug(course.id)[:40]}-{crc32(course.id.encode()):08x}.packs"
    known = [place for place in _places(ledger) if os.path.lexists(place)]
    if real in known:
        return ""
    for place in known:
        if not _replaces(real, place) and (other := course_at(place)) is not None and other.id == course.id and unlike(course, other):
            return place
    with contextlib.suppress(OSError, ValueError):
        _remember(ledger, (*known, real)[-MAX_PLACES:])
    return ""


def _replaces(real: str, place: str) -> bool:
    """Whether one of two packs is the program's own and the other has its folder's name: adding such a one is meant to replace it."""
    one, other, home = Path(real), Path(place), shipped().resolve()
    return one.name == other.name and home in {one.parent, other.parent}


def _places(ledger: Path) -> list[str]:
    try:
        with ledger.open(encoding="utf-8", errors="surrogateescape") as stream:
            return stream.read(1_000_000).splitlines()
    except (OSError, ValueError):
        return []


def _remember(ledger: Path, places: Sequence[str]) -> None:
    """Write the places, whole. Raises OSError."""
    with stashed(ledger) as file:
        file.write("".join(f"{place}\n" for place in places if "\n" not in place).encode(errors="surrogateescape"))
