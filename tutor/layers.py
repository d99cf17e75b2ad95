"""A mapping that is cheap to change into another one, for values that thousands of answers derive from each other."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from tutor.filed import ALWAYS, Filed

V = TypeVar("V")

FLATTEN_AT = 256


class Layers(Mapping[str, V], Generic[V]):
    """Changes lying over a base that is shared with the mappings it came from; never changed once made.

    Values of the base may still be text as read from a file; each is decoded when first asked for, so that opening costs nothing per value.
    In a base that is `Filed` they may even be bytes that nobody took apart.
    """

    __slots__ = ("_base", "_changes", "_decode")

    def __init__(self, decode: Callable[[str], V], base: dict[str, V | str] | None = None, changes: dict[str, V] | None = None) -> None:
        self._decode = decode
        self._base: dict[str, V | str] = {} if base is None else base
        self._changes: dict[str, V] = {} if changes is None else changes

    def __getitem__(self, key: str) -> V:
        value = self.raw(key)
        if value is None:
            raise KeyError(key)
        if isinstance(value, str):
            value = self._base[key] = self._decode(value)
        return value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.raw(key) is not None

    def __iter__(self) -> Iterator[str]:
        yield from self._whole()
        yield from (key for key in self._changes if key not in self._base)

    def __len__(self) -> int:
        whole = self._whole()
        return len(whole) + sum(key not in whole for key in self._changes)

    def __bool__(self) -> bool:
        return bool(self._changes or (self._base.count if isinstance(self._base, Filed) else self._base))

    def __repr__(self) -> str:
        return repr(dict(self))

    def changed(self, changes: Mapping[str, V]) -> "Layers[V]":
        """This mapping with some values set; costs the number of changes, not of values."""
        laid = {**self._changes, **changes}
        if len(laid) > FLATTEN_AT:
            return Layers(self._decode, {**self._whole(), **laid})
        return Layers(self._decode, self._base, laid)

    def without(self, gone: Callable[[str], bool]) -> "Layers[V]":
        """This mapping without the keys for which `gone` is true."""
        return Layers(self._decode, {key: value for key, value in self.undecoded().items() if not gone(key)})

    def raw(self, key: str) -> V | str | None:
        """One value, as text where nobody asked for it yet; None without one."""
        found = self._changes.get(key)
        if found is None:
            base = self._base
            return base.lookup(key) if isinstance(base, Filed) else base.get(key)
        return found

    def undecoded(self) -> Mapping[str, V | str]:
        """Every value, as text where nobody asked for it yet. Not to be changed."""
        whole = self._whole()
        return {**whole, **self._changes} if self._changes else whole

    def until(self, day: str) -> Mapping[str, V | str]:
        """Every value, but those that are filed under a later day (ISO) and did not change since. Not to be changed."""
        return {**self._base.until(day), **self._changes} if isinstance(self._base, Filed) else self.undecoded()

    def since(self, day: str) -> Mapping[str, V | str]:
        """Every value that can have changed on this day (ISO) or later. Not to be changed."""
        if not isinstance(self._base, Filed) or self._base.recent > day:
            return self.undecoded()
        return self.until(ALWAYS) if self._base.latest >= day else self._changes

    def resting(self, day: str, mark: Callable[[V | str], str]) -> set[str] | None:
        """`key mark` of the values that are filed under a later day than this and did not change since; None where that is not known.

        `mark` tells that of a value.
        """
        if not isinstance(self._base, Filed) or self._base.recent > day:
            return None
        self._base.until(day)  # who asks for these wants the others next, and not one by one
        found = self._base.after(day)
        for key in self._changes:
            if (value := self._base.lookup(key)) is not None:
                found.discard(f"{key} {mark(value)}")
        return found

    def _whole(self) -> dict[str, V | str]:
        return self._base.whole() if isinstance(self._base, Filed) else self._base
