"""A mapping that is cheap to change into another one, for values that thousands of answers derive from each other."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")

FLATTEN_AT = 256


class Layers(Mapping[str, V], Generic[V]):
    """Changes lying over a base that is shared with the mappings it came from; never changed once made.

    Values of the base may still be text as read from a file; each is decoded when first asked for, so that opening costs nothing per value.
    """

    __slots__ = ("_base", "_changes", "_decode")

    def __init__(self, decode: Callable[[str], V], base: dict[str, V | str] | None = None, changes: dict[str, V] | None = None) -> None:
        self._decode = decode
        self._base: dict[str, V | str] = {} if base is None else base
        self._changes: dict[str, V] = {} if changes is None else changes

    def __getitem__(self, key: str) -> V:
        if key in self._changes:
            return self._changes[key]
        value = self._base[key]
        if isinstance(value, str):
            value = self._base[key] = self._decode(value)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._changes or key in self._base

    def __iter__(self) -> Iterator[str]:
        yield from self._base
        yield from (key for key in self._changes if key not in self._base)

    def __len__(self) -> int:
        return len(self._base) + sum(key not in self._base for key in self._changes)

    def __repr__(self) -> str:
        return repr(dict(self))

    def changed(self, changes: Mapping[str, V]) -> "Layers[V]":
        """This mapping with some values set; costs the number of changes, not of values."""
        laid = {**self._changes, **changes}
        if len(laid) > FLATTEN_AT:
            return Layers(self._decode, {**self._base, **laid})
        return Layers(self._decode, self._base, laid)

    def without(self, gone: Callable[[str], bool]) -> "Layers[V]":
        """This mapping without the keys for which `gone` is true."""
        return Layers(self._decode, {key: value for key, value in self.undecoded().items() if not gone(key)})

    def undecoded(self) -> Mapping[str, V | str]:
        """Every value, as text where nobody asked for it yet. Not to be changed."""
        return {**self._base, **self._changes} if self._changes else self._base
