"""How far in a line begins, when it begins with more than spaces."""

import re
from collections.abc import Collection
from typing import Final

SPACES: Final = " \t\u00a0\u2007\u202f"
"""What stands at the beginning of a line and is no text."""
_ODD = re.compile("[\u00a0\u2007\u202f]")
_SIZES: Final = (2, 4, 8)


def lead_of(line: str) -> str:
    """What a line begins with before its text."""
    return line[: len(line) - len(line.lstrip(SPACES))]


def columns_of(lead: str, tab: int = 2) -> int:
    """Columns of it, with tabs to every so many."""
    return len(_ODD.sub(" ", lead).expandtabs(tab)) if lead.strip(" ") else len(lead)


class Tabs:
    """How wide the tabs of a file are taken to be: as in a line before that begins alike, else as makes sense where they are."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def width(self, lead: str, columns: Collection[int], least: int) -> int:
        """Columns of a line's beginning: at least so many for a line that another waits for (0: none does), else one of those open."""
        if "\t" not in lead:
            return columns_of(lead)
        if least or lead not in self.known:
            widths = [columns_of(lead, size) for size in _SIZES]
            self.known[lead] = next((wide for wide in widths if (wide >= least if least else wide in columns)), widths[0])
        return self.known[lead]
