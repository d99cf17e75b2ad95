"""Which cards an exam plan asks today, and how the plan goes."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import isclose
from random import Random
from statistics import fmean
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.happenings import moment
from tutor.events import Planned
from tutor.exam import ExamPlan, gain, plan_of, rank, ration, sitting, worth_of
from tutor.queue import Candidate
from tutor.record import replace
from tutor.rehearsal import Fits, Nothing, Past, Prospect, Short, Weighing, day_for, minutes_for, prospect, rehearse, weighted
from tutor.schedule import Learned, Memory, New

DAY = date(2027, 1, 4)
EXAM = DAY + timedelta(days=30)
PLAN = ExamPlan(start=DAY, exam_day=EXAM, minutes=10)


def learned(stability: float = 5.0, ago: int = 3, difficulty: float = 5.0) -> Learned:
    last = DAY - timedelta(days=ago)
    return Learned(stability, difficulty, last, last + timedelta(days=max(1, round(stability))))


def card(name: str, memory: Memory, *, section: str = "", seconds: float = 20.0, misconception: bool = False) -> Candidate:
    return Candidate(name, name.partition("#")[0], section or name, "l", memory, seconds, misconception)


def deck(new: int = 0, known: int = 0) -> list[Candidate]:
    spread = [learned(0.3 + 1.7 * n % 40, 1 + n % 20, 1 + n % 9) for n in range(known)]
    return [card(f"k{n}", memory) for n, memory in enumerate(spread)] + [card(f"n{n}", New()) for n in range(new)]


def asked(candidates: list[Candidate], plan: ExamPlan = PLAN, introduced: int = 0) -> list[str]:
    return [turn.card for turn in sitting(candidates, DAY, plan, introduced=introduced)]


LEARNED = st.builds(learned, st.floats(0.01, 400), st.integers(0, 200), st.floats(1, 10))
DECKS = st.dictionaries(st.text("abc123", min_size=1, max_size=4), LEARNED | st.just(New()), max_size=12)
EXAMS = st.integers(-5, 400).map(lambda days: DAY + timedelta(days=days))


@given(DECKS, EXAMS, st.randoms())
def test_the_ranking_does_not_depend_on_the_order_of_the_cards(cards: Mapping[str, Memory], exam: date, random: Random) -> None:
    names = list(cards)
    random.shuffle(names)
    assert rank({name: cards[name] for name in names}, DAY, exam) == rank(cards, DAY, exam)


@given(DECKS, EXAMS)
def test_the_ranking_leaves_no_card_out(cards: Mapping[str, Memory], exam: date) -> None:
    assert sorted(rank(cards, DAY, exam)) == sorted(cards)


@given(DECKS, EXAMS, st.floats(1, 100))
def test_how_fast_a_learner_is_does_not_change_the_ranking(cards: Mapping[str, Memory], exam: date, seconds: float) -> None:
    assert rank(cards, DAY, exam, seconds) == rank(cards, DAY, exam, dict.fromkeys(cards, seconds))


@given(st.floats(0.05, 30), st.integers(1, 30), st.floats(1, 10), st.integers(0, 60))
def test_a_card_half_forgotten_gains_from_a_review(stability: float, ago: int, difficulty: float, horizon: int) -> None:
    if ago >= stability:
        assert gain(learned(stability, ago, difficulty), DAY, DAY + timedelta(days=horizon)) > 0


@given(LEARNED | st.just(New()), EXAMS)
def test_a_gain_is_a_difference_of_two_chances(memory: Memory, exam: date) -> None:
    assert -1 <= gain(memory, DAY, exam) <= 1


def test_a_card_answered_today_gains_nothing_and_comes_last() -> None:
    cards = {"today": learned(0.2, 0), "old": learned(60.0, 1)}
    assert gain(cards["today"], DAY, EXAM) == 0
    assert rank(cards, DAY, EXAM) == ("old", "today")


def test_on_the_morning_of_the_exam_the_gain_is_what_was_forgotten() -> None:
    memory = learned(2.0, 6)
    before = gain(memory, DAY, DAY)
    assert isclose(before, 1 - (1 + (0.9 ** (-1 / 0.1542) - 1) * 3) ** -0.1542)


def test_of_two_cards_alike_the_quicker_one_comes_first() -> None:
    assert rank({"a": learned(), "b": learned()}, DAY, EXAM, {"a": 30.0, "b": 10.0}) == ("b", "a")


def test_a_card_worth_more_in_the_exam_comes_first() -> None:
    assert rank({"a": learned(), "b": learned()}, DAY, EXAM, worth={"b": 2.0}) == ("b", "a")


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.tuples(st.sampled_from("xyz"), st.floats(0, 1)), min_size=1),
    st.dictionaries(st.sampled_from("xyz"), st.floats(0.1, 9), min_size=3),
)
def test_a_score_by_worth_is_the_mean_of_the_modules_by_weight(cards: dict[str, tuple[str, float]], weights: dict[str, float]) -> None:
    modules, recall = {c: m for c, (m, _) in cards.items()}, {c: r for c, (_, r) in cards.items()}
    inside = {m: [recall[c] for c in cards if modules[c] == m] for m in set(modules.values())}
    expected = sum(weights[m] * fmean(inside[m]) for m in inside) / sum(weights[m] for m in inside)
    worth = worth_of(modules, weights)
    assert weighted(recall, worth) == pytest.approx(expected)
    assert sum(worth.values()) == pytest.approx(len(cards))


def test_without_weights_all_cards_are_worth_the_same() -> None:
    assert worth_of({"a": "x", "b": "y", "c": "y"}, {}) == {"a": 1.0, "b": 1.0, "c": 1.0}


def test_a_forgotten_card_comes_before_a_firm_one_seen_on_the_same_day() -> None:
    assert rank({"firm": learned(90.0, 4), "weak": learned(1.0, 4)}, DAY, EXAM) == ("weak", "firm")


def test_a_thousand_cards_are_ranked_at_once() -> None:
    cards = {each.card: each.memory for each in deck(known=1000)}
    times = []
    for _ in range(5):
        begun = process_time()
        rank(cards, DAY, EXAM)
        times.append(process_time() - begun)
    assert min(times) < 0.060


def test_a_session_uses_the_whole_budget() -> None:
    assert len(asked(deck(known=100))) == 30


def test_a_session_asks_cards_that_are_not_due() -> None:
    assert asked([card("early", learned(200.0, 1))]) == ["early"]


def test_no_card_is_asked_twice_on_a_day() -> None:
    assert asked([card("seen", learned(ago=0)), card("other", learned())], replace(PLAN, minutes=60)) == ["other"]


def test_gaps_of_a_question_are_not_asked_on_one_day() -> None:
    assert len(asked([card("q#1", learned()), card("q#2", learned(2.0)), card("q#3", New())])) == 1


def test_misconceptions_come_first() -> None:
    wrong = card("wrong", learned(300.0, 1), misconception=True)
    assert asked([*deck(new=5, known=5), wrong])[0] == "wrong"


def test_new_cards_come_in_the_order_of_the_author_and_before_old_ones() -> None:
    names = asked(deck(new=45, known=9))
    assert [name for name in names if name[0] == "n"] == ["n0", "n1", "n2"]
    assert names[0] == "n0"


def test_new_cards_met_earlier_today_count_in_the_ration() -> None:
    assert [name for name in asked(deck(new=43, known=9), introduced=2) if name[0] == "n"] == ["n0"]


def test_without_minutes_nothing_is_asked_and_with_few_one_card_is() -> None:
    assert asked(deck(known=3), replace(PLAN, minutes=0)) == []
    assert len(asked(deck(known=3), replace(PLAN, minutes=0.1))) == 1


@given(st.integers(0, 300), st.integers(1, 200))
def test_new_cards_are_all_met_in_the_first_half(left: int, days: int) -> None:
    exam = DAY + timedelta(days=days)
    for day in range((days + 1) // 2):
        left -= ration(left, DAY, DAY + timedelta(days=day), exam)
    assert left == 0


@given(st.integers(1, 300), st.integers(0, 200), st.integers(-3, 300))
def test_there_is_always_a_ration_while_cards_are_left(left: int, days: int, today: int) -> None:
    assert 1 <= ration(left, DAY, DAY + timedelta(days=today), DAY + timedelta(days=days)) <= left


def test_a_plan_runs_from_its_day_to_the_exam_and_no_longer() -> None:
    assert [PLAN.runs(DAY + timedelta(days=n)) for n in (-1, 0, 30, 31)] == [False, True, True, False]


def test_a_cancelled_plan_is_no_plan() -> None:
    made = Planned(moment=moment(), course="c", exam_day=EXAM, minutes=15, target=0.85)
    assert plan_of(made) == ExamPlan(start=made.moment.day, exam_day=EXAM, minutes=15, target=0.85)
    assert plan_of(replace(made, exam_day=None)) is None
    assert plan_of(None) is None


def going(candidates: list[Candidate], plan: ExamPlan) -> Prospect:
    found = prospect(candidates, DAY, plan)
    assert isinstance(found, Prospect)
    return found


def until(days: int, minutes: float = 10, target: float = 0.0) -> ExamPlan:
    return ExamPlan(start=DAY, exam_day=DAY + timedelta(days=days), minutes=minutes, target=target)


def test_an_exam_in_the_past_has_no_plan() -> None:
    assert prospect(deck(known=3), DAY, until(-3)) == Past(3)


def test_a_course_without_cards_has_no_plan() -> None:
    assert prospect([], DAY, until(10)) == Nothing()


def test_an_exam_tomorrow_has_one_day_of_load() -> None:
    found = going(deck(new=10, known=10), until(1))
    assert [(load.first, load.days, load.new) for load in found.loads] == [(DAY, 1, 10)]


def test_an_exam_today_is_what_is_known_now() -> None:
    found = going([card("a", learned(5.0, 5))], until(0, target=0.95))
    assert (found.loads, found.score, found.fit) == ((), 0.9, Short(None, 0.9))


def test_an_exam_in_ten_years_is_answered_too() -> None:
    found = going(deck(new=200, known=200), until(3650))
    assert sum(load.days for load in found.loads) == 3650
    assert found.fit == Fits()


def test_no_minutes_are_no_load_and_do_not_fit() -> None:
    found = going(deck(new=20), until(30, minutes=0))
    assert {load.minutes for load in found.loads} == {0}
    assert isinstance(found.fit, Short)
    assert (found.unseen, found.score) == (20, 0)


def test_there_is_no_wall_on_the_eve() -> None:
    loads = [load.minutes for load in going(deck(new=60, known=60), until(20)).loads]
    assert max(loads) <= 1.1 * 10
    assert min(loads) >= 9


def test_new_cards_are_spread_over_the_first_half() -> None:
    loads = going(deck(new=100), until(20, minutes=20)).loads
    assert [round(load.new) for load in loads] == [10] * 10 + [0] * 10


def test_what_does_not_fit_is_told_what_would() -> None:
    plan = until(14, minutes=3, target=0.85)
    found = going(deck(new=100, known=20), plan)
    assert isinstance(found.fit, Short)
    assert found.fit.minutes is not None
    assert found.fit.minutes > 3
    assert going(deck(new=100, known=20), replace(plan, minutes=found.fit.minutes)).fit == Fits()
    assert isinstance(going(deck(new=100, known=20), replace(plan, minutes=found.fit.minutes - 1)).fit, Short)
    assert found.fit.reachable == found.score < 0.85


def test_a_day_that_would_do_is_found_and_does() -> None:
    cards, plan = deck(new=200), until(10, minutes=5, target=0.8)
    found = day_for(cards, DAY, plan)
    assert found is not None
    assert found > plan.exam_day
    assert going(cards, replace(plan, exam_day=found)).fit == Fits()
    sooner = replace(plan, exam_day=DAY + timedelta(days=round(0.8 * (found - DAY).days)))
    assert going(cards, sooner).fit != Fits()
    assert day_for(cards, DAY, until(10, minutes=0)) is None
    assert day_for(deck(known=5), DAY, until(10)) == until(10).exam_day


def test_points_weigh_the_score_and_not_the_ranking() -> None:
    cards, plan = deck(known=20), until(5, minutes=2)
    one, other = (prospect(cards, DAY, plan, Weighing(points={"k0": weight})) for weight in (1.0, 1000.0))
    assert isinstance(one, Prospect)
    assert isinstance(other, Prospect)
    assert one.loads == other.loads
    assert other.score == pytest.approx(rehearse(cards, DAY, plan).recall["k0"], abs=0.02)


def test_the_load_of_a_far_exam_is_that_of_its_days() -> None:
    loads = going(deck(new=200), until(400, minutes=10)).loads
    assert all(load.minutes <= 10.5 * load.days for load in loads)
    assert all(load.minutes >= 9.5 * load.days for load in loads[len(loads) // 2 :])


def test_what_no_time_can_do_is_said() -> None:
    assert minutes_for(deck(new=100), DAY, until(30, target=1.0)) is None


def test_the_load_of_a_sample_is_that_of_all_cards() -> None:
    loads = rehearse(deck(new=1000), DAY, until(20, minutes=60)).loads
    assert sum(load.new for load in loads) == pytest.approx(1000, rel=0.01)
    assert all(58 <= load.minutes <= 62 for load in loads[5:])


def test_a_sample_has_cards_of_every_part_of_the_course() -> None:
    recall = rehearse(deck(known=1200), DAY, until(2)).recall
    assert len(recall) == 300
    assert {int(name[1:]) // 100 for name in recall} == set(range(12))


def test_who_forgets_faster_is_expected_to_know_less() -> None:
    scores = [sum(rehearse(deck(known=80), DAY, until(10), theta=theta).recall.values()) for theta in (-1.0, 0.0, 1.0)]
    assert scores == sorted(scores)


@pytest.mark.parametrize("days", [3, 30, 90, 365])
def test_the_minutes_for_a_target_are_found_in_two_seconds(days: int) -> None:
    begun = process_time()
    prospect(deck(new=600, known=400), DAY, until(days, minutes=1, target=0.9))
    assert process_time() - begun < 2.0
