"""From the files to progress, mending on the way what can be mended."""

import contextlib
import os

from tutor import codec, files, history, snapshot
from tutor.errors import ProgressRefused
from tutor.fold import Stale
from tutor.folder import Folder, Notice
from tutor.history import Replayed
from tutor.progress import Progress
from tutor.record import record
from tutor.snapshot import Snapshot

SNAPSHOT_BYTES_MAX = 1 << 28
_COMPARED_BYTES = 64


@record
class Loaded:
    """What the files amount to. `saved_at` is the position that a valid progress.json knows of, -1 if there is none."""

    replayed: Replayed
    saved_at: int
    notices: tuple[Notice, ...] = ()


def load(folder: Folder, *, is_locked: bool = False) -> Loaded:
    """Read the saved fold and what the history holds beyond it, or the whole history; cut, keep and bring back what was damaged.

    Raises ProgressRefused, having changed nothing, if the files are not ours to touch.
    """
    folder.check()
    with files.refusing(folder.history):
        saved, why = read_snapshot(folder)
        replayed, is_used = _replay(folder, saved)
        notices: list[Notice] = []
        if _is_odd(folder, replayed, saved) or why == "damaged":
            notices = _mend(folder, saved, why, is_locked=is_locked)
            replayed, is_used = _replay(folder, saved)
        if saved and not is_used:
            why = "changed"
    if why and replayed.events:
        notices.append(Notice("rebuilt", folder.progress, replayed.events, detail=why))
    return Loaded(replayed, saved.position if saved and is_used else -1, tuple(notices))


def read_snapshot(folder: Folder) -> tuple[Snapshot | None, str]:
    """The saved fold, or none and why: `missing` or `damaged`. Raises ProgressRefused if it is a newer program's, OSError."""
    try:
        with files.opened(folder.progress) as fd:
            size = os.fstat(fd).st_size
            data = files.read(fd, 0, size) if size <= SNAPSHOT_BYTES_MAX else b""
        return snapshot.decode(data), ""
    except FileNotFoundError:
        return None, "missing"
    except snapshot.Newer:
        raise ProgressRefused(folder.progress, "newer") from None
    except snapshot.Damaged:
        return None, "damaged"


def settle(folder: Folder, fd: int, replayed: Replayed) -> list[Notice]:
    """With the lock held: finish a last line that lost only its newline, cut and keep a torn one, keep a copy if lines are damaged."""
    notices = []
    if replayed.rest and codec.is_whole(replayed.rest):
        files.append(fd, b"\n", replayed.end + len(replayed.rest))
    elif replayed.rest:
        evidence = files.keep(folder.history, [replayed.rest])
        os.ftruncate(fd, replayed.end)
        os.fsync(fd)
        notices.append(Notice("torn", folder.history, len(replayed.rest), evidence=evidence))
    if replayed.bad_at >= 0:
        evidence = _kept_already(folder.history, fd, replayed.bad_at) or files.keep_copy(folder.history)
        notices += _bad(folder, replayed, evidence)
    return notices


def _replay(folder: Folder, saved: Snapshot | None) -> tuple[Replayed, bool]:
    """What the history holds, and whether it still begins with what `saved` is the fold of."""
    try:
        with files.opened(folder.history) as fd:
            size = os.fstat(fd).st_size
            is_used = saved is not None and saved.position <= size and history.mark(fd, saved.position) == saved.mark
            if saved and is_used:
                with contextlib.suppress(Stale):
                    return history.replay(fd, saved.position, size, saved.progress), True
            return history.replay(fd, 0, size), is_used
    except FileNotFoundError:
        return Replayed(Progress(), 0), saved is not None and saved.position == 0


def _is_odd(folder: Folder, replayed: Replayed, saved: Snapshot | None) -> bool:
    """Something is torn, damaged or gone."""
    if replayed.rest or replayed.bad_at >= 0 or _is_short(replayed, saved):
        return True
    return not replayed.end and os.path.isdir(folder.backups)


def _is_short(replayed: Replayed, saved: Snapshot | None) -> bool:
    return saved is not None and replayed.end + len(replayed.rest) < saved.position


def _mend(folder: Folder, saved: Snapshot | None, why: str, *, is_locked: bool) -> list[Notice]:
    """Look again, nobody else writing now, and mend. Where that cannot be written, only say what was seen."""
    replayed = Replayed(Progress(), 0)
    with contextlib.ExitStack() as stack:
        try:
            if not is_locked:
                stack.enter_context(folder.locked())
            if why == "damaged":
                files.move(folder.progress, files.unused_evidence(folder.progress))
            replayed, _ = _replay(folder, saved)
            return _mend_history(folder, saved, replayed)
        except OSError:
            torn = [Notice("torn", folder.history, len(replayed.rest))] if replayed.rest else []
            return torn + _bad(folder, replayed, "")


def _mend_history(folder: Folder, saved: Snapshot | None, replayed: Replayed) -> list[Notice]:
    notices: list[Notice] = []
    with contextlib.suppress(FileNotFoundError), files.opened(folder.history, files.TO_MEND) as fd:
        notices += settle(folder, fd, replayed)
    if replayed.bad_at >= 0 or _is_short(replayed, saved) or not replayed.end:
        from tutor import backup

        notices += backup.bring_back(folder)
    if saved and _is_short(replayed, saved):
        now, _ = _replay(folder, saved)
        if now.progress.n < saved.progress.n:
            evidence = files.unused_evidence(folder.progress)
            files.move(folder.progress, evidence)
            notices.append(Notice("lost", folder.history, saved.progress.n - now.progress.n, evidence=evidence))
    return notices


def _bad(folder: Folder, replayed: Replayed, evidence: str) -> list[Notice]:
    counts = (("damaged", replayed.damaged), ("foreign", replayed.foreign))
    return [Notice(what, folder.history, count, evidence=evidence) for what, count in counts if count]


def _kept_already(path: str, fd: int, bad_at: int) -> str:
    """The evidence that holds this damaged line already, or nothing: a file is not copied again at every start."""
    line = files.read(fd, bad_at, _COMPARED_BYTES)
    for kept in files.evidence_of(path):
        with contextlib.suppress(OSError), files.opened(kept) as other:
            if files.read(other, bad_at, _COMPARED_BYTES) == line:
                return kept
    return ""
