"""The pages of `tutor progress`, in English."""

from datetime import date
from typing import Final

from tutor.text.en import MONTHS, WEEKDAYS, day, minutes, s
from tutor.text.figures import Charts, legend


def count(n: int) -> str:
    """20,540."""
    return f"{n:,}"


def percent(share: float) -> str:
    """84%."""
    return f"{round(100 * share)}%"


def age(first: int, last: int | None) -> str:
    """2 to 3 days."""
    if last is None:
        return f"{first} days or more"
    return f"{first} day{s(first)}" if first == last else f"{first} to {last} days"


def kept_line(right: int, n: int, predicted: float | None) -> str:
    """Known still, of how many, and what was predicted."""
    return f"{count(right)} of {count(n)}" + (f", predicted {percent(predicted)}" if predicted is not None else "")


def weekday(when: date) -> str:
    """Monday 23 November."""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def mastery(known: int, learning: int, total: int) -> str:
    """How well the questions of a lesson or an objective are known, in words."""
    parts = [f"{known} well known"] * bool(known) + [f"{learning} being learned"] * bool(learning)
    return f"{', '.join(parts) or 'none well known'}, of {total}"


def mastery_short(known: int, learning: int, total: int) -> str:
    """The same beside a bar; it is not broken."""
    parts = [f"{known} known"] * bool(known) + [f"{learning} begun"] * bool(learning)
    return f"{', '.join(parts) or 'none known'} of {total}".replace(" ", "\u00a0")


EN: Final = Charts(
    titles={
        "overview": "Where you are",
        "coming": "Coming up for review",
        "year": "The year",
        "lessons": "By lesson",
        "goals": "By objective",
        "retention": "What you retain",
        "calibration": "Your confidence",
        "time": "Time spent",
        "hard": "Difficult questions",
        "confusions": "What you mix up",
    },
    leave="quit",
    page="turn the page",
    jump="subject",
    count=count,
    percent=percent,
    weekday=weekday,
    short_day=lambda when: f"{WEEKDAYS[when.weekday()][:2]} {when.day}",
    day_month=lambda when: f"{when.day}/{when.month:02}",
    month=lambda name: f"{MONTHS[int(name[5:]) - 1]} {name[:4]}",
    weekdays=tuple(name[:2] for name in WEEKDAYS),
    months=tuple(name[:3] for name in MONTHS),
    nothing="Nothing to show here yet: answer some questions first (tutor).",
    whole=lambda known, learning, new, total: (
        f"{count(total)} question{s(total)}: {count(known)} well known, {count(learning)} being learned, {count(new)} never asked."
    ),
    answered=lambda n, right, first: f"{count(n)} answer{s(n)}. First answer of the day right: {count(right)} of {count(first)}.",
    coming=lambda now, fortnight: f"{count(now)} question{s(now)} to review today, {count(fortnight)} in the fourteen days after.",
    coming_now="now",
    coming_later=lambda n: f"Later: {count(n)}.",
    coming_day=lambda when, n: f"{weekday(when)}: {count(n)}.",
    coming_note="Questions missed in the meantime will come back sooner.",
    year=lambda answers, days: f"{count(answers)} answer{s(answers)} in a year, on {days} day{s(days)}.",
    year_before=lambda n: f"And {count(n)} answer{s(n)} before that.",
    year_less="few",
    year_more="many",
    year_months="Answers by month",
    year_best=lambda when, n: f"The fullest day: {day(when)}, {count(n)} answer{s(n)}.",
    lessons=lambda begun, total: f"{begun} lesson{s(begun)} begun of {total}.",
    lessons_unbegun=lambda n: f"{n} lesson{s(n)} not begun yet.",
    mastery=mastery,
    mastery_short=mastery_short,
    mastery_key=legend("█ well known (three weeks or more)", "▒ being learned", "· never asked"),
    goals=lambda begun, total: f"{begun} objective{s(begun)} worked on of {total}.",
    goals_unbegun=lambda n: f"{n} objective{s(n)} not worked on yet.",
    goals_none="This course has no objectives tied to its questions.",
    kept=lambda right, n, share: f"After a day or more you still knew {percent(share)} of the questions ({count(right)} of {count(n)}).",
    kept_none="Questions have to be reviewed after a day or more before what you retain can be measured.",
    kept_key=legend("bar: what you still knew", "┃ what was predicted"),
    kept_line=kept_line,
    kept_note="A right answer that was a guess does not count as known.",
    age=age,
    by_month="By month",
    brier=lambda value: f"Error of the predictions (Brier score): {value:.3f}; 0 would be perfect, 0.25 a tossed coin.",
    calibration="What you said before the verdict, and what happened.",
    calibration_none="You have not said yet how sure you were.",
    calibration_key=legend("bar: right answers", "┃ what the word promises"),
    calibration_line=lambda right, n, said: f"{count(right)} right of {count(n)}, the word promises {percent(said)}",
    calibration_unsaid="never said",
    judged={
        "early": "too early to say",
        "fits": "well judged",
        "over": "too sure of yourself",
        "under": "better than you say",
    },
    time=lambda ms, days: (
        f"{minutes(round(ms / 60000))} answering, on {days} day{s(days)}: {minutes(round(ms / 60000 / days))} on a day of study."
    ),
    time_each=lambda seconds: f"{round(seconds)} second{s(round(seconds))} an answer on average.",
    time_weeks="Minutes a week (its Monday)",
    time_week=lambda monday, n: f"Week of {weekday(monday).removeprefix('Monday ')}: {minutes(n) if n else 'nothing'}.",
    time_none="No time measured yet.",
    minutes=minutes,
    hard=lambda n: "The question you forgot most." if n == 1 else f"The {n} questions you forgot most.",
    hard_none="No question has been forgotten yet.",
    hard_line=lambda lapses, reps, days: f"forgotten {lapses} time{s(lapses)} in {reps}; now lasts about {days} day{s(days)}",
    sure=lambda n: f"Sure and wrong: {n} question{s(n)}, asked first from the next day on.",
    sure_none="Nothing that you wrongly thought you knew.",
    confusions=lambda n: f"{n} pair{s(n)} mixed up more than once.",
    confusions_none="Nothing was mixed up twice.",
    confusion=lambda one, other, n: f"{one} / {other}: mixed up {n} times",
    confusion_drill="To tell them apart: tutor practice --confusions",
    about_this=lambda when: f"Your progress, {day(when)}",
    exported=lambda path: f"Written: {path}",
    no_confusions="Nothing was mixed up twice in what you have read.",
)
