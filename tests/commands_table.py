"""The table of the commands, made from Typer's own objects."""

import sys
from typing import Any

from tests.learner import moment
from tutor.app import App, Common, World
from tutor.catalogue import Command, Parameter
from tutor.cli import build
from tutor.record import asdict
from tutor.text import LANGUAGES
from tutor.text.manual import Manual, manual_for


def made(language: str) -> Command:
    """The program with its commands as they are now."""
    import typer

    app = App(World({}, sys.stdin, sys.stdout, sys.stderr, moment), Common(lang=language))
    return described(typer.main.get_command(build(app)), manual_for(language))


def table() -> dict[str, Any]:
    """What `commands.json` has to hold."""
    return {language: asdict(made(language)) for language in LANGUAGES}


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
