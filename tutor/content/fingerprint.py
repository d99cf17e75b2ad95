"""What makes a question the same question: its key, apart from its wording."""

import unicodedata
from typing import TypeAlias, assert_never

from tutor.cards import place_of
from tutor.course import (
    Classification,
    Cloze,
    FreeRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)

KEY_CHARS = 160

Parts: TypeAlias = "str | tuple[Parts, ...]"


def fingerprint(question: Question) -> str:
    """8 hex digits of the kind and the key: what is right, whatever the words around it, their case or their spacing.

    It changes when the right answer does; the learner's schedule is then no longer about the same thing. Of several accepted answers
    the first is the key, as it is the one that is shown: a teacher may add synonyms, or take them away, and nobody is asked anew.
    """
    return digest((type(question).__name__, _key(question)))


def fingerprints(question: Question) -> tuple[str, ...]:
    """The fingerprint of each card of a question: of a cloze with several gaps, one a gap."""
    if isinstance(question, Cloze) and len(question.gaps) > 1:
        return tuple(digest(("Cloze", (_first(gap.accepted),))) for gap in question.gaps)
    return (fingerprint(question),)


def key_words(question: Question, card: str) -> str:
    """The right answer to a card for people to read, at most KEY_CHARS long; `true` and `false` stand for themselves."""
    match question:
        case SingleChoice() | MultipleChoice():
            words = " ; ".join(choice.text for choice in question.choices if choice.right)
        case TrueFalse():
            words = "true" if question.truth else "false"
        case ShortAnswer():
            words = question.accepted[0]
        case Cloze():
            words = question.gaps[place_of(card)].accepted[0]
        case Matching():
            words = " ; ".join(f"{left} → {right}" for left, right in question.pairs)
        case Classification():
            words = " ; ".join(f"{', '.join(items)} → {name}" for name, items in question.categories)
        case Ordering():
            words = " → ".join(question.steps)
        case Number():
            words = f"{question.value:g} {question.unit}".strip()
        case FreeRecall():
            words = " ; ".join(question.points_expected)
        case _:
            assert_never(question)
    return words if len(words) <= KEY_CHARS else words[: KEY_CHARS - 1] + "…"


def wording(question: Question) -> str:
    """8 hex digits of the kind, the prompt and every option, right or wrong."""
    return digest((type(question).__name__, question.prompt, _key(question), _rest(question)))


def layout(question: Question) -> str:
    """8 hex digits of what an answer points at by its place, in order: while they stay, an answer of then means the same now."""
    match question:
        case SingleChoice() | MultipleChoice():
            parts: Parts = tuple(choice.text for choice in question.choices)
        case Matching():
            parts = (tuple(left for left, _ in question.pairs), question.rights)
        case Classification():
            parts = (tuple(item for item, _ in question.items), tuple(name for name, _ in question.categories))
        case Ordering():
            parts = question.steps
        case FreeRecall():
            parts = question.points_expected
        case Cloze():
            parts = str(len(question.gaps))
        case TrueFalse() | ShortAnswer() | Number():
            parts = ()
        case _:
            assert_never(question)
    return digest((type(question).__name__, parts))


def _key(question: Question) -> Parts:
    match question:
        case SingleChoice() | MultipleChoice():
            return tuple(sorted(_bare(c.text) for c in question.choices if c.right))
        case TrueFalse():
            return str(question.truth)
        case ShortAnswer():
            return _first(question.accepted)
        case Cloze():
            return tuple(_first(gap.accepted) for gap in question.gaps)
        case Matching():
            return tuple(sorted((_bare(left), _bare(right)) for left, right in question.pairs))
        case Classification():
            return tuple(sorted((_bare(name), _set(items)) for name, items in question.categories))
        case Ordering():
            return question.steps
        case Number():
            return (f"{question.value!r}", f"{question.tolerance!r}", str(question.relative), question.unit)
        case FreeRecall():
            return question.points_expected
        case _:
            assert_never(question)


def _rest(question: Question) -> Parts:
    """What the learner sees beside the prompt and is not the key."""
    match question:
        case SingleChoice() | MultipleChoice():
            return tuple(c.text for c in question.choices)
        case Cloze():
            return (*question.texts, *(gap.hint for gap in question.gaps))
        case Matching():
            return (*question.rights, *(left for left, _ in question.pairs))
        case FreeRecall():
            return question.answer
        case _:
            return ()


def _first(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_bare(text) for text in texts[:1])


def _set(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({_bare(text) for text in texts}))


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").casefold().split())


def _flat(parts: Parts) -> str:
    """One text that no other parts make: every text is preceded by its length, every tuple closed."""
    if isinstance(parts, str):
        bare = _bare(parts)
        return f"{len(bare)}:{bare}"
    return "(" + "".join(_flat(part) for part in parts) + ")"


def digest(parts: Parts) -> str:
    """8 hex digits of texts, whatever their case and spacing."""
    from hashlib import sha256

    return sha256(_flat(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]
