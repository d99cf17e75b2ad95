"""The `tutor exam` commands that look ahead: the plan to a date, and the forecast."""

from typing import TYPE_CHECKING, Annotated

from tutor.errors import ExitCode
from tutor.text.exams import exams_for

if TYPE_CHECKING:
    import typer

    from tutor.app import App


def commands(app: "App") -> "typer.Typer":
    """The commands, with their help in the language of `app`."""
    import typer

    text = exams_for(app.language)
    exam = typer.Typer(help=text.group)
    as_json = Annotated[bool, typer.Option("--json", help=app.text.commands.json)]

    @exam.callback(invoke_without_command=True)
    def _exam(context: typer.Context, json: as_json = False) -> None:
        if context.invoked_subcommand is None:
            raise typer.Exit(forecast(app, as_json=json))

    return exam


def forecast(app: "App", *, as_json: bool) -> ExitCode:
    """What to expect of the exam."""
    plan = app.store().progress.plans.get(app.course().id)
    day = plan.exam_day if plan else None
    if as_json:
        app.out().json({"course": app.course().id, "exam_day": day.isoformat() if day else None})
    else:
        app.out().line(app.set_in_type(app.text.day(day) if day else exams_for(app.language).no_plan))
    return ExitCode.DONE
