"""Cutting a text into its sentences."""

import re

from tutor.content.wording import shown

_END = re.compile(r"(?<=[.!?…])\s+(?:»\s*)?")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; paragraphs and list items end one too."""
    return tuple(part for block in re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.)\s+", text) for part in _END.split(shown(block)) if part)
