"""Which questions a course had at its last check, so that a lost id is noticed; kept in the cache, and no loss if it is deleted."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tutor.cards import course_of, question_of
from tutor.content.decode import decode
from tutor.content.files import File, pack_files, role_of, sheet_of
from tutor.content.find import is_folder
from tutor.content.fix import Fixed, with_edits
from tutor.content.load import draft_of
from tutor.content.problems import Code, Problem
from tutor.content.renamed import Trace, renamed, told, traces
from tutor.content.stash import stashed
from tutor.content.writing import overwrite
from tutor.course import Course, Place
from tutor.errors import TutorError, reason_of
from tutor.record import replace

if TYPE_CHECKING:
    from tutor.app import App
    from tutor.content.draft import Draft

MAX_GONE = 1_000
"""Lost ids that are remembered of a course."""


def proposals(app: "App", root: Path, course: Course | None, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """A problem for each question that probably had another id before; nothing as long as an error may be what hides one."""
    if course is None or any(problem.severity == "error" for problem in problems):
        return ()
    place = ledger(app, root)
    known, own = recalled(place), traces(course)
    asked = answered(app, course)
    olds = {old for question in course.questions.values() for old in question.was}
    gone = {name: each for name, each in {**asked, **known}.items() if name not in own and name not in olds}
    fresh = [name for name in own if name not in known and name not in asked]
    found = renamed(course, gone, fresh) if gone and fresh else ()
    waiting = {each.question.id for each in found}
    lost = list(gone.items())[-MAX_GONE:]
    remember(place, {**dict(lost), **{name: each for name, each in own.items() if name not in waiting}})
    order = sorted(found, key=lambda each: (each.question.place.file, each.question.place.line))
    return tuple(told(each, drafted(root, each.question.place.file)) for each in order)


def ledger(app: "App", root: Path) -> Path:
    """The file in the cache that remembers a course."""
    real = os.path.realpath(root)
    return Path(app.cache_directory()) / f"{Path(real).name[:40]}-{crc32(real.encode(errors='surrogateescape')):08x}.ids"


def recalled(place: Path) -> dict[str, Trace]:
    """The questions of the last check; none where nothing sensible is kept."""
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        return {str(name): Trace(*map(str, each)) for name, each in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def remember(place: Path, every: Mapping[str, Trace]) -> None:
    """Keep them for the next check; where that cannot be, nothing is said."""
    words = json.dumps({name: [each.fingerprint, each.kind, each.words] for name, each in every.items()}, ensure_ascii=False)
    with suppress(OSError, ValueError), stashed(place) as file:
        file.write(words.encode(errors="surrogatepass"))


def answered(app: "App", course: Course) -> dict[str, Trace]:
    """The questions of this course that the learner of this computer answered, by id."""
    found: dict[str, Trace] = {}
    with suppress(TutorError, OSError):
        if is_folder(app.data_directory()):
            for card, state in app.store().progress.cards.items():
                if course_of(card) == course.id:
                    found[question_of(card)] = Trace(state.version)
    return found


def drafted(root: Path, name: str) -> "Draft":
    """One file of a pack, or a file alone, read by itself."""
    if not is_folder(root):
        sheet = sheet_of(File("quiz", name, root), None)
        return draft_of(sheet, role_of(sheet.text))
    file = next(each for each in pack_files(root) if each.name == name)
    return draft_of(sheet_of(file, root), file.role)


def mend(root: Path, problems: Iterable[Problem]) -> list[Fixed]:
    """Write the proposals that are sure, file by file, each whole or not at all."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.fix and problem.code is Code.RENAMED:
            by_file.setdefault(problem.file, []).append(problem)
    return [mend_file(root, name, tuple(each)) for name, each in by_file.items()]


def mend_file(root: Path, name: str, problems: tuple[Problem, ...]) -> Fixed:
    """Write the proposals of one file, if it then reads as before but for the old ids."""
    path = root / name if is_folder(root) else root
    before = drafted(root, name)
    try:
        data = path.read_bytes()
        after = with_edits(data, [edit for problem in problems for edit in problem.fix], before.sheet.lines)
        if after is None or not same_but_was(before, draft_of(decode(after, name), before.role)):
            return Fixed(name, path, (), "encoding" if after is None else "form")
        refusal = overwrite(path, after, data)
    except OSError as error:
        return Fixed(name, path, (), reason_of(error))
    return Fixed(name, path, problems, refusal)


def same_but_was(one: "Draft", other: "Draft") -> bool:
    """Whether two readings of a file give the same questions, old ids and places aside."""
    bare = [[replace(question, was=(), place=Place()) for question in draft.questions] for draft in (one, other)]
    return bare[0] == bare[1] and other.sheet.errors <= one.sheet.errors
