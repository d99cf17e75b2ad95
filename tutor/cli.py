"""The command line: options in, one call, an exit code out. The only reader of the clock, the environment and argv."""

import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

from tutor import __version__
from tutor.app import App, Common, World, silence
from tutor.errors import ExitCode, OutputFailed, Stopped, TutorError, reason_of
from tutor.quick import common_first, empty_in, help_wanted, lang_in, quick, value_in

if TYPE_CHECKING:
    import typer

    from tutor.events import Moment

ROLLOVER = timedelta(hours=4)


def now() -> "Moment":
    """This moment; the study day is the local date four hours ago."""
    from tutor.events import Moment

    return Moment(time.time_ns() // 1_000_000, (datetime.now().astimezone().replace(tzinfo=None) - ROLLOVER).date())


def build(app: App) -> "typer.Typer":
    """The commands, with their help in the language of `app`."""
    import typer

    from tutor import courses, examining, keeping, looking, manual, teachers
    from tutor.text.manual import manual_for

    text = app.text.commands
    names = {"help_option_names": ["--help", "-h"]}
    cli = typer.Typer(help=text.tutor, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=names)

    @cli.callback(invoke_without_command=True)
    def tutor(
        context: typer.Context,
        lang: Annotated[str, typer.Option(help=text.lang)] = "",
        plain: Annotated[bool, typer.Option("--plain", help=text.plain)] = False,
        color: Annotated[str, typer.Option(help=text.color)] = "auto",
        content: Annotated[list[str] | None, typer.Option(metavar="DIR", help=text.content)] = None,
        data: Annotated[str, typer.Option(metavar="DIR", help=text.data)] = "",
        documents: Annotated[list[str] | None, typer.Option(metavar="DIR", help=text.documents)] = None,
        course: Annotated[str, typer.Option(metavar="ID", help=text.course)] = "",
        theme: Annotated[str, typer.Option(help=text.theme)] = "",
        version: Annotated[bool, typer.Option("--version", help=text.version)] = False,
    ) -> None:
        app.options(Common(lang, plain, color, theme, tuple(content or ()), data, tuple(documents or ()), course))
        if version:
            raise typer.Exit(said_version(app))
        if context.invoked_subcommand is None:
            raise typer.Exit(run_home(app))

    @cli.command(help=text.learn)
    def learn(
        lesson: Annotated[str | None, typer.Argument(help=text.lesson_argument)] = None,
        read: Annotated[bool, typer.Option("--read", help=text.read)] = False,
        pretest: Annotated[bool, typer.Option("--pretest", help=text.pretest)] = False,
    ) -> None:
        raise typer.Exit(run_learn(app, lesson, only_read=read, pretest=pretest))

    @cli.command(help=text.review)
    def review(
        minutes: Annotated[int | None, typer.Option(min=1, max=1440, help=text.minutes)] = None,
        limit: Annotated[int | None, typer.Option(min=0, help=text.limit)] = None,
        topic: Annotated[str | None, typer.Option(help=text.topic)] = None,
        order: Annotated[str, typer.Option(help=text.order)] = "smart",
        seed: Annotated[int | None, typer.Option(help=text.seed)] = None,
    ) -> None:
        raise typer.Exit(run_review(app, minutes, limit, topic, order, seed))

    @cli.command(help=text.practice)
    def practice(
        topic: Annotated[str | None, typer.Argument(help=text.topic_argument)] = None,
        limit: Annotated[int, typer.Option(min=0, help=text.limit)] = 20,
        missed: Annotated[bool, typer.Option("--missed", help=text.missed)] = False,
        confusions: Annotated[bool, typer.Option("--confusions", help=text.confusions)] = False,
    ) -> None:
        raise typer.Exit(run_practice(app, topic, limit, missed=missed, confusions=confusions))

    looking.add_commands(cli, app)
    teachers.add_commands(cli, app)

    @cli.command(help=manual_for(app.language).man)
    def man() -> None:
        manual.man_page(app, __version__)

    courses.commands(app, cli)
    cli.add_typer(examining.commands(app), name="exam")
    cli.add_typer(keeping.commands(app), name="data")
    return cli


def one_of(what: str, value: str, known: tuple[str, ...]) -> str:
    """The value, if it is known. Raises UnknownName."""
    from tutor.errors import UnknownName

    if value not in known:
        raise UnknownName(what, value, known)
    return value


def said_version(app: App) -> ExitCode:
    """Say which version this is. Raises OutputFailed."""
    with telling():
        app.world.stdout.write(f"tutor {__version__}\n")
        app.world.stdout.flush()
    return ExitCode.DONE


def run_home(app: App) -> ExitCode:
    """Home, with its menu."""
    from tutor import home, sessions

    actions = home.Actions(
        resume=lambda each: sessions.gone_on(app, each),
        learn=lambda lesson: run_learn(app, lesson),
        reread=lambda lesson: run_learn(app, lesson, only_read=True),
        review=lambda minutes, limit: run_review(app, minutes, limit, None, "smart", None),
        practise=lambda: run_practice(app, None, 20),
        progress=lambda: run_report(app, "progress", {}),
        lessons=lambda: run_report(app, "lessons", {}),
        glossary=lambda: run_report(app, "glossary", {}),
    )
    return home.home(app, actions)


def run_learn(app: App, lesson: str | None, *, only_read: bool = False, pretest: bool = False) -> ExitCode:
    """Read a lesson, after a few of its questions if that is wished; `only_read`: once more, without its questions."""
    from tutor import agenda, sessions

    app.require_interface()
    if only_read and (lesson or app.course().lessons):
        return sessions.run(app, sessions.reading(app, lesson))
    started = sessions.lesson_start(app, lesson)
    if started is None:
        app.say(app.text.home.all_read if app.course().lessons else app.text.home.no_lessons)
        return ExitCode.DONE
    again = agenda.resumable(app.course(), app.store().progress, started.moment.day, ("lesson", "pretest"), app.store().claims.is_running)
    before = sessions.pretest_start(app, started) if pretest else None
    if pretest and before is None:
        app.say(app.text.home.no_pretest)
    return sessions.run(app, started, again if again and again.start.lesson == started.lesson else None, pretest=before)


def run_review(app: App, minutes: int | None, limit: int | None, topic: str | None, order: str, seed: int | None) -> ExitCode:
    """Review what is due."""
    from tutor import agenda, sessions

    app.require_interface()
    seed = sessions.new_seed() if seed is None else seed
    course, progress, today = app.course(), app.store().progress, app.world.now().day
    wanted: agenda.Order = "file" if one_of("order", order, ("smart", "file")) == "file" else "memory"
    cards = agenda.review_cards(course, progress, today, minutes=minutes, limit=limit, topic=topic, order=wanted, seed=seed)
    again = agenda.resumable(course, progress, today, ("review",), app.store().claims.is_running)
    if not cards and not again:
        app.say(nothing_due(app))
        app.close()
        return ExitCode.DONE
    return sessions.run(app, sessions.begun(app, "review", cards=cards, seed=seed, minutes=minutes or 0), again)


def nothing_due(app: App) -> str:
    """Why there is nothing to review, and when there will be."""
    from tutor import agenda

    today = app.world.now().day
    plan = agenda.followed(app.course(), app.store().progress, today, "review")
    if plan and any(agenda.candidates(app.course(), app.store().progress)):
        from tutor import examining

        return examining.why_nothing(app, plan)
    seen = agenda.agenda(app.course(), app.store().progress, today)
    if seen.next_day is None and not any(agenda.candidates(app.course(), app.store().progress)):
        return app.text.errors.no_questions
    return app.text.home.nothing_due((seen.next_day - today).days if seen.next_day else None)


def run_practice(app: App, topic: str | None, limit: int, *, missed: bool = False, confusions: bool = False) -> ExitCode:
    """Drill without moving a date."""
    from tutor import agenda, sessions

    if confusions:
        return run_confusions(app, limit)
    app.require_interface()
    course, progress = app.course(), app.store().progress
    if missed:
        cards = agenda.missed_cards(course, app.store().events())
    else:
        cards = agenda.practice_cards(course, progress, topic=topic, limit=limit)
    if not cards:
        app.say(app.text.errors.nothing_missed if missed else app.text.errors.no_questions)
        app.close()
        return ExitCode.DONE
    return sessions.run(app, sessions.begun(app, "practice", cards=cards))


def run_confusions(app: App, limit: int) -> ExitCode:
    """Compare what is mixed up, then drill it."""
    from tutor import sessions
    from tutor.text.figures import charts_for

    app.require_interface()
    started = sessions.confusion_start(app, limit)
    if started is None:
        app.say(charts_for(app.language).no_confusions)
        app.close()
        return ExitCode.DONE
    return sessions.run(app, started)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    # A start makes a hundred thousand objects that live to its end; to look among them for garbage takes a tenth of its time.
    gc.set_threshold(200_000)
    words = common_first(sys.argv[1:] if argv is None else argv)
    world = World(os.environ, open_or_null(sys.stdin, "r"), open_or_null(sys.stdout, "w"), open_or_null(sys.stderr, "w"), now)
    app = App(world, Common(lang_in(words), "--plain" in words, value_in(words, "--color") or "auto"))
    for stream, errors in ((world.stdin, "surrogateescape"), (world.stdout, "backslashreplace"), (world.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)
    return int(guarded(app, words))


def open_or_null(stream: Any, mode: str) -> Any:
    """The stream, or nothing to read and nowhere to write where it was closed."""
    return stream if stream is not None else open(os.devnull, mode, encoding="utf-8")


def guarded(app: App, words: Sequence[str]) -> ExitCode:
    """Run, and turn every failure into one sentence and an exit code."""
    try:
        return called(app, words)
    except TutorError as error:
        from tutor.text.failures import tell

        app.say(tell(error, app.text))
        if error.exit_code is ExitCode.OUTPUT:
            silence(app.world.stdout)
        return error.exit_code
    except KeyboardInterrupt:
        app.say(app.text.errors.interrupted)
        return ExitCode.INTERRUPTED
    except Stopped as stopped:
        return left(app, stopped.code)
    except BrokenPipeError:
        silence(app.world.stdout)  # whoever read it has gone, and nothing is wrong
        return ExitCode.DONE
    except Exception as error:
        if isinstance(error, OSError) and app.is_hung_up:  # the last words to a window that was closed
            return left(app, ExitCode.HUNG_UP)
        if app.world.environ.get("TUTOR_DEBUG"):
            raise
        app.say(app.text.errors.prefix + app.text.errors.bug(f"{type(error).__name__}: {error}"))
        return ExitCode.BUG


def left(app: App, code: ExitCode) -> ExitCode:
    """End by a signal; to a terminal that is gone nothing more is said, not even what a buffer holds."""
    if code is ExitCode.HUNG_UP:
        silence(app.world.stdout)
        silence(app.world.stderr)
    return code


@contextmanager
def telling() -> Iterator[None]:
    """Raise OutputFailed where something could not be written, for one who does nothing but write."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(reason_of(error)) from error


@contextmanager
def helping(app: App) -> Iterator[None]:
    """Say what Click would print in the encoding of the output, which it does not ask for. Raises OutputFailed."""
    from contextlib import redirect_stdout
    from io import StringIO

    from tutor.manual import write_page

    printed = StringIO()
    try:
        with redirect_stdout(printed):
            yield
    finally:
        with telling():
            write_page(app, printed.getvalue())


def run_quick(app: App, command: str, found: dict[str, Any]) -> ExitCode:
    """Run what `quick` parsed."""
    content, documents = ((found[name],) if name in found else () for name in ("--content", "--documents"))
    lang, plain, color = found.get("--lang", ""), found.get("--plain", False), found.get("--color", "auto")
    theme = found.get("--theme", "")
    app.options(Common(lang, plain, color, theme, content, found.get("--data", ""), documents, found.get("--course", "")))
    if not command:
        return run_home(app)
    if command == "practice":
        missed, confusions = found.get("--missed", False), found.get("--confusions", False)
        return run_practice(app, found.get(""), found.get("--limit", 20), missed=missed, confusions=confusions)
    if command == "learn":
        return run_learn(app, found.get(""), only_read=found.get("--read", False), pretest=found.get("--pretest", False))
    if command == "review":
        minutes, order = found.get("--minutes"), found.get("--order", "smart")
        return run_review(app, minutes, found.get("--limit"), found.get("--topic"), order, found.get("--seed"))
    return run_report(app, command, found)


def run_report(app: App, command: str, found: dict[str, Any]) -> ExitCode:
    """Show what there is: the commands that ask nothing."""
    as_json = found.get("--json", False)
    if command == "progress":
        from tutor import insights

        return insights.progress(app, as_json=as_json, export=found.get("--export", ""))
    from tutor import reports

    if command == "search":
        return reports.search(app, [found[""]], as_json=as_json)
    if command in {"lessons", "glossary"}:
        show = reports.lessons if command == "lessons" else reports.glossary
        return show(app, found.get(""), as_json=as_json)
    return reports.history(app, as_json=as_json, limit=found.get("--limit"), before=found.get("--before", ""))


def called(app: App, words: Sequence[str]) -> ExitCode:
    """Hand the arguments to Typer. Its usage errors become ours."""
    if "_TUTOR_COMPLETE" in app.world.environ:
        from tutor import completing

        if completing.asked(app.world.environ):
            return completing.complete(app)
    if list(words) == ["--version"]:
        return said_version(app)
    if (before := empty_in(words)) is not None:
        app.say(app.text.errors.prefix + app.text.errors.empty(before))
        return ExitCode.USAGE
    if (path := help_wanted(words)) is not None:
        from tutor.manual import say_help

        with telling():
            if say_help(app, path):
                return ExitCode.DONE
    parsed = quick(words)
    if parsed and parsed[1].get("--minutes") != 0:
        return run_quick(app, *parsed)
    import typer

    from tutor.manual import dressed
    from tutor.shells import taught_by
    from tutor.text.failures import usage

    helps = bool({"--help", "-h"} & set(words))
    command = taught_by(app, dressed(app, typer.main.get_command(build(app))), words)
    try:
        with helping(app) if helps else nullcontext():
            code = command.main(args=list(words), prog_name="tutor", standalone_mode=False)
    except typer.Exit as done:
        code = done.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:  # what Click makes of a reader that has gone, and of nothing else
        raise BrokenPipeError from None
    except USAGE_ERROR() as error:
        app.say(usage(error, app.text))
        return ExitCode.USAGE
    if code == ExitCode.INTERRUPTED:  # what Typer makes of Ctrl-C, without a word
        raise KeyboardInterrupt
    return ExitCode(code or 0)


def USAGE_ERROR() -> type[Exception]:  # noqa: N802 - stands where an exception class stands
    """Typer's own base of usage errors; its module moved between versions, its place in the hierarchy did not."""
    import typer

    return typer.BadParameter.__mro__[1]


if __name__ == "__main__":
    sys.exit(main())
