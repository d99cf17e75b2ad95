"""What stands after a key, turned from nodes into texts, numbers and the like; every problem is told, none is raised."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from tutor.content.decode import LOST
from tutor.content.keys import Key, plain
from tutor.content.nodes import Items, Node, Pairs, Text
from tutor.content.problems import Code, Edit
from tutor.content.sheet import Sheet
from tutor.content.values import Value
from tutor.course import Bloom

T = TypeVar("T")

_ID = re.compile(r"[^\W_][\w.\-]{0,63}")
_NUMBER = re.compile(r"[+\-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12})(?:[.,]\d{1,12})?")
_YES_NO: Final = {"oui": True, "yes": True, "vrai": True, "true": True, "non": False, "no": False, "faux": False, "false": False}
_BLOOM: Final = {
    **{level.value: level for level in Bloom},
    **dict(zip(("mémoriser", "comprendre", "appliquer", "analyser", "évaluer", "créer"), Bloom, strict=True)),
    "analyze": Bloom.ANALYSE,
}


def wants(sheet: Sheet, code: Code, node: Node, **facts: str) -> None:
    """Tell that something of another shape stands here; the repair pass may know what was meant."""
    if type(node) is Text and LOST in node.value:
        return
    sheet.repairable = True
    sheet.at(code, first(node), **facts)


def text(sheet: Sheet, node: Node, key: Key) -> str | None:
    """One text, as `bare` has it."""
    if type(node) is not Text:
        return _flow_text(sheet, node, key)
    if LOST in node.value:
        return None
    value = bare(node)
    if not value:
        sheet.at(Code.NO_TEXT, node, key_fr=key.fr, key_en=key.en)
        return None
    return value


def bare(node: Text) -> str:
    """A text without the spaces around it; the indent of a block's first line stays."""
    return node.value.rstrip().lstrip("\n") if node.style in {"|", ">"} else node.value.strip()


def _flow_text(sheet: Sheet, node: Node, key: Key) -> str | None:
    """« il agit : vite » within brackets is a mapping to YAML and a text to its author."""
    if type(node) is Pairs and len(node.pairs) == 1 and node.flow and node.at.line == node.end.line:
        line, col, width = sheet.place(node.at, node.end)
        written = sheet.lines[line - 1][col - 1 : col - 1 + width].strip()
        if written and written[0] not in "{[\"'":
            from tutor.content.quoting import in_quotes

            quoted = in_quotes(written)
            sheet.report(Code.FLOW_TEXT, line, col, width, fix=(Edit(line, col, width, quoted),), text=quoted)
            return written
    wants(sheet, Code.WANTS_TEXT, node, key_fr=key.fr, key_en=key.en)
    return None


def texts(sheet: Sheet, node: Node, key: Key) -> tuple[str, ...] | None:
    """A text, or a list of them."""
    if type(node) is Items:
        read = [text(sheet, item, key) for item in node.items]
        if not read:
            sheet.at(Code.NO_TEXT, node, key_fr=key.fr, key_en=key.en)
            return None
        return None if None in read else tuple(t for t in read if t is not None)
    one = text(sheet, node, key)
    return None if one is None else (one,)


def pairs(sheet: Sheet, node: Node, key: Key) -> tuple[tuple[str, str], ...] | None:
    """Free keys with a text each, as a mapping or as a list of `key: text`."""
    return _free(sheet, node, key, text)


def groups(sheet: Sheet, node: Node, key: Key) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    """Free keys with one or more texts each."""
    return _free(sheet, node, key, texts)


def _free(sheet: Sheet, node: Node, key: Key, read: Callable[[Sheet, Node, Key], Any]) -> tuple[tuple[str, Any], ...] | None:
    found: dict[str, tuple[Text, Any]] = {}
    whole = True
    if type(node) is Text or (type(node) is Items and not all(type(item) is Pairs for item in node.items)):
        wants(sheet, Code.WANTS_FIELDS, node, key_fr=key.fr, key_en=key.en)
        return None
    for name, value in free_pairs(node):
        label = text(sheet, name, key)
        inside = read(sheet, value, key)
        if label is None or inside is None:
            whole = False
        elif label == "<<":
            sheet.at(Code.MERGE_KEY, name)
            whole = False
        elif label in found:
            sheet.at(Code.DUPLICATE_KEY, name, key=label[:60], there=str(found[label][0].at.line + 1))
            whole = False
        else:
            assert type(name) is Text
            found[label] = (name, inside)
    return tuple((label, inside) for label, (_, inside) in found.items()) if whole and found else None


def free_pairs(node: Node) -> list[tuple[Node, Node]]:
    """The pairs of a mapping, or of a list of mappings."""
    if isinstance(node, Text):
        return []
    if isinstance(node, Pairs):
        return node.pairs
    return [pair for item in node.items if isinstance(item, Pairs) for pair in item.pairs]


def one_id(sheet: Sheet, node: Node, key: Key) -> str | None:
    """An id: letters, digits, dots, dashes and underscores."""
    value = text(sheet, node, key)
    if value is not None and not _ID.fullmatch(value):
        sheet.at(Code.NOT_AN_ID, node, text=value[:60])
        return None
    return value


def ids(sheet: Sheet, node: Node, key: Key) -> tuple[str, ...] | None:
    """Ids, in a list or alone; an empty list is none."""
    read = [one_id(sheet, each, key) for each in (node.items if type(node) is Items else [node])]
    return None if None in read else tuple(i for i in read if i is not None)


def number(sheet: Sheet, node: Node, key: Key) -> float | None:
    """A number as French or English writes it, within the bounds of its key."""
    value = text(sheet, node, key)
    if value is None:
        return None
    if not _NUMBER.fullmatch(value):
        sheet.at(Code.NOT_A_NUMBER, node, text=value[:60], key_fr=key.fr, key_en=key.en)
        return None
    found = float(value if value.isdecimal() else re.sub(r"\s", "", value).replace(",", ".").replace("−", "-"))
    if not key.low <= found <= key.high:
        sheet.at(Code.OUT_OF_RANGE, node, text=value[:60], low=f"{key.low:g}", high=f"{key.high:g}")
        return None
    return found


def count(sheet: Sheet, node: Node, key: Key) -> int | None:
    """A whole number."""
    found = number(sheet, node, key)
    if found is not None and not found.is_integer():
        sheet.at(Code.NOT_A_NUMBER, node, text=node.value[:60] if type(node) is Text else "", key_fr=key.fr, key_en=key.en)
        return None
    return None if found is None else int(found)


def tolerance(sheet: Sheet, node: Node, key: Key) -> tuple[float, bool] | None:
    """An absolute tolerance, or a percentage as a fraction and `True`."""
    if type(node) is Text and node.value.rstrip().endswith("%"):
        bare = Text(node.value.rstrip()[:-1].rstrip(), node.at, node.end, node.style)
        percent = number(sheet, bare, key)
        return None if percent is None else (percent / 100, True)
    found = number(sheet, node, key)
    return None if found is None else (found, False)


def yes_no(sheet: Sheet, node: Node, key: Key) -> bool | None:
    """Yes or no, in either language."""
    return _one_of(sheet, node, key, _YES_NO, Code.NOT_YES_NO)


def bloom(sheet: Sheet, node: Node, key: Key) -> Bloom | None:
    """A Bloom level, in either language."""
    return _one_of(sheet, node, key, _BLOOM, Code.NOT_A_LEVEL)


def _one_of(sheet: Sheet, node: Node, key: Key, known: Mapping[str, T], code: Code) -> T | None:
    value = text(sheet, node, key)
    if value is None:
        return None
    found = known.get(value)
    if found is None:
        found = next((meant for word, meant in known.items() if plain(word) == plain(value[:60])), None)
    if found is None:
        close = sheet.near(value, list(known))
        sheet.at(code, node, text=value[:60], key_fr=key.fr, key_en=key.en, **({"close": close} if close else {}))
    return found


def shaped(sheet: Sheet, node: Node, key: Key) -> str | None:
    """A text of a set form: a date, a language, a file name, an address, a digest."""
    value = text(sheet, node, key)
    code, good = _SHAPES[key.value]
    if value is not None and not good(value):
        sheet.at(code, node, text=value[:60])
        return None
    return value


def mapping(sheet: Sheet, node: Node, key: Key) -> Node | None:
    """A mapping, left to the caller."""
    if type(node) is Pairs:
        return node
    wants(sheet, Code.WANTS_FIELDS, node, key_fr=key.fr, key_en=key.en)
    return None


def mappings(sheet: Sheet, node: Node, key: Key) -> Node | None:
    """A list, left to the caller."""
    if type(node) is Items:
        return node
    wants(sheet, Code.WANTS_LIST, node, key_fr=key.fr, key_en=key.en)
    return None


def left(_sheet: Sheet, node: Node, _key: Key) -> Node | None:
    """Whatever it is, left to the caller."""
    return None if type(node) is Text and LOST in node.value else node


def texts_of(node: Node) -> tuple[Text, ...]:
    """The texts of a list of texts, or the one text."""
    return tuple(each for each in (node.items if type(node) is Items else (node,)) if type(each) is Text)


def first(node: Node) -> Text | Items:
    """The first text of a node: where its problem is shown."""
    while isinstance(node, Pairs):
        node = node.pairs[0][0] if node.pairs else Text("", node.at, node.end, None)
    return node


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_SHAPES: Final[dict[Value, tuple[Code, Callable[[str], object]]]] = {
    Value.DATE: (Code.NOT_A_DATE, _is_date),
    Value.LANGUAGE: (Code.NOT_A_LANGUAGE, re.compile(r"[a-z]{2,3}").fullmatch),
    Value.FILE: (Code.NOT_A_FILE_NAME, re.compile(r"(?!\.)[^/\\:]{1,120}").fullmatch),
    Value.ADDRESS: (Code.NOT_AN_ADDRESS, re.compile(r"https?://[^\s\"'<>]{1,500}").fullmatch),
    Value.SHA256: (Code.NOT_A_SHA256, re.compile(r"[0-9a-fA-F]{64}").fullmatch),
}

READ: Final[dict[Value, Callable[[Sheet, Node, Key], Any]]] = {
    Value.TEXT: text,
    Value.CLOZE: text,
    Value.TEXTS: texts,
    Value.ID: one_id,
    Value.IDS: ids,
    Value.NUMBER: number,
    Value.COUNT: count,
    Value.TOLERANCE: tolerance,
    Value.YES_NO: yes_no,
    Value.BLOOM: bloom,
    Value.DATE: shaped,
    Value.LANGUAGE: shaped,
    Value.FILE: shaped,
    Value.ADDRESS: shaped,
    Value.SHA256: shaped,
    Value.MAPPING: mapping,
    Value.MAPPINGS: mappings,
    Value.PROOF: left,
    Value.ASKED: left,
    Value.PAIRS: pairs,
    Value.GROUPS: groups,
}
