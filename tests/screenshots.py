"""Pictures of real screens for the README: `python -m tests.screenshots` draws them from the program itself.

A picture brings its own background, so that it is read on a light page and on a dark one; letters stand at the place of their cell,
whatever font the reader has.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.color import ColorType
from rich.style import Style
from rich.terminal_theme import TerminalTheme

from tests.gallery import Seen, walks
from tutor.ui.layout import Line, Size
from tutor.ui.look import PALETTES

IMAGES = Path(__file__).parent / "images"
SCREENS = {
    "home-return": "Home after a month away: the days to the exam, what waits, what each choice costs",
    "hint": "A question with a hint; every key is on the screen",
    "feedback-prediction": "The verdict, why, the sentence of the lesson that proves it with its source, and when the question comes back",
    "end": "The end of a lesson: the score, what to work on, what comes back when",
}
COLUMNS, CELL, ROW, EDGE, SIZE = 80, 8.4, 19, 16, 14
INK, PAPER = "#d7dce2", "#1b1f24"
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
THEME = TerminalTheme((27, 31, 36), (215, 220, 226), [(0, 0, 0)] * 8)


def picture(lines: Sequence[Line], title: str, columns: int = COLUMNS) -> str:
    """The lines of a screen as an SVG document."""
    width, height = round(columns * CELL + 2 * EDGE), len(lines) * ROW + 2 * EDGE
    rows = "\n".join(row for n, line in enumerate(lines) for row in texts(line, EDGE + n * ROW))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{escape(title)}">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}" stroke="#57606a"/>\n'
        f'<g font-family="{FONTS}" font-size="{SIZE}" fill="{INK}" xml:space="preserve">\n{rows}\n</g>\n</svg>\n'
    )


def texts(line: Line, top: int) -> Iterator[str]:
    """The runs of one row, each at its place and as wide as its cells; more than one space is left out, for not all would show them."""
    at = 0
    for segment in line.text.render(PALETTES["auto"], end=""):  # type: ignore[arg-type]
        cells = cell_len(segment.text)
        for run in re.finditer(r"[^ ]+(?: [^ ]+)*", segment.text):
            words = run[0]
            x = EDGE + (at + cell_len(segment.text[: run.start()])) * CELL
            fit = f' textLength="{cell_len(words) * CELL:.1f}"' if len(words) > 1 else ""
            yield f'<text x="{x:.1f}" y="{top + 14}"{fit}{dressed(segment.style or Style.null())}>{escape(words)}</text>'
        at += cells


def dressed(style: Style) -> str:
    """A style as attributes."""
    out = ' font-weight="bold"' if style.bold else ""
    out += ' font-style="italic"' if style.italic else ""
    colour = style.color
    if colour is not None and colour.type is not ColorType.DEFAULT:
        out += f' fill="{colour.get_truecolor(THEME).hex}"'
    return out


def smallest(shot: Seen) -> tuple[Line, ...]:
    """The first page of a screen in a window no higher than it needs, and no higher than thirty rows."""
    return next(pages[0].lines for rows in range(10, 31) if len(pages := shot.pages(Size(COLUMNS, rows))) == 1 or rows == 30)


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    with tempfile.TemporaryDirectory() as folder:
        shots = {shot.name: shot for shot in walks("fr", Path(folder))}
    return {f"{name}.svg": picture(smallest(shots[name]), title) for name, title in SCREENS.items()}


def main() -> None:
    """Write the pictures."""
    IMAGES.mkdir(exist_ok=True)
    for name, text in pictures().items():
        (IMAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
