"""The commands of every day, parsed without Typer. Pure."""

from collections.abc import Sequence
from typing import Any

VALUED = ("--lang", "--color", "--theme", "--content", "--data", "--documents", "--course")
QUICK: dict[str, dict[str, type]] = {
    "learn": {"": str, "--read": bool, "--pretest": bool},
    "review": {"--minutes": int, "--limit": int, "--topic": str, "--order": str, "--seed": int},
    "practice": {"": str, "--limit": int, "--missed": bool, "--confusions": bool},
    "progress": {"--json": bool, "--export": str},
    "lessons": {"": str, "--json": bool},
    "history": {"--limit": int, "--before": str, "--json": bool},
    "search": {"": str, "--json": bool},
    "glossary": {"": str, "--json": bool},
}


def quick(words: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
    """The commands of every day, and home, which has no name, parsed without Typer, whose import is half of a start; None for the rest.

    A test holds it equal to what Typer makes of the same words.
    """
    known: dict[str, type] = {**dict.fromkeys(VALUED, str), "--plain": bool}
    found: dict[str, Any] = {}
    command, rest = "", list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if not command and word in QUICK:
            command = word
            known |= QUICK[word]
        elif known.get(word) is bool:
            found[word] = True
        elif command and not word.startswith("-") and "" in known and "" not in found:
            found[""] = word
        elif name.startswith("--") and name in known and name not in found and (equals or rest):
            text = value if equals else rest.pop(0)
            if known[name] is bool or (known[name] is int and not (text.isascii() and text.isdecimal() and len(text) < 10)):
                return None
            found[name] = known[name](text)
        else:
            return None
    return (command, found) if command != "search" or "" in found else None


def help_wanted(words: Sequence[str]) -> str | None:
    """The command whose help is asked for and nothing else, empty for the program's own; None where that is not so."""
    rest, path = list(words), list[str]()
    while rest:
        word = rest.pop(0)
        if word in {"--help", "-h"} and not rest:
            return " ".join(path)
        if word in VALUED and rest:
            rest.pop(0)
        elif not word.startswith("-"):
            path.append(word)
        elif word != "--plain" and word.partition("=")[0] not in VALUED:
            return None
    return None


def common_first(argv: Sequence[str]) -> list[str]:
    """The same arguments with the options that every command has moved to the front, where they are declared once."""
    front, rest, words = list[str](), list[str](), list(argv)
    while words:
        word = words.pop(0)
        if word == "--":
            rest += [word, *words]
            break
        name = word.partition("=")[0]
        if name in VALUED and "=" not in word and words:
            front += [word, words.pop(0)]
        elif name in VALUED or word == "--plain":
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def empty_in(argv: Sequence[str]) -> str | None:
    """What stands before an argument without a character (nothing: it is the first), or the option whose value is one; None without any.

    Such an argument is a variable of a shell that holds nothing. As a path it would mean the working directory.
    """
    for before, word in zip(["", *argv], argv, strict=False):
        if not word:
            return before
        if word.startswith("--") and word.endswith("="):
            return word[:-1]
    return None


def lang_in(argv: Sequence[str]) -> str:
    """The --lang given, which the help texts need before the commands are built."""
    return value_in(argv, "--lang")


def value_in(argv: Sequence[str], option: str) -> str:
    """What an option is given last, before the arguments are parsed."""
    found = ""
    for n, word in enumerate(argv):
        if word.startswith(f"{option}="):
            found = word[len(option) + 1 :]
        elif word == option and n + 1 < len(argv):
            found = argv[n + 1]
    return found
