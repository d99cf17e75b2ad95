"""What can happen to a learner's progress: facts, and the events that carry them into the history.

A flow says facts; the store makes events of them (id, sequence number) and never alters one afterwards.
"""

from datetime import date
from typing import TypeAlias

from tutor.grade import Answer
from tutor.record import field, record
from tutor.schedule import Rating


@record
class Moment:
    """A point in time: milliseconds since the epoch (UTC), and the study day, a local date that rolls over at 04:00."""

    at: int
    day: date


@record(kw_only=True)
class Reviewed:
    """One judged answer to one card.

    `version` is the fingerprint of question and key as asked; `score` 0..1; `confidence` 1 guess, 2 hesitant, 3 sure, 0 not asked;
    `hints` how many were shown; `ms` time from question to answer; `first` = first answer of the study day to this card, the only
    kind that moves memory; `overruled` = the learner said "I was right"; `predicted` = recall expected just before, 0 when new;
    `key` = the right answer in words, where this version of the card is asked first; `layout`, in an exam, the fingerprint of what the
    answer points at.
    """

    moment: Moment
    session: str
    card: str
    version: str
    answer: Answer
    score: float
    rating: Rating
    confidence: int = 0
    hints: int = 0
    ms: int = 0
    first: bool = True
    overruled: bool = False
    predicted: float = 0.0
    key: str = ""
    layout: str = ""


@record
class Read:
    """A section was read to its end (`section` is `course/section`); its cards are unlocked."""

    moment: Moment
    session: str
    section: str


@record(kw_only=True)
class Started:
    """A session began. `kind` is lesson, review, practice or exam; the rest is all a flow needs to be played again."""

    moment: Moment
    session: str
    kind: str
    course: str
    lesson: str = ""
    cards: tuple[str, ...] = ()
    seed: int = 0
    minutes: int = 0
    options: tuple[tuple[str, str], ...] = ()


@record(kw_only=True)
class Mark:
    """What a question (`card`: `course/question`) of an exam earned of the points it could when it was handed in.

    `version` is the fingerprint of its key and `layout` that of what answers point at, both as it was marked; module and objective by id.
    """

    card: str
    points: float
    possible: float
    version: str = ""
    layout: str = ""
    module: str = ""
    objective: str = ""


@record
class Ended:
    """A session was finished or left on purpose; a session without this was interrupted and can be gone on with.

    `marks`: of an exam that was handed in, every question that counted, in order; None where the history does not have them.
    """

    moment: Moment
    session: str
    finished: bool
    marks: tuple[Mark, ...] | None = None


@record
class Happened:
    """Something that happened in a mock exam besides answers, which its clock and its paper need.

    `what` is begun (the clock runs from here), paused, resumed, or, of the question `card` (`course/question`), flagged or unflagged.
    """

    moment: Moment
    session: str
    what: str
    card: str = ""


@record
class Undone:
    """Earlier events, by id, count no more; they stay in the history."""

    moment: Moment
    events: tuple[str, ...]


@record
class Set:
    """A setting of the learner (language, minutes, seen disclaimer…) or, with an empty value, its removal."""

    moment: Moment
    name: str
    value: str


@record(kw_only=True)
class Planned:
    """An exam plan was made (or, with no `exam_day`, cancelled)."""

    moment: Moment
    course: str
    exam_day: date | None
    minutes: int = 0
    target: float = 0.0
    weights: tuple[tuple[str, float], ...] = ()


@record
class Reset:
    """All progress of a course (or of every course, when empty) starts from nothing; what came before stays in the history."""

    moment: Moment
    course: str = ""


@record
class Renamed:
    """A teacher gave a question (`course/question`) another id: what was answered under the old one counts for the new."""

    moment: Moment
    old: str
    new: str


Fact: TypeAlias = Reviewed | Read | Started | Happened | Ended | Undone | Set | Planned | Reset | Renamed


@record
class Event:
    """A fact in the history. `id` is 128 random bits in hex, `n` counts the events this store wrote."""

    id: str
    n: int
    fact: Fact = field()
