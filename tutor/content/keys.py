"""Every key a teacher may write: one table that drives the walker, the repair pass, the JSON Schema and the documentation."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tutor.content.values import Value


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the contexts that allow it, its two names, what stands after it, and what it is for.

    `of` is the context of what is inside; `also` are other spellings; numbers lie between `low` and `high`, both allowed.
    """

    where: str
    fr: str
    en: str
    value: Value
    doc_fr: str
    doc_en: str
    of: str = ""
    required: bool = False
    also: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1e9
    name: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """The program's name is the English one, as an identifier."""
        object.__setattr__(self, "name", self.en.replace("-", "_"))


ROOTS: Final = ("course", "lesson", "quiz", "glossary", "sources")
"""The contexts a file may have as a whole."""

# One row a key: the formatter would make it 400 lines.
# fmt: off
KEYS: Final[tuple[Key, ...]] = (
    Key("module lesson objective section document claim reference", "id", "id", Value.ID,
        "Identifiant, unique dans le cours", "Id, unique in the course", required=True),
    Key("module lesson section document", "titre", "title", Value.TEXT, "Titre", "Title", required=True),
    Key("course", "id", "id", Value.ID,
        "Identifiant du cours, en lettres, chiffres, points et tirets", "Id of the course: letters, digits, dots, dashes", required=True),
    Key("course", "titre", "title", Value.TEXT, "Titre du cours", "Title of the course", required=True),
    Key("course quiz", "langue", "language", Value.LANGUAGE,
        "Langue du cours : fr, en… ; sinon, celle de ses clés", "Language of the course: fr, en…; else that of its keys"),
    Key("course quiz", "description", "description", Value.TEXT,
        "Ce que l'on apprend, en quelques phrases", "What one learns, in a few sentences"),
    Key("course quiz", "licence", "licence", Value.TEXT, "Licence du contenu", "Licence of the content", also=("license",)),
    Key("course", "relu", "reviewed", Value.DATE, "Date de la dernière relecture, AAAA-MM-JJ", "Date of the last review, YYYY-MM-DD"),
    Key("course", "avertissement", "disclaimer", Value.TEXT, "Montré une fois au premier lancement", "Shown once, at the first start"),
    Key("course", "modules", "modules", Value.MAPPINGS, "Les modules, dans l'ordre", "The modules, in order", of="module"),
    Key("course", "confusions", "confusions", Value.MAPPINGS,
        "Les notions que l'on confond", "Notions that learners mix up", of="confusion"),
    Key("module", "poids", "weight", Value.NUMBER, "Part dans l'examen, dans l'unité de votre choix", "Share of the exam, in any unit"),
    Key("module", "leçons", "lessons", Value.IDS,
        "Identifiants des leçons, dans l'ordre de lecture", "Ids of the lessons, in reading order", required=True),
    Key("confusion", "termes", "terms", Value.TEXTS,
        "Deux termes ou plus ; le tableau compare les deux premiers", "Two terms or more; the table compares the first two", required=True),
    Key("confusion", "contrastes", "contrasts", Value.MAPPINGS, "Les lignes du tableau", "The rows of the table", of="contrast"),
    Key("contrast", "trait", "trait", Value.TEXT, "Ce que l'on compare", "What is compared", required=True),
    Key("contrast", "premier", "first", Value.TEXT, "Ce qui vaut pour le premier terme", "What holds for the first term", required=True),
    Key("contrast", "second", "second", Value.TEXT, "Ce qui vaut pour le second terme", "What holds for the second term", required=True),
    Key("lesson", "objectifs", "objectives", Value.MAPPINGS, "Ce que l'on saura faire", "What one will be able to do", of="objective"),
    Key("lesson", "prérequis", "prerequisites", Value.IDS, "Identifiants des leçons à lire avant", "Ids of lessons to read before"),
    Key("lesson", "amorce", "prediction", Value.ASKED,
        "La question posée avant la lecture", "The question asked before reading", of="question"),
    Key("lesson", "sections", "sections", Value.MAPPINGS,
        "Les sections, dans l'ordre de lecture", "The sections, in reading order", of="section", required=True),
    Key("objective", "texte", "text", Value.TEXT,
        "L'objectif, qui commence par un verbe", "The objective, beginning with a verb", required=True),
    Key("objective", "niveau", "level", Value.BLOOM, "Niveau de Bloom", "Bloom level"),
    Key("section", "texte", "text", Value.TEXT, "Le texte à lire", "The text to read", required=True),
    Key("section", "à-retenir", "remember", Value.TEXT, "Une phrase à retenir", "One sentence to remember", also=("retenir",)),
    Key("section", "nuance", "nuance", Value.MAPPING,
        "Ce que dit le document, et ce qui est vrai", "What the document says, and what is true", of="nuance"),
    Key("section", "source", "source", Value.IDS,
        "Identifiants des affirmations enseignées ici", "Ids of the claims taught here", also=("sources",)),
    Key("section question nuance term", "références", "references", Value.IDS,
        "Références des faits hors documents", "References of facts from outside the documents", also=("référence", "reference")),
    Key("section", "questions", "questions", Value.ASKED,
        "Questions posées juste après : identifiants, ou questions écrites ici",
        "Questions asked right after: ids, or questions written here", of="question"),
    Key("nuance", "document", "document", Value.TEXT, "Ce que dit le document", "What the document says", required=True),
    Key("nuance", "nuance", "nuance", Value.TEXT, "Ce qui est vrai", "What is true", required=True),
    Key("quiz", "id", "id", Value.ID, "Identifiant du quiz, s'il est étudié seul", "Id of the quiz, when it is studied alone"),
    Key("quiz", "titre", "title", Value.TEXT, "Titre du quiz", "Title of the quiz"),
    Key("quiz", "leçon", "lesson", Value.ID, "Identifiant de la leçon de ces questions", "Id of the lesson these questions belong to"),
    Key("quiz", "questions", "questions", Value.MAPPINGS, "La liste des questions", "The list of questions", of="question", required=True),
    Key("question", "id", "id", Value.ID,
        "Identifiant de la question, unique et jamais réutilisé", "Id of the question, unique and never used again"),
    Key("question", "question", "question", Value.TEXT, "L'énoncé", "The stem", also=("énoncé",)),
    Key("question", "choix", "choices", Value.MAPPINGS,
        "Les choix, chacun marqué juste ou faux", "The options, each marked right or wrong", of="choice"),
    Key("question", "vrai", "true", Value.TEXT, "Une affirmation vraie, à juger", "A true statement, to be judged"),
    Key("question", "faux", "false", Value.TEXT, "Une affirmation fausse, à juger", "A false statement, to be judged"),
    Key("question", "pourquoi", "why", Value.TEXT,
        "Pour vrai ou faux : montré à qui s'est trompé", "For true or false: shown to who erred"),
    Key("question", "réponse", "answer", Value.TEXTS,
        "La réponse à taper ; la première d'une liste est celle que l'on montre",
        "The answer to type; the first of a list is the one shown", also=("réponses", "answers")),
    Key("question", "refuser", "refuse", Value.PAIRS,
        "Réponses fausses attendues, chacune avec sa raison", "Expected wrong answers, each with its reason"),
    Key("question", "exact", "exact", Value.YES_NO, "oui : la casse et les accents comptent", "yes: case and accents count"),
    Key("question", "fautes", "slips", Value.YES_NO, "non : aucune faute de frappe n'est pardonnée", "no: no spelling slip is forgiven"),
    Key("question", "trous", "cloze", Value.CLOZE,
        "Un texte à trous : Le {mot|autre forme::indice} manque", "A text with gaps: The {word|other form::hint} is missing"),
    Key("question", "associer", "match", Value.PAIRS, "Des paires gauche: droite", "Pairs of left: right"),
    Key("question", "intrus", "extras", Value.TEXTS, "Éléments de droite qui ne vont avec rien", "Right sides that belong to nothing"),
    Key("question", "classer", "classify", Value.GROUPS, "Des catégories, chacune avec ses éléments", "Categories, each with its items"),
    Key("question", "ordonner", "order", Value.TEXTS, "Les étapes, dans le bon ordre", "The steps, in the right order"),
    Key("question", "erreurs", "mistakes", Value.MAPPINGS,
        "Erreurs prévues, chacune avec sa raison", "Foreseen mistakes, each with its reason", of="mistake"),
    Key("question", "nombre", "number", Value.NUMBER, "Le nombre à trouver", "The number to find", low=-1e9),
    Key("question", "tolérance", "tolerance", Value.TOLERANCE, "Écart accepté : 0,5 ou 5 %", "Deviation accepted: 0.5 or 5 %"),
    Key("question", "unité", "unit", Value.TEXT, "L'unité du nombre", "The unit of the number"),
    Key("question", "recto", "front", Value.TEXT, "Une question à répondre avec ses mots", "A question to answer in one's own words"),
    Key("question", "verso", "back", Value.TEXT, "La réponse modèle", "The model answer"),
    Key("question", "points-clés", "key-points", Value.TEXTS,
        "Ce que la réponse doit contenir, coché point par point", "What the answer must hold, ticked one by one"),
    Key("question", "cas", "case", Value.TEXT, "La situation commune à plusieurs étapes", "The situation shared by several steps"),
    Key("question", "étapes", "steps", Value.MAPPINGS,
        "Les questions du cas, dans l'ordre", "The questions of the case, in order", of="question"),
    Key("question", "explication", "explanation", Value.TEXT, "Pourquoi la bonne réponse est juste", "Why the right answer is right"),
    Key("question", "indices", "hints", Value.TEXTS,
        "Du plus léger au plus fort", "From the faintest to the strongest", also=("indice", "hint")),
    Key("question", "source", "source", Value.PROOF,
        "La section qui répond, la citation qui le prouve, les affirmations",
        "The section that answers, the quotation that proves it, the claims", of="proof"),
    Key("question", "objectif", "objective", Value.ID, "Identifiant de l'objectif", "Id of the objective"),
    Key("question", "niveau", "level", Value.BLOOM, "Niveau de Bloom", "Bloom level"),
    Key("question", "difficulté", "difficulty", Value.COUNT, "1 facile, 2 moyenne, 3 difficile", "1 easy, 2 medium, 3 hard", low=1, high=3),
    Key("question", "tags", "tags", Value.TEXTS, "Mots-clés", "Tags", also=("étiquettes", "mots-clés")),
    Key("question", "points", "points", Value.NUMBER, "Points à l'examen", "Points in the exam", high=1000),
    Key("question", "mélanger", "shuffle", Value.YES_NO, "non : les choix gardent cet ordre", "no: the options keep this order"),
    Key("question", "confiance", "confidence", Value.YES_NO,
        "non : on ne demande pas si l'on est sûr", "no: how sure one is, is not asked"),
    Key("question", "variante", "variant", Value.ID,
        "Identifiant de la question que celle-ci dit autrement", "Id of the question this one words differently"),
    Key("question", "était", "was", Value.IDS, "Anciens identifiants", "Old ids"),
    Key("choice", "juste", "right", Value.TEXT, "Un choix juste", "A right option"),
    Key("choice", "faux", "wrong", Value.TEXT, "Un choix faux", "A wrong option"),
    Key("choice", "pourquoi", "why", Value.TEXT, "Montré à qui s'est trompé sur ce choix", "Shown to who erred on this option"),
    Key("choice", "indispensable", "indispensable", Value.YES_NO,
        "oui : sans ce choix juste, zéro point", "yes: without this right option, no points"),
    Key("choice", "inacceptable", "unacceptable", Value.YES_NO,
        "oui : avec ce choix faux, zéro point", "yes: with this wrong option, no points"),
    Key("proof", "section", "section", Value.ID, "Identifiant de la section qui répond", "Id of the section that answers", required=True),
    Key("proof", "citation", "quote", Value.TEXT,
        "Mots qui figurent tels quels dans cette section", "Words that stand in that section as they are"),
    Key("proof term", "affirmations", "claims", Value.IDS,
        "Identifiants des affirmations", "Ids of the claims", also=("affirmation", "claim")),
    Key("mistake", "élément", "item", Value.TEXT, "L'élément mal placé", "The item put wrongly", required=True),
    Key("mistake", "place", "place", Value.TEXT, "L'endroit faux où on le met", "The wrong place it is put in"),
    Key("mistake", "pourquoi", "why", Value.TEXT, "Pourquoi c'est faux", "Why it is wrong", required=True),
    Key("glossary", "termes", "terms", Value.MAPPINGS, "Les entrées du glossaire", "The entries of the glossary", of="term", required=True),
    Key("term", "terme", "term", Value.TEXT, "Le terme", "The term", required=True),
    Key("term", "anglais", "english", Value.TEXT, "Le terme en anglais", "The term in English"),
    Key("term", "définition", "definition", Value.TEXT, "La définition", "The definition", required=True),
    Key("term", "définition-anglaise", "definition-english", Value.TEXT,
        "La définition en anglais", "The definition in English", also=("english-definition",)),
    Key("term", "formes", "forms", Value.TEXTS, "Pluriels, sigles, autres graphies", "Plurals, abbreviations, other spellings"),
    Key("sources", "documents", "documents", Value.MAPPINGS, "Les documents étudiés", "The documents studied", of="document"),
    Key("sources", "affirmations", "claims", Value.MAPPINGS,
        "Ce que disent les documents, avec nos mots", "What the documents say, in our words", of="claim"),
    Key("sources", "références", "references", Value.MAPPINGS,
        "Publications et pages hors des documents", "Publications and pages outside the documents", of="reference"),
    Key("document", "fichier", "file", Value.FILE, "Nom du fichier, sans dossier", "Name of the file, without a folder"),
    Key("document", "sha256", "sha256", Value.SHA256, "Empreinte SHA-256 du fichier", "SHA-256 of the file", required=True),
    Key("claim", "document", "document", Value.ID, "Identifiant du document", "Id of the document", required=True),
    Key("claim", "phrase", "sentence", Value.TEXT, "Repère de la phrase dans le document", "Mark of the sentence in the document"),
    Key("claim", "début", "start", Value.COUNT,
        "Premier caractère de la phrase, compté de 0", "First character of the sentence, from 0", required=True),
    Key("claim", "fin", "end", Value.COUNT, "Caractère qui suit la phrase", "Character after the sentence", required=True),
    Key("claim", "texte", "text", Value.TEXT, "L'affirmation, avec nos mots", "The claim, in our words", required=True),
    Key("reference", "texte", "text", Value.TEXT, "Auteurs, titre, année", "Authors, title, year", required=True),
    Key("reference", "url", "url", Value.ADDRESS, "Adresse de la page, seulement montrée", "Address of the page, shown only"),
)
# fmt: on


def plain(word: str) -> str:
    """A key as it is compared: no accents, no case; dash, underscore, apostrophe and every space are one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return " ".join(bare.replace("-", " ").replace("_", " ").replace("’", " ").replace("'", " ").casefold().split())


@cache
def context(where: str) -> Mapping[str, Key]:
    """Every spelling allowed in a context, in the form `plain` gives it, and the spellings of the table as they stand."""
    found: dict[str, Key] = {}
    for key in KEYS:
        if where in key.where.split():
            for word in (key.fr, key.en, *key.also):
                found[word] = key
                found[plain(word)] = key
    return found


@cache
def required(where: str) -> tuple[Key, ...]:
    """The keys a context cannot do without."""
    return tuple(key for key in KEYS if key.required and where in key.where.split())


def named(where: str, name: str) -> Key:
    """The key of a context by the program's name for it."""
    return next(key for key in KEYS if key.name == name and where in key.where.split())
