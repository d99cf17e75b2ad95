"""Looking for words in lessons, questions and the glossary, accents and case aside. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import TypeAlias

from tutor.course import Cloze, Course, Question, Term
from tutor.glossary import folded
from tutor.record import record

AROUND = 80
TITLE_COUNTS = 5
FIGURE = re.compile(r"(?:\A|\n[ \t]*\n)(?: {4}.*(?:\n|\Z)(?:[ \t]*\n)*)+")
"""Lines that are kept as they are, after an empty one: in one line they would be no picture."""


Spans: TypeAlias = tuple[tuple[int, int], ...]


class Kind(Enum):
    """What can be found, in the order it is shown."""

    TERM = "term"
    LESSON = "lesson"
    SECTION = "section"
    QUESTION = "question"


@record
class Hit:
    """Something found. `place` says what it is of; `text` is an excerpt. The spans are where the words stand in each of the three."""

    kind: Kind
    id: str
    title: str
    place: str
    text: str
    spans: Spans
    score: int
    title_spans: Spans = ()
    place_spans: Spans = ()


@record
class Thing:
    """Something to look in; `also` is looked in too and not shown."""

    kind: Kind
    id: str
    title: str
    place: str
    text: str
    also: str = ""


def search(course: Course, words: Sequence[str], plain: Callable[[str], str] = str) -> tuple[Hit, ...]:
    """Everything that holds every word, or begins of words; the best of each kind first. `plain` makes of a text what will be shown."""
    patterns = [pattern for word in " ".join(words).split() if (pattern := pattern_of(word))]
    if not patterns:
        return ()
    found = [hit for thing in things(course) if (hit := found_in(thing, patterns, plain))]
    order = list(Kind)
    return tuple(sorted(found, key=lambda hit: (order.index(hit.kind), -hit.score)))


def things(course: Course) -> Iterator[Thing]:
    """Everything a learner may look in. Questions kept for exams are not."""
    for term in course.glossary[:]:
        yield Thing(Kind.TERM, term.term, term.term, ", ".join(names_of(term)), term.definition, term.definition_en)
    for lesson in course.lessons.values():
        objectives = " ; ".join(each.text for each in lesson.objectives)
        yield Thing(Kind.LESSON, lesson.id, lesson.title, "", objectives)
        for section in lesson.sections:
            words, figures = FIGURE.sub("\n", section.text), " ".join(FIGURE.findall(section.text))
            yield Thing(Kind.SECTION, section.id, section.title, lesson.title, f"{words} {section.remember}".strip(), figures)
    for question in course.questions.values():
        if not question.variant_of:
            lesson_title = course.lessons[question.lesson].title if question.lesson in course.lessons else ""
            yield Thing(Kind.QUESTION, question.id, "", lesson_title, asked(question))


def names_of(term: Term) -> tuple[str, ...]:
    """The other names of a term, each once."""
    return tuple(name for name in dict.fromkeys((term.english, *term.forms)) if name and name != term.term)


def names_met(names: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Of the other names of a term the first, and those that hold a word that is looked for: plurals by the dozen tell nothing."""
    return ", ".join(name for n, name in enumerate(names.split(", ")) if not n or any(each.search(folded(name)) for each in patterns))


def asked(question: Question) -> str:
    """What a question asks, its gaps blank."""
    if isinstance(question, Cloze):
        return "_____".join(question.texts)
    return question.prompt


def pattern_of(word: str) -> re.Pattern[str] | None:
    """A word, or its beginning, in folded text; a hyphen may be there or not: pd1 and PD-1 are one."""
    letters = folded(word).replace("-", "").strip('«»"“”.,;:!?()')
    if not letters:
        return None
    return re.compile(r"(?<![^\W_])" + "[-\u2011]?".join(re.escape(letter) for letter in letters))


def found_in(thing: Thing, patterns: Sequence[re.Pattern[str]], plain: Callable[[str], str]) -> Hit | None:
    """The thing as a hit, if all words stand in it."""
    said = names_met(thing.place, patterns) if thing.kind is Kind.TERM else thing.place
    title, place, text = (plain(" ".join(each.split())) for each in (thing.title, said, thing.text))
    whole = [folded(each) for each in (title, place, text, thing.also)]
    counts = [[len(pattern.findall(each)) for each in whole] for pattern in patterns]
    own = [sum(count) - count[1] * (thing.kind is not Kind.TERM) for count in counts]
    if not all(any(count) for count in counts) or not any(own):  # where a thing stands says little of what it is about
        return None
    spans = spans_of(*text_with_places(text), patterns)
    cut, shown = excerpt(text, spans, whole=thing.kind in {Kind.QUESTION, Kind.TERM})
    score = sum((TITLE_COUNTS - 1) * count[0] + sum(count) for count in counts)
    in_title, in_place = (tuple(spans_of(*text_with_places(each), patterns)) for each in (title, place))
    return Hit(thing.kind, thing.id, title, place, cut, shown, score, in_title, in_place)


def spans_of(plain: str, places: Sequence[int], patterns: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
    """Where words stand in the text that `plain` was folded from, none inside another."""
    every = sorted((places[m.start()], places[m.end() - 1] + 1) for pattern in patterns for m in pattern.finditer(plain))
    out: list[tuple[int, int]] = []
    for start, end in every:
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def text_with_places(text: str) -> tuple[str, list[int]]:
    """A text folded, and for each of its characters the place of the one it was made from."""
    letters, places = list[str](), list[int]()
    for place, char in enumerate(text):
        for letter in " " if char.isspace() else folded(char):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def excerpt(text: str, spans: Sequence[tuple[int, int]], *, whole: bool) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text about the first word found, cut between words, and where the words stand in that."""
    first = spans[0][0] if spans else 0
    if whole or len(text) <= 2 * AROUND:
        return text, tuple(spans)
    start = text.find(" ", max(first - AROUND, 0)) + 1 if first > AROUND else 0
    start = start if 0 < start <= first else 0 if first <= AROUND else first
    end = text.rfind(" ", start, start + 2 * AROUND)
    end = len(text) if start + 2 * AROUND >= len(text) or end <= first else end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = tuple((a - start + len(before), b - start + len(before)) for a, b in spans if start <= a and b <= end)
    return before + text[start:end] + after, moved
