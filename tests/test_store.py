"""The files of a learner: every answer is there when the store says so, and nothing odd about them loses one."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.happenings import FACTS, moment, reviewed, started
from tutor import codec, files
from tutor.errors import NotSaved, ProgressRefused
from tutor.events import Event, Fact, Set, Undone
from tutor.fold import rebuild
from tutor.schedule import Rating
from tutor.snapshot import Snapshot, encode
from tutor.store import ANSWERS_PER_SNAPSHOT, Store
from tutor.verify import verify


def notices(store: Store) -> list[str]:
    return [notice.what for notice in store.notices]


def history(directory: Path) -> Path:
    return directory / "history.jsonl"


def test_a_first_run_makes_nothing_until_something_happens(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new" / "data") as store:
        assert store.first_run
    assert not (tmp_path / "new").exists()


def test_an_answer_is_in_the_file_when_append_returns(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    (event,) = store.append([reviewed()])
    assert codec.decode(history(tmp_path).read_bytes().rstrip(b"\n")) == event
    assert list(store.events()) == [event]
    assert store.progress == rebuild([event])


def test_an_answer_costs_one_write_and_one_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path)
    store.append([started()])
    calls = []

    def counted(name: str) -> Callable[..., object]:
        real: Callable[..., object] = getattr(os, name)

        def call(*args: object) -> object:
            calls.append(name)
            return real(*args)

        return call

    for name in ("write", "fsync"):
        monkeypatch.setattr(os, name, counted(name))
    store.append([reviewed(), reviewed("c/q2")])
    assert calls == ["write", "fsync"]


def test_files_are_for_their_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    for umask in (0o000, 0o777):
        directory = tmp_path / f"{umask:o}"
        before = os.umask(umask)
        try:
            with Store.open(directory) as store:
                store.append([reviewed()])
        finally:
            os.umask(before)
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()} == {0o600}


class Crash(Exception):
    """The process is gone."""


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(st.lists(FACTS, min_size=1, max_size=3), st.sampled_from(["close", "crash", "undo", "undo old", "other", "lose"])),
        max_size=12,
    )
)
def test_progress_is_the_fold_of_the_history_after_anything(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Fact] | str]
) -> None:
    directory = tmp_path_factory.mktemp("data")
    store, other = Store.open(directory), Store.open(directory)
    written: dict[str, bytes] = {}
    for step in steps:
        known = list(store.events())
        match step:
            case "close":
                assert store.close() == 0
                store = Store.open(directory)
            case "crash":
                store = Store.open(directory)
            case "undo" if known:
                store.undo([known[-1].id], moment(3))
            case "undo old" if known:
                store.undo([known[0].id], moment(3))
            case "other":
                other.append([reviewed("c/q1", day=2), reviewed("d/q2", day=1)])
            case "lose":
                (directory / "progress.json").unlink(missing_ok=True)
            case list():
                store.append(step)
            case _:
                pass
        store.refresh()
        events = list(store.events())
        assert store.progress == rebuild(events)
        assert encode(Snapshot(Store.open(directory).progress, 0, "")) == encode(Snapshot(rebuild(events), 0, ""))
        lines = {event.id: codec.encode(event) for event in events}
        assert written.items() <= lines.items(), "an event was altered or lost"
        written = lines
    assert history(directory).read_bytes() == b"".join(written.values()) if written else True


def test_opening_reads_only_what_lies_beyond_the_snapshot(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed(f"c/q{i}") for i in range(30)])
    Store.open(tmp_path).append([reviewed("c/late")])
    with Store.open(tmp_path) as store:
        assert len(store.progress.cards) == 31
        assert not store.notices


def test_fifty_answers_are_saved_without_closing(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    for i in range(ANSWERS_PER_SNAPSHOT):
        assert not (tmp_path / "progress.json").exists()
        store.append([reviewed(f"c/q{i}")])
    assert (tmp_path / "progress.json").exists()


def test_two_stores_see_each_others_answers_and_undos(tmp_path: Path) -> None:
    one, two = Store.open(tmp_path), Store.open(tmp_path)
    (first,) = one.append([reviewed("c/q1")])
    (second,) = two.append([reviewed("c/q2")])
    assert (first.n, second.n) == (1, 2)
    two.undo([first.id], moment())
    assert set(one.refresh().cards) == {"c/q2"}


# What goes wrong while writing


def failing(name: str, times: int, monkeypatch: pytest.MonkeyPatch, code: int = 28, *, half: bool = False) -> None:
    """Make an os function fail with this errno the next times it is called; `half` lets it write half first."""
    real: Callable[..., int] = getattr(os, name)
    left = [times]

    def fail(*args: object) -> int:
        if left[0] <= 0:
            return real(*args)
        left[0] -= 1
        if half:
            real(args[0], bytes(args[1])[:20])  # type: ignore[call-overload]
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, name, fail)


@pytest.mark.parametrize(
    ("name", "code", "half"), [("write", 28, False), ("write", 28, True), ("write", 5, True), ("fsync", 5, False), ("fsync", 28, False)]
)
def test_an_answer_that_could_not_be_saved_is_kept_and_saved_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, half: bool
) -> None:
    store = Store.open(tmp_path)
    store.append([reviewed("c/q1")])
    before = history(tmp_path).read_bytes()
    failing(name, 2, monkeypatch, code, half=half)
    for count in (1, 2):
        with pytest.raises(NotSaved) as failure:
            store.append([reviewed(f"c/failed{count}")])
        assert (failure.value.count, failure.value.reason) == (count, {28: "ENOSPC", 5: "EIO"}[code])
        assert history(tmp_path).read_bytes() == before
    kept = [event.id for event in store.unsaved]
    assert "c/failed2" in store.progress.cards
    store.append([reviewed("c/q2")])
    assert [event.id for event in store.events()][1:3] == kept
    assert store.unsaved == ()
    assert store.progress == rebuild(store.events())
    assert store.close() == 0
    assert Store.open(tmp_path).progress == store.progress


@pytest.mark.parametrize("others", [False, True])
def test_nothing_is_doubled_when_not_even_cutting_back_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: bool) -> None:
    store = Store.open(tmp_path)
    store.append([reviewed("c/q1")])
    with monkeypatch.context() as broken:
        failing("fsync", 1, broken)
        failing("ftruncate", 1, broken)
        with pytest.raises(NotSaved):
            store.append([reviewed("c/q2"), reviewed("c/q3")])
    if others:
        Store.open(tmp_path).append([reviewed("c/q4")])
    store.append([reviewed("c/q5")])
    assert sorted(event.fact.card for event in store.events() if hasattr(event.fact, "card")) == sorted(
        ["c/q1", "c/q2", "c/q3", "c/q5", *(["c/q4"] if others else [])]
    )
    assert store.progress == rebuild(store.events()) == Store.open(tmp_path).progress
    assert all(state.answers == 1 for state in store.progress.cards.values())
    if not others:
        assert history(tmp_path).read_bytes().count(b"\n") == 4, "what the failed attempt left was cut off"


def test_an_answer_that_never_could_be_saved_is_told_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path)
    failing("write", 99, monkeypatch)
    with pytest.raises(NotSaved):
        store.append([reviewed()])
    assert store.close() == 1


def test_an_unsaved_answer_can_be_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path)
    failing("write", 1, monkeypatch)
    with pytest.raises(NotSaved):
        store.append([reviewed()])
    store.undo([store.unsaved[0].id], moment())
    assert not store.progress.cards
    assert len(list(store.events())) == 2


def test_a_short_write_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    store = Store.open(tmp_path)
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data)[:7]))
    store.append([reviewed()])
    assert Store.open(tmp_path).progress == store.progress


def test_a_snapshot_that_cannot_be_written_loses_nothing_and_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path)
    store.append([reviewed()])
    monkeypatch.setattr(files, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    assert not store.snapshot()
    assert store.close() == 0
    assert notices(store) == ["snapshot"]
    assert Store.open(tmp_path).progress == store.progress


def test_an_interrupt_while_saving_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            store.append([reviewed()])
    assert store.close() == 0
    assert len(Store.open(tmp_path).progress.cards) == 1


# What somebody else does to the files


def test_a_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "synced").mkdir()
    (tmp_path / "data").mkdir()
    for name in ("history.jsonl", "progress.json"):
        (tmp_path / "synced" / name).touch()
        (tmp_path / "data" / name).symlink_to(tmp_path / "synced" / name)
    (tmp_path / "synced" / "progress.json").unlink()
    (tmp_path / "data" / "progress.json").unlink()
    with Store.open(tmp_path / "data") as store:
        store.append([reviewed()])
    (tmp_path / "data" / "progress.json").rename(tmp_path / "synced" / "progress.json")
    (tmp_path / "data" / "progress.json").symlink_to(tmp_path / "synced" / "progress.json")
    with Store.open(tmp_path / "data") as store:
        store.append([reviewed("c/q2")])
    assert all((tmp_path / "data" / name).is_symlink() for name in ("history.jsonl", "progress.json"))
    assert sorted(path.name for path in (tmp_path / "synced").iterdir()) == ["history.jsonl", "progress.json"]
    assert len(Store.open(tmp_path / "data").progress.cards) == 2


def test_a_history_deleted_meanwhile_does_not_take_the_next_answer_with_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.append([reviewed()])
    history(tmp_path).unlink()
    store.append([reviewed("c/q2")])
    assert "c/q2" in Store.open(tmp_path).progress.cards


def test_a_history_replaced_meanwhile_is_noticed(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "one")
    store.append([reviewed("c/q1")])
    Store.open(tmp_path / "two").append([reviewed("c/q2")])
    history(tmp_path / "two").replace(history(tmp_path / "one"))
    store.append([reviewed("c/q3")])
    assert set(store.progress.cards) == {"c/q2", "c/q3"}


def test_a_clock_that_went_back_over_an_hour_is_told_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.append([reviewed(day=2)])
    store.append([Set(moment(2, -3_500_000), "a", "b")])
    assert notices(store) == []
    store.append([reviewed("c/q2", day=1)])
    store.append([reviewed("c/q3", day=1)])
    assert notices(store).count("clock") == 1
    assert len(store.progress.cards) == 3


def test_a_copy_left_by_a_synchroniser_is_told(tmp_path: Path) -> None:
    for name in (
        "history.sync-conflict-20260105-101010-ABCDEF.jsonl",
        "history (conflicted copy 2026-01-05).jsonl",
        "history.jsonl.damaged-x",
    ):
        (tmp_path / name).write_bytes(b"")
    assert notices(Store.open(tmp_path)) == ["conflict", "conflict"]


def test_a_card_answered_through_a_year_is_the_same_read_fast_or_slowly(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([started("s1"), started("s2")])
        store.append(
            [reviewed(f"c/q{i % 7}", day=i // 3, rating=Rating(1 + i % 4), session=f"s{i % 3}", confidence=i % 4, at=i) for i in range(300)]
        )
        store.undo([event.id for event in list(store.events())[5:9]], moment(101))
        events: list[Event] = list(store.events())
    (tmp_path / "progress.json").unlink()
    assert Store.open(tmp_path).progress == rebuild(events) == store.progress
    assert len(store.progress.open[1].events) == 99
    assert isinstance(events[-1].fact, Undone)


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/full"), lambda path: path.symlink_to("nowhere")])
@pytest.mark.parametrize("name", ["history.jsonl", "progress.json", "lock"])
def test_what_is_no_regular_file_is_refused_and_left_alone(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    make(tmp_path / name)
    with pytest.raises(ProgressRefused) as refusal:
        Store.open(tmp_path)
    assert refusal.value.reason in {"kind", "unreadable"}
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed()])
    failing("open", 99, monkeypatch, 13)
    with pytest.raises(ProgressRefused) as refusal:
        Store.open(tmp_path)
    assert (refusal.value.reason, refusal.value.detail) == ("unreadable", "EACCES")


@pytest.mark.parametrize("is_torn", [False, True])
def test_a_directory_that_may_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_torn: bool) -> None:
    Store.open(tmp_path).append([reviewed("c/q1"), reviewed("c/q2")])
    if is_torn:
        history(tmp_path).write_bytes(history(tmp_path).read_bytes()[:-50])
    before = history(tmp_path).read_bytes()
    real = os.open

    def read_only(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_CREAT | os.O_RDWR | os.O_WRONLY):
            raise OSError(30, "read-only")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    store = Store.open(tmp_path)
    assert len(store.progress.cards) == (1 if is_torn else 2)
    with pytest.raises(NotSaved):
        store.append([reviewed("c/q3")])
    assert store.close() == 1
    assert history(tmp_path).read_bytes() == before


def test_something_put_in_the_place_of_the_history_meanwhile_is_not_written_to(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.append([reviewed("c/q1")])
    history(tmp_path).rename(tmp_path / "away")
    history(tmp_path).mkdir()
    with pytest.raises(NotSaved):
        store.append([reviewed("c/q2")])
    assert not store.snapshot()
    history(tmp_path).rmdir()
    (tmp_path / "away").rename(history(tmp_path))
    assert store.close() == 0
    assert set(Store.open(tmp_path).progress.cards) == {"c/q1", "c/q2"}


def test_an_answer_is_kept_when_the_files_became_not_ours_to_touch_meanwhile(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.append([started()])
    history(tmp_path).write_bytes(b"")
    (tmp_path / "progress.json").mkdir()
    with pytest.raises(NotSaved):
        store.append([reviewed()])
    assert store.close() == 1
    (tmp_path / "progress.json").rmdir()
    assert store.close() == 0
    assert [event.fact for event in store.events()] == [reviewed()]


def test_a_backup_that_is_refused_takes_no_answer_with_it(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed()])
    store = Store.open(tmp_path)
    (tmp_path / "progress.json").unlink()
    (tmp_path / "progress.json").mkdir()
    store.append([reviewed("c/q2", day=2)])
    assert [event.fact for event in store.events()] == [reviewed(), reviewed("c/q2", day=2)]


def test_events_that_went_missing_meanwhile_are_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.append([started(), reviewed(), reviewed("c/q2")])
    history(tmp_path).unlink()
    store.append([reviewed("c/q3")])
    assert [(notice.what, notice.count) for notice in store.notices] == [("lost", 3)]


def test_a_long_history_whose_lines_git_put_in_another_order_is_read_anew_only_once(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed(f"c/q{i % 7}", day=i // 9, at=i) for i in range(1500)])
        before = store.progress
    lines = history(tmp_path).read_bytes().splitlines(keepends=True)
    history(tmp_path).write_bytes(b"".join([*lines[:900], *lines[1200:], *lines[900:1200]]))
    assert [notice.what for notice in Store.open(tmp_path).notices] == ["rebuilt"]
    assert verify(tmp_path).saved == "equal"
    again = Store.open(tmp_path)
    assert (again.progress, again.notices) == (before, [])


def test_a_long_history_that_cannot_be_saved_anew_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed(f"c/q{i % 7}", day=i // 9, at=i) for i in range(1500)])
        before = store.progress
    (tmp_path / "progress.json").unlink()
    failing("fsync", 99, monkeypatch)
    store = Store.open(tmp_path)
    assert store.progress == before
    assert notices(store) == ["rebuilt"]
    assert not list(tmp_path.glob("*.new"))
