"""Edits that add something to a question as it is written: an answer, an old id; small ones, or none."""

import re
from collections.abc import Iterator

from tutor.content.keys import context, named, plain
from tutor.content.nodes import Items, Node, Pairs, Text
from tutor.content.problems import Edit
from tutor.content.quoting import in_quotes, needs_quotes

_BARE = re.compile(r"[^\W\d_](?:[\w \-]|['’](?=\w))*")
_WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_GAP = re.compile(r"\{([^{}]*)\}")
_DASH = re.compile(r" *- +")


def question_at(root: Node | None, identity: str) -> Pairs | None:
    """The mapping of the question with this id."""
    return next((found for found in mappings(root) if text_of(found, "id") == identity), None)


def mappings(node: Node | None) -> Iterator[Pairs]:
    """Every mapping, the outer before the inner ones."""
    if type(node) is Pairs:
        yield node
        for _, inner in node.pairs:
            yield from mappings(inner)
    elif type(node) is Items:
        for inner in node.items:
            yield from mappings(inner)


def node_of(mapping: Pairs, name: str) -> Node | None:
    """What stands after a key of a question, by the program's name for it."""
    known = context("question")
    for key, value in mapping.pairs:
        found = (known.get(key.value) or known.get(plain(key.value))) if type(key) is Text else None
        if found is not None and found.name == name:
            return value
    return None


def text_of(mapping: Pairs, name: str) -> str:
    """The text after a key of a question, or nothing."""
    node = node_of(mapping, name)
    return node.value.strip() if type(node) is Text else ""


def _written(text: str) -> str:
    """A text in a list, in quotes unless it is plainly a word or a few."""
    return text if _BARE.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML else in_quotes(text)


def new_key(lines: list[str], mapping: Pairs, name: str, text: str) -> Edit | None:
    """A key with a list of one text, right after the id and in the language of the other keys."""
    after, key = node_of(mapping, "id"), named("question", name)
    if type(after) is not Text or after.at.line != after.end.line or after.style in {"|", ">"}:
        return None
    words = f"{key.fr if in_french(mapping) else key.en}: [{_written(text)}]"
    if mapping.flow:
        return Edit(after.end.line + 1, after.end.column + 1, 0, f", {words}")
    first = mapping.pairs[0][0].at.column
    return Edit(after.end.line + 1, len(lines[after.end.line]) + 1, 0, "\n" + " " * first + words)


def in_french(mapping: Pairs) -> bool:
    """Whether the keys of a question are French ones, as far as they tell."""
    known = context("question")
    for name, _ in mapping.pairs:
        key = (known.get(name.value) or known.get(plain(name.value))) if type(name) is Text else None
        if type(name) is Text and key is not None and plain(key.fr) != plain(key.en):
            return plain(name.value) != plain(key.en)
    return True


def to_list(lines: list[str], node: Text, text: str) -> Edit | None:
    """One answer becomes a list of two."""
    if node.at.line != node.end.line or node.style in {"|", ">"}:
        return None
    was = lines[node.at.line][node.at.column : node.end.column]
    first = in_quotes(was) if node.style is None and ("," in was or needs_quotes(was, frozenset())) else was
    return Edit(node.at.line + 1, node.at.column + 1, len(was), f"[{first}, {_written(text)}]")


def to_items(lines: list[str], node: Items, text: str) -> Edit | None:
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


def in_gap(lines: list[str], node: Text, gap: int, text: str) -> Edit | None:
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
