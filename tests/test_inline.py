"""Texts on their way to a terminal: marks, typography, and nothing that could steer it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ui.inline import bare, styled
from tutor.ui.prose import paragraphs
from tutor.ui.safe import clean
from tutor.ui.typography import french, typeset


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Pourquoi ?", "Pourquoi\u202f?"),
        ("Non ; oui !", "Non\u202f; oui\u202f!"),
        ("Deux freins : PD-1", "Deux freins\u00a0: PD-1"),
        ("« un mot »", "«\u00a0un mot\u00a0»"),
        ("« un mot ».", "«\u00a0un mot\u00a0»."),
        ("l'immunité d'abord", "l’immunité d’abord"),
        ("aujourd'hui", "aujourd’hui"),
        ("20 %", "20\u202f%"),
        ("1 000 patients", "1\u202f000 patients"),
        ("(vraiment ?)", "(vraiment\u202f?)"),
        ("PD-1:PD-L1 à 12:30", "PD-1:PD-L1 à 12:30"),
        ("en 2018 2023 personne", "en 2018 2023 personne"),
    ],
)
def test_french_is_set_with_no_break_spaces(typed: str, set_: str) -> None:
    assert french(typed) == set_
    assert french(set_) == set_


@given(st.text())
def test_setting_french_twice_changes_nothing(text: str) -> None:
    assert french(french(text)) == french(text)


def test_english_has_its_apostrophes_set_and_nothing_else() -> None:
    assert typeset("Why? It's 20 %", "en") == "Why? It’s 20 %"


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF)))
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    shown = clean(text)
    assert not any(ord(c) < 32 and c not in "\t\n" for c in shown)
    assert not any(0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in shown)
    if shown == text:
        assert "\x1b" not in text


def test_what_would_turn_the_text_round_is_shown_by_name() -> None:
    assert clean("a\u202eb\x1b[2J") == "a<U+202E>b<U+001B>[2J"


def test_marks_become_styles_and_nothing_else_means_anything() -> None:
    text = styled("**PD-1** est un *frein* `CD8` [b]x[/b] :dna: [cd8] _a_ <i>", "en")
    assert text.plain == "PD-1 est un frein CD8 [b]x[/b] :dna: [cd8] _a_ <i>"
    assert [(text.plain[s.start : s.end], s.style) for s in text.spans] == [("PD-1", "bold"), ("frein", "italic"), ("CD8", "bold")]


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a*b*c", "**", "* seul", "` seul", "5 ** 2"])
def test_lone_marks_stay(text: str) -> None:
    assert bare(text, "en") == text


def test_a_section_text_becomes_paragraphs_lists_and_drawings() -> None:
    blocks = list(paragraphs("Un paragraphe\nsur deux lignes.\n\n- un\n- deux\n\n1. premier\n\n    PD-L1 --| PD-1", "fr"))
    assert [(b.lead.plain, b.text.plain, b.raw, b.gap) for b in blocks] == [
        ("", "Un paragraphe sur deux lignes.", False, True),
        ("• ", "un", False, True),
        ("• ", "deux", False, False),
        ("1. ", "premier", False, True),
        ("", "PD-L1 --| PD-1", True, True),
    ]
