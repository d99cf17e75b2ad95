"""A mock exam: in any order, by the clock, without feedback, and every answer kept."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.candidate import QUESTIONS, UNKNOWN, Act, Candidate, began, exam, result_of, resumed
from tests.courses import COURSE
from tests.learner import Memo, desk
from tutor.events import Ended, Happened, Reviewed, Undone
from tutor.grade import Answer
from tutor.marks import Earlier, handed_in
from tutor.mock_steps import Corrected, HandIn, Item, Listing, Paused, Result, Rules
from tutor.play import Move
from tutor.record import replace
from tutor.schedule import Rating
from tutor.steps import Feedback, Step, Turn

ACTS: st.SearchStrategy[list[Act]] = st.lists(
    st.one_of(
        st.sampled_from(
            ["right", "wrong", "yes", "wait 40", Turn.NEXT, Turn.PREVIOUS, Turn.FLAG, Turn.LIST, Turn.PAUSE, Turn.HAND_IN, Turn.RETURN]
        ),
        st.just(UNKNOWN),
        st.integers(0, len(QUESTIONS) + 1),
    ),
    max_size=30,
)


class Anyone(Candidate):
    """Does what fits, and goes on where an act does not."""

    def fitting(self, act: Act, step: Step) -> Act:
        return act if isinstance(step, {"right": Item, "wrong": Item, "yes": HandIn}.get(str(act), object)) else Turn.NEXT


def reviewed(keeper: Memo) -> dict[str, Reviewed]:
    """The answers that stand, by card."""
    return {f.card.partition("/")[2]: f for f in keeper.standing() if isinstance(f, Reviewed)}


def test_a_whole_exam_from_the_rules_to_the_paper_corrected() -> None:
    candidate = Candidate(["on"], goes_on=True)
    outcome, keeper = exam(began(), candidate)
    result = result_of(outcome)
    assert outcome.finished
    assert result.marks.report.total.share == 1.0
    assert result.marks.report.passed
    kinds = [type(step) for step in candidate.seen]
    assert kinds == [Rules, *[Item] * 8, Listing, HandIn, Result, *[Corrected] * 8]
    assert not any(isinstance(step, Feedback) for step in candidate.seen)
    assert isinstance(keeper.events[-1].fact, Ended)
    assert keeper.events[-1].fact.finished


def test_answers_count_for_memory_as_first_unaided_answers() -> None:
    _, keeper = exam(began(), Candidate(["on", "wrong", UNKNOWN], goes_on=True))
    facts = reviewed(keeper)
    assert set(facts) == {"single", "multiple", "tf", "short", "cloze#1", "cloze#2", "match", "step-1", "step-2"}
    assert all(f.first and not f.hints and not f.confidence for f in facts.values())
    assert (facts["single"].rating, facts["multiple"].rating, facts["tf"].rating) == (Rating.AGAIN, Rating.AGAIN, Rating.GOOD)


def test_a_card_answered_earlier_today_is_not_moved_by_the_exam() -> None:
    start = began(("single", "tf"))
    _, keeper = exam(start, Candidate(["on"], goes_on=True), on=desk(start, answered=frozenset({"essai/single"})))
    assert [f.first for f in reviewed(keeper).values()] == [False, True]


def test_another_answer_takes_the_place_of_the_first_and_of_no_other() -> None:
    keeper = Memo()
    exam(began(), Candidate(["on", "wrong", "right", "right", 1, "right"]), keeper)
    facts = reviewed(keeper)
    assert [f.score for f in facts.values()] == [1.0, 1.0, 1.0]
    undone = [e.fact for e in keeper.events if isinstance(e.fact, Undone)]
    assert [len(u.events) for u in undone] == [1]
    assert sum(isinstance(e.fact, Reviewed) for e in keeper.events) == 4


def test_the_same_answer_again_is_no_new_fact_and_only_going_by_is_none_either() -> None:
    _, keeper = exam(began(), Candidate(["on", "right", 1, "right", 1, Turn.NEXT, Turn.PREVIOUS]))
    assert [type(e.fact) for e in keeper.events if isinstance(e.fact, Reviewed | Undone)] == [Reviewed]


def test_flags_skips_and_returns() -> None:
    candidate = Candidate(["on", Turn.FLAG, Turn.NEXT, "right", Turn.PREVIOUS, Turn.LIST, 3, Turn.FLAG, Turn.FLAG, Turn.HAND_IN])
    exam(began(), candidate)
    last = candidate.seen[-1]
    assert isinstance(last, HandIn)
    assert (last.flagged, last.unanswered) == ((1,), (1, 3, 4, 5, 6, 7, 8))


def test_enter_in_the_list_goes_to_the_first_without_an_answer_and_at_last_to_handing_in() -> None:
    candidate = Candidate(["on", "right", Turn.NEXT, "right", Turn.LIST, 0])
    exam(began(("single", "tf", "short")), candidate)
    assert isinstance(candidate.seen[-1], Item)
    assert candidate.seen[-1].ask.question.id == "tf"
    candidate = Candidate(["on", "right", Turn.LIST, 0])
    exam(began(("single",)), candidate)
    assert isinstance(candidate.seen[-1], HandIn)


def test_who_does_not_want_to_hand_in_yet_goes_on() -> None:
    candidate = Candidate(["on", Turn.HAND_IN, Answer(picked=(1,)), 0, "right"], goes_on=True)
    outcome, _ = exam(began(("single", "tf")), candidate)
    assert result_of(outcome).marks.report.total.points == 2


def test_an_answered_step_of_a_case_is_locked_and_the_next_one_closed_until_then() -> None:
    candidate = Candidate(["on", 8, "right", Turn.PREVIOUS, "wrong"])
    _, keeper = exam(began(), candidate)
    items = [step for step in candidate.seen if isinstance(step, Item)]
    assert [item.ask.question.id for item in items[:4]] == ["single", "step-1", "step-2", "step-1"]
    assert items[3].locked
    assert reviewed(keeper)["step-1"].score == 1.0
    skipping = Candidate(["on", 7, Turn.NEXT])
    exam(began(), skipping)
    assert isinstance(skipping.seen[-1], Listing)


def test_when_the_time_is_over_what_was_answered_is_handed_in_and_no_more() -> None:
    candidate = Candidate(["on", "right", "wait 600", "right"], goes_on=True)
    outcome, keeper = exam(began(), candidate)
    result = result_of(outcome)
    assert set(reviewed(keeper)) == {"single"}
    assert result.marks.handed.late
    assert result.marks.handed.ms == 600_000
    assert result.marks.report.blank == 7
    assert isinstance(candidate.seen[3], Result)


def test_what_is_entered_as_the_time_ends_counts_and_a_moment_later_does_not() -> None:
    for late, cards in ((1, {"single"}), (3, set())):
        candidate = Candidate(["on", f"wait {590 + late}", "right"], goes_on=True)
        _, keeper = exam(began(), candidate)
        assert set(reviewed(keeper)) == cards


def test_a_pause_is_refused_unless_it_was_allowed() -> None:
    candidate = Candidate(["on", Turn.PAUSE])
    exam(began(), candidate)
    last = candidate.seen[-1]
    assert isinstance(last, Item)
    assert last.refused
    candidate = Candidate(["on", Turn.PAUSE, "wait 3600", "on", "right"], goes_on=True)
    outcome, keeper = exam(began(pausable=True), candidate)
    assert isinstance(candidate.seen[2], Paused)
    assert len(reviewed(keeper)) == 9
    assert not result_of(outcome).marks.handed.late
    assert [f.what for f in keeper.standing() if isinstance(f, Happened)] == ["begun", "paused", "resumed"]


def test_without_a_limit_no_time_is_over() -> None:
    outcome, _ = exam(began(minutes=0), Candidate(["on", "wait 100000"], goes_on=True))
    assert result_of(outcome).marks.report.passed


def test_nothing_is_kept_of_an_exam_that_was_not_begun() -> None:
    outcome, keeper = exam(began(), Candidate([]))
    assert not outcome.finished
    assert keeper.events == []


def test_an_exam_left_goes_on_with_answers_flags_and_the_clock() -> None:
    keeper = Memo()
    first = Candidate(["on", "right", Turn.FLAG, "wrong", 5, "right"])
    exam(began(), first, keeper)
    again = Candidate([Turn.LIST], seconds=first.seconds + 200)
    resumed(keeper, again)
    listing = again.seen[-1]
    assert isinstance(listing, Listing)
    assert [s.answered for s in listing.slots] == [True, True, False, False, True, False, False, False]
    assert [s.flagged for s in listing.slots] == [False, True, False, False, False, False, False, False]
    item = next(step for step in first.seen if isinstance(step, Item))
    assert listing.timed == item.timed


def test_an_exam_whose_time_went_by_meanwhile_is_handed_in_when_it_is_gone_on_with() -> None:
    keeper = Memo()
    exam(began(), Candidate(["on", "right"]), keeper)
    later = Candidate([], goes_on=True, seconds=90_000)
    outcome = resumed(keeper, later)
    assert isinstance(later.seen[0], Result)
    assert result_of(outcome).marks.report.total.points == 1
    assert isinstance(keeper.events[-1].fact, Ended)


def test_a_clock_set_back_lengthens_no_exam() -> None:
    keeper = Memo()
    exam(began(), Candidate(["on", "right"]), keeper)
    again = Candidate([Turn.LIST], seconds=-86_400)
    resumed(keeper, again)
    listing = again.seen[-1]
    assert isinstance(listing, Listing)
    left_ms = (listing.timed.deadline or 0) - again.now().at
    assert 0 < left_ms <= 600_000 - 20_000


def test_leaving_is_a_pause_where_pauses_are_allowed() -> None:
    keeper = Memo()
    first = Candidate(["on", "right"])
    exam(began(pausable=True), first, keeper)
    again = Candidate([], seconds=90_000)
    resumed(keeper, again)
    item, before = again.seen[0], first.seen[-1]
    assert isinstance(item, Item)
    assert isinstance(before, Item)
    assert item.timed.deadline == (before.timed.deadline or 0) + round(1000 * (90_000 - first.seconds))


@given(ACTS, st.integers(0, 29), st.booleans())
def test_an_exam_cut_anywhere_and_gone_on_with_is_the_exam(acts: list[Act], cut: int, pausable: bool) -> None:
    """The screen after a cut shows the same answers, flags and clock, and what stands in the history is not touched."""
    start = began(pausable=pausable, minutes=60)
    whole, one = Anyone(["on", *acts[:cut]]), Memo()
    outcome, _ = exam(start, whole, one)
    if outcome.finished:
        return
    standing = [f for f in one.standing() if isinstance(f, Reviewed)]
    again = Anyone([Turn.LIST], seconds=whole.seconds)
    resumed(one, again)
    assert [f for f in one.standing() if isinstance(f, Reviewed)] == standing
    listing = again.seen[-1]
    assert isinstance(listing, Listing)
    answered = {f.card.partition("/")[2].partition("#")[0] for f in standing}
    assert {QUESTIONS[n] for n, slot in enumerate(listing.slots) if slot.answered} == answered
    flags = Counter(f.card for f in one.standing() if isinstance(f, Happened) and f.what in {"flagged", "unflagged"})
    assert {f"essai/{QUESTIONS[n]}" for n, slot in enumerate(listing.slots) if slot.flagged} == {c for c, k in flags.items() if k % 2}


@given(ACTS)
def test_the_result_follows_from_the_history_alone(acts: list[Act]) -> None:
    start = began(pausable=True, marking="edn")
    outcome, keeper = exam(start, Anyone(["on", *acts], goes_on=True))
    (paper,) = handed_in("essai", keeper.events)
    assert paper == result_of(outcome).marks.handed


@given(ACTS)
def test_no_card_has_two_answers_that_stand(acts: list[Act]) -> None:
    _, keeper = exam(began(), Anyone(["on", *acts]))
    cards = Counter(f.card for f in keeper.standing() if isinstance(f, Reviewed))
    assert all(count == 1 for count in cards.values())


def test_a_question_that_the_course_has_no_longer_is_left_out() -> None:
    keeper = Memo()
    exam(began(("single", "tf", "short")), Candidate(["on", "right", "right"]), keeper)
    course = replace(COURSE, questions={name: q for name, q in COURSE.questions.items() if name != "single"})
    outcome = resumed(keeper, Candidate([], goes_on=True, seconds=60), course=course)
    assert [c.question.id for c in result_of(outcome).marks.corrections] == ["tf", "short"]
    empty = replace(COURSE, questions={})
    keeper = Memo()
    exam(began(("single",)), Candidate(["on", "right"]), keeper)
    assert result_of(resumed(keeper, Candidate([], goes_on=True, seconds=60), course=empty)).papers == ()


def test_an_answer_that_cannot_be_saved_is_said_and_saved_with_the_next() -> None:
    keeper = Memo(failing=2)
    exam(began(), Candidate(["on", "right", "right", "right"]), keeper)
    assert keeper.unsaved == ()
    assert len(reviewed(keeper)) == 3


def test_the_result_knows_the_exams_before() -> None:
    earlier = (Earlier(began().moment.day, 0.5),)
    outcome, _ = exam(began(), Candidate(["on"], goes_on=True), earlier=earlier)
    assert result_of(outcome).earlier == earlier


def test_the_paper_corrected_is_looked_over_forward_backward_and_by_what_was_missed() -> None:
    acts: list[Act] = ["on", "right", "wrong", "right", "wrong", Turn.HAND_IN, "yes", Turn.MISSED, Turn.MISSED, Turn.PREVIOUS, Turn.NEXT]
    candidate = Candidate([*acts, Turn.PREVIOUS, Turn.PREVIOUS, Turn.PREVIOUS, Turn.PREVIOUS])
    exam(began(("single", "multiple", "tf", "short")), candidate)
    looked = [s.number if isinstance(s, Corrected) else 0 for s in candidate.seen if isinstance(s, Corrected | Result)]
    assert looked == [0, 2, 4, 3, 4, 3, 2, 1, 0]


@pytest.mark.parametrize("move", [Move.BACK, Move.UNDO])
def test_nothing_undoes_an_exam(move: Move) -> None:
    candidate = Candidate(["on", "right", move])
    _, keeper = exam(began(), candidate)
    assert candidate.seen[-1] == candidate.seen[-2]
    assert len(reviewed(keeper)) == 1


def test_a_paraphrase_which_only_exams_ask_is_given_no_day_on_which_it_comes_back() -> None:
    questions = {**COURSE.questions, "tf": replace(COURSE.questions["tf"], variant_of="single")}
    start = began(("single", "tf"))
    on = desk(start, course=replace(COURSE, questions=questions))
    outcome, _ = exam(start, Candidate(["on"], goes_on=True), on=on)
    assert [paper.feedback.due is None for paper in result_of(outcome).papers] == [False, True]
