"""French, for exams: plans and forecasts."""

from tutor.text.exams import Exams

FR = Exams(
    group="L'examen : ce que vous pouvez en attendre ; plan, run.",
    plan="Prévoir un examen : la date, les minutes par jour. Sans date : le plan en cours.",
    no_plan="Aucun examen prévu. Pour en prévoir un : tutor exam plan DATE --minutes 15",
)
