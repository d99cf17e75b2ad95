"""English, for exams to come: plans and forecasts."""

from datetime import date

from tutor.text.en import MONTHS, day, in_days, minutes, s
from tutor.text.exams import Exams


def short_day(when: date, year: bool) -> str:
    """23 Nov, or 23 Nov 2027."""
    return f"{when.day} {MONTHS[when.month - 1][:3]}" + (f" {when.year}" if year else "")


def span(first: date, last: date, year: bool) -> str:
    """Some days: 23 Nov, 23–29 Nov, 28 Nov–4 Dec."""
    if first == last:
        return short_day(last, year)
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same else short_day(first, year and first.year != last.year)}–{short_day(last, year)}"


def away(n: int) -> str:
    """How far away the exam is, in days as long as they can be counted."""
    return f"in {n} days" if 1 < n < 1000 else in_days(n)


def ago(n: int) -> str:
    """How long ago a day was."""
    return "yesterday" if n == 1 else f"{n} days ago"


def fits(score: int, target: int) -> str:
    """The plan is enough."""
    wanted = f" for a target of {target}%" if target else ""
    return f"This plan fits: every question will be met, and {score}% of the points are expected{wanted}."


def short(score: int, target: int, unseen: int) -> str:
    """The plan is not enough, and why."""
    why = [f"{unseen} question{s(unseen)} will never be asked"] if unseen else []
    why += [f"{score}% of the points are expected" + (f" for a target of {target}%" if target else "")]
    return f"This plan does not fit: {', and '.join(why)}."


def would(n: int | None, when: date | None, target: int) -> str:
    """What would be enough."""
    ways = [f"with {minutes(n)} a day"] if n else []
    ways += [f"for an exam around {day(when)}"] if when else []
    ways += [f"with a target of {target}%"] if target else []
    none = "" if n else " Four hours a day would not be enough."
    return (f"It would fit {', or '.join(ways)}." if ways else "") + none


def load(n: int, new: int, again: int, days: int) -> str:
    """The load of some days."""
    return f"{n} min{' a day;' if days > 1 else ','} {new} new, {again} again{' in all' if days > 1 else ''}"


def memory(pace: float, answers: int) -> str:
    """How this learner forgets, beside the average; `pace` is how many times longer memories last."""
    known = f"from {answers} answers a day or more apart"
    if 0.9 <= pace <= 1.1:
        return f"You forget about as the average learner does ({known})."
    return f"You forget {max(pace, 1 / pace):.1f} times {'more slowly' if pace > 1 else 'faster'} than the average learner ({known})."


def end_stopping(now: int, gained: int) -> str:
    """What a session changed."""
    points = f"{abs(gained)} point{s(abs(gained))}"
    change = f"{points} more than before" if gained > 0 else f"{points} less than before" if gained < 0 else "as before"
    return f"Stopping here: {now}%, {change} this session."


EN = Exams(
    group="The exam to come: what you can expect of it. To plan it: plan.",
    plan="Plan an exam: its day and your minutes a day. Without a day: the plan in force, or change it.",
    day_argument="The day of the exam: 2027-01-15, 15/01/2027, “January 15”…",
    minutes="Your minutes of questions a day, in lessons and reviews (15 unless told).",
    target="The share of the points you aim at, in per cent; 0: none.",
    weights="The weight of the modules in the exam: m1=2,m3=1; the others keep that of the course.",
    change="Replace the day of the plan in force.",
    cancel="Give the plan up; ordinary review resumes.",
    refused={
        "no_date": lambda given: f"“{given}” is not a possible date; write for example 2027-01-15 or 15/01/2027.",
        "two_ways": lambda given, one, other: (
            f"“{given}” can be {day(one)} or {day(other)}; write {one.isoformat()} or {other.isoformat()}."
        ),
        "past": lambda when, n: f"{day(when)} is past ({ago(n)}); give a day to come.",
        "far": lambda when, years: f"{day(when)} is {years} years away: check the year.",
        "no_minutes": lambda given: f"{given} minutes a day make no plan; it takes at least one.",
        "many_minutes": lambda given: f"{given} minutes a day is more than a day has; 1440 at most.",
        "target": lambda given: f"“{given}” is not a possible target; give a percentage from 1 to 100, for example 85.",
        "weights": lambda given: f"“{given}” gives no weights; write for example m1=2,m3=1.",
        "weightless": lambda: "No module has any weight; at least one must count.",
        "second": lambda when, new: (
            f"A plan is in force, for {day(when)}, and there is only one at a time. To change its day: "
            f"tutor exam plan {new.isoformat()} --change; to give it up: tutor exam plan --cancel"
        ),
        "nothing_to_change": lambda: "No plan is in force; to make one, give the day of the exam: tutor exam plan DATE",
        "nothing_to_cancel": lambda: "No plan is in force: there is nothing to give up.",
        "cancel_alone": lambda: "--cancel gives the plan up and goes with nothing else.",
        "no_cards": lambda: "This course has no question to prepare for an exam.",
    },
    made="Plan saved.",
    changed="Plan changed.",
    cancelled="Plan given up. Ordinary review resumes; nothing you know is lost.",
    no_plan="No exam is planned. To plan one: tutor exam plan DATE --minutes 15",
    if_today="If the exam were today:",
    title=lambda when, n: f"Exam on {day(when)} ({away(n)})",
    over=lambda when, n: f"The exam was on {day(when)}, {ago(n)}; ordinary review has resumed.",
    terms=lambda n, target: f"{minutes(n)} of questions a day" + (f", target: {target}% of the points." if target else "."),
    weighed=lambda names: f"Weights of the modules: {names}.",
    fits=fits,
    short=short,
    least=lambda target, n: f"For {target}%, {minutes(n)} a day would be enough.",
    would=would,
    later=lambda score: f"Thirty days after the exam, {score}% would be left.",
    average="Worked out for an average memory; it will be yours after 150 answers a day or more apart.",
    reading=lambda n, m, until, a_day: (
        f"{n} lesson{s(n)} {'are' if n > 1 else 'is'} still to be read (about {minutes(m)}) before {day(until)}, so that all their "
        f"questions are met; this reading comes on top of the {minutes(a_day)} of questions a day."
    ),
    no_day_left="The exam is today: there is no day of review left before it.",
    loads={1: "Day by day", 7: "By periods of up to a week", 30: "By thirty days", 365: "Year by year"},
    span=span,
    load=load,
    eve=lambda n, new: f"On the eve: {minutes(n)}, {new or 'no'} new question{s(new)}.",
    what_next=("Review by this plan: tutor review", "Change it: tutor exam plan --minutes 20", "Give it up: tutor exam plan --cancel"),
    reached=lambda target: f"The target of {target}% would be met even without any more review.",
    early=lambda n, needed: f"Too early to say: {n} answer{s(n)} a day or more apart, {needed} are needed.",
    score=lambda n, low, high: f"Expected score: {n}% of the points (four times in five between {low} and {high}%).",
    stopping=lambda n: f"Without any more review: {n}%.",
    needed=lambda target, n: f"For {target}%: {minutes(n)} a day." if n else f"For {target}%: four hours a day would not be enough.",
    by_module="By module",
    module=lambda n, low, high, later: f"{n}% ({low} to {high}%), thirty days after {later}%",
    memory=memory,
    brier=lambda n, score, base, share: (
        f"Past forecasts: Brier score {score} over {n} answer{s(n)} (0 is perfect; always saying {share}% would have made {base})."
    ),
    hopeful=lambda said, was: (
        f"They were too {'hopeful' if said > was else 'gloomy'}: {said}% foretold, {was}% right."
        if abs(said - was) > 2
        else f"They were right on average: {said}% foretold, {was}% right."
    ),
    how="The plan day by day: tutor exam plan",
    used_up=lambda n: f"Today's question time ({minutes(n)}) is used up; more tomorrow. To go on: tutor review --minutes 10",
    all_asked="Every open question was asked today. What is next: tutor",
    end_early=lambda n, needed: f"Forecast for the exam: too early to say ({n} answer{s(n)} a day or more apart, {needed} are needed).",
    end=lambda when, n, low, high: f"Forecast for the exam on {day(when)}: {n}% ({low} to {high}%) if you follow the plan.",
    end_stopping=end_stopping,
)
