"""French, for mock exams."""

from tutor.text.fr import day, minutes, s
from tutor.text.mock import Mock, spans, together
from tutor.text.system import french as system


def left(ms: int) -> str:
    """The time left: minutes, and in the last two of them seconds."""
    seconds = max(0, -(-ms // 1000))
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"


def left_said(ms: int) -> str:
    """The same as words."""
    seconds = max(0, -(-ms // 1000))
    return f"encore {seconds} seconde{s(seconds)}" if seconds < 120 else f"encore {minutes(seconds // 60)}"


def compared(when: str, share: int, now: int) -> str:
    """This score against the one before."""
    change = abs(now - share)
    words = "autant cette fois" if not change else f"{change} point{s(change)} de {'plus' if now > share else 'moins'} cette fois"
    return f"Examen précédent ({when}) : {share} % ; {words}."


def gap(expected: int, low: int, high: int, now: int) -> str:
    """The score against the forecast."""
    where = "dans la fourchette" if low <= now <= high else "au-dessus" if now > high else "au-dessous"
    return f"Prévision d'avant l'examen : {expected} % (entre {low} et {high} %). Vous avez eu {now} % : {where}."


FR = Mock(
    run="Passer un examen blanc : questions tirées selon le poids des modules, chronomètre, aucune correction avant la fin.",
    results="Revoir le résultat d'un examen blanc déjà passé ; sans numéro, le dernier.",
    questions_option="Le nombre de questions.",
    minutes_option="La durée en minutes ; 0 : sans limite. Sans cette option, une minute par question.",
    marking_option="Le barème : exact (tout ou rien), partial (points partiels), negative (une erreur coûte), edn (épreuves dématérialisées nationales).",
    mark_option="Le seuil de réussite, en pour cent des points.",
    pause_option="Permettre les pauses : le chronomètre s'arrête, les questions sont cachées.",
    studied_option="Seulement sur les sections que vous avez lues.",
    export_option="Garder le résultat dans un fichier .html ou .svg.",
    number_argument="Le numéro de l'examen dans la liste.",
    title="Examen blanc",
    about=lambda n, m: f"{n} question{s(n)}, {minutes(m)}." if m else f"{n} question{s(n)}, sans limite de temps.",
    fewer=lambda wanted, n: f"Vous en vouliez {wanted} ; le cours n'en a que {n} à poser ici.",
    unread=lambda n, total: f"{n} {'portent' if n > 1 else 'porte'} sur des sections que vous n'avez pas encore lues.",
    marking=lambda name: f"Barème : {name}.",
    names={"exact": "tout ou rien", "partial": "points partiels", "negative": "points négatifs", "edn": "EDN"},
    schemes={
        "exact": "Une réponse rapporte tous ses points, ou aucun.",
        "partial": "Les points suivent la part de juste dans la réponse.",
        "negative": "Une erreur coûte ce que le hasard aurait rapporté ; sans réponse, zéro.",
        "edn": "Réponses multiples : 1 ; 0,5 ; 0,2 ; puis 0, selon le nombre de discordances. Une proposition indispensable omise, ou une inacceptable cochée, donne 0.",
    },
    pass_at=lambda percent: f"Réussite à partir de {percent} % des points.",
    no_feedback="Aucun indice et aucune correction avant la fin. Passez, revenez, changez d'avis : rien n'est rendu avant que vous ne le disiez.",
    may_pause="Les pauses sont permises ; quitter met en pause.",
    no_pause="Sans pause : le chronomètre continue, même si la fenêtre se ferme.",
    leaving="Chaque réponse est enregistrée aussitôt. Interrompu, l'examen reprend par la même commande.",
    clock_starts="Le chronomètre part quand vous continuez.",
    left=left,
    left_said=left_said,
    offer_left=lambda ms: f"Il reste {left_said(ms).removeprefix('encore ')} ; le chronomètre tourne.",
    flagged="Marquée, à revoir",
    locked="Vous avez répondu à cette étape : votre réponse ne peut plus changer, la suite la révélerait.",
    lost="Le cours a changé cette question depuis votre réponse, qui ne compte plus : répondez de nouveau.",
    refused="Pas de pause dans cet examen ; le chronomètre tourne.",
    gave_unknown="Vous avez répondu : je ne sais pas.",
    list_title=lambda n, total: f"{n} réponse{s(n)} sur {total}",
    legend=together("✓ avec réponse", "· sans réponse", "! marquée"),
    without=lambda numbers: f"Sans réponse : {spans(numbers)}.",
    with_flag=lambda numbers: f"{'Marquées' if len(numbers) > 1 else 'Marquée'} : {spans(numbers)}.",
    all_answered="Toutes les questions ont une réponse.",
    jump="Aller à la question : ",
    hand_in="Rendre la copie ? Plus rien ne pourra changer ensuite.",
    hand_in_without=lambda numbers: f"{len(numbers)} question{s(len(numbers))} sans réponse : {spans(numbers)}.",
    hand_in_flagged=lambda numbers: f"{len(numbers)} question{s(len(numbers))} marquée{s(len(numbers))} : {spans(numbers)}.",
    hand_in_all="Toutes les questions ont une réponse.",
    hand_in_yes="Rendre la copie",
    hand_in_no="Continuer l'examen",
    paused="Pause : le chronomètre est arrêté.",
    time_over="Le temps est écoulé : vos réponses ont été rendues.",
    handed_in="Copie rendue.",
    result="Le résultat",
    points=lambda points, possible, percent: f"{points} sur {possible} point{'' if possible in {'0', '1'} else 's'} ({percent} %)",
    passed=lambda percent: f"Réussi (seuil : {percent} %).",
    failed=lambda percent: f"Pas encore réussi (seuil : {percent} %).",
    how=lambda name, used, limit: f"Barème : {name}. Temps : {minutes(used)}{f' sur {minutes(limit)}' if limit else ''}.",
    blanks=lambda n: f"{n} question{s(n)} sans réponse ou « je ne sais pas ».",
    expected=gap,
    before=lambda when, share, now: compared(day(when), share, now),
    earlier=lambda exams: "Tous vos examens : " + ", ".join(f"{share} % ({when.day}/{when.month})" for when, share in exams) + ".",
    first_exam="C'est votre premier examen blanc de ce cours.",
    by_module="Par module",
    by_objective="Objectifs à retravailler",
    no_module="Hors module",
    no_objective="Sans objectif",
    of_objectives=lambda n, total: f"{n} objectif{s(n)} sur {total} entièrement acquis à cet examen.",
    tally=lambda points, possible, percent: f"{points}\u00a0sur\u00a0{possible}\u00a0({percent}\u00a0%)",
    misses=lambda n: f"À revoir : {n} question{s(n)}",
    missed_numbers=lambda numbers: f"À revoir : {spans(numbers)}.",
    no_misses="Rien de manqué.",
    blank="Sans réponse",
    partly="En partie juste",
    earned=lambda points, possible: f"{points}\u00a0sur\u00a0{possible}\u00a0point{'' if possible in {'0', '1'} else 's'}",
    coming="Ces réponses comptent pour vos révisions.",
    next_commands=("Ensuite : tutor practice --missed", "Pour retrouver ce résultat : tutor exam results"),
    on="Entrée pour continuer : ",
    on_looking="Entrée pour revoir la copie, x pour la prochaine manquée, q pour finir : ",
    on_corrected="Entrée pour la suivante, b pour la précédente, x pour la prochaine manquée, q pour finir : ",
    prompt_list=lambda n: f"Numéro d'une question (1 à {n}), Entrée pour continuer, r pour rendre : ",
    bad_number=lambda n: f"Tapez un numéro de 1 à {n}, r pour rendre, ou h pour les commandes.",
    commands=lambda pausable: (
        "Commandes : Entrée ou n suivante, b précédente, m marquer, s je ne sais pas, l liste, "
        f"{'p pause, ' if pausable else ''}r rendre, q quitter. Pour une réponse à taper, mettez un deux-points devant : :n"
    ),
    commands_list=lambda pausable: (
        f"Commandes : un numéro, Entrée première sans réponse, b retour, {'p pause, ' if pausable else ''}r rendre, q quitter."
    ),
    commands_hand_in="Commandes : 1 rendre, 2 continuer, b retour, q quitter.",
    commands_few="Commandes : Entrée continuer, q quitter.",
    commands_result="Commandes : Entrée revoir la copie, x prochaine manquée, q finir ; sur une correction, b précédente, t passage, g glossaire.",
    corrected_of=lambda n, total: f"Correction {n}/{total}",
    gone=lambda n: (
        f"{n} question{s(n)} de cet examen "
        + (
            "ont changé ou disparu avant la remise et ne comptent pas."
            if n > 1
            else "a changé ou disparu avant la remise et ne compte pas."
        )
    ),
    gone_since=lambda n: (
        f"{n} question{s(n)} de cet examen "
        + (
            "ne sont plus dans le cours : leurs points comptent, leur correction ne peut plus être montrée."
            if n > 1
            else "n'est plus dans le cours : ses points comptent, sa correction ne peut plus être montrée."
        )
    ),
    changed=lambda numbers: (
        (
            f"Depuis cet examen, le cours a changé les questions {spans(numbers)}"
            if len(numbers) > 1
            else f"Depuis cet examen, le cours a changé la question {spans(numbers)}"
        )
        + " ; le résultat reste celui de la remise."
    ),
    changed_one="Cette question a changé depuis l'examen ; ses points restent ceux d'alors.",
    unreadable="Ses propositions ne sont plus les mêmes : votre réponse d'alors ne peut plus être montrée.",
    nothing_counts="Aucune question n'a pu être notée : cet examen n'a pas de score.",
    marked_now="L'historique n'a pas les points de cet examen : il est noté d'après le cours d'aujourd'hui.",
    no_questions="Ce cours n'a pas de question à poser dans un examen.",
    elsewhere="Un examen est en cours dans une autre fenêtre : finissez-le ou fermez-la d'abord. Rien n'a changé.",
    left_open="L'examen n'est pas rendu. Pour le reprendre : tutor exam run",
    none_yet="Aucun examen blanc encore. Pour en passer un : tutor exam run",
    no_such=lambda n, total: f"Il n'y a pas d'examen numéro {n} : ils vont de 1 à {total}.",
    results_title="Vos examens blancs",
    results_line=lambda n, when, percent, questions, used, name: (
        f"{n}. {day(when)} : {percent} %, {questions} question{s(questions)}, {minutes(used)}, {name}"
    ),
    results_nothing=lambda n, when: f"{n}. {day(when)} : aucune question notée, pas de score",
    written=lambda path: f"Résultat gardé dans {path}.",
    not_written=lambda path, why: f"{path} n'a pas pu être écrit : {system(why)}.",
    not_lost=lambda data: (
        f"Vos réponses et le résultat sont gardés dans {data} ; pour l'écrire plus tard : tutor exam results --export FICHIER"
    ),
    cannot_write=lambda path, why: f"{path} ne peut pas être écrit : {system(why)}.",
    not_begun="L'examen n'a pas été ouvert.",
)
