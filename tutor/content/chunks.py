"""A quiz cut at its questions, so that of a changed one only what changed is read again. Pure.

Only a text that is plainly a list of questions under its own key is cut: whatever else a text may be, it is read whole.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any, Final

from tutor.record import record

_LIST: Final = re.compile(r"^questions:[ ]*\n(?:[ ]*(?:#[^\n]*)?\n)*(?= *- )", re.MULTILINE)
_MARK_BYTES: Final = 16


@record
class Cut:
    """`head` is what stands before the first question, `items` are the questions with what follows each, `starts` their lines, from 0."""

    head: str
    items: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def marks(self) -> list[bytes]:
        """What tells the head, then each question, from any other."""
        return [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_MARK_BYTES).digest() for text in (self.head, *self.items)]


def cut(text: str) -> Cut | None:
    """The questions of a quiz; None where it is not plain where each begins."""
    found = _LIST.search(text)
    if found is None:
        return None
    head, body = text[: found.end()], text[found.end() :]
    indent = body[: len(body) - len(body.lstrip(" "))]
    # Nothing but questions may stand as far left as they do. Lines begin in few ways, and are quickly told apart by how.
    if not all(_is_inside(begin, indent) for begin in {line[: len(indent) + 2] for line in body.split("\n")}):
        return None
    first, *others = body.split(f"\n{indent}- ")
    items = [f"{first}\n", *[f"{indent}- {each}\n" for each in others]] if others else [body]
    items[-1] = items[-1][:-1] if others else body
    starts, line = [], head.count("\n")
    for item in items:
        starts.append(line)
        line += item.count("\n")
    return Cut(head, tuple(items), tuple(starts))


def _is_inside(begin: str, indent: str) -> bool:
    """Whether a line that begins so is a question's first, or stands in one, or says nothing."""
    words = begin.lstrip(" ")
    return not words or words[0] == "#" or begin == f"{indent}- " or len(begin) - len(words) > len(indent)


def shares(starts: Sequence[int], things: Iterable[tuple[int, Any]]) -> list[list[Any]]:
    """Things with their lines, in order, as those of the head and those of each question."""
    found: list[list[Any]] = [[] for _ in range(len(starts) + 1)]
    for line, thing in things:
        found[bisect_right(starts, line)].append(thing)
    return found
