"""The shipped course as the program loads it; read once for all the tests that measure it."""

from functools import cache
from pathlib import Path

import yaml

from tutor.content.find import shipped
from tutor.content.load import load
from tutor.content.problems import Problem
from tutor.course import Course

FAST_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FAST_BASE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
FOLDER = shipped() / "immunotherapie"


@cache
def _loaded() -> tuple[Course | None, tuple[Problem, ...]]:
    return load(FOLDER)


def the_course() -> Course:
    """The course; a pack that gives none is a failure of its own."""
    course, problems = _loaded()
    assert course is not None, problems
    return course


def problems() -> tuple[Problem, ...]:
    """Everything the loader has to say about the course."""
    return _loaded()[1]


def files() -> tuple[Path, ...]:
    """Every file of the course."""
    return tuple(sorted(FOLDER.rglob("*.yaml")))


def leaves(loaded: object) -> list[str]:
    """Every text of a loaded YAML file, keys included, in the order of the file; a date or a number as it is written."""
    match loaded:
        case dict():
            return [leaf for key, value in loaded.items() for leaf in (*leaves(key), *leaves(value))]
        case list():
            return [leaf for item in loaded for leaf in leaves(item)]
        case _:
            return [str(loaded)]


def read_alike(path: Path) -> bool:
    """Whether a plain safe YAML reader finds the very texts that stand in the file, no date, number or yes made of one."""
    text = path.read_text(encoding="utf-8")
    return leaves(yaml.load(text, FAST_SAFE)) == leaves(yaml.load(text, FAST_BASE))
