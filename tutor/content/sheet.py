"""One file on its way to a course: its text, where things stand in it, and what was found wrong."""

from collections.abc import Collection, Iterable
from typing import Protocol

from tutor.content.problems import MAX_PROBLEMS, MAX_REPAIRS, Code, Edit, Problem

MAX_GUESSES = 20_000
"""Comparisons of misspelt names with known ones in one file."""
MAX_DOUBTED = 60_000
"""Characters of one file that are read a second time, by the slow parser; a file of a thousand questions has three times as many."""
MAX_GUESSED = 40
"""Characters of the longest misspelt name that is compared."""


class Spot(Protocol):
    """A place as the YAML parser gives it: counted from 0, in the repaired text."""

    @property
    def line(self) -> int:
        """The line, from 0."""

    @property
    def column(self) -> int:
        """The character, from 0."""


class Span(Protocol):
    """Something with a beginning and an end."""

    @property
    def at(self) -> Spot:
        """Where it begins."""

    @property
    def end(self) -> Spot:
        """Where it ends, exclusive."""


class Sheet:
    """A file being read. Problems are told in the places of the text as the teacher wrote it, repaired or not."""

    __slots__ = ("_doubts", "_edits", "_guesses", "_lines", "_told", "full", "name", "normal", "problems", "repairable", "size", "text")

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self.repairable = False
        self.size = (0, 0)  # the nodes and the pairs that were parsed, which are counted against caps
        self.normal = True
        self.full = False
        self._told = {"error": 0, "warning": 0, "repair": 0}
        self._guesses = MAX_GUESSES
        self._doubts = [MAX_DOUBTED]
        self._lines: list[str] | None = None
        self._edits: dict[int, list[Edit]] = {}

    @property
    def lines(self) -> list[str]:
        """The lines as written, without their ends."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return sum(problem.severity == "error" for problem in self.problems)

    def report(self, code: Code, line: int, col: int, width: int = 1, *, fix: tuple[Edit, ...] = (), **facts: str) -> None:
        """Keep a problem at line:col from 1, up to a limit that only a hostile file meets."""
        severity = code.severity
        limit = MAX_REPAIRS if severity == "repair" else MAX_PROBLEMS
        self._told[severity] += 1
        if self._told[severity] > limit + 1 or (self.full and severity == "error"):
            return
        if self._told[severity] > limit:
            self.full = self.full or severity == "error"
            code, facts, fix = Code.TOO_MANY_PROBLEMS, {"limit": str(limit)}, ()
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        width = max(1, min(width, len(source) - col + 1))
        self.problems.append(Problem(code, code.severity, self.name, line, col, width, tuple(facts.items()), source, fix))

    def at(self, code: Code, span: Span, **facts: str) -> None:
        """Keep a problem about a node of the parsed text."""
        line, col, width = self.place(span.at, span.end)
        self.report(code, line, col, width, fix=(), **facts)

    def place(self, at: Spot, end: Spot) -> tuple[int, int, int]:
        """Line, column (from 1) and width on that line, in the text as written."""
        col = self._written(at.line, at.column)
        if end.line == at.line:
            return at.line + 1, col + 1, max(1, self._written(end.line, end.column) - col)
        width = len(self.lines[at.line]) - col if at.line < len(self.lines) else 1
        return at.line + 1, col + 1, max(1, width)

    def near(self, name: str, known: Collection[str]) -> str:
        """The known name that was probably meant, or nothing; comparing is slow, so that one file gets only so much of it."""
        if len(name) > MAX_GUESSED or len(known) > self._guesses:
            return ""
        from difflib import get_close_matches  # only teachers with a mistake pay for it

        self._guesses -= len(known)
        close = get_close_matches(name, [each for each in known if len(each) <= 2 * MAX_GUESSED], 1, 0.6)
        return close[0] if close else ""

    def scratch(self) -> "Sheet":
        """An empty sheet for a look at some part of the same file; it is doubted together with this one."""
        part = Sheet(self.name)
        part._doubts = self._doubts
        return part

    def may_doubt(self, text: str) -> bool:
        """Whether a text may be read a second time by the slow parser: only so much of one file is."""
        if len(text) > self._doubts[0]:
            return False
        self._doubts[0] -= len(text)
        return True

    def replace(self, text: str) -> None:
        """Put another text of the same lines and columns in place."""
        self.text = text
        self._lines = None

    def repaired(self, edits: Iterable[Edit]) -> str:
        """The text with these edits made; from now on, places are those of a parse of it."""
        lines = self.lines.copy()
        self._edits.clear()
        for edit in sorted(edits, key=lambda e: (e.line, e.col)):
            self._edits.setdefault(edit.line - 1, []).append(edit)
        for number, row in self._edits.items():
            lines[number] = edited(lines[number], row)
        return "\n".join(lines)

    def _written(self, line: int, col: int) -> int:
        """The column as written of a column of the repaired text, both from 0."""
        shift = 0
        for edit in self._edits.get(line, ()):
            start = edit.col - 1 + shift
            if col < start + len(edit.text):
                return min(col - shift, edit.col - 1 + edit.width) if col >= start else col - shift
            shift += len(edit.text) - edit.width
        return col - shift


def edited(line: str, edits: Iterable[Edit]) -> str:
    """One line with its edits made; they are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (line[done : edit.col - 1], edit.text)
        done = edit.col - 1 + edit.width
    return "".join([*parts, line[done:]])
