"""When a card comes back: ratings, what memory keeps of a card, and which cards to ask in which order."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TypeAlias


class Rating(IntEnum):
    """How well a card was remembered."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class New:
    """A card never asked."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What FSRS keeps of a card. `last` is the study day of the review that moved it last, `due` the day it comes back."""

    stability_days: float
    difficulty: float
    last: date
    due: date


Memory: TypeAlias = New | Learned
