"""Reading `history.jsonl`: line by line, or straight into progress."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from operator import ge
from zlib import crc32

from tutor import codec, files
from tutor.codec import Bad, Other
from tutor.errors import ProgressRefused
from tutor.events import Event, Renamed, Undone
from tutor.fold import Fold, Parts, Row, Stale, event_in, is_undone, made_of, renames, row_of, targets, undone
from tutor.progress import Progress
from tutor.record import record
from tutor.schedule import Rating

_MARKED_BYTES = 1024
_UNDO, _RENAME = b'"type":"undo"', b'"type":"rename"'
_EARLY = (_UNDO, _RENAME)
"""What has to be known before what stands before it can be folded."""
_N = re.compile(rb',"n":(\d{1,18})\b')
_AT = re.compile(rb'"at":(-?\d{1,18})\b')


@record
class Looked:
    """What lines there are: `end` is the position after the last finished one, `rest` the beginning of one that was not.

    `events` counts the lines that hold one, `damaged` and `foreign` those that do not; `bad_at` is where the first of these is, or -1, and
    `bad_end` where the last of them ends.
    """

    end: int
    rest: bytes = b""
    events: int = 0
    damaged: int = 0
    foreign: int = 0
    bad_at: int = -1
    bad_end: int = -1


@record
class Replayed:
    """What reading a history gave, and from which position on it was read."""

    progress: Progress
    looked: Looked
    start: int = 0


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


def newest(fd: int, end: int) -> Iterator[Event]:
    """Every event that counts, the newest by its time first; only those that are asked for are decoded."""
    found = [(int(at[1]), line) for line in lines(fd, 0, end) if (at := _AT.search(line))]
    gone = undone(event for _, line in found if _UNDO in line for event in _those_in(line, _UNDO))
    seen: set[str] = set()
    for _, line in reversed(sorted(found, key=lambda pair: pair[0])):  # noqa: C413 - sorting in reverse keeps what is equal in its order
        event = codec.decode(line)
        if isinstance(event, Event) and event.id not in seen and not is_undone(event.id, event.n, gone):
            seen.add(event.id)
            yield event


def about(fd: int, cards: Iterable[str], end: int) -> Iterator[Event]:
    """The answers to some cards. Lines that name none of them are passed over unread."""
    needles = [b'"card":' + json.dumps(card, ensure_ascii=False).encode(errors="surrogatepass") + b"," for card in cards]
    for block in blocks(fd, 0, end):
        if any(needle in block for needle in needles):
            found = (codec.decode(line) for line in block.split(b"\n") if any(needle in line for needle in needles))
            yield from (event for event in found if isinstance(event, Event))


@record
class Tail:
    """What a few last lines hold."""

    found: tuple[Event | Other, ...]
    looked: Looked


def read(fd: int, start: int, end: int) -> Tail:
    """Read what stands between two positions, not far apart. Raises ProgressRefused if a newer program wrote it."""
    counts = Counts(start)
    found = [counts.count(codec.decode(line), line) for line in counts.each(files.read(fd, start, end - start))]
    return Tail(tuple(each for each in found if not isinstance(each, Bad)), counts.looked())


def look(fd: int, start: int, end: int) -> Looked:
    """Judge every line between two positions without folding any. Raises ProgressRefused if a newer program wrote it."""
    counts, is_usual = Counts(start), _usual_review().fullmatch
    for block in blocks(fd, start, end):
        for line in map(codec.bare, counts.each(block)):
            if codec.is_whole(line) and is_usual(line):
                counts.events += 1
            else:
                counts.count(codec.decode(line), line)
    return counts.looked()


def replay(fd: int, start: int, end: int, progress: Progress | None = None) -> Replayed:
    """Fold what stands between two positions onto `progress`. Raises Stale if that cannot be exact, but never from position 0."""
    try:
        return _in_order(fd, start, end, progress)
    except Stale:
        if start:
            raise
    counts = Counts(0)
    return Replayed(made_of(rows(fd, 0, end, counts)), counts.looked())


def _in_order(fd: int, start: int, end: int, progress: Progress | None) -> Replayed:
    """Streaming, 10 µs a review, for a history whose lines stand in the order they were written."""
    early = _early(fd, start, end)
    counts = Counts(start)
    undos = [event for event in early if isinstance(event.fact, Undone)]
    reader = _Reader(Fold(progress), undos, counts)
    reader.fold.know(renames(event for event in early if not is_undone(event.id, event.n, reader.gone)))
    for block in blocks(fd, start, end):
        for line in counts.each(block):
            reader.take(line)
    if start and len(reader.met) < len(reader.gone):
        raise Stale  # something older than `start` was undone
    return Replayed(reader.fold.done(event_in), counts.looked(), start)


def _early(fd: int, start: int, end: int) -> list[Event]:
    """What has to be known before what stands before it. Raises Stale where lines do not stand in the order of their numbers."""
    found, last = list[Event](), 0
    for block in blocks(fd, start, end):
        numbers = [last, *map(int, _N.findall(block))]
        if any(map(ge, numbers, numbers[1:])):
            raise Stale
        last = numbers[-1]
        found += [event for kind in _EARLY if kind in block for event in _those_in(block, kind)]
    return found


def rows(fd: int, start: int, end: int, counts: "Counts") -> Iterator[Row]:
    """Every event between two positions as the law needs it, in whatever order they stand. Exact, at the price of holding them all."""
    usual = _Usual()
    for block in blocks(fd, start, end):
        for line in counts.each(block):
            known = usual.read(line)
            if known:
                counts.events += 1
                event_id, parts = known
                yield parts[0], parts[1], event_id, parts, line
                continue
            found = counts.count(codec.decode(line), line)
            if isinstance(found, Event):
                yield row_of(found)
            elif isinstance(found, Other):
                yield found.n, found.at, found.id, None, found


def _those_in(block: bytes, kind: bytes) -> Iterator[Event]:
    for line in block.split(b"\n"):
        if kind in line:
            found = codec.decode(line)
            if isinstance(found, Event) and isinstance(found.fact, Undone | Renamed):
                yield found


class Counts:
    """Where one is in a history, and what the lines so far held."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.rest = b""
        self.events = self.damaged = self.foreign = 0
        self.bad_at = self.bad_end = -1

    def each(self, block: bytes) -> Iterator[bytes]:
        """The finished lines of a block; `position` is that of the line at hand."""
        *whole, self.rest = block.split(b"\n")
        for line in whole:
            yield line
            self.position += len(line) + 1

    def count(self, found: codec.Line, line: bytes) -> codec.Line:
        """Count what a line held. Raises ProgressRefused if a newer program made it and it must not be passed over."""
        if isinstance(found, Other) and found.format > codec.FORMAT:
            raise ProgressRefused("history.jsonl", "newer", str(found.format))
        if not isinstance(found, Bad):
            self.events += 1
        elif line.strip():
            self.damaged += found is Bad.DAMAGED
            self.foreign += found is Bad.FOREIGN
            self.bad_at = self.position if self.bad_at < 0 else self.bad_at
            self.bad_end = self.position + len(line) + 1
        return found

    def looked(self) -> Looked:
        """All that was counted."""
        return Looked(self.position, self.rest, self.events, self.damaged, self.foreign, self.bad_at, self.bad_end)


class _Usual:
    """Reads usual reviews without making objects of them."""

    def __init__(self) -> None:
        self._match = _usual_review().fullmatch
        self._days: dict[bytes, date] = {}

    def read(self, line: bytes) -> tuple[str, Parts] | None:
        """The id and the parts of a usual review that is whole; None of any other line."""
        usual = self._match(line)
        if usual is None:
            line = codec.bare(line)
            usual = self._match(line)
        if usual is None or line[-10:-2] != b"%08x" % crc32(line[:-18]):
            return None
        event_id, at, day, n, session, card, version, rating, first, score, ms, confidence, picked, typed, predicted = usual.groups()
        try:
            when = self._days.get(day) or self._days.setdefault(day, date.fromisoformat(day.decode()))
            said = (picked or typed or b"").decode()
            return event_id.decode(), (
                int(n), int(at), when, session.decode(), card.decode(), version.decode(), score == b"1", _RATINGS[rating],
                int(confidence), int(ms), first == b"true", float(predicted or 0), "" if score == b"1" else said[:80],
            )  # fmt: skip
        except ValueError:
            return None


class _Reader:
    """Feeds lines to a Fold."""

    def __init__(self, fold: Fold, undos: list[Event], counts: "Counts") -> None:
        self.fold, self.counts = fold, counts
        self.gone = undone(undos)
        self.met: set[str] = set()
        self._undos = {event.id for event in undos}
        self._usual = _Usual()

    def take(self, line: bytes) -> None:
        """Fold one line. Raises Stale."""
        known = self._usual.read(line)
        if known is None:
            self._take_any(self.counts.count(codec.decode(line), line))
            return
        self.counts.events += 1
        event_id, parts = known
        if self.gone and self._is_gone(event_id, parts[0]):
            self.fold.skip(*parts[:3])
        else:
            self.fold.add_parts(parts, line)

    def _take_any(self, found: codec.Line) -> None:
        if isinstance(found, Other):
            self.fold.skip(found.n, found.at)
        elif isinstance(found, Event):
            if isinstance(found.fact, Undone) and found.id not in self._undos:
                raise Stale  # written in another manner than ours, so the first pass did not see it
            moment = found.fact.moment
            if targets(found) or isinstance(found.fact, Renamed) or self._is_gone(found.id, found.n):
                self._is_gone(found.id, found.n)
                self.fold.skip(found.n, moment.at, moment.day)
            else:
                self.fold.add(found)

    def _is_gone(self, event_id: str, n: int) -> bool:
        if event_id in self.gone:
            self.met.add(event_id)
        return is_undone(event_id, n, self.gone)


_RATINGS = {b"%d" % rating: rating for rating in Rating}


def _usual_review() -> re.Pattern[bytes]:
    """A review line as `codec.encode` writes it, nothing unusual in it: reading it so costs a third of parsing the JSON."""
    text, whole = rb'"([^"\\\x00-\x1f]*)"', rb"(0|[1-9]\d*)"
    number = rb"(?:0|[1-9]\d*)"
    return re.compile(
        rb'\{"id":"([0-9a-f]{32})","type":"review","at":' + whole + rb',"day":"(\d{4}-\d\d-\d\d)","n":' + whole
        + rb',"session":' + text + rb',"card":' + text + rb',"version":' + text
        + rb',"rating":([1-4]),"first":(true|false),"score":(0|1|0\.\d+),"ms":' + whole + rb',"confidence":' + whole
        + rb',"answer":\{(?:"picked":\[(' + number + rb"(?:," + number + rb")*)\]"
        + rb'|"unknown":true|"typed":\["([^"\\\x00-\x1f]*)"\])?\}'
        + rb'(?:,"hints":[1-9]\d*)?(?:,"overruled":true)?(?:,"predicted":(0\.\d+))?'
        + rb'(?:,"key":"[^"\\\x00-\x1f]*")?(?:,"layout":"[0-9a-f]{8}")?'
        + rb',"scheduler":"[a-z0-9-]*","sum":"[0-9a-f]{8}"\}'
    )  # fmt: skip
