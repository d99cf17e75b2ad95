"""Drive the real program in a real pseudo-terminal and read the rendered screen; waits for what is shown, never sleeps."""

import os
import re
import select
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte
from ptyprocess import PtyProcess

ROOT = Path(__file__).parent.parent
KEY = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "esc": "\x1b",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
}
UNSET = {
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "COLORTERM",
    "TMUX",
    "TUTOR_LANG",
    "TUTOR_PLAIN",
    "PAGER",
}


class Screen(pyte.Screen):
    """A screen that lets modes be saved and put back (`CSI ? … s` and `r`), which pyte takes for cursor and margins."""

    def save_cursor(self, *_: int, private: bool = False) -> None:
        """The cursor, not a mode."""
        if not private:
            super().save_cursor()

    def set_margins(self, top: int | None = None, bottom: int | None = None, *_: int, private: bool = False) -> None:
        """Margins, not a mode."""
        if not private:
            super().set_margins(top, bottom)


class Terminal:
    """One run of `tutor` in a terminal of `columns` by `rows`."""

    def __init__(
        self,
        args: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        start: Sequence[str] = ("-m", "tutor.cli"),
        whole_env: Mapping[str, str] | None = None,
    ) -> None:
        clean = {k: v for k, v in os.environ.items() if k not in UNSET}
        clean |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TUTOR_LANG": "fr", "PYTHONPATH": str(ROOT), **(env or {})}
        clean = clean if whole_env is None else dict(whole_env)
        self.columns, self.rows = columns, rows
        self.main, self.alternate = Screen(columns, rows), Screen(columns, rows)
        self.screen = self.main
        self.streams = {id(s): pyte.ByteStream(s) for s in (self.main, self.alternate)}
        self.raw = bytearray()
        self.heard = 0.0  # when the last bytes came, by time.perf_counter
        argv = [sys.executable, *start, *args]
        self.process = PtyProcess.spawn(argv, env=clean, dimensions=(rows, columns))
        for screen in (self.main, self.alternate):
            setattr(screen, "write_process_input", lambda data: self.process.write(data.encode()))  # noqa: B010 - pyte's hook

    def pump(self, timeout: float) -> bool:
        """Read what there is; False at the end."""
        ready, _, _ = select.select([self.process.fd], [], [], timeout)
        if not ready:
            return True
        try:
            data = os.read(self.process.fd, 65536)
        except OSError:
            return False
        self.heard = time.perf_counter()
        self.raw += data
        for part in re.split(rb"(\x1b\[\?1049[hl])", data):
            if part.startswith(b"\x1b[?1049"):
                self.screen = self.alternate if part.endswith(b"h") else self.main
            else:
                self.streams[id(self.screen)].feed(part)
        return bool(data)

    def wait(self, pattern: str, timeout: float = 20) -> "Terminal":
        """Until the screen shows the pattern, and what was painted with it has come too: a frame may be read in pieces."""
        end = time.monotonic() + timeout
        self.until(lambda: re.search(pattern, self.text()) is not None, repr(pattern), timeout)
        while time.monotonic() < end and select.select([self.process.fd], [], [], 0.01)[0] and self.pump(0):
            pass
        return self

    def until(self, holds: Callable[[], bool], what: str, timeout: float = 20) -> None:
        """Read until something holds of what was read."""
        end = time.monotonic() + timeout
        while not holds():
            left = end - time.monotonic()
            assert left > 0, f"never {what} in\n{self.text()}"
            if not self.pump(min(left, 0.1)):
                assert holds(), f"ended without {what}:\n{self.text()}"

    def once(self, words: str) -> "Terminal":
        """Until the screen shows some words, and not twice."""
        self.until(lambda: self.text().count(words) == 1, f"once {words!r}")
        return self

    def send(self, keys: str) -> "Terminal":
        """Press keys; names of KEY or characters."""
        self.process.write(KEY.get(keys, keys).encode())
        return self

    def resize(self, columns: int, rows: int) -> "Terminal":
        """Change the window, and wait for the program to paint."""
        seen, same = len(self.raw), (columns, rows) == (self.columns, self.rows)
        self.columns, self.rows = columns, rows
        self.main.resize(rows, columns)
        self.alternate.resize(rows, columns)
        self.process.setwinsize(rows, columns)
        self.until(lambda: same or len(self.raw) > seen, "anything new")
        return self

    def end(self, timeout: float = 20) -> int:
        """Wait for the program to end; its exit code, negative for a signal."""
        stop = time.monotonic() + timeout
        while self.process.isalive():
            assert time.monotonic() < stop, f"still running\n{self.text()}"
            self.pump(0.05)
        while self.pump(0.02) and select.select([self.process.fd], [], [], 0.02)[0]:
            pass
        status = self.process.exitstatus
        return status if status is not None else -int(self.process.signalstatus or 0)

    def lines(self) -> list[str]:
        """The rows of the screen."""
        return [line.rstrip() for line in self.screen.display]

    def text(self) -> str:
        """The screen as one text, no-break spaces as spaces."""
        return "\n".join(self.lines()).replace("\u00a0", " ").replace("\u202f", " ")

    def close(self) -> None:
        """Make sure nothing is left running."""
        self.process.close(force=True)
