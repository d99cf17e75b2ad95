"""Questions and answers as words: what is asked, what can be picked, what was answered, what was right. Pure."""

from typing import assert_never

from tutor.course import (
    Classification,
    Cloze,
    FreeRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.grade import Answer
from tutor.steps import Ask
from tutor.text import Text
from tutor.ui.typography import literal

GAP = "_____"


def prompt_text(ask: Ask) -> str:
    """The question in one paragraph; of a cloze, the gaps that are asked are blank and numbered, the others filled in."""
    question = ask.question
    if not isinstance(question, Cloze):
        return question.prompt
    asked = set(range(len(question.gaps))) if ask.gap is None else {ask.gap - 1}
    words = [question.texts[0]]
    for n, gap in enumerate(question.gaps):
        number = f"({n + 1}) " if len(asked) > 1 else ""
        words.append(f"{number}{GAP}" if n in asked else gap.accepted[0])
        words.append(question.texts[n + 1])
    return "".join(words)


def instruction(ask: Ask, text: Text) -> str:
    """What to do, where the form of the question does not say it."""
    match ask.question:
        case MultipleChoice():
            return text.screens.several
        case Matching():
            return text.screens.match
        case Classification():
            return text.screens.classify
        case Ordering():
            return text.screens.order
        case Number(unit=unit):
            return text.screens.number(unit)
        case FreeRecall():
            return text.screens.recall
        case _:
            return ""


def options(ask: Ask, text: Text) -> tuple[str, ...]:
    """What can be picked, in the author's order."""
    match ask.question:
        case SingleChoice(choices=choices) | MultipleChoice(choices=choices):
            return tuple(c.text for c in choices)
        case TrueFalse():
            return text.screens.false, text.screens.true
        case Matching(pairs=pairs):
            return tuple(left for left, _ in pairs)
        case Classification():
            return tuple(item for item, _ in ask.question.items)
        case Ordering(steps=steps):
            return steps
        case FreeRecall(points_expected=points):
            return points
        case _:
            return ()


def places(ask: Ask) -> tuple[str, ...]:
    """Where items can be put, in the author's order."""
    match ask.question:
        case Matching():
            return ask.question.rights
        case Classification(categories=categories):
            return tuple(name for name, _ in categories)
        case _:
            return ()


def answer_text(ask: Ask, answer: Answer, text: Text) -> str:
    """What was answered, in one line."""
    names, where = options(ask, text), places(ask)
    match ask.question:
        case Matching() | Classification():
            pairs = [(names[i], where[p]) for i, p in enumerate(answer.picked) if 0 <= p < len(where)]
            return " ; ".join(f"{item} → {place}" for item, place in pairs)
        case ShortAnswer() | Cloze() | Number():
            return ", ".join(answer.typed)
        case FreeRecall():
            return answer.typed[0] if answer.typed else ""
        case Ordering():
            return " → ".join(names[i] for i in answer.picked if i < len(names))
        case _:
            return " ; ".join(names[i] for i in answer.picked if i < len(names))


def said_answer(ask: Ask, answer: Answer, text: Text) -> str:
    """The same to stand in a sentence: what was typed is shown as it was typed."""
    words = answer_text(ask, answer, text)
    return literal(words) if isinstance(ask.question, ShortAnswer | Cloze | Number | FreeRecall) else words


def key_text(ask: Ask, text: Text) -> str:
    """The right answer, in one line."""
    question = ask.question
    match question:
        case SingleChoice(choices=choices) | MultipleChoice(choices=choices):
            return " ; ".join(c.text for c in choices if c.right)
        case TrueFalse(truth=truth):
            return text.screens.true if truth else text.screens.false
        case ShortAnswer(accepted=accepted):
            return accepted[0]
        case Cloze(gaps=gaps):
            asked = gaps if ask.gap is None else gaps[ask.gap - 1 : ask.gap]
            return ", ".join(g.accepted[0] for g in asked)
        case Matching(pairs=pairs):
            return " ; ".join(f"{left} → {right}" for left, right in pairs)
        case Classification(categories=categories):
            return " ; ".join(f"{', '.join(items)} → {name}" for name, items in categories)
        case Ordering(steps=steps):
            return " → ".join(steps)
        case Number(value=value, unit=unit):
            return f"{text.number(value)} {unit}".strip()
        case FreeRecall(answer=model):
            return model
        case _:
            assert_never(question)
