"""French spacing. Pure, and no drawing library behind it."""

import re

from tutor.ui.safe import clean

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
