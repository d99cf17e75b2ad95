"""What teachers write, as frozen data: courses, lessons, questions and their sources.

Nothing here reads a file or decides anything; `tutor.content` makes these objects, `tutor.grade` judges answers to them.
Texts carry the small inline syntax of `tutor.ui.inline` (**bold**, *italic*, `code`) and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from tutor.cards import names_of
from tutor.record import field, record
from tutor.shelf import Shelf


class Bloom(StrEnum):
    """The level of thinking a question asks for (revised taxonomy of Bloom), lowest first."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"


@record
class Place:
    """Where something was written: a file and a line counted from 1."""

    file: str = ""
    line: int = 0


@record
class Proof:
    """The words of a lesson that answer a question: a section id, a quotation of it, the claims behind."""

    section: str
    quote: str = ""
    claims: tuple[str, ...] = ()


@record
class Choice:
    """One option. `why` tells the learner who picked it wrongly (or missed it) what refutes it."""

    text: str
    right: bool = False
    why: str = ""
    indispensable: bool = False
    unacceptable: bool = False


@record
class Refused:
    """A typed answer that is expected and wrong, and why."""

    text: str
    why: str


@record(kw_only=True)
class Asked:
    """What every kind of question has. `id` is unique in its course and never reused."""

    id: str
    prompt: str
    explanation: str = ""
    hints: tuple[str, ...] = ()
    proof: Proof | None = None
    references: tuple[str, ...] = ()
    objective: str = ""
    bloom: Bloom | None = None
    difficulty: int = 0
    tags: tuple[str, ...] = ()
    points: float = 1.0
    shuffle: bool = True
    confidence: bool = True
    lesson: str = ""
    variant_of: str = ""
    was: tuple[str, ...] = ()
    case: str = ""
    place: Place = field(default=Place(), compare=False)


@record(kw_only=True)
class SingleChoice(Asked):
    """Pick the one right option."""

    choices: tuple[Choice, ...]


@record(kw_only=True)
class MultipleChoice(Asked):
    """Pick every right option."""

    choices: tuple[Choice, ...]


@record(kw_only=True)
class TrueFalse(Asked):
    """Say whether the statement in `prompt` is true."""

    truth: bool
    why: str = ""


@record(kw_only=True)
class ShortAnswer(Asked):
    """Type a word or a few. `accepted[0]` is the one we show; `exact` and `slips` set how strictly it is read."""

    accepted: tuple[str, ...]
    refused: tuple[Refused, ...] = ()
    exact: bool = False
    slips: bool = True


@record
class Gap:
    """One hole of a cloze; `hint` is what stands after `::` in the braces."""

    accepted: tuple[str, ...]
    hint: str = ""


@record(kw_only=True)
class Cloze(Asked):
    """Fill the gaps. `texts` has one element more than `gaps`; the sentence is text, gap, text, gap … text."""

    texts: tuple[str, ...]
    gaps: tuple[Gap, ...]
    refused: tuple[Refused, ...] = ()
    exact: bool = False
    slips: bool = True


@record
class Mistake:
    """A foreseen wrong pairing (item → place), and why it is wrong. `place` is a right side, a category or empty."""

    item: str
    place: str
    why: str


@record(kw_only=True)
class Matching(Asked):
    """Join each left side to its right side; `extras` are right sides that belong to nothing."""

    pairs: tuple[tuple[str, str], ...]
    extras: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def rights(self) -> tuple[str, ...]:
        """Every distinct right side, extras last; answers name them by their index here."""
        return tuple(dict.fromkeys([right for _, right in self.pairs] + list(self.extras)))


@record(kw_only=True)
class Classification(Asked):
    """Put each item into its category."""

    categories: tuple[tuple[str, tuple[str, ...]], ...]
    mistakes: tuple[Mistake, ...] = ()

    @property
    def items(self) -> tuple[tuple[str, int], ...]:
        """Every item with the index of its category, in the author's order."""
        return tuple((item, i) for i, (_, items) in enumerate(self.categories) for item in items)


@record(kw_only=True)
class Ordering(Asked):
    """Put the steps in order; `steps` is the right order."""

    steps: tuple[str, ...]
    mistakes: tuple[Mistake, ...] = ()


@record(kw_only=True)
class Number(Asked):
    """Type a number. `tolerance` is absolute, or a fraction of `value` when `relative`."""

    value: float
    tolerance: float = 0.0
    relative: bool = False
    unit: str = ""
    refused: tuple[Refused, ...] = ()


@record(kw_only=True)
class FreeRecall(Asked):
    """Answer in one's own words, then tick the key points that were there."""

    answer: str
    points_expected: tuple[str, ...]


Question: TypeAlias = (
    SingleChoice | MultipleChoice | TrueFalse | ShortAnswer | Cloze | Matching | Classification | Ordering | Number | FreeRecall
)


@record
class Case:
    """A vignette whose steps are questions answered in order; an answered step is locked."""

    id: str
    vignette: str
    steps: tuple[str, ...]
    place: Place = field(default=Place(), compare=False)


@record
class Objective:
    """What a learner can do after a lesson."""

    id: str
    text: str
    bloom: Bloom | None = None


@record
class Nuance:
    """The critical box of a section: what the document says, and what is true."""

    says: str
    nuance: str
    references: tuple[str, ...] = ()


@record
class Section:
    """One idea to read. `questions` are asked right after it; others prove themselves by it through `Proof.section`."""

    id: str
    title: str
    text: str
    remember: str = ""
    nuance: Nuance | None = None
    claims: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    place: Place = field(default=Place(), compare=False)


@record
class Lesson:
    """Sections in the order they are read; `prediction` is the id of the question asked before reading."""

    id: str
    title: str
    sections: tuple[Section, ...]
    objectives: tuple[Objective, ...] = ()
    prerequisites: tuple[str, ...] = ()
    prediction: str = ""
    place: Place = field(default=Place(), compare=False)


@record
class Module:
    """Lessons that belong together; `weight` is the share of an exam, any unit."""

    id: str
    title: str
    lessons: tuple[str, ...]
    weight: float = 1.0


@record
class Contrast:
    """One row of the table that tells two confusable terms apart."""

    trait: str
    first: str
    second: str


@record
class Confusion:
    """Two or more terms that learners mix up; `contrasts` compares the first two."""

    terms: tuple[str, ...]
    contrasts: tuple[Contrast, ...] = ()


@record
class Term:
    """A glossary entry. `forms` are other spellings that count as the same term."""

    term: str
    english: str
    definition: str
    definition_en: str = ""
    forms: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@record
class Document:
    """A source document: read and cited, not necessarily shipped. `sha256` is of the file's bytes."""

    id: str
    title: str
    sha256: str
    file: str = ""


@record
class Claim:
    """What a document states, in our words; [start, end) are character offsets in the decoded document."""

    id: str
    text: str
    document: str
    sentence: str
    start: int
    end: int


@record
class Reference:
    """A publication or page outside the documents."""

    id: str
    text: str
    url: str = ""


@record(kw_only=True)
class Course:
    """A whole pack. Mappings are keyed by id and keep the order of the files; `tutor.outline` has the light rows of them.

    `renamed`: old ids of questions, each with the id it has now.
    """

    id: str
    title: str
    language: str = "fr"
    description: str = ""
    reviewed: str = ""
    disclaimer: str = ""
    licence: str = ""
    modules: tuple[Module, ...] = ()
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    glossary: Sequence[Term] = ()
    confusions: Sequence[Confusion] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    renamed: tuple[tuple[str, str], ...] = ()

    def section_of(self, section: str) -> tuple[Lesson, Section] | None:
        """Find a section by its id, with its lesson."""
        lessons = self.lessons
        for name in [row.id for row in lessons.rows if section in row.sections] if isinstance(lessons, Shelf) else lessons:
            for each in lessons[name].sections:
                if each.id == section:
                    return lessons[name], each
        return None

    def sections(self) -> Iterator[tuple[Lesson, Section]]:
        """Every section in reading order, with its lesson."""
        for lesson in self.lessons.values():
            for section in lesson.sections:
                yield lesson, section


def gaps_of(question: Question) -> int:
    """How many cards a question makes: one per gap of a cloze with several, else one."""
    return len(question.gaps) if isinstance(question, Cloze) else 1


def card_ids(course: str, question: Question) -> tuple[str, ...]:
    """The ids of a question's cards: `course/question`, or `course/question#1` … when it has several gaps."""
    return names_of(course, question.id, gaps_of(question))
