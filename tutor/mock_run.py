"""`tutor exam run` and `tutor exam results`: options in, a mock exam held or looked at again, its result out."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated

from tutor import agenda, exports, outlook
from tutor.cards import course_of, question_of
from tutor.course import Question
from tutor.desk import Desk
from tutor.errors import BadPath, ExitCode, NotSaved, OutputFailed, UnknownName
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
from tutor.sessions import abandoned, begun, desk_for, greeted, names_now, new_seed, reviews, under_new_names
from tutor.steps import Reply, Turn
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
    """Hold a mock exam, or go on with one; then tell its result. Raises UnknownName, NotSaved."""
    text = mock_for(app.language)
    app.require_interface()
    form = exports.form_of(export)
    if wish.marking not in SCHEMES:
        raise UnknownName("marking", wish.marking, tuple(SCHEMES))
    if export and barred(app, export):
        return ExitCode.USAGE
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


def barred(app: "App", path: str) -> bool:
    """Whether the result could not be kept there, which is better said before an exam than after it."""
    try:
        exports.require(path)
    except (BadPath, OutputFailed) as fault:
        text = mock_for(app.language)
        app.say(f"{app.text.errors.prefix}{refusal(app, fault, text.cannot_write)} {text.not_begun}")
        return True
    return False


def refusal(app: "App", fault: BadPath | OutputFailed, sentence: Callable[[str, str], str]) -> str:
    """Why a file was not or cannot be written; `sentence` says it of what the system refused."""
    return app.text.errors.paths[fault.what](fault.path) if isinstance(fault, BadPath) else sentence(fault.path, fault.reason)


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
    course = app.course().id
    for card, state in app.store().progress.cards.items():
        if course_of(card) == course:
            name = question_of(card)
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
            return under_new_names(app, each)
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
    now = app.world.now()
    _, _, step = replay(begin, [*replies, Reply(now, turn=Turn.RETURN)])  # a clock that was set back gives no time
    deadline = timed_of(step).deadline
    return None if deadline is None else deadline - now.at, isinstance(step, Result)


def earlier(app: "App", desk: Desk) -> tuple[Earlier, ...]:
    """The exams handed in so far."""
    return earlier_of(app.course(), papers(app), desk.terms)


def papers(app: "App") -> tuple[Handed, ...]:
    """Every exam of the course that was handed in, in order."""
    return handed_in(app.course().id, app.store().events(), names_now(app))


def results(app: "App", number: int | None, *, export: str, as_json: bool) -> ExitCode:
    """An earlier exam again: its result, and without a number the list of all. Raises UnknownName."""
    text, form = mock_for(app.language), exports.form_of(export)
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
    """The result as data, and in a file, where they are asked for."""
    if as_json:
        from tutor.ui.mock_results import data

        app.json(data(app.course(), seen, app.text))
    return write(app, seen, export, form) if export else ExitCode.DONE


def write(app: "App", seen: Result, path: str, form: str) -> ExitCode:
    """Write the result to a file; where that fails, say where it is kept and how to try again."""
    from tutor.ui.drawing import html, svg
    from tutor.ui.mock_results import heading, sheets

    text, make = mock_for(app.language), svg if form == ".svg" else html
    try:
        exports.keep(path, make(heading(app.course(), seen, app.voice()), sheets(seen, app.voice()), app.language, exports.WIDTH))
    except (BadPath, OutputFailed) as fault:
        app.say(f"{app.text.errors.prefix}{refusal(app, fault, text.not_written)} {text.not_lost(str(app.data_directory()))}")
        return ExitCode.OUTPUT
    app.say(text.written(path))
    return ExitCode.DONE
