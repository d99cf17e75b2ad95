"""One more accepted answer, written into a teacher's file: the answer and its quotes, and not one byte else."""

import re
import unicodedata
from collections.abc import Iterator

from tutor.content.decode import REFUSED, decode
from tutor.content.draft import Draft
from tutor.content.fix import with_edits
from tutor.content.keys import context, plain
from tutor.content.load import draft_of
from tutor.content.nodes import Items, Node, Pairs, Text, Unreadable, parse
from tutor.content.problems import Edit
from tutor.content.quoting import in_quotes, needs_quotes
from tutor.content.sheet import Sheet
from tutor.course import Cloze, Place, Question, ShortAnswer
from tutor.record import replace

_BARE = re.compile(r"[^\W\d_](?:[\w \-]|['’](?=\w))*")
_WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_GAP = re.compile(r"\{([^{}]*)\}")
_DASH = re.compile(r" *- +")


def accept(data: bytes, name: str, role: str, card: tuple[str, int], text: str) -> tuple[bytes, str]:
    """The bytes of a file in which a question also accepts `text`, or the same bytes and why not.

    `card`: the question's id, and the number of its gap from 1 (0: no gap). Why not: `repairs` when the file has to be mended first,
    `form` when the answer cannot be written there by a program, `refused` when the question lists it as a wrong one, `encoding`.
    """
    sheet = decode(data, name)
    before = draft_of(sheet, role)
    if any(problem.severity == "repair" for problem in before.sheet.problems):
        return data, "repairs"
    text = " ".join(unicodedata.normalize("NFC", text).split())
    edit = _edit(sheet, card, text) if text and not REFUSED.search(text) else None
    if edit is None:
        return data, "form"
    try:
        after = with_edits(data, [edit], sheet.lines)
    except UnicodeError:
        after = None
    if after is None:
        return data, "encoding"
    again = draft_of(decode(after, name), role)
    if _wanted(before, card, text) == _plain(again) and len(again.sheet.problems) <= len(before.sheet.problems):
        return after, ""
    question = next((q for q in before.questions if q.id == card[0]), None)
    listed = question.refused if isinstance(question, ShortAnswer | Cloze) else ()
    return data, "refused" if any(each.text.casefold() == text.casefold() for each in listed) else "form"


def _plain(draft: Draft) -> list[Question]:
    """The questions of a file, wherever they stand."""
    return [replace(question, place=Place()) for question in draft.questions]


def _wanted(draft: Draft, card: tuple[str, int], text: str) -> list[Question]:
    """The questions of a file with one more answer."""
    identity, gap = card
    return [_more(question, gap, text) if question.id == identity else question for question in _plain(draft)]


def _more(question: Question, gap: int, text: str) -> Question:
    match question:
        case ShortAnswer(accepted=accepted):
            return replace(question, accepted=(*accepted, text))
        case Cloze(gaps=gaps):
            return replace(question, gaps=tuple(replace(g, accepted=(*g.accepted, text)) if n == gap else g for n, g in enumerate(gaps, 1)))
        case _:
            return question


def _edit(sheet: Sheet, card: tuple[str, int], text: str) -> Edit | None:
    """The edit that adds an answer; nothing where it would not be a small one."""
    identity, gap = card
    try:
        root = parse(Sheet(sheet.name, sheet.text), sheet.text)
    except Unreadable:
        return None
    named = next((found for found in _mappings(root) if _value(found, "id") == identity), None)
    if named is None:
        return None
    if gap:
        node = _node(named, "cloze")
        return _in_gap(sheet.lines, node, gap, text) if type(node) is Text else None
    answers = _node(named, "answer")
    if type(answers) is Text:
        return _to_list(sheet.lines, answers, text)
    return _to_items(sheet.lines, answers, text) if type(answers) is Items and answers.items else None


def _mappings(node: Node | None) -> Iterator[Pairs]:
    """Every mapping, the outer before the inner ones."""
    if type(node) is Pairs:
        yield node
        for _, inner in node.pairs:
            yield from _mappings(inner)
    elif type(node) is Items:
        for inner in node.items:
            yield from _mappings(inner)


def _node(mapping: Pairs, name: str) -> Node | None:
    """What stands after a key of a question, by the program's name for it."""
    known = context("question")
    for key, value in mapping.pairs:
        found = (known.get(key.value) or known.get(plain(key.value))) if type(key) is Text else None
        if found is not None and found.name == name:
            return value
    return None


def _value(mapping: Pairs, name: str) -> str:
    node = _node(mapping, name)
    return node.value.strip() if type(node) is Text else ""


def _written(text: str) -> str:
    """A text in a list, in quotes unless it is plainly a word or a few."""
    return text if _BARE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML else in_quotes(text)


def _to_list(lines: list[str], node: Text, text: str) -> Edit | None:
    """One answer becomes a list of two."""
    if node.at.line != node.end.line or node.style in {"|", ">"}:
        return None
    was = lines[node.at.line][node.at.column : node.end.column]
    first = in_quotes(was) if node.style is None and ("," in was or needs_quotes(was, frozenset())) else was
    return Edit(node.at.line + 1, node.at.column + 1, len(was), f"[{first}, {_written(text)}]")


def _to_items(lines: list[str], node: Items, text: str) -> Edit | None:
    """One more item at the end of a list, in the form of the list."""
    last = node.items[-1]
    if type(last) is not Text or last.style in {"|", ">"}:
        return None
    if lines[node.at.line][node.at.column : node.at.column + 1] == "[":
        return Edit(last.end.line + 1, last.end.column + 1, 0, f", {_written(text)}")
    lead = lines[last.at.line][: last.at.column]
    if not _DASH.fullmatch(lead):
        return None
    return Edit(last.end.line + 1, len(lines[last.end.line]) + 1, 0, f"\n{lead}{_written(text)}")


def _in_gap(lines: list[str], node: Text, gap: int, text: str) -> Edit | None:
    """One more alternative in the gap, before its hint."""
    if any(mark in text for mark in ("{", "}", "|", "::")):
        return None
    rows = lines[node.at.line : node.end.line + 1]
    offset = node.at.column
    found = list(_GAP.finditer("\n".join(rows), offset))
    if len(found) < gap:
        return None
    inside = found[gap - 1]
    answers = inside[1].partition("::")[0].rstrip()
    at = inside.start(1) + len(answers)
    before = "\n".join(rows)[:at]
    escaped = {'"': text.replace("\\", "\\\\").replace('"', '\\"'), "'": text.replace("'", "''")}.get(node.style or "", text)
    return Edit(node.at.line + 1 + before.count("\n"), at - (before.rfind("\n") + 1) + 1, 0, f"|{escaped}")
