"""A day as people type it, in French or English. Pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tutor.errors import BadExam
from tutor.glossary import folded

MONTHS = (
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)
NEAR = {"aujourd'hui": 0, "today": 0, "demain": 1, "tomorrow": 1, "apres-demain": 2, "apres demain": 2}
FILLERS = {"le", "the", "of"}
UNITS = {"jour": 1, "day": 1, "semaine": 7, "week": 7}
LAST = date.max - timedelta(days=400)
"""No exam is later: what is counted from it must stay in the calendar."""


def typed_day(words: str, today: date, *, french: bool) -> date:
    """The day that is meant: 2027-01-15, 15/01/2027, 15 janvier, January 15 2027, demain, in 30 days.

    Without a year, the next one from `today` on. Where both day and month could be either, French reads the day first and English
    asks. Raises BadExam.
    """
    found = near(words, today) or written(words, today, french=french)
    if found is None or found > LAST:
        raise BadExam("no_date", (words,))
    return found


def near(words: str, today: date) -> date | None:
    """A day told from today: tomorrow, in three weeks."""
    plain = folded(words)
    if plain in NEAR:
        return today + timedelta(days=NEAR[plain])
    told = re.fullmatch(r"(?:dans|in) ([0-9]{1,6}) (jour|day|semaine|week)s?", plain)
    if told is None:
        return None
    try:
        return today + timedelta(days=int(told[1]) * UNITS[told[2]])
    except OverflowError:
        return None


def written(words: str, today: date, *, french: bool) -> date | None:
    """A day of the calendar, in numbers or with the name of its month."""
    numbers = re.fullmatch(r"([0-9]{1,8})(?:\s*[-/.\s]\s*([0-9]{1,4}))?(?:\s*[-/.\s]\s*([0-9]{1,4}))?\.?", words.strip(), re.ASCII)
    if numbers:
        return by_numbers([part for part in numbers.groups() if part], today, french=french)
    parts = re.findall(r"[0-9]+|[^\W\d_]+", re.sub(r"(?<=[0-9])(?:er|st|nd|rd|th)\b", " ", words.casefold()))
    parts = [part for part in parts if part not in FILLERS]
    names = [month for part in parts if not part.isdecimal() and (month := month_named(part))]
    figures = [int(part) for part in parts if part.isdecimal() and len(part) < 5]
    if len(names) != 1 or not 1 <= len(figures) <= 2 or len(parts) != len(names) + len(figures):
        return None
    return calendar_day(figures[1] if len(figures) == 2 else None, names[0], figures[0], today)


def by_numbers(parts: Sequence[str], today: date, *, french: bool) -> date | None:
    """A day written with numbers alone. Raises BadExam where it can be read in two ways."""
    first = parts[0]
    if len(parts) == 1:
        return calendar_day(int(first[:4]), int(first[4:6]), int(first[6:]), today) if len(first) == 8 else None
    if len(first) == 4:
        return calendar_day(int(first), int(parts[1]), int(parts[2]), today) if len(parts) == 3 else None
    a, b, year = int(first), int(parts[1]), int(parts[2]) if len(parts) == 3 else None
    day_first, month_first = calendar_day(year, b, a, today), calendar_day(year, a, b, today)
    if french or month_first is None or month_first == day_first:
        return day_first
    if day_first is None:
        return month_first
    raise BadExam("two_ways", ("/".join(parts), day_first, month_first))


def month_named(word: str) -> int:
    """The month (1..12) that a word names, whole or by its first three letters or more; 0 for none."""
    name = folded(word)
    fits = [n for n, names in enumerate(MONTHS, 1) if name in names or (len(name) > 2 and any(known.startswith(name) for known in names))]
    return fits[0] if len(fits) == 1 else 0


def calendar_day(year: int | None, month: int, day: int, today: date) -> date | None:
    """A day of the calendar; a year of two figures is of this century, without one it is the next from today on."""
    years = [today.year + n for n in range(9)] if year is None else [year + 2000 if year < 100 else year]
    for each in years:
        try:
            found = date(each, month, day)
        except (ValueError, OverflowError):
            continue
        if year is not None or found >= today:
            return found
    return None
