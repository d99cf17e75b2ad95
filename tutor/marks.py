"""A mock exam that was handed in: what of it the history keeps, and what it is worth. Pure.

A paper is marked once, when it is handed in, and the history keeps the points: a course that changes afterwards changes no result.
What can be shown of a question later is what the course has of it then, so a question that is another now is told as such.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from tutor.cards import gap_of, question_of
from tutor.content.fingerprint import layout
from tutor.course import (
    Classification,
    Course,
    FreeRecall,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
    card_ids,
)
from tutor.events import Ended, Event, Happened, Mark, Moment, Reset, Reviewed, Started
from tutor.fold import is_undone, undone
from tutor.grade import Answer, Verdict, grade
from tutor.marking import SCHEMES, Scheme, is_blank, mark
from tutor.outline import JOINT, version_of
from tutor.paper import Marked, Report, module_of_each, report
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
    """A paper as it was handed in. `ms`: the time it took, pauses left out; `answers` by question id, of those answered in any way.

    `marks`: every question that counted, in order; None if the history does not have them, as in the first versions of the program.
    """

    started: Started
    moment: Moment
    ms: int
    answers: dict[str, Answer] = field(default_factory=dict)
    marks: tuple[Mark, ...] | None = None

    @property
    def late(self) -> bool:
        """Whether the time was over before it was handed in."""
        return bool(self.started.minutes) and self.ms >= self.started.minutes * 60_000


@record(kw_only=True)
class Correction:
    """A question of the paper that the course still has, with what it earned; `answer` None: none was given. `number` from 1.

    `changed`: it would not be marked alike any more; `readable`: what the answer points at by its place still stands there.
    """

    question: Question
    number: int
    mark: Mark
    answer: Answer | None
    verdict: Verdict
    changed: bool
    readable: bool


@record(kw_only=True)
class Marks:
    """What a paper is worth. `corrections`: of the questions that the course still has."""

    handed: Handed
    terms: Terms
    marks: tuple[Mark, ...]
    corrections: tuple[Correction, ...]
    report: Report

    @property
    def left_out(self) -> int:
        """How many questions were gone or others when the paper was marked, and so do not count."""
        return len(self.handed.started.cards) - len(self.marks)

    @property
    def gone(self) -> int:
        """How many questions count and cannot be shown any more."""
        return len(self.marks) - len(self.corrections)

    @property
    def changed(self) -> tuple[int, ...]:
        """The numbers of the questions that are others now."""
        return tuple(each.number for each in self.corrections if each.changed)


@record
class Earlier:
    """An exam before this one: its study day and the share (0..1) it earned."""

    day: date
    share: float


def questions_of(course: Course, started: Started) -> tuple[Question, ...]:
    """The questions of a paper; those that the course has no longer are left out."""
    names = [question_of(card) for card in started.cards]
    return tuple(course.questions[name] for name in names if name in course.questions)


def marks_of(course: Course, started: Started, answers: Mapping[str, Answer], glossary: Sequence[str] = ()) -> tuple[Mark, ...]:
    """Mark a paper by the scheme it was begun with and the course as it is. `glossary`: the names the course uses, for typed answers."""
    modules, scheme = module_of_each(course), SCHEMES[terms_of(started).marking]
    return tuple(
        mark_of(course, question, answers.get(question.id), scheme, glossary, modules.get(question.id, ""))
        for question in questions_of(course, started)
    )


def mark_of(course: Course, question: Question, answer: Answer | None, scheme: Scheme, glossary: Sequence[str], module: str) -> Mark:
    """One question marked; one without an answer is worth what a blank is."""
    given = answer or Answer(unknown=True)
    return Mark(
        card=f"{course.id}/{question.id}",
        points=mark(question, given, grade(question, given, terms=glossary), scheme),
        possible=question.points,
        version=JOINT.join(version_of(course, card) for card in card_ids(course.id, question)),
        layout=layout(question),
        module=module,
        objective=question.objective,
    )


def marked(course: Course, handed: Handed, glossary: Sequence[str] = ()) -> Marks:
    """What a paper was worth when it was handed in, and its questions as the course has them now."""
    terms = terms_of(handed.started)
    now = {each.card: each for each in marks_of(course, handed.started, handed.answers, glossary)}
    marks = tuple(now.values()) if handed.marks is None else handed.marks
    corrections = tuple(correction(course, handed, n, was, now[was.card], glossary) for n, was in enumerate(marks, 1) if was.card in now)
    rows = [row_of(each, handed.answers.get(question_of(each.card))) for each in marks]
    return Marks(handed=handed, terms=terms, marks=marks, corrections=corrections, report=report(course, rows, terms.pass_share))


def row_of(mark: Mark, answer: Answer | None) -> Marked:
    """What a question adds to the report."""
    return Marked(
        name=question_of(mark.card),
        points=mark.points,
        possible=mark.possible,
        given=answer is not None and not is_blank(answer),
        module=mark.module,
        objective=mark.objective,
    )


def correction(course: Course, handed: Handed, number: int, was: Mark, now: Mark, glossary: Sequence[str]) -> Correction:
    """A question with the verdict on it; of one that is another now, only what its points say of it."""
    question = course.questions[question_of(was.card)]
    answer = handed.answers.get(question.id)
    changed = (was.points, was.possible, was.version, was.layout) != (now.points, now.possible, now.version, now.layout)
    is_legible = was.layout == now.layout and (answer is None or fits(question, answer))
    share = min(max(was.points / was.possible, 0.0), 1.0) if was.possible else 0.0
    verdict = Verdict(share) if changed else grade(question, answer or Answer(unknown=True), terms=glossary)
    return Correction(question=question, number=number, mark=was, answer=answer, verdict=verdict, changed=changed, readable=is_legible)


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
            case Ended(moment, session, finished, marks) if session in begun:
                started, facts = begun.pop(session)
                kept = None if marks is None else tuple(replace(each, card=name_of(each.card)) for each in marks)
                papers += [handed(started, facts, moment, kept)] if finished else []
            case Reset(_, of) if of in {"", course}:
                papers.clear()
            case _:
                pass
    return tuple(papers)


def handed(started: Started, facts: Sequence[Reviewed | Happened], end: Moment, marks: tuple[Mark, ...] | None) -> Handed:
    """A paper from the facts an exam left; an answer to another question than the one that was marked is none."""
    layouts = {question_of(each.card): each.layout for each in marks or ()}
    own = [f for f in facts if isinstance(f, Reviewed) and (not f.layout or layouts.get(question_of(f.card), f.layout) == f.layout)]
    return Handed(started=started, moment=end, ms=worked_ms(started, facts, end), answers=answers_of(own), marks=marks)


def fits(question: Question, answer: Answer) -> bool:
    """Whether everything an answer points at is there; a history may come from anywhere."""
    most, at_once = 0, len(answer.picked)
    match question:
        case SingleChoice(choices=choices) | MultipleChoice(choices=choices):
            most = len(choices)
        case TrueFalse():
            most = 2
        case Matching(pairs=pairs):
            most, at_once = len(question.rights), len(pairs)
        case Classification(categories=categories):
            most, at_once = len(categories), len(question.items)
        case Ordering(steps=steps):
            most, at_once = len(steps), len(steps)
        case FreeRecall(points_expected=points):
            most = len(points)
        case _:
            return not answer.picked
    least = -1 if isinstance(question, Matching | Classification) else 0
    return not answer.picked or (len(answer.picked) == at_once and all(least <= i < most for i in answer.picked))


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
    """What earlier papers came to, in their order; those of which no question counted are left out."""
    every = (marked(course, each, glossary) for each in papers)
    return tuple(Earlier(each.handed.moment.day, each.report.total.share) for each in every if each.marks)
