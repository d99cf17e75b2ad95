"""A small learner in a process of its own: answers cards, and prints the id of each answer once the store acknowledged it.

python -m tests.faults.child DIRECTORY COUNT NAME      answers COUNT cards
python -m tests.faults.child --points DIRECTORY SHIM few|quick|all evening|mending    under LD_PRELOAD: a fork for each operation and fault,
                                                                                  JSON lines
"""

import contextlib
import ctypes
import itertools
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.happenings import moment, reviewed
from tutor.errors import NotSaved, ProgressRefused
from tutor.events import Event
from tutor.store import Store

ENOSPC, EIO, EROFS, EACCES = 28, 5, 30, 13
FOREVER = 1_000_000
NOT_REACHED = 7
KILLS = [("before", 0, 1), ("after", 0, 1), ("torn", 0, 1)]
FAULTS = {
    "few": [("before", 0, 1), ("torn", 0, 1), ("error", ENOSPC, 1)],
    "quick": [*KILLS, ("error", ENOSPC, 1), ("error", EIO, FOREVER)],
    "all": [*KILLS, ("short", 0, 1), ("short", 0, FOREVER)]
    + [("error", code, times) for code in (ENOSPC, EIO, EROFS, EACCES) for times in (1, 3, FOREVER)],
}


def say(events: Sequence[Event]) -> None:
    """Acknowledge."""
    os.write(1, "".join(f"{event.id}\n" for event in events).encode())


def study(directory: str, count: int, name: str) -> None:
    """Answer cards."""
    with Store.open(directory) as store:
        for i in range(count):
            say(store.append([reviewed(f"c/{name}{i}", at=i)]))


def evening(directory: str) -> int:
    """Everything a session does to the files, going on when an answer cannot be saved. Returns what stays unsaved."""
    store = Store.open(directory)
    for step in range(5):
        try:
            if step == 3:
                say(store.undo([next(iter(store.events())).id], moment(1)))
            else:
                say(store.append([reviewed(f"c/evening{step}", day=1 + step // 2), reviewed(f"c/also{step}", day=1 + step // 2)]))
        except NotSaved:
            continue
        if step == 1:
            store.snapshot()
    return store.close()


def mending(directory: str) -> int:
    """A start that mends what is damaged, an answer, and the end. Returns what stays unsaved; 1 where nothing could be read."""
    try:
        store = Store.open(directory)
    except ProgressRefused:
        return 1
    with contextlib.suppress(NotSaved):
        say(store.append([reviewed("c/after", day=30)]))
    return store.close()


ROUTINES = {"evening": evening, "mending": mending}


def points(
    base: Path, shim: ctypes.CDLL, faults: Sequence[tuple[str, int, int]], routine: Callable[[str], int]
) -> Iterator[dict[str, object]]:
    """Every fault at every file operation of a routine, one fork each."""
    for action, code, times in faults:
        for at in itertools.count(1):
            directory = base / f"{action}-{code}-{times}-{at}"
            shutil.copytree(base / "before", directory)
            said, status = _forked(directory, shim, (action, at, code, times), routine)
            yield {"directory": str(directory), "action": action, "said": said, "status": status}
            if status in {NOT_REACHED, NOT_REACHED + 100}:
                break


def _forked(directory: Path, shim: ctypes.CDLL, fault: tuple[str, int, int, int], routine: Callable[[str], int]) -> tuple[list[str], int]:
    action, *numbers = fault
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.dup2(writer, 1)
        shim.fault_arm(str(directory).encode(), action.encode(), *numbers)
        unsaved = routine(str(directory))
        os._exit((0 if shim.fault_fired() else NOT_REACHED) + (100 if not unsaved else 0))
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read().split()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return said, status


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if sys.argv[1] == "--points":
        for result in points(Path(sys.argv[2]), ctypes.CDLL(sys.argv[3]), FAULTS[sys.argv[4]], ROUTINES[sys.argv[5]]):
            print(json.dumps(result), flush=True)
    else:
        study(sys.argv[1], int(sys.argv[2]), sys.argv[3])
