"""What is injected into the real command, as numbers: tests hold them to zero lost and zero doubled, and the README shows them."""

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from tests.faults.damages import ANSWERS, DAMAGED, REFUSED, history, store_with_answers, whole_answers
from tests.faults.served import Served
from tests.faults.sessions import REVIEW, Command, Done, Kept, PlainSession, StageSession, heard, kept, quiz, run, told
from tests.happenings import reviewed
from tutor.errors import ProgressRefused
from tutor.store import Store


@dataclass(frozen=True)
class Tally:
    """`injected` faults; the answers whose feedback was seen, those of them that are gone, and those that are there twice."""

    what: str
    injected: int
    acknowledged: int
    lost: int
    doubled: int

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.what,
            self.injected + other.injected,
            self.acknowledged + other.acknowledged,
            self.lost + other.lost,
            self.doubled + other.doubled,
        )


def tally(what: str, injected: int, said: list[str], found: Kept) -> Tally:
    """Compare what was acknowledged with what is kept; a statement asked again though it was acknowledged was lost meanwhile."""
    asked_again = sum(count - 1 for count in Counter(said).values())
    lost = sum(not found.standing[one] for one in set(said)) + asked_again
    return Tally(what, injected, len(set(said)), lost, sum(count - 1 for count in found.standing.values()))


def kills(folder: Path, kind: type[PlainSession | StageSession], count: int, *, seed: int = 1) -> Tally:
    """kill -9 a session again and again at random moments, go on where it stopped, and finish it."""
    chance, said = random.Random(seed), list[str]()
    questions = 3 * count + 5
    path, data = quiz(folder, questions), folder / "data"
    for _ in range(count):
        session = kind(path, data)
        if chance.random() < 0.25:
            session.study(3, seconds=chance.random() * 0.6)  # before, while and after it starts
        else:
            session.study(chance.randint(1, 2))
            time.sleep(chance.choice((0.0, 0.001, 0.003, 0.01)) * chance.random())
        session.kill()
        said += session.said
    last = kind(path, data).study()
    assert last.end() == 0
    assert last.over
    said += last.said
    found = kept(data)
    assert len(found.standing) == questions, "the session went on where it stopped, to its end"
    return tally(f"kill -9 of a {kind.__name__.removesuffix('Session').lower()} session at random moments", count, said, found)


def crowd(folder: Path, learners: int, questions: int) -> Tally:
    """Learners at once on one store, each with an undo now and then; some share a course, and its cards."""
    data = folder / "data"
    paths = [quiz(folder, questions, name=f"essai{n // 2}") for n in range(learners)]
    undo = frozenset(f"{n:04}" for n in range(0, questions, 5))
    with ThreadPoolExecutor(learners) as pool:
        sessions = list(pool.map(lambda path: PlainSession(path, data, undo), paths))
        for session in sessions:
            session.wait_for_words()  # all have chosen their cards before one is answered
        codes = list(pool.map(lambda session: session.study().end(), sessions))
    assert codes == [0] * learners
    said = [one for session in sessions for one in session.said]
    undone = [one for session in sessions for one in session.undone]
    found = kept(data)
    assert found.undone == len(undone) >= len(set(paths)) * len(undo), "each was taken back by whoever answered it"
    history = told(data, "history")
    gone = {one for event in history if event["type"] == "undo" for one in event["events"]}
    standing = [event["card"] for event in history if event["type"] == "review" and event["id"] not in gone]
    for path in sorted(set(paths)):
        said_by_progress = told(data, "--content", str(path), "progress")["answers"]
        assert said_by_progress == sum(card.startswith(path.stem + "/") for card in standing), "the numbers add up"
        assert {card for card in standing if card.startswith(path.stem + "/")} == {f"{path.stem}/q{n:04}" for n in range(questions)}
    due, there = len(said) - len(undone), found.standing.total()
    return Tally("sessions at once, with undo", learners, len(said), max(0, due - there), max(0, there - due))


ENOSPC, EIO, EROFS, EACCES = 28, 5, 30, 13
FOREVER = 1_000_000
NAMES = {ENOSPC: "ENOSPC", EIO: "EIO", EROFS: "EROFS", EACCES: "EACCES"}


@dataclass(frozen=True)
class Fault:
    """One fault: `action` at the file operation number `at`, and at the `times - 1` after it."""

    action: str
    at: int
    code: int = 0
    times: int = 1

    def armed(self, data: Path) -> tuple[str, str, int, int, int]:
        """What arms the shim."""
        return str(data), self.action, self.at, self.code, self.times


def faults(met: str, *, every: bool) -> list[Fault]:
    """The faults for a session that met these operations: killed around each, each failing in each way; or a fair part of the latter."""
    found = []
    for at, operation in enumerate(met, 1):
        found += [Fault("before", at), Fault("after", at)]
        if operation == "w":
            found += [Fault("torn", at), Fault("short", at), Fault("short", at, times=FOREVER)]
        errors = [Fault("error", at, code, times) for code in NAMES for times in (1, 3, FOREVER)]
        found += errors if every else [errors[at % len(errors)]]
    return found


def shimmed(library: Path) -> "Shimmed":
    """The command itself, started under the shim."""

    def start(
        data: Path, *words: str, given: bytes = b"", arm: tuple[str, str, int, int, int] | None = None, met: Path | None = None
    ) -> Done:
        names = ("FAULT_PATH", "FAULT_ACTION", "FAULT_AT", "FAULT_ERRNO", "FAULT_TIMES")
        env = {"LD_PRELOAD": str(library), **dict(zip(names, map(str, arm or ()), strict=False))}
        return run(data, *words, given=given, env=env | ({"FAULT_MET": str(met)} if met else {}))

    return start


@dataclass
class Bench:
    """A store with two answers of five, and a session that is to answer the other three while something fails."""

    folder: Path
    path: Path
    before: Path
    given: bytes = b"1\n\n" * 3 + b"\n"

    @classmethod
    def made(cls, folder: Path) -> "Bench":
        bench = cls(folder, quiz(folder, 5), folder / "before")
        done = run(bench.before, "--content", str(bench.path), *REVIEW, "--plain", given=b"\n1\n\n1\n\nq\n")
        assert heard(done.out).said == ["0000", "0001"]
        return bench

    def session(self, data: Path, fault: Fault, start: "Shimmed", **more: Any) -> Done:
        """The session under a fault."""
        shutil.copytree(self.before, data)
        return start(data, "--content", str(self.path), *REVIEW, "--plain", given=self.given, arm=fault.armed(data), **more)

    def operations(self, library: Path) -> str:
        """The file operations of the session when nothing fails."""
        log = self.folder / "met"
        done = self.session(self.folder / "whole", Fault("error", FOREVER), shimmed(library), met=log)
        assert (done.code, heard(done.out).said) == (0, ["0002", "0003", "0004"])
        return log.read_text()

    def judged(self, fault: Fault, start: "Shimmed", check: Command) -> Tally:
        """Inject one fault, and compare what was said with what is there."""
        data = Path(tempfile.mkdtemp(dir=self.folder)) / "data"
        done = self.session(data, fault, start)
        listener = heard(done.out)
        if fault.action in {"before", "after", "torn"}:
            assert done.code == -9, f"{fault}: {done.said()}"
        else:
            assert listener.over, f"{fault}: the session goes on, {done.said()}"
            assert done.code == (5 if b"NON ENREGISTR" in done.err else 0), f"{fault}: {done.said()}"
        found = kept(data, check)
        if not done.code:
            assert found.standing.keys() == {"0000", "0001", "0002", "0003", "0004"}, f"{fault}: it said that all is saved"
        return tally(NAMES.get(fault.code, fault.action), 1, ["0000", "0001", *listener.said], found)


def planned(folder: Path, library: Path, *, every: bool) -> tuple[Bench, list[Fault]]:
    """A session to be disturbed, and the faults at every one of its file operations."""
    bench = Bench.made(folder)
    return bench, faults(bench.operations(library), every=every)


def faulted(bench: Bench, library: Path, wanted: Sequence[Fault], *, every: bool) -> list[Tally]:
    """Faults injected, by what they are; `every`: each in a start of its own of the command."""
    served, checks = Served(library), Served()
    try:
        judged = [bench.judged(fault, shimmed(library) if every else served, checks) for fault in wanted]
    finally:
        served.close()
        checks.close()
    return [sum((j for j in judged if j.what == name), Tally(name, 0, 0, 0, 0)) for name in dict.fromkeys(j.what for j in judged)]


def operations(folder: Path, library: Path, *, every: bool) -> list[Tally]:
    """All of them."""
    bench, wanted = planned(folder, library, every=every)
    return faulted(bench, library, wanted, every=every)


def damaged(folder: Path) -> Tally:
    """Stores damaged in every way of the table, opened and studied on; lost are answers whose lines are still whole and are not found."""
    expected, lost, doubled = 0, 0, 0
    for number, (change, known) in enumerate(DAMAGED.values()):
        data = store_with_answers(folder / str(number))
        change(data)
        wanted = whole_answers(data) if known is None else known
        before = history(data).read_bytes() if history(data).is_file() else b""
        with Store.open(data) as store:
            store.append([reviewed("c/after")])
            found = Counter(event.id for event in store.events())
            cards = {card for card in store.progress.cards if card.startswith("c/q")}
        kept = b"".join(path.read_bytes() for path in data.iterdir() if path.is_file())
        is_kept = all(line in kept for line in before.split(b"\n"))
        expected, lost = expected + wanted, lost + max(0, wanted - len(cards)) + (not is_kept)
        doubled += sum(count - 1 for count in found.values())
    return Tally("damaged stores opened and studied on, their originals kept", len(DAMAGED), expected, lost, doubled)


def refused(folder: Path) -> Tally:
    """Files that are not ours to touch: refused, and left as they are; lost are those that were opened or changed."""
    lost = 0
    for number, change in enumerate(REFUSED.values()):
        data = store_with_answers(folder / str(number))
        change(data)
        before = [(str(path), path.lstat().st_mtime_ns) for path in sorted(data.parent.glob(f"{number}*/**/*"))]
        try:
            Store.open(data)
            lost += 1
        except ProgressRefused:
            after = [(str(path), path.lstat().st_mtime_ns) for path in sorted(data.parent.glob(f"{number}*/**/*"))]
            lost += before != after
    return Tally("newer formats, directories, FIFOs, devices: refused and untouched", len(REFUSED), len(REFUSED) * ANSWERS, lost, 0)


Shimmed: TypeAlias = Callable[..., Done]
