"""The measures of the course find the holes they are for: each is given the course with one fault made on purpose."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests import course_coverage as coverage
from tests import course_questions as asking
from tests import course_wording as wording
from tests.course_documents import fingerprint
from tests.course_finding import Measure, ordinary
from tests.course_questions import key_of
from tests.course_reading import the_course
from tests.prose import content_words, sentences, windows, words
from tutor.course import Bloom, Choice, Course, Lesson, MultipleChoice, Proof, Question, Section, SingleChoice, TrueFalse
from tutor.record import replace

Fault = Callable[[Course], Course]


def with_questions(course: Course, change: Callable[[Any], Any], kind: type[Any] | None = None, count: int = 1) -> Course:
    """The course with its first questions of a kind changed."""
    picked = [q for q in ordinary(course) if kind is None or isinstance(q, kind)][:count]
    return replace(course, questions={**course.questions, **{q.id: change(q) for q in picked}})


def changed(question: Question, changes: Mapping[str, Any]) -> Question:
    """A question with some fields replaced."""
    return replace(question, **changes)


def every(**changes: object) -> Fault:
    """All questions changed alike."""
    return lambda course: replace(course, questions={i: changed(q, changes) for i, q in course.questions.items()})


def one(kind: type[Any] | None = None, **changes: object) -> Fault:
    """One question of a kind changed."""
    return lambda course: with_questions(course, lambda q: changed(q, changes), kind)


def one_section(change: Callable[[Section], Section]) -> Fault:
    """The very first section changed."""

    def fault(course: Course) -> Course:
        lesson = next(iter(course.lessons.values()))
        changed = replace(lesson, sections=(change(lesson.sections[0]), *lesson.sections[1:]))
        return replace(course, lessons={**course.lessons, lesson.id: changed})

    return fault


def one_lesson(change: Callable[[Lesson], Lesson]) -> Fault:
    """The first lesson changed."""
    return lambda course: replace(course, lessons={i: change(le) if n == 0 else le for n, (i, le) in enumerate(course.lessons.items())})


def keys_made(change: Callable[[str], str]) -> Fault:
    """The key of every single choice reworded."""

    def reworded(question: SingleChoice) -> SingleChoice:
        return replace(question, choices=tuple(replace(c, text=change(c.text)) if c.right else c for c in question.choices))

    return lambda course: with_questions(course, reworded, SingleChoice, 1000)


def keys_first(course: Course) -> Course:
    """Every key put first."""
    return with_questions(course, lambda q: replace(q, choices=(key_of(q), *(c for c in q.choices if not c.right))), SingleChoice, 1000)


def asked_too_soon(course: Course) -> Course:
    """The questions of the last section asked after the first."""
    last = next(iter(course.lessons.values())).sections[-1]
    return one_section(lambda s: replace(s, questions=last.questions))(course)


def without_a_claim(course: Course) -> Course:
    """No section names the first claim."""
    gone = next(iter(course.claims))
    lessons = {
        i: replace(le, sections=tuple(replace(s, claims=tuple(c for c in s.claims if c != gone)) for s in le.sections))
        for i, le in course.lessons.items()
    }
    return replace(course, lessons=lessons)


def without_variants(course: Course) -> Course:
    """The paraphrases left out."""
    return replace(course, questions={q.id: q for q in ordinary(course)})


def option(text: str) -> Fault:
    """The first option of a choice reworded."""
    return lambda course: with_questions(
        course, lambda q: replace(q, choices=(replace(q.choices[0], text=text), *q.choices[1:])), SingleChoice
    )


def given(course: Course) -> Course:
    """One question states the answer of the next of its lesson."""
    asker = next(q for q in ordinary(course) if isinstance(q, SingleChoice) and len(content_words(q.prompt)) > 3)
    teller = next(q for q in ordinary(course) if q.lesson == asker.lesson and q is not asker)
    told = f"{asker.prompt.rstrip(' ?.')} {key_of(asker).text.rstrip('.')}. Est-ce juste ?"
    return replace(course, questions={**course.questions, teller.id: replace(teller, prompt=told)})


FAULTS: tuple[tuple[Measure, Fault], ...] = (
    (coverage.whole, lambda c: replace(c, modules=c.modules[1:])),
    (coverage.whole, lambda c: replace(c, modules=c.modules[::-1])),
    (coverage.claims_taught, without_a_claim),
    (coverage.claims_tested, without_a_claim),
    (coverage.claims_tested, every(proof=None)),
    (coverage.quotes, one(proof=Proof("si-1", "des mots qui ne s'y trouvent pas"))),
    (asking.every_reason, lambda c: with_questions(c, lambda q: replace(q, choices=(Choice("Faux"), *q.choices)), SingleChoice)),
    (asking.every_reason, one(TrueFalse, why="Faux.")),
    (asking.complete, one(explanation="")),
    (asking.complete, one(objective="zz.1")),
    (asking.complete, one(proof=None, references=())),
    (asking.levels, every(bloom=Bloom.REMEMBER)),
    (asking.levels, every(bloom=Bloom.UNDERSTAND)),
    (asking.objectives_asked, every(objective="si.1")),
    (asking.variants, without_variants),
    (asking.variants, one_section(lambda s: replace(s, questions=("pc-18",)))),
    (asking.key_lengths, keys_made(lambda text: text + " et bien d'autres choses encore, en détail")),
    (asking.key_lengths, keys_made(lambda text: text[:4])),
    (asking.key_positions, keys_first),
    (asking.true_false, lambda c: with_questions(c, lambda q: replace(q, truth=True), TrueFalse, 1000)),
    (asking.choice_shapes, lambda c: with_questions(c, lambda q: replace(q, choices=q.choices[:2]), SingleChoice)),
    (asking.choice_shapes, lambda c: with_questions(c, lambda q: replace(q, choices=q.choices[:3]), MultipleChoice)),
    (asking.kinds, lambda c: replace(c, cases={})),
    (coverage.lesson_shape, one_lesson(lambda le: replace(le, prediction=""))),
    (coverage.lesson_shape, asked_too_soon),
    (coverage.lesson_shape, one_section(lambda s: replace(s, questions=()))),
    (coverage.references_known, one(references=("R99",))),
    (coverage.references_known, lambda c: replace(c, references={})),
    (coverage.figures_referenced, one_section(lambda s: replace(s, text="Ce traitement aide 12,5 % des patients.", references=()))),
    (coverage.glossary, lambda c: replace(c, glossary=c.glossary[1:])),
    (coverage.glossary, lambda c: replace(c, glossary=(replace(c.glossary[0], definition_en=""), *c.glossary[1:]))),
    (coverage.confusions, lambda c: replace(c, confusions=c.confusions[1:])),
    (coverage.dated, lambda c: replace(c, reviewed="")),
    (coverage.dated, lambda c: replace(c, disclaimer="")),
    (wording.lengths, one(prompt="mot " * 60)),
    (wording.lengths, option("x" * 81)),
    (wording.option_words, option("Toutes les réponses ci-dessus")),
    (wording.option_words, option("Ils guérissent toujours")),
    (wording.section_sizes, one_section(lambda s: replace(s, text="mot " * 121))),
    (wording.sentence_lengths, one_section(lambda s: replace(s, text="mot " * 31 + "."))),
    (wording.subject_not_text, one(prompt="Selon le document A, que fait un anticorps ?")),
    (wording.typography, one(prompt="Que fait-il? Il agit.")),
    (wording.typography, one(explanation="Il l\u2019élimine.")),
    (wording.twins, every(prompt="Que choisir ?")),
    (wording.given_away, given),
)


@pytest.mark.parametrize(("measure", "fault"), FAULTS, ids=lambda part: getattr(part, "__name__", ""))
def test_a_fault_made_on_purpose_is_found(measure: Measure, fault: Fault) -> None:
    assert set(measure(fault(the_course())).holes) - set(measure(the_course()).holes)


def test_a_copied_run_of_six_words_is_found_and_five_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(iter(the_course().lessons.values())).sections[0].text
    run = next(windows(text, 6))
    monkeypatch.setattr(wording, "known_windows", lambda: frozenset({fingerprint(run)}))
    assert run in wording.copies(the_course()).holes[0]
    monkeypatch.setattr(wording, "known_windows", lambda: frozenset({fingerprint(run.rsplit(" ", 1)[0])}))
    assert wording.copies(the_course()).holes == ()


def test_words_and_sentences_are_counted_as_a_reader_counts_them() -> None:
    text = "L'**anticorps** vise CD20, et 71,9 % en profitent. Voici :\n\n- un signe ;\n- une clé.\n\n    dessin ----> caché\n"
    assert words("L'**anticorps** vise CD20, et 71,9 % en profitent.") == ("L'anticorps", "vise", "CD20", "et", "71,9", "en", "profitent")
    assert sentences(text) == ("L'anticorps vise CD20, et 71,9 % en profitent.", "Voici :", "un signe ;", "une clé.")
