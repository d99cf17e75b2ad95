"""What the commands are, read from Typer's own objects: the help of each, the man page, and the table that completion works from.

Nothing here is written twice: the sentences come from the commands, the words around them from `tutor.text.manual`.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from tutor.record import record
from tutor.text.manual import Manual, manual_for
from tutor.ui.typography import typeset

if TYPE_CHECKING:
    import typer

    from tutor.app import App

WIDE, NARROW = 78, 60


@record
class Parameter:
    """An option (`names` begin with dashes) or an argument (one name); `value` is what it takes, empty for a flag."""

    names: tuple[str, ...]
    value: str
    help: str
    default: str = ""
    required: bool = False
    key: str = ""


@record
class Command:
    """A command, its parameters and its own commands; `path` is what to type after `tutor`."""

    path: str
    help: str
    arguments: tuple[Parameter, ...]
    options: tuple[Parameter, ...]
    commands: tuple["Command", ...]


def described(command: Any, words: Manual, path: str = "") -> Command:
    """A command of Typer and all below it, in the words of a language."""
    inner = getattr(command, "commands", {})
    params = [p for p in command.params if not getattr(p, "hidden", False)]
    help_option = Parameter(("-h", "--help"), "", words.help)
    return Command(
        path=path,
        help=(command.help or "").strip(),
        arguments=tuple(argument(p, words) for p in params if p.param_type_name == "argument"),
        options=(*(option(p, words) for p in params if p.param_type_name == "option"), help_option),
        commands=tuple(described(each, words, f"{path} {name}".strip()) for name, each in inner.items()),
    )


def argument(param: Any, words: Manual) -> Parameter:
    """A positional argument, `key` being its name in the code; dots where several may be given."""
    key = (param.metavar or param.name or "").upper().strip("[]").rstrip(".…")
    name = words.names.get(key, key) + ("…" if param.nargs == -1 else "")
    return Parameter((name,), "", param.help or "", required=bool(param.required), key=key)


def option(param: Any, words: Manual) -> Parameter:
    """An option with what it takes."""
    told = {"--install-completion": words.install, "--show-completion": words.show}
    name = max(param.opts, key=len)
    default = param.default if isinstance(param.default, str | int) and not isinstance(param.default, bool) else ""
    return Parameter(tuple(param.opts), value(param, words), told.get(name, param.help or ""), str(default))


def value(param: Any, words: Manual) -> str:
    """What an option takes, as a word in capitals."""
    if getattr(param, "is_flag", False):
        return ""
    if param.metavar:
        return words.names.get(param.metavar, str(param.metavar))
    kind = getattr(param.type, "name", "")
    return words.number if "int" in kind or "float" in kind else words.path if "path" in kind else words.value


def dressed(app: "App", command: Any) -> Any:
    """The commands with our own help, as wide as the terminal."""
    columns = app.world.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and columns != "0" else 80
    with suppress(OSError, ValueError):
        width = os.get_terminal_size(app.world.stdout.fileno()).columns or width
    return dress(command, manual_for(app.language), app.language, width)


def add(cli: "typer.Typer", app: "App", version: str) -> None:
    """Add the command that writes the man page of all the others, in the language of the interface."""
    words = manual_for(app.language)

    @cli.command(help=words.man)
    def man() -> None:
        import typer

        whole = described(typer.main.get_command(cli), words)
        app.out().write(roff(whole, words, app.language, version, app.world.now().day.isoformat()))


def dress(command: Any, words: Manual, language: str, width: int, path: str = "") -> Any:
    """The command with this help in place of Typer's; in all commands below it too."""

    def get_help(own: Any, own_path: str, _: Any) -> str:
        return "\n".join(help_lines(described(own, words, own_path), words, language, width))

    command.get_help = partial(get_help, command, path)
    for name, each in getattr(command, "commands", {}).items():
        dress(each, words, language, width, f"{path} {name}".strip())
    return command


def help_lines(command: Command, words: Manual, language: str, width: int) -> Iterator[str]:
    """The help of a command, no line wider than `width` (40 columns at least)."""
    width = max(min(width, WIDE), 40)
    yield from filled(f"{words.usage}{words.colon} {usage(command, words)}", language, width, hang="  ")
    yield ""
    yield from filled(command.help, language, width)
    samples = words.sample.get(command.path, ())
    tables = (
        (words.arguments, [(p.names[0], told(p, words)) for p in command.arguments]),
        (words.commands, [(each.path.rpartition(" ")[2], each.help) for each in command.commands]),
        (words.options, [(signature(p), told(p, words)) for p in command.options]),
        (words.examples, list(samples)),
    )
    for title, rows in tables:
        if rows:
            yield ""
            yield typeset(title + words.colon, language)
            yield from table(rows, language, width)
    if command.commands and not command.path:
        yield ""
        yield from filled(words.more, language, width)


def usage(command: Command, words: Manual) -> str:
    """How a command is typed."""
    names = [p.names[0] if p.required else f"[{p.names[0]}]" for p in command.arguments]
    inner = [f"[{words.a_command}]" if not command.path else words.a_command] if command.commands else []
    return " ".join(["tutor", *command.path.split(), f"[{words.options.upper()}]", *names, *inner])


def signature(param: Parameter) -> str:
    """An option with its value."""
    return ", ".join(param.names) + (f" {param.value}" if param.value else "")


def told(param: Parameter, words: Manual) -> str:
    """What a parameter is for, with its default."""
    return param.help + (f" ({words.default(param.default)})" if param.default else "")


def table(rows: Sequence[tuple[str, str]], language: str, width: int) -> Iterator[str]:
    """Names with what they are: beside each other, or under each other where there is little room."""
    longest = max(len(name) for name, _ in rows)
    if width < NARROW or longest > width // 2:
        for name, words in rows:
            yield from filled(name, "", width, indent="  ", hang="      ")
            yield from filled(words, language, width, indent="    ", hang="    ")
        return
    for name, words in rows:
        first, *more = filled(words, language, width - longest - 4) or [""]
        yield f"  {name.ljust(longest)}  {first}".rstrip()
        yield from (" " * (longest + 4) + line for line in more)


def filled(words: str, language: str, width: int, indent: str = "", hang: str = "") -> list[str]:
    """Words in lines, in the typography of their language; a command is left as it is typed."""
    text = typeset(words, language) if language else words
    return wrap(text, width, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False, break_long_words=False)


def roff(command: Command, words: Manual, language: str, version: str, day: str) -> str:
    """The whole program as a man page, section 1."""
    lines = [f'.TH TUTOR 1 "{day}" "tutor {version}"', f".SH {words.name}", f"tutor \\- {plain(command.help, language)}"]
    lines += [f".SH {words.usage.upper()}", f".B tutor\n{plain(usage(command, words).removeprefix('tutor '), language)}"]
    lines += [f".SH {words.options.upper()}", *terms([(signature(p), told(p, words)) for p in command.options], language)]
    lines.append(f".SH {words.commands.upper()}")
    for each in flat(command.commands):
        lines += [f".SS {plain(usage(each, words), '')}", plain(each.help, language)]
        lines += terms([(p.names[0], told(p, words)) for p in each.arguments], language)
        lines += terms([(signature(p), told(p, words)) for p in each.options if "--help" not in p.names], language)
    samples = [sample for rows in words.sample.values() for sample in rows]
    for title, rows in (
        (words.examples.upper(), samples),
        (words.environment, words.variables.items()),
        (words.exits, words.codes.items()),
    ):
        lines += [f".SH {title}", *terms(list(rows), language)]
    lines += [f".SH {words.files}", plain(words.files_told, language)]
    return "\n".join(lines) + "\n"


def flat(commands: Sequence[Command]) -> Iterator[Command]:
    """Every command with those below it after it."""
    for each in commands:
        yield each
        yield from flat(each.commands)


def terms(rows: Sequence[tuple[str, str]], language: str) -> list[str]:
    """A list of names with what they are."""
    return [line for name, words in rows for line in (".TP", f".B {plain(name, '')}", plain(words, language))]


def plain(words: str, language: str) -> str:
    """Words that mean nothing to roff."""
    text = (typeset(words, language) if language else words).replace("\\", "\\e").replace("-", "\\-")
    text = text.replace("\u00a0", "\\ ").replace("\u202f", "\\ ")
    return "\\&" + text if text[:1] in {".", "'"} else text


def tree(command: Command, other: Command) -> dict[str, Any]:
    """What completion needs of every command, with the helps of two languages side by side."""
    return {
        each.path: {
            "help": [each.help, same.help],
            "arguments": [p.key for p in each.arguments],
            "commands": [inner.path.rpartition(" ")[2] for inner in each.commands],
            "options": {name: [bool(p.value), p.help, q.help] for p, q in zip(each.options, same.options, strict=True) for name in p.names},
        }
        for each, same in zip((command, *flat(command.commands)), (other, *flat(other.commands)), strict=True)
    }
