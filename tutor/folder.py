"""The learner's directory: what its files are called, and what there may be to say about them."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from tutor import files
from tutor.record import record

_FOR_GIT = {
    ".gitattributes": b"history.jsonl merge=union\n",
    ".gitignore": b"progress.json\nlock\nsessions\nbackups/\n*.new\n*.damaged-*\n",
}


@record
class Folder:
    """The names in a data directory. The history is the truth; everything else can be made again from it, or is a copy of it."""

    path: str

    @property
    def history(self) -> str:
        """Every event, a line each, only ever added to."""
        return os.path.join(self.path, "history.jsonl")

    @property
    def progress(self) -> str:
        """The saved fold."""
        return os.path.join(self.path, "progress.json")

    @property
    def backups(self) -> str:
        """Where the histories of past days are kept."""
        return os.path.join(self.path, "backups")

    @property
    def lock(self) -> str:
        """Whoever writes holds this file; that it exists means nothing."""
        return os.path.join(self.path, "lock")

    @property
    def sessions(self) -> str:
        """Who runs a session holds a byte of this empty file; that it exists means nothing."""
        return os.path.join(self.path, "sessions")

    @property
    def has_sessions(self) -> bool:
        """Whether a session was ever run here by a program that says so."""
        return os.path.exists(self.sessions)

    @property
    def of_no_meaning(self) -> frozenset[str]:
        """The names of files that a directory may hold in which nothing was ever learned."""
        return frozenset(os.path.basename(path) for path in (self.lock, self.sessions, self.history))

    def locked(self) -> AbstractContextManager[int]:
        """Hold the lock. Never twice in one program: it would wait for itself."""
        return files.locked(self.lock)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock, in a directory that is made where there is none, for who writes nothing without. Raises ProgressRefused."""
        with files.saving(self.path):
            files.make_directory(self.path)
        self.check()
        with files.saving(self.lock):
            door = self.locked()
        with door:
            yield

    def check(self) -> bool:
        """Whether the directory exists; raises ProgressRefused if it, or a file in it, is not ours to touch."""
        if not files.refuse_odd_kind(self.path, directory=True):
            return False
        for path in (self.lock, self.history, self.progress):
            files.refuse_odd_kind(path)
        return True

    def let_git_merge(self) -> None:
        """In a directory that is a git repository: have git unite histories, and leave alone what is made of them. Raises OSError."""
        if not os.path.isdir(os.path.join(self.path, ".git")):
            return
        for name, lines in _FOR_GIT.items():
            path = os.path.join(self.path, name)
            if not os.path.lexists(path):
                files.replace(path, [lines])

    def conflict_copies(self) -> list[str]:
        """Copies of the history that Syncthing, Dropbox, Nextcloud, OneDrive or a file manager left beside it, absolute."""
        own = os.path.basename(self.history)
        stem, extension = os.path.splitext(own)
        try:
            names = sorted(os.listdir(self.path))
        except OSError:
            return []
        copies = [name for name in names if name.startswith(stem) and name.endswith(extension) and name != own]
        return [os.path.abspath(os.path.join(self.path, name)) for name in copies]


@record
class Notice:
    """Something the learner should be told about the files, as facts. `what` decides what `count` counts.

    `torn` bytes of an unfinished last line, cut off · `damaged` / `foreign` lines passed over · `rebuilt` events folded again because
    progress.json was `detail` (missing, damaged, changed) · `restored` events brought back from the backup `source` · `lost` events that
    were known of and are gone · `clock` milliseconds that now is before the last event · `conflict` 1, a copy that a synchroniser left
    at `path` · `snapshot` / `backup` 1, could not be written because of `detail`. `evidence` is where the damaged file was kept.
    """

    what: str
    path: str
    count: int = 1
    detail: str = ""
    source: str = ""
    evidence: str = ""
