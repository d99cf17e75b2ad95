"""The pages of `tutor progress`, the history and what is found: in words, as drawings, as files, and turned in a terminal."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text as Styled

from tests.benchmarks.material import loaded, shipped_pack, write_store
from tests.command import spaced
from tests.learner import TODAY
from tests.studied import LEARNERS, STUDIED
from tests.terminal import Terminal
from tutor.figures.confusions import Pair
from tutor.figures.whole import Figures, figures
from tutor.fold import rebuild
from tutor.journal import journal
from tutor.record import replace
from tutor.search import search
from tutor.shelf import Series
from tutor.steps import Compare
from tutor.text import text_for
from tutor.text.figures import charts_for
from tutor.ui.album import Album
from tutor.ui.charts import SHADES, TALL, Column, bars, bullet, calendar, columns, eighths, shares, table
from tutor.ui.contrast import compare
from tutor.ui.drawing import STYLE, Sheet, html, svg
from tutor.ui.layout import Block, Size, paginate
from tutor.ui.look import Look
from tutor.ui.plates import Plate, plates
from tutor.ui.records import glossary_pages, history_pages, hits_pages
from tutor.ui.render import Voice
from tutor.ui.spoken import spoken
from tutor.ui.tables import lessons_table
from tutor.ui.typography import typeset, unmarked

SIZES = (Size(40, 20), Size(80, 24), Size(120, 40))
LANGUAGES = ("fr", "en")
DRAWN = set("█▓▒░▁▂▃▄▅▆▇┃✓✗◐○›•·")


def seen(name: str) -> Figures:
    found = figures(STUDIED, rebuild(LEARNERS[name]), TODAY)
    pairs = (Pair(("PD-1", "CTLA-4"), 3, ()), *found.confusions) if name == "a year" else tuple(found.confusions)
    return replace(found, confusions=Series(lambda: pairs))


def voice_in(language: str, *, numbered: bool = False) -> Voice:
    return Voice(text_for(language), "fr", numbered)


def pages_of(name: str, language: str) -> tuple[Plate, ...]:
    return plates(seen(name), STUDIED, voice_in(language), charts_for(language))


def rows(blocks: tuple[Block, ...], width: int) -> list[str]:
    return [line.text.plain for page in paginate(blocks, width, 10**6) for line in page]


def said(blocks: tuple[Block, ...]) -> str:
    return "\n".join(line for block in blocks for line in (["", spoken(block)] if block.gap else [spoken(block)])).strip()


def in_words(name: str, language: str) -> str:
    """What each page, and each looking command, says in plain lines."""
    words, voice = charts_for(language), voice_in(language, numbered=True)
    out = []
    for learner in LEARNERS:
        out += [f"=== {learner} ==="]
        if name == "progress":
            out += [f"{voice.say(words.titles[plate.name]).plain}\n{said(plate.tell())}\n" for plate in pages_of(learner, language)]
        elif name == "lessons":
            out.append(said(tuple(lessons_table(seen(learner).overview.lessons, voice))))
        else:
            events = sorted(LEARNERS[learner], key=lambda event: (event.fact.moment.at, event.n), reverse=True)
            found = journal(rebuild(LEARNERS[learner]), events, limit=8)
            out.append(re.sub(r"\b\d\d:\d\d", "HH:MM", said(tuple(history_pages(found, STUDIED, TODAY, voice)))))
    if name == "lessons":
        for query in (["frein"], ["cellules", "modifiées"], ["introuvable"]):
            found_ones = search(STUDIED, query, lambda text: typeset(unmarked(text), "fr"))
            out.append("=== search ===\n" + said(tuple(hits_pages(found_ones, " ".join(query), voice, Look(False, False)))))
        out.append(
            "=== glossary ===\n"
            + said(tuple(glossary_pages(sorted(STUDIED.glossary, key=lambda term: term.term), {}, voice, browsing=True)))
        )
        step = Compare(("PD-1", "CTLA-4"), STUDIED.confusions[0].contrasts, 1, 1)
        out.append("=== compare ===\n" + said(tuple(compare(step, voice))))
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["progress", "history", "lessons"])
def test_looking_reads_as_its_transcript(name: str, language: str, golden: Callable[[str, str], None]) -> None:
    told = in_words(name, language)
    golden(f"{name}.{language}", told)
    assert not DRAWN & set(told)
    assert not any(ord(char) < 32 and char != "\n" for char in told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("learner", LEARNERS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_page_fits_every_window_and_nothing_is_cut(size: Size, learner: str, language: str) -> None:
    for plate in pages_of(learner, language):
        for line in rows(plate.draw(size.width), size.width):
            assert cell_len(line) <= size.width, (plate.name, line)
            assert "…" not in line


@pytest.mark.parametrize("learner", ["first day", "a year"])
def test_every_chart_prints_the_numbers_that_its_sentences_say(learner: str) -> None:
    for plate in pages_of(learner, "en"):
        drawn = " ".join(rows(plate.draw(78), 78))
        numbers = re.findall(r"\d+", said(plate.tell()))
        missing = {n for n in numbers if n not in drawn} - {str(day) for day in range(1, 32)}
        assert not missing or plate.name in {"coming", "time"}, (plate.name, missing)


def test_who_has_done_nothing_sees_one_page_that_says_how_to_begin() -> None:
    (only,) = pages_of("empty", "fr")
    assert "Pour commencer : tutor" in spaced(said(only.tell()))


numbers = st.lists(st.integers(0, 5000), min_size=1, max_size=20)


@given(numbers, st.integers(20, 78))
def test_columns_and_bars_print_every_number_and_fit(values: list[int], width: int) -> None:
    every = [Column(value, str(value), f"d{n}") for n, value in enumerate(values)]
    for chart in (columns(every, width), bars(every, width)):
        drawn = rows(chart, width)
        assert all(cell_len(line) <= width for line in drawn)
        assert sorted(re.findall(r"(?<![d\d])\d+", " ".join(drawn))) == sorted(map(str, values))


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_number_is_never_a_lower_column(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= eighths(low) <= eighths(high) <= 8 * TALL
    assert (eighths(low) > 0) == (low > 0)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=371), st.integers(20, 78))
def test_the_calendar_shows_every_day_once_at_any_width(levels: list[int], width: int) -> None:
    weeks = [tuple(levels[n : n + 7]) for n in range(0, len(levels), 7)]
    drawn = rows(tuple(calendar(weeks, [""] * len(weeks), ("lu", "ma", "me", "je", "ve", "sa", "di"), width)), width)
    assert all(cell_len(line) <= width for line in drawn)
    shades = "".join(line[3:] for line in drawn)
    assert [shades.count(shade) for shade in SHADES] == [levels.count(n) for n in range(5)]


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200), st.integers(4, 60))
def test_what_is_more_than_nothing_is_seen(known: int, learning: int, new: int, cells: int) -> None:
    drawn = shares(known, learning, known + learning + new, cells).plain
    assert len(drawn) == cells
    assert ("█" in drawn) == (known > 0)
    assert ("▒" in drawn) == (learning > 0 and drawn.count("█") < cells)


@given(st.floats(0, 1), st.none() | st.floats(0, 1))
def test_a_bar_shows_its_share_and_where_it_was_expected(share: float, mark: float | None) -> None:
    drawn = bullet(share, mark).plain
    assert len(drawn) == 20
    assert drawn.count("┃") == (mark is not None)
    assert abs(drawn.count("█") - 20 * share) <= 1.51


@given(
    st.lists(st.tuples(st.text("ab é", max_size=30), st.text("ab é", max_size=90), st.text("abc", max_size=90)), min_size=1, max_size=4),
    st.integers(50, 78),
)
def test_a_table_loses_no_letter(cells: list[tuple[str, str, str]], width: int) -> None:
    drawn = rows(tuple(table([[Styled(cell) for cell in line] for line in cells], width)), width)
    assert all(cell_len(line) <= width for line in drawn)
    assert sorted("".join(drawn).replace(" ", "").replace("·", "")) == sorted("".join("".join(line) for line in cells).replace(" ", ""))


def sheets(told: str = "dit") -> list[Sheet]:
    return [Sheet(plate.name, plate.draw(78), told) for plate in pages_of("a year", "fr")]


@pytest.mark.parametrize("make", [svg, html])
def test_a_file_needs_no_other_and_runs_nothing(make: Callable[..., str]) -> None:
    text = make("Titre", sheets(), "fr")
    assert set(re.findall(r"https?://[^\s\"']+", text)) <= {"http://www.w3.org/2000/svg"}
    for word in ("<script", "url(", "@import", "<link", "<img", "src=", "onload"):
        assert word not in text
    assert "prefers-color-scheme:dark" in text


@pytest.mark.parametrize("make", [svg, html])
def test_texts_in_a_file_mean_nothing_but_themselves(make: Callable[..., str]) -> None:
    evil = '</svg><script>alert("x")</script>&amp;\x1b[31m\u202e'
    text = make(evil, [Sheet(evil, (Block(Styled(evil, "accent")),), evil)], '"><script>')
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;" in text


def test_the_picture_is_well_formed_and_says_what_it_shows() -> None:
    root = ET.fromstring(svg("Titre", sheets("Tout est dit."), "fr"))
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == "Titre"  # type: ignore[union-attr]
    assert "Tout est dit." in str(root.find(f"{space}desc").text)  # type: ignore[union-attr]
    height = float(root.attrib["height"])
    assert all(0 <= float(each.attrib["y"]) <= height for each in root.iter(f"{space}text"))
    assert max(float(each.attrib.get("x", 0)) + float(each.attrib["width"]) for each in root.iter(f"{space}rect")) <= float(
        root.attrib["width"]
    )


def test_in_a_file_the_pieces_of_a_column_are_one_and_bars_below_each_other_are_not() -> None:
    upright = (*columns([Column(8, "8", "lu"), Column(5, "5", "ma")], 40),)
    lying = (*bars([Column(8, "8", "lu"), Column(8, "8", "ma")], 40),)
    boxes = re.compile(r'<rect class="[^g"]*" x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"')
    for blocks, touching in ((upright, True), (lying, False)):
        found = [(float(x), float(y), float(y) + float(tall)) for x, y, tall in boxes.findall(svg("T", [Sheet("", blocks, "")], "fr"))]
        left = sorted(box[1:] for box in found if box[0] == found[0][0])
        assert len(left) > 1
        assert all((foot == head) is touching and foot <= head for (_, foot), (head, _) in pairwise(left))
    page = html("T", [Sheet("", upright, "")], "fr")
    assert page.count("height:18px;margin-bottom:0px") == 8 + 5
    assert "█" in page  # for who copies it


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_inks_of_a_file_are_read_on_light_and_on_dark_ground() -> None:
    light, _, dark = STYLE.partition("@media")
    assert len(set(re.findall(r"#\w{6}", light))) == len(set(re.findall(r"#\w{6}", dark))) == 3
    assert all(contrast(ink, "#ffffff") >= 4.5 for ink in re.findall(r"#\w{6}", light))
    assert all(contrast(ink, "#16181c") >= 4.5 for ink in re.findall(r"#\w{6}", dark))


def album(learner: str = "a year") -> Album:
    leaves = tuple((plate.name, plate) for plate in pages_of(learner, "fr"))
    return Album(leaves, voice_in("fr"), ("tourner la page", "sujet", "quitter"))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_turning_meets_every_page_once_and_back_again(size: Size) -> None:
    at, places = album(), list[tuple[int, int]]()
    while not places or (at.plate, at.page) != places[-1]:
        places.append((at.plate, at.page))
        at = at.turned("right", size) or at
    assert len(set(places)) == len(places) == sum(len(at.pages(size, plate)) for plate in range(len(at.leaves)))
    for place in reversed(places):
        assert (at.plate, at.page) == place
        at = at.turned("left", size) or at


@given(
    st.lists(st.sampled_from(["right", "left", "space", "b", "home", "end", "1", "0", "9", "x", "enter", "up"]), max_size=20),
    st.sampled_from(SIZES),
    st.sampled_from(SIZES),
)
def test_no_key_and_no_resize_leads_out_of_the_album(keys: list[str], size: Size, later: Size) -> None:
    at = BOOK
    for key in keys:
        at = at.turned(key, size) or at
    screen = at.screen(later)
    assert len(screen) == later.rows
    assert all(cell_len(line.text.plain) <= later.width for line in screen)


BOOK = album()


def test_leaving_is_q_or_escape() -> None:
    assert album().turned("q", SIZES[0]) is None
    assert album().turned("esc", SIZES[0]) is None


@pytest.mark.parametrize(("columns_", "rows_"), [(40, 20), (80, 24), (120, 40)])
def test_the_pages_are_turned_in_a_terminal(terminal: Callable[..., Terminal], tmp_path: Path, columns_: int, rows_: int) -> None:
    write_store(tmp_path / "data", loaded(shipped_pack()), 300)
    screen = terminal("progress", columns=columns_, rows=rows_).wait("Où vous en êtes").wait("q quitter")
    screen.send("right").wait("2/10").send("3").wait("L.année").resize(80, 24).wait("3/10").send("left").wait("2/10").send("q")
    assert screen.end() == 0
    assert "Vos progrès" in screen.text()
    assert "tourner la page" not in screen.text()
