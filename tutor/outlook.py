"""The exam ahead of a learner: what to study for it today, what to expect of it. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, inf

from tutor import agenda
from tutor.course import Course
from tutor.events import Reviewed
from tutor.exam import ExamPlan, plan_of, sitting, worth_of
from tutor.forecast import (
    ENOUGH_ANSWERS,
    Brier,
    Calibration,
    Expectation,
    Forecast,
    TooEarly,
    brier,
    calibrate,
    forecast,
    recall_on,
    stopping,
    trials,
)
from tutor.outline import entries
from tutor.progress import DayTotals, Progress
from tutor.queue import Candidate
from tutor.record import record, replace
from tutor.rehearsal import Nothing, Past, Prospect, Short, Weighing, day_for, minutes_for, prospect, weighted
from tutor.schedule import Memory
from tutor.stats import WORDS_A_MINUTE, finished

MOST_TIMES = 1.5
"""How often a card may count in a session, for one who also drills."""


@record
class Scope:
    """What an exam is about: its cards, those still locked too, the module of each, and the weights of the modules."""

    cards: tuple[Candidate, ...]
    modules: Mapping[str, str]
    weights: Mapping[str, float]

    @property
    def points(self) -> dict[str, float]:
        """What each card is worth in the score."""
        return worth_of(self.modules, self.weights)


@record
class Reading:
    """The lessons still to be read, how long that takes, and the day by which their cards must be met."""

    lessons: int
    minutes: int
    until: date


@record(kw_only=True)
class Trip:
    """A plan from today to its day: how it will go, what else would do, what is still to be read.

    `minutes` a day meet every card and reach the target, None where four hours do not, or nothing is asked of them: no target, or no
    day left. `day`: about when the plan's own minutes would do, if it falls short.
    `personal`: the learner's own forgetting is known; else it is that of an average learner.
    """

    plan: ExamPlan
    today: date
    prospect: Prospect | Past | Nothing
    minutes: int | None
    day: date | None
    reading: Reading
    personal: bool


@record(kw_only=True)
class Outlook:
    """What is to be said of an exam. Without a plan it is as if the exam were today, and nothing more could be learnt for it.

    `stopping` is what remains on the day if nothing more is learnt; `minutes` a day reach the target, None without one or with none.
    """

    plan: ExamPlan | None
    today: date
    calibration: Calibration
    forecast: Forecast | TooEarly
    stopping: Forecast | TooEarly
    minutes: int | None
    brier: Brier | None


def running(course: Course, progress: Progress, today: date) -> ExamPlan | None:
    """The plan that today's sessions follow, if there is one and its day has not passed."""
    plan = plan_of(progress.plans.get(course.id))
    return plan if plan and today <= plan.exam_day else None


def weights_of(course: Course, plan: ExamPlan | None) -> dict[str, float]:
    """The share of each module in the exam, in the order of the course; of a course without modules one share for all."""
    own = dict(plan.weights) if plan else {}
    return {m.id: own.get(m.id, m.weight) for m in course.modules} or {"": 1.0}


def scope_of(course: Course, progress: Progress, today: date, plan: ExamPlan | None) -> Scope:
    """What an exam is about; cards of no module are not in it where there are modules."""
    every = in_real_time(agenda.candidates(course, progress, locked=True, today=today), progress)
    modules, weights = module_of_cards(course, every), weights_of(course, plan)
    return Scope(tuple(c for c in every if modules[c.card] in weights), {c: m for c, m in modules.items() if m in weights}, weights)


def in_real_time(cards: Iterable[Candidate], progress: Progress) -> tuple[Candidate, ...]:
    """The cards with the seconds they really take: a failed one is answered twice in a session, so it counts for more."""
    recent = list(progress.days.values())[-30:]
    answers, firsts = sum(t.answers for t in recent), sum(t.firsts for t in recent)
    times = min(max(answers / firsts, 1.0), MOST_TIMES) if firsts >= 10 else 1.0
    return tuple(replace(c, seconds=c.seconds * times) for c in cards)


def module_of_cards(course: Course, cards: Iterable[Candidate]) -> dict[str, str]:
    """The module of each card, nothing for none."""
    by_lesson = {lesson: module.id for module in course.modules for lesson in module.lessons}
    lessons = {entry.id: entry.lesson for entry in entries(course)}
    return {c.card: by_lesson.get(lessons.get(c.question, ""), "") for c in cards}


def sitting_cards(
    course: Course,
    progress: Progress,
    today: date,
    plan: ExamPlan,
    *,
    minutes: int | None = None,
    limit: int | None = None,
    topic: str = "",
) -> tuple[str, ...]:
    """The cards of a session under a plan, in order; a case always whole. Without `minutes`, what is left of the plan's for today.

    `limit` 0: no limit, and no limit of time either. Nothing when today's minutes are used up.
    """
    wanted = agenda.of_topic(course, topic) if topic else None
    every = [c for c in in_real_time(agenda.candidates(course, progress, today=today), progress) if wanted is None or c.question in wanted]
    left = inf if limit == 0 else float(minutes) if minutes else minutes_left(course, progress, today, plan)
    if left * 60 < agenda.usual_seconds(progress) / 2:
        return ()
    worth = worth_of(module_of_cards(course, every), dict(plan.weights)) if plan.weights else None
    introduced = progress.days.get(f"{today} {course.id}", DayTotals()).new
    turns = sitting(every, today, replace(plan, minutes=left), introduced=introduced, worth=worth)
    return agenda.with_cases([turn.card for turn in turns][: limit or None], course)


def minutes_left(course: Course, progress: Progress, today: date, plan: ExamPlan) -> float:
    """What today's answers, those in lessons too, have left of the plan's minutes."""
    return max(0.0, plan.minutes - progress.days.get(f"{today} {course.id}", DayTotals()).ms / 60000)


def reading_left(course: Course, progress: Progress, today: date, plan: ExamPlan) -> Reading:
    """The lessons to be read, in the first half of the days, so that their questions can be asked often enough.

    Their questions are not counted in the time: they are in the plan's minutes.
    """
    left = [course.lessons[row.id] for row in agenda.in_order(course) if not finished(course, progress, row.id)]
    words = sum(len(section.text.split()) for lesson in left for section in lesson.sections)
    days = max(0, (plan.exam_day - today).days)
    return Reading(len(left), ceil(words / WORDS_A_MINUTE), today + timedelta(days=ceil(days / 2)))


def trip(course: Course, progress: Progress, reviews: Iterable[Reviewed], today: date, plan: ExamPlan) -> Trip:
    """Try a plan out on copies of the learner. `reviews`: the answers that count, in order of time."""
    scope, known = scope_of(course, progress, today, plan), calibrate(trials(reviews))
    personal = known.answers >= ENOUGH_ANSWERS
    by = weighing(scope, plan, known.theta if personal else 0.0)
    seen = prospect(scope.cards, today, plan, by)
    short = seen.fit if isinstance(seen, Prospect) and isinstance(seen.fit, Short) else None
    return Trip(
        plan=plan,
        today=today,
        prospect=seen,
        minutes=short.minutes if short else least_minutes(scope, today, plan, by.theta) if isinstance(seen, Prospect) else None,
        day=day_for(scope.cards, today, plan, by) if short else None,
        reading=reading_left(course, progress, today, plan),
        personal=personal,
    )


def least_minutes(scope: Scope, today: date, plan: ExamPlan, theta: float) -> int | None:
    """The fewest minutes a day that reach the target; None without one, or without a day left."""
    if not plan.target or today >= plan.exam_day:
        return None
    return minutes_for(scope.cards, today, plan, weighing(scope, plan, theta))


def weighing(scope: Scope, plan: ExamPlan, theta: float) -> Weighing:
    """The score weighs by the exam, the ranking too where the plan does."""
    return Weighing(theta=theta, worth=scope.points if plan.weights else None, points=scope.points)


def outlook(course: Course, progress: Progress, reviews: Sequence[Reviewed], today: date) -> Outlook:
    """What is to be said of the exam today. `reviews`: the answers that count, in order of time."""
    plan = running(course, progress, today)
    ahead = plan or ExamPlan(start=today, exam_day=today, minutes=0)
    scope, known = scope_of(course, progress, today, plan), calibrate(trials(reviews))
    expected = expected_score(scope, today, ahead, known)
    return Outlook(
        plan=plan,
        today=today,
        calibration=known,
        forecast=expected,
        stopping=expected_score(scope, today, stopping(ahead), known),
        minutes=least_minutes(scope, today, plan, known.theta) if plan and isinstance(expected, Forecast) else None,
        brier=brier(reviews),
    )


def expected_score(scope: Scope, today: date, plan: ExamPlan, known: Calibration) -> Forecast | TooEarly:
    """The forecast of a plan; too early without a card to ask."""
    if not scope.cards:
        return TooEarly(known.answers)
    return forecast(scope.cards, scope.modules, scope.weights, today, plan, known)


def expecting(
    course: Course, progress: Progress, today: date, plan: ExamPlan, reviews: Callable[[], Iterable[Reviewed]]
) -> Callable[[Mapping[str, Memory]], Expectation | TooEarly]:
    """What tells, at the end of a session, how the forecast stands: given the memories it changed.

    `progress` is that before the session; `reviews` reads the history, once, when the end has come.
    """
    known: list[tuple[Scope, Calibration]] = []
    told: dict[tuple[tuple[str, Memory], ...], Expectation | TooEarly] = {}

    def expect(changed: Mapping[str, Memory]) -> Expectation | TooEarly:
        if not known:
            known.append((scope_of(course, progress, today, plan), calibrate(trials(reviews()))))
        key = tuple(changed.items())
        if key not in told:
            told[key] = expectation(*known[0], today, plan, changed)
        return told[key]

    return expect


def expectation(scope: Scope, known: Calibration, today: date, plan: ExamPlan, changed: Mapping[str, Memory]) -> Expectation | TooEarly:
    """The forecast with the memories that a session changed, beside what it was before, if no more is learnt."""
    after = replace(scope, cards=tuple(replace(c, memory=changed.get(c.card, c.memory)) for c in scope.cards))
    seen = expected_score(after, today, plan, known)
    if isinstance(seen, TooEarly):
        return seen
    return Expectation(plan.exam_day, seen.total, left_on(after, plan.exam_day, known), left_on(scope, plan.exam_day, known))


def left_on(scope: Scope, day: date, known: Calibration) -> float:
    """The share of the points on a day if no card is asked before it."""
    return weighted({c.card: recall_on(c.memory, day, known)[0] for c in scope.cards}, scope.points)
