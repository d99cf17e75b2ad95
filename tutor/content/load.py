"""From a folder or a file to a course, with every problem found on the way."""

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.content.draft import Draft
from tutor.content.files import MAX_FILES, File, pack_files, role_of, sheet_of
from tutor.content.find import COURSE, is_folder, misnamed_course
from tutor.content.join import join, slug
from tutor.content.nodes import CAPS, FAST, Node, Unreadable, parse
from tutor.content.problems import Code, Problem, problem
from tutor.content.readers import read_root
from tutor.content.sheet import Sheet
from tutor.content.walker import Walker
from tutor.course import Course

if TYPE_CHECKING:
    from tutor.content.kept import Kept  # made by the cache, and by nobody who only checks

_STUCK_BRACKET = re.compile(r"\w:[\[{\]},]")
_STUCK = (":\u00a0", ":\u2007", ":\u202f")


def load(path: Path, *, loader: type[Any] = FAST, kept: "Kept | None" = None) -> tuple[Course | None, tuple[Problem, ...]]:
    """The course in a pack folder or a single file, and all that is wrong with it, in the order of files and lines.

    What is broken is left out alone: a question, a section, a term. There is no course when the pack has no readable id, or a
    single file nothing to study. Files are only read; nothing they name is opened, fetched or run. `loader` is a PyYAML loader class.
    `kept` gives what unchanged files of a pack gave before, and is given what they all gave now.
    """
    if path.name == COURSE and not is_folder(path):
        path = path.parent
    with without_gc():
        if is_folder(path):
            return _pack(path, loader, kept)
        return _alone(path, loader, kept)


def draft_of(sheet: Sheet, role: str, *, loader: type[Any] = FAST) -> Draft:
    """What one file gives by itself, not yet joined with others; its problems are on the draft's own sheet."""
    with without_gc():
        return _draft(sheet, role, loader)


def _alone(path: Path, loader: type[Any], kept: "Kept | None" = None) -> tuple[Course | None, tuple[Problem, ...]]:
    file = File("quiz", path.name, path)
    sheet = sheet_of(file, None)
    role = role_of(sheet.text)
    patched = kept.patched(sheet, role, partial(_draft, loader=loader)) if kept else None
    draft = patched or _draft(sheet, role, loader)
    course, problems = join([draft], path.stem)
    if kept:
        if patched and patched.sheet.problems:
            kept.forget()
            return _alone(path, loader, kept)
        kept.keep([draft])
    return course, problems


def _pack(folder: Path, loader: type[Any], kept: "Kept | None") -> tuple[Course | None, tuple[Problem, ...]]:
    if not os.path.lexists(folder / COURSE):
        return None, (problem(Code.NO_COURSE, folder.name, id=slug(folder.resolve().name) or "x", **likely(folder)),)
    files = pack_files(folder)
    recalled = {file.name: draft for file in files[:MAX_FILES] if (draft := kept.draft(file.name))} if kept else {}
    drafts = []
    for file in files[:MAX_FILES]:
        draft = recalled.get(file.name)
        if draft is None:
            sheet = sheet_of(file, folder)
            draft = kept.patched(sheet, file.role, partial(_draft, loader=loader)) if kept else None
            if draft:
                recalled[file.name] = draft
        drafts.append(draft or _draft(sheet, file.role, loader))
    course, problems = join(drafts)
    if kept:
        if any(draft.sheet.problems for draft in recalled.values()):
            kept.forget()  # told without the text they are about
            return _pack(folder, loader, kept)
        kept.keep(drafts)
    if len(files) > MAX_FILES:
        problems += (problem(Code.TOO_MANY_FILES, folder.name, limit=str(MAX_FILES)),)
    return course, problems


def likely(folder: Path) -> dict[str, str]:
    """The fact that a course.yaml only has another name."""
    name = misnamed_course(folder)
    return {"close": name} if name else {}


def _draft(sheet: Sheet, role: str, loader: type[Any]) -> Draft:
    """Read a file as it stands; when that does not go cleanly, repair it and read it again."""
    if not sheet.text:
        return Draft(sheet, role, Walker(sheet), holes=True)
    before = list(sheet.problems)
    first: Draft | None = None
    try:
        first = _walk(Draft(sheet, role, Walker(sheet)), parse(sheet, sheet.text, loader, first=True))
    except Unreadable as error:
        sheet.problems[:] = before
        if error.code in CAPS:
            sheet.report(error.code, error.line + 1, error.col + 1, limit=error.facts["limit"])
            return Draft(sheet, role, Walker(sheet), holes=True)
    if first and not sheet.repairable and not _risky(sheet.text):
        return first
    return _mended(sheet, before, role, loader, first)


def _risky(text: str) -> bool:
    """Whether a text that parses may still not say what its author sees: a cut at ` #`, a tab, a no-break space after a colon.

    Or not to every parser: an unquoted question mark within brackets, or a bracket right after a colon there.
    """
    odd = "\t" in text or any(mark in text for mark in _STUCK) or _is_cut(text)
    return odd or _is_odd_flow(text)


def _is_odd_flow(text: str) -> bool:
    """Whether what follows a bracket on its line is not the same to every parser."""
    for mark in "[{":
        at = text.find(mark)
        while at >= 0:
            end = text.find("\n", at)
            line = text[at : end if end >= 0 else len(text)]
            if "?" in line or _STUCK_BRACKET.search(line):
                return True
            at = text.find(mark, end) if end >= 0 else -1
    return False


def _is_cut(text: str) -> bool:
    """Whether some ` #` follows a word; a regular expression would look at every character."""
    at = text.find(" #", 1)
    while at > 0 and (text[at - 1].isspace() or text[at - 1] == "#"):
        at = text.find(" #", at + 1)
    return at > 0


def _mended(sheet: Sheet, before: list[Problem], role: str, loader: type[Any], first: Draft | None) -> Draft:
    """Read a file again, repaired, and without what cannot be parsed even then; `first` is what it gave as it stood, if it parsed."""
    from tutor.content.repair import repair  # good files never pay for these two
    from tutor.content.salvage import read

    again = sheet.scratch()
    again.replace(sheet.text)
    again.normal = sheet.normal
    again.problems += before
    edits = repair(again, role, loader)
    if first and not edits:
        sheet.problems += again.problems[len(before) :]
        return first
    nodes = read(again, again.repaired(edits), loader)
    second = Draft(again, role, Walker(again), holes=nodes.holes)
    second.lose(nodes.lost)
    _walk(second, nodes.root)
    return first if first and first.sheet.errors < again.errors else second


def _walk(draft: Draft, root: Node | None) -> Draft:
    read_root(draft, draft.role, root)
    return draft


@contextmanager
def without_gc() -> Iterator[None]:
    """Thousands of nodes that all live to the end: collecting among them doubles the time and frees nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # Straight to the oldest generation: else the next allocation would walk through all of the new course.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
