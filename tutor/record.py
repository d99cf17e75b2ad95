"""Frozen records with slots: what `@dataclass(frozen=True, slots=True)` is, without its price at every start.

`dataclasses` compiles six methods a class when a module is imported: a millisecond each on a slow machine, 150 ms for the
hundred records of this program. Here the methods are shared and look their fields up; type checkers see a dataclass.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


class _Missing:
    """No default."""


class _Field:
    """What `field` says of one field."""

    __slots__ = ("compare", "default", "factory")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, *, compare: bool) -> None:
        self.default, self.factory, self.compare = default, factory, compare


def field(*, default: Any = _Missing, default_factory: Callable[[], Any] | None = None, compare: bool = True) -> Any:
    """A field with a default made anew for each record, or one that equality does not look at."""
    return _Field(default, default_factory, compare=compare)


@overload
def record(cls: type[T], /) -> type[T]: ...


@overload
def record(*, frozen: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, frozen: bool = True, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a record of its annotated fields; fields of a base record come first. Frozen unless told."""
    if cls is None:
        return lambda each: _made(each, frozen=frozen, kw_only=kw_only)
    return _made(cls, frozen=frozen, kw_only=kw_only)


def _made(cls: type[T], *, frozen: bool, kw_only: bool) -> type[T]:
    space = {**cls.__dict__}
    own = space.get("__annotations__", {})
    inherited = getattr(cls.__mro__[1], "__specs__", {})
    # A field's spec is its default, or a _Field where `field` said more: a record of twenty fields makes no twenty objects.
    specs = {**inherited, **{name: space.pop(name, _Missing) for name in own}}
    for name in ("__dict__", "__weakref__"):
        space.pop(name, None)
    for name, method in (_FROZEN if frozen else _OPEN).items():
        space.setdefault(name, method)
    space["__slots__"] = tuple([name for name in own if name not in inherited])
    space["__specs__"] = specs
    space["__compared__"] = tuple([name for name, spec in specs.items() if type(spec) is not _Field or spec.compare])
    space["__asked__"] = tuple([name for name, spec in specs.items() if spec is _Missing or type(spec) is _Field])
    space["__positional__"] = 0 if kw_only else len(specs)
    space["__match_args__"] = () if kw_only else tuple(specs)
    made: Any = _kind(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    made.__puts__ = tuple([getattr(made, name).__set__ for name in specs])
    return made  # type: ignore[no-any-return]


def _kind(cls: Any) -> Any:
    return type(cls)


def _init(self: Any, /, *args: Any, **named: Any) -> None:
    kind = type(self)
    whole = args and not named and len(args) == kind.__positional__
    for put, value in zip(kind.__puts__, args if whole else _filled(kind, args, named), strict=True):
        put(self, value)


def _filled(kind: Any, args: Sequence[Any], named: Mapping[str, Any]) -> Iterable[Any]:
    """The values of all fields in order: given by place, by name, or by default. Raises TypeError."""
    if len(args) > kind.__positional__:
        raise TypeError(f"{kind.__name__} takes {kind.__positional__} positional values, not {len(args)}")
    specs = kind.__specs__
    given = {**dict(zip(specs, args, strict=False)), **named} if args else named
    values = {**specs, **given}
    if len(values) > len(specs) or len(given) < len(args) + len(named):
        unknown = ", ".join(name for name in given if name not in specs)
        raise TypeError(f"{kind.__name__} has no {unknown}" if unknown else f"{kind.__name__} got a field twice")
    for name in kind.__asked__:
        if name not in given:
            values[name] = _default(kind, name, specs[name])
    return values.values()


def _default(kind: type[Any], name: str, spec: Any) -> Any:
    """What stands in a field that was not given, if its spec is no plain default."""
    if spec is _Missing or (spec.factory is None and spec.default is _Missing):
        raise TypeError(f"{kind.__name__} needs {name}")
    return spec.default if spec.factory is None else spec.factory()


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in type(self).__compared__)


def _eq(self: Any, other: object) -> bool:
    if self is other:
        return True
    if type(other) is not type(self):
        return NotImplemented  # type: ignore[no-any-return]
    return bool(_values(self) == _values(other))


def _hash(self: Any) -> int:
    return hash((type(self), _values(self)))


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in type(self).__specs__)})"


def _frozen(self: Any, name: str, *_: Any) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} is frozen")


def _reduce(self: Any) -> Any:
    return _again, (type(self), {name: getattr(self, name) for name in type(self).__specs__})


def _again(kind: type[Any], values: Mapping[str, Any]) -> Any:
    return kind(**values)


_OPEN = {"__init__": _init, "__eq__": _eq, "__repr__": _repr, "__reduce__": _reduce, "__hash__": None}
_FROZEN = {**_OPEN, "__hash__": _hash, "__setattr__": _frozen, "__delattr__": _frozen}


def build(kind: type[T], values: Iterable[Any]) -> T:
    """A record of the values of all its fields, in order and unchecked: half the price of a call, for what was a record before."""
    made = object.__new__(kind)
    for put, value in zip(kind.__puts__, values, strict=False):  # type: ignore[attr-defined]
        put(made, value)
    return made


def fields(item: Any) -> tuple[str, ...]:
    """The names of a record's fields, in order; of a record or its class."""
    return tuple(item.__specs__)


def replace(item: T, **changes: Any) -> T:
    """The same record with some fields changed."""
    kind: Any = type(item)
    return kind(**{**{name: getattr(item, name) for name in kind.__specs__}, **changes})  # type: ignore[no-any-return]


def asdict(item: Any) -> Any:
    """A record as plain data, all the way down: dicts, lists for tuples, the rest as it is."""
    if hasattr(type(item), "__specs__"):
        return {name: asdict(getattr(item, name)) for name in fields(item)}
    if isinstance(item, tuple | list):
        return [asdict(each) for each in item]
    if isinstance(item, Mapping):
        return {key: asdict(value) for key, value in item.items()}
    return item
