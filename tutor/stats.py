"""Numbers from progress, for the looking commands. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from tutor.course import Course, Lesson, Question, card_ids
from tutor.progress import CardState, Progress
from tutor.record import record
from tutor.schedule import Learned

KNOWN_DAYS = 21.0


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

    lesson: Lesson
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


def questions_of(course: Course, lesson: str) -> tuple[Question, ...]:
    """The questions that belong to a lesson; those kept for exams do not count."""
    return tuple(q for q in course.questions.values() if q.lesson == lesson and not q.variant_of)


def mastery(progress: Progress, course: str, questions: Iterable[Question], today: date) -> Mastery:
    """Count cards by how well they are known."""
    known = learning = total = due = 0
    for question in questions:
        for card in card_ids(course, question):
            total += 1
            state: CardState | None = progress.cards.get(card)
            if state is None or not isinstance(state.memory, Learned):
                continue
            known += state.memory.stability_days >= KNOWN_DAYS
            learning += state.memory.stability_days < KNOWN_DAYS
            due += state.memory.due <= today
    return Mastery(known, learning, total, due)


def lesson_state(course: Course, progress: Progress, lesson: Lesson, today: date) -> LessonState:
    """How one lesson stands."""
    module = next((m.title for m in course.modules if lesson.id in m.lessons), "")
    read = sum(f"{course.id}/{s.id}" in progress.sections for s in lesson.sections)
    missing = tuple(p for p in lesson.prerequisites if not finished(course, progress, p))
    return LessonState(lesson, module, read, missing, mastery(progress, course.id, questions_of(course, lesson.id), today))


def finished(course: Course, progress: Progress, lesson: str) -> bool:
    """Every section of the lesson was read; an unknown lesson holds nobody back."""
    found = course.lessons.get(lesson)
    return found is None or all(f"{course.id}/{s.id}" in progress.sections for s in found.sections)


def overview(course: Course, progress: Progress, today: date) -> Overview:
    """Where the learner stands in the whole course."""
    asked = [q for q in course.questions.values() if not q.variant_of]
    totals = [t for name, t in progress.days.items() if name.partition(" ")[2] == course.id]
    dues = [d for d in due_days(course, progress, asked) if d <= today + timedelta(days=7)]
    return Overview(
        lessons=tuple(lesson_state(course, progress, lesson, today) for lesson in course.lessons.values()),
        mastery=mastery(progress, course.id, asked, today),
        answers=sum(t.answers for t in totals),
        first_answers=sum(t.firsts for t in totals),
        first_right=sum(t.firsts_right for t in totals),
        ms=sum(t.ms for t in totals),
        due_today=sum(d <= today for d in dues),
        due_week=sum(d > today for d in dues),
    )


def due_days(course: Course, progress: Progress, questions: Iterable[Question]) -> list[date]:
    """The due day of every card that was learned."""
    states = (progress.cards.get(card) for q in questions for card in card_ids(course.id, q))
    return [s.memory.due for s in states if s is not None and isinstance(s.memory, Learned)]
