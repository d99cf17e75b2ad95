"""What of the documents and of the lessons the questions ask, and how well it would be recalled. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from tutor.course import Course, Document, card_ids
from tutor.progress import Progress
from tutor.record import record
from tutor.schedule import Learned, recall

MOST = 4
"""From this many questions on, there are enough."""
RECALLED = (0.5, 0.7, 0.9)
"""Where a predicted recall is painted darker."""


@record
class Row:
    """A claim of a document, or a section of a lesson. `asked`: the ids of its questions.

    Of their `cards`, `learned` were answered once; `recall` is the mean predicted recall of these today, None when there are none.
    `name` is the sentence of the document, or the title; `start` and `end` are offsets, 0 for a section; `outside`: no document behind.
    """

    id: str
    name: str
    text: str
    asked: tuple[str, ...]
    cards: int
    learned: int
    recall: float | None
    start: int = 0
    end: int = 0
    outside: bool = False

    @property
    def questions(self) -> int:
        """How many questions."""
        return len(self.asked)


@record
class Painted:
    """A document and its claims in the order they stand in it."""

    document: Document
    rows: tuple[Row, ...]

    @property
    def asked(self) -> int:
        """How many claims have a question."""
        return sum(bool(row.questions) for row in self.rows)


@record
class Coverage:
    """A whole course: its documents, and its lessons by title with their sections."""

    course: str
    title: str
    documents: tuple[Painted, ...]
    lessons: tuple[tuple[str, tuple[Row, ...]], ...]


@record
class Stretch:
    """Some text of a document from `start` to `end`; `level` as of `level`, None where no claim stands; `number` what to say with it."""

    start: int
    end: int
    level: int | None
    number: float | None = None


def coverage(course: Course, progress: Progress, today: date) -> Coverage:
    """Count questions, those kept for mock exams among them, and predict recall for each claim and each section."""
    by_claim: dict[str, list[str]] = {}
    by_section: dict[str, list[str]] = {}
    cards: dict[str, tuple[str, ...]] = {}
    for question in course.questions.values():
        cards[question.id] = card_ids(course.id, question)
        if question.proof:
            by_section.setdefault(question.proof.section, []).append(question.id)
            for claim in question.proof.claims:
                by_claim.setdefault(claim, []).append(question.id)
    known = recalls(progress, today, (card for each in cards.values() for card in each))

    def standing(asked: Sequence[str]) -> tuple[int, int, float | None]:
        own = [card for name in asked for card in cards[name]]
        found = [known[card] for card in own if card in known]
        return len(own), len(found), sum(found) / len(found) if found else None

    documents = tuple(
        Painted(
            document,
            tuple(
                Row(c.id, c.sentence, c.text, tuple(by_claim.get(c.id, ())), *standing(by_claim.get(c.id, ())), c.start, c.end)
                for c in sorted(course.claims.values(), key=lambda claim: (claim.start, claim.end))
                if c.document == document.id
            ),
        )
        for document in course.documents.values()
    )
    lessons = tuple(
        (
            lesson.title,
            tuple(
                Row(s.id, s.title, "", tuple(by_section.get(s.id, ())), *standing(by_section.get(s.id, ())), outside=not s.claims)
                for s in lesson.sections
            ),
        )
        for lesson in course.lessons.values()
    )
    return Coverage(course.id, course.title, documents, lessons)


def recalls(progress: Progress, today: date, cards: Iterable[str]) -> Mapping[str, float]:
    """The predicted recall today of each card that was learned."""
    states = ((card, progress.cards.get(card)) for card in cards)
    return {card: recall(state.memory, today) for card, state in states if state is not None and isinstance(state.memory, Learned)}


def level(row: Row, *, by_recall: bool) -> int:
    """How dark a row is painted, from 0 to 4: by the number of questions, or by predicted recall (0: never asked)."""
    if not by_recall:
        return min(row.questions, MOST)
    return 0 if row.recall is None else 1 + sum(row.recall >= bound for bound in RECALLED)


def stretches(length: int, rows: Sequence[Row], *, by_recall: bool) -> tuple[Stretch, ...]:
    """A document of so many characters cut where its claims begin and end; claims that overlap are counted together.

    Rows that do not lie in the document are left out. Recall of several claims is that of the weakest.
    """
    rows = [row for row in rows if 0 <= row.start < row.end <= length]
    cuts = sorted({0, length, *(row.start for row in rows), *(row.end for row in rows)})
    return tuple(
        stretch(start, end, [row for row in rows if row.start <= start and end <= row.end], by_recall=by_recall)
        for start, end in pairwise(cuts)
    )


def stretch(start: int, end: int, rows: Sequence[Row], *, by_recall: bool) -> Stretch:
    """One stretch with the claims that stand there."""
    if not rows:
        return Stretch(start, end, None)
    asked = tuple(dict.fromkeys(name for row in rows for name in row.asked))
    known = [row.recall for row in rows if row.recall is not None]
    weakest = min(known) if known and len(known) == len([row for row in rows if row.asked]) else None
    both = Row("", "", "", asked, 0, 0, weakest)
    return Stretch(start, end, level(both, by_recall=by_recall), weakest if by_recall else float(len(asked)))


def share(text: str, rows: Sequence[Row]) -> float:
    """How much of a document's letters stand in a claim that is asked."""
    asked = stretches(len(text), [row for row in rows if row.questions], by_recall=False)
    letters = sum(not char.isspace() for char in text)
    return sum(not char.isspace() for each in asked if each.level for char in text[each.start : each.end]) / letters if letters else 0.0
