"""What the pages of `tutor progress` say, in two languages; like every sentence typed plainly and set when shown."""

from __future__ import annotations  # as in tutor.text.record: a start must not make fifty Callable[…]

from collections.abc import Callable, Mapping
from datetime import date

from tutor.record import record


@record
class Charts:
    """One language. Functions get counts and days and give a phrase, or a sentence where the name of the field says nothing else."""

    titles: Mapping[str, str]
    leave: str
    page: str
    jump: str
    count: Callable[[int], str]
    percent: Callable[[float], str]
    weekday: Callable[[date], str]
    short_day: Callable[[date], str]
    day_month: Callable[[date], str]
    month: Callable[[str], str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    nothing: str
    whole: Callable[[int, int, int, int], str]
    answered: Callable[[int, int, int], str]
    coming: Callable[[int, int], str]
    coming_now: str
    coming_later: Callable[[int], str]
    coming_day: Callable[[date, int], str]
    coming_note: str
    year: Callable[[int, int], str]
    year_before: Callable[[int], str]
    year_less: str
    year_more: str
    year_months: str
    year_best: Callable[[date, int], str]
    lessons: Callable[[int, int], str]
    lessons_unbegun: Callable[[int], str]
    mastery: Callable[[int, int, int], str]
    mastery_short: Callable[[int, int, int], str]
    mastery_key: str
    goals: Callable[[int, int], str]
    goals_unbegun: Callable[[int], str]
    goals_none: str
    kept: Callable[[int, int, float], str]
    kept_none: str
    kept_key: str
    kept_line: Callable[[int, int, float | None], str]
    kept_note: str
    age: Callable[[int, int | None], str]
    by_month: str
    brier: Callable[[float], str]
    calibration: str
    calibration_none: str
    calibration_key: str
    calibration_line: Callable[[int, int, float], str]
    calibration_unsaid: str
    judged: Mapping[str, str]
    time: Callable[[int, int], str]
    time_each: Callable[[float], str]
    time_weeks: str
    time_week: Callable[[date, int], str]
    time_none: str
    minutes: Callable[[int], str]
    hard: Callable[[int], str]
    hard_none: str
    hard_line: Callable[[int, int, int], str]
    sure: Callable[[int], str]
    sure_none: str
    confusions: Callable[[int], str]
    confusions_none: str
    confusion: Callable[[str, str, int], str]
    confusion_drill: str
    about_this: Callable[[date], str]
    exported: Callable[[str], str]
    no_confusions: str


def charts_for(language: str) -> Charts:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.figures_fr import FR

        return FR
    from tutor.text.figures_en import EN

    return EN


def legend(*parts: str) -> str:
    """What the glyphs of a chart mean; a line is broken between two of them, not within one."""
    return "  ".join(part.replace(" ", "\u00a0") for part in parts)
