"""Two machines and one learner: the union of what happened, whichever way round it is made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.happenings import MORNING, histories, moment, numbered, reviewed
from tutor import backup, codec
from tutor.errors import ProgressRefused
from tutor.events import Event, Undone
from tutor.fold import rebuild
from tutor.merge import merge, union
from tutor.store import Store
from tutor.verify import verify


def lines(events: list[Event]) -> list[bytes]:
    return [codec.encode(event).rstrip(b"\n") for event in events]


def some_lines() -> st.SearchStrategy[list[bytes]]:
    return st.one_of(histories(8).map(lines), st.just([b"", b"<<<<<<<", b'{"id":"torn']))


@given(some_lines(), some_lines(), some_lines())
def test_a_union_is_commutative_associative_and_idempotent(a: list[bytes], b: list[bytes], c: list[bytes]) -> None:
    assert union([a, b]) == union([b, a])
    assert union([union([a, b]), c]) == union([a, union([b, c])])
    assert union([union([a, b]), union([a, b])]) == union([a, b])


@given(histories(), histories())
def test_a_union_loses_no_event_and_alters_none(a: list[Event], b: list[Event]) -> None:
    together = union([lines(a), lines(b)])
    assert set(together) <= {*lines(a), *lines(b)}
    found = [codec.decode(line) for line in together]
    assert {event.id for event in found if isinstance(event, Event)} == {event.id for event in [*a, *b]}
    assert rebuild(event for event in found if isinstance(event, Event)) == rebuild([*a, *b])


def machines(tmp_path: Path) -> tuple[Path, Path]:
    one, two = tmp_path / "one", tmp_path / "two"
    with Store.open(one) as store:
        (event,) = store.append([reviewed("c/q1"), reviewed("c/q2")])[:1]
        store.append([Undone(moment(), (event.id,))])
    with Store.open(two) as store:
        store.append([reviewed("c/q2", day=2), reviewed("c/q3", day=1)])
    return one, two


def test_merging_either_way_gives_the_same_files_and_the_same_progress(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes((one / "history.jsonl").read_bytes())
    first = merge(one, [two], MORNING)
    second = merge(two, [copy], MORNING)
    assert (first.before, first.given, first.new) == (3, 2, 2)
    assert (second.before, second.given, second.new) == (2, 3, 3)
    assert (one / "history.jsonl").read_bytes() == (two / "history.jsonl").read_bytes()
    assert Store.open(one).progress == Store.open(two).progress
    assert set(Store.open(one).progress.cards) == {"c/q2", "c/q3"}
    assert verify(one).events == 5


def test_merging_again_changes_nothing_and_needs_no_backup(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    assert merge(one, [two / "history.jsonl"], MORNING).backup
    before = (one / "history.jsonl").stat().st_mtime_ns
    again = merge(one, [two, one], MORNING)
    assert (again.new, again.backup) == (0, "")
    assert (one / "history.jsonl").stat().st_mtime_ns == before


def test_a_history_with_other_ends_of_lines_is_merged_whole(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    path = two / "history.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    done = merge(one, [two], MORNING)
    assert (done.new, done.damaged) == (2, 0)
    assert verify(one).is_good


def test_a_backup_can_be_merged(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    made = backup.create(two, MORNING)
    assert made
    assert merge(one, [made.path], MORNING).new == 2


def test_a_store_that_is_open_meanwhile_goes_on(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    store = Store.open(one)
    merge(one, [two], MORNING)
    store.append([reviewed("c/q4", day=5)])
    assert set(store.progress.cards) == {"c/q2", "c/q3", "c/q4"}
    assert store.progress == rebuild(store.events())


def test_a_synchronisers_copy_is_merged_and_offered_no_more(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    copy = one / "history.sync-conflict-20260105-101010-ABCDEF.jsonl"
    (two / "history.jsonl").replace(copy)
    (notice,) = Store.open(one).notices
    assert (notice.what, notice.path) == ("conflict", str(copy))
    merge(one, [notice.path], MORNING)
    assert Store.open(one).notices == []
    assert copy.with_name(copy.name + ".merged").exists()


def test_a_line_of_a_newer_program_survives_a_merge(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    strange = codec.seal({"id": "x", "type": "dream", "at": 5, "day": "2026-01-05", "n": 7, "of": "sheep"})
    with (two / "history.jsonl").open("ab") as file:
        file.write(strange + b"half a li")
    assert merge(one, [two], MORNING).new == 3
    assert strange in (one / "history.jsonl").read_bytes()
    assert Store.open(one).progress.n == 7


def test_lines_of_git_conflicts_are_counted_and_left_out(tmp_path: Path) -> None:
    one, two = machines(tmp_path)
    path = two / "history.jsonl"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes() + b"=======\n\n>>>>>>> other\n")
    assert merge(one, [two], MORNING).damaged == 3
    assert verify(one).is_good


@pytest.mark.parametrize("kind", ["missing", "directory", "fifo"])
def test_what_is_no_history_is_refused_and_nothing_changes(tmp_path: Path, kind: str) -> None:
    one, _ = machines(tmp_path)
    given_path = tmp_path / "given"
    if kind == "directory":
        (given_path / "history.jsonl").mkdir(parents=True)
    if kind == "fifo":
        os.mkfifo(given_path)
    before = (one / "history.jsonl").read_bytes()
    with pytest.raises(ProgressRefused):
        merge(one, [given_path], MORNING)
    assert (one / "history.jsonl").read_bytes() == before


def test_events_of_two_machines_with_the_same_numbers_all_count() -> None:
    one, two = numbered([reviewed("c/q1")]), [Event("f1", 1, reviewed("c/q2"))]
    assert set(rebuild([*one, *two]).cards) == {"c/q1", "c/q2"}


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed: its merges were not tried")
def test_git_unites_the_histories_of_two_machines(tmp_path: Path) -> None:
    def git(where: Path, *words: str) -> None:
        names = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *names, *words], cwd=where, check=True, capture_output=True)

    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    git(one, "init")
    with Store.open(one) as store:
        store.append([reviewed("c/q1")])
    git(one, "add", ".")
    git(one, "commit", "-m", "first")
    git(tmp_path, "clone", str(one), str(two))
    for where, card in ((one, "c/q2"), (two, "c/q3")):
        with Store.open(where) as store:
            store.append([reviewed(card, day=1)])
        git(where, "commit", "-am", card)
    git(one, "pull", "--no-rebase", "--no-edit", str(two), "main")
    with Store.open(one) as store:
        assert set(store.progress.cards) == {"c/q1", "c/q2", "c/q3"}
        store.append([reviewed("c/q4", day=2)])
    assert verify(one).is_good
