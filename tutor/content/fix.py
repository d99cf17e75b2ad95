"""Repairs and missing ids written into the files: the edits of their problems, and not one byte else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tutor.content.decode import MAX_BYTES, decode
from tutor.content.draft import Draft
from tutor.content.files import File, pack_files, role_of, sheet_of
from tutor.content.find import COURSE, is_folder
from tutor.content.load import draft_of
from tutor.content.problems import Edit, Problem
from tutor.content.sheet import edited
from tutor.content.walker import Fields
from tutor.content.writing import overwrite
from tutor.errors import reason_of

MAX_ROUNDS: Final = 8
"""Readings of one file: a repair may bring another to light."""

_CODECS: Final = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
_ENDS = re.compile(r"(\r\n|\r|\n)")
_PARTS = ("questions", "cases", "lessons", "modules", "terms", "confusions", "documents", "claims", "references")


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of one file: the problems whose fix is written, or why nothing was (`changed`, `encoding`, or the system's words)."""

    file: str
    path: Path
    done: tuple[Problem, ...]
    refusal: str = ""


def fix(path: Path) -> Iterator[Fixed]:
    """Write what can be mended in a pack or a file, file by file; tells only files where there is something to mend.

    A file is written whole or not at all, keeps its mode, its byte order mark, its line ends and its place behind a link, and never
    reads otherwise afterwards. Mending twice changes nothing the second time.
    """
    if path.name == COURSE and not is_folder(path):
        path = path.parent
    root = path if is_folder(path) else None
    for file in pack_files(path) if root else (File("quiz", path.name, path),):
        sheet = sheet_of(file, root)
        if sheet.text:
            yield from _fix_file(file, file.role if root else role_of(sheet.text))


def _fix_file(file: File, role: str) -> Iterator[Fixed]:
    try:
        data = file.path.read_bytes()
        mended, done = mend(data, file.name, role)
        refusal = overwrite(file.path, mended, data) if mended != data else "encoding" if done else ""
    except OSError as error:
        done, refusal = (), reason_of(error)
    if done or refusal:
        yield Fixed(file.name, file.path, done, refusal)


def mend(data: bytes, name: str, role: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file with all that can be mended mended, and the problems this ends.

    When the bytes come back as they were with problems beside them, the file is in no encoding that can be written back.
    """
    done: list[Problem] = []
    draft = draft_of(decode(data, name), role)
    for _ in range(MAX_ROUNDS):
        problems = _apart(draft.sheet.problems)
        if not problems or len(data) > MAX_BYTES:
            break
        after = with_edits(data, [edit for problem in problems for edit in problem.fix], draft.sheet.lines)
        if after is None:
            return data, (*done, *problems)
        again = draft_of(decode(after, name), role)
        if not _reads_as_well(draft, again):
            break
        data, draft = after, again
        done += problems
    return data, tuple(done)


def _apart(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems whose edits can be made together: repairs before ids (whose column follows from the repairs), the widest first."""
    fixable = [problem for problem in problems if problem.fix]
    now = [problem for problem in fixable if problem.severity == "repair"] or fixable
    taken: dict[int, list[Edit]] = {}
    kept = []
    for problem in sorted(now, key=lambda p: -sum(edit.width for edit in p.fix)):
        if not any(_touch(edit, other) for edit in problem.fix for other in taken.get(edit.line, ())):
            kept.append(problem)
            for edit in problem.fix:
                taken.setdefault(edit.line, []).append(edit)
    return tuple(sorted(kept, key=lambda p: (p.line, p.col)))


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits of a line claim the same characters, or the same place between two."""
    if one.col == other.col and (one.width == other.width or not one.width or not other.width):
        return True
    return one.col < other.col + other.width and other.col < one.col + one.width


def with_edits(data: bytes, edits: Iterable[Edit], lines: list[str]) -> bytes | None:
    """The bytes with edits made in the text they encode; nothing when they are in no encoding that gives back the same bytes.

    `lines`: the text as `decode` gave it, which says whether an encoding is the right one.
    """
    by_line: dict[int, list[Edit]] = {}
    for edit in edits:
        by_line.setdefault(edit.line - 1, []).append(edit)
    for codec in _CODECS:
        parts = _parts(data, codec)
        if parts is None or len(parts) // 2 + 1 != len(lines) or any(len(parts[2 * n]) != len(lines[n]) for n in by_line):
            continue
        text = data.decode(codec)
        mark = "\ufeff" * text.startswith("\ufeff")
        own = next((end for end in parts[1::2]), "\n")
        for n, row in by_line.items():
            end = parts[2 * n + 1] if 2 * n + 1 < len(parts) else own
            parts[2 * n] = edited(parts[2 * n], sorted(row, key=lambda e: (e.col, e.width))).replace("\n", end)
        return (mark + "".join(parts)).encode(codec)
    return None


def _parts(data: bytes, codec: str) -> list[str] | None:
    """Lines and their ends by turns, without the byte order mark; nothing when these bytes are not in this encoding."""
    try:
        text = data.decode(codec)
        if text.encode(codec) != data:
            return None
    except UnicodeError:
        return None
    return _ENDS.split(text.removeprefix("\ufeff"))


def _reads_as_well(before: Draft, after: Draft) -> bool:
    """Nothing that was read is lost or changed by a fix, and no error is new."""
    if after.sheet.errors > before.sheet.errors:
        return False
    if before.head and not (after.head and _plain(before.head).items() <= _plain(after.head).items()):
        return False
    return all(_within(getattr(before, name), getattr(after, name)) for name in _PARTS)


def _plain(head: Fields) -> dict[str, str]:
    """The texts at the outermost level of a file."""
    return {name: value for name, value in head.values.items() if isinstance(value, str)}


def _within(few: list[Any], many: list[Any]) -> bool:
    """Whether all of `few` stand in `many` in the same order; linear, for both are long."""
    rest = iter(many)
    return all(any(each == other for other in rest) for each in few)


def shown(problem: Problem) -> tuple[str, str]:
    """The first line that a fix changes, before and after."""
    first = problem.fix[0].line
    row = sorted((edit for edit in problem.fix if edit.line == first), key=lambda e: (e.col, e.width))
    return problem.source, edited(problem.source, row) if first == problem.line else problem.source
