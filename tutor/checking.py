"""`tutor check`: every problem and all advice, as text, JSON or annotations of GitHub; what can be mended is written on request."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from rich.text import Text as Styled

from tutor import identity
from tutor.content.documents import AtHand, NotAtHand, Verified, library, verified
from tutor.content.find import COURSE, is_folder, packs
from tutor.content.fix import Fixed, fix, shown
from tutor.content.lint import inspect
from tutor.content.problems import Code, Problem
from tutor.content.problems import problem as whole
from tutor.content.rivals import unlike
from tutor.content.summary import Summary, summary
from tutor.course import Course
from tutor.errors import ExitCode, NoCourse, UnknownName
from tutor.text.authoring import authoring_for
from tutor.text.problems import change, sentences, tell
from tutor.ui.inked import fault
from tutor.ui.typography import typeset, unmarked
from tutor.unzipping import Root, no_zips, readable

if TYPE_CHECKING:
    from tutor.app import App

FORMATS: Final = ("text", "json", "github")
_LEVELS: Final = {"error": "error", "warning": "warning", "repair": "warning", "advice": "notice"}


def check(app: "App", paths: Sequence[Path], *, form: str = "text", mend: bool = False, strict: bool = False) -> ExitCode:
    """Check packs and files: exit 0 when nothing is an error (with `strict`: when there is nothing to say), else 2.

    Raises NoCourse; BadPath where a zip is to be mended, or a folder of documents is not there.
    """
    app.require_documents()
    found = checked(app, paths)
    with readable(app, no_zips(found) if mend else found) as (roots, refused):
        return max(judged(app, roots, form=form, mend=mend, strict=strict), ExitCode.USAGE if refused else ExitCode.DONE)


def judged(app: "App", roots: Sequence[Root], *, form: str, mend: bool, strict: bool) -> ExitCode:
    """Tell everything about packs and files that can be read."""
    fixed = [each for root in roots for each in fix(root.path)] if mend else []
    seen = [(root, *inspected(app, root)) for root in roots]
    renames = [each for root, _, problems in seen for each in identity.mend(root.path, problems)] if mend else []
    if renames:
        fixed += renames
        seen = [(root, *inspected(app, root)) for root in roots]
    seen = list(told_apart(seen))
    problems = [problem for _, _, each in seen for problem in each]
    proven = [verified(course, library(course, app.documents(), str(root.path))) for root, course, _ in seen if course and course.documents]
    if form == "json":
        app.out().json({**_data(app, fixed, seen), "documents": [_proof(each) for each in proven]})
    elif form == "github":
        for root, _, each in seen:
            for problem in each:
                app.out().line(annotation(problem, root.file(problem.file), app.language))
    elif seen:
        _text(app, fixed, seen, proven, mend=mend)
    bad = any(not each.is_good and asked_for(each) for each in proven)
    bad |= any(each.refusal for each in fixed) or any(strict or problem.severity == "error" for problem in problems)
    if any(unwritten(each.refusal) for each in fixed):
        return ExitCode.OUTPUT
    return ExitCode.USAGE if bad else ExitCode.DONE


def unwritten(refusal: str) -> bool:
    """Whether it was the system that refused to write a file, and not we."""
    return refusal not in {"", "changed", "encoding", "form"}


Seen: TypeAlias = tuple[Root, Course | None, tuple[Problem, ...]]


def told_apart(seen: Sequence[Seen]) -> Iterator[Seen]:
    """The same, with an error for each course that has the id of one before it, and other questions. A file of a pack is none alone."""
    first: dict[str, tuple[Root, Course]] = {}
    for root, course, problems in seen:
        if course is None or is_part(root.path):
            yield root, course, problems
            continue
        before, other = first.setdefault(course.id, (root, course))
        facts = {"id": course.id, "place": str(root.name), "other": str(before.name)}
        name = COURSE if is_folder(root.path) else root.path.name
        yield root, course, (*problems, *([whole(Code.SAME_COURSE, name, **facts)] if no_version(course, other) else []))


def no_version(one: Course, other: Course) -> bool:
    """Whether two courses of one id are not the same in two versions."""
    return one is not other and (unlike(one, other) or not any(name in other.questions for name in one.questions))


def is_part(path: Path) -> bool:
    """Whether a file belongs to a pack."""
    return not is_folder(path) and any(os.path.lexists(folder / COURSE) for folder in path.absolute().parents[:2])


def inspected(app: "App", root: Root) -> tuple[Course | None, tuple[Problem, ...]]:
    """A course with its problems, the ids that it lost since its last check among them, and all advice."""
    course, problems = inspect(root.path)
    return course, problems if root.zipped else (*problems, *identity.proposals(app, root.path, course, problems))


def checked(app: "App", paths: Sequence[Path]) -> tuple[Path, ...]:
    """The packs and files that are meant. Raises NoCourse."""
    found = packs(list(paths) or app.packs())
    if not found:
        raise NoCourse(", ".join(str(p) for p in paths))
    return found


def claimed(app: "App", paths: Sequence[Path], accept: Sequence[str], *, form: str) -> ExitCode:
    """The refused answers that learners called right. Raises NoCourse, UnknownName."""
    from tutor.answers import answers

    return answers(app, no_zips(checked(app, paths)), accept, form=form)


def annotation(problem: Problem, path: Path, language: str) -> str:
    """A problem as a workflow command that GitHub shows beside the line."""
    message, advice = sentences(problem, language)
    place = f"line={problem.line},col={problem.col},endColumn={problem.col + problem.width}," if problem.line else ""
    name = path.as_posix().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace(":", "%3A").replace(",", "%2C")
    text = f"{message} ; {advice}" if advice else message
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_LEVELS[problem.severity]} file={name},{place}title={problem.code}::{text}"


def _data(app: "App", fixed: Sequence[Fixed], seen: Sequence[tuple[Root, Course | None, Sequence[Problem]]]) -> dict[str, Any]:
    return {
        "problems": [_problem(problem, root.file(problem.file), app.language) for root, _, each in seen for problem in each],
        "fixed": [
            {"path": str(each.path), "refused": each.refusal, "changes": [_problem(p, each.path, app.language) for p in each.done]}
            for each in fixed
        ],
        "courses": [asdict(summary(course)) for _, course, _ in seen if course],
    }


def _problem(problem: Problem, path: Path, language: str) -> dict[str, Any]:
    """All facts of a problem, with the file's path and the sentences."""
    message, advice = sentences(problem, language)
    return {**asdict(problem), "facts": dict(problem.facts), "path": str(path), "message": message, "advice": advice}


def _text(
    app: "App",
    fixed: Sequence[Fixed],
    seen: Sequence[tuple[Root, Course | None, Sequence[Problem]]],
    proven: Sequence[Verified],
    *,
    mend: bool,
) -> None:
    text, out = authoring_for(app.language), app.out()

    def say(sentence: str) -> None:
        out.line(typeset(sentence, app.language))

    for each in fixed:
        for problem in each.done if not each.refusal else ():
            out.text(fault(change(problem, *shown(problem), app.language), "fixed"))
        why = text.refusals.get(each.refusal, each.refusal)
        say(text.refused(each.file, why) if why else text.fixed(each.file, len(each.done)))
    if mend and not fixed:
        say(text.nothing_to_fix)
    problems = [problem for _, _, each in seen for problem in each]
    for problem in problems:
        out.text(fault(tell(problem, app.language), problem.severity))
    for _, course, _ in seen:
        for line in figures(summary(course), app.language) if course and course.questions else ():
            say(line)
    for line in (line for each in proven for line in proof_lines(each, app.language)):
        say(line)
    last = counted(app.language, problems, len(seen), sum(len(course.questions) for _, course, _ in seen if course))
    bad = any(problem.severity == "error" for problem in problems)
    out.text(Styled(typeset(last, app.language), "wrong" if bad else "warn" if problems else "right"))


def counted(language: str, problems: Sequence[Problem], files: int, questions: int) -> str:
    """The last line."""
    text = authoring_for(language)
    errors, advice = (sum(p.severity == severity for p in problems) for severity in ("error", "advice"))
    return text.counts(errors, len(problems) - errors - advice, advice) if problems else text.good(files, questions)


def figures(seen: Summary, language: str) -> tuple[str, ...]:
    """The summary of a course, a line each."""
    text = authoring_for(language)
    places = ", ".join(f"{'abcdefghij'[n % 10]} {count}" for n, count in enumerate(seen.places))
    levels = ", ".join(f"{text.level.get(name, text.no_level)} {count}" for name, count in sorted(seen.levels, key=_rank))
    lines = ["", text.summary(unmarked(seen.title), seen.questions, seen.variants)]
    lines.append(f"{text.kinds} " + ", ".join(f"{text.kind[name]} {count}" for name, count in seen.kinds))
    if seen.objectives:
        lines.append(text.objectives(seen.objectives - len(seen.unasked), seen.objectives, ", ".join(seen.unasked)))
    lines.append(f"{text.bloom} {levels}")
    if seen.single:
        lines.append(text.places(places) + (f" {text.shuffled}" if seen.shuffled else ""))
        lines.append(text.longest(seen.longest, seen.single, round(100 * seen.longest_by_chance)))
    lines.append(text.sources(seen.sourced, seen.questions))
    if crafty := seen.crafty:
        score, chance, best = (round(100 * share) for share in (crafty.score, crafty.chance, crafty.trick_score))
        lines.append(text.crafty(score, chance, text.tricks[crafty.trick], best))
    return tuple(lines)


def _rank(level: tuple[str, int]) -> int:
    order = ("remember", "understand", "apply", "analyse", "evaluate", "create", "")
    return order.index(level[0])


def asked_for(seen: Verified) -> bool:
    """Whether some folder was there to look for the documents in."""
    return any(isinstance(each, AtHand) or each.reason != "nowhere" for each in seen.documents)


def proof_lines(seen: Verified, language: str) -> Iterator[str]:
    """What the documents were found to be: each that is not at hand, each passage out of place, then the numbers."""
    from tutor.text.packs import packs_for
    from tutor.ui.sourcing import why_absent

    text = packs_for(language)
    if not asked_for(seen):
        yield text.not_verified
        return
    known = {each.document.id: each for each in seen.documents if isinstance(each, AtHand)}
    yield from (why_absent(each, language) for each in seen.documents if isinstance(each, NotAtHand))
    for claim in seen.wrong:
        yield text.out_of_place(claim.id, claim.start, claim.end, unmarked(known[claim.document].document.title))
    yield text.verified(len(known), len(seen.documents), seen.right, seen.passages)


def _proof(seen: Verified) -> dict[str, Any]:
    """The same as data."""
    return {
        "documents": [
            {"id": each.document.id, "path": each.path, "state": "verified" if isinstance(each, AtHand) else each.reason}
            for each in seen.documents
        ],
        "passages": seen.passages,
        "right": seen.right,
        "wrong": [claim.id for claim in seen.wrong],
    }


def explain(app: "App", code: str) -> ExitCode:
    """A page about a code: why it matters, a wrong example and what is said of it, a right one. Raises UnknownName."""
    from tutor.content.explain import CODES, explain

    page = explain(code.upper(), app.language)
    if page is None:
        raise UnknownName("code", code, tuple(get_close_matches(code.upper(), CODES, 3)))
    text, out = authoring_for(app.language), app.out()
    out.line(f"{page.code}  {typeset(page.why, app.language)}".rstrip())
    told = tell(page.told, app.language) if page.told else ""
    for title, words in ((text.wrong, page.wrong), (text.says, told), (text.right, page.right)):
        if words:
            out.line("\n".join(["", typeset(title, app.language), *indented(words)]))
    return ExitCode.DONE


def indented(words: str) -> list[str]:
    """The lines of an example, set off; tabs and the like are shown, not written."""
    return [f"    {line}" for line in words.rstrip("\n").replace("\t", "→").split("\n")]
