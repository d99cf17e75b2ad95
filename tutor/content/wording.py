"""Words of questions, French and English: what gives a key away, what makes a stem hard to read. Pure.

Both languages are looked for together: their words do not meet, and a quiz does not always say which one it is in.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_MARKS = re.compile(r"\*\*|[*`]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ADDRESS = re.compile(r"[\w']+-(?:t-)?(?:vous|il|elle|on|ils|elles|ce|nous|je)\b", re.IGNORECASE)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu)'")

_SMALL = frozenset(
    """
    a ai as au aux ce ces cet cette d' de des du elle elles en est et eux il ils l' la le les leur leurs lui n' on ou par qu' que qui
    s' sa se ses son sont un une y an and are be by for from has have in is it its of on or that the their them they this those to was were
    which with
    """.split()  # noqa: SIM905 - read as a paragraph
)
_STOPS: Final = _SMALL | frozenset(
    """
    alors apres aussi autre autres avant avec avoir beaucoup bien cela celle celui certains certaines ceux chaque chez comme comment contre
    dans deja depuis deux donc dont encore entre etre faire fait font ici mais meme moins notre nous parce pas pendant peut peuvent
    plus pour pourquoi propos quand quel quelle quelles quelque quels quoi sans selon sera seul seule sous sur tres trop vers votre vous
    about after all also before between both can could does each how into may more most not other should some such than then there these
    through when what where while who why will would
    """.split()  # noqa: SIM905
)


def shown(text: str) -> str:
    """A text as it is read, on one line: no inline marks, straight apostrophes, single spaces."""
    bare = _MARKS.sub("", text) if "*" in text or "`" in text else text
    return " ".join(bare.replace("’", "'").split())


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """`shown`, without case and accents."""
    bare = shown(text).casefold()
    if bare.isascii():
        return bare
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", bare.replace("œ", "oe").replace("æ", "ae")))


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to six letters so that plural and feminine forms meet."""
    return frozenset([word[:6] for word in _words(text) if word not in _STOPS and (len(word) > 2 or not word.isalpha())])


def _words(text: str) -> list[str]:
    """The words of a text, folded, without elided articles."""
    return [_ELIDED.sub("", word) if "'" in word else word for word in _WORD.findall(folded(text))]


def long_words(text: str, letters: int) -> dict[str, str]:
    """The content words of so many letters at least: their beginning, and the word as written."""
    found = {}
    for word in _WORD.findall(_ADDRESS.sub(" ", shown(text))):
        if len(word) >= letters:
            bare = _ELIDED.sub("", folded(word))
            if len(bare) >= letters and bare not in _STOPS:
                found[bare[:6]] = word
    return found


def asked(stem: str) -> str:
    """A stem without what it quotes to ask about, between spaces and without punctuation: to look for whole words."""
    return f" {' '.join(_WORD.findall(folded(_QUOTED.sub(' ', stem))))} "


def gist(text: str) -> tuple[str, ...]:
    """A text without articles, plurals and the like, in order: two options with the same gist say the same."""
    return tuple([word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in _words(text) if word not in _SMALL])


_ABSOLUTE = re.compile(
    r"\b(?:toujours|jamais|aucune?|uniquement|seulement|exclusivement|systematiquement|absolument|totalement|sans exception"
    r"|tou(?:s|tes) (?:les?|ces|ses|leurs|nos|vos|types?)|dans tous|a tous|(?:quel|quelle)s? que soi(?:en)?t"
    r"|always|never|none|only|every|all (?:the|of|patients|cases)|entirely|completely|exclusively|invariably|no one)\b|\b100 ?%"
)
_HEDGE = re.compile(
    r"\b(?:peut|peuvent|pourrai(?:t|ent)|parfois|souvent|generalement|en general|habituellement|la plupart|en principe|probablement"
    r"|(?:chez|dans) certaine?s|tend(?:ent)? a|may|might|could|often|usually|sometimes|generally|probably|typically|tends? to|in general)\b"
)
_RELATIVE = re.compile(r"\b(?:qui|que|qu'\w+|dont|laquelle|lequel|that|which|who)\b")
_ALL_OR_NONE = re.compile(
    r"\b(?:toutes? (?:les|ces) (?:reponses|propositions|options|affirmations)"
    r"|aucune? (?:de ces|de celles|des) \w*|aucune? (?:reponse|proposition)"
    r"|(?:les )?(?:deux|trois|quatre) (?:reponses|propositions)|les deux a la fois"
    r"|rien de (?:tout )?(?:cela|ca)|tout (?:cela|ce qui precede)"
    r"|(?:all|none|both|neither|any) of (?:the (?:above|answers|following|options)|these))\b"
    r"|^(?:les reponses |(?:both )?answers? |both )?[a-e1-5] (?:et|and) [a-e1-5]$"
)
_BAD_NONE = re.compile(r"^aucune? (?:de ces|des) (?!reponses|propositions|options|affirmations|deux|trois|quatre)\w+ (?=\w)")
_SUB = r"(?:(?!\b(?:qui|que|qu'|dont|si|quand|lorsqu|that|who|why|when|if)\b)[^.?!:;])"
_NEGATIVE = re.compile(
    rf"\b(?P<a>sauf|excepte|hormis|a l'exception|except)\b"
    rf"|\b(?:(?:quel|quelle)s?|(?:le|la|les)quel(?:le)?s?|parmi|which|what)\b{_SUB}{{0,90}}?"
    rf"\b(?:ne |n'){_SUB}{{0,40}}?\b(?P<b>pas|jamais)\b"
    rf"|^(?:que|qui|qu'est-ce qu[ie]l?s?) (?:ne |n'){_SUB}{{0,40}}?\b(?P<f>pas|jamais)\b"
    rf"|\b(?:which|what|who)\b{_SUB}{{0,90}}?\b(?:is|are|was|were|do|does|did|would|should|can|has|have)(?: (?P<c>not|never)|(?P<d>n't))\b"
    rf"|\b(?P<e>fausses?|faux|incorrecte?s?|inexacte?s?|erronee?s?|false|incorrect|untrue) ?\?$"
)
_EMPHASIS = re.compile(
    r"\*\*[^*]*(?:pas|sauf|except|faux|fausse|jamais|hormis|exception|inexact|incorrect|erroné|not|never|false|untrue)[^*]*\*\*"
    r"|\b(?:PAS|SAUF|EXCEPTÉE?S?|EXCEPTE|HORMIS|EXCEPTION|FAUX|FAUSSES?|JAMAIS|INEXACTE?S?|INCORRECTE?S?|ERRONÉE?S?"
    r"|NOT|EXCEPT|NEVER|FALSE|INCORRECT|UNTRUE)\b",
)
_JUDGE = (
    r"(?:vraie?s?|exacte?s?|justes?|correcte?s?|fausses?|faux|inexacte?s?|incorrecte?s?|bonnes?|true|correct|right|false|incorrect|untrue)"
)
_UNFOCUSED = re.compile(
    rf"\b(?:(?:quel|quelle)s?|(?:le|la|les)quel(?:le)?s?|which|what)\b[^?]*"
    rf"\b(?:propositions?|affirmations?|reponses?|enonces?|phrases?|items?|statements?|sentences?|answers?|options?)\b[^?]*\b(?:est|sont|is|are)"
    rf" (?:la |les |the )?{_JUDGE} ?[?:.]*$"
    rf"|^parmi (?:les|ces) (?:propositions|affirmations|reponses|enonces|phrases)\b[^?]*\b(?:est|sont) {_JUDGE} ?[?:.]*$"
    rf"|^(?:cochez|choisissez|trouvez|select|choose|pick) (?:la |les |the )?"
    rf"(?:bonnes? |right |correct )?"
    rf"(?:propositions?|affirmations?|reponses?|answers?|statements?|options?)"
    rf"|^(?:a propos d|au sujet d|concernant|regarding|concerning|about)[^?.]{{0,60}}[:.…]*$"
    rf"|^que (?:peut|pouvez)-(?:on|vous) dire (?:de|du|des|sur)\b[^,]*\?$"
    rf"|^which (?:one )?of (?:the following|these) (?:is|are) {_JUDGE} ?\?$"
)


def has_absolute(text: str) -> bool:
    """Always, never, all, only: what makes most statements false, and is known to."""
    return _ABSOLUTE.search(folded(text)) is not None


def has_hedge(text: str) -> bool:
    """May, often, in general: what makes most statements true."""
    return first_hedge(text) != ""


def first_absolute(text: str) -> str:
    """The absolute term of a text, without accents."""
    found = _ABSOLUTE.search(folded(text))
    return found[0] if found else ""


def first_hedge(text: str) -> str:
    """The hedge of a text, without accents. One within a relative clause softens that clause, not the statement."""
    bare = folded(text)
    if not bare.startswith(("qui ", "que ", "that ", "which ", "who ")):
        bare = _RELATIVE.split(bare, maxsplit=1)[0]
    found = _HEDGE.search(bare)
    return found[0] if found else ""


def all_or_none(text: str) -> bool:
    """An option about the other options."""
    bare = folded(text).rstrip(" .")
    return _ALL_OR_NONE.search(bare) is not None and _BAD_NONE.search(bare) is None


def plain_negation(stem: str) -> str:
    """The negation of a stem that asks for what is not so, when nothing sets it off; else nothing."""
    found = _NEGATIVE.search(folded(stem))
    if found is None or _EMPHASIS.search(stem):
        return ""
    return next(each for each in found.groups() if each)


def unfocused(stem: str) -> bool:
    """A stem that asks nothing by itself: one cannot answer before reading the options."""
    bare = folded(stem)
    if _UNFOCUSED.search(bare):
        return True
    return "?" not in bare and "…" not in bare and len(_WORD.findall(bare)) < 4


_BETWEEN = re.compile(r"\s*[,;]\s+|\s+/\s+|\s+(?:ou|or)\s+")


def several(answer: str) -> list[str]:
    """The answers that a short one may have been meant to list: parted by commas, semicolons, slashes or « ou »."""
    return [part.strip(" «»“”\"'\u00a0\u202f") for part in _BETWEEN.split(answer) if part.strip()]
