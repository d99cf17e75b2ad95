"""What teachers are told, in French. Typed with plain spaces; set in its typography when it is shown."""

from typing import Final

from tutor.text import advice_fr
from tutor.text.authoring import Authoring
from tutor.text.record import shell
from tutor.text.system import french as system


def s(count: int) -> str:
    """The plural: none for 0 and 1."""
    return "s" if count > 1 else ""


FR: Final = Authoring(
    fix="Écrire dans les fichiers les réparations et les identifiants qui manquent.",
    formats="Le format : text, json ou github.",
    strict="Les conseils et avertissements comptent comme des erreurs.",
    explain="Expliquer un code (E021, Q003…), avec un exemple faux et un juste.",
    schema="Le schéma JSON des fichiers, pour votre éditeur.",
    role="course, lesson, quiz, glossary ou sources.",
    out="Écrire tous les schémas dans ce dossier.",
    new="Écrire un cours, une leçon ou un quiz commentés pour commencer.",
    kind_argument="course, lesson ou quiz ; demandé s'il manque, sur un terminal.",
    path_argument="Le fichier à écrire ; pour un cours, son dossier.",
    title="Le titre.",
    exists=lambda path: f"{path} existe déjà ; rien n'a été écrit.",
    written=lambda path: f"Changez les exemples, puis vérifiez : tutor check {shell(path)}",
    fixed=lambda file, n: f"{file} : {n} correction{s(n)} écrite{s(n)}.",
    refused=lambda file, why: f"{file} : rien n'a été écrit ; {system(why)}.",
    refusals={
        "repairs": "réparez d'abord le fichier : tutor check --fix",
        "form": "écrivez-la à la main : sa forme ou celle du fichier ne permet pas de l'ajouter sûrement",
        "refused": "elle est dans la liste « refuser »",
        "changed": "le fichier vient de changer ; recommencez",
        "encoding": "des octets n'y sont pas de l'UTF-8 ; enregistrez-le d'abord en UTF-8",
    },
    nothing_to_fix="Rien à corriger.",
    counts=lambda errors, warnings, advice: (
        f"{errors} erreur{s(errors)}, {warnings} avertissement{s(warnings)} ou réparation{s(warnings)}, {advice} conseil{s(advice)}."
    ),
    good=lambda packs, questions: (
        f"{questions} question{s(questions)}{f' dans {packs} cours ou fichiers' if packs > 1 else ''} : rien à redire."
    ),
    whole_course="le cours",
    summary=lambda title, n, variants: (
        f"{title} : {n} question{s(n)}" + (f", dont {variants} variante{s(variants)} pour les examens blancs" if variants else "")
    ),
    kinds="Genres :",
    kind={
        "SingleChoice": "choix unique",
        "MultipleChoice": "choix multiple",
        "TrueFalse": "vrai ou faux",
        "ShortAnswer": "réponse courte",
        "Cloze": "texte à trous",
        "Matching": "association",
        "Classification": "classement",
        "Ordering": "ordre",
        "Number": "nombre",
        "FreeRecall": "rappel libre",
    },
    objectives=lambda asked, all_, without: (
        f"Objectifs interrogés : {asked} sur {all_}" + (f" ; sans question : {without}" if without else "")
    ),
    bloom="Niveaux :",
    level={
        "remember": "mémoriser",
        "understand": "comprendre",
        "apply": "appliquer",
        "analyse": "analyser",
        "evaluate": "évaluer",
        "create": "créer",
    },
    no_level="sans niveau",
    places=lambda counts: f"Place du choix juste, comme écrit : {counts}",
    shuffled="(mélangée à chaque fois)",
    longest=lambda n, all_, chance: f"Choix juste le plus long : {n} sur {all_} ({100 * n // max(1, all_)} %, hasard {chance} %)",
    sources=lambda n, all_: f"Avec une source ou une référence : {n} sur {all_}",
    crafty=lambda score, chance, trick, best: (
        f"L'étudiant rusé : {score} % (hasard {chance} %) ; la ruse qui paie le plus : {trick} ({best} %)"
    ),
    tricks=advice_fr.WORDS,
    wrong="Faux",
    right="Juste",
    says="« tutor check » dit",
    preview="Voir un fichier comme les étudiants le verront ; rien n'est enregistré.",
    preview_argument="Le fichier ou le cours ; FICHIER#id commence à cet identifiant.",
    watch="Relire le fichier chaque fois que vous l'enregistrez, sans changer de place.",
    nothing_to_play=lambda name: f"{name} : rien à montrer ici, ni leçon ni question.",
    not_shown="Ceci ne peut pas être montré aux étudiants",
    played="Fin de l'aperçu",
    played_watched="Vous avez tout vu. Le fichier reste surveillé : ce que vous y ajoutez s'affiche ici. q pour quitter.",
    played_alone="Vous avez tout vu. Rien n'a été enregistré.",
    reread="Le fichier a changé.",
    opens_editor="Dans un aperçu : e ouvre ce passage dans votre éditeur.",
    answers="Lister les réponses tapées, refusées, où l'étudiant a dit « j'avais bon » ; sur un terminal, choisir celles à accepter.",
    accept="Avec --answers, la réponse à accepter : QUESTION=RÉPONSE, comme dans la liste, ou all (répétable).",
    claimed=lambda n, given, name, place: f"{n} fois : « {given} » à {name} ({place})",
    none_claimed="Aucune réponse refusée n'a été suivie de « j'avais bon ».",
    how_to_accept=lambda name: f"Pour en accepter : tutor check --answers --accept {shell(name)} (ou --accept all).",
    which_to_accept="Lesquelles faut-il accepter ? (espace pour cocher, Entrée pour écrire, Échap pour ne rien changer)",
    accepted=lambda given, file: f"{file} : « {given} » est maintenant accepté.",
    not_accepted=lambda given, file, why: f"{file} : « {given} » n'a pas été ajouté ; {system(why)}.",
    new_needs="Dites quoi écrire et où : tutor new quiz mon-quiz.yaml (ou lesson, ou course).",
    ask_kind="Que voulez-vous écrire ?",
    new_kinds={
        "quiz": "Un quiz : des questions dans un fichier",
        "lesson": "Une leçon : des sections à lire",
        "course": "Un cours : un dossier avec leçons et quiz",
    },
    ask_title="Son titre :",
    no_title="Il faut un titre.",
    ask_path={"quiz": "Le fichier à écrire :", "lesson": "Le fichier à écrire :", "course": "Le dossier à créer :"},
)
