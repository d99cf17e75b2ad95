"""Where courses are, and which files they are made of. Only names are looked at; every start does this."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

COURSE: Final = "course.yaml"
_ENDS: Final = (".yaml", ".yml")
_ROLES: Final = (("lesson", "lessons"), ("quiz", "quiz"))
_SINGLE: Final = (("glossary", "glossary.yaml"), ("sources", "sources.yaml"))


def packs(roots: Sequence[Path]) -> tuple[Path, ...]:
    """Every pack and quiz file under these roots, in their order, none twice.

    A root is a pack, a file, or a folder of both, read by name. A root that is not there is given back, for `load` to say so.
    """
    found: dict[str, Path] = {}
    for root in roots:
        for path in _under(root):
            found.setdefault(os.path.realpath(path), path)
    return tuple(found.values())


def shipped() -> Path:
    """The folder of the courses that come with the program: in the wheel, or beside the sources."""
    package = Path(__file__).parent.parent
    inside = package / "_content"
    return inside if inside.is_dir() else package.parent / "content"


def is_folder(path: str | Path) -> bool:
    """Whether this is a folder; `Path.is_dir` raises where a name is too long, or holds a NUL."""
    return os.path.isdir(path)


def is_yaml(name: str) -> bool:
    """A name that a teacher's YAML file has."""
    return name.lower().endswith(_ENDS) and not name.startswith(".")


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
    try:
        return sorted(filter(is_yaml, os.listdir(folder)))
    except OSError:
        return []


def _under(root: Path) -> list[Path]:
    if not is_folder(root) or _is_pack(root):
        return [root]
    try:
        inside = sorted(root.iterdir())
    except OSError:
        return [root]
    return [path for path in inside if _is_pack(path) or (is_yaml(path.name) and not is_folder(path))]


def _is_pack(path: Path) -> bool:
    return not path.name.startswith(".") and os.path.lexists(path / COURSE)
