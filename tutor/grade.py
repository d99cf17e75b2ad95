"""Is this answer right? Pure, and the only place that decides.

How much of an answer was right (`Verdict.score`), where it can be in part:
several answers: each right option kept earns its share of the right ones, each wrong one kept costs its share of the wrong ones,
so that picking everything, like picking nothing, earns 0; ordering: pairs of steps in order less pairs out of order, so that an order
by chance earns about 0; both are never negative. Matching, classification, gaps and key points: the share that was right.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeAlias, assert_never

from tutor.course import (
    Classification,
    Cloze,
    FreeRecall,
    Matching,
    Mistake,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    Refused,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.record import record


@record
class Answer:
    """What the learner gave; which field counts depends on the kind of question.

    `picked`, always in the author's numbering:
    choices → the options picked, ascending; true/false → (1,) true or (0,) false; ordering → step numbers in the order given;
    matching → for each left side the index of a right side in `Matching.rights`; classification → for each of
    `Classification.items` the index of a category (-1 where left open, for both); free recall → the key points ticked.
    `typed`: short answer, number → one text; cloze → one text a gap asked; free recall → what was written, may be empty.
    `unknown`: "I don't know".
    """

    picked: tuple[int, ...] = ()
    typed: tuple[str, ...] = ()
    unknown: bool = False


@record
class Why:
    """The teacher's reason against something the learner chose. `about` is that thing, or empty for the whole answer."""

    about: str
    text: str


@record
class Slip:
    """Counted right in spite of a spelling slip; `expected` is the right spelling."""

    expected: str


@record
class Different:
    """A near miss that is another thing: PD-1 is not PD-L1."""

    given: str
    expected: str


Note: TypeAlias = Why | Slip | Different


@record
class Verdict:
    """How much was right. `parts`: one truth per option, pair, item, step, gap or key point, in the author's order."""

    score: float
    parts: tuple[bool, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def right(self) -> bool:
        """Everything was right."""
        return self.score >= 1.0

    @property
    def partly(self) -> bool:
        """Something was right, but not all."""
        return 0.0 < self.score < 1.0


def grade(question: Question, answer: Answer, *, gap: int | None = None, terms: Sequence[str] = ()) -> Verdict:
    """Judge an answer. `gap`, from 1, is the one gap of a cloze that was asked; `terms` are the names the course uses."""
    if answer.unknown:
        return Verdict(0.0, (False,) * len(grade(question, Answer(), gap=gap).parts))
    match question:
        case SingleChoice() | MultipleChoice():
            return _grade_choices(question, frozenset(answer.picked))
        case TrueFalse():
            right = answer.picked == (int(question.truth),)
            return Verdict(float(right), (right,), (Why("", question.why),) if question.why and answer.picked and not right else ())
        case ShortAnswer():
            return _joined([_grade_text(question, _typed(answer, 0), question.accepted, terms)])
        case Cloze():
            return _grade_gaps(question, answer, gap, terms)
        case Matching():
            return _grade_places(question.pairs, question.rights, answer.picked, question.mistakes)
        case Classification():
            names = [name for name, _ in question.categories]
            return _grade_places([(item, names[i]) for item, i in question.items], names, answer.picked, question.mistakes)
        case Ordering():
            return _grade_order(question, answer.picked)
        case Number():
            return _grade_number(question, _typed(answer, 0))
        case FreeRecall():
            ticked = tuple(i in answer.picked for i in range(len(question.points_expected)))
            return Verdict(_share(ticked), ticked)
        case _:
            assert_never(question)


def _grade_choices(question: SingleChoice | MultipleChoice, picked: frozenset[int]) -> Verdict:
    kept = [(choice, i in picked) for i, choice in enumerate(question.choices)]
    parts = tuple(choice.right == here for choice, here in kept)
    wrongly = [choice for choice, here in kept if here and not choice.right]
    missed = [choice for choice, here in kept if choice.right and not here]
    notes = tuple(Why(choice.text, choice.why) for choice in wrongly + missed if choice.why)
    if isinstance(question, SingleChoice):
        return Verdict(float(all(parts)), parts, notes)
    rights = sum(choice.right for choice in question.choices)
    return Verdict(_score_of_several(rights - len(missed), rights, len(wrongly), len(kept) - rights), parts, notes)


def _score_of_several(kept: int, rights: int, wrongly: int, wrongs: int) -> float:
    """The share of the right ones kept less the share of the wrong ones kept; where all or none are right, the other share is 0."""
    earned = kept / rights if rights else 1.0
    return max(0.0, earned - (wrongly / wrongs if wrongs else 0.0))


def _grade_places(key: Sequence[tuple[str, str]], places: Sequence[str], picked: Sequence[int], mistakes: Iterable[Mistake]) -> Verdict:
    """`key`: each item with its place; `picked`: for each item the index of a place, -1 where left open."""
    chosen = [places[i] if 0 <= i < len(places) else "" for i in (*picked, *[-1] * len(key))[: len(key)]]
    parts = tuple(given == place for given, (_, place) in zip(chosen, key, strict=True))
    wrong = {item: given for given, (item, place) in zip(chosen, key, strict=True) if given and given != place}
    return Verdict(_share(parts), parts, _reasons(wrong, mistakes))


def _reasons(wrong: dict[str, str], mistakes: Iterable[Mistake]) -> tuple[Why, ...]:
    """The teacher's reason for each misplaced item: the one for that very place before the one for any."""
    by_mistake = {(mistake.item, mistake.place): mistake.why for mistake in mistakes}
    found = ((item, by_mistake.get((item, place)) or by_mistake.get((item, ""))) for item, place in wrong.items())
    return tuple(Why(item, why) for item, why in found if why)


def _grade_order(question: Ordering, picked: Sequence[int]) -> Verdict:
    count = len(question.steps)
    if sorted(picked) != list(range(count)):
        return Verdict(0.0, (False,) * count)
    parts = tuple(step == i for i, step in enumerate(picked))
    moved = {question.steps[i]: "" for i, stays in enumerate(parts) if not stays}
    pairs = [earlier < later for earlier, later in combinations(picked, 2)]
    score = max(0.0, 2 * sum(pairs) / len(pairs) - 1) if pairs else 1.0
    return Verdict(score, parts, _reasons(moved, question.mistakes))


def _grade_gaps(question: Cloze, answer: Answer, gap: int | None, terms: Sequence[str]) -> Verdict:
    asked = range(len(question.gaps)) if gap is None else (gap - 1,)
    others = {i: [text for j, each in enumerate(question.gaps) if j != i for text in each.accepted] for i in asked}
    return _joined([_grade_text(question, _typed(answer, n), question.gaps[i].accepted, (*terms, *others[i])) for n, i in enumerate(asked)])


def _grade_text(question: ShortAnswer | Cloze, given: str, accepted: Sequence[str], terms: Sequence[str]) -> Verdict:
    from tutor import typed  # only a typed answer pays for it

    reading = typed.judge_text(given, accepted, question.refused, exact=question.exact, slips=question.slips, terms=terms)
    match reading:
        case typed.Matches():
            return Verdict(1.0, (True,))
        case typed.Misspelt(expected):
            return Verdict(1.0, (True,), (Slip(expected),))
        case typed.Listed(refused):
            return _foreseen(refused)
        case typed.NearMiss(expected):
            return Verdict(0.0, (False,), (Different(given.strip(), expected),))
        case typed.Unlike():
            return Verdict(0.0, (False,))
        case _:
            assert_never(reading)


def _grade_number(question: Number, given: str) -> Verdict:
    from tutor import number  # only a typed answer pays for it

    measured = number.judge_number(given, question)
    match measured:
        case number.Equal():
            return Verdict(1.0, (True,))
        case number.Foreseen(refused):
            return _foreseen(refused)
        case number.WrongUnit(unit, expected):
            return Verdict(0.0, (False,), (Different(unit, expected),))
        case number.Unequal():
            return Verdict(0.0, (False,))
        case _:
            assert_never(measured)


def _foreseen(refused: Refused) -> Verdict:
    return Verdict(0.0, (False,), (Why(refused.text, refused.why),))


def _typed(answer: Answer, n: int) -> str:
    return answer.typed[n] if n < len(answer.typed) else ""


def _joined(verdicts: Sequence[Verdict]) -> Verdict:
    parts = tuple(part for verdict in verdicts for part in verdict.parts)
    return Verdict(_share(parts), parts, tuple(note for verdict in verdicts for note in verdict.notes))


def _share(parts: Sequence[bool]) -> float:
    return sum(parts) / len(parts) if parts else 0.0
