"""Mastery by objective: what a learner is meant to be able to do, and the cards that show it."""

from datetime import date

from tutor.course import Course, Objective
from tutor.outline import Entry, entries
from tutor.progress import Progress
from tutor.record import record
from tutor.stats import Mastery, mastery


@record
class Goal:
    """An objective with how its cards stand; `lesson` is the id of the lesson that states it."""

    lesson: str
    objective: Objective
    mastery: Mastery


def goals(course: Course, progress: Progress, today: date) -> tuple[Goal, ...]:
    """Every objective that has a card, in the order of the lessons. Questions kept for exams do not count."""
    by_objective: dict[str, list[Entry]] = {}
    for entry in entries(course):
        if entry.objective and not entry.variant_of:
            by_objective.setdefault(entry.objective, []).append(entry)
    return tuple(
        Goal(lesson.id, objective, mastery(progress, course.id, by_objective[objective.id], today))
        for lesson in course.lessons.values()
        for objective in lesson.objectives
        if objective.id in by_objective
    )
