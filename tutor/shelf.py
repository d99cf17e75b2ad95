"""Collections whose things are made when they are asked for, so that a start pays only for what it shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
        self._places = Once(lambda: {key: n for n, key in enumerate(self._ids())})
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
    """Rows kept as columns, which are read faster; each row is made when it is looked at."""

    __slots__ = ("_columns", "_row")

    def __init__(self, row: Callable[..., R], columns: Sequence[Sequence[Any]]) -> None:
        self._row, self._columns = row, columns

    def column(self, at: int) -> Sequence[Any]:
        """One column."""
        return self._columns[at]

    def __getitem__(self, at: Any) -> Any:
        return self._row(*(column[at] for column in self._columns))

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[R]:
        return map(self._row, *self._columns)


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
