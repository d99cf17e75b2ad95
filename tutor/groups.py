"""The groups of commands, put beside the commands of `tutor.cli`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from tutor.app import App


def add_groups(cli: "typer.Typer", app: "App", *, listing: bool) -> None:
    """Add them, with their help in the language of `app`; for a mere `listing`, those that are dear to import by their names alone."""
    from tutor import courses, looking, teachers

    looking.add_commands(cli, app)
    teachers.add_commands(cli, app)
    courses.commands(app, cli)
    cli.add_typer(named(exam_help(app)) if listing else exam(app), name="exam")
    cli.add_typer(named(app.text.commands.data_group) if listing else data(app), name="data")


def exam(app: "App") -> "typer.Typer":
    """`tutor exam`, whose import costs as much as Typer's."""
    from tutor import examining

    return examining.commands(app)


def exam_help(app: "App") -> str:
    """What the list of commands says of it."""
    from tutor.text.exams import exams_for

    return exams_for(app.language).group


def data(app: "App") -> "typer.Typer":
    """`tutor data`."""
    from tutor import keeping

    return keeping.commands(app)


def named(words: str) -> "typer.Typer":
    """A group of which only the sentence is known."""
    import typer

    return typer.Typer(help=words, invoke_without_command=True)
