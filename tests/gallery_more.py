"""More of the gallery: the pages of progress, a mock exam, and the reports that are printed, on the shipped course."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from tests.candidate import wrong_answer
from tests.gallery import Seen, Visitor, visitor
from tests.learner import AT, TODAY, right
from tutor import agenda, examining, insights, mock_run, reports
from tutor.app import App
from tutor.events import Fact, Moment, Planned, Read, Reviewed, Started
from tutor.figures.whole import figures
from tutor.grade import Answer
from tutor.marks import Terms, options
from tutor.outline import Entry, cards_of, entries, version_of
from tutor.record import record, replace
from tutor.schedule import Learned, Memory, New, Rating, recall, review
from tutor.sessions import begun
from tutor.ui.album import Album
from tutor.ui.emit import Out
from tutor.ui.layout import Block, Line, Screen, Size, paginate

WEEKS = 4
NOON = Moment(AT, TODAY)
PAPER = ("va-07", "pr-01", "fa-05", "bi-08", "pc-17")
CASE = "ev-07"
FIRST_EXAM = ("=exam-rules", "space", "=exam-question", "a", "wait 30", "q")
THE_REST = (
    "=exam-offer", "1", "left", "=exam-answered", "m", "=exam-flagged", "n", "=exam-multiple", "a", "d", "n", "=exam-typed", *"anticorps",
    "enter", "=exam-matching", "n", "n", "=exam-case", "a", "left", "=exam-locked", "p", "=exam-no-pause", "l", "=exam-list", "wait 400",
    "r", "=exam-hand-in", "1", "=exam-result", "n", "=exam-corrected", "x", "=exam-corrected-missed", "t", "=exam-passage", "esc",
    "h", "=exam-keys", "esc", "q",
)  # fmt: skip
SECOND_EXAM = (
    "=exam-rules-pauses", "space", "p", "=exam-paused", "space", "a", "n", "esc", "l", "=exam-list-pauses", "r", "=exam-hand-in-few", "1", "=exam-result-again",
    "q",
)  # fmt: skip


@record
class Leaf:
    """A page of `tutor progress`: an album open at it."""

    name: str
    album: Album

    def pages(self, size: Size) -> tuple[Screen, ...]:
        """Every page of it at a size."""
        count = len(self.album.pages(size, self.album.plate))
        return tuple(one_of(replace(self.album, page=n).screen(size), n, count) for n in range(count))


class Caught(Out):
    """Takes the blocks of a report instead of writing them."""

    taken: list[Block]

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Take them."""
        self.taken.extend(blocks)

    def page(self, blocks: Sequence[Block], environ: Mapping[str, str]) -> None:  # noqa: ARG002 - there is no pager
        """The same: nobody turns pages here."""
        self.taken.extend(blocks)


@record
class Printed:
    """A report as a terminal of a size has it printed: one page, as long as it is."""

    name: str
    show: Callable[[App], object]
    make: Callable[[], Visitor]

    def pages(self, size: Size) -> tuple[Screen, ...]:
        """The one page."""
        app, taken = self.make(), list[Block]()
        with patch.object(app, "out", lambda: caught(app, size, taken)), patch("tutor.ui.records.local_time", lambda _: "09:33"):
            self.show(app)
        app.close()
        return (one_of(tuple(line for page in paginate(taken, size.width, 10**6) for line in page), 0, 1),)


def caught(app: App, size: Size, taken: list[Block]) -> Caught:
    """An output of a size whose blocks are taken."""
    out = Caught(app.world.stdout, app.look(), size)
    object.__setattr__(out, "taken", taken)
    return out


def one_of(lines: tuple[Line, ...], page: int, pages: int) -> Screen:
    """Lines as a screen."""
    return Screen(lines, lines, page, pages)


def studying(app: App, lessons: int, days: int) -> Iterator[Fact]:
    """Some days of study up to today: every second day a lesson is read, what is due is answered, one answer in five wrong."""
    course = app.course()
    todo, cards, memories = list(agenda.in_order(course)[:lessons]), list[tuple[Entry, str]](), dict[str, Memory]()
    n = 0
    for ago in range(days - 1, -1, -1):
        when = Moment(AT - ago * 86_400_000, TODAY - timedelta(days=ago))
        if todo and ago % 2 == (days - 1) % 2:
            lesson = todo.pop(0)
            yield from (Read(when, "s", f"{course.id}/{section}") for section in lesson.sections)
            own = [entry for entry in entries(course) if entry.lesson == lesson.id and not entry.variant_of and not entry.case]
            cards += [(entry, card) for entry in own for card in cards_of(course.id, entry)]
        for entry, card in cards:
            memory = memories.get(card, New())
            if isinstance(memory, New) or memory.due <= when.day:
                n += 1
                fact = answered(app, entry, card, replace(when, at=when.at + n * 15_000), memory, n)
                memories[card] = review(memory, fact.rating, when.day)
                yield fact


def answered(app: App, entry: Entry, card: str, when: Moment, memory: Memory, n: int) -> Reviewed:
    """The n-th answer."""
    course = app.course()
    question = course.questions[entry.id]
    wrong, confidence = n % 9 == 2 or n % 14 == 0, 1 if n % 10 == 4 else 2 if n % 3 == 1 else 3
    gap = int(card.partition("#")[2] or 0) or None
    answer = (
        right(question, gap) if not wrong else replace(wrong_answer(question), typed=()) if right(question).picked else Answer(unknown=True)
    )
    rating = Rating.AGAIN if wrong or confidence == 1 else Rating.HARD if confidence == 2 else Rating.GOOD
    predicted = round(recall(memory, when.day), 4) if isinstance(memory, Learned) else 0.0
    return Reviewed(
        moment=when, session=f"s{when.day}", card=card, version=version_of(course, card), answer=answer, score=float(not wrong),
        rating=rating, confidence=confidence, ms=9_000 + 500 * (n % 9), predicted=predicted,
    )  # fmt: skip


def studied_for(language: str, folder: Path, lessons: int, days: int) -> None:
    """A store of some days of study, with an exam planned."""
    app = visitor(language, folder, [])
    app.keep("welcomed", "1")
    exam = TODAY + timedelta(days=23)
    plan = [Planned(moment=NOON, course=app.course().id, exam_day=exam, minutes=15)] if lessons > 1 else []
    app.store().append([*studying(app, lessons, days), *plan])
    app.close()


def album_of(app: App) -> Album:
    """The pages of progress of a store."""
    return insights.album(app, *insights.pages(app, figures(app.course(), app.store().progress, app.world.now().day)))


def leaves(language: str, folder: Path, name: str) -> Iterator[Seen]:
    """Each page of progress."""
    app = visitor(language, folder, [])
    album = album_of(app)
    app.close()
    for n in range(len(album.leaves)):
        yield Leaf(f"progress-{name}-{n + 1}", replace(album, plate=n))


def paper(app: App, *, pausable: bool, minutes: int) -> Started:
    """An exam of a question of most kinds and of a case."""
    course = app.course()
    names = [*PAPER, *course.cases[CASE].steps]
    expected = mock_run.expected(app, None, len(names)) if pausable else None
    terms = Terms(marking="edn" if pausable else "partial", pass_share=0.6, pausable=pausable, wanted=len(names), expected=expected)
    start = begun(app, "exam", cards=tuple(f"{course.id}/{name}" for name in names), seed=7, minutes=minutes)
    return replace(start, options=options(terms))


def mock_exams(language: str, folder: Path) -> Iterator[Seen]:
    """An exam that is interrupted and gone on with, and a second one, with pauses, after weeks of study."""
    app = visitor(language, folder, FIRST_EXAM)
    app.keep("welcomed", "1")
    mock_run.held(app, mock_run.fresh(app, paper(app, pausable=False, minutes=10)), as_json=False)
    yield from app.shots
    app = visitor(language, folder, ["wait 90", *THE_REST])
    mock_run.run(app, mock_run.Wish())
    yield from app.shots
    studied_for(language, folder, 12, 7 * WEEKS)
    app = visitor(language, folder, SECOND_EXAM, days=1)
    mock_run.held(app, mock_run.fresh(app, paper(app, pausable=True, minutes=0)), as_json=False)
    yield from app.shots


REPORTS: dict[str, Callable[[App], object]] = {
    "progress": lambda app: insights.progress(app, as_json=False),
    "lessons": lambda app: reports.lessons(app, None, as_json=False),
    "lesson": lambda app: reports.lessons(app, "m1.l1", as_json=False),
    "history": lambda app: reports.history(app, as_json=False, limit=12),
    "search": lambda app: reports.search(app, ["lymphocyte"], as_json=False),
    "glossary": lambda app: reports.glossary(app, "CAR-T", as_json=False),
    "exam-forecast": lambda app: examining.forecast(app, as_json=False),
    "exam-plan": lambda app: examining.plan(app, examining.Wish(), as_json=False),
    "exam-results": lambda app: mock_run.results(app, None, export="", as_json=False),
}


def more_walks(language: str, folder: Path) -> tuple[Seen, ...]:
    """Progress after weeks, after a day and before the first; mock exams; and every printed report after weeks."""
    studied_for(language, folder / "weeks", 12, 7 * WEEKS)
    studied_for(language, folder / "day", 1, 1)
    exams = tuple(mock_exams(language, folder / "exams"))
    return (
        *leaves(language, folder / "weeks", "weeks"),
        *leaves(language, folder / "day", "day"),
        Printed("printed-progress-empty", REPORTS["progress"], lambda: visitor(language, folder / "nothing", [])),
        *exams,
        *(
            Printed(f"printed-{name}", show, lambda: visitor(language, folder / "exams", [], days=1))
            for name, show in REPORTS.items()
            if name != "progress"
        ),
    )
