"""Objects without the ids that exist nowhere: an error in a link takes out the link, not what carries it."""

from typing import TypeAlias

from tutor.content.draft import Space
from tutor.course import Lesson, Proof, Question, Section, Term
from tutor.record import replace

Missing: TypeAlias = dict[Space, set[str]]


def prune_question(question: Question, missing: Missing) -> Question:
    """A question whose lesson, section, claims, references, objective and original all exist."""
    proof = question.proof
    if proof and proof.section in missing["section"]:
        proof = None
    if proof and missing["claim"].intersection(proof.claims):
        proof = Proof(proof.section, proof.quote, _kept(proof.claims, missing["claim"]))
    if (
        proof is question.proof
        and question.lesson not in missing["lesson"]
        and question.objective not in missing["objective"]
        and question.variant_of not in missing["question"]
        and not missing["reference"].intersection(question.references)
    ):
        return question
    return replace(
        question,
        proof=proof,
        lesson=_one(question.lesson, missing["lesson"]),
        objective=_one(question.objective, missing["objective"]),
        variant_of=_one(question.variant_of, missing["question"]),
        references=_kept(question.references, missing["reference"]),
    )


def prune_lesson(lesson: Lesson, missing: Missing) -> Lesson:
    """A lesson that names only lessons, questions, claims and references that exist."""
    return replace(
        lesson,
        sections=tuple(_section(section, missing) for section in lesson.sections),
        prerequisites=_kept(lesson.prerequisites, missing["lesson"]),
        prediction=_one(lesson.prediction, missing["question"]),
    )


def _section(section: Section, missing: Missing) -> Section:
    nuance = section.nuance
    return replace(
        section,
        claims=_kept(section.claims, missing["claim"]),
        references=_kept(section.references, missing["reference"]),
        questions=_kept(section.questions, missing["question"]),
        nuance=replace(nuance, references=_kept(nuance.references, missing["reference"])) if nuance else None,
    )


def prune_term(term: Term, missing: Missing) -> Term:
    """A glossary entry that names only claims and references that exist."""
    return replace(term, claims=_kept(term.claims, missing["claim"]), references=_kept(term.references, missing["reference"]))


def _one(identity: str, missing: set[str]) -> str:
    return "" if identity in missing else identity


def _kept(ids: tuple[str, ...], missing: set[str]) -> tuple[str, ...]:
    return tuple(each for each in ids if each not in missing)
