"""From blocks to the lines of a screen: wrapping, bars, pages. Pure: the same blocks and size give the same screen."""

import re
from collections.abc import Callable, Sequence

import rich._wrap
from rich._wrap import divide_line
from rich.cells import cell_len
from rich.text import Text as Styled

from tutor.record import field, record, replace

# Rich breaks lines at no-break spaces (rich #3545); this keeps « word » and "word :" together.
rich._wrap.re_word = re.compile(r"[^\S\u00a0\u202f]*(?:\S|[\u00a0\u202f])+[^\S\u00a0\u202f]*")  # noqa: SLF001 - the one place

MEASURE = 78
NARROW = 50


@record
class Size:
    """Columns and rows of the terminal."""

    columns: int
    rows: int

    @property
    def width(self) -> int:
        """The measure of text: at most 78 columns; 80 where the terminal says nothing usable."""
        return min(self.columns if self.columns >= 20 else 80, MEASURE)


@record
class Block:
    """A paragraph. `lead` stands before its first line (and hangs), `bar` before each; `gap`: a blank line above.

    `index` names the choice it shows, `cursor` the column of the text cursor in it; `tied` keeps it on the page of the block before,
    `loosely` only where that costs no page;
    `sticky` shows it again at the top of the pages that follow, for what is on them cannot be answered without it.
    """

    text: Styled
    lead: Styled = field(default_factory=Styled)
    bar: str = ""
    gap: bool = True
    raw: bool = False
    index: int | None = None
    cursor: int | None = None
    current: bool = False
    tied: bool = False
    loosely: bool = False
    sticky: bool = False


@record
class Line:
    """One row of a screen; `cursor` is the column of the text cursor when it is in this row."""

    text: Styled
    cursor: int | None = None
    current: bool = False


@record
class Screen:
    """What a terminal shows: header, `body` padded to its height, hints; `page` of `pages`, from 0."""

    lines: tuple[Line, ...]
    body: tuple[Line, ...]
    page: int
    pages: int


def lay(block: Block, width: int) -> tuple[Line, ...]:
    """Wrap one block; nothing is ever cut: a word longer than the line is broken."""
    bar = Styled.assemble((block.bar + " ", "bar." + "plain")) if block.bar else Styled()
    lead = block.lead
    room = max(width - cell_len(bar.plain) - cell_len(lead.plain), 8)
    rows = [block.text] if block.raw else wrapped(block.text, room)
    hang = Styled(" " * cell_len(lead.plain))
    out = []
    for n, row in enumerate(rows or [Styled()]):
        row.rstrip()
        text = Styled.assemble(bar, lead if n == 0 else hang, row)
        out.append(Line(text, current=block.current and n == 0))
    return with_cursor(tuple(out), block, room)


def wrapped(text: Styled, width: int) -> list[Styled]:
    """Break a text into rows of at most `width` cells, between words where it can be."""
    return [row for line in text.split("\n", allow_blank=True) for row in line.divide(divide_line(line.plain, width, fold=True))]


def with_cursor(lines: tuple[Line, ...], block: Block, room: int) -> tuple[Line, ...]:
    """Mark the row the text cursor is in. Typed text is wrapped by cells, so its place follows from counting."""
    if block.cursor is None:
        return lines
    before = cell_len(block.lead.plain) + (2 if block.bar else 0)
    cells = cell_len(block.text.plain[: block.cursor])
    row = min(cells // room, len(lines) - 1)
    return tuple(replace(line, cursor=before + cells - row * room) if n == row else line for n, line in enumerate(lines))


def paginate(blocks: Sequence[Block], width: int, height: int) -> tuple[tuple[Line, ...], ...]:
    """Share blocks among pages of `height` rows; choices, boxes and items of lists stay whole unless they are longer than a page."""
    return share([(block, lay(block, width)) for block in blocks], height)


def share(laid: Sequence[tuple[Block, tuple[Line, ...]]], height: int) -> tuple[tuple[Line, ...], ...]:
    """The same for blocks that are wrapped already."""
    pages = turned(laid, height)
    if len(pages) > 1 and any(block.loosely for block, _ in laid):
        fewer = turned([(replace(block, tied=block.tied and not block.loosely), rows) for block, rows in laid], height)
        return fewer if len(fewer) < len(pages) else pages
    return pages


def turned(laid: Sequence[tuple[Block, tuple[Line, ...]]], height: int) -> tuple[tuple[Line, ...], ...]:
    """A page is turned where the next group of blocks finds no room."""
    pages: list[list[Line]] = [[]]
    top: list[Line] = []
    groups = grouped(laid, height)
    again = sum(len(rows_of(group)) for group in groups if group[0][0].sticky) <= height // 2  # all of them, for some look like all
    for group in groups:
        rows = rows_of(group)
        first = group[0][0]
        if first.sticky and again:
            top += rows
        gap = [Line(Styled())] if first.gap and pages[-1] else []
        if len(pages[-1]) + len(gap) + len(rows) <= height:
            pages[-1] += gap + rows
            continue
        left = height - len(pages[-1]) - len(gap)
        plain = len(group) == 1 and first.index is None and not first.bar and not first.lead.plain.strip()
        if plain and len(rows) > 3 and left >= 2 and len(rows) - left >= 2:
            pages[-1] += gap + rows[:left]
            rows = rows[left:]
        elif not pages[-1]:
            pages.pop()
        if top and first.index is not None and not first.sticky and len(top) + 1 + len(rows) <= height:
            rows = [*top, Line(Styled()), *rows]
        while len(rows) > height:
            pages.append(rows[:height])
            rows = rows[height:]
        pages.append(rows)
    return tuple(tuple(p) for p in pages)


def grouped(laid: Sequence[tuple[Block, tuple[Line, ...]]], height: int) -> list[list[tuple[Block, tuple[Line, ...]]]]:
    """Blocks that turn pages together: the paragraphs of one box, a list and its heading; alone when they fill more than a page."""
    groups: list[list[tuple[Block, tuple[Line, ...]]]] = []
    for block, rows in laid:
        boxed = block.bar and not block.gap and groups and groups[-1][-1][0].bar
        if groups and (block.tied or boxed):
            groups[-1].append((block, rows))
        else:
            groups.append([(block, rows)])
    return [part for group in groups for part in ([group] if len(rows_of(group)) <= height else [[each] for each in group])]


def rows_of(group: Sequence[tuple[Block, tuple[Line, ...]]]) -> list[Line]:
    """The rows of a group, with the gaps inside it."""
    return [row for n, (block, rows) in enumerate(group) for row in ((Line(Styled()), *rows) if n and block.gap else rows)]


def spread(left: Styled, right: Styled, width: int) -> Styled:
    """One line with something at both ends; the left end gives way first when there is no room."""
    right = fit(right, width)
    room = width - cell_len(right.plain) - (2 if right.plain else 0)
    left = whole(left, max(room, 0))
    return Styled.assemble(left, " " * (width - cell_len(left.plain) - cell_len(right.plain)), right)


def whole(text: Styled, width: int) -> Styled:
    """As many of its parts, which stand two spaces apart, as there is room for: no title is cut; only a long word, as of a path, is."""
    parts = list(text.split("  "))
    while len(parts) > 1 and cell_len(Styled("  ").join(parts).plain) > width:
        parts.pop()
    kept = Styled("  ").join(parts)
    return kept if cell_len(kept.plain) <= width else Styled() if " " in kept.plain else fit(kept, width)


def fit(text: Styled, width: int) -> Styled:
    """The text, or its beginning and an ellipsis where there is no room: for paths and hints, never for what is taught."""
    if cell_len(text.plain) <= width:
        return text
    text = text.copy()
    text.truncate(width, overflow="ellipsis" if width else "crop")
    return text


def compose(
    header: tuple[Styled, Styled],
    blocks: Sequence[Block],
    hints: Callable[[int], Sequence[Styled]],
    size: Size,
    page: int | None,
    page_of: Callable[[int, int], str],
) -> Screen:
    """A whole screen of exactly `size.rows` rows. `hints` are those of a card of so many pages; `page` None turns to the current block."""
    laid = [(block, lay(block, size.width)) for block in blocks]
    pages, foot, height = share_above(hints(1), laid, size)
    if len(pages) > 1:
        pages, foot, height = share_above(hints(len(pages)), laid, size)
    if page is None:
        page = next((n for n, lines in enumerate(pages) if any(line.current or line.cursor is not None for line in lines)), 0)
    page = min(max(page, 0), len(pages) - 1)
    left, right = header
    if len(pages) > 1:
        right = Styled.assemble((page_of(page + 1, len(pages)), "hint"), "  " if right.plain else "", right)
    body = [*pages[page]]
    body += [Line(Styled())] * (height - len(body))
    lines = [Line(spread(left, right, size.width)), Line(Styled()), *body, Line(Styled()), *foot]
    return Screen(tuple(lines[: size.rows]), pages[page], page, len(pages))


def share_above(
    hints: Sequence[Styled], laid: Sequence[tuple[Block, tuple[Line, ...]]], size: Size
) -> tuple[tuple[tuple[Line, ...], ...], list[Line], int]:
    """The pages that fit above these hints, the rows of the hints, and the height of a page."""
    foot = hint_lines(hints, size.width)
    height = max(size.rows - 2 - len(foot) - 1, 3)
    return share(laid, height), foot, height


def hint_lines(hints: Sequence[Styled], width: int, most: int = 2) -> list[Line]:
    """The hints in at most two rows; those that find no room are left out, the first ones never."""
    rows: list[Styled] = [Styled()]
    for hint in hints:
        joined = cell_len(rows[-1].plain) + (2 if rows[-1].plain else 0) + cell_len(hint.plain)
        if joined > width and len(rows) < most:
            rows.append(Styled())
        elif joined > width:
            break
        rows[-1] = Styled.assemble(rows[-1], "  " if rows[-1].plain else "", hint)
    return [Line(fit(row, width)) for row in rows]
