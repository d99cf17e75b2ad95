"""What teachers ask for beside checking: new files to begin with, and the schemas for their editor."""

import json
import os
import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.find import COURSE, is_yaml
from tutor.content.join import slug
from tutor.content.keys import ROOTS, plain
from tutor.content.quoting import in_quotes
from tutor.content.schema import schema as made
from tutor.content.schema import schemas
from tutor.errors import ExitCode, UnknownName
from tutor.exports import refusing
from tutor.publishing import create, publish
from tutor.text.authoring import authoring_for
from tutor.ui.typography import typeset

if TYPE_CHECKING:
    from tutor.app import App


def schema(app: "App", role: str, folder: Path | None) -> ExitCode:
    """Print the schema of one kind of file, or write all of them into a folder. Raises UnknownName, OSError."""
    if folder is None:
        if role not in ROOTS:
            raise UnknownName("schema", role, tuple(get_close_matches(role, ROOTS, 3)) or ROOTS)
        app.out().json(made(role))
        return ExitCode.DONE
    with refusing(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        for name, each in schemas().items():
            publish(str(folder / name), (json.dumps(each, ensure_ascii=False, indent=2) + "\n").encode())
            app.out().line(str(folder / name))
    return ExitCode.DONE


KINDS = ("course", "lesson", "quiz")


NEW_KINDS = ("quiz", "lesson", "course")
"""The same in the order of how often they are wanted."""


def new(app: "App", kind: str, path: Path | None, title: str) -> ExitCode:
    """Write a commented quiz, lesson or course to begin with; what is already there is never touched. Raises UnknownName, OSError."""
    if kind and kind not in KINDS:
        raise UnknownName("file", kind, tuple(get_close_matches(kind, KINDS, 3)) or KINDS)
    text = authoring_for(app.language)
    told = wanted(app, kind, path, title)
    if told is None:
        return ExitCode.DONE if app.at_terminal and not app.plain else ExitCode.USAGE
    kind, path, title = told
    with refusing(str(path)):
        files = scaffold(kind, path, title, app.language)
    there = [name for name in files if os.path.lexists(name)]
    if there:
        app.say(text.exists(str(there[0])))
        return ExitCode.USAGE
    with refusing(str(path)):
        create({str(name): words.encode() for name, words in files.items()})
    for name in files:
        app.out().line(str(name))
    app.out().line(typeset(text.written(str(path if kind == "course" else next(iter(files)))), app.language))
    return ExitCode.DONE


def wanted(app: "App", kind: str, path: Path | None, title: str) -> tuple[str, Path, str] | None:
    """What `new` is to write; what is missing is asked for on a terminal. None when the teacher leaves, or nobody can be asked."""
    text = authoring_for(app.language)
    if kind and path:
        return kind, path, title
    if app.plain or not app.at_terminal:
        app.say(text.new_needs)
        return None
    from tutor.asking import line, pick

    if not kind:
        n = pick(app, text.ask_kind, [text.new_kinds[each] for each in NEW_KINDS])
        if n is None:
            return None
        kind = NEW_KINDS[n]
    if not title:
        asked = line(app, text.ask_title, good=lambda words: "" if words.strip() else text.no_title)
        if asked is None:
            return None
        title = asked
    if path is None:
        name = (slug(plain(title).replace(" ", "-")) or kind) + ("" if kind == "course" else ".yaml")
        asked = line(app, text.ask_path[kind], name, lambda words: there(text.exists, kind, words, title, app.language))
        if asked is None:
            return None
        path = at_home(asked)
    return kind, path, title


def at_home(words: str) -> Path:
    """A path as it is typed, `~` meaning home as in a shell."""
    return Path(os.path.expanduser(words.strip() or "."))  # noqa: PTH111 - that of Path raises for a user who does not exist


def there(exists: Callable[[str], str], kind: str, words: str, title: str, language: str) -> str:
    """What keeps a file from being written at a path that is being typed: nothing, or that something is there."""
    taken = [name for name in scaffold(kind, at_home(words), title, language) if os.path.lexists(name)]
    return exists(str(taken[0])) if taken else "" if words.strip() else "…"


def scaffold(kind: str, path: Path, title: str, language: str) -> dict[Path, str]:
    """The files of a new quiz, lesson or course (a folder), with their texts."""
    if language == "fr":
        from tutor.text import scaffold_fr as texts
    else:
        from tutor.text import scaffold_en as texts  # type: ignore[no-redef]
    if kind == "course":
        return {
            path / COURSE: filled(texts.COURSE, path.name, title),
            path / "lessons" / "l1.yaml": filled(texts.LESSON, "l1", ""),
            path / "quiz" / "l1.yaml": in_lesson(filled(texts.QUIZ, "l1", ""), "l1", language),
        }
    path = path if is_yaml(path.name) else path.with_name(path.name + ".yaml")
    return {path: alone(filled(texts.LESSON if kind == "lesson" else texts.QUIZ, path.stem, title))}


def alone(text: str) -> str:
    """A quiz without the sources that only a course has."""
    return text.replace("    source: @SECTION@\n", "")


_OF_ITS_OWN = ("id: ", "# id: ", "# id : ", "title: ", "titre: ", "language: ", "langue: ")
"""How the lines of a quiz begin that say what it is when it is studied alone."""


def in_lesson(text: str, lesson: str, language: str) -> str:
    """A quiz that names its lesson and the section that answers; the first question also quotes it."""
    key, quote, words = ("leçon", "citation", "pousse le courant") if language == "fr" else ("lesson", "quote", "pushes the current")
    lines = []
    for line in text.replace("@SECTION@", f"{lesson}-s1").split("\n"):
        if line.startswith(_OF_ITS_OWN):
            continue
        if line.startswith(f"# {key}: "):
            lines.append(f"{key}: {lesson}")
        elif line.startswith("    # source: "):
            lines.append(f'    source: {{section: {lesson}-s1, {quote}: "{words}"}}')
        else:
            lines.append(line)
    return "\n".join(lines)


def filled(template: str, name: str, title: str) -> str:
    """A template with an id made of the file's name, and the title or that name; quoted, since it is any text."""
    identity = slug(name)[:40] or "x"
    words = "".join(char if char.isprintable() else " " for char in title or name)
    own = re.sub("-+", "-", slug(plain(title)))[:40].strip("._-") or identity
    return template.replace("@ID@", identity).replace("@QUIZ@", own).replace("@TITRE@", in_quotes(" ".join(words.split()) or identity))
