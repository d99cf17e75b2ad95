"""One question as written to one question as asked: its kind is read from its keys."""

from collections.abc import Iterable
from typing import Any

from tutor.content.convert import first, one_id
from tutor.content.decode import LOST
from tutor.content.draft import Draft
from tutor.content.fingerprint import digest, wording
from tutor.content.keys import named
from tutor.content.kinds import BUILD
from tutor.content.nodes import Node, Pairs, Text
from tutor.content.problems import Code, Edit
from tutor.content.values import COMMON, INHERITED, KINDS, Kind
from tutor.content.walker import Fields
from tutor.course import Case, Proof, Question
from tutor.record import build, replace

_MARKERS = {kind.marker: kind for kind in KINDS}
_SAME = ("id", "explanation", "hints", "references", "objective", "difficulty", "tags", "points", "shuffle", "confidence", "was")
_COMMON = {**dict(zip(_SAME, _SAME, strict=True)), "question": "prompt", "level": "bloom", "variant": "variant_of"}
"""The fields of `tutor.course.Asked` by the names of their keys."""
_FITS = {kind.name: COMMON | {kind.marker, *kind.needs, *kind.takes} for kind in KINDS}


def read_questions(draft: Draft, nodes: Iterable[Node], lesson: str = "", case: str = "", given: Fields | None = None) -> tuple[str, ...]:
    """Read questions into the draft and give their ids; a broken one is told and left out. `given`: the case they inherit from."""
    ids: list[str] = []
    for node in nodes:
        if type(node) is not Pairs:
            draft.start(node)
            if not (type(node) is Text and LOST in node.value):
                draft.sheet.repairable = True
                draft.sheet.at(Code.NOT_A_QUESTION, first(node))
            continue
        fields = draft.walker.fields(node, "question")
        assert fields is not None
        if given is not None:
            _inherit(fields, given)
        if not case:
            draft.start(node, fields)
        kind = _kind(draft, fields, case)
        if kind is not None and kind.name == "case":
            ids += _case(draft, fields, lesson)
        elif question := _question(draft, kind, fields, {"lesson": lesson, "case": case}):
            draft.questions.append(question)
            ids.append(question.id)
    return tuple(ids)


def _inherit(fields: Fields, given: Fields) -> None:
    for name in INHERITED:
        if name in given.values and name not in fields.keys:
            fields.values[name], fields.nodes[name] = given.values[name], given.nodes[name]


def _kind(draft: Draft, fields: Fields, case: str) -> Kind | None:
    """The kind the keys betray; told when there is none, or two, or when another key does not go with it."""
    found = [_MARKERS[name] for name in fields.keys if name in _MARKERS]
    if not found:
        fields.broken = True
        _no_kind(draft, fields)
        return None
    kind = found[0] if len(found) == 1 else min(found, key=KINDS.index)
    for name, key in fields.keys.items() if not fields.keys.keys() <= _FITS[kind.name] else ():
        if name in _FITS[kind.name] and not (case and name == "case"):
            continue
        fields.broken = True
        code = Code.TWO_KINDS if name in _MARKERS else Code.MISPLACED_KEY
        draft.sheet.at(code, key, key=key.value, kind=fields.keys[kind.marker].value)
    for name in kind.needs:
        if name not in fields.keys:
            draft.walker.missing(fields, named("question", name))
    return kind


def _no_kind(draft: Draft, fields: Fields) -> None:
    """No answer to be seen; a misspelt key that was already told is reason enough."""
    if any(p.code is Code.UNKNOWN_KEY and p.line >= fields.node.at.line + 1 for p in draft.sheet.problems[-3:]):
        return
    prompt = fields.keys.get("question")
    draft.sheet.at(Code.NO_ANSWER if prompt else Code.NO_PROMPT, prompt or first(fields.node))


def _question(draft: Draft, kind: Kind | None, fields: Fields, owners: dict[str, str]) -> Question | None:
    """The finished question, its ids defined and named; nothing when something in it is wrong."""
    proof = _proof(draft, fields)
    common = _common(draft, fields, proof) | owners
    question = BUILD[kind.name](draft, fields, common) if kind is not None and kind.marker in fields.values else None
    fields.broken = fields.broken or question is None
    identity = draft.define("question", fields)
    if question is None or fields.broken:
        return None
    if not identity:
        identity = _given_id(draft, fields, f"q-{wording(question)}")
        question = replace(question, id=identity)
    if question.variant_of == identity:
        draft.sheet.at(Code.OWN_VARIANT, fields.nodes["variant"], id=identity)
        return None
    _name(draft, fields, proof, identity)
    return question


def _common(draft: Draft, fields: Fields, proof: Fields | None) -> dict[str, Any]:
    """What every kind has, where it was written; the rest is as `tutor.course.Asked` has it."""
    common: dict[str, Any] = {"id": "", "prompt": "", "place": draft.place(fields.node)}
    for name, value in fields.values.items():
        if name in _COMMON:
            common[_COMMON[name]] = value
    if "difficulty" in common:
        common["difficulty"] = int(common["difficulty"])
    if proof:
        common["proof"] = build(Proof, (proof.text("section"), proof.text("quote"), proof.texts("claims")))
    return common


def _proof(draft: Draft, fields: Fields) -> Fields | None:
    """The fields of `source`: a mapping, or a section id alone."""
    node = fields.nodes.get("source")
    if node is None or "source" not in fields.values:
        return None
    if type(node) is Text:
        section = one_id(draft.sheet, node, named("proof", "section"))
        proof = Fields(Pairs([], node.at, node.end, False), {"section": section or ""}, {}, {"section": node}, section is None)
    else:
        read = draft.walker.fields(node, "proof")
        proof = read if read is not None else Fields(Pairs([], node.at, node.end, False), broken=True)
    fields.broken = fields.broken or proof.broken
    return proof


def _name(draft: Draft, fields: Fields, proof: Fields | None, identity: str) -> None:
    draft.name("objective", fields, "objective")
    draft.name("reference", fields, "references")
    draft.name("question", fields, "variant")
    if proof is None:
        return
    draft.name("section", proof, "section")
    draft.name("claim", proof, "claims")
    quote = proof.nodes.get("quote")
    if type(quote) is Text and "quote" in proof.values:
        draft.quotes.append((identity, proof.text("section"), quote))


def _given_id(draft: Draft, fields: Fields, identity: str) -> str:
    """An id made of the wording, and the edit that would write it down before the first key."""
    node = fields.node
    line, col, _ = draft.sheet.place(node.at, node.end)
    col += node.flow
    end = ", " if node.flow else "\n" + " " * (col - 1)
    empty = fields.nodes.get("id")
    fix = Edit(line, col, 0, f"id: {identity}{end}") if empty is None else _filled_in(draft, empty, identity)
    draft.sheet.report(Code.NO_ID, line, col, fix=(fix,), id=identity)
    draft.defined.append(("question", Text(identity, node.at, node.at, None)))
    return identity


def _filled_in(draft: Draft, empty: Node, identity: str) -> Edit:
    """The edit that writes an id after a key that has none."""
    line, col, width = draft.sheet.place(empty.at, empty.end)
    written = type(empty) is Text and bool(empty.style or empty.value)
    return Edit(line, col, width if written else 0, identity if written else f" {identity}")


def _case(draft: Draft, fields: Fields, lesson: str) -> tuple[str, ...]:
    """A case and its steps; the ids of the steps that are whole."""
    _proof(draft, fields)
    vignette = fields.text("case")
    identity = draft.define("question", fields)
    if not identity and vignette and not fields.broken:
        identity = _given_id(draft, fields, f"cas-{digest(vignette)}")
    before = len(draft.questions)
    steps = read_questions(draft, fields.items("steps"), lesson, identity or "?", fields)
    if "steps" in fields.values and not steps and not fields.broken:
        draft.sheet.at(Code.TOO_FEW, fields.keys["steps"], key=fields.keys["steps"].value, least="1", count="0")
    if fields.broken or not steps:
        del draft.questions[before:]
        draft.lost.update(("question", step) for step in steps)
        return ()
    draft.cases.append(Case(identity, vignette, steps, draft.place(fields.node)))
    return steps
