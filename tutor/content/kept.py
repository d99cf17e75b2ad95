"""What the single files of a pack gave, as bytes and back, so that a changed file is read alone.

Only what was read without a word is kept: a file with a problem is read again, for its problems are told in the words of its text.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tutor.content.blobs import Damaged, decode, encode
from tutor.content.draft import Draft
from tutor.content.nodes import Pairs, Text
from tutor.content.sheet import Sheet
from tutor.content.walker import Fields, Walker
from tutor.course import Question

_LISTS: Final = ("modules", "lessons", "cases", "terms", "confusions", "documents", "claims", "references")


class Line:
    """Where something stands, as far as another file may have to tell it. No record: there are thousands of them."""

    __slots__ = ("column", "line")

    def __init__(self, line: int) -> None:
        self.line, self.column = line, 0


class Kept:
    """The drafts of files that did not change, and the bytes of all drafts for the next time.

    `recalls`: what gives the bytes of a file's draft, by the file's name; it may raise Damaged. `questions` are the bytes of the
    questions, by the id of the object, which is held here.
    """

    def __init__(self, recalls: Mapping[str, Callable[[], bytes | memoryview]]) -> None:
        self.frozen: dict[str, bytes] = {}
        self.questions: dict[int, bytes] = {}
        self._recalls = recalls
        self._held: list[Question] = []

    def draft(self, name: str) -> Draft | None:
        """What a file gave that did not change since, if it is known."""
        try:
            data = bytes(self._recalls[name]())
        except (KeyError, Damaged):
            return None
        self.frozen[name] = data
        return self._thawed(name, data)

    def forget(self) -> None:
        """Recall nothing any more."""
        self._recalls, self.frozen = {}, {}

    def keep(self, drafts: Iterable[Draft]) -> None:
        """Make the bytes of the drafts that were not recalled."""
        for draft in drafts:
            clean = not (draft.sheet.problems or draft.holes or draft.lost)
            if clean and draft.sheet.name not in self.frozen:
                self.frozen[draft.sheet.name] = self._frozen(draft)

    def _frozen(self, draft: Draft) -> bytes:
        head = draft.head.values if draft.head else {}
        questions = [self._hold(question, encode(question)) for question in draft.questions]
        return marshal.dumps(
            (
                draft.role,
                {name: value for name, value in head.items() if type(value) is str},
                questions,
                [encode(tuple(getattr(draft, name))) for name in _LISTS],
                [(space, node.value, node.at.line) for space, node in draft.defined],
                [(space, node.value, node.at.line) for space, node in draft.named],
                [(asked, section, node.value, node.at.line) for asked, section, node in draft.quotes],
            )
        )

    def _thawed(self, name: str, data: bytes) -> Draft:
        role, head, questions, lists, defined, named, quotes = marshal.loads(data)
        sheet = Sheet(name)
        draft = Draft(sheet, role, Walker(sheet))
        draft.head = Fields(Pairs([], Line(0), Line(0), flow=False), head)
        draft.questions = [decode(each) for each in questions]
        for question, encoded in zip(draft.questions, questions, strict=True):
            self._hold(question, encoded)
        for which, things in zip(_LISTS, lists, strict=True):
            setattr(draft, which, list(decode(things)))
        draft.defined = [(space, _text(value, line)) for space, value, line in defined]
        draft.named = [(space, _text(value, line)) for space, value, line in named]
        draft.quotes = [(asked, section, _text(value, line)) for asked, section, value, line in quotes]
        return draft

    def _hold(self, question: Question, encoded: bytes) -> bytes:
        self.questions[id(question)] = encoded
        self._held.append(question)
        return encoded


def _text(value: str, line: int) -> Text:
    at = Line(line)
    return Text(value, at, at, None)
