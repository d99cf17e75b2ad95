"""What scheduling needs of a course without its texts: a light row for each question and lesson. Pure.

A course from a cache has them ready (`tutor.shelf`); of any other they are made. None of these functions makes a question or a lesson.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from tutor.cards import names_of, place_of, question_of
from tutor.course import Course, Lesson, Question, gaps_of
from tutor.shelf import Shelf, Table

JOINT: Final = ","
"""Between the fingerprints of a question's cards where they are one text."""


class Entry(NamedTuple):
    """A question without its words. `section` is the one that proves it; `gaps` is 1 for every kind but a cloze with more.

    `versions` are the fingerprints of its cards (`tutor.content.fingerprint`): a start compares them with what was asked.

    A named tuple, not a record: ten thousand of them are made at a start, and making one runs no Python.
    """

    id: str
    lesson: str = ""
    section: str = ""
    case: str = ""
    variant_of: str = ""
    objective: str = ""
    gaps: int = 1
    tags: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


class Heading(NamedTuple):
    """A lesson without its words: its title, the ids of its sections in reading order, the lessons to be read before it."""

    id: str
    title: str
    sections: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()


def entries(course: Course) -> Sequence[Entry]:
    """The row of every question, in their order."""
    return course.questions.rows if isinstance(course.questions, Shelf) else tuple(map(entry_of, course.questions.values()))


def entry(course: Course, question: str) -> Entry | None:
    """The row of one question."""
    if question not in course.questions:
        return None
    return course.questions.row(question) if isinstance(course.questions, Shelf) else entry_of(course.questions[question])


def asked_now(course: Course) -> Sequence[str]:
    """The id of each question's card with its fingerprint, a space between; nothing for a question with several. No row is made for it."""
    rows = entries(course)
    return rows.marks if isinstance(rows, Table) else [asked_with(course.id, row) for row in rows]


def asked_with(course: str, row: Entry) -> str:
    """The same of one question."""
    return f"{course}/{row.id} {''.join(row.versions)}" if row.gaps == 1 else ""


def rows_at(course: Course, places: Iterable[int]) -> Iterable[Entry]:
    """The rows at some places."""
    rows = entries(course)
    return rows.at(places) if isinstance(rows, Table) else [rows[at] for at in places]


def headings(course: Course) -> Sequence[Heading]:
    """The row of every lesson, in their order."""
    return course.lessons.rows if isinstance(course.lessons, Shelf) else tuple(map(heading_of, course.lessons.values()))


def heading(course: Course, lesson: str) -> Heading | None:
    """The row of one lesson."""
    if lesson not in course.lessons:
        return None
    return course.lessons.row(lesson) if isinstance(course.lessons, Shelf) else heading_of(course.lessons[lesson])


def cards_of(course: str, entry: Entry) -> tuple[str, ...]:
    """The ids of a question's cards, as `tutor.course.card_ids` makes them of the question."""
    return names_of(course, entry.id, entry.gaps)


def version_of(course: Course, card: str) -> str:
    """The fingerprint of a card as the course has it now; nothing for one it does not have."""
    row, place = entry(course, question_of(card)), place_of(card)
    return row.versions[place] if row and place < len(row.versions) else ""


def versioned(course: str, entry: Entry) -> tuple[tuple[str, str], ...]:
    """The ids of a question's cards, each with its fingerprint."""
    if entry.gaps == len(entry.versions) == 1:
        return ((f"{course}/{entry.id}", entry.versions[0]),)
    cards = cards_of(course, entry)
    return tuple(zip(cards, entry.versions, strict=True)) if len(entry.versions) == len(cards) else tuple((card, "") for card in cards)


def entry_of(question: Question) -> Entry:
    """The row of a question."""
    from tutor.content.fingerprint import fingerprints  # rows from a cache have them

    return Entry(
        id=question.id,
        lesson=question.lesson,
        section=question.proof.section if question.proof else "",
        case=question.case,
        variant_of=question.variant_of,
        objective=question.objective,
        gaps=gaps_of(question),
        tags=question.tags,
        versions=fingerprints(question),
    )


def heading_of(lesson: Lesson) -> Heading:
    """The row of a lesson."""
    return Heading(lesson.id, lesson.title, tuple(section.id for section in lesson.sections), lesson.prerequisites)
