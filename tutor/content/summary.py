"""The figures of a course at a glance, for its author."""

from collections import Counter
from dataclasses import dataclass

from tutor.content.crafty import Crafty, crafty
from tutor.content.habits import key_is_longest
from tutor.course import Course, SingleChoice


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts. `variants`: those of the questions that are asked in mock exams only.

    `places`: how many keys of single choices stand in each place from the first; `longest` of `single` are the longest.
    """

    course: str
    title: str
    questions: int
    variants: int
    kinds: tuple[tuple[str, int], ...]
    objectives: int
    unasked: tuple[str, ...]
    levels: tuple[tuple[str, int], ...]
    places: tuple[int, ...]
    shuffled: bool
    single: int
    longest: int
    longest_by_chance: float
    sourced: int
    crafty: Crafty | None


def summary(course: Course) -> Summary:
    """What a course is made of."""
    asked = tuple(course.questions.values())
    single = [q for q in asked if isinstance(q, SingleChoice)]
    places = Counter(next(n for n, c in enumerate(q.choices) if c.right) for q in single)
    objectives = [objective.id for lesson in course.lessons.values() for objective in lesson.objectives]
    used = {q.objective for q in asked}
    levels = Counter(q.bloom.value if q.bloom else "" for q in asked)
    return Summary(
        course=course.id,
        title=course.title,
        questions=len(asked),
        variants=sum(bool(q.variant_of) for q in asked),
        kinds=tuple(Counter(type(q).__name__ for q in asked).most_common()),
        objectives=len(objectives),
        unasked=tuple(each for each in objectives if each not in used),
        levels=tuple(levels.items()),
        places=tuple(places[n] for n in range(max(places, default=-1) + 1)),
        shuffled=all(q.shuffle for q in single),
        single=len(single),
        longest=sum(key_is_longest(q) for q in single),
        longest_by_chance=sum(1 / len(q.choices) for q in single) / max(1, len(single)),
        sourced=sum(bool(q.proof or q.references) for q in asked),
        crafty=crafty(asked),
    )
