"""French spacing, and what may never reach a terminal. Pure, and no drawing library behind it."""

import re

# C0 but tab and newline, DEL, C1, zero-width and bidi controls, line separators, tags, lone surrogates.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
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


def clean(text: str) -> str:
    """Make every character harmless to a terminal: what could steer it is shown as its code point, like <U+202E>."""
    return UNSAFE.sub(lambda m: f"<U+{ord(m[0]):04X}>", text) if UNSAFE.search(text) else text


def french(text: str) -> str:
    """Set French punctuation: no-break spaces before : ; ! ? » % and after «, ’ for apostrophes. Idempotent."""
    for pattern, to in SPACING:
        text = pattern.sub(to, text)
    return text


def typeset(text: str, language: str) -> str:
    """A clean text in the typography of its language."""
    return french(clean(text)) if language.startswith("fr") else APOSTROPHE.sub("’", clean(text))
