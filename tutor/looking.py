"""The looking commands: lessons, progress, history, search, glossary."""

from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    import typer

    from tutor.app import App


def add_commands(cli: "typer.Typer", app: "App") -> None:
    """Add them, with their help in the language of `app`."""
    import typer

    from tutor import insights, reports

    text = app.text.commands
    as_json = Annotated[bool, typer.Option("--json", help=text.json)]

    @cli.command(help=text.lessons)
    def lessons(lesson: Annotated[str | None, typer.Argument(help=text.lessons_argument)] = None, json: as_json = False) -> None:
        raise typer.Exit(reports.lessons(app, lesson, as_json=json))

    @cli.command(help=text.progress)
    def progress(json: as_json = False, export: Annotated[str, typer.Option(metavar="FILE", help=text.export)] = "") -> None:
        raise typer.Exit(insights.progress(app, as_json=json, export=export))

    @cli.command(help=text.history)
    def history(
        limit: Annotated[int | None, typer.Option(min=0, help=text.rows)] = None,
        before: Annotated[str, typer.Option(metavar="DAY", help=text.before)] = "",
        json: as_json = False,
    ) -> None:
        raise typer.Exit(reports.history(app, as_json=json, limit=limit, before=before))

    @cli.command(help=text.search)
    def search(words: Annotated[list[str], typer.Argument(help=text.words_argument)], json: as_json = False) -> None:
        raise typer.Exit(reports.search(app, words, as_json=json))

    @cli.command(help=text.glossary)
    def glossary(term: Annotated[str | None, typer.Argument(help=text.term_argument)] = None, json: as_json = False) -> None:
        raise typer.Exit(reports.glossary(app, term, as_json=json))
