"""The real command as a learner meets it: started anew each time, answered when it asks, believed when it shows the feedback."""

import contextlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, Self

from tests.terminal import ROOT, UNSET, Terminal

REVIEW = ("review", "--order", "file", "--limit", "0", "--seed", "1")
STATEMENT = re.compile(r"Affirmation (\d{4})")
PATIENCE = 60.0


def quiz(folder: Path, count: int, name: str = "essai") -> Path:
    """A quiz of true statements without confidence: one key and one event an answer."""
    path = folder / f"{name}.yaml"
    lines = [f"- {{id: q{n:04}, vrai: 'Affirmation {n:04}', confiance: non}}" for n in range(count)]
    path.write_text("\n".join(["titre: Essai", "questions:", *lines, ""]), encoding="utf-8")
    return path


def environment(data: Path, **more: str) -> dict[str, str]:
    """What every start of the command sees: nothing of the machine, and only its own places to write."""
    places = {"TUTOR_DATA_DIR": str(data), "HOME": str(data.parent), "XDG_CACHE_HOME": str(data.parent / "cache")}
    words = {"TUTOR_LANG": "fr", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    return {name: value for name, value in os.environ.items() if name not in UNSET} | words | places | more


@dataclass(frozen=True)
class Done:
    """How a run ended: the exit code (negative: the signal), what it said, the seconds of processor and the kilobytes it took."""

    code: int
    out: bytes
    err: bytes
    seconds: float = 0.0
    kilobytes: int = 0

    def said(self) -> str:
        """Everything, for a person to read when a test fails."""
        return f"exit {self.code}\n{self.out.decode(errors='replace')}\n{self.err.decode(errors='replace')}"


class Command(Protocol):
    """A way to start the command without a terminal."""

    def __call__(self, data: Path, *words: str, given: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
        """`tutor WORDS` on a data directory, from its start to its end."""
        ...


def run(data: Path, *words: str, given: bytes = b"", env: Mapping[str, str] | None = None, before: Sequence[str] = ()) -> Done:
    """The command itself. `before`: a program to run it under."""
    argv = [*before, sys.executable, "-m", "tutor.cli", *words]
    done = subprocess.run(
        argv, input=given, env=environment(data) | dict(env or {}), capture_output=True, check=False, timeout=PATIENCE, cwd=ROOT
    )
    return Done(done.returncode, done.stdout, done.stderr)


def told(data: Path, *words: str, command: Command = run) -> Any:
    """What a command says in JSON."""
    done = command(data, *words, "--json")
    assert done.code == 0, done.said()
    return json.loads(done.out)


@dataclass
class Session:
    """A review in the making: `said` are the statements whose feedback was seen, in order; `over` once it has come to its end.

    `undo` names statements to take back once when their feedback is shown, and to answer again.
    """

    said: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    undo: frozenset[str] = frozenset()
    over: bool = False

    def step(self, seconds: float) -> bool:
        """Read what there is for so long at most, and do what it asks for. False when the program has ended."""
        raise NotImplementedError

    def kill(self) -> None:
        """kill -9, then read what had been said before it."""
        raise NotImplementedError

    def study(self, answers: int = 10**9, seconds: float = PATIENCE) -> Self:
        """Until so many more answers were acknowledged, the time is up, or the program has ended."""
        enough, stop = len(self.said) + answers, time.monotonic() + seconds
        while len(self.said) < enough and (left := stop - time.monotonic()) > 0:
            if not self.step(min(left, 0.2)):
                break
        return self


@dataclass
class Listener(Session):
    """Understands the lines of `tutor review --plain`, and would answer them.

    `refused` are the statements whose feedback said that the answer is not saved.
    """

    statement: str = ""
    refused: list[str] = field(default_factory=list)
    warned: bool = False

    def hear(self, line: str) -> None:
        """One line of the tutor's, and the learner's answer to it."""
        statement = STATEMENT.search(line)
        self.statement = statement[1] if statement else self.statement
        self.over |= "Révision terminée" in line
        self.warned |= line.startswith("NON ENREGISTRÉE")
        if line.startswith("Juste."):
            (self.refused if self.warned else self.said).append(self.statement)
            self.warned = False
        elif line.startswith("Votre réponse (") and line.endswith(":"):
            self.reply("1")
        elif line.startswith("Entrée pour"):
            takes_back = "continuer, u" in line and self.statement in self.undo and self.statement not in self.undone
            self.undone += [self.statement] * takes_back
            self.reply("u" * takes_back)

    def reply(self, line: str) -> None:
        """A line to the tutor."""


def heard(output: bytes) -> Listener:
    """What a session said from its beginning to its end."""
    listener = Listener()
    for line in output.decode().replace("\u00a0", " ").split("\n")[:-1]:
        listener.hear(line)
    return listener


class PlainSession(Listener):
    """`tutor review --plain`: lines to a pipe, and lines from it."""

    def __init__(self, path: Path, data: Path, undo: frozenset[str] = frozenset(), **more: str) -> None:
        super().__init__(undo=undo)
        self.rest = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tutor.cli", "--content", str(path), *REVIEW, "--plain"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, cwd=ROOT, env=environment(data, **more),
        )  # fmt: skip

    def wait_for_words(self) -> None:
        """Until it has said something."""
        assert self.process.stdout
        assert select.select([self.process.stdout], [], [], PATIENCE)[0], "the command says nothing"

    def step(self, seconds: float) -> bool:
        assert self.process.stdout
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return True
        data = os.read(self.process.stdout.fileno(), 1 << 16)
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            self.hear(line.decode().replace("\u00a0", " "))
        return bool(data)

    def reply(self, line: str) -> None:
        """A line to the tutor; it may be dead already."""
        assert self.process.stdin
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(line.encode() + b"\n")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def end(self) -> int:
        """Wait for the end; the exit code."""
        while self.step(PATIENCE):
            pass
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe
            pipe.close()
        return self.process.wait(PATIENCE)


def past_welcome(terminal: Terminal) -> Terminal:
    """The same terminal after the welcome of a first start and the trial of the keys."""
    return terminal.wait("Espace", PATIENCE).send(" ").wait("trente secondes", PATIENCE).send("esc")


class StageSession(Session):
    """`tutor review` on a terminal: keys, and the rendered screen."""

    def __init__(self, path: Path, data: Path, undo: frozenset[str] = frozenset(), **more: str) -> None:
        super().__init__(undo=undo)
        self.terminal = Terminal(("--content", str(path), *REVIEW), columns=60, rows=20, env=environment(data, **more))
        self.seen, self.pressed = "", 0.0

    def step(self, seconds: float) -> bool:
        goes_on = self.terminal.pump(seconds)
        text = self.terminal.text()
        if text != self.seen or time.monotonic() - self.pressed > 1:  # a key that came before the tutor listened is pressed again
            self.seen = text
            self.look(text)
        return goes_on

    def look(self, text: str) -> None:
        """One screen of the tutor's, and the learner's key."""
        statement = STATEMENT.search(text)
        if statement and "✓ Juste" in text:
            self.said += [statement[1]] * (self.said[-1:] != [statement[1]])
            self.press(" ")
        elif statement or "Reprendre" in text:
            self.press("a")
        elif "trente secondes" in text:
            self.press("\x1b")
        elif "Espace" in text:
            self.over |= "terminée" in text
            self.press(" ")

    def press(self, key: str) -> None:
        """A key; the tutor may be dead already."""
        self.pressed = time.monotonic()
        with contextlib.suppress(OSError):
            self.terminal.send(key)

    def kill(self) -> None:
        os.kill(self.terminal.process.pid, signal.SIGKILL)
        while self.terminal.pump(0.02) and self.terminal.process.isalive():
            pass
        self.step(0.05)
        self.terminal.close()

    def end(self) -> int:
        """Wait for the end; the exit code."""
        while self.step(0.2) and self.terminal.process.isalive():
            pass
        code = self.terminal.end()
        self.terminal.close()
        return code


@dataclass
class Kept:
    """What is stored, as the commands tell it: the answers that stand for each statement, and how many were undone."""

    standing: Counter[str]
    undone: int
    events: int


def kept(data: Path, command: Command = run) -> Kept:
    """Ask `history --json`, and have it checked by `data verify` and `progress --json`."""
    history = told(data, "history", command=command)
    gone = {one for event in history if event["type"] == "undo" for one in event["events"]}
    reviews = [event for event in history if event["type"] == "review"]
    checked = told(data, "data", "verify", command=command)
    assert checked["events"] == len({event["id"] for event in history}) == len(history)
    assert checked["repeated"] == checked["damaged"] == checked["foreign"] == checked["torn"] == 0
    assert checked["saved"] in {"equal", "missing"}
    standing = Counter(event["card"].partition("/q")[2] for event in reviews if event["id"] not in gone)
    return Kept(standing, len(gone), len(history))
