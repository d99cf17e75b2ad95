"""Words that stand in lines already, with colour where the output wants it: faults, messages, help. Not a character changes. Pure."""

import re

from rich.text import Text as Styled

from tutor.ui.layout import Size, wrapped
from tutor.ui.look import Look, fitted, paint
from tutor.ui.safe import clean

SEVERITY = {"error": "wrong", "warning": "warn", "repair": "warn", "advice": "accent", "fixed": "right"}
HEAD = re.compile(r"(?P<place>\S+?(?::\d+)*)\s?: (?P<kind>[^:]*? [A-Z]\d{3})")
CARET, ADVICE, TITLE, NAME = (
    re.compile(r" +\| +(\^+)$"),
    re.compile(r" +(=)"),
    re.compile(r"\S.*[\u00a0 ]?:$"),
    re.compile(r" {2}(\S.*?)(?= {2}|$)"),
)


def inked(text: Styled, look: Look) -> str:
    """A text of several lines as the output gets it: no escape code where it is no terminal and no colour was asked for."""
    if not look.terminal:
        return fitted(text.plain, look.encoding)
    return "\n".join(fitted(paint(line, look), look.encoding) for line in text.split("\n", allow_blank=True))


def fault(told: str, severity: str) -> Styled:
    """A fault of a course: its kind and code, the caret under the place, and the mark before what to do."""
    out, at, style = Styled(), 0, SEVERITY.get(severity, "")
    for n, line in enumerate(clean(told).split("\n")):
        out.append(("\n" if n else "") + line)
        at = len(out.plain) - len(line)
        if n == 0 and (head := HEAD.match(line)):
            out.stylize("label", at, at + head.end("place"))
            out.stylize(style, at + head.start("kind"), at + head.end("kind"))
        elif found := CARET.match(line) or ADVICE.match(line):
            out.stylize(style, at + found.start(1), at + found.end(1))
    return out


def helped(page: str) -> Styled:
    """A page of help: titles bold, the names of commands and options as keys."""
    out = Styled()
    for n, line in enumerate(page.split("\n")):
        name = NAME.match(line)
        out.append("\n" if n else "")
        start = len(out.plain)
        out.append(line)
        if TITLE.match(line):
            out.stylize("label", start)
        elif name:
            out.stylize("key", start + name.start(1), start + name.end(1))
    return out


def message(sentence: str, prefix: str, look: Look, size: Size | None) -> str:
    """A message of one line; on a terminal it goes on in the next where it is full, between words."""
    text = Styled(sentence)
    if sentence.startswith(prefix):
        text.stylize("wrong", 0, len(prefix.rstrip()))
    rows = [text] if size is None else wrapped(text, size.width)
    for row in rows:
        row.rstrip()
    return "\n".join(inked(row, look) for row in rows)
