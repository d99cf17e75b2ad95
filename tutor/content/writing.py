"""A teacher's file written anew: all of it or nothing, in its place, with its mode."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def overwrite(path: Path, data: bytes, was: bytes) -> str:
    """Put new bytes in place of a file that holds `was`; nothing, or why it was left alone: `changed` when it holds something else now.

    What stands behind a link is written and the link kept; after a crash at any moment there is the old file or the new one.

    Raises:
        OSError: when it cannot be written; the file is as it was then.
    """
    target = path.resolve()
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "", str(path))
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(handle)
        _like(draft, target)
        if target.read_bytes() != was:
            return "changed"
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return ""


def _like(draft: Path, target: Path) -> None:
    """The mode of a file, and its owner where that is ours to give."""
    now = target.stat()
    with suppress(OSError, AttributeError):
        os.chown(draft, now.st_uid, now.st_gid)
    draft.chmod(now.st_mode & 0o7777)
