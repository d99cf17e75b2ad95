"""Files of the cache, which only save time: each is put in its place whole, also when two programs write it at once, and needs no fsync."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Unwanted(OSError):
    """What was being written is not to be kept after all."""


@contextlib.contextmanager
def stashed(place: str | Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes its place at the end; for an exception it is gone, and what stood there stays. Raises OSError."""
    place = Path(place)
    place.parent.mkdir(0o700, parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}-{os.urandom(4).hex()}")
    fd = os.open(draft, _WRITE, 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            yield file
        draft.replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
