"""What the repair pass knows of the place it is at: the mappings that are open, and what may follow their keys."""

from dataclasses import dataclass, field
from functools import cache

from tutor.content.keys import context
from tutor.content.values import PLAIN, Value

_PROSE = frozenset({Value.TEXT, Value.TEXTS, Value.CLOZE, Value.PAIRS, Value.GROUPS})


@dataclass(slots=True)
class Slot:
    """What may follow a key: a value of the table, the context inside it, or neither for an unknown key.

    The rest follows from the value: `plain`, no list or mapping can stand here; `texts`, and no mapping; `prose`, a text people write;
    `free`, what any key inside is followed by. Worked out once, since a member of an enumeration is slow to look up.
    """

    value: Value | None
    of: str = ""
    plain: bool = field(init=False, default=False)
    texts: bool = field(init=False, default=False)
    prose: bool = field(init=False, default=False)
    free: "Slot | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        """What follows from the value."""
        self.plain = self.value in PLAIN
        self.texts = self.plain or self.value in {Value.TEXTS, Value.IDS}
        self.prose = self.value in _PROSE
        inside = {Value.PAIRS: Value.TEXT, Value.GROUPS: Value.TEXTS}.get(self.value) if self.value else None
        self.free = Slot(inside) if inside else None


@cache
def slots_of(where: str) -> dict[str, Slot]:
    """What may follow each key of a context, under all its names."""
    return {word: Slot(key.value, key.of) for word, key in context(where).items()}


@dataclass(slots=True)
class Frame:
    """An open mapping: the column of its keys, its context (or the slot of all its keys, when they are free), its last key.

    `stuck`: the column where its first key was written, right behind a dash, and where the others may be too.
    """

    col: int
    where: str
    free: Slot | None = None
    last: Slot | None = None
    stuck: int = -1
