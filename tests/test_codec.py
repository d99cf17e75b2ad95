"""One event is one line, and a line says for itself whether it is whole."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.happenings import any_fact, names, numbered, reviewed
from tutor import codec
from tutor.codec import Bad, Other
from tutor.events import Event


def line() -> bytes:
    return codec.encode(numbered([reviewed()])[0]).rstrip(b"\n")


@given(names(), st.integers(0, 2**50), any_fact())
def test_an_event_comes_back_from_its_line_as_it_was(event_id: str, n: int, fact: object) -> None:
    event = Event(event_id, n, fact)  # type: ignore[arg-type]
    written = codec.encode(event)
    assert written.count(b"\n") == 1
    assert written.endswith(b"\n")
    assert codec.decode(written[:-1]) == event


@given(names(), st.integers(0, 2**50), any_fact())
def test_a_line_is_the_json_of_its_record_however_it_is_made(event_id: str, n: int, fact: object) -> None:
    event = Event(event_id, n, fact)  # type: ignore[arg-type]
    assert codec.encode(event) == codec.seal(codec.record_of(event))


def test_a_line_can_be_read_by_a_person() -> None:
    record = json.loads(line())
    assert {"id", "type", "at", "day", "n", "session", "card", "version", "answer", "score", "rating", "scheduler", "sum"} <= set(record)
    assert list(record)[-1] == "sum"


def test_a_review_takes_at_most_400_bytes() -> None:
    usual = reviewed(card="immunotherapie/m3-points-de-controle-12#2", session="f" * 32, version="a1b2c3d4e5f6", confidence=3, ms=123456)
    assert len(codec.encode(Event("f" * 32, 1_000_000, usual))) <= 400


@given(st.data())
def test_one_changed_byte_is_noticed(data: st.DataObject) -> None:
    whole = line()
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(33, 126).filter(lambda byte: byte != whole[place]))
    assert codec.decode(whole[:place] + bytes([other]) + whole[place + 1 :]) in set(Bad)


@given(st.integers(1, 200))
def test_a_line_without_its_end_is_damaged(cut: int) -> None:
    assert codec.decode(line()[:-cut]) is Bad.DAMAGED


@pytest.mark.parametrize("text", [b"", b"hello", b"<<<<<<< HEAD", b"[]", b'{"a":1}', b"\x00" * 300, b"\xff\xfe"])
def test_a_line_that_never_was_an_event_is_foreign(text: bytes) -> None:
    assert codec.decode(text) is Bad.FOREIGN


@given(st.binary(max_size=400))
def test_any_bytes_are_judged_without_an_exception(data: bytes) -> None:
    assert codec.decode(data) in set(Bad)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | names(), lambda deeper: st.lists(deeper, max_size=3)), st.data()
)
def test_a_whole_line_with_wrong_values_is_damaged_or_as_good(value: object, data: st.DataObject) -> None:
    record = json.loads(line())
    del record["sum"]
    record[data.draw(st.sampled_from(sorted(record)))] = value
    found = codec.decode(codec.seal(record).rstrip(b"\n"))
    assert found is Bad.DAMAGED or isinstance(found, Event | Other)


def test_a_newer_program_may_add_fields_and_types() -> None:
    record = json.loads(line())
    del record["sum"]
    assert codec.decode(codec.seal(record | {"mood": ["fine"]}).strip()) == numbered([reviewed()])[0]
    assert codec.decode(codec.seal(record | {"type": "dream"}).strip()) == Other("e1", 1, record["at"], "dream")


def test_what_editors_and_git_put_around_a_line_is_forgiven() -> None:
    event = numbered([reviewed()])[0]
    assert codec.decode(line() + b"\r") == event
    assert codec.decode(b"\xef\xbb\xbf" + line()) == event
