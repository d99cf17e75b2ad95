"""Blocks as words: what plain lines, pipes and descriptions of pictures have instead of glyphs."""

from tutor.ui.layout import Block

SPOKEN = str.maketrans({"✓": None, "✗": None, "◐": None, "○": None, "·": None, "›": None, "•": "-", "┃": None})


def spoken(block: Block) -> str:
    """A block as a line of words."""
    lead = block.lead.plain.translate(SPOKEN).strip()
    words = block.text.plain.replace(" › ", ", ").replace(" → ", " : ").translate(SPOKEN).strip()
    return " ".join(part for part in (lead, words) if part)
