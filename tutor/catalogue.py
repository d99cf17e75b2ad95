"""The commands and their helps, from a table: a help page and completion need no command made, and not the library that makes them.

A test holds `commands.json` equal to the commands; `pytest tests/test_completing.py --golden` writes it anew.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tutor.record import record

TABLE = os.path.join(os.path.dirname(__file__), "commands.json")


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

    @property
    def name(self) -> str:
        """The last word of its path."""
        return self.path.rpartition(" ")[2]


def program(language: str) -> Command:
    """`tutor` itself, with all its commands, in a language of the interface."""
    with open(TABLE, encoding="utf-8") as file:
        return _command(json.load(file)[language])


def _command(node: Mapping[str, Any]) -> Command:
    arguments, options = (tuple(Parameter(**{**p, "names": tuple(p["names"])}) for p in node[kind]) for kind in ("arguments", "options"))
    return Command(node["path"], node["help"], arguments, options, tuple(map(_command, node["commands"])))


def flat(commands: Sequence[Command]) -> Iterator[Command]:
    """Every command with those below it after it."""
    for each in commands:
        yield each
        yield from flat(each.commands)


def found(whole: Command, path: str) -> Command | None:
    """The command of a path."""
    return next((each for each in flat([whole]) if each.path == path), None)
