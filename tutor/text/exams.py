"""What is said of exams to come, plans and forecasts, in two languages."""

from __future__ import annotations  # making thirty Callable[…] at a start would cost more than the sentences

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple


class Exams(NamedTuple):
    """One language. Functions get numbers, days and names and give a whole sentence; shares are whole percents."""

    group: str
    plan: str
    day_argument: str
    minutes: str
    target: str
    weights: str
    change: str
    cancel: str
    refused: Mapping[str, Callable[..., str]]
    made: str
    changed: str
    cancelled: str
    no_plan: str
    if_today: str
    title: Callable[[date, int], str]
    over: Callable[[date, int], str]
    terms: Callable[[int, int], str]
    weighed: Callable[[str], str]
    fits: Callable[[int, int], str]
    short: Callable[[int, int, int], str]
    least: Callable[[int, int], str]
    would: Callable[[int | None, date | None, int], str]
    later: Callable[[int], str]
    average: str
    reading: Callable[[int, int, date, int], str]
    no_day_left: str
    loads: Mapping[int, str]
    span: Callable[[date, date, bool], str]
    load: Callable[[int, int, int, int], str]
    eve: Callable[[int, int], str]
    what_next: tuple[str, ...]
    early: Callable[[int, int], str]
    score: Callable[[int, int, int], str]
    stopping: Callable[[int], str]
    needed: Callable[[int, int | None], str]
    reached: Callable[[int], str]
    by_module: str
    module: Callable[[int, int, int, int], str]
    memory: Callable[[float, int], str]
    brier: Callable[[int, str, str, int], str]
    hopeful: Callable[[int, int], str]
    how: str
    used_up: Callable[[int], str]
    all_asked: str
    end_early: Callable[[int, int], str]
    end: Callable[[date, int, int, int], str]
    end_stopping: Callable[[int, int], str]


def exams_for(language: str) -> Exams:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.exams_fr import FR

        return FR
    from tutor.text.exams_en import EN

    return EN
