"""The small inline syntax of texts, and French spacing."""

import re

from rich.text import Text as Styled

from tutor.ui.safe import clean

MARKS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|`([^`]+)`", re.DOTALL)
STYLES = ("bold", "italic", "bold")
NBSP, THIN = "\u00a0", "\u202f"
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w«*`])")
SPACING = (
    (re.compile(r"[ \u00a0\u202f]+(?=[;!?](?:\s|$|[)»\]]))"), THIN),
    (re.compile(r"[ \u00a0\u202f]+(?=[:»](?:\s|$|[.,;)\]]))"), NBSP),
    (re.compile(r"(?<=«)[ \u00a0\u202f]+"), NBSP),
    (re.compile(r"(?<=\d)[ \u00a0\u202f]+(?=%)"), THIN),
    (re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))"), THIN),
    (APOSTROPHE, "’"),
)


def french(text: str) -> str:
    """Set French punctuation: no-break spaces before : ; ! ? » % and after «, ’ for apostrophes. Idempotent."""
    for pattern, to in SPACING:
        text = pattern.sub(to, text)
    return text


def typeset(text: str, language: str) -> str:
    """A clean text in the typography of its language."""
    return french(clean(text)) if language.startswith("fr") else APOSTROPHE.sub("’", clean(text))


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
