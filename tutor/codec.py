"""One event = one line of JSON, and back. Pure.

A line ends with `,"sum":"xxxxxxxx"}`: the CRC-32 of the bytes before, so that every line says for itself whether it is whole.
What a newer program adds is understood as far as possible: unknown keys are passed over, unknown types become `Other`.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from json.encoder import encode_basestring
from math import inf
from typing import Any, TypeAlias
from zlib import crc32

from tutor.events import Ended, Event, Fact, Happened, Mark, Moment, Planned, Read, Renamed, Reset, Reviewed, Set, Started, Undone
from tutor.grade import Answer
from tutor.record import asdict, record
from tutor.schedule import Rating

FORMAT = 1
SCHEDULER = "fsrs-6"

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # `json.dumps` would make one a line
_WHOLE = frozenset({0, 1})
_SUM = b',"sum":"'
_SUM_BYTES = len(_SUM) + 8 + len(b'"}')


@record
class Other:
    """A whole line of a type unknown to this program; it stays in the history. One with a `format` over FORMAT must not be ignored."""

    id: str
    n: int
    at: int
    type: str
    format: int = FORMAT


class Bad(Enum):
    """A line that is no event: `DAMAGED` was one once, `FOREIGN` never was."""

    DAMAGED = "damaged"
    FOREIGN = "foreign"


Line: TypeAlias = Event | Other | Bad


def encode(event: Event) -> bytes:
    """The line of an event, with its newline. UTF-8; at most 400 bytes for a review with short names and no typed text."""
    fact = event.fact
    return _sealed(_review_text(event.id, event.n, fact)) if type(fact) is Reviewed else seal(record_of(event))


def _review_text(event_id: str, n: int, fact: Reviewed) -> str:
    """The JSON of a review, as `record_of` has it, made at once: every answer waits for it."""
    moment, answer, text = fact.moment, fact.answer, encode_basestring
    given = f'"picked":[{",".join(map(repr, answer.picked))}],' if answer.picked else ""
    given += f'"typed":[{",".join(map(text, answer.typed))}],' if answer.typed else ""
    given += '"unknown":true,' if answer.unknown else ""
    rare = f'"hints":{fact.hints},' if fact.hints else ""
    rare += '"overruled":true,' if fact.overruled else ""
    rare += f'"predicted":{_json(fact.predicted) if fact.predicted in _WHOLE else _number_text(fact.predicted)},' if fact.predicted else ""
    rare += f'"key":{text(fact.key)},' if fact.key else ""
    rare += f'"layout":{text(fact.layout)},' if fact.layout else ""
    return (
        f'{{"id":{text(event_id)},"type":"review","at":{moment.at},"day":"{moment.day.isoformat()}","n":{n}'
        f',"session":{text(fact.session)},"card":{text(fact.card)},"version":{text(fact.version)}'
        f',"rating":{fact.rating:d},"first":{"true" if fact.first else "false"},"score":{_number_text(fact.score)}'
        f',"ms":{fact.ms},"confidence":{fact.confidence:d},"answer":{{{given[:-1]}}},{rare}"scheduler":"{SCHEDULER}"}}'
    )


def _number_text(value: float) -> str:
    """As JSON has it, 1 for 1.0 and 0 for 0.0; the compiled encoder takes longer to begin than to write."""
    if value in _WHOLE:
        return "1" if value else "0"
    return repr(value) if abs(value) < inf else _json(value)


def record_of(event: Event) -> dict[str, Any]:
    """An event as a JSON object; `decode_record` is the inverse."""
    return {"id": event.id, **_encode_fact(event.fact, event.n)}


def seal(record: Mapping[str, Any]) -> bytes:
    """A JSON object as a line with its sum."""
    return _sealed(_json(record))


def _sealed(text: str) -> bytes:
    try:
        data = text[:-1].encode()
    except UnicodeEncodeError:  # half a character, from a terminal that sent bytes which are no UTF-8
        data = json.dumps(json.loads(text), separators=(",", ":"))[:-1].encode()
    return b'%b,"sum":"%08x"}\n' % (data, crc32(data))


def is_whole(line: bytes) -> bool:
    """Whether a line (without its newline) carries the right sum."""
    return line[-_SUM_BYTES:-10] == _SUM and line[-2:] == b'"}' and line[-10:-2] == b"%08x" % crc32(line[:-_SUM_BYTES])


def bare(line: bytes) -> bytes:
    """A line without what editors and git put around it: blanks, other ends of lines, a byte order mark."""
    return line.strip(b"\r\t \xef\xbb\xbf")


def decode(line: bytes) -> Line:
    """What a line (without its newline) holds. Raises nothing."""
    line = bare(line)
    if not is_whole(line):
        return Bad.DAMAGED if line.startswith(b'{"id":') or _SUM in line else Bad.FOREIGN
    try:
        return decode_record(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return Bad.DAMAGED


def decode_record(record: Mapping[str, Any]) -> Event | Other:
    """What a parsed line holds. Raises ValueError, KeyError, TypeError or AttributeError if that is no event."""
    known = _DECODERS.get(record["type"])
    event_id, n, at = _text(record["id"]), _whole(record["n"]), _whole(record["at"])
    if known is None:
        return Other(event_id, n, at, _text(record["type"]), _whole(record.get("format", FORMAT)))
    return Event(event_id, n, known(Moment(at, date.fromisoformat(record["day"])), record))


def _encode_fact(fact: Fact, n: int) -> dict[str, Any]:
    def head(kind: str) -> dict[str, Any]:
        return {"type": kind, "at": fact.moment.at, "day": fact.moment.day.isoformat(), "n": n}

    match fact:
        case Reviewed():
            return head("review") | _encode_review(fact)
        case Read(_, session, section):
            return head("read") | {"session": session, "section": section}
        case Started():
            return head("start") | _encode_start(fact)
        case Happened(_, session, what, card):
            return head("exam") | {"session": session, "what": what} | ({"card": card} if card else {})
        case Ended():
            return head("end") | _encode_end(fact)
        case Undone(_, events):
            return head("undo") | {"events": events}
        case Set(_, name, value):
            return head("setting") | {"name": name, "value": value}
        case Planned():
            return head("plan") | _encode_plan(fact)
        case Renamed(_, old, new):
            return head("rename") | {"old": old, "new": new}
        case Reset(_, course):
            return head("reset") | {"course": course}


def _encode_review(fact: Reviewed) -> dict[str, Any]:
    record: dict[str, Any] = {
        "session": fact.session,
        "card": fact.card,
        "version": fact.version,
        "rating": int(fact.rating),
        "first": fact.first,
        "score": int(fact.score) if fact.score in _WHOLE else fact.score,
        "ms": fact.ms,
        "confidence": fact.confidence,
        "answer": _encode_answer(fact.answer),
    }
    rare = {"hints": fact.hints, "overruled": fact.overruled, "predicted": fact.predicted, "key": fact.key, "layout": fact.layout}
    return record | {key: value for key, value in rare.items() if value} | {"scheduler": SCHEDULER}


def _encode_answer(answer: Answer) -> dict[str, Any]:
    parts = {"picked": answer.picked, "typed": answer.typed, "unknown": answer.unknown}
    return {key: value for key, value in parts.items() if value}


def _decode_review(moment: Moment, record: Mapping[str, Any]) -> Reviewed:
    answer = record["answer"]
    return Reviewed(
        moment=moment,
        session=_text(record["session"]),
        card=_text(record["card"]),
        version=_text(record["version"]),
        answer=Answer(
            tuple(_whole(index) for index in answer.get("picked", ())),
            tuple(_text(text) for text in answer.get("typed", ())),
            _truth(answer.get("unknown", False)),
        ),
        score=_number(record["score"]),
        rating=Rating(_whole(record["rating"])),
        confidence=_whole(record.get("confidence", 0)),
        hints=_whole(record.get("hints", 0)),
        ms=_whole(record.get("ms", 0)),
        first=_truth(record["first"]),
        overruled=_truth(record.get("overruled", False)),
        predicted=_number(record.get("predicted", 0.0)),
        key=_text(record.get("key", "")),
        layout=_text(record.get("layout", "")),
    )


def _encode_start(fact: Started) -> dict[str, Any]:
    rare = {
        "lesson": fact.lesson,
        "cards": fact.cards,
        "seed": fact.seed,
        "minutes": fact.minutes,
        "options": [list(option) for option in fact.options],
    }
    return {"session": fact.session, "kind": fact.kind, "course": fact.course} | {key: value for key, value in rare.items() if value}


def _decode_start(moment: Moment, record: Mapping[str, Any]) -> Started:
    return Started(
        moment=moment,
        session=_text(record["session"]),
        kind=_text(record["kind"]),
        course=_text(record["course"]),
        lesson=_text(record.get("lesson", "")),
        cards=tuple(_text(card) for card in record.get("cards", ())),
        seed=_whole(record.get("seed", 0)),
        minutes=_whole(record.get("minutes", 0)),
        options=tuple((_text(name), _text(value)) for name, value in record.get("options", ())),
    )


def _encode_end(fact: Ended) -> dict[str, Any]:
    marks = None if fact.marks is None else [{key: value for key, value in asdict(mark).items() if value != ""} for mark in fact.marks]
    return {"session": fact.session, "finished": fact.finished} | ({} if marks is None else {"marks": marks})


def _decode_end(moment: Moment, record: Mapping[str, Any]) -> Ended:
    marks = record.get("marks")
    return Ended(
        moment,
        session=_text(record["session"]),
        finished=_truth(record["finished"]),
        marks=None if marks is None else tuple(_decode_mark(mark) for mark in marks),
    )


def _decode_mark(record: Mapping[str, Any]) -> Mark:
    return Mark(
        card=_text(record.get("card", "")),
        points=_number(record["points"]),
        possible=_number(record["possible"]),
        version=_text(record.get("version", "")),
        layout=_text(record.get("layout", "")),
        module=_text(record.get("module", "")),
        objective=_text(record.get("objective", "")),
    )


def _encode_plan(fact: Planned) -> dict[str, Any]:
    return {
        "course": fact.course,
        "exam_day": fact.exam_day.isoformat() if fact.exam_day else None,
        "minutes": fact.minutes,
        "target": fact.target,
        "weights": [list(weight) for weight in fact.weights],
    }


def _decode_plan(moment: Moment, record: Mapping[str, Any]) -> Planned:
    exam_day = record["exam_day"]
    return Planned(
        moment=moment,
        course=_text(record["course"]),
        exam_day=None if exam_day is None else date.fromisoformat(exam_day),
        minutes=_whole(record.get("minutes", 0)),
        target=_number(record.get("target", 0.0)),
        weights=tuple((_text(module), _number(weight)) for module, weight in record.get("weights", ())),
    )


_DECODERS: dict[str, Callable[[Moment, Mapping[str, Any]], Fact]] = {
    "review": _decode_review,
    "read": lambda moment, record: Read(moment, _text(record["session"]), _text(record["section"])),
    "start": _decode_start,
    "exam": lambda moment, record: Happened(moment, _text(record["session"]), _text(record["what"]), _text(record.get("card", ""))),
    "end": _decode_end,
    "undo": lambda moment, record: Undone(moment, tuple(_text(event) for event in record["events"])),
    "setting": lambda moment, record: Set(moment, _text(record["name"]), _text(record["value"])),
    "plan": _decode_plan,
    "rename": lambda moment, record: Renamed(moment, _text(record["old"]), _text(record["new"])),
    "reset": lambda moment, record: Reset(moment, _text(record["course"])),
}


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _whole(value: object) -> int:
    if type(value) is int:
        return value
    raise TypeError


def _number(value: object) -> float:
    if isinstance(value, float | int):
        return float(value)
    raise TypeError


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise TypeError
