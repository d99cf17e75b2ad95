"""French."""

from collections.abc import Mapping
from datetime import date

from tutor.text.record import Commands, Data, Errors, Home, Keys, Plain, Reports, Screens, Text, shell

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")


def system(code: str) -> str:
    """What the operating system refused, in words."""
    from tutor.text.system import french  # no start needs it

    return french(code)


def s(n: int) -> str:
    """The plural s: none for 0 and 1."""
    return "s" if n > 1 else ""


def nth(day: int) -> str:
    """The day of a month: 1er, 2, 3."""
    return "1er" if day == 1 else str(day)


def day(when: date) -> str:
    """25 novembre 2026."""
    return f"{nth(when.day)} {MONTHS[when.month - 1]} {when.year}"


def in_days(n: int) -> str:
    """How far away a day is."""
    if n <= 0:
        return "aujourd'hui"
    if n == 1:
        return "demain"
    if n < 60:
        return f"dans {n} jours"
    return f"dans {round(n / 30.44)} mois" if n < 730 else f"dans {round(n / 365.25)} ans"


def minutes(n: int) -> str:
    """A length of time; under a minute counts as one."""
    n = max(n, 1)
    return f"{n} minute{s(n)}" if n < 120 else f"{n // 60} h {n % 60:02}"


def span(count: int) -> str:
    """So many minutes, in the unit in which they are few."""
    days = count // 1440
    if days < 2:
        return minutes(count)
    return f"{days} jours" if days < 60 else f"{days // 30} mois" if days < 730 else f"{days // 365} ans"


def compared(right: int, asked: int, right_before: int, asked_before: int) -> str:
    """This score against the last."""
    now, then = round(100 * right / asked), round(100 * right_before / asked_before)
    change = f"{now - then} points de plus" if now > then else f"{then - now} points de moins" if now < then else "autant"
    if abs(now - then) == 1:
        change = change.replace("points", "point")
    return f"La dernière fois : {right_before} sur {asked_before} ({then} %), donc {change} cette fois."


def number(value: float) -> str:
    """A number with a decimal comma."""
    return f"{value:g}".replace(".", ",")


STATES = {"missing": "manquant", "damaged": "abîmé", "changed": "modifié"}


def kept(facts: Mapping[str, str]) -> str:
    """Where the evidence is."""
    return f"l'original est gardé sous {facts['evidence']}" if facts.get("evidence") else "rien d'autre n'a changé"


FR = Text(
    code="fr",
    day=day,
    in_days=in_days,
    percent=lambda n: f"{n} %",
    number=number,
    screens=Screens(
        question_of=lambda n, total: f"Question {n}/{total}",
        question_again="Deuxième essai",
        page_of=lambda n, total: f"page {n}/{total}",
        section_of=lambda n, total: f"Section {n}/{total}",
        reasons={
            "new": "nouvelle",
            "due": "à revoir",
            "again": "encore une fois",
            "prediction": "avant de lire",
            "practice": "entraînement",
            "plan": "pour l'examen",
            "pretest": "prétest",
        },
        welcome_quiz="Vous répondez à une question, et chaque question revient juste avant l'oubli.",
        welcome=(
            "Vous lisez une section, vous répondez à une question, et chaque question revient juste avant l'oubli.",
            "Chaque réponse est enregistrée aussitôt ; rien ne se perd si la fenêtre se ferme.",
        ),
        welcome_plain=(
            "Vous lisez une section, vous répondez à une question, et chaque question revient juste avant l'oubli.",
            "Tapez le numéro d'une réponse, puis Entrée. ? donne un indice, s dit « je ne sais pas », h dit toutes les commandes.",
            "u annule la dernière réponse, même quand la séance est finie ; q quitte. Devant une réponse à taper : ?, :s, :u, :q.",
            "Chaque réponse est enregistrée aussitôt ; rien ne se perd si la fenêtre se ferme.",
        ),
        disclaimer="Avertissement",
        reviewed=lambda when: f"Cours relu le {when}.",
        course_in={"en": "Ce cours est en anglais ; l'interface est en français."},
        offer=lambda kind, n: f"Vous aviez commencé {kind} : {n} réponse{s(n)} enregistrée{s(n)}. Reprendre à la même question ?",
        offer_on="Reprendre",
        offer_anew="Recommencer (vos réponses restent enregistrées)",
        module=lambda title: f"Module : {title}",
        you_will="À la fin de cette leçon, vous saurez :",
        sections_and_minutes=lambda n, m: f"{n} section{s(n)} à lire, environ {minutes(m)} avec les questions.",
        go_on_reading=lambda n: f"Vous reprenez cette leçon : encore {n} section{s(n)} à lire.",
        read_first="Il vaut mieux lire d'abord",
        prediction="Avant de lire, que diriez-vous ? Une erreur ici aide à retenir la suite.",
        pretest="Avant de lire : répondez de votre mieux. Le verdict viendra avec la leçon.",
        several="Plusieurs réponses possibles.",
        true_or_false="Vrai ou faux ?",
        true="Vrai",
        false="Faux",
        type_answer="Tapez votre réponse.",
        your_answer="Votre réponse : ",
        gap=lambda n, total: f"Trou {n} : " if total > 1 else "Le mot manquant : ",
        match="Donnez à chaque élément ce qui lui revient.",
        classify="Placez chaque élément dans sa catégorie.",
        order="Nommez les étapes dans l'ordre, de la première à la dernière.",
        number=lambda unit: f"Tapez un nombre ({unit})." if unit else "Tapez un nombre.",
        not_a_number="Ce n'est pas un nombre : tapez-le en chiffres, par exemple 3,5.",
        recall="Répondez avec vos mots ; vous comparerez ensuite.",
        case_step=lambda n, total: f"Cas, étape {n} sur {total}",
        remember="À retenir",
        the_document_says="Le document dit",
        the_nuance="La nuance",
        outside=lambda text: f"Hors documents : {text}",
        source=lambda document, sentences, n: f"Source : document {document}, phrase{s(n)} {sentences}",
        sure="Votre degré de certitude ?",
        sure_levels=("au hasard", "hésitant", "sûr"),
        model_answer="Une bonne réponse",
        tick="Quels points figuraient dans votre réponse ?",
        right="Juste",
        wrong="Incorrect",
        partly=lambda n, total: f"En partie juste : {n} sur {total}",
        unknown="Pas encore su",
        overruled="Compté juste, à votre demande",
        you_chose=lambda text: f"Vous avez choisi : {text}",
        you_answered=lambda text: f"Votre réponse : {text}",
        expected=lambda text: f"Réponse attendue : {text}",
        expected_one_of=lambda text: f"Aussi acceptées : {text}",
        why_right=lambda text: text,
        slip=lambda text: f"Compté juste ; orthographe : {text}",
        different=lambda given, expected: f"{given} et {expected} sont deux choses différentes.",
        lesson_says="La leçon le dit",
        see_lesson=lambda lesson, section: f"{lesson} › {section}",
        instead=lambda text: f"votre réponse : {text}",
        your_mark="votre réponse",
        key_mark="la bonne réponse",
        missed_mark="à cocher aussi",
        no_mark="à ne pas cocher",
        comes_back=lambda n, when: f"Revient {in_days(n)} ({day(when)})." if n >= 0 else f"À revoir depuis le {day(when)}.",
        key_changed="La réponse à cette question a été corrigée depuis votre dernière réponse.",
        key_was=lambda old, new: f"La bonne réponse a changé. Avant : {old}. Maintenant : {new}.",
        again_here="Revient plus tard dans cette séance.",
        again_then=lambda n, when: f"Revient dans cette séance, puis {in_days(n)} ({day(when)}).",
        second_try="Deuxième essai : la date de cette question ne change pas.",
        not_moved="Entraînement : la date de cette question ne change pas.",
        sure_and_wrong="Vous en étiez sûr : cette question passera en premier la prochaine fois.",
        hint=lambda n, total: f"Indice {n} sur {total}",
        no_hint="Pas d'indice pour cette question.",
        no_more_hints="Pas d'autre indice. Avec un indice, une bonne réponse compte comme difficile.",
        hint_strike=lambda text: f"Ce n'est pas : {text}",
        hint_letters=lambda shape, n, gap: (f"Trou {gap} : " if gap else "") + f"{shape} ({n} lettre{s(n)})",
        hint_pair=lambda left, right: f"{left} va avec : {right}",
        hint_first=lambda text: f"La première étape : {text}",
        hint_follows=lambda before, step: f"« {before} » est suivi de « {step} »",
        point_there="dans votre réponse",
        point_missing="manquait",
        hint_point=lambda text: f"Un des points attendus : {text}",
        passage="Le passage de la leçon",
        no_passage="Aucun passage de la leçon n'est lié à cette question.",
        passage_counts="Lire le passage avant de répondre compte comme un indice.",
        why_now="Pourquoi maintenant ?",
        why_new="Cette question est nouvelle : elle ne vous a pas encore été posée.",
        why_due=lambda late, percent: (
            (f"Elle était prévue il y a {late} jour{s(late)}." if late > 0 else "Elle est prévue pour aujourd'hui.")
            + f" Vous vous en souvenez probablement ({percent} %)."
        ),
        why_again="Vous l'avez manquée plus tôt dans cette séance.",
        why_prediction="Essayer de répondre avant de lire aide à retenir, même quand on se trompe.",
        why_plan=lambda when: f"C'est l'une des questions dont la réponse, aujourd'hui, rapporte le plus pour l'examen du {day(when)}.",
        exam_chooses=lambda when: f"Jusqu'à l'examen du {day(when)}, le plan choisit quand elle revient.",
        gain=lambda before, after, n: f"Prétest : {before} juste{s(before)} sur {n} avant de lire, {after} après.",
        why_practice="C'est un entraînement : aucune date ne change.",
        predicted=lambda percent: f"Rappel prévu : {percent} %",
        outcome=lambda rating, n, when: f"{rating} : revient {in_days(n)} ({day(when)})",
        right_helped="Juste, avec de l'aide",
        ratings=("Incorrect", "Juste, hésitant", "Juste, sûr", "Juste et sûr avant de lire"),
        compare="Ne plus confondre",
        definition="Définition",
        versus=lambda trait, one, first, other, second: f"{trait} : {one}, {first} ; {other}, {second}.",
        glossary_here="Mots du glossaire",
        no_terms="Aucun mot du glossaire ici.",
        keys="Les touches",
        recap="Ce qu'il faut retenir",
        recap_intro="Fermez les yeux un instant et redites-vous ces points.",
        left_of={
            "lesson": "Leçon interrompue",
            "review": "Révision interrompue",
            "practice": "Entraînement interrompu",
            "exam": "Examen interrompu",
        },
        end_of={"lesson": "Leçon terminée", "review": "Révision terminée", "practice": "Entraînement terminé", "exam": "Examen terminé"},
        score=lambda right, asked: f"{right} juste{s(right)} sur {asked} ({round(100 * right / asked)} %)",
        nothing_asked="Aucune question posée.",
        compared=compared,
        minutes=lambda n: f"Temps passé : {minutes(n)}.",
        missed="À retravailler",
        missed_unknown="Vous ne saviez pas.",
        missed_yours=lambda text: f"Votre réponse : {text}",
        missed_key=lambda text: f"La bonne : {text}",
        others_right=lambda n: f"Le reste était juste ({n}).",
        none_missed="Rien de manqué.",
        all_redone="Tout ce qui était manqué est maintenant refait, juste.",
        coming="Ce qui revient",
        coming_day=lambda count, n, when: f"{count} question{s(count)} {in_days(n)} ({day(when)})",
        next_command=lambda command: f"Ensuite : {command}",
        not_saved=lambda reason: (
            f"NON ENREGISTRÉE : {system(reason)}. Votre réponse est gardée en mémoire et sera réessayée avec la prochaine."
        ),
        saved_late="Les réponses en attente sont maintenant enregistrées.",
        empty="(rien)",
        too_small="Agrandissez la fenêtre : il faut au moins 20 colonnes et 8 lignes.",
    ),
    keys=Keys(
        space="Espace",
        enter="Entrée",
        escape="Échap",
        arrows="↑↓",
        go_on="continuer",
        answer="répondre",
        toggle="cocher",
        hand_in="valider",
        next="suivant",
        following="suivante",
        place="placer",
        take_back="effacer",
        hint="indice",
        unknown="je ne sais pas",
        undo="annuler",
        back="retour",
        passage="passage",
        why="pourquoi maintenant",
        passages="passages",
        why_source="pourquoi, source",
        source="source",
        edit="modifier",
        quit="quitter",
        terms="glossaire",
        was_right="j'avais bon",
        redo="refaire les manquées",
        help="touches",
        commands="commandes",
        typing="reprendre la saisie",
        close="fermer",
        page="page",
        choose="choisir",
        flag="marquer",
        unflag="ne plus marquer",
        listing="liste",
        paper="rendre la copie",
        pause="pause",
        previous="précédente",
        missed="prochaine manquée",
        first_open="continuer",
        do="y aller",
        skip="passer",
        language="English",
        long={
            "annuler": "annuler la dernière réponse",
            "page": "tourner la page",
            "modifier": "ouvrir ce passage du fichier dans votre éditeur",
            "indice": "un indice, puis un plus fort",
            "passage": "le passage de la leçon, avec sa source",
            "pourquoi maintenant": "pourquoi maintenant, et ce que change la réponse",
            "passages": "les passages de ce qui est manqué",
            "pourquoi, source": "pourquoi maintenant, et la phrase du document",
            "source": "la phrase du document",
            "glossaire": "les mots du glossaire de cet écran",
            "j'avais bon": "j'avais bon : la réponse compte comme juste",
            "refaire les manquées": "refaire les questions manquées",
            "suivante": "la question suivante",
            "précédente": "la question précédente",
            "prochaine manquée": "la prochaine question manquée",
            "marquer": "marquer la question, pour la revoir",
            "ne plus marquer": "ne plus marquer la question",
            "liste": "la liste des questions, et où l'on en est",
            "quitter": "quitter ; tout est enregistré",
        },
        always=(
            ("1-9", "répondre comme par les lettres"),
            ("↑↓ Entrée", "choisir, puis répondre"),
            ("Ctrl-C", "arrêter ; tout est enregistré"),
        ),
    ),
    plain=Plain(
        question=lambda n, total: f"Question {n} sur {total}",
        section=lambda n, total: f"Section {n} sur {total}",
        pick=lambda n: f"Votre réponse (1 {'ou' if n == 2 else 'à'} {n}) : ",
        pick_several=lambda n: f"Vos réponses (par exemple 1 {min(3, n)}) : ",
        assign=lambda item, n: f"{item} (1 {'ou' if n == 2 else 'à'} {n}) : ",
        order=lambda n: f"L'ordre (les {n} numéros) : ",
        type="Votre réponse : ",
        type_gap=lambda n, total: f"Trou {n} sur {total} : ",
        sure="Sûr ? 1 au hasard, 2 hésitant, 3 sûr : ",
        tick=lambda n: f"Points présents (par exemple 1 {min(3, n)}, ou 0 pour aucun) : ",
        go_on="Entrée pour continuer : ",
        go_on_undo="Entrée pour continuer, u pour annuler : ",
        after_feedback="Entrée pour continuer, u pour annuler, j si vous aviez bon : ",
        at_end_none="Entrée pour finir, u pour annuler : ",
        at_end="Entrée pour finir, r pour refaire les questions manquées, t pour leurs passages, u pour annuler : ",
        commands="Commandes : ? indice, s je ne sais pas, t passage, i pourquoi maintenant et source, g glossaire, u annuler, b retour, q quitter. "
        "Pour une réponse à taper, mettez un deux-points devant : :q",
        bad_pick=lambda n: f"Tapez un numéro de 1 à {n}, ou h pour les commandes.",
        bad_order=lambda n: f"Tapez les {n} numéros, chacun une fois, ou h pour les commandes.",
        end_of_input="Fin de l'entrée.",
        no_undo="Rien à annuler.",
        left_saved="Vos réponses sont enregistrées.",
        choice=lambda n, text: f"  {n}. {text}",
    ),
    commands=Commands(
        tutor="Apprendre une leçon, répondre, revoir au bon moment. Sans commande : l'accueil.",
        learn="Lire une leçon, section par section, avec ses questions.",
        review="Revoir ce qui est prévu pour aujourd'hui.",
        practice="S'entraîner librement : aucune date ne change.",
        lessons="Voir les leçons, ou le texte d'une leçon.",
        progress="Voir où vous en êtes.",
        history="Voir vos réponses passées.",
        glossary="Chercher un mot du glossaire.",
        search="Chercher des mots dans les leçons, les questions et le glossaire.",
        check="Vérifier des fichiers de cours ou de quiz.",
        read="Relire la leçon sans ses questions ; rien n'est enregistré.",
        pretest="Trois questions de la leçon avant de la lire ; le gain est dit à la fin.",
        lesson_argument="Une leçon : son numéro (m1.l1) ou son titre.",
        topic_argument="Un thème : une leçon, un module, un objectif ou une étiquette.",
        lessons_argument="La leçon à afficher en entier.",
        term_argument="Le mot cherché, en français ou en anglais.",
        words_argument="Les mots cherchés ; accents et majuscules ne comptent pas.",
        before="Seulement les jours d'avant celui-ci (2026-01-31).",
        rows="Le nombre de lignes au moins ; 0 : toutes.",
        paths_argument="Des fichiers ou des dossiers de cours ; sans rien, le cours livré.",
        lang="La langue de l'interface : fr ou en.",
        plain="Des lignes simples, sans couleur ni plein écran (lecteur d'écran, scripts).",
        color="Les couleurs : auto, always ou never.",
        theme="Le thème : auto, mono (sans couleur) ou high-contrast (contraste fort).",
        content="Un dossier de cours, ou un fichier de quiz ; peut se répéter.",
        data="Le dossier de votre progression.",
        course="Le cours à ouvrir, par son identifiant, s'il y en a plusieurs.",
        documents="Un dossier où sont les documents que le cours cite ; peut se répéter.",
        version="Afficher la version.",
        minutes="Le temps dont vous disposez, en minutes.",
        limit="Le nombre de questions ; 0 : sans limite.",
        topic="Seulement ce thème.",
        order="L'ordre : smart (conseillé) ou file (celui des fichiers).",
        seed="La graine du mélange des choix.",
        json="Répondre en JSON.",
        missed="Seulement les questions manquées à la dernière séance.",
        confusions="Ce que vous confondez, une notion puis l'autre.",
        export="Écrire ces pages dans un fichier .svg ou .html.",
        data_group="Vos données : où elles sont, les sauvegarder, les rétablir, les réunir, les vérifier.",
        data_path="Le dossier de vos données.",
        data_backup="Faire une sauvegarde maintenant ; ou list, create, verify.",
        data_backup_list="La liste des sauvegardes.",
        data_backup_create="Faire une sauvegarde maintenant.",
        data_backup_verify="Vérifier que chaque sauvegarde peut être rétablie.",
        data_restore="Rétablir une sauvegarde ; l'état actuel est d'abord sauvegardé.",
        data_merge="Réunir d'autres historiques au vôtre (deux ordinateurs, copies de synchronisation) ; rien ne se perd.",
        data_verify="Tout relire et donner les totaux ; rien ne change.",
        data_reset="Repartir de zéro, après une sauvegarde.",
        backup_argument="Le nom ou le chemin d'une sauvegarde.",
        histories_argument="Des fichiers history.jsonl, ou des sauvegardes.",
        course_option="Seulement ce cours.",
        yes="Ne pas demander de confirmation.",
    ),
    home=Home(
        title="Accueil",
        welcome="Bienvenue. Ce programme enseigne par petites étapes : vous lisez, vous répondez, et chaque question revient juste avant l'oubli.",
        rehearse="Les touches : une lettre ou un chiffre répond, Espace continue, ? donne un indice, u annule la dernière réponse, q quitte. Tout est enregistré à chaque réponse.",
        resume=lambda what, done, total: f"Séance interrompue : {what}, {done} réponse{s(done)} enregistrée{s(done)}.",
        resume_kinds={
            "lesson": "une leçon",
            "pretest": "un prétest",
            "review": "une révision",
            "practice": "un entraînement",
            "exam": "un examen",
        },
        due=lambda n: f"{n} question{s(n)} à revoir",
        fresh=lambda n: f"{n} nouvelle{s(n)}",
        nothing_due=lambda n: (
            "Rien à revoir aujourd'hui." if n is None else f"Rien à revoir aujourd'hui ; prochaine révision {in_days(n)}."
        ),
        no_pretest="Pas de prétest : cette leçon est déjà commencée, ou n'a pas de question à poser d'avance.",
        next_lesson=lambda title, m: f"Prochaine leçon : {title} (environ {minutes(m)})",
        lesson_on=lambda title, n: f"Leçon en cours : {title} (encore {n} section{s(n)})",
        all_read="Toutes les leçons sont lues.",
        no_lessons="Ce cours n'a pas de leçon, rien que des questions ; « tutor review », ouvert de même, les pose.",
        what_now="Que voulez-vous faire ?",
        do_resume="Reprendre la séance interrompue",
        do_drop="Laisser cette séance (vos réponses restent)",
        do_review=lambda n, m: f"Réviser : {n} question{s(n)}, environ {minutes(m)}",
        do_learn=lambda title: f"Commencer la leçon : {title}",
        do_continue=lambda title: f"Continuer la leçon : {title}",
        do_choose="Choisir une leçon",
        do_progress="Voir mes progrès",
        do_glossary="Ouvrir le glossaire",
        do_practice="M'entraîner sans changer les dates",
        do_language="English",
        do_leave="Quitter",
        choose_lesson="Quelle leçon ?",
        command_hint=lambda command: f"À taper : {command}",
        minutes=minutes,
        read_sections=lambda n, total: f"{n} section{s(n)} lue{s(n)} sur {total}",
        back_to_menu="Retour",
    ),
    reports=Reports(
        lesson_state=lambda n, total: f"{n}/{total} sections lues",
        lesson_read="lue",
        lesson_unread="à lire",
        due=lambda n: f"{n} à revoir",
        needs=lambda names: f"d'abord : {names}",
        nothing_yet="Rien encore. Pour commencer : tutor",
        sections_read=lambda n, total: f"Sections lues : {n} sur {total}.",
        pager="Espace page suivante, b page d'avant, q fermer ",
        history_empty="Aucune réponse encore.",
        seen_in=lambda names: f"Dans les leçons : {names}",
        objectives="Objectifs",
        prerequisites="À lire d'abord",
        lessons_key="✓ lue  ◐ commencée  ○ à lire  · à lire plus tard",
        module_read=lambda n, total: f"{n} leçon{s(n)} lue{s(n)} sur {total}",
        lesson_known=lambda known, total: f"{known} question{s(known)} bien sue{s(known)} sur {total}",
        history_more=lambda day: f"Plus ancien : tutor history --before {day}",
        long_day=lambda when: f"{WEEKDAYS[when.weekday()]} {day(when)}",
        ago={0: "aujourd'hui", 1: "hier", 2: "avant-hier"},
        day_sums=lambda right, n: f"{right} juste{s(right)} sur {n}",
        was_drill="entraînement",
        was_sure="vous en étiez sûr",
        comes_back=lambda when: f"revient le {day(when)}",
        section_read="section lue : ",
        found=lambda n, words: f"« {words} » : {n} résultat{s(n)}." if n else f"« {words} » ne se trouve nulle part dans ce cours.",
        found_more=lambda n: f"et {n} autre{s(n)} ; un mot de plus en laisserait moins.",
        kinds={"term": "Glossaire", "lesson": "Leçons", "section": "Sections", "question": "Questions"},
        terms=lambda n: f"{n} mot{s(n)}. Pour un seul : tutor glossary MOT" if n else "Ce cours n'a pas de glossaire.",
    ),
    data=Data(
        backed_up=lambda path, n: f"Sauvegarde faite : {path} ({n} événement{s(n)}).",
        nothing_to_back_up="Rien à sauvegarder encore.",
        no_backups="Aucune sauvegarde.",
        backup_line=lambda path, n, why: f"{path} : {n} événement{s(n)} ({why})",
        backup_whole=lambda path, n: f"{path} : entière, {n} événement{s(n)}",
        backup_damaged=lambda path, n: f"{path} : abîmée, {n} ligne{s(n)} illisible{s(n)}",
        reasons={
            "asked": "à votre demande",
            "daily": "du jour",
            "day": "du jour",
            "before-restore": "avant un rétablissement",
            "before-merge": "avant une réunion",
            "before-reset": "avant une remise à zéro",
            "restored": "après un rétablissement",
            "merged": "après une réunion",
            "reset": "après une remise à zéro",
        },
        restored=lambda path, n, back, gone, present: (
            f"Rétabli : {path}, {n} événement{s(n)}. Revenus : {back}. Laissés de côté : {gone}."
            + (f" L'état d'avant est sauvegardé sous {present}" if present else "")
        ),
        merged=lambda given, new, bad, total, kept: (
            f"Lus : {given} événement{s(given)}. Nouveaux : {new}. Lignes illisibles : {bad}. En tout : {total}."
            + (f" L'état d'avant est sauvegardé sous {kept}" if kept else "")
        ),
        verified=lambda n, undone, cards, bad, good, backups: (
            f"{n} événement{s(n)}, dont {undone} annulé{s(undone)} ; {cards} question{s(cards)} suivie{s(cards)} ; "
            f"{bad} ligne{s(bad)} illisible{s(bad)} ; {good} sauvegarde{s(good)} entière{s(good)} sur {backups}."
        ),
        whole="Tout est en ordre.",
        not_whole="Quelque chose est abîmé. Rien n'a été modifié ; le prochain démarrage répare ce qui peut l'être et garde l'original.",
        saved={
            "differs": "progress.json ne dit pas ce que dit l'historique ; le prochain démarrage le refait.",
            "damaged": "progress.json est abîmé ; le prochain démarrage le refait depuis l'historique et garde l'original.",
            "changed": "L'historique a été modifié depuis que progress.json en a été fait ; le prochain démarrage le refait.",
        },
        emptied=lambda n, kept: (
            f"Remis à zéro : {n} question{s(n)}. L'historique reste ; sauvegarde : {kept}" if kept else "Rien à remettre à zéro encore."
        ),
        ask_reset=lambda course: f"Repartir de zéro dans le cours « {course} » ?" if course else "Repartir de zéro ?",
        reset_keeps="Vos réponses restent dans l'historique et dans une sauvegarde, mais toutes les questions redeviennent nouvelles.",
        reset_no="Non, ne rien changer",
        reset_yes="Oui, repartir de zéro",
        not_reset="Rien n'a été remis à zéro.",
        reset_unsure="Rien n'a été remis à zéro : sans terminal, ajoutez --yes pour confirmer.",
    ),
    errors=Errors(
        prefix="tutor : ",
        unknown=lambda kind, name: f"{kind} « {name} » n'existe pas.",
        kinds={
            "lesson": "La leçon",
            "topic": "Le thème",
            "term": "Dans le glossaire, le mot",
            "option": "L'option",
            "command": "La commande",
            "language": "La langue",
            "course": "Le cours",
            "color": "La valeur de couleur",
            "theme": "Le thème",
            "order": "L'ordre",
            "day": "Le jour",
            "format": "Le format",
            "marking": "Le barème",
            "file": "Le genre de fichier",
            "schema": "Le schéma",
            "code": "Le code",
            "place": "L'identifiant",
            "answer": "La réponse",
            "backup": "La sauvegarde",
            "module": "Le module",
        },
        close=lambda names: "Vouliez-vous dire " + " ou ".join(f"« {n} »" for n in names) + " ?",
        no_terminal="Cette commande pose des questions et demande un terminal. Ajoutez --plain pour répondre ligne par ligne.",
        no_course=lambda path: (
            f"Aucun cours lisible dans {path}. Un cours est un dossier avec course.yaml, ou un fichier de quiz ; « tutor new » en écrit un."
        ),
        same_id=lambda name, path, other: (
            f"{path} et {other} ont le même identifiant, « {name} », pour des questions différentes : leurs progrès se mélangeraient. "
            "Donnez à l'un des deux un « id: » à lui."
        ),
        paths={
            "missing": lambda path: f"{path} n'existe pas.",
            "not_ours": lambda path: f"{path} existe et n'est pas une page de tutor ; rien n'a été écrit.",
            "folder": lambda path: f"{path} n'est pas un dossier.",
            "broken": lambda path: f"{path} : aucun cours lisible ; « tutor check {shell(path)} » dit pourquoi.",
            "headless": lambda path: (
                f"{path} a des leçons ou des quiz, mais pas de course.yaml ; écrivez-en un, de deux lignes : « id: … » et « titre: … »."
            ),
            "zip": lambda path: f"{path} est un zip : décompressez-le d'abord.",
            "zipped_course": lambda path: f"{path} est un zip ; pour l'étudier, ajoutez-le : tutor course add {shell(path)}",
        },
        stands_in=lambda name, title: (
            f"Le cours que vous aviez choisi, « {name} », n'est plus là ou ne peut pas être lu ; ouvert à sa place : {title}. "
            "Pour en choisir un : tutor course use ID"
        ),
        empty=lambda before: f"Un argument est vide{f' (après {before})' if before else ''} ; écrivez un nom, ou retirez-le.",
        newer=lambda path, found: (
            f"{path} vient d'une version plus récente du programme{f' ({found})' if found else ''}. Rien n'a été modifié ; mettez tutor à jour."
        ),
        not_regular=lambda path: f"{path} n'est pas un fichier ordinaire. Rien n'a été modifié.",
        not_directory=lambda path: f"{path} n'est pas un dossier. Rien n'a été modifié.",
        refused={
            "unreadable": lambda path, why: f"{path} est illisible : {system(why)}. Rien n'a été modifié.",
            "no_events": lambda path, _: f"{path} n'est pas un historique : aucun événement n'y a été lu. Rien n'a été modifié.",
            "unwritable": lambda path, why: (
                f"{path} ne peut pas être écrit : {system(why)}. Aucune réponse n'est perdue ; rien n'a été modifié."
            ),
            "busy": lambda path, _: f"Un autre programme tient {path} depuis dix secondes. Rien n'a été modifié ; réessayez.",
            "unsure": lambda path, why: (
                f"{path} est écrit, mais le disque ne confirme pas qu'il le garde : {system(why)}. Aucune réponse n'est perdue ; vérifiez le disque."
            ),
        },
        not_saved=lambda n, path, why: f"{n} événement{s(n)} NON ENREGISTRÉ{s(n).upper()} dans {path}{f' : {system(why)}' if why else ''}.",
        skipped=lambda n, file: f"{file} : {n} élément{s(n)} laissé{s(n)} de côté ; « tutor check » dit pourquoi.",
        interrupted="Interrompu ; vos réponses sont enregistrées.",
        bug=lambda what: f"Erreur du programme ({what}). Vos réponses sont enregistrées. Relancez avec TUTOR_DEBUG=1 pour le détail.",
        usage=lambda what: what,
        closed="La sortie a été fermée.",
        lesson_locked=lambda lesson, first: f"« {lesson} » demande d'avoir lu : {first}.",
        no_questions="Aucune question à poser ici pour l'instant. Lisez d'abord une leçon : tutor learn",
        bad_limit="Un nombre positif est attendu.",
        too_many=lambda words: f"Trop de mots : {words}. Un nom de plusieurs mots se met entre guillemets.",
        bad_number=lambda name, given: f"{name} : « {given} » n'est pas un nombre possible ici.",
        no_value=lambda name: f"{name} demande une valeur.",
        takes_none=lambda name: f"{name} ne prend pas de valeur.",
        missing=lambda name: f"Il manque un argument : {name}. L'aide de la commande : --help",
        no_editor="Aucun éditeur n'est choisi : réglez la variable EDITOR.",
        editor=lambda why: f"L'éditeur ne s'ouvre pas : {system(why)} ; réglez la variable EDITOR.",
        output=lambda why: f"La sortie ne peut pas être écrite : {system(why)}.",
        notices={
            "torn": lambda f: f"La fin de {f['path']} était incomplète (arrêt brutal) ; {kept(f)}.",
            "damaged": lambda f: (
                f"{f['path']} : {f['count']} ligne{s(int(f['count']))} illisible{s(int(f['count']))}, laissée{s(int(f['count']))} de côté ; {kept(f)}."
            ),
            "foreign": lambda f: (
                f"{f['path']} : {f['count']} ligne{s(int(f['count']))} d'une autre origine, laissée{s(int(f['count']))} de côté ; {kept(f)}."
            ),
            "rebuilt": lambda f: (
                f"{f['path']} ({STATES.get(f['detail'], f['detail'])}) a été reconstruit depuis l'historique : {f['count']} événement{s(int(f['count']))} ; {kept(f)}."
            ),
            "restored": lambda f: (
                f"{f['path']} a été rétabli depuis {f['source']} : {f['count']} événement{s(int(f['count']))} ; {kept(f)}."
            ),
            "lost": lambda f: (
                f"{f['path']} : {f['count']} événement{s(int(f['count']))} connu{s(int(f['count']))} auparavant manque{'nt' if int(f['count']) > 1 else ''} maintenant ; {kept(f)}. Les sauvegardes qu'il y a : tutor data backup list"
            ),
            "clock": lambda f: (
                f"L'horloge est en retard de {span(int(f['count']) // 60000)} sur votre dernière réponse. Rien n'est perdu ; vérifiez la date de l'ordinateur."
            ),
            "conflict": lambda f: (
                f'Une copie de synchronisation existe : {f["path"]}. Pour réunir les deux : tutor data merge "{f["path"]}"'
            ),
            "snapshot": lambda f: (
                f"{f['path']} n'a pas pu être écrit : {system(f['detail'])}. Vos réponses sont dans l'historique ; rien n'est perdu."
            ),
            "backup": lambda f: f"La copie de sauvegarde n'a pas pu être écrite dans {f['path']} : {system(f['detail'])}.",
        },
        nothing_missed="Rien n'a été manqué à la dernière séance.",
    ),
)
