"""What to ask today: ways to choose, which see answers and dates but never the student's true memory."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

from tests.benchmarks.worlds import CARDS
from tutor.exam import ExamPlan, gain, ration, sitting
from tutor.forecast import Trial
from tutor.memory import DEFAULT
from tutor.queue import Candidate
from tutor.record import record
from tutor.schedule import Learned, Memory, New, Rating, review

START = date(2027, 1, 4)
NAMES = tuple(f"c/{card:03}" for card in range(CARDS))
UNBOUNDED_MINUTES = 1e6
CRAM_DAYS = 3


@record
class Setup:
    """How long until the exam, and how long a day."""

    days: int
    minutes: int


class Policy(Protocol):
    """One student's scheduler."""

    def order(self, day: int) -> list[int]:
        """The cards to ask on that day, in order; they are asked until the time is used."""

    def answered(self, card: int, day: int, *, right: bool) -> None:
        """What came of one."""

    def seconds(self, day: int) -> float:
        """The time it wants on that day."""


class Spread:
    """The same time each day, and a ration of new cards first, over the first half of the days."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.last: dict[int, int] = {}

    def seconds(self, day: int) -> float:  # noqa: ARG002 (every day has the same)
        return self.setup.minutes * 60

    def order(self, day: int) -> list[int]:
        new = [card for card in range(CARDS) if card not in self.last]
        today = START + timedelta(day)
        fresh = new[: ration(len(new), START, today, START + timedelta(self.setup.days))]
        return fresh + self.known(day)

    def known(self, day: int) -> list[int]:
        raise NotImplementedError

    def answered(self, card: int, day: int, *, right: bool) -> None:  # noqa: ARG002 (some want the answer, some the date only)
        self.last[card] = day


class LeastRecentlySeen(Spread):
    """The honest baseline: what was asked longest ago comes first."""

    def known(self, day: int) -> list[int]:
        return sorted((card for card in self.last if self.last[card] < day), key=lambda card: (self.last[card], card))


class Cram(LeastRecentlySeen):
    """The same time in all, but in the last days."""

    def seconds(self, day: int) -> float:
        days = min(CRAM_DAYS, self.setup.days)
        return self.setup.minutes * 60 * self.setup.days / days if day >= self.setup.days - days else 0.0

    def order(self, day: int) -> list[int]:
        return [card for card in range(CARDS) if card not in self.last] + self.known(day)


class Exam(Spread):
    """`tutor.exam.sitting`, and what a forecast needs."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.memories: dict[int, Memory] = {card: New() for card in range(CARDS)}
        self.plan = ExamPlan(start=START, exam_day=START + timedelta(setup.days), minutes=UNBOUNDED_MINUTES)
        self.trials: list[Trial] = []

    def order(self, day: int) -> list[int]:
        return [int(turn.card[2:]) for turn in sitting(self.candidates(), START + timedelta(day), self.plan)]

    def candidates(self) -> list[Candidate]:
        return [Candidate(NAMES[card], NAMES[card], "", "", memory) for card, memory in self.memories.items()]

    def answered(self, card: int, day: int, *, right: bool) -> None:
        memory = self.memories[card]
        if isinstance(memory, Learned):
            self.trials.append(Trial(memory.stability_days, day - self.last[card], right))
        super().answered(card, day, right=right)
        self.memories[card] = review(memory, Rating.GOOD if right else Rating.AGAIN, START + timedelta(day))


class GainAlone(Exam):
    """The same with nothing but gain per second, which trusts FSRS to the letter."""

    def known(self, day: int) -> list[int]:
        today, cards = START + timedelta(day), [card for card in self.last if self.last[card] < day]
        return sorted(cards, key=lambda card: (-gain(self.memories[card], today, self.plan.exam_day), card))

    order = Spread.order


class Undated(Spread):
    """A scheduler that knows no exam: what is due first, new cards in the time that remains."""

    def order(self, day: int) -> list[int]:
        return self.known(day) + [card for card in range(CARDS) if card not in self.last]


class Fsrs(Undated):
    """FSRS-6 at a retention of 0.9; when there is too much, the best remembered first."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.state: dict[int, tuple[float, float]] = {}

    def known(self, day: int) -> list[int]:
        due = [c for c, (stability, _) in self.state.items() if self.last[c] + DEFAULT.interval_days(stability) <= day]
        return sorted(due, key=lambda card: ((day - self.last[card]) / self.state[card][0], card))

    def answered(self, card: int, day: int, *, right: bool) -> None:
        rating = Rating.GOOD if right else Rating.AGAIN
        before = self.state.get(card)
        self.state[card] = DEFAULT.after(*before, day - self.last[card], rating) if before else DEFAULT.first(rating)
        super().answered(card, day, right=right)


class FsrsRationed(Fsrs):
    """The same, told of the exam by the ration of new cards alone."""

    order = Spread.order


class ByInterval(Undated):
    """Whatever gives each card an interval; the most overdue first."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.interval: dict[int, int] = {}

    def known(self, day: int) -> list[int]:
        due = [card for card in self.last if self.last[card] + self.interval[card] <= day]
        return sorted(due, key=lambda card: (self.last[card] + self.interval[card], card))


class Sm2(ByInterval):
    """SuperMemo 2: 1 day, 6 days, then by the ease; right is grade 4, wrong grade 2."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.ease: dict[int, float] = {}
        self.streak: dict[int, int] = {}

    def answered(self, card: int, day: int, *, right: bool) -> None:
        super().answered(card, day, right=right)
        grade = 4 if right else 2
        streak = self.streak[card] = self.streak.get(card, 0) + 1 if right else 0
        ease = self.ease.get(card, 2.5)
        self.interval[card] = {0: 1, 1: 1, 2: 6}.get(streak) or round(self.interval[card] * ease)
        self.ease[card] = max(1.3, ease + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))


class Leitner(ByInterval):
    """Five boxes of 1, 2, 4, 8 and 16 days; wrong goes back to the first."""

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.box: dict[int, int] = {}

    def answered(self, card: int, day: int, *, right: bool) -> None:
        super().answered(card, day, right=right)
        self.box[card] = min(self.box.get(card, -1) + 1, 4) if right else 0
        self.interval[card] = 2 ** self.box[card]


POLICIES: dict[str, Callable[[Setup], Policy]] = {
    "exam": Exam,
    "least recently seen": LeastRecentlySeen,
    "FSRS 0.9": Fsrs,
    "FSRS rationed": FsrsRationed,
    "SM-2": Sm2,
    "Leitner": Leitner,
    "cram": Cram,
    "gain alone": GainAlone,
}
