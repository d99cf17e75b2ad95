"""Files of a pack that look like a teacher's and that nothing reads, so that no question is lost in silence."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tutor.content.find import COURSE, is_yaml, pack_names
from tutor.content.problems import Code, Problem, problem

MAX_TOLD: Final = 20
"""Files that are named; a folder put in a pack by accident may hold thousands."""
MAX_FOLDERS: Final = 200
"""Folders that are looked into."""
_MISNAMED = re.compile(r"[^.].*\.ya?ml\.txt", re.IGNORECASE)


def unread(folder: Path) -> tuple[Problem, ...]:
    """A warning for each YAML file under a pack's folder that the pack is not read from; hidden ones are left alone."""
    read = {name for _, name in pack_names(os.fspath(folder))}
    found = (problem(Code.UNREAD, name, **_where(name)) for name in _names(folder) if name not in read)
    return tuple(each for each, _ in zip(found, range(MAX_TOLD), strict=False))


def _names(folder: Path) -> Iterator[str]:
    """Every name that is or should be a YAML file's, folder by folder; another pack inside is not looked into."""
    for seen, (where, inside, files) in enumerate(os.walk(folder)):
        is_other = seen > 0 and COURSE in files
        inside[:] = [] if is_other or seen >= MAX_FOLDERS else sorted(name for name in inside if not name.startswith("."))
        for name in () if is_other else sorted(files):
            if is_yaml(name) or _MISNAMED.fullmatch(name):
                yield (Path(where) / name).relative_to(folder).as_posix()


def _where(name: str) -> dict[str, str]:
    """What to call it, for one that only has a wrong end; its plain name, for one in a folder of the right one."""
    if _MISNAMED.fullmatch(name.rsplit("/", 1)[-1]):
        return {"right": name[: -len(".txt")]}
    top = name.split("/", 1)[0]
    return {"folder": top} if top in {"quiz", "lessons"} else {}
