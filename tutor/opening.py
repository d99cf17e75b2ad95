"""Which course is opened among those there are: the one that is named, the one chosen last, else the first that can be read."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tutor.content.cache import course_at
from tutor.content.find import is_folder, is_headless, is_zip, pack_places, shipped_place
from tutor.errors import BadPath, NoCourse, ProgressRefused, SameId, UnknownName
from tutor.record import record

if TYPE_CHECKING:
    from tutor.app import App
    from tutor.content.cache import Opened


@record
class Found:
    """A course, where it is, the places that were looked at and give none, and the id of the course that it stands in for, if any."""

    opened: "Opened"
    place: str
    broken: tuple[str, ...] = ()
    lost: str = ""


def places(app: "App") -> tuple[str, ...]:
    """Where the courses are: those that are named, else the program's own and the learner's. Raises NoCourse, BadPath."""
    named = app.named_content()
    for root in named:
        if not os.path.lexists(root):
            raise BadPath("missing", root)
        if is_zip(root):
            raise BadPath("zipped_course", root)
    if named:
        found = pack_places(named)
    else:
        own = pack_places([app.courses_directory()]) if is_folder(app.courses_directory()) else ()
        taken = {os.path.basename(each) for each in own}
        found = (*(each for each in pack_places([shipped_place()]) if os.path.basename(each) not in taken), *own)
    if not found:
        raise NoCourse(", ".join(named) or shipped_place())
    return found


def find(app: "App") -> Found:
    """The course that is wanted, if progress is its own. Raises NoCourse, BadPath, UnknownName, SameId."""
    found = found_among(app)
    if found.opened.rival:
        raise SameId(found.opened.course.id, os.path.realpath(found.place), found.opened.rival)
    return found


def found_among(app: "App") -> Found:
    """The course that is wanted; no other is read where its folder has its id. Raises NoCourse, BadPath, UnknownName."""
    every = places(app)
    wanted = app.common.course or chosen(app, several=len(every) > 1)
    first: Found | None = None
    broken: list[str] = []
    for place in sorted(every, key=lambda each: wanted != called(each)):
        opened = course_at(place, app.cache_directory())
        if opened is None:
            broken.append(place)
        elif opened.course.id == (wanted or opened.course.id):
            return Found(opened, place, tuple(broken))
        elif first is None:
            first = Found(opened, place)
    if app.common.course and any(called(each) == wanted for each in broken):
        raise BadPath("broken", next(each for each in broken if called(each) == wanted))
    if app.common.course and first is not None:
        raise UnknownName("course", wanted, tuple(map(called, every[:3])))
    if first is None:
        raise none_of(app.named_content(), every)
    aimed = any(os.path.realpath(root) == os.path.realpath(first.place) for root in app.named_content())
    return Found(first.opened, first.place, tuple(broken), "" if aimed else wanted)


def none_of(named: Sequence[str], every: Sequence[str]) -> BadPath | NoCourse:
    """What to say when no place gives a course: what a lone one misses, else where to ask why."""
    if len(every) == 1:
        return BadPath("headless" if is_headless(every[0]) else "broken", every[0])
    return BadPath("broken", named[0]) if len(named) == 1 else NoCourse(", ".join(every))


def chosen(app: "App", *, several: bool) -> str:
    """The id of the course that was chosen last; empty for none. Where there is only one course, the store is not opened for that."""
    if not several:
        return app.setting("course")
    try:
        return app.store().progress.settings.get("course", "")
    except ProgressRefused:  # a course can be looked at all the same; who needs the store will say it
        return ""


def called(place: str) -> str:
    """The id that a course in this place should have: the name of its folder or file."""
    name = os.path.basename(os.path.abspath(place))
    return name if is_folder(place) else os.path.splitext(name)[0]


def opened(app: "App") -> Found:
    """The course that is wanted; what of the others cannot be read, and whether it only stands in for another, is said once."""
    found = find(app)
    if app.named_content():
        tell_broken(app)
    for place in found.broken:
        app.say_once(app.text.errors.paths["broken"](place))
    if found.lost:
        from tutor.ui.typography import unmarked

        app.say_once(app.text.errors.stands_in(found.lost, unmarked(found.opened.course.title)))
    return found


def broken(app: "App") -> Iterator[str]:
    """The places that should have a course and give none."""
    return (place for place in places(app) if course_at(place, app.cache_directory()) is None)


def tell_broken(app: "App") -> None:
    """Say once which of several courses cannot be read."""
    if len(places(app)) > 1:
        for place in broken(app):
            app.say_once(app.text.errors.paths["broken"](place))
