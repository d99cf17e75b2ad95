"""What an answer is worth in an exam: marking schemes as data. Pure.

A scheme says for each form of question which rule turns the verdict into a share of its points. `edn` follows the French national
exam (épreuves dématérialisées nationales): QRU all or nothing; QRM by discordances; QRP and QRPL, several answers of a number that
is said, the share of it; QROC a few words. A question with several right options is a QRM unless a tag calls it qrp or qrpl.
What that exam does not have (matching, ordering …) is worth the share that is right.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias, assert_never

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
from tutor.grade import Answer, Verdict
from tutor.record import record

PREDEFINED = frozenset({"qrp", "qrpl"})


class Form(StrEnum):
    """How a question is answered, as far as marking goes."""

    ONE = "one"
    SEVERAL = "several"
    COUNTED = "counted"
    TYPED = "typed"
    PLACED = "placed"
    ORDERED = "ordered"
    FREE = "free"


@record
class AllOrNothing:
    """1 if everything is right, else 0."""


@record
class Share:
    """How much of it is right, as the verdict says."""


@record
class Parts:
    """Right parts over all parts."""


@record
class Discordances:
    """By the number of options that are ticked and should not be, or the other way round: `steps[n]` for n of them, then 0."""

    steps: tuple[float, ...]


@record
class Counted:
    """Right options ticked over right options; one ticked beyond their number takes one away."""


@record
class Words:
    """1 if right in at most so many words a gap, else 0; of several gaps the share."""

    most: int


@record
class Guessing:
    """Blind guessing earns 0 on average: what is wrong costs what chance would earn. Down to -1."""


Rule: TypeAlias = AllOrNothing | Share | Parts | Discordances | Counted | Words | Guessing


@record
class Scheme:
    """A rule for each form (`usual` where none is named).

    `vetoes`: an option marked indispensable and not ticked, or unacceptable and ticked, makes the question worth nothing.
    """

    name: str
    usual: Rule
    rules: Mapping[Form, Rule]
    vetoes: bool = False

    def rule(self, question: Question) -> Rule:
        """The rule for a question."""
        return self.rules.get(form(question), self.usual)


SCHEMES: Mapping[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme("exact", AllOrNothing(), {}),
        Scheme("partial", Share(), {}),
        Scheme("negative", AllOrNothing(), dict.fromkeys((Form.ONE, Form.SEVERAL, Form.COUNTED, Form.PLACED), Guessing())),
        Scheme(
            "edn",
            Parts(),
            {
                Form.ONE: AllOrNothing(),
                Form.SEVERAL: Discordances((1.0, 0.5, 0.2)),
                Form.COUNTED: Counted(),
                Form.TYPED: Words(5),
                Form.ORDERED: Share(),
            },
            vetoes=True,
        ),
    )
}


def mark(question: Question, answer: Answer, verdict: Verdict, scheme: Scheme) -> float:
    """The points an answer earns: `question.points` for all of it, 0 for none of it or for a blank; below 0 only by a rule that says so.

    `verdict` is that of `tutor.grade.grade` for this answer, of all gaps of a cloze.
    """
    return question.points * share(question, answer, verdict, scheme)


def share(question: Question, answer: Answer, verdict: Verdict, scheme: Scheme) -> float:
    """The same as a share of the points, -1 to 1."""
    if is_blank(answer) and not verdict.right:
        return 0.0
    if scheme.vetoes and vetoed(question, answer):
        return 0.0
    rule = scheme.rule(question)
    match rule:
        case AllOrNothing():
            return float(verdict.right)
        case Share():
            return verdict.score
        case Parts():
            return _mean(verdict.parts)
        case Discordances(steps):
            wrong = verdict.parts.count(False)
            return steps[wrong] if wrong < len(steps) else 0.0
        case Counted():
            return _counted(question, answer)
        case Words(most):
            short = [len(text.split()) <= most for text in answer.typed]
            return _mean([right and all(short[n : n + 1]) for n, right in enumerate(verdict.parts)])
        case Guessing():
            return _against_chance(question, answer, verdict)
        case _:
            assert_never(rule)


def form(question: Question) -> Form:
    """How a question is answered; options of a number that is said are told by a tag."""
    match question:
        case SingleChoice() | TrueFalse():
            return Form.ONE
        case MultipleChoice():
            return Form.COUNTED if any(tag.casefold() in PREDEFINED for tag in question.tags) else Form.SEVERAL
        case ShortAnswer() | Cloze() | Number():
            return Form.TYPED
        case Matching() | Classification():
            return Form.PLACED
        case Ordering():
            return Form.ORDERED
        case FreeRecall():
            return Form.FREE
        case _:
            assert_never(question)


def is_blank(answer: Answer) -> bool:
    """Nothing was answered, or "I don't know"."""
    return answer.unknown or not (any(i >= 0 for i in answer.picked) or any(text.strip() for text in answer.typed))


def vetoed(question: Question, answer: Answer) -> bool:
    """An indispensable option was not ticked, or an unacceptable one was."""
    if not isinstance(question, SingleChoice | MultipleChoice):
        return False
    return any(
        choice.unacceptable if i in answer.picked else choice.indispensable and choice.right for i, choice in enumerate(question.choices)
    )


def _counted(question: Question, answer: Answer) -> float:
    if not isinstance(question, MultipleChoice):
        return 0.0
    wanted = sum(choice.right for choice in question.choices)
    picked = {i for i in answer.picked if 0 <= i < len(question.choices)}
    kept = sum(question.choices[i].right for i in picked)
    surplus = max(0, len(picked) - wanted)
    return max(0, kept - surplus) / wanted if wanted else float(not picked)


def _against_chance(question: Question, answer: Answer, verdict: Verdict) -> float:
    """What is right, less what chance would have made right for what is wrong."""
    match question:
        case TrueFalse():
            return 1.0 if verdict.right else -1.0
        case SingleChoice():
            return 1.0 if verdict.right else -1 / max(1, len(question.choices) - 1)
        case MultipleChoice():
            return _ticked(question, answer)
        case Matching():
            return _placed(verdict, answer, len(question.rights))
        case Classification():
            return _placed(verdict, answer, len(question.categories))
        case _:
            return float(verdict.right)


def _ticked(question: MultipleChoice, answer: Answer) -> float:
    """The share of the right options that is ticked less the share of the wrong ones, not cut at 0."""
    rights = [i for i, choice in enumerate(question.choices) if choice.right]
    wrongs = [i for i, choice in enumerate(question.choices) if not choice.right]
    earned = sum(i in answer.picked for i in rights) / len(rights) if rights else 1.0
    return earned - (sum(i in answer.picked for i in wrongs) / len(wrongs) if wrongs else 0.0)


def _placed(verdict: Verdict, answer: Answer, places: int) -> float:
    """Each item in its place counts 1, in another -1/(places - 1), left open 0."""
    wrong = sum(not right and given >= 0 for right, given in zip(verdict.parts, answer.picked, strict=False))
    return (sum(verdict.parts) - wrong / max(1, places - 1)) / len(verdict.parts) if verdict.parts else 0.0


def _mean(parts: Sequence[bool]) -> float:
    return sum(parts) / len(parts) if parts else 0.0
