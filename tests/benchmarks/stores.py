"""What a long history costs: to open, to add to, and to mend. Against an empty store, and in milliseconds."""

import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from tests.benchmarks import material, measure
from tests.benchmarks.figures import Clock, Figure, interleaved
from tutor.content.cache import SETTLED_NS
from tutor.events import Reviewed
from tutor.grade import Answer
from tutor.schedule import Rating
from tutor.store import Store

REVIEWS, PER_QUESTION = 50_000, 10
OPEN = "import sys; from tutor.store import Store; Store.open(sys.argv[1])"


class Long:
    """A learner of a made-up course with many reviews behind him, and one with none."""

    def __init__(self, folder: Path, reviews: int = REVIEWS) -> None:
        self.folder, self.pack = folder, material.write_course(folder / "pack", reviews // PER_QUESTION)
        course = material.loaded(self.pack)
        self.homes = {count: folder / f"long-{count}" for count in (0, reviews)}
        for count, home in self.homes.items():
            material.write_store(home / ".local" / "share" / "tutor", course, count)
        self.data = self.homes[reviews] / ".local" / "share" / "tutor"
        sleep(SETTLED_NS / 1e9 + 0.2)

    def starts(self) -> list[Callable[[], float]]:
        """The first question with an empty store, and with the long one."""
        words = ["review", "--content", str(self.pack)]
        return [partial(measure.first_card_ms, words, measure.environment(home)) for home in self.homes.values()]

    def appended_ms(self, count: int) -> list[float]:
        """The time of each of so many answers, with its fsync, longest last."""
        took = []
        with Store.open(self.data) as store:
            for n in range(count):
                fact = Reviewed(
                    moment=material.moment(), session="5e551017", card=f"made/l0-q{n}", version="", answer=Answer((0,)), score=1.0,
                    rating=Rating.GOOD, confidence=2, ms=9000,
                )  # fmt: skip
                begin = perf_counter()
                store.append([fact])
                took.append((perf_counter() - begin) * 1000)
        return sorted(took)

    def mended_ms(self, damage: Callable[[Path], object], env: Mapping[str, str]) -> float:
        """The processor's time of a program that opens a copy of the long store, damaged, and so mends it."""
        copy = self.folder / "damaged"
        shutil.copytree(self.data, copy)
        damage(copy)
        try:
            return measure.run_ms(["-c", OPEN, str(copy)], env).cpu
        finally:
            shutil.rmtree(copy)


def cut(data: Path) -> None:
    """The end of the history is gone, a line in the middle of the last one."""
    os.truncate(data / "history.jsonl", (data / "history.jsonl").stat().st_size - 60)


def flip(data: Path) -> None:
    """A bit in the middle of the history."""
    path = data / "history.jsonl"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def forget(data: Path) -> None:
    """The saved fold is gone."""
    (data / "progress.json").unlink()


DAMAGES = {"its end cut off": cut, "a bit flipped": flip, "progress.json gone": forget}


def long(folder: Path, clock: Clock) -> list[Figure]:
    """What 50,000 reviews cost at the start, at an answer, and when the store is damaged."""
    folder.mkdir()
    reviews = 5_000 if clock.quick else REVIEWS
    learner = Long(folder, reviews)
    empty = Figure("first question, no review stored", "ms")
    full = Figure(f"the same, {reviews:,} reviews stored", "ms", 1.15, empty)
    out = interleaved(list(zip((empty, full), learner.starts(), strict=True)), clock.rounds(3, 15), clock)
    took = learner.appended_ms(clock.rounds(20, 200))
    out.append(Figure(f"answer with {reviews:,} stored, 95 of 100 within", "ms", 20, samples=[took[len(took) * 95 // 100]]))
    env = measure.environment(folder / "nobody")
    mended = [
        (Figure(f"{reviews:,} mended, {name} (CPU)", "ms", 2000), partial(learner.mended_ms, each, env)) for name, each in DAMAGES.items()
    ]
    return out + interleaved(mended, clock.rounds(1, 4), clock)
