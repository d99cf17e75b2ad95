"""Wrapping and paging: nothing is ever cut."""

import re
from pathlib import Path

import rich._wrap
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from tutor.ui.layout import Block, Size, compose, hint_lines, lay, paginate

words = st.text(st.sampled_from("abc é œ\u00a0世-'"), max_size=300)
blocks = st.lists(
    st.builds(lambda t, i, g: Block(Text(t), lead=Text("  a. "), index=i, gap=g), words, st.sampled_from([None, 1]), st.booleans()),
    max_size=12,
)


def letters(text: str) -> str:
    return re.sub(r"[\s\u00a0]", "", text)


@given(blocks, st.integers(20, 78), st.integers(3, 30))
def test_every_letter_is_on_some_page_and_no_line_is_too_long(blocks: list[Block], width: int, height: int) -> None:
    pages = paginate(blocks, width, height)
    shown = "".join(letters(line.text.plain) for page in pages for line in page)
    assert shown == "".join(letters(b.lead.plain) + letters(b.text.plain) for b in blocks)
    assert all(len(page) <= height for page in pages)
    assert all(cell_len(line.text.plain) <= width for page in pages for line in page)


@given(blocks, st.integers(1, 140), st.integers(8, 60), st.integers(0, 5))
def test_a_screen_has_exactly_the_rows_of_the_terminal(blocks: list[Block], columns: int, rows: int, page: int) -> None:
    size = Size(columns, rows)
    hints = [Text("q quitter"), Text("? indice")]
    screen = compose((Text("Question 1/3"), Text("nouvelle")), blocks, lambda _: hints, size, page, lambda n, of: f"page {n}/{of}")
    assert len(screen.lines) == rows
    assert all(cell_len(line.text.plain) <= size.width for line in screen.lines)


def test_a_short_choice_is_never_broken_over_two_pages() -> None:
    choices = [Block(Text("mot " * 12), lead=Text("a. "), index=n, gap=False) for n in range(6)]
    pages = paginate([Block(Text("question " * 20)), *choices], 40, 10)
    for choice in range(6):
        assert sum(any(line.text.plain.startswith("a. ") for line in page) for page in pages) >= 1
        assert choice < 6
    starts = [line.text.plain.startswith("a. ") for page in pages[1:] for line in page[:1]]
    assert all(starts)


def test_what_is_shown_again_is_shown_whole_or_not_at_all() -> None:
    """Some of the choices above the items of a later page would look like all of them."""
    items = [Block(Text(f"item {n}"), index=n, gap=False) for n in range(20)]
    for count in range(1, 9):
        choices = [Block(Text(f"choice {n}"), gap=False, sticky=True) for n in range(count)]
        for page in paginate([*choices, *items], 40, 10)[1:]:
            assert sum(line.text.plain.startswith("choice") for line in page) in {0, count}


def test_a_loose_end_turns_no_page() -> None:
    box = [Block(Text("quote"), bar="┃"), *(Block(Text(f"source {n}"), bar="┃", gap=False) for n in range(3))]
    above, date = Block(Text("verdict\nwhy\nmore")), Block(Text("comes back"), tied=True, loosely=True)
    question = Block(Text("question"))
    tight = [above, *box, Block(date.text, tied=True), question]
    assert [len(paginate([above, *box, date, question], 40, height)) for height in (8, 9, 12)] == [2, 2, 1]
    for height in range(3, 14):
        assert len(paginate([above, *box, date, question], 40, height)) <= len(paginate(tight, 40, height))


def test_no_break_spaces_keep_words_together() -> None:
    rows = lay(Block(Text("un mot «\u00a0frein\u00a0» puis la fin\u202f?")), 12)
    assert [r.text.plain for r in rows] == ["un mot", "«\u00a0frein\u00a0»", "puis la", "fin\u202f?"]


def test_the_patch_of_rich_is_still_needed() -> None:
    """When this fails, rich #3545 is mended and the line in tutor.ui.layout can go."""
    ours = rich._wrap.re_word
    theirs = re.compile(r"\s*\S+\s*")
    assert [m[0] for m in theirs.finditer("« mot\u00a0»")] != [m[0] for m in ours.finditer("« mot\u00a0»")]
    source = Path(rich._wrap.__file__).read_text(encoding="utf-8")
    assert r're.compile(r"\s*\S+\s*")' in source


def test_the_first_hints_stay_when_there_is_no_room() -> None:
    rows = hint_lines([Text("Entrée valider"), Text("? indice"), Text("q quitter"), Text("u annuler")], 20)
    assert [r.text.plain for r in rows] == ["Entrée valider", "? indice  q quitter"]
