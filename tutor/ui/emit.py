"""The one way out for everything that is not a session: reports, summaries, errors, JSON."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from rich.text import Text as Styled

from tutor.record import record
from tutor.ui.inked import inked
from tutor.ui.layout import Block, Line, Size, paginate
from tutor.ui.look import Look, fitted, paint, painted
from tutor.ui.safe import clean, json_text, send
from tutor.ui.spoken import spoken, voiced


@record
class Out:
    """A stream and what it can show; `size` is None when it is no terminal, and lines are then left whole."""

    stream: TextIO
    look: Look
    size: Size | None = None
    pager_hint: str = ""

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Write blocks: laid out on a terminal, a line each elsewhere."""
        self.write("\n".join(self.rows(blocks)) + "\n")

    def rows(self, blocks: Sequence[Block]) -> list[str]:
        """The lines that `blocks` writes."""
        if self.size is None:
            return [row for block in blocks for row in self.piped(block)]
        lines: tuple[Line, ...] = tuple(line for page in paginate(blocks, self.size.width, 10**6) for line in page)
        return painted(lines, self.look)

    def piped(self, block: Block) -> list[str]:
        """A block as a line of words, in colour where that was asked for, with a blank line before it where a screen would show one."""
        words = fitted(paint(voiced(block), self.look) if self.look.terminal else spoken(block), self.look.encoding)
        return ["", words] if block.gap else [words]

    def text(self, text: Styled) -> None:
        """Write words that stand in lines already, with their colours."""
        self.write(inked(text, self.look) + "\n")

    def line(self, words: str) -> None:
        """Write one line of words."""
        self.write(fitted(clean(words), self.look.encoding) + "\n")

    def json(self, value: Any) -> None:
        """Write data; what could steer a terminal is written as JSON's own escapes."""
        self.write(json_text(value, self.look.encoding) + "\n")

    def page(self, blocks: Sequence[Block], environ: Mapping[str, str]) -> None:
        """Write blocks through the pager when they are longer than the terminal."""
        rows = self.rows(blocks)
        if self.size is None or len(rows) < self.size.rows:
            self.write("\n".join(rows) + "\n")
            return
        import shutil  # these two for who reads more than a screen, and not for each report
        import subprocess

        asked = environ.get("PAGER", "")  # a command line by convention, which a shell reads; ours needs none
        pager: str | list[str] = asked or [found for name in ("less", "more") if (found := shutil.which(name))][:1]
        if not pager:
            self.write("\n".join(rows) + "\n")
            return
        settings = {"LESS": f"-FRX -Ps{self.pager_hint}$" if self.pager_hint else "-FRX", "LESSCHARSET": "utf-8", **environ}
        with interrupts_left_to_another():
            try:
                subprocess.run(  # noqa: S603 - the command is the learner's own, or found in $PATH
                    pager, shell=bool(asked), input="\n".join(rows) + "\n", text=True, encoding="utf-8", env=settings, check=True
                )
            except (OSError, subprocess.CalledProcessError):
                self.write("\n".join(rows) + "\n")

    def write(self, text: str) -> None:
        """Write and flush, so that a closed pipe or a full disk is noticed here. Raises OutputFailed."""
        send(self.stream, text)


@contextmanager
def interrupts_left_to_another() -> Iterator[None]:
    """Ctrl-C is for the program that has the terminal now: ending before it would leave the terminal as it set it."""
    import signal

    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)  # not SIG_IGN, which it would inherit
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def size_of(stream: TextIO) -> Size | None:
    """The size of the terminal behind a stream; None when there is none."""
    try:
        if not stream.isatty():
            return None
        columns, rows = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return None
    return Size(columns or 80, rows or 24)
