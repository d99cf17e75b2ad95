"""Which way of choosing cards serves an exam best, and are forecasts right? A command, for people who change `tutor.exam`.

    python -m tests.benchmarks.exam_simulator [--students 6] [--days 7 14 30 90] [--minutes 5 10 20] [--json]

Simulated students (tests/benchmarks/worlds.py) study 150 cards in a daily budget of minutes until the exam, once for every policy
(tests/benchmarks/policies.py) and with the same luck. Printed is the expected recall of all cards in percent on the day and 30 days
later, and how far each policy is from `exam`, over the same students, with the standard error of that difference.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product
from statistics import fmean, stdev
from typing import Any

from tests.benchmarks.policies import NAMES, POLICIES, START, Exam, Policy, Setup
from tests.benchmarks.worlds import CARDS, READ_TODAY, WORLDS, Student
from tutor.chance import hashed, uniform
from tutor.forecast import Forecast, TooEarly, calibrate, forecast, recall_on
from tutor.record import asdict, record, replace

DAYS, MINUTES, LATER, STUDENTS = (7, 14, 30, 90), (5, 10, 20), 30, 6
SECONDS_RIGHT, SECONDS_WRONG, SECONDS_NEW = 12.0, 27.0, 8.0
ENOUGH_TRIALS = 290


@record
class Outcome:
    """Percent recalled on the day and 30 days later; the answers it took. The rest is for `exam` only.

    `trials`: its answers a day or more after the last; `missed_by`: forecast of the eve less the truth, in shares;
    `halfway_by`: the same for the forecast at half of the days, and `held` whether the truth lay in its band.
    """

    day: float
    later: float
    answers: int
    trials: int = 0
    missed_by: float | None = None
    halfway_by: float | None = None
    held: bool = False


@record
class Cell:
    """What the students of one world made of one policy. `behind` is their recall less that of `exam`, `error` its standard error."""

    world: str
    days: int
    minutes: int
    policy: str
    day: float
    later: float
    answers: float
    behind: float
    behind_later: float
    error: float


class Life:
    """One student under one policy. Chance goes by student, card and day, so that policies meet the same luck."""

    def __init__(self, student: Student, policy: Policy, setup: Setup, number: int) -> None:
        self.student, self.policy, self.setup = student, policy, setup
        self.luck = hashed(f"luck {number}")
        self.met: set[int] = set()
        self.spent: list[float] = []

    def study(self, day: int) -> None:
        left = self.policy.seconds(day)
        for card in self.policy.order(day) if left > 0 else ():
            self.spent.append(self.ask(card, day))
            left -= self.spent[-1]
            if left <= 0:
                break

    def ask(self, card: int, day: int) -> float:
        chance = self.student.recall(card, day) if card in self.met else READ_TODAY
        right = uniform(self.luck ^ (card << 20 | day)) < chance
        seconds = (SECONDS_RIGHT if right else SECONDS_WRONG) + (0 if card in self.met else SECONDS_NEW)
        self.met.add(card)
        self.student.meet(card, day, right=right)
        self.policy.answered(card, day, right=right)
        return seconds

    def percent(self, day: int) -> float:
        """Expected recall of all cards, in percent."""
        return 100 * fmean(self.student.recall(card, day) for card in range(CARDS))


def live(student: Student, policy: Policy, setup: Setup, number: int) -> Outcome:
    """All days until the exam; of the exam policy also its forecasts at half of the days and on the eve."""
    life = Life(student, policy, setup, number)
    halfway: Forecast | TooEarly | None = None
    for day in range(setup.days):
        if isinstance(policy, Exam) and day == setup.days // 2:
            halfway = forecast_of(policy, day, fmean(life.spent))
        life.study(day)
    truth, later = life.percent(setup.days), life.percent(setup.days + LATER)
    if not isinstance(policy, Exam):
        return Outcome(truth, later, len(life.spent))
    band = halfway.total if isinstance(halfway, Forecast) else None
    return Outcome(
        truth,
        later,
        len(life.spent),
        trials=len(policy.trials),
        missed_by=eve_forecast(policy) - truth / 100,
        halfway_by=band.expected - truth / 100 if band else None,
        held=band is not None and band.low <= truth / 100 <= band.high,
    )


def eve_forecast(policy: Exam) -> float:
    """The share expected on the exam day, when there is nothing more to study."""
    calibration, exam_day = calibrate(policy.trials), policy.plan.exam_day
    return fmean(recall_on(memory, exam_day, calibration)[0] for memory in policy.memories.values())


def forecast_of(policy: Exam, day: int, seconds: float) -> Forecast | TooEarly:
    """The forecast in the middle of a plan, which has to foresee what its remaining days do."""
    every = [replace(each, seconds=seconds) for each in policy.candidates()]
    plan = replace(policy.plan, minutes=float(policy.setup.minutes))
    return forecast(every, dict.fromkeys(NAMES, "all"), {"all": 1.0}, START + timedelta(day), plan, calibrate(policy.trials), CARDS)


def simulate(students: int, days: Sequence[int], minutes: Sequence[int]) -> tuple[list[Cell], dict[str, list[Outcome]]]:
    """Every world, setup and policy; and the outcomes of the exam policy by world."""
    cells: list[Cell] = []
    outcomes: dict[str, list[Outcome]] = {world: [] for world in WORLDS}
    for world, each_days, each_minutes in product(WORLDS, days, minutes):
        setup = Setup(each_days, each_minutes)
        runs = {
            name: [live(WORLDS[world](number), policy(setup), setup, number) for number in range(students)]
            for name, policy in POLICIES.items()
        }
        outcomes[world] += runs["exam"]
        cells += [cell(world, setup, name, run, runs["exam"]) for name, run in runs.items()]
    return cells, outcomes


def cell(world: str, setup: Setup, policy: str, run: Sequence[Outcome], exam: Sequence[Outcome]) -> Cell:
    behind = [each.day - best.day for each, best in zip(run, exam, strict=True)]
    return Cell(
        world,
        setup.days,
        setup.minutes,
        policy,
        day=fmean(each.day for each in run),
        later=fmean(each.later for each in run),
        answers=fmean(each.answers for each in run),
        behind=fmean(behind),
        behind_later=fmean(each.later - best.later for each, best in zip(run, exam, strict=True)),
        error=stdev(behind) / len(behind) ** 0.5 if len(behind) > 1 else 0.0,
    )


def figures(cells: Sequence[Cell], outcomes: Mapping[str, Sequence[Outcome]]) -> dict[str, Any]:
    """What the exam planner has to reach, as numbers: points ahead of two policies, errors of forecasts in shares."""

    def ahead(world: str, policy: str, *, short: bool = False) -> dict[str, float]:
        of = [c for c in cells if (c.world, c.policy) == (world, policy) and (not short or (c.days <= 14 and c.minutes == 10))]
        return {f"{c.days}d {c.minutes}min": round(-c.behind, 1) for c in of}

    return {
        world: {
            "ahead of least recently seen": ahead(world, "least recently seen"),
            "ahead of FSRS 0.9, short": ahead(world, "FSRS 0.9", short=True),
            "ahead of FSRS rationed, short": ahead(world, "FSRS rationed", short=True),
            "forecast": errors(outcomes[world]),
        }
        for world in WORLDS
    }


def errors(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Mean and mean absolute error on the eve, with enough answers; the same at half of the days, and how often the band held."""
    eve = [each.missed_by for each in outcomes if each.missed_by is not None and each.trials >= ENOUGH_TRIALS]
    half = [each for each in outcomes if each.halfway_by is not None]
    found = {"students": float(len(eve))}
    if eve:
        found |= {"eve": fmean(eve), "eve absolute": fmean(map(abs, eve)), "eve worst": max(map(abs, eve))}
    if half:
        by = [each.halfway_by or 0.0 for each in half]
        found |= {"halfway": fmean(by), "halfway absolute": fmean(map(abs, by)), "band held": fmean(each.held for each in half)}
    return {name: round(value, 3) for name, value in found.items()}


def lines(cells: Sequence[Cell]) -> Iterator[str]:
    """A table: one line a policy, grouped by setup."""
    yield f"{'world':<11} {'days':>4} {'min':>3}  {'policy':<20} {'day':>5} {'+30':>5} {'answers':>7}   {'- exam':>12} {'+30 - exam':>10}"
    for each in cells:
        setup = f"{each.world:<11} {each.days:>4} {each.minutes:>3}"
        gap = f"{each.behind:+6.1f} ± {each.error:3.1f} {each.behind_later:+10.1f}" if each.policy != "exam" else ""
        yield f"{setup}  {each.policy:<20} {each.day:5.1f} {each.later:5.1f} {each.answers:7.0f}   {gap}".rstrip()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--students", type=int, default=STUDENTS, help="per world and setup (default %(default)s, under 3 minutes)")
    parser.add_argument("--days", type=int, nargs="+", default=DAYS)
    parser.add_argument("--minutes", type=int, nargs="+", default=MINUTES)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    begun = time.perf_counter()
    cells, outcomes = simulate(args.students, args.days, args.minutes)
    found = figures(cells, outcomes)
    if args.json:
        json.dump({"cells": [asdict(each) for each in cells], "figures": found}, sys.stdout, indent=1)
        return
    print("\n".join(lines(cells)))
    for world, each in found.items():
        print(f"\n{world}")
        for name, value in each.items():
            print(f"  {name}: {value}")
    print(f"\n{args.students} students each, {time.perf_counter() - begun:.0f} s, of which busy {time.process_time():.0f} s")


if __name__ == "__main__":
    main()
