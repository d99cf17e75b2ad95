"""What is wrong with a course, in words: one layout, two languages, and what to do about it."""

import re
from typing import Final, Protocol

from tutor.text import problems_en, problems_fr, system

WIDTH: Final = 120
"""Characters of a source line that are shown; of a longer one, the part around the mistake."""

_TEXTS: Final = {"fr": problems_fr, "en": problems_en}
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029\ud800-\udfff]")
_FIELD = re.compile(r"\{([a-z_]+)\}")


class Fault(Protocol):
    """What is told: a `tutor.content.problems.Problem`."""

    @property
    def code(self) -> str:
        """E021."""

    @property
    def severity(self) -> str:
        """`error`, `warning`, `repair` or `advice`."""

    @property
    def file(self) -> str:
        """Its name within the pack."""

    @property
    def line(self) -> int:
        """From 1; 0 for the whole file."""

    @property
    def col(self) -> int:
        """From 1."""

    @property
    def width(self) -> int:
        """Characters."""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What fills the sentence."""

    @property
    def source(self) -> str:
        """The line as written."""


def tell(problem: Fault, language: str) -> str:
    """The whole message: place, severity, code and sentence; the source line with a caret; what to do. Two to four lines, no end."""
    texts = _TEXTS.get(language, problems_en)
    message, advice = sentences(problem, language)
    place = f"{problem.file}:{problem.line}:{problem.col}" if problem.line else problem.file
    lines = [texts.HEAD.format(place=_safe(place), severity=texts.SEVERITIES[problem.severity], code=str(problem.code), message=message)]
    if problem.line:
        source, col, width = _window(problem.source, problem.col, problem.width)
        lines += [f"{problem.line:>7} | {source}".rstrip(), f"{'':7} | {' ' * (col - 1)}{'^' * width}"]
    return "\n".join([*lines, *(f"{'':8}= {advice}" for _ in range(bool(advice)))])


def change(problem: Fault, before: str, after: str, language: str) -> str:
    """What a correction changed: the head of the message, then the line before and after."""
    texts = _TEXTS.get(language, problems_en)
    message, _ = sentences(problem, language)
    place = f"{problem.file}:{problem.line}:{problem.col}"
    head = texts.HEAD.format(place=_safe(place), severity=texts.SEVERITIES["fixed"], code=str(problem.code), message=message)
    rows = ((mark, row) for mark, text in (("-", before), ("+", after)) for row in text.split("\n"))
    return "\n".join([head, *(f"{problem.line:>7} {mark} {_window(row, 1, 1)[0]}" for mark, row in rows)])


def sentences(problem: Fault, language: str) -> tuple[str, str]:
    """What is wrong, and what to do (perhaps nothing)."""
    texts = _TEXTS.get(language, problems_en)
    known, words = _sentences(problem, texts is problems_fr)
    facts = _facts(problem, words, language)
    message, *advices = known[problem.code]
    advice = next((each for each in advices if all(name in facts for name in _FIELD.findall(each))), "")
    return _filled(texts.typeset(message), facts), _filled(texts.typeset(advice), facts)


def _sentences(problem: Fault, french: bool) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Where the sentence of a code stands, with its words; those of advice are only loaded for advice."""
    if problem.severity != "advice":
        return (problems_fr.SENTENCES, problems_fr.WORDS) if french else (problems_en.SENTENCES, problems_en.WORDS)
    if french:
        from tutor.text import advice_fr

        return advice_fr.SENTENCES, advice_fr.WORDS
    from tutor.text import advice_en

    return advice_en.SENTENCES, advice_en.WORDS


def _facts(problem: Fault, words: dict[str, str], language: str) -> dict[str, str]:
    """Facts by name, those of one language under their bare name, kinds of things in words."""
    facts: dict[str, str] = {}
    for name, value in problem.facts:
        stem, _, tail = name.rpartition("_")
        if tail not in {"fr", "en"} or not stem:
            facts[name] = words.get(value, value) if name in {"what", "kind_of_file", "trick"} else _safe(_reason(name, value, language))
        elif tail == language or (language not in _TEXTS and tail == "en"):
            facts[stem] = _safe(value)
    return facts


def _reason(name: str, value: str, language: str) -> str:
    return system.said(value, language) if name == "reason" else value


def _filled(template: str, facts: dict[str, str]) -> str:
    return _FIELD.sub(lambda found: facts.get(found[1], "…"), template)


def _safe(text: str) -> str:
    """Nothing that moves the cursor or turns the text round; one character stays one."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


def _window(source: str, col: int, width: int) -> tuple[str, int, int]:
    """The part of a long line around its mistake, with the column and width there."""
    start = 0 if len(source) <= WIDTH else max(0, col - 1 - WIDTH // 3)
    shown = source[start : start + WIDTH]
    if start:
        shown = "…" + shown[1:]
    if start + WIDTH < len(source):
        shown = shown[:-1] + "…"
    col -= start
    return _safe(shown), col, max(1, min(width, len(shown) - col + 1))
