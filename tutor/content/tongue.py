"""The language that a file is written in, as far as its keys tell."""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from tutor.content.keys import KEYS, plain
from tutor.content.nodes import Items, Node, Pairs, Text

_KEYS: Final = 60
"""Keys that are looked at: those of a few questions."""


def tongue(root: Node) -> str:
    """`en` for a file whose first keys are English and never French, else `fr`."""
    french, english = _words()
    seen = {plain(name) for name in islice(_names(root, 4), _KEYS)}
    return "en" if seen & english and not seen & french else "fr"


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """The keys that are only French, and those that are only English."""
    french, english = (frozenset(plain(word) for word in words) for words in ([key.fr for key in KEYS], [key.en for key in KEYS]))
    return french - english, english - french


def _names(node: Node, depth: int) -> Iterator[str]:
    if depth and type(node) is Items:
        for each in node.items:
            yield from _names(each, depth - 1)
    elif depth and type(node) is Pairs:
        for name, value in node.pairs:
            if type(name) is Text:
                yield name.value
            yield from _names(value, depth - 1)
