"""Measuring from outside: a command's whole run, its first card in a terminal, and what a key costs in a running session."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.terminal import ROOT, UNSET, Terminal

START = "import sys; from tutor.cli import main; sys.exit(main())"
"""What the installed command does."""
PAINTED = rb"\x1b\[\?1049h[\s\S]*\w"


def environment(home: Path) -> dict[str, str]:
    """That of a user with this home directory and no switch set but the language; bytecode may be written and read."""
    clean = {k: v for k, v in os.environ.items() if k not in UNSET and not k.startswith(("PYTHON", "TUTOR", "XDG"))}
    return {**clean, "HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TUTOR_LANG": "fr", "PYTHONPATH": str(ROOT)}


def run_ms(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """The time of `python argv` from start to end."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *argv], env=env, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - begin) * 1000


def processor_ms(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """The time that the processor spent on `python argv`, whatever else it had to do meanwhile."""
    process = subprocess.Popen([sys.executable, *argv], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert not process.returncode
    return (used.ru_utime + used.ru_stime) * 1000


def floor_ms(env: Mapping[str, str]) -> float:
    """What starting Python costs."""
    return run_ms(["-c", "pass"], env)


def command_ms(args: Sequence[str], env: Mapping[str, str]) -> float:
    """The time of a command without a terminal."""
    return run_ms(["-c", START, *args], env)


def first_card_ms(args: Sequence[str], env: Mapping[str, str]) -> float:
    """From the start to the first painted card in a terminal."""
    begin = time.perf_counter()
    terminal = Terminal(args, start=("-c", START), whole_env=env)
    try:
        while not re.search(PAINTED, terminal.raw):
            assert terminal.pump(1), terminal.text()
            assert time.perf_counter() < begin + 20, terminal.text()
        return (time.perf_counter() - begin) * 1000
    finally:
        terminal.close()


class Session:
    """A running review, to press keys in."""

    def __init__(self, args: Sequence[str], env: Mapping[str, str]) -> None:
        self.terminal = Terminal(args, start=("-c", START), whole_env=env)
        self.terminal.wait("Question 1/")
        self.settle()

    def settle(self) -> None:
        """Until nothing more is painted for a while: prompt_toolkit paints the first card again."""
        before = -1
        while before != len(self.terminal.raw):
            before = len(self.terminal.raw)
            self.terminal.pump(0.3)

    def shows(self, words: str) -> bool:
        """Whether the screen has these words."""
        return words in self.terminal.text()

    def key_ms(self, key: str, seen: str) -> float:
        """From a key to the moment when the bytes have come that show `seen`."""
        begin = time.perf_counter()
        self.terminal.send(key)
        last = begin
        while not re.search(seen, self.terminal.text()):
            assert self.terminal.pump(1), self.terminal.text()
            assert time.perf_counter() < begin + 20, f"never saw {seen!r} in\n{self.terminal.text()}"
            last = self.terminal.heard
        return (last - begin) * 1000

    def redraw_ms(self, key: str) -> float:
        """From a key to the bytes of the redraw; 0 where a card shows no change."""
        begin = time.perf_counter()
        before = len(self.terminal.raw)
        self.terminal.send(key)
        while len(self.terminal.raw) == before and time.perf_counter() < begin + 1:
            self.terminal.pump(0.2)
        return (self.terminal.heard - begin) * 1000

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
