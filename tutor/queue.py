"""Which cards to ask today, in which order, and in which order to show their choices. Chance comes from a seed, time from a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from math import ceil, inf
from typing import Literal, assert_never
from zlib import crc32

from tutor.chance import hashed, mixed, permutation
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
from tutor.record import record
from tutor.schedule import Learned, Memory, New

RETRY_AFTER = 4


@record
class Candidate:
    """An unlocked card. `question` is the card's id without its gap; `seconds` is what an answer is expected to take.

    `misconception`: the last answer was sure and wrong.
    """

    card: str
    question: str
    section: str
    lesson: str
    memory: Memory
    seconds: float = 20.0
    misconception: bool = False


@record
class Turn:
    """One card in a session; `retry` is its second time, after a wrong answer."""

    card: str
    section: str = ""
    retry: bool = False


@record(kw_only=True)
class Plan:
    """How much to ask. None is no bound; `limit` 0 is no bound at all, whatever the minutes.

    `exam_day` makes the daily ration of new cards; `introduced` is how many were new earlier today.
    """

    minutes: float | None = None
    limit: int | None = None
    order: Literal["memory", "file"] = "memory"
    seed: int = 0
    exam_day: date | None = None
    introduced: int = 0

    @property
    def seconds(self) -> float:
        """The time there is."""
        return inf if self.minutes is None or self.limit == 0 else self.minutes * 60


def queue(candidates: Sequence[Candidate], day: date, plan: Plan) -> tuple[Turn, ...]:
    """Choose today's cards and their order.

    Due are cards whose study day has come, and misconceptions from the day after. First come misconceptions, then what is due, the
    best remembered first: when there is more than the time allows, that saves most. New cards, in the author's order, fill the time
    that remains, or with an exam are a daily ration that is set aside before what is due. Of the gaps of a question one is asked a
    day; two cards of a section follow each other only when it cannot be helped. When anything is to be asked, one card is.
    """
    ranked = _ranked(candidates, day, plan)
    today = one_a_question(ranked, asked_today(candidates, day))
    chosen = {each.card for each in within(_wanted(today, candidates, day, plan), plan.seconds)}
    kept = [each for each in today if each.card in chosen][: plan.limit or None]
    turns = [Turn(each.card, each.section) for each in kept]
    return tuple(turns if plan.order == "file" else apart(turns))


def requeue(waiting: Sequence[Turn], failed: Turn) -> tuple[Turn, ...]:
    """Put a failed card back once among the cards that wait: four or more later, beside no card of its section if it can be helped."""
    if failed.retry or any(turn.card == failed.card for turn in waiting):
        return tuple(waiting)
    places = range(min(RETRY_AFTER, len(waiting)), min(2 * RETRY_AFTER, len(waiting)) + 1)
    quiet = (i for i in places if all(turn.section != failed.section for turn in waiting[i - 1 if i else 0 : i + 1]))
    place = next(quiet, places[0])
    return (*waiting[:place], Turn(failed.card, failed.section, retry=True), *waiting[place:])


def shuffled(question: Question, seed: int, card: str) -> tuple[int, ...]:
    """The order in which to show what a question offers, as the author's indices; the same for a seed and a card, also on a retry.

    Choices, right sides of a matching, items of a classification, steps of an ordering; nothing for what offers nothing.
    Where the author wants no shuffling the order is his, save for matching and ordering, where his order is the answer.
    """
    match question:
        case SingleChoice() | MultipleChoice():
            count, fixed = len(question.choices), not question.shuffle
        case Classification():
            count, fixed = len(question.items), not question.shuffle
        case Matching():
            count, fixed = len(question.rights), False
        case Ordering():
            count, fixed = len(question.steps), False
        case TrueFalse() | ShortAnswer() | Cloze() | Number() | FreeRecall():
            return ()
        case _:
            assert_never(question)
    return tuple(range(count)) if fixed else permutation(count, f"{seed}/{card}")


def _ranked(candidates: Iterable[Candidate], day: date, plan: Plan) -> list[Candidate]:
    ready = [each for each in candidates if _is_ready(each, day)]
    if plan.order == "file":
        return ready
    salt = hashed(str(plan.seed))

    def rank(each: Candidate) -> tuple[int, float, int]:
        """Recall falls as elapsed days over stability grow; ties, as after a lesson read in one go, are broken by the seed."""
        memory = each.memory
        if isinstance(memory, New):
            return 2, 0.0, 0
        return int(not each.misconception), (day - memory.last).days / memory.stability_days, mixed(salt ^ crc32(each.card.encode()))

    return sorted(ready, key=rank)


def _wanted(today: Sequence[Candidate], candidates: Sequence[Candidate], day: date, plan: Plan) -> Sequence[Candidate]:
    """Today's cards in the order in which time is given to them."""
    if plan.exam_day is None or plan.exam_day <= day or plan.limit == 0:
        return today
    new = [each for each in today if isinstance(each.memory, New)]
    due = [each for each in today if not isinstance(each.memory, New)]
    urgent = sum(each.misconception for each in due) if plan.order == "memory" else 0
    return [*due[:urgent], *new[: _ration(candidates, day, plan.exam_day, plan.introduced)], *due[urgent:]]


def _is_ready(candidate: Candidate, day: date) -> bool:
    memory = candidate.memory
    return isinstance(memory, New) or memory.due <= day or (candidate.misconception and memory.last < day)


def asked_today(candidates: Iterable[Candidate], day: date) -> set[str]:
    """The questions of which a card was answered on that day."""
    return {each.question for each in candidates if isinstance(each.memory, Learned) and each.memory.last == day}


def one_a_question(ranked: Iterable[Candidate], asked: set[str]) -> list[Candidate]:
    """The first card of each question that is not among `asked`, in their order."""
    seen = set(asked)
    first = []
    for each in ranked:
        if each.question not in seen:
            seen.add(each.question)
            first.append(each)
    return first


def _ration(candidates: Iterable[Candidate], day: date, exam_day: date, introduced: int) -> int:
    """New cards a day, so that all are known in half of the days that are left."""
    left = sum(isinstance(each.memory, New) for each in candidates) + introduced
    return max(0, ceil(left / (0.5 * (exam_day - day).days)) - introduced)


def within(cards: Sequence[Candidate], seconds: float) -> Sequence[Candidate]:
    """As many from the start as the time allows, and at least one."""
    spent = 0.0
    for i, each in enumerate(cards):
        spent += each.seconds
        if spent > seconds:
            return cards[: max(i, 1)]
    return cards


def apart(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Keep the order as far as no two of a section meet; a section that fills more than half of what is left goes first."""
    waiting: dict[str, list[int]] = {}
    for i in range(len(turns) - 1, -1, -1):
        waiting.setdefault(turns[i].section or turns[i].card, []).append(i)
    heads = [(indices[-1], section) for section, indices in waiting.items()]
    sizes = [(-len(indices), section) for section, indices in waiting.items()]
    heapify(heads)
    heapify(sizes)
    last: str | None = None
    for left in range(len(turns), 0, -1):
        # Both heaps keep entries that are out of date; they are dropped when they come up.
        while -sizes[0][0] != len(waiting[sizes[0][1]]):
            heappop(sizes)
        largest = sizes[0][1]
        crowded = 2 * len(waiting[largest]) > left and largest != last
        last = largest if crowded else _earliest(heads, waiting, last)
        yield turns[waiting[last].pop()]
        heappush(sizes, (-len(waiting[last]), last))
        if waiting[last]:
            heappush(heads, (waiting[last][-1], last))


def _earliest(heads: list[tuple[int, str]], waiting: Mapping[str, Sequence[int]], last: str | None) -> str:
    """The section of the next card that is not of section `last`, or `last` when there is no other."""
    held = None
    while heads:
        index, section = heappop(heads)
        if not waiting[section] or waiting[section][-1] != index:
            continue
        if section != last:
            if held:
                heappush(heads, held)
            return section
        held = index, section
    assert held
    return held[1]
