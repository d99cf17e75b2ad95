"""Colours: seen on every background, never the only bearer of a meaning, and off where they are not wanted."""

import re
from pathlib import Path

import pytest
from rich.style import Style

from tests.command import Command, called, command_in, plainly
from tests.gallery import SIZES, Seen, Tty, actions, visitor, walks
from tests.gallery_more import more_walks
from tests.learner import moment
from tests.terminal import Terminal
from tutor import home
from tutor.app import App, Common, World
from tutor.text import text_for
from tutor.ui.look import GLYPHS, THEMES, Look, fitted, painted, wants_colour

BACKGROUNDS = {
    "black": "#000000", "white": "#ffffff", "Solarized dark": "#002b36", "Solarized light": "#fdf6e3", "Dracula": "#282a36",
    "Gruvbox": "#282828", "Ubuntu": "#300a24", "One Dark": "#282c34",
}  # fmt: skip
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance of an sRGB colour, WCAG 2.2."""
    red, green, blue = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast ratio of two colours, 1 to 21, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(code: str) -> tuple[int, int, int]:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def test_the_measure_of_contrast_is_that_of_wcag() -> None:
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("name", ["right", "wrong", "accent", "warn", "key", "hint", "current"])
def test_every_colour_is_seen_on_every_background(name: str, background: str) -> None:
    colour = Style.parse(THEMES["auto"][name]).color
    assert colour is not None
    assert contrast(colour.get_truecolor(), rgb(BACKGROUNDS[background])) >= 3.5


@pytest.mark.parametrize("name", THEMES["high-contrast"])
def test_high_contrast_brings_its_own_background_or_keeps_the_windows_colours(name: str) -> None:
    style = Style.parse(THEMES["high-contrast"][name])
    assert (style.color is None) == (style.bgcolor is None)
    if style.color and style.bgcolor:
        assert contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor()) >= 7


@pytest.mark.parametrize("name", THEMES["mono"])
def test_mono_has_no_colour(name: str) -> None:
    style = Style.parse(THEMES["mono"][name])
    assert style.color is None
    assert style.bgcolor is None
    assert not style.dim, "dim text is hard to read on every background"


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Seen, ...]:
    folder = tmp_path_factory.mktemp("look")
    return (*walks("fr", folder), *more_walks("fr", folder))


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_changes_no_character(shots: tuple[Seen, ...], theme: str) -> None:
    for shot in shots:
        lines = shot.pages(SIZES[1])[0].lines
        dressed = painted(lines, Look(terminal=True, colour=theme != "mono", theme=theme))
        assert [ESCAPE.sub("", row) for row in dressed] == [line.text.plain for line in lines]


def test_without_colour_every_verdict_is_still_found(shots: tuple[Seen, ...]) -> None:
    """Glyph and word, in Unicode and in ASCII; and each line of a marked list says whose it is."""
    words = text_for("fr").screens
    verdicts = {words.right, words.wrong, words.unknown, words.overruled, words.partly(0, 0).partition(" : ")[0]}
    told = [shot for shot in shots if shot.name.startswith(("feedback", "exam-corrected"))]
    assert len(told) > 12
    for shot in told:
        rows = [row for page in shot.pages(SIZES[1]) for row in painted(page.lines, Look(terminal=False, colour=False))]
        assert "\x1b" not in "".join(rows)
        assert rows[2][0] in "✓✗◐"
        assert any(word in rows[2] for word in verdicts)
        poor = fitted(rows[2], "ascii")
        assert poor[0] in "+x~"
        assert poor.isascii()


def test_every_glyph_of_a_screen_has_one_of_ascii(shots: tuple[Seen, ...]) -> None:
    for shot in shots:
        for size in SIZES:
            for page in shot.pages(size):
                for line in page.lines:
                    shown = line.text.plain
                    assert fitted(shown, "ascii").count("?") == shown.count("?"), shown
    assert all(value.isascii() for value in GLYPHS.values())


@pytest.mark.parametrize(
    ("option", "environ", "terminal", "colour"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, False, True),
        ("auto", {"CLICOLOR": "0"}, True, False),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_who_decides_about_colour(option: str, environ: dict[str, str], terminal: bool, colour: bool) -> None:
    assert wants_colour(option, environ, terminal=terminal) is colour


def app(tmp_path: Path, theme: str = "", **environ: str) -> App:
    places = {"TUTOR_DATA_DIR": str(tmp_path / "data"), "TUTOR_CACHE_DIR": str(tmp_path / "cache"), "TUTOR_LANG": "fr"}
    return App(World({**places, **environ}, Tty(), Tty(), Tty(), moment), Common(theme=theme))


def test_the_option_beats_the_variable_and_the_variable_the_setting(tmp_path: Path) -> None:
    one = app(tmp_path)
    assert one.theme == "auto"
    one.wear("mono")
    one.close()
    assert app(tmp_path).theme == "mono"
    assert not app(tmp_path).look().colour
    assert app(tmp_path, TUTOR_THEME="high-contrast").theme == "high-contrast"
    assert app(tmp_path, "auto", TUTOR_THEME="high-contrast").theme == "auto"
    assert app(tmp_path, TUTOR_THEME="mauve").theme == "mono"


def test_the_language_chosen_at_the_welcome_is_remembered(tmp_path: Path) -> None:
    walk = visitor("", tmp_path, ["l", "=welcome", "space", "esc", "=home", "q"])
    home.home(walk, actions(walk))
    assert [shot.stage.voice.text.code for shot in walk.shots] == ["en", "en"]
    again = visitor("", tmp_path, ["=home", "q"])
    assert again.language == "en"
    home.home(again, actions(again))
    assert again.shots[0].name == "home"
    assert visitor("fr", tmp_path, []).language == "fr"


BROKEN = """
titre: Essai
questions:
  - question: Quel frein ?
    choix:
      - PD-1
      - CTLA-4
"""
ASKED = (
    "lessons",
    "history",
    "glossary",
    "search frein",
    "coverage",
    "progress",
    "course list",
    "check broken.yaml",
    "--help",
    "exam --help",
)


@pytest.fixture(scope="module")
def tutor(tmp_path_factory: pytest.TempPathFactory) -> Command:
    home = tmp_path_factory.mktemp("coloured")
    (home / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    return command_in(home)


def told(tutor: Command, *words: str, **env: str) -> str:
    """What a command says on both streams; a course with a fault in it ends with 2, and so does a name that nothing has."""
    done = tutor(*words, code=2 if {"check", "unheard-of"} & set(words) else 0, **env)
    return done.stdout + done.stderr


@pytest.mark.parametrize("command", [*ASKED, "lessons unheard-of"])
def test_colour_that_is_asked_for_reaches_a_pipe_and_changes_no_word(tutor: Command, command: str) -> None:
    words = command.split()
    plainly, asked = told(tutor, *words), told(tutor, "--color", "always", *words)
    assert "\x1b" not in plainly
    if command not in {"course list", "history"}:  # nothing in these has a style of its own
        assert "\x1b[" in asked
    if not command.startswith("search"):  # what is found is marked by brackets, or by colour
        assert ESCAPE.sub("", asked) == plainly
    assert "\x1b" not in told(tutor, "--color", "always", "--plain", *words)


@pytest.mark.parametrize(
    ("option", "environ", "coloured"),
    [
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("always", {"TUTOR_PLAIN": "1"}, False),
        ("always", {"TUTOR_THEME": "mono"}, False),
    ],
)
@pytest.mark.parametrize("command", ["lessons", "check broken.yaml", "lessons unheard-of", "exam --help", "--help"])
def test_one_order_of_wishes_holds_for_reports_diagnostics_errors_and_help(
    tutor: Command, command: str, option: str, environ: dict[str, str], *, coloured: bool
) -> None:
    said = told(tutor, "--color", option, *command.split(), **environ)
    assert bool(re.search("38;5;", said)) == coloured


def test_data_hold_no_escape_code_whatever_is_asked_for(tutor: Command) -> None:
    for command in ("lessons --json", "check --format json broken.yaml", "check --format github broken.yaml", "search frein --json"):
        assert "\x1b" not in told(tutor, "--color", "always", *command.split())


def test_a_long_message_breaks_between_words_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    env = {"TUTOR_DATA_DIR": str(tmp_path), "TUTOR_CACHE_DIR": str(tmp_path)}
    shown = Terminal(["lessons", "leçon-qui-n-existe-nulle-part"], columns=40, env=env)
    assert shown.end() == 2
    rows = [row.rstrip() for row in shown.text().split("\n") if row.strip()]
    words = plainly(" ".join(rows)).split()
    whole = plainly(called("lessons", "leçon-qui-n-existe-nulle-part")[2]).split()
    assert len(rows) > 1
    assert words == whole
