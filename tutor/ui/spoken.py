"""Blocks as words: what plain lines, pipes and descriptions of pictures have instead of glyphs."""

import re

from rich.text import Text as Styled

from tutor.ui.layout import Block

SPOKEN = str.maketrans({"✓": None, "✗": None, "◐": None, "○": None, "·": None, "›": None, "•": "-", "┃": None})
SAID = {" › ": ", ", " → ": " : ", "•": "-"}
UNSAID = re.compile(" [›→] |[✓✗◐○·›•┃]")


def spoken(block: Block) -> str:
    """A block as a line of words."""
    lead = block.lead.plain.translate(SPOKEN).strip()
    words = block.text.plain.replace(" › ", ", ").replace(" → ", " : ").translate(SPOKEN).strip()
    return " ".join(part for part in (lead, words) if part)


def voiced(block: Block) -> Styled:
    """The same words with their styles, for a pipe that wants colour."""
    parts = [part for part in (said(block.lead, arrows=False), said(block.text)) if part.plain]
    return Styled(" ").join(parts)


def said(text: Styled, *, arrows: bool = True) -> Styled:
    """A text without glyphs, and with nothing about it."""
    out, end = text.blank_copy(), 0
    for match in UNSAID.finditer(text.plain):
        if match[0] == " → " and not arrows:
            continue
        glyph = match[0] if arrows else match[0].replace(" › ", "  ")
        out = out.append_text(text[end : match.start()]).append(SAID.get(glyph, "  " if glyph == "  " else ""))
        end = match.end()
    out = out.append_text(text[end:])
    words = out.plain.strip()
    start = out.plain.find(words)
    return out[start : start + len(words)] if words else Styled()
