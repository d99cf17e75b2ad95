"""Small courses with documents of their own, written to disk; two of them may have equal ids of lessons and questions."""

import hashlib
from pathlib import Path

DOCUMENT = """Un titre

Les freins retiennent le lymphocyte. Un inhibiteur lève le frein, et le lymphocyte attaque.
Toutes les tumeurs ne répondent pas.
"""
FIRST, SECOND, THIRD = "Les freins retiennent le lymphocyte.", "Un inhibiteur lève le frein", "Toutes les tumeurs ne répondent pas."


def span(words: str, text: str = DOCUMENT) -> str:
    """The offsets of some words, as keys of a claim."""
    start = max(text.find(words), 0)
    return f"début: {start}, fin: {start + len(words)}"


def sources(text: str = DOCUMENT, file: str = "freins.txt") -> str:
    """The sources.yaml of a document with three claims."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    return f"""documents:
  - {{id: D, titre: Sur les freins, fichier: {file}, sha256: {sha}}}
affirmations:
  - {{id: c1, document: D, phrase: D1, {span(FIRST, text)}, texte: "Un frein retient le lymphocyte."}}
  - {{id: c2, document: D, phrase: D2, {span(SECOND, text)}, texte: "Lever le frein libère le lymphocyte."}}
  - {{id: c3, document: D, phrase: D3, {span(THIRD, text)}, texte: "Il y a des tumeurs qui résistent."}}
"""


def course(identity: str, title: str) -> dict[str, str]:
    """The files of a course; only its id, its title and the words of its question are its own."""
    return {
        "course.yaml": f"id: {identity}\ntitre: {title}\nmodules:\n- {{id: m1, titre: Module, leçons: [l1]}}\n",
        "lessons/l1.yaml": f"""id: l1
titre: Leçon de {title}
sections:
  - id: s1
    titre: Le frein
    texte: Le frein retient la cellule. On peut le lever.
    à-retenir: Un frein retient.
    source: [c1, c2]
    questions: [q1]
  - id: s2
    titre: La fin
    texte: Tout ne répond pas.
    questions: [q2]
""",
        "quiz/l1.yaml": f"""leçon: l1
questions:
  - id: q1
    question: Que fait le frein de {title} ?
    choix:
      - juste: Il retient la cellule
      - faux: Il pousse la cellule
        pourquoi: C'est l'accélérateur.
    explication: Le frein retient.
    source: {{section: s1, citation: "retient la cellule", affirmations: [c1, c2]}}
  - id: q2
    vrai: Tout ne répond pas.
    pourquoi: Certains résistent.
    source: {{section: s2, citation: "Tout ne répond pas"}}
""",
        "glossary.yaml": f"termes:\n  - {{terme: Frein, anglais: brake, définition: Ce qui retient dans {title}.}}\n",
        "sources.yaml": sources(),
    }


def write(folder: Path, identity: str, title: str = "Cours A", **changed: str) -> Path:
    """Write a course; `changed` replaces files, `sources` for sources.yaml."""
    files = {**course(identity, title), **{f"{name}.yaml": text for name, text in changed.items()}}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write_document(folder: Path, text: str = DOCUMENT, name: str = "freins.txt") -> Path:
    """Write the document into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode())
    return folder
