"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.dates import typed_day
from tutor.errors import BadExam

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2027-01-15", date(2027, 1, 15)),
        ("20270115", date(2027, 1, 15)),
        ("2027/1/15", date(2027, 1, 15)),
        ("15/01/2027", date(2027, 1, 15)),
        ("15.1.27", date(2027, 1, 15)),
        ("15-01-2027", date(2027, 1, 15)),
        ("15 01 2027", date(2027, 1, 15)),
        ("03/04/2027", date(2027, 4, 3)),
        ("15/01", date(2027, 1, 15)),
        ("30/11", date(2026, 11, 30)),
        ("22/11", date(2026, 11, 22)),
        ("15 janvier 2027", date(2027, 1, 15)),
        ("le 15 janvier", date(2027, 1, 15)),
        ("1er février 2027", date(2027, 2, 1)),
        ("15 DÉC. 2026", date(2026, 12, 15)),
        ("15 aout", date(2027, 8, 15)),
        ("January 15, 2027", date(2027, 1, 15)),
        ("15th of January 2027", date(2027, 1, 15)),
        ("29 février", date(2028, 2, 29)),
        ("demain", date(2026, 11, 23)),
        ("Aujourd’hui", date(2026, 11, 22)),
        ("après-demain", date(2026, 11, 24)),
        ("dans 3 semaines", date(2026, 12, 13)),
        ("in 30 days", date(2026, 12, 22)),
    ],
)
def test_a_day_is_understood_as_it_is_typed_in_french(words: str, day: date) -> None:
    assert typed_day(words, TODAY, french=True) == day


@pytest.mark.parametrize(
    "words", ["", "bientôt", "30/02/2027", "2027-13-01", "15 jui 2027", "12/34/56/78", "99999-01-01", "9999-12-31", "15", "-5", "in 9999999 days", "²/3/2027", "mars 2027"]
)  # fmt: skip
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(BadExam) as caught:
        typed_day(words, TODAY, french=True)
    assert caught.value.what == "no_date"


def test_english_asks_which_of_two_days_is_meant() -> None:
    assert typed_day("01/15/2027", TODAY, french=False) == date(2027, 1, 15)
    assert typed_day("15/01/2027", TODAY, french=False) == date(2027, 1, 15)
    assert typed_day("04/04/2027", TODAY, french=False) == date(2027, 4, 4)
    with pytest.raises(BadExam) as caught:
        typed_day("03/04/2027", TODAY, french=False)
    assert caught.value.facts == ("03/04/2027", date(2027, 4, 3), date(2027, 3, 4))


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%Y%m%d", "%d %B %Y"]))
def test_every_day_written_is_read_back(day: date, form: str) -> None:
    assert typed_day(day.strftime(form), TODAY, french=True) == day


@given(st.text(max_size=20) | st.from_regex(r"[0-9 /.-]{1,12}"), st.booleans())
def test_no_words_are_a_crash(words: str, french: bool) -> None:
    try:
        day = typed_day(words, TODAY, french=french)
    except BadExam:
        return
    assert isinstance(day + timedelta(days=365), date)
