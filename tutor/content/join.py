"""Drafts of single files to one course: ids are unique, what is named exists, quotations stand where they say."""

from collections.abc import Iterable, Mapping
from typing import Final, Protocol, TypeVar

from tutor.content.draft import SPACES, Draft, Space
from tutor.content.nodes import Text
from tutor.content.problems import Code, Problem
from tutor.content.prune import Missing, prune_lesson, prune_question, prune_term
from tutor.content.quotes import check_quotes
from tutor.content.sheet import Sheet
from tutor.course import Course, Lesson, Question
from tutor.record import replace

MAX_QUESTIONS: Final = 10_000

_PROVIDERS: Final[dict[Space, tuple[str, ...]]] = {
    "module": ("course",),
    "lesson": ("lesson",),
    "section": ("lesson",),
    "objective": ("lesson",),
    "question": ("quiz", "lesson"),
    "document": ("sources",),
    "claim": ("sources",),
    "reference": ("sources",),
}


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=Identified)


def join(drafts: list[Draft], alone: str = "") -> tuple[Course | None, tuple[Problem, ...]]:
    """One course of all drafts, and all their problems. `alone`: the stem of a file that is a course by itself."""
    defined = _defined(drafts)
    missing = _missing(drafts, defined, alone)
    lessons = _lessons(drafts, missing)
    questions = _questions(drafts, missing)
    if not alone:
        _in_modules(drafts, lessons)
    check_quotes(drafts, lessons, questions)
    sections = {section.id: lesson.id for lesson in lessons.values() for section in lesson.sections}
    for question in questions.values():
        if not question.lesson and question.proof and question.proof.section in sections:
            questions[question.id] = replace(question, lesson=sections[question.proof.section])
    _old_ids(drafts, questions)
    return _course(drafts, alone, lessons, questions, missing), _problems(drafts)


def _defined(drafts: list[Draft]) -> dict[tuple[Space, str], tuple[Sheet, Text]]:
    """Every id with its first place; a second place is an error that names the first, even where that is broken."""
    seen: dict[tuple[Space, str], tuple[Sheet, Text]] = {}
    whole: set[tuple[Space, str]] = set()
    for draft in drafts:
        every = (
            draft.defined
            if not draft.spoiled
            else sorted([*draft.defined, *draft.spoiled], key=lambda each: (each[1].at.line, each[1].at.column))
        )
        for space, node in every:
            identity = node.value.strip()
            sheet, first = seen.setdefault((space, identity), (draft.sheet, node))
            if first is not node:
                draft.sheet.at(Code.DUPLICATE_ID, node, id=identity, other=f"{sheet.name}:{first.at.line + 1}")
        whole.update((space, node.value.strip()) for space, node in draft.defined)
    return {each: place for each, place in seen.items() if each in whole}


def _missing(drafts: list[Draft], defined: Mapping[tuple[Space, str], object], alone: str) -> Missing:
    """Ids that are named and exist nowhere, each told where it is named."""
    lost = set().union(*(draft.lost for draft in drafts))
    blind = {space for space in SPACES if _holes(drafts, space) or (alone and not _own(drafts, space))}
    blind |= _no_sources(drafts, alone)
    known = {space: [identity for where, identity in defined if where == space] for space in SPACES}
    missing: Missing = {space: set() for space in SPACES}
    for draft in drafts:
        for space, node in draft.named:
            identity = node.value.strip()
            if (space, identity) in defined:
                continue
            missing[space].add(identity)
            if space not in blind and (space, identity) not in lost and not draft.sheet.full:
                close = draft.sheet.near(identity, known[space])
                draft.sheet.at(Code.UNKNOWN_ID, node, id=identity[:60], what=space, **({"close": close} if close else {}))
    return {space: set() if space in blind and alone else ids for space, ids in missing.items()}


def _own(drafts: list[Draft], space: Space) -> bool:
    """Whether a file that stands alone can be expected to define what it names: a quiz, the originals of its variants."""
    return space == "question" and all(draft.role == "quiz" for draft in drafts)


def _holes(drafts: list[Draft], space: Space) -> bool:
    return any(draft.holes and draft.role in _PROVIDERS[space] for draft in drafts)


def _no_sources(drafts: list[Draft], alone: str) -> set[Space]:
    """Without a file of sources, one warning instead of an error for each claim."""
    if alone or any(draft.role == "sources" for draft in drafts):
        return set()
    for draft in drafts:
        for space, node in draft.named:
            if space in {"claim", "reference"}:
                draft.sheet.at(Code.NO_SOURCES, node)
                return {"claim", "reference", "document"}
    return {"claim", "reference", "document"}


def _lessons(drafts: list[Draft], missing: Missing) -> dict[str, Lesson]:
    """Lessons in reading order: that of the modules, then that of the files."""
    read: dict[str, Lesson] = {}
    seen: set[str] = set()
    for draft in drafts:
        for lesson in draft.lessons:
            sections = tuple(section for section in lesson.sections if section.id not in seen)
            seen.update(section.id for section in sections)
            read.setdefault(lesson.id, prune_lesson(replace(lesson, sections=sections), missing))
    order = [name for draft in drafts for module in draft.modules for name in module.lessons if name in read]
    return _without_cycles(drafts, {name: read[name] for name in dict.fromkeys([*order, *read])})


def _without_cycles(drafts: list[Draft], lessons: dict[str, Lesson]) -> dict[str, Lesson]:
    """Take out and tell each prerequisite that leads back to its own lesson."""
    for name, back in _cycles(lessons):
        lesson = lessons[name]
        draft, node = _named_by(drafts, lesson, back)
        draft.sheet.at(Code.CYCLE, node, id=back, lesson=name)
        lessons[name] = replace(lesson, prerequisites=tuple(each for each in lesson.prerequisites if each != back))
    return lessons


def _cycles(lessons: Mapping[str, Lesson]) -> list[tuple[str, str]]:
    """Each lesson and prerequisite that close a circle, found in one walk over all of them."""
    found: list[tuple[str, str]] = []
    done: set[str] = set()
    for start in lessons:
        trail = [(start, iter(lessons[start].prerequisites))] if start not in done else []
        open_now = {start}
        while trail:
            name, ahead = trail[-1]
            after = next((each for each in ahead if each in lessons), None)
            if after is None:
                done.add(name)
                open_now.discard(name)
                trail.pop()
            elif after in open_now:
                found.append((name, after))
            elif after not in done:
                open_now.add(after)
                trail.append((after, iter(lessons[after].prerequisites)))
    return found


def _named_by(drafts: list[Draft], lesson: Lesson, name: str) -> tuple[Draft, Text]:
    for draft in drafts:
        if lesson.place.file == draft.sheet.name:
            return draft, next(node for space, node in draft.named if space == "lesson" and node.value.strip() == name)
    raise AssertionError(lesson.id)


def _in_modules(drafts: list[Draft], lessons: Mapping[str, Lesson]) -> None:
    """Tell lessons that no module shows, where there are modules at all."""
    shown = {name for draft in drafts for module in draft.modules for name in module.lessons}
    for draft in drafts:
        for space, node in draft.defined if shown else ():
            if space == "lesson" and node.value.strip() in lessons and node.value.strip() not in shown:
                draft.sheet.at(Code.IN_NO_MODULE, node, id=node.value.strip())


def _questions(drafts: list[Draft], missing: Missing) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for draft in drafts:
        for question in draft.questions:
            if len(found) >= MAX_QUESTIONS:
                draft.sheet.report(Code.TOO_MANY_QUESTIONS, question.place.line, 1, limit=str(MAX_QUESTIONS))
                return found
            found.setdefault(question.id, prune_question(question, missing))
    return found


def _old_ids(drafts: list[Draft], questions: Mapping[str, Question]) -> None:
    """An old id that another question has, or had too, would give one learner's history to two."""
    sheets = {draft.sheet.name: draft.sheet for draft in drafts}
    first: dict[str, str] = {}
    for question in questions.values():
        for old in question.was:
            if old in questions or first.setdefault(old, question.id) != question.id:
                sheets[question.place.file].report(Code.OLD_ID_IN_USE, question.place.line, 1, id=old)


def _renamed(questions: Mapping[str, Question]) -> tuple[tuple[str, str], ...]:
    """Old ids, each with the first question that had it."""
    found: dict[str, str] = {}
    for question in questions.values():
        for old in question.was:
            if old not in questions:
                found.setdefault(old, question.id)
    return tuple(found.items())


def _by_id(things: Iterable[T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for thing in things:
        found.setdefault(thing.id, thing)
    return found


def _course(drafts: list[Draft], alone: str, lessons: dict[str, Lesson], questions: dict[str, Question], missing: Missing) -> Course | None:
    head = next((draft.head for draft in drafts if draft.role == "course" or alone), None)
    identity = (head.text("id") if head else "") or slug(alone)
    if head is None or not identity or (alone and not lessons and not questions):
        return None
    kept = set(questions)
    cases = _by_id(case for draft in drafts for case in draft.cases)
    modules = _by_id(module for draft in drafts for module in draft.modules).values()
    return Course(
        id=identity,
        title=head.text("title") or alone or identity,
        language=head.text("language", "fr"),
        description=head.text("description"),
        reviewed=head.text("reviewed"),
        disclaimer=head.text("disclaimer"),
        licence=head.text("licence"),
        modules=tuple(replace(m, lessons=tuple(name for name in m.lessons if name in lessons)) for m in modules),
        lessons=lessons,
        questions=questions,
        cases={case.id: case for case in cases.values() if kept.issuperset(case.steps)},
        glossary=tuple(prune_term(term, missing) for draft in drafts for term in draft.terms),
        confusions=tuple(confusion for draft in drafts for confusion in draft.confusions),
        documents=_by_id(document for draft in drafts for document in draft.documents),
        claims=_by_id(claim for draft in drafts for claim in draft.claims),
        references=_by_id(reference for draft in drafts for reference in draft.references),
        renamed=_renamed(questions),
    )


def slug(stem: str) -> str:
    """A file's name as an id."""
    return "".join(char if char.isalnum() or char in "._-" else "-" for char in stem).strip("._-")[:64]


def _problems(drafts: list[Draft]) -> tuple[Problem, ...]:
    """All problems, file by file, in the order of their lines, each once."""
    found: dict[Problem, None] = {}
    for draft in drafts:
        found.update(dict.fromkeys(sorted(draft.sheet.problems, key=lambda p: (p.line, p.col, p.code))))
    return tuple(found)
