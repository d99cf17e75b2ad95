"""The figures: what is measured, its target, and how the medians of interleaved rounds become rows of a table."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import yaml

from tests.benchmarks import material, measure
from tests.content_examples import many_choices, write_quiz
from tutor.content.cache import SETTLED_NS
from tutor.content.lint import inspect
from tutor.content.load import load
from tutor.content.nodes import FAST
from tutor.events import Reviewed
from tutor.grade import Answer
from tutor.schedule import Rating
from tutor.store import Store


@dataclass
class Figure:
    """One thing measured, many times. `unit` is what the samples are in; `target` bounds their median, or its ratio to that of `base`."""

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
        return self.value / self.base.value if self.base and self.base.value else self.value

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return self.compared <= self.target if self.target is not None and self.samples else None

    def data(self) -> dict[str, object]:
        """The figure for a JSON history."""
        base = self.base.name if self.base else None
        facts = {"name": self.name, "unit": self.unit, "median": round(self.value, 3), "samples": len(self.samples)}
        return {**facts, "base": base, "compared": round(self.compared, 3), "target": self.target, "met": self.met}


def figures(folder: Path, *, quick: bool) -> list[Figure]:
    """Measure everything. Rounds are interleaved, so that a busy machine is as slow for the floor as for the rest."""
    home = folder / "home"
    course = material.loaded(material.shipped_pack())
    material.write_store(home / ".local" / "share" / "tutor", course)
    env = measure.environment(home)
    floor = Figure("python -c pass", "ms")
    starts = [
        (Figure("first question, review", "ms", 7.5, floor), partial(measure.first_card_ms, ["review"], env)),
        (Figure("first page, learn", "ms", 7.5, floor), partial(measure.first_card_ms, ["learn", "m1.l1"], env)),
        (Figure("tutor --version", "ms", 5, floor), partial(measure.command_ms, ["--version"], env)),
        (Figure("tutor --help", "ms", 10, floor), partial(measure.command_ms, ["--help"], env)),
        (Figure("tutor progress", "ms", 9, floor), partial(measure.command_ms, ["progress"], env)),
    ]
    # The cache keeps nothing of files that changed a moment ago, and the first start writes it.
    sleep(SETTLED_NS / 1e9 + 0.2)
    every = [(floor, partial(measure.floor_ms, env)), *starts]
    interleaved(every, 5 if quick else 21)
    out = [figure for figure, _ in every]
    out += in_session(env, 5 if quick else 20)
    out += appends(folder, 20 if quick else 200)
    out += reading(folder, 5 if quick else 15)
    out += growth(folder, (100, 1_000) if quick else (100, 1_000, 10_000), 5 if quick else 15)
    return out


def interleaved(every: Sequence[tuple[Figure, Callable[[], float]]], rounds: int) -> None:
    """One sample of each, again and again; the first round only warms up."""
    for n in range(rounds + 1):
        for figure, sample in every:
            value = sample()
            if n:
                figure.samples.append(value)


def in_session(env: dict[str, str], rounds: int) -> list[Figure]:
    """What keys cost while a review runs, and its memory."""
    feedback, arrow = Figure("key to feedback", "ms", 30), Figure("arrow key to redraw", "ms", 30)
    memory = Figure("memory, a review", "MiB", 50)
    session = measure.Session(["review", "--limit", "0", "--order", "file"], env)
    try:
        for n in range(1, rounds + 1):
            if session.shows("Échap commandes"):
                session.key_ms("esc", "je ne sais pas")
            else:
                arrow.samples.append(session.redraw_ms("down"))
            feedback.samples.append(session.key_ms("s", "Espace continuer"))
            session.key_ms(" ", rf"Question {n + 1}/")
        memory.samples.append(session.peak_mib())
    finally:
        session.close()
    return [feedback, arrow, memory]


def appends(folder: Path, count: int) -> list[Figure]:
    """An answer made durable, in process: its time (with its fsync) and its bytes."""
    cost, size = Figure("answer appended", "ms"), Figure("bytes an answer", "B", 400)
    with Store.open(folder / "appends") as store:
        for n in range(count):
            fact = Reviewed(
                moment=material.moment(), session="5e551017", card=f"immunotherapie/m1.l1-q{n}", version="0" * 8, answer=Answer((2, 3)),
                score=0.5, rating=Rating.HARD, confidence=2, ms=12345, predicted=0.9123,
            )  # fmt: skip
            begin = perf_counter()
            store.append([fact])
            cost.samples.append((perf_counter() - begin) * 1000)
    size.samples.append((folder / "appends" / "history.jsonl").stat().st_size / count)
    return [cost, size]


def reading(folder: Path, rounds: int) -> list[Figure]:
    """1,000 questions read with places and every diagnostic, as they stand, with a repair in each, and with all advice; in process."""
    plain = many_choices(1_000)
    good, typed = (
        write_quiz(folder, plain, "good.yaml"),
        write_quiz(folder, plain.replace("question: Que", "question: Bien : que"), "typed.yaml"),
    )
    base = Figure("CSafeLoader alone, 1,000 questions", "ms")
    samples: list[tuple[Figure, Callable[[], float]]] = [
        (base, partial(taken_ms, lambda: yaml.load(plain, FAST))),
        (Figure("the same read and judged", "ms", 1.5, base), partial(taken_ms, lambda: load(good))),
        (Figure("the same, 1,000 repairs", "ms", 1.5, base), partial(taken_ms, lambda: load(typed))),
        (Figure("the whole check, with advice", "ms", 3, base), partial(taken_ms, lambda: inspect(good))),
    ]
    interleaved(samples, rounds)
    return [figure for figure, _ in samples]


def taken_ms(action: Callable[[], object]) -> float:
    """How long an action takes, what came before it collected first."""
    gc.collect()
    begin = perf_counter()
    action()
    return (perf_counter() - begin) * 1000


def growth(folder: Path, sizes: Sequence[int], rounds: int) -> list[Figure]:
    """The first question of made-up courses with ten reviews a question, against the smallest."""
    every: list[tuple[Figure, Callable[[], float]]] = []
    smallest: Figure | None = None
    for size in sizes:
        home = folder / f"home-{size}"
        pack = material.write_course(folder / f"course-{size}", size)
        material.write_store(home / ".local" / "share" / "tutor", material.loaded(pack), 10 * size)
        name = f"first question, {size:,} questions, {10 * size:,} reviews"
        figure = Figure(name, "ms", 1.25 if smallest else None, smallest)
        smallest = smallest or figure
        every.append((figure, partial(measure.first_card_ms, ["review", "--content", str(pack)], measure.environment(home))))
    sleep(SETTLED_NS / 1e9 + 0.2)
    interleaved(every, rounds)
    return [figure for figure, _ in every]


def measured(*, quick: bool) -> list[Figure]:
    """All figures, on material made for them and thrown away."""
    with TemporaryDirectory(prefix="tutor-bench-") as folder:
        return figures(Path(folder), quick=quick)
