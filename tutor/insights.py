"""`tutor progress`: work the figures out, and show them as pages, as lines, as data, or write them to a file."""

from typing import TYPE_CHECKING, Any

from tutor.errors import ExitCode
from tutor.exports import WIDTH, form_of, keep
from tutor.figures.whole import Figures, figures
from tutor.record import asdict
from tutor.stats import LessonState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.app import App
    from tutor.course import Course
    from tutor.text.figures import Charts
    from tutor.ui.album import Album
    from tutor.ui.plates import Plate


def progress(app: "App", *, as_json: bool, export: str = "") -> ExitCode:
    """Where the learner stands. Raises UnknownName for a file that is neither SVG nor HTML, BadPath, OutputFailed."""
    form = form_of(export)
    seen = figures(app.course(), app.store().progress, app.world.now().day)
    if export:
        write(app, seen, export, form)
    if as_json:
        app.json(progress_data(app.course(), seen))
    elif not export:
        show(app, seen)
    return ExitCode.DONE


def progress_data(course: "Course", figures: Figures) -> dict[str, Any]:
    """Everything, as data."""
    from tutor.figures.data import extra

    seen = figures.overview
    return {
        "course": course.id,
        "day": figures.day.isoformat(),
        "cards": asdict(seen.mastery),
        "answers": seen.answers,
        "first_answers": seen.first_answers,
        "first_right": seen.first_right,
        "minutes": round(seen.ms / 60000, 1),
        "due_today": seen.due_today,
        "due_week": seen.due_week,
        "lessons": [lesson_state_data(s) for s in seen.lessons],
        **extra(figures, course),
    }


def lesson_state_data(state: LessonState) -> dict[str, Any]:
    """A lesson's state as data."""
    return {
        "id": state.lesson.id,
        "title": state.lesson.title,
        "module": state.module,
        "sections": len(state.lesson.sections),
        "read": state.read,
        "needs": list(state.missing),
        "cards": asdict(state.mastery),
    }


def pages(app: "App", seen: Figures) -> "tuple[tuple[Plate, ...], Charts]":
    """The pages, and the words they are made with."""
    from tutor.text.figures import charts_for
    from tutor.ui.plates import plates

    words = charts_for(app.language)
    return plates(seen, app.course(), app.voice(), words), words


def album(app: "App", every: "Sequence[Plate]", words: "Charts") -> "Album":
    """The pages to turn, open at the first."""
    from tutor.ui.album import Album

    leaves = tuple((words.titles[plate.name], plate) for plate in every)
    return Album(leaves, app.voice(), (words.page, words.jump, words.leave))


def show(app: "App", seen: Figures) -> None:
    """Pages to turn on a terminal; charts one below the other where nobody can turn them; sentences elsewhere."""
    from tutor.ui.layout import Block

    every, words = pages(app, seen)
    out, voice = app.out(), app.voice()
    if out.size is not None and app.at_terminal and len(every) > 1:
        from tutor.ui.album import Viewer

        Viewer(album(app, every, words), app.look(), (app.world.stdin, app.world.stdout)).run()
        out.blocks((Block(voice.say(words.about_this(seen.day), "title"), gap=False), *every[0].tell()))
        return
    width = out.size.width if out.size else 0
    blocks = []
    for n, plate in enumerate(every):
        blocks.append(Block(voice.say(words.titles[plate.name], "title"), gap=n > 0))
        blocks += plate.draw(width) if width else plate.tell()
    out.page(tuple(blocks), app.world.environ)


def write(app: "App", seen: Figures, path: str, form: str) -> None:
    """Write the pages to a file. Raises BadPath, OutputFailed."""
    from tutor.ui.drawing import Sheet, html, svg
    from tutor.ui.spoken import spoken
    from tutor.ui.typography import unmarked

    every, words = pages(app, seen)
    sheets = [
        Sheet(app.set_in_type(words.titles[plate.name]), plate.draw(WIDTH), " ".join(spoken(block) for block in plate.tell()))
        for plate in every
    ]
    heading = app.set_in_type(f"{unmarked(app.course().title)} — {words.about_this(seen.day)}")
    text = (svg if form == ".svg" else html)(heading, sheets, app.language, WIDTH)
    keep(path, text)
    app.say(words.exported(path))
