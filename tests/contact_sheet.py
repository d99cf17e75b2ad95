"""All screens at three sizes on one sheet a language, to be looked at: `python -m tests.contact_sheet FOLDER`. Not kept."""

import re
import sys
import tempfile
from pathlib import Path

from tests.gallery import SIZES, walks
from tests.gallery_more import more_walks
from tests.screenshots import CELL, EDGE, ROW, picture

ACROSS = 4


def sheet(pictures: list[tuple[str, str]], columns: int, rows: int, across: int) -> str:
    """Pictures in rows, each under its name."""
    wide, high = round(columns * CELL + 2 * EDGE) + 12, rows * ROW + 2 * EDGE + 30
    parts = [
        f'<g transform="translate({n % across * wide} {n // across * high + 24})">'
        f'<text x="4" y="-6" font-family="sans-serif" font-size="16">{name}</text>{re.sub("^<svg[^>]*>|</svg>$", "", text.strip())}</g>'
        for n, (name, text) in enumerate(pictures)
    ]
    size = f'width="{wide * across}" height="{high * -(-len(pictures) // across)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'


def main(folder: Path) -> None:
    """Write a sheet for each language and size."""
    for language in ("fr", "en"):
        with tempfile.TemporaryDirectory() as place:
            shots = (*walks(language, Path(place)), *more_walks(language, Path(place)))
        for size in SIZES:
            pages = [
                (f"{shot.name} {n}", picture(page.lines, shot.name, size.columns))
                for shot in shots
                for n, page in enumerate(shot.pages(size), 1)
            ]
            across = ACROSS if size.columns < 100 else 3
            for n in range(0, len(pages), across * 4):
                name = f"{language}-{size.columns}x{size.rows}-{n // (across * 4) + 1:02}.svg"
                (folder / name).write_text(sheet(pages[n : n + across * 4], size.columns, size.rows, across), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
