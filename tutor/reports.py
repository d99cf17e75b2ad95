"""The looking commands: load, ask the pure modules, show as lines or as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tutor import agenda
from tutor.errors import BadPath, ExitCode, NoCourse, SameId, UnknownName
from tutor.glossary import folded, found_in, look_up
from tutor.insights import lesson_state_data
from tutor.record import asdict
from tutor.stats import overview

if TYPE_CHECKING:
    from tutor.app import App
    from tutor.course import Course, Lesson, Term
    from tutor.events import Fact
    from tutor.search import Hit
    from tutor.ui.render import Voice


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

        app.out().page(tuple(lessons_table(states, app.voice(numbered=app.plain or app.out().size is None))), app.world.environ)
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


def history(app: "App", *, as_json: bool, limit: int | None = None, before: str = "") -> ExitCode:
    """For people whole days, the newest first; as data every event, in the order of the file, one a line. Raises UnknownName."""
    if as_json:
        return stream(app)
    from tutor.journal import USUAL_ROWS, journal
    from tutor.ui.records import history_pages

    (course, voice), store = course_if_any(app), app.store()
    found = journal(store.progress, store.newest(), limit=USUAL_ROWS if limit is None else limit, before=day_named(before))
    blocks = history_pages(found, course, app.world.now().day, voice, app.out().size)
    app.out().page(tuple(blocks), app.world.environ)
    return ExitCode.DONE


def course_if_any(app: "App") -> "tuple[Course, Voice]":
    """The course and the voice for it; where no course can be read, why, and an empty one: the history is there all the same."""
    from tutor.course import Course
    from tutor.text.failures import tell
    from tutor.ui.render import Voice

    numbered = app.plain or app.out().size is None
    try:
        return app.course(), app.voice(numbered=numbered)
    except (NoCourse, BadPath, SameId) as error:
        app.say(tell(error, app.text))
        return Course(id="", title="", language=app.language), Voice(app.text, app.language, numbered)


def stream(app: "App") -> ExitCode:
    """Every event as JSON, written as it is read: a history of any length takes no memory."""
    from tutor.codec import record_of

    between = "[\n"
    for event in app.store().events():
        app.json({**record_of(event), **verdict_of(event.fact)}, indent=None, before=between, end="")
        between = ",\n"
    app.write("\n]\n" if between == ",\n" else "[]\n")
    return ExitCode.DONE


def verdict_of(fact: "Fact") -> dict[str, str]:
    """How an answer was judged, in a word: `right`, `partial` or `wrong`."""
    from tutor.events import Reviewed

    if not isinstance(fact, Reviewed):
        return {}
    return {"verdict": "right" if fact.score >= 1 else "partial" if fact.score > 0 else "wrong"}


def day_named(text: str) -> date | None:
    """A day in ISO form, None for none. Raises UnknownName."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnknownName("day", text) from None


def search(app: "App", words: Sequence[str], *, as_json: bool) -> ExitCode:
    """Everything in the course that holds the words. Raises UnknownName where nothing does."""
    from tutor.search import search as find
    from tutor.ui.typography import typeset, unmarked

    course = app.course()
    if as_json:
        app.json([hit_data(hit) for hit in find(course, words, unmarked)])
        return ExitCode.DONE
    from tutor.ui.records import hits_pages

    found = find(course, words, lambda text: typeset(unmarked(text), course.language))
    out = app.out()
    voice = app.voice(numbered=app.plain or out.size is None)
    out.page(tuple(hits_pages(found, " ".join(words), voice, out.look)), app.world.environ)
    return ExitCode.DONE


def hit_data(hit: "Hit") -> dict[str, Any]:
    """Something found, as data: the marks are where the words stand."""
    return {
        "kind": hit.kind.value,
        "id": hit.id,
        "title": hit.title,
        "place": hit.place,
        "text": hit.text,
        "marks": [list(span) for span in hit.spans],
        "title_marks": [list(span) for span in hit.title_spans],
        "place_marks": [list(span) for span in hit.place_spans],
    }


def glossary(app: "App", term: str | None, *, as_json: bool) -> ExitCode:
    """Every term by the alphabet, or the ones a word means, with the lessons they stand in."""
    course = app.course()
    terms = tuple(sorted(course.glossary[:], key=lambda each: folded(each.term)))
    if term:
        found = look_up(term, terms)
        if not found:
            names = [t.term for t in terms] + [t.english for t in terms if t.english]
            raise UnknownName("term", term, tuple(agenda.nearest(term, names)))
        terms = found
    places = lessons_of(course, terms) if term else {}
    if as_json:
        app.json([asdict(t) | ({"lessons": [lesson.id for lesson in places[t.term]]} if term else {}) for t in terms])
    else:
        from tutor.ui.records import glossary_pages

        app.out().page(tuple(glossary_pages(terms, places, app.voice(), browsing=not term)), app.world.environ)
    return ExitCode.DONE


def lessons_of(course: "Course", terms: Sequence["Term"]) -> "dict[str, tuple[Lesson, ...]]":
    """The lessons whose text names each term, in their order."""
    texts = [(lesson, f"{lesson.title} {' '.join(s.text for s in lesson.sections)}") for lesson in course.lessons.values()]
    return {term.term: tuple(lesson for lesson, text in texts if found_in(text, (term,))) for term in terms}
