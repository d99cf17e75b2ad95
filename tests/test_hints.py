"""Hints grow, and the last one still leaves something to find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.course import (
    Choice,
    Classification,
    Cloze,
    FreeRecall,
    Gap,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.grade import Answer, grade
from tutor.hints import HIDDEN, Follows, Hint, Joined, Letters, Point, Strike, Told, hints


def single(*rights: bool) -> SingleChoice | MultipleChoice:
    choices = tuple(Choice(str(i), right=right) for i, right in enumerate(rights))
    return (SingleChoice if sum(rights) == 1 else MultipleChoice)(id="q", prompt="?", choices=choices)


def word(text: str) -> ShortAnswer:
    return ShortAnswer(id="q", prompt="?", accepted=(text, "autre"))


def order(count: int) -> Ordering:
    return Ordering(id="q", prompt="?", steps=tuple(str(i) for i in range(count)))


CLOZE = Cloze(id="q", prompt="", texts=("", " ", ""), gaps=(Gap(("inhibiteurs",)), Gap(("freins",), hint="on les desserre")))


def test_the_teachers_hints_come_alone_and_in_order() -> None:
    question = ShortAnswer(id="q", prompt="?", accepted=("PD-1",), hints=("Un récepteur.", "Sur le lymphocyte T."))
    assert hints(question) == (Told("Un récepteur."), Told("Sur le lymphocyte T."))


def test_a_gap_has_its_own_hint_before_those_of_the_question() -> None:
    assert hints(CLOZE, 2) == (Told("on les desserre"),)
    assert hints(CLOZE, 1) == (Letters("i··········"), Letters("inh········"))
    assert hints(CLOZE) == (Told("on les desserre"),)
    both = Cloze(id="q", prompt="", texts=CLOZE.texts, gaps=CLOZE.gaps, hints=("Relisez.",))
    assert hints(both, 2) == (Told("on les desserre"), Told("Relisez."))
    assert hints(both, 1) == (Told("Relisez."),)


def test_letters_of_several_gaps_say_which_gap() -> None:
    question = Cloze(id="q", prompt="", texts=("", " ", ""), gaps=(Gap(("T",)), Gap(("os",))))
    assert hints(question) == (Letters("·", 1), Letters("o·", 2))


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("immunothérapie", ["i·············", "immu··········"]),
        ("points de contrôle", ["p····· ·· ········", "po···· d· co······"]),
        ("récepteur d'antigène", ["r········ ·'········", "réc······ d'an······"]),
        ("PD-1", ["P·-·"]),
        ("TIL", ["T··"]),
        ("T", ["·"]),
    ],
)
def test_letters_show_the_first_then_a_third_of_each_word(text: str, shapes: list[str]) -> None:
    assert hints(word(text)) == tuple(Letters(shape) for shape in shapes)


def test_letters_count_words_and_letters() -> None:
    hint = hints(word("points de contrôle"))[1]
    assert isinstance(hint, Letters)
    assert (hint.words, hint.letters) == (3, 16)


@given(st.text(alphabet="abcéœPDT1 -'", min_size=1, max_size=25).filter(lambda text: any(c.isalnum() for c in text)))
def test_at_least_half_of_the_letters_stay_hidden(text: str) -> None:
    shapes = [hint.shape for hint in hints(word(text)) if isinstance(hint, Letters)]
    assert shapes
    hidden = [shape.count(HIDDEN) for shape in shapes]
    assert hidden == sorted(hidden, reverse=True)
    assert hidden[-1] >= sum(c.isalnum() for c in text) / 2


@pytest.mark.parametrize(
    ("question", "struck"),
    [
        (single(True, False), 0),
        (single(True, False, False), 1),
        (single(False, False, True, False), 1),
        (single(True, False, False, False, False), 2),
        (single(True, True, False), 0),
        (single(True, False, True, False), 1),
        (single(True, True, True), 0),
    ],
)
def test_wrong_options_are_struck_and_one_is_left(question: SingleChoice | MultipleChoice, struck: int) -> None:
    options = [hint.option for hint in hints(question) if isinstance(hint, Strike)]
    assert len(options) == struck == len(hints(question))
    assert not any(question.choices[i].right for i in options)
    if struck:
        assert any(not choice.right for i, choice in enumerate(question.choices) if i not in options)


def test_one_right_pair_of_three_is_shown_and_none_of_two() -> None:
    pairs = (("a", "x"), ("b", "y"), ("c", "x"))
    assert hints(Matching(id="q", prompt="?", pairs=pairs)) == (Joined(2, 0),)
    assert hints(Matching(id="q", prompt="?", pairs=pairs[:2])) == ()
    classes = Classification(id="q", prompt="?", categories=(("x", ("a", "b")), ("y", ("c",))))
    assert hints(classes) == (Joined(2, 1),)


@pytest.mark.parametrize(
    ("count", "shown"), [(2, ()), (3, (Follows(0),)), (4, (Follows(0), Follows(2, 1))), (7, (Follows(0), Follows(2, 1)))]
)
def test_the_first_step_is_shown_then_two_that_follow(count: int, shown: tuple[Hint, ...]) -> None:
    assert hints(order(count)) == shown


def test_a_whole_number_of_several_digits_shows_its_first() -> None:
    assert hints(Number(id="q", prompt="?", value=150)) == (Letters("1··"),)
    assert hints(Number(id="q", prompt="?", value=4)) == ()
    assert hints(Number(id="q", prompt="?", value=0.25)) == ()


def test_one_key_point_of_several_is_shown() -> None:
    assert hints(FreeRecall(id="q", prompt="?", answer="", points_expected=("a", "b"))) == (Point(0),)
    assert hints(FreeRecall(id="q", prompt="?", answer="", points_expected=("a",))) == ()


def test_true_or_false_has_nothing_to_hint_at() -> None:
    assert hints(TrueFalse(id="q", prompt="?", truth=True)) == ()


@pytest.mark.parametrize("question", [word("immunothérapie"), word("T"), word("PD-1"), word("a b"), CLOZE])
def test_typing_what_a_hint_shows_is_not_the_answer(question: Question) -> None:
    for hint in hints(question, 1):
        assert isinstance(hint, Letters)
        for text in (hint.shape, hint.shape.replace(HIDDEN, "")):
            assert not grade(question, Answer(typed=(text,)), gap=1).right
