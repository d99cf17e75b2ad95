"""Learners to look at: nothing done yet, a first day, and a year, as histories of the small course."""

from collections.abc import Iterator
from datetime import timedelta

from tests.courses import COURSE
from tests.learner import AT, TODAY, right
from tutor.content.fingerprint import fingerprint
from tutor.course import Confusion, Contrast, Term
from tutor.events import Event, Fact, Moment, Read, Reviewed
from tutor.fold import rebuild
from tutor.grade import Answer, grade
from tutor.progress import Progress
from tutor.record import replace
from tutor.schedule import Learned, Memory, New, Rating, recall, review

STUDIED = replace(
    COURSE,
    glossary=(*COURSE.glossary, Term("CTLA-4", "CTLA-4", "Un autre frein du lymphocyte T."), Term("TCR", "TCR", "Le récepteur naturel.")),
    confusions=(Confusion(("PD-1", "CTLA-4"), (Contrast("Où", "dans la tumeur", "dans le ganglion"),)),),
)
WRONG: dict[str, Answer] = {
    "single": Answer((1,)),
    "multiple": Answer((0, 2)),
    "tf": Answer((1,)),
    "short": Answer(typed=("TCR",)),
    "classify": Answer((1, 1, 1)),
    "match": Answer((1, 0)),
    "number": Answer(typed=("3",)),
}


def moment(days_ago: int, seconds: int = 0) -> Moment:
    return Moment(AT - days_ago * 86_400_000 + seconds * 1000, TODAY - timedelta(days=days_ago))


def facts(days: int, step: int = 1) -> Iterator[Fact]:
    """So many days of study before today and today: a few questions a day, some wrong, with every confidence."""
    memories: dict[str, Memory] = {}
    for section in ("fr-1", "fr-2"):
        yield Read(moment(days), "s", f"essai/{section}")
    names = list(WRONG)
    for n, ago in enumerate(range(days, -1, -step)):
        for k in range(1 + n % 4):
            name = names[(n + k) % len(names)]
            yield answered(name, moment(ago, 60 * k), wrong=(n * 7 + k * 3) % 5 == 0, confidence=1 + (n + k) % 3, memories=memories)


def answered(name: str, when: Moment, *, wrong: bool, confidence: int, memories: dict[str, Memory]) -> Reviewed:
    """One first answer, rated as the program rates it."""
    card, question = f"essai/{name}", STUDIED.questions[name]
    answer = WRONG[name] if wrong else right(question)
    memory = memories.get(card, New())
    score = float(grade(question, answer).score)
    rating = Rating.AGAIN if score < 0.5 or confidence == 1 else Rating.HARD if confidence == 2 or score < 1 else Rating.GOOD
    memories[card] = review(memory, rating, when.day)
    predicted = round(recall(memory, when.day), 4) if isinstance(memory, Learned) else 0.0
    return Reviewed(
        moment=when, session="s", card=card, version=fingerprint(question), answer=answer, score=score, rating=rating,
        confidence=confidence, ms=9000 + 500 * confidence, predicted=predicted,
    )  # fmt: skip


def events(days: int, step: int = 1) -> list[Event]:
    return [Event(f"{n:032x}", n, fact) for n, fact in enumerate(facts(days, step), 1)]


def progress_after(days: int, step: int = 1) -> Progress:
    return rebuild(events(days, step))


LEARNERS: dict[str, tuple[Event, ...]] = {"empty": (), "first day": tuple(events(0)), "a year": tuple(events(364, 2))}
