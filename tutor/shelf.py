"""Collections whose things are made when they are asked for, so that a start pays only for what it shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

V = TypeVar("V")
R = TypeVar("R")


class Shelf(Mapping[str, V], Generic[V, R]):
    """Things by id, each made when it is first asked for, and a light row of each, made without them.

    `rows` stand in the order of `ids`; `make` is given an id and its place in that order.
    """

    __slots__ = ("_ids", "_made", "_make", "_places", "_rows")

    def __init__(self, ids: Callable[[], Sequence[str]], rows: Callable[[], Sequence[R]], make: Callable[[str, int], V]) -> None:
        self._ids, self._rows, self._make = Once(ids), Once(rows), make
        self._places = Once(lambda: dict(zip(self._ids(), range(len(self._ids())), strict=True)))
        self._made: dict[str, V] = {}

    @property
    def rows(self) -> Sequence[R]:
        """The light row of each."""
        return self._rows()

    def row(self, key: str) -> R:
        """The light row of one. Raises KeyError."""
        return self._rows()[self._places()[key]]

    def __getitem__(self, key: str) -> V:
        if key not in self._made:
            self._made[key] = self._make(key, self._places()[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._places()

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids())

    def __len__(self) -> int:
        return len(self._ids())

    def __repr__(self) -> str:
        return repr(dict(self))


class Table(Sequence[R], Generic[R]):
    """Rows kept as columns, which are read faster; each row is made when it is looked at. `marks` are a text for each."""

    __slots__ = ("_columns", "_marks", "_row")

    def __init__(self, row: Callable[..., R], columns: Sequence[Sequence[Any]], marks: Callable[[], Sequence[str]]) -> None:
        self._row, self._columns, self._marks = row, columns, Once(marks)

    @property
    def marks(self) -> Sequence[str]:
        """The text of each row, for who looks for some of them."""
        return self._marks()

    def __getitem__(self, at: Any) -> Any:
        return self._row(*[column[at] for column in self._columns])

    def at(self, places: Iterable[int]) -> Iterator[R]:
        """Several rows, faster than one by one."""
        known = list(places)
        return map(self._row, *[each.at(known) if isinstance(each, Coded) else [each[at] for at in known] for each in self._columns])

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[R]:
        return map(self._row, *self._columns)


class Coded(Sequence[V], Generic[V]):
    """A column in which the same few things stand again and again: what they are, and which of them stands where."""

    __slots__ = ("_codes", "_things")

    def __init__(self, things: Sequence[V], codes: Sequence[int]) -> None:
        self._things, self._codes = things, codes

    def __getitem__(self, at: Any) -> Any:
        return self._things[self._codes[at]]

    def at(self, places: Iterable[int]) -> Sequence[V]:
        """What stands at several places."""
        things, codes = self._things, self._codes
        return [things[codes[at]] for at in places]

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[V]:
        return map(self._things.__getitem__, self._codes)


class Series(Sequence[V], Generic[V]):
    """Things in order, all made when one is first asked for; equal to a tuple of the same."""

    __slots__ = ("_made",)

    def __init__(self, make: Callable[[], tuple[V, ...]]) -> None:
        self._made = Once(make)

    def __getitem__(self, at: Any) -> Any:
        return self._made()[at]

    def __len__(self) -> int:
        return len(self._made())

    def __eq__(self, other: object) -> bool:
        return self._made() == (other._made() if isinstance(other, Series) else other)

    def __hash__(self) -> int:
        return hash(self._made())

    def __repr__(self) -> str:
        return repr(self._made())


class Once(Generic[V]):
    """A call made at most once; its result is kept."""

    __slots__ = ("_call", "_kept")

    def __init__(self, call: Callable[[], V]) -> None:
        self._call: Callable[[], V] | None = call
        self._kept: V

    def __call__(self) -> V:
        """The result."""
        if self._call is not None:
            self._kept, self._call = self._call(), None
        return self._kept
