"""The saved fold, `progress.json`: progress and how far into the history it goes. Pure.

One JSON object, a line per card, in the order in which they come back. It can always be made again from the history, so anything odd
about it is a reason to do that.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar
from zlib import crc32

from tutor.codec import FORMAT, decode_record, record_of
from tutor.events import Event, Planned
from tutor.filed import ALWAYS, Filed, day_before
from tutor.layers import Layers
from tutor.progress import (
    CARD_COLUMNS,
    CardState,
    OpenSession,
    Progress,
    Result,
    card_from_text,
    card_text,
    filed_under,
    tally_from_text,
    tally_text,
    totals_from_text,
    totals_text,
)
from tutor.record import record

V = TypeVar("V")

_SUM = b',\n"sum":"'
_INSIDE, _INDEX, _CARDS = b',\n"inside":"', b',\n"index":[', b'],\n"cards":{'
_COLUMNS = f',\n"columns":"{CARD_COLUMNS}"'.encode()
_TAIL_BYTES = len(_SUM) + 8 + len(b'"}\n')


class Newer(Exception):
    """A newer program wrote this."""


class Older(Exception):
    """An older program wrote this, which kept other sums."""


class Damaged(Exception):
    """Not what was written."""


@record
class Snapshot:
    """`progress` is the fold of the first `position` bytes of a history with the fingerprint `mark` (see `tutor.history.mark`).

    `whole` is the CRC-32 of those bytes (-1: not known), `seen` the look of the history file when it was taken (`tutor.files.look_of`).
    """

    progress: Progress
    position: int
    mark: str
    whole: int = -1
    seen: str = ""


def encode(snapshot: Snapshot) -> bytes:
    """The bytes of a snapshot; equal progress gives equal bytes."""
    filed = _bytes(_filed(_texts(snapshot.progress.cards, card_text)))
    data = b'{\n%b%b%08x",\n%b' % (_bytes(_parts(snapshot)), _INSIDE, crc32(filed), filed)
    return b'%b%b%08x"}\n' % (data, _SUM, crc32(data))


def _bytes(parts: Iterable[tuple[str, object]]) -> bytes:
    text = ",\n".join([f"{_json(key)}:{_json(value)}" for key, value in parts])
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a character in an id or a typed answer
        return text.encode(errors="surrogatepass")


def decode(data: bytes) -> Snapshot:
    """The inverse of `encode`. Raises Newer, Older or Damaged."""
    body = memoryview(data)[:-_TAIL_BYTES]  # no copy of a megabyte
    whole = data[-_TAIL_BYTES:] == b'%b%08x"}\n' % (_SUM, crc32(body))
    try:
        record = _opened(data, len(body)) if whole else _parsed(data)
        if record["format"] > FORMAT:
            raise Newer(record["format"])
        if whole and record["columns"] != CARD_COLUMNS:
            raise Older
        if whole and _is_well_made(record):
            return Snapshot(
                _progress(record), record["position"], record["mark"], int(record.get("whole", -1)), str(record.get("seen", ""))
            )
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        pass
    raise Damaged


def _parsed(data: bytes) -> Any:
    return json.loads(data.decode(errors="surrogatepass"))


def _opened(data: bytes, end: int) -> Any:
    """The record of a whole file, which ends there; what it says of single cards is left as it is until somebody asks.

    That has a sum of its own, `inside`: what nobody looks at now must not turn out to be odd later.
    """
    inside = data.find(_COLUMNS + _INSIDE) + len(_COLUMNS)
    start = inside + len(_INSIDE) + len(b'00000000",\n')
    index, cards = data.find(_INDEX, start), data.find(_CARDS, start)
    if inside < len(_COLUMNS) or not 0 < index < cards:
        return _parsed(data)
    if data[inside + len(_INSIDE) : start] != b'%08x",\n' % crc32(memoryview(data)[start:end]):
        raise Damaged
    record = _parsed(b"%b,\n%b}" % (data[:inside], data[start:index]))
    groups = [(day, count) for day, count in record["groups"] if isinstance(day, str) and count >= 0]
    names = data[index + len(_INDEX) : cards]
    record["cards"] = Filed[CardState](str(record["latest"]), groups, names, data, cards + len(_CARDS), end - 1)
    return record


def _is_well_made(record: Mapping[str, Any]) -> bool:
    """Whether what is taken as it stands has its type: somebody may have made the sum anew. Cards are read when they are needed."""
    numbers = (record["position"], record["n"], record["at"])
    tables = (record["settings"], record["sections"], record["days"], record["tallies"], record["cards"])
    return all(type(n) is int and n >= 0 for n in numbers) and isinstance(record["mark"], str) and all(isinstance(t, dict) for t in tables)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",\n", ":"))


def _parts(snapshot: Snapshot) -> Iterator[tuple[str, object]]:
    progress = snapshot.progress
    yield "format", FORMAT
    yield "position", snapshot.position
    yield "mark", snapshot.mark
    yield "whole", snapshot.whole
    yield "seen", snapshot.seen
    yield "n", progress.n
    yield "at", progress.at
    yield "last", progress.last
    yield "day", progress.day.isoformat() if progress.day else None
    yield "settings", dict(sorted(progress.settings.items()))
    yield "renamed", dict(sorted(progress.renamed.items()))
    yield "plans", [record_of(Event("", 0, plan)) for _, plan in sorted(progress.plans.items())]
    yield "results", [[*key, r.session, r.right, r.total, r.ms, r.day.isoformat()] for key, r in sorted(progress.results.items())]
    yield "open", [[record_of(event) for event in (session.started, *session.events)] for session in progress.open]
    yield "sections", _texts(progress.sections, date.isoformat)
    yield "days", _texts(progress.days, totals_text)
    yield "tallies", _texts(progress.tallies, tally_text)
    yield "columns", CARD_COLUMNS


def _filed(cards: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """The cards by the days under which they are filed; those of the latest two days of all under none, for who looks for these days."""
    under = {card: filed_under(text) for card, text in cards.items()}
    latest = max((last for _, last, _ in under.values()), default="")
    recent = day_before(latest)
    days = {card: ALWAYS if last >= recent else day for card, (day, last, _) in under.items()}
    counts: dict[str, int] = {}
    for day in sorted(days.values()):
        counts[day] = counts.get(day, 0) + 1
    order = sorted(cards, key=days.__getitem__)
    yield "latest", latest
    yield "groups", list(counts.items())
    yield "index", [f"{card} {under[card][2]}" for card in order]
    yield "cards", {card: cards[card] for card in order}


def _texts(values: Layers[V], text: Callable[[V], str]) -> dict[str, str]:
    return {key: value if isinstance(value, str) else text(value) for key, value in sorted(values.undecoded().items(), key=_key)}


def _key(item: tuple[str, object]) -> str:
    return item[0]


def _progress(record: Mapping[str, Any]) -> Progress:
    plans = [decode_record(plan) for plan in record["plans"]]
    facts = [plan.fact for plan in plans if isinstance(plan, Event)]
    return Progress(
        cards=Layers(card_from_text, record["cards"]),
        sections=Layers(date.fromisoformat, record["sections"]),
        days=Layers(totals_from_text, record["days"]),
        tallies=Layers(tally_from_text, record["tallies"]),
        settings=record["settings"],
        plans={fact.course: fact for fact in facts if isinstance(fact, Planned)},
        renamed=_names(record.get("renamed", {})),
        results={
            (kind, course): Result(session, right, total, ms, date.fromisoformat(day))
            for kind, course, session, right, total, ms, day in record["results"]
        },
        open=tuple(_session(events) for events in record["open"]),
        n=record["n"],
        at=record["at"],
        last=int(record.get("last", record["at"])),
        day=date.fromisoformat(record["day"]) if record["day"] else None,
    )


def _names(value: Any) -> dict[str, str]:
    if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        return value
    raise TypeError


def _session(records: list[Mapping[str, Any]]) -> OpenSession:
    started, *rest = (event for event in map(decode_record, records) if isinstance(event, Event))
    return OpenSession(started, tuple(rest))
