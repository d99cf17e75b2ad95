"""Whole files to drafts: course, lesson, quiz, glossary and sources, each from the root of its nodes."""

from collections.abc import Callable, Iterator
from typing import Final

from tutor.content.decode import LOST
from tutor.content.draft import Draft
from tutor.content.nodes import Items, Node, Pairs, Text
from tutor.content.problems import Code, problem
from tutor.content.questions import read_questions
from tutor.content.tongue import tongue
from tutor.content.walker import Fields
from tutor.course import Claim, Confusion, Contrast, Document, Lesson, Module, Nuance, Objective, Reference, Section, Term

_SPEAKING: Final = ("course", "lesson", "quiz")
"""The roles of files that can be a course, or its head, and so have a language."""


def read_root(draft: Draft, role: str, root: Node | None) -> None:
    """Fill a draft from the root node of a file in a role, one of `keys.ROOTS`."""
    if root is None or (type(root) is Items and not root.items):
        if not draft.holes:
            draft.sheet.problems.append(problem(Code.EMPTY, draft.sheet.name))
        return
    if role == "quiz" and type(root) is Items:
        draft.head = Fields(Pairs([], root.at, root.end, False), {"language": tongue(root)})
        read_questions(draft, root.items)
        return
    draft.head = draft.walker.fields(root, role)
    if draft.head is not None:
        if role in _SPEAKING:
            draft.head.values.setdefault("language", tongue(root))
        _ROLES[role](draft, draft.head)


def _each(draft: Draft, fields: Fields, name: str, where: str) -> Iterator[Fields]:
    """The mappings of a list, whole or broken."""
    for node in fields.items(name):
        inner = draft.walker.fields(node, where)
        if inner is not None:
            yield inner


def _course(draft: Draft, head: Fields) -> None:
    for module in _each(draft, head, "modules", "module"):
        identity = draft.define("module", module)
        if not module.broken:
            draft.name("lesson", module, "lessons")
            draft.modules.append(Module(identity, module.text("title"), module.texts("lessons"), module.number("weight", 1.0)))
    for confusion in _each(draft, head, "confusions", "confusion"):
        rows = list(_each(draft, confusion, "contrasts", "contrast"))
        few = len(confusion.texts("terms")) < 2 and "terms" in confusion.values
        if few:
            draft.sheet.at(Code.TOO_FEW, confusion.keys["terms"], key=confusion.keys["terms"].value, least="2", count="1")
        if not few and not confusion.broken:
            whole = tuple(Contrast(row.text("trait"), row.text("first"), row.text("second")) for row in rows if not row.broken)
            draft.confusions.append(Confusion(confusion.texts("terms"), whole))


def _lesson(draft: Draft, head: Fields) -> None:
    """A lesson is as good as its sections: a mistake beside them leaves it standing."""
    objectives = tuple(
        Objective(each.text("id"), each.text("text"), each.values.get("level"))
        for each in _each(draft, head, "objectives", "objective")
        if draft.define("objective", each) and not each.broken
    )
    identity = head.text("id")
    prediction = _asked(draft, head, "prediction", identity)
    sections = tuple(section for each in _each(draft, head, "sections", "section") if (section := _section(draft, each, identity)))
    head.broken = not sections
    if not draft.define("lesson", head):
        draft.holes = True
    if not identity or not sections:
        return
    draft.name("lesson", head, "prerequisites")
    draft.lessons.append(
        Lesson(
            id=identity,
            title=head.text("title", identity),
            sections=sections,
            objectives=objectives,
            prerequisites=head.texts("prerequisites"),
            prediction=prediction[0] if prediction else "",
            place=draft.place(head.nodes["id"]),
        )
    )


def _section(draft: Draft, fields: Fields, lesson: str) -> Section | None:
    draft.start(fields.node, fields)
    nuance = _nuance(draft, fields)
    asked = _asked(draft, fields, "questions", lesson)
    identity = draft.define("section", fields)
    if fields.broken:
        return None
    draft.name("claim", fields, "source")
    draft.name("reference", fields, "references")
    return Section(
        id=identity,
        title=fields.text("title"),
        text=fields.text("text"),
        remember=fields.text("remember"),
        nuance=nuance,
        claims=fields.texts("source"),
        references=fields.texts("references"),
        questions=asked,
        place=draft.place(fields.node),
    )


def _nuance(draft: Draft, fields: Fields) -> Nuance | None:
    if "nuance" not in fields.values:
        return None
    inner = draft.walker.fields(fields.nodes["nuance"], "nuance")
    if inner is None or inner.broken:
        fields.broken = True
        return None
    draft.name("reference", inner, "references")
    return Nuance(inner.text("document"), inner.text("nuance"), inner.texts("references"))


def _asked(draft: Draft, fields: Fields, name: str, lesson: str) -> tuple[str, ...]:
    """Question ids, some perhaps of questions written right here; a broken one of these is only left out."""
    node = fields.nodes.get(name)
    if node is None or name not in fields.values:
        return ()
    ids: list[str] = []
    for each in node.items if type(node) is Items else (node,):
        if type(each) is Text and LOST in each.value:
            continue
        if type(each) is Text:
            draft.named.append(("question", each))
            ids.append(each.value.strip())
        else:
            ids += read_questions(draft, (each,), lesson)
    return tuple(ids)


def _quiz(draft: Draft, head: Fields) -> None:
    draft.name("lesson", head, "lesson")
    if "questions" in head.values and not head.items("questions"):
        draft.sheet.at(Code.TOO_FEW, head.keys["questions"], key=head.keys["questions"].value, least="1", count="0")
    read_questions(draft, head.items("questions"), head.text("lesson"))


def _glossary(draft: Draft, head: Fields) -> None:
    for term in _each(draft, head, "terms", "term"):
        if term.broken:
            continue
        draft.name("claim", term, "claims")
        draft.name("reference", term, "references")
        draft.terms.append(
            Term(
                term=term.text("term"),
                english=term.text("english"),
                definition=term.text("definition"),
                definition_en=term.text("definition_english"),
                forms=term.texts("forms"),
                references=term.texts("references"),
                claims=term.texts("claims"),
            )
        )


def _sources(draft: Draft, head: Fields) -> None:
    for each in _each(draft, head, "documents", "document"):
        if draft.define("document", each) and not each.broken:
            draft.documents.append(Document(each.text("id"), each.text("title"), each.text("sha256").lower(), each.text("file")))
    for each in _each(draft, head, "claims", "claim"):
        _claim(draft, each)
    for each in _each(draft, head, "references", "reference"):
        if draft.define("reference", each) and not each.broken:
            draft.references.append(Reference(each.text("id"), each.text("text"), each.text("url")))


def _claim(draft: Draft, fields: Fields) -> None:
    start, end = fields.values.get("start"), fields.values.get("end")
    if start is not None and end is not None and start >= end:
        fields.broken = True
        draft.sheet.at(Code.BAD_OFFSETS, fields.nodes["end"], start=str(start), end=str(end))
    identity = draft.define("claim", fields)
    if fields.broken or not identity:
        return
    draft.name("document", fields, "document")
    draft.claims.append(
        Claim(identity, fields.text("text"), fields.text("document"), fields.text("sentence"), fields.values["start"], fields.values["end"])
    )


_ROLES: Final[dict[str, Callable[[Draft, Fields], None]]] = {
    "course": _course,
    "lesson": _lesson,
    "quiz": _quiz,
    "glossary": _glossary,
    "sources": _sources,
}
