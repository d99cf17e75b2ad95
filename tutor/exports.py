"""Pages and pictures that are written to be kept: they bear a mark, and only what bears it may be written over."""

import os

from tutor.errors import BadPath, OutputFailed, UnknownName

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
    try:
        if not is_ours(path):
            raise BadPath("not_ours", path)
        with open(path, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise OutputFailed(f"{path}, {getattr(error, 'strerror', None) or error}") from error


def is_ours(path: str) -> bool:
    """Whether a file is not there, or an earlier page of ours, which a new one may replace. Raises OSError, for a folder too."""
    if not os.path.isfile(path) and not os.path.isdir(path):
        return not os.path.lexists(path)
    with open(path, encoding="utf-8", errors="replace") as file:
        return MARK in file.read(2000)
