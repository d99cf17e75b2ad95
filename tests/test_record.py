"""Records behave as frozen dataclasses with slots do."""

import copy
import pickle
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.record import asdict, field, fields, record, replace


@record
class Point:
    x: int
    y: int = 0
    tags: tuple[str, ...] = field(default_factory=tuple)
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Same:
    x: int
    y: int = 0
    tags: tuple[str, ...] = ()


@record(kw_only=True)
class Base:
    id: str
    note: str = ""


@record(kw_only=True)
class Derived(Base):
    more: int


@record(frozen=False)
class Open:
    count: int = 0
    seen: list[int] = field(default_factory=list)


@given(st.integers(), st.integers(), st.integers(), st.integers())
def test_equality_and_hash_are_those_of_the_fields(a: int, b: int, c: int, d: int) -> None:
    assert (Point(a, b) == Point(c, d)) is (Same(a, b) == Same(c, d))
    if Point(a, b) == Point(c, d):
        assert hash(Point(a, b)) == hash(Point(c, d))


def test_a_field_may_be_left_out_of_equality() -> None:
    assert Point(1, place="here") == Point(1, place="there")


def test_records_of_two_kinds_are_never_equal() -> None:
    assert len({Base(id="a"), Point(1), Derived(id="a", more=1)}) == 3
    assert Base(id="a") != Derived(id="a", more=1)


def test_nothing_can_be_changed_or_added() -> None:
    point = Point(1)
    for name in ("x", "z"):
        with pytest.raises(AttributeError):
            setattr(point, name, 2)
    with pytest.raises(AttributeError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_a_record_that_is_not_frozen_changes_but_has_no_other_names() -> None:
    one, two = Open(), Open()
    one.count += 1
    one.seen.append(1)
    assert (one.count, two.seen) == (1, [])
    with pytest.raises(AttributeError):
        one.other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(one)


@pytest.mark.parametrize("bad", [Point, lambda: Point(1, 2, (), "", 5), lambda: Point(1, x=2), lambda: Point(1, z=2), lambda: Base("a")])  # type: ignore[call-arg, misc]
def test_wrong_arguments_are_refused(bad: object) -> None:
    with pytest.raises(TypeError):
        bad()  # type: ignore[operator]


def test_fields_of_the_base_come_first_and_match_by_position_and_name() -> None:
    assert fields(Derived) == ("id", "note", "more")
    match Point(3, 4):
        case Point(x, y=y):
            assert (x, y) == (3, 4)
    assert repr(Derived(id="a", more=1)) == "Derived(id='a', note='', more=1)"


def test_records_are_copied_changed_and_taken_apart() -> None:
    point = Point(1, 2, ("a",), "here")
    assert pickle.loads(pickle.dumps(point)) == point
    assert copy.deepcopy(point).place == "here"
    assert replace(point, y=5) == Point(1, 5, ("a",))
    assert asdict(point) == {"x": 1, "y": 2, "tags": ["a"], "place": "here"}
