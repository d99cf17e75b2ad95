"""A course as pieces of bytes and back, each thing a piece, so that a start unpacks the few it shows.

The bytes are marshal of plain tuples, which needs no import and is the fastest there is. A record is a tuple of the number of its kind and
its fields, a tuple is a list, a level of thinking is a set of its name. Only for bytes this program wrote itself: marshal trusts what it
reads, and `tutor.content.cache` lets no other bytes come here.
"""

import marshal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from operator import attrgetter
from sys import intern
from typing import Any, Final, TypeVar

from tutor import course as kinds
from tutor.course import Bloom, Course, Lesson, Question
from tutor.outline import JOINT, Entry, Heading, asked_now, asked_with, entries, headings
from tutor.record import build, fields
from tutor.shelf import Coded, Once, Series, Shelf, Table

T = TypeVar("T")

KINDS: Final = (
    kinds.Place, kinds.Proof, kinds.Choice, kinds.Refused, kinds.SingleChoice, kinds.MultipleChoice, kinds.TrueFalse, kinds.ShortAnswer,
    kinds.Gap, kinds.Cloze, kinds.Mistake, kinds.Matching, kinds.Classification, kinds.Ordering, kinds.Number, kinds.FreeRecall, kinds.Case,
    kinds.Objective, kinds.Nuance, kinds.Section, kinds.Lesson, kinds.Module, kinds.Contrast, kinds.Confusion, kinds.Term, kinds.Document,
    kinds.Claim, kinds.Reference,
)  # fmt: skip
_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}
_BARE: Final = frozenset({str, int, bool, float, type(None)})
_HEAD: Final = ("id", "title", "language", "description", "reviewed", "disclaimer", "licence", "renamed")
_SHELVES: Final = ("questions", "lessons", "cases", "documents", "claims", "references")


_FIRST: Final = 5
"""The first piece that is a thing: before it are the table of the questions, the outline, glossary, confusions, and the table's marks."""


class Damaged(Exception):
    """A piece is not what was written."""


def pieces(course: Course, known: Mapping[int, bytes]) -> tuple[Any, list[bytes]]:
    """A course as its head, which marshal can write, and its pieces; `known` are encoded already, by the id of the object."""
    rows = tuple(tuple(heading) for heading in headings(course))
    things = [list(getattr(course, name).values()) for name in _SHELVES]
    found = entries(course)
    ids, *others, versions = _turned(found)
    out = [marshal.dumps((_text(ids), *map(_coded, others), _text(versions))), marshal.dumps(_shared(rows))]
    out += [
        encode(tuple(course.glossary)),
        encode(tuple(course.confusions)),
        marshal.dumps(_text([asked_with(course.id, row) for row in found])),
    ]
    out += [known.get(id(thing)) or encode(thing) for each in things for thing in each]
    ids = tuple(tuple(getattr(course, name)) for name in _SHELVES[2:])
    sizes = tuple(map(len, things))
    return (tuple(getattr(course, name) for name in _HEAD), encode(course.modules), ids, sizes), out


def unpacked(head: Any, piece: Callable[[int], memoryview], whole: Callable[[], Course]) -> Course:
    """The course of a head and its pieces, unpacked as they are asked for; `whole` reads it anew when a piece is damaged.

    `piece` raises Damaged.
    """
    texts, modules, ids, sizes = head

    def part(at: int, read: Callable[[memoryview], T], otherwise: Callable[[Course], T]) -> T:
        try:
            return read(piece(at))
        except Damaged:
            return otherwise(whole())

    def shelf(name: str, keys: Callable[[], Sequence[str]], rows: Callable[[], Sequence[Any]]) -> Shelf[Any, Any]:
        first = _FIRST + sum(sizes[: _SHELVES.index(name)])
        return Shelf(keys, rows, lambda key, n: part(first + n, decode, lambda course: getattr(course, name)[key]))

    columns = Once(lambda: part(0, _columns, _table))
    marks = partial(part, 4, lambda data: _texts(marshal.loads(data)), asked_now)
    outline = Once(lambda: part(1, _headings, lambda course: tuple(headings(course))))
    questions: Shelf[Question, Entry] = shelf("questions", lambda: columns()[0], lambda: Table(_entry, columns(), marks))
    lessons: Shelf[Lesson, Heading] = shelf("lessons", lambda: [row.id for row in outline()], outline)
    others: dict[str, Any] = {name: shelf(name, partial(tuple, keys), tuple) for name, keys in zip(_SHELVES[2:], ids, strict=True)}
    return Course(
        **dict(zip(_HEAD, texts, strict=True)),
        modules=decode(modules),
        lessons=lessons,
        questions=questions,
        glossary=Series(lambda: part(2, decode, lambda course: tuple(course.glossary))),
        confusions=Series(lambda: part(3, decode, lambda course: tuple(course.confusions))),
        **others,
    )


def encode(value: Any) -> bytes:
    """A record, or a tuple of records and texts, as bytes."""
    return marshal.dumps(_plain(value))


def decode(data: bytes | memoryview) -> Any:
    """The inverse of `encode`."""
    return _record(marshal.loads(data))


def moved_down(data: bytes, lines: int) -> bytes:
    """The bytes of a record as they are when it stands so many lines further down."""
    values = list(marshal.loads(data))
    at = 1 + fields(KINDS[values[0]]).index("place")
    number, file, line = values[at]
    values[at] = (number, file, line + lines)
    return marshal.dumps(tuple(values))


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind is str:
        return value
    if kind is tuple:
        return [_plain(each) for each in value]
    if kind in _NUMBERS:
        number, values, is_flat = _makings(kind)
        return (number, *values(value)) if is_flat else (number, *[e if type(e) in _BARE else _plain(e) for e in values(value)])
    return {value.value} if kind is Bloom else value


@cache
def _makings(kind: Any) -> tuple[int, Callable[[Any], Sequence[Any]], bool]:
    """The number of a kind, what takes the fields of a record of it, and whether none of them can hold another record."""
    names = fields(kind)
    values = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
    return _NUMBERS[kind], values, all(kind.__annotations__.get(name) in _BARE for name in names)


def _record(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return build(KINDS[value[0]], [each if type(each) in _BARE else _record(each) for each in value[1:]])
    if kind is list:
        return tuple([each if type(each) in _BARE else _record(each) for each in value])
    return Bloom(value.pop()) if kind is set else value


def _table(course: Course) -> Any:
    return _turned(entries(course))


def _turned(rows: Sequence[Entry]) -> Any:
    """The rows of the questions turned: a column is unpacked faster than its cells one by one; so is one text than several."""
    *columns, versions = zip(*rows, strict=True) if rows else ((),) * len(Entry._fields)
    return (*columns, tuple(map(JOINT.join, versions)))


def _coded(column: Sequence[Any]) -> tuple[tuple[Any, ...], bytes]:
    """A column as the things that stand in it, and which stands where: two bytes a cell, or four."""
    things = {thing: n for n, thing in enumerate(dict.fromkeys(column))}
    size = 2 if len(things) < 1 << 16 else 4
    return tuple(things), b"".join([things[thing].to_bytes(size, sys.byteorder) for thing in column])


def _columns(data: memoryview) -> Any:
    ids, *others, versions = marshal.loads(data)
    coded = (Coded(things, memoryview(codes).cast("H" if len(things) < 1 << 16 else "I")) for things, codes in others)
    return _texts(ids), *coded, _texts(versions)


def _text(column: Sequence[str]) -> str | None:
    """Ids and fingerprints, of which none has a line break, as one text, which is read faster than many; None for none."""
    return "\n".join(column) if column else None


def _texts(text: str | None) -> Sequence[str]:
    return () if text is None else text.split("\n")


def _entry(*cells: Any) -> Entry:
    *others, versions = cells
    return Entry._make((*others, tuple(versions.split(JOINT)) if versions else ()))


def _headings(data: memoryview) -> tuple[Heading, ...]:
    return tuple(Heading(*row) for row in marshal.loads(data))


def _shared(value: Any) -> Any:
    """The same, with equal texts one object: marshal then writes and reads each once."""
    if isinstance(value, str):
        return intern(value)
    return tuple(map(_shared, value)) if isinstance(value, Iterable) else value
