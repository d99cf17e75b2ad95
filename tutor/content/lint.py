"""Advice on the questions of a course: each remark with its place in the file, ready to be told beside the problems."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from tutor.content.advice import Finding
from tutor.content.decode import decode
from tutor.content.find import COURSE, is_folder
from tutor.content.habits import habits
from tutor.content.items import about
from tutor.content.load import load
from tutor.content.problems import Problem
from tutor.content.unread import unread
from tutor.course import Course

MAX_LINES = 200
"""Lines of a question in which the words of a remark are looked for."""


def lint(course: Course, lines_of: Callable[[str], list[str]]) -> tuple[Problem, ...]:
    """Every remark, in the order of files and lines, each at the words it is about. `lines_of` gives the lines of a file by its name."""
    found = list(chain(chain.from_iterable(about(question) for question in course.questions.values()), habits(course)))
    ends = _ends(course)
    placed = [_placed(each, lines_of, ends) for each in found]
    order = {name: n for n, name in enumerate(dict.fromkeys(q.place.file for q in course.questions.values()))}
    return tuple(sorted(placed, key=lambda p: (order.get(p.file, -1), p.line, p.col, p.code)))


def inspect(path: Path) -> tuple[Course | None, tuple[Problem, ...]]:
    """The course of a pack or a file, with its problems and then all advice on its questions."""
    course, problems = load(path)
    root = path if is_folder(path) else path.parent
    if os.path.lexists(root / COURSE) and path in {root, root / COURSE}:
        problems += unread(root)
    if course is None:
        return None, problems

    @cache
    def lines_of(name: str) -> list[str]:
        return decode((root / name).read_bytes(), name).lines

    return course, problems + lint(course, lines_of)


def _ends(course: Course) -> dict[tuple[str, int], int]:
    """For the line where each question begins, that where the next one does."""
    places = sorted({(q.place.file, q.place.line) for q in course.questions.values()})
    return {here: there[1] for here, there in pairwise(places) if here[0] == there[0]}


def _placed(each: Finding, lines_of: Callable[[str], list[str]], ends: dict[tuple[str, int], int]) -> Problem:
    file, line = each.place.file, each.place.line
    facts = tuple((name, value[:80]) for name, value in each.facts)
    if not line:
        return Problem(each.code, each.code.severity, file, facts=facts)
    lines = lines_of(file)
    end = min(ends.get((file, line), line + MAX_LINES), len(lines) + 1)
    at, col, width = next(_matches(lines, range(line, end), each.words), (line, 1, 1))
    source = lines[at - 1] if at <= len(lines) else ""
    if (at, col) == (line, 1):
        col = len(source) - len(source.lstrip()) + 1
    return Problem(each.code, each.code.severity, file, at, col, max(1, min(width, len(source) - col + 1)), facts, source)


def _matches(lines: list[str], numbers: Iterable[int], words: str) -> Iterator[tuple[int, int, int]]:
    """Where a text begins, best guess first: whole, its beginning, its longest word; after a key, a dash or a quote, then anywhere."""
    numbers = [n for n in numbers if n <= len(lines)]
    flat = " ".join(words.split())
    for needle in dict.fromkeys((flat, flat[:24], " ".join(flat.split()[:2]), max(flat.split(), key=len, default=""))):
        for strict in (True, False):
            for n in numbers:
                at = lines[n - 1].find(needle) if needle else -1
                before = lines[n - 1][:at].rstrip()
                if at >= 0 and (not strict or not before or before[-1] in ":-\"'"):
                    yield n, at + 1, len(flat)
