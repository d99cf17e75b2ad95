"""kill -9 at random moments, and six learners at once in one directory."""

import random
import signal
import time
from pathlib import Path

import pytest

from tests.faults.harness import acknowledged, nothing_is_lost, start, stored


def killed_again_and_again(directory: Path, kills: int) -> None:
    said: list[str] = []
    chance = random.Random(kills)
    for i in range(kills):
        process = start(["-m", "tests.faults.child", str(directory), "100000", f"run{i}-"])
        assert process.stdout
        first = process.stdout.readline() if chance.random() < 0.8 else b""
        time.sleep(chance.random() * (0.05 if first else 0.2))
        process.send_signal(signal.SIGKILL)
        said += acknowledged(first + process.communicate()[0])
    assert len(said) > kills
    events = nothing_is_lost(directory, said)
    assert len(events) - len(said) <= kills, "at most the answer that was being saved at each kill is there unsaid"
    assert len(set(stored(directory))) == len(stored(directory)), "no answer is there twice"


def test_no_acknowledged_answer_is_lost_in_30_kills(tmp_path: Path) -> None:
    killed_again_and_again(tmp_path / "data", 30)


@pytest.mark.nightly
def test_no_acknowledged_answer_is_lost_in_2000_kills(tmp_path: Path) -> None:
    for batch in range(20):
        killed_again_and_again(tmp_path / f"data{batch}", 100)


def test_six_learners_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    processes = [start(["-m", "tests.faults.child", str(tmp_path), "60", f"learner{i}-"]) for i in range(6)]
    said = [acknowledged(process.communicate()[0]) for process in processes]
    assert [process.returncode for process in processes] == [0] * 6
    assert [len(ids) for ids in said] == [60] * 6
    events = nothing_is_lost(tmp_path, [event_id for ids in said for event_id in ids])
    assert [event.n for event in events] == list(range(1, 361))
