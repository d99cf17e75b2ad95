"""What may stand after a key, and the kinds of question."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Value(Enum):
    """What may stand after a key."""

    TEXT = auto()
    TEXTS = auto()  # a text or a list of texts
    CLOZE = auto()  # a text with {gaps}
    ID = auto()
    IDS = auto()  # an id or a list of ids
    NUMBER = auto()
    COUNT = auto()  # a whole number
    TOLERANCE = auto()  # 0,5 or 5 %
    YES_NO = auto()
    BLOOM = auto()
    DATE = auto()  # 2026-11-22
    LANGUAGE = auto()  # fr, en…
    FILE = auto()  # a bare file name
    ADDRESS = auto()  # http(s)://…, shown and never fetched
    SHA256 = auto()
    MAPPING = auto()  # the keys of context `of`
    MAPPINGS = auto()  # a list of them
    PROOF = auto()  # a section id, or the keys of `of`
    ASKED = auto()  # question ids, or questions written in place
    PAIRS = auto()  # free keys, each with a text
    GROUPS = auto()  # free keys, each with a text or a list of texts

    # Each is there once; that of Enum runs two functions, for every key of every question.
    __hash__ = object.__hash__


PLAIN: Final = frozenset(Value) - {
    *(Value.TEXTS, Value.IDS, Value.MAPPING, Value.MAPPINGS, Value.PROOF, Value.ASKED, Value.PAIRS, Value.GROUPS),
}
"""Values that are one text in YAML, never a list or a mapping."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: the key that betrays it, the others it needs (or of which it needs one), and those only it takes."""

    name: str
    marker: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


KINDS: Final[tuple[Kind, ...]] = (
    Kind("choices", "choices", ("question",)),
    Kind("true", "true", (), ("why",)),
    Kind("false", "false", (), ("why",)),
    Kind("short", "answer", ("question",), ("refuse", "exact", "slips")),
    Kind("cloze", "cloze", (), ("question", "refuse", "exact", "slips")),
    Kind("match", "match", ("question",), ("extras", "mistakes")),
    Kind("classify", "classify", ("question",), ("mistakes",)),
    Kind("order", "order", ("question",), ("mistakes",)),
    Kind("number", "number", ("question",), ("tolerance", "unit", "refuse")),
    Kind("recall", "front", ("back", "key_points")),
    Kind("case", "case", ("steps",)),
)

_COMMON = "id explanation hints source references objective level difficulty tags points shuffle confidence variant was"
COMMON: Final = frozenset(_COMMON.split())
"""Keys that every kind takes."""

ESSENTIAL: Final = frozenset(
    {"right", "wrong", *(kind.marker for kind in KINDS), *(name for kind in KINDS for name in kind.needs)},
)
"""Keys that are never left empty; another one that is not required counts as absent then."""

INHERITED: Final = ("source", "references", "objective", "level", "difficulty", "tags")
"""What the steps of a case have from the case unless they say otherwise."""
