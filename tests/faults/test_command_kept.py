"""The real command, killed, failing and crowded: what was acknowledged is there, once."""

import json
import signal
from pathlib import Path

import pytest

from tests.faults.harness import shim
from tests.faults.programmes import EIO, ENOSPC, FOREVER, Bench, Fault, Tally, crowd, kills, operations, shimmed
from tests.faults.sessions import REVIEW, PlainSession, StageSession, environment, heard, kept, quiz, run, told
from tests.terminal import Terminal

nightly = pytest.mark.nightly


def nothing_lost(found: Tally) -> None:
    assert found.acknowledged
    assert (found.lost, found.doubled) == (0, 0), found


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (PlainSession, 10),
        (StageSession, 5),
        pytest.param(PlainSession, 1400, marks=nightly),
        pytest.param(StageSession, 600, marks=nightly),
    ],
)
def test_a_session_killed_again_and_again_goes_on_with_every_answer_that_was_acknowledged(
    tmp_path: Path, kind: type[PlainSession | StageSession], count: int
) -> None:
    for batch in range(0, count, 50):
        folder = tmp_path / str(batch)
        folder.mkdir()
        nothing_lost(kills(folder, kind, min(50, count - batch), seed=batch))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=nightly)])
def test_no_fault_at_any_file_operation_of_a_session_loses_or_doubles_an_answer(tmp_path: Path, every: bool) -> None:
    found = operations(tmp_path, shim(tmp_path), every=every)
    assert {each.what for each in found} == {"before", "after", "torn", "short", "ENOSPC", "EIO", "EROFS", "EACCES"}
    assert sum(each.injected for each in found) > (300 if every else 80)
    for each in found:
        nothing_lost(each)


def test_an_answer_that_cannot_be_saved_is_said_so_and_saved_with_the_next(tmp_path: Path) -> None:
    bench, library = Bench.made(tmp_path), shim(tmp_path)
    first_write = bench.operations(library).index("w") + 1
    done = bench.session(tmp_path / "data", Fault("error", first_write, ENOSPC), shimmed(library))
    listener = heard(done.out)
    assert (listener.refused, listener.said, done.code) == (["0002"], ["0003", "0004"], 0)
    assert "NON ENREGISTRÉE" in done.out.decode()
    assert "ENOSPC" in done.out.decode()
    nothing_lost(Tally("", 1, 3, 3 - len(kept(tmp_path / "data").standing.keys() & {"0002", "0003", "0004"}), 0))


def test_an_answer_whose_saving_failed_half_way_is_tried_again_with_the_same_id(tmp_path: Path) -> None:
    bench, library = Bench.made(tmp_path), shim(tmp_path)
    first_sync = bench.operations(library).index("f") + 1
    bench.session(tmp_path / "data", Fault("error", first_sync, EIO, 2), shimmed(library))  # neither the fsync nor cutting back works
    lines = [json.loads(line) for line in (tmp_path / "data" / "history.jsonl").read_text().splitlines()]
    answers = [line["id"] for line in lines if line.get("card") == "essai/q0002"]
    assert len(answers) == 1
    assert kept(tmp_path / "data").standing["0002"] == 1


def test_what_could_never_be_saved_ends_with_5_and_leaves_what_was_there(tmp_path: Path) -> None:
    bench, library = Bench.made(tmp_path), shim(tmp_path)
    done = bench.session(tmp_path / "data", Fault("error", 1, EIO, FOREVER), shimmed(library))
    assert done.code == 5
    assert heard(done.out).refused == ["0002", "0003", "0004"]
    assert "NON ENREGISTRÉ" in done.err.decode()
    assert (tmp_path / "data" / "history.jsonl").read_bytes() == (bench.before / "history.jsonl").read_bytes()


@pytest.mark.parametrize(("times", "code"), [(1, 0), (FOREVER, 5)])
def test_the_stage_says_that_an_answer_is_not_saved_and_goes_on(tmp_path: Path, times: int, code: int) -> None:
    bench, library, data = Bench.made(tmp_path), shim(tmp_path), tmp_path / "before"
    first_write = bench.operations(library).index("w") + 1
    names = ("FAULT_PATH", "FAULT_ACTION", "FAULT_AT", "FAULT_ERRNO", "FAULT_TIMES")
    faults = dict(zip(names, map(str, Fault("error", first_write, ENOSPC, times).armed(data)), strict=True))
    terminal = Terminal(("--content", str(bench.path), *REVIEW), env=environment(data, LD_PRELOAD=str(library), **faults))
    terminal.wait("Affirmation 0002").send("a").wait("NON ENREGISTRÉE").send(" ")
    terminal.wait("Affirmation 0003").send("a").wait("Juste").send("q")
    assert terminal.end() == code
    assert len(kept(data).standing) == (2 if code else 4)


@pytest.mark.parametrize(("learners", "questions"), [(6, 15), pytest.param(6, 300, marks=nightly)])
def test_six_sessions_at_once_with_undo_add_up(tmp_path: Path, learners: int, questions: int) -> None:
    nothing_lost(crowd(tmp_path, learners, questions))


def test_a_session_that_runs_in_another_terminal_is_not_offered_and_no_card_counts_twice(tmp_path: Path) -> None:
    path, data = quiz(tmp_path, 8), tmp_path / "data"
    one = PlainSession(path, data).study(3)
    home = run(data, "--content", str(path))
    assert "interrompue" not in home.out.decode(), home.said()
    other = PlainSession(path, data).study(2)
    assert other.said == ["0003", "0004"], "it is a session of its own"
    one.study()
    other.study()
    assert (one.end(), other.end()) == (0, 0)
    assert set(one.said + other.said) == {f"{n:04}" for n in range(8)}
    assert len(one.said + other.said) <= 9, "only what was on the screen already is answered in both"
    firsts = [event["card"] for event in told(data, "history") if event["type"] == "review" and event["first"]]
    assert len(firsts) == len(set(firsts)) == 8


@pytest.mark.parametrize("stop", ["kill", "term"])
def test_a_session_that_died_is_offered_again(tmp_path: Path, stop: str) -> None:
    path, data = quiz(tmp_path, 4), tmp_path / "data"
    session = PlainSession(path, data).study(2)
    session.process.send_signal(signal.SIGKILL if stop == "kill" else signal.SIGTERM)
    session.end()
    assert "nterrompu" in run(data, "--content", str(path)).out.decode()


def test_a_session_left_while_it_starts_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    path, data = quiz(tmp_path, 2), tmp_path / "data"
    session = PlainSession(path, data)
    session.kill()
    assert PlainSession(path, data).study().end() == 0
    assert kept(data).standing == {"0000": 1, "0001": 1}
