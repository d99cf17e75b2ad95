"""Ids that are gone, and the questions that look like what had them: the mend is `was`, or the learners lose their reviews."""

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from typing import Final

from tutor.content.additions import new_key, node_of, question_at, to_items, to_list
from tutor.content.draft import Draft
from tutor.content.fingerprint import fingerprint
from tutor.content.nodes import Items, Text, Unreadable, parse
from tutor.content.problems import Code, Edit, Problem
from tutor.content.sheet import Sheet
from tutor.course import Cloze, Course, Number, Question, TrueFalse
from tutor.record import record

ALIKE: Final = 0.75
"""How much of its words two wordings of a question share at least, when nothing else speaks for it."""
REWORDED: Final = 0.4
"""The same, when their keys are the same."""
MAX_COMPARED: Final = 2_000
"""Wordings that are compared, which is slow: enough for forty new ids against fifty lost ones."""


@record
class Trace:
    """What is known of a question by its id: its key, and its kind and words unless only a learner's history tells of it."""

    fingerprint: str
    kind: str = ""
    words: str = ""


@record
class Renamed:
    """A question and the id that it probably had. `sure`: it asks the same with nearly the same words."""

    question: Question
    old: str
    sure: bool


def traces(course: Course) -> dict[str, Trace]:
    """The traces of all questions of a course."""
    return {question.id: trace(question) for question in course.questions.values()}


def trace(question: Question) -> Trace:
    """The trace of one question."""
    words = " … ".join(question.texts) if isinstance(question, Cloze) else question.prompt
    return Trace(fingerprint(question), type(question).__name__, " ".join(words.split())[:400])


def renamed(course: Course, gone: Mapping[str, Trace], fresh: Collection[str]) -> tuple[Renamed, ...]:
    """For each id that is gone the new question most like what had it; no question and no id twice."""
    pairs = [(course.questions[new], old) for old in gone for new in fresh if new in course.questions][:MAX_COMPARED]
    own = {question.id: trace(question) for question, _ in pairs}
    scored = [(likeness(question, own[question.id], gone[old]), question, old) for question, old in pairs]
    found: list[Renamed] = []
    taken: set[str] = set()
    for score, question, old in sorted(scored, key=lambda each: -each[0]):
        if score and not taken & {f"new {question.id}", old}:
            taken |= {f"new {question.id}", old}
            found.append(Renamed(question, old, sure=score > 1 and bool(gone[old].words)))
    return tuple(found)


def likeness(question: Question, own: Trace, was: Trace) -> float:
    """0: another question; up to 1: its words are alike; over 1: its key is the same one as well."""
    same_key = own.fingerprint == was.fingerprint
    if not was.words:  # a history keeps no words: only a key that no other question has by chance tells anything
        return 0.5 if same_key and not isinstance(question, TrueFalse | Number) else 0.0
    if own.kind != was.kind:
        return 0.0
    words, least = SequenceMatcher(None, was.words.casefold(), own.words.casefold(), autojunk=False), REWORDED if same_key else ALIKE
    if words.real_quick_ratio() < least or words.quick_ratio() < least:
        return 0.0
    ratio = words.ratio()
    return ratio + same_key if ratio >= least else 0.0


def told(each: Renamed, draft: Draft) -> Problem:
    """The proposal at its place in the file; with the edit that follows it where that is sure, and small."""
    sheet, line = draft.sheet, each.question.place.line
    source = sheet.lines[line - 1] if 0 < line <= len(sheet.lines) else ""
    at = source.find(each.question.id)
    col = at + 1 if at >= 0 else len(source) - len(source.lstrip()) + 1
    edit = was_edit(draft, each) if each.sure else None
    facts = (("old", each.old), ("id", each.question.id))
    width = len(each.question.id) if at >= 0 else max(1, len(source) - col + 1)
    return Problem(Code.RENAMED, Code.RENAMED.severity, sheet.name, line, col, width, facts, source, (edit,) if edit else ())


def was_edit(draft: Draft, each: Renamed) -> Edit | None:
    """The edit that writes the old id down; nothing in a file that has to be repaired first."""
    sheet = draft.sheet
    if any(problem.severity == "repair" for problem in sheet.problems):
        return None
    try:
        mapping = question_at(parse(Sheet(sheet.name, sheet.text), sheet.text), each.question.id)
    except Unreadable:
        return None
    if mapping is None:
        return None
    olds = node_of(mapping, "was")
    if type(olds) is Text and olds.value:
        return to_list(sheet.lines, olds, each.old)
    if type(olds) is Items and olds.items:
        return to_items(sheet.lines, olds, each.old)
    return new_key(sheet.lines, mapping, "was", each.old) if olds is None else None
