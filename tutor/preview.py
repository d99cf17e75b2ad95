"""`tutor preview`: a file played as students see it; nothing is saved, and what is saved in the file is shown at once."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.cache import Mark, marks
from tutor.content.files import File, pack_files, role_of, sheet_of
from tutor.content.find import COURSE, is_folder
from tutor.content.load import draft_of, load
from tutor.content.problems import Problem
from tutor.course import Course, Place, Term
from tutor.errors import BadPath, ExitCode, NoCourse, UnknownName
from tutor.play import Interface
from tutor.record import record
from tutor.steps import Remark
from tutor.text.authoring import authoring_for
from tutor.text.problems import tell
from tutor.trial import Script, begins_at, previewing, script_of
from tutor.ui.typography import typeset
from tutor.unzipping import no_zips

if TYPE_CHECKING:
    from tutor.app import App


@record
class Previewed:
    """What is previewed: a pack or a file alone, and in a pack the name of the one file, or nothing for all of it."""

    root: Path
    file: str

    @property
    def folder(self) -> Path:
        """Where the files that problems and places name are."""
        return self.root if is_folder(self.root) else self.root.parent


def preview(app: "App", name: str, *, watch: bool) -> ExitCode:
    """Play FILE, or FILE#id from that id on. Raises NoCourse, NoTerminal, UnknownName."""
    app.require_interface()
    path, identity = parted(name)
    seen = previewed(path)
    text = authoring_for(app.language)
    script = read(seen, app.language, watched=watch)
    if len(script.stops) == 1:
        app.say(text.nothing_to_play(name))
        return ExitCode.USAGE
    at = begins_at(script, identity) if identity else 0
    if at is None:
        raise UnknownName("place", identity, near(identity, script))
    terms = list(script.course.glossary if script.course else ())

    def again() -> Script:
        made = read(seen, app.language, watched=watch)
        terms[:] = made.course.glossary if made.course else terms
        return made

    changed = Watch(seen.root) if watch else None
    front(app, seen, script.course, terms, changed).run(previewing(again, at, app.world.now, staying=watch))
    return ExitCode.DONE


def parted(name: str) -> tuple[Path, str]:
    """The file and the id after its last `#`; a `#` in the name of a file that is there belongs to it. Raises BadPath."""
    path, _, identity = (name, "", "") if os.path.lexists(name) else name.rpartition("#")
    if not path or not os.path.lexists(path):
        raise BadPath("missing", path or name)
    return no_zips([Path(path)])[0], identity


def previewed(path: Path) -> Previewed:
    """The pack that a file belongs to, since it has the lessons and sources its questions name; else the file alone. Raises NoCourse."""
    if is_folder(path) or path.name == COURSE:
        folder = path if is_folder(path) else path.parent
        if not os.path.lexists(folder / COURSE):
            raise NoCourse(str(path))
        return Previewed(folder, "")
    whole = path.absolute()
    for folder in (whole.parent, whole.parent.parent):
        if os.path.lexists(folder / COURSE):
            name = whole.relative_to(folder).as_posix()
            if any(file.name == name for file in pack_files(folder)):
                return Previewed(folder, name)
    return Previewed(path, path.name)


def read(seen: Previewed, language: str, *, watched: bool) -> Script:
    """Everything the files give at this moment, with their errors as remarks."""
    course, problems = load(seen.root)
    # Without a course its other files are at fault, and all there is to show.
    own = [p for p in problems if p.severity == "error" and (p.file == seen.file or not seen.file or course is None)]
    starts = starts_of(seen)
    text = authoring_for(language)
    last = typeset(text.played_watched if watched else text.played_alone, language)
    end = Remark(text.played, (last,), Place(seen.file))
    return script_of(course, seen.file, [line for line, _ in starts], remarks(own, starts, language), end)


def starts_of(seen: Previewed) -> list[tuple[int, str]]:
    """Where the things of the one file begin, broken ones too."""
    if not seen.file:
        return []
    alone = not is_folder(seen.root)
    files = (File("", seen.file, seen.root),) if alone else pack_files(seen.root)
    file = next((each for each in files if each.name == seen.file), None)
    if file is None:  # it was there when the preview began
        return []
    sheet = sheet_of(file, None if alone else seen.root)
    return sorted(draft_of(sheet, file.role or role_of(sheet.text)).starts)


def remarks(problems: list[Problem], starts: list[tuple[int, str]], language: str) -> list[tuple[int, str, Remark]]:
    """The errors of each thing together, with the line where the thing begins and its id."""
    found: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in problems:
        line, identity = next((start for start in reversed(starts) if start[0] <= problem.line), (0, ""))
        found.setdefault((problem.file, line, identity), []).append(problem)
    text = authoring_for(language)
    made = []
    for (_, line, identity), each in found.items():
        lines = tuple(row for problem in each for row in (*tell(problem, language).split("\n"), ""))
        made.append((line, identity, Remark(text.not_shown, lines[:-1], Place(each[0].file, each[0].line))))
    return made


def near(identity: str, script: Script) -> tuple[str, ...]:
    """The ids that may have been meant."""
    from difflib import get_close_matches

    known = [stop.id for stop in script.stops if stop.id]
    return tuple(get_close_matches(identity, known, 3)) or tuple(known[:3])


class Watch:
    """Says once after each save that files were saved; one that is half written or gone for a moment is not yet."""

    def __init__(self, root: Path) -> None:
        self.root = os.fspath(root)
        self.known = self.last = self.look()

    def look(self) -> tuple[Mark, ...]:
        """The files as they are now."""
        return marks(self.root)

    def __call__(self) -> bool:
        """Whether they changed since the last yes, and stand still."""
        now, before = self.look(), self.last
        self.last = now
        if now == self.known or now != before:
            return False
        self.known = now
        return True


def front(app: "App", seen: Previewed, course: Course | None, terms: list[Term], changed: Callable[[], bool] | None) -> Interface:
    """The stage or plain lines, which can be told that files changed."""
    from tutor.app import open_in
    from tutor.ui.render import Voice
    from tutor.ui.watched import WatchedPlain, WatchedStage, awaited

    voice = Voice(app.text, course.language if course else app.language, numbered=app.plain)
    command = app.world.environ.get("VISUAL") or app.world.environ.get("EDITOR")
    edit = partial(open_in, command, str(seen.folder)) if command else None
    if not app.plain:
        stage = WatchedStage(voice, app.look(), (app.world.stdin, app.world.stdout), app.world.now, terms, edit)
        stage.changed = changed
        return stage
    from tutor.ui.emit import Out

    source = awaited(app.world.stdin, changed) if changed else app.world.stdin
    plain = WatchedPlain(voice, source, Out(app.world.stdout, app.look()).line, app.world.now, terms)
    text = authoring_for(app.language)
    plain.edit, plain.reread, plain.also = edit, text.reread, text.opens_editor
    return plain
