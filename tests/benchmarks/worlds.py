"""Simulated students whose memory is not the scheduler's: three worlds with one interface.

FSRS: the scheduler's own model, each student and card forgetting faster or slower than its defaults.
ACT-R: activation from every past encounter, decaying slower the lower it was then (Pavlik & Anderson 2005).
Two traces: a fast trace that is gone in days and a slow one that each encounter feeds, more when the card was nearly forgotten.
Which students there are depends on a number only, so that every policy meets the same ones.
"""

from collections.abc import Callable
from math import cos, exp, log, pi, sqrt
from typing import Protocol

from tutor.chance import hashed, uniform
from tutor.memory import DEFAULT
from tutor.schedule import Rating

CARDS = 150
READ_TODAY, NEVER_ASKED = 0.45, 0.15
"""How likely a card is answered right at its first time, just after its section was read; and on the exam if it never came up."""


class Student(Protocol):
    """One learner's true memory. Days are counted from the start of the plan."""

    def recall(self, card: int, day: int) -> float:
        """The chance (0..1) of a right answer."""

    def meet(self, card: int, day: int, *, right: bool) -> None:
        """The card is answered and its explanation read."""


def normal(key: str) -> float:
    """A standard normal number that the key decides (Box and Muller)."""
    state = hashed(key)
    return sqrt(-2 * log(1 - uniform(state))) * cos(2 * pi * uniform(state + 1))


class FsrsStudent:
    """Stabilities are those of FSRS times e^(student + card)."""

    def __init__(self, number: int) -> None:
        own = 0.5 * normal(f"fsrs {number}")
        self.pace = [exp(own + 0.4 * normal(f"fsrs {number} {card}")) for card in range(CARDS)]
        self.state: dict[int, tuple[float, float, int]] = {}

    def recall(self, card: int, day: int) -> float:
        if card not in self.state:
            return NEVER_ASKED
        stability, _, last = self.state[card]
        return DEFAULT.retrievability(stability * self.pace[card], day - last)

    def meet(self, card: int, day: int, *, right: bool) -> None:
        rating = Rating.GOOD if right else Rating.AGAIN
        if card not in self.state:
            self.state[card] = (*DEFAULT.first(rating), day)
            return
        stability, difficulty, last = self.state[card]
        # Elapsed time in units of the card's own pace, so that its growth fits how much of it was left.
        self.state[card] = (*DEFAULT.after(stability, difficulty, (day - last) / self.pace[card], rating), day)


class ActrStudent:
    """Activation ln Σ (h Δt)^-dᵢ with dᵢ = c e^mᵢ + a; the constants are those of the paper, save a bonus for reading explanations."""

    A, C, THRESHOLD, NOISE, SECONDS_A_DAY = 0.177, 0.217, -0.704, 0.255, 86400 * 0.025

    def __init__(self, number: int) -> None:
        own = 0.8 + 0.25 * normal(f"actr {number}")
        self.bonus = [own + 0.25 * normal(f"actr {number} {card}") for card in range(CARDS)]
        self.met: dict[int, list[tuple[int, float]]] = {}

    def recall(self, card: int, day: int) -> float:
        if card not in self.met:
            return NEVER_ASKED
        return 1 / (1 + exp((self.THRESHOLD - self._strength(card, day) - self.bonus[card]) / self.NOISE))

    def meet(self, card: int, day: int, *, right: bool) -> None:  # noqa: ARG002 (in ACT-R an encounter counts, right or wrong)
        decay = self.A if card not in self.met else self.C * exp(self._strength(card, day)) + self.A
        self.met.setdefault(card, []).append((day, decay))

    def _strength(self, card: int, day: int) -> float:
        return log(sum((self.SECONDS_A_DAY * max(day - then, 0.02)) ** -decay for then, decay in self.met[card]))


class TwoTraceStudent:
    """Recall = 1 - (1 - fast)(1 - slow). Both fade exponentially; the slow one grows most when little was left to recall."""

    def __init__(self, number: int) -> None:
        own = 0.3 * normal(f"two {number}")
        pace = [exp(own + 0.3 * normal(f"two {number} {card}")) for card in range(CARDS)]
        self.fast_days = [3.0 * each for each in pace]
        self.slow_days = [100.0 * each for each in pace]
        self.state: dict[int, tuple[float, float, int]] = {}

    def recall(self, card: int, day: int) -> float:
        if card not in self.state:
            return NEVER_ASKED
        fast, slow = self._traces(card, day)
        return 1 - (1 - fast) * (1 - slow)

    def meet(self, card: int, day: int, *, right: bool) -> None:
        if card not in self.state:
            self.state[card] = (0.9, 0.25, day)
            return
        _, slow = self._traces(card, day)
        learnt = (0.08 + 0.4 * (1 - self.recall(card, day))) * (1.0 if right else 0.7)
        self.state[card] = (0.9, slow + (1 - slow) * learnt, day)

    def _traces(self, card: int, day: int) -> tuple[float, float]:
        fast, slow, last = self.state[card]
        return fast * exp((last - day) / self.fast_days[card]), slow * exp((last - day) / self.slow_days[card])


WORLDS: dict[str, Callable[[int], Student]] = {"FSRS": FsrsStudent, "ACT-R": ActrStudent, "two traces": TwoTraceStudent}
