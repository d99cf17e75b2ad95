"""The commands of teachers: check, preview, schema, new."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from tutor.errors import UnknownName
from tutor.text.authoring import authoring_for

if TYPE_CHECKING:
    import typer

    from tutor.app import App


def add_commands(cli: "typer.Typer", app: "App") -> None:
    """Add them, with their help in the language of `app`."""
    add_check(cli, app)
    add_preview(cli, app)
    add_beginnings(cli, app)


def add_check(cli: "typer.Typer", app: "App") -> None:
    """`tutor check`."""
    import typer

    text, words = authoring_for(app.language), app.text.commands

    @cli.command(help=words.check)
    def check(
        paths: Annotated[list[Path] | None, typer.Argument(help=words.paths_argument)] = None,
        fix: Annotated[bool, typer.Option("--fix", help=text.fix)] = False,
        format_: Annotated[str, typer.Option("--format", help=text.formats)] = "text",
        strict: Annotated[bool, typer.Option("--strict", help=text.strict)] = False,
        explain: Annotated[str, typer.Option("--explain", metavar="CODE", help=text.explain)] = "",
        answers: Annotated[bool, typer.Option("--answers", help=text.answers)] = False,
        accept: Annotated[list[str] | None, typer.Option("--accept", metavar="QUESTION=…", help=text.accept)] = None,
    ) -> None:
        from tutor import checking

        if explain:
            raise typer.Exit(checking.explain(app, explain))
        if format_ not in checking.FORMATS:
            raise UnknownName("format", format_, checking.FORMATS)
        if answers or accept:
            raise typer.Exit(checking.claimed(app, tuple(paths or ()), tuple(accept or ()), form=format_))
        raise typer.Exit(checking.check(app, tuple(paths or ()), form=format_, mend=fix, strict=strict))


def add_preview(cli: "typer.Typer", app: "App") -> None:
    """`tutor preview`."""
    import typer

    text = authoring_for(app.language)

    @cli.command(help=text.preview)
    def preview(
        file: Annotated[str, typer.Argument(help=text.preview_argument)],
        watch: Annotated[bool, typer.Option("--watch", help=text.watch)] = False,
    ) -> None:
        from tutor import preview as previews

        raise typer.Exit(previews.preview(app, file, watch=watch))


def add_beginnings(cli: "typer.Typer", app: "App") -> None:
    """`tutor schema` and `tutor new`."""
    import typer

    text = authoring_for(app.language)

    @cli.command(help=text.schema)
    def schema(
        role: Annotated[str, typer.Argument(help=text.role)] = "quiz",
        out: Annotated[Path | None, typer.Option("--out", help=text.out)] = None,
    ) -> None:
        from tutor import teaching

        raise typer.Exit(teaching.schema(app, role, out))

    @cli.command(help=text.new)
    def new(
        kind: Annotated[str, typer.Argument(help=text.kind_argument)] = "",
        path: Annotated[Path | None, typer.Argument(help=text.path_argument)] = None,
        title: Annotated[str, typer.Option(help=text.title)] = "",
    ) -> None:
        from tutor import teaching

        raise typer.Exit(teaching.new(app, kind, path, title))
