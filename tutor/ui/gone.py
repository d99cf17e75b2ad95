"""Terminals whose window was closed."""

from typing import TextIO


def is_gone(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose window was closed."""
    import errno

    try:
        import termios
    except ImportError:
        return False
    try:
        termios.tcgetattr(stream.fileno())
    except termios.error as error:
        return bool(error.args[0] == errno.EIO)
    except (OSError, ValueError):
        return False
    return False
