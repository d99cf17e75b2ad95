"""Measuring from outside: a command's whole run, its first card in a terminal, and what a key costs in a running session."""

import fcntl
import os
import pty
import re
import resource
import select
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.figures import Spent
from tests.terminal import ROOT, UNSET, Terminal

START = "import sys; from tutor.cli import main; sys.exit(main())"
"""What the installed command does."""
LIMIT_SECONDS = 20
"""No wait for a program is longer."""
WAIT_SECONDS, TURN_SECONDS, PAGES = 5.0, 1.5, 8
"""The longest waits for what a key shows and for a page to turn, and the pages of the longest feedback."""
PAINTED = rb"\x1b\[\?1049h[\s\S]*\w"


def environment(home: Path) -> dict[str, str]:
    """That of a user with this home directory and no switch set but the language; bytecode may be written and read."""
    clean = {k: v for k, v in os.environ.items() if k not in UNSET and not k.startswith(("PYTHON", "TUTOR", "XDG"))}
    return {**clean, "HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TUTOR_LANG": "fr", "PYTHONPATH": str(ROOT)}


def run_ms(argv: Sequence[str], env: Mapping[str, str]) -> Spent:
    """The time of `python argv` from start to end."""
    before, begin = children_cpu_ms(), time.perf_counter()
    null = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *argv], env=env, stdin=null, stdout=null)
    limit = threading.Timer(LIMIT_SECONDS, process.kill)
    limit.start()
    code = process.wait()  # `subprocess` waits with a limit by looking now and then: half a millisecond later, one, two, up to fifty
    spent = Spent((time.perf_counter() - begin) * 1000, children_cpu_ms() - before)
    limit.cancel()
    assert code == 0, argv
    return spent


def children_cpu_ms() -> float:
    """The CPU time of all programs that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def cpu_ms(pid: int) -> float:
    """The CPU time of a running program, all its threads; -1 where the system does not say."""
    try:
        tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e6 or -1.0
    except OSError:
        return -1.0


def floor_ms(env: Mapping[str, str]) -> Spent:
    """What starting Python costs."""
    return run_ms(["-c", "pass"], env)


def command_ms(args: Sequence[str], env: Mapping[str, str]) -> Spent:
    """The time of a command without a terminal."""
    return run_ms(["-c", START, *args], env)


def first_card_ms(args: Sequence[str], env: Mapping[str, str]) -> Spent:
    """From the start to the first painted card in a terminal. It is started as the floor is: a fork of this process would take longer."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    begin, raw = time.perf_counter(), b""
    process = subprocess.Popen([sys.executable, "-c", START, *args], env=env, stdin=theirs, stdout=theirs, stderr=theirs)
    try:
        while not re.search(PAINTED, raw):
            assert select.select([ours], [], [], LIMIT_SECONDS)[0], raw
            raw += os.read(ours, 65536)
        return Spent((time.perf_counter() - begin) * 1000, cpu_ms(process.pid))
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


class Session:
    """A running review, to press keys in."""

    def __init__(self, args: Sequence[str], env: Mapping[str, str]) -> None:
        self.terminal = Terminal(args, start=("-c", START), whole_env=env)
        self.terminal.wait("Question 1/")
        self.settle()

    def settle(self) -> None:
        """Until nothing more is painted for a while: prompt_toolkit paints the first card again."""
        before, end = -1, time.perf_counter() + WAIT_SECONDS
        while before != len(self.terminal.raw) and time.perf_counter() < end:
            before = len(self.terminal.raw)
            self.terminal.pump(0.3)

    def shows(self, words: str) -> bool:
        """Whether the screen has these words."""
        return words in self.terminal.text()

    def key_ms(self, key: str, seen: str, seconds: float = 0) -> list[float]:
        """From a key to the moment when the bytes have come that show `seen`; nothing if they never come."""
        begin = time.perf_counter()
        self.terminal.send(key)
        last = begin
        while not re.search(seen, self.terminal.text()):
            if time.perf_counter() > begin + (seconds or WAIT_SECONDS) or not self.terminal.pump(0.2):
                return []
            last = self.terminal.heard
        return [(last - begin) * 1000]

    def go_on(self, seen: str) -> None:
        """Press space until `seen` is shown: a long feedback has several pages. Gives up after some."""
        for _ in range(PAGES):
            if self.key_ms(" ", seen, TURN_SECONDS):
                return

    def redraw_ms(self, key: str) -> list[float]:
        """From a key to the bytes of the redraw; nothing where a card shows no change."""
        begin = time.perf_counter()
        before = len(self.terminal.raw)
        self.terminal.send(key)
        while len(self.terminal.raw) == before and time.perf_counter() < begin + 1:
            self.terminal.pump(0.2)
        return [(self.terminal.heard - begin) * 1000] if len(self.terminal.raw) > before else []

    def peak_mib(self) -> float:
        """The most memory the program had, VmHWM; 0 where the system does not say."""
        try:
            status = Path(f"/proc/{self.terminal.process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return 0.0
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def close(self) -> None:
        """End it."""
        self.terminal.close()
