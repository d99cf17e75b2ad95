"""Entering answers key by key."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tests.courses import COURSE
from tests.learner import Learner, play, right, started
from tutor.course import card_ids
from tutor.grade import Answer
from tutor.steps import Ask
from tutor.ui.widgets import LABELS, Arrange, Assign, Given, Pick, Scale, Toggle, Type, Widget, widget_for


def press(widget: Widget, *keys: str) -> Widget | Given | None:
    now: Widget | Given | None = widget
    for key in keys:
        assert now is not None
        assert not isinstance(now, Given), f"already answered before {key}"
        now = now.press(key)
    return now


def ask(name: str) -> Ask:
    card = card_ids(COURSE.id, COURSE.questions[name])[0].partition("/")[2]
    learner = Learner()
    play(started("review", cards=[card]), learner)
    step = learner.seen[0]
    assert isinstance(step, Ask)
    return step


def test_a_letter_or_a_digit_answers_at_once() -> None:
    assert press(Pick((2, 0, 1)), "b") == Given(Answer(picked=(0,)))
    assert press(Pick((2, 0, 1)), "3") == Given(Answer(picked=(1,)))


def test_arrows_and_enter_answer_for_beginners() -> None:
    assert press(Pick((2, 0, 1)), "down", "down", "enter") == Given(Answer(picked=(0,)))
    assert press(Pick((2, 0, 1)), "up", "enter") == Given(Answer(picked=(1,)))


def test_enter_alone_points_before_it_answers() -> None:
    assert press(Pick((0, 1)), "enter") == Pick((0, 1), at=0)


def test_a_letter_beyond_the_options_is_not_an_answer() -> None:
    assert press(Pick((0, 1)), "c") is None
    assert press(Pick((0, 1)), "9") is None


def test_several_answers_toggle_and_wait_for_enter() -> None:
    assert press(Toggle((3, 2, 1, 0)), "a", "d", "a", "b", "enter") == Given(Answer(picked=(0, 2)))
    assert press(Toggle((0, 1)), "enter") == Toggle((0, 1))


def test_items_are_placed_one_after_the_other() -> None:
    widget = Assign((1, 0), (0, 1), (-1, -1))
    assert press(widget, "b", "a", "enter") == Given(Answer(picked=(0, 1)))


def test_enter_goes_to_an_item_without_place_rather_than_hand_in() -> None:
    widget = press(Assign((0, 1, 2), (0, 1), (-1, -1, -1)), "a", "down", "a", "enter")
    assert isinstance(widget, Assign)
    assert widget.chosen[widget.at] == -1


def test_steps_are_named_in_order_and_can_be_taken_back() -> None:
    assert press(Arrange((2, 0, 1)), "b", "a", "backspace", "c", "a", "enter") == Given(Answer(picked=(0, 1, 2)))


def test_an_order_is_not_handed_in_before_it_is_complete() -> None:
    assert press(Arrange((0, 1)), "a", "enter") == Arrange((0, 1), (0,), at=0)


def test_an_empty_line_is_not_handed_in() -> None:
    assert press(Type(), "enter") == Type()
    assert press(Type(), "space", "enter") == Type((" ",), cursor=1)


def test_enter_goes_through_the_gaps() -> None:
    assert press(Type(("", "")), "a", "enter", "b", "enter") == Given(Answer(typed=("a", "b")))
    assert press(Type(("", "")), "down", "b", "enter", "a", "enter") == Given(Answer(typed=("a", "b")))


def test_confidence_is_one_key() -> None:
    assert press(Scale(), "3") == Given(confidence=3)
    assert press(Scale(), "down", "down", "enter") == Given(confidence=2)


@given(st.text(st.characters(categories=["L", "M", "N", "Zs", "P"]), min_size=1, max_size=40))
def test_what_is_typed_is_what_is_handed_in_composed_or_not(text: str) -> None:
    for form in ("NFC", "NFD"):
        widget: Widget | Given | None = Type()
        for char in unicodedata.normalize(form, text):
            assert isinstance(widget, Type)
            widget = widget.press(char)
        assert isinstance(widget, Type)
        spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in unicodedata.normalize("NFC", text))
        assert widget.text == unicodedata.normalize("NFC", spaced)


@given(
    st.lists(st.sampled_from([*"aé́ -", "left", "right", "home", "end", "backspace", "delete", "clear", "word", "paste:b c"]), max_size=30)
)
def test_the_cursor_never_leaves_the_line(keys: list[str]) -> None:
    widget: Widget | Given | None = Type()
    for key in keys:
        assert isinstance(widget, Type)
        widget = widget.press(key) or widget
        assert isinstance(widget, Type)
        assert 0 <= widget.cursor <= len(widget.text)


def test_every_kind_can_be_answered_right_by_its_keys() -> None:
    for name, question in COURSE.questions.items():
        step = ask(name)
        widget = widget_for(step)
        key = right(question, step.gap)
        assert press(widget, *keys_for(widget, key)) == Given(Answer(key.picked if not key.typed else (), key.typed))


def keys_for(widget: Widget, key: Answer) -> list[str]:
    """The keys that enter an answer."""
    match widget:
        case Pick(order=order):
            return [LABELS[order.index(key.picked[0])]]
        case Toggle(order=order):
            return [*(LABELS[order.index(i)] for i in key.picked), "enter"]
        case Assign(items=items, places=places):
            return [*(LABELS[places.index(key.picked[i])] for i in items), "enter"]
        case Arrange(order=order):
            return [*(LABELS[order.index(i)] for i in key.picked), "enter"]
        case Type():
            return [k for t in key.typed for k in [*t, "enter"]]
        case _:
            return []
