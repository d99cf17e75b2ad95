"""French, for exams to come: plans and forecasts."""

from datetime import date

from tutor.text.exams import Exams
from tutor.text.fr import day, in_days, minutes, nth, s

SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


def short_day(when: date, year: bool) -> str:
    """23 nov., or 23 nov. 2027."""
    return f"{nth(when.day)} {SHORT[when.month - 1]}" + (f" {when.year}" if year else "")


def span(first: date, last: date, year: bool) -> str:
    """Some days: 23 nov., 23–29 nov., 28 nov.–4 déc."""
    if first == last:
        return short_day(last, year)
    same = (first.year, first.month) == (last.year, last.month)
    return f"{nth(first.day) if same else short_day(first, year and first.year != last.year)}–{short_day(last, year)}"


def away(n: int) -> str:
    """How far away the exam is, in days as long as they can be counted."""
    return f"dans {n} jours" if 1 < n < 1000 else in_days(n)


def ago(n: int) -> str:
    """How long ago a day was."""
    return "hier" if n == 1 else f"il y a {n} jours"


def fits(score: int, target: int) -> str:
    """The plan is enough."""
    wanted = f" pour un objectif de {target} %" if target else ""
    return f"Ce plan tient : toutes les questions seront vues, et {score} % des points sont attendus{wanted}."


def short(score: int, target: int, unseen: int) -> str:
    """The plan is not enough, and why."""
    why = [f"{unseen} question{s(unseen)} ne ser{'ont' if unseen > 1 else 'a'} jamais posée{s(unseen)}"] if unseen else []
    why += [f"{score} % des points sont attendus" + (f" pour un objectif de {target} %" if target else "")]
    return f"Ce plan ne tient pas : {', et '.join(why)}."


def would(n: int | None, when: date | None, target: int) -> str:
    """What would be enough."""
    ways = [f"avec {minutes(n)} par jour"] if n else []
    ways += [f"pour un examen vers le {day(when)}"] if when else []
    ways += [f"avec un objectif de {target} %"] if target else []
    none = "" if n else " Quatre heures par jour n'y suffiraient pas."
    return (f"Il tiendrait {', ou '.join(ways)}." if ways else "") + none


def load(n: int, new: int, again: int, days: int) -> str:
    """The load of some days."""
    return f"{n} min{' par jour ;' if days > 1 else ','} {new} nouvelle{s(new)}, {again} reprise{s(again)}{' en tout' if days > 1 else ''}"


def memory(pace: float, answers: int) -> str:
    """How this learner forgets, beside the average; `pace` is how many times longer memories last."""
    known = f"d'après {answers} réponses espacées d'un jour ou plus"
    if 0.9 <= pace <= 1.1:
        return f"Vous oubliez à peu près comme la moyenne ({known})."
    times = f"{max(pace, 1 / pace):.1f}".replace(".", ",")
    return f"Vous oubliez {times} fois {'moins' if pace > 1 else 'plus'} vite que la moyenne ({known})."


def end_stopping(now: int, gained: int) -> str:
    """What a session changed."""
    points = f"{abs(gained)} point{s(abs(gained))}"
    change = f"{points} de plus qu'avant" if gained > 0 else f"{points} de moins qu'avant" if gained < 0 else "comme avant"
    return f"En arrêtant là : {now} %, {change} cette séance."


FR = Exams(
    group="L'examen à venir : ce que vous pouvez en attendre. Pour le prévoir : plan.",
    plan="Prévoir un examen : son jour et vos minutes par jour. Sans jour : le plan en cours, ou le changer.",
    day_argument="Le jour de l'examen : 2027-01-15, 15/01/2027, « 15 janvier »…",
    minutes="Vos minutes de questions par jour, dans les leçons et les révisions (15 si rien n'est dit).",
    target="La part des points visée, en pour cent ; 0 : aucune.",
    weights="Le poids des modules à l'examen : m1=2,m3=1 ; les autres gardent celui du cours.",
    change="Remplacer le jour du plan en cours.",
    cancel="Abandonner le plan ; la révision ordinaire reprend.",
    refused={
        "no_date": lambda given: f"« {given} » n'est pas une date possible ; écrivez par exemple 2027-01-15 ou 15/01/2027.",
        "two_ways": lambda given, one, other: (
            f"« {given} » peut être le {day(one)} ou le {day(other)} ; écrivez {one.isoformat()} ou {other.isoformat()}."
        ),
        "past": lambda when, n: f"Le {day(when)} est passé ({ago(n)}) ; donnez un jour à venir.",
        "far": lambda when, years: f"Le {day(when)} est dans {years} ans : vérifiez l'année.",
        "no_minutes": lambda given: f"{given} minute{s(abs(given))} par jour : ce n'est pas un plan ; il en faut au moins une.",
        "many_minutes": lambda given: f"{given} minutes par jour, c'est plus qu'un jour ; 1440 au plus.",
        "target": lambda given: f"« {given} » n'est pas un objectif possible ; donnez un pourcentage de 1 à 100, par exemple 85.",
        "weights": lambda given: f"« {given} » ne donne pas de poids ; écrivez par exemple m1=2,m3=1.",
        "weightless": lambda: "Tous les modules ont un poids nul ; il en faut au moins un qui compte.",
        "second": lambda when, new: (
            f"Un plan est en cours, pour le {day(when)}, et il n'y en a qu'un à la fois. Pour en changer le jour : "
            f"tutor exam plan {new.isoformat()} --change ; pour l'abandonner : tutor exam plan --cancel"
        ),
        "nothing_to_change": lambda: "Aucun plan n'est en cours ; pour en faire un, donnez le jour de l'examen : tutor exam plan DATE",
        "nothing_to_cancel": lambda: "Aucun plan n'est en cours : il n'y a rien à abandonner.",
        "cancel_alone": lambda: "--cancel abandonne le plan et ne va avec rien d'autre.",
        "no_cards": lambda: "Ce cours n'a aucune question à préparer pour un examen.",
    },
    made="Plan enregistré.",
    changed="Plan changé.",
    cancelled="Plan abandonné. La révision ordinaire reprend ; rien de ce que vous savez n'est perdu.",
    no_plan="Aucun examen prévu. Pour en prévoir un : tutor exam plan DATE --minutes 15",
    if_today="Si l'examen était aujourd'hui :",
    title=lambda when, n: f"Examen du {day(when)} ({away(n)})",
    over=lambda when, n: f"L'examen était le {day(when)}, {ago(n)} ; la révision ordinaire a repris.",
    terms=lambda n, target: f"{minutes(n)} de questions par jour" + (f", objectif : {target} % des points." if target else "."),
    weighed=lambda names: f"Poids des modules : {names}.",
    fits=fits,
    short=short,
    least=lambda target, n: f"Pour {target} %, {minutes(n)} par jour suffi{'raient' if n > 1 else 'rait'}.",
    would=would,
    later=lambda score: f"Trente jours après l'examen, il en resterait {score} %.",
    average="Calculé pour une mémoire moyenne ; ce sera la vôtre après 150 réponses espacées d'un jour ou plus.",
    reading=lambda n, m, until, a_day: (
        f"{n} leçon{s(n)} {'restent' if n > 1 else 'reste'} à lire (environ {minutes(m)}) avant le {day(until)}, pour que toutes leurs "
        f"questions soient vues ; ce temps de lecture s'ajoute aux questions ({minutes(a_day)} par jour)."
    ),
    no_day_left="L'examen est aujourd'hui : il ne reste pas de jour de révision avant lui.",
    loads={1: "Jour par jour", 7: "Par périodes d'une semaine au plus", 30: "Par trente jours", 365: "Année par année"},
    span=span,
    load=load,
    eve=lambda n, new: f"La veille : {minutes(n)}, {new or 'aucune'} nouvelle{s(new)} question{s(new)}.",
    what_next=(
        "Réviser selon ce plan : tutor review",
        "Le changer : tutor exam plan --minutes 20",
        "L'abandonner : tutor exam plan --cancel",
    ),
    reached=lambda target: f"L'objectif de {target} % tiendrait même sans plus rien réviser.",
    early=lambda n, needed: f"Trop tôt pour le dire : {n} réponse{s(n)} espacée{s(n)} d'un jour ou plus, il en faut {needed}.",
    score=lambda n, low, high: f"Score attendu : {n} % des points (quatre fois sur cinq entre {low} et {high} %).",
    stopping=lambda n: f"Sans plus rien réviser : {n} %.",
    needed=lambda target, n: (
        f"Pour {target} % : {minutes(n)} par jour." if n else f"Pour {target} % : quatre heures par jour n'y suffiraient pas."
    ),
    by_module="Par module",
    module=lambda n, low, high, later: f"{n} % ({low} à {high} %), trente jours après {later} %",
    memory=memory,
    brier=lambda n, score, base, share: (
        f"Prévisions passées : score de Brier {score} sur {n} réponse{s(n)} (0 est parfait ; toujours dire {share} % aurait fait {base})."
    ),
    hopeful=lambda said, was: (
        f"Elles étaient trop {'optimistes' if said > was else 'pessimistes'} : {said} % annoncés, {was} % justes."
        if abs(said - was) > 2
        else f"Elles étaient justes en moyenne : {said} % annoncés, {was} % justes."
    ),
    how="Le plan jour par jour : tutor exam plan",
    used_up=lambda n: (
        f"Votre temps de questions d'aujourd'hui ({minutes(n)}) est écoulé ; la suite demain. Pour continuer : tutor review --minutes 10"
    ),
    all_asked="Toutes les questions ouvertes ont été posées aujourd'hui. La suite : tutor",
    end_early=lambda n, needed: (
        f"Prévision pour l'examen : trop tôt pour le dire ({n} réponse{s(n)} espacée{s(n)} d'un jour ou plus, il en faut {needed})."
    ),
    end=lambda when, n, low, high: f"Prévision pour l'examen du {day(when)} : {n} % ({low} à {high} %) en suivant le plan.",
    end_stopping=end_stopping,
)
