"""Does this text stand in YAML as its author meant it? And if not, in which quotes it would."""

import re
from dataclasses import dataclass

from tutor.content.problems import Code, Edit

_BLOCK = re.compile(r"[|>](?:[1-9][+-]?|[+-][1-9]?)?(?:[ \t]+#.*)?")
_COLON = re.compile(r":(?=[ \t]|$)")
_COMMENT = re.compile(r"(?<=\S)([ \t]+)#")
_FLOW_SIGNS = re.compile(r"[?\[\]{}]|:(?= |$)|\s#")
_LIST_END = re.compile(r"[,\]]")
_VALUE_END = re.compile(r"[,}]")
_KEY_END = re.compile(r"[,}]|:(?=\s|$)")
_ODD_SPACES = "\u00a0\u2007\u202f"
_ANCHOR = re.compile(r"&\S+")
_ON_NODE = re.compile(r"&\S+[ \t]+[\[{|>!]")
_MARKED = re.compile(r"([&*])([^\s\[\]{},]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a text that stands on one line: line and column from 1, without the spaces around it."""

    line: int
    col: int
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text that must be quoted: why, and the edits that do it."""

    code: Code
    edits: tuple[Edit, ...]


def is_block(text: str) -> bool:
    """A block header such as `|` or `>-`."""
    return _BLOCK.fullmatch(text) is not None


def anchors(text: str) -> frozenset[str]:
    """Names that are both anchored and aliased in a file: YAML was meant, not typography."""
    found = set(_MARKED.findall(text)) if "&" in text and "*" in text else set()
    return frozenset(name for mark, name in found if mark == "&" and ("*", name) in found)


def quoted(pieces: list[Piece], *, plain: bool, prose: bool, meant: frozenset[str] | None) -> Quoted | None:
    """The quotes a text needs, if any.

    `plain`: no list or mapping can stand here; `prose`: a text people write, not an id; `meant`: real anchors (see `anchors`),
    nothing when every `&` and `*` is left alone.
    """
    pieces = list(pieces)
    first = pieces[0].text
    if first[0] in "\"'":
        return _whole(pieces, Code.HALF_QUOTED) if _closes_early(pieces) else None
    hash_code = _cut(pieces, prose=prose)
    first = pieces[0].text
    if _special(first, plain=plain, meant=meant) and not (len(pieces) > 1 and _ANCHOR.fullmatch(first)):
        return _whole(pieces, Code.SPECIAL_START)
    if any(_COLON.search(piece.text) for piece in pieces):
        return _whole(pieces, Code.COLON_IN_TEXT)
    return _whole(pieces, Code.HASH_IN_TEXT) if hash_code else None


def comment(piece: Piece) -> int:
    """The column (from 1) of a ` # …` that cuts this text short and may have been meant as text; 0 when there is none."""
    found = _COMMENT.search(piece.text)
    return piece.col + found.end() - 1 if found and found[1] == " " and piece.text[0] not in "\"'" else 0


def flow_words(text: str) -> tuple[int, list[tuple[int, int]]]:
    """The place after `[a, b]` or `{a: b}` at the start of a text (0 when it is not closed), and where its unquoted texts are.

    Odd spaces, which YAML takes for text, are among them, each alone where it stands before or behind a text.
    """
    words: list[tuple[int, int]] = []
    n, closing = 0, ""
    while n < len(text):
        char = text[n]
        if char in "[{":
            closing += "]" if char == "[" else "}"
            n += 1
        elif char == closing[-1:]:
            closing = closing[:-1]
            n += 1
            if not closing:
                return n, words
        elif char in " ,:\n":
            n += 1
        elif char in _ODD_SPACES:
            words.append((n, n + 1))
            n += 1
        elif char in "\"'":
            n = _closing(text, n)
        else:
            end = _end_of_plain(text, n, closing[-1:])
            words.append((n, n + len(text[n:end].rstrip())))
            n = max(end, n + 1)
    return 0, words


def goes_beyond(text: str) -> bool:
    """Whether words follow a bracketed list on its line: then it is a text that begins with a bracket."""
    end = flow_words(text)[0] if text[0] == "[" else 0
    rest = text[end:].lstrip()
    return end > 0 and bool(rest) and rest[0] not in "#:"


def needs_quotes(word: str, meant: frozenset[str]) -> bool:
    """Whether a text cannot stand unquoted within brackets."""
    return _FLOW_SIGNS.search(word) is not None or _special(word, plain=True, meant=meant)


def in_quotes(text: str) -> str:
    """A text of one line in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _end_of_plain(text: str, start: int, closing: str) -> int:
    """Where an unquoted text ends in a list (at a comma or bracket), or in a mapping (a key, at its colon, too)."""
    key = closing == "}" and text[:start].rstrip()[-1:] in {"{", ","}
    found = (_KEY_END if key else _LIST_END if closing == "]" else _VALUE_END).search(text, start)
    return found.start() if found else len(text)


def _closing(text: str, start: int) -> int:
    """The place after the quote that closes the one at `start`."""
    mark, n = text[start], start + 1
    while n < len(text) and text[n] != mark:
        n += 2 if mark == '"' and text[n] == "\\" else 1
    return n + 1


def _cut(pieces: list[Piece], *, prose: bool) -> bool:
    """Take comments off the pieces; true when a `#` is text (one space before it and none after)."""
    for n, piece in enumerate(pieces):
        found = _COMMENT.search(piece.text)
        if found is None:
            continue
        if prose and found[1] == " " and piece.text[found.end() : found.end() + 1].strip():
            return True
        pieces[n] = Piece(piece.line, piece.col, piece.text[: found.start()])
    return False


def _special(first: str, *, plain: bool, meant: frozenset[str] | None) -> bool:
    """A first character that YAML reads as its own."""
    head = first[0]
    if head in "&*":
        marked = _MARKED.match(first)
        return meant is not None and not (marked and (marked[2] in meant or _ON_NODE.match(first)))
    if head == "!":
        return len(first) == 1 or first[1] in " \t"
    if head in "[{":
        return plain
    return head in "%@`,]}|>" or first in {"-", "?"} or first[:2] in {"- ", "? "}


def _closes_early(pieces: list[Piece]) -> bool:
    """Text stands after the closing quote."""
    text = "\n".join(piece.text for piece in pieces)
    mark, n = text[0], 1
    while n < len(text):
        if mark == '"' and text[n] == "\\":
            n += 2
        elif text[n] != mark:
            n += 1
        elif mark == "'" and text[n + 1 : n + 2] == "'":
            n += 2
        else:
            rest = text[n + 1 :]
            return bool(rest.strip()) and not re.match(r"[ \t]+#", rest)
    return False


def _whole(pieces: list[Piece], code: Code) -> Quoted:
    """All pieces within one pair of quotes; YAML folds them as it folds unquoted text."""
    only = len(pieces) == 1
    if only and ('"' in pieces[0].text or "\\" in pieces[0].text) and "'" not in pieces[0].text:
        piece = pieces[0]
        return Quoted(code, (Edit(piece.line, piece.col, len(piece.text), f"'{piece.text}'"),))
    edits = []
    for n, piece in enumerate(pieces):
        text = piece.text.replace("\t", " ").replace("\\", "\\\\").replace('"', '\\"')
        text = ('"' if n == 0 else "") + text + ('"' if n == len(pieces) - 1 else "")
        edits.append(Edit(piece.line, piece.col, len(piece.text), text))
    return Quoted(code, tuple(edits))
