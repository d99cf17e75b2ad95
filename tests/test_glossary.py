"""Finding glossary terms in texts, and the entry a learner means."""

from tutor.course import Term
from tutor.glossary import found_in, look_up

CAR = Term("CAR", "chimeric antigen receptor", "Un récepteur.", forms=("récepteur antigénique chimérique",))
VACCINE = Term("Vaccin préventif", "preventive vaccine", "Il prévient.")
CELL = Term("Lymphocyte T", "T cell", "Une cellule.", forms=("lymphocytes T",))
TERMS = (CAR, VACCINE, CELL)


def test_terms_are_found_in_the_order_of_the_text() -> None:
    assert found_in("Les lymphocytes T portent un CAR.", TERMS) == (CELL, CAR)


def test_case_accents_plurals_and_marks_are_forgiven() -> None:
    assert found_in("des VACCINS PRÉVENTIFS", TERMS) == ()
    assert found_in("un vaccin *préventif* et un Recepteur antigenique chimerique", TERMS) == (VACCINE, CAR)


def test_a_short_word_in_small_letters_is_not_an_acronym() -> None:
    assert found_in("Il guérit, car il est traité.", TERMS) == ()


def test_a_term_inside_another_word_is_not_found() -> None:
    assert found_in("CARTE", TERMS) == ()


def test_either_language_finds_the_entry_and_parts_do_when_nothing_else_does() -> None:
    assert look_up("t CELL", TERMS) == (CELL,)
    assert look_up("lymphocyte", TERMS) == (CELL,)
    assert look_up("antigen", TERMS) == (CAR,)
    assert look_up("rien", TERMS) == ()
