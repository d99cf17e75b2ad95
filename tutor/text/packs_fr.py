"""What is said of courses and documents, in French. Typed with plain spaces; set in its typography when it is shown."""

from typing import Final

from tutor.text.packs import Packs
from tutor.text.record import shell
from tutor.text.system import french as system


def s(count: int) -> str:
    """The plural: none for 0 and 1."""
    return "s" if count > 1 else ""


FR: Final = Packs(
    source=lambda document, sentences: f"{document}, {sentences}" if sentences else document,
    source_here="Dans le document",
    no_source="Rien ici ne vient d'un document.",
    absent={
        "nowhere": lambda title, file, _: f"Le document « {title} » n'est pas fourni avec le cours. Si vous l'avez : --documents DOSSIER.",
        "missing": lambda title, file, _: f"Le document « {title} » ({file}) n'est pas dans le dossier des documents.",
        "changed": lambda title, file, _: f"{file} n'est pas le document « {title} » que cite le cours : son contenu a changé.",
        "kind": lambda title, file, _: f"{file} n'est pas un fichier ordinaire ; le document « {title} » ne peut pas être montré.",
        "big": lambda title, file, _: f"{file} est trop grand pour être le document « {title} ».",
        "encoding": lambda title, file, _: f"{file} n'est pas en UTF-8 ; le document « {title} » ne peut pas être montré.",
        "unreadable": lambda title, file, why: (
            f"{file} ne peut pas être lu : {system(why)} ; le document « {title} » ne peut pas être montré."
        ),
        "offsets": lambda title, file, name: (
            f"Le passage {name} n'est pas à sa place dans le document « {title} » ; « tutor check » le dit à l'auteur."
        ),
    },
    verified=lambda found, documents, right, passages: (
        f"Documents : {found} sur {documents} reconnu{s(found)} (sha256) ; passages : {right} sur {passages} à leur place."
    ),
    group="Vos cours : ajouter, lister, retirer, choisir.",
    add="Ajouter un cours, d'un dossier ou d'un zip ; il est vérifié d'abord, et refusé entier s'il a une erreur.",
    list="Les cours qu'il y a, et où vous en êtes dans chacun.",
    remove="Retirer un cours ajouté ; vos réponses restent.",
    use="Choisir le cours que les commandes ouvrent.",
    source_argument="Un dossier de cours, ou un zip.",
    id_argument="L'identifiant du cours (tutor course list).",
    replace="Remplacer le cours du même identifiant ; vos réponses restent.",
    refused={
        "missing": lambda name, _: f"{name} n'existe pas.",
        "unreadable": lambda name, why: f"{name} ne peut pas être lu : {system(why)}.",
        "damaged": lambda name, why: f"{name} est abîmé ou n'est pas un zip ordinaire ({why}).",
        "not_zip": lambda name, _: f"{name} n'est ni un dossier de cours ni un zip.",
        "no_course": lambda name, _: "il n'y a pas de course.yaml. « tutor new course DOSSIER » en commence un.",
        "empty": lambda name, _: f"il n'y a ni leçon ni question dans « {name} » : rien à étudier, rien n'a été ajouté.",
        "outside": lambda name, _: f"« {name} » est un nom qui peut mener hors du cours.",
        "link": lambda name, _: f"« {name} » est un lien ; mettez le fichier lui-même.",
        "kind": lambda name, _: f"« {name} » n'est pas un fichier ordinaire.",
        "locked": lambda name, _: f"« {name} » est protégé par un mot de passe.",
        "method": lambda name, _: f"« {name} » est compressé d'une façon inconnue ; un zip ordinaire convient.",
        "twice": lambda name, _: f"« {name} » y est deux fois, à la casse près.",
        "big": lambda name, limit: f"« {name} » dépasse {limit} Mo.",
        "total": lambda name, limit: f"le cours dépasse {limit} Mo en tout.",
        "ratio": lambda name, limit: f"« {name} » est compressé plus de {limit} fois : ce n'est pas un texte.",
        "files": lambda name, limit: f"il y a plus de {limit} fichiers de cours.",
        "entries": lambda name, limit: f"il y a plus de {limit} fichiers.",
        "exists": lambda name, _: f"il y a déjà un cours « {name} ». Pour le remplacer : --replace (vos réponses restent).",
    },
    faulty=lambda path, n: f"{path} a {n} erreur{s(n)} : rien n'a été ajouté. Pour tout voir : tutor check {shell(path)}",
    added=lambda title, path, lessons, questions, files, left: (
        f"Ajouté : {title}. {lessons} leçon{s(lessons)}, {questions} question{s(questions)}, {files} fichier{s(files)}"
        + (f" ({left} autre{s(left)} laissé{s(left)} de côté)" if left else "")
        + f", dans {path}"
    ),
    replaced="Le cours du même identifiant a été remplacé ; vos réponses restent.",
    to_study=lambda name: f"Pour l'étudier : tutor course use {name}, puis tutor",
    removed=lambda name, n: (
        f"Retiré : {name}. "
        + (
            f"Vos {n} questions étudiées restent ; elles reviennent avec le cours."
            if n > 1
            else ("Votre question étudiée reste ; elle revient avec le cours." if n else "Rien d'autre n'a changé.")
        )
    ),
    not_added=lambda name: f"Le cours « {name} » n'est pas parmi ceux que vous avez ajoutés.",
    used=lambda title: f"Les commandes ouvrent maintenant : {title}",
    course=lambda name, title, lessons, questions: f"{name} : {title}, {lessons} leçon{s(lessons)}, {questions} question{s(questions)}",
    state=lambda studied, due: f"{studied} question{s(studied)} étudiée{s(studied)}, {due} à revoir",
    current="c'est le cours ouvert",
    origins={"shipped": "fourni avec le programme", "added": "ajouté", "named": "indiqué par vous"},
    same_id=lambda path: f"{path} : même identifiant qu'un cours plus haut, qui est ouvert à sa place.",
    others_due=lambda n: f"Dans vos autres cours : {n} question{s(n)} à revoir (tutor course list)",
    is_read="Cette leçon est lue. Que voulez-vous faire ?",
    read_again="La relire, sans question",
    do_again="La refaire, avec ses questions",
    change="Changer de cours",
    which="Quel cours ?",
    coverage="Ce que les questions couvrent des documents et des leçons.",
    by_recall="Peindre selon le rappel prévu pour vous, au lieu du nombre de questions.",
    export="Écrire une page (.html) ou une image (.svg).",
    coverage_title="Ce que couvrent les questions",
    no_documents="Le cours ne cite aucun document.",
    legend_questions=("aucune question", "1 question", "2 questions", "3 questions", "4 ou plus"),
    legend_recall=("jamais demandé", "moins de 50 %", "50 à 70 %", "70 à 90 %", "90 % ou plus"),
    asked=lambda asked, total, whole: (
        f"{asked} affirmation{s(asked)} sur {total} {'ont' if asked > 1 else 'a'} une question"
        + (f", soit {whole} % du texte." if whole is not None else " ; le texte n'est pas fourni (--documents DOSSIER).")
    ),
    claim=lambda name, start, end, n, recall: (
        f"{name} ({start}–{end}) : {n or 'aucune'} question{s(n)}" + (f", rappel prévu {recall} %." if recall is not None else ".")
    ),
    section=lambda n, recall: f"{n or 'aucune'} question{s(n)}" + (f", rappel prévu {recall} %" if recall is not None else ""),
    outside="hors documents",
    lessons="Les leçons",
    exported=lambda path: f"Écrit : {path}",
    not_exported=lambda path, why: f"{path} ne peut pas être écrit : {system(why)}.",
    out_of_place=lambda claim, start, end, title: (
        f"{claim} : de {start} à {end}, le document « {title} » n'a pas de passage entier ; corrigez « début » et « fin »."
    ),
    not_verified="Documents : aucun n'est fourni ; pour vérifier les passages : --documents DOSSIER.",
)
