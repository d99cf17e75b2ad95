"""The flows: reading a lesson, reviewing, practising. No terminal, no clock, no files, no chance.

A flow is a generator: it yields a Step and is sent a Reply. It is a pure function of its desk and its replies, so going
back is replaying all but the last ones. What happened it says as facts, in its log.
"""

from collections.abc import Generator, Sequence
from typing import TypeAlias

from tutor.cards import question_of
from tutor.course import Lesson, Section
from tutor.desk import Desk, Log, module_of, page
from tutor.events import Read
from tutor.outline import entry
from tutor.queue import Turn, requeue
from tutor.run import Run
from tutor.steps import Compare, Opening, Reason, Recap, Reply, Step

PAIR = "pair"
"""The option of a drill that names two terms to compare and the place of the first card about them, between tabs."""

Flow: TypeAlias = Generator[Step, Reply, None]


def flow_for(desk: Desk, log: Log) -> Flow:
    """The flow a Started fact asks for."""
    match desk.started.kind:
        case "lesson":
            return learn(desk, log)
        case "practice":
            return practise(desk, log)
        case "reading":
            return read_again(desk)
        case "pretest":
            return try_first(desk, log)
        case _:
            return review_due(desk, log)


def learn(desk: Desk, log: Log) -> Flow:
    """A lesson: predict, read and answer section by section, meet what was missed again, look back."""
    lesson = desk.course.lessons[desk.started.lesson]
    sections = remaining(lesson, desk)
    run = Run(desk, log, total=count_questions(lesson, sections, desk))
    log.summary = lambda: run.summary(lesson)
    yield Opening(lesson, module_of(desk.course, lesson.id), len(sections), unread(desk, lesson))
    if lesson.prediction and sections == lesson.sections:
        yield from run.ask_question(lesson.prediction, Reason.PREDICTION)
    for section in sections:
        reply = yield page(desk.course, lesson, section)
        log.facts.append(Read(reply.moment, desk.started.session, f"{desk.course.id}/{section.id}"))
        for question in section.questions:
            yield from run.ask_question(question, Reason.NEW)
    yield from run.ask_failed_again()
    yield Recap(lesson, tuple(s.remember for s in lesson.sections if s.remember))
    yield from run.finish(lesson)


def read_again(desk: Desk) -> Flow:
    """A lesson to read once more: its pages and what to remember; nothing is asked, nothing is kept."""
    lesson = desk.course.lessons[desk.started.lesson]
    for section in lesson.sections:
        yield page(desk.course, lesson, section)
    yield Recap(lesson, tuple(s.remember for s in lesson.sections if s.remember))


def review_due(desk: Desk, log: Log) -> Flow:
    """The spaced-repetition session: each card of the plan once, a failed one once more, at least four cards later."""
    run = Run(desk, log, total=len(desk.started.cards))
    log.summary = lambda: run.summary(None)
    found = [(card, entry(desk.course, question_of(card))) for card in desk.started.cards]
    waiting = tuple(Turn(card, row.section if row else "") for card, row in found)
    while waiting:
        turn, waiting = waiting[0], waiting[1:]
        if run.is_done(turn.card) and not turn.retry:
            run.total -= 1
            continue
        failed = yield from run.ask_card(turn.card, Reason.AGAIN if turn.retry else run.reason(turn.card))
        if failed and not turn.retry:
            waiting = requeue(waiting, turn)
    yield from run.finish(None)


def practise(desk: Desk, log: Log) -> Flow:
    """A drill: the same questions, no date moves."""
    run = Run(desk, log, total=len(desk.started.cards), drill=True)
    log.summary = lambda: run.summary(None)
    pairs = compared(desk)
    for n, card in enumerate(desk.started.cards):
        if n in pairs:
            yield pairs[n]
        yield from run.ask_card(card, Reason.PRACTICE)
    yield from run.finish(None)


def compared(desk: Desk) -> dict[int, Compare]:
    """The pairs of terms to compare in a drill of confusions, by the place of the first card of each, where there is anything to say."""
    every = [value.split("\t") for name, value in desk.started.options if name == PAIR]
    if not every:
        return {}
    from tutor.contrasts import contrasts  # only for a drill of confusions

    named = [((one, other), int(place)) for one, other, place in (each for each in every if len(each) == 3 and each[2].isdecimal())]
    told = [(terms, place, rows) for terms, place in named if (rows := contrasts(desk.course, terms))]
    return {place: Compare(terms, rows, n, len(told)) for n, (terms, place, rows) in enumerate(told, 1)}


def try_first(desk: Desk, log: Log) -> Flow:
    """A pretest: a few questions of a lesson before it is read, without a verdict; no date moves."""
    run = Run(desk, log, total=len(desk.started.cards), drill=True)
    for card in desk.started.cards:
        yield from run.ask_blind(card)


def unread(desk: Desk, lesson: Lesson) -> tuple[str, ...]:
    """The titles of the prerequisites that are not read to their end."""
    before = [desk.course.lessons[name] for name in lesson.prerequisites if name in desk.course.lessons]
    return tuple(each.title for each in before if any(f"{desk.course.id}/{s.id}" not in desk.read for s in each.sections))


def remaining(lesson: Lesson, desk: Desk) -> tuple[Section, ...]:
    """The sections still to read when the lesson was begun before; all of them when it is read for the first time, or again."""
    unread = tuple(s for s in lesson.sections if f"{desk.course.id}/{s.id}" not in desk.read)
    return unread or lesson.sections


def count_questions(lesson: Lesson, sections: Sequence[Section], desk: Desk) -> int:
    """How many questions the lesson is going to ask if none is missed."""
    names = [q for s in sections for q in s.questions]
    if lesson.prediction and tuple(sections) == lesson.sections:
        names.append(lesson.prediction)
    cases = desk.course.cases
    return sum(len(cases[name].steps) if name in cases else 1 for name in names)
