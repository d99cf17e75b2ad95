"""The JSON Schema of each kind of file, made from the table of keys that drives the walker; for editors, with French descriptions.

Values may be typed as YAML types them (numbers, yes or no) or as texts, since the walker reads texts only.
"""

import re
from typing import Any, Final, TypeAlias

from tutor.content.keys import KEYS, ROOTS, Key, plain
from tutor.content.values import COMMON, KINDS, Kind, Value
from tutor.course import Bloom

Schema: TypeAlias = dict[str, Any]

_TITLES: Final = {"course": "Cours", "lesson": "Leçon", "quiz": "Quiz", "glossary": "Glossaire", "sources": "Sources"}
_ACCENTED: Final = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü"}
_NUMBER = r"^[+\-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12})(?:[.,]\d{1,12})?$"
_YES_NO = ("oui", "non", "yes", "no", "vrai", "faux", "true", "false")
_BLOOM = ("mémoriser", "comprendre", "appliquer", "analyser", "évaluer", "créer")

_TEXT: Final[Schema] = {"type": ["string", "number", "boolean"], "not": {"type": "string", "pattern": r"^\s*$"}}
_ID: Final[Schema] = {"type": ["string", "number"], "pattern": r"^\s*[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9_.\-]{0,63}\s*$"}


def schema(role: str) -> Schema:
    """The schema of a file in a role, one of `keys.ROOTS` (JSON Schema, draft 7, which YAML editors read best)."""
    contexts = _within(role)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"{role}.schema.json",
        "title": _TITLES[role],
        **(
            {"anyOf": [{"$ref": "#/definitions/quiz"}, {**_list("question"), "minItems": 1}]}
            if role == "quiz"
            else {"$ref": f"#/definitions/{role}"}
        ),
        "definitions": {where: _context(where) for where in contexts},
    }


def _within(role: str) -> list[str]:
    """A context and all those inside it."""
    found = [role]
    for where in found:
        found += [key.of for key in _keys(where) if key.of and key.of not in found]
    return list(dict.fromkeys(found))


def _keys(where: str) -> list[Key]:
    return [key for key in KEYS if where in key.where.split()]


def _context(where: str) -> Schema:
    """A mapping: its keys in both languages, and what must or must not stand together."""
    keys = _keys(where)
    made: Schema = {"type": "object", "properties": {}, "patternProperties": {}, "additionalProperties": False}
    for key in keys:
        value = {"description": f"{key.doc_fr} ({key.en})", **_value(key)}
        for name in (key.fr, key.en):
            made["properties"][name] = value
        made["patternProperties"][_any_spelling(key)] = _value(key)
    rules = [_has(key) for key in keys if key.required]
    rules += [{"not": {"required": [key.fr, key.en]}} for key in keys if key.fr != key.en]
    if where == "question":
        rules += _questions()
    if where == "choice":
        by = {key.name: key for key in keys}
        rules += [{"oneOf": [_has(by["right"]), _has(by["wrong"])]}]
        rules += [_implies(_has(by[name]), _has(by[mark])) for name, mark in (("indispensable", "right"), ("unacceptable", "wrong"))]
    return made | ({"allOf": rules} if rules else {})


def _any_spelling(key: Key) -> str:
    """A pattern for a key as the walker compares it: without case and accents; dash, underscore and spaces alike."""
    words = sorted({plain(word) for word in (key.fr, key.en, *key.also)})
    return "^(?:" + "|".join("".join(map(_letter, word)) for word in words) + ")$"


def _letter(char: str) -> str:
    if char == " ":
        return "[ _'’-]+"
    if not char.isalpha():
        return re.escape(char)
    both = char + _ACCENTED.get(char, "")
    return f"[{both}{both.upper()}]"


def _has(key: Key) -> Schema:
    """That a key is there, in any spelling: not every name is another one."""
    return {"not": {"propertyNames": {"not": {"pattern": _any_spelling(key)}}}}


def _implies(first: Schema, then: Schema) -> Schema:
    return {"if": first, "then": then}


def _questions() -> list[Schema]:
    """One kind and one only, with what it needs and nothing it does not take."""
    by = {key.name: key for key in _keys("question")}
    kinds = {kind.name: _has(by[kind.marker]) for kind in KINDS}
    rules: list[Schema] = [{"oneOf": list(kinds.values())}]
    for kind in KINDS:
        takes = COMMON | {kind.marker, *kind.needs, *kind.takes}
        # Markers of other kinds are told by `oneOf`.
        other = [by[name] for name in by if name not in takes and name not in {k.marker for k in KINDS}]
        then = [*(_has(by[name]) for name in kind.needs), *({"not": _has(key)} for key in other)]
        rules.append(_implies(kinds[kind.name], {"allOf": then + _least(kind, by)}))
    return rules


def _least(kind: Kind, by: dict[str, Key]) -> list[Schema]:
    """What the answers of a kind must hold."""
    marker = _any_spelling(by[kind.marker])
    if kind.name == "choices":
        right = _has(next(key for key in _keys("choice") if key.name == "right"))
        return [{"patternProperties": {marker: {"minItems": 2, "contains": right}}}]
    if kind.name in {"match", "classify"}:
        # A list of pairs counts as well, and its pairs cannot be counted here.
        return [{"patternProperties": {marker: {"minProperties": 2}}}]
    if kind.name == "order":
        return [{"patternProperties": {marker: {"type": "array", "minItems": 2, "uniqueItems": True}}}]
    return []


def _list(where: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/definitions/{where}"}}


def _one_or_more(one: Schema, least: int = 1) -> Schema:
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": least}]}


def _words(known: tuple[str, ...]) -> Schema:
    """One of some words, without case and accents; editors offer them as they stand."""
    pattern = "^(?:" + "|".join("".join(_letter(c) for c in plain(word)) for word in known) + ")$"
    return {"anyOf": [{"enum": list(known)}, {"type": "string", "pattern": pattern}]}


def _number(key: Key) -> Schema:
    """A number within its bounds; as a text its bounds are checked where they are few."""
    typed: Schema = {"type": "string", "pattern": _NUMBER}
    whole = key.value is Value.COUNT
    if whole and key.high <= 10:
        typed = {"enum": [str(n) for n in range(int(key.low), int(key.high) + 1)]}
    return {"anyOf": [{"type": "integer" if whole else "number", "minimum": key.low, "maximum": key.high}, typed]}


def _free(value: Schema) -> Schema:
    """Free keys, as a mapping or as a list of mappings."""
    one = {"type": "object", "minProperties": 1, "additionalProperties": value}
    return {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]}


_SHAPES: Final[dict[Value, Schema]] = {
    Value.TEXT: _TEXT,
    Value.TEXTS: _one_or_more(_TEXT),
    Value.CLOZE: {"type": "string", "pattern": r"^[^{}]*\{[^{}]*[^\s{}|:][^{}]*\}(?:[^{}]|\{[^{}]+\})*$"},
    Value.ID: _ID,
    Value.IDS: _one_or_more(_ID, 0),
    Value.TOLERANCE: {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _NUMBER[:-1] + r"\s*%?$"}]},
    Value.YES_NO: {"anyOf": [{"type": "boolean"}, _words(_YES_NO)]},
    Value.BLOOM: _words((*_BLOOM, *(level.value for level in Bloom), "analyze")),
    Value.DATE: {"type": "string", "pattern": r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"},
    Value.LANGUAGE: {"type": ["string", "boolean"], "pattern": "^[a-z]{2,3}$"},
    Value.FILE: {"type": "string", "pattern": r"^(?!\.)[^/\\:]{1,120}$"},
    Value.ADDRESS: {"type": "string", "pattern": r"^https?://[^\s\"'<>]{1,500}$"},
    Value.SHA256: {"type": ["string", "integer"], "pattern": "^[0-9a-fA-F]{64}$"},
    Value.PAIRS: _free(_TEXT),
    Value.GROUPS: _free(_one_or_more(_TEXT)),
}


def _value(key: Key) -> Schema:
    """What may stand after a key; never nothing, of which the walker warns, too."""
    inside = {"$ref": f"#/definitions/{key.of}"}
    match key.value:
        case Value.NUMBER | Value.COUNT:
            return _number(key)
        case Value.MAPPING:
            return inside
        case Value.MAPPINGS:
            return _list(key.of) | ({"minItems": 1} if key.required and key.of == "question" else {})
        case Value.PROOF:
            return {"anyOf": [_ID, inside]}
        case Value.ASKED:
            return _one_or_more({"anyOf": [_ID, inside]}, 0)
        case _:
            return _SHAPES[key.value]


def schemas() -> dict[str, Schema]:
    """Every schema by the name of its file."""
    return {f"{role}.schema.json": schema(role) for role in ROOTS}
