"""What the single files of a pack gave, as bytes and back, so that a changed file is read alone, and of a changed quiz what changed.

Only what was read without a word is kept: a file with a problem is read again, for its problems are told in the words of its text.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from tutor.content.blobs import Damaged, decode, encode, moved_down
from tutor.content.chunks import Cut, cut, shares
from tutor.content.draft import Draft
from tutor.content.nodes import MAX_NODES, MAX_SCALARS, Pairs, Text
from tutor.content.sheet import Sheet
from tutor.content.walker import Fields, Walker
from tutor.course import Question

_LISTS: Final = ("modules", "lessons", "terms", "confusions", "documents", "claims", "references")
_WHOLE: Final = b""
"""The mark of a file that is not cut at its questions."""

Recall: TypeAlias = Callable[[], bytes | memoryview]
Part: TypeAlias = tuple[bytes, int, list[bytes], list[bytes], list[Any], list[Any], list[Any]]
"""What one question of a quiz gave, or what stands before the first, or a whole file: a mark of its text, the line it began on, its
questions and cases as bytes, the ids it defines and names, its quotations, with the lines of these."""
Frozen: TypeAlias = tuple[str, dict[str, str], list[bytes], tuple[int, int], list[Part]]
"""A draft: its role, the texts of its head, what is in lists, its size, and its parts, of which the first is what stands in no question."""


class Line:
    """Where something stands, as far as another file may have to tell it. No record: there are thousands of them."""

    __slots__ = ("column", "line")

    def __init__(self, line: int) -> None:
        self.line, self.column = line, 0


class Kept:
    """The drafts of files that did not change, and the bytes of all drafts for the next time.

    `recalls`: what gives the bytes of a file's draft, by the file's name; it may raise Damaged. `formers`: the same of files that did
    change since. `questions` are the bytes of the questions, by the id of the object, which is held here.
    """

    def __init__(self, recalls: Mapping[str, Recall], formers: Mapping[str, Recall] | None = None) -> None:
        self.frozen: dict[str, bytes] = {}
        self.questions: dict[int, bytes] = {}
        self._recalls, self._formers = recalls, formers or {}
        self._held: list[Question] = []
        self._cuts: dict[str, tuple[str, Cut | None]] = {}

    def draft(self, name: str) -> Draft | None:
        """What a file gave that did not change since, if it is known."""
        try:
            data = bytes(self._recalls[name]())
        except (KeyError, Damaged):
            return None
        self.frozen[name] = data
        return self._thawed(name, marshal.loads(data))

    def patched(self, sheet: Sheet, role: str, read: Callable[[Sheet, str], Draft]) -> Draft | None:
        """What a changed quiz gives, of which only the questions that changed are `read`; None where it has to be read whole."""
        new = self._cut(sheet) if role == "quiz" and sheet.name in self._formers and not sheet.problems else None
        former = self._former(sheet.name) if new else None
        if new is None or former is None:
            return None
        head, *marks = new.marks
        known = {part[0]: part for part in former[-1]}
        fresh = [n for n, mark in enumerate(marks) if mark not in known]
        if head != former[-1][0][0] or 2 * len(fresh) > len(marks):
            return None
        nodes, pairs = former[3]
        if fresh:
            again = Sheet(sheet.name, new.head + "".join([new.items[n] for n in fresh]))
            again.normal = sheet.normal
            draft = read(again, role)
            others = _parts(draft, cut(again.text)) if is_clean(draft) else []
            if len(others) != len(fresh) + 1:
                return None
            known.update({part[0]: part for part in others[1:]})
            nodes, pairs = nodes + draft.sheet.size[0], pairs + draft.sheet.size[1]  # more than there are: what they replace counts too
        if nodes > MAX_NODES or pairs > MAX_SCALARS:
            return None
        parts = [former[-1][0], *[_moved(known[mark], start) for mark, start in zip(marks, new.starts, strict=True)]]
        whole = (*former[:3], (nodes, pairs), parts)
        self.frozen[sheet.name] = marshal.dumps(whole)
        return self._thawed(sheet.name, whole)

    def forget(self) -> None:
        """Recall nothing any more."""
        self._recalls, self._formers, self.frozen = {}, {}, {}

    def keep(self, drafts: Iterable[Draft]) -> None:
        """Make the bytes of the drafts that were not recalled."""
        for draft in drafts:
            if draft.sheet.name not in self.frozen and is_clean(draft):
                self.frozen[draft.sheet.name] = self._frozen(draft)

    def _cut(self, sheet: Sheet) -> Cut | None:
        text, found = self._cuts.get(sheet.name, ("", None))
        if text != sheet.text:
            self._cuts[sheet.name] = sheet.text, (found := cut(sheet.text))
        return found

    def _former(self, name: str) -> Frozen | None:
        try:
            found: Frozen = marshal.loads(self._formers[name]())
        except Damaged:
            return None
        return found if found[-1][0][0] != _WHOLE else None

    def _frozen(self, draft: Draft) -> bytes:
        head = draft.head.values if draft.head else {}
        for question in draft.questions:
            self._hold(question, encode(question))
        found = self._cut(draft.sheet) if draft.role == "quiz" else None
        return marshal.dumps(
            (
                draft.role,
                {name: value for name, value in head.items() if type(value) is str},
                [encode(tuple(getattr(draft, name))) for name in _LISTS],
                draft.sheet.size,
                _parts(draft, found, self.questions),
            )
        )

    def _thawed(self, name: str, frozen: Frozen) -> Draft:
        role, head, lists, _, parts = frozen
        sheet = Sheet(name)
        draft = Draft(sheet, role, Walker(sheet))
        draft.head = Fields(Pairs([], Line(0), Line(0), flow=False), {**head})
        for which, things in zip(_LISTS, lists, strict=True):
            setattr(draft, which, list(decode(things)))
        for _, _, questions, cases, defined, named, quotes in parts:
            for encoded in questions:
                draft.questions.append(decode(encoded))
                self._hold(draft.questions[-1], encoded)
            draft.cases += [decode(each) for each in cases]
            draft.defined += [(space, _text(value, line)) for space, value, line in defined]
            draft.named += [(space, _text(value, line)) for space, value, line in named]
            draft.quotes += [(asked, section, _text(value, line)) for asked, section, value, line in quotes]
        return draft

    def _hold(self, question: Question, encoded: bytes) -> None:
        self.questions[id(question)] = encoded
        self._held.append(question)


def is_clean(draft: Draft) -> bool:
    """Whether a file was read without a word."""
    return not (draft.sheet.problems or draft.holes or draft.lost)


def _parts(draft: Draft, found: Cut | None, known: Mapping[int, bytes] | None = None) -> list[Part]:
    """What a file gave, cut at its questions where they were read from where it was cut. `known` are encoded already."""
    if found is None or [line - 1 for line, _ in draft.starts] != list(found.starts):
        found = None
    starts = found.starts if found else ()
    shared: tuple[list[tuple[int, Any]], ...] = (
        [(each.place.line - 1, known[id(each)] if known else encode(each)) for each in draft.questions],
        [(each.place.line - 1, encode(each)) for each in draft.cases],
        *([(node.at.line, (space, node.value, node.at.line)) for space, node in each] for each in (draft.defined, draft.named)),
        [(node.at.line, (asked, section, node.value, node.at.line)) for asked, section, node in draft.quotes],
    )
    return list(zip(found.marks if found else (_WHOLE,), (0, *starts), *(shares(starts, each) for each in shared), strict=True))


def _moved(part: Part, start: int) -> Part:
    """The same part where it begins on another line."""
    mark, was, questions, cases, defined, named, quotes = part
    by = start - was
    if not by:
        return part
    questions, cases = ([moved_down(each, by) for each in things] for things in (questions, cases))
    defined, named, quotes = ([(*each, line + by) for *each, line in things] for things in (defined, named, quotes))
    return mark, start, questions, cases, defined, named, quotes


def _text(value: str, line: int) -> Text:
    at = Line(line)
    return Text(value, at, at, None)
