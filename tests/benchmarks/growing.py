"""Growth: the first question of ever larger courses, and starts and answers on ever longer histories."""

import os
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from tests.benchmarks import material, measure, rival
from tests.benchmarks.figures import Clock, Figure, Row, Spent, interleaved
from tutor.events import Reviewed
from tutor.grade import Answer
from tutor.schedule import Rating
from tutor.store import Store

QUESTIONS = 1_000
"""Of the course that the long histories are about."""


def courses(folder: Path, clock: Clock) -> list[Figure]:
    """The first question of made-up courses with ten reviews a question, against the smallest."""
    every: list[Row] = []
    smallest: Figure | None = None
    for size in (100, 1_000) if clock.quick else (100, 1_000, 10_000):
        home = folder / f"home-{size}"
        pack = material.write_course(folder / f"course-{size}", size)
        material.write_store(home / ".local" / "share" / "tutor", material.loaded(pack), 10 * size)
        figure = Figure(f"first question, {size:,} questions, {10 * size:,} reviews", "ms", 1.25 if smallest else None, smallest)
        smallest = smallest or figure
        every.append((figure, partial(measure.first_card_ms, ["review", "--content", str(pack)], measure.environment(home))))
    material.settle()
    return interleaved(every, clock.rounds(3, 21), clock)


def stores(folder: Path, clock: Clock, python: str) -> list[Figure]:
    """A start and an answer on histories of 0 to 1,000,000 events; answers beside those of Anki's library, where it is."""
    pack = material.write_course(folder / "course", QUESTIONS)
    starts: list[Row] = []
    answers: list[Row] = []
    with ExitStack() as stack:
        for events in (0, 10_000) if clock.quick else (0, 1_000, 10_000, 100_000, 1_000_000):
            home = folder / f"home-{events}"
            data = home / ".local" / "share" / "tutor"
            material.write_store(data, material.loaded(pack), events)
            start = partial(measure.first_card_ms, ["review", "--content", str(pack)], measure.environment(home))
            starts.append((_against(starts, f"first question, {events:,} events", 1.25), start))
            store = stack.enter_context(Store.open(data))
            answers.append((_against(answers, f"answer, {events:,} events", 1.3), Appends(store)))
        size = Appends(stack.enter_context(Store.open(folder / "bytes")))
        material.settle()
        out = interleaved(starts, clock.rounds(2, 11), clock)
        out += interleaved([*answers, *_anki(folder, python, stack, size)], clock.rounds(20, 200), clock)
        return [*out, size.figure()]


def _against(rows: list[Row], name: str, target: float) -> Figure:
    """A figure that is compared with the first of its kind."""
    return Figure(name, "ms", target if rows else None, rows[0][0] if rows else None)


def _anki(folder: Path, python: str, stack: ExitStack, own: "Appends") -> list[Row]:
    """An answer of ours with all it takes beside Anki's, which has a target; or ours alone."""
    other = Figure("Anki: answer and save", "ms")
    ours = Figure("answer and save", "ms", 0.6 if python else None, other if python else None)
    alone = Figure("write and fsync of 310 bytes alone", "ms"), partial(_synced_ms, folder / "alone")
    if not python:
        return [(ours, own), alone]
    file = folder / "anki" / "collection.anki2"
    rival.make(python, file, QUESTIONS)
    study = rival.Study(python, file)
    stack.callback(study.close)
    return [(ours, own), (other, partial(study.asked, "answer")), alone]


def _synced_ms(path: Path) -> float:
    """What the disk takes, whoever asks."""
    begin = perf_counter()
    with path.open("ab", buffering=0) as file:
        file.write(b"x" * 310)
        os.fsync(file.fileno())
    return (perf_counter() - begin) * 1000


class Appends:
    """Answers made durable in process: each call is one, with its schedule and its fsync, in milliseconds.

    Before each the store is asked for what others wrote, as a session does at every question; before each of its answers, Anki's side
    asks for the next card and what each rating would make of it. Neither is counted.
    """

    def __init__(self, store: Store) -> None:
        self.store, self.count = store, 0
        self.path = Path(store.folder.history)
        self.before = self.path.stat().st_size if self.path.exists() else 0

    def __call__(self) -> Spent:
        """One more."""
        self.count += 1
        fact = Reviewed(
            moment=material.moment(), session="5e551017", card=f"made/l0-q{self.count}", version="0" * 8, answer=Answer((2, 3)),
            score=0.5, rating=Rating.HARD, confidence=2, ms=12345, predicted=0.9123,
        )  # fmt: skip
        self.store.refresh()
        begin, cpu = perf_counter(), process_time()
        self.store.append([fact])
        return Spent((perf_counter() - begin) * 1000, (process_time() - cpu) * 1000)

    def figure(self) -> Figure:
        """The bytes of an answer."""
        return Figure("bytes an answer", "B", 400, samples=[(self.path.stat().st_size - self.before) / max(self.count, 1)])
