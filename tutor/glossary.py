"""Glossary look-up: which terms stand in a text, and which entry a learner means. Pure."""

import re
import unicodedata
from collections.abc import Sequence

from tutor.course import Term

MARKS = re.compile(r"[*`]")


def folded(text: str) -> str:
    """Without case, accents and typographic variants: for comparing, never for showing."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def spellings(term: Term) -> tuple[str, ...]:
    """Every way a term is written, as written."""
    return tuple(dict.fromkeys(t for t in (term.term, *term.forms) if t))


def found_in(text: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that stand in a text as whole words, a plural s or x allowed, in the order they first appear.

    Case and accents are forgiven, but for short capitals: the conjunction « car » is not the receptor CAR.
    """
    text = MARKS.sub("", text)
    plain = folded(text)
    found = [(place, term) for term in terms if (place := first_place(term, text, plain)) >= 0]
    return tuple(term for _, term in sorted(found, key=lambda pair: pair[0]))


def first_place(term: Term, text: str, plain: str) -> int:
    """Where a term stands first in a text, about; -1 where it does not."""
    places = []
    for spelling in spellings(term):
        exact = len(spelling) <= 5 and spelling.upper() == spelling
        wanted, where = (spelling, text) if exact else (folded(spelling), plain)
        match = re.search(rf"(?<!\w){re.escape(wanted)}[sx]?(?!\w)", where)
        places += [match.start()] if match else []
    return min(places, default=-1)


def look_up(name: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The entries a name means: the exact ones, else those that begin with it, else those that hold it. French or English."""
    wanted = folded(name)
    names = [(term, tuple(folded(name) for name in (*spellings(term), term.english))) for term in terms]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        hits = tuple(term for term, known in names if any(fits(k, wanted) for k in known if k))
        if hits:
            return hits
    return ()
