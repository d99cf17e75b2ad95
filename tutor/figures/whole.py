"""All figures of a learner in a course, made once for whoever shows them: screens, lines, JSON, exports."""

from collections.abc import Sequence
from datetime import date

from tutor.course import Course
from tutor.figures.calibration import Level, calibration
from tutor.figures.coming import Coming, coming
from tutor.figures.confusions import Pair, confusions, often
from tutor.figures.hard import Hard, hardest, sure_and_wrong
from tutor.figures.mastery import Goal, goals
from tutor.figures.retention import Retention, retention
from tutor.figures.year import Effort, Year, effort, year
from tutor.outline import entries
from tutor.progress import Progress
from tutor.record import record
from tutor.shelf import Series
from tutor.stats import Overview, due_days, overview


@record
class Figures:
    """Everything `tutor progress` shows. `sure_and_wrong` are cards; `confusions` are the pairs mixed up more than once.

    Goals and confusions, which read lessons and questions, are worked out when they are looked at.
    """

    day: date
    overview: Overview
    coming: Coming
    year: Year
    goals: Sequence[Goal]
    retention: Retention
    calibration: tuple[Level, ...]
    effort: Effort
    hardest: tuple[Hard, ...]
    sure_and_wrong: tuple[str, ...]
    confusions: Sequence[Pair]


def figures(course: Course, progress: Progress, today: date) -> Figures:
    """Work them all out."""
    asked = [entry for entry in entries(course) if not entry.variant_of]
    days = progress.by_day(course.id)
    tallies = {kind: tally for key, tally in progress.tallies.items() for kind, _, of in [key.partition(" ")] if of == course.id}
    return Figures(
        day=today,
        overview=overview(course, progress, today),
        coming=coming(due_days(course, progress, asked, today), today),
        year=year(days, today),
        goals=Series(lambda: goals(course, progress, today)),
        retention=retention(tallies),
        calibration=calibration(tallies),
        effort=effort(days, today),
        hardest=hardest(course.id, asked, progress.cards),
        sure_and_wrong=sure_and_wrong(
            (card for card in progress.misconceptions if card.startswith(f"{course.id}/")), course.questions.__contains__
        ),
        confusions=Series(lambda: often(confusions(course, progress.cards))),
    )
