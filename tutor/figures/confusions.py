"""Which two things a learner takes for each other, from the wrong answers actually given; and what to ask to tell them apart."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TypeAlias

from tutor.cards import place_of
from tutor.course import (
    Classification,
    Cloze,
    Course,
    Matching,
    MultipleChoice,
    Question,
    ShortAnswer,
    SingleChoice,
)
from tutor.figures.naming import Names
from tutor.outline import Entry, cards_of, entries, versioned
from tutor.progress import CardState
from tutor.record import record
from tutor.standing import is_other

Declared: TypeAlias = frozenset[tuple[str, str]]

OFTEN = 2
"""Once is a slip, twice a confusion."""
SHORT = 32
PER_SIDE = 3


@record
class Pair:
    """Two terms, how often one was given for the other, and the cards where that was."""

    terms: tuple[str, str]
    times: int
    cards: tuple[str, ...]


def confusions(course: Course, cards: Mapping[str, CardState]) -> tuple[Pair, ...]:
    """Every pair that was mixed up, the most often first. Mistakes made on another version of a question do not count."""
    asked = [(entry, *each) for entry in entries(course) for each in versioned(course.id, entry)]
    mistaken = [(entry, card, version) for entry, card, version in asked if is_mistaken(cards.get(card))]
    if not mistaken:
        return ()
    names, declared = Names(course), pairs_of(course)
    times: dict[tuple[str, str], int] = {}
    where: dict[tuple[str, str], dict[str, None]] = {}
    for entry, card, version in mistaken:
        question, state = course.questions[entry.id], cards[card]
        met = [(pair, count) for text, count in state.mistakes for pair in pairs_in(question, place_of(card), text, names, declared)]
        if met and not is_other(state.version, version):
            for pair, count in met:
                times[pair] = times.get(pair, 0) + count
                where.setdefault(pair, {})[card] = None
    found = (Pair(pair, count, tuple(where[pair])) for pair, count in times.items())
    return tuple(sorted(found, key=lambda each: (-each.times, each.terms)))


def often(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs that were mixed up more than once."""
    return tuple(pair for pair in pairs if pair.times >= OFTEN)


def is_mistaken(state: CardState | None) -> bool:
    """Whether wrong answers are known of a card."""
    return state is not None and bool(state.mistakes)


def mixed(question: Question, gap: int, text: str) -> Iterator[tuple[str, str]]:
    """What was right and what was given instead, for a mistake as `tutor.progress.given` writes it; nothing where no two things met."""
    match question:
        case ShortAnswer(accepted=accepted):
            yield accepted[0], text
        case Cloze(gaps=gaps) if gap < len(gaps):
            yield gaps[gap].accepted[0], text
        case SingleChoice(choices=choices):
            picked = numbers(text, len(choices))
            rights = [choice.text for choice in choices if choice.right]
            yield from ((rights[0], choices[n].text) for n in picked[:1] if rights)
        case MultipleChoice(choices=choices):
            picked = numbers(text, len(choices))
            missed = [choice.text for n, choice in enumerate(choices) if choice.right and n not in picked]
            wrong = [choices[n].text for n in picked if not choices[n].right]
            yield from zip(missed, wrong, strict=False) if len(missed) == len(wrong) == 1 else ()
        case Matching(pairs=pairs):
            lefts, owners = [left for left, _ in pairs], {right: left for left, right in pairs}
            for left, place in zip(lefts, numbers(text, len(question.rights)), strict=False):
                owner = owners.get(question.rights[place], left)
                if dict(pairs)[left] != question.rights[place]:
                    yield left, owner
        case Classification(categories=categories):
            for (_, right), place in zip(question.items, numbers(text, len(categories)), strict=False):
                if place != right:
                    yield categories[right][0], categories[place][0]
        case _:
            return


def numbers(text: str, count: int) -> list[int]:
    """The numbers of an answer that was picked; none where one of them is not possible."""
    parts = text.split(",")
    found = [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 4]
    return found if len(found) == len(parts) and all(n < count for n in found) else []


def pairs_of(course: Course) -> Declared:
    """The pairs that the course tells apart."""
    return frozenset((each.terms[0], each.terms[1]) for each in course.confusions[:] if len(each.terms) > 1)


def pairs_in(question: Question, gap: int, text: str, names: Names, declared: Declared) -> Iterator[tuple[str, str]]:
    """The pairs of terms that a mistake mixed up, each once: who swaps two things is wrong about both."""
    found = (told_apart(names, declared, right, given) for right, given in mixed(question, gap, text))
    yield from dict.fromkeys(pair for pair in found if pair)


def told_apart(names: Names, declared: Declared, right: str, given: str) -> tuple[str, str] | None:
    """The two terms in which two texts differ, in the course's order or the alphabet's; None where that cannot be said.

    Sentences are about many things: only a pair that the course itself tells apart is seen in them. Short texts name one thing:
    a term of the glossary, or what they say.
    """
    in_right, in_given = names.of(right), names.of(given)
    only_right, only_given = [n for n in in_right if n not in in_given], [n for n in in_given if n not in in_right]
    for one in only_right:
        for other in only_given:
            if (one, other) in declared or (other, one) in declared:
                return (one, other) if (one, other) in declared else (other, one)
    if max(len(right), len(given)) > SHORT or not given or right == given:
        return None
    one, other = named(right, in_right, only_right), named(given, in_given, only_given)
    return ordered(one, other) if one and other and one != other else None


def named(text: str, terms: Sequence[str], only: Sequence[str]) -> str:
    """What a short text names: its one term that the other text has not, or itself where it has no term; else nothing."""
    return only[0] if len(only) == 1 else "" if terms else text


def ordered(one: str, other: str) -> tuple[str, str]:
    """The same pair whichever way it was mixed up."""
    return (one, other) if one.casefold() <= other.casefold() else (other, one)


def drill(course: Course, pairs: Sequence[Pair], is_open: Callable[[Entry], bool]) -> Iterator[tuple[Pair, tuple[str, ...]]]:
    """Cards that make one tell the terms of each pair apart, one term and the other by turns; those that were mistaken come first.

    `is_open` says whether a question may be asked. A card stands once, with the first pair it serves; a pair without cards is left out.
    """
    names, used = Names(course), set[str]()
    asked = [entry for entry in entries(course) if not entry.variant_of and not entry.case and is_open(entry)]
    about = {entry.id: about_of(names, course.questions[entry.id]) for entry in asked}
    known = {card for entry in asked for card in cards_of(course.id, entry)}
    for pair in pairs:
        first, second = (side(course, asked, about, pair, n) for n in (0, 1))
        both = [card for card in pair.cards if card in known - {*first, *second}]
        turns = [card for turn in zip_longest(first[:PER_SIDE], second[:PER_SIDE]) for card in turn if card]
        cards = tuple(card for card in dict.fromkeys([*turns, *both]) if card not in used)
        used.update(cards)
        if cards:
            yield pair, cards


def side(course: Course, asked: Sequence[Entry], about: Mapping[str, frozenset[str]], pair: Pair, n: int) -> list[str]:
    """The cards about one term of a pair and not about the other, those that were mistaken first."""
    ours, other = pair.terms[n], pair.terms[1 - n]
    fitting = [entry for entry in asked if ours in about[entry.id] and other not in about[entry.id]]
    cards = [card for entry in fitting for card in cards_of(course.id, entry)]
    return sorted(cards, key=lambda card: card not in pair.cards)


def about_of(names: Names, question: Question) -> frozenset[str]:
    """The terms that a question is about: its right answer if it is short, and those it names; where it names none, those of its prompt."""
    match question:
        case SingleChoice(choices=choices) | MultipleChoice(choices=choices):
            texts = [choice.text for choice in choices if choice.right]
        case ShortAnswer(accepted=accepted):
            texts = [accepted[0]]
        case Cloze(gaps=gaps):
            texts = [gap.accepted[0] for gap in gaps]
        case _:
            texts = []
    found = [name for text in texts for name in names.of(text)] or names.of(question.prompt)
    return frozenset([*found, *(text for text in texts if len(text) <= SHORT)])
