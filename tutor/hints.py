"""Help that grows: what a teacher wrote, else what can be made of the key without giving it away. Data; the words are in `tutor.text`."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias, assert_never
from unicodedata import normalize

from tutor.course import (
    Classification,
    Cloze,
    FreeRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.record import record

HIDDEN = "·"


@record
class Told:
    """What the teacher wrote."""

    text: str


@record
class Letters:
    """The shape of what is to be typed: `i·····` shows its letters or hides them; `gap`, from 1, is the hole it belongs to."""

    shape: str
    gap: int = 1

    @property
    def words(self) -> int:
        """How many words there are to type."""
        return len(self.shape.split())

    @property
    def letters(self) -> int:
        """How many letters and digits there are to type."""
        return sum(c == HIDDEN or c.isalnum() for c in self.shape)


@record
class Strike:
    """A wrong option to cross out, by its index as the author wrote it."""

    option: int


@record
class Joined:
    """One right pair: `item` belongs to `place`, indices as in `Answer.picked`."""

    item: int
    place: int


@record
class Follows:
    """Two steps that follow each other: the first of all when `before` is None."""

    step: int
    before: int | None = None


@record
class Point:
    """One of the key points to recall."""

    index: int


Hint: TypeAlias = Told | Letters | Strike | Joined | Follows | Point


def hints(question: Question, gap: int | None = None) -> tuple[Hint, ...]:
    """Every hint of a question, weakest first; the last one still leaves something to find. `gap`, from 1, is the one asked."""
    told = tuple(Told(text) for text in (*_of_gaps(question, gap), *question.hints) if text)
    return told or _made(question, gap)


def _of_gaps(question: Question, gap: int | None) -> tuple[str, ...]:
    if not isinstance(question, Cloze):
        return ()
    return tuple(each.hint for n, each in enumerate(question.gaps, 1) if gap in {None, n})


def _made(question: Question, gap: int | None) -> tuple[Hint, ...]:
    match question:
        case SingleChoice() | MultipleChoice():
            return _strikes([i for i, choice in enumerate(question.choices) if not choice.right], len(question.choices))
        case ShortAnswer():
            return _letters(question.accepted[0])
        case Cloze():
            asked = [(n, each.accepted[0]) for n, each in enumerate(question.gaps, 1) if gap in {None, n}]
            return tuple(hint for n, text in asked for hint in _letters(text, n))
        case Matching():
            return _one_pair([question.rights.index(right) for _, right in question.pairs])
        case Classification():
            return _one_pair([category for _, category in question.items])
        case Ordering():
            return (Follows(0), Follows(2, 1))[: max(0, len(question.steps) - 2)]
        case FreeRecall():
            return (Point(0),) if len(question.points_expected) > 1 else ()
        case Number():
            return _letters(f"{question.value:.0f}") if question.value % 1 == 0 and 10 <= abs(question.value) < 1e15 else ()
        case TrueFalse():
            return ()
        case _:
            assert_never(question)


def _strikes(wrong: Sequence[int], options: int) -> tuple[Strike, ...]:
    """Cross out one wrong option of three or four, two of five or more, and always leave one standing."""
    most = 0 if options < 3 else 1 if options < 5 else 2
    return tuple(Strike(i) for i in wrong[: min(most, len(wrong) - 1)])


def _one_pair(places: Sequence[int]) -> tuple[Joined, ...]:
    """The last pair of three or more: of two, one gives away the other."""
    return (Joined(len(places) - 1, places[-1]),) if len(places) > 2 else ()


def _letters(text: str, gap: int = 1) -> tuple[Letters, ...]:
    """The first letter, then the first third of each word; never more than half of the letters."""
    text = " ".join(normalize("NFC", text).split())
    places = [i for i, c in enumerate(text) if c.isalnum()]
    starts = [i for i in places if i == 0 or not text[i - 1].isalnum()]
    thirds = [i for start, end in pairwise([*starts, len(text)]) for i in _first_third([i for i in places if start <= i < end])]
    shown = (places[: min(1, len(places) // 2)], sorted(thirds)[: len(places) // 2])
    shapes = ("".join(c if i in kept or i not in places else HIDDEN for i, c in enumerate(text)) for kept in shown)
    return tuple(Letters(shape, gap) for shape in dict.fromkeys(shapes) if places)


def _first_third(places: Sequence[int]) -> Sequence[int]:
    return places[: max(1, len(places) // 3)]
