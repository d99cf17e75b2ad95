"""The `tutor data` commands: where the learner's own data are, and how they are kept, brought back, joined and checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from tutor import backup, merge, verify
from tutor.errors import ExitCode
from tutor.manual import say_help
from tutor.record import asdict

if TYPE_CHECKING:
    import typer

    from tutor.app import App


def commands(app: "App") -> "typer.Typer":
    """The commands, with their help in the language of `app`."""
    import typer

    text = app.text.commands
    data = typer.Typer(help=text.data_group)
    as_json = Annotated[bool, typer.Option("--json", help=text.json)]

    @data.callback(invoke_without_command=True)
    def _data(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            say_help(app, "data")

    @data.command("path", help=text.data_path)
    def _path() -> None:
        raise typer.Exit(path_of(app))

    @data.command("restore", help=text.data_restore)
    def _restore(name: Annotated[str, typer.Argument(help=text.backup_argument)], json: as_json = False) -> None:
        raise typer.Exit(restore(app, name, as_json=json))

    @data.command("merge", help=text.data_merge)
    def _merge(files: Annotated[list[Path], typer.Argument(help=text.histories_argument)], json: as_json = False) -> None:
        raise typer.Exit(join(app, tuple(files), as_json=json))

    @data.command("verify", help=text.data_verify)
    def _verify(json: as_json = False) -> None:
        raise typer.Exit(verify_data(app, as_json=json))

    @data.command("reset", help=text.data_reset)
    def _reset(
        course: Annotated[str, typer.Option(help=text.course_option)] = "",
        yes: Annotated[bool, typer.Option("--yes", help=text.yes)] = False,
        json: as_json = False,
    ) -> None:
        raise typer.Exit(reset(app, course or app.common.course, sure=yes, as_json=json))

    data.add_typer(backup_commands(app), name="backup")
    return data


def backup_commands(app: "App") -> "typer.Typer":
    """`tutor data backup` and its three."""
    import typer

    text = app.text.commands
    group = typer.Typer(help=text.data_backup)
    as_json = Annotated[bool, typer.Option("--json", help=text.json)]

    @group.callback(invoke_without_command=True)
    def _backup(context: typer.Context, json: as_json = False) -> None:
        if context.invoked_subcommand is None:
            raise typer.Exit(back_up(app, as_json=json))

    @group.command("create", help=text.data_backup_create)
    def _create(json: as_json = False) -> None:
        raise typer.Exit(back_up(app, as_json=json))

    @group.command("list", help=text.data_backup_list)
    def _list(json: as_json = False) -> None:
        raise typer.Exit(list_backups(app, as_json=json))

    @group.command("verify", help=text.data_backup_verify)
    def _verify(json: as_json = False) -> None:
        raise typer.Exit(verify_backups(app, as_json=json))

    return group


def path_of(app: "App") -> ExitCode:
    """The data directory, alone on its line for scripts."""
    app.out().line(str(app.data_directory()))
    return ExitCode.DONE


def back_up(app: "App", *, as_json: bool) -> ExitCode:
    """Make a backup now."""
    made = backup.create(app.data_directory(), app.world.now().at)
    text = app.text.data
    return show(app, made, text.backed_up(made.path, made.events) if made else text.nothing_to_back_up, as_json=as_json)


def list_backups(app: "App", *, as_json: bool) -> ExitCode:
    """Every backup, the latest first."""
    found = backup.listed(app.data_directory())
    text = app.text.data
    lines = [text.backup_line(b.path, b.events, text.reasons.get(b.why, b.why)) for b in reversed(found)]
    return show(app, found, "\n".join(lines) or text.no_backups, as_json=as_json)


def verify_backups(app: "App", *, as_json: bool) -> ExitCode:
    """Whether each backup can be brought back: 0 when all can, else 3."""
    checked = [backup.verify(b) for b in backup.listed(app.data_directory())]
    text = app.text.data
    lines = [text.backup_whole(c.backup.path, c.events) if c.is_whole else text.backup_damaged(c.backup.path, c.damaged) for c in checked]
    code = ExitCode.DONE if all(c.is_whole for c in checked) else ExitCode.REFUSED
    show(app, checked, "\n".join(lines) or text.no_backups, as_json=as_json)
    return code


def restore(app: "App", name: str, *, as_json: bool) -> ExitCode:
    """Put a backup in place of the present, which is backed up first."""
    done = backup.restore(app.data_directory(), name, app.world.now().at)
    return show(app, done, app.text.data.restored(done.backup.path, done.events, done.back, done.gone, done.present), as_json=as_json)


def join(app: "App", paths: tuple[Path, ...], *, as_json: bool) -> ExitCode:
    """Add the events of other histories; nobody is asked which side wins, for nothing is lost."""
    done = merge.merge(app.data_directory(), paths, app.world.now().at)
    return show(app, done, app.text.data.merged(done.given, done.new, done.damaged, done.before + done.new, done.backup), as_json=as_json)


def verify_data(app: "App", *, as_json: bool) -> ExitCode:
    """Read everything and say numbers: 0 when all is whole, else 3. Changes nothing."""
    seen = verify.verify(app.data_directory())
    text = app.text.data
    bad = seen.damaged + seen.foreign + bool(seen.torn)
    told = [text.verified(seen.events, seen.undone, seen.cards, bad, seen.backups_whole, seen.backups)]
    if seen.saved in text.saved:
        told.append(text.saved[seen.saved])
    if seen.is_good or bad or seen.backups_whole < seen.backups:
        told.append(text.whole if seen.is_good else text.not_whole)
    show(app, seen, "\n".join(told), as_json=as_json)
    return ExitCode.DONE if seen.is_good else ExitCode.REFUSED


def reset(app: "App", course: str, *, sure: bool, as_json: bool) -> ExitCode:
    """Start from nothing, after a backup; asks first, on a terminal, and refuses to guess elsewhere."""
    if not sure and not app.at_terminal:
        app.say(app.text.data.reset_unsure)
        return ExitCode.USAGE
    if not sure and not confirmed(app, course):
        app.say(app.text.data.not_reset)
        return ExitCode.DONE
    done = backup.reset(app.data_directory(), app.world.now(), course)
    return show(app, done, app.text.data.emptied(done.cards, done.backup), as_json=as_json)


def confirmed(app: "App", course: str) -> bool:
    """Ask as every menu does, but without a course: what is reset may have none that can be read."""
    from tutor.play import choosing
    from tutor.steps import Item, Menu
    from tutor.ui.render import Voice

    text, chosen = app.text.data, list[int]()
    menu = Menu(text.ask_reset(course), (text.reset_keeps,), (Item(text.reset_no), Item(text.reset_yes)), inner=True)
    app.facing(Voice(app.text, app.language, app.plain)).run(choosing(menu, chosen))
    return chosen == [1]


def show(app: "App", data: Any, words: str, *, as_json: bool) -> ExitCode:
    """As JSON or as sentences."""
    if as_json:
        app.out().json(asdict(data))
    else:
        for line in words.split("\n"):
            app.out().line(app.set_in_type(line))
    return ExitCode.DONE
