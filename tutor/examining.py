"""The `tutor exam` commands that look ahead: the plan to a day, and the forecast."""

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from tutor import outlook
from tutor.agenda import DEFAULT_MINUTES, usual_seconds
from tutor.dates import typed_day
from tutor.errors import BadExam, ExitCode, NotSaved, UnknownName
from tutor.events import Planned
from tutor.exam import ExamPlan, plan_of
from tutor.forecast import Band, Forecast, TooEarly
from tutor.outlook import Outlook, Trip
from tutor.record import asdict, record
from tutor.rehearsal import Fits, Nothing, Prospect
from tutor.sessions import reviews
from tutor.text.exams import exams_for
from tutor.ui.exams import outlook_blocks, trip_blocks

if TYPE_CHECKING:
    import typer

    from tutor.app import App
    from tutor.course import Course

MOST_MINUTES = 1440
MOST_YEARS = 20


@record(kw_only=True)
class Wish:
    """What was asked of a plan, as it was typed; None and "" where nothing was."""

    day: str = ""
    minutes: int | None = None
    target: str = ""
    weights: str = ""
    change: bool = False
    cancel: bool = False

    @property
    def empty(self) -> bool:
        """Nothing is wished but to see the plan."""
        return not (self.day or self.target or self.weights or self.change or self.cancel) and self.minutes is None


def commands(app: "App") -> "typer.Typer":
    """The commands, with their help in the language of `app`."""
    import typer

    text = exams_for(app.language)
    exam = typer.Typer(help=text.group)
    as_json = Annotated[bool, typer.Option("--json", help=app.text.commands.json)]

    @exam.callback(invoke_without_command=True)
    def _exam(context: typer.Context, json: as_json = False) -> None:
        if context.invoked_subcommand is None:
            raise typer.Exit(forecast(app, as_json=json))

    @exam.command("plan", help=text.plan)
    def _plan(
        day: Annotated[list[str] | None, typer.Argument(metavar="[DATE]", help=text.day_argument)] = None,
        minutes: Annotated[int | None, typer.Option(help=text.minutes)] = None,
        target: Annotated[str, typer.Option(help=text.target)] = "",
        weights: Annotated[str, typer.Option(help=text.weights)] = "",
        change: Annotated[bool, typer.Option("--change", help=text.change)] = False,
        cancel: Annotated[bool, typer.Option("--cancel", help=text.cancel)] = False,
        json: as_json = False,
    ) -> None:
        words = " ".join(day) if day is not None else ""
        if day is not None and not words.strip():
            raise BadExam("no_date", (words,))
        wish = Wish(day=words, minutes=minutes, target=target, weights=weights, change=change, cancel=cancel)
        raise typer.Exit(plan(app, wish, as_json=json))

    return exam


def plan(app: "App", wish: Wish, *, as_json: bool) -> ExitCode:
    """Make, change, show or cancel the plan. Raises BadExam, UnknownName, NotSaved."""
    course, progress, today = app.course(), app.store().progress, app.world.now().day
    text, old = exams_for(app.language), plan_of(progress.plans.get(course.id))
    running = outlook.running(course, progress, today)
    if wish.cancel:
        cancel(app, wish, running)
        said = text.cancelled
    elif wish.empty:
        said = ""
    else:
        keep(app, planned(app, wish, running))
        said = text.changed if running else text.made
    new = plan_of(app.store().progress.plans.get(course.id)) if not wish.empty else old
    show(app, new, said, as_json=as_json)
    app.close()
    return ExitCode.DONE


def cancel(app: "App", wish: Wish, running: ExamPlan | None) -> None:
    """Give the plan up. Raises BadExam."""
    if wish != Wish(cancel=True):
        raise BadExam("cancel_alone")
    if running is None:
        raise BadExam("nothing_to_cancel")
    keep(app, Planned(moment=app.world.now(), course=app.course().id, exam_day=None))


def keep(app: "App", fact: Planned) -> None:
    """Put a plan on the disk. Raises NotSaved."""
    try:
        app.store().append([fact])
    except NotSaved:
        if app.close():  # the second try, too, came to nothing
            raise


def planned(app: "App", wish: Wish, running: ExamPlan | None) -> Planned:
    """The plan that is wished for; what is not said stays as it is in the plan that runs. Raises BadExam, UnknownName."""
    now, course = app.world.now(), app.course()
    day = day_wished(wish, now.day, running, french=app.language == "fr")
    if not outlook.scope_of(course, app.store().progress, now.day, None).cards:
        raise BadExam("no_cards")
    return Planned(
        moment=now,
        course=course.id,
        exam_day=day,
        minutes=minutes_wished(wish.minutes) if wish.minutes is not None else round(running.minutes) if running else DEFAULT_MINUTES,
        target=target_wished(wish.target) if wish.target else running.target if running else 0.0,
        weights=weights_wished(wish.weights, course) if wish.weights else running.weights if running else (),
    )


def day_wished(wish: Wish, today: date, running: ExamPlan | None, *, french: bool) -> date:
    """The day of the exam. Raises BadExam for a day that is none, is past or far, and for a second plan beside one that runs."""
    if not wish.day:
        if running is None:
            raise BadExam("nothing_to_change")
        return running.exam_day
    day = typed_day(wish.day, today, french=french)
    if day < today:
        raise BadExam("past", (day, (today - day).days))
    if day.year - today.year > MOST_YEARS:
        raise BadExam("far", (day, day.year - today.year))
    if running and day != running.exam_day and not wish.change:
        raise BadExam("second", (running.exam_day, day))
    return day


def minutes_wished(minutes: int) -> int:
    """Minutes a day, 1 to 1440. Raises BadExam."""
    if minutes < 1:
        raise BadExam("no_minutes", (minutes,))
    if minutes > MOST_MINUTES:
        raise BadExam("many_minutes", (minutes,))
    return minutes


def target_wished(words: str) -> float:
    """A target as a share: 85, 85 %; 0 for none. Raises BadExam."""
    found = re.fullmatch(r"([0-9]{1,3})\s*%?", words.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if found is None or int(found[1]) > 100:
        raise BadExam("target", (words,))
    return int(found[1]) / 100


def weights_wished(words: str, course: "Course") -> tuple[tuple[str, float], ...]:
    """The weight of every module: `m1=2,m3=1`, the others as in the course. Raises BadExam, UnknownName."""
    weights = {m.id: m.weight for m in course.modules}
    for part in re.split(r"[,;\s]+", words.strip(" ,;")):
        name, _, value = part.partition("=")
        if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", value):
            raise BadExam("weights", (words,))
        if name not in weights:
            raise UnknownName("module", name, tuple(weights)[:6])
        weights[name] = float(value)
    if not any(weight > 0 for weight in weights.values()):
        raise BadExam("weightless")
    return tuple(weights.items())


def show(app: "App", plan: ExamPlan | None, said: str, *, as_json: bool) -> None:
    """The plan as it stands, or that there is none."""
    course, today = app.course(), app.world.now().day
    trip = outlook.trip(course, app.store().progress, reviews(app), today, plan) if plan else None
    if as_json:
        app.out().json({"course": course.id, **(trip_data(trip) if trip else {"plan": None})})
    elif trip is None:
        app.out().line(app.set_in_type(said or exams_for(app.language).no_plan))
    else:
        app.out().page(tuple(trip_blocks(trip, app.voice(numbered=app.plain), said)), app.world.environ)


def why_nothing(app: "App", plan: ExamPlan) -> str:
    """Why a plan asks nothing more today."""
    course, progress, today = app.course(), app.store().progress, app.world.now().day
    text = exams_for(app.language)
    left = outlook.minutes_left(course, progress, today, plan) * 60
    return text.used_up(round(plan.minutes)) if left < usual_seconds(progress) / 2 else text.all_asked


def forecast(app: "App", *, as_json: bool) -> ExitCode:
    """What to expect of the exam."""
    course, today = app.course(), app.world.now().day
    seen = outlook.outlook(course, app.store().progress, reviews(app), today)
    if as_json:
        app.out().json({"course": course.id, **outlook_data(seen)})
    else:
        titles = {m.id: m.title for m in course.modules}
        app.out().page(tuple(outlook_blocks(seen, titles, app.voice(numbered=app.plain))), app.world.environ)
    app.close()
    return ExitCode.DONE


def plan_data(plan: ExamPlan | None, today: date) -> dict[str, Any] | None:
    """A plan as data; shares are 0 to 1."""
    if plan is None:
        return None
    return {
        "exam_day": plan.exam_day.isoformat(),
        "days_left": (plan.exam_day - today).days,
        "since": plan.start.isoformat(),
        "minutes": round(plan.minutes),
        "target": plan.target or None,
        "weights": dict(plan.weights) or None,
    }


def trip_data(trip: Trip) -> dict[str, Any]:
    """A plan with how it will go, as data."""
    head: dict[str, Any] = {"plan": plan_data(trip.plan, trip.today)}
    seen = trip.prospect
    if not isinstance(seen, Prospect):
        return head | {"over": not isinstance(seen, Nothing)}
    fits = isinstance(seen.fit, Fits)
    would = {
        "minutes": trip.minutes,
        "exam_day": trip.day.isoformat() if trip.day else None,
        "target": None if seen.unseen else round(seen.score, 4),
    }
    loads = [{**asdict(load), "first": load.first.isoformat()} for load in seen.loads]
    return head | {
        "fits": fits,
        "would_fit": None if fits else would,
        "minutes_needed": trip.minutes,
        "expected": round(seen.score, 4),
        "thirty_days_after": round(seen.later, 4),
        "never_asked": seen.unseen,
        "personal": trip.personal,
        "reading": {**asdict(trip.reading), "until": trip.reading.until.isoformat()},
        "load": [{name: round(v, 2) if isinstance(v, float) else v for name, v in load.items()} for load in loads],
    }


def outlook_data(seen: Outlook) -> dict[str, Any]:
    """A forecast as data; shares are 0 to 1."""
    return {
        "plan": plan_data(seen.plan, seen.today),
        "forecast": forecast_data(seen.forecast),
        "stopping": forecast_data(seen.stopping),
        "minutes_for_target": seen.minutes,
        "theta": round(seen.calibration.theta, 4),
        "theta_sd": round(seen.calibration.sd, 4),
        "answers": seen.calibration.answers,
        "brier": asdict(seen.brier) if seen.brier else None,
    }


def forecast_data(seen: Forecast | TooEarly) -> dict[str, Any]:
    """A forecast, or why there is none."""
    if isinstance(seen, TooEarly):
        return {"too_early": True, **asdict(seen)}
    return {"too_early": False, "total": band_data(seen.total), "modules": {m: band_data(band) for m, band in seen.modules}}


def band_data(band: Band) -> dict[str, float]:
    """A band with its numbers."""
    return {name: round(value, 4) for name, value in asdict(band).items()}
