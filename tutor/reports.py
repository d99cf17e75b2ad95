"""The looking commands: load, ask the pure modules, show as lines or as JSON."""

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from tutor import agenda
from tutor.errors import ExitCode, NoCourse, UnknownName
from tutor.events import Event, Moment, Read, Reviewed, Undone
from tutor.glossary import look_up
from tutor.insights import lesson_state_data
from tutor.record import asdict
from tutor.stats import overview

if TYPE_CHECKING:
    from tutor.app import App
    from tutor.course import Course, Lesson
    from tutor.ui.render import Voice

HISTORY_ROWS = 50


def lessons(app: "App", name: str | None, *, as_json: bool) -> ExitCode:
    """The outline, or one lesson whole: formatted through the pager on a terminal, plain through a pipe."""
    course = app.course()
    if name:
        lesson = agenda.find_lesson(course, name)
        if as_json:
            app.json(lesson_data(course, lesson))
        else:
            from tutor.ui.tables import lesson_whole

            app.out().page(tuple(lesson_whole(course, lesson, app.voice(numbered=app.plain))), app.world.environ)
        return ExitCode.DONE
    seen = overview(course, app.store().progress, app.world.now().day)
    by_id = {state.lesson.id: state for state in seen.lessons}
    states = tuple(by_id[lesson.id] for lesson in agenda.in_order(course))
    if as_json:
        app.json({"course": course.id, "lessons": [lesson_state_data(s) for s in states]})
    else:
        from tutor.ui.tables import lessons_table

        app.out().page(tuple(lessons_table(states, app.voice())), app.world.environ)
    return ExitCode.DONE


def lesson_data(course: "Course", lesson: "Lesson") -> dict[str, Any]:
    """A lesson as data: what a reader sees of it."""
    return {
        "course": course.id,
        "id": lesson.id,
        "title": lesson.title,
        "objectives": [{"id": o.id, "text": o.text, "bloom": o.bloom} for o in lesson.objectives],
        "prerequisites": list(lesson.prerequisites),
        "sections": [
            {
                "id": s.id,
                "title": s.title,
                "text": s.text,
                "remember": s.remember,
                "nuance": {"document": s.nuance.says, "nuance": s.nuance.nuance} if s.nuance else None,
                "claims": list(s.claims),
                "references": list(s.references),
                "questions": list(s.questions),
            }
            for s in lesson.sections
        ],
    }


def history(app: "App", *, as_json: bool) -> ExitCode:
    """Every event as JSON lines' objects; for people, the last answers and readings."""
    store = app.store()
    if as_json:
        app.json([event_data(e) for e in store.events()])
        return ExitCode.DONE
    course, voice = course_if_any(app)
    events = list(store.events())
    gone = {name for e in events if isinstance(e.fact, Undone) for name in e.fact.events}
    shown = [e for e in events if isinstance(e.fact, Reviewed | Read) and e.id not in gone]
    rows = [history_row(course, e) for e in islice(reversed(shown), HISTORY_ROWS)]
    from tutor.ui.tables import history_table

    app.out().page(tuple(history_table(rows, voice)), app.world.environ)
    return ExitCode.DONE


def course_if_any(app: "App") -> "tuple[Course, Voice]":
    """The course and the voice for it; where no course can be read, an empty one: the history is there all the same."""
    from tutor.course import Course
    from tutor.ui.render import Voice

    try:
        return app.course(), app.voice(numbered=app.plain)
    except NoCourse:
        return Course(id="", title="", language=app.language), Voice(app.text, app.language, app.plain)


def event_data(event: Event) -> Any:
    """An event as the object its line holds."""
    import json

    from tutor.codec import encode

    return json.loads(encode(event))


def history_row(course: "Course", event: Event) -> tuple[str, float | None, str]:
    """When, how much was right (None: a reading), and what."""
    fact = event.fact
    when = local_time(fact.moment)
    if isinstance(fact, Reviewed):
        of, _, name = fact.card.partition("#")[0].partition("/")
        question = course.questions.get(name) if of == course.id else None
        name = name if of == course.id else f"{of}/{name}"
        return when, fact.score, (question.prompt or name) if question else name
    if isinstance(fact, Read):
        of, _, name = fact.section.partition("/")
        found = course.section_of(name) if of == course.id else None
        return when, None, f"{found[0].title} › {found[1].title}" if found else fact.section
    return when, None, ""


def local_time(moment: Moment) -> str:
    """When something happened, to the minute; the study day where the clock was out of every calendar."""
    try:
        return datetime.fromtimestamp(moment.at / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):
        return f"{moment.day} --:--"


def glossary(app: "App", term: str | None, *, as_json: bool) -> ExitCode:
    """Every term, or the ones a word means."""
    terms = app.course().glossary
    if term:
        found = look_up(term, terms)
        if not found:
            names = [t.term for t in terms] + [t.english for t in terms if t.english]
            raise UnknownName("term", term, tuple(agenda.nearest(term, names)))
        terms = found
    if as_json:
        app.json([asdict(t) for t in terms])
    else:
        from tutor.ui.tables import glossary_table

        app.out().page(tuple(glossary_table(terms, app.voice())), app.world.environ)
    return ExitCode.DONE
