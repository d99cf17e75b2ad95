"""Pages as one file that needs no other: SVG or HTML, readable on light and on dark ground.

All text is escaped; colours come from the viewer's own scheme, and density says what colour says.
"""

from collections.abc import Iterator, Sequence
from html import escape

from rich.cells import cell_len
from rich.text import Text as Styled

from tutor.exports import MARK
from tutor.record import record
from tutor.ui.layout import Block, paginate
from tutor.ui.safe import clean

CELL, LINE, EDGE, BASELINE = 8.4, 18, 24, 14
INKS = {
    "accent": "a",
    "column": "a u",
    "right": "a",
    "key": "a",
    "bar.plain": "a",
    "wrong": "w",
    "warn": "w",
    "hint": "h",
    "title": "b",
    "label": "b",
    "bold": "b",
}
STYLE = (
    ".b{font-weight:bold}.h{fill:#6b6b6b;color:#6b6b6b}.a{fill:#0078c4;color:#0078c4}.w{fill:#c25500;color:#c25500}"
    "@media(prefers-color-scheme:dark){.h{fill:#9c9c9c;color:#9c9c9c}.a{fill:#3ba7f0;color:#3ba7f0}.w{fill:#ff8a3d;color:#ff8a3d}}"
)
PAGE_STYLE = ":root{color-scheme:light dark}body{max-width:46em;margin:2em auto;padding:0 1em;font-family:system-ui,sans-serif}"
GROUND = ".g{fill:#ffffff}@media(prefers-color-scheme:dark){.t{fill:#e8e8e8}.g{fill:#16181c}}"
FONT = "font-family:'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace"
DRAWN = ".k{display:inline-block;overflow:hidden;vertical-align:bottom;background:currentColor;-webkit-text-fill-color:transparent}"
BLOCKS = {"█": 1.0, "▓": 0.75, "▒": 0.5, "░": 0.28}
EIGHTHS = "▁▂▃▄▅▆▇"
INSET = 2
"""What is left free above and below a bar, in pixels: two that lie one below the other are two, but the pieces of a column are one."""


@record
class Sheet:
    """A page as a file has it: a title, what is drawn, the sentences that say it to who cannot see it."""

    title: str
    blocks: tuple[Block, ...]
    told: str


def html(heading: str, sheets: Sequence[Sheet], language: str, width: int = 78) -> str:
    """A whole page of HTML."""
    style = PAGE_STYLE + f"pre{{{FONT};font-size:14px;line-height:{LINE}px;overflow-x:auto}}" + STYLE + DRAWN
    head = (
        f'<!DOCTYPE html>\n<html lang="{safe(language)}">\n<head><meta charset="utf-8"><meta name="generator" content="{MARK}">'
        f'<meta name="viewport" content="width=device-width"><title>{safe(heading)}</title>\n<style>{style}</style></head>\n'
    )
    parts = "\n".join(section(sheet, width) for sheet in sheets)
    return f"{head}<body>\n<h1>{safe(heading)}</h1>\n{parts}\n</body>\n</html>\n"


def section(sheet: Sheet, width: int) -> str:
    """One page of it."""
    drawn = "\n".join("".join(span(text, ink) for text, ink in pieces(line)) for line in rows_of(sheet.blocks, width))
    return f'<section><h2>{safe(sheet.title)}</h2>\n<pre role="img" aria-label="{safe(sheet.told)}">{drawn}</pre></section>'


def span(text: str, ink: str) -> str:
    """Some text in its ink; blocks are drawn, for fonts leave gaps between them."""
    return "".join(bar(run, ink) if drawn else f'<span class="{ink}">{safe(run)}</span>' if ink else safe(run) for run, drawn in runs(text))


def bar(run: str, ink: str) -> str:
    """Blocks of one density as a box as wide as they are; their glyphs stay in it for who copies them."""
    tall, below = height_of(run[0], ink)
    style = f"width:{cell_len(run)}ch;height:{tall:g}px;margin-bottom:{below}px;opacity:{BLOCKS.get(run[0], 1.0):g}"
    return f'<span class="{f"k {ink}".strip()}" style="{style}">{run}</span>'


def height_of(glyph: str, ink: str) -> tuple[float, int]:
    """How high a block is, and how far above the foot of its row."""
    if glyph in EIGHTHS:
        return LINE * (EIGHTHS.index(glyph) + 1) / 8, 0
    return (LINE, 0) if "u" in ink.split() else (LINE - 2 * INSET, INSET)


def svg(heading: str, sheets: Sequence[Sheet], language: str, width: int = 78) -> str:
    """One picture of all pages, one below the other."""
    out, y = list[str](), EDGE + LINE
    for text, ink, rows in [(heading, "b", ()), *((sheet.title, "b", rows_of(sheet.blocks, width)) for sheet in sheets)]:
        out.append(f'<text class="t {ink}" x="{EDGE}" y="{y}">{safe(text)}</text>')
        y += round(1.5 * LINE)
        for line in rows:
            out += row_svg(line, y)
            y += LINE
        y += LINE
    told = "\n".join(f"{sheet.title}. {sheet.told}" for sheet in sheets)
    across = round(width * CELL + 2 * EDGE)
    head = f'viewBox="0 0 {across} {y}" width="{across}" height="{y}" role="img" xml:lang="{safe(language)}"'
    style = f".t{{{FONT};font-size:14px;white-space:pre;fill:#1a1a1a}}" + GROUND + STYLE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n<!-- {MARK} -->\n<title>{safe(heading)}</title>\n'
        f"<desc>{safe(told)}</desc>\n<style>{style}</style>\n"
        f'<rect class="g" width="{across}" height="{y}"/>\n' + "\n".join(out) + "\n</svg>\n"
    )


def row_svg(line: Styled, y: int) -> Iterator[str]:
    """A row: words as text, blocks as rectangles, each at its own column whatever the font."""
    column = 0
    for text, ink in pieces(line):
        for run, drawn in runs(text):
            x, length = EDGE + column * CELL, cell_len(run)
            column += length
            if drawn:
                yield rectangle(run[0], x, y + LINE - BASELINE, length, ink)
            elif run.strip():
                yield f'<text class="t {ink}" x="{x:.1f}" y="{y}" textLength="{length * CELL:.1f}">{safe(run)}</text>'


def rectangle(glyph: str, x: float, foot: int, cells: int, ink: str) -> str:
    """Blocks of one density, or a column's piece from below. `foot` is that of the row."""
    tall, below = height_of(glyph, ink)
    return (
        f'<rect class="{ink or "t"}" x="{x:.1f}" y="{foot - below - tall:.1f}" width="{cells * CELL:.1f}" height="{tall:.1f}" '
        f'fill-opacity="{BLOCKS.get(glyph, 1.0)}"/>'
    )


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of one glyph that is drawn, and pieces of words."""
    start = 0
    for n in range(1, len(text) + 1):
        if n == len(text) or kind(text[n]) != kind(text[start]):
            yield text[start:n], bool(kind(text[start]))
            start = n


def kind(char: str) -> str:
    """A glyph that is drawn is its own kind."""
    return char if char in BLOCKS or char in EIGHTHS else ""


def rows_of(blocks: Sequence[Block], width: int) -> list[Styled]:
    """Every row of some blocks, on one page however long."""
    return [line.text for page in paginate(blocks, width, 10**6) for line in page]


def pieces(line: Styled) -> Iterator[tuple[str, str]]:
    """The text of a row in pieces of one ink."""
    marks = [""] * len(line.plain)
    for span in [*line.spans]:
        ink = next((INKS[word] for word in str(span.style).split() if word in INKS), "")
        if ink:
            marks[span.start : span.end] = [ink] * (min(span.end, len(marks)) - span.start)
    whole = next((INKS[word] for word in str(line.style).split() if word in INKS), "")
    start = 0
    for n in range(1, len(marks) + 1):
        if n == len(marks) or marks[n] != marks[start]:
            yield line.plain[start:n], marks[start] or whole
            start = n


def safe(text: str) -> str:
    """Text that means nothing but itself."""
    return escape(clean(text).replace("\n", " "), quote=True)
