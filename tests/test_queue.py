"""Which cards a learner is asked today, and in which order."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

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
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
)
from tutor.queue import Candidate, Plan, Turn, queue, requeue, shuffled
from tutor.schedule import Learned, Memory, New, Rating, recall, review

DAY = date(2027, 3, 1)
EXAM = DAY + timedelta(days=20)
NO_BOUND = Plan(limit=0)


def card(name: str, section: str, memory: Memory, *, seconds: float = 20.0, misconception: bool = False) -> Candidate:
    return Candidate(name, name.partition("#")[0], section, "lesson", memory, seconds, misconception)


def new(name: str, section: str = "", *, seconds: float = 20.0) -> Candidate:
    return card(name, section, New(), seconds=seconds)


def due(
    name: str, section: str = "", *, late: int = 0, stability: float = 5.0, seconds: float = 20.0, misconception: bool = False
) -> Candidate:
    last = DAY - timedelta(days=late + max(1, round(stability)))
    memory = Learned(stability, 5.0, last, DAY - timedelta(days=late))
    return card(name, section, memory, seconds=seconds, misconception=misconception)


def later(name: str, *, misconception: bool = False) -> Candidate:
    memory = Learned(5.0, 5.0, DAY - timedelta(days=1), DAY + timedelta(days=4))
    return card(name, "", memory, misconception=misconception)


def asked(candidates: list[Candidate], plan: Plan = NO_BOUND, day: date = DAY) -> list[str]:
    return [turn.card for turn in queue(candidates, day, plan)]


def test_what_is_due_today_is_asked_and_what_is_not_is_left() -> None:
    assert sorted(asked([due("a"), later("b"), due("c", late=3)])) == ["a", "c"]


def test_a_card_answered_today_is_not_asked_again_today() -> None:
    failed = card("a", "", review(New(), Rating.AGAIN, DAY))
    assert asked([failed]) == []
    assert asked([failed], day=DAY + timedelta(days=1)) == ["a"]


def test_new_cards_come_after_what_is_due_in_the_authors_order() -> None:
    assert asked([new("n1"), due("a"), new("n2"), new("n3")]) == ["a", "n1", "n2", "n3"]


def test_the_best_remembered_come_first_when_there_is_too_much() -> None:
    cards = [due(f"c{late}", late=late) for late in (9, 1, 30, 4)]
    assert asked(cards, Plan(minutes=1)) == ["c1", "c4", "c9"]


@given(st.lists(st.tuples(st.integers(0, 300), st.floats(0.5, 200)), max_size=20))
def test_due_cards_are_ranked_by_recall(cards: list[tuple[int, float]]) -> None:
    candidates = {f"c{i}": due(f"c{i}", late=late, stability=s) for i, (late, s) in enumerate(cards)}
    recalls = [recall(candidates[name].memory, DAY) for name in asked(list(candidates.values()))]
    assert recalls == sorted(recalls, reverse=True)


def test_new_cards_fill_only_the_time_that_is_left() -> None:
    cards = [due("a"), due("b"), *(new(f"n{i}") for i in range(9))]
    assert asked(cards, Plan(minutes=1))[2:] == ["n0"]
    assert len(asked([due(f"d{i}") for i in range(9)] + cards, Plan(minutes=1))) == 3
    assert len(asked(cards, Plan())) == 11


def test_long_answers_take_more_of_the_time() -> None:
    assert len(asked([due(f"d{i}", seconds=60) for i in range(9)], Plan(minutes=3))) == 3


def test_one_card_is_asked_even_when_it_takes_longer_than_there_is_time() -> None:
    assert asked([due("a", seconds=300), due("b")], Plan(minutes=1, seed=1)) != []
    assert asked([new("n", seconds=300)], Plan(minutes=1)) == ["n"]


def test_a_misconception_comes_first_and_the_day_after_whatever_its_date() -> None:
    sure_and_wrong = later("m", misconception=True)
    assert asked([due("a"), sure_and_wrong, due("b", late=2, misconception=True)])[:2] == ["m", "b"]
    assert asked([due("a"), due("b"), due("c"), sure_and_wrong], Plan(minutes=1))[0] == "m"
    just_now = card("x", "", review(New(), Rating.AGAIN, DAY), misconception=True)
    assert asked([just_now]) == []


@pytest.mark.parametrize(("left", "days", "introduced"), [(30, 20, 0), (31, 20, 0), (27, 20, 3), (5, 1, 0), (0, 9, 0), (2, 90, 1)])
def test_an_exam_spreads_new_cards_over_half_of_the_days_left(left: int, days: int, introduced: int) -> None:
    plan = Plan(exam_day=DAY + timedelta(days=days), introduced=introduced)
    ration = ceil((left + introduced) / (0.5 * days)) - introduced
    assert len(asked([new(f"n{i}") for i in range(left)], plan)) == min(left, ration)


def test_with_an_exam_the_ration_is_set_aside_before_what_is_due() -> None:
    cards = [*(due(f"d{i}") for i in range(9)), *(new(f"n{i}") for i in range(10))]
    assert asked(cards, Plan(minutes=1, exam_day=EXAM))[2:] == ["n0"]
    urgent = [due(f"m{i}", misconception=True) for i in range(3)]
    assert all(name.startswith("m") for name in asked(urgent + cards, Plan(minutes=1, exam_day=EXAM)))


def test_after_the_exam_everything_is_as_without_one() -> None:
    cards = [due("a"), *(new(f"n{i}") for i in range(9))]
    assert asked(cards, Plan(minutes=2, exam_day=DAY)) == asked(cards, Plan(minutes=2))


def test_gaps_of_a_question_never_meet_on_a_day() -> None:
    assert len(asked([due("q#1"), due("q#2", late=1), new("q#3"), due("r")])) == 2
    today = card("q#1", "", review(New(), Rating.GOOD, DAY))
    assert asked([today, due("q#2"), new("q#3")]) == []


def test_no_more_cards_than_the_limit() -> None:
    cards = [due(f"d{i}") for i in range(9)] + [new("n")]
    assert len(asked(cards, Plan(limit=4))) == 4
    assert len(asked(cards, Plan(limit=4, minutes=1))) == 3
    assert len(asked(cards, Plan(limit=0, minutes=1))) == 10
    assert len(asked([new(f"n{i}") for i in range(40)], Plan(limit=0, exam_day=EXAM))) == 40


def test_the_order_of_the_file_is_kept_when_asked_for() -> None:
    cards = [new("n1", "s"), due("b", "s", late=9), due("a", "s"), later("x"), new("n2", "s"), due("m", "s", misconception=True)]
    assert asked(cards, Plan(order="file", limit=0)) == ["n1", "b", "a", "n2", "m"]
    assert asked(cards, Plan(order="file", minutes=1)) == ["n1", "b", "a"]


def test_the_seed_breaks_ties_and_nothing_else() -> None:
    ties = [due(f"d{i}") for i in range(20)]
    assert asked(ties, Plan(seed=1)) == asked(ties[::-1], Plan(seed=1))
    assert len({tuple(asked(ties, Plan(seed=seed))) for seed in range(20)}) == 20
    ranked = [due(f"d{i}", late=i) for i in range(20)]
    assert asked(ranked, Plan(seed=1)) == asked(ranked, Plan(seed=2))


@given(st.lists(st.sampled_from("abcd"), max_size=24))
def test_two_cards_of_a_section_meet_only_when_it_cannot_be_helped(sections: list[str]) -> None:
    turns = queue([new(str(i), section) for i, section in enumerate(sections)], DAY, NO_BOUND)
    assert sorted(turn.card for turn in turns) == sorted(str(i) for i in range(len(sections)))
    meetings = sum(one.section == other.section for one, other in pairwise(turns))
    largest = max(Counter(sections).values(), default=0)
    assert meetings == max(0, largest - (len(sections) - largest) - 1)


def test_cards_without_a_section_may_meet() -> None:
    assert asked([new("a"), new("b"), new("c", "s")]) == ["a", "b", "c"]


@given(st.integers(0, 12), st.integers(0, 2))
def test_a_failed_card_comes_back_once_four_cards_later_or_at_the_end(count: int, sections: int) -> None:
    waiting = tuple(Turn(str(i), f"s{i % (sections + 1)}") for i in range(count))
    failed = Turn("x", "s0")
    after = requeue(waiting, failed)
    place = after.index(Turn("x", "s0", retry=True))
    assert [turn for turn in after if turn.card != "x"] == list(waiting)
    assert place == count if count <= 4 else 4 <= place <= 8
    assert requeue(after[place + 1 :], after[place]) == after[place + 1 :]
    assert requeue(after, failed) == after


def test_a_retry_keeps_away_from_its_section() -> None:
    waiting = tuple(Turn(str(i), "s" if i in {3, 5} else "t") for i in range(9))
    assert requeue(waiting, Turn("x", "s")).index(Turn("x", "s", retry=True)) == 7
    assert requeue(waiting, Turn("y", "u")).index(Turn("y", "u", retry=True)) == 4


def choices(count: int, *, shuffle: bool = True) -> SingleChoice:
    return SingleChoice(id="q", prompt="?", shuffle=shuffle, choices=tuple(Choice(str(i), right=not i) for i in range(count)))


@given(st.integers(2, 9), st.integers(0, 2**63), st.text())
def test_choices_are_shown_once_each_and_in_the_same_order_on_a_retry(count: int, seed: int, name: str) -> None:
    order = shuffled(choices(count), seed, name)
    assert sorted(order) == list(range(count))
    assert shuffled(choices(count), seed, name) == order


def test_every_order_of_choices_is_as_likely() -> None:
    """4 choices, 24,000 seeds: 24 orders of 1,000 each; chi-square with 23 degrees of freedom stays under 49.7 but once in 1,000."""
    counts = Counter(shuffled(choices(4), seed, f"im/q{seed % 7}") for seed in range(24_000))
    assert len(counts) == 24
    assert sum((count - 1000) ** 2 / 1000 for count in counts.values()) < 49.7


def test_every_card_has_its_own_order() -> None:
    counts = Counter(shuffled(choices(3), 7, f"immunotherapie/q-{n}")[0] for n in range(3_000))
    assert all(abs(count - 1000) < 100 for count in counts.values())


def test_the_author_decides_where_choices_stand() -> None:
    assert all(shuffled(choices(4, shuffle=False), seed, "c") == (0, 1, 2, 3) for seed in range(9))


def test_what_is_shown_is_shuffled_and_what_is_not_is_left() -> None:
    several = MultipleChoice(id="q", prompt="?", choices=choices(4).choices)
    matching = Matching(id="q", prompt="?", pairs=(("a", "x"), ("b", "y"), ("c", "x")), extras=("z",), shuffle=False)
    classes = Classification(id="q", prompt="?", categories=(("x", ("a", "b")), ("y", ("c", "d"))))
    steps = Ordering(id="q", prompt="?", steps=("a", "b", "c"), shuffle=False)
    for question, count in ((several, 4), (matching, 3), (classes, 4), (steps, 3)):
        orders = {shuffled(question, seed, "c") for seed in range(200)}
        assert len(orders) > 1
        assert all(sorted(order) == list(range(count)) for order in orders)
    fixed = Classification(id="q", prompt="?", categories=classes.categories, shuffle=False)
    assert shuffled(fixed, 1, "c") == (0, 1, 2, 3)


@pytest.mark.parametrize(
    "question",
    [
        TrueFalse(id="q", prompt="?", truth=True),
        Cloze(id="q", prompt="", texts=("", ""), gaps=(Gap(("a",)),)),
        FreeRecall(id="q", prompt="?", answer="", points_expected=("a", "b")),
    ],
)
def test_what_offers_nothing_has_no_order(question: Question) -> None:
    assert shuffled(question, 1, "c") == ()
