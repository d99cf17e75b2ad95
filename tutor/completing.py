"""Completion for shells, without Typer: what can stand where the cursor is, from a table of the commands and the course in the cache.

Typer's scripts ask (`tutor --install-completion`), in the environment.
"""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tutor.app import COLORS
from tutor.catalogue import Command, Parameter, found, program
from tutor.errors import ExitCode
from tutor.glossary import folded
from tutor.outline import entries, headings
from tutor.settings import THEMES
from tutor.text import LANGUAGES
from tutor.ui.typography import unmarked

if TYPE_CHECKING:
    from tutor.app import App
    from tutor.course import Course

Choice: TypeAlias = tuple[str, str]
VARIABLE = "_TUTOR_COMPLETE"
LISTED = "; compstate[insert]=${compstate[old_list]:+menu}; compstate[list]='list force'"
FIXED: dict[str, Sequence[str]] = {
    "--lang": LANGUAGES,
    "--color": COLORS,
    "--theme": THEMES,
    "--order": ("smart", "file"),
    "--format": ("text", "json", "github"),
    "--marking": ("exact", "partial", "negative", "edn"),
}


def asked(environ: Mapping[str, str]) -> bool:
    """Whether a shell asks what can come next, and not for its script."""
    return environ.get(VARIABLE, "").startswith("complete_")


def complete(app: "App") -> ExitCode:
    """Answer the shell. What cannot be read completes nothing, and nothing is ever said beside."""
    environ = app.world.environ
    shell = environ[VARIABLE].removeprefix("complete_")
    words, start = typed(shell, environ)
    try:
        every = tuple(dict.fromkeys(choices(app, words, start)))
    except Exception:  # noqa: BLE001 - a shell in the middle of a line is no place for any message
        every = ()
    if shell == "fish" and environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return ExitCode.DONE if every else ExitCode.BUG
    said = for_zsh(every, start) if shell == "zsh" else FORMS.get(shell, lines)(every)
    if said:
        app.world.stdout.write(said + "\n")
    return ExitCode.DONE


def typed(shell: str, environ: Mapping[str, str]) -> tuple[list[str], str]:
    """The words before the cursor after `tutor`, and the beginning of the one it is in."""
    if shell == "bash":
        words = split(environ.get("COMP_WORDS", ""))
        number = environ.get("COMP_CWORD", "")
        at = int(number) if number.isdecimal() else 0
        return words[1:at], words[at] if at < len(words) else ""
    line = environ.get("_TYPER_COMPLETE_ARGS", "")
    words = split(line)[1:]
    return (words, "") if not words or line.endswith(" ") else (words[:-1], words[-1])


def split(line: str) -> list[str]:
    """The words of a line as a shell reads them, a quote that is still open being closed."""
    for end in ("", '"', "'"):
        try:
            return shlex.split(line + end)
        except ValueError:
            continue
    return line.split()


def choices(app: "App", words: Sequence[str], start: str) -> Iterator[Choice]:
    """What can come next, each with what it is."""
    whole = program(app.language)
    here, given, option = standing(whole, words)
    if option:
        values = [(each, "") for each in FIXED[option]] if option in FIXED else named(app, "TOPIC", start) if option == "--topic" else []
        yield from matching(values, start)
    elif start.startswith("-"):
        yield from matching([(name, p.help) for name, p in options_of(whole, here).items() if name.startswith("--")], start)
    else:
        yield from matching([(inner.name, inner.help) for inner in here.commands], start)
        if given < len(here.arguments):
            yield from matching(named(app, here.arguments[given].key, start), start)


def options_of(whole: Command, here: Command) -> dict[str, Parameter]:
    """The options that a command takes by their names: its own, and those of all commands."""
    return {name: parameter for parameter in (*whole.options, *here.options) for name in parameter.names}


def standing(whole: Command, words: Sequence[str]) -> tuple[Command, int, str]:
    """The command that the words have come to, how many arguments it was given, and the option that waits for its value."""
    here, given, option = whole, 0, ""
    for word in words:
        if option:
            option = ""
        elif word.startswith("-"):
            known = options_of(whole, here).get(word)
            option = word if known and known.value else ""
        elif inner := found(whole, f"{here.path} {word}".strip()):
            here = inner
        else:
            given += 1
    return here, given, option


def named(app: "App", argument: str, start: str) -> Iterable[Choice]:
    """The names an argument takes, of the course that is studied; titles once something of them is typed."""
    kinds: dict[str, Callable[[Course], Iterator[Choice]]] = {"LESSON": lessons, "TOPIC": topics, "TERM": terms}
    if argument not in kinds:
        return
    pairs = tuple(kinds[argument](app.load().course))
    yield from pairs
    if start and argument != "TERM":
        yield from ((title, name) for name, title in pairs if title)


def lessons(course: "Course") -> Iterator[Choice]:
    """The lessons by number and title."""
    return ((lesson.id, unmarked(lesson.title)) for lesson in headings(course))


def topics(course: "Course") -> Iterator[Choice]:
    """Modules, lessons and tags."""
    yield from ((module.id, unmarked(module.title)) for module in course.modules)
    yield from lessons(course)
    yield from ((tag, "") for tag in sorted({tag for entry in entries(course) for tag in entry.tags}))


def terms(course: "Course") -> Iterator[Choice]:
    """The words of the glossary, with their English names."""
    return ((term.term, term.english) for term in course.glossary)


def matching(values: Iterable[Choice], start: str) -> Iterator[Choice]:
    """The values that begin so, then those that have a word that does; case and accents aside."""
    wanted = folded(start)
    pairs = [(folded(value), value, told) for value, told in values]
    yield from ((value, told) for plain, value, told in pairs if plain.startswith(wanted))
    if len(wanted) > 2:
        yield from ((value, told) for plain, value, told in pairs if re.search(rf"\b{re.escape(wanted)}", plain))


def lines(found: Sequence[Choice]) -> str:
    """For fish and PowerShell-like readers: a value, a tab, what it is."""
    return "\n".join(f"{value}\t{' '.join(told.split())}" if told else value for value, told in found)


def for_bash(found: Sequence[Choice]) -> str:
    """One value a line, quoted as bash wants it in the middle of a line."""
    return "\n".join(re.sub(r"([^\w@%+=:,./-])", lambda m: f"\\{m[1]}" if m[1].isascii() else m[1], value) for value, _ in found)


def for_zsh(found: Sequence[Choice], start: str) -> str:
    """Code for zsh to evaluate: -U keeps what it would throw away for an accent that was not typed.

    With -U zsh puts what all have in common in the place of what was typed. Where that is less, as of names that only have a word that
    begins so, the first Tab lists them and takes nothing away, and the next goes through them.
    """
    if not found:
        return "_files"
    wide = max(len(value) for value, _ in found)
    less = len(found) > 1 and len(os.path.commonprefix([value for value, _ in found])) < len(start)  # noqa: RUF071 - letters are meant
    shown = [f"{value.ljust(wide)}  -- {' '.join(told.split())}" if told else value for value, told in found]
    return f"local -a v d; v=({shlex.join(v for v, _ in found)}); d=({shlex.join(shown)}); compadd -U -l -d d -a v{LISTED if less else ''}"


def for_powershell(found: Sequence[Choice]) -> str:
    """Three colons between a value and what it is."""
    return "\n".join(f"{value}:::{told or ' '}" for value, told in found)


FORMS: dict[str, Callable[[Sequence[Choice]], str]] = {
    "bash": for_bash,
    "powershell": for_powershell,
    "pwsh": for_powershell,
}
