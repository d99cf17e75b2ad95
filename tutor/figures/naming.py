"""Which terms of a course a text names: for comparing an answer with its key, where the words around them do not matter."""

import re
from collections.abc import Iterable

from tutor.course import Course
from tutor.glossary import folded, spellings

WORD = re.compile(r"[\w-]+")


class Names:
    """The terms of a course's glossary and of its confusions, found in texts whatever their case, accents, hyphens and plurals."""

    def __init__(self, course: Course) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        self._begins: set[str] = set()
        self._longest = 1
        self._found: dict[str, tuple[str, ...]] = {}
        for term in course.glossary[:]:
            for spelling in (*spellings(term), *([term.english] if term.english else [])):
                self._learn(spelling, term.term)
        for confusion in course.confusions[:]:
            for name in confusion.terms:
                self._learn(name, name)

    def _learn(self, spelling: str, term: str) -> None:
        """Inside a text short capitals are known as they are written only: the conjunction « car » is not the receptor CAR."""
        exact = spelling if len(spelling) <= 5 and spelling.isupper() and spelling.isalpha() else ""
        parts = words(folded(spelling))
        if parts:
            self._known.setdefault(bare(parts), (term, exact))
            self._begins |= {bare(parts[:1]), parts[0].partition("-")[0]}
            self._longest = max(self._longest, len(parts) + spelling.count("-"))

    def of(self, text: str) -> tuple[str, ...]:
        """The terms a text names, each once, in their order; of two that overlap the longer."""
        if text not in self._found:
            self._found[text] = self._search(text)
        return self._found[text]

    def _search(self, text: str) -> tuple[str, ...]:
        written, plain = words(text), words(folded(text))
        if len(written) != len(plain):
            written = plain
        found, at = list[str](), 0
        while at < len(plain):
            term, length = self._at(written, plain, at)
            found += [term] if term else []
            at += length
        return tuple(dict.fromkeys(found))

    def _at(self, written: list[str], plain: list[str], at: int) -> tuple[str, int]:
        word = bare(plain[at : at + 1])
        if word not in self._begins and word.rstrip("sx") not in self._begins:
            return "", 1
        for length in range(min(self._longest, len(plain) - at), 0, -1):
            key = bare(plain[at : at + length])
            for known in (key, key.rstrip("sx")):
                term, exact = self._known.get(known, ("", ""))
                if term and (not exact or len(plain) == 1 or " ".join(written[at : at + length]).rstrip("s") == exact):
                    return term, length
        return "", 1


def words(text: str) -> list[str]:
    """The words of a text, hyphens inside them kept."""
    return WORD.findall(text)


def bare(each: Iterable[str]) -> str:
    """Words without what stands between and inside them: PD-1, PD 1 and pd1 are one."""
    return "".join(each).replace("-", "")
