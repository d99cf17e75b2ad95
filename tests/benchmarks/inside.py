"""What is measured in process: a changed file against PyYAML's pure loader, and scheduling against py-fsrs."""

import gc
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
QUIZ = Path("quiz") / "l0000.yaml"
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
        alone = material.write_course(folder / f"one-{QUESTIONS}", QUESTIONS)
        text = (alone / QUIZ).read_text(encoding="utf-8")
        loader = Figure("yaml.safe_load of 1,000 questions", "ms")
        every: list[Row] = [(loader, lambda: timed_ms(lambda: yaml.safe_load(text)))]
        for n, (name, change) in enumerate(CHANGES.items()):
            # Each in a course of its own: what the one changed is no news to the other.
            pack = material.write_course(folder / f"changed-{n}", QUESTIONS)
            every.append((Figure(f"{name}, of 1,000", "ms", 0.1, loader), Changed(pack, folder / "cache", change)))
        if not clock.quick:
            pack = material.write_course(folder / "ten", 10 * QUESTIONS)
            every.append((Figure("1,000 questions changed, of 10,000", "ms", None, loader), Changed(pack, folder / "cache", all_changed)))
        return interleaved(every, clock.rounds(2, 11), clock)


def one_changed(text: str, turn: int) -> str:
    """Another wording of a question in the middle."""
    return text.replace("question 500 ?", f"question 500, pour la {turn}e fois ?")


def one_more(text: str, turn: int) -> str:
    """A line more in the first question, so that all others move; another question at the end."""
    hint = f"    indices: [Relisez {turn} fois.]\n"
    return text.replace("    explication:", f"{hint}    explication:", 1) + material.question(0, QUESTIONS + turn)


def all_changed(text: str, turn: int) -> str:
    """Another explanation in every question."""
    return text.replace("Le marqueur est visible, la section", f"Le marqueur {turn} est visible, la section")


CHANGES: dict[str, Callable[[str, int], str]] = {
    "1 question changed": one_changed,
    "1 question added, all others moved": one_more,
    "1,000 questions changed": all_changed,
}


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

    def __init__(self, pack: Path, directory: Path, change: Callable[[str, int], str]) -> None:
        self.pack, self.directory, self.change = pack, str(directory), change
        self.quiz, self.turn = pack / QUIZ, 0
        self.text = self.quiz.read_text(encoding="utf-8")
        course_at(self.pack, self.directory)

    def __call__(self) -> float:
        """One more time."""
        self.turn += 1
        self.quiz.write_text(self.change(self.text, self.turn), encoding="utf-8")
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
