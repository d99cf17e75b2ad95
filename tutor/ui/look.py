"""Colours and glyphs, decided once from the command line and the environment, and told to Rich and prompt_toolkit alike."""

import codecs
import unicodedata
from collections.abc import Mapping, Sequence

from rich.color import ColorSystem
from rich.style import Style
from rich.text import Text as Styled

from tutor.record import record
from tutor.ui.layout import Line

# #0087d7 and #d75f00: at least 3.5:1 on eight common backgrounds, far apart for every kind of colour vision.
ACCENT, WARN, GREY = "color(32)", "color(166)", "color(244)"
STYLES = {
    "title": "bold",
    "label": "bold",
    "current": f"bold {ACCENT}",
    "hint": GREY,
    "key": f"bold {ACCENT}",
    "accent": f"bold {ACCENT}",
    "column": f"bold {ACCENT}",
    "right": f"bold {ACCENT}",
    "wrong": f"bold {WARN}",
    "warn": f"bold {WARN}",
    "bar.plain": ACCENT,
    "code": "none",
    "mark": "reverse",
}
# White on #005f87 and on #870000: 7:1 and 10:1 whatever the window's background; all else in the window's own colours.
STRONG, ALARM = "bold color(231) on color(24)", "bold color(231) on color(88)"
THEMES = {
    "auto": STYLES,
    "mono": STYLES
    | dict.fromkeys(("key", "accent", "column", "right", "wrong", "warn"), "bold")
    | {"current": "bold reverse", "hint": "none", "bar.plain": "none"},
    "high-contrast": STYLES
    | {"current": "bold reverse", "hint": "none", "key": "bold underline", "accent": "bold", "column": "bold", "bar.plain": "bold"}
    | {"right": STRONG, "wrong": ALARM, "warn": ALARM, "title": "bold underline"},
}
GLYPHS = {
    "○": "o",
    **dict.fromkeys("▁▂▃", "_"),
    **dict.fromkeys("▄▅▆▇", "#"),
    **dict(zip("✓✗◐┃›•→←↑↓⌫·█▓▒░—–«»’", '+x~|>-><^v<.##=.--""\'', strict=True)),
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
    "\u00a0": " ",
    "\u202f": " ",
}
ERRORS = "tutor"


@record
class Look:
    """What the output can show: escape codes at all, colours, and the characters of its encoding."""

    terminal: bool
    colour: bool
    truecolour: bool = False
    encoding: str = "utf-8"
    theme: str = "auto"


def wants_colour(option: str, environ: Mapping[str, str], *, terminal: bool) -> bool:
    """--color > NO_COLOR > CLICOLOR_FORCE or FORCE_COLOR > CLICOLOR=0 > a terminal that is not dumb."""
    if option != "auto":
        return option == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in {"", "0"} for name in ("CLICOLOR_FORCE", "FORCE_COLOR")):
        return True
    return terminal and environ.get("CLICOLOR") != "0" and environ.get("TERM") != "dumb"


class Palette:
    """Looks styles up as `rich.console.Console` does, which would cost every start its import."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.styles = styles
        self.known: dict[str, Style] = {}

    def get_style(self, name: str | Style, *, default: Style | None = None) -> Style:
        """The style of a name of ours, or of Rich's own language."""
        if isinstance(name, Style):
            return name
        if name not in self.known:
            self.known[name] = Style.parse(self.styles.get(name, name)) if name else default or Style.null()
        return self.known[name]


PALETTES = {name: Palette(styles) for name, styles in THEMES.items()}


def painted(lines: Sequence[Line], look: Look) -> list[str]:
    """Lines as the terminal gets them; bold and reverse stay where colour is not wanted, for a terminal is still there."""
    return [fitted(paint(line.text, look), look.encoding) for line in lines]


def paint(text: Styled, look: Look) -> str:
    """One line with its escape codes."""
    system = None if not look.terminal else ColorSystem.TRUECOLOR if look.truecolour else ColorSystem.EIGHT_BIT
    out = []
    for segment in text.render(PALETTES.get(look.theme, PALETTES["auto"]), end=""):  # type: ignore[arg-type]
        style = segment.style or Style.null()
        out.append((style if look.colour else style.without_color).render(segment.text, color_system=system))
    return "".join(out)


def fitted(text: str, encoding: str) -> str:
    """The text with what the encoding cannot say replaced by what it can."""
    if encoding.casefold().replace("_", "-") in {"utf-8", "utf8"}:
        return text
    return text.encode(encoding, ERRORS).decode(encoding)


def nearest(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: a glyph of plain ASCII, the letter without its accent, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    out = []
    for char in error.object[error.start : error.end]:
        base = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
        out.append(GLYPHS.get(char) or base or "?")
    return "".join(out), error.end


codecs.register_error(ERRORS, nearest)
