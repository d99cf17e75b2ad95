"""Cutting French prose: shown text, words, sentences, content words. Pure; the tests of the course measure with it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_MARKS = re.compile(r"\*\*|[*`]")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SMALL_WORDS = """
alors apres aussi autre autres aux avant avec avoir beaucoup bien cela celle celui certains certaines ces cette ceux chaque chez comme
comment contre dans deja depuis des deux donc dont elle elles encore entre est etre faire fait font ici les leur leurs mais meme moins
notre nous par parce pas pendant peut peuvent plus pour pourquoi propos quand que quel quelle quelles quelque quels qui quoi sans selon
sera ses seul seule son sont sous sur tres trop une vers votre vous
"""
_STOPS = frozenset(_SMALL_WORDS.split())


def shown(text: str) -> str:
    """The text as a reader sees it, on one line: no inline marks, straight apostrophes, single spaces."""
    return " ".join(_MARKS.sub("", text.replace("’", "'")).split())


def folded(text: str) -> str:
    """`shown`, without case and accents: for comparing."""
    plain = unicodedata.normalize("NFKD", shown(text).casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """The words as written; `l'organisme`, `CAR-T` and `71,9` count as a reader counts them: one, one, one."""
    return tuple(re.findall(r"\d+,\d+|" + _WORD.pattern, shown(text)))


def windows(text: str, size: int) -> Iterator[str]:
    """Every run of `size` consecutive words, folded; line breaks and punctuation do not end a run."""
    all_words = _WORD.findall(folded(text))
    for start in range(len(all_words) - size + 1):
        yield " ".join(all_words[start : start + size])


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a lesson text, drawings left out. Items of a list, and what stands before a list, are sentences too."""
    found: list[str] = []
    for block in _blocks(text):
        found += [part for part in re.split(r"(?<=[.!?…])\s+(?:»\s*)?", shown(block)) if words(part)]
    return tuple(found)


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and list items, each whole; four spaces of indent make a drawing."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        item = re.match(r"\s{0,3}(?:[-*]|\d+\.)\s+", line)
        if item or not line.strip() or line.startswith("    "):
            yield " ".join(lines)
            lines = []
        if line.strip() and not line.startswith("    "):
            lines.append(line[item.end() :] if item else line)


@cache
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, folded and cut to six letters so that plural and feminine forms meet."""
    bare = (re.sub(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu)'", "", word) for word in _WORD.findall(folded(text)))
    return frozenset(word[:6] for word in bare if (len(word) > 2 or any(c.isdigit() for c in word)) and word not in _STOPS)
