"""A finding: one figure of the course and the holes in it; and what every measure needs to look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tutor.course import Course, Question


@dataclass(frozen=True, slots=True)
class Finding:
    """A figure in words, and what is wrong: each hole names a question, section or term and the rule it breaks."""

    figure: str
    holes: tuple[str, ...] = ()


Measure: TypeAlias = Callable[[Course], Finding]


def found(figure: str, holes: Iterable[str]) -> Finding:
    """A finding; holes in the order they were seen, once each."""
    return Finding(figure, tuple(dict.fromkeys(holes)))


def steps(course: Course, names: Iterable[str]) -> tuple[str, ...]:
    """The ids of questions, a case replaced by its steps."""
    return tuple(i for name in names for i in (course.cases[name].steps if name in course.cases else (name,)))


def module_of(course: Course, lesson: str) -> str:
    """The id of the module a lesson belongs to."""
    return next((module.id for module in course.modules if lesson in module.lessons), "")


def ordinary(course: Course) -> tuple[Question, ...]:
    """The questions asked in lessons and reviews: all but the variants kept for mock exams."""
    return tuple(q for q in course.questions.values() if not q.variant_of)
