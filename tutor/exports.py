"""Pages and pictures that are written to be kept: they bear a mark, and only what bears it may be written over."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tutor.errors import BadPath, OutputFailed, UnknownName, reason_of

MARK = "tutor-pages"
FORMS = (".svg", ".html")
WIDTH = 78
"""Columns of a page."""


def form_of(path: str) -> str:
    """One of FORMS, by the end of the path; nothing for no path. Raises UnknownName."""
    form = next((form for form in FORMS if path.casefold().endswith(form)), "")
    if path and not form:
        raise UnknownName("format", path, FORMS)
    return form


def keep(path: str, text: str) -> None:
    """Write a page, in the place of an earlier one of ours only. Raises BadPath, OutputFailed."""
    from tutor.publishing import publish

    with refusing(path):
        require_ours(path)
        publish(path, text.encode(errors="replace"))


def require(path: str) -> None:
    """Refuse what `keep` would refuse, and write nothing. Raises BadPath, OutputFailed."""
    with refusing(path):
        require_ours(path)
        place = os.path.realpath(path)
        folder = os.path.dirname(place)
        with suppress(FileNotFoundError):
            os.stat(place)
        os.stat(folder)
        if not os.access(folder, os.W_OK) or (os.path.exists(place) and not os.access(place, os.W_OK)):
            raise PermissionError(errno.EACCES, "")


def require_ours(path: str) -> None:
    """Raises BadPath where something stands that is no page of ours, OSError for a folder too."""
    if not os.path.isfile(path) and not os.path.isdir(path):
        found = os.path.lexists(path)
    else:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = MARK not in file.read(2000)
    if found:
        raise BadPath("not_ours", path)


@contextmanager
def refusing(path: str) -> Iterator[None]:
    """What the system says of a path, as OutputFailed; but that nobody reads the output any more is another matter."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise OutputFailed(reason_of(error), path) from error
