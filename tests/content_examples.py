"""Good files in both languages, bad files by code, and hostile ones, for the tests of the loader."""

from pathlib import Path

QUIZ_FR = """\
titre: Tous les genres
leçon: l1
questions:
  - id: q1
    question: Que font les inhibiteurs ?
    choix:
      - juste: Ils lèvent un frein
        pourquoi: C'est leur rôle.
        indispensable: oui
      - faux: Ils tuent la cellule
        pourquoi: C'est la chimiothérapie.
        inacceptable: oui
    explication: Le frein lâche.
    indices: [un, deux]
    source: {section: s1, citation: "lèvent un frein", affirmations: [c1]}
    références: [r1]
    objectif: o1
    niveau: comprendre
    difficulté: 2
    tags: [frein]
    points: 1,5
    mélanger: non
    confiance: non
    était: [q0]
  - id: q2
    question: Lesquels ?
    choix:
      - juste: A
      - juste: B
      - faux: C
    variante: q1
  - id: q3
    vrai: La terre est ronde.
    pourquoi: On l'a vue.
  - id: q4
    faux: La terre est plate.
  - id: q5
    question: Comment les nomme-t-on ?
    réponse: [CAR-T, cellules CAR-T]
    refuser: {TCR: C'est le récepteur naturel.}
    exact: oui
    fautes: non
  - id: q6
    question: Complétez.
    trous: Les {points de contrôle|checkpoints} lèvent les {freins::on les desserre}.
    refuser: {accélérateurs: C'est l'inverse.}
  - id: q7
    question: Reliez.
    associer: {Anticorps: protéine, Globule blanc: cellule}
    intrus: [tissu]
    erreurs:
      - élément: Anticorps
        place: cellule
        pourquoi: C'est une protéine.
  - id: q8
    question: Classez.
    classer: {Vaccin: [sipuleucel-T], Cellules: [CAR-T, TIL]}
    erreurs:
      - {élément: TIL, place: Vaccin, pourquoi: Ce sont des cellules.}
  - id: q9
    question: Ordonnez.
    ordonner: [Prélever, Modifier, Réinjecter]
    erreurs:
      - {élément: Modifier, pourquoi: On prélève avant.}
  - id: q10
    question: Combien ?
    nombre: 4
    tolérance: 5 %
    unité: mg
    refuser: {12: C'est le total.}
  - id: q11
    recto: Pourquoi associer ?
    verso: Parce que.
    points-clés: [un, deux]
  - id: k1
    cas: Une patiente consulte.
    objectif: o1
    étapes:
      - id: k1a
        question: Que faire ?
        réponse: attendre
      - id: k1b
        vrai: Il fallait attendre.
"""

QUIZ_EN = """\
title: Tous les genres
lesson: l1
questions:
  - id: q1
    question: Que font les inhibiteurs ?
    choices:
      - right: Ils lèvent un frein
        why: C'est leur rôle.
        indispensable: yes
      - wrong: Ils tuent la cellule
        why: C'est la chimiothérapie.
        unacceptable: yes
    explanation: Le frein lâche.
    hints: [un, deux]
    source: {section: s1, quote: "lèvent un frein", claims: [c1]}
    references: [r1]
    objective: o1
    level: understand
    difficulty: 2
    tags: [frein]
    points: 1.5
    shuffle: no
    confidence: no
    was: [q0]
  - id: q2
    question: Lesquels ?
    choices:
      - right: A
      - right: B
      - wrong: C
    variant: q1
  - id: q3
    true: La terre est ronde.
    why: On l'a vue.
  - id: q4
    false: La terre est plate.
  - id: q5
    question: Comment les nomme-t-on ?
    answer: [CAR-T, cellules CAR-T]
    refuse: {TCR: C'est le récepteur naturel.}
    exact: yes
    slips: no
  - id: q6
    question: Complétez.
    cloze: Les {points de contrôle|checkpoints} lèvent les {freins::on les desserre}.
    refuse: {accélérateurs: C'est l'inverse.}
  - id: q7
    question: Reliez.
    match: {Anticorps: protéine, Globule blanc: cellule}
    extras: [tissu]
    mistakes:
      - item: Anticorps
        place: cellule
        why: C'est une protéine.
  - id: q8
    question: Classez.
    classify: {Vaccin: [sipuleucel-T], Cellules: [CAR-T, TIL]}
    mistakes:
      - {item: TIL, place: Vaccin, why: Ce sont des cellules.}
  - id: q9
    question: Ordonnez.
    order: [Prélever, Modifier, Réinjecter]
    mistakes:
      - {item: Modifier, why: On prélève avant.}
  - id: q10
    question: Combien ?
    number: 4
    tolerance: 5 %
    unit: mg
    refuse: {12: C'est le total.}
  - id: q11
    front: Pourquoi associer ?
    back: Parce que.
    key-points: [un, deux]
  - id: k1
    case: Une patiente consulte.
    objective: o1
    steps:
      - id: k1a
        question: Que faire ?
        answer: attendre
      - id: k1b
        true: Il fallait attendre.
"""

COURSE_FR = """\
id: essai
titre: Un essai
langue: fr
description: Pour voir.
licence: CC BY 4.0
relu: 2026-11-22
avertissement: Rien de médical.
modules:
  - id: m1
    titre: Premier
    poids: 4
    leçons: [l1]
confusions:
  - termes: [PD-1, CTLA-4]
    contrastes:
      - trait: Où
        premier: ici
        second: là
"""

COURSE_EN = """\
id: essai
title: Un essai
language: fr
description: Pour voir.
licence: CC BY 4.0
reviewed: 2026-11-22
disclaimer: Rien de médical.
modules:
  - id: m1
    title: Premier
    weight: 4
    lessons: [l1]
confusions:
  - terms: [PD-1, CTLA-4]
    contrasts:
      - trait: Où
        first: ici
        second: là
"""

LESSON_FR = """\
id: l1
titre: Le frein
objectifs:
  - id: o1
    texte: Dire ce qu'est un frein
    niveau: mémoriser
amorce: q4
sections:
  - id: s1
    titre: Le frein
    texte: |
      Les inhibiteurs **lèvent un
      frein** de l'organisme.

          schéma
    à-retenir: Un frein se lève.
    nuance:
      document: Il dit tout.
      nuance: Il en dit trop.
      références: [r1]
    source: [c1]
    références: [r1]
    questions: [q1]
"""

LESSON_EN = """\
id: l1
title: Le frein
objectives:
  - id: o1
    text: Dire ce qu'est un frein
    level: remember
prediction: q4
sections:
  - id: s1
    title: Le frein
    text: |
      Les inhibiteurs **lèvent un
      frein** de l'organisme.

          schéma
    remember: Un frein se lève.
    nuance:
      document: Il dit tout.
      nuance: Il en dit trop.
      references: [r1]
    source: [c1]
    references: [r1]
    questions: [q1]
"""

GLOSSARY_FR = """\
termes:
  - terme: Frein
    anglais: brake
    définition: Ce qui retient.
    définition-anglaise: What holds back.
    formes: [freins]
    affirmations: [c1]
    références: [r1]
"""

GLOSSARY_EN = """\
terms:
  - term: Frein
    english: brake
    definition: Ce qui retient.
    definition-english: What holds back.
    forms: [freins]
    claims: [c1]
    references: [r1]
"""

SOURCES_FR = f"""\
documents:
  - id: A
    titre: Document
    fichier: a.txt
    sha256: {"ab" * 32}
affirmations:
  - {{id: c1, document: A, phrase: A01, début: 0, fin: 14, texte: "un frein est levé"}}
références:
  - id: r1
    texte: NCI
    url: https://www.cancer.gov/
"""

SOURCES_EN = f"""\
documents:
  - id: A
    title: Document
    file: a.txt
    sha256: {"ab" * 32}
claims:
  - {{id: c1, document: A, sentence: A01, start: 0, end: 14, text: "un frein est levé"}}
references:
  - id: r1
    text: NCI
    url: https://www.cancer.gov/
"""

PACK_FR = {
    "course.yaml": COURSE_FR,
    "lessons/l1.yaml": LESSON_FR,
    "quiz/q.yaml": QUIZ_FR,
    "glossary.yaml": GLOSSARY_FR,
    "sources.yaml": SOURCES_FR,
}
PACK_EN = {
    "course.yaml": COURSE_EN,
    "lessons/l1.yaml": LESSON_EN,
    "quiz/q.yaml": QUIZ_EN,
    "glossary.yaml": GLOSSARY_EN,
    "sources.yaml": SOURCES_EN,
}


def write_pack(folder: Path, files: dict[str, str]) -> Path:
    """Write a pack and give its folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def write_quiz(folder: Path, text: str | bytes, name: str = "quiz.yaml") -> Path:
    """Write a lone file and give its path."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def many_choices(count: int) -> str:
    """A quiz of so many ordinary choice questions, as an author writes them."""
    return "titre: Banc d'essai\nquestions:\n" + "".join(CHOICE.format(n=n) for n in range(count))


CHOICE = """\
  - id: q-{n:04d}
    question: Que font les inhibiteurs de points de contrôle numéro {n} dans la réponse immunitaire ?
    choix:
      - juste: Ils lèvent un frein de la réponse immunitaire ({n})
      - faux: Ils tuent directement la cellule tumorale
        pourquoi: C'est le mode d'action d'une chimiothérapie cytotoxique.
      - faux: Ils préparent l'organisme contre un microbe
        pourquoi: C'est le rôle d'un vaccin ordinaire.
    explication: Ils bloquent un frein que la tumeur exploitait, et rendent sa force au lymphocyte T.
    objectif: pc.1
    niveau: comprendre
    difficulté: 2
"""
