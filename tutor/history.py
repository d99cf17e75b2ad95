"""Reading `history.jsonl`: line by line, or straight into progress."""

import re
from collections.abc import Iterator
from datetime import date
from zlib import crc32

from tutor import codec, files
from tutor.codec import Bad, Other
from tutor.errors import ProgressRefused
from tutor.events import Event, Undone
from tutor.fold import Fold, Stale, is_undone, rebuild, targets, undone
from tutor.progress import Progress
from tutor.record import record
from tutor.schedule import Rating

_MARKED_BYTES = 1024
_UNDO = b'"type":"undo"'


@record
class Replayed:
    """What reading a history gave: `progress`, the position `end` after the last line, the `rest` of a line that was not finished.

    `events` counts the lines that hold one, `damaged` and `foreign` those that do not; `bad_at` is the position of the first of these.
    """

    progress: Progress
    end: int
    rest: bytes = b""
    events: int = 0
    damaged: int = 0
    foreign: int = 0
    bad_at: int = -1


def mark(fd: int, position: int) -> str:
    """A fingerprint of the first `position` bytes: of their beginning, and of their end, where every line has a random id."""
    head = crc32(files.read(fd, 0, min(position, _MARKED_BYTES)))
    edge_start = max(0, position - _MARKED_BYTES)
    return f"{head:08x}{crc32(files.read(fd, edge_start, position - edge_start)):08x}"


def blocks(fd: int, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` to `end` as runs of whole lines, each with its newline; what is left at the end comes last, without one."""
    rest: list[bytes] = []
    for chunk in files.chunks(fd, start, end):
        cut = chunk.rfind(b"\n") + 1
        if cut:
            yield b"".join((*rest, chunk[:cut]))
            rest = []
        rest.append(chunk[cut:])
    if any(rest):
        yield b"".join(rest)


def lines(fd: int, start: int, end: int) -> Iterator[bytes]:
    """Every finished line between two positions, without its newline."""
    for block in blocks(fd, start, end):
        yield from block.split(b"\n")[:-1]


def records(fd: int, start: int, end: int) -> Iterator[Event | Other]:
    """Every line that holds something, as it stands: undone events and repetitions too."""
    for line in lines(fd, start, end):
        found = codec.decode(line)
        if not isinstance(found, Bad):
            yield found


@record
class Tail:
    """What a few last lines hold: `end` is the position after the last finished one, `bad_at` that of the first that holds nothing."""

    found: tuple[Event | Other, ...]
    end: int
    rest: bytes
    bad_at: int


def read(fd: int, start: int, end: int) -> Tail:
    """Read what stands between two positions, not far apart. Raises ProgressRefused if a newer program wrote it."""
    reader = _Reader(Fold(), {}, set())
    found = []
    position = start
    *whole, rest = files.read(fd, start, end - start).split(b"\n")
    for line in whole:
        found.append(reader.count(codec.decode(line), line, position))
        position += len(line) + 1
    return Tail(tuple(each for each in found if not isinstance(each, Bad)), position, rest, reader.bad_at)


def replay(fd: int, start: int, end: int, progress: Progress | None = None) -> Replayed:
    """Fold what stands between two positions onto `progress`. Raises Stale if that cannot be exact, but never from position 0."""
    try:
        return _in_order(fd, start, end, progress)
    except Stale:
        if start:
            raise
    return _sorted(fd, end)


def _in_order(fd: int, start: int, end: int, progress: Progress | None) -> Replayed:
    """Streaming, 10 µs a review, for a history whose lines stand in the order they were written."""
    undos = [event for block in blocks(fd, start, end) if _UNDO in block for event in _undos_in(block)]
    reader = _Reader(Fold(progress), undone(undos), {event.id for event in undos})
    position, rest = start, b""
    for block in blocks(fd, start, end):
        *whole, rest = block.split(b"\n")
        for line in whole:
            reader.take(line, position)
            position += len(line) + 1
    if start and len(reader.met) < len(reader.gone):
        raise Stale  # something older than `start` was undone
    return Replayed(reader.fold.done(_event), position, rest, reader.events, reader.damaged, reader.foreign, reader.bad_at)


def _sorted(fd: int, end: int) -> Replayed:
    """Exact for lines in any order, at the price of holding them all."""
    counts = _Reader(Fold(), {}, set())
    position, rest = 0, b""
    events: list[Event] = []
    others: list[Other] = []
    for block in blocks(fd, 0, end):
        *whole, rest = block.split(b"\n")
        for line in whole:
            found = counts.count(codec.decode(line), line, position)
            position += len(line) + 1
            if isinstance(found, Event):
                events.append(found)
            elif isinstance(found, Other):
                others.append(found)
    fold = Fold(rebuild(events))
    for other in others:
        fold.see(other.n, other.at)
    return Replayed(fold.done(), position, rest, counts.events, counts.damaged, counts.foreign, counts.bad_at)


def _undos_in(block: bytes) -> Iterator[Event]:
    for line in block.split(b"\n"):
        if _UNDO in line:
            found = codec.decode(line)
            if isinstance(found, Event) and isinstance(found.fact, Undone):
                yield found


def _event(line: bytes) -> Event:
    found = codec.decode(line)
    assert isinstance(found, Event)
    return found


class _Reader:
    """Feeds lines to a Fold and counts them."""

    def __init__(self, fold: Fold, gone: dict[str, int], undos: set[str]) -> None:
        self.fold, self.gone, self.undos = fold, gone, undos
        self.met: set[str] = set()
        self.events = self.damaged = self.foreign = 0
        self.bad_at = -1
        self._usual = _usual_review().fullmatch
        self._days: dict[bytes, date] = {}

    def take(self, line: bytes, position: int) -> None:
        """Fold one line. Raises Stale."""
        usual = self._usual(line)
        if usual is None or line[-10:-2] != b"%08x" % crc32(line[:-18]) or not self._take_usual(line, *usual.groups()):
            self._take_any(self.count(codec.decode(line), line, position))

    def count(self, found: codec.Line, line: bytes, position: int) -> codec.Line:
        """Count what a line held. Raises ProgressRefused if a newer program made it and it must not be passed over."""
        if isinstance(found, Bad):
            if not line.strip():
                return found
            self.damaged += found is Bad.DAMAGED
            self.foreign += found is Bad.FOREIGN
            self.bad_at = position if self.bad_at < 0 else self.bad_at
            return found
        if isinstance(found, Other) and found.format > codec.FORMAT:
            raise ProgressRefused("history.jsonl", "newer", str(found.format))
        self.events += 1
        return found

    def _take_any(self, found: codec.Line) -> None:
        if isinstance(found, Other):
            self.fold.skip(found.n, found.at)
        elif isinstance(found, Event):
            if isinstance(found.fact, Undone) and found.id not in self.undos:
                raise Stale  # written in another manner than ours, so the first pass did not see it
            moment = found.fact.moment
            if targets(found) or self._is_gone(found.id, found.n):
                self._is_gone(found.id, found.n)
                self.fold.skip(found.n, moment.at, moment.day)
            else:
                self.fold.add(found)

    def _is_gone(self, event_id: str, n: int) -> bool:
        if event_id in self.gone:
            self.met.add(event_id)
        return is_undone(event_id, n, self.gone)

    def _take_usual(
        self,
        line: bytes,
        event_id: bytes,
        at: bytes,
        day: bytes,
        n: bytes,
        session: bytes,
        card: bytes,
        version: bytes,
        rating: bytes,
        first: bytes,
        score: bytes,
        ms: bytes,
        confidence: bytes,
    ) -> bool:
        """Fold a review without making objects of it; False if it has to go the long way after all."""
        try:
            when = self._days.get(day) or self._days.setdefault(day, date.fromisoformat(day.decode()))
            parts = session.decode(), card.decode(), version.decode()
        except ValueError:
            return False
        self.events += 1
        if self.gone and self._is_gone(event_id.decode(), int(n)):
            self.fold.skip(int(n), int(at), when)
        else:
            self.fold.add_review(
                int(n), int(at), when, *parts, score == b"1", _RATINGS[rating], int(confidence), int(ms), first == b"true", line
            )
        return True


_RATINGS = {b"%d" % rating: rating for rating in Rating}


def _usual_review() -> re.Pattern[bytes]:
    """A review line as `codec.encode` writes it, nothing unusual in it: reading it so costs a third of parsing the JSON."""
    text, whole = rb'"([^"\\\x00-\x1f]*)"', rb"(0|[1-9]\d*)"
    number = rb"-?(?:0|[1-9]\d*)"
    return re.compile(
        rb'\{"id":"([0-9a-f]{32})","type":"review","at":' + whole + rb',"day":"(\d{4}-\d\d-\d\d)","n":' + whole
        + rb',"session":' + text + rb',"card":' + text + rb',"version":' + text
        + rb',"rating":([1-4]),"first":(true|false),"score":(0|1|0\.\d+),"ms":' + whole + rb',"confidence":' + whole
        + rb',"answer":\{(?:"picked":\[' + number + rb"(?:," + number + rb')*\]|"unknown":true|"typed":\["[^"\\\x00-\x1f\x7f-\xff]*"\])?\}'
        + rb'(?:,"hints":[1-9]\d*)?(?:,"overruled":true)?(?:,"predicted":0\.\d+)?,"scheduler":"[a-z0-9-]*","sum":"[0-9a-f]{8}"\}'
    )  # fmt: skip
