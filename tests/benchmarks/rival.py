"""Anki's library, measured from outside through `anki_side.py`, where a Python has it."""

import os
import select
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.figures import Spent
from tests.benchmarks.measure import cpu_ms

SIDE = Path(__file__).with_name("anki_side.py")
LIMIT_SECONDS = 60


def python_with_anki(named: str) -> str:
    """The Python to use: the one named, else this one if it has the library, else none."""
    return named or (sys.executable if find_spec("anki") else "")


def make(python: str, file: Path, cards: int) -> None:
    """A collection with so many cards."""
    file.parent.mkdir(parents=True)
    argv = [python, str(SIDE), "make", str(file), str(cards)]
    subprocess.run(argv, check=True, timeout=LIMIT_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


class Study:
    """A collection held open; making one waits until the first due card is printed, `opened_ms` after the start of its Python."""

    def __init__(self, python: str, file: Path) -> None:
        begin = time.perf_counter()
        argv = [python, str(SIDE), "study", str(file)]
        self.process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._heard = b""
        while self._line() != "READY":
            pass
        self.opened_ms = Spent((time.perf_counter() - begin) * 1000, cpu_ms(self.process.pid))

    def asked(self, what: str) -> Spent:
        """The numbers that come back: of `answer`, milliseconds and those of CPU; of `memory`, MiB."""
        assert self.process.stdin
        self.process.stdin.write(f"{what}\n".encode())
        self.process.stdin.flush()
        return Spent(*map(float, self._line().split()))

    def _line(self) -> str:
        assert self.process.stdout
        end = time.monotonic() + LIMIT_SECONDS
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, end - time.monotonic()))
            data = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            if not data:
                raise TimeoutError("Anki's library said nothing")
            self._heard += data
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode().strip()

    def close(self) -> None:
        """End it."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        try:
            self.process.wait(LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def opened_ms(python: str, file: Path) -> Spent:
    """From the start of a Python to the first due card."""
    study = Study(python, file)
    study.close()
    return study.opened_ms
