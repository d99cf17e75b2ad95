"""The words of the help and of the man page, in two languages: headings, options that Typer brings, examples."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Manual(NamedTuple):
    """One language. `examples` by command (`` for the program itself): what to type, and what it does."""

    usage: str
    colon: str
    names: Mapping[str, str]
    a_command: str
    options: str
    arguments: str
    commands: str
    examples: str
    value: str
    number: str
    path: str
    default: Callable[[str], str]
    name: str
    description: str
    environment: str
    variables: Mapping[str, str]
    files: str
    files_told: str
    exits: str
    codes: Mapping[str, str]
    man: str
    help: str
    install: str
    show: str
    installed: Callable[[str, str], str]
    no_completion: Callable[[str], str]
    more: str
    sample: Mapping[str, tuple[tuple[str, str], ...]]


def manual_for(language: str) -> Manual:
    """The words of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.manual_fr import FR

        return FR
    from tutor.text.manual_en import EN

    return EN
