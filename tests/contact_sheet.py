"""All screens at three sizes on one sheet a language, to be looked at: `python -m tests.contact_sheet FOLDER`. Not kept."""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.gallery import SIZES, walks
from tests.gallery_more import more_walks
from tests.screenshots import CELL, EDGE, ROW, picture
from tutor.ui.layout import Size

DOWN = 4
NAME = 30


def across(size: Size) -> int:
    """How many pictures stand side by side."""
    return 4 if size.columns < 100 else 3


def sheet(pictures: list[tuple[str, str, int]], columns: int, size: Size) -> str:
    """Pictures in rows, each under its name and a row as high as its highest; each with its lines."""
    wide, top, parts = round(size.columns * CELL + 2 * EDGE) + 12, 0, list[str]()
    for first in range(0, len(pictures), columns):
        row = pictures[first : first + columns]
        for n, (name, text, _) in enumerate(row):
            drawn = re.sub("^<svg[^>]*>|</svg>$", "", text.strip())
            label = f'<text x="4" y="-6" font-family="sans-serif" font-size="16">{name}</text>'
            parts.append(f'<g transform="translate({n * wide} {top + 24})">{label}{boxed(drawn, wide - 12, text)}</g>')
        top += max(lines for _, _, lines in row) * ROW + 2 * EDGE + NAME
    head = f'width="{wide * columns}" height="{top}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'


def boxed(drawn: str, width: int, text: str) -> str:
    """A picture in a window of its own, for its ground is as large as that."""
    height = re.search(r'viewBox="0 0 \d+ (\d+)"', text)
    return f'<svg width="{width}" height="{height[1] if height else 0}">{drawn}</svg>'


def pages(language: str) -> Iterator[tuple[Size, list[tuple[str, str, int]]]]:
    """The pictures of a language at each size."""
    with tempfile.TemporaryDirectory() as place:
        shots = (*walks(language, Path(place)), *more_walks(language, Path(place)))
        for size in SIZES:
            yield (
                size,
                [
                    (f"{shot.name} {n}", picture(page.lines, shot.name, size.columns), len(page.lines))
                    for shot in shots
                    for n, page in enumerate(shot.pages(size), 1)
                ],
            )


def main(folder: Path) -> None:
    """Write the sheets of each language and size."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("fr", "en"):
        for size, pictures in pages(language):
            step = across(size) * DOWN
            for n in range(0, len(pictures), step):
                name = f"{language}-{size.columns}x{size.rows}-{n // step + 1:02}.svg"
                (folder / name).write_text(sheet(pictures[n : n + step], across(size), size), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
