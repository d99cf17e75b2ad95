"""What a typed text says, whatever its typography: tokens without case, accents, apostrophes' and dashes' shapes, articles.

A hyphen joins words like a space does, but the one that ends a short code is a sign: « A- » is not « A ».
"""

import re
import unicodedata
from functools import lru_cache

from tutor.record import record

_GREEK_NAMES = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu"),
    *("xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρςστυφχψω", _GREEK_NAMES, strict=True))
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ‛′`´ʹ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff®©™", None),
    }
)
_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER = re.compile(r"(?<=[0-9])⁻?[⁰¹²³⁴-⁹]+")
_GREEK_LETTER = re.compile(r"-?([α-ωΑ-Ω])")
_THOUSANDS = re.compile(r"(?<![\w-])[0-9]{1,3}(?: [0-9]{3})+(?!\w)")
_ELISION = re.compile(r"(?<!\w)[dlDL]'(?=\w)")
_TOKEN = re.compile(
    r"(?P<core>(?:(?<![^\^<>=≤≥~×(])-(?=[0-9]))?[^\W_]+(?:(?<=[0-9])\.[0-9]+)*(?:(?<=[0-9][eE])-[0-9]+)?)"
    r"(?P<sign>(?:\+|-(?![^\W_]))*)"
    r"|(?P<symbol>[^\w\s.,;:!?…()\[\]{}\"'«»“”„‹›*·•|\\/-])"
)
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_FILLERS = frozenset(["le", "la", "les", "de", "du", "des", "the", "of"])
_LEADING = frozenset(["un", "une", "a", "an"])


@record
class Token:
    """One word. `strict`: digits, a Roman numeral or one letter; `code`: the author wrote it like an abbreviation; neither is misspelt."""

    core: str
    sign: str = ""
    strict: bool = False
    code: bool = False

    @property
    def guarded(self) -> bool:
        """Has to be typed as it is."""
        return self.strict or self.code

    @property
    def signed(self) -> bool:
        """Its sign says something: a plus always does, a minus does on a code."""
        return self.guarded or "+" in self.sign or len(self.core) <= 2

    @property
    def whole(self) -> str:
        """The word with its sign, where that says something."""
        return self.core + self.sign if self.signed else self.core


def typeset(text: str) -> str:
    """The text in one typography and Unicode form, its case and accents kept."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_TYPOGRAPHY)).split())


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text in plain letters, its case kept: no accents, Greek letters by name, decimal points, no thousands' spaces."""
    text = _POWER.sub(lambda found: "^" + found[0].translate(_RAISED), text.translate(_TYPOGRAPHY))
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS).translate(_TYPOGRAPHY)
    text = _GREEK_LETTER.sub(lambda found: f" {_GREEK[found[1].lower()]} ", text)
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), " ".join(text.split()))
    text = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)
    return _ELISION.sub("", re.sub(r" ([+-])$", r"\1", text))


@lru_cache(maxsize=4096)
def tokens(text: str, *, authored: bool) -> tuple[Token, ...]:
    """Every word of the text, in order. Capitals make a code of a word only where the author wrote them: learners type as they like."""
    found = [(match["core"] or match["symbol"], match["sign"] or "") for match in _TOKEN.finditer(folded(text))]
    shouted = not any(c.islower() for core, _ in found for c in core) and any(len(core) > 5 for core, _ in found)
    codes = authored and not shouted
    return tuple(Token(core.casefold(), sign, _is_strict(core.casefold()), codes and _is_code(core)) for core, sign in found)


def essential(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words without articles and the little words that hold them together; never nothing."""
    first, *rest = words or (Token(""),)
    if rest and not first.code and first.core in _LEADING and not rest[0].strict and len(rest[0].core) > 2:
        words = tuple(rest)
    return tuple(word for word in words if word.code or word.core not in _FILLERS) or words


def _is_strict(core: str) -> bool:
    return len(core) == 1 or not core.isalpha() or bool(_ROMAN.fullmatch(core))


def _is_code(core: str) -> bool:
    """Short capitals (CAR, ICANS) and capitals inside a word (IgM, mTOR)."""
    return (core.isupper() and len(core) <= 5) or (len(core) <= 6 and any(c.isupper() for c in core[1:]))
