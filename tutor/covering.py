"""`tutor coverage`: what the questions ask of the documents and lessons, on the screen, as data, as a page or a picture."""

from typing import TYPE_CHECKING, Any

from tutor.content.documents import AtHand, library
from tutor.coverage import Coverage, Row, coverage
from tutor.errors import ExitCode
from tutor.exports import form_of, keep
from tutor.text.packs import packs_for
from tutor.ui.painting import coverage_blocks
from tutor.ui.sourcing import why_absent

if TYPE_CHECKING:
    from tutor.app import App


def cover(app: "App", *, by_recall: bool, export: str, as_json: bool) -> ExitCode:
    """Show or write what is covered; a document that is not the right one is told, and its claims stand for it."""
    form_of(export)
    app.require_documents()
    course = app.course()
    seen = coverage(course, app.store().progress, app.world.now().day)
    books = library(course, app.documents(), app.pack)
    found = {name: books.document(name) for name in course.documents}
    texts = {name: each.text for name, each in found.items() if isinstance(each, AtHand)}
    for each in found.values():
        if each is not None and not isinstance(each, AtHand) and each.reason != "nowhere":
            app.say(why_absent(each, app.language))
    if as_json:
        app.out().json(data(seen, texts))
    elif export:
        return write(app, seen, texts, export, by_recall=by_recall)
    else:
        app.out().page(tuple(coverage_blocks(seen, texts, app.voice(numbered=app.plain), by_recall=by_recall)), app.world.environ)
    return ExitCode.DONE


def data(seen: Coverage, texts: dict[str, str]) -> dict[str, Any]:
    """Everything as data; recall is a probability, or null where nothing was answered."""
    return {
        "course": seen.course,
        "documents": [
            {
                "id": painted.document.id,
                "title": painted.document.title,
                "characters": len(texts[painted.document.id]) if painted.document.id in texts else None,
                "claims": [row_data(row) | {"sentence": row.name, "start": row.start, "end": row.end} for row in painted.rows],
            }
            for painted in seen.documents
        ],
        "lessons": [
            {"title": title, "sections": [row_data(row) | {"title": row.name, "outside": row.outside} for row in rows]}
            for title, rows in seen.lessons
        ],
    }


def row_data(row: Row) -> dict[str, Any]:
    """What a claim and a section have alike."""
    recall = None if row.recall is None else round(row.recall, 4)
    return {"id": row.id, "questions": list(row.asked), "cards": row.cards, "learned": row.learned, "recall": recall}


def write(app: "App", seen: Coverage, texts: dict[str, str], path: str, *, by_recall: bool) -> ExitCode:
    """Write a page or a picture. Raises UnknownName, BadPath, OutputFailed."""
    from tutor.ui.printing import page, picture

    make = picture if form_of(path) == ".svg" else page
    keep(path, make(seen, texts, app.voice(), by_recall=by_recall))
    app.out().line(app.set_in_type(packs_for(app.language).exported(path)))
    return ExitCode.DONE
