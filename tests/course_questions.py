"""How the questions are made: reasons, levels, paraphrases, and whether their shape betrays the key; each measured."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from tests.course_finding import Finding, Measure, found, module_of, ordinary, steps
from tests.prose import shown
from tutor.course import (
    Bloom,
    Choice,
    Classification,
    Cloze,
    Course,
    FreeRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)

WITH_VARIANTS: Final = frozenset({"m3", "m4", "m5"})


def reasons(question: Question) -> Iterator[tuple[str, str]]:
    """Every wrong option or expected error of a question, with the reason given to who makes it."""
    match question:
        case SingleChoice() | MultipleChoice():
            yield from ((each.text, each.why) for each in question.choices if not each.right)
        case TrueFalse():
            yield ("vrai" if not question.truth else "faux", question.why)
        case ShortAnswer() | Cloze() | Number():
            yield from ((each.text, each.why) for each in question.refused)
        case Matching() | Classification() | Ordering():
            yield from ((f"{each.item} → {each.place}", each.why) for each in question.mistakes)
        case FreeRecall():
            return


def every_reason(course: Course) -> Finding:
    """Every wrong option has its own reason; typed, matched, sorted and ordered answers foresee two errors or more."""
    holes, count = [], 0
    for question in course.questions.values():
        given = list(reasons(question))
        count += len(given)
        holes += [f"{question.id} : « {text} » sans raison" for text, why in given if len(why) < 20]
        again = [why for why, n in Counter(why for _, why in given).items() if n > 1 and why]
        holes += [f"{question.id} : même raison deux fois" for _ in again]
        if isinstance(question, ShortAnswer | Cloze | Matching | Classification | Ordering) and len(given) < 2:
            holes.append(f"{question.id} : {len(given)} erreur prévue")
        if isinstance(question, FreeRecall) and not 3 <= len(question.points_expected) <= 5:
            holes.append(f"{question.id} : {len(question.points_expected)} points-clés")
        holes += [f"{question.id} : erreur impossible « {item} »" for item in impossible(question)]
    return found(f"{count} mauvaises réponses ou erreurs prévues, chacune avec sa raison", holes)


def impossible(question: Question) -> Iterator[str]:
    """Foreseen mistakes that nobody can make, or that are no mistakes."""
    match question:
        case Matching():
            right = dict(question.pairs)
            yield from (m.item for m in question.mistakes if right.get(m.item, m.place) == m.place or m.place not in question.rights)
        case Classification():
            places = {item: name for name, items in question.categories for item in items}
            yield from (m.item for m in question.mistakes if places.get(m.item, m.place) == m.place or m.place not in places.values())
        case Ordering():
            yield from (m.item for m in question.mistakes if m.item not in question.steps)
        case _:
            return


def complete(course: Course) -> Finding:
    """Every question has an explanation, an objective of its lesson, a level, a difficulty, and a source or a reference."""
    holes = []
    for question in course.questions.values():
        lesson = course.lessons.get(question.lesson)
        wanted = {
            "explication": question.explanation,
            "objectif de la leçon": lesson and question.objective in {o.id for o in lesson.objectives},
            "niveau": question.bloom,
            "difficulté": question.difficulty in {1, 2, 3},
            "source ou référence": question.proof or question.references,
        }
        holes += [f"{question.id} : sans {name}" for name, there in wanted.items() if not there]
    return found(f"{len(course.questions)} questions complètes", holes)


def levels(course: Course) -> Finding:
    """At least 70 % of the questions ask for more than remembering, 40 % for applying or more."""
    ladder = list(Bloom)
    ranks = [ladder.index(q.bloom) for q in course.questions.values() if q.bloom]
    above, apply = (100 * sum(rank >= least for rank in ranks) / max(len(course.questions), 1) for least in (1, 2))
    holes = [f"{above:.0f} % au-dessus de mémoriser"] if above < 70 else []
    holes += [f"{apply:.0f} % à appliquer ou plus"] if apply < 40 else []
    return found(f"{above:.0f} % au-dessus de mémoriser, {apply:.0f} % à appliquer ou plus", holes)


def objectives_asked(course: Course) -> Finding:
    """Two to four questions an objective, two of them ordinary."""
    asked = Counter(q.objective for q in course.questions.values())
    plain = Counter(q.objective for q in ordinary(course))
    ids = [o.id for lesson in course.lessons.values() for o in lesson.objectives]
    holes = [f"{i} : {asked[i]} questions" for i in ids if not 2 <= asked[i] <= 4]
    holes += [f"{i} : {plain[i]} question ordinaire" for i in ids if plain[i] < 2]
    return found(f"de {min(asked[i] for i in ids)} à {max(asked[i] for i in ids)} questions par objectif", holes)


def variants(course: Course) -> Finding:
    """Two paraphrases for each objective of modules 3 to 5, each of an ordinary question of the same objective, none shown in a lesson."""
    holes = []
    shown_ids = {
        i for le in course.lessons.values() for i in (le.prediction, *(q for s in le.sections for q in steps(course, s.questions)))
    }
    count = Counter(q.objective for q in course.questions.values() if q.variant_of)
    for question in course.questions.values():
        origin = course.questions.get(question.variant_of)
        if not question.variant_of:
            continue
        if origin is None or origin.variant_of or origin.objective != question.objective:
            holes.append(f"{question.id} : variante de {question.variant_of}")
        if question.id in shown_ids:
            holes.append(f"{question.id} : variante montrée en leçon")
    wanting = [
        o.id
        for lesson in course.lessons.values()
        if module_of(course, lesson.id) in WITH_VARIANTS
        for o in lesson.objectives
        if count[o.id] < 2
    ]
    holes += [f"{i} : {count[i]} variante" for i in wanting]
    return found(f"{sum(count.values())} variantes pour {len(count)} objectifs", holes)


def key_lengths(course: Course) -> Finding:
    """In single choice the key is strictly longest in at most 35 % and strictly shortest in at most 35 %."""
    single = [q for q in course.questions.values() if isinstance(q, SingleChoice)]
    sizes = [(len(shown(key_of(q).text)), [len(shown(c.text)) for c in q.choices if not c.right]) for q in single]
    longest = 100 * sum(key > max(wrong) for key, wrong in sizes) / len(single)
    shortest = 100 * sum(key < min(wrong) for key, wrong in sizes) / len(single)
    holes = [f"la plus {name} : {share:.0f} %" for name, share in (("longue", longest), ("courte", shortest)) if share > 35]
    return found(f"{len(single)} choix uniques ; clé la plus longue {longest:.0f} %, la plus courte {shortest:.0f} %", holes)


def key_of(question: SingleChoice) -> Choice:
    """The right option."""
    return next(choice for choice in question.choices if choice.right)


def key_positions(course: Course) -> Finding:
    """Over single choices of three options the key is first, second and third in 25 to 42 % each; two in a row tell nothing."""
    three = [q for q in course.questions.values() if isinstance(q, SingleChoice) and len(q.choices) == 3]
    places = Counter(q.choices.index(key_of(q)) for q in three)
    shares = [100 * places[i] / len(three) for i in range(3)]
    holes = [f"position {'abc'[i]} : {share:.0f} %" for i, share in enumerate(shares) if not 25 <= share <= 42]
    return found("clé en a, b, c : " + ", ".join(f"{share:.0f} %" for share in shares), holes)


def true_false(course: Course) -> Finding:
    """True statements are 40 to 60 % of true/false questions."""
    judged = [q for q in course.questions.values() if isinstance(q, TrueFalse)]
    share = 100 * sum(q.truth for q in judged) / max(len(judged), 1)
    return found(f"{len(judged)} vrai/faux, dont {share:.0f} % vrais", [] if 40 <= share <= 60 else [f"{share:.0f} % vrais"])


def choice_shapes(course: Course) -> Finding:
    """Single choices have three or four options; several right answers are two or three of four or five."""
    holes = []
    for question in course.questions.values():
        if isinstance(question, SingleChoice) and len(question.choices) not in {3, 4}:
            holes.append(f"{question.id} : {len(question.choices)} options")
        if isinstance(question, MultipleChoice):
            rights = sum(c.right for c in question.choices)
            holes += [f"{question.id} : {rights} justes"] if rights not in {2, 3} or len(question.choices) not in {4, 5} else []
    return found("options : 3 ou 4, ou bien 4 ou 5 dont 2 ou 3 justes", holes)


def kinds(course: Course) -> Finding:
    """Nine kinds of question or more, a case and a free recall in every module."""
    per = Counter(type(q).__name__ for q in course.questions.values())
    cased = {module_of(course, course.questions[case.steps[0]].lesson) for case in course.cases.values()}
    recalled = {module_of(course, q.lesson) for q in course.questions.values() if isinstance(q, FreeRecall)}
    holes = [f"{m.id} : sans cas" for m in course.modules if m.id not in cased]
    holes += [f"{m.id} : sans rappel libre" for m in course.modules if m.id not in recalled]
    holes += [f"{len(per)} genres"] if len(per) < 9 else []
    holes += [f"{case.id} : {len(case.steps)} étape" for case in course.cases.values() if len(case.steps) < 2]
    return found(", ".join(f"{n} {name}" for name, n in per.most_common()) + f", {len(course.cases)} cas", holes)


QUESTIONS: Final[tuple[Measure, ...]] = (
    *(every_reason, complete, levels, objectives_asked, variants),
    *(key_lengths, key_positions, true_false, choice_shapes, kinds),
)
