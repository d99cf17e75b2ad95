"""Courses of one's own: a checked pack is copied whole into a folder of them, or nothing is; taking it away leaves the history alone.

Everything happens in a hidden folder beside the courses and ends with a rename. What a crash leaves hidden is put right by the next
who comes, under a lock.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tutor import files
from tutor.content.load import load
from tutor.content.parcel import Parcel, Refused, parcel
from tutor.content.problems import Problem
from tutor.course import Course
from tutor.record import record

_NEW: Final = ".new-"
_OLD: Final = ".old-"
_LOCK: Final = ".lock"


@record
class Installed:
    """A course that was copied to `path`: its files, and how many of the pack are no part of a course and were left."""

    course: Course
    path: str
    files: int
    left: int
    replaced: bool


class Faulty(Exception):
    """A pack with errors: none of it was taken. `problems` are all that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


def add(source: str, directory: str, *, known: frozenset[str] = frozenset(), replace: bool = False) -> Installed:
    """Copy a pack, a folder or a zip, as `directory/ID`.

    `known`: ids of other courses, not to be taken without `replace`. Raises Refused, Faulty, OSError; then nothing has changed.
    """
    given = parcel(source)
    files.make_directory(directory)
    with _alone(directory):
        draft = os.path.join(directory, f"{_NEW}{os.urandom(4).hex()}")
        try:
            _write(given, draft)
            course = _checked(draft)
            target = os.path.join(directory, course.id)
            there = os.path.lexists(target)
            if (there or course.id in known) and not replace:
                raise Refused("exists", course.id)
            _swap(draft, target, directory)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Installed(course, target, len(given.files), given.left, there)


def remove(identity: str, directory: str) -> bool:
    """Take a course away; whether there was one of that id. Raises OSError."""
    if identity not in installed(directory):
        return False
    with _alone(directory):
        gone = os.path.join(directory, f"{_NEW}{os.urandom(4).hex()}")
        os.rename(os.path.join(directory, identity), gone)
        with contextlib.suppress(OSError):  # it is gone; should it come back after a power cut, it can be taken away again
            files.sync_directory(directory)
        shutil.rmtree(gone, ignore_errors=True)
    return True


def installed(directory: str) -> tuple[str, ...]:
    """The ids of the courses that were added, by name."""
    try:
        return tuple(sorted(each for each in os.listdir(directory) if not each.startswith(".")))
    except OSError:
        return ()


def _write(given: Parcel, draft: str) -> None:
    os.mkdir(draft, 0o700)
    for name, data in given.files.items():
        path = os.path.join(draft, *name.split("/"))
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        with files.opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)) as fd:
            files.write_all(fd, data)
            os.fsync(fd)
    for folder, _, _ in os.walk(draft):
        files.sync_directory(folder)


def _checked(draft: str) -> Course:
    course, problems = load(Path(draft))
    errors = tuple(each for each in problems if each.severity == "error")
    if errors or course is None:
        raise Faulty(errors)
    if not course.lessons and not course.questions:
        raise Refused("empty", course.title or course.id)
    return course


def _swap(draft: str, target: str, directory: str) -> None:
    """Put the new in place of the old; a crash between the two renames is mended by who comes next."""
    old = os.path.join(directory, _OLD + os.path.basename(target))
    if os.path.lexists(target):
        os.rename(target, old)
    try:
        os.rename(draft, target)
    except OSError:
        _mend(directory)
        raise
    with contextlib.suppress(OSError):  # the new course is there; the old one is kept hidden until that is durable
        files.sync_directory(directory)
        shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def _alone(directory: str) -> Iterator[None]:
    """Hold the folder of courses, with what a crash left in it put right."""
    with files.locked(os.path.join(directory, _LOCK)):
        _mend(directory)
        yield


def _mend(directory: str) -> None:
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if name.startswith(_OLD):
            target = os.path.join(directory, name.removeprefix(_OLD))
            if not os.path.lexists(target):
                os.rename(path, target)
                continue
        if name.startswith((_OLD, _NEW)):
            shutil.rmtree(path, ignore_errors=True)
