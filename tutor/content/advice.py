"""Remarks on the quality of questions, as facts about a question; the sentences are in `tutor.text.advice_fr` and `_en`.

From the item-writing literature: the NBME's guide, and Haladyna, Downing & Rodriguez (2002).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from tutor.course import Place


class Advice(StrEnum):
    """Every remark. Codes are stable; none of them drops anything."""

    KEY_LONGEST = "Q001"
    KEYS_LONGEST = "Q002"
    ABSOLUTE = "Q003"
    HEDGE = "Q004"
    NEGATIVE = "Q005"
    ALL_OR_NONE = "Q006"
    ALIKE = "Q007"
    ECHO = "Q008"
    UNFOCUSED = "Q009"
    NO_REASON = "Q010"
    GIVEN_AWAY = "Q011"
    HINT_TELLS = "Q012"
    ONE_SIDED = "Q013"
    KEY_PLACE = "Q014"
    NO_SOURCE = "Q015"
    LONG_STEM = "Q016"
    LONG_OPTION = "Q017"
    LONG_FEEDBACK = "Q018"
    CRAFTY = "Q019"
    ONE_OR_MORE = "Q020"

    @property
    def severity(self) -> Literal["advice"]:
        """Never more than advice."""
        return "advice"


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is told. Lengths in characters as read, shares from 0 to 1."""

    stem: int = 200
    vignette: int = 400
    option: int = 80
    feedback: int = 200
    # One key in three is the longest by chance: only one that sticks out is told, and the share over many questions.
    longer: float = 1.6
    longer_by: int = 20
    counted: int = 8
    """Fewer questions than this say nothing about a habit."""
    over_chance: float = 0.15
    deviations: float = 2.0
    """Standard deviations from chance, below which a habit may be an accident."""
    true_most: float = 0.75
    # A word of the stem in the key alone is a clue when it is long enough to be no tool of the language.
    echo_letters: int = 6
    echo_share: float = 0.05
    """A word in more questions than this share (and than three) is the subject, and no clue."""
    sourced: float = 0.5
    """When at least this share of a course has a source, each question without one is told."""


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: where its question begins, the words it is about (looked for from there on), and what fills its sentence."""

    code: Advice
    place: Place
    words: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def finding(code: Advice, place: Place, words: str = "", **facts: str) -> Finding:
    """A remark with its facts by name."""
    return Finding(code, place, words, tuple(facts.items()))
