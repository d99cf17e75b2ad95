"""What is measured on: the shipped course with a little progress, and made-up courses with as many questions and reviews as wanted."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tutor.codec import encode
from tutor.content.cache import SETTLED_NS
from tutor.content.find import packs, shipped
from tutor.content.load import load
from tutor.course import Course
from tutor.events import Event, Fact, Moment, Read, Reviewed, Set
from tutor.grade import Answer
from tutor.outline import version_of
from tutor.schedule import Rating
from tutor.store import Store

DAY_MS = 86_400_000
PER_LESSON = 100
SECTIONS = 10
STEPS = (0, 2, 8, 26, 70, 160, 300, 420, 520, 600)
"""Days of the reviews of a card after its first, about when each is due."""


def moment(days_ago: int = 0) -> Moment:
    """Noon, so many days ago."""
    return Moment((time.time_ns() // 1_000_000) - days_ago * DAY_MS, date.today() - timedelta(days=days_ago))  # noqa: DTZ011


def settle() -> None:
    """Wait until the cache keeps what was just written: it trusts no file that changed a moment ago."""
    time.sleep(SETTLED_NS / 1e9 + 0.2)


def loaded(path: Path) -> Course:
    """The course of a pack."""
    course, _ = load(path)
    assert course is not None
    return course


def shipped_pack() -> Path:
    """The course that comes with the program."""
    return packs([shipped()])[0]


def write_store(directory: Path, course: Course, reviews: int = 0) -> None:
    """A learner who passed the welcome, read every section long ago and answered so many times since.

    A fiftieth of the cards was failed last and is due: of 100,000 reviews in two years as many fall on a day.
    """
    directory.mkdir(parents=True)
    facts: list[Fact] = [Set(moment(700), "welcomed", "1")]
    facts += [Read(moment(700), "s1", f"{course.id}/{section.id}") for _, section in course.sections()]
    with (directory / "history.jsonl").open("wb") as file:
        for n, fact in enumerate([*facts, *_reviews(course, reviews)], 1):
            file.write(encode(Event(f"{n:032x}", n, fact)))
    store = Store.open(directory)
    store.snapshot()
    store.close()


def _reviews(course: Course, count: int) -> Iterator[Reviewed]:
    cards = [f"{course.id}/{name}" for name in course.questions]
    versions = [version_of(course, card) for card in cards]
    per_card = -(-count // len(cards)) if count else 0
    for card_step in range(count):
        step, n = divmod(card_step, len(cards))
        ago = _days(per_card - 1, per_card) - _days(step, per_card) + n % 90
        failed = step == per_card - 1 and n % 50 == 0
        yield Reviewed(
            moment=moment(ago),
            session=f"s{ago}",
            card=cards[n],
            version=versions[n],
            answer=Answer((0,)),
            score=float(not failed),
            rating=Rating.AGAIN if failed else Rating.GOOD,
            ms=9000,
        )


def _days(step: int, per_card: int) -> int:
    """The day of a card's review, counted from its first; more reviews than the schedule asks for are spread over as long."""
    return STEPS[step] if per_card <= len(STEPS) else STEPS[-1] * step // (per_card - 1)


def write_course(folder: Path, questions: int) -> Path:
    """A pack with so many questions, a hundred a lesson, each proved by a section."""
    lessons = range(-(-questions // PER_LESSON))
    names = ", ".join(f"l{n}" for n in lessons)
    for inside in ("lessons", "quiz"):
        (folder / inside).mkdir(parents=True)
    _write(
        folder / "course.yaml", f"id: made\ntitre: Un cours fait\nlangue: fr\nmodules:\n  - {{id: m, titre: Module, leçons: [{names}]}}\n"
    )
    for n in lessons:
        _write(folder / "lessons" / f"l{n:04}.yaml", _lesson(n))
        count = min(PER_LESSON, questions - n * PER_LESSON)
        _write(folder / "quiz" / f"l{n:04}.yaml", f"leçon: l{n}\nquestions:\n" + "".join(question(n, k) for k in range(count)))
    return folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _lesson(n: int) -> str:
    sections = "".join(
        f"  - id: l{n}-s{k}\n    titre: Section {k} de la leçon {n}\n    texte: |\n"
        f"      La section {k} dit que le marqueur {n}-{k} est visible. Elle le dit en deux phrases, pour qu'il y ait à lire.\n"
        for k in range(SECTIONS)
    )
    return f"id: l{n}\ntitre: Leçon {n}\nsections:\n{sections}"


def question(n: int, k: int) -> str:
    """Question `k` of lesson `n`, as one writes it."""
    section = k % SECTIONS
    return (
        f"  - id: l{n}-q{k}\n    question: Que dit la section {section} de la leçon {n}, question {k} ?\n    choix:\n"
        f"      - juste: Que le marqueur {n}-{section} est visible\n"
        f"      - faux: Que le marqueur {n}-{section} est caché\n        pourquoi: Elle dit le contraire, en deux phrases.\n"
        f"      - faux: Que le marqueur {k} n'existe pas\n        pourquoi: Elle n'en dit rien du tout.\n"
        f"    explication: Le marqueur est visible, la section le dit d'entrée.\n"
        f'    source: {{section: l{n}-s{section}, citation: "le marqueur {n}-{section} est visible"}}\n'
    )
