"""Every command that writes, a fault at every file operation: one sentence that names the file, nothing lost, nothing half-written."""

import json
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.faults.harness import shim
from tests.faults.programmes import FOREVER, NAMES, Fault
from tests.faults.served import Served
from tests.faults.sessions import REVIEW, Done, quiz, run

PACK = {"course.yaml": "id: moi\ntitre: Le mien\n", "quiz/q.yaml": "questions:\n- {id: a, vrai: 'Un'}\n"}
TO_MEND = "questions:\n- vrai: 'Une affirmation sans identifiant'\n"


@dataclass(frozen=True)
class Writes:
    """A command that writes into the learner's files, or (`out`) to a place of somebody else's.

    `{}` is where the files of the test are, `{day}` a day to come.
    """

    words: str
    out: bool = False


COMMANDS = {
    "backup": Writes("data backup"),
    "merge": Writes("data merge {}/other/history.jsonl"),
    "merge of a copy": Writes("data merge {}/data/history.sync-conflict-20260105-101010-ABCDEF.jsonl"),
    "restore": Writes("data restore {}/other/history.jsonl"),
    "reset": Writes("data reset --yes"),
    "plan": Writes("--content {}/essai.yaml exam plan {day}"),
    "add": Writes("course add {}/more"),
    "replace": Writes("course add {}/pack --replace"),
    "remove": Writes("course remove moi"),
    "use": Writes("course use immunotherapie"),
    "new quiz": Writes("new quiz {}/out/neuf.yaml", out=True),
    "new course": Writes("new course {}/out/cours", out=True),
    "page": Writes("--content {}/essai.yaml progress --export {}/out/page.html", out=True),
    "page again": Writes("--content {}/essai.yaml progress --export {}/out/old.html", out=True),
    "mend": Writes("check --fix {}/out/mend.yaml", out=True),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="module")
def served(library: Path) -> Iterator[Served]:
    """One process for all that is tried."""
    found = Served(library)
    yield found
    found.close()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner with answers and a course of their own, another learner, a pack, a page and a file to be mended."""
    folder = tmp_path_factory.mktemp("bench")
    for name, answers in (("data", 2), ("other", 1)):
        done = run(folder / name, "--content", str(quiz(folder, 4)), *REVIEW, "--plain", given=b"\n" + b"1\n\n" * answers + b"q\n")
        assert done.code == 0, done.said()
    more = {f"more/{name}": text.replace("moi", "toi") for name, text in PACK.items()}
    for name, text in {f"pack/{name}": text for name, text in PACK.items()}.items() | more.items() | {("out/mend.yaml", TO_MEND)}:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for words in (("course", "add", str(folder / "pack")), ("progress", "--export", str(folder / "out" / "old.html"))):
        assert run(folder / "data", *words).code == 0
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that is no draft and no lock, with its bytes."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in {"lock", ".lock", "sessions"}]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if ".new" not in str(path.relative_to(folder))}


def events(data: Path) -> set[str]:
    """The ids of every event in the history and the backups, all of which can be read."""
    texts = [path.read_bytes() for path in data.glob("history*.jsonl")]
    texts += [zlib.decompress(path.read_bytes(), wbits=31) for path in (data / "backups").glob("*.gz")]
    return {json.loads(line)["id"] for text in texts for line in text.splitlines()}


@dataclass(frozen=True)
class Tried:
    """What became of a command under one fault, and the files of the place before and after."""

    done: Done
    before: dict[str, bytes]
    after: dict[str, bytes]
    lost: set[str]


def tried(bench: Path, home: Path, served: Served, writes: Writes, fault: Fault) -> Tried:
    shutil.copytree(bench, home)
    place = home / ("out" if writes.out else "data")
    if "sync-conflict" in writes.words:
        shutil.copy(home / "other" / "history.jsonl", home / "data" / "history.sync-conflict-20260105-101010-ABCDEF.jsonl")
    before, known = tree(place), events(home / "data")
    words = writes.words.replace("{}", str(home)).replace("{day}", f"{datetime.now(UTC) + timedelta(60):%Y-%m-%d}").split()
    done = served(home / "data", *words, arm=(str(place), fault.action, fault.at, fault.code, fault.times))
    return Tried(done, before, tree(place), known - events(home / "data"))


def judge(found: Tried, home: Path, writes: Writes, why: str, *, for_ever: bool) -> None:
    """One sentence that names a file of the place it could not write to; nothing lost, and what was there is there whole."""
    done = found.done
    assert done.code in ({0, 4} if writes.out else {0, 3, 5}), why + done.said()
    assert b"Erreur du programme" not in done.err, why + done.said()
    assert not found.lost, why + done.said()
    if done.code:
        assert len(done.err.splitlines()) == 1 or writes.words.startswith("check"), why + done.said()
        named = "mend.yaml" if "mend" in writes.words else str(home / ("out" if writes.out else "data"))
        assert named in (done.err + done.out).decode(), why + done.said()
    if done.code and b"ne confirme pas" not in done.err:
        changed = {name for name, data in found.before.items() if found.after.get(name) != data}
        # A disk that from one moment on does nothing more cannot put back what was moved: what was saved of the history is made again
        # from it, a course waits hidden for the next `course add`, and what was written and not acknowledged is cut off.
        waits = {"progress.json", *(name for name in changed if name.startswith("courses/moi/"))} - found.after.keys()
        grown = {name for name in changed if found.after.get(name, b"").startswith(found.before[name])}
        assert not changed - (waits | grown if for_ever else set()), why + done.said()
        made = found.after.keys() - found.before.keys()
        # What the disk will not let go of either, stays.
        assert for_ever or not {name for name in made if not name.startswith("backups/")}, why + done.said()


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_cannot_write_says_so_and_has_lost_and_halved_nothing(
    tmp_path: Path, bench: Path, served: Served, name: str, step: int
) -> None:
    writes = COMMANDS[name]
    passed = failed = 0
    for n, at in enumerate(count(1, step)):
        times = 1 if n % 2 else FOREVER
        code = list(NAMES)[n // 2 % len(NAMES)]
        home = tmp_path / str(at)
        found = tried(bench, home, served, writes, Fault("error", at, code, times))
        judge(found, home, writes, f"{name}, {NAMES[code]} at {at}, {times} times: ", for_ever=times == FOREVER)
        shutil.rmtree(home)
        failed += found.done.code != 0
        passed = 0 if found.done.code else passed + 1
        if passed > 6 / step + 1:  # past all it does, or past all that matters
            break
    assert failed, "the faults were met"
