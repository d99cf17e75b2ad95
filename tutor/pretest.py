"""A pretest: some questions of a lesson before it is read, and what reading it added. Pure."""

from collections.abc import Iterable

from tutor.chance import permutation
from tutor.course import Course, FreeRecall, Lesson, Question, gaps_of
from tutor.events import Fact, Reviewed, Started
from tutor.steps import Gain

ASKED = 3
MARK = "pretest "
"""Begins the names of the options in which a lesson's Started fact keeps how its pretest went."""


def pretest_cards(course: Course, lesson: Lesson, seed: int) -> tuple[str, ...]:
    """Up to three questions that the lesson will ask, of as many sections as can be; in the order of the lesson.

    What the program cannot judge alone, steps of cases, clozes of several gaps and the lesson's own prediction are left out.
    """
    found = [(n, q) for n, section in enumerate(lesson.sections) for q in section.questions if q != lesson.prediction]
    usable = [(n, q) for n, q in found if q in course.questions and is_usable(course.questions[q])]
    drawn = [usable[i] for i in permutation(len(usable), f"{seed}/{lesson.id}")]
    first = {n: (n, q) for n, q in reversed(drawn)}
    spread = [each for each in drawn if first[each[0]] == each] + [each for each in drawn if first[each[0]] != each]
    kept = set(spread[:ASKED])
    return tuple(f"{course.id}/{q}" for n, q in usable if (n, q) in kept)


def is_usable(question: Question) -> bool:
    """Whether a question can be asked on its own and judged by the program."""
    return not (isinstance(question, FreeRecall) or question.case or gaps_of(question) > 1)


def options_of(facts: Iterable[Fact]) -> tuple[tuple[str, str], ...]:
    """How a pretest went, for the options of the lesson that follows."""
    return tuple((MARK + fact.card, str(int(fact.score >= 1.0))) for fact in facts if isinstance(fact, Reviewed))


def pretested(started: Started) -> dict[str, bool]:
    """The cards of a lesson's pretest, and whether each was right."""
    return {name[len(MARK) :]: value == "1" for name, value in started.options if name.startswith(MARK)}


def gain(started: Started, facts: Iterable[Fact]) -> Gain | None:
    """What a lesson added to its pretest; None without one, or before any of its questions came again."""
    before = pretested(started)
    if not before:
        return None
    after: dict[str, bool] = {}
    for fact in facts:
        if isinstance(fact, Reviewed) and fact.card in before:
            after.setdefault(fact.card, fact.score >= 1.0)
    return Gain(sum(before[card] for card in after), sum(after.values()), len(after)) if after else None
