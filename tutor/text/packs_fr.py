"""What is said of courses and documents, in French. Typed with plain spaces; set in its typography when it is shown."""

from typing import Final

from tutor.text.packs import Packs


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
        "unreadable": lambda title, file, why: f"{file} ne peut pas être lu ({why}) ; le document « {title} » ne peut pas être montré.",
        "offsets": lambda title, file, name: (
            f"Le passage {name} n'est pas à sa place dans le document « {title} » ; « tutor check » le dit à l'auteur."
        ),
    },
    verified=lambda found, documents, right, passages: (
        f"Documents : {found} sur {documents} reconnu{s(found)} (sha256) ; passages : {right} sur {passages} à leur place."
    ),
    out_of_place=lambda claim, start, end, title: (
        f"{claim} : de {start} à {end}, le document « {title} » n'a pas de passage entier ; corrigez « début » et « fin »."
    ),
    not_verified="Documents : aucun n'est fourni ; pour vérifier les passages : --documents DOSSIER.",
)
