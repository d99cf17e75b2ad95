"""Where courses are."""

import os
from collections.abc import Sequence
from pathlib import Path

from tutor.content.files import COURSE, is_folder, is_yaml


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


def _under(root: Path) -> list[Path]:
    if not is_folder(root) or _is_pack(root):
        return [root]
    try:
        inside = sorted(root.iterdir())
    except OSError:
        return [root]
    return [path for path in inside if _is_pack(path) or (is_yaml(path) and not is_folder(path))]


def _is_pack(path: Path) -> bool:
    return not path.name.startswith(".") and os.path.lexists(path / COURSE)
