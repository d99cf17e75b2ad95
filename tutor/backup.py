"""Copies of the history: when they are made, which are kept, and how one is put back.

A backup is `backups/<UTC time>-<events>-<why>.jsonl.gz`, the whole history compressed; the saved fold can be made again and is not in it.
"""

import contextlib
import os
import time
import zlib
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date

from tutor import files, history, merge
from tutor.cards import course_of
from tutor.errors import ProgressRefused, UnknownName
from tutor.events import Fact, Moment, Read, Reset, Reviewed, Undone
from tutor.folder import Folder, Notice
from tutor.record import record

LATEST_KEPT, DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT = 10, 7, 4, 12
_SUFFIX = ".jsonl.gz"


@record
class Backup:
    """A backup by its name: made at `at` (`20270105T143000Z`, UTC), of a history of `events` lines, `why` (daily, before-merge…)."""

    path: str
    at: str
    events: int
    why: str

    @property
    def name(self) -> str:
        """What a person calls it."""
        return os.path.basename(self.path)

    @property
    def day(self) -> date:
        """The day it was made (UTC)."""
        return date.fromisoformat(self.at[:8])


@record
class Checked:
    """A backup read to its end: whole or not, the events it holds, lines in it that are none."""

    backup: Backup
    is_whole: bool
    events: int
    damaged: int


@record
class Emptied:
    """What a reset did: cards forgotten, and the backup made before."""

    cards: int
    backup: str


@record
class Restored:
    """What a restore did: events there are now, brought back, and gone from use; where the state before it was kept."""

    backup: Backup
    events: int
    back: int
    gone: int
    present: str


def create(directory: str | os.PathLike[str], at: int, why: str = "asked") -> Backup | None:
    """Back up the history as of now (`at`, UTC ms), then thin the old backups; nothing to do without a history. Raises OSError."""
    folder = Folder(os.fspath(directory))
    folder.check()
    if not os.path.exists(folder.history):
        return None
    made = _parse(write(folder, at, why))
    prune(folder)
    return made


def write(folder: Folder, at: int, why: str) -> str:
    """Back up without thinning and return the path, or nothing if there is no history. The caller may hold the lock. Raises OSError."""
    if not os.path.exists(folder.history):
        return ""
    files.make_directory(folder.backups)
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(at / 1000))
    with files.opened(folder.history) as fd:
        lines = size = 0
        for block in history.blocks(fd, 0, os.fstat(fd).st_size):
            lines += block.count(b"\n")
            size += block.rfind(b"\n") + 1
        path = os.path.join(folder.backups, f"{stamp}-{lines}-{why}{_SUFFIX}")
        files.replace(path, _packed(files.chunks(fd, 0, size)))
    return path


def listed(directory: str | os.PathLike[str]) -> list[Backup]:
    """Every backup, newest first."""
    folder = Folder(os.fspath(directory))
    try:
        names = os.listdir(folder.backups)
    except OSError:
        return []
    found = [_parse(os.path.join(folder.backups, name)) for name in sorted(names, reverse=True)]
    return [backup for backup in found if backup]


def verify(backup: Backup, known: Mapping[bytes, str] | None = None) -> Checked:
    """Read a backup to its end. `known`: lines that hold an event for sure, and its id."""
    try:
        lines = list(merge.read_lines(backup.path))
    except ProgressRefused:
        return Checked(backup, is_whole=False, events=0, damaged=0)
    is_whole = len(lines) == backup.events or not any(lines)
    sure = known or {}
    ids = [sure[line] if line in sure else merge.id_of(line) for line in lines if line.strip()]
    return Checked(backup, is_whole=is_whole, events=len({*ids} - {None}), damaged=ids.count(None))


def restore(directory: str | os.PathLike[str], name: str, at: int) -> Restored:
    """Put a backup (by name or path) in place of the history, after backing up the present.

    Raises UnknownName, or ProgressRefused if the backup is damaged or a newer program's; then nothing was changed.
    """
    folder = Folder(os.fspath(directory))
    backup = _find(folder, name)
    lines = merge.understood(backup.path)
    if not merge.union([lines]):
        raise ProgressRefused(backup.path, "unreadable", "no events")
    files.make_directory(folder.path)
    folder.check()
    with folder.locked(), files.refusing(folder.history):
        own = list(merge.read_lines(folder.history)) if os.path.exists(folder.history) else []
        before, after = set(merge.union([own])), set(merge.union([lines]))
        present = write(folder, at, "before-restore")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(folder.progress)
        files.replace(folder.history, (line + b"\n" for line in lines if line))
    return Restored(backup, len(after), len(after - before), len(before - after), present)


def reset(directory: str | os.PathLike[str], moment: Moment, course: str = "") -> Emptied:
    """Start a course (or every one) from nothing, after a backup; what came before stays in the history. Raises NotSaved, OSError."""
    from tutor.store import Store

    folder = Folder(os.fspath(directory))
    saved = write(folder, moment.at, "before-reset")
    with Store.open(folder.path) as store:
        cards = len(store.progress.cards)
        # A reset takes away only what is not later than itself; answers that a wrong clock dated tomorrow are undone.
        future = tuple(event.id for event in store.events() if _is_later(event.fact, moment, course))
        store.append([Undone(moment, future), Reset(moment, course)] if future else [Reset(moment, course)])
        return Emptied(cards - len(store.progress.cards), saved)


def bring_back(folder: Folder) -> list[Notice]:
    """With the lock held: add to a damaged history what the newest whole backup without that damage has beyond it. Raises OSError.

    What a learner gave up by a restore is not brought back: only backups made since the last one count.
    """
    own = _lines_in(folder.history)
    damaged = {line for line in own if line.strip()} - merge.ids_in(own).keys()
    total, source = 0, ""
    for backup in _since_restore(listed(folder.path)):
        try:
            kept = merge.understood(backup.path)
        except ProgressRefused:
            continue
        own, count = merge.woven(own, kept)
        total, source = total + count, source or backup.path * bool(count)
        if damaged.isdisjoint(kept):
            break
    if not total:
        return []
    files.replace(folder.history, (line + b"\n" for line in own))
    return [Notice("restored", folder.history, total, source=source)]


def _lines_in(path: str) -> list[bytes]:
    """The lines of a history as they stand: one that somebody compressed is damaged, and not read as a backup would be."""
    try:
        with files.opened(path) as fd:
            return list(history.lines(fd, 0, os.fstat(fd).st_size))
    except FileNotFoundError:
        return []


def prune(folder: Folder) -> list[Backup]:
    """Delete backups beyond the latest 10, the last of 7 days, 4 weeks and 12 months, and return them.

    The fullest always stays; if none that would stay is whole, nothing is deleted.
    """
    backups = listed(folder.path)
    kept = _kept(backups)
    over = [backup for backup in backups if backup not in kept]
    if over and not any(verify(backup).is_whole for backup in backups if backup in kept):
        return []
    for backup in over:
        os.unlink(backup.path)
    return over


def _kept(backups: Sequence[Backup]) -> set[Backup]:
    """What to keep of backups given newest first."""
    kept = set(backups[:LATEST_KEPT])
    kept |= _last_of_each(backups, DAYS_KEPT, lambda backup: backup.day)
    kept |= _last_of_each(backups, WEEKS_KEPT, lambda backup: backup.day.isocalendar()[:2])
    kept |= _last_of_each(backups, MONTHS_KEPT, lambda backup: backup.at[:6])
    return kept | set(sorted(backups, key=lambda backup: backup.events)[-1:])


def _last_of_each(backups: Sequence[Backup], count: int, period: Callable[[Backup], Hashable]) -> set[Backup]:
    last: dict[Hashable, Backup] = {}
    for backup in backups:
        last.setdefault(period(backup), backup)
    return set(list(last.values())[:count])


def _since_restore(backups: Sequence[Backup]) -> Iterator[Backup]:
    for backup in backups:
        if backup.why == "before-restore":
            return
        yield backup


def _is_later(fact: Fact, moment: Moment, course: str) -> bool:
    name = fact.card if isinstance(fact, Reviewed) else fact.section if isinstance(fact, Read) else ""
    return bool(name) and fact.moment.at > moment.at and course in {"", course_of(name)}


def _find(folder: Folder, name: str) -> Backup:
    backups = listed(folder.path)
    for backup in backups:
        if name in {backup.name, backup.path, backup.at, "latest"}:
            return backup
    if os.path.isfile(name):
        return Backup(name, "", 0, "")
    raise UnknownName("backup", name, tuple(backup.name for backup in backups[:3]))


def _parse(path: str) -> Backup | None:
    name = os.path.basename(path)
    at, _, rest = name.removesuffix(_SUFFIX).partition("-")
    events, _, why = rest.partition("-")
    if not name.endswith(_SUFFIX) or not events.isdecimal() or len(at) != len("20270105T143000Z"):
        return None
    with contextlib.suppress(ValueError):
        date.fromisoformat(at[:8])
        return Backup(path, at, int(events), why)
    return None


def _packed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    gzip = zlib.compressobj(1, wbits=31)
    for chunk in chunks:
        yield gzip.compress(chunk)
    yield gzip.flush()
