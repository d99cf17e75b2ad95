"""Charts of blocks and glyphs, as rows for a screen. Pure: the same numbers and width give the same rows.

Every chart prints its numbers, and density or length says what colour says.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text as Styled

from tutor.record import record
from tutor.ui.layout import Block, wrapped

EIGHTHS = " ▁▂▃▄▅▆▇█"
SHADES = "·░▒▓█"
TALL = 8
BAR_CELLS = 16


def row(*parts: str | Styled | tuple[str, str], tied: bool = True) -> Block:
    """One row as it stands, on the page of the row before."""
    return Block(Styled.assemble(*parts), gap=False, raw=True, tied=tied)


def legend(words: Styled) -> Block:
    """What the glyphs of a chart mean, each in its colour."""
    for glyphs, style in (("█", "accent"), ("▒┃", "warn")):
        words.highlight_regex(f"[{glyphs}]", style)
    return Block(words, gap=False)


@record
class Column:
    """A column: its height, the number to print, what stands beneath it."""

    value: float
    number: str
    label: str


def columns(every: Sequence[Column], width: int) -> tuple[Block, ...]:
    """Upright columns with their numbers on top and their labels beneath; lying bars where they find no room side by side."""
    cells = max(max(cell_len(c.label), cell_len(c.number)) for c in every)
    if len(every) * (cells + 1) > width:
        return bars(every, width)
    top = max(c.value for c in every) or 1
    heights = [eighths(c.value / top) for c in every]
    rows = [
        row(*(cell(c, height, level, cells) for c, height in zip(every, heights, strict=True)), tied=level < TALL)
        for level in range(TALL, -1, -1)
    ]
    return (*rows, row((" ".join(c.label.center(cells) for c in every), "hint")))


def eighths(share: float) -> int:
    """The height of a column in eighths of a row: what is more than nothing is seen."""
    return max(round(share * TALL * 8), int(share > 0))


def cell(column: Column, height: int, level: int, cells: int) -> Styled:
    """One column in one row: a piece of it, its number right above it, or nothing."""
    if level == -(-height // 8):
        return Styled.assemble(column.number.center(cells), " ")
    piece = EIGHTHS[min(max(height - level * 8, 0), 8)]
    body = piece * (cells - 2 if cells > 3 else cells)
    return Styled.assemble((body.center(cells), "column"), " ")


def bars(every: Sequence[Column], width: int) -> tuple[Block, ...]:
    """Lying bars: label, bar, number."""
    labels = max(cell_len(c.label) for c in every)
    numbers = max(cell_len(c.number) for c in every)
    room = max(min(width - labels - numbers - 4, 40), 4)
    top = max(c.value for c in every) or 1
    return tuple(
        row(c.label.ljust(labels), "  ", ("█" * max(round(c.value / top * room), int(c.value > 0)), "accent"), " ", c.number, tied=False)
        for c in every
    )


def bullet(share: float, mark: float | None, cells: int = 20) -> Styled:
    """A bar for a share, and ┃ where it was expected to end."""
    filled = round(share * cells)
    out = ["█"] * filled + ["·"] * (cells - filled)
    styles = ["accent"] * filled + ["hint"] * (cells - filled)
    if mark is not None:
        at = min(round(mark * cells), cells - 1)
        out[at], styles[at] = "┃", "warn"
    return Styled.assemble(*zip(out, styles, strict=True))


def shares(known: int, learning: int, total: int, cells: int = BAR_CELLS) -> Styled:
    """Known █, being learned ▒, new ·; what is more than nothing is seen."""
    whole = total or 1
    full = max(round(known / whole * cells), int(known > 0))
    half = max(min(round(learning / whole * cells), cells - full), int(learning > 0 and full < cells))
    return Styled.assemble(("█" * full, "accent"), ("▒" * half, "warn"), ("·" * (cells - full - half), "hint"))


def calendar(weeks: Sequence[Sequence[int]], starts: Sequence[str], weekdays: Sequence[str], width: int) -> Iterator[Block]:
    """Days as shades from · to █, a column a week, in as many strips as the width asks for.

    `weeks` hold levels from 0 to 4; `starts` the name of the month that begins in a week, or nothing.
    """
    side = max(map(cell_len, weekdays)) + 1
    strips = -(-len(weeks) // max(width - side, 1))
    length = -(-len(weeks) // strips)
    for strip in range(strips):
        part, names = weeks[strip * length :][:length], starts[strip * length :][:length]
        yield Block(Styled.assemble(" " * side, (month_line(names), "hint")), raw=True, gap=strip > 0)
        for day, name in enumerate(weekdays):
            yield row((name.ljust(side), "hint"), (("".join(SHADES[week[day]] if day < len(week) else " " for week in part)), "accent"))


def month_line(names: Sequence[str]) -> str:
    """The names of months above the weeks in which they begin: all of them, or every second, or every third where they find no room."""
    starts = [(n, name) for n, name in enumerate(names) if name and n + len(name) <= len(names)]
    apart = [0] if not starts else [step for step in (1, 2, 3) if roomy(starts[::step])] or [len(starts)]
    line = ""
    for n, name in starts[:: apart[0] or 1]:
        line = line.ljust(n) + name
    return line


def roomy(starts: Sequence[tuple[int, str]]) -> bool:
    """Whether each name ends a cell before the next begins."""
    return all(n + len(name) < other for (n, name), (other, _) in pairwise(starts))


def table(rows: Sequence[Sequence[Styled]], width: int) -> Iterator[Block]:
    """Cells side by side, each wrapped in its column; a rule of dots beneath the first row."""
    first = min(max(cell_len(cells[0].plain) for cells in rows), width // 3)
    others = (width - first - 2 * (len(rows[0]) - 1)) // (len(rows[0]) - 1)
    widths = [first] + [others] * (len(rows[0]) - 1)
    for n, cells in enumerate(rows):
        parts = [wrapped(cell, room) for cell, room in zip(cells, widths, strict=True)]
        for line in range(max(map(len, parts))):
            pieces = [padded(part[line] if line < len(part) else Styled(), room) for part, room in zip(parts, widths, strict=True)]
            yield Block(Styled("  ").join(pieces), gap=False, raw=True, tied=True)
        if n == 0:
            yield row(("·" * width, "hint"))


def padded(text: Styled, width: int) -> Styled:
    """A cell as wide as its column."""
    text = text.copy()
    text.rstrip()
    text.append(" " * max(width - cell_len(text.plain), 0))
    return text
