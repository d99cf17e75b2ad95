"""The learner's files: the only door through which anything is written to them.

Every answer is one line, written at once and made durable before `append` returns. The lock is held only meanwhile, so that any number
of programs can work on the same directory; each folds what the others wrote before it adds its own.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from types import TracebackType
from typing import Self

from tutor import codec, files, history, loading, snapshot
from tutor.cards import moved, without_gap
from tutor.claims import Claims
from tutor.codec import Other
from tutor.errors import NotSaved, ProgressRefused, reason_of
from tutor.events import Event, Fact, Moment, Renamed, Reviewed, Undone
from tutor.fold import Recent, Stale, rebuild, targets
from tutor.folder import Folder, Notice
from tutor.progress import Progress
from tutor.record import build, replace
from tutor.snapshot import Snapshot

ANSWERS_PER_SNAPSHOT = 50
CLOCK_TOLERANCE_MS = 3_600_000
_EDGE_BYTES = 64
_SMALL_TAIL_BYTES = 1 << 16
_LONG_READ_BYTES = 1 << 18
"""What takes a start so much reading is saved at once, so that the next does not read it again: about 800 answers."""


class Store:
    """A learner's history and what it amounts to. Made by `open`; `close` it at the end."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.notices: list[Notice] = []
        self._saved = Recent(Progress())  # the fold of the first _position bytes
        self._shown = self._saved.progress  # and of the events that could not be saved yet
        self._pending: tuple[Event, ...] = ()
        self._position = 0
        self._edge = b""  # the bytes before _position: who finds others there knows that somebody replaced the history
        self._saved_at = -1
        self._whole = (0, 0)  # so many bytes of the history have this CRC-32
        self._seen = self._seen_progress = ""  # how the history and the saved fold looked when we last had them in hand
        self._touched = False
        self._is_mended = True
        self._answers_since_snapshot = 0
        self._backed_up_for: date | None = None
        self._expected: tuple[tuple[str, str], ...] = ()  # questions with other ids, to be said before the next fact
        self.claims = Claims(folder)
        self._heard: dict[str, Reviewed] = {}

    @classmethod
    def open(cls, directory: str | os.PathLike[str]) -> "Store":
        """Read what is there; a directory that does not exist is a first run and is made by the first `append`.

        Raises ProgressRefused, having changed nothing, if something there is not ours to touch.
        """
        store = cls(Folder(os.fspath(directory)))
        if store._load(is_locked=False).folded > _LONG_READ_BYTES:
            with contextlib.suppress(OSError, ProgressRefused):  # where nothing can be written, it is read again
                store._save()
        store._show()
        store.notices += [Notice("conflict", path) for path in store.folder.conflict_copies()]
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def progress(self) -> Progress:
        """The fold of the history and of the events still waiting to be saved."""
        return self._shown

    @property
    def unsaved(self) -> tuple[Event, ...]:
        """Events that could not be saved yet; the next `append`, or `close`, tries again. Their `n` may still change."""
        return self._pending

    @property
    def first_run(self) -> bool:
        """Nothing was ever learned here: no event, no saved progress, no backup, no evidence of a damaged file."""
        try:
            names = set(os.listdir(self.folder.path))
        except OSError:
            names = set()
        return not self._shown.n and not self.notices and names <= self.folder.of_no_meaning

    def append(self, facts: Sequence[Fact]) -> tuple[Event, ...]:
        """Make events of facts and put them on the disk: one write, one fsync, then this returns.

        Raises NotSaved if that failed; the events are kept (`unsaved`), count in `progress`, and go first the next time.
        """
        if facts:
            self.warn_of_clock(facts[0].moment.at)
            self._back_up_on_a_new_day(facts[0].moment)
        new = tuple([build(Event, (os.urandom(16).hex(), 0, fact)) for fact in facts])
        known = [Event(os.urandom(16).hex(), 0, Renamed(facts[0].moment, *names)) for names in self._expected] if facts else []
        self._expected = () if facts else self._expected
        self._pending = (*self._pending, *known, *new)
        written = self._write_pending()
        self._answers_since_snapshot += sum(isinstance(fact, Reviewed) for fact in facts)
        if self._answers_since_snapshot >= ANSWERS_PER_SNAPSHOT:
            self.snapshot()
        return written[len(written) - len(new) :]

    def undo(self, ids: Sequence[str], moment: Moment) -> tuple[Event, ...]:
        """Make earlier events count as never having happened. Raises NotSaved."""
        return self.append([Undone(moment, tuple(ids))])

    def rename(self, names: Iterable[tuple[str, str]]) -> None:
        """Let questions (`course/old`, `course/new`) that were answered under an old id go on under the new; kept with the next fact."""
        named = tuple(names)
        known = {without_gap(card) for card in self._shown.cards} if named else set()
        self._expected = tuple((old, new) for old, new in named if old in known)
        self._show()

    def refresh(self) -> Progress:
        """Fold what other programs have written since; what they are just writing is left for the next time.

        Not while something waits to be saved: what a failed attempt left in the file would be taken for theirs.
        """
        if self._pending:
            return self.progress
        with files.refusing(self.folder.history):
            try:
                with files.opened(self.folder.history) as fd:
                    self._catch_up(fd, is_locked=False)
            except FileNotFoundError:
                self._load(is_locked=False)
        self._show()
        return self.progress

    def snapshot(self) -> bool:
        """Save the fold, so that the next start reads little. False, and one notice, if it could not be: no answer is lost by that."""
        self._answers_since_snapshot = 0
        try:
            self._save()
        except (OSError, ProgressRefused) as error:
            self._notice_once(Notice("snapshot", self.folder.progress, detail=why(error)))
            return False
        finally:
            self._show()
        return True

    def _save(self) -> None:
        """Save the fold of what the history holds now. Raises OSError, ProgressRefused."""
        with self.folder.locked():
            self._refuse_newer()
            self._mend_again()
            if not self._is_mended:  # the next start is to find it as it is
                return
            with files.opened(self.folder.history, files.TO_MEND) as fd:
                if not self._is_as_it_was(fd) or not self._catch_up(fd, is_locked=True):
                    self._load(is_locked=True)
            with files.opened(self.folder.history) as fd:
                state = self._state(fd)
            files.replace(self.folder.progress, [snapshot.encode(state)])
            self._seen_progress = files.look_at(self.folder.progress)
            self._saved_at = self._position
            self.folder.let_git_merge()

    def _state(self, fd: int) -> Snapshot:
        """All that is to be saved of what was read of a history."""
        known, whole = self._whole
        self._whole = self._position, files.checksum(fd, known, self._position, whole)
        return Snapshot(self._saved.progress, self._position, history.mark(fd, self._position), self._whole[1], files.look_of(fd))

    def _is_as_it_was(self, fd: int) -> bool:
        """Whether the bytes that were read are still there; looked at only where somebody else has touched the file."""
        known, whole = self._whole
        is_ours = not self._touched and files.look_of(fd) == self._seen
        self._touched = False
        return is_ours or files.checksum(fd, 0, known) == whole

    def _refuse_newer(self) -> None:
        """Raise ProgressRefused if a newer program has put its saved fold in the place of ours meanwhile."""
        if files.look_at(self.folder.progress) not in {"", self._seen_progress}:
            files.refuse_odd_kind(self.folder.progress)
            loading.read_snapshot(self.folder)

    def events(self) -> Iterator[Event]:
        """Every event of the history once, in the order of the file, undone ones too. Reads as it goes."""
        seen: set[str] = set()
        try:
            with files.refusing(self.folder.history), files.opened(self.folder.history) as fd:
                for event in history.records(fd, 0, os.fstat(fd).st_size):
                    if isinstance(event, Event) and event.id not in seen:
                        seen.add(event.id)
                        yield event
        except FileNotFoundError:
            return

    def newest(self) -> Iterator[Event]:
        """Every event that counts, undone ones left out, the newest first."""
        try:
            with files.refusing(self.folder.history), files.opened(self.folder.history) as fd:
                yield from history.newest(fd, os.fstat(fd).st_size)
        except FileNotFoundError:
            return

    def elsewhere(self, day: date) -> frozenset[str]:
        """The cards that other programs answered on a day since this one runs."""
        with contextlib.suppress(ProgressRefused):
            self.refresh()
        return frozenset(fact.card for fact in self._heard.values() if fact.moment.day == day and fact.first)

    def former_key(self, card: str, version: str) -> str:
        """The right answer in words of another version of a card, as the history has it; nothing where it does not."""
        words, name = "", without_gap(card)
        older = [moved(card, old) for old, new in (*self._saved.progress.renamed.items(), *self._expected) if new == name]
        with contextlib.suppress(OSError, ProgressRefused), files.opened(self.folder.history) as fd:
            for event in history.about(fd, (card, *older), os.fstat(fd).st_size):
                if isinstance(event.fact, Reviewed) and event.fact.version == version:
                    words = event.fact.key or words
        return words

    def close(self) -> int:
        """Try once more to save what is unsaved, then save the fold if it moved. Returns how many events remain unsaved, at best 0."""
        self.claims.drop()
        if self._pending:
            try:
                self._write_pending()
            except NotSaved:
                return len(self._pending)
        if self._position and self._position != self._saved_at:
            self.snapshot()
        return 0

    def warn_of_clock(self, now: int) -> None:
        """Note it once if `now` (UTC ms) is over an hour before the last event."""
        behind = self._shown.last - now
        if behind > CLOCK_TOLERANCE_MS:
            self._notice_once(Notice("clock", self.folder.history, behind))

    def _write_pending(self) -> tuple[Event, ...]:
        """Write what is pending after what other programs wrote. Raises NotSaved."""
        try:
            files.make_directory(self.folder.path)
            self.claims.renew()
            with self.folder.locked():
                if not self._answers_since_snapshot:
                    self._mend_again()
                door = files.opened_to_append(self.folder.history)
                with door as fd:
                    if door.seen.st_size == self._position and files.look(door.seen) == self._seen:
                        return self._write(fd, set())  # as we left it
                    present = self._drop_leftovers(fd)
                    if self._catch_up(fd, is_locked=True):
                        return self._write(fd, present)
                # Mending may have put another file in the place of the one we opened.
                with files.opened_to_append(self.folder.history) as fd:
                    return self._write(fd, present)
        except (OSError, ProgressRefused) as error:
            raise NotSaved(self.folder.history, why(error), len(self._pending)) from error
        finally:
            self._show()

    def _mend_again(self) -> None:
        """With the lock held: what could not be mended for want of room or rights may be now, before anything is written over it."""
        if not self._is_mended:
            self._load(is_locked=True)

    def _write(self, fd: int, present: set[str]) -> tuple[Event, ...]:
        """Number the pending events and make them durable; those already `present` in the file are written again as they stand there."""
        n = self._saved.progress.n
        self._pending = tuple(
            [event if event.id in present else build(Event, (event.id, (n := n + 1), event.fact)) for event in self._pending]
        )
        events, data = self._pending, b"".join(map(codec.encode, self._pending))
        files.append(fd, data, self._position)
        self._pending = ()
        edge = (self._edge + data)[-_EDGE_BYTES:]
        self._take(fd, events, self._position + len(data), edge, has_repetitions=bool(present))
        return events

    def _drop_leftovers(self, fd: int) -> set[str]:
        """Cut off what a failed attempt left at the end; return the ids of pending events that others have written behind."""
        tail = files.read(fd, self._position, os.fstat(fd).st_size - self._position)
        if tail and b"".join(map(codec.encode, self._pending)).startswith(tail):
            os.ftruncate(fd, self._position)
            return set()
        return {event.id for event in self._pending if event.id.encode() in tail} if tail else set()

    def _catch_up(self, fd: int, *, is_locked: bool) -> bool:
        """Fold what stands after our position. False if what stood before it is gone, or something was mended: all was read anew."""
        size = os.fstat(fd).st_size
        self._touched |= files.look_of(fd) != self._seen
        if size < self._position or self._edge_at(fd, self._position) != self._edge:
            known = self._saved.progress.n
            self._load(is_locked=is_locked)
            if self._saved.progress.n < known:
                self._notice_once(Notice("lost", self.folder.history, known - self._saved.progress.n))
            return False
        if size > self._position:
            tail = history.read(fd, self._position, size) if size - self._position <= _SMALL_TAIL_BYTES else None
            if tail is None or tail.looked.bad_at >= 0 or (is_locked and tail.looked.rest):
                self._load(is_locked=is_locked)
                return False
            self._hear(tail.found)
            self._take(fd, tail.found, tail.looked.end, self._edge_at(fd, tail.looked.end))
        return True

    def _hear(self, found: Sequence[Event | Other]) -> None:
        """Remember what other programs answered, and took back, since this one is running."""
        for each in found:
            if isinstance(each, Event) and isinstance(each.fact, Reviewed):
                self._heard[each.id] = each.fact
            for gone in targets(each) if isinstance(each, Event) else ():
                self._heard.pop(gone, None)

    def _take(self, fd: int, found: Sequence[Event | Other], position: int, edge: bytes, *, has_repetitions: bool = False) -> None:
        """Fold what stands in the file up to `position`, where its bytes end with `edge`."""
        recent = None if has_repetitions else self._folded(found)
        self._stand(fd, recent or Recent(history.replay(fd, 0, position).progress), position, edge)

    def _folded(self, found: Sequence[Event | Other]) -> Recent | None:
        """What was saved and `found` after it; None if that takes the whole history."""
        recent = self._saved
        try:
            for each in found:
                recent = recent.skip(each.n, each.at) if isinstance(each, Other) else recent.add(each)
        except Stale:
            return None
        return recent

    def _load(self, *, is_locked: bool) -> loading.Loaded:
        """Read everything anew."""
        loaded = loading.load(self.folder, is_locked=is_locked)
        self.notices += [notice for notice in loaded.notices if notice not in self.notices]
        self._saved_at, self._is_mended = loaded.saved_at, loaded.is_mended
        self._whole = (loaded.saved_at, loaded.whole) if loaded.whole >= 0 else (0, 0)
        self._seen_progress = files.look_at(self.folder.progress)
        try:
            with files.opened(self.folder.history) as fd:
                self._stand(fd, Recent(loaded.progress), loaded.position, self._edge_at(fd, loaded.position))
        except FileNotFoundError:
            self._saved, self._position, self._edge = Recent(loaded.progress), 0, b""
        return loaded

    def _edge_at(self, fd: int, position: int) -> bytes:
        start = max(0, position - _EDGE_BYTES)
        return files.read(fd, start, position - start)

    def _stand(self, fd: int, recent: Recent, position: int, edge: bytes) -> None:
        """Remember what is folded, and what the file looks like there."""
        self._saved, self._position, self._edge = recent, position, edge
        self._seen = files.look_of(fd)

    def _show(self) -> None:
        """Fold the events that wait to be saved on top of the saved ones."""
        numbered = [replace(event, n=self._saved.progress.n + i) for i, event in enumerate(self._pending, 1)]
        recent = self._folded(numbered)
        with contextlib.suppress(ProgressRefused):  # where nothing can be read any more, what was known stays
            self._shown = recent.progress if recent else rebuild([*self.events(), *numbered])
        self._shown = self._shown.under(self._expected) if self._expected else self._shown

    def _back_up_on_a_new_day(self, moment: Moment) -> None:
        """Before the first change of a study day, keep a copy of what there is."""
        if self._saved.progress.day in {None, moment.day} or self._backed_up_for == moment.day:
            return
        from tutor import backup

        self._backed_up_for = moment.day
        try:
            backup.create(self.folder.path, moment.at, "daily")
        except (OSError, ProgressRefused) as error:
            self._notice_once(Notice("backup", self.folder.backups, detail=why(error)))

    def _notice_once(self, notice: Notice) -> None:
        if not any(known.what == notice.what for known in self.notices):
            self.notices.append(notice)


def why(error: OSError | ProgressRefused) -> str:
    """What kept us from writing, in a word."""
    return reason_of(error) if isinstance(error, OSError) else error.path if error.reason == "kind" else error.detail or error.reason
