"""How memory fades and grows: FSRS-6 in plain floats.

Source: the algorithm of open-spaced-repetition as py-fsrs 6.3.2 computes it (`fsrs/scheduler.py`), without steps and without fuzz.
The terms stand in the same order as there, so that the floats agree to the last bits and no interval rounds the other way.
Ratings are 1 again, 2 hard, 3 good, 4 easy; stability and elapsed time are days; difficulty is 1..10.
"""

import math
from collections.abc import Sequence

DEFAULT_WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956),
    *(6.4133, 0.8334, 3.0194, 0.001),
    *(1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483),
    *(0.6014, 1.8729),
    *(0.5425, 0.0912, 0.0658),
    0.1542,
)
RETENTION = 0.9
LONGEST_DAYS = 36500
SHORTEST_STABILITY_DAYS = 0.001


class Model:
    """FSRS-6 with its 21 weights; what depends on them alone is computed once, what depends on a rating stands at its index.

    Not a dataclass, which would cost every start a millisecond to make.
    """

    __slots__ = ("bonus", "decay", "factor", "growth", "lapse_drop", "pull", "shift", "weights")

    def __init__(self, weights: Sequence[float] = DEFAULT_WEIGHTS) -> None:
        self.weights = w = tuple(weights)
        self.decay = -w[20]
        self.factor = math.pow(RETENTION, 1 / self.decay) - 1
        self.growth = math.pow(math.e, w[8])
        self.lapse_drop = math.pow(math.e, w[17] * w[18])
        self.pull = w[7] * self._first_difficulty(4)
        self.shift = tuple(-(w[6] * (rating - 3)) for rating in range(5))
        self.bonus = (1.0, 1.0, w[15], 1.0, w[16])

    def first(self, rating: int) -> tuple[float, float]:
        """Stability and difficulty after the first review ever."""
        return max(self.weights[rating - 1], SHORTEST_STABILITY_DAYS), _clamped(self._first_difficulty(rating))

    def after(self, stability: float, difficulty: float, elapsed_days: float, rating: int) -> tuple[float, float]:
        """Stability and difficulty after one more review.

        `elapsed_days` under 1 is the same-day rule of FSRS-6, which predicts badly (learning.md); it is here to be whole.
        """
        if elapsed_days < 1:
            grown = self._same_day(stability, rating)
        elif rating == 1:
            grown = self._forgotten(stability, difficulty, self.retrievability(stability, elapsed_days))
        else:
            grown = self._recalled(stability, difficulty, self.retrievability(stability, elapsed_days), self.bonus[rating])
        moved = difficulty + (10.0 - difficulty) * self.shift[rating] / 9.0
        return max(grown, SHORTEST_STABILITY_DAYS), _clamped(self.pull + (1 - self.weights[7]) * moved)

    def retrievability(self, stability: float, elapsed_days: float) -> float:
        """The chance (0..1) that the card is recalled so many days after its last review."""
        return math.pow(1 + self.factor * elapsed_days / stability, self.decay) if elapsed_days > 0 else 1.0

    def interval_days(self, stability: float, retention: float = RETENTION, longest_days: int = LONGEST_DAYS) -> int:
        """Whole days until retrievability falls to `retention`: at least 1, at most `longest_days`."""
        fall = self.factor if retention == RETENTION else math.pow(retention, 1 / self.decay) - 1
        days = round((stability / self.factor) * fall)
        if days < 1:
            return 1
        return min(longest_days, days)

    def _first_difficulty(self, rating: int) -> float:
        w = self.weights
        return w[4] - math.pow(math.e, w[5] * (rating - 1)) + 1

    def _same_day(self, stability: float, rating: int) -> float:
        w = self.weights
        increase = math.pow(math.e, w[17] * (rating - 3 + w[18])) * math.pow(stability, -w[19])
        return stability * (increase if rating == 1 else max(increase, 1.0))

    def _forgotten(self, stability: float, difficulty: float, recall: float) -> float:
        w = self.weights
        surprise = math.pow(math.e, (1 - recall) * w[14])
        kept = w[11] * math.pow(difficulty, -w[12]) * (math.pow(stability + 1, w[13]) - 1) * surprise
        return min(kept, stability / self.lapse_drop)

    def _recalled(self, stability: float, difficulty: float, recall: float, bonus: float) -> float:
        w = self.weights
        surprise = math.pow(math.e, (1 - recall) * w[10]) - 1
        return stability * (1 + self.growth * (11 - difficulty) * math.pow(stability, -w[9]) * surprise * bonus)


def _clamped(difficulty: float) -> float:
    if difficulty < 1.0:
        return 1.0
    return min(10.0, difficulty)


DEFAULT = Model()
