"""Sessions as a learner lives them."""

import pytest

from tests.courses import COURSE
from tests.learner import TODAY, UNKNOWN, Learner, Memo, desk, moment, play, right, started
from tutor.course import card_ids
from tutor.events import Ended, Read, Reviewed, Started, Undone
from tutor.grade import Answer
from tutor.play import Move
from tutor.record import replace
from tutor.schedule import Learned, Rating
from tutor.steps import Ask, End, Feedback, Opening, Page, Recap, Step, Sure, Tick

LESSON = started("lesson", lesson="freins")
WRONG = Answer(picked=(1,))


def kinds(learner: Learner) -> list[type[Step]]:
    return [type(s) for s in learner.seen]


def reviewed(keeper: Memo) -> list[Reviewed]:
    return [f for f in keeper.standing() if isinstance(f, Reviewed)]


def last_end(learner: Learner) -> End:
    end = learner.seen[-1]
    assert isinstance(end, End)
    return end


def test_a_lesson_predicts_reads_asks_and_looks_back() -> None:
    learner = Learner()
    outcome, keeper = play(LESSON, learner)
    assert outcome.finished
    assert learner.asked() == ["tf", "single", "cloze", "step-1", "step-2"]
    order = [s for s in kinds(learner) if s in {Opening, Page, Recap, End}]
    assert order == [Opening, Page, Page, Recap, End]
    assert [f.section for f in keeper.standing() if isinstance(f, Read)] == ["essai/fr-1", "essai/fr-2"]


def test_the_answer_is_in_the_history_before_the_feedback_is_shown() -> None:
    keeper = Memo()

    class Watching(Learner):
        def reply(self, step: Step) -> object:  # type: ignore[override]
            if isinstance(step, Feedback):
                assert any(f.card == step.ask.cards[0] for f in reviewed(keeper))
            return super().reply(step)

    play(LESSON, Watching(), keeper)
    assert len(reviewed(keeper)) == 6


def test_a_failed_question_comes_back_before_the_end_and_once_only() -> None:
    learner = Learner(["wrong", None, None])
    review = started("review", cards=["single", "multiple", "tf", "short", "match", "number"])
    _, keeper = play(review, learner)
    assert learner.asked() == ["single", "multiple", "tf", "short", "match", "single", "number"]
    assert [(f.card, f.first) for f in reviewed(keeper) if f.card == "essai/single"] == [("essai/single", True), ("essai/single", False)]


def test_the_second_try_moves_no_date() -> None:
    learner = Learner(["wrong"])
    play(started("review", cards=["single"]), learner)
    told = [s for s in learner.seen if isinstance(s, Feedback)]
    assert told[0].due is not None
    assert told[0].retry
    assert told[1].due is None
    assert not told[1].retry


def test_a_guess_is_asked_again_sooner_than_a_sure_answer() -> None:
    due = {}
    for sure in (1, 2, 3):
        learner = Learner(["right", sure])
        play(started("review", cards=["single"]), learner)
        told = next(s for s in learner.seen if isinstance(s, Feedback))
        due[sure] = told.due or TODAY
    days = [due[sure] for sure in (1, 2, 3)]
    assert days[0] <= days[1] < days[2]


def test_confidence_is_asked_before_the_verdict_and_not_after_i_do_not_know() -> None:
    learner = Learner(["right", 2])
    play(started("review", cards=["single"]), learner)
    assert kinds(learner)[:3] == [Ask, Sure, Feedback]
    learner = Learner([UNKNOWN])
    play(started("review", cards=["single"]), learner)
    assert kinds(learner)[:2] == [Ask, Feedback]


def test_where_the_teacher_turns_confidence_off_it_is_not_asked() -> None:
    learner = Learner()
    play(started("review", cards=["step-2"]), learner)
    assert Sure not in kinds(learner)


def test_a_right_and_sure_prediction_is_easy() -> None:
    learner = Learner()
    _, keeper = play(LESSON, learner)
    ratings = {f.card: f.rating for f in reviewed(keeper)}
    assert ratings["essai/tf"] is Rating.EASY
    assert ratings["essai/single"] is Rating.GOOD


def test_a_cloze_with_two_gaps_is_asked_whole_in_a_lesson_and_makes_two_reviews() -> None:
    learner = Learner([None, "right", "right", Answer(typed=("checkpoints", "accélérateurs"))])
    _, keeper = play(LESSON, learner)
    scores = {f.card: f.score for f in reviewed(keeper) if "cloze" in f.card and f.first}
    assert scores == {"essai/cloze#1": 1.0, "essai/cloze#2": 0.0}


def test_one_gap_of_a_cloze_is_asked_alone_in_a_review() -> None:
    learner = Learner()
    play(started("review", cards=["cloze#2"]), learner)
    ask = learner.seen[0]
    assert isinstance(ask, Ask)
    assert ask.gap == 2
    assert learner.asked() == ["cloze#2"]


def test_free_recall_is_ticked_point_by_point() -> None:
    learner = Learner([Answer(typed=("ils agissent autrement",)), Answer(picked=(0,))])
    _, keeper = play(started("review", cards=["recall"]), learner)
    assert kinds(learner)[:3] == [Ask, Tick, Feedback]
    fact = reviewed(keeper)[0]
    assert fact.score == 0.5
    assert fact.answer == Answer(picked=(0,), typed=("ils agissent autrement",))


@pytest.mark.parametrize("name", list(COURSE.questions))
def test_every_kind_is_judged_right_with_its_key_and_wrong_with_i_do_not_know(name: str) -> None:
    question = COURSE.questions[name]
    cards = [c.partition("/")[2] for c in card_ids(COURSE.id, question)]
    for answer, score in ((None, 1.0), (UNKNOWN, 0.0)):
        learner = Learner([] if answer is None else [answer])
        _, keeper = play(started("review", cards=cards[:1]), learner)
        assert reviewed(keeper)[0].score == score


def test_undo_on_the_feedback_card_asks_the_same_question_again() -> None:
    learner = Learner([WRONG, 3, Move.UNDO, "right", 3])
    _, keeper = play(started("review", cards=["single"]), learner)
    assert learner.asked() == ["single", "single"]
    assert [f.score for f in reviewed(keeper)] == [1.0]
    assert sum(isinstance(e.fact, Undone) for e in keeper.events) == 1


def test_undo_works_after_the_very_last_card() -> None:
    learner = Learner([WRONG, 3, None, "right", None, Move.UNDO, Move.UNDO])
    outcome, keeper = play(started("review", cards=["single"]), learner)
    assert outcome.finished
    assert [f.score for f in reviewed(keeper)] == [1.0]


def test_back_from_a_question_to_its_page_takes_no_answer_back() -> None:
    learner = Learner([None, "right", 3, None, None, Move.BACK])
    _, keeper = play(LESSON, learner)
    pages = [s for s in learner.seen if isinstance(s, Page)]
    assert [p.section.id for p in pages[:2]] == ["fr-1", "fr-1"]
    assert not any(isinstance(e.fact, Undone) for e in keeper.events)
    assert len([e for e in keeper.events if isinstance(e.fact, Read)]) == 2


def test_an_answered_step_of_a_case_is_locked_for_back_but_not_for_undo() -> None:
    cards = ["step-1", "step-2"]
    learner = Learner(["right", 3, None, Move.BACK])
    play(started("review", cards=cards), learner)
    assert learner.asked() == ["step-1", "step-2", "step-2"]
    learner = Learner(["right", 3, None, Move.UNDO])
    play(started("review", cards=cards), learner)
    assert learner.asked() == ["step-1", "step-2", "step-1", "step-2"]


def test_back_at_the_beginning_stays() -> None:
    learner = Learner([Move.BACK, Move.UNDO])
    outcome, _ = play(started("review", cards=["single"]), learner)
    assert outcome.finished
    assert learner.asked() == ["single"] * 3


def test_leaving_keeps_what_was_answered() -> None:
    learner = Learner(["right", 3, None], stop=True)
    outcome, keeper = play(started("review", cards=["single", "tf"]), learner)
    assert not outcome.finished
    assert outcome.summary is not None
    assert outcome.summary.asked == 1
    assert isinstance(keeper.events[-1].fact, Ended)
    assert not keeper.events[-1].fact.finished
    assert [f.card for f in reviewed(keeper)] == ["essai/single"]


def test_leaving_before_the_first_answer_writes_nothing() -> None:
    _, keeper = play(started("review", cards=["single"]), Learner(stop=True))
    assert keeper.events == []


def test_a_session_begins_in_the_history_with_its_first_answer() -> None:
    _, keeper = play(started("review", cards=["single"]), Learner())
    assert isinstance(keeper.events[0].fact, Started)


def test_i_was_right_counts_a_typed_answer() -> None:
    learner = Learner([Answer(typed=("lymphocytes CAR",)), 3, "overrule"])
    _, keeper = play(started("review", cards=["short"]), learner)
    [fact] = reviewed(keeper)
    assert fact.overruled
    assert fact.score == 1.0
    assert fact.rating is Rating.GOOD
    assert last_end(learner).summary.missed == ()


def test_the_end_says_score_missed_and_when_cards_come_back() -> None:
    learner = Learner(["right", 3, None, WRONG])
    play(started("review", cards=["single", "tf"]), learner)
    summary = last_end(learner).summary
    assert (summary.asked, summary.right) == (2, 1)
    assert [m.ask.question.id for m in summary.missed] == ["tf"]
    assert sum(count for _, count in summary.coming) == 2
    assert all(day > TODAY for day, _ in summary.coming)


def test_the_missed_questions_can_be_done_again_at_the_end() -> None:
    learner = Learner(["wrong", None, "right", None, "redo", "right"])
    _, keeper = play(started("review", cards=["single"]), learner)
    assert learner.asked() == ["single", "single", "single"]
    assert not reviewed(keeper)[-1].first


def test_practice_moves_no_date() -> None:
    learner = Learner()
    _, keeper = play(started("practice", cards=["single", "tf"]), learner)
    assert all(not f.first for f in reviewed(keeper))
    assert all(s.due is None for s in learner.seen if isinstance(s, Feedback))


def test_a_card_answered_today_already_moves_no_date() -> None:
    start = started("review", cards=["single"])
    _, keeper = play(start, Learner(), on=desk(start, answered=frozenset({"essai/single"})))
    assert not reviewed(keeper)[0].first


def test_a_lesson_begun_before_goes_on_at_the_first_unread_section() -> None:
    learner = Learner()
    play(LESSON, learner, on=desk(LESSON, read=frozenset({"essai/fr-1"})))
    assert [s.section.id for s in learner.seen if isinstance(s, Page)] == ["fr-2"]
    assert "tf" not in learner.asked()


def test_a_question_that_is_gone_is_passed_over() -> None:
    learner = Learner()
    outcome, _ = play(started("review", cards=["gone", "single", "single#4"]), learner)
    assert outcome.finished
    assert learner.asked() == ["single"]


def test_an_answer_that_cannot_be_saved_is_said_and_the_session_goes_on() -> None:
    keeper = Memo(failing=1)
    learner = Learner()
    outcome, _ = play(started("review", cards=["single", "tf"]), learner, keeper)
    assert outcome.finished
    assert [f.card for f in reviewed(keeper)] == ["essai/single", "essai/tf"]


def test_why_now_knows_the_outcomes() -> None:
    learner = Learner()
    start = started("review", cards=["single"])
    memory = Learned(5.0, 5.0, TODAY.replace(day=15), TODAY.replace(day=20))
    play(start, learner, on=desk(start, memories={"essai/single": memory}))
    ask = learner.seen[0]
    assert isinstance(ask, Ask)
    days = [day for _, day in ask.coming]
    assert days == sorted(days)
    assert 0.5 < ask.predicted < 1


def test_choices_keep_their_order_on_a_retry() -> None:
    learner = Learner(["wrong"])
    play(started("review", cards=["single"]), learner)
    orders = [s.order for s in learner.seen if isinstance(s, Ask)]
    assert orders[0] == orders[1]


def test_the_same_replies_make_the_same_facts() -> None:
    first, second = (play(LESSON, Learner(["wrong", None, "right", 1]))[1] for _ in range(2))
    assert [e.fact for e in first.events] == [e.fact for e in second.events]


def test_right_answers_of_the_fixture_are_right() -> None:
    assert right(COURSE.questions["short"]) == Answer(typed=("CAR-T",))
    assert moment(1).at - moment().at == 1000
    assert replace(LESSON, seed=1) != LESSON
