"""Is a typed number the right one? Comma or point, spaces between thousands, powers of ten, fractions, a unit after it."""

import re
from collections.abc import Iterator
from math import isfinite
from typing import TypeAlias

from tutor.course import Number, Refused
from tutor.letters import folded
from tutor.record import record
from tutor.spelling import is_plural

_NUMBER = re.compile(
    r"[=≈~]? ?(?P<sign>[+-]?) ?"
    r"(?:(?:(?P<factor>[0-9.]*[0-9]) ?[x×*·] ?)?10\^(?P<power>[+-]?[0-9]{1,3})"
    r"|(?P<mantissa>[0-9.]*[0-9])(?:[eE](?P<exponent>[+-]?[0-9]{1,3}))?(?: ?[/⁄] ?(?P<divisor>[0-9]+))?)"
    r"(?![0-9^]) ?(?P<unit>(?:[^0-9]|(?<=[A-Za-z/0-9.])[0-9])*)"
)
_ALIASES = {
    **dict.fromkeys(("pourcent", "percent", "p.100"), "%"),
    **dict.fromkeys(("ug", "mcg"), "mug"),
    **dict.fromkeys(("j", "jour", "d", "day"), "d"),
    **dict.fromkeys(("h", "heure", "hour", "hr"), "h"),
    **dict.fromkeys(("min", "mn", "minute"), "min"),
    **dict.fromkeys(("s", "sec", "seconde", "second"), "s"),
    **dict.fromkeys(("sem", "semaine", "week", "wk"), "week"),
    **dict.fromkeys(("mois", "moi", "month"), "month"),
    **dict.fromkeys(("an", "annee", "year", "yr"), "year"),
    **dict.fromkeys(("€", "euro", "eur"), "€"),
}


@record
class Equal:
    """Right, within the tolerance."""


@record
class Foreseen:
    """Wrong, and foreseen by the teacher."""

    refused: Refused


@record
class WrongUnit:
    """The right number of another unit."""

    given: str
    expected: str


@record
class Unequal:
    """Wrong, or no number."""


Measured: TypeAlias = Equal | Foreseen | WrongUnit | Unequal


def judge_number(given: str, question: Number) -> Measured:
    """Compare a typed number, and the unit after it if there is one, with the question's.

    A unit is never required. Where the question names none, any is let pass, and 50 % is 0.5 as well as 50.
    """
    values, unit = read_number(given)
    for refused in question.refused:
        foreseen, _ = read_number(refused.text)
        if question.value not in values and any(_is_close(value, other) for value in values for other in foreseen):
            return Foreseen(refused)
    if not question.unit and _unit_key(unit) == "%":
        values = tuple(value / 100 for value in values) + (values if abs(question.value) > 1 else ())
    if not any(_is_within(value, question) for value in values):
        return Unequal()
    if unit and question.unit and not _is_same_unit(unit, question.unit):
        return WrongUnit(unit, question.unit)
    return Equal()


def read_number(text: str) -> tuple[tuple[float, ...], str]:
    """Every value the text may mean, and the unit after it; no value when it is no number. 1,000 is one, or a thousand."""
    plain = folded(re.sub(r"\d", lambda digit: str(int(digit[0])), text))  # the digits of any script
    found = _NUMBER.fullmatch(re.sub(r"(?<=[0-9])'(?=[0-9]{3})", "", plain).strip(" .;!"))
    if not found:
        return (), ""
    power = found["power"] or found["exponent"] or "0"
    divisor = float(found["divisor"] or 1)
    mantissas = _readings(found["factor"] or found["mantissa"] or "1")
    values = (float(f"{found['sign']}{mantissa}e{power}") / divisor for mantissa in mantissas if divisor)
    return tuple(value for value in values if isfinite(value)), found["unit"]


def _readings(digits: str) -> Iterator[str]:
    """`digits` holds points only; several are thousands, one before three digits may be."""
    first, *rest = digits.split(".")
    if not rest:
        yield first
    elif len(rest) == 1:
        yield f"{first}.{rest[0]}"
        if len(rest[0]) == 3 and 1 <= len(first) <= 3 and first != "0":
            yield first + rest[0]
    elif first and all(len(part) == 3 for part in rest[:-1]):
        yield first + "".join(rest[:-1]) + ("" if len(rest[-1]) == 3 else ".") + rest[-1]


def _is_within(value: float, question: Number) -> bool:
    slack = question.tolerance * abs(question.value) if question.relative else question.tolerance
    return abs(value - question.value) <= slack or _is_close(abs(value - question.value), slack) or _is_close(value, question.value)


def _is_close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other))


def _is_same_unit(one: str, other: str) -> bool:
    one, other = _unit_key(one), _unit_key(other)
    return one == other or is_plural(one, other)


def _unit_key(unit: str) -> str:
    """The unit without spaces and case; but M and m stay apart in short ones, where they are mega and milli, molar and metre."""
    short = "".join(folded(unit).split()).strip(".")
    low = short.casefold()
    known = _ALIASES.get(low) or _ALIASES.get(low.removesuffix("s"))
    return known or ("".join(c if c == "M" else c.casefold() for c in short) if len(short) < 4 else low)
