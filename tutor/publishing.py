"""Files that are no progress of the learner's, a teacher's or a page: written whole or not at all, in their place, with their mode."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Mapping
from functools import partial

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
        with contextlib.suppress(files.NotDurable):  # there it is; no answer hangs on it
            files.move(draft, target)
    return True


def create(paths: Mapping[str, bytes]) -> None:
    """Make new files, and the folders they are in, all of them or none. Raises OSError, FileExistsError where something is there."""
    made: list[Callable[[], None]] = []
    try:
        for path, data in paths.items():
            _make_folder(os.path.dirname(path) or ".", made)
            with contextlib.suppress(files.NotDurable):
                files.place(path, [data], 0o666)
            made.append(partial(os.unlink, path))
    except BaseException:
        for undo in reversed(made):
            with contextlib.suppress(OSError):
                undo()
        raise


def _make_folder(path: str, made: list[Callable[[], None]]) -> None:
    if not os.path.isdir(path):
        _make_folder(os.path.dirname(path) or ".", made)
        os.mkdir(path)
        made.append(partial(os.rmdir, path))


def _like(draft: str, now: os.stat_result) -> None:
    """The mode of a file, and its owner where that is ours to give."""
    with contextlib.suppress(OSError, AttributeError):
        os.chown(draft, now.st_uid, now.st_gid)
    os.chmod(draft, stat.S_IMODE(now.st_mode))


def _content(path: str) -> bytes:
    with files.opened(path) as fd:
        return b"".join(files.chunks(fd, 0, os.fstat(fd).st_size))
