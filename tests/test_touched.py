"""Files that somebody else touched, and clocks that were wrong: what is noticed, and what is left alone."""

from datetime import date
from pathlib import Path

from tests.happenings import moment, reviewed
from tutor.events import Reviewed
from tutor.folder import Folder
from tutor.progress import CardState
from tutor.schedule import Learned, Memory, reopened
from tutor.standing import standing
from tutor.store import Store


def test_an_edit_of_the_same_length_deep_in_the_history_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed(f"c/q{n}") for n in range(100)])
    path = tmp_path / "history.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"card":"c/q50","version":"v1","rating":3', b'"card":"c/q50","version":"v1","rating":1'))
    store = Store.open(tmp_path)
    assert [notice.what for notice in store.notices] == ["damaged", "rebuilt"]
    assert "c/q50" not in store.progress.cards, "what was edited by hand carries no right sum"
    assert store.notices[0].evidence
    store.close()
    assert Store.open(tmp_path).notices == [], "told once"


def test_an_edit_deep_in_the_history_during_a_session_is_noticed_at_its_end(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.append([reviewed(f"c/q{n}") for n in range(100)])
    store = Store.open(tmp_path)
    store.append([reviewed("c/more")])
    path = tmp_path / "history.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"card":"c/q50"', b'"card":"c/q5X"'))
    store.append([reviewed("c/last")])
    store.close()
    assert "damaged" in [notice.what for notice in store.notices]
    assert {"c/more", "c/last"} <= set(Store.open(tmp_path).progress.cards)


def test_a_newer_saved_fold_that_appears_during_a_session_is_left_alone(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.append([reviewed("c/q1")])
    store.snapshot()
    newer = b'{"format": 2, "what": "a newer program was started meanwhile"}'
    (tmp_path / "progress.json").write_bytes(newer)
    store.append([reviewed("c/q2")])
    assert store.close() == 0
    assert (tmp_path / "progress.json").read_bytes() == newer
    assert [notice.what for notice in store.notices] == ["snapshot"]
    assert {event.fact.card for event in Store(Folder(str(tmp_path))).events() if isinstance(event.fact, Reviewed)} == {"c/q1", "c/q2"}


def test_a_clock_that_was_once_in_2099_keeps_no_card_away(tmp_path: Path) -> None:
    today, far = moment(10), 365 * 73
    with Store.open(tmp_path) as store:
        store.append([reviewed("c/q1", day=0), reviewed("c/q1", day=far), reviewed("c/q2", day=far)])
        assert not store.progress.resting(today.day)("c/q1", "")
        assert standing(store.progress.cards["c/q2"], "v1", today.day) == reopened_on(store.progress.cards["c/q2"], today.day)
        store.warn_of_clock(today.at)
        assert store.notices[0].count > 72 * 365 * 86_400_000
        store.append([reviewed("c/q1", day=10)])
        memory = store.progress.cards["c/q1"].memory
        assert isinstance(memory, Learned)
        assert memory.last == today.day
        assert (memory.due - today.day).days < 366
    with Store.open(tmp_path) as store:
        store.warn_of_clock(moment(10, 60_000).at)
        assert store.notices == [], "the last answer has the right time"
        assert len(list(store.events())) == 4


def reopened_on(state: CardState, day: date) -> Memory:
    assert isinstance(state.memory, Learned)
    return reopened(state.memory, day)
