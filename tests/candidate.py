"""A candidate who sits a mock exam by a script: what to do at each step, and how many seconds it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from tests.courses import COURSE
from tests.learner import AT, TODAY, Memo, desk, moment, right
from tutor.course import Course, MultipleChoice, Question
from tutor.desk import Desk
from tutor.events import Event, Moment, Started, Undone
from tutor.grade import Answer
from tutor.invigilation import invigilating, recalled
from tutor.marks import Earlier, Terms, options
from tutor.mock import sit
from tutor.mock_steps import HandIn, Item, Result
from tutor.play import Driver, Move, Outcome, Record, Scene, ended
from tutor.progress import OpenSession
from tutor.steps import Ask, Reply, Step, Turn

QUESTIONS = ("single", "multiple", "tf", "short", "cloze", "match", "step-1", "step-2")
UNKNOWN = Answer(unknown=True)
Act = Answer | Turn | Move | int | str


def began(
    questions: Sequence[str] = QUESTIONS, *, minutes: int = 10, pausable: bool = False, marking: str = "exact", course: Course = COURSE
) -> Started:
    """An exam about to begin; its clock is that of `moment`."""
    names = tuple(f"{course.id}/{name}" for name in questions)
    terms = Terms(marking=marking, pausable=pausable, wanted=len(questions))
    return Started(
        moment=moment(), session="x1", kind="exam", course=course.id, cards=names, seed=3, minutes=minutes, options=options(terms)
    )


@dataclass
class Candidate:
    """Does `acts` in turn, `pace` seconds each: an Answer, "right", "wrong", a Turn, a number to go to, a Move, "wait N".

    After the last act leaves the exam as it is, unless `goes_on`: then everything is answered right and handed in.
    """

    acts: list[Act] = field(default_factory=list)
    goes_on: bool = False
    pace: float = 10
    seen: list[Step] = field(default_factory=list)
    seconds: float = 0

    def now(self) -> Moment:
        return Moment(AT + round(self.seconds * 1000), TODAY)

    def reply(self, step: Step) -> Reply | Move:
        self.seen.append(step)
        self.seconds += self.pace
        while self.acts and isinstance(self.acts[0], str) and self.acts[0].startswith("wait"):
            self.seconds += float(str(self.acts.pop(0))[4:])
        if not self.acts:
            return self.going_on(step) if self.goes_on else Move.QUIT
        act = self.fitting(self.acts.pop(0), step)
        if isinstance(act, Move):
            return act
        if isinstance(act, Turn):
            return Reply(self.now(), turn=act, ms=1000)
        if isinstance(act, int):
            return Reply(self.now(), turn=Turn.GO, to=act - 1)
        if isinstance(act, Answer):
            return Reply(self.now(), act, ms=4000)
        if act == "yes":
            return Reply(self.now(), Answer(picked=(0,)))
        if act in {"right", "wrong"} and isinstance(step, Item):
            return Reply(self.now(), right(step.ask.question) if act == "right" else wrong(step.ask), ms=4000)
        assert act == "on", (act, step)
        return Reply(self.now())

    def fitting(self, act: Act, _: Step) -> Act:
        """What to do instead where an act does not fit."""
        return act

    def going_on(self, step: Step) -> Reply:
        """Answer what is open, hand in, look everything over."""
        if isinstance(step, Item):
            return Reply(self.now(), right(step.ask.question), ms=4000)
        if isinstance(step, HandIn):
            return Reply(self.now(), Answer(picked=(0,)))
        return Reply(self.now(), turn=Turn.HAND_IN if type(step).__name__ == "Listing" else None)


def wrong(ask: Ask) -> Answer:
    """An answer that is not right."""
    return wrong_answer(ask.question)


def wrong_answer(question: Question) -> Answer:
    """An answer to a question that is not right."""
    key = right(question)
    if isinstance(question, MultipleChoice):
        return Answer(picked=(len(question.choices) - 1,))
    picked = tuple(1 - p if p in {0, 1} else 0 for p in key.picked) if len(key.picked) < 3 else tuple(reversed(key.picked))
    return Answer(picked=picked, typed=tuple("rien" for _ in key.typed))


def run(driver: Driver, candidate: Candidate) -> Outcome:
    try:
        scene: Scene = next(driver)
        while True:
            scene = driver.send(candidate.reply(scene.step))
    except StopIteration as stop:
        return ended(stop)


def exam(
    start: Started, candidate: Candidate, keeper: Memo | None = None, *, earlier: tuple[Earlier, ...] = (), on: Desk | None = None
) -> tuple[Outcome, Memo]:
    """Sit an exam from its beginning."""
    keeper = keeper or Memo()
    begin = partial(sit, on or desk(start), earlier=earlier)
    return run(invigilating(begin, Record(keeper, start), candidate.now), candidate), keeper


def resumed(keeper: Memo, candidate: Candidate, *, course: Course = COURSE) -> Outcome:
    """Go on with the exam a keeper knows, as another start of the program does."""
    again = interrupted(keeper.events)
    start = again.start
    on = desk(start, course=course)
    begin = partial(sit, on)
    record, replies = recalled(begin, on, keeper, again)
    return run(invigilating(begin, record, candidate.now, replies), candidate)


def interrupted(events: Sequence[Event]) -> OpenSession:
    """The open session that a history of one exam amounts to."""
    gone = {name for e in events if isinstance(e.fact, Undone) for name in e.fact.events}
    first = next(e for e in events if isinstance(e.fact, Started))
    rest = tuple(e for e in events if e.id not in gone and not isinstance(e.fact, Started | Undone))
    return OpenSession(first, rest)


def result_of(outcome: Outcome) -> Result:
    """The result, which there must be."""
    assert outcome.result is not None
    return outcome.result
