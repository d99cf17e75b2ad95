"""Stores damaged at random: opened or refused, never another exception, nothing whole lost, and quick."""

import itertools
import random
from pathlib import Path

import pytest

from tests.faults.mutants import fuzzed, mutants, opened, seeds

QUICK, NIGHTLY = 60_000, 600_000
"""Mutants of saved folds and histories in memory; one in 200 more is a store on the disk. With those of the content: 260,000, a million."""
BATCH = 50_000


@pytest.mark.parametrize(
    ("count", "seed"), [(QUICK, 1), *(pytest.param(BATCH, 2 + n, marks=pytest.mark.nightly) for n in range(NIGHTLY // BATCH))]
)
def test_no_mutant_of_a_history_or_a_saved_fold_raises_what_is_not_on_the_list(tmp_path: Path, count: int, seed: int) -> None:
    assert fuzzed(tmp_path, count, seed) + opened(tmp_path, count // 200, seed) >= count


def test_the_seeds_have_one_of_everything(tmp_path: Path) -> None:
    lines, _ = seeds(tmp_path)
    kinds = {line.split(b'"type":"')[1].split(b'"')[0].decode() for line in lines.splitlines()}
    assert kinds == {"start", "review", "read", "setting", "undo", "plan", "rename", "end"}
    assert len(set(itertools.islice(mutants(lines, random.Random(0)), 500))) > 450
