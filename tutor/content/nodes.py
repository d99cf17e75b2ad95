"""YAML text to light nodes, straight from parse events and under caps; nothing is ever constructed from a tag."""

import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from tutor.content.decode import LOST, REFUSED
from tutor.content.problems import Code
from tutor.content.sheet import Sheet, Spot

MAX_DEPTH: Final = 20
MAX_NODES: Final = 20_000
"""Lists, mappings and items of lists. The plain values of a mapping do not count: its keys are known or capped."""
MAX_KEYS: Final = 500
MAX_SCALARS: Final = 200_000
MAX_TEXT: Final = 20_000


CAPS: Final = frozenset({Code.TOO_DEEP, Code.TOO_MANY_NODES})
"""What ends the reading of a file: nobody who means well gets here."""


@dataclass(slots=True, eq=False)
class Text:
    """A scalar: its characters, whatever YAML thinks their type is. `style` is the quote or block mark, nothing when unquoted."""

    value: str
    at: Spot
    end: Spot
    style: str | None


@dataclass(slots=True, eq=False)
class Items:
    """A list."""

    items: "list[Node]"
    at: Spot
    end: Spot
    flow: bool


@dataclass(slots=True, eq=False)
class Pairs:
    """A mapping, in order; the same key may come twice, which is for the walker to see."""

    pairs: "list[tuple[Node, Node]]"
    at: Spot
    end: Spot
    flow: bool


Node: TypeAlias = Text | Items | Pairs


_Open: TypeAlias = tuple[Items | Pairs | None, "list[tuple[Node, Node]] | None", Node | None, bool]


class Parser(Protocol):
    """What is used of PyYAML's loaders, compiled or not: the stream of events."""

    def get_event(self) -> Any:
        """The next event."""


@dataclass
class Unreadable(Exception):
    """The text is no YAML, or too much of it; the file or the part of it that was parsed cannot be used."""

    code: Code
    line: int
    col: int
    facts: dict[str, str]


PURE: Final = yaml.SafeLoader
FAST: Final = getattr(yaml, "CSafeLoader", PURE)


def parse(sheet: Sheet, text: str, loader: type[Any] = FAST, *, first: bool = False) -> Node | None:
    """The nodes of a text; nothing when it holds only comments.

    Anchors, aliases, tags and further documents are told to the sheet, and what they stood on becomes `LOST`.

    What the compiled parser cannot read, or reads and the other one may not, the other one judges, so that both come to the same. `first`:
    the text is looked at before its repair, and need not be judged where that is about to change it.

    Raises:
        Unreadable: for a syntax error, or too many or too deeply nested nodes.
    """
    told, whole = len(sheet.problems), text if text.endswith("\n") else text + "\n"  # without it they differ on where things end
    try:
        tree = _parsed(sheet, whole, loader)
    except Unreadable as error:
        if loader is PURE or error.code in CAPS or not sheet.may_doubt(text):
            raise
    else:
        if loader is PURE or not (tree.asks or "\t" in text):
            return tree.root
        if first:
            raise Unreadable(Code.SYNTAX, 0, 0, {})
        if not sheet.may_doubt(text):
            return tree.root
    del sheet.problems[told:]
    return _parsed(sheet, whole, PURE).root


def _parsed(sheet: Sheet, text: str, loader: type[Any]) -> "_Tree":
    tree = _Tree(sheet)
    try:
        tree.build(loader(text))
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure parser gives impossible characters ("\UFFFFFFFF") to chr().
        raise Unreadable(Code.ESCAPE, 0, 0, {}) from None
    return tree


class _Tree:
    """One pass over the events: the root, and what is told on the way.

    `asks`: an unquoted text within brackets has a question mark, which only the compiled parser reads.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.root: Node | None = None
        self.asks = False

    def build(self, parser: Parser) -> None:
        """All events to one tree. Written for speed, for it turns thirty times a question: nothing usual calls anything."""
        get, normal, stack = parser.get_event, self.sheet.normal, list[_Open]()
        current, pairs, key, barred, nodes, scalars = None, None, None, False, 0, 0
        node: Node
        while True:
            kind = type(event := get())
            if kind is ScalarEvent:
                value, style = event.value, event.style or None
                node = text = Text(value, event.start_mark, event.end_mark, style)
                if style == '"' or event.tag or event.anchor or len(value) > MAX_TEXT or not normal:
                    self._scalar(event, text)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((current, pairs, key, barred))
                nodes += 1
                if len(stack) > MAX_DEPTH or nodes > MAX_NODES:
                    raise _deep(event.start_mark, len(stack))
                barred = (event.anchor is not None or event.tag is not None) and self._marked(event)
                current, pairs, key = _opened(kind, event)
                continue
            elif (kind is MappingEndEvent or kind is SequenceEndEvent) and current is not None:
                current.end = event.end_mark
                self.asks = self.asks or (current.flow and _asks(current))
                node = Text(LOST, current.at, current.end, None) if barred else current
                current, pairs, key, barred = stack.pop()
            elif kind is AliasEvent:
                node = self._alias(event)
            elif kind is StreamEndEvent or (kind is DocumentStartEvent and not self._document(event)):
                return self._done(nodes, scalars)
            else:
                continue
            if pairs is None:
                nodes += self._add(current, node, nodes)
            elif key is None:
                key = node
            else:
                pairs.append((key, node))
                key, scalars = None, scalars + 1
                if len(pairs) > MAX_KEYS or scalars > MAX_SCALARS:
                    raise _too(Code.TOO_MANY_NODES, node.at, MAX_KEYS if scalars <= MAX_SCALARS else MAX_SCALARS)

    def _done(self, nodes: int, scalars: int) -> None:
        self.sheet.size = nodes, scalars

    def _add(self, current: Items | Pairs | None, node: Node, nodes: int) -> int:
        """Put a node into the open list, or at the root; how many more there are then that count."""
        if current is None:
            self.root = node
            return 0
        assert type(current) is Items
        current.items.append(node)
        if nodes >= MAX_NODES:
            raise _too(Code.TOO_MANY_NODES, node.at, MAX_NODES)
        return 1

    def _scalar(self, event: Any, node: Text) -> None:
        """The rare cases of a text: marked, escaped, decomposed or endless."""
        if self._marked(event):
            node.value = LOST
        elif len(node.value) > MAX_TEXT:
            self.sheet.at(Code.TEXT_TOO_LONG, node, limit=str(MAX_TEXT))
            node.value = LOST
        elif node.style == '"' and (found := REFUSED.search(node.value)) and found[0] != LOST:
            code = Code.ESCAPE if "\ud800" <= found[0] <= "\udfff" else Code.CONTROL
            self.sheet.at(code, node, name=f"U+{ord(found[0]):04X}")
            node.value = LOST
        if not self.sheet.normal:
            node.value = unicodedata.normalize("NFC", node.value)

    def _alias(self, event: Any) -> Node:
        self.sheet.repairable = True
        node = Text(LOST, event.start_mark, event.end_mark, None)
        self.sheet.at(Code.ALIAS, node, name=event.anchor[:40])
        return node

    def _marked(self, event: Any) -> bool:
        """Tell an anchor or a tag, if there is one; what carries it is not used."""
        if event.anchor is None and event.tag is None:
            return False
        self.sheet.repairable = True
        code, name = (Code.ANCHOR, event.anchor) if event.anchor is not None else (Code.TAG, event.tag)
        self.sheet.at(code, Text("", event.start_mark, event.start_mark, None), name=name[:40])
        return True

    def _document(self, event: Any) -> bool:
        """Whether to go on: all that follows a second document's start is refused."""
        if self.root is None:
            return True
        self.sheet.at(Code.SECOND_DOCUMENT, Text("", event.start_mark, event.end_mark, None))
        return False


def _opened(kind: type[Any], event: Any) -> tuple[Items | Pairs, list[tuple[Node, Node]] | None, None]:
    at = event.start_mark
    if kind is SequenceStartEvent:
        return Items([], at, at, bool(event.flow_style)), None, None
    pairs: list[tuple[Node, Node]] = []
    return Pairs(pairs, at, at, bool(event.flow_style)), pairs, None


def _deep(spot: Spot, depth: int) -> Unreadable:
    return _too(Code.TOO_DEEP, spot, MAX_DEPTH) if depth > MAX_DEPTH else _too(Code.TOO_MANY_NODES, spot, MAX_NODES)


def _asks(done: Items | Pairs) -> bool:
    inside = done.items if type(done) is Items else [node for pair in done.pairs for node in pair]  # type: ignore[union-attr]
    return any(type(node) is Text and node.style is None and "?" in node.value for node in inside)


def _too(code: Code, spot: Spot, limit: int) -> Unreadable:
    return Unreadable(code, spot.line, spot.column, {"limit": str(limit)})


# What the compiled and the pure parser were doing, which both say alike, to what it means; the first that fits. Then what they met.
_DOING: Final = (
    ("directive", Code.DIRECTIVE),
    (" tag", Code.TAG),
    ("flow", Code.OPEN_BRACKET),
    ("block collection", Code.MISALIGNED),
    ("block mapping", Code.MISALIGNED),
    ("block", Code.BAD_START),
    ("alias", Code.BAD_START),
    ("anchor", Code.BAD_START),
    ("simple key", Code.NO_COLON),
)
_MET: Final = (
    ("mapping values are not allowed", Code.COLON),
    ("unknown escape", Code.ESCAPE),
    ("hexdecimal", Code.ESCAPE),
    ("escape code", Code.ESCAPE),
    ("unexpected end of stream", Code.OPEN_QUOTE),
    ("unexpected document", Code.OPEN_QUOTE),
    ("tab character", Code.MISALIGNED),
    ("unexpected ':'", Code.OPEN_BRACKET),
    ("document start>", Code.MISALIGNED),
    ("incompatible YAML", Code.DIRECTIVE),
    ("version", Code.DIRECTIVE),
    ("directive", Code.DIRECTIVE),
    ("tag", Code.TAG),
    ("cannot start any token", Code.BAD_START),
    ("entries are not allowed", Code.BAD_START),
    ("keys are not allowed", Code.BAD_START),
)
_NO_WORD: Final = frozenset("[{*&!")
_AT_CONTEXT: Final = frozenset({Code.OPEN_QUOTE, Code.OPEN_BRACKET, Code.NO_COLON})


def _unreadable(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    """YAML's own words turned into a code, at the place where a person would look."""
    doing, met = error.context or "", error.problem or ""
    code = next((code for words, code in _DOING if words in doing), None) or next(
        (code for words, code in _MET if words in met), Code.SYNTAX
    )
    mark = error.problem_mark or error.context_mark
    if code in _AT_CONTEXT and error.context_mark is not None:
        mark = error.context_mark
    line, col = _within(text, mark.line, mark.column) if mark else (0, 0)
    if code is Code.ESCAPE:
        at = text.split("\n")[line].rfind("\\", 0, col)  # the parser is behind it by now
        col = at if at >= max(0, col - 2) else col
    if code is Code.NO_COLON and text.split("\n")[line][col : col + 1] in _NO_WORD:
        code = Code.MISALIGNED  # so the pure parser calls it: nobody meant a key
    return Unreadable(code, line, col, {})


def _within(text: str, line: int, col: int) -> tuple[int, int]:
    """A place, but the end of the last words for one behind them: there the parsers differ by a line."""
    words = text.rstrip()
    last = words.count("\n")
    end = len(words) - (words.rfind("\n") + 1)
    return (last, max(0, end - 1)) if (line, col) >= (last, end) else (line, col)
