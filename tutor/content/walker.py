"""Nodes to checked fields, driven by the table of keys; every problem is told, none is raised."""

from dataclasses import dataclass, field
from typing import Any

from tutor.content.convert import READ, first, wants
from tutor.content.decode import LOST
from tutor.content.keys import Key, context, plain, required
from tutor.content.nodes import Items, Node, Pairs, Text
from tutor.content.problems import Code
from tutor.content.sheet import Sheet
from tutor.content.values import ESSENTIAL


@dataclass(slots=True)
class Fields:
    """One mapping, read: values by the program's names, and the nodes they came from; `broken` when some error is in it."""

    node: Pairs
    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Text] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    broken: bool = False

    def text(self, name: str, default: str = "") -> str:
        """A text, or whatever has the form of one: an id, a date."""
        value = self.values.get(name, default)
        assert isinstance(value, str)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Several texts or ids."""
        value = self.values.get(name, ())
        assert isinstance(value, tuple)
        return value

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no."""
        return bool(self.values.get(name, default))

    def number(self, name: str, default: float) -> float:
        """A number."""
        return float(self.values.get(name, default))

    def items(self, name: str) -> tuple[Node, ...]:
        """The nodes of a list, to be read by the caller."""
        node = self.nodes.get(name)
        return tuple(node.items) if name in self.values and type(node) is Items else (node,) if node and name in self.values else ()


class Walker:
    """Reads the nodes of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def fields(self, node: Node, where: str) -> Fields | None:
        """The keys and values of a mapping in a context; nothing when it is no mapping."""
        if type(node) is not Pairs:
            wants(self.sheet, Code.WANTS_FIELDS, node)
            return None
        values: dict[str, Any] = {}
        keys: dict[str, Text] = {}
        nodes: dict[str, Node] = {}
        fields = Fields(node, values, keys, nodes)
        known = context(where)
        for name, value in node.pairs:
            key = known.get(name.value) if type(name) is Text else None
            if key is None:
                key = self._key(name, where, fields)
                if key is None:
                    continue
            assert type(name) is Text
            called = key.name
            if called in keys or (type(value) is Text and not value.value):
                self._odd(fields, key, name, value)
                continue
            keys[called], nodes[called] = name, value
            read = READ[key.value](self.sheet, value, key)
            if read is None:
                fields.broken = True
            else:
                values[called] = read
        for key in required(where):
            if key.name not in keys:
                self.missing(fields, key)
        return fields

    def missing(self, fields: Fields, key: Key) -> None:
        """Tell that a key is needed here."""
        fields.broken = True
        self.sheet.at(Code.MISSING_KEY, first(fields.node), key_fr=key.fr, key_en=key.en)

    def _key(self, name: Node, where: str, fields: Fields) -> Key | None:
        """The key of a name the table does not spell like this, or a problem."""
        if type(name) is not Text:
            fields.broken = True
            wants(self.sheet, Code.KEY_NOT_TEXT, name)
            return None
        found = context(where).get(plain(name.value))
        if found is None:
            fields.broken = True
            self._unknown(name, where)
        return found

    def _unknown(self, name: Text, where: str) -> None:
        if LOST in name.value or self.sheet.full:
            return
        if name.value == "<<":
            self.sheet.at(Code.MERGE_KEY, name)
            return
        if not name.value[:1].isalnum():
            self.sheet.repairable = True
        keys = context(where)
        close = self.sheet.near(plain(name.value[:60]), keys)
        listed = list(dict.fromkeys(keys.values()))
        facts = {"close": next((w for w in (keys[close].fr, keys[close].en) if plain(w) == plain(close)), close)} if close else {}
        if not close and len(listed) <= 12:
            facts = {"all_fr": ", ".join(k.fr for k in listed), "all_en": ", ".join(k.en for k in listed)}
        if where == "quiz" and plain(name.value) in context("question"):
            facts = {"below": name.value[:60]}
        self.sheet.at(Code.UNKNOWN_KEY, name, key=name.value[:60], **facts)

    def _odd(self, fields: Fields, key: Key, name: Text, value: Node) -> None:
        """A key that was there before, or without a value."""
        if key.name in fields.keys:
            fields.broken = True
            there = str(fields.keys[key.name].at.line + 1)
            self.sheet.at(Code.DUPLICATE_KEY, name, key=name.value, there=there)
            return
        fields.keys[key.name] = name
        fields.nodes[key.name] = value
        self._empty(fields, key, name)

    def _empty(self, fields: Fields, key: Key, name: Text) -> None:
        if key.required or key.name in ESSENTIAL:
            fields.broken = True
            self.sheet.at(Code.NO_TEXT, name, key=name.value)
        else:
            self.sheet.at(Code.EMPTY_KEY, name, key=name.value)
