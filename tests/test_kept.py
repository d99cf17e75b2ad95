"""When one file of a pack changes, the others are recalled; what comes of it is what all files give when they are read."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.cached import at_once, directory, loaded, opened, pack, the_file
from tests.content_examples import PACK_FR
from tutor.content.cache import course_at
from tutor.content.files import File, sheet_of
from tutor.content.kept import Kept
from tutor.content.load import load
from tutor.content.problems import Problem
from tutor.content.sheet import Sheet

__all__ = ["at_once", "directory", "pack"]


def touch(path: Path) -> None:
    seen = path.stat()
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened to be parsed, from now on."""
    read: list[str] = []

    def noted(file: File, root: Path | None) -> Sheet:
        read.append(file.name)
        return sheet_of(file, root)

    monkeypatch.setattr("tutor.content.load.sheet_of", noted)
    return read


@pytest.mark.parametrize("name", PACK_FR)
def test_a_changed_file_is_read_alone(pack: Path, directory: str, name: str, read_files: list[str]) -> None:
    opened(pack, directory)
    read_files.clear()
    with (pack / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    course = opened(pack, directory).course
    assert read_files == [name]
    whole = loaded(pack)
    assert course == whole
    assert [q.place for q in course.questions.values()] == [q.place for q in whole.questions.values()]
    read_files.clear()
    touch(pack / name)
    assert opened(pack, directory).course == whole
    assert read_files == [name]


@pytest.mark.parametrize("name", PACK_FR)
def test_what_a_file_means_for_the_others_is_seen_though_they_did_not_change(pack: Path, directory: str, name: str) -> None:
    """Its ids are gone and come back; what named them stands in files that are not read again."""
    opened(pack, directory)
    text = (pack / name).read_text(encoding="utf-8")
    for present in (text.replace("id: ", "id: other-"), text[: len(text) // 2], "", text):
        (pack / name).write_text(present, encoding="utf-8")
        course, problems = load(pack)
        found = course_at(pack, directory)
        assert (found and found.course) == course
        if found:
            counts = Counter(p.file for p in problems if p.severity == "error")
            assert dict(found.errors) == counts


def test_what_is_kept_of_the_other_files_may_be_damaged(pack: Path, directory: str) -> None:
    opened(pack, directory)
    whole = loaded(pack)
    for n in range(40):
        spoilt = bytearray(the_file(directory).read_bytes())
        spoilt[-1 - n * 97] ^= 0x55
        the_file(directory).write_bytes(spoilt)
        touch(pack / "course.yaml")
        assert opened(pack, directory).course == whole


def test_an_id_that_two_files_define_is_told_with_the_line_of_the_other(pack: Path, directory: str) -> None:
    opened(pack, directory)
    quiz = next((pack / "quiz").iterdir())
    (pack / "quiz" / "zz.yaml").write_text(quiz.read_text(encoding="utf-8"), encoding="utf-8")
    told: list[Problem] = []

    def noted(path: Path, kept: Kept) -> object:
        result = load(path, kept=kept)
        told.extend(result[1])
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tutor.content.load.load", noted)
        opened(pack, directory)
    assert told
    assert tuple(told) == load(pack)[1]
