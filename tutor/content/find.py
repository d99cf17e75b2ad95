"""Where courses are, and which files they are made of. Only names are looked at; every start does this."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path  # strings do at a start: pathlib is dear to import

COURSE: Final = "course.yaml"
_ENDS: Final = (".yaml", ".yml")
_ROLES: Final = (("lesson", "lessons"), ("quiz", "quiz"))
_SINGLE: Final = (("glossary", "glossary.yaml"), ("sources", "sources.yaml"))


def packs(roots: "Sequence[str | Path]") -> "tuple[Path, ...]":
    """`pack_places` as paths."""
    from pathlib import Path

    return tuple(map(Path, pack_places([os.fspath(root) for root in roots])))


def pack_places(roots: Sequence[str]) -> tuple[str, ...]:
    """Every pack and quiz file under these roots, in their order, none twice.

    A root is a pack, a file, or a folder of both, read by name. A root that is not there is given back, for `load` to say so, and
    so is a folder that has all of a pack but its course.yaml.
    """
    found: dict[str, str] = {}
    for root in roots:
        for path in _under(root):
            found.setdefault(os.path.realpath(path), path)
    return tuple(found.values())


def shipped() -> "Path":
    """`shipped_place` as a path."""
    from pathlib import Path

    return Path(shipped_place())


def shipped_place() -> str:
    """The folder of the courses that come with the program: in the wheel, or beside the sources."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "_content")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "content")


def is_folder(path: "str | Path") -> bool:
    """Whether this is a folder; `Path.is_dir` raises where a name is too long, or holds a NUL."""
    return os.path.isdir(path)


def is_yaml(name: str) -> bool:
    """A name that a teacher's YAML file has."""
    return name.lower().endswith(_ENDS) and not name.startswith(".")


def is_zip(path: "str | Path") -> bool:
    """Whether this is a file with the name of a zip."""
    return str(path).lower().endswith(".zip") and os.path.isfile(path)


def pack_names(folder: str) -> tuple[tuple[str, str], ...]:
    """Role and name of each file of a pack in reading order: course, lessons and quizzes by name, glossary, sources."""
    found = [("course", COURSE)]
    for role, inside in _ROLES:
        found += [(role, f"{inside}/{name}") for name in _listed(os.path.join(folder, inside))]
    found += [(role, name) for role, name in _SINGLE if os.path.lexists(os.path.join(folder, name))]
    return tuple(found)


def files_of(path: str) -> tuple[tuple[str, str], ...]:
    """Name, as problems tell it, and place of every file that the course at `path` is read from: a pack, its course.yaml, a file."""
    folder, name = os.path.split(path)
    if is_folder(path):
        folder = path
    elif name != COURSE:
        return ((name, path),)
    return tuple((name, os.path.join(folder, name)) for _, name in pack_names(folder))


def _listed(folder: str) -> list[str]:
    return list(filter(is_yaml, _named(folder)))


def _named(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def is_headless(path: str) -> bool:
    """Whether a folder has what only packs have, quizzes or lessons in their place or the files beside them, and no course.yaml."""
    if os.path.basename(path).startswith(".") or os.path.lexists(os.path.join(path, COURSE)) or not is_folder(path):
        return False
    if any(_listed(os.path.join(path, inside)) and not _is_pack(os.path.join(path, inside)) for _, inside in _ROLES):
        return True
    here = _listed(path)
    return bool(here) and {*here} <= {name for _, name in _SINGLE}


def misnamed_course(folder: "str | Path") -> str:
    """The name of a file that was probably meant to be the course.yaml of this folder; empty for none."""
    meant = {"course", "cours"}
    found = (name for name in _named(os.fspath(folder)) if name.split(".", 1)[0].lower() in meant and not name.startswith("."))
    return next((name for name in found if ".y" in name.lower()), "")


def _under(root: str) -> list[str]:
    if not is_folder(root) or _is_pack(root) or is_headless(root):
        return [root]
    try:
        inside = [os.path.join(root, name) for name in sorted(os.listdir(root))]
    except OSError:
        return [root]
    return [path for path in inside if _is_pack(path) or (is_yaml(os.path.basename(path)) and not is_folder(path)) or is_headless(path)]


def _is_pack(path: str) -> bool:
    return not os.path.basename(path).startswith(".") and os.path.lexists(os.path.join(path, COURSE))
