"""French spacing. Pure, and no drawing library behind it."""

import re

from tutor.ui.safe import clean

NBSP, THIN = "\u00a0", "\u202f"
MARKS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)|(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|`([^`]+)`", re.DOTALL)
# Noncharacters, which no text may hold, stand for the marks that somebody typed and meant as they are.
LITERAL = str.maketrans({"*": "\ufdd0", "`": "\ufdd1"})
AS_TYPED = str.maketrans({"\ufdd0": "*", "\ufdd1": "`"})
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


def literal(words: str) -> str:
    """Words of the learner, to stand in a sentence as they were typed: their asterisks are no marks."""
    return words.translate(LITERAL)


def unmarked(text: str) -> str:
    """A text of the course without its inline marks, for where nothing can be styled."""
    return MARKS.sub(lambda found: found[3] or unmarked(found[1] or found[2]), text)
