"""The text of a section as blocks: paragraphs, lists, preformatted lines. Nothing else has a meaning."""

import re
from collections.abc import Iterator

from rich.text import Text as Styled

from tutor.ui.inline import styled
from tutor.ui.layout import Block
from tutor.ui.safe import clean

ITEM = re.compile(r"(?:([-•])|(\d{1,2})[.)])\s+(.*)")


def paragraphs(text: str, language: str) -> Iterator[Block]:
    """Read a section's text line by line; blank lines part paragraphs, four spaces keep a line as it is."""
    pending: list[str] = []
    first_item = True
    for line in [*text.splitlines(), ""]:
        item = ITEM.match(line)
        raw = line.startswith("    ") and not pending
        if pending and (not line.strip() or item or raw):
            yield Block(styled(" ".join(pending), language))
            pending = []
        if raw:
            yield Block(Styled(clean(line[4:].rstrip()), "code"), raw=True, gap=first_item)
            first_item = False
        elif item:
            pending_item = styled(item[3], language)
            yield Block(pending_item, lead=Styled(f"{item[2]}. " if item[2] else "• "), gap=first_item)
            first_item = False
        elif line.strip():
            pending.append(line.strip())
            first_item = True
        else:
            first_item = True
