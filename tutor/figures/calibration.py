"""What confidence was worth: what the learner said before the verdict, against what happened."""

from collections.abc import Mapping
from enum import Enum

from tutor.progress import Tally
from tutor.record import record

SAID = (0.33, 0.66, 0.95)
"""The share of right answers that « guessing », « hesitant » and « sure » are taken to promise."""
CLOSE = 0.1
FEW = 10


class Judged(Enum):
    """How what was said compares with what happened."""

    EARLY = "early"
    FITS = "fits"
    OVER = "over"
    UNDER = "under"


@record
class Level:
    """One answer to « how sure are you »: 1 guessing, 2 hesitant, 3 sure."""

    level: int
    said: float
    count: int
    right: int

    @property
    def share(self) -> float:
        """The part that was fully right, 0..1."""
        return self.right / self.count if self.count else 0.0

    @property
    def judged(self) -> Judged:
        """Too early to say under FEW answers; what is within CLOSE fits."""
        if self.count < FEW:
            return Judged.EARLY
        if abs(self.share - self.said) <= CLOSE:
            return Judged.FITS
        return Judged.OVER if self.share < self.said else Judged.UNDER


def calibration(tallies: Mapping[str, Tally]) -> tuple[Level, ...]:
    """The three levels, from the sums of one course by kind."""
    found = [tallies.get(f"sure{n}", Tally()) for n in (1, 2, 3)]
    return tuple(Level(n, said, tally.count, tally.right) for n, (said, tally) in enumerate(zip(SAID, found, strict=True), 1))
