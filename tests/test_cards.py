"""The names of cards are read in one place, and any text may be given for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.cards import course_of, gap_of, local, moved, names_of, place_of, question_of, without_gap

IDS = st.from_regex(r"[^\W_][\w.\-]{0,9}", fullmatch=True)


@given(IDS, IDS, st.integers(1, 12))
def test_what_is_put_together_comes_apart_again(course: str, question: str, gaps: int) -> None:
    for place, card in enumerate(names_of(course, question, gaps)):
        assert (course_of(card), question_of(card), place_of(card)) == (course, question, place)
        assert gap_of(card) == (0 if gaps == 1 else place + 1)
        assert without_gap(card) == f"{course}/{question}"
        assert local(without_gap(card)) == question


@given(IDS, IDS, IDS, st.integers(1, 12))
def test_a_renamed_question_keeps_its_gaps(course: str, old: str, new: str, gaps: int) -> None:
    assert tuple(moved(card, f"{course}/{new}") for card in names_of(course, old, gaps)) == names_of(course, new, gaps)


@pytest.mark.parametrize("card", ["", "/", "#", "c", "c/q#", "c/q#x", "c/q#²", "c/q#-1", "c/q#" + "9" * 5000])
def test_a_card_that_somebody_else_named_is_a_whole_question_at_worst(card: str) -> None:
    assert (gap_of(card), place_of(card)) == (0, 0)
    assert without_gap(card) == card.split("#", maxsplit=1)[0]
