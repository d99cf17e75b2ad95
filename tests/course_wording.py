"""How the course is worded, measured: lengths, forbidden forms, copied sentences, answers given away."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from tests.course_documents import RUN, copied, known_windows
from tests.course_finding import Finding, Measure, found, module_of, ordinary
from tests.course_questions import reasons
from tests.prose import content_words, folded, sentences, shown, words
from tutor.course import (
    Classification,
    Cloze,
    Course,
    FreeRecall,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    Section,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)

STEM: Final = 200
VIGNETTE: Final = 400
OPTION: Final = 80
FEEDBACK: Final = 200
SECTION_WORDS: Final = 120
MEAN_SENTENCE: Final = 20
LONGEST_SENTENCE: Final = 30
REMEMBER_WORDS: Final = 25


def stem(question: Question) -> str:
    """What is read before answering, without the options; the gaps of a cloze are an ellipsis."""
    return f"{question.prompt} {'…'.join(question.texts)}".strip() if isinstance(question, Cloze) else question.prompt


def options(question: Question) -> tuple[str, ...]:
    """What can be picked, joined, sorted or ordered."""
    match question:
        case SingleChoice() | MultipleChoice():
            return tuple(choice.text for choice in question.choices)
        case Matching():
            return (*(left for left, _ in question.pairs), *question.rights)
        case Classification():
            return (*(name for name, _ in question.categories), *(item for item, _ in question.items))
        case Ordering():
            return question.steps
        case _:
            return ()


def feedback(question: Question) -> tuple[str, ...]:
    """What is read after answering."""
    whys = [choice.why for choice in question.choices if choice.right] if isinstance(question, SingleChoice | MultipleChoice) else []
    return tuple(text for text in (question.explanation, *(why for _, why in reasons(question)), *whys) if text)


def everything(course: Course) -> Iterator[tuple[str, str]]:
    """Every text of the course, with the id of what it stands in."""
    yield from (("course", text) for text in (course.title, course.description, course.disclaimer))
    for module in course.modules:
        yield module.id, module.title
    for confusion in course.confusions:
        yield from (("confusion " + confusion.terms[0], text) for row in confusion.contrasts for text in (row.trait, row.first, row.second))
    for lesson in course.lessons.values():
        yield from ((lesson.id, text) for text in (lesson.title, *(o.text for o in lesson.objectives)))
    for _, section in course.sections():
        yield from ((section.id, text) for text in section_texts(section))
    for case in course.cases.values():
        yield case.id, case.vignette
    for question in course.questions.values():
        yield from ((question.id, text) for text in question_texts(question))
    for term in course.glossary:
        yield from ((term.term, text) for text in (term.term, term.definition))
    yield from ((claim.id, claim.text) for claim in course.claims.values())


def section_texts(section: Section) -> tuple[str, ...]:
    """The texts of a section."""
    return (section.title, section.text, section.remember, *((section.nuance.says, section.nuance.nuance) if section.nuance else ()))


def question_texts(question: Question) -> tuple[str, ...]:
    """The texts of a question, what can be typed included."""
    match question:
        case ShortAnswer():
            more = question.accepted
        case FreeRecall():
            more = (question.answer, *question.points_expected)
        case _:
            more = ()
    return (stem(question), *options(question), *feedback(question), *question.hints, *more)


def lengths(course: Course) -> Finding:
    """Stems of 200 characters at most (vignettes 400), options of 80, feedback of 200."""
    holes = []
    for question in course.questions.values():
        sized = [("énoncé", stem(question), STEM), *(("option", text, OPTION) for text in options(question))]
        sized += [("retour", text, FEEDBACK) for text in feedback(question)]
        holes += [f"{question.id} : {name} de {len(shown(text))}" for name, text, most in sized if len(shown(text)) > most]
    holes += [f"{c.id} : vignette de {len(shown(c.vignette))}" for c in course.cases.values() if len(shown(c.vignette)) > VIGNETTE]
    longest = [max(len(shown(t)) for q in course.questions.values() for t in texts(q)) for texts in (lambda q: (stem(q),), feedback)]
    return found(f"énoncé le plus long {longest[0]} caractères, retour le plus long {longest[1]}", holes)


_ALL_OR_NONE: Final = re.compile(
    r"\b(?:toutes? (?:les|ces) (?:reponses|propositions|options)|(?:aucune|rien) (?:des?|de ces)|[a-d] et [a-d]$|les deux reponses)"
)
_ABSOLUTE: Final = re.compile(r"\b(?:toujours|jamais|tous|toutes|aucune?|seulement|uniquement)\b")


def option_words(course: Course) -> Finding:
    """No option says all or none of the above; none of a choice holds an absolute."""
    chosen = [q for q in course.questions.values() if isinstance(q, SingleChoice | MultipleChoice)]
    holes = [f"{q.id} : « {text} »" for q in chosen for text in options(q) if _ALL_OR_NONE.search(folded(text))]
    holes += [f"{q.id} : absolu dans « {text} »" for q in chosen for text in options(q) if _ABSOLUTE.search(folded(text))]
    return found(f"{sum(len(options(q)) for q in chosen)} options sans « toutes les réponses » ni absolu", holes)


def section_sizes(course: Course) -> Finding:
    """Sections of 120 words at most, one sentence of 25 words to remember; a text, a reminder and a question in each."""
    holes, sizes = [], []
    for _, section in course.sections():
        sizes.append(len(words(section.text)))
        holes += [f"{section.id} : {sizes[-1]} mots"] if not 60 <= sizes[-1] <= SECTION_WORDS else []
        holes += [f"{section.id} : à retenir"] if not 1 <= len(words(section.remember)) <= REMEMBER_WORDS else []
    return found(f"sections de {min(sizes)} à {max(sizes)} mots, {sum(sizes) / len(sizes):.0f} en moyenne", holes)


def sentence_lengths(course: Course) -> Finding:
    """Twenty words a sentence on average in every section at most, and none over thirty."""
    holes, every = [], []
    for _, section in course.sections():
        nuance = [section.nuance.says, section.nuance.nuance] if section.nuance else []
        cut = [s for text in (section.text, section.remember, *nuance) for s in sentences(text)]
        every += [len(words(s)) for s in cut]
        mean = sum(len(words(s)) for s in cut) / max(len(cut), 1)
        holes += [f"{section.id} : {mean:.1f} mots par phrase"] if mean > MEAN_SENTENCE else []
        holes += [f"{section.id} : phrase de {len(words(s))} mots « {s[:50]}… »" for s in cut if len(words(s)) > LONGEST_SENTENCE]
    return found(f"{len(every)} phrases de leçon, {sum(every) / len(every):.1f} mots en moyenne, {max(every)} au plus", holes)


def copies(course: Course) -> Finding:
    """No text of the course shares six consecutive words with a document."""
    known = known_windows()
    holes = [f"{where} : « {run} »" for where, text in everything(course) for run in copied(text, known)]
    count = sum(len(words(text)) for _, text in everything(course))
    return found(f"{count} mots relus contre {len(known)} suites de {RUN} mots des documents", holes)


_ABOUT_TEXT: Final = re.compile(
    r"\b(?:(?:selon|d'apres) (?:le|les|ce|ces|chaque) (?:document|texte)s?|(?:document|texte)s? (?:a|b)\b|(?:le|ce) document\b)"
)


def subject_not_text(course: Course) -> Finding:
    """Questions are about the subject; only module 6, which teaches critical reading, asks what a document says."""
    said = [
        (question, text) for question in course.questions.values() for text in question_texts(question) if _ABOUT_TEXT.search(folded(text))
    ]
    holes = [f"{q.id} : « {text[:70]} »" for q, text in said if module_of(course, q.lesson) != "m6"]
    return found(f"{len(said) - len(holes)} questions du module 6 parlent d'un document, {len(holes)} textes d'ailleurs", holes)


_TYPOGRAPHY: Final = (
    ("apostrophe ou espace typographique", re.compile("[\u2019\u00a0\u202f\u2009]")),
    ("espace avant ; ! ?", re.compile(r"[^\s.!?(«][;!?](?:\s|$)")),
    ("espace avant :", re.compile(r"[^\W\d]:(?:\s|$)")),
    ("guillemets", re.compile(r"«\S|\S»|\"")),
    ("double espace ou ponctuation", re.compile(r"\S  +\S|,,|\.\.|\s,|\s\.(?:\s|$)")),
    ("tutoiement", re.compile(r"\b(?:tu|toi|tes|t')\b", re.IGNORECASE)),
    ("œ", re.compile(r"\b(?:oeuvre|coeur|soeur|noeud|moeurs|oedeme|oesophage)", re.IGNORECASE)),
    ("accent sur capitale", re.compile(r"\b(?:A (?:l'|la|cause|chaque)|Evit|Etudi|Evaluer|Ecri|Elimin|Elles? a et)\b")),
)


def typography(course: Course) -> Finding:
    """French typography as authors type it: plain spaces before double punctuation, straight apostrophes, accents, no « tu »."""
    holes = [
        f"{where} : {rule} « {text[max(hit.start() - 20, 0) : hit.end() + 15]} »".replace("\n", " ")
        for where, text in everything(course)
        for rule, pattern in _TYPOGRAPHY
        if (hit := pattern.search(re.sub(r"(?m)^    .*$|`[^`]*`", "", text)))
    ]
    return found(f"{sum(1 for _ in everything(course))} textes relus, {len(_TYPOGRAPHY)} règles", holes)


def twins(course: Course) -> Finding:
    """No two questions have the same stem, and no question has the same option twice."""
    stems = Counter(folded(stem(q)) for q in course.questions.values())
    holes = [f"{q.id} : énoncé déjà employé" for q in course.questions.values() if stems[folded(stem(q))] > 1 and not isinstance(q, Cloze)]
    for question in course.questions.values():
        texts = [folded(text) for text in options(question)]
        holes += [f"{question.id} : option en double"] if len(texts) > len(set(texts)) and not isinstance(question, Matching) else []
    return found(f"{len(stems)} énoncés différents", holes)


def asserted(question: Question) -> tuple[str, ...]:
    """What a learner may take as true before answering: the sentences of a stem that ask nothing, and a true statement."""
    told = [sentence for sentence in sentences(stem(question)) if not sentence.rstrip().endswith(("?", "…"))]
    return () if isinstance(question, TrueFalse) and not question.truth else tuple(told)


def keys(question: Question) -> tuple[str, ...]:
    """The right answers of a question that has short ones: the options, or what is typed."""
    match question:
        case SingleChoice() | MultipleChoice():
            return tuple(choice.text for choice in question.choices if choice.right)
        case ShortAnswer():
            return question.accepted
        case Cloze():
            return tuple(text for gap in question.gaps for text in gap.accepted)
        case _:
            return ()


def gives_away(teller: Question, asker: Question, vignette: str = "") -> bool:
    """Whether one sentence shown by `teller` holds a whole key of `asker`, and with its stem half of the words `asker` asks with."""
    wanted = content_words(stem(asker))
    told = [(sentence, frozenset[str]()) for sentence in (*asserted(teller), *sentences(vignette))]
    told += [(option, content_words(stem(teller))) for option in options(teller)]
    for sentence, around in told:
        said = content_words(sentence)
        for key in keys(asker):
            answer = content_words(key) - wanted
            if answer and answer <= said and len((said | around) & wanted) >= max(2, len(wanted) // 2):
                return True
    return False


def given_away(course: Course) -> Finding:
    """No question of a lesson states the answer of another (variants, asked only in mock exams, are left out)."""
    asked = ordinary(course)
    pairs = [(t, a) for t in asked for a in asked if t.lesson == a.lesson and t.id != a.id]
    vignettes = {(t.id, a.id): course.cases[t.case].vignette for t, a in pairs if t.case and t.case != a.case}
    holes = [f"{t.id} donne la réponse de {a.id}" for t, a in pairs if gives_away(t, a, vignettes.get((t.id, a.id), ""))]
    return found(f"{len(pairs)} paires de questions d'une même leçon comparées", holes)


WORDING: Final[tuple[Measure, ...]] = (
    *(lengths, option_words, section_sizes, sentence_lengths, copies, subject_not_text, typography, twins, given_away),
)
