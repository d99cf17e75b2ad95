"""The small inline syntax of texts."""

import re

from rich.text import Text as Styled

from tutor.ui.typography import typeset

MARKS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|`([^`]+)`", re.DOTALL)
STYLES = ("bold", "italic", "bold")


def styled(text: str, language: str, style: str = "") -> Styled:
    """A text with **bold**, *italic* and `code` as styles; nothing else in it means anything."""
    text = typeset(text, language)
    out, end = Styled(style=style), 0
    for match in MARKS.finditer(text):
        out.append(text[end : match.start()])
        which = next(i for i in (1, 2, 3) if match[i] is not None)
        out.append(match[which], STYLES[which - 1])
        end = match.end()
    return out.append(text[end:])


def bare(text: str, language: str) -> str:
    """The same without marks or styles, for plain lines."""
    return styled(text, language).plain
