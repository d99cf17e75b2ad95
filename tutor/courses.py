"""The `tutor course` commands: which courses there are, adding one, taking it away, choosing the one that is opened."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from tutor.cards import course_of
from tutor.content.cache import course_at
from tutor.content.find import shipped_place
from tutor.errors import BadPath, ExitCode, NoCourse, ProgressRefused, UnknownName, reason_of
from tutor.events import Set
from tutor.opening import called
from tutor.record import asdict, record
from tutor.text.packs import packs_for
from tutor.ui.typography import unmarked

if TYPE_CHECKING:
    import typer

    from tutor.app import App
    from tutor.installing import Faulty


@record
class Known:
    """A course there is. `origin`: shipped, added or named; `shadowed`: another of the same id stands before it.

    `state`: good, or broken when no course can be read there; its `id` is then the name of the folder or file.
    """

    id: str
    title: str
    path: str
    origin: str
    lessons: int
    questions: int
    studied: int
    due: int
    current: bool
    shadowed: bool
    state: str = "good"

    @property
    def can_be_opened(self) -> bool:
        """Whether `tutor course use` would open it."""
        return self.state == "good" and not self.shadowed


def commands(app: "App", cli: "typer.Typer") -> None:
    """Add `tutor course` and `tutor coverage`, with their help in the language of `app`."""
    import typer

    cli.add_typer(group_of(app), name="course")
    text = packs_for(app.language)
    as_json = Annotated[bool, typer.Option("--json", help=app.text.commands.json)]

    @cli.command("coverage", help=text.coverage)
    def _coverage(
        recall: Annotated[bool, typer.Option("--recall", help=text.by_recall)] = False,
        export: Annotated[str, typer.Option("--export", metavar="FILE", help=text.export)] = "",
        json: as_json = False,
    ) -> None:
        from tutor import covering

        raise typer.Exit(covering.cover(app, by_recall=recall, export=export, as_json=json))


def group_of(app: "App") -> "typer.Typer":
    """`tutor course` and its four."""
    import typer

    text = packs_for(app.language)
    group = typer.Typer(help=text.group)
    as_json = Annotated[bool, typer.Option("--json", help=app.text.commands.json)]

    @group.callback(invoke_without_command=True)
    def _course(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            raise typer.Exit(list_courses(app, as_json=False))

    @group.command("add", help=text.add)
    def _add(
        path: Annotated[str, typer.Argument(help=text.source_argument)],
        replace: Annotated[bool, typer.Option("--replace", help=text.replace)] = False,
    ) -> None:
        raise typer.Exit(add(app, path, replace=replace))

    @group.command("list", help=text.list)
    def _list(json: as_json = False) -> None:
        raise typer.Exit(list_courses(app, as_json=json))

    @group.command("remove", help=text.remove)
    def _remove(name: Annotated[str, typer.Argument(metavar="ID", help=text.id_argument)]) -> None:
        raise typer.Exit(remove(app, name))

    @group.command("use", help=text.use)
    def _use(name: Annotated[str, typer.Argument(metavar="ID", help=text.id_argument)]) -> None:
        raise typer.Exit(use(app, name))

    return group


def known(app: "App") -> tuple[Known, ...]:
    """Every course there is, in the order they are looked for, with how many of its cards are studied and due."""
    progress, today = app.store().progress, app.world.now().day
    open_id = opened_id(app)
    studied, due = (counted(cards) for cards in (progress.cards, progress.due(today)))
    out: list[Known] = []
    for place in app.packs():
        found = course_at(place, app.cache_directory())
        if found is None:
            out.append(Known(called(place), "", place, origin(app, place), 0, 0, 0, 0, current=False, shadowed=False, state="broken"))
            continue
        course = found.course
        shadowed = any(each.id == course.id and each.can_be_opened for each in out)
        out.append(
            Known(
                course.id,
                course.title,
                place,
                origin(app, place),
                len(course.lessons),
                len(course.questions),
                studied.get(course.id, 0),
                due.get(course.id, 0),
                current=course.id == open_id and not shadowed,
                shadowed=shadowed,
            )
        )
    return tuple(out)


def opened_id(app: "App") -> str:
    """The id of the course that the commands open; empty where none can be."""
    try:
        return app.course().id
    except (NoCourse, BadPath):
        return ""


def counted(cards: Iterable[str]) -> dict[str, int]:
    """How many cards each course has among these."""
    out: dict[str, int] = {}
    for card in cards:
        name = course_of(card)
        out[name] = out.get(name, 0) + 1
    return out


def origin(app: "App", place: str) -> str:
    """Where a course comes from."""
    folder = os.path.dirname(os.path.abspath(place))
    if folder == os.path.abspath(shipped_place()):
        return "shipped"
    return "added" if folder == os.path.abspath(app.courses_directory()) else "named"


def list_courses(app: "App", *, as_json: bool) -> ExitCode:
    """Every course, and what cannot be opened."""
    found, text = known(app), packs_for(app.language)
    if as_json:
        app.out().json([asdict(each) for each in found])
        return ExitCode.DONE
    for each in found:
        if not each.can_be_opened:
            tell(app, text.same_id(each.path) if each.shadowed else app.text.errors.paths["broken"](each.path))
            continue
        words = [
            text.course(each.id, unmarked(each.title), each.lessons, each.questions),
            text.state(each.studied, each.due),
            text.origins[each.origin],
        ]
        tell(app, ", ".join([*words, text.current] if each.current else words))
    return ExitCode.DONE


def add(app: "App", path: str, *, replace: bool) -> ExitCode:
    """Copy a checked pack to the learner's courses, or say why none of it was taken."""
    from tutor import installing
    from tutor.content.find import pack_places
    from tutor.content.parcel import Refused

    text = packs_for(app.language)
    shipped = frozenset(os.path.basename(each) for each in pack_places([shipped_place()]))
    try:
        with writing(app.courses_directory()):
            done = installing.add(path, app.courses_directory(), known=shipped, replace=replace)
    except Refused as refused:
        app.say(app.text.errors.prefix + text.refused[refused.reason](refused.name, refused.limit))
        return ExitCode.USAGE
    except installing.Faulty as faulty:
        tell_faults(app, path, faulty)
        return ExitCode.USAGE
    course = done.course
    tell(app, text.added(unmarked(course.title), done.path, len(course.lessons), len(course.questions), done.files, done.left))
    if done.replaced or course.id in shipped:
        tell(app, text.replaced)
    tell(app, text.to_study(course.id))
    return ExitCode.DONE


@contextmanager
def writing(folder: str) -> Iterator[None]:
    """What keeps the courses from being written, as ProgressRefused of their folder: what else it names is nobody's file."""
    try:
        yield
    except OSError as error:
        raise ProgressRefused(folder, "unwritable", reason_of(error)) from error


MOST_FAULTS = 5


def tell_faults(app: "App", path: str, faulty: "Faulty") -> None:
    """The first errors of a pack that was refused, and how many there are."""
    from tutor.text.problems import tell as tell_problem

    for problem in faulty.problems[:MOST_FAULTS]:
        app.err().line(tell_problem(problem, app.language))
    app.say(app.text.errors.prefix + packs_for(app.language).faulty(path, len(faulty.problems)))


def remove(app: "App", name: str) -> ExitCode:
    """Take a course away; the history keeps every answer. Raises UnknownName."""
    from tutor import installing

    text = packs_for(app.language)
    with writing(app.courses_directory()):
        removed = installing.remove(name, app.courses_directory())
    if not removed:
        app.say(app.text.errors.prefix + text.not_added(name))
        return ExitCode.USAGE
    tell(app, text.removed(name, counted(app.store().progress.cards).get(name, 0)))
    return ExitCode.DONE


def use(app: "App", name: str) -> ExitCode:
    """Choose the course that the commands open. Raises UnknownName, BadPath, NotSaved."""
    every = known(app)
    found = {each.id: each for each in every if each.can_be_opened}
    broken = next((each.path for each in every if each.state == "broken" and each.id == name), "")
    if name not in found and broken:
        raise BadPath("broken", broken)
    if name not in found:
        from tutor.agenda import nearest

        raise UnknownName("course", name, tuple(nearest(name, [*found])) or tuple(found)[:3])
    app.store().append([Set(app.world.now(), "course", name)])
    app.close()
    tell(app, packs_for(app.language).used(unmarked(found[name].title)))
    return ExitCode.DONE


def tell(app: "App", words: str) -> None:
    """One line on stdout, in its typography."""
    app.out().line(app.set_in_type(words))
