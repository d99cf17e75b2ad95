"""What the course covers: its size, the claims taught and tested, citations, references, glossary; each measured."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from tests.course_finding import Finding, Measure, found, steps
from tests.prose import shown
from tutor.course import Course, Lesson, Section

CLAIMS: Final = 83
LESSONS: Final = 18
OBJECTIVES: Final = 60
WEIGHTS: Final = (4, 3, 8, 5, 6, 4)
TERMS: Final = 78
CONFUSIONS: Final = 15


def whole(course: Course) -> Finding:
    """Six modules with their exam weights, eighteen lessons each in one module after its prerequisites, sixty objectives, 150 questions."""
    order = [lesson for module in course.modules for lesson in module.lessons]
    objectives = [o.id for lesson in course.lessons.values() for o in lesson.objectives]
    holes = [f"{name} : leçon absente ou en double" for name, n in Counter(order).items() if n > 1 or name not in course.lessons]
    holes += [f"{name} : leçon hors module" for name in course.lessons if name not in order]
    holes += [
        f"{lesson.id} : prérequis {before} placé après"
        for lesson in course.lessons.values()
        for before in lesson.prerequisites
        if before not in order or order.index(before) >= order.index(lesson.id)
    ]
    sizes = (len(course.modules), len(course.lessons), len(objectives), len(course.questions))
    if tuple(m.weight for m in course.modules) != WEIGHTS:
        holes.append("poids des modules")
    if sizes[1:3] != (LESSONS, OBJECTIVES) or len(course.questions) < 150:
        holes.append("taille du cours")
    return found("{} modules, {} leçons, {} objectifs, {} questions".format(*sizes), holes)


def claims_taught(course: Course) -> Finding:
    """Every claim is named by a section."""
    named = {claim for _, section in course.sections() for claim in section.claims}
    taught = [claim for claim in course.claims if claim in named]
    holes = [f"{claim} : aucune section" for claim in course.claims if claim not in named]
    holes += [f"{claim} : inconnue" for claim in named if claim not in course.claims]
    holes += [] if len(course.claims) == CLAIMS else [f"{len(course.claims)} affirmations"]
    return found(f"{len(taught)}/{CLAIMS} affirmations enseignées", holes)


def claims_tested(course: Course) -> Finding:
    """Every claim is tested by a question that cites the words of a section that teaches this claim."""
    tested = set()
    holes = []
    for question in course.questions.values():
        proof = question.proof
        at = course.section_of(proof.section) if proof else None
        for claim in proof.claims if proof else ():
            if at and claim in at[1].claims and proof and quoted(proof.quote, at[1]):
                tested.add(claim)
            else:
                holes.append(f"{question.id} : {claim} n'est pas enseignée par {proof.section if proof else '?'}")
    holes += [f"{claim} : aucune question" for claim in course.claims if claim not in tested]
    return found(f"{len(tested & set(course.claims))}/{CLAIMS} affirmations évaluées", holes)


def quoted(quote: str, section: Section) -> bool:
    """Whether the words stand in the section's text, reminder or nuance."""
    parts = (section.text, section.remember, *((section.nuance.says, section.nuance.nuance) if section.nuance else ()))
    return bool(quote) and any(shown(quote) in shown(part) for part in parts)


def quotes(course: Course) -> Finding:
    """Every citation stands as it is in a section of the question's own lesson, and has 3 to 15 words."""
    holes, count = [], 0
    for question in course.questions.values():
        if question.proof is None:
            continue
        at = course.section_of(question.proof.section)
        count += 1
        if at is None or at[0].id != question.lesson:
            holes.append(f"{question.id} : section {question.proof.section} d'une autre leçon")
        elif not quoted(question.proof.quote, at[1]):
            holes.append(f"{question.id} : citation absente de {at[1].id}")
        if not 3 <= len(question.proof.quote.split()) <= 15:
            holes.append(f"{question.id} : citation de {len(question.proof.quote.split())} mots")
    return found(f"{count - len(holes)}/{count} citations retrouvées", holes)


def lesson_shape(course: Course) -> Finding:
    """A prediction not asked again, 3–4 sections, after each one or two questions that what was read by then can answer."""
    holes = []
    for lesson in course.lessons.values():
        asked = [i for s in lesson.sections for i in steps(course, s.questions)]
        if (
            lesson.prediction not in course.questions
            or course.questions[lesson.prediction].lesson != lesson.id
            or lesson.prediction in asked
        ):
            holes.append(f"{lesson.id} : amorce {lesson.prediction}")
        if len(lesson.sections) not in {3, 4}:
            holes.append(f"{lesson.id} : {len(lesson.sections)} sections")
        holes += [
            f"{section.id} : {len(section.questions)} questions" for section in lesson.sections if len(section.questions) not in {1, 2}
        ]
        holes += [f"{i} : posée deux fois" for i, n in Counter(asked).items() if n > 1]
        holes += _too_soon(course, lesson)
    return found(f"{sum(len(le.sections) for le in course.lessons.values())} sections, chacune avec sa question", holes)


def _too_soon(course: Course, lesson: Lesson) -> Iterator[str]:
    read: set[str] = set()
    for section in lesson.sections:
        read.add(section.id)
        for i in steps(course, section.questions):
            question = course.questions.get(i)
            if question is None or question.proof is None or question.proof.section not in read:
                yield f"{i} : posée après {section.id}, avant sa preuve"


def references_known(course: Course) -> Finding:
    """Every reference named is listed, every reference listed is named, and web addresses are https."""
    named = defaultdict(list)
    for _, section in course.sections():
        for i in (*section.references, *(section.nuance.references if section.nuance else ())):
            named[i].append(section.id)
    for question in course.questions.values():
        for i in question.references:
            named[i].append(question.id)
    for term in course.glossary:
        for i in term.references:
            named[i].append(term.term)
    holes = [f"{i} inconnue : {', '.join(where)}" for i, where in named.items() if i not in course.references]
    holes += [f"{i} : jamais citée" for i in course.references if i not in named]
    holes += [f"{each.id} : adresse" for each in course.references.values() if each.url and not each.url.startswith("https://")]
    return found(f"{len(course.references)} références, citées {sum(map(len, named.values()))} fois", holes)


_FIGURE: Final = re.compile(r"\d+(?:,\d+)? ?%|\d+,\d+ (?:mois|ans)|\b(?:19|20)\d\d\b")


def figures_referenced(course: Course) -> Finding:
    """A percentage, a duration or a year comes from outside the documents: section, nuance or question gives its reference.

    Figures that a question makes up to reckon with stand in its prompt too, and need none.
    """
    holes, count = [], 0
    for _, section in course.sections():
        nuance = section.nuance
        texts = [(f"{section.text} {section.remember}", section.references)]
        texts += [(f"{nuance.says} {nuance.nuance}", nuance.references)] if nuance else []
        count += sum(bool(_FIGURE.search(text)) for text, _ in texts)
        holes += [f"{section.id} : chiffre sans référence" for text, references in texts if _FIGURE.search(text) and not references]
    for question in course.questions.values():
        if _FIGURE.search(question.explanation) and not _FIGURE.search(question.prompt):
            count += 1
            holes += [] if question.references else [f"{question.id} : chiffre sans référence"]
    return found(f"{count} textes chiffrés, chacun avec sa référence", holes)


def glossary(course: Course) -> Finding:
    """Seventy-eight terms, each once, in both languages, with claims and references that exist."""
    holes = []
    for term in course.glossary:
        holes += [f"{term.term} : incomplet"] if not (term.english and term.definition and term.definition_en) else []
        holes += [f"{term.term} : {i} inconnue" for i in term.claims if i not in course.claims]
    spelt = Counter(form.casefold() for term in course.glossary for form in {term.term, *term.forms})
    holes += [f"{form} : deux termes" for form, n in spelt.items() if n > 1]
    holes += [f"{len(course.glossary)} termes"] if len(course.glossary) != TERMS else []
    return found(f"{len(course.glossary)} termes, français et anglais", holes)


def confusions(course: Course) -> Finding:
    """Fifteen groups of confusable terms, each with three or four contrasts."""
    holes = [" / ".join(c.terms) for c in course.confusions if len(c.terms) < 2 or len(c.contrasts) not in {3, 4}]
    holes += [f"{len(course.confusions)} groupes"] if len(course.confusions) < CONFUSIONS else []
    return found(f"{len(course.confusions)} groupes à ne pas confondre", holes)


def dated(course: Course) -> Finding:
    """The course says when it was reviewed, under which licence it is, and that it is no medical advice."""
    holes = [] if re.fullmatch(r"20\d\d-\d\d-\d\d", course.reviewed) else ["relu"]
    holes += [] if "avis médical" in course.disclaimer and len(course.disclaimer) < 500 else ["avertissement"]
    holes += [] if course.licence == "CC BY 4.0" else ["licence"]
    return found(f"relu le {course.reviewed}, {course.licence}, avertissement de {len(course.disclaimer.split())} mots", holes)


COVERAGE: Final[tuple[Measure, ...]] = (
    *(whole, claims_taught, claims_tested, quotes, lesson_shape, references_known, figures_referenced, glossary, confusions, dated),
)
