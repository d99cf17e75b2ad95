"""What one file gave: finished objects, the ids it defines, and the ids it names, to be joined with the other files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from tutor.content.nodes import Items, Node, Text
from tutor.content.sheet import Sheet
from tutor.content.walker import Fields, Walker
from tutor.course import Case, Claim, Confusion, Document, Lesson, Module, Place, Question, Reference, Term
from tutor.record import build

Space: TypeAlias = Literal["module", "lesson", "section", "objective", "question", "document", "claim", "reference"]
"""The kinds of id; one is unique within its space in a whole course (cases share the space of questions)."""
SPACES: tuple[Space, ...] = get_args(Space)


@dataclass(slots=True)
class Draft:
    """Everything read from one file.

    `lost` are ids of broken things, `spoiled` where those stand that were read: naming one is no second error, but giving it again is.
    `quotes`: question id, section id, the quotation.
    `holes`: a part of the file could not even be parsed, so that any unknown id may have stood there. `starts`: the line (from 1) and
    the id, if any, of each section and each question that is not the step of a case, broken ones too.
    """

    sheet: Sheet
    role: str
    walker: Walker
    head: Fields | None = None
    modules: list[Module] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    confusions: list[Confusion] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    defined: list[tuple[Space, Text]] = field(default_factory=list)
    spoiled: list[tuple[Space, Text]] = field(default_factory=list)
    named: list[tuple[Space, Text]] = field(default_factory=list)
    quotes: list[tuple[str, str, Text]] = field(default_factory=list)
    lost: set[tuple[Space, str]] = field(default_factory=set)
    holes: bool = False
    starts: list[tuple[int, str]] = field(default_factory=list)

    def place(self, node: Node) -> Place:
        """Where a node stands, for the learner and the editor."""
        return build(Place, (self.sheet.name, node.at.line + 1))

    def start(self, node: Node, fields: Fields | None = None) -> None:
        """Keep where a section or question begins, whatever becomes of it."""
        identity = fields.values.get("id") if fields else None
        self.starts.append((node.at.line + 1, identity if isinstance(identity, str) else ""))

    def lose(self, ids: Iterable[str]) -> None:
        """Keep ids of which only the letters are known."""
        self.lost.update((space, each) for each in ids for space in SPACES)

    def define(self, space: Space, fields: Fields) -> str:
        """The id of a mapping, kept as one that others may name; empty when it has none."""
        node = fields.nodes.get("id")
        if type(node) is not Text or "id" not in fields.values:
            return ""
        if fields.broken:
            self.lost.add((space, fields.text("id")))
        (self.spoiled if fields.broken else self.defined).append((space, node))
        return fields.text("id")

    def name(self, space: Space, fields: Fields, key: str) -> None:
        """Keep the ids that stand after a key, to be looked up when all files are read."""
        node = fields.nodes.get(key)
        if node is None or key not in fields.values:
            return
        for each in node.items if type(node) is Items else (node,):
            if type(each) is Text:
                self.named.append((space, each))
