"""Copies of the history: made before a new day's first change, thinned with time, put back without losing what there was."""

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.happenings import MORNING, moment, reviewed, started
from tutor import backup, codec
from tutor.errors import ProgressRefused, UnknownName
from tutor.events import Read, Set
from tutor.folder import Folder
from tutor.merge import merge, read_lines
from tutor.store import Store
from tutor.verify import verify


def studied(directory: Path, days: int) -> None:
    """A card answered and the program left, on each of some days."""
    for day in range(days):
        with Store.open(directory) as store:
            store.append([reviewed(f"c/q{day}", day=day)])


def test_the_first_change_of_a_new_day_is_preceded_by_a_backup_of_the_days_before(tmp_path: Path) -> None:
    studied(tmp_path, 1)
    assert backup.listed(tmp_path) == []
    with Store.open(tmp_path) as store:
        for i in range(3):
            store.append([reviewed(f"c/r{i}", day=1)])
    (made,) = backup.listed(tmp_path)
    assert (made.why, made.events, made.day) == ("daily", 1, date(2026, 1, 6))
    assert backup.verify(made).is_whole


def test_a_store_that_cannot_be_backed_up_still_saves(tmp_path: Path) -> None:
    studied(tmp_path, 1)
    (tmp_path / "backups").touch()
    with Store.open(tmp_path) as store:
        store.append([reviewed(day=1)])
        assert [notice.what for notice in store.notices] == ["backup"]
        assert len(list(store.events())) == 2


def test_without_a_history_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    assert backup.create(tmp_path, MORNING) is None
    assert list(tmp_path.iterdir()) == []


def test_restoring_puts_the_old_history_back_says_numbers_and_keeps_the_present(tmp_path: Path) -> None:
    studied(tmp_path, 3)
    old = backup.listed(tmp_path)[0]
    done = backup.restore(tmp_path, old.name, MORNING)
    assert (done.events, done.back, done.gone) == (2, 0, 1)
    assert set(Store.open(tmp_path).progress.cards) == {"c/q0", "c/q1"}
    again = backup.restore(tmp_path, Path(done.present).name, MORNING + 1000)
    assert (again.events, again.back, again.gone) == (3, 1, 0)
    assert len(Store.open(tmp_path).progress.cards) == 3


def test_a_backup_anywhere_can_be_restored_and_the_latest_by_that_word(tmp_path: Path) -> None:
    studied(tmp_path / "one", 2)
    made = backup.create(tmp_path / "one", MORNING + 5 * 86_400_000)
    assert made
    assert backup.restore(tmp_path / "two", made.path, MORNING).events == 2
    assert backup.restore(tmp_path / "one", "latest", MORNING).backup == made


def test_restoring_what_is_not_there_names_what_is(tmp_path: Path) -> None:
    studied(tmp_path, 2)
    with pytest.raises(UnknownName) as unknown:
        backup.restore(tmp_path, "yesterday", MORNING)
    assert unknown.value.close == (backup.listed(tmp_path)[0].name,)


def test_a_damaged_backup_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    studied(tmp_path, 2)
    (made,) = backup.listed(tmp_path)
    data = Path(made.path).read_bytes()
    before = (tmp_path / "history.jsonl").read_bytes()
    for broken in (data[:-9], data[:40] + b"xx" + data[42:], b"\x1f\x8b"):
        Path(made.path).write_bytes(broken)
        assert not backup.verify(made).is_whole
        with pytest.raises(ProgressRefused):
            backup.restore(tmp_path, made.name, MORNING)
    assert (tmp_path / "history.jsonl").read_bytes() == before
    assert len(backup.listed(tmp_path)) == 1


def test_a_file_without_events_does_not_take_the_place_of_the_history(tmp_path: Path) -> None:
    studied(tmp_path / "data", 1)
    (tmp_path / "notes.txt").write_text("call mother\n")
    with pytest.raises(ProgressRefused):
        backup.restore(tmp_path / "data", str(tmp_path / "notes.txt"), MORNING)
    assert set(Store.open(tmp_path / "data").progress.cards) == {"c/q0"}


def test_a_bomb_in_the_place_of_a_backup_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    studied(tmp_path, 2)
    monkeypatch.setattr("tutor.merge.HISTORY_BYTES_MAX", 100)
    assert not backup.verify(backup.listed(tmp_path)[0]).is_whole


def test_a_history_that_is_gone_comes_back_from_the_newest_whole_backup(tmp_path: Path) -> None:
    studied(tmp_path, 4)
    newest, second, *_ = backup.listed(tmp_path)
    Path(newest.path).write_bytes(b"rubbish")
    (tmp_path / "history.jsonl").unlink()
    store = Store.open(tmp_path)
    found = {notice.what: notice for notice in store.notices}
    assert (found["restored"].count, found["restored"].source) == (2, second.path)
    assert found["lost"].count == 2
    assert Path(found["lost"].evidence).exists()
    assert not store.first_run


def test_a_damaged_line_comes_back_from_a_backup(tmp_path: Path) -> None:
    studied(tmp_path, 3)
    path = tmp_path / "history.jsonl"
    path.write_bytes(path.read_bytes().replace(b"c/q0", b"c/qX", 1))
    (tmp_path / "progress.json").unlink()
    store = Store.open(tmp_path)
    assert {notice.what: notice.count for notice in store.notices} == {"damaged": 1, "restored": 1, "rebuilt": 3}
    assert set(store.progress.cards) == {"c/q0", "c/q1", "c/q2"}
    assert verify(tmp_path).is_good
    assert len(list(tmp_path.glob("history.jsonl.damaged-*"))) == 1


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_history_mended_from_a_backup_is_again_what_it_was_to_the_byte(tmp_path: Path, line: int) -> None:
    studied(tmp_path, 4)
    path = tmp_path / "history.jsonl"
    before, saved = path.read_bytes(), (tmp_path / "progress.json").read_bytes()
    lines = before.splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:line], lines[line].replace(b"{", b"[", 1), *lines[line + 1 :]]))
    store = Store.open(tmp_path)
    assert path.read_bytes() == before
    assert (tmp_path / "progress.json").read_bytes() == saved, "what was saved holds again"
    assert [notice.what for notice in store.notices] == ["damaged", "restored"]


def test_a_backup_of_the_damage_itself_does_not_hide_the_one_before(tmp_path: Path) -> None:
    studied(tmp_path, 4)
    path = tmp_path / "history.jsonl"
    path.write_bytes(path.read_bytes().replace(b"c/q1", b"c/qX", 1))
    older = backup.listed(tmp_path)[0]
    assert backup.create(tmp_path, MORNING + 9 * 86_400_000)
    store = Store.open(tmp_path)
    assert set(store.progress.cards) == {"c/q0", "c/q1", "c/q2", "c/q3"}
    assert [notice.source for notice in store.notices if notice.what == "restored"] == [older.path]


def test_a_history_that_somebody_compressed_comes_back_from_a_backup(tmp_path: Path) -> None:
    studied(tmp_path, 3)
    path = tmp_path / "history.jsonl"
    path.write_bytes(gzip.compress(path.read_bytes()))
    store = Store.open(tmp_path)
    assert set(store.progress.cards) == {"c/q0", "c/q1"}
    assert store.append([reviewed("c/q9", day=9)])


def test_a_mend_drops_no_line_because_of_how_it_ends(tmp_path: Path) -> None:
    studied(tmp_path, 3)
    path = tmp_path / "history.jsonl"
    path.write_bytes(path.read_bytes().replace(b"c/q0", b"c/qX", 1).replace(b"\n", b"\r\n"))
    assert set(Store.open(tmp_path).progress.cards) == {"c/q0", "c/q1", "c/q2"}


def test_a_backup_of_a_newer_program_is_not_put_in_the_place_of_the_history(tmp_path: Path) -> None:
    studied(tmp_path / "data", 1)
    newer = tmp_path / "newer.jsonl"
    line = codec.seal({"id": "x", "type": "format", "at": 1, "day": "2026-01-05", "n": 9, "format": 2})
    newer.write_bytes((tmp_path / "data" / "history.jsonl").read_bytes() + line)
    for put in (backup.restore, lambda directory, name, at: merge(directory, [name], at)):
        with pytest.raises(ProgressRefused) as refusal:
            put(tmp_path / "data", str(newer), MORNING)
        assert (refusal.value.reason, refusal.value.path) == ("newer", str(newer))
    assert set(Store.open(tmp_path / "data").progress.cards) == {"c/q0"}


def test_what_was_given_up_by_a_restore_does_not_come_back_by_a_mend(tmp_path: Path) -> None:
    studied(tmp_path, 4)
    backup.restore(tmp_path, backup.listed(tmp_path)[-1].name, MORNING + 9 * 86_400_000)
    with (tmp_path / "history.jsonl").open("ab") as file:
        file.write(b"rubbish\n")
    assert set(Store.open(tmp_path).progress.cards) == {"c/q0"}


def test_a_reset_starts_from_nothing_and_the_history_keeps_everything(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([started(), Set(moment(), "language", "en"), reviewed("c/q1"), reviewed("d/q1", day=900), Read(moment(), "", "c/a")])
    done = backup.reset(tmp_path, moment(1))
    assert done.cards == 2
    progress = Store.open(tmp_path).progress
    assert (len(progress.cards), len(progress.sections), progress.open, progress.settings) == (0, 0, (), {"language": "en"})
    assert len(list(Store.open(tmp_path).events())) == 7
    assert sum(1 for _ in read_lines(done.backup)) == 5


def test_a_reset_of_one_course_leaves_the_others(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed("c/q1", day=900), reviewed("d/q1", day=900)])
    assert backup.reset(tmp_path, moment(1), "c").cards == 1
    assert set(Store.open(tmp_path).progress.cards) == {"d/q1"}


@given(st.lists(st.integers(0, 500 * 24), max_size=60, unique=True))
def test_thinning_keeps_the_last_days_weeks_and_months(hours: list[int]) -> None:
    backups = [
        backup.Backup(f"b{hour}", f"{date(2026, 1, 1) + timedelta(days=hour // 24):%Y%m%d}T{hour % 24:02}0000Z", hour, "daily")
        for hour in sorted(hours, reverse=True)
    ]
    kept = backup._kept(backups)
    assert set(backups[:10]) <= kept
    assert len(kept) <= 10 + 7 + 4 + 12 + 1
    assert len({each.day for each in kept}) >= min(7, len({each.day for each in backups}))
    assert len({each.at[:6] for each in kept}) >= min(12, len({each.at[:6] for each in backups}))


def test_thinning_never_deletes_the_last_whole_backup(tmp_path: Path) -> None:
    studied(tmp_path, 1)
    folder = Folder(str(tmp_path))
    for day in range(40):
        backup.write(folder, MORNING + day * 3_600_000, "daily")
    backups = backup.listed(tmp_path)
    whole = backups[20]
    for each in backups:
        if each != whole:
            Path(each.path).write_bytes(b"rubbish")
    assert backup.prune(folder) == []
    assert backup.verify(whole).is_whole
