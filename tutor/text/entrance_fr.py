"""What is said at the door, in French."""

from tutor.text.entrance import Entrance
from tutor.text.fr import day, in_days, minutes, s

FR = Entrance(
    rehearsal="Les touches, en trente secondes",
    rehearsal_intro="Rien ne compte ici. Échap saute le reste.",
    tasks=(
        ("? donne un indice. Appuyez sur ?", "Un indice s'affiche ; un second appui en donne un plus fort."),
        ("Une lettre ou un chiffre répond. Appuyez sur b", "La réponse b est donnée, et déjà enregistrée."),
        ("u annule la dernière réponse. Appuyez sur u", "Annulée ; la question est posée à nouveau."),
        ("h montre toutes les touches. Appuyez sur h", "Elles s'affichent toutes. Pendant une saisie : Échap d'abord."),
        ("Espace continue. Appuyez sur Espace", "C'est parti."),
    ),
    other_key=lambda key: f"Ce n'était pas cette touche-là ({key}).",
    exam=lambda n, when: f"Examen {in_days(n)}, le {day(when)}.",
    exam_today="L'examen est aujourd'hui. Bon courage !",
    done_today=lambda n, right: f"Aujourd'hui : {n} réponse{s(n)}, dont {right} juste{s(right)}.",
    back=lambda n: f"Vous revoilà, après {n} jours. Rien n'est perdu.",
    waiting=lambda n, known: f"{n} question{s(n)} vous attend{'ent' if n > 1 else ''} ; vous en savez sans doute encore {known}.",
    way=lambda m, n: f"Réviser {minutes(m)} : environ {n} question{s(n)}",
    way_all=lambda m, n: f"Tout revoir : {n} question{s(n)}, environ {minutes(m)}",
    way_days=lambda n: (
        "à ce rythme, le retard ne se comble pas"
        if n is None
        else "à jour dès aujourd'hui"
        if n <= 1
        else f"à ce rythme, à jour en {n} jours"
    ),
    way_none=lambda now, then: f"sans réviser, vous sauriez dans une semaine {then} de ces questions au lieu de {now}",
    about=lambda m: f"environ {minutes(m)}",
    needs=lambda names: f"d'abord : {names}",
    read="lue",
    begun=lambda n, total: f"{n} section{s(n)} lue{s(n)} sur {total}",
    enter_returns="Entrée pour revenir à l'accueil : ",
    settings="Réglages",
    practise="M'entraîner sans changer les dates",
    set_language="Langue : français. Switch to English",
    set_theme=lambda name: f"Couleurs : {name}",
    themes={"auto": "automatiques", "mono": "aucune (mono)", "high-contrast": "contraste fort"},
    set_confidence=lambda on: f"Demander si vous êtes sûr : {'oui' if on else 'non'}",
    confidence_note="la réponse et la certitude décident ensemble de la date",
)
