"""Which sessions are running now, here or in another terminal, so that nobody is offered to go on with one that has not stopped.

The kernel forgets a process that died, however it died: nothing here is ever stale.
"""

import os

from tutor import files
from tutor.folder import Folder


class Claims:
    """The sessions of one data directory. Where its file cannot be opened, nobody is known to run any."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._fd = -1
        self._own = ""

    def take(self, session: str) -> bool:
        """Run a session until `drop`; False if another process runs it. In a directory that is not there yet, call `renew` when it is."""
        self._own = session
        return self.renew()

    def renew(self) -> bool:
        """Take the session again where that was not possible yet."""
        return not self._own or not self._opened() or files.claim(self._fd, self._own)

    def is_running(self, session: str) -> bool:
        """Whether another process runs a session."""
        return self._folder.has_sessions and self._opened() and files.is_claimed(self._fd, session)

    def drop(self) -> None:
        """Run nothing any more."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd, self._own = -1, ""

    def _opened(self) -> bool:
        if self._fd < 0:
            try:
                self._fd = os.open(self._folder.sessions, files.CLAIMS, 0o600)
            except OSError:
                return False
        return True
