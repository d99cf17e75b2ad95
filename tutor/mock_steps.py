"""What a mock exam shows, as frozen data: its rules, its questions, the list of them, the handing in, the result, the paper corrected."""

from typing import TypeAlias

from tutor.grade import Answer
from tutor.marks import Earlier, Expected, Marks
from tutor.record import field, record
from tutor.steps import Ask, Feedback, OfExam


@record
class Timed:
    """When the time is over, in UTC ms, None without a limit; and whether the exam may be paused."""

    deadline: int | None = None
    pausable: bool = False


@record(kw_only=True)
class Rules(OfExam):
    """What is asked and how it is marked, before the clock starts. `wanted` questions were asked for, `unread` are about unread sections.

    `pass_share` is a share (0..1), `minutes` 0 means no limit.
    """

    title: str
    wanted: int
    questions: int
    minutes: int
    marking: str
    pass_share: float
    pausable: bool
    unread: int = 0


@record(kw_only=True)
class Item(OfExam):
    """A question of the paper with what is answered so far. `locked`: an answered step of a case; `refused`: a pause is not allowed.

    `lost`: an answer that was given means nothing any more, for the course has changed what it points at.
    """

    ask: Ask
    given: Answer | None = None
    flagged: bool = False
    locked: bool = False
    refused: bool = False
    lost: bool = False
    timed: Timed = field(default_factory=Timed)


@record
class Slot:
    """How a question stands in the list; `unknown`: answered by "I don't know"."""

    answered: bool
    unknown: bool
    flagged: bool


@record(kw_only=True)
class Listing(OfExam):
    """Every question with how it stands, in the order of the paper."""

    slots: tuple[Slot, ...]
    refused: bool = False
    timed: Timed = field(default_factory=Timed)


@record(kw_only=True)
class HandIn(OfExam):
    """Hand in? With the numbers (from 1) of the questions without an answer, and of those flagged. Picked 0: yes, 1: not yet."""

    questions: int
    unanswered: tuple[int, ...]
    flagged: tuple[int, ...]
    timed: Timed = field(default_factory=Timed)


@record
class Paused(OfExam):
    """The clock stands still, with so many milliseconds left (None: no limit); the questions are out of sight."""

    left_ms: int | None


@record(kw_only=True)
class Corrected(OfExam):
    """A question of a paper that was handed in: the verdict on it, and its points. `blank`: without any answer.

    `changed`: the course has changed it since, the points are those of then; `readable`: the answer can still be said in words.
    """

    feedback: Feedback
    number: int
    total: int
    points: float
    possible: float
    blank: bool = False
    changed: bool = False
    readable: bool = True


@record(kw_only=True)
class Result(OfExam):
    """What an exam came to. `earlier`: the exams before it, the latest last; `expected`: the forecast made when it began."""

    marks: Marks
    papers: tuple[Corrected, ...]
    modules: tuple[tuple[str, str], ...]
    objectives: tuple[tuple[str, str], ...]
    earlier: tuple[Earlier, ...] = ()
    expected: Expected | None = None


ExamStep: TypeAlias = Rules | Item | Listing | HandIn | Paused | Corrected | Result


def timed_of(step: object) -> Timed:
    """The clock of a step; none for steps outside the time of an exam."""
    return step.timed if isinstance(step, Item | Listing | HandIn) else Timed()
