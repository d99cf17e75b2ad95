"""Files that are no progress of the learner's, a teacher's or a page: written whole or not at all, in their place, with their mode."""

import contextlib
import errno
import os
import stat

from tutor import files


def publish(path: str, data: bytes, was: bytes | None = None) -> bool:
    """Write a file; what stands behind a link is written and the link kept, and one that was there keeps its mode.

    `was`: what it must hold still; False, and nothing was done, if it holds something else. Raises OSError; then it is as it was.
    """
    target = os.path.realpath(path)
    there = os.path.lexists(target)
    if there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "", path)
    with files.drafted(files.draft_beside(target), [data], path, 0o666) as draft:
        if there:
            _like(draft, os.stat(target))
        if was is not None and _content(target) != was:
            return False
        files.move(draft, target)
    return True


def _like(draft: str, now: os.stat_result) -> None:
    """The mode of a file, and its owner where that is ours to give."""
    with contextlib.suppress(OSError, AttributeError):
        os.chown(draft, now.st_uid, now.st_gid)
    os.chmod(draft, stat.S_IMODE(now.st_mode))


def _content(path: str) -> bytes:
    with files.opened(path) as fd:
        return b"".join(files.chunks(fd, 0, os.fstat(fd).st_size))
