"""The terminal of whatever is full screen: taken, painted on, heard by one set of keys, and left as it was found.

What is shown first is painted before prompt_toolkit is imported.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from tutor.errors import ExitCode, Stopped
from tutor.ui.layout import Size

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

# ?1007: where it is on, a terminal sends arrows for the turns of a wheel; it is put back as it was.
ENTER_SCREEN, LEAVE_SCREEN = "\x1b[?1007s\x1b[?1007l\x1b[?1049h\x1b[H\x1b[2J", "\x1b[?1049l\x1b[?1007r"
SHOW_CURSOR = "\x1b[?25h"
KEYS = {
    "up": "up", "down": "down", "left": "left", "right": "right", "c-m": "enter", "c-j": "enter", "c-h": "backspace", "delete": "delete",
    "home": "home", "end": "end", "c-a": "home", "c-e": "end", "c-u": "clear", "c-w": "word", "pageup": "pageup", "pagedown": "pagedown",
    "escape": "esc",
}  # fmt: skip
STOPS = {"SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HUNG_UP}


def bindings(pressed: "Callable[[KeyPressEvent, str], None]") -> "KeyBindings":
    """The keys that have names go to `pressed`; Ctrl-C stops, Ctrl-Z lets go of the terminal for a while."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    for name, meaning in KEYS.items():
        keys.add(name, eager=name != "escape")(lambda event, meaning=meaning: pressed(event, meaning))
    keys.add("c-c", eager=True)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    keys.add("<sigint>")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    keys.add("c-z", eager=True)(lambda event: event.app.suspend_to_background())
    return keys


def fragments(rows: list[str]) -> "StyleAndTextTuples":
    """Painted rows as prompt_toolkit wants them."""
    from prompt_toolkit.formatted_text import ANSI, to_formatted_text

    return to_formatted_text(ANSI("\n".join(rows)))


def size_of(app: "Application[Any]") -> Size:
    """The terminal of a running application as it is now."""
    seen = app.output.get_size()
    return Size(seen.columns, seen.rows)


def terminal_size(screen: TextIO) -> Size:
    """Columns and rows, 80x24 where the terminal does not say."""
    try:
        size = os.get_terminal_size(screen.fileno())
    except (OSError, ValueError):
        return Size(80, 24)
    return Size(size.columns or 80, size.lines or 24)


@contextmanager
def held_terminal(keyboard: TextIO, screen: TextIO) -> Iterator[None]:
    """Keep what is typed from being echoed over the first card, and leave the terminal as it was found."""
    with stopping_by_signals(), unechoed(keyboard):
        try:
            yield
        finally:
            with suppress(OSError, ValueError):
                screen.write(LEAVE_SCREEN + SHOW_CURSOR)
                screen.flush()


@contextmanager
def stopping_by_signals() -> Iterator[None]:
    """Let termination and hang-up unwind the program while no application of prompt_toolkit runs to catch them."""
    before = {}
    for name, code in STOPS.items():
        with suppress(AttributeError, ValueError):  # not known here, or not in the main thread
            number = getattr(signal, name)
            before[number] = signal.signal(number, partial(stop_now, code))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stop_now(code: ExitCode, *_: object) -> None:
    """End the program from a signal."""
    raise Stopped(code)


@contextmanager
def unechoed(keyboard: TextIO) -> Iterator[None]:
    """No echo and no line editing until prompt_toolkit takes over; nothing where there is no such terminal."""
    try:
        import termios
    except ImportError:
        yield
        return
    try:
        fd = keyboard.fileno()
        before = termios.tcgetattr(fd)
    except (OSError, ValueError, termios.error):
        yield
        return
    quiet = [*before]
    quiet[3] = before[3] & ~(termios.ECHO | termios.ICANON)
    try:
        termios.tcsetattr(fd, termios.TCSAFLUSH, quiet)
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSADRAIN, before)


def first_paint(screen: TextIO, rows: list[str]) -> None:
    """Show the first card at once; the rest of the program loads while it is read."""
    screen.write(ENTER_SCREEN + "\r\n".join(rows))
    screen.flush()


def catch_signals(app: "Application[Any]") -> None:
    """Termination and hang-up end the application in order, so that the terminal is restored."""
    import asyncio

    loop = asyncio.get_running_loop()
    for name, code in STOPS.items():
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, ValueError):
                loop.add_signal_handler(number, stop, app, code)


def stop(app: "Application[Any]", code: ExitCode) -> None:
    """End the application from a signal."""
    if app.is_running and not app.future.done():  # type: ignore[union-attr]
        app.exit(exception=Stopped(code))


def discard_typeahead(app: "Application[Any]") -> None:
    """Keys pressed before a card was seen answer nothing."""
    from prompt_toolkit.input.typeahead import clear_typeahead

    app.key_processor.empty_queue()
    clear_typeahead(app.input)
    with suppress(Exception):
        import termios

        termios.tcflush(app.input.fileno(), termios.TCIFLUSH)
