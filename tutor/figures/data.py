"""Figures as the data that `--json` writes: plain numbers, days in ISO, shares 0..1."""

from datetime import date
from typing import Any

from tutor.contrasts import contrasts
from tutor.course import Course
from tutor.figures.calibration import Level
from tutor.figures.coming import Coming
from tutor.figures.confusions import Pair
from tutor.figures.retention import Kept, Retention
from tutor.figures.whole import Figures
from tutor.figures.year import Effort, Year
from tutor.record import asdict


def extra(seen: Figures, course: Course) -> dict[str, Any]:
    """What the figures have beyond the overview."""
    return {
        "coming": coming_data(seen.coming),
        "year": year_data(seen.year),
        "objectives": [
            {"lesson": goal.lesson, "id": goal.objective.id, "text": goal.objective.text, "cards": asdict(goal.mastery)}
            for goal in seen.goals
        ],
        "retention": retention_data(seen.retention),
        "calibration": [level_data(level) for level in seen.calibration],
        "time": effort_data(seen.effort),
        "hardest": [asdict(each) for each in seen.hardest],
        "sure_and_wrong": list(seen.sure_and_wrong),
        "confusions": [pair_data(pair, course) for pair in seen.confusions],
    }


def coming_data(seen: Coming) -> dict[str, Any]:
    """Due now, and day by day."""
    days = [{"day": seen.day(n).isoformat(), "due": count} for n, count in enumerate(seen.days)]
    return {"now": seen.now, "days": days, "later": seen.later}


def year_data(seen: Year) -> dict[str, Any]:
    """The days with answers, and the sums."""
    first = seen.first.toordinal()
    days = {date.fromordinal(first + n).isoformat(): count for n, count in enumerate(seen.answers) if count}
    return {
        "first": seen.first.isoformat(),
        "last": seen.last.isoformat(),
        "answers": seen.total,
        "before": seen.before,
        "studied_days": seen.studied,
        "days": days,
    }


def kept_data(kept: Kept) -> dict[str, Any]:
    """Some answers, and how many were known still."""
    predicted = None if kept.predicted is None else round(kept.predicted, 4)
    return {"answers": kept.count, "known": kept.right, "share": share(kept.right, kept.count), "predicted": predicted}


def retention_data(seen: Retention) -> dict[str, Any]:
    """In all, by age, by month."""
    return {
        **kept_data(seen.whole),
        "brier": None if seen.brier is None else round(seen.brier, 4),
        "ages": [{"from_days": age.first, "to_days": age.last, **kept_data(age.kept)} for age in seen.ages],
        "months": [{"month": month, **kept_data(kept)} for month, kept in seen.months],
    }


def level_data(level: Level) -> dict[str, Any]:
    """One level of confidence."""
    return {
        "confidence": level.level,
        "said": level.said,
        "answers": level.count,
        "right": level.right,
        "share": share(level.right, level.count),
        "judged": level.judged.value,
    }


def effort_data(seen: Effort) -> dict[str, Any]:
    """Time spent."""
    return {
        "minutes": round(seen.ms / 60_000, 1),
        "days": seen.days,
        "minutes_a_day": round(seen.minutes_a_day, 1),
        "seconds_an_answer": round(seen.seconds_an_answer, 1),
        "weeks": [{"monday": monday.isoformat(), "minutes": round(ms / 60_000, 1)} for monday, ms in seen.weeks],
    }


def pair_data(pair: Pair, course: Course) -> dict[str, Any]:
    """A confusion, with what tells its terms apart; a row without a trait has their definitions."""
    rows = [{"trait": row.trait, "first": row.first, "second": row.second} for row in contrasts(course, pair.terms)]
    return {"terms": list(pair.terms), "times": pair.times, "cards": list(pair.cards), "contrasts": rows}


def share(part: int, whole: int) -> float | None:
    """A part of a whole, None of nothing."""
    return round(part / whole, 4) if whole else None
