"""A small course with every kind of question, for tests that need no file."""

from tutor.course import (
    Case,
    Choice,
    Claim,
    Classification,
    Cloze,
    Course,
    Document,
    FreeRecall,
    Gap,
    Lesson,
    Matching,
    Mistake,
    Module,
    MultipleChoice,
    Nuance,
    Number,
    Objective,
    Ordering,
    Proof,
    Question,
    Reference,
    Refused,
    Section,
    ShortAnswer,
    SingleChoice,
    Term,
    TrueFalse,
)

FIRST, SECOND = "fr-1", "fr-2"


def proof(section: str, quote: str) -> Proof:
    return Proof(section, quote, ("ca19",))


SINGLE = SingleChoice(
    id="single",
    prompt="Que font les inhibiteurs de points de contrôle ?",
    choices=(
        Choice("Ils lèvent un frein de la réponse immunitaire", right=True),
        Choice("Ils tuent directement la cellule tumorale", why="C'est le mode d'action d'une chimiothérapie."),
        Choice("Ils préparent l'organisme contre un microbe", why="C'est le rôle d'un vaccin ordinaire."),
    ),
    explanation="Le lymphocyte, libéré, attaque la tumeur.",
    proof=proof(FIRST, "lèvent un frein"),
    lesson="freins",
    hints=("Pensez à une voiture.", "Pensez à la pédale du milieu."),
)
MULTIPLE = MultipleChoice(
    id="multiple",
    prompt="Lesquels sont des freins ?",
    choices=(
        Choice("PD-1", right=True),
        Choice("CTLA-4", right=True),
        Choice("HER2", why="C'est une protéine de la tumeur."),
        Choice("CD20", why="C'est une protéine du lymphocyte B."),
    ),
    proof=proof(FIRST, "PD-1 et CTLA-4"),
    lesson="freins",
)
TRUE_FALSE = TrueFalse(
    id="tf",
    prompt="Tous les patients répondent à l'immunothérapie.",
    truth=False,
    why="Une partie seulement répond.",
    proof=proof(SECOND, "une partie"),
    lesson="freins",
)
SHORT = ShortAnswer(
    id="short",
    prompt="Comment nomme-t-on les lymphocytes T modifiés ?",
    accepted=("CAR-T", "cellules CAR-T"),
    refused=(Refused("TCR", "Le TCR est le récepteur naturel."),),
    proof=proof(SECOND, "CAR-T"),
    lesson="freins",
)
CLOZE = Cloze(
    id="cloze",
    prompt="",
    texts=("Les inhibiteurs de ", " lèvent les ", "."),
    gaps=(Gap(("points de contrôle", "checkpoints")), Gap(("freins",), hint="on les desserre")),
    proof=proof(FIRST, "lèvent un frein"),
    lesson="freins",
)
MATCHING = Matching(
    id="match",
    prompt="Reliez chaque élément à sa nature.",
    pairs=(("Anticorps", "protéine"), ("Globule blanc", "cellule")),
    mistakes=(Mistake("Anticorps", "cellule", "Un anticorps est fabriqué par une cellule."),),
    lesson="freins",
)
CLASSIFICATION = Classification(
    id="classify",
    prompt="Classez selon la famille.",
    categories=(("Vaccin", ("sipuleucel-T",)), ("Cellules", ("CAR-T", "TIL"))),
    lesson="freins",
)
ORDERING = Ordering(
    id="order", prompt="Remettez dans l'ordre.", steps=("Prélever", "Modifier", "Multiplier", "Réinjecter"), lesson="freins"
)
NUMBER = Number(id="number", prompt="Combien de familles ?", value=4, lesson="freins", refused=(Refused("3", "Il en manque une."),))
RECALL = FreeRecall(
    id="recall",
    prompt="Expliquez pourquoi associer deux traitements.",
    answer="Leurs actions se complètent.",
    points_expected=("actions différentes", "résistance moins probable"),
    lesson="freins",
)
STEP_ONE = SingleChoice(
    id="step-1",
    prompt="Quel examen d'abord ?",
    choices=(Choice("Une biopsie", right=True), Choice("Une IRM", why="Elle montre, elle ne nomme pas.")),
    lesson="freins",
    case="case",
)
STEP_TWO = ShortAnswer(
    id="step-2", prompt="La biopsie montre PD-L1. Quel frein bloquer ?", accepted=("PD-1",), lesson="freins", case="case", confidence=False
)
QUESTIONS: tuple[Question, ...] = (
    SINGLE, MULTIPLE, TRUE_FALSE, SHORT, CLOZE, MATCHING, CLASSIFICATION, ORDERING, NUMBER, RECALL, STEP_ONE, STEP_TWO,
)  # fmt: skip

LESSON = Lesson(
    id="freins",
    title="Les freins",
    objectives=(Objective("fr.1", "Expliquer la levée d'un frein"),),
    prediction="tf",
    sections=(
        Section(
            FIRST,
            "Lever le frein",
            "Les inhibiteurs de points de contrôle **lèvent un frein**. Deux freins : PD-1 et CTLA-4.",
            remember="On lève un frein ; le lymphocyte tue.",
            claims=("ca19",),
            questions=("single",),
        ),
        Section(
            SECOND,
            "Le revers",
            "Seule une partie des patients répond.\n\n- CAR-T : cellules modifiées",
            nuance=Nuance("Tous les patients ne répondent pas.", "Les patients ne répondent pas tous."),
            references=("R01",),
            questions=("cloze", "case"),
        ),
    ),
)
COURSE = Course(
    id="essai",
    title="Un essai",
    disclaimer="Un cours pour étudier, pas un avis médical.",
    modules=(Module("m", "Module unique", ("freins",)),),
    lessons={"freins": LESSON},
    questions={q.id: q for q in QUESTIONS},
    cases={"case": Case("case", "Un homme de 60 ans tousse.", ("step-1", "step-2"))},
    glossary=(Term("PD-1", "PD-1", "Un frein du lymphocyte T."), Term("CAR-T", "CAR T cell", "Un lymphocyte T modifié.")),
    documents={"A": Document("A", "Document A", "0" * 64)},
    claims={"ca19": Claim("ca19", "Les inhibiteurs lèvent des freins.", "A", "A19", 0, 10)},
    references={"R01": Reference("R01", "NCI, Immunotherapy")},
)
