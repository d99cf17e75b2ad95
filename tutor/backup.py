"""Copies of the history: when they are made, which are kept, and how one is put back.

A backup is `backups/<UTC time>-<events>-<why>-<number>.jsonl.gz`, the whole history compressed; the saved fold can be made again and is
not in it. Each has a higher number than those before it, whatever the clock says, and none is ever put in the place of another.
"""

import contextlib
import itertools
import os
import time
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from tutor import files, history, merge
from tutor.cards import course_of
from tutor.errors import NotSaved, ProgressRefused, UnknownName
from tutor.events import Fact, Moment, Read, Reset, Reviewed, Undone
from tutor.folder import Folder, Notice
from tutor.record import record

LATEST_KEPT, DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT = 10, 7, 4, 12
_SUFFIX = ".jsonl.gz"
RESTORED, MERGED, RESET = "restored", "merged", "reset"
_AFTER = {RESTORED, MERGED, RESET}
"""Why a backup was made that holds the new state, and not the one before."""
_DRAFT_SECONDS = 3600


@record
class Backup:
    """A backup by its name: made at `at` (`20270105T143000Z`, UTC), of a history of `events` lines, `why` (daily, before-merge…).

    `number`: its place in the order in which they were made, 0 where the name does not say.
    """

    path: str
    at: str
    events: int
    why: str
    number: int = 0

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
    """Back up the history as of now (`at`, UTC ms), then thin the old backups; nothing to do without a history. Raises ProgressRefused."""
    folder = Folder(os.fspath(directory))
    folder.check()
    if not os.path.exists(folder.history):
        return None
    made = _parse(write(folder, at, why))
    prune(folder)
    return made


def write(folder: Folder, at: int, why: str) -> str:
    """Back up without thinning; the path, or nothing if there is no history. The caller may hold the lock. Raises ProgressRefused."""
    if not os.path.exists(folder.history):
        return ""
    with files.refusing(folder.history), files.opened(folder.history) as fd:
        lines = size = 0
        for block in history.blocks(fd, 0, os.fstat(fd).st_size):
            lines += block.count(b"\n")
            size += block.rfind(b"\n") + 1
        return _kept_as(folder, at, f"{lines}-{why}", lambda: _read(folder, fd, size))


def put(folder: Folder, at: int, why: str, lines: Sequence[bytes]) -> None:
    """With the lock held: put other lines in the place of the history, with a backup of them made first; what was saved of it goes.

    So what happens to the history afterwards can be mended. Raises ProgressRefused; then all is as it was, or (`unsure`) done.
    """
    copy = _kept_as(folder, at, f"{len(lines)}-{why}", lambda: (line + b"\n" for line in lines))
    try:
        _swap(folder, lines)
    except BaseException as error:
        if not (isinstance(error, ProgressRefused) and error.reason == "unsure"):
            with contextlib.suppress(OSError):
                os.unlink(copy)
        raise


def save(folder: Folder) -> None:
    """Save the fold of another history, so that no start finds it changed; where that cannot be, the next start reads it anew."""
    from tutor.store import Store

    with contextlib.suppress(ProgressRefused):
        Store.open(folder.path).close()


def _swap(folder: Folder, lines: Iterable[bytes]) -> None:
    """The history anew, and nothing saved of the old one: who finds that takes the events that were given up for lost."""
    saved, present = os.path.realpath(folder.progress), os.path.realpath(folder.history)
    aside, content = saved + files.DRAFT, (line + b"\n" for line in lines)
    with files.saving(folder.history), files.drafted(present + files.DRAFT, content, folder.history) as draft:
        with files.saving(folder.progress), contextlib.suppress(FileNotFoundError):
            os.replace(saved, aside)
        try:
            files.move(draft, present)
        except files.NotDurable:
            raise
        except BaseException:
            with contextlib.suppress(OSError):
                os.replace(aside, saved)
            raise
    with contextlib.suppress(OSError):
        os.unlink(aside)


def _kept_as(folder: Folder, at: int, rest: str, content: Callable[[], Iterator[bytes]]) -> str:
    """Put a content among the backups, under a name and a number that no other has. Raises ProgressRefused."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(at / 1000))
    with files.saving(folder.backups):
        files.make_directory(folder.backups)
        for number in itertools.count(1 + max((each.number for each in listed(folder.path)), default=0)):
            path = os.path.join(folder.backups, f"{stamp}-{rest}-{number}{_SUFFIX}")
            with contextlib.suppress(FileExistsError):
                files.place(path, _packed(content()))
                return path
    raise AssertionError


def _read(folder: Folder, fd: int, size: int) -> Iterator[bytes]:
    with files.refusing(folder.history):
        yield from files.chunks(fd, 0, size)


def listed(directory: str | os.PathLike[str]) -> list[Backup]:
    """Every backup, newest first."""
    folder = Folder(os.fspath(directory))
    try:
        names = os.listdir(folder.backups)
    except OSError:
        return []
    found = [_parse(os.path.join(folder.backups, name)) for name in names]
    return sorted((backup for backup in found if backup), key=_order, reverse=True)


def _order(backup: Backup) -> tuple[int, str, str]:
    return backup.number, backup.at, backup.path


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

    Raises UnknownName, or ProgressRefused if the backup is damaged or a newer program's, or cannot be written; then nothing was changed.
    """
    folder = Folder(os.fspath(directory))
    backup = _find(folder, name)
    lines = merge.understood(backup.path)
    after = set(merge.union([lines]))
    if not after:
        raise ProgressRefused(backup.path, "no_events")
    with folder.alone():
        own = list(merge.read_lines(folder.history)) if os.path.exists(folder.history) else []
        before = set(merge.union([own]))
        present = write(folder, at, "before-restore")
        put(folder, at, RESTORED, [line for line in lines if line])
    if not merge.damaged_in(lines):  # else the next start mends, keeps and tells
        save(folder)
    return Restored(backup, len(after), len(after - before), len(before - after), present)


def reset(directory: str | os.PathLike[str], moment: Moment, course: str = "") -> Emptied:
    """Start a course (or every one) from nothing, after a backup; what came before stays in the history.

    Raises NotSaved, or ProgressRefused; then nothing was changed.
    """
    from tutor.store import Store

    folder = Folder(os.fspath(directory))
    with Store.open(folder.path) as store:
        saved = write(folder, moment.at, "before-reset")
        if not saved:
            return Emptied(0, "")
        cards = len(store.progress.cards)
        # A reset takes away only what is not later than itself; answers that a wrong clock dated tomorrow are undone.
        future = tuple(event.id for event in store.events() if _is_later(event.fact, moment, course))
        facts = (Undone(moment, future), Reset(moment, course)) if future else (Reset(moment, course),)
        try:
            store.append(facts)
        except NotSaved:
            if store.close():  # which tries once more
                raise
        with contextlib.suppress(ProgressRefused):  # the reset is in the history; this copy only saves it from being forgotten with it
            write(folder, moment.at, RESET)
        return Emptied(cards - len(store.progress.cards), saved)


def bring_back(folder: Folder, *, has_bad: bool) -> list[Notice]:
    """With the lock held: add to a damaged history what the newest whole backup without that damage has beyond it. Raises OSError.

    What a learner gave up by a restore is not brought back: only the state it made, and backups made since, count.
    `has_bad`: whether the history has lines that hold no event, for which an older backup may be wanted.
    """
    backups = tuple(_since_restore(listed(folder.path)))
    if not backups:
        return []
    own = _lines_in(folder.history)
    damaged = {line for line in own if line.strip()} - merge.ids_in(own).keys() if has_bad else set()
    total, source = 0, ""
    for backup in backups:
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
        with contextlib.suppress(OSError):
            os.unlink(backup.path)
    _sweep(folder, backups)
    return over


def _sweep(folder: Folder, backups: Sequence[Backup]) -> None:
    """Delete what was being written when a program died."""
    with contextlib.suppress(OSError):
        latest = max((os.stat(backup.path).st_mtime for backup in backups), default=0)
        for each in os.scandir(folder.backups):
            if each.name.endswith(files.DRAFT) and each.stat(follow_symlinks=False).st_mtime < latest - _DRAFT_SECONDS:
                os.unlink(each.path)


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
        yield backup
        if backup.why == RESTORED:
            return


def _is_later(fact: Fact, moment: Moment, course: str) -> bool:
    name = fact.card if isinstance(fact, Reviewed) else fact.section if isinstance(fact, Read) else ""
    return bool(name) and fact.moment.at > moment.at and course in {"", course_of(name)}


def _find(folder: Folder, name: str) -> Backup:
    backups = listed(folder.path)
    for backup in backups:
        # What a restore, merge or reset made is the present, not what was before it.
        is_former = backup.why not in _AFTER or not os.path.exists(folder.history)
        if name in {backup.name, backup.path, backup.at} or (name == "latest" and is_former):
            return backup
    if os.path.isfile(name):
        return Backup(name, "", 0, "")
    raise UnknownName("backup", name, tuple(backup.name for backup in backups[:3]))


def _parse(path: str) -> Backup | None:
    name = os.path.basename(path)
    at, _, rest = name.removesuffix(_SUFFIX).partition("-")
    events, _, why = rest.partition("-")
    head, _, number = why.rpartition("-")
    why, number = (head, number) if head and number.isdecimal() else (why, "0")
    if not name.endswith(_SUFFIX) or not events.isdecimal() or len(at) != len("20270105T143000Z"):
        return None
    with contextlib.suppress(ValueError):
        date.fromisoformat(at[:8])
        return Backup(path, at, int(events), why, int(number))
    return None


def _packed(chunks: Iterator[bytes]) -> Iterator[bytes]:
    gzip = zlib.compressobj(1, wbits=31)
    for chunk in chunks:
        yield gzip.compress(chunk)
    yield gzip.flush()
