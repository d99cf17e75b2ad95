"""When YAML stops at one mistake: find every item that cannot be read, take it out, and read the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tutor.content.decode import LOST
from tutor.content.nodes import CAPS, FAST, Node, Unreadable, parse
from tutor.content.sheet import Sheet

MAX_ROUNDS: Final = 20
_DASH = re.compile(r"( *)-(?: |$)")
_ID = re.compile(r"\bid[ \u00a0]*:[ \u00a0]*[\"']?([\w.\-]+)")


@dataclass(slots=True)
class Read:
    """The nodes of a file; `lost` are ids that stood in what was taken out, `holes` is true when it had none."""

    root: Node | None
    lost: tuple[str, ...] = ()
    holes: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """A place, counted from 0."""

    line: int
    column: int


def read(sheet: Sheet, text: str, loader: type[Any] = FAST) -> Read:
    """Parse a text; what stops the parser is told to the sheet, every item with such a mistake once, and left out."""
    told = len(sheet.problems)
    try:
        return Read(parse(sheet, text, loader))
    except Unreadable as error:
        del sheet.problems[told:]
        if error.code in CAPS:
            return _stop(sheet, error)
    lines = text.split("\n")
    taken = _bad_items(sheet, lines, loader)
    for _ in range(MAX_ROUNDS):
        told = len(sheet.problems)
        try:
            root = parse(sheet, "\n".join(lines), loader)
        except Unreadable as error:
            del sheet.problems[told:]
            gone = [] if error.code in CAPS else _stray(lines, error.line) or _region(lines, error.line)
            if not gone:
                return _stop(sheet, error)
            _tell(sheet, error, 0)
            taken.append(gone)
        else:
            return _rest(root, taken)
    return Read(None, holes=True)


def _stop(sheet: Sheet, error: Unreadable) -> Read:
    _tell(sheet, error, 0)
    return Read(None, holes=True)


def _rest(root: Node | None, taken: list[list[str]]) -> Read:
    ids = [_ID.findall("\n".join(lines)) for lines in taken]
    return Read(root, tuple(each for found in ids for each in found), holes=not all(ids))


def _bad_items(sheet: Sheet, lines: list[str], loader: type[Any]) -> list[list[str]]:
    """Blank every outermost list item that cannot be parsed alone; a mark stays in its place."""
    taken = []
    for start, end, indent in list(_items(lines)):
        scratch = sheet.scratch()
        try:
            parse(scratch, "\n".join(lines[start:end]), loader)
        except Unreadable as error:
            _tell(sheet, error, start)
            taken.append(lines[start:end])
            lines[start:end] = [" " * indent + "- " + LOST, *[""] * (end - start - 1)]
    return taken


def _items(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """First line, line after the last, and indent of each outermost list item."""
    start, indent = -1, -1
    for n, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        depth = len(line) - len(line.lstrip(" "))
        dash = _DASH.match(line)
        if start >= 0 and depth <= indent:
            yield start, n, indent
            start = -1
        if dash and (start < 0 and (indent < 0 or depth == indent)):
            start, indent = n, depth
        elif start < 0 and depth == 0:
            indent = -1
    if start >= 0:
        yield start, len(lines), indent


def _stray(lines: list[str], line: int) -> list[str]:
    """Blank a list item that stands further left than the first of its list, and give what stood there; nothing for another line."""
    dash = _DASH.match(lines[line]) if line < len(lines) else None
    first = next((found for n in range(line - 1, -1, -1) if _is_key(lines[n]) and (found := _first_dash(lines, n))), None)
    if dash is None or first is None or len(dash[1]) >= len(first[1]):
        return []
    inside = len(dash[1])
    end = next((n for n in range(line + 1, len(lines)) if lines[n].strip() and _depth(lines[n]) <= inside), len(lines))
    end = next((n for n in range(line + 1, end) if (at := _DASH.match(lines[n])) and at[1] == first[1]), end)
    gone = lines[line:end]
    lines[line:end] = [""] * (end - line)
    return gone


def _is_key(line: str) -> bool:
    """An outermost key."""
    return bool(line[:1].strip()) and not line.startswith(("#", "-"))


def _first_dash(lines: list[str], key: int) -> re.Match[str] | None:
    """The dash of the first list item right after a key."""
    after = next((line for line in lines[key + 1 :] if line.strip() and not line.lstrip().startswith("#")), "")
    return _DASH.match(after)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _region(lines: list[str], line: int) -> list[str]:
    """Blank the outermost key that a line belongs to, and give what stood there; nothing when that is the whole file."""
    begins = [n for n, text in enumerate(lines) if _is_key(text)]
    start = max((n for n in begins if n <= line), default=-1)
    # The parser often stops at the line after the one that is wrong.
    if start >= line and start > 0 and begins.index(start) > 0 and not lines[start].strip():
        start = begins[begins.index(start) - 1]
    if start < 0 or len(begins) < 2:
        return []
    end = next((n for n in begins if n > start), len(lines))
    gone = lines[start:end]
    lines[start:end] = [""] * (end - start)
    return gone


def _tell(sheet: Sheet, error: Unreadable, offset: int) -> None:
    spot = At(min(error.line + offset, max(0, len(sheet.lines) - 1)), error.col)
    line, col, _ = sheet.place(spot, spot)
    width = len(sheet.lines[line - 1]) - col + 1 if error.code not in CAPS else 1
    sheet.report(error.code, line, col, width, fix=(), **error.facts)
