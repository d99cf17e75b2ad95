"""`tutor exam run` and `tutor exam results`: options in, a mock exam held or looked at again, its result out."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from tutor import agenda, outlook
from tutor.course import Question
from tutor.desk import Desk
from tutor.errors import ExitCode, NotSaved, OutputFailed, UnknownName, reason_of
from tutor.events import Happened, Started
from tutor.exam import ExamPlan, plan_of
from tutor.forecast import Forecast, calibrate, forecast, trials
from tutor.invigilation import invigilating, recalled
from tutor.marking import SCHEMES
from tutor.marks import MARKING, PASS_SHARE, Earlier, Expected, Handed, Terms, earlier_of, handed_in, marked, options
from tutor.mock import result, sit
from tutor.mock_steps import Paused, Result, timed_of
from tutor.outline import entries
from tutor.paper import draw
from tutor.play import Driver, Interface, Outcome, Record, offered, replay
from tutor.progress import OpenSession
from tutor.record import record, replace
from tutor.sessions import abandoned, begun, desk_for, greeted, new_seed, reviews, under_new_names
from tutor.text.mock import mock_for

if TYPE_CHECKING:
    import typer

    from tutor.app import App

QUESTIONS = 30
MOST_QUESTIONS, MOST_MINUTES = 1000, 1440
MS_A_MINUTE = 60_000


@record(kw_only=True)
class Wish:
    """The exam that is asked for. `minutes` None: one a question; 0: no limit."""

    questions: int = QUESTIONS
    minutes: int | None = None
    marking: str = MARKING
    pass_percent: int = round(100 * PASS_SHARE)
    pausable: bool = False
    studied: bool = False
    seed: int | None = None


def add_commands(exam: "typer.Typer", app: "App") -> None:
    """Add the two commands to the group, with their help in the language of `app`."""
    import typer

    text = mock_for(app.language)
    as_json = Annotated[bool, typer.Option("--json", help=app.text.commands.json)]
    exporting = Annotated[str, typer.Option("--export", metavar="FILE", help=text.export_option)]

    @exam.command("run", help=text.run)
    def _run(
        questions: Annotated[int, typer.Option(min=1, max=MOST_QUESTIONS, help=text.questions_option)] = QUESTIONS,
        minutes: Annotated[int | None, typer.Option(min=0, max=MOST_MINUTES, help=text.minutes_option)] = None,
        marking: Annotated[str, typer.Option(help=text.marking_option)] = MARKING,
        pass_mark: Annotated[int, typer.Option("--pass", min=0, max=100, help=text.mark_option)] = round(100 * PASS_SHARE),
        pause: Annotated[bool, typer.Option("--pause", help=text.pause_option)] = False,
        studied: Annotated[bool, typer.Option("--studied", help=text.studied_option)] = False,
        seed: Annotated[int | None, typer.Option(help=app.text.commands.seed)] = None,
        export: exporting = "",
        json: as_json = False,
    ) -> None:
        wish = Wish(
            questions=questions, minutes=minutes, marking=marking, pass_percent=pass_mark, pausable=pause, studied=studied, seed=seed
        )
        raise typer.Exit(run(app, wish, export=export, as_json=json))

    @exam.command("results", help=text.results)
    def _results(
        number: Annotated[int | None, typer.Argument(help=text.number_argument)] = None, export: exporting = "", json: as_json = False
    ) -> None:
        raise typer.Exit(results(app, number, export=export, as_json=json))


def run(app: "App", wish: Wish, *, export: str = "", as_json: bool = False) -> ExitCode:
    """Hold a mock exam, or go on with one; then tell its result. Raises UnknownName, NotSaved, OutputFailed."""
    text = mock_for(app.language)
    app.require_interface()
    form = form_of(export)
    if wish.marking not in SCHEMES:
        raise UnknownName("marking", wish.marking, tuple(SCHEMES))
    again = interrupted(app)
    start = starting(app, wish)
    if not alone(app, again.start if again else start):
        app.say(app.text.errors.prefix + text.elsewhere)
        app.close()
        return ExitCode.USAGE
    if not start.cards and not again:
        app.say(app.text.errors.no_questions if wish.studied else text.no_questions)
        app.close()
        return ExitCode.DONE
    outcome = held(app, driver_for(app, start, again), as_json=as_json)
    if outcome.result is None:
        return left(app, as_json=as_json)
    if not as_json and not app.plain:  # plain lines have just said it
        show(app, outcome.result, paged=False)
    return keep(app, outcome.result, export, form, as_json=as_json)


def alone(app: "App", start: Started) -> bool:
    """Whether no other program sits an exam with these data; two clocks and one paper would be nobody's exam."""
    claims = app.store().claims
    return claims.take("exam") and claims.take(start.session)


def held(app: "App", driver: Driver, *, as_json: bool) -> Outcome:
    """Run the exam to its end. Raises NotSaved if an answer could not be kept."""
    try:
        return interface(app, as_json=as_json).run(driver)
    finally:
        unsaved = app.close()
        if unsaved:  # whatever ended the exam, this is worse
            raise NotSaved(str(app.data_directory()), "", unsaved)


def interface(app: "App", *, as_json: bool) -> Interface:
    """The usual one; but plain lines go to stderr where stdout is for data."""
    if not (app.plain and as_json):
        return app.interface()
    from tutor.ui.emit import Out
    from tutor.ui.plain import Plain

    out = Out(app.world.stderr, app.look(app.world.stderr))
    return Plain(app.voice(numbered=True), app.world.stdin, out.line, app.world.now, app.course().glossary)


def left(app: "App", *, as_json: bool) -> ExitCode:
    """What is to be said of an exam that is not handed in."""
    if interrupted(app):
        app.say(mock_for(app.language).left_open)
    app.close()
    if as_json:
        app.json({"course": app.course().id, "handed_in": False})
    return ExitCode.DONE


def starting(app: "App", wish: Wish) -> Started:
    """The exam that is wished for, drawn now."""
    course, progress = app.course(), app.store().progress
    seed = new_seed() if wish.seed is None else wish.seed
    is_open = agenda.openness(course, progress)
    unread = {entry.id for entry in entries(course) if not is_open(entry)}

    def open_to(question: Question) -> bool:
        return not (wish.studied and question.id in unread)

    plan = plan_of(progress.plans.get(course.id))
    weights = outlook.weights_of(course, plan) if course.modules else None
    names = draw(course, wish.questions, seed, asked=asked_before(app), weights=weights, open_to=open_to)
    terms = Terms(
        marking=wish.marking,
        pass_share=wish.pass_percent / 100,
        pausable=wish.pausable,
        wanted=wish.questions,
        unread=sum(name in unread for name in names),
        expected=None if wish.studied else expected(app, plan, len(names)),
    )
    minutes = len(names) if wish.minutes is None else wish.minutes
    cards = tuple(f"{course.id}/{name}" for name in names)
    return replace(begun(app, "exam", cards=cards, seed=seed, minutes=minutes), options=options(terms))


def asked_before(app: "App") -> dict[str, int]:
    """How often each question was answered."""
    counts: dict[str, int] = {}
    prefix = f"{app.course().id}/"
    for card, state in app.store().progress.cards.items():
        if card.startswith(prefix):
            name = card.removeprefix(prefix).partition("#")[0]
            counts[name] = max(counts.get(name, 0), state.answers)
    return counts


def expected(app: "App", plan: ExamPlan | None, questions: int) -> Expected | None:
    """The forecast of an exam sat now; None while it is too early for one."""
    course, progress, today = app.course(), app.store().progress, app.world.now().day
    scope = outlook.scope_of(course, progress, today, plan)
    known = calibrate(trials(reviews(app)))
    now = ExamPlan(start=today, exam_day=today, minutes=0)
    seen = forecast(scope.cards, scope.modules, scope.weights, today, now, known, questions) if scope.cards else None
    return Expected(share=seen.total.expected, low=seen.total.low, high=seen.total.high) if isinstance(seen, Forecast) else None


def interrupted(app: "App") -> OpenSession | None:
    """The newest exam that was begun and not handed in, however long ago."""
    course = app.course().id
    each: OpenSession
    for each in reversed(app.store().progress.open):
        if each.start.kind == "exam" and each.start.course == course and any(isinstance(e.fact, Happened) for e in each.events):
            return under_new_names(each, app.store().progress)
    return None


def driver_for(app: "App", start: Started, again: OpenSession | None) -> Driver:
    """The exam, after the welcome of a first start; of an interrupted one whose time is not over, after the offer to go on."""
    anew = partial(fresh, app, start)
    begin = anew
    if again:
        go_on = partial(resumed, app, again)
        left_ms, is_over = clock(app, again)
        offer = replace(agenda.offer_of(app.course(), again), left_ms=left_ms)
        begin = go_on if is_over else partial(offered, offer, go_on, partial(abandoned, app, again, anew))
    return greeted(app, begin)


def fresh(app: "App", start: Started) -> Driver:
    """An exam from its rules on. Its clock starts with the answer to them."""
    desk = desk_for(app, start)
    begin = partial(sit, desk, earlier=earlier(app, desk))
    return invigilating(begin, Record(app.store(), start), app.world.now, elsewhere=app.store().elsewhere)


def resumed(app: "App", again: OpenSession) -> Driver:
    """An interrupted exam, its clock gone on."""
    desk = desk_for(app, again.start, again)
    begin = partial(sit, desk, earlier=earlier(app, desk))
    kept, replies = recalled(begin, desk, app.store(), again)
    return invigilating(begin, kept, app.world.now, replies, app.store().elsewhere)


def clock(app: "App", again: OpenSession) -> tuple[int | None, bool]:
    """The milliseconds an interrupted exam has left, None without a limit; and whether they are over."""
    desk = desk_for(app, again.start, again)
    begin = partial(sit, desk)
    _, replies = recalled(begin, desk, app.store(), again)
    _, _, step = replay(begin, replies)
    if isinstance(step, Paused):
        return step.left_ms, False
    deadline = timed_of(step).deadline
    left_ms = None if deadline is None else deadline - app.world.now().at
    return left_ms, left_ms is not None and left_ms <= 0


def earlier(app: "App", desk: Desk) -> tuple[Earlier, ...]:
    """The exams handed in so far."""
    return earlier_of(app.course(), papers(app), desk.terms)


def papers(app: "App") -> tuple[Handed, ...]:
    """Every exam of the course that was handed in, in order."""
    return handed_in(app.course().id, app.store().events(), app.store().progress.name_of)


def form_of(export: str) -> str:
    """The form of the file to keep the result in, "" for none. Raises UnknownName."""
    from tutor.insights import EXPORTS

    form = next((form for form in EXPORTS if export.casefold().endswith(form)), "")
    if export and not form:
        raise UnknownName("format", export, EXPORTS)
    return form


def results(app: "App", number: int | None, *, export: str, as_json: bool) -> ExitCode:
    """An earlier exam again: its result, and without a number the list of all. Raises UnknownName, OutputFailed."""
    text, form = mock_for(app.language), form_of(export)
    every = papers(app)
    if number is not None and not 1 <= number <= len(every):
        app.say(app.text.errors.prefix + (text.no_such(number, len(every)) if every else text.none_yet))
        return ExitCode.USAGE
    if not every:
        if as_json:
            app.json({"course": app.course().id, "handed_in": False})
        else:
            app.say(text.none_yet)
        return ExitCode.DONE
    at = len(every) if number is None else number
    desk = desk_for(app, every[at - 1].started)
    before = earlier_of(app.course(), every[: at - 1], desk.terms)
    seen = result(desk, every[at - 1], before)
    if number is None and not as_json:
        from tutor.ui.mock_results import listed

        app.out().blocks(tuple(listed([marked(app.course(), paper, desk.terms) for paper in every], app.voice(numbered=app.plain))))
    if not as_json:
        show(app, seen, paged=True)
    return keep(app, seen, export, form, as_json=as_json)


def show(app: "App", seen: Result, *, paged: bool) -> None:
    """The whole result, in the scrollback or through the pager."""
    from tutor.ui.mock import result as blocks

    out, voice = app.out(), app.voice(numbered=app.plain)
    if paged:
        out.page(tuple(blocks(seen, voice)), app.world.environ)
    else:
        out.blocks(tuple(blocks(seen, voice)))


def keep(app: "App", seen: Result, export: str, form: str, *, as_json: bool) -> ExitCode:
    """The result as data, and in a file, where they are asked for. Raises OutputFailed."""
    if as_json:
        from tutor.ui.mock_results import data

        app.json(data(app.course(), seen, app.text))
    return write(app, seen, export, form) if export else ExitCode.DONE


def write(app: "App", seen: Result, path: str, form: str) -> ExitCode:
    """Write the result to a file, in the place of an earlier one of ours only. Raises OutputFailed."""
    from pathlib import Path

    from tutor.exports import is_ours
    from tutor.insights import EXPORT_WIDTH
    from tutor.text.figures import charts_for
    from tutor.ui.drawing import html, svg
    from tutor.ui.mock_results import heading, sheets

    text = mock_for(app.language)
    drawn = (svg if form == ".svg" else html)(
        heading(app.course(), seen, app.voice()), sheets(seen, app.voice()), app.language, EXPORT_WIDTH
    )
    try:
        if not is_ours(Path(path)):
            app.say(app.text.errors.prefix + charts_for(app.language).there_already(path))
            return ExitCode.USAGE
        Path(path).write_text(drawn, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputFailed(text.not_written(path, reason_of(error))) from error
    app.say(text.written(path))
    return ExitCode.DONE
