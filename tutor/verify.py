"""Is everything there, and does it add up? Reads; changes nothing."""

import os
from collections import Counter

from tutor import backup, codec, files, history, loading, snapshot
from tutor.codec import Bad
from tutor.events import Event
from tutor.fold import distinct, is_undone, undone
from tutor.folder import Folder
from tutor.history import Replayed
from tutor.record import record, replace
from tutor.snapshot import Snapshot


@record
class Verified:
    """What was found.

    `events` distinct events, of them `undone` ones, `unknown` lines of a newer program, `repeated` lines, `damaged` and `foreign` lines,
    `torn` bytes of an unfinished last line; `cards` known; `saved` says of progress.json: `equal` to the fold of what it covers, `differs`,
    `missing`, `damaged`, or `changed` (the history is no longer the one it was made of); whole backups of all.
    """

    events: int
    undone: int
    unknown: int
    repeated: int
    damaged: int
    foreign: int
    torn: int
    cards: int
    saved: str
    backups: int
    backups_whole: int

    @property
    def is_good(self) -> bool:
        """Nothing is lost or odd."""
        return not (self.damaged or self.foreign or self.torn or self.saved in {"differs", "damaged", "changed"}) and (
            self.backups_whole == self.backups
        )


def verify(directory: str | os.PathLike[str]) -> Verified:
    """Look at every line of the history, at the saved fold and at the backups. Raises ProgressRefused."""
    folder = Folder(os.fspath(directory))
    folder.check()
    checked = [backup.verify(each).is_whole for each in backup.listed(folder.path)]
    with files.refusing(folder.history):
        if not os.path.exists(folder.history):
            saved = loading.read_snapshot(folder)[1] or "changed"
            return Verified(0, 0, 0, 0, 0, 0, 0, 0, saved, len(checked), sum(checked))
        with files.opened(folder.history) as fd:
            size = os.fstat(fd).st_size
            counts, events = _count(fd, size)
            gone = undone(events)
            snapshot_there, why = loading.read_snapshot(folder)
            replayed = history.replay(fd, 0, size)
            return Verified(
                events=len(events),
                undone=sum(is_undone(event.id, event.n, gone) for event in events),
                unknown=counts["unknown"],
                repeated=counts["event"] - len(events),
                damaged=counts[Bad.DAMAGED.value],
                foreign=counts[Bad.FOREIGN.value],
                torn=len(replayed.looked.rest),
                cards=len(replayed.progress.cards),
                saved=_compare(snapshot_there, fd, size, replayed) if snapshot_there else why,
                backups=len(checked),
                backups_whole=sum(checked),
            )


def _count(fd: int, size: int) -> tuple[Counter[str], list[Event]]:
    counts: Counter[str] = Counter()
    events = []
    for line in history.lines(fd, 0, size):
        found = codec.decode(line)
        if isinstance(found, Event):
            events.append(found)
        if line.strip():
            counts[found.value if isinstance(found, Bad) else "event" if isinstance(found, Event) else "unknown"] += 1
    return counts, distinct(events)


def _compare(saved: Snapshot, fd: int, size: int, replayed: Replayed) -> str:
    """How progress.json stands to the fold of the bytes it covers."""
    if saved.position > size or history.mark(fd, saved.position) != saved.mark:
        return "changed"
    if saved.whole not in {-1, files.checksum(fd, 0, saved.position)}:
        return "changed"
    again = replayed if saved.position == size else history.replay(fd, 0, saved.position)
    same = snapshot.encode(replace(saved, progress=again.progress)) == snapshot.encode(saved)
    return "equal" if same else "differs"
