"""What is measured in process: a changed file against PyYAML's pure loader, and scheduling against py-fsrs."""

import gc
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from unittest.mock import patch

import fsrs
import yaml

from tests.benchmarks import material
from tests.benchmarks.figures import Clock, Figure, Row, Spent, interleaved
from tests.content_examples import many_choices, write_quiz
from tutor.content import cache
from tutor.content.cache import course_at
from tutor.content.lint import inspect
from tutor.content.load import load
from tutor.content.nodes import FAST
from tutor.schedule import Memory, New, Rating, review

QUESTIONS = 1_000
REVIEWS = 2_000


def timed_ms(work: Callable[[], object]) -> Spent:
    """The time of a call, on a clean slate: what the last one left is collected before."""
    gc.collect()
    begin, cpu = perf_counter(), process_time()
    work()
    return Spent((perf_counter() - begin) * 1000, (process_time() - cpu) * 1000)


def indexing(folder: Path, clock: Clock) -> list[Figure]:
    """A file of 1,000 questions is changed: all that the next start does about it, cache written; alone, and as one of ten in a course."""
    with patch.object(material, "PER_LESSON", QUESTIONS), patch.object(cache, "SETTLED_NS", 0):
        sizes = (QUESTIONS,) if clock.quick else (QUESTIONS, 10 * QUESTIONS)
        packs = [material.write_course(folder / f"one-{size}", size) for size in sizes]
        quiz = packs[0] / "quiz" / "l0000.yaml"
        text = quiz.read_text(encoding="utf-8")
        loader = Figure("yaml.safe_load of 1,000 questions", "ms")
        every: list[Row] = [(loader, lambda: timed_ms(lambda: yaml.safe_load(text)))]
        for size, pack in zip(sizes, packs, strict=True):
            target = 0.1 if size == QUESTIONS else None
            every.append((Figure(f"1,000 questions changed, of {size:,}", "ms", target, loader), Changed(pack, folder / "cache")))
        return interleaved(every, clock.rounds(2, 11), clock)


def reading(folder: Path, clock: Clock) -> list[Figure]:
    """1,000 questions read with places and every diagnostic, as they stand, with a repair in each, and with all advice."""
    plain = many_choices(QUESTIONS)
    folder.mkdir(parents=True)
    good = write_quiz(folder, plain, "good.yaml")
    typed = write_quiz(folder, plain.replace("question: Que", "question: Bien : que"), "typed.yaml")
    base = Figure("CSafeLoader alone, 1,000 questions", "ms")
    every: list[Row] = [
        (base, lambda: timed_ms(lambda: yaml.load(plain, FAST))),
        (Figure("the same read and judged", "ms", 1.5, base), lambda: timed_ms(lambda: load(good))),
        (Figure("the same, 1,000 repairs", "ms", 1.5, base), lambda: timed_ms(lambda: load(typed))),
        (Figure("the whole check, with advice", "ms", 3, base), lambda: timed_ms(lambda: inspect(good))),
    ]
    return interleaved(every, clock.rounds(3, 15), clock)


class Changed:
    """Each call changes the first quiz of a pack and reads the pack again, in milliseconds."""

    def __init__(self, pack: Path, directory: Path) -> None:
        self.pack, self.directory = pack, str(directory)
        self.quiz = pack / "quiz" / "l0000.yaml"

    def __call__(self) -> float:
        """One more time."""
        seen = self.quiz.stat()
        os.utime(self.quiz, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))
        return timed_ms(lambda: course_at(self.pack, self.directory))


def scheduling(clock: Clock) -> list[Figure]:
    """A review scheduled, with its next day, beside py-fsrs without steps and fuzz. `tests/test_memory.py` has them agree to 1e-9."""
    theirs = Figure("py-fsrs: a review", "µs")
    ours = Figure("a review scheduled", "µs", 0.5, theirs)
    return interleaved([(ours, _ours_us), (theirs, _theirs_us)], clock.rounds(3, 15), clock)


def _each_us(spent: Spent) -> Spent:
    return Spent(spent * 1000 / REVIEWS, spent.cpu * 1000 / REVIEWS)


def _ours_us() -> Spent:
    def work() -> None:
        memory: Memory = New()
        day = date(2027, 1, 1)
        for n in range(REVIEWS):
            memory = review(memory, Rating.AGAIN if n % 8 == 7 else Rating.GOOD, day)
            day = day + timedelta(5) if n % 8 < 7 else date(2027, 1, 1) + timedelta(n % 50)

    return _each_us(timed_ms(work))


def _theirs_us() -> Spent:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

    def work() -> None:
        card, start = fsrs.Card(card_id=1), datetime(2027, 1, 1, 12, tzinfo=UTC)
        day = start
        for n in range(REVIEWS):
            card, _ = scheduler.review_card(card, fsrs.Rating.Again if n % 8 == 7 else fsrs.Rating.Good, day)
            day = day + timedelta(5) if n % 8 < 7 else start + timedelta(n % 50)

    return _each_us(timed_ms(work))
