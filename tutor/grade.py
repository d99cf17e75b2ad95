"""Is this answer right? Pure, and the only place that decides."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Answer:
    """What the learner gave; which field counts depends on the kind of question.

    `picked`, always in the author's numbering:
    choices → the options picked, ascending; true/false → (1,) true or (0,) false; ordering → step numbers in the order given;
    matching → for each left side the index of a right side in `Matching.rights`; classification → for each of
    `Classification.items` the index of a category (-1 where left open, for both); free recall → the key points ticked.
    `typed`: short answer, number → one text; cloze → one text a gap asked; free recall → what was written, may be empty.
    `unknown`: "I don't know".
    """

    picked: tuple[int, ...] = ()
    typed: tuple[str, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """The teacher's reason against something the learner chose. `about` is that thing, or empty for the whole answer."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Counted right in spite of a spelling slip; `expected` is the right spelling."""

    expected: str


@dataclass(frozen=True, slots=True)
class Different:
    """A near miss that is another thing: PD-1 is not PD-L1."""

    given: str
    expected: str


Note: TypeAlias = Why | Slip | Different


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was right. `parts`: one truth per option, pair, item, step, gap or key point, in the author's order."""

    score: float
    parts: tuple[bool, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def right(self) -> bool:
        """Everything was right."""
        return self.score >= 1.0

    @property
    def partly(self) -> bool:
        """Something was right, but not all."""
        return 0.0 < self.score < 1.0
