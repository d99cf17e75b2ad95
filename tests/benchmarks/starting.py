"""Starts: each command and the first card, beside `python -c pass` and Anki's library; and what keys cost once one runs."""

from functools import partial
from pathlib import Path

from tests.benchmarks import material, measure, rival
from tests.benchmarks.figures import Clock, Figure, Row, interleaved

CARDS = 1_000
A_YEAR = 20_000
COMPLETE = {"_TUTOR_COMPLETE": "complete_bash", "COMP_WORDS": "tutor re", "COMP_CWORD": "1"}


def starts(folder: Path, clock: Clock, python: str) -> list[Figure]:
    """The shipped course with every section read; and 1,000 questions beside Anki with as many cards, where its library is."""
    env = _home(folder / "home", material.shipped_pack(), 0)
    floor = Figure("python -c pass", "ms")
    every: list[Row] = [
        (floor, partial(measure.floor_ms, env)),
        (Figure("first question, review", "ms", 7.5, floor), partial(measure.first_card_ms, ["review"], env)),
        (Figure("first page, learn", "ms", 7.5, floor), partial(measure.first_card_ms, ["learn", "m1.l1"], env)),
        (Figure("tutor --version", "ms", 5, floor), partial(measure.command_ms, ["--version"], env)),
        (Figure("tutor --help", "ms", 10, floor), partial(measure.command_ms, ["--help"], env)),
        (Figure("tutor progress", "ms", 9, floor), partial(measure.command_ms, ["progress"], env)),
        (Figure("tutor progress --json", "ms", 9, floor), partial(measure.command_ms, ["progress", "--json"], env)),
        (Figure("completion of a word", "ms", 6, floor), partial(measure.command_ms, [], {**env, **COMPLETE})),
    ]
    studied = _home(folder / "home-year", material.shipped_pack(), A_YEAR)
    every += [
        (Figure(f"progress page, {A_YEAR:,} reviews", "ms", 400), partial(measure.first_card_ms, ["progress"], studied)),
        (Figure(f"progress --json, {A_YEAR:,} reviews", "ms", 9, floor), partial(measure.command_ms, ["progress", "--json"], studied)),
    ]
    pack = material.write_course(folder / "course", CARDS)
    thousand = _home(folder / "home-1000", pack, 10 * CARDS)
    other = Figure("Anki: first due of 1,000 cards", "ms")
    own = Figure("first question of 1,000", "ms", 0.45 if python else None, other if python else floor)
    every.append((own, partial(measure.first_card_ms, ["review", "--content", str(pack)], thousand)))
    if python:
        rival.make(python, folder / "anki" / "collection.anki2", CARDS)
        every.append((other, partial(rival.opened_ms, python, folder / "anki" / "collection.anki2")))
    material.settle()
    return interleaved(every, clock.rounds(3, 21), clock)


def _home(home: Path, pack: Path, reviews: int) -> dict[str, str]:
    material.write_store(home / ".local" / "share" / "tutor", material.loaded(pack), reviews)
    return measure.environment(home)


def running(folder: Path, clock: Clock, python: str) -> list[Figure]:
    """Keys of a running review, and its memory; `starts` made the material."""
    env = measure.environment(folder / "home")
    feedback, arrow = Figure("key to feedback", "ms", 30), Figure("arrow key to redraw", "ms", 20)
    session = measure.Session(["review", "--limit", "0", "--order", "file"], env)
    try:
        for n in range(1, clock.rounds(5, 20) + 1):
            if clock.is_over or not session.shows(f"Question {n}/"):
                break
            if session.shows("Échap commandes"):
                session.key_ms("esc", "je ne sais pas")
            else:
                arrow.samples += session.redraw_ms("down")
            feedback.samples += session.key_ms("s", "Espace continuer")
            session.go_on(f"Question {n + 1}/")
    finally:
        session.close()
    return [feedback, arrow, *_memory(folder, python)]


def _memory(folder: Path, python: str) -> list[Figure]:
    """The most that a review of 1,000 questions and Anki's library with as many cards held after five answers each."""
    other = Figure("Anki: memory, 1,000 cards", "MiB")
    own = Figure("memory, a review of 1,000", "MiB", 0.45 if python else 50, other if python else None)
    args = ["review", "--content", str(folder / "course"), "--limit", "0"]
    session = measure.Session(args, measure.environment(folder / "home-1000"))
    try:
        for n in range(1, 6):
            session.key_ms("s", "Espace continuer")
            session.go_on(f"Question {n + 1}/")
        own.samples.append(session.peak_mib())
    finally:
        session.close()
    if not python:
        return [own]
    study = rival.Study(python, folder / "anki" / "collection.anki2")
    try:
        for _ in range(5):
            study.asked("answer")
        other.samples.append(study.asked("memory"))
    finally:
        study.close()
    return [own, other]
