"""Is a typed text one of the answers a teacher accepts? Case, accents and typography are forgiven, slips within bounds."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import TypeAlias

from tutor.course import Refused
from tutor.letters import Token, essential, folded, tokens, typeset
from tutor.record import record
from tutor.spelling import are_opposed, budget, distance, is_plural, slips_between


@record
class Matches:
    """Right; `expected` is the accepted text it matches."""

    expected: str


@record
class Misspelt:
    """Right in spite of a slip; `expected` is the accepted text it was meant for."""

    expected: str


@record
class Listed:
    """Wrong, and foreseen by the teacher."""

    refused: Refused


@record
class NearMiss:
    """Wrong, though it looks like `expected`: another thing of nearly the same name."""

    expected: str


@record
class Unlike:
    """Wrong."""


Reading: TypeAlias = Matches | Misspelt | Listed | NearMiss | Unlike


class _Likeness(IntEnum):
    """How a text compares with another, the nearest first."""

    SAME = 0
    SLIP = 1
    OTHER_THING = 2
    FAR = 3


def judge_text(
    given: str,
    accepted: Sequence[str],
    refused: Sequence[Refused] = (),
    *,
    exact: bool = False,
    slips: bool = True,
    terms: Sequence[str] = (),
) -> Reading:
    """Compare a typed text with the accepted ones, then with the wrong ones a teacher foresaw.

    `exact`: case, accents and every letter count. `slips` False: no spelling slack, but case and accents are forgiven.
    `terms`: other names of the course; a text at least as near to one of them as to the answer is no slip of the answer.
    """
    if exact:
        return _judge_exactly(given, accepted, refused)
    likeness, expected = min(((_likeness(given, text), text) for text in accepted), key=lambda pair: pair[0], default=(_Likeness.FAR, ""))
    if likeness is _Likeness.SAME:
        return Matches(expected)
    listed = _foreseen(given, refused, expected if likeness is _Likeness.SLIP else "")
    if listed:
        return Listed(listed)
    if likeness is _Likeness.SLIP and not _is_nearer_to_a_term(given, expected, accepted, terms):
        return Misspelt(expected) if slips else Unlike()
    if likeness is _Likeness.FAR:
        expected = next((text for text in accepted if _apart(given, text) <= 2 and _is_one_of(given, terms)), "")
    return NearMiss(expected) if expected else Unlike()


def is_same_text(given: str, expected: str) -> bool:
    """Equal but for case, accents, typography, articles and number: `CAR T` is `car-t`."""
    return _likeness(given, expected) is _Likeness.SAME


def _judge_exactly(given: str, accepted: Iterable[str], refused: Iterable[Refused]) -> Reading:
    for text in accepted:
        if typeset(given) == typeset(text) != "":
            return Matches(text)
    for each in refused:
        if is_same_text(given, each.text):
            return Listed(each)
    return next((NearMiss(text) for text in accepted if is_same_text(given, text)), Unlike())


def _foreseen(given: str, refused: Iterable[Refused], rival: str) -> Refused | None:
    """Find the wrong answer this is, slips included, unless it is nearer to `rival`, a right one."""
    for each in refused:
        likeness = _likeness(given, each.text)
        if likeness is _Likeness.SAME:
            return each
        if likeness is _Likeness.SLIP and not (rival and _apart(given, rival) < _apart(given, each.text)):
            return each
    return None


def _is_nearer_to_a_term(given: str, expected: str, accepted: Sequence[str], terms: Iterable[str]) -> bool:
    bound = _apart(given, expected)
    return any(_apart(given, term) <= bound and not _is_one_of(term, accepted) for term in terms)


def _is_one_of(text: str, others: Iterable[str]) -> bool:
    return any(is_same_text(text, other) for other in others)


def _apart(given: str, expected: str) -> int:
    """Edits between the two, articles and spaces aside; 3 for more than 2."""
    return distance(_letters(given, authored=False), _letters(expected, authored=True))


@lru_cache(maxsize=4096)
def _letters(text: str, *, authored: bool) -> str:
    return _joined(essential(tokens(text, authored=authored)))


def _likeness(given: str, expected: str) -> _Likeness:
    if any(form(given).casefold() == form(expected).casefold() != "" for form in (typeset, folded)):
        return _Likeness.SAME
    typed, written = tokens(given, authored=False), tokens(expected, authored=True)
    if not typed or not written:
        return _Likeness.FAR
    whole = _compare(typed, written)
    return whole if whole is _Likeness.SAME else min(whole, _compare(essential(typed), essential(written)))


def _compare(typed: tuple[Token, ...], written: tuple[Token, ...]) -> _Likeness:
    if len(typed) == len(written):
        return _compare_words(typed, written)
    coded = any(word.guarded for word in (*typed, *written))
    one, other = _joined(typed, signed=coded), _joined(written, signed=coded)
    if one == other:
        return _Likeness.SAME
    if coded:
        return _Likeness.OTHER_THING if _look_alike(one, other) else _Likeness.FAR
    if is_plural(one, other):
        return _Likeness.SAME
    # One space too many or too few, and at most one slip beside it.
    merged = (_slips_of_words(a, b) for a, b in _merged(typed, written))
    return _Likeness.SLIP if any(count is not None and count <= 1 for count in merged) else _Likeness.FAR


def _compare_words(typed: tuple[Token, ...], written: tuple[Token, ...]) -> _Likeness:
    different = [(a, b) for a, b in zip(typed, written, strict=True) if not _is_same_word(a, b)]
    if not different:
        return _Likeness.SAME
    if any(_must_be_identical(a, b) for a, b in different):
        return _Likeness.OTHER_THING if _look_alike(_joined(typed), _joined(written)) else _Likeness.FAR
    if _slips_of_words(typed, written) is not None:
        return _Likeness.SLIP
    opposed = all(are_opposed(a.core, b.core) for a, b in different)
    return _Likeness.OTHER_THING if opposed else _Likeness.FAR


def _slips_of_words(typed: tuple[Token, ...], written: tuple[Token, ...]) -> int | None:
    """Slips in all words together; None when one word is another, or they are too many for the length of the whole."""
    total = 0
    for a, b in zip(typed, written, strict=True):
        if _is_same_word(a, b):
            continue
        count = None if _must_be_identical(a, b) else slips_between(a.core, b.core)
        if count is None:
            return None
        total += count
    return total if total <= budget(min(len(_joined(typed)), len(_joined(written)))) else None


def _is_same_word(typed: Token, written: Token) -> bool:
    if _must_be_identical(typed, written) or typed.signed or written.signed:
        return typed.core == written.core and typed.sign == written.sign
    return typed.core == written.core or is_plural(typed.core, written.core)


def _must_be_identical(typed: Token, written: Token) -> bool:
    return typed.guarded or written.guarded or (typed.sign != written.sign and "+" in typed.sign + written.sign)


def _look_alike(one: str, other: str) -> bool:
    return distance(one, other) <= min(2, max(len(one), len(other)) / 2)


def _joined(words: Iterable[Token], *, signed: bool = False) -> str:
    """The words without the spaces between them, except between two digits: 1 2 is not 12. `signed` keeps every sign."""
    text = ""
    for word in words:
        text += " " * (text[-1:].isdigit() and word.core[:1].isdigit()) + (word.core + word.sign if signed else word.whole)
    return text


def _merged(typed: tuple[Token, ...], written: tuple[Token, ...]) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Both, with two neighbours of the longer made one word, when it has one word more."""
    if len(typed) == len(written) + 1:
        yield from ((words, written) for words in _merges(typed))
    elif len(written) == len(typed) + 1:
        yield from ((typed, words) for words in _merges(written))


def _merges(words: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    for i in range(len(words) - 1):
        yield (*words[:i], Token(words[i].core + words[i + 1].core, words[i + 1].sign), *words[i + 2 :])
