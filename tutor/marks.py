"""A mock exam that was handed in: what of it the history keeps, and what it is worth. Pure.

The history keeps how an exam was begun and every answer, no points: a paper is marked anew whenever it is looked at.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tutor.cards import gap_of, question_of
from tutor.course import Course, Question
from tutor.events import Ended, Event, Happened, Moment, Reset, Reviewed, Started
from tutor.fold import is_undone, undone
from tutor.grade import Answer, Verdict, grade
from tutor.marking import SCHEMES, is_blank, mark
from tutor.paper import Marked, Report, report
from tutor.record import field, record, replace

MARKING, PASS_SHARE = "edn", 0.5
BEGUN, PAUSED, RESUMED, FLAGGED, UNFLAGGED = "begun", "paused", "resumed", "flagged", "unflagged"


@record(kw_only=True)
class Expected:
    """A forecast of the share (0..1) of the points, with the band that holds it four times in five."""

    share: float
    low: float
    high: float


@record(kw_only=True)
class Terms:
    """How an exam is held; kept in the options of its `Started`. `wanted` questions were asked for, there may be fewer."""

    marking: str = MARKING
    pass_share: float = PASS_SHARE
    pausable: bool = False
    wanted: int = 0
    unread: int = 0
    expected: Expected | None = None


def options(terms: Terms) -> tuple[tuple[str, str], ...]:
    """Terms as a `Started` keeps them."""
    forecast = terms.expected
    known = {
        "marking": terms.marking,
        "pass": f"{terms.pass_share:g}",
        "pause": "yes" if terms.pausable else "",
        "wanted": str(terms.wanted),
        "unread": str(terms.unread or ""),
        "forecast": f"{forecast.share:.4f} {forecast.low:.4f} {forecast.high:.4f}" if forecast else "",
    }
    return tuple((name, value) for name, value in known.items() if value)


def terms_of(started: Started) -> Terms:
    """The inverse of `options`; what cannot be read is as usual, for another program may have written it."""
    kept = dict(started.options)
    marking = kept.get("marking", "")
    forecast = numbers(kept.get("forecast", ""))
    return Terms(
        marking=marking if marking in SCHEMES else MARKING,
        pass_share=next(iter(numbers(kept.get("pass", ""))), PASS_SHARE),
        pausable=kept.get("pause") == "yes",
        wanted=int(next(iter(numbers(kept.get("wanted", ""))), len(started.cards))),
        unread=int(next(iter(numbers(kept.get("unread", ""))), 0)),
        expected=Expected(share=forecast[0], low=forecast[1], high=forecast[2]) if len(forecast) == 3 else None,
    )


def numbers(text: str) -> tuple[float, ...]:
    """The numbers of a text from 0 to a million; none if one of its words is none."""
    try:
        found = tuple(float(word) for word in text.split())
    except ValueError:
        return ()
    return found if all(0 <= number <= 10**6 for number in found) else ()


@record(kw_only=True)
class Handed:
    """A paper as it was handed in. `ms`: the time it took, pauses left out; `answers` by question id, of those answered in any way."""

    started: Started
    moment: Moment
    ms: int
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def late(self) -> bool:
        """Whether the time was over before it was handed in."""
        return bool(self.started.minutes) and self.ms >= self.started.minutes * 60_000


@record
class Correction:
    """A question of the paper with its verdict and the points it earned; `answer` None: none was given."""

    question: Question
    answer: Answer | None
    verdict: Verdict
    points: float


@record(kw_only=True)
class Marks:
    """What a paper is worth."""

    handed: Handed
    terms: Terms
    corrections: tuple[Correction, ...]
    report: Report


@record
class Earlier:
    """An exam before this one: its study day and the share (0..1) it earned."""

    day: date
    share: float


def questions_of(course: Course, started: Started) -> tuple[Question, ...]:
    """The questions of a paper; those that the course has no longer are left out."""
    names = [question_of(card) for card in started.cards]
    return tuple(course.questions[name] for name in names if name in course.questions)


def marked(course: Course, handed: Handed, glossary: Sequence[str] = ()) -> Marks:
    """Mark a paper by the scheme it was begun with. `glossary`: the names the course uses, for typed answers."""
    terms = terms_of(handed.started)
    corrections = tuple(correction(q, handed.answers.get(q.id), terms, glossary) for q in questions_of(course, handed.started))
    rows = [Marked(each.question, each.points, each.answer is not None and not is_blank(each.answer)) for each in corrections]
    return Marks(handed=handed, terms=terms, corrections=corrections, report=report(course, rows, terms.pass_share))


def correction(question: Question, answer: Answer | None, terms: Terms, glossary: Sequence[str]) -> Correction:
    """One question marked; one without an answer is worth what a blank is."""
    given = answer or Answer(unknown=True)
    verdict = grade(question, given, terms=glossary)
    return Correction(question, answer, verdict, mark(question, given, verdict, SCHEMES[terms.marking]))


def handed_in(course: str, events: Iterable[Event], name_of: Callable[[str], str] = str) -> tuple[Handed, ...]:
    """The exams of a course that were handed in, since it was reset if it was, in order. `events`: the whole history, in order.

    `name_of`: the card that a card is now, where questions got other ids since.
    """
    known = tuple(events)
    gone = undone(known)
    begun: dict[str, tuple[Started, list[Reviewed | Happened]]] = {}
    papers: list[Handed] = []
    for event in known:
        match event.fact:
            case Started(kind="exam") as started if started.course == course:
                begun[started.session] = replace(started, cards=tuple(map(name_of, started.cards))), []
            case (Reviewed() | Happened()) as fact if fact.session in begun and not is_undone(event.id, event.n, gone):
                begun[fact.session][1].append(replace(fact, card=name_of(fact.card)))
            case Ended(moment, session, finished) if session in begun:
                started, facts = begun.pop(session)
                papers += [handed(started, facts, moment)] if finished else []
            case Reset(_, of) if of in {"", course}:
                papers.clear()
            case _:
                pass
    return tuple(papers)


def handed(started: Started, facts: Sequence[Reviewed | Happened], end: Moment) -> Handed:
    """A paper from the facts an exam left."""
    return Handed(started=started, moment=end, ms=worked_ms(started, facts, end), answers=answers_of(facts))


def worked_ms(started: Started, facts: Iterable[Reviewed | Happened], end: Moment) -> int:
    """The time from the beginning to the end without the pauses, never more than the limit."""
    began, paused, since = started.moment.at, 0, 0
    for fact in facts:
        if isinstance(fact, Happened) and fact.what == BEGUN:
            began = fact.moment.at
        elif isinstance(fact, Happened) and fact.what == PAUSED:
            since = fact.moment.at
        elif isinstance(fact, Happened) and fact.what == RESUMED and since:
            paused, since = paused + fact.moment.at - since, 0
    worked = max(0, end.at - began - paused)
    return min(worked, started.minutes * 60_000) if started.minutes else worked


def answers_of(facts: Iterable[Reviewed | Happened]) -> dict[str, Answer]:
    """The answer to each question by id; the gaps of a cloze, which are cards of their own, are put together."""
    found: dict[str, Answer] = {}
    for fact in facts:
        if isinstance(fact, Reviewed):
            name = question_of(fact.card)
            before = found.get(name) if gap_of(fact.card) > 1 else None
            found[name] = replace(fact.answer, typed=(*before.typed, *fact.answer.typed)) if before else fact.answer
    return found


def earlier_of(course: Course, papers: Iterable[Handed], glossary: Sequence[str] = ()) -> tuple[Earlier, ...]:
    """What earlier papers came to, in their order; those of which the course has no question any more are left out."""
    every = (marked(course, each, glossary) for each in papers)
    return tuple(Earlier(each.handed.moment.day, each.report.total.share) for each in every if each.corrections)
