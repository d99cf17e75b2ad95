"""What the tests of the cache begin with: a pack, a directory for what is kept of it, and no waiting."""

from pathlib import Path

import pytest

from tests.content_examples import PACK_FR, write_pack
from tutor.content import cache
from tutor.content.cache import Opened, course_at
from tutor.content.load import load
from tutor.course import Course


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of these tests are younger than any that the cache keeps."""
    monkeypatch.setattr(cache, "SETTLED_NS", 0)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", PACK_FR)


@pytest.fixture
def directory(tmp_path: Path) -> str:
    return str(tmp_path / "deep" / "cache")


def the_file(directory: str) -> Path:
    (found,) = Path(directory).glob("*.course")
    return found


def opened(path: Path, directory: str) -> Opened:
    found = course_at(path, directory)
    assert found is not None
    return found


def loaded(path: Path) -> Course:
    course, _ = load(path)
    assert course is not None
    return course
