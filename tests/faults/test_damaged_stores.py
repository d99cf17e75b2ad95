"""Stores that were torn, edited, swapped, linked, made by a newer program or never were stores: opened or refused, never made worse."""

import time
from pathlib import Path

import pytest

from tests.faults.damages import DAMAGED, MENDED, REFUSED, edit_line, history, progress, store_with_answers, whole_answers
from tests.faults.harness import nothing_is_lost
from tests.happenings import reviewed
from tutor import codec
from tutor.errors import ProgressRefused
from tutor.store import Store
from tutor.verify import verify


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store with twelve answers, closed."""
    return store_with_answers(tmp_path / "data")


def looks(data: Path) -> dict[str, tuple[int, bytes]]:
    """What lies in a directory."""
    return {
        str(path): (path.lstat().st_mode, path.read_bytes() if path.is_file() and not path.is_symlink() else b"")
        for path in [data, *data.glob("**/*")]
    }


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_store_opens_with_everything_still_there_and_goes_on(data: Path, damage: str) -> None:
    change, kept = DAMAGED[damage]
    change(data)
    kept = whole_answers(data) if kept is None else kept
    before = history(data).read_bytes() if history(data).exists() else b""
    began = time.monotonic()
    store = Store.open(data)
    assert time.monotonic() - began < 2
    answered = [card for card in store.progress.cards if card.startswith("c/q")]
    assert len(answered) == kept
    (event,) = store.append([reviewed("c/after")])
    assert store.close() == 0
    nothing_is_lost(data, [event.id])
    whole = [line for line in before.split(b"\n") if codec.is_whole(line)]
    everywhere = b"".join(path.read_bytes() for path in data.iterdir() if path.is_file())
    assert all(line in history(data).read_bytes() for line in whole), "no line was altered"
    assert all(line in everywhere for line in before.split(b"\n")), "what was damaged is kept as evidence"


@pytest.mark.parametrize(
    "damage", ["last line torn", "a line edited, progress gone", "progress edited", "git conflict", "history gone", "history halved"]
)
def test_the_learner_is_told_what_happened_with_file_and_number(data: Path, damage: str) -> None:
    MENDED[damage][0](data)
    with Store.open(data) as store:
        all_told = store.notices
    told = [notice for notice in all_told if notice.what != "rebuilt"] or all_told
    expected = {
        "last line torn": "torn",
        "a line edited, progress gone": "damaged",
        "git conflict": "foreign",
        "progress edited": "rebuilt",
    }
    (notice, *_) = told
    assert notice.what == expected.get(damage, "lost")
    assert notice.count > 0
    assert Path(notice.path).parent == data
    assert Store.open(data).notices == [], "told once"


@pytest.mark.parametrize("damage", REFUSED)
def test_what_is_not_ours_is_refused_at_once_and_nothing_changes(data: Path, damage: str) -> None:
    REFUSED[damage](data)
    before = looks(data)
    began = time.monotonic()
    with pytest.raises(ProgressRefused) as refusal:
        Store.open(data)
    assert time.monotonic() - began < 1
    assert refusal.value.reason in {"newer", "kind", "unreadable"}
    assert looks(data) == before


def test_an_edit_deep_in_the_history_is_found_by_verifying(data: Path) -> None:
    edit_line(data, 5, lambda line: line.replace(b'"score":1', b'"score":0'))
    found = verify(data)
    assert (found.damaged, found.saved, found.is_good) == (1, "changed", False)


def test_damage_within_is_kept_once_and_not_at_every_start(data: Path) -> None:
    MENDED["a line edited, progress gone"][0](data)
    for _ in range(3):
        progress(data).unlink(missing_ok=True)
        Store.open(data).close()
    assert len(list(data.glob("history.jsonl.damaged-*"))) == 1
