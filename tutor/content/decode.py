"""Bytes to text, strictly: what cannot be shown safely or was lost on the way is an error with a place."""

import re
import unicodedata
from typing import Final

from tutor.content.problems import Code, Edit, problem
from tutor.content.sheet import Sheet

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_LINES: Final = 100_000
LOST: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands for every refused character, so that the rest of the file can be read and only its own item is dropped."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff"
REFUSED: Final = re.compile(f"[{_CONTROL}{_BIDI}{LOST}]")
_PLAIN = bytes([9, 10, *range(0x20, 0x7F)])
_SPACES = " \t\u00a0\u2007\u202f"
_IS_BIDI = re.compile(f"[{_BIDI}]")
_IS_CONTROL = re.compile(f"[{_CONTROL}]")
_FORMATTED = (b"{\\rtf", b"<!doctype", b"<html", b"%pdf-")
"""How files begin that word processors and browsers save in the place of a text."""
_BREAKS = re.compile("[\x85\u2028\u2029]")
_ODD = re.compile(f"[{_CONTROL}{_BIDI}{LOST}\x85\u2028\u2029]")


def decode(data: bytes, name: str) -> Sheet:
    """The text of a file, on a sheet with what was wrong in it; no text at all when it cannot be read.

    Every line end becomes a line feed. Wrong bytes, control and bidirectional characters become `LOST`, each with an error.
    """
    code = _why_not(data)
    text, note = (None, code) if code else _characters(data)
    lax = note is Code.NOT_UTF8
    if text is None:
        sheet = Sheet(name)
        sheet.problems.append(problem(note or Code.BINARY, name, limit=f"{MAX_BYTES // 1024 // 1024}", lines=f"{MAX_LINES}"))
        return sheet
    sheet = Sheet(name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if note is not None and not lax:
        sheet.report(note, 1, 1, len(sheet.lines[0]))
    strange = _strange(sheet.text)
    sheet.normal = unicodedata.is_normalized("NFC", strange) and not any(map(unicodedata.combining, set(strange)))
    if _ODD.search(strange):
        _plain_breaks(sheet)
        _refuse(sheet, Code.NOT_UTF8 if lax else Code.LOST)
    if sheet.text.lstrip().startswith(("%", "#")):
        _no_directives(sheet)
    if "\t" in sheet.text:
        _plain_tabs(sheet)
    return sheet


def _strange(text: str) -> str:
    """The characters that are not printable ASCII, tab or line feed: a thirtieth of French text, so that looking at them is cheap."""
    return text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")


def _why_not(data: bytes) -> Code | None:
    if len(data) > MAX_BYTES:
        return Code.TOO_BIG
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return Code.EMPTY
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        return Code.TOO_MANY_LINES
    return None


def _characters(data: bytes) -> tuple[str | None, Code | None]:
    """The characters, and what to tell when they were not all UTF-8."""
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_FORMATTED):
        return None, None
    wide = _utf16(data)
    if wide:
        text = data.decode(wide, "replace")
        return (None, None) if _binary(text) else (text, Code.UTF16)
    if b"\0" in data:
        return None, None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _not_utf8(data)


def _utf16(data: bytes) -> str:
    """The UTF-16 codec these bytes are in, by their mark or by where their zeros are."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) * 4 < len(sample):
        return ""
    low, high = sample[::2].count(0), sample[1::2].count(0)
    return "utf-16-le" if high > 20 * low else "utf-16-be" if low > 20 * high else ""


def _not_utf8(data: bytes) -> tuple[str | None, Code | None]:
    """Old Windows text when nothing in it is good UTF-8; else UTF-8 with bad bytes in it."""
    lax = data.decode("utf-8", "replace")
    if lax.replace(LOST, "").isascii():
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            return (None, None) if _binary(lax) else (lax, Code.NOT_UTF8)
        return (None, None) if _binary(text) else (text, Code.CP1252)
    return (None, None) if _binary(lax) else (lax, Code.NOT_UTF8)


def _binary(text: str) -> bool:
    """More than one character in twenty is none that a person types."""
    return len(REFUSED.findall(text)) * 20 > len(text)


def _plain_breaks(sheet: Sheet) -> None:
    """Unicode line breaks, which YAML takes for ends of lines and editors do not, become spaces."""
    edits = []
    for number, line in enumerate(sheet.lines, 1):
        for found in _BREAKS.finditer(line):
            edit = Edit(number, found.start() + 1, 1, " ")
            edits.append(edit)
            sheet.report(Code.LINE_BREAK, number, edit.col, fix=(edit,), name=f"U+{ord(found[0]):04X}")
    sheet.replace(_BREAKS.sub(" ", sheet.text))


def _no_directives(sheet: Sheet) -> None:
    """Lines of `%` before the first content are orders to the YAML parser, and none is taken."""
    rows = list(sheet.lines)
    for n, line in enumerate(rows):
        if line.startswith("%"):
            sheet.report(Code.DIRECTIVE, n + 1, 1, len(line))
            rows[n] = ""
        elif line.strip() and not line.startswith("#"):
            break
    sheet.replace("\n".join(rows))


def _plain_tabs(sheet: Sheet) -> None:
    """Tabs within a line become spaces: YAML parsers differ on where they are allowed. Those of the indent are for the repair pass."""
    rows = list(sheet.lines)
    for n, line in enumerate(rows):
        begin = len(line) - len(line.lstrip(_SPACES))
        if "\t" in line and (at := line.find("\t", begin)) >= 0:
            runs = [(found.start(), len(found[0])) for found in re.finditer("\t+", line) if found.start() >= begin]
            rows[n] = line[:begin] + line[begin:].replace("\t", " ")
            fix = tuple(Edit(n + 1, start + 1, width, " " * width) for start, width in runs)
            sheet.report(Code.BAD_SPACE, n + 1, at + 1, runs[0][1], fix=fix, text=rows[n].strip())
    sheet.replace("\n".join(rows))


def _refuse(sheet: Sheet, lost: Code) -> None:
    for number, line in enumerate(sheet.lines, 1):
        for found in REFUSED.finditer(line):
            sheet.report(_refused(found[0], lost), number, found.start() + 1, name=f"U+{ord(found[0]):04X}")
    sheet.replace(REFUSED.sub(LOST, sheet.text))


def _refused(char: str, lost: Code) -> Code:
    if _IS_BIDI.match(char):
        return Code.BIDI
    return Code.CONTROL if _IS_CONTROL.match(char) else lost
