"""A course from the cache is the course of its files, at a fraction of the price; whatever happens to the cache costs only time."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cached import at_once, directory, loaded, opened, pack, the_file
from tests.content_examples import PACK_FR, write_pack
from tests.terminal import ROOT
from tutor.content import cache
from tutor.content.blobs import Damaged
from tutor.content.cache import course_at
from tutor.content.find import packs, shipped
from tutor.content.kept import Kept
from tutor.content.load import load
from tutor.course import Course, Lesson
from tutor.errors import NoCourse
from tutor.outline import cards_of, entries, entry_of, heading_of, headings
from tutor.shelf import Shelf

__all__ = ["at_once", "directory", "pack"]


@pytest.fixture
def no_parsing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, reading a course file is a failure."""

    def forbid() -> None:
        monkeypatch.setattr("tutor.content.load.load", lambda *_, **_named: pytest.fail("a file was parsed"))

    return forbid


@pytest.mark.parametrize("which", ["shipped", "every kind", "a file alone"])
def test_the_second_start_gives_the_same_course_and_parses_nothing(
    which: str, pack: Path, directory: str, no_parsing: Callable[[], None]
) -> None:
    path = {"shipped": packs([shipped()])[0], "every kind": pack, "a file alone": next((pack / "quiz").iterdir())}[which]
    whole = loaded(path)
    assert opened(path, directory).course == whole
    no_parsing()
    again = opened(path, directory).course
    assert isinstance(again.questions, Shelf)
    assert again == whole
    assert [q.place for q in again.questions.values()] == [q.place for q in whole.questions.values()]
    assert list(again.questions) == list(whole.questions)
    assert list(again.lessons) == list(whole.lessons)


def test_the_light_rows_are_those_of_the_questions_and_lessons(pack: Path, directory: str) -> None:
    whole, again = opened(pack, directory).course, opened(pack, directory).course
    assert tuple(entries(again)) == tuple(map(entry_of, whole.questions.values())) == tuple(entries(whole))
    assert tuple(headings(again)) == tuple(map(heading_of, whole.lessons.values())) == tuple(headings(whole))
    for _, section in whole.sections():
        assert again.section_of(section.id) == whole.section_of(section.id)
    assert again.section_of("nowhere") is None
    assert [len(cards_of("c", e)) for e in entries(again)] == [e.gaps for e in entries(again)]


def test_only_what_is_asked_for_is_unpacked(pack: Path, directory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(pack, directory)
    read: list[int] = []
    piece = cache._File.piece

    def noted(file: cache._File, n: int) -> memoryview:
        read.append(n)
        return piece(file, n)

    monkeypatch.setattr(cache._File, "piece", noted)
    course = opened(pack, directory).course
    names = list(course.questions)
    assert len(names) > 5
    assert "nothing" not in course.questions
    assert (len(entries(course)), len(headings(course))) == (len(names), len(course.lessons))
    assert len(read) == 2
    assert course.questions[names[3]] is course.questions[names[3]]
    assert isinstance(course.lessons[next(iter(course.lessons))], Lesson)
    assert len(read) == 4


def touch(path: Path) -> None:
    seen = path.stat()
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns + 1))


def edit(path: Path) -> None:
    """Another text of the same length."""
    path.write_text(path.read_text(encoding="utf-8").replace("e", "a", 1), encoding="utf-8")
    touch(path)


def swap(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "longer": lambda pack: (pack / "glossary.yaml").write_text(PACK_FR["glossary.yaml"] + "# a word\n", encoding="utf-8"),
    "same size": lambda pack: edit(pack / "glossary.yaml"),
    "touched": lambda pack: touch(pack / "course.yaml"),
    "added": lambda pack: (pack / "quiz" / "zz.yaml").write_text("questions: []\n", encoding="utf-8"),
    "removed": lambda pack: (pack / "glossary.yaml").unlink(),
    "renamed": lambda pack: next((pack / "quiz").iterdir()).rename(pack / "quiz" / "other.yaml"),
    "unreadable": lambda pack: (pack / "sources.yaml").chmod(0),
    "replaced by a folder": lambda pack: swap(pack / "glossary.yaml"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_file_is_seen(pack: Path, directory: str, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(pack, directory)
    CHANGES[change](pack)
    read: list[Path] = []

    def noted(path: Path, kept: Kept) -> object:
        read.append(path)
        return load(path, kept=kept)

    monkeypatch.setattr("tutor.content.load.load", noted)
    assert opened(pack, directory).course == loaded(pack)
    assert opened(pack, directory).course == loaded(pack)
    assert read == [pack]


def test_a_change_within_a_tick_of_the_clock_is_seen(pack: Path, directory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SETTLED_NS", 2_000_000_000)
    opened(pack, directory)
    assert list(Path(directory).glob("*.course*")) == []


def test_a_change_while_it_is_read_is_not_kept(pack: Path, directory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def changing(path: Path, kept: Kept) -> object:
        result = load(path, kept=kept)
        touch(path / "course.yaml")
        return result

    monkeypatch.setattr("tutor.content.load.load", changing)
    opened(pack, directory)
    assert list(Path(directory).glob("*.course*")) == []


@pytest.mark.parametrize("what", ["__version__", "_program"])
def test_another_program_reads_the_files_itself(pack: Path, directory: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(pack, directory)
    before = the_file(directory).read_bytes()
    monkeypatch.setattr(cache, what, "9.9" if what == "__version__" else lambda: ("another loader",))
    assert opened(pack, directory).course == loaded(pack)
    assert the_file(directory).read_bytes() != before


def test_errors_in_the_files_are_told_at_every_start(pack: Path, directory: str, no_parsing: Callable[[], None]) -> None:
    (pack / "quiz" / "bad.yaml").write_text("questions:\n  - id: x\n  - id: y\n", encoding="utf-8")
    first = opened(pack, directory)
    no_parsing()
    assert first.errors == opened(pack, directory).errors
    assert dict(first.errors)["quiz/bad.yaml"] >= 2


def test_a_pack_without_a_course_is_none_and_leaves_nothing(tmp_path: Path, directory: str) -> None:
    assert course_at(tmp_path / "nowhere", directory) is None
    assert course_at(tmp_path, directory) is None
    assert not Path(directory).exists()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "short": lambda data: data[:20],
    "half": lambda data: data[: len(data) // 2],
    "other": lambda _: b"\x00" * 5000,
    "the length": lambda data: data.replace(data[:60], data[:50] + b"\xff" * 10, 1),
    "a code object for marshal": lambda data: data[:60] + b"\xe3" * 500 + data[560:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_replaced(pack: Path, directory: str, damage: str, no_parsing: Callable[[], None]) -> None:
    opened(pack, directory)
    good = the_file(directory).read_bytes()
    the_file(directory).write_bytes(DAMAGES[damage](good))
    whole = loaded(pack)
    assert opened(pack, directory).course == whole
    no_parsing()
    assert opened(pack, directory).course == whole


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes, Course]:
    folder = tmp_path_factory.mktemp("kept")
    pack = write_pack(folder / "pack", PACK_FR)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "SETTLED_NS", 0)
        opened(pack, str(folder / "cache"))
    file = the_file(str(folder / "cache"))
    return pack, file, file.read_bytes(), loaded(pack)


@given(st.data())
def test_whatever_bytes_are_damaged_the_course_is_the_same(kept: tuple[Path, Path, bytes, Course], data: st.DataObject) -> None:
    pack, file, good, whole = kept
    spoilt = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        if data.draw(st.booleans()):
            spoilt[at] ^= data.draw(st.integers(1, 255))
        else:
            del spoilt[at + 1 :]
    file.write_bytes(spoilt)
    course = opened(pack, str(file.parent)).course
    assert course == whole
    assert tuple(entries(course)) == tuple(entries(whole))
    assert tuple(headings(course)) == tuple(headings(whole))


def test_a_file_that_others_could_have_written_is_not_trusted(pack: Path, directory: str) -> None:
    opened(pack, directory)
    file = the_file(directory)
    own = file.stat()
    file.chmod(0o666)
    with pytest.raises(Damaged):
        cache._File(str(file))
    assert cache._is_own(own)
    foreign = list(own)
    foreign[4] = own.st_uid + 1
    assert not cache._is_own(os.stat_result(foreign))
    opened(pack, directory)
    assert the_file(directory).stat().st_mode & 0o777 == 0o600


def test_a_link_or_a_pipe_in_its_place_is_not_followed_and_not_waited_for(pack: Path, directory: str) -> None:
    opened(pack, directory)
    file = the_file(directory)
    other = file.rename(file.parent.parent / "elsewhere")
    file.symlink_to(other)
    assert opened(pack, directory).course == loaded(pack)
    assert not file.is_symlink()
    file.unlink()
    os.mkfifo(file)
    assert opened(pack, directory).course == loaded(pack)


def test_the_course_survives_when_cache_and_content_go_while_it_is_studied(pack: Path, directory: str) -> None:
    opened(pack, directory)
    course, whole = opened(pack, directory).course, loaded(pack)
    the_file(directory).unlink()
    for path in sorted(pack.rglob("*.yaml")):
        path.unlink()
    assert course == whole


def test_a_piece_that_is_damaged_without_content_to_read_anew_is_one_sentence(pack: Path, directory: str) -> None:
    opened(pack, directory)
    course = opened(pack, directory).course
    file = the_file(directory)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    (pack / "course.yaml").unlink()
    with pytest.raises(NoCourse):
        _ = dict(course.references), dict(course.claims), dict(course.questions)


def in_the_way(place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_text("a file", encoding="utf-8")


def read_only(place: Path) -> None:
    place.mkdir(parents=True)
    place.chmod(0o500)


@pytest.mark.parametrize("spoil", [in_the_way, read_only])
def test_a_directory_that_cannot_be_written_costs_only_time(pack: Path, directory: str, spoil: Callable[[Path], None]) -> None:
    spoil(Path(directory))
    assert opened(pack, directory).course == opened(pack, directory).course == loaded(pack)


def test_a_full_disk_costs_only_time_and_leaves_nothing(pack: Path, directory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("tutor.content.stash.os.replace", full)
    assert opened(pack, directory).course == loaded(pack)
    assert list(Path(directory).glob("*.course*")) == []


BUILD = """
import sys
from pathlib import Path
from tutor.content import cache
from tutor.content.blobs import Damaged
cache.SETTLED_NS = 0
for _ in range(20):
    opened = cache.course_at(Path(sys.argv[1]), sys.argv[2])
    assert len(opened.course.questions.values()) == int(sys.argv[3]) and len(list(opened.course.questions.items()))
    for file in Path(sys.argv[2]).iterdir():
        file.unlink(missing_ok=True)
"""


def test_programs_that_build_and_delete_it_at_once_all_have_their_course(pack: Path, directory: str) -> None:
    count = str(len(loaded(pack).questions))
    argv = [sys.executable, "-c", BUILD, str(pack), directory, count]
    running = [subprocess.Popen(argv, env={**os.environ, "PYTHONPATH": str(ROOT)}) for _ in range(3)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
