"""From the files to progress, mending on the way what can be mended."""

import contextlib
import os

from tutor import codec, files, history, snapshot
from tutor.errors import ProgressRefused
from tutor.fold import Stale
from tutor.folder import Folder, Notice
from tutor.history import Looked, Replayed
from tutor.progress import Progress
from tutor.record import record, replace
from tutor.snapshot import Snapshot

SNAPSHOT_BYTES_MAX = 1 << 28


@record
class Loaded:
    """What the files amount to: the fold of the first `position` bytes. `saved_at` is how many progress.json covers, -1 without one.

    `whole` is the CRC-32 of the first `saved_at` bytes, where that is known. `folded` bytes of the history had to be read for it.
    `is_mended`: nothing is left to be mended that could not be for want of room or rights.
    """

    progress: Progress
    position: int
    saved_at: int
    whole: int = -1
    folded: int = 0
    is_mended: bool = True
    notices: tuple[Notice, ...] = ()


def load(folder: Folder, *, is_locked: bool = False) -> Loaded:
    """Read the saved fold and what the history holds beyond it, or the whole history; cut, keep and bring back what was damaged.

    Raises ProgressRefused, having changed nothing, if the files are not ours to touch.
    """
    folder.check()
    with files.refusing(folder.history):
        saved, why = read_snapshot(folder)
        fits, length = _fits(folder, saved), _length(folder)
        # Of a history that was touched it is cheaper to look first: most that were are damaged.
        is_doubtful = why == "damaged" or (saved is not None and not fits)
        read, seen = (None, "") if is_doubtful else _read(folder, saved if fits else None)
        mended = _Mended([])
        if read is None or _is_odd(folder, read.looked, saved):
            mended = _mend(folder, saved, why, (read.looked if read else None, seen), is_locked=is_locked)
            if read is None or not mended.is_same:
                fits = _fits(folder, saved)
                read, _ = _read(folder, saved if fits else None)
            if saved and length < saved.position:
                mended.notices.extend(_lost(folder, saved.progress.n - read.progress.n, is_locked=is_locked))
    why = "changed" if saved and not fits else why
    if mended.evidence or (why and read.looked.events):
        mended.notices.append(Notice("rebuilt", folder.progress, read.looked.events, detail=why, evidence=mended.evidence))
    return _loaded(read, saved if fits else None, mended)


@record
class _Mended:
    """What a mending did.

    `notices` are to be said, `evidence` is where a damaged progress.json was put; `is_same`: what was read before still holds; `is_done`:
    all that was to be written could be.
    """

    notices: list[Notice]
    evidence: str = ""
    is_same: bool = False
    is_done: bool = True


def _loaded(read: Replayed, saved: Snapshot | None, mended: _Mended) -> Loaded:
    end, covered = read.looked.end, (saved.position, saved.whole) if saved else (-1, -1)
    return Loaded(read.progress, end, *covered, end - read.start, mended.is_done, tuple(mended.notices))


def read_snapshot(folder: Folder) -> tuple[Snapshot | None, str]:
    """The saved fold, or none and why: `missing` or `damaged`. Raises ProgressRefused if it is a newer program's, OSError."""
    try:
        with files.refusing(folder.progress), files.opened(folder.progress) as fd:
            size = os.fstat(fd).st_size
            data = files.read(fd, 0, size) if size <= SNAPSHOT_BYTES_MAX else b""
        return snapshot.decode(data), ""
    except FileNotFoundError:
        return None, "missing"
    except snapshot.Newer as newer:
        raise ProgressRefused(folder.progress, "newer", str(newer)) from None
    except snapshot.Older:
        return None, "missing"
    except snapshot.Damaged:
        return None, "damaged"


def _read(folder: Folder, saved: Snapshot | None) -> tuple[Replayed, str]:
    """Fold the history, from what was saved of it on where that can be exact; and how the file looked."""
    try:
        with files.opened(folder.history) as fd:
            seen = files.look_of(fd)
            return _replayed(fd, saved), seen
    except FileNotFoundError:
        return Replayed(Progress(), Looked(0)), ""


def _replayed(fd: int, saved: Snapshot | None) -> Replayed:
    size = os.fstat(fd).st_size
    if not saved:
        return history.replay(fd, 0, size)
    try:
        return history.replay(fd, saved.position, size, saved.progress)
    except Stale:  # what is damaged in the part that was saved has been told
        return replace(history.replay(fd, 0, size), looked=history.look(fd, saved.position, size))


def _fits(folder: Folder, saved: Snapshot | None) -> bool:
    """The history still begins with what was saved; where the file was touched since, every byte is looked at."""
    if saved is None:
        return False
    try:
        with files.opened(folder.history) as fd:
            if saved.position > os.fstat(fd).st_size or history.mark(fd, saved.position) != saved.mark:
                return False
            return saved.whole in {-1, _whole(fd, saved)}
    except FileNotFoundError:
        return saved.position == 0


def _length(folder: Folder) -> int:
    """How long the history is, nothing where it is not to be seen."""
    try:
        return os.stat(folder.history).st_size
    except OSError:
        return 0


def _whole(fd: int, saved: Snapshot) -> int:
    return saved.whole if saved.seen == files.look_of(fd) else files.checksum(fd, 0, saved.position)


def _is_odd(folder: Folder, looked: Looked, saved: Snapshot | None) -> bool:
    """Something is torn, damaged, or gone."""
    return bool(looked.rest) or looked.bad_at >= 0 or _is_short(looked, saved) or (not looked.end and os.path.isdir(folder.backups))


def _is_short(looked: Looked, saved: Snapshot | None) -> bool:
    return saved is not None and looked.end + len(looked.rest) < saved.position


def _mend(folder: Folder, saved: Snapshot | None, why: str, known: tuple[Looked | None, str], *, is_locked: bool) -> _Mended:
    """Look again, nobody else writing now, and mend. Where that cannot be written, only say what was seen.

    `known`: what was seen before, and how the file looked then.
    """
    looked, evidence = known[0] or Looked(0), ""
    with contextlib.ExitStack() as stack:
        try:
            if not is_locked:
                stack.enter_context(folder.locked())
            is_same = known[0] is not None and files.look_at(folder.history) == known[1]
            looked = looked if is_same else _look(folder, saved)
            if why == "damaged":
                evidence = files.unused_evidence(folder.progress)
                files.move(os.path.realpath(folder.progress), evidence)
            notices = _mend_history(folder, saved, looked)
            is_finished = bool(looked.rest) and codec.is_whole(looked.rest)
            is_same = is_same and not is_finished and all(each.what != "restored" for each in notices)
            return _Mended(notices, evidence, is_same)
        except OSError:
            looked = looked if looked.end else _look(folder, saved)
            torn = [Notice("torn", folder.history, len(looked.rest))] if looked.rest else []
            return _Mended(torn + _bad(folder, looked, ""), evidence, is_done=False)


def _look(folder: Folder, saved: Snapshot | None) -> Looked:
    try:
        with files.opened(folder.history) as fd:
            return history.look(fd, saved.position if saved and _fits(folder, saved) else 0, os.fstat(fd).st_size)
    except FileNotFoundError:
        return Looked(0)


def _mend_history(folder: Folder, saved: Snapshot | None, looked: Looked) -> list[Notice]:
    notices: list[Notice] = []
    with contextlib.suppress(FileNotFoundError), files.opened(folder.history, files.TO_MEND) as fd:
        notices += _settle(folder, fd, looked)
    if looked.bad_at >= 0 or _is_short(looked, saved) or not looked.end:
        from tutor import backup

        notices += backup.bring_back(folder, has_bad=looked.bad_at >= 0)
    return notices


def _lost(folder: Folder, count: int, *, is_locked: bool) -> list[Notice]:
    """Say that events are gone, and keep the progress.json that knew of them; where that cannot be written, only say it."""
    if count <= 0:
        return []
    evidence = ""
    with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
        if not is_locked:
            stack.enter_context(folder.locked())
        evidence = files.unused_evidence(folder.progress)
        files.move(os.path.realpath(folder.progress), evidence)
    return [Notice("lost", folder.history, count, evidence=evidence)]


def _settle(folder: Folder, fd: int, looked: Looked) -> list[Notice]:
    """Finish a last line that lost only its newline, cut and keep a torn one, keep a copy if lines are damaged."""
    notices = []
    if looked.rest and codec.is_whole(looked.rest):
        files.append(fd, b"\n", looked.end + len(looked.rest))
    elif looked.rest:
        evidence = files.keep(folder.history, [looked.rest])
        os.ftruncate(fd, looked.end)
        os.fsync(fd)
        notices.append(Notice("torn", folder.history, len(looked.rest), evidence=evidence))
    if looked.bad_at >= 0:
        evidence = _kept_already(folder.history, fd, looked.bad_end) or files.keep_copy(folder.history)
        notices += _bad(folder, looked, evidence)
    return notices


def _bad(folder: Folder, looked: Looked, evidence: str) -> list[Notice]:
    counts = (("damaged", looked.damaged), ("foreign", looked.foreign))
    return [Notice(what, folder.history, count, evidence=evidence) for what, count in counts if count]


def _kept_already(path: str, fd: int, bad_end: int) -> str:
    """The evidence that holds all damaged lines already, or nothing: a file is not copied again at every start."""
    known = files.checksum(fd, 0, bad_end)
    for kept in files.evidence_of(path):
        with contextlib.suppress(OSError), files.opened(kept) as other:
            if os.fstat(other).st_size >= bad_end and files.checksum(other, 0, bad_end) == known:
                return kept
    return ""
