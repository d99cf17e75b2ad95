"""The help of each command, and the man page. The sentences come from the commands, the words around them from `tutor.text.manual`."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from tutor.catalogue import Command, Parameter, flat, found, program
from tutor.text.manual import Manual, manual_for
from tutor.ui.typography import typeset

if TYPE_CHECKING:
    from tutor.app import App

WIDE, NARROW = 78, 60


def say_help(app: "App", path: str) -> bool:
    """Write the help of a command; False where there is none of that name. Raises OSError."""
    page = help_page(app, path)
    if page:
        write_page(app, page + "\n")
    return bool(page)


def help_page(app: "App", path: str) -> str:
    """The help of a command, as wide as the output; nothing where there is none of that name."""
    command = found(program(app.language), path)
    return "\n".join(help_lines(command, manual_for(app.language), app.language, width_of(app))) if command else ""


def write_page(app: "App", page: str) -> None:
    """Write a page of help, in colour where the output wants it and in its encoding. Raises OSError."""
    from tutor.ui.inked import helped, inked

    app.world.stdout.write(inked(helped(page), app.look()))
    app.world.stdout.flush()


def width_of(app: "App") -> int:
    """The columns of the output; 80 where it does not say."""
    columns = app.world.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and columns != "0" and len(columns) < 10 else 80
    with suppress(OSError, ValueError):
        return os.get_terminal_size(app.world.stdout.fileno()).columns or width
    return width


def dressed(app: "App", command: Any, path: str = "") -> Any:
    """The commands with our own help in place of Typer's; all commands below it too."""
    command.get_help = lambda _: help_page(app, path)
    for name, each in getattr(command, "commands", {}).items():
        dressed(app, each, f"{path} {name}".strip())
    return command


def man_page(app: "App", version: str) -> None:
    """Write the man page of all commands, in the language of the interface."""
    day = app.world.now().day.isoformat()
    app.out().write(roff(program(app.language), manual_for(app.language), app.language, version, day))


def help_lines(command: Command, words: Manual, language: str, width: int) -> Iterator[str]:
    """The help of a command, no line wider than `width` (40 columns at least)."""
    width = max(min(width, WIDE), 40)
    yield from filled(f"{words.usage}{words.colon} {usage(command, words)}", language, width, hang="  ")
    yield ""
    yield from filled(command.help, language, width)
    samples = words.sample.get(command.path, ())
    tables = (
        (words.arguments, [(p.names[0], told(p, words)) for p in command.arguments]),
        (words.commands, [(each.name, each.help) for each in command.commands]),
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


def terms(rows: Sequence[tuple[str, str]], language: str) -> list[str]:
    """A list of names with what they are."""
    return [line for name, words in rows for line in (".TP", f".B {plain(name, '')}", plain(words, language))]


def plain(words: str, language: str) -> str:
    """Words that mean nothing to roff."""
    text = (typeset(words, language) if language else words).replace("\\", "\\e").replace("-", "\\-")
    text = text.replace("\u00a0", "\\ ").replace("\u202f", "\\ ")
    return "\\&" + text if text[:1] in {".", "'"} else text
