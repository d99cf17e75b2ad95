"""The answers of each kind of question: from fields to the finished object, with what is wrong told on the way."""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

from tutor.content.convert import bare, free_pairs, texts_of
from tutor.content.decode import LOST
from tutor.content.draft import Draft
from tutor.content.keys import context, named, plain
from tutor.content.nodes import Node, Pairs, Text
from tutor.content.problems import Code
from tutor.content.walker import Fields
from tutor.course import (
    Choice,
    Classification,
    Cloze,
    FreeRecall,
    Gap,
    Matching,
    Mistake,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    Refused,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.record import build

MAX_GAPS: Final = 20
_MARKS = frozenset({"right", "wrong"})
_USUAL = _MARKS | {"why"}
_GAP = re.compile(r"\{([^{}]*)\}")


def same(text: str) -> str:
    """A text as two options are compared: without case, spacing and the shape of apostrophes."""
    return " ".join(text.replace("’", "'").casefold().split())


def choices(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """Single or multiple choice, by the number of right options."""
    nodes = fields.items("choices")
    read = [_usual_choice(node) or _choice(draft, node) for node in nodes]
    options = tuple(choice for choice in read if choice is not None)
    if len(options) < len(read):
        fields.broken = True
    _apart(draft, fields, [(choice.text, node) for choice, node in zip(read, nodes, strict=True) if choice])
    _enough(draft, fields, "choices", len(nodes), 2)
    right = sum(choice.right for choice in options)
    if len(options) == len(read) >= 2 and not right:
        fields.broken = True
        draft.sheet.at(Code.NO_RIGHT, fields.keys["choices"])
    if right == len(read) >= 2:
        draft.sheet.at(Code.ALL_RIGHT, fields.keys["choices"])
    kind = SingleChoice if right == 1 else MultipleChoice
    return kind(choices=options, **common)


def _usual_choice(node: Node) -> Choice | None:
    """An option that is marked, perhaps with its reason, and nothing else: most are, and need no table of keys and no problems."""
    if type(node) is not Pairs or len(node.pairs) > 2:
        return None
    known = context("choice")
    said: dict[str, str] = {}
    for name, value in node.pairs:
        key = known.get(name.value) if type(name) is Text else None
        if key is None or key.name not in _USUAL or key.name in said or type(value) is not Text:
            return None
        if LOST in value.value or not value.value.strip():
            return None
        said[key.name] = bare(value)
    right = "right" in said
    if right == ("wrong" in said):
        return None
    return build(Choice, (said["right" if right else "wrong"], right, said.get("why", ""), False, False))


def _choice(draft: Draft, node: Node) -> Choice | None:
    sheet = draft.sheet
    if type(node) is not Pairs or not _marked(draft, node):
        if not (type(node) is Text and LOST in node.value):
            sheet.repairable = sheet.repairable or type(node) is Pairs
            sheet.at(Code.UNMARKED, node)
        return None
    fields = draft.walker.fields(node, "choice")
    assert fields is not None
    right, wrong = "right" in fields.keys, "wrong" in fields.keys
    if right and wrong:
        fields.broken = True
        sheet.at(Code.BOTH_MARKS, fields.keys["wrong"])
    for name, fits in (("indispensable", right), ("unacceptable", wrong)):
        if not fits and fields.flag(name, False):
            fields.broken = True
            sheet.at(Code.MARK_MISUSED, fields.keys[name], key=fields.keys[name].value)
    text = fields.text("right" if right else "wrong")
    if fields.broken or not text:
        return None
    values = fields.values
    return Choice(text, right, fields.text("why"), values.get("indispensable", False), values.get("unacceptable", False))


def _marked(draft: Draft, node: Pairs) -> bool:
    """Whether an option says, well spelt or nearly, that it is right or wrong."""
    known = context("choice")
    for name, _ in node.pairs:
        key = known.get(name.value) if type(name) is Text else None
        if key is not None and key.name in _MARKS:
            return True
    words = [name.value[:60] for name, _ in node.pairs if type(name) is Text]
    found = [known.get(word) or known.get(plain(word)) for word in words]
    if any(key and key.name in _MARKS for key in found):
        return True
    marks = [word for word, key in known.items() if key.name in _MARKS]
    return any(key is None and draft.sheet.near(plain(word), marks) for word, key in zip(words, found, strict=True))


def judged(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:  # noqa: ARG001 - the builders look alike
    """True or false: the statement stands after the key that says which."""
    truth = "true" in fields.values
    return TrueFalse(truth=truth, why=fields.text("why"), **{**common, "prompt": fields.text("true" if truth else "false")})


def short(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """A word or a few, typed."""
    accepted = fields.texts("answer")
    _apart(draft, fields, [(node.value, node) for node in texts_of(fields.nodes["answer"])])
    refused = _refused(draft, fields, accepted)
    return ShortAnswer(accepted=accepted, refused=refused, exact=fields.flag("exact", False), slips=fields.flag("slips", True), **common)


def cloze(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """A sentence with gaps in braces."""
    pieces = _GAP.split(fields.text("cloze"))
    texts, inside = tuple(pieces[::2]), pieces[1::2]
    gaps = tuple(_gap(piece) for piece in inside)
    if any("{" in text or "}" in text for text in texts) or not all(gap.accepted for gap in gaps) or len(gaps) > MAX_GAPS:
        fields.broken = True
        draft.sheet.at(Code.BAD_GAP, fields.nodes["cloze"], limit=str(MAX_GAPS))
    elif not gaps:
        fields.broken = True
        draft.sheet.at(Code.NO_GAP, fields.nodes["cloze"])
    accepted = tuple(text for gap in gaps for text in gap.accepted)
    refused = _refused(draft, fields, accepted)
    exact, slips = fields.flag("exact", False), fields.flag("slips", True)
    return Cloze(texts=texts, gaps=gaps, refused=refused, exact=exact, slips=slips, **common)


def _gap(inside: str) -> Gap:
    answers, _, hint = inside.partition("::")
    return Gap(tuple(answer.strip() for answer in answers.split("|") if answer.strip()), hint.strip())


def matching(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """Left sides, each with its right side."""
    pairs = fields.values["match"]
    rights = [right for _, right in pairs]
    _enough(draft, fields, "match", len(pairs), 2)
    extras = texts_of(fields.nodes["extras"]) if "extras" in fields.values else ()
    right = {same(text) for text in rights}
    for node in extras:
        if same(node.value) in right:
            fields.broken = True
            draft.sheet.at(Code.RIGHT_AND_REFUSED, node, text=node.value[:60])
    _apart(draft, fields, [(node.value, node) for node in extras])
    places = {left: {right} for left, right in pairs}
    mistakes = _mistakes(draft, fields, places, frozenset([*rights, *fields.texts("extras")]))
    return Matching(pairs=pairs, extras=fields.texts("extras"), mistakes=mistakes, **common)


def classification(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """Categories, each with its items; an item has one place."""
    groups = fields.values["classify"]
    _enough(draft, fields, "classify", len(groups), 2)
    values = [value for _, value in free_pairs(fields.nodes["classify"])]
    _apart(draft, fields, [(text.value, text) for value in values for text in texts_of(value)])
    places = {item: {name} for name, items in groups for item in items}
    mistakes = _mistakes(draft, fields, places, frozenset(name for name, _ in groups))
    return Classification(categories=groups, mistakes=mistakes, **common)


def ordering(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """Steps in the right order."""
    steps = fields.texts("order")
    _apart(draft, fields, [(node.value, node) for node in texts_of(fields.nodes["order"])])
    _enough(draft, fields, "order", len(steps), 2)
    return Ordering(steps=steps, mistakes=_mistakes(draft, fields, {step: set() for step in steps}, frozenset()), **common)


def number(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """A number, exact or within a tolerance."""
    value = fields.number("number", 0.0)
    tolerance, relative = fields.values.get("tolerance", (0.0, False))
    node = fields.nodes["number"]
    assert type(node) is Text
    refused = _refused(draft, fields, (node.value,))
    return Number(value=value, tolerance=tolerance, relative=relative, unit=fields.text("unit"), refused=refused, **common)


def recall(draft: Draft, fields: Fields, common: dict[str, Any]) -> Question | None:
    """One's own words, then the points they should hold."""
    if "key_points" in fields.values:
        _apart(draft, fields, [(node.value, node) for node in texts_of(fields.nodes["key_points"])])
    points = fields.texts("key_points")
    return FreeRecall(answer=fields.text("back"), points_expected=points, **{**common, "prompt": fields.text("front")})


def _refused(draft: Draft, fields: Fields, accepted: Iterable[str]) -> tuple[Refused, ...]:
    right = {same(text) for text in accepted}
    refused = fields.values.get("refuse", ())
    for text, _ in refused:
        if same(text) in right:
            fields.broken = True
            draft.sheet.at(Code.RIGHT_AND_REFUSED, fields.keys["refuse"], text=text[:60])
    return tuple(Refused(text, why) for text, why in refused)


def _mistakes(draft: Draft, fields: Fields, right: dict[str, set[str]], places: frozenset[str]) -> tuple[Mistake, ...]:
    """Foreseen mistakes; `right` are the items with their right places, `places` all there are (none: an item is enough)."""
    found = []
    for node in fields.items("mistakes"):
        inner = draft.walker.fields(node, "mistake")
        if inner is None or inner.broken or not _possible(draft, inner, right, places):
            fields.broken = True
        else:
            found.append(Mistake(inner.text("item"), inner.text("place"), inner.text("why")))
    return tuple(found)


def _possible(draft: Draft, mistake: Fields, right: dict[str, set[str]], places: frozenset[str]) -> bool:
    item, place = mistake.text("item"), mistake.text("place")
    known: Collection[str]
    for name, text, known in (("item", item, right), ("place", place, places)):
        if text not in known and (name == "item" or (text and places)):
            close = draft.sheet.near(text, sorted(known))
            draft.sheet.at(Code.UNKNOWN_ITEM, mistake.nodes[name], text=text[:60], **({"close": close} if close else {}))
            return False
    if places and not place:
        draft.walker.missing(mistake, named("mistake", "place"))
        return False
    if place in right[item]:
        draft.sheet.at(Code.NOT_A_MISTAKE, mistake.nodes["place"], text=f"{item} → {place}"[:120])
        return False
    return True


def _apart(draft: Draft, fields: Fields, options: Iterable[tuple[str, Node]]) -> None:
    """Tell options that say the same."""
    seen: dict[str, Node] = {}
    for text, node in options:
        twin = seen.setdefault(same(text), node)
        if twin is not node:
            fields.broken = True
            draft.sheet.at(Code.REPEATED, node, text=text[:60], there=str(twin.at.line + 1))


def _enough(draft: Draft, fields: Fields, name: str, count: int, least: int) -> None:
    if count < least:
        fields.broken = True
        draft.sheet.at(Code.TOO_FEW, fields.keys[name], key=fields.keys[name].value, least=str(least), count=str(count))


BUILD: Final[dict[str, Callable[[Draft, Fields, dict[str, Any]], Question | None]]] = {
    "choices": choices,
    "true": judged,
    "false": judged,
    "short": short,
    "cloze": cloze,
    "match": matching,
    "classify": classification,
    "order": ordering,
    "number": number,
    "recall": recall,
}
