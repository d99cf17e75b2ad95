"""French as people type it, made YAML: only what YAML would misread is quoted or respaced, and every repair is told.

The pass follows the indentation and the table of keys, so that it knows where a text is expected. It runs only on files that do
not read cleanly as they stand (see `load`), or that hold what YAML silently drops.
"""

import re
from typing import Any, Final

from tutor.content.indent import SPACES, Tabs, columns_of, lead_of
from tutor.content.keys import context, plain
from tutor.content.nodes import FAST, MAX_TEXT, Unreadable, parse
from tutor.content.problems import Code, Edit
from tutor.content.quoting import Piece, anchors, comment, flow_words, goes_beyond, in_quotes, is_block, needs_quotes, quoted
from tutor.content.sheet import Sheet, edited
from tutor.content.slots import Frame, Slot, slots_of
from tutor.content.values import Value

MAX_FLOW_LINES: Final = 200
"""Lines of a bracketed list that are looked at."""

_BULLETS = "-–—•*·▪◦‣●○■\uf0b7"
"""A dash, what word processors make of it, and what people put in its place; the last is how a bullet of Word is pasted."""
_DASH = re.compile(f"([{_BULLETS}])([{SPACES}]+|$)")
_COUNTED = re.compile(rf"((?:\d{{1,3}}|[A-Za-z])[.)])([{SPACES}]+)(?=[^\W\d_])")
_STUCK_DASH = re.compile(r"([-–—•])()(?=[^\W\d_][\w’'\-]*)")
_KEY = re.compile(rf"([^\W\d][\w’'\-]*(?:[{SPACES}][\w’'\-]+)*)[{SPACES}]*:([{SPACES}]+|$)")
_TIGHT = re.compile(rf"([^\W\d][\w\-]*)[{SPACES}]*:()(?=[^\s:/])")
_ANEW = re.compile(r"( *)(?:-(?: |$)|[^\W\d][\w\-]*:(?: |$))")
_STUCK_BRACKET = re.compile(r"[^\s\[\]{},:]:[\[\]{},?]")
_STARTS = "%@`*&!|>,"
_FREE = re.compile(rf"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\"'\[{{#].*?)[{SPACES}]*:([{SPACES}]+|$)")
_SAFE = re.compile(r"[^\s\"'\[\]{}|>%@`*&!,#?:\-][^:#\t]*")
_PLAIN_LINE = re.compile(r"( *)([^\W\d][\w\-]*): ([^\s\"'\[\]{}|>%@`*&!,#?:\-][^:#\t]*)")


def repair(sheet: Sheet, role: str, loader: type[Any] = FAST) -> tuple[Edit, ...]:
    """The edits that make a file of this role readable, each told to the sheet; none when it is fine or past help."""
    return _Pass(sheet, role, loader).run()


class _Pass:
    """One pass over the lines. Columns count from 0 here, after the indent was mended."""

    def __init__(self, sheet: Sheet, role: str, loader: type[Any]) -> None:
        self.sheet = sheet
        self.loader = loader
        self.lines = sheet.lines
        self.meant = anchors(sheet.text)
        self.stack = [Frame(0, role, last=Slot(Value.MAPPINGS, "question") if role == "quiz" else None)]
        self.edits: list[Edit] = []
        self.tabs = Tabs()
        self.waits = -1
        self.written = 0
        self.strayed = -1
        self.has_stuck = False
        self.n = 0

    def run(self) -> tuple[Edit, ...]:
        """Line after line; a text takes its continuation lines with it."""
        begun = False
        while self.n < len(self.lines):
            line = self.lines[self.n]
            if begun and self._is_plain(line):
                self.n += 1
                continue
            lead = lead_of(line)
            body = line[len(lead) :].rstrip()
            if body and not body.startswith(("#", "---", "...")):
                if not begun:
                    self.stack[0].col = columns_of(lead)
                    begun = True
                self._line(lead, body)
            else:
                self._blank(line)
                self.n += 1
        return tuple(self.edits)

    def _is_plain(self, line: str) -> bool:
        """Whether this is a known key of an open mapping with a harmless text on one line: most lines are, and need no closer look."""
        found = _PLAIN_LINE.fullmatch(line)
        if found is None or self.has_stuck:
            return False
        col = found.end(1)
        while len(self.stack) > 1 and self.stack[-1].col > col:
            self.stack.pop()
        frame = self.stack[-1]
        slot = slots_of(frame.where).get(found[2]) if frame.col == col and not frame.free else None
        if slot is None:
            return False
        frame.last = slot
        self.n += 1
        ends = self._ends(col)
        self.n -= 1
        return ends

    def _line(self, lead: str, body: str) -> None:
        """One line that begins something: dashes, then a key or a text."""
        col = self._indent(lead, is_item=body[0] in _BULLETS)
        self.waits = -1
        at = len(lead)
        owner: Slot | None = None
        outer = col - 1
        stuck = -1
        while dash := self._dash(body, col, first=owner is None):
            owner = self._item(col, owner)
            self.written += dash.end()
            stuck = self.written if dash.end() == 1 < len(body) else -1
            self.has_stuck = self.has_stuck or stuck >= 0
            self._respace(at, dash, stuck=stuck >= 0)
            outer = col
            col, at, body = col + dash.end() + (stuck >= 0), at + dash.end(), body[dash.end() :]
        if not body:
            self.n += 1
            return
        frame = self._frame(col, owner)
        if frame is None:
            self._text(owner or self.stack[-1].last or Slot(None), at, body, outer if owner else self.stack[-1].col)
            return
        frame.stuck = stuck if stuck >= 0 else frame.stuck
        self._key(frame, at, body, outer if owner else None)

    def _indent(self, lead: str, *, is_item: bool = False) -> int:
        """The column of a line, its indent mended when it is not of spaces, or is out of line: behind a stuck dash, or strayed."""
        self.written = self.tabs.width(lead, [frame.col for frame in self.stack], self.waits + (not is_item) if self.waits >= 0 else 0)
        col = next((frame.col for frame in reversed(self.stack) if frame.stuck == self.written), self.written)
        if self.strayed >= 0:
            col, self.strayed = self.strayed, -1
        if lead != " " * col:
            self._tell(Code.BAD_INDENT, (Edit(self.n + 1, 1, len(lead), " " * col),), len(lead) or 1)
        return col

    def _blank(self, line: str) -> None:
        """A line that looks empty is."""
        if line.strip(" ") and not line.strip(SPACES):
            self._tell(Code.BAD_INDENT, (Edit(self.n + 1, 1, len(line), ""),), len(line))

    def _item(self, col: int, owner: Slot | None) -> Slot:
        """Close what a dash at this column closes, and say what its item is."""
        if owner is not None:
            return owner
        while len(self.stack) > 1 and self.stack[-1].col > col:
            self.stack.pop()
        return self.stack[-1].last or Slot(None)

    def _dash(self, body: str, col: int, *, first: bool) -> re.Match[str] | None:
        """A dash that begins an item: with a space behind it; the first on a line also without, where a key or word of an item follows."""
        found = _DASH.match(body)
        if found and found[1] == "-":
            return found
        frame = self._frame_at(col)
        slot = None if frame.free and frame.col == col else frame.last
        if not first or slot is None or slot.value is None or slot.plain:
            return None
        if found:
            return found if body[found.end() :] else None
        found = _STUCK_DASH.match(body) or _COUNTED.match(body)
        if found is None or not slot.of:
            return found if slot.value in {Value.TEXTS, Value.IDS} and not body[0].isalpha() else None
        key = _KEY.match(body, found.end()) or _TIGHT.match(body, found.end())
        return found if key and plain(key[1]) in context(slot.of) else None

    def _frame_at(self, col: int) -> Frame:
        """The mapping whose last key a list at this column belongs to."""
        return next((frame for frame in reversed(self.stack) if frame.col <= col), self.stack[0])

    def _respace(self, at: int, dash: re.Match[str], *, stuck: bool) -> None:
        """A plain dash and a plain space."""
        if dash[1] != "-":
            self._tell(Code.BULLET, (Edit(self.n + 1, at + 1, dash.end(), "-" + " " * (dash.end() - 1 + stuck)),), dash.end())
        elif stuck:
            self._tell(Code.BAD_SPACE, (Edit(self.n + 1, at + 2, 0, " "),), 1)
        elif dash[2].strip(" "):
            self._tell(Code.BAD_SPACE, (Edit(self.n + 1, at + 2, len(dash[2]), " " * len(dash[2])),), len(dash[2]))

    def _frame(self, col: int, owner: Slot | None) -> Frame | None:
        """The mapping a key at this column belongs to, opened if it is new; nothing where a text is expected."""
        if owner is None:
            while len(self.stack) > 1 and self.stack[-1].col > col:
                self.stack.pop()
            if self.stack[-1].col >= col or self.stack[-1].last is None:
                return self.stack[-1]
            owner = self.stack[-1].last
        if owner.texts:
            return None
        frame = Frame(col, owner.of, owner.free)
        self.stack.append(frame)
        return frame

    def _key(self, frame: Frame, at: int, body: str, dash: int | None) -> None:
        """A key with its value, or a text where a mapping was expected. `dash`: the column of the dash right before, if any."""
        found = _FREE.match(body) if frame.free else _KEY.match(body) or self._tight(frame, at, body)
        slot = self._slot(frame, found[1], dash is not None) if found else None
        if found is None or slot is None:
            if dash is None:
                self.n += 1
            else:
                self.stack.pop()
                self._text(Slot(None), at, body, dash)
            return
        if frame.free and found[1][0] in _STARTS:
            self._tell(Code.SPECIAL_START, (Edit(self.n + 1, at + 1, len(found[1]), f'"{found[1]}"'),), len(found[1]))
        if found[2].strip(" "):
            self._tell(Code.BAD_SPACE, (Edit(self.n + 1, at + found.start(2) + 1, len(found[2]), " "),), len(found[2]))
        frame.last = slot
        rest = body[found.end() :]
        if not rest or rest.startswith("#"):
            self.n += 1
            self.waits = frame.col
        else:
            self._text(slot, at + found.end(), rest, frame.col)

    def _tight(self, frame: Frame, at: int, body: str) -> re.Match[str] | None:
        """A known key whose colon sticks to its value."""
        found = _TIGHT.match(body)
        if found is None or plain(found[1]) not in context(frame.where):
            return None
        self._tell(Code.BAD_SPACE, (Edit(self.n + 1, at + found.end() + 1, 0, " "),), 1)
        return found

    def _slot(self, frame: Frame, name: str, fresh: bool) -> Slot | None:
        """What follows a key in this mapping; nothing when it is more likely the beginning of a text, after a dash (`fresh`)."""
        if frame.free:
            return frame.free
        slot = slots_of(frame.where).get(name) or slots_of(frame.where).get(plain(name))
        if slot is not None:
            return slot
        if not fresh or not frame.where:
            return Slot(None)
        return Slot(None) if self.sheet.near(plain(name), context(frame.where)) else None

    def _text(self, slot: Slot, at: int, text: str, outer: int) -> None:
        """A value that begins on this line, and its continuation on the lines indented more than `outer`."""
        plain_only = slot.plain or (slot.texts and goes_beyond(text))
        if text[0] in "|>" and is_block(text):
            self.n += 1
            self._skip_block(outer)
            return
        if text[0] in "[{" and not plain_only:
            self._flow(at, text, outer)
            return
        pieces = [Piece(self.n + 1, at + 1, text)]
        self.n += 1
        if not self._ends(outer):
            self._continue(pieces, outer)
        if len(pieces) == 1 and _SAFE.fullmatch(text):
            return
        prose = slot.prose
        meant = None if slot.value is None else self.meant
        need = quoted(pieces, plain=plain_only, prose=prose or slot.value is None, meant=meant)
        if need is None:
            self._left(pieces, prose)
        elif need.edits[-1].width < len(pieces[-1].text) and self._left(pieces[-1:], prose):
            # What follows the quotes may be text: quoting for good is then the author's to do.
            self.edits += need.edits
            self.sheet.report(need.code, pieces[0].line, pieces[0].col, len(text))
        else:
            self._tell(need.code, need.edits, len(text), pieces[0])

    def _left(self, pieces: list[Piece], prose: bool) -> bool:
        """A text that stays as it is; whether a comment that may have been text was told."""
        cut = [(piece, col) for piece in pieces if (col := comment(piece))] if prose and pieces[0].text[0] not in "\"'" else []
        for piece, col in cut:
            self.sheet.report(Code.CUT_SHORT, piece.line, col, len(piece.text) - col + piece.col)
        return bool(cut)

    def _ends(self, outer: int) -> bool:
        """Whether the next line plainly belongs to no text that began before: the common case, seen at a glance."""
        found = _ANEW.match(self.lines[self.n]) if self.n < len(self.lines) else None
        return found is not None and found.end(1) <= outer

    def _continue(self, pieces: list[Piece], outer: int) -> None:
        """Take the following lines that belong to a text; one that lost its indent gets it back."""
        while self.n < len(self.lines):
            line = self.lines[self.n]
            lead = lead_of(line)
            body = line[len(lead) :].rstrip()
            if not body:
                if not self._goes_on(outer):
                    return
                self._blank(line)
                self.n += 1
                continue
            width = columns_of(lead)
            spaces = line[: len(line) - len(line.lstrip(" "))]
            if len(spaces) > outer and "\t" not in lead:
                lead, body = spaces, line[len(spaces) :].rstrip()
            if self._strayed(body, outer, pieces[0].text):
                self.strayed = outer
                return
            if width > outer and not (body.startswith("#") and pieces[0].text[0] not in "\"'"):
                self._indent(lead)
            elif not self._lost_indent(body, width, outer, pieces[0].text):
                return
            pieces.append(Piece(self.n + 1, len(lead) + 1, body))
            self.n += 1

    def _strayed(self, body: str, outer: int, first: str) -> bool:
        """Whether a line under a text is no part of it but the next key of the same mapping, too far to the right."""
        frame = self.stack[-1]
        found = _KEY.match(body) if first[0] not in "\"'" and frame.col == outer and not frame.free else None
        return found is not None and plain(found[1]) in context(frame.where)

    def _goes_on(self, outer: int) -> bool:
        """After blank lines, whether the text goes on."""
        for line in self.lines[self.n : self.n + 20]:
            if line.strip():
                return columns_of(lead_of(line)) > outer and not line.lstrip().startswith("#")
        return False

    def _lost_indent(self, body: str, col: int, outer: int, first: str) -> bool:
        """A line of words right under a key is the rest of its text."""
        frame = self.stack[-1]
        if first[0] in "\"'" or outer < 0 or col < max(1, outer) or not body[0].isalpha() or ":" in body:
            return False
        if plain(body.split(maxsplit=1)[0]) in context(frame.where):
            return False
        self._tell(Code.NO_INDENT, (Edit(self.n + 1, 1, 0, " " * (outer + 1 - col)),), len(body))
        return True

    def _skip_block(self, outer: int) -> None:
        """Pass over a block; a line whose tabs or no-break spaces would end it is mended."""
        while self.n < len(self.lines):
            line = self.lines[self.n]
            if line.strip():
                spaces = len(line) - len(line.lstrip(" "))
                if spaces <= outer:
                    lead = lead_of(line)
                    if columns_of(lead) <= outer:
                        return
                    self._indent(lead)
            self._blank(line)
            self.n += 1

    def _flow(self, at: int, text: str, outer: int) -> None:
        """Pass over a bracketed list or mapping; when YAML cannot read it, quote the texts in it that need it."""
        first = self.n
        rows = [text]
        while self.n + len(rows) < len(self.lines) and len(rows) < MAX_FLOW_LINES:
            line = self.lines[self.n + len(rows)]
            if line.strip() and columns_of(lead_of(line)) <= outer:
                break
            rows.append(line)
        whole = "\n".join(rows)
        end, words = flow_words(whole) if len(whole) <= MAX_TEXT else (0, [])
        self.n += 1 + whole.count("\n", 0, end)
        stuck = any(_STUCK_BRACKET.search(whole, start, stop + 1) for start, stop in words)
        broken = stuck or not self._parses(whole[:end] or text)
        if broken or "?" in whole:
            for start, stop in words if end else ():
                self._flow_word(whole, start, stop, (first, at), broken=broken)

    def _flow_word(self, whole: str, start: int, stop: int, place: tuple[int, int], *, broken: bool) -> None:
        """Quote one text within brackets where it needs it. `place`: line and column where `whole` begins."""
        word, row = whole[start:stop], whole.count("\n", 0, start)
        col = start - (whole.rfind("\n", 0, start) + 1) + (place[1] if row == 0 else 0)
        if "\n" in word:
            return
        if not word.strip():
            self._tell(Code.BAD_SPACE, (Edit(place[0] + row + 1, col + 1, len(word), " " * len(word)),), len(word))
        # Only the compiled parser reads an unquoted « ? » within brackets, only the other a bracket stuck to a colon.
        elif needs_quotes(word, self.meant) if broken else "?" in word:
            self._tell(Code.FLOW_TEXT, (Edit(place[0] + row + 1, col + 1, len(word), in_quotes(word)),), len(word))

    def _parses(self, flow: str) -> bool:
        """Whether the parser reads a bracketed list or mapping."""
        try:
            parse(self.sheet.scratch(), flow, self.loader)
        except Unreadable:
            return False
        return True

    def _tell(self, code: Code, edits: tuple[Edit, ...], width: int, piece: Piece | None = None) -> None:
        """Keep edits and tell them, with the line as it should be."""
        self.edits += edits
        line, col = (piece.line, piece.col) if piece else (edits[0].line, edits[0].col)
        mended = edited(self.lines[line - 1], [edit for edit in edits if edit.line == line]).strip()
        more = " …" if len(edits) > 1 else ""
        self.sheet.report(code, line, col, width, fix=edits, text=mended + more)
