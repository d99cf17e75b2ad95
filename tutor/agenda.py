"""What there is to do: which cards are open, what a session would ask, which lesson comes next. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from tutor.cards import question_of
from tutor.course import Course, Lesson
from tutor.desk import Desk, Former, no_former
from tutor.errors import UnknownName
from tutor.events import Event, Read, Reviewed, Started, Undone
from tutor.glossary import folded
from tutor.outline import (
    Entry,
    Heading,
    asked_now,
    cards_of,
    entries,
    heading,
    headings,
    rows_at,
    version_of,
    versioned,
)
from tutor.outline import entry as row_of
from tutor.progress import OpenSession, Progress
from tutor.queue import Candidate, Plan, queue
from tutor.record import build, record
from tutor.schedule import Learned, Memory, New
from tutor.shelf import Series
from tutor.standing import Memories, is_other, stands
from tutor.stats import finished
from tutor.steps import Offer

if TYPE_CHECKING:
    from tutor.exam import ExamPlan
    from tutor.forecast import Expectation, TooEarly

Order: TypeAlias = Literal["memory", "file"]

DEFAULT_MINUTES = 15
DEFAULT_SECONDS = 20.0


@record
class Agenda:
    """What home says: cards due and new today with the minutes they take, the next lesson, the day of the next review."""

    due: int
    fresh: int
    minutes: int
    lesson: Heading | None
    sections_left: int
    next_day: date | None


def agenda(course: Course, progress: Progress, today: date) -> Agenda:
    """What there is to do now."""
    every = tuple(candidates(course, progress, today=today))
    planned = exam_session(course, progress, today)
    cards = [turn.card for turn in queue(every, today, Plan(minutes=DEFAULT_MINUTES))] if planned is None else planned
    known = {c.card: c for c in every}
    fresh = sum(isinstance(known[card].memory, New) for card in cards if card in known)
    lesson = next_lesson(course, progress)
    left = sum(f"{course.id}/{s}" not in progress.sections for s in lesson.sections) if lesson else 0
    later = [c.memory.due for c in every if isinstance(c.memory, Learned) and c.memory.due > today]
    next_day = min(later, default=None) if planned is None else today + timedelta(days=1) if known else None
    return Agenda(len(cards) - fresh, fresh, round(len(cards) * usual_seconds(progress) / 60), lesson, left, next_day)


def exam_session(
    course: Course, progress: Progress, today: date, *, minutes: int | None = None, limit: int | None = None, topic: str | None = None
) -> tuple[str, ...] | None:
    """The cards of today's session under the exam plan that runs; None where none does."""
    if course.id not in progress.plans:
        return None
    from tutor import outlook  # only for who has an exam

    plan = outlook.running(course, progress, today)
    return outlook.sitting_cards(course, progress, today, plan, minutes=minutes, limit=limit, topic=topic or "") if plan else None


def review_cards(
    course: Course, progress: Progress, today: date, *, minutes: int | None, limit: int | None, topic: str | None, order: Order, seed: int
) -> tuple[str, ...]:
    """The cards of a review session, in order; a case always whole. `limit` 0: no limit, and no limit of time either.

    While an exam plan runs they are those that gain most on its day, in its minutes, unless the order of the files is asked for.
    """
    planned = exam_session(course, progress, today, minutes=minutes, limit=limit, topic=topic) if order != "file" else None
    if planned is not None:
        return planned
    wanted = of_topic(course, topic) if topic else None
    every = tuple(c for c in candidates(course, progress, day=today) if wanted is None or c.question in wanted)
    turns = queue(every, today, Plan(minutes=minutes or DEFAULT_MINUTES, limit=limit, order=order, seed=seed))
    return with_cases([turn.card for turn in turns], course)


def practice_cards(course: Course, progress: Progress, *, topic: str | None, limit: int) -> tuple[str, ...]:
    """The cards of a drill: of a topic all of them, else those that are open; the weakest first."""
    wanted = of_topic(course, topic) if topic else None
    every = [c for c in candidates(course, progress, locked=bool(topic)) if wanted is None or c.question in wanted]
    every.sort(key=lambda c: c.memory.stability_days if isinstance(c.memory, Learned) else 0.0)
    return with_cases([c.card for c in every][: limit or None], course)


def missed_cards(course: Course, events: Iterable[Event]) -> tuple[str, ...]:
    """The cards that the last session with answers missed at their first try in it; a pretest is none.

    `events`: the whole history, in order.
    """
    answers: dict[str, Reviewed] = {}
    blind: set[str] = set()
    for event in events:
        if isinstance(event.fact, Undone):
            for name in event.fact.events:
                answers.pop(name, None)
        elif isinstance(event.fact, Started) and event.fact.kind == "pretest":
            blind.add(event.fact.session)
        elif isinstance(event.fact, Reviewed) and event.fact.card.startswith(f"{course.id}/") and event.fact.session not in blind:
            answers[event.id] = event.fact
    last = next((f.session for f in reversed(answers.values())), "")
    first: dict[str, bool] = {}
    for fact in answers.values():
        if fact.session == last:
            first.setdefault(fact.card, fact.score >= 1.0)
    return tuple(card for card, right in first.items() if not right)


def candidates(
    course: Course, progress: Progress, *, locked: bool = False, day: date | None = None, today: date | None = None
) -> Iterator[Candidate]:
    """Every card that may be asked in a review: its section is read, and it is not kept for exams.

    `locked`: unread ones too. `day`: without those that a queue of that day has no business with, which nobody then need decode.
    `today` (or `day`): a card whose key has changed since it was asked is due then.
    """
    usual, today = usual_seconds(progress), today or day or date.max
    rests = progress.resting(day) if day else lambda _card, _version: False
    is_open = openness(course, progress)
    # Most questions of one who has learned for long rest: they are passed over by name, before anything is made of them.
    for entry in rows_at(course, progress.stirring(asked_now(course), day)) if day else entries(course):
        if entry.variant_of or not (locked or is_open(entry)):
            continue
        for card, version in versioned(course.id, entry):
            if not rests(card, version):
                known = progress.glance(card)
                memory, wrong = (stands(known[0], known[1], version, today), known[2]) if known else (New(), False)
                yield build(Candidate, (card, entry.id, entry.section, entry.lesson, memory, usual, wrong))


def openness(course: Course, progress: Progress) -> Callable[[Entry], bool]:
    """Whether a question may be asked: its section was read, or an answer counted already, or it belongs to no lesson."""
    lessons = {lesson.id: lesson.sections for lesson in headings(course)}
    known = progress.sections.undecoded()
    read = {section: f"{course.id}/{section}" in known for sections in lessons.values() for section in sections}
    done = {lesson: all(read[section] for section in sections) for lesson, sections in lessons.items()}

    def is_open(entry: Entry) -> bool:
        if entry.section in read:
            state = None if read[entry.section] else progress.cards.get(f"{course.id}/{entry.id}")
            return read[entry.section] or (state is not None and isinstance(state.memory, Learned))  # a pretest opens nothing
        return done.get(entry.lesson, True)

    return is_open


def usual_seconds(progress: Progress) -> float:
    """Seconds an answer takes this learner, from the last sums; a guess before there are ten answers."""
    recent = [progress.days[name] for name in list(progress.days)[-30:]]
    answers, ms = sum(t.answers for t in recent), sum(t.ms for t in recent)
    return min(max(ms / answers / 1000, 5.0), 90.0) if answers >= 10 else DEFAULT_SECONDS


def next_lesson(course: Course, progress: Progress) -> Heading | None:
    """The first lesson that is not read to its end and whose prerequisites are; the one begun last comes first."""
    open_ones = [lesson for lesson in in_order(course) if not finished(course, progress, lesson.id)]
    begun = [lesson for lesson in open_ones if any(f"{course.id}/{section}" in progress.sections for section in lesson.sections)]
    ready = [lesson for lesson in open_ones if all(finished(course, progress, p) for p in lesson.prerequisites)]
    return next(iter(begun or ready or open_ones), None)


def last_read(course: Course, progress: Progress) -> Heading | None:
    """The lesson in which a section was read last; of those of one day the latest in order."""
    days = {lesson: [day for s in lesson.sections if (day := progress.sections.get(f"{course.id}/{s}"))] for lesson in in_order(course)}
    begun = [(max(found), n, lesson) for n, (lesson, found) in enumerate(days.items()) if found]
    return max(begun)[2] if begun else None


def in_order(course: Course) -> tuple[Heading, ...]:
    """The lessons in the order of the modules, those of no module last."""
    lessons = {lesson.id: lesson for lesson in headings(course)}
    named = [name for module in course.modules for name in module.lessons if name in lessons]
    return tuple(lessons[name] for name in dict.fromkeys([*named, *lessons]))


def find_lesson(course: Course, name: str) -> Lesson:
    """The lesson a learner means, by id, title or the beginning of one. Raises UnknownName with the nearest names."""
    wanted = folded(name)
    titles = {lesson.id: lesson.title for lesson in headings(course)}
    names = {name: (folded(name), folded(title)) for name, title in titles.items()}
    exact = [i for i, known in names.items() if wanted in known or wanted.replace("-", ".") in known]
    begins = exact or [i for i, known in names.items() if wanted and any(k.startswith(wanted) for k in known)]
    holds = begins or [i for i, known in names.items() if len(wanted) > 2 and wanted in known[1]]
    if len(holds) == 1 or exact:
        return course.lessons[holds[0]]
    close = [titles[i] for i in holds[:3]] or nearest(name, [*titles, *titles.values()])
    raise UnknownName("lesson", name, tuple(close))


def nearest(name: str, known: Sequence[str]) -> list[str]:
    """The known names that look most like this one, accents and case aside."""
    from difflib import get_close_matches  # only for names that were mistyped

    by_fold = {folded(k): k for k in known}
    return [by_fold[k] for k in get_close_matches(folded(name), list(by_fold), 3, 0.5)]


def of_topic(course: Course, topic: str) -> frozenset[str]:
    """The questions of a topic: a lesson, module, objective, tag, case or question, by id or words of its title. Raises UnknownName."""
    wanted = folded(topic)
    groups: dict[str, list[str]] = {}
    modules = {lesson: m for m in course.modules for lesson in m.lessons}
    titles = {lesson.id: lesson.title for lesson in headings(course)}
    for entry in entries(course):
        module = modules.get(entry.lesson)
        names = [entry.id, entry.case, entry.lesson, entry.objective, *entry.tags]
        names += [titles[entry.lesson]] if entry.lesson in titles else []
        names += [module.id, module.title] if module else []
        for name in names:
            groups.setdefault(name, []).append(entry.id)
    hits = [name for name in groups if folded(name) == wanted] or [n for n in groups if len(wanted) > 2 and wanted in folded(n)]
    if not hits:
        raise UnknownName("topic", topic, tuple(nearest(topic, [name for name in groups if name and name not in course.questions])))
    return frozenset(q for name in hits for q in groups[name])


def with_cases(cards: Sequence[str], course: Course) -> tuple[str, ...]:
    """The same cards, but a case whole and in its order where one of its steps stands."""
    out: dict[str, None] = {}
    for card in cards:
        found = row_of(course, question_of(card))
        case = course.cases.get(found.case) if found and found.case else None
        steps = [each for step in case.steps if (each := row_of(course, step))] if case else []
        out.update(dict.fromkeys([c for each in steps for c in cards_of(course.id, each)] if case else [card]))
    return tuple(out)


def desk(
    course: Course,
    progress: Progress,
    started: Started,
    today: date,
    again: OpenSession | None = None,
    former: Former = no_former,
    reviews: Callable[[], Iterable[Reviewed]] = tuple,
) -> Desk:
    """What a session works from. `again`: an interrupted session, whose own answers and readings do not count as before it.

    `reviews`: reads the answers that count, in order of time, when the forecast of an exam needs them.
    """
    own = [e.fact for e in again.events] if again else []
    mine = {f.card for f in own if isinstance(f, Reviewed)}
    version = partial(version_of, course)
    answered = frozenset(answered_on(progress, today, version)) - mine - tried_before(started)
    result = progress.results.get((started.kind, course.id))
    plan = followed(course, progress, today, started.kind)
    return Desk(
        course=course,
        started=started,
        today=today,
        memories=Memories(progress, version, today),
        answered=answered,
        elsewhere=answered if again else frozenset(),
        asked=lambda card: progress.cards[card].version if card in progress.cards and card not in mine else "",
        read=frozenset(progress.sections) - {f.section for f in own if isinstance(f, Read)},
        terms=Series(lambda: tuple(name for term in course.glossary for name in (term.term, *term.forms))),
        version=version,
        former=former,
        ask_confidence=progress.settings.get("confidence") != "off",
        last=(result.right, result.total) if result else None,
        exam_day=plan.exam_day if plan else None,
        expect=expecting(course, progress, today, plan, reviews) if plan else None,
    )


def tried_before(started: Started) -> frozenset[str]:
    """The cards of the pretest of a lesson: they were asked without a verdict, and their answers in the lesson count."""
    if not started.options:
        return frozenset()
    from tutor.pretest import pretested

    return frozenset(pretested(started))


def followed(course: Course, progress: Progress, today: date, kind: str) -> "ExamPlan | None":
    """The exam plan that a session of that kind follows today."""
    if course.id not in progress.plans or kind not in {"lesson", "review"}:
        return None
    from tutor.outlook import running

    return running(course, progress, today)


def expecting(
    course: Course, progress: Progress, today: date, plan: "ExamPlan", reviews: Callable[[], Iterable[Reviewed]]
) -> "Callable[[Mapping[str, Memory]], Expectation | TooEarly]":
    """What tells the forecast at the end of a session."""
    from tutor import outlook

    return outlook.expecting(course, progress, today, plan, reviews)


def answered_on(progress: Progress, day: date, version: Callable[[str], str]) -> Iterator[str]:
    """The cards answered on a day, with the key they have now."""
    return (card for card, asked in progress.answered(day).items() if not is_other(asked, version(card)))


def resumable(
    course: Course, progress: Progress, today: date, kinds: Sequence[str], is_running: Callable[[str], bool] = lambda _: False
) -> OpenSession | None:
    """The newest interrupted session that can be gone on with: a review of today, a lesson, its pretest or an exam of the last month.

    `is_running`: whether a session is no interrupted one, but goes on in another terminal.
    """
    for each in reversed(progress.open):
        start = each.start
        days = timedelta(days=30 if start.kind in {"lesson", "pretest", "exam"} else 0)
        if not each.events or is_running(each.id) or is_past(course, progress, start):
            continue
        if start.course == course.id and start.kind in kinds and start.moment.day + days >= today:
            return each
    return None


def is_past(course: Course, progress: Progress, start: Started) -> bool:
    """Whether a session is about a lesson that the course has no longer, or before the reading of one that has begun."""
    if not start.lesson:
        return False
    found = heading(course, start.lesson)
    return found is None or (start.kind == "pretest" and any(f"{course.id}/{section}" in progress.sections for section in found.sections))


def offer_of(course: Course, each: OpenSession) -> Offer:
    """The offer to go on with an interrupted session."""
    answered = sum(isinstance(e.fact, Reviewed) for e in each.events)
    return Offer(each.start.kind, course.lessons.get(each.start.lesson), answered)
