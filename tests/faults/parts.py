"""The parts of a run: each a list of batches, so that it can say how long it will take and be shared among several processes."""

import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from tests.faults import mutants
from tests.faults.harness import compiler, shim
from tests.faults.programmes import Tally, crowd, damaged, faulted, kills, planned, refused
from tests.faults.sessions import PlainSession, StageSession
from tests.terminal import ROOT

Batch: TypeAlias = Callable[[Path], list[Tally]]
"""Runs in an empty directory of its own."""

KILLS, MUTANTS = 50, 10_000
"""So many of them are a batch."""
ON_DISK = 200
"""One in so many mutants is a store on the disk."""
WORDS = {
    "before": "killed before a file operation, each in turn",
    "after": "killed after it",
    "torn": "killed half-way through a write",
    "short": "writes that take a byte at a time",
}


def parts(*, nightly: bool) -> dict[str, list[Batch]]:
    """Every part by name."""
    stores, contents = (600_000, 400_000) if nightly else (20_000, 10_000)
    return {
        "plain": _killed(PlainSession, 1400 if nightly else 20),
        "stage": _killed(StageSession, 600 if nightly else 10),
        "operations": _operations(every=nightly) if compiler() else [],
        "crowd": [lambda folder: [crowd(folder, 6, 300 if nightly else 15)]],
        "damaged": [lambda folder: [damaged(folder)]],
        "refused": [lambda folder: [refused(folder)]],
        "stores": [partial(_stores, seed) for seed in range(stores // MUTANTS)],
        "courses": [partial(_courses, seed) for seed in range(contents // MUTANTS)],
    }


def run(name: str, batches: Sequence[Batch], folder: Path, say: Callable[[str], None]) -> list[Tally]:
    """Run a part to its end, telling now and then how long it will take still. A batch that raised counts as one loss."""
    found: list[Tally] = []
    began = monotonic()
    for done, batch in enumerate(batches, 1):
        found += _tallied(name, batch, _made(folder / f"{name}-{done}"))
        gone = monotonic() - began
        say(f"{name}: {done} of {len(batches)}, {_minutes(gone)} gone, about {_minutes(gone / done * (len(batches) - done))} left")
    return summed(found)


def _tallied(name: str, batch: Batch, folder: Path) -> list[Tally]:
    try:
        return batch(folder)
    except Exception:  # noqa: BLE001 - whatever it is, the table must show it and the rest must go on
        traceback.print_exc()
        return [Tally(f"{name}: batches that raised", 1, 0, 1, 0)]


def _killed(kind: type[PlainSession | StageSession], count: int) -> list[Batch]:
    """So many kills, on a fresh store every `KILLS`."""

    def batch(n: int, folder: Path) -> list[Tally]:
        return [kills(folder, kind, min(KILLS, count - n), seed=n)]

    return [partial(batch, n) for n in range(0, count, KILLS)]


def _operations(*, every: bool) -> list[Batch]:
    """The faults at every file operation of a session, some at a time; how many there are is only known when one was run."""

    def batch(n: int, folder: Path) -> list[Tally]:
        library = shim(folder)
        bench, faults = planned(folder, library, every=every)
        judged = faulted(bench, library, faults[n::share], every=every)
        return [replace(each, what=_words(each.what)) for each in judged]

    share = 12 if every else 1
    return [partial(batch, n) for n in range(share)]


def _words(what: str) -> str:
    return WORDS.get(what, f"{what} at a file operation, once, thrice, for ever")


def _stores(seed: int, folder: Path) -> list[Tally]:
    count = mutants.fuzzed(folder, MUTANTS, seed) + mutants.opened(folder, MUTANTS // ON_DISK, seed)
    return [Tally("histories and saved folds damaged at random", count, 0, 0, 0)]


def _courses(seed: int, _: Path) -> list[Tally]:
    words = [sys.executable, "-m", "tests.mutants", str(MUTANTS), str(1_000 + seed)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr)
    return [Tally("course files damaged at random", MUTANTS, 0, 0, 0)]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def shared(batches: Sequence[Batch], share: str) -> list[Batch]:
    """The batches of a share `2/4`: the second of four."""
    which, _, of = share.partition("/")
    return list(batches[int(which) - 1 :: int(of)])


def summed(found: Iterable[Tally]) -> list[Tally]:
    """Tallies of the same thing added up, in the order in which each was met first."""
    sums: dict[str, Tally] = {}
    for each in found:
        sums[each.what] = sums[each.what] + each if each.what in sums else each
    return list(sums.values())
