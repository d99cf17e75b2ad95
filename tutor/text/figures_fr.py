"""The pages of `tutor progress`, in French."""

from datetime import date
from typing import Final

from tutor.text.figures import Charts, legend
from tutor.text.fr import MONTHS, WEEKDAYS, day, minutes, nth, s

SHORT: Final = ("jan.", "fév.", "mars", "avr.", "mai", "juin", "juil.", "août", "sep.", "oct.", "nov.", "déc.")


def count(n: int) -> str:
    """20 540."""
    return f"{n:,}".replace(",", " ")


def percent(share: float) -> str:
    """84 %."""
    return f"{round(100 * share)} %"


def age(first: int, last: int | None) -> str:
    """2 à 3 jours."""
    if last is None:
        return f"{first} jours ou plus"
    return f"{first} jour{s(first)}" if first == last else f"{first} à {last} jours"


def kept_line(right: int, n: int, predicted: float | None) -> str:
    """Known still, of how many, and what was predicted."""
    return f"{count(right)} sur {count(n)}" + (f", prévu {percent(predicted)}" if predicted is not None else "")


def mastery(known: int, learning: int, total: int) -> str:
    """How well the questions of a lesson or an objective are known, in words."""
    parts = [f"{known} bien sue{s(known)}"] * bool(known) + [f"{learning} en apprentissage"] * bool(learning)
    return f"{', '.join(parts) or 'aucune bien sue'}, sur {total}"


def mastery_short(known: int, learning: int, total: int) -> str:
    """The same beside a bar; it is not broken."""
    parts = [f"{known} sue{s(known)}"] * bool(known) + [f"{learning} en cours"] * bool(learning)
    return f"{', '.join(parts) or 'aucune sue'} sur {total}".replace(" ", "\u00a0")


def weekday(when: date) -> str:
    """Lundi 23 novembre."""
    return f"{WEEKDAYS[when.weekday()]} {nth(when.day)} {MONTHS[when.month - 1]}"


FR: Final = Charts(
    titles={
        "overview": "Où vous en êtes",
        "coming": "À revoir bientôt",
        "year": "L'année",
        "lessons": "Par leçon",
        "goals": "Par objectif",
        "retention": "Ce que vous retenez",
        "calibration": "Votre certitude",
        "time": "Le temps passé",
        "hard": "Questions difficiles",
        "confusions": "Ce que vous confondez",
    },
    leave="quitter",
    page="tourner la page",
    jump="sujet",
    count=count,
    percent=percent,
    weekday=weekday,
    short_day=lambda when: f"{WEEKDAYS[when.weekday()][:2]} {when.day}",
    day_month=lambda when: f"{when.day}/{when.month:02}",
    month=lambda name: f"{MONTHS[int(name[5:]) - 1]} {name[:4]}",
    weekdays=tuple(name[:2] for name in WEEKDAYS),
    months=SHORT,
    nothing="Rien encore à montrer ici : répondez d'abord à des questions (tutor).",
    whole=lambda known, learning, new, total: (
        f"{count(total)} question{s(total)} : {count(known)} bien sue{s(known)}, {count(learning)} en apprentissage, {count(new)} jamais posée{s(new)}."
    ),
    answered=lambda n, right, first: f"{count(n)} réponse{s(n)}. Première réponse du jour juste : {count(right)} sur {count(first)}.",
    coming=lambda now, fortnight: (
        f"{count(now)} question{s(now)} à revoir aujourd'hui, {count(fortnight)} dans les quatorze jours qui suivent."
    ),
    coming_now="auj.",
    coming_later=lambda n: f"Plus tard : {count(n)}.",
    coming_day=lambda when, n: f"{weekday(when).capitalize()} : {count(n)}.",
    coming_note="Les questions manquées d'ici là reviendront plus tôt.",
    year=lambda answers, days: f"{count(answers)} réponse{s(answers)} en un an, sur {days} jour{s(days)}.",
    year_before=lambda n: f"Et {count(n)} réponse{s(n)} plus tôt.",
    year_less="peu",
    year_more="beaucoup",
    year_months="Réponses par mois",
    year_best=lambda when, n: f"Le jour le plus rempli : {day(when)}, {count(n)} réponse{s(n)}.",
    lessons=lambda begun, total: f"{begun} leçon{s(begun)} commencée{s(begun)} sur {total}.",
    lessons_unbegun=lambda n: f"{n} leçon{s(n)} pas encore commencée{s(n)}.",
    mastery=mastery,
    mastery_short=mastery_short,
    mastery_key=legend("█ bien sue (trois semaines ou plus)", "▒ en apprentissage", "· jamais posée"),
    goals=lambda begun, total: f"{begun} objectif{s(begun)} travaillé{s(begun)} sur {total}.",
    goals_unbegun=lambda n: f"{n} objectif{s(n)} pas encore travaillé{s(n)}.",
    goals_none="Ce cours n'a pas d'objectifs liés à ses questions.",
    kept=lambda right, n, share: (
        f"Après un jour ou plus, vous saviez encore {percent(share)} des questions ({count(right)} sur {count(n)})."
    ),
    kept_none="Il faut revoir des questions après un jour ou plus pour mesurer ce que vous retenez.",
    kept_key=legend("barre : ce que vous saviez encore", "┃ ce qui était prévu"),
    kept_line=kept_line,
    kept_note="Une réponse juste donnée au hasard ne compte pas comme sue.",
    age=age,
    by_month="Par mois",
    brier=lambda value: (
        f"Erreur des prévisions (score de Brier) : {value:.3f} ; 0 serait parfait, 0,25 reviendrait à tirer à pile ou face.".replace(
            ".", ",", 1
        )
    ),
    calibration="Ce que vous disiez avant le verdict, et ce qui s'est passé.",
    calibration_none="Vous n'avez pas encore dit votre degré de certitude.",
    calibration_key=legend("barre : réponses justes", "┃ ce que le mot promet"),
    calibration_line=lambda right, n, said: f"{count(right)} juste{s(right)} sur {count(n)}, le mot promet {percent(said)}",
    calibration_unsaid="jamais dit",
    judged={
        "early": "trop tôt pour le dire",
        "fits": "bien jugé",
        "over": "trop sûr de vous",
        "under": "mieux que vous ne le dites",
    },
    time=lambda ms, days: (
        f"{minutes(round(ms / 60000))} à répondre, sur {days} jour{s(days)} : {minutes(round(ms / 60000 / days))} par jour d'étude."
    ),
    time_each=lambda seconds: f"{round(seconds)} seconde{s(round(seconds))} par réponse en moyenne.",
    time_weeks="Minutes par semaine (le lundi)",
    time_week=lambda monday, n: f"Semaine du {weekday(monday).removeprefix('lundi ')} : {minutes(n) if n else 'rien'}.",
    time_none="Aucun temps mesuré encore.",
    minutes=minutes,
    hard=lambda n: "La question que vous avez le plus oubliée." if n == 1 else f"Les {n} questions que vous avez le plus oubliées.",
    hard_none="Aucune question n'a encore été oubliée.",
    hard_line=lambda lapses, reps, days: f"oubliée {lapses} fois sur {reps} ; tient maintenant environ {days} jour{s(days)}",
    sure=lambda n: f"Sûr, mais incorrect : {n} question{s(n)}, posée{s(n)} en premier dès le lendemain.",
    sure_none="Rien que vous croyiez savoir à tort.",
    confusions=lambda n: f"{n} paire{s(n)} confondue{s(n)} plus d'une fois.",
    confusions_none="Rien n'a été confondu deux fois.",
    confusion=lambda one, other, n: f"{one} / {other} : {n} confusion{s(n)}",
    confusion_drill="Pour les démêler : tutor practice --confusions",
    about_this=lambda when: f"Vos progrès, le {day(when)}",
    exported=lambda path: f"Écrit : {path}",
    no_confusions="Rien n'a été confondu deux fois dans ce que vous avez lu.",
)
