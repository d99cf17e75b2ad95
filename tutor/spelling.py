"""Is this word a slip of the pen for that one, or another word? Words come folded (`tutor.letters`): small plain letters.

A slip is an edit people make: a letter lost, doubled or swapped, one sound or one key taken for its neighbour. Words of medicine that
stand one edit apart and mean different things (injection, infection) mostly differ by an edit nobody makes by accident, or in their
first letter, which people hardly ever get wrong; the few others are in the tables below.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

_KEY_ROWS = ["azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm"]
_SOUNDS = ["ck", "cq", "kq", "cs", "cz", "sz", "gj", "mn", "iy", "ei"]
_ALIKE = frozenset(frozenset(pair) for row in _KEY_ROWS for pair in pairwise(row)) | {frozenset(pair) for pair in _SOUNDS}
_SPELLINGS = (("ph", "f"), ("qu", "k"), ("qu", "c"), ("ch", "k"), ("au", "o"), ("ai", "e"), ("ei", "e"), ("ss", "c"))
_ONSETS = (("ph", "f"), ("oe", "e"), ("ae", "e"), ("h", ""), ("y", "i"), ("k", "c"), ("q", "c"))

_PREFIXES = tuple(
    tuple(group.split())
    for group in (
        "hyper hypo",
        "intra inter infra extra intro ultra",
        "supra super infra sub",
        "anti ante pro",
        "pre per peri post pro para",
        "mono poly oligo bi tri multi",
        "auto allo xeno iso",
        "homo homeo hetero",
        "hemat hepat",
        "macro micro",
        "endo exo ecto",
        "ad ab",
        "af ef",
        "cyto cysto",
        "tachy brady",
        "afferen efferen",
    )
)
_SUFFIXES = tuple(
    tuple(group.split())
    for group in (
        "logie logue logiste logique",
        "ase ose ite ate ide ine ome ure",
        "cyte cytose blaste claste",
        "phage phagie phasie plasie",
        "gene genie genese",
        "graphe graphie gramme",
        "scope scopie",
        "phile philie phobe phobie",
        "tomie stomie ectomie otomie ostomie",
        "tomy stomy ectomy otomy ostomy",
        "emie urie penie",
    )
)
_PRIVATIVES = ["a", "an", "in", "im", "ir", "il", "non", "de", "des", "dis", "anti", "neo", "re", "tri", "bi", "pseudo"]
_CONFUSABLE = tuple(
    frozenset(group.split())
    for group in (
        "uretere uretre ureter urethra",
        "ileon ilion ileum ilium",
        "cysteine cystine",
        "mortalite moralite morbidite",
        "palpation palpitation",
        "mycose myose mitose meiose",
        "thymine thiamine",
        "hemostase homeostase homeostasie",
        "prednisone prednisolone",
        "penicilline penicillamine",
        "quinine quinone quinidine",
        "perineal peroneal",
        "perineum peritoneum",
        "stimulation simulation",
        "stimuler simuler",
        "stimule simule",
        "contraction contraception",
        "glande gland",
        "moelle molle",
        "injection infection",
        "secretion excretion",
        "inclusion exclusion",
        "incision excision",
        "tumoral humoral",
        "tumorale humorale",
        "metacarpe metatarse",
        "metastase metaphase",
        "absorption adsorption",
        "resorption absorption",
        "guanosine guanidine",
        "thymidine thymosine",
        "hematie hematite",
        "embole embolie",
        "genetique generique",
        "stomatologie somatologie",
        "retine resine",
        "insuline inuline",
        "malade maladie",
        "medecin medecine",
        "dessus dessous",
        "debit debut",
        "interaction integration",
        "atteinte attente",
        "mediane median",
        "reponse repose",
        "phase phrase",
    )
)


def is_plural(one: str, other: str) -> bool:
    """One word is the plural of the other, French or English."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    return (
        long in {short + "s", short + "es" * short.endswith(("s", "x", "z", "h"))}
        or (short.endswith("u") and long == short + "x")
        or (short.endswith("al") and long == short[:-1] + "ux")
        or (short.endswith("y") and long == short[:-1] + "ies")
    )


def budget(letters: int) -> int:
    """How many slips a text of so many letters may hold."""
    return 0 if letters <= 4 else 1 if letters <= 8 else 2


def slips_between(given: str, expected: str) -> int | None:
    """How many slips make `given` of `expected`; None when it is more than its length allows, or another word."""
    allowed = budget(min(len(given), len(expected)))
    if abs(len(given) - len(expected)) > allowed or not _starts_alike(given, expected):
        return None
    count = _edits(given, expected, allowed)
    return None if count is None or are_opposed(given, expected) else count


def are_opposed(one: str, other: str) -> bool:
    """Two near words that mean different things: hyper- and hypo-, -ase and -ose, typique and atypique, uretère and urètre."""
    short, long = sorted((one, other), key=len)
    if any(long == prefix + short for prefix in _PRIVATIVES):
        return True
    if any(_is_in(one, group) and _is_in(other, group) for group in _CONFUSABLE):
        return not is_plural(one, other)
    return any(_same_stem(a, b) for a, b in _split_before(one, other)) or any(_same_stem(a, b) for a, b in _split_after(one, other))


def distance(one: str, other: str, most: int = 2) -> int:
    """Edits between two texts: letters added, lost, replaced, neighbours swapped (optimal string alignment); `most` + 1 when more.

    A search from the first difference, not a table: a table would cost a second on a pasted page.
    """
    one, other = _without_common_start(one, other)
    if not one and not other:
        return 0
    if not most or abs(len(one) - len(other)) > most:
        return most + 1
    rests = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if len(one) > 1 and one[:2] == other[1::-1]:
        rests.append((one[2:], other[2:]))
    return 1 + min(distance(*rest, most - 1) for rest in rests)


def _edits(given: str, expected: str, left: int, *, after_edit: bool = False) -> int | None:
    """Fewest accidental edits, at most `left`. Two letters added or lost side by side make another word (prednisone, prednisolone)."""
    length = len(given)
    given, expected = _without_common_start(given, expected)
    if not given and not expected:
        return 0
    if not left:
        return None
    counts = (_edits(*rest, left - 1, after_edit=True) for rest in _one_edit(given, expected, joined=after_edit and len(given) == length))
    return min((count + 1 for count in counts if count is not None), default=None)


def _without_common_start(one: str, other: str) -> tuple[str, str]:
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[same:], other[same:]


def _one_edit(given: str, expected: str, *, joined: bool) -> Iterator[tuple[str, str]]:
    """What remains of both after each accidental edit at their start."""
    a, b = given[:1], expected[:1]
    if a and b and _sound_or_key(a, b, expected[1:3]):
        yield given[1:], expected[1:]
    if joined:
        return
    if a:
        yield given[1:], expected
    if b:
        yield given, expected[1:]
    if a and given[:2] == expected[1::-1]:
        yield given[2:], expected[2:]
    for long, short in _SPELLINGS:
        for one, other in ((long, short), (short, long)):
            if given.startswith(one) and expected.startswith(other):
                yield given[len(one) :], expected[len(other) :]


def _sound_or_key(a: str, b: str, following: str) -> bool:
    nasal = {a, b} == {"a", "e"} and following.startswith(("m", "n"))
    return nasal or ({a, b} <= {"t", "s", "c"} and following == "io") or frozenset((a, b)) in _ALIKE


def _starts_alike(one: str, other: str) -> bool:
    return one[:1] == other[:1] or _onset(one)[:1] == _onset(other)[:1] or one[:2] == other[1::-1]


def _onset(word: str) -> str:
    for spelling, sound in _ONSETS:
        if word.startswith(spelling):
            return sound + word.removeprefix(spelling)
    return word


def _split_before(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What follows two opposed prefixes."""
    for group in _PREFIXES:
        a, b = (_longest(p for p in group if word.startswith(p)) for word in (one, other))
        if a and b and a != b:
            yield one.removeprefix(a), other.removeprefix(b)


def _split_after(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What stands before two opposed suffixes."""
    one, other = one.removesuffix("s"), other.removesuffix("s")
    for group in _SUFFIXES:
        a, b = (_longest(s for s in group if word.endswith(s)) for word in (one, other))
        if a and b and a != b:
            yield one.removesuffix(a), other.removesuffix(b)


def _is_in(word: str, group: frozenset[str]) -> bool:
    return word in group or word.removesuffix("s") in group


def _longest(parts: Iterable[str]) -> str:
    return max(parts, key=len, default="")


def _same_stem(one: str, other: str) -> bool:
    return len(one) > 1 and abs(len(one) - len(other)) <= 1 and (is_plural(one, other) or _edits(one, other, 1) is not None)
