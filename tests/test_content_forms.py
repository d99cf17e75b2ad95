"""Every form a teacher may write gives the object it stands for, in French and in English."""

from pathlib import Path

import pytest
import yaml

from tests.content_examples import PACK_EN, PACK_FR, QUIZ_FR, write_pack, write_quiz
from tutor.content.keys import KEYS, context, plain
from tutor.content.load import load
from tutor.content.values import KINDS
from tutor.course import (
    Bloom,
    Case,
    Choice,
    Claim,
    Classification,
    Cloze,
    Confusion,
    Contrast,
    Course,
    Document,
    FreeRecall,
    Gap,
    Matching,
    Mistake,
    Module,
    MultipleChoice,
    Nuance,
    Number,
    Objective,
    Ordering,
    Place,
    Proof,
    Reference,
    Refused,
    ShortAnswer,
    SingleChoice,
    Term,
    TrueFalse,
)


def good(path: Path) -> Course:
    course, problems = load(path)
    assert not problems
    assert course is not None
    return course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return good(write_pack(tmp_path_factory.mktemp("fr"), PACK_FR))


def test_french_and_english_keys_give_equal_courses(course: Course, tmp_path: Path) -> None:
    assert good(write_pack(tmp_path, PACK_EN)) == course


def test_a_choice_question_has_all_that_was_written(course: Course) -> None:
    assert course.questions["q1"] == SingleChoice(
        id="q1",
        prompt="Que font les inhibiteurs ?",
        choices=(
            Choice("Ils lèvent un frein", right=True, why="C'est leur rôle.", indispensable=True),
            Choice("Ils tuent la cellule", why="C'est la chimiothérapie.", unacceptable=True),
        ),
        explanation="Le frein lâche.",
        hints=("un", "deux"),
        proof=Proof("s1", "lèvent un frein", ("c1",)),
        references=("r1",),
        objective="o1",
        bloom=Bloom.UNDERSTAND,
        difficulty=2,
        tags=("frein",),
        points=1.5,
        shuffle=False,
        confidence=False,
        lesson="l1",
        was=("q0",),
    )


def test_several_right_options_make_a_multiple_choice(course: Course) -> None:
    question = course.questions["q2"]
    assert isinstance(question, MultipleChoice)
    assert [c.right for c in question.choices] == [True, True, False]
    assert question.variant_of == "q1"


def test_a_statement_is_judged_true_or_false_by_its_key(course: Course) -> None:
    first, second = course.questions["q3"], course.questions["q4"]
    assert isinstance(first, TrueFalse)
    assert isinstance(second, TrueFalse)
    assert (first.prompt, first.truth, first.why) == ("La terre est ronde.", True, "On l'a vue.")
    assert (second.prompt, second.truth, second.why) == ("La terre est plate.", False, "")


def test_typed_answers_keep_their_order_and_their_refusals(course: Course) -> None:
    question = course.questions["q5"]
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("CAR-T", "cellules CAR-T")
    assert question.refused == (Refused("TCR", "C'est le récepteur naturel."),)
    assert (question.exact, question.slips) == (True, False)


def test_a_cloze_is_texts_and_gaps(course: Course) -> None:
    question = course.questions["q6"]
    assert isinstance(question, Cloze)
    assert question.texts == ("Les ", " lèvent les ", ".")
    assert question.gaps == (Gap(("points de contrôle", "checkpoints")), Gap(("freins",), "on les desserre"))
    assert question.prompt == "Complétez."


def test_matching_classification_and_ordering_have_their_foreseen_mistakes(course: Course) -> None:
    matching, classes, order = (course.questions[name] for name in ("q7", "q8", "q9"))
    assert isinstance(matching, Matching)
    assert isinstance(classes, Classification)
    assert isinstance(order, Ordering)
    assert matching.rights == ("protéine", "cellule", "tissu")
    assert matching.mistakes == (Mistake("Anticorps", "cellule", "C'est une protéine."),)
    assert classes.categories == (("Vaccin", ("sipuleucel-T",)), ("Cellules", ("CAR-T", "TIL")))
    assert classes.mistakes == (Mistake("TIL", "Vaccin", "Ce sont des cellules."),)
    assert order.steps == ("Prélever", "Modifier", "Réinjecter")
    assert order.mistakes == (Mistake("Modifier", "", "On prélève avant."),)


def test_a_number_has_a_tolerance_and_a_unit(course: Course) -> None:
    question = course.questions["q10"]
    assert isinstance(question, Number)
    assert (question.value, question.tolerance, question.relative, question.unit) == (4.0, 0.05, True, "mg")
    assert question.refused == (Refused("12", "C'est le total."),)


def test_free_recall_has_points_to_tick(course: Course) -> None:
    question = course.questions["q11"]
    assert isinstance(question, FreeRecall)
    assert (question.prompt, question.answer, question.points_expected) == ("Pourquoi associer ?", "Parce que.", ("un", "deux"))


def test_the_steps_of_a_case_know_it_and_inherit_from_it(course: Course) -> None:
    assert course.cases == {"k1": Case("k1", "Une patiente consulte.", ("k1a", "k1b"))}
    assert [course.questions[step].case for step in ("k1a", "k1b")] == ["k1", "k1"]
    assert course.questions["k1b"].objective == "o1"
    assert "k1" not in course.questions


def test_a_lesson_keeps_its_paragraphs_and_its_nuance(course: Course) -> None:
    lesson = course.lessons["l1"]
    (section,) = lesson.sections
    assert section.text == "Les inhibiteurs **lèvent un\nfrein** de l'organisme.\n\n    schéma"
    assert section.nuance == Nuance("Il dit tout.", "Il en dit trop.", ("r1",))
    assert (section.claims, section.references, section.questions) == (("c1",), ("r1",), ("q1",))
    assert lesson.objectives == (Objective("o1", "Dire ce qu'est un frein", Bloom.REMEMBER),)
    assert lesson.prediction == "q4"
    assert section.place == Place("lessons/l1.yaml", 9)


def test_the_course_has_its_modules_confusions_glossary_and_sources(course: Course) -> None:
    assert (course.id, course.title, course.language, course.reviewed) == ("essai", "Un essai", "fr", "2026-11-22")
    assert course.modules == (Module("m1", "Premier", ("l1",), 4.0),)
    assert course.confusions == (Confusion(("PD-1", "CTLA-4"), (Contrast("Où", "ici", "là"),)),)
    assert course.glossary == (Term("Frein", "brake", "Ce qui retient.", "What holds back.", ("freins",), ("r1",), ("c1",)),)
    assert course.documents == {"A": Document("A", "Document", "ab" * 32, "a.txt")}
    assert course.claims == {"c1": Claim("c1", "un frein est levé", "A", "A01", 0, 14)}
    assert course.references == {"r1": Reference("r1", "NCI", "https://www.cancer.gov/")}


def test_places_are_where_the_question_begins(course: Course) -> None:
    assert course.questions["q1"].place == Place("quiz/q.yaml", 4)
    assert QUIZ_FR.split("\n")[course.questions["k1b"].place.line - 1].strip() == "- id: k1b"


def test_a_lone_quiz_is_a_course_by_its_file_name(tmp_path: Path) -> None:
    course = good(write_quiz(tmp_path, "titre: Mon quiz\nquestions:\n- {id: a, vrai: Oui.}\n", "mon quiz.yaml"))
    assert (course.id, course.title) == ("mon-quiz", "Mon quiz")
    assert list(course.questions) == ["a"]


def test_a_lone_quiz_may_name_lessons_and_claims_of_its_pack(tmp_path: Path) -> None:
    course = good(write_quiz(tmp_path, QUIZ_FR))
    assert course.questions["q1"].objective == "o1"


def test_a_bare_list_of_questions_is_a_quiz(tmp_path: Path) -> None:
    course = good(write_quiz(tmp_path, "- id: a\n  vrai: Oui.\n- id: b\n  faux: Non.\n"))
    assert list(course.questions) == ["a", "b"]


@pytest.mark.parametrize("key", ["Énoncé", "enonce", "QUESTION", "question ", "Question\u00a0"])
def test_keys_are_read_without_accents_case_or_spaces(tmp_path: Path, key: str) -> None:
    course = good(write_quiz(tmp_path, f"questions:\n- id: a\n  {key}: Qui ?\n  reponse: moi\n"))
    assert course.questions["a"].prompt == "Qui ?"


@pytest.mark.parametrize("value", ["12:30", "no", "null", "~", "0x1F", "1_000", "2026-11-22", "on", "=", ".5", "1e3", "Oui"])
def test_every_value_is_text(tmp_path: Path, value: str) -> None:
    question = good(write_quiz(tmp_path, f"questions:\n- id: a\n  question: Quoi ?\n  réponse: {value}\n")).questions["a"]
    assert isinstance(question, ShortAnswer)
    assert question.accepted == (value,)


@pytest.mark.parametrize(
    ("written", "value"),
    [("0,5", 0.5), ("0.5", 0.5), ("1 000", 1000.0), ("1\u202f000\u202f000,25", 1_000_000.25), ("-3", -3.0), ("−3", -3.0), ("+7", 7.0)],
)
def test_numbers_are_read_as_french_and_english_write_them(tmp_path: Path, written: str, value: float) -> None:
    question = good(write_quiz(tmp_path, f"questions:\n- id: a\n  question: Combien ?\n  nombre: {written}\n")).questions["a"]
    assert isinstance(question, Number)
    assert question.value == value


def test_a_question_may_be_written_in_its_section(tmp_path: Path) -> None:
    inline = LESSON_INLINE.format(extra="{id: z, vrai: Écrit ici.}")
    course = good(write_pack(tmp_path, {"course.yaml": "id: c\ntitre: C\n", "lessons/a.yaml": inline}))
    assert course.lessons["l"].sections[0].questions == ("z",)
    assert course.questions["z"].lesson == "l"


def test_a_question_proved_by_a_section_belongs_to_its_lesson(tmp_path: Path) -> None:
    files = {
        "course.yaml": "id: c\ntitre: C\n",
        "lessons/a.yaml": LESSON_INLINE.format(extra="y"),
        "quiz/a.yaml": "questions:\n- {id: y, vrai: Sans leçon., source: s}\n",
    }
    assert good(write_pack(tmp_path, files)).questions["y"].lesson == "l"


LESSON_INLINE = """\
id: l
titre: L
sections:
  - id: s
    titre: S
    texte: T
    questions: [{extra}]
"""


def test_lessons_come_in_the_order_of_the_modules(tmp_path: Path) -> None:
    lesson = "id: {0}\ntitre: T\nsections:\n  - {{id: s{0}, titre: S, texte: T}}\n"
    files = {"course.yaml": "id: c\ntitre: C\nmodules:\n  - {id: m, titre: M, leçons: [l2, l10, l1]}\n"}
    files |= {f"lessons/{name}.yaml": lesson.format(name) for name in ("l1", "l10", "l2")}
    assert list(good(write_pack(tmp_path, files)).lessons) == ["l2", "l10", "l1"]


def test_good_files_also_load_with_plain_yaml_to_the_same_texts(tmp_path: Path) -> None:
    course = good(write_quiz(tmp_path, QUIZ_FR))
    read = {question["id"]: question for question in yaml.safe_load(QUIZ_FR)["questions"]}
    assert {name: q.prompt for name, q in course.questions.items() if name in read and "question" in read[name]} == {
        name: question["question"] for name, question in read.items() if "question" in question
    }


def test_no_two_keys_of_a_context_share_a_spelling() -> None:
    for where in {each for key in KEYS for each in key.where.split()}:
        keys = [key for key in KEYS if where in key.where.split()]
        words = [word for key in keys for word in {plain(word) for word in (key.fr, key.en, *key.also)}]
        assert len(words) == len(set(words)), where


def test_every_context_named_in_the_table_exists_and_every_kind_uses_its_keys() -> None:
    for key in KEYS:
        assert not key.of or context(key.of)
        assert key.doc_fr
        assert key.doc_en
    names = {key.name for key in context("question").values()}
    for kind in KINDS:
        assert {kind.marker, *kind.needs, *kind.takes} <= names
