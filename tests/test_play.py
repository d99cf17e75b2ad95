"""The driver: interrupted sessions, and laws of going back."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.courses import COURSE
from tests.learner import Act, Learner, Memo, desk, moment, play, started
from tutor.events import Ended, Event, Fact, Read, Reviewed, Started, Undone
from tutor.grade import Answer
from tutor.play import Move, Record, playing, remembered, replay
from tutor.session import flow_for
from tutor.steps import Ask

LESSON = started("lesson", lesson="freins")
REVIEW = started("review", cards=[*(q for q in COURSE.questions if q != "cloze"), "cloze#1", "cloze#2"])
acts = st.lists(
    st.one_of(
        st.sampled_from(["right", "wrong", None, "overrule", Move.BACK, Move.UNDO]),
        st.integers(1, 3),
        st.just(Answer(picked=(0,), typed=("PD-1",))),
    ),
    max_size=25,
)


def own(keeper: Memo) -> list[Fact]:
    return [f for f in keeper.standing() if isinstance(f, Reviewed | Read)]


@given(acts=acts, kind=st.sampled_from([LESSON, REVIEW]))
def test_an_interrupted_session_goes_on_at_the_same_question(acts: list[Act], kind: Started) -> None:
    learner = Learner(list(acts), stop=True)
    _, keeper = play(kind, learner)
    facts = own(keeper)
    begin = partial(flow_for, desk(kind))
    replies = remembered(begin, facts)
    _, log, step = replay(begin, replies)
    assert {f for f in log.facts if isinstance(f, Read)} <= {f for f in facts if isinstance(f, Read)}
    assert [f for f in log.facts if isinstance(f, Reviewed)] == [f for f in facts if isinstance(f, Reviewed)]
    last = learner.seen[-1]
    if isinstance(last, Ask) and isinstance(step, Ask):
        assert step == last


@given(acts=acts)
def test_the_history_says_what_the_session_says_however_often_one_goes_back(acts: list[Act]) -> None:
    _, keeper = play(REVIEW, Learner(list(acts)))
    standing = [f for f in own(keeper) if isinstance(f, Reviewed)]
    assert len({(f.card, f.moment) for f in standing}) == len(standing)
    firsts = [f.card for f in standing if f.first]
    assert sorted(firsts) == sorted(REVIEW.cards)


@given(acts=acts)
def test_no_event_is_undone_twice_or_before_it_happened(acts: list[Act]) -> None:
    _, keeper = play(LESSON, Learner(list(acts)))
    seen: set[str] = set()
    gone: set[str] = set()
    for event in keeper.events:
        if isinstance(event.fact, Undone):
            assert set(event.fact.events) <= seen - gone
            gone |= set(event.fact.events)
        seen.add(event.id)


def test_a_session_that_goes_on_knows_its_earlier_answers_and_can_undo_them() -> None:
    learner = Learner(["wrong", None], stop=True)
    _, keeper = play(REVIEW, learner)
    keeper.events = [e for e in keeper.events if not isinstance(e.fact, Ended)]
    begin = partial(flow_for, desk(REVIEW))
    facts = own(keeper)
    names = [e.id for e in keeper.events if isinstance(e.fact, Reviewed)]
    record = Record(keeper, REVIEW, list(facts), list(names), begun=True)
    driver = playing(begin, record, moment, remembered(begin, facts))
    first = next(driver).step
    assert isinstance(first, Ask)
    again = driver.send(Move.UNDO).step
    assert isinstance(again, Ask)
    assert again.cards[0] == REVIEW.cards[0]
    assert any(isinstance(e.fact, Undone) and e.fact.events == tuple(names) for e in keeper.events)


def test_facts_that_no_longer_fit_end_the_memory_there() -> None:
    _, keeper = play(REVIEW, Learner())
    other = partial(flow_for, desk(started("review", cards=["tf"])))
    assert remembered(other, [f for f in own(keeper) if isinstance(f, Reviewed) and f.card != "essai/tf"]) == []


def test_a_corrected_answer_is_never_away_from_the_history() -> None:
    """Killed at any moment, the history holds the old verdict or the new one: taking back and saying anew is one write."""
    written: list[list[Fact]] = []

    class Watched(Memo):
        def append(self, facts: Sequence[Fact]) -> tuple[Event, ...]:
            events = super().append(facts)
            written.append([f for f in self.standing() if isinstance(f, Reviewed)])
            return events

    play(started("review", cards=["short"]), Learner([Answer(typed=("non",)), 3, "overrule"]), Watched())
    assert any(f.overruled for f in written[-1] if isinstance(f, Reviewed))
    assert all(len(before) <= len(after) for before, after in pairwise(written))
