"""Every damaged store through the commands: opened or refused in one sentence, soon, with the original kept."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.damages import DAMAGED, REFUSED, history, progress, store_with_answers, whole_answers
from tests.faults.served import Served
from tests.faults.sessions import Done

COMMANDS: dict[str, tuple[str, ...]] = {
    "home": (),
    "review": ("review", "--plain", "--order", "file", "--limit", "2"),
    "progress": ("progress", "--json"),
    "history": ("history", "--json"),
    "verify": ("data", "verify", "--json"),
}
SECONDS = 2.0
turns = {name: n for n, name in enumerate([*DAMAGED, *REFUSED])}


@pytest.fixture(scope="module")
def tutor() -> Iterator[Served]:
    served = Served()
    yield served
    served.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    questions = "".join(f"- {{id: q{n}, vrai: 'Affirmation {n:04}', confiance: non}}\n" for n in range(12))
    (tmp_path / "c.yaml").write_text(f"titre: Essai\nquestions:\n{questions}", encoding="utf-8")
    return store_with_answers(tmp_path / "data")


def start(tutor: Served, data: Path, name: str) -> Done:
    """One command, which must be quick, whole and harmless whatever it meets."""
    done = tutor(data, "--content", str(data.parent / "c.yaml"), *COMMANDS[name], given=b"\n" + b"1\n\n" * 4)
    assert done.seconds < SECONDS, (name, done.seconds)
    assert b"Traceback" not in done.err, done.said()
    assert b"Erreur du programme" not in done.err, done.said()
    assert b"\x1b" not in done.out + done.err
    return done


def in_turn(damage: str) -> list[str]:
    """The four commands that open a store, each the first of a quarter of the damages."""
    names, turn = list(COMMANDS)[:4], turns[damage] % 4
    return names[turn:] + names[:turn]


@pytest.mark.parametrize("damage", DAMAGED)
def test_every_command_opens_a_damaged_store_and_finds_what_is_left(tutor: Served, data: Path, damage: str) -> None:
    change, kept = DAMAGED[damage]
    change(data)
    kept = whole_answers(data) if kept is None else kept
    files = {path: path.read_bytes() for path in (history(data), progress(data)) if path.is_file()}
    assert start(tutor, data, "verify").code in {0, 3}
    assert all(path.read_bytes() == old for path, old in files.items()), "verifying changes nothing"
    for name in dict.fromkeys((in_turn(damage)[0], "history")):
        done = start(tutor, data, name)
        assert done.code == 0, done.said()
        if name == "history":
            told = [e for e in json.loads(done.out) if e["type"] == "review" and e["card"].startswith("c/q") and e["version"] == "v1"]
            assert len({e["id"] for e in told}) == kept, done.said()
    kept_as = {zlib.crc32(p.read_bytes()) for p in data.iterdir() if p.is_file()}
    lines = b"".join(p.read_bytes() for p in data.iterdir() if p.is_file())
    for path, old in files.items():
        is_kept = zlib.crc32(old) in kept_as or all(line in lines for line in old.split(b"\n"))
        assert is_kept or path == progress(data), f"the original of {path.name} is there"
    assert not list(data.glob("*.new"))


@pytest.mark.parametrize("damage", REFUSED)
def test_every_command_refuses_what_is_not_ours_in_one_sentence_and_changes_nothing(tutor: Served, data: Path, damage: str) -> None:
    REFUSED[damage](data)
    before = sorted((str(p), p.lstat().st_mtime_ns) for p in [data, *data.glob("**/*")])
    for name in COMMANDS:
        done = start(tutor, data, name)
        assert (done.code, done.out) == (3, b""), done.said()
        assert done.err.decode().startswith("tutor\u00a0: ")
        assert len(done.err.splitlines()) == 1, done.said()
        assert str(data) in done.err.decode()
    assert sorted((str(p), p.lstat().st_mtime_ns) for p in [data, *data.glob("**/*")]) == before


@pytest.mark.parametrize("damage", ["last line torn", "progress rubbish", "history halved", "history compressed", "bit 3 of the history flipped, progress gone"])  # fmt: skip
def test_the_first_start_says_what_was_damaged_and_where_the_original_is(tutor: Served, data: Path, damage: str) -> None:
    DAMAGED[damage][0](data)
    done = start(tutor, data, "home")
    said = done.err.decode()
    assert len(said.splitlines()) <= 3, said
    evidence = [path.name for path in data.iterdir() if ".damaged-" in path.name]
    assert evidence
    assert any(name in said for name in evidence), said
    assert start(tutor, data, "home").err == b"", "told once"


def test_the_table_is_as_long_as_promised() -> None:
    assert len(DAMAGED) + len(REFUSED) >= 120
