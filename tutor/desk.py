"""What a flow works from and what it says; and what of the course belongs to a question or a page. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from tutor.course import Claim, Course, Lesson, Question, Reference, Section
from tutor.events import Fact, Started
from tutor.record import field, record
from tutor.schedule import Memory
from tutor.steps import Evidence, Page, Setting, Summary

if TYPE_CHECKING:
    from tutor.forecast import Expectation, TooEarly

Former: TypeAlias = Callable[[str, str], str]
"""The right answer in words that a card had in another version of it, nothing where that is not known."""


def no_version(_: str) -> str:
    """No fingerprint: what was asked is not kept."""
    return ""


def no_former(_card: str, _version: str) -> str:
    """Nobody remembers."""
    return ""


@record
class Desk:
    """What a flow works from: the course, the memory of each card and what was answered today, both as the session began.

    `elsewhere` are those cards of an interrupted session that were answered in another one meanwhile.
    `version` is the fingerprint of a card now, `asked` the one it had when it was last asked before the session.
    `read` are the sections read before it, `last` right and asked of the last session of the kind. `exam_day`: the session follows
    a plan to it; `expect` then tells the forecast, given the memories that the session changed.
    """

    course: Course
    started: Started
    today: date
    memories: Mapping[str, Memory] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    terms: Sequence[str] = ()
    version: Callable[[str], str] = no_version
    asked: Callable[[str], str] = no_version
    former: Former = no_former
    ask_confidence: bool = True
    last: tuple[int, int] | None = None
    exam_day: date | None = None
    expect: "Callable[[Mapping[str, Memory]], Expectation | TooEarly] | None" = None


@record(frozen=False)
class Log:
    """What a flow says: the facts so far, and what the session comes to at this point."""

    facts: list[Fact] = field(default_factory=list)
    summary: Callable[[], Summary] | None = None


def module_of(course: Course, lesson: str) -> str:
    """The title of the module a lesson belongs to, or nothing."""
    return next((m.title for m in course.modules if lesson in m.lessons), "")


def page(course: Course, lesson: Lesson, section: Section) -> Page:
    """A section as a step."""
    number = lesson.sections.index(section) + 1
    return Page(lesson, section, number, len(lesson.sections), references_of(course, section), stated(course, section.claims))


def references_of(course: Course, section: Section) -> tuple[Reference, ...]:
    """The publications behind a section, those of its nuance among them, each once."""
    nuance = section.nuance.references if section.nuance else ()
    return publications(course, tuple(dict.fromkeys([*section.references, *nuance])))


def evidence(course: Course, question: Question) -> Evidence:
    """What proves the answer to a question, looked up in the course."""
    proof = question.proof
    found = course.section_of(proof.section) if proof else None
    lesson, section = found or (course.lessons.get(question.lesson), None)
    quote, claims = (proof.quote, proof.claims) if proof else ("", ())
    title = lesson.title if lesson else ""
    return Evidence(title, section, quote, stated(course, claims), publications(course, question.references))


def stated(course: Course, claims: Sequence[str]) -> tuple[tuple[Claim, str], ...]:
    """The claims, each with the name of its document: `A, L'immunothérapie`."""
    known = [course.claims[c] for c in claims if c in course.claims]
    names = {d.id: f"{d.id}, «\u00a0{d.title}\u00a0»" for d in course.documents.values()}
    return tuple((c, names.get(c.document, c.document)) for c in known)


def publications(course: Course, references: Sequence[str]) -> tuple[Reference, ...]:
    """The references that the course knows."""
    return tuple(course.references[r] for r in references if r in course.references)


def setting(course: Course, question: Question) -> Setting | None:
    """The case a question is a step of."""
    case = course.cases.get(question.case)
    if case is None:
        return None
    return Setting(case.vignette, case.steps.index(question.id) + 1, len(case.steps))
