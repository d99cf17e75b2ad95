"""A fault at every file operation of a session: killed before, after and half-way; ENOSPC, EIO, EROFS, EACCES once, thrice, for ever."""

import json
from pathlib import Path

import pytest

from tests.faults.child import NOT_REACHED
from tests.faults.harness import nothing_is_lost, shim, start, stored
from tests.happenings import reviewed
from tutor.store import Store


@pytest.mark.parametrize("size", ["quick", pytest.param("all", marks=pytest.mark.nightly)])
def test_no_fault_at_any_operation_loses_or_doubles_an_answer(tmp_path: Path, size: str) -> None:
    library = shim(tmp_path)
    before = tmp_path / "before"
    with Store.open(before) as store:
        store.append([reviewed("c/q1"), reviewed("c/q2")])
    process = start(["-m", "tests.faults.child", "--points", str(tmp_path), str(library), size, "evening"], LD_PRELOAD=str(library))
    output, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    results = [json.loads(line) for line in output.splitlines()]
    assert len(results) > 300, "the shim met the operations"
    for result in results:
        directory = Path(result["directory"])
        events = nothing_is_lost(directory, result["said"])
        assert len(set(stored(directory))) == len(stored(directory))
        assert {event.id for event in events} >= set(stored(before))
        assert result["status"] in {-9, 0, 100, NOT_REACHED + 100}, errors.decode()
        if result["status"] >= 100:
            assert len(events) == 11, "closed with nothing unsaved"
