"""« L'étudiant rusé »: what somebody scores who knows nothing but tricks, against chance."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Final, TypeAlias

from tutor.content.wording import has_absolute, has_hedge, shown
from tutor.course import Choice, Question, SingleChoice, TrueFalse

Options: TypeAlias = tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Crafty:
    """Expected shares of right answers, from 0 to 1, over `count` questions: all tricks together, the best alone, and chance.

    `deviations` is how far `score` lies above chance, in standard deviations of guessing.
    """

    count: int
    chance: float
    score: float
    trick: str
    trick_score: float
    deviations: float


def _longest(options: Options) -> Options:
    most = max(len(shown(option.text)) for option in options)
    return tuple(option for option in options if len(shown(option.text)) == most)


def _hedged(options: Options) -> Options:
    return tuple(option for option in options if has_hedge(option.text)) or options


def _modest(options: Options) -> Options:
    return tuple(option for option in options if not has_absolute(option.text)) or options


_TRICKS: Final[dict[str, Callable[[Options], Options]]] = {"longest": _longest, "hedge": _hedged, "absolute": _modest}
_PLACES: Final = ("first", "second", "third", "last")
TRICKS: Final = (*_TRICKS, *_PLACES, "true", "false")
"""Names of all tricks; the text of each is in `tutor.text`."""


def crafty(questions: Iterable[Question]) -> Crafty | None:
    """The score over single choices and true/false statements; nothing when there are none.

    The place of an option counts only where the program keeps the author's order; elsewhere it is shuffled.
    """
    asked = [q for q in questions if isinstance(q, SingleChoice | TrueFalse)]
    if not asked:
        return None
    chances = [1 / len(q.choices) if isinstance(q, SingleChoice) else 0.5 for q in asked]
    scores = {name: sum(_score(q, name) for q in asked) for name in TRICKS}
    trick = max(scores, key=lambda name: scores[name])
    place = max(_PLACES, key=lambda name: scores[name])
    saying = "true" if scores["true"] >= scores["false"] else "false"
    whole = sum(_together(q, place, saying) for q in asked)
    chance, count = sum(chances), len(asked)
    spread = sqrt(sum(p * (1 - p) for p in chances))
    return Crafty(count, chance / count, whole / count, trick, scores[trick] / count, (whole - chance) / spread if spread else 0.0)


def _score(question: SingleChoice | TrueFalse, trick: str) -> float:
    """The chance of a right answer with one trick."""
    if isinstance(question, TrueFalse):
        if trick == "absolute" and has_absolute(question.prompt):
            return float(not question.truth)
        return float(question.truth == (trick == "true")) if trick in {"true", "false"} else 0.5
    options = question.choices
    if trick in _TRICKS:
        options = _TRICKS[trick](options)
    elif trick in _PLACES and not question.shuffle:
        options = _at(options, trick)
    return _right(options)


def _together(question: SingleChoice | TrueFalse, place: str, saying: str) -> float:
    """All tricks, the most telling first: absolutes out, hedges in, then the longest; a place or a habit where nothing else tells."""
    if isinstance(question, TrueFalse):
        return _score(question, "absolute" if has_absolute(question.prompt) else saying)
    left = _hedged(_modest(question.choices))
    if not question.shuffle and len(left) == len(question.choices):
        return _right(_at(question.choices, place))
    return _right(_longest(left))


def _at(options: Options, place: str) -> Options:
    index = len(options) - 1 if place == "last" else _PLACES.index(place)
    return options[index : index + 1] or options


def _right(options: Options) -> float:
    return sum(option.right for option in options) / len(options)
