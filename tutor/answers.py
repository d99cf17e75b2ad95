"""`tutor check --answers`: typed answers that were refused and called right by the learner, and which of them to accept from now on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.cards import course_of, gap_of, question_of
from tutor.content.accept import accept
from tutor.content.files import pack_files, role_of, sheet_of
from tutor.content.find import is_folder
from tutor.content.kinds import same
from tutor.content.load import load
from tutor.content.writing import overwrite
from tutor.course import Cloze, Course, Question, ShortAnswer
from tutor.errors import ExitCode, UnknownName, reason_of
from tutor.events import Event, Reviewed, Undone
from tutor.grade import Answer, grade
from tutor.record import record
from tutor.text.authoring import authoring_for

if TYPE_CHECKING:
    from tutor.app import App

ALL = "all"


@record
class Claimed:
    """An answer that was refused and called right `count` times. `root`: the pack or file that the question is in; `gap` 0: no gap."""

    root: Path
    question: Question
    gap: int
    text: str
    count: int

    @property
    def name(self) -> str:
        """What `--accept` calls it: `question=answer`, and where there are several gaps `question#gap=answer`."""
        several = isinstance(self.question, Cloze) and len(self.question.gaps) > 1
        return f"{self.question.id}{f'#{self.gap}' if several else ''}={self.text}"

    @property
    def path(self) -> Path:
        """The file to write to."""
        return self.root / self.question.place.file if is_folder(self.root) else self.root


def answers(app: "App", paths: Sequence[Path], wanted: Sequence[str], *, form: str) -> ExitCode:
    """List them, and add those that are `wanted` (`all`, or their names), or chosen on a terminal. Raises UnknownName."""
    events = list(app.store().events())
    found = [each for path in paths for each in claimed(path, load(path)[0], events)]
    chosen = named(found, wanted) if wanted or form == "json" else ()
    text = authoring_for(app.language)
    if form != "json":
        for each in found:
            place = f"{each.path}:{each.question.place.line}"
            app.out().line(app.set_in_type(text.claimed(each.count, each.text, each.name.partition("=")[0], place)))
        if not found:
            app.out().line(app.set_in_type(text.none_claimed))
        elif not wanted:
            chosen = asked(app, found)
    written = [(each, why) for path in dict.fromkeys(e.path for e in chosen) for each, why in add(path, chosen)]
    if form == "json":
        app.out().json({"answers": [data(each) for each in found], "accepted": [{**data(e), "refused": why} for e, why in written]})
    else:
        for each, why in written:
            app.out().line(
                app.set_in_type(
                    text.not_accepted(each.text, str(each.path), text.refusals.get(why, why))
                    if why
                    else text.accepted(each.text, str(each.path))
                )
            )
    return ExitCode.USAGE if any(why for _, why in written) else ExitCode.DONE


def data(each: Claimed) -> dict[str, Any]:
    """One of them for programs."""
    place = each.question.place
    return {
        "name": each.name,
        "question": each.question.id,
        "gap": each.gap,
        "text": each.text,
        "count": each.count,
        "path": str(each.path),
        "line": place.line,
    }


def claimed(root: Path, course: Course | None, events: Iterable[Event]) -> list[Claimed]:
    """What was called right, against the questions as they are now: the most often claimed first, nothing that is accepted by now."""
    if course is None:
        return []
    events = list(events)
    gone = {name for event in events if isinstance(event.fact, Undone) for name in event.fact.events}
    counts: Counter[tuple[str, int, str]] = Counter()
    spellings: dict[tuple[str, int, str], str] = {}
    terms = tuple(name for term in course.glossary for name in (term.term, *term.forms))
    for event in events:
        fact = event.fact
        if not (isinstance(fact, Reviewed) and fact.overruled) or event.id in gone or not fact.answer.typed:
            continue
        question = current(course, question_of(fact.card)) if course_of(fact.card) == course.id else None
        at = gap_of(fact.card) or int(isinstance(question, Cloze))  # the card of a lone gap has no number
        if question is not None and refused(question, at, fact.answer.typed[0], terms):
            key = (question.id, at, same(fact.answer.typed[0]))
            counts[key] += 1
            spellings.setdefault(key, " ".join(fact.answer.typed[0].split()))
    return [Claimed(root, course.questions[k[0]], k[1], spellings[k], n) for k, n in counts.most_common()]


def current(course: Course, name: str) -> Question | None:
    """The question that has this id now, or had it once."""
    return course.questions.get(name) or next((q for q in course.questions.values() if name in q.was), None)


def refused(question: Question, gap: int, text: str, terms: Sequence[str]) -> bool:
    """Whether a typed answer would be refused today, by a question that lists what it accepts."""
    if isinstance(question, Cloze):
        return 0 < gap <= len(question.gaps) and not grade(question, Answer(typed=(text,)), gap=gap, terms=terms).right
    return isinstance(question, ShortAnswer) and not gap and not grade(question, Answer(typed=(text,)), terms=terms).right


def named(found: Sequence[Claimed], wanted: Sequence[str]) -> tuple[Claimed, ...]:
    """Those that are wanted by name. Raises UnknownName."""
    if ALL in wanted:
        return tuple(found)
    known = {same(each.name): each for each in found}
    for name in wanted:
        if same(name) not in known:
            from difflib import get_close_matches

            close = get_close_matches(name, [each.name for each in found], 3, 0.3)
            raise UnknownName("answer", name, tuple(close))
    return tuple(known[same(name)] for name in dict.fromkeys(wanted))


def asked(app: "App", found: Sequence[Claimed]) -> tuple[Claimed, ...]:
    """Those that are ticked on a terminal; elsewhere a line says how to name them."""
    text = authoring_for(app.language)
    if app.plain or not app.at_terminal:
        app.out().line(app.set_in_type(text.how_to_accept(found[0].name)))
        return ()
    from tutor.asking import tick

    chosen = tick(app, text.which_to_accept, [f"{each.name} ({each.count})" for each in found])
    return tuple(found[n] for n in chosen)


def add(path: Path, chosen: Sequence[Claimed]) -> list[tuple[Claimed, str]]:
    """Write the answers that go into one file, at once; each with why it was not written, or nothing."""
    own = [each for each in chosen if each.path == path]
    root = own[0].root
    try:
        was = now = path.read_bytes()
        role = role_in(root, path)
        done = []
        for each in own:
            now, why = accept(now, each.question.place.file, role, (each.question.id, each.gap), each.text)
            done.append((each, why))
        stopped = overwrite(path, now, was) if now != was else ""
    except OSError as error:
        done, stopped = [(each, "") for each in own], reason_of(error)
    return [(each, why or stopped) for each, why in done]


def role_in(root: Path, path: Path) -> str:
    """What kind of file this is."""
    if is_folder(root):
        return next(file.role for file in pack_files(root) if file.path == path)
    from tutor.content.files import File

    return role_of(sheet_of(File("quiz", path.name, path), None).text)
