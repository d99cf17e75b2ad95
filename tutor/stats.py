"""Numbers from progress, for the looking commands. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from tutor.course import Course, Lesson
from tutor.outline import Entry, Heading, entries, heading, headings, versioned
from tutor.progress import CardState, Progress
from tutor.record import record
from tutor.schedule import Learned
from tutor.standing import standing

KNOWN_DAYS = 21.0
WORDS_A_MINUTE = 150


@record
class Mastery:
    """How the cards of something stand: well known (stability of three weeks or more), being learned, all; and how many are due."""

    known: int
    learning: int
    total: int
    due: int


@record
class LessonState:
    """A lesson with how far it is read and how its cards stand; `missing` are unread prerequisites."""

    lesson: Heading
    module: str
    read: int
    missing: tuple[str, ...]
    mastery: Mastery


@record
class Overview:
    """Where a learner stands in a course."""

    lessons: tuple[LessonState, ...]
    mastery: Mastery
    answers: int
    first_answers: int
    first_right: int
    ms: int
    due_today: int
    due_week: int


def mastery(progress: Progress, course: str, questions: Iterable[Entry], today: date) -> Mastery:
    """Count cards by how well they are known."""
    known = learning = total = due = 0
    for question in questions:
        for card, version in versioned(course, question):
            total += 1
            state: CardState | None = progress.cards.get(card)
            memory = standing(state, version, today) if state else None
            if not isinstance(memory, Learned):
                continue
            known += memory.stability_days >= KNOWN_DAYS
            learning += memory.stability_days < KNOWN_DAYS
            due += memory.due <= today
    return Mastery(known, learning, total, due)


def lesson_state(course: Course, progress: Progress, lesson: Heading, questions: Iterable[Entry], today: date) -> LessonState:
    """How one lesson stands, with the questions that belong to it."""
    module = next((m.title for m in course.modules if lesson.id in m.lessons), "")
    read = sum(f"{course.id}/{section}" in progress.sections for section in lesson.sections)
    missing = tuple(p for p in lesson.prerequisites if not finished(course, progress, p))
    return LessonState(lesson, module, read, missing, mastery(progress, course.id, questions, today))


def finished(course: Course, progress: Progress, lesson: str) -> bool:
    """Every section of the lesson was read; an unknown lesson holds nobody back."""
    found = heading(course, lesson)
    return found is None or all(f"{course.id}/{section}" in progress.sections for section in found.sections)


def overview(course: Course, progress: Progress, today: date) -> Overview:
    """Where the learner stands in the whole course. Questions kept for exams do not count."""
    asked = [entry for entry in entries(course) if not entry.variant_of]
    by_lesson: dict[str, list[Entry]] = {}
    for entry in asked:
        by_lesson.setdefault(entry.lesson, []).append(entry)
    totals = [t for name, t in progress.days.items() if name.partition(" ")[2] == course.id]
    dues = [d for d in due_days(course, progress, asked, today) if d <= today + timedelta(days=7)]
    return Overview(
        lessons=tuple(lesson_state(course, progress, each, by_lesson.get(each.id, ()), today) for each in headings(course)),
        mastery=mastery(progress, course.id, asked, today),
        answers=sum(t.answers for t in totals),
        first_answers=sum(t.firsts for t in totals),
        first_right=sum(t.firsts_right for t in totals),
        ms=sum(t.ms for t in totals),
        due_today=sum(d <= today for d in dues),
        due_week=sum(d > today for d in dues),
    )


def due_days(course: Course, progress: Progress, questions: Iterable[Entry], today: date) -> list[date]:
    """The due day of every card that was learned."""
    states = ((progress.cards.get(card), version) for q in questions for card, version in versioned(course.id, q))
    memories = (standing(state, version, today) for state, version in states if state)
    return [memory.due for memory in memories if isinstance(memory, Learned)]


def reading_minutes(lesson: Lesson) -> int:
    """How long a lesson takes: 150 words a minute of attentive reading, and half a minute a question."""
    words = sum(len(s.text.split()) for s in lesson.sections)
    questions = sum(len(s.questions) for s in lesson.sections) + bool(lesson.prediction)
    return max(1, round(words / WORDS_A_MINUTE + questions / 2))
