"""What can be said of one question by itself."""

from collections.abc import Iterator

from tutor.content.advice import LIMITS, Advice, Finding, finding
from tutor.content.wording import (
    all_or_none,
    asked,
    content_words,
    first_absolute,
    first_hedge,
    gist,
    has_absolute,
    has_hedge,
    long_words,
    plain_negation,
    several,
    shown,
    unfocused,
)
from tutor.course import (
    Choice,
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


def about(question: Question) -> Iterator[Finding]:
    """Every remark on one question."""
    yield from _lengths(question)
    yield from _hints(question)
    match question:
        case SingleChoice():
            yield from _stem(question)
            yield from _options(question)
            yield from _single(question)
        case MultipleChoice():
            yield from _stem(question)
            yield from _options(question)
        case ShortAnswer():
            yield from _accepted(question)
        case _:
            pass


def stem(question: Question) -> str:
    """What is read before answering, without the options; the gaps of a cloze are an ellipsis."""
    return f"{question.prompt} {'…'.join(question.texts)}".strip() if isinstance(question, Cloze) else question.prompt


def options(question: Question) -> tuple[str, ...]:
    """What can be picked, joined, sorted or ordered."""
    match question:
        case SingleChoice() | MultipleChoice():
            return tuple(choice.text for choice in question.choices)
        case Matching():
            return (*(left for left, _ in question.pairs), *question.rights)
        case Classification():
            return (*(name for name, _ in question.categories), *(item for item, _ in question.items))
        case Ordering():
            return question.steps
        case _:
            return ()


def feedback(question: Question) -> Iterator[str]:
    """What is read after answering."""
    yield question.explanation
    match question:
        case SingleChoice() | MultipleChoice():
            yield from (choice.why for choice in question.choices)
        case TrueFalse():
            yield question.why
        case ShortAnswer() | Cloze() | Number():
            yield from (each.why for each in question.refused)
        case Matching() | Classification() | Ordering():
            yield from (each.why for each in question.mistakes)
        case FreeRecall():
            return


def keys(question: Question) -> tuple[str, ...]:
    """The right answers of a question that has short ones: the options, or what is typed."""
    match question:
        case SingleChoice() | MultipleChoice():
            return tuple(choice.text for choice in question.choices if choice.right)
        case ShortAnswer():
            return question.accepted
        case Cloze():
            return tuple(text for gap in question.gaps for text in gap.accepted)
        case _:
            return ()


def _lengths(question: Question) -> Iterator[Finding]:
    sized = [(Advice.LONG_STEM, stem(question), LIMITS.stem)]
    sized += [(Advice.LONG_OPTION, text, LIMITS.option) for text in options(question)]
    sized += [(Advice.LONG_FEEDBACK, text, LIMITS.feedback) for text in feedback(question)]
    for code, text, most in sized:
        if len(text) > most and (count := len(shown(text))) > most:
            yield finding(code, question.place, text, count=str(count), most=str(most))


def _hints(question: Question) -> Iterator[Finding]:
    """A hint that holds the answer, or the stem of a typed answer that does."""
    texts = (*question.hints, question.prompt) if isinstance(question, ShortAnswer) else question.hints
    for text in texts:
        key = _held(question, text)
        if key:
            yield finding(Advice.HINT_TELLS, question.place, text, key=key)
            return


def _held(question: Question, text: str) -> str:
    """The right answer that a text holds: word for word where it is typed, by its two or more content words where it is picked."""
    if isinstance(question, SingleChoice | MultipleChoice):
        said = content_words(text)
        return next((key for key in keys(question) if len(content_words(key)) > 1 and content_words(key) <= said), "")
    said_words = asked(text)
    return next((key for key in keys(question) if len(key) > 2 and content_words(key) and asked(key) in said_words), "")


def _stem(question: SingleChoice | MultipleChoice) -> Iterator[Finding]:
    if negation := plain_negation(question.prompt):
        yield finding(Advice.NEGATIVE, question.place, question.prompt, word=negation)
    if not question.case and unfocused(question.prompt):
        yield finding(Advice.UNFOCUSED, question.place, question.prompt)


def _options(question: SingleChoice | MultipleChoice) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], str] = {}
    for choice in question.choices:
        if all_or_none(choice.text):
            yield finding(Advice.ALL_OR_NONE, question.place, choice.text)
        same = gist(choice.text)
        twin = seen.setdefault(same, choice.text)
        if twin is not choice.text and same:
            yield finding(Advice.ALIKE, question.place, choice.text, other=twin)
    bare = [choice for choice in question.choices if not choice.right and not choice.why]
    if bare:
        yield finding(Advice.NO_REASON, question.place, bare[0].text, count=str(len(bare)))
    right, wrong = _sides(question)
    if wrong and not any(has_absolute(choice.text) for choice in right):
        for choice in wrong:
            if has_absolute(choice.text) and not all_or_none(choice.text):
                yield finding(Advice.ABSOLUTE, question.place, choice.text, word=first_absolute(choice.text))
                break
    if wrong and all(has_hedge(choice.text) for choice in right) and not any(has_hedge(choice.text) for choice in wrong):
        yield finding(Advice.HEDGE, question.place, right[0].text, word=first_hedge(right[0].text))


def _sides(question: SingleChoice | MultipleChoice) -> tuple[list[Choice], list[Choice]]:
    return [c for c in question.choices if c.right], [c for c in question.choices if not c.right]


def _single(question: SingleChoice) -> Iterator[Finding]:
    (key,), wrong = _sides(question)
    size, next_size = len(shown(key.text)), max(len(shown(c.text)) for c in wrong)
    if size >= next_size * LIMITS.longer and size >= next_size + LIMITS.longer_by:
        yield finding(Advice.KEY_LONGEST, question.place, key.text, count=str(size), other=str(next_size))


def _accepted(question: ShortAnswer) -> Iterator[Finding]:
    """A lone answer that reads like several."""
    if len(question.accepted) == 1 and len(parts := several(question.accepted[0])) > 1:
        yield finding(Advice.ONE_OR_MORE, question.place, question.accepted[0], list=", ".join(parts))


def echoes(question: SingleChoice) -> dict[str, str]:
    """Words of the stem that the key repeats and no wrong option does: their beginning, and the word as written."""
    (key,), wrong = _sides(question)
    if len(wrong) < 2:
        return {}
    right = content_words(key.text)
    inside = frozenset[str]().union(*(content_words(c.text) for c in wrong))
    return {
        start: word for start, word in long_words(question.prompt, LIMITS.echo_letters).items() if start in right and start not in inside
    }
