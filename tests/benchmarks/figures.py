"""A figure: what is measured, its target, and how interleaved rounds make medians of it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Self


class Spent(float):
    """Milliseconds that went by, and the CPU time in them, which other programs on the machine disturb less; negative if not known."""

    cpu: float

    def __new__(cls, wall: float, cpu: float = -1.0) -> Self:
        """Both in the same unit."""
        made = super().__new__(cls, wall)
        made.cpu = cpu
        return made


@dataclass
class Figure:
    """One thing measured, many times. `unit` is what the samples are in; `target` bounds their median, or its ratio to that of `base`.

    A ratio is that of the medians of one run, in which each round measured both.
    """

    name: str
    unit: str
    target: float | None = None
    base: "Figure | None" = None
    samples: list[float] = field(default_factory=list)

    @property
    def value(self) -> float:
        """The median."""
        return median(self.samples) if self.samples else 0.0

    @property
    def compared(self) -> float:
        """What the target bounds."""
        return _ratio(self.samples, self.base.samples) or self.value if self.base else self.value

    @property
    def compared_cpu(self) -> float | None:
        """The same ratio in CPU time, a second opinion."""
        mine, other = ([each.cpu for each in of.samples if isinstance(each, Spent)] if of else [] for of in (self, self.base))
        return _ratio(mine, other) if min([*mine, *other], default=0) > 0 else None

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return self.compared <= self.target if self.target is not None and self.samples else None

    def data(self) -> dict[str, object]:
        """The figure for a JSON history."""
        base = self.base.name if self.base else None
        facts = {"name": self.name, "unit": self.unit, "median": round(self.value, 3), "samples": len(self.samples)}
        ratios = {"compared": round(self.compared, 3), "compared_cpu": round(self.compared_cpu, 3) if self.compared_cpu else None}
        return {**facts, "base": base, **ratios, "target": self.target, "met": self.met}


def _ratio(mine: Sequence[float], other: Sequence[float]) -> float | None:
    return median(mine) / median(other) if mine and other and median(other) else None


Row = tuple[Figure, Callable[[], float]]
"""A figure and what gives one sample of it."""


@dataclass
class Clock:
    """How long a run may still take, and how thorough it is."""

    until: float
    quick: bool

    @property
    def is_over(self) -> bool:
        """Whether no further round should begin."""
        return time.monotonic() > self.until

    def rounds(self, few: int, many: int) -> int:
        """How many rounds are wanted."""
        return few if self.quick else many


def interleaved(every: Sequence[Row], rounds: int, clock: Clock) -> list[Figure]:
    """One sample of each, again and again, so that a busy machine is as slow for the floor as for the rest; the first round warms up.

    Each round begins with another of them: who comes after a long one may find caches cold or a disk at work.
    """
    for n in range(rounds + 1):
        if n > 1 and clock.is_over:
            break
        turn = n % len(every)
        for figure, sample in (*every[turn:], *every[:turn]):
            value = sample()
            if n:
                figure.samples.append(value)
    return [figure for figure, _ in every]
