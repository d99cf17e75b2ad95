"""One more accepted answer, written into a teacher's file: the answer and its quotes, and not one byte else."""

import unicodedata

from tutor.content.additions import in_gap, node_of, question_at, to_items, to_list
from tutor.content.decode import REFUSED, decode
from tutor.content.draft import Draft
from tutor.content.fix import with_edits
from tutor.content.load import draft_of
from tutor.content.nodes import Items, Text, Unreadable, parse
from tutor.content.problems import Edit
from tutor.content.sheet import Sheet
from tutor.course import Cloze, Place, Question, ShortAnswer
from tutor.record import replace


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
    named = question_at(root, identity)
    if named is None:
        return None
    if gap:
        node = node_of(named, "cloze")
        return in_gap(sheet.lines, node, gap, text) if type(node) is Text else None
    answers = node_of(named, "answer")
    if type(answers) is Text:
        return to_list(sheet.lines, answers, text)
    return to_items(sheet.lines, answers, text) if type(answers) is Items and answers.items else None
