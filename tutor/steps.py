"""What a session shows and what it is told: steps and replies, as frozen data."""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from tutor.course import Claim, Contrast, Course, Lesson, Place, Question, Reference, Section
from tutor.events import Moment
from tutor.grade import Answer, Verdict
from tutor.record import field, record
from tutor.schedule import Memory, New, Rating

if TYPE_CHECKING:
    from tutor.forecast import Expectation, TooEarly
    from tutor.mock_steps import ExamStep


class Reason(Enum):
    """Why a question is asked now."""

    NEW = "new"
    DUE = "due"
    AGAIN = "again"
    PREDICTION = "prediction"
    PRACTICE = "practice"
    PLAN = "plan"
    PRETEST = "pretest"


@record
class Setting:
    """The case a step belongs to: the vignette, and which step this is (from 1) of how many."""

    vignette: str
    step: int
    steps: int


@record
class Evidence:
    """What proves an answer: the lesson's words, where they stand, the claims and publications behind them."""

    lesson: str
    section: Section | None
    quote: str
    claims: tuple[tuple[Claim, str], ...] = ()
    references: tuple[Reference, ...] = ()


@record
class Opening:
    """The first screen of a lesson; `first` are the titles of lessons that had better be read before."""

    lesson: Lesson
    module: str
    remaining: int
    first: tuple[str, ...] = ()


@record
class Page:
    """A section to read; `number` of `count` sections."""

    lesson: Lesson
    section: Section
    number: int
    count: int
    references: tuple[Reference, ...] = ()
    claims: tuple[tuple[Claim, str], ...] = ()


@record
class Ask:
    """A question to answer. `cards` are all it asks at once; `gap` is the one gap asked of a cloze, None for the whole.

    `number` of `total` counts questions, not second tries of them.
    `order` shows the options (or items) in this order of author's indices; `places` the right sides or categories in theirs.
    `formerly`: its right answer was another when it was last asked, this one, or nothing where that is not known; None: it was not.
    `exam_day`: a plan to that day chooses when the card comes back.
    """

    question: Question
    cards: tuple[str, ...]
    number: int
    total: int
    reason: Reason
    evidence: Evidence
    today: date
    order: tuple[int, ...] = ()
    gap: int | None = None
    setting: Setting | None = None
    memory: Memory = field(default_factory=New)
    coming: tuple[tuple[Rating, date], ...] = ()
    predicted: float = 0.0
    formerly: str | None = None
    exam_day: date | None = None


@record
class Sure:
    """How sure are you? Asked between the answer and the verdict."""

    ask: Ask
    answer: Answer


@record
class Tick:
    """Which key points were in your answer? Only for free recall."""

    ask: Ask
    answer: Answer


@record
class Feedback:
    """The verdict on an answer. `due` is the day the card comes back, None when it comes back in this session or does not move."""

    ask: Ask
    answer: Answer
    verdict: Verdict
    rating: Rating
    confidence: int
    due: date | None
    today: date
    retry: bool
    overruled: bool = False


@record
class Missed:
    """A question that was not right at first, with what was answered."""

    ask: Ask
    answer: Answer


@record
class Gain:
    """Of so many questions asked before a lesson and in it, how many were right `before` and `after` reading."""

    before: int
    after: int
    asked: int


@record
class Summary:
    """What a session came to. `right` and `asked` count first answers only; `coming` the days cards come back, with how many.

    `expected`: the forecast of the exam that is planned; `gain`: what the lesson added to its pretest; `lessons`: whether the
    course has any.
    """

    kind: str
    lesson: Lesson | None
    asked: int
    right: int
    ms: int
    missed: tuple[Missed, ...]
    coming: tuple[tuple[date, int], ...]
    today: date
    last: tuple[int, int] | None
    expected: "Expectation | TooEarly | None" = None
    gain: Gain | None = None
    lessons: bool = True


@record
class Recap:
    """What to remember of a lesson, before its end."""

    lesson: Lesson
    remember: tuple[str, ...]


@record
class Compare:
    """Two terms that were mixed up, side by side, before the questions that tell them apart; `number` of `count` such pairs."""

    terms: tuple[str, str]
    contrasts: tuple[Contrast, ...]
    number: int
    count: int


@record
class End:
    """The last screen of a session."""

    summary: Summary


@record
class Welcome:
    """The very first screen: what this is, its keys, what it is not."""

    course: Course


@record
class Offer:
    """An interrupted session can be gone on with; `answered` answers of it are saved. Picked 0: go on, 1: start anew.

    `left_ms`: of an exam with a clock, the time that is left.
    """

    kind: str
    lesson: Lesson | None
    answered: int
    left_ms: int | None = None


@record
class Remark:
    """Stands in a preview where there is no card: why, in lines ready to be read, and the place in the file they are about."""

    title: str
    lines: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)


@record
class Rehearsal:
    """The keys, tried once where nothing counts."""


@record
class Item:
    """One thing to choose: what it says, what it costs or where it stands, the heading it is the first under, its id."""

    label: str
    note: str = ""
    heading: str = ""
    code: str = ""


@record
class Menu:
    """Things to choose, the most sensible first. `title` is in the course's language if it is the course's name.

    `lines` say how things stand, in the interface's words; `inner`: a menu that was opened from another, which one can go back to.
    Picked: the number of the item, from 0.
    """

    title: str
    lines: tuple[str, ...]
    items: tuple[Item, ...]
    at: int = 0
    inner: bool = False


@record
class OfExam:
    """A step of a mock exam; `tutor.mock_steps` has them all, apart, for no other start needs them."""


Usual: TypeAlias = Menu | Rehearsal | Welcome | Offer | Opening | Page | Ask | Sure | Tick | Feedback | Recap | Compare | End | Remark

if TYPE_CHECKING:
    Step: TypeAlias = Usual | ExamStep
else:
    Step = Usual | OfExam


class Turn(Enum):
    """Where a candidate turns in a mock exam, with or without an answer.

    `GO` to question `Reply.to` (from 0; -1: the first that is open), `MISSED` the next one missed when looking back, `RETURN` from a
    pause or from an interruption, `TIME`: the time was over, by the front end's clock, `LOST`: the course has changed what was answered.
    """

    NEXT = "next"
    PREVIOUS = "previous"
    GO = "go"
    FLAG = "flag"
    LIST = "list"
    HAND_IN = "hand_in"
    PAUSE = "pause"
    RETURN = "return"
    TIME = "time"
    MISSED = "missed"
    LOST = "lost"


@record
class Reply:
    """What the learner did, and when. `redo` at the end asks for the missed questions again; `turn` and `to` steer a mock exam.

    `elsewhere`: the cards that were answered in other sessions meanwhile.
    """

    moment: Moment
    answer: Answer = field(default_factory=Answer)
    confidence: int = 0
    hints: int = 0
    ms: int = 0
    overruled: bool = False
    redo: bool = False
    elsewhere: frozenset[str] = frozenset()
    turn: Turn | None = None
    to: int = 0
