"""Every screen at three sizes in both languages, as grids of text that a diff can show. `pytest --golden` writes them anew.

The grids are drawn by the view of the stage; a walk through the real program in a terminal shows that it paints the same.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gallery import SIZES, Seen, grid, plain_reports, walks
from tests.gallery_more import more_walks
from tests.terminal import Terminal
from tutor.text import LANGUAGES
from tutor.ui.layout import Size

SCREENS = Path(__file__).parent / "screens"
# The day of the walks, for the program in the terminal.
ON_THE_DAY = """
import sys
from tests.gallery import AT, TODAY
from tutor import cli, sessions
from tutor.events import Moment
cli.now = lambda: Moment(AT, TODAY)
sessions.new_seed = lambda: 7
sys.exit(cli.main())
"""


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def shots(language: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Seen, ...]:
    folder = tmp_path_factory.mktemp(language)
    return (*walks(language, folder), *more_walks(language, folder))


def drawn(shots: tuple[Seen, ...], size: Size) -> str:
    """All pages of all screens at a size, each between rules as wide as the window."""
    out = []
    for shot in shots:
        for n, page in enumerate(shot.pages(size), 1):
            out.append(f"{f'── {shot.name} {n} '.ljust(size.columns, '─')}\n{grid(page)}\n")
    return "".join(out)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.columns}x{s.rows}")
def test_every_screen_is_as_it_was_looked_at(shots: tuple[Seen, ...], language: str, size: Size, request: pytest.FixtureRequest) -> None:
    file = SCREENS / f"{size.columns}x{size.rows}.{language}.txt"
    text = drawn(shots, size)
    if request.config.getoption("--golden"):
        file.write_text(text, encoding="utf-8")
    kept = screens_in(file.read_text(encoding="utf-8"))
    now = screens_in(text)
    assert list(now) == list(kept)
    for name, screen in now.items():
        assert screen == kept[name], f"{name} has changed: look at it, then pytest --golden"


def test_every_report_is_said_in_plain_lines(language: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What a screen reader is given: not one escape code, box or bar; charts are sentences."""
    said = "".join(f"-- {name}\n{text}\n" for name, text in plain_reports(language, tmp_path))
    assert not set(said) & set("\x1b┃│─█▓▒░✓✗◐›•→")
    file = SCREENS / f"plain.{language}.txt"
    if request.config.getoption("--golden"):
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def screens_in(text: str) -> dict[str, str]:
    """The screens of a golden file by name."""
    parts = text.split("── ")[1:]
    return {part.partition(" ─")[0]: part.partition("\n")[2] for part in parts}


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.columns}x{s.rows}")
def test_the_program_in_a_terminal_paints_the_same(terminal: Callable[..., Terminal], language: str, size: Size) -> None:
    kept = screens_in((SCREENS / f"{size.columns}x{size.rows}.{language}.txt").read_text(encoding="utf-8"))
    t = terminal(columns=size.columns, rows=size.rows, TUTOR_LANG=language, start=("-c", ON_THE_DAY))
    stands(t, kept["welcome 1"]).send(" ")
    if "welcome 2" in kept:
        stands(t, kept["welcome 2"]).send(" ")
    stands(t, kept["rehearsal 1"]).send("esc")
    stands(t, kept["home-first 1"]).send("1")
    stands(t, kept["opening 1"]).send(" ")
    stands(t, kept["prediction 1"]).send("b")
    stands(t, kept["sure 1"]).send("3")
    stands(t, kept["feedback-prediction 1"]).send("q")
    t.wait("Accueil|Home").send("q")
    assert t.end() == 0


def stands(t: Terminal, screen: str) -> Terminal:
    """Wait until the terminal shows a screen, row by row."""
    wanted = [line.rstrip() for line in screen.replace("\u00a0", " ").replace("\u202f", " ").rstrip("\n").split("\n")]
    end = 0
    while rows(t) != wanted:
        end = end + 1
        assert end < 400, "\n".join(rows(t)) + "\nis not\n" + "\n".join(wanted)
        t.pump(0.05)
    return t


def rows(t: Terminal) -> list[str]:
    """The rows of the terminal down to the last that is not empty."""
    return t.text().rstrip("\n").split("\n")
