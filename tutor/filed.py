"""Card states as a saved fold has them: in bytes, in the order in which they come back, so that a start reads no state that rests. Pure."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from tutor.errors import ProgressRefused
from tutor.schedule import eve

V = TypeVar("V")

ALWAYS = ""
"""The group of what has to be looked at on every day: it comes before all days."""
_NEXT = '",\n"'


class Filed(dict[str, V | str], Generic[V]):
    """Values as text by key, some of them read; `whole` reads the rest.

    `groups` are days (ISO, in order, ALWAYS first) with how many values are filed under each. `index` has a text for each value, its
    key and a mark with a space between; `data` from `start` to `end` a line for each, a JSON pair; both in the order of the groups.
    No value was last changed after the day `latest`, and none that is filed under a day on `recent`, the day before, or since.
    Raises ValueError where these cannot be.
    """

    def __init__(self, latest: str, groups: Sequence[tuple[str, int]], index: bytes, data: bytes, start: int, end: int) -> None:
        super().__init__()
        self.latest, self._groups = latest, groups
        self.recent = day_before(latest)
        self._data, self._start, self._end = data, start, end
        self._index = _plain_texts(index)
        self._read = 0
        self.count = sum(count for _, count in groups)
        if len(self.names) != self.count:
            raise ValueError

    @cached_property
    def names(self) -> Sequence[str]:
        """The text of each value in the index."""
        return self._index.split(_NEXT) if isinstance(self._index, str) else self._index

    @cached_property
    def _keys(self) -> frozenset[str]:
        """The beginnings of all keys: who asks for a key that begins otherwise asks for nothing."""
        return frozenset(name.partition(" ")[0] for name in self.names)

    def until(self, day: str) -> dict[str, V | str]:
        """The values that are filed under this day, one before it, or ALWAYS."""
        keys = self._first(self._place(day))
        return {key: self[key] for key in keys}

    def after(self, day: str) -> set[str]:
        """The index of all other values."""
        return set(self.names[self._place(day) :])

    def lookup(self, key: str) -> V | str | None:
        """One value, read with all others if it was not read before."""
        found = self.get(key)
        if found is None and self._read < self.count and key.partition(" ")[0] in self._keys:
            found = self.whole().get(key)
        return found

    def whole(self) -> "Filed[V]":
        """All values."""
        self._first(self.count)
        return self

    def _place(self, day: str) -> int:
        return sum(count for filed, count in self._groups if filed <= day)

    def _first(self, count: int) -> Iterable[str]:
        """The keys of the first so many values, which are then read."""
        end = self._end if count == self.count else self._start
        for _ in range(count if end == self._start else 0):
            end = self._data.index(b",\n", end + 1)
        try:
            values: dict[str, str] = json.loads(b"{%b}" % self._data[self._start : end])
        except ValueError:  # somebody changed the file and made its sum anew
            raise ProgressRefused("progress.json", "unreadable", "JSON") from None
        if count > self._read:
            self._read = count
            super().update({**values, **self})
        return values


def day_before(day: str) -> str:
    """The day before (ISO); nothing before nothing, and what is no day is after all days."""
    try:
        return eve(date.fromisoformat(day)).isoformat() if day else ""
    except ValueError:
        return day_before(date.max.isoformat())


def _plain_texts(data: bytes) -> str | Sequence[str]:
    """The texts of the inside of a JSON list, as one text to be split where none of them has anything escaped."""
    if b"\\" not in data and data[:1] == data[-1:] == b'"' and len(data) > 1:
        return data[1:-1].decode(errors="surrogatepass")
    return tuple(map(str, json.loads(b"[%b]" % data)))
