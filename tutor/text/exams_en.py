"""English, for exams: plans and forecasts."""

from tutor.text.exams import Exams

EN = Exams(
    group="The exam: what you can expect of it; plan, run.",
    plan="Plan an exam: its date, the minutes a day. Without a date: the plan in force.",
    no_plan="No exam is planned. To plan one: tutor exam plan DATE --minutes 15",
)
