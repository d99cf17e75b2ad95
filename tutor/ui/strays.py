"""Escape sequences that no key of ours sends: Alt and a letter, what a terminal reports, keys nobody has a name for.

prompt_toolkit hands them over as Esc and the rest, one character at a time: a `2` in one would answer a card.
"""

from tutor.record import record

# ECMA-48: CSI and SS3 end with a letter or @[\]^_`{|}~, the strings (OSC, DCS, SOS, PM, APC) with BEL or ST, which begins with Esc again.
SHORT, STRINGS, BELL = "[O", "]PX^_", "\x07"


@record(frozen=False)
class Strays:
    """Says of each character whether it is part of a sequence. A sequence lasts no longer than what was read at once."""

    inside: str = ""

    def begin(self, character: str, *, more: bool) -> None:
        """Esc came, and `character` at once after it; `more`: and not only that."""
        self.inside = character if more and character in SHORT + STRINGS else ""

    def takes(self, character: str, *, more: bool) -> bool:
        """Whether `character` belongs to the sequence, and nothing is meant by it."""
        if not self.inside:
            return False
        over = "@" <= character <= "~" if self.inside in SHORT else character == BELL
        self.inside = self.inside if more and not over else ""
        return True
