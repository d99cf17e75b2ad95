"""The primitive operations that make bytes durable, or refuse to touch what is not ours. Raises OSError where nothing else is said."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from zlib import crc32

from tutor.errors import ProgressRefused, reason_of

LOCK_WAITS = 400
WAIT_SECONDS = 0.025
DRAFT = ".new"
"""How the name of a file ends that is being written."""
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# A FIFO that took the place of a file between look and open must not block us.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
TO_MEND = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
CLAIMS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def refuse_odd_kind(path: str, *, directory: bool = False) -> bool:
    """Whether `path` exists; raises ProgressRefused if it is there but is no regular file (or no directory), or cannot be looked at."""
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        if os.path.islink(path):  # a drive that is not there today is no first run
            raise ProgressRefused(path, "unreadable", "ENOENT") from None
        return False
    except OSError as error:
        raise ProgressRefused(path, "unreadable", reason_of(error)) from None
    if not (stat.S_ISDIR(mode) if directory else stat.S_ISREG(mode)):
        raise ProgressRefused(path, "kind", "directory" if directory else stat.filemode(mode)[0])
    return True


class NotDurable(OSError):
    """A file has its new content, but the disk would not say that this outlives a power cut."""


@contextlib.contextmanager
def saving(path: str) -> Iterator[None]:
    """Turn an OSError of writing into ProgressRefused, of the file that it names or of `path`."""
    try:
        yield
    except OSError as error:
        kind = "busy" if isinstance(error, BlockingIOError) else "unsure" if isinstance(error, NotDurable) else "unwritable"
        raise ProgressRefused(named(error, path), kind, reason_of(error)) from error


def named(error: OSError, path: str) -> str:
    """The file that an error names; without one, `path`."""
    return os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else path


@contextlib.contextmanager
def refusing(path: str) -> Iterator[None]:
    """Turn an OSError of reading into ProgressRefused; only a file that is not there is nobody's refusal.

    What refused a file by its name alone is told where it is.
    """
    try:
        yield
    except ProgressRefused as refused:
        refused.path = path if refused.path == os.path.basename(path) else refused.path
        raise
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ProgressRefused(path, "unreadable", reason_of(error)) from error


def make_directory(path: str) -> None:
    """Make a directory, and those above it, that only the owner may enter, whatever the umask; existing ones are left as they are."""
    if not os.path.isdir(path):
        path = os.path.abspath(path)
        make_directory(os.path.dirname(path))
        with contextlib.suppress(FileExistsError):
            os.mkdir(path, 0o700)
            os.chmod(path, 0o700)
        sync_directory(os.path.dirname(path))


def look_of(fd: int) -> str:
    """What changes when somebody writes to a file, or puts another in its place: its number, size, and times of change (ns)."""
    return look(os.fstat(fd))


def look(seen: os.stat_result) -> str:
    """The same of what `os.fstat` says."""
    return f"{seen.st_ino} {seen.st_size} {seen.st_mtime_ns}"


def look_at(path: str) -> str:
    """How a file looks, nothing if it cannot be looked at."""
    try:
        with opened(path) as fd:
            return look_of(fd)
    except OSError:
        return ""


def checksum(fd: int, start: int, end: int, before: int = 0) -> int:
    """The CRC-32 of the bytes from `start` to `end`, going on from that `before` them. A GB a second."""
    for chunk in chunks(fd, start, end, 1 << 20):
        before = crc32(chunk, before)
    return before


def sync_directory(path: str) -> None:
    """Make the names in a directory durable. Not possible, and not needed, on Windows."""
    if sys.platform != "win32":
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


class opened:  # noqa: N801 - like `contextlib.suppress`; a generator would cost each answer as much as its syscalls
    """A descriptor of `path`, closed at the end, and what the file was `seen` to be; one made by this is for its owner only."""

    __slots__ = ("fd", "seen")

    def __init__(self, path: str, flags: int = _READ, mode: int = 0o600) -> None:
        self.fd = os.open(path, flags, mode)
        try:
            self.seen = os.fstat(self.fd)
            # Not where it is so already: with each answer a change of mode would have to be made durable too.
            is_fresh = flags & os.O_CREAT and mode == 0o600 and not self.seen.st_size
            if is_fresh and self.seen.st_mode & 0o777 != 0o600 and sys.platform != "win32":
                os.fchmod(self.fd, 0o600)
        except BaseException:
            os.close(self.fd)
            raise

    def __enter__(self) -> int:
        return self.fd

    def __exit__(self, *_: object) -> None:
        os.close(self.fd)


class opened_to_append(opened):  # noqa: N801 - as above
    """A new descriptor to read and append; the name of a file made by this is durable."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        super().__init__(path, _APPEND)
        if not self.seen.st_size:
            try:
                sync_directory(os.path.dirname(os.path.realpath(path)))
            except BaseException:
                os.close(self.fd)
                raise


def append(fd: int, data: bytes, size: int) -> None:
    """Write `data` at the end (`size`) and make it durable, or leave the file as long as it was and raise OSError."""
    try:
        write_all(fd, data)
        os.fsync(fd)
    except BaseException:
        with contextlib.suppress(OSError):
            os.ftruncate(fd, size)
        raise


def write_all(fd: int, data: bytes) -> None:
    """Write every byte, however few the system takes at a time."""
    left = memoryview(data)
    while left:
        written = os.write(fd, left)
        if written <= 0:
            raise OSError(28, "nothing was written")
        left = left[written:]


def replace(path: str, chunks: Iterable[bytes]) -> None:
    """Put a new content in place of a file: the old or the new is there after a crash at any moment, and a symlink stays one."""
    target = os.path.realpath(path)
    with drafted(target + DRAFT, chunks, path) as draft:
        move(draft, target)


def place(path: str, chunks: Iterable[bytes], mode: int = 0o600) -> None:
    """Make a new file, whole or not at all. Raises FileExistsError where there is something of that name: it is left as it is."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "", path)
    with drafted(draft_beside(path), chunks, path, mode) as draft:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # no links on this disk: the name is taken first, by nobody else, then filled
            os.close(os.open(path, _WRITE, mode))
            os.replace(draft, path)
        _sync_name(path)


@contextlib.contextmanager
def drafted(draft: str, chunks: Iterable[bytes], path: str, mode: int = 0o600) -> Iterator[str]:
    """A durable file with a content, to be given its name; gone afterwards. What the system refuses, it refuses of `path`."""
    try:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(draft)
        with opened(draft, _WRITE, mode) as fd:
            for chunk in chunks:
                write_all(fd, chunk)
            os.fsync(fd)
        yield draft
    except OSError as error:
        error.filename, error.filename2 = path, None
        raise
    finally:
        with contextlib.suppress(OSError):
            os.unlink(draft)


def draft_beside(path: str) -> str:
    """A name for a draft of a file that nobody else will take."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name[:100]}.{os.urandom(4).hex()}{DRAFT}")


def move(source: str, target: str) -> None:
    """Rename within a directory, durably; on Windows a reader may hold the target for a moment. Raises NotDurable when that is done."""
    for tries_left in range(40, -1, -1):
        try:
            os.replace(source, target)
            break
        except PermissionError:
            if sys.platform != "win32" or not tries_left:
                raise
            time.sleep(WAIT_SECONDS)
    _sync_name(target)


def _sync_name(path: str) -> None:
    try:
        sync_directory(os.path.dirname(path) or ".")
    except OSError as error:
        raise NotDurable(error.errno, "", path) from error


def read(fd: int, start: int, count: int) -> bytes:
    """`count` bytes from `start`, fewer only at the end of the file."""
    os.lseek(fd, start, os.SEEK_SET)
    parts = []
    while count > 0 and (part := os.read(fd, count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def chunks(fd: int, start: int, end: int, size: int = 1 << 18) -> Iterator[bytes]:
    """The bytes from `start` to `end` in pieces."""
    while start < end and (part := read(fd, start, min(size, end - start))):
        start += len(part)
        yield part


def keep_copy(path: str) -> str:
    """Copy a damaged file beside itself as evidence and return where."""
    with opened(path) as fd:
        return keep(path, chunks(fd, 0, os.fstat(fd).st_size))


def keep(path: str, parts: Iterable[bytes]) -> str:
    """Keep bytes found in a damaged file beside it and return where."""
    evidence = unused_evidence(path)
    replace(evidence, parts)
    return evidence


def unused_evidence(path: str) -> str:
    """`NAME.damaged-<UTC time of the file's last change>`, with a number after it if there is one already."""
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(os.stat(path).st_mtime))
    return unused(f"{os.path.realpath(path)}.damaged-{stamp}")


def evidence_of(path: str) -> list[str]:
    """What was kept of a file by `keep` and `keep_copy`; not what they were killed over."""
    directory, name = os.path.split(os.path.realpath(path))
    names = [each for each in os.listdir(directory) if each.startswith(f"{name}.damaged-") and not each.endswith(DRAFT)]
    return [os.path.join(directory, each) for each in names]


def unused(path: str) -> str:
    """`path`, or with a number after it if something of that name is there."""
    found, count = path, 1
    while os.path.lexists(found):
        count += 1
        found = f"{path}-{count}"
    return found


class locked(opened):  # noqa: N801 - as above
    """Hold the lock file alone; nothing is left of it when the process dies. Waits ten seconds at most, then raises OSError."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        super().__init__(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0))
        try:
            self._wait()
        except BaseException:
            os.close(self.fd)
            raise

    def _wait(self) -> None:
        for waits_left in range(LOCK_WAITS, -1, -1):
            if _try_lock(self.fd):
                return
            if not waits_left:
                raise BlockingIOError(11, "another program holds the lock")
            time.sleep(WAIT_SECONDS if waits_left < LOCK_WAITS - 10 else WAIT_SECONDS / 10)

    def __exit__(self, *_: object) -> None:
        try:
            _unlock(self.fd)
        finally:
            os.close(self.fd)


def claim(fd: int, name: str) -> bool:
    """Take a name for this process, until it dies or closes any descriptor of that file. False if another process has it."""
    return _claim(fd, crc32(name.encode(errors="surrogatepass")))


def is_claimed(fd: int, name: str) -> bool:
    """Whether another process has that name."""
    place = crc32(name.encode(errors="surrogatepass"))
    if not _claim(fd, place):
        return True
    _release(fd, place)
    return False


if sys.platform == "win32":
    import msvcrt

    def _claim(fd: int, place: int) -> bool:
        os.lseek(fd, place & 0x7FFFFFFF, os.SEEK_SET)
        return _try_lock(fd)

    def _release(fd: int, place: int) -> None:
        os.lseek(fd, place & 0x7FFFFFFF, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

    def _try_lock(fd: int) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(fd: int) -> None:
        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _claim(fd: int, place: int) -> bool:
        try:
            fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:  # no locks here, or no file: nobody is known to have anything
            return True
        return True

    def _release(fd: int, place: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.lockf(fd, fcntl.LOCK_UN, 1, place)

    def _try_lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)
