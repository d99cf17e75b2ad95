"""Is everything there, and does it add up? Reads; changes nothing."""

import os
from collections.abc import Mapping

from tutor import backup, files, history, loading, snapshot
from tutor.codec import Other
from tutor.fold import known_of, live_of, made_of
from tutor.folder import Folder
from tutor.progress import Progress
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
    with files.refusing(folder.history):
        try:
            with files.opened(folder.history) as fd:
                return _verified(folder, fd, os.fstat(fd).st_size)
        except FileNotFoundError:
            saved = loading.read_snapshot(folder)[1] or "changed"
            checked = _backups(folder, {})
            return Verified(0, 0, 0, 0, 0, 0, 0, 0, saved, len(checked), sum(checked))


def _verified(folder: Folder, fd: int, size: int) -> Verified:
    counts = history.Counts(0)
    rows = list(history.rows(fd, 0, size, counts))
    known = known_of(rows)
    progress, unknown = made_of(known), sum(isinstance(row[4], Other) for row in rows)
    events = sum(not isinstance(row[4], Other) for row in known)
    saved, why = loading.read_snapshot(folder)
    checked = _backups(folder, {row[4]: row[2] for row in rows if isinstance(row[4], bytes)})
    return Verified(
        events=events,
        undone=len(known) - len(live_of(known)),
        unknown=unknown,
        repeated=counts.events - unknown - events,
        damaged=counts.damaged,
        foreign=counts.foreign,
        torn=len(counts.rest),
        cards=len(progress.cards),
        saved=_compare(saved, fd, size, progress) if saved else why,
        backups=len(checked),
        backups_whole=sum(checked),
    )


def _backups(folder: Folder, known: Mapping[bytes, str]) -> list[bool]:
    """Of each backup, whether it is whole."""
    return [backup.verify(each, known).is_whole for each in backup.listed(folder.path)]


def _compare(saved: Snapshot, fd: int, size: int, progress: Progress) -> str:
    """How progress.json stands to the fold of the bytes it covers; `progress` is that of all `size` bytes."""
    if saved.position > size or history.mark(fd, saved.position) != saved.mark:
        return "changed"
    if saved.whole not in {-1, files.checksum(fd, 0, saved.position)}:
        return "changed"
    again = progress if saved.position == size else history.replay(fd, 0, saved.position).progress
    same = snapshot.encode(replace(saved, progress=again)) == snapshot.encode(saved)
    return "equal" if same else "differs"
