"""Every problem is found where it is, all of them in one run, and only what is broken is left out."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tests.content_examples import LESSON_FR, PACK_FR, QUIZ_FR, many_choices, write_pack, write_quiz
from tutor.content import nodes
from tutor.content.load import load
from tutor.content.nodes import Unreadable, parse
from tutor.content.problems import MAX_PROBLEMS, Code, Problem
from tutor.content.sheet import Sheet

# One mistake each, at §; what stands around it is good.
QUIZZES: list[tuple[Code, str]] = [
    (Code.CONTROL, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Un§\x0b mot\n"),
    (Code.CONTROL, 'questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §"Un \\e[31m mot"\n'),
    (Code.BIDI, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Un§\u202e mot\n"),
    (Code.LOST, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Un§\ufffd mot\n"),
    (Code.KEY_NOT_TEXT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  ? §[x]\n  : y\n"),
    (Code.UNKNOWN_KEY, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  §explicaton: voir\n"),
    (Code.DUPLICATE_KEY, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  tags: x\n  §Tags: y\n"),
    (Code.DUPLICATE_KEY, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: R\n  associer:\n    x: 1\n    y: 2\n    §x: 3\n"),
    (Code.MISSING_KEY, "questions:\n- {id: a, vrai: Oui}\n- §id: b\n  réponse: x\n"),
    (Code.MISSING_KEY, "questions:\n- {id: a, vrai: Oui}\n- §id: b\n  recto: x\n  verso: y\n"),
    (Code.MISPLACED_KEY, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  §unité: mg\n"),
    (Code.MERGE_KEY, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  §<<: {tags: x}\n"),
    (Code.MISALIGNED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n §explication: x\n"),
    (Code.OPEN_QUOTE, 'questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §"Non\n  tags: x\n- {id: c, vrai: Oui}\n'),
    (Code.OPEN_BRACKET, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  tags: §[x, y\n- {id: c, vrai: Oui}\n"),
    (Code.ESCAPE, 'questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: "Non§\\q"\n'),
    (Code.COLON, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  «x»: un §: deux\n"),
    (Code.NO_COLON, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  §explication\n"),
    (Code.BAD_START, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  §@explication: x\n"),
    (Code.ANCHOR, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  tags: §&t [x]\n"),
    (Code.ALIAS, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  tags: [§*t]\n"),
    (Code.TAG, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §!!python/object/apply:os.system ['true']\n"),
    (Code.TAG, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §!!str Non\n"),
    (Code.SECOND_DOCUMENT, "questions:\n- {id: a, vrai: Oui}\n§---\nquestions:\n- {id: b, vrai: Oui}\n"),
    (Code.DIRECTIVE, "§%YAML 1.1\n---\nquestions:\n- {id: a, vrai: Oui}\n"),
    (Code.TEXT_TOO_LONG, f"questions:\n- {{id: a, vrai: Oui}}\n- id: b\n  vrai: §{'x' * 20_001}\n"),
    (Code.WANTS_TEXT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  explication:\n  §- x\n"),
    (Code.WANTS_LIST, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  choix:\n    §juste: x\n"),
    (Code.WANTS_FIELDS, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  associer: §x\n"),
    (Code.NO_TEXT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  §question:\n  réponse: x\n"),
    (Code.NO_TEXT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  réponse: [x, §'']\n"),
    (Code.NOT_A_NUMBER, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  nombre: §12 mg\n"),
    (Code.NOT_A_NUMBER, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  difficulté: §1,5\n"),
    (Code.NOT_YES_NO, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  mélanger: §peut-être\n"),
    (Code.NOT_A_LEVEL, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  niveau: §expert\n"),
    (Code.NOT_AN_ID, "questions:\n- {id: a, vrai: Oui}\n- id: §b c\n  vrai: Non\n"),
    (Code.NOT_AN_ID, "questions:\n- {id: a, vrai: Oui}\n- id: §../b\n  vrai: Non\n"),
    (Code.OUT_OF_RANGE, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  difficulté: §4\n"),
    (Code.NOT_A_LANGUAGE, "langue: §français\nquestions:\n- {id: a, vrai: Oui}\n"),
    (Code.NOT_A_QUESTION, "questions:\n- {id: a, vrai: Oui}\n- §bonjour\n"),
    (Code.NO_ANSWER, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  §question: Q\n"),
    (Code.NO_PROMPT, "questions:\n- {id: a, vrai: Oui}\n- §id: b\n  explication: x\n"),
    (Code.TWO_KINDS, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  §faux: Non\n"),
    (Code.TOO_FEW, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  §choix:\n  - juste: x\n"),
    (Code.TOO_FEW, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  §associer: {x: y}\n"),
    (Code.TOO_FEW, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  §ordonner: [x]\n"),
    (Code.TOO_FEW, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  §classer: {x: [y, z]}\n"),
    (Code.NO_RIGHT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  §choix:\n  - faux: x\n  - faux: y\n"),
    (Code.UNMARKED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  choix:\n  - juste: x\n  - §y\n"),
    (Code.UNMARKED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  choix:\n  - juste: x\n  - §pourquoi: y\n"),
    (Code.BOTH_MARKS, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  choix:\n  - juste: x\n    §faux: y\n  - faux: z\n"),
    (Code.REPEATED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  choix:\n  - juste: l’un\n  - §faux: L'un\n"),
    (Code.REPEATED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  ordonner: [x, y, §X]\n"),
    (Code.REPEATED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  classer: {x: [u, v], y: [w, §u]}\n"),
    (Code.NO_GAP, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  trous: §Sans trou.\n"),
    (Code.BAD_GAP, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  trous: §Un {trou {double}}.\n"),
    (Code.BAD_GAP, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  trous: §Un {} vide.\n"),
    (Code.RIGHT_AND_REFUSED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  réponse: x\n  §refuser: {X: non}\n"),
    (Code.RIGHT_AND_REFUSED, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  associer: {x: 1, y: 2}\n  intrus: [§1]\n"),
    (
        Code.UNKNOWN_ITEM,
        "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  ordonner: [x, y]\n  erreurs:\n  - {élément: §z, pourquoi: w}\n",
    ),
    (
        Code.UNKNOWN_ITEM,
        "questions:\n- {id: a, vrai: Oui}\n- {id: b, question: Q, match: {x: 1, y: 2}, erreurs: [{élément: x, place: §3, pourquoi: w}]}\n",
    ),
    (
        Code.NOT_A_MISTAKE,
        "questions:\n- {id: a, vrai: Oui}\n- {id: b, question: Q, match: {x: 1, y: 2}, erreurs: [{élément: x, place: §1, pourquoi: w}]}\n",
    ),
    (
        Code.MARK_MISUSED,
        "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  choix:\n  - juste: x\n  - faux: y\n    §indispensable: oui\n",
    ),
    (Code.DUPLICATE_ID, "questions:\n- {id: a, vrai: Oui}\n- id: §a\n  vrai: Non\n"),
    (Code.UNKNOWN_ID, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  variante: §c\n"),
    (Code.OWN_VARIANT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  variante: §b\n"),
    (Code.CUT_SHORT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non §# ou presque\n"),
    (Code.NO_ID, "questions:\n- {id: a, vrai: Oui}\n- §vrai: Non\n"),
    (Code.ALL_RIGHT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Q\n  §choix: [{juste: x}, {juste: y}]\n"),
    (Code.OLD_ID_IN_USE, "questions:\n- {id: a, vrai: Oui}\n§- id: b\n  vrai: Non\n  était: a\n"),
    (Code.EMPTY_KEY, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  §tags:\n"),
    (Code.COLON_IN_TEXT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §Non : jamais\n"),
    (Code.SPECIAL_START, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §&PD-1 freine\n"),
    (Code.HALF_QUOTED, 'questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §"PD-1" freine\n'),
    (Code.HASH_IN_TEXT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: §le n° #1 freine\n"),
    (Code.BAD_INDENT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n§\u00a0\u00a0vrai: Non\n"),
    (Code.BAD_SPACE, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai:§\u00a0Non\n"),
    (Code.LINE_BREAK, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non§\u2028jamais\n"),
    (Code.FLOW_TEXT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  vrai: Non\n  indices: [§un : deux, trois]\n"),
    (Code.NO_INDENT, "questions:\n- {id: a, vrai: Oui}\n- id: b\n  question: Que fait\n§  cet anticorps\n  réponse: rien\n"),
    (Code.BULLET, "questions:\n- {id: a, vrai: Oui}\n§– id: b\n  vrai: Non\n"),
]


def placed(text: str) -> tuple[str, int, int]:
    """The text without its mark, and the line and column of the mark."""
    before, _, after = text.partition("§")
    return before + after, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize(("code", "marked"), QUIZZES, ids=lambda value: value.name if isinstance(value, Code) else "")
def test_a_mistake_is_told_at_its_place_and_costs_only_its_question(tmp_path: Path, code: Code, marked: str) -> None:
    text, line, col = placed(marked)
    course, problems = load(write_quiz(tmp_path, text))
    assert [(p.code.name, p.line, p.col) for p in problems] == [(code.name, line, col)]
    assert problems[0].source == text.split("\n")[line - 1] or code in {Code.CONTROL, Code.BIDI, Code.LINE_BREAK}
    assert problems[0].width >= 1
    assert course is not None
    assert "a" in course.questions
    kept = code.severity != "error" or code is Code.UNKNOWN_ID
    assert any(name != "a" for name in course.questions) == (kept or "id: c" in text)


# In a pack: which file, what to replace, by what; the mistake is at § of the new text.
PACKS: list[tuple[Code, str, str, str]] = [
    (Code.MISSING_KEY, "course.yaml", "id: essai\n", "§"),
    (Code.NOT_A_DATE, "course.yaml", "relu: 2026-11-22", "relu: §22/11/2026"),
    (Code.NOT_A_FILE_NAME, "sources.yaml", "fichier: a.txt", "fichier: §../a.txt"),
    (Code.NOT_AN_ADDRESS, "sources.yaml", "url: https://www.cancer.gov/", "url: §javascript:alert(1)"),
    (Code.NOT_A_SHA256, "sources.yaml", "sha256: " + "ab" * 32, "sha256: §abc"),
    (Code.BAD_OFFSETS, "sources.yaml", "début: 0, fin: 14", "début: 14, fin: §14"),
    (Code.UNKNOWN_ID, "sources.yaml", "document: A", "document: §B"),
    (Code.UNKNOWN_ID, "course.yaml", "leçons: [l1]", "leçons: [l1, §l2]"),
    (Code.UNKNOWN_ID, "lessons/l1.yaml", "amorce: q4", "amorce: §q44"),
    (Code.UNKNOWN_ID, "lessons/l1.yaml", "questions: [q1]", "questions: [q1, §q99]"),
    (Code.UNKNOWN_ID, "lessons/l1.yaml", "    source: [c1]", "    source: [§c2]"),
    (Code.UNKNOWN_ID, "lessons/l1.yaml", "      références: [r1]", "      références: [§r2]"),
    (Code.UNKNOWN_ID, "quiz/q.yaml", "leçon: l1", "leçon: §l9"),
    (Code.UNKNOWN_ID, "quiz/q.yaml", "source: {section: s1,", "source: {section: §s2,"),
    (Code.UNKNOWN_ID, "quiz/q.yaml", "    objectif: o1\n    niveau", "    objectif: §o2\n    niveau"),
    (Code.UNKNOWN_ID, "glossary.yaml", "références: [r1]", "références: [§r9]"),
    (Code.NO_QUOTE, "quiz/q.yaml", 'citation: "lèvent un frein"', 'citation: §"serrent un frein"'),
    (Code.IN_NO_MODULE, "lessons/l1.yaml", "id: l1", "id: §l0"),
    (Code.CYCLE, "lessons/l1.yaml", "amorce: q4", "amorce: q4\nprérequis: §l1"),
    (Code.TOO_FEW, "course.yaml", "termes: [PD-1, CTLA-4]", "§termes: [PD-1]"),
    (Code.DUPLICATE_ID, "sources.yaml", "références:\n", "références:\n  - {id: r1, texte: avant}\n"),
]


@pytest.mark.parametrize(("code", "name", "old", "new"), PACKS)
def test_a_mistake_in_a_pack_is_told_at_its_place(tmp_path: Path, code: Code, name: str, old: str, new: str) -> None:
    assert old in PACK_FR[name]
    text, line, col = placed(PACK_FR[name].replace(old, new, 1))
    _, problems = load(write_pack(tmp_path, PACK_FR | {name: text}))
    found = [(p.code, p.file, p.line, p.col) for p in problems]
    if "§" in new:
        assert (code, name, line, col) in found
    else:
        assert code in {p.code for p in problems if p.file == name}


def test_a_wrong_link_takes_out_the_link_and_leaves_the_question(tmp_path: Path) -> None:
    quiz = QUIZ_FR.replace("objectif: o1\n    niveau", "objectif: o2\n    niveau").replace("affirmations: [c1]", "affirmations: [c1, c9]")
    course, problems = load(write_pack(tmp_path, PACK_FR | {"quiz/q.yaml": quiz}))
    assert course is not None
    question = course.questions["q1"]
    assert question.objective == ""
    assert question.proof is not None
    assert question.proof.claims == ("c1",)
    assert len(problems) == 2


def test_a_quotation_that_moved_says_where_it_is_and_is_not_shown_as_proof(tmp_path: Path) -> None:
    lesson = LESSON_FR + "  - {id: s2, titre: Ailleurs, texte: Les mots sont ici.}\n"
    quiz = QUIZ_FR.replace("lèvent un frein", "Les mots sont ici")
    course, problems = load(write_pack(tmp_path, PACK_FR | {"lessons/l1.yaml": lesson, "quiz/q.yaml": quiz}))
    (problem,) = problems
    assert (problem.code, dict(problem.facts)["elsewhere"]) == (Code.NO_QUOTE, "s2")
    assert course is not None
    proof = course.questions["q1"].proof
    assert proof is not None
    assert (proof.section, proof.quote) == ("s1", "")


@pytest.mark.parametrize("quote", ["l’organisme", "lèvent un  frein", "frein\u00a0de l'organisme", "Un frein se lève", "Il en dit trop"])
def test_a_quotation_is_found_whatever_its_apostrophes_spaces_and_marks(tmp_path: Path, quote: str) -> None:
    _, problems = load(write_pack(tmp_path, PACK_FR | {"quiz/q.yaml": QUIZ_FR.replace("lèvent un frein", quote)}))
    assert not problems


def test_a_duplicate_id_names_both_places_and_the_first_stays(tmp_path: Path) -> None:
    more = "questions:\n- {id: q3, faux: Autre chose.}\n"
    course, problems = load(write_pack(tmp_path, PACK_FR | {"quiz/r.yaml": more}))
    (problem,) = problems
    assert (problem.code, problem.file, problem.line) == (Code.DUPLICATE_ID, "quiz/r.yaml", 2)
    assert dict(problem.facts)["other"] == f"quiz/q.yaml:{QUIZ_FR[: QUIZ_FR.index('id: q3')].count(chr(10)) + 1}"
    assert course is not None
    assert course.questions["q3"].prompt == "La terre est ronde."


def test_naming_something_broken_is_no_second_error(tmp_path: Path) -> None:
    quiz = QUIZ_FR.replace("    explication: Le frein lâche.", "    explicaton: Le frein lâche.")
    course, problems = load(write_pack(tmp_path, PACK_FR | {"quiz/q.yaml": quiz}))
    assert [p.code for p in problems] == [Code.UNKNOWN_KEY]
    assert course is not None
    assert "q1" not in course.questions
    assert course.lessons["l1"].sections[0].questions == ()
    assert course.questions["q2"].variant_of == ""


def test_a_broken_section_is_left_out_and_its_lesson_stays(tmp_path: Path) -> None:
    lesson = LESSON_FR + "  - {id: s2, titre: Autre, texte: T, couleur: bleue}\n"
    course, problems = load(write_pack(tmp_path, PACK_FR | {"lessons/l1.yaml": lesson}))
    assert [p.code for p in problems] == [Code.UNKNOWN_KEY]
    assert course is not None
    assert [section.id for section in course.lessons["l1"].sections] == ["s1"]


def test_one_warning_stands_for_a_missing_file_of_sources(tmp_path: Path) -> None:
    files = {name: text for name, text in PACK_FR.items() if name != "sources.yaml"}
    course, problems = load(write_pack(tmp_path, files))
    assert [p.code for p in problems] == [Code.NO_SOURCES]
    assert course is not None
    assert len(course.questions) == 13


def test_a_circle_of_prerequisites_is_cut_once(tmp_path: Path) -> None:
    lesson = "id: {0}\ntitre: T\nprérequis: [{1}]\nsections:\n  - {{id: s{0}, titre: S, texte: T}}\n"
    files = {"course.yaml": "id: c\ntitre: C\n"}
    files |= {f"lessons/{a}.yaml": lesson.format(a, b) for a, b in (("a", "b"), ("b", "c"), ("c", "a"))}
    course, problems = load(write_pack(tmp_path, files))
    assert [(p.code, p.file, p.line) for p in problems] == [(Code.CYCLE, "lessons/c.yaml", 3)]
    assert course is not None
    assert [lesson.prerequisites for lesson in course.lessons.values()] == [("b",), ("c",), ()]


def test_twenty_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    wrong = [text for _, marked in QUIZZES[:60] if (text := placed(marked)[0]).startswith("questions:\n- {id: a, vrai: Oui}\n- id: b\n")]
    items = [text.removeprefix("questions:\n- {id: a, vrai: Oui}\n").replace("id: b", f"id: b{n}") for n, text in enumerate(wrong)]
    items = [item for item in items if "20_001" not in item and "\nquestions" not in item and len(item) < 1000]
    _, problems = load(write_quiz(tmp_path, "questions:\n- {id: a, vrai: Oui}\n" + "".join(items)))
    lines = "".join(items).count("\n") + 2
    starts = [n for n, line in enumerate(("questions:\n-\n" + "".join(items)).split("\n"), 1) if line.startswith("- id: b")] + [lines + 1]
    told = {p.line for p in problems}
    assert len(starts) > 40
    silent = [(a, b) for a, b in pairwise(starts) if not any(a <= line < b for line in told)]
    assert not silent


@pytest.mark.parametrize("broken", ['vrai: "Jamais fermé', "tags: [x", "vrai: Non\n pas: aligné", "\trien: 'x' : y", "? - x"])
def test_what_stops_yaml_costs_only_its_question(tmp_path: Path, broken: str) -> None:
    text = f"titre: T\nquestions:\n- {{id: a, vrai: Oui}}\n- id: b\n  {broken}\n- {{id: c, vrai: Oui}}\n"
    course, problems = load(write_quiz(tmp_path, text))
    assert course is not None
    assert list(course.questions) == ["a", "c"]
    assert {p.line for p in problems} <= {4, 5, 6}
    assert course.title == "T"


def test_what_stops_yaml_in_a_lesson_costs_only_its_section(tmp_path: Path) -> None:
    lesson = LESSON_FR + '  - id: s2\n    titre: "Ouvert\n    texte: T\n  - {id: s3, titre: Fin, texte: T}\n'
    course, problems = load(write_pack(tmp_path, PACK_FR | {"lessons/l1.yaml": lesson}))
    assert [p.code for p in problems] == [Code.OPEN_QUOTE]
    assert course is not None
    assert [section.id for section in course.lessons["l1"].sections] == ["s1", "s3"]


def test_a_syntax_error_in_the_head_leaves_the_questions(tmp_path: Path) -> None:
    course, problems = load(write_quiz(tmp_path, 'titre: "Ouvert\nquestions:\n- {id: a, vrai: Oui}\n'))
    assert Code.OPEN_QUOTE in {p.code for p in problems}
    assert course is None or list(course.questions) == ["a"]


def test_too_many_problems_are_counted_and_not_all_shown(tmp_path: Path) -> None:
    _, problems = load(write_quiz(tmp_path, "questions:\n" + "".join(f"- id: q{n}\n  vri: x\n" for n in range(500))))
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].code in {Code.TOO_MANY_PROBLEMS, Code.UNKNOWN_KEY, Code.NO_PROMPT}
    assert Code.TOO_MANY_PROBLEMS in {p.code for p in problems}


def test_ten_thousand_questions_are_the_most(tmp_path: Path) -> None:
    quiz = {f"quiz/{n}.yaml": "questions:\n" + "".join(f"- {{id: q{n}-{k}, vrai: Oui}}\n" for k in range(2000)) for n in range(5)}
    last = {"quiz/z.yaml": "questions:\n- {id: one-more, vrai: Oui}\n"}
    course, problems = load(write_pack(tmp_path, {"course.yaml": "id: c\ntitre: C\n", **quiz, **last}))
    assert [(p.code, p.file, p.line) for p in problems] == [(Code.TOO_MANY_QUESTIONS, "quiz/z.yaml", 2)]
    assert course is not None
    assert len(course.questions) == 10_000


def test_a_question_without_an_id_gets_one_that_the_fix_writes(tmp_path: Path) -> None:
    course, problems = load(write_quiz(tmp_path, "questions:\n- vrai: Oui.\n"))
    (problem,) = problems
    (edit,) = problem.fix
    assert course is not None
    (identity,) = course.questions
    assert (edit.line, edit.col, edit.width, edit.text) == (2, 3, 0, f"id: {identity}\n  ")
    again, none = load(write_quiz(tmp_path, f"questions:\n- id: {identity}\n  vrai: Oui.\n"))
    assert not none
    assert again is not None
    assert list(again.questions) == [identity]


def whole(path: Path) -> list[Problem]:
    _, problems = load(path)
    return list(problems)


def test_files_that_are_no_files_are_told_and_never_waited_for(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", PACK_FR)
    (pack / "quiz" / "folder.yaml").mkdir()
    os.mkfifo(pack / "quiz" / "pipe.yaml")
    (pack / "quiz" / "null.yaml").symlink_to("/dev/zero")
    (pack / "quiz" / "out.yaml").symlink_to(tmp_path / "out.yaml")
    (tmp_path / "out.yaml").write_text("questions:\n- {id: out, vrai: Non}\n")
    (pack / "quiz" / "loop.yaml").symlink_to("loop.yaml")
    (pack / "quiz" / "inside.yaml").symlink_to("../quiz/q.yaml")
    course, problems = load(pack)
    told = {(p.code, p.file): p for p in problems}
    assert (Code.NOT_A_FILE, "quiz/folder.yaml") in told
    assert (Code.NOT_A_FILE, "quiz/pipe.yaml") in told
    assert (Code.OUTSIDE, "quiz/null.yaml") in told
    assert (Code.OUTSIDE, "quiz/out.yaml") in told
    assert any(p.file == "quiz/loop.yaml" for p in problems)
    assert any(p.file == "quiz/q.yaml" and p.code is Code.DUPLICATE_ID for p in problems)
    assert course is not None
    assert "out" not in course.questions


def test_a_device_given_by_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "z.yaml").symlink_to("/dev/zero")
    assert [p.code for p in whole(tmp_path / "z.yaml")] == [Code.NOT_A_FILE]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_told(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, "x")
    path.chmod(0)
    assert [p.code for p in whole(path)] == [Code.UNREADABLE]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    assert [p.code for p in whole(tmp_path / ("x" * 300))] == [Code.UNREADABLE]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY),
        (b"\xef\xbb\xbf \n", Code.EMPTY),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Code.BINARY),
        (bytes(range(1, 256)) * 4, Code.BINARY),
        (b"x: " + b"y" * (4 * 1024 * 1024), Code.TOO_BIG),
        (b"\n" * 100_001 + b"x", Code.TOO_MANY_LINES),
        ("titre: é\nquestions:\n- {id: a, vrai: é}\n".encode("cp1252"), Code.CP1252),
        ("titre: é\nquestions:\n- {id: a, vrai: é}\n".encode("utf-16"), Code.UTF16),
        ("titre: é\nquestions:\n- {id: a, vrai: é}\n".encode("utf-16-le"), Code.UTF16),
        ("titre: é\nquestions:\n- {id: a, vrai: é}\n".encode("utf-16-be"), Code.UTF16),
    ],
)
def test_every_encoding_is_read_or_told(tmp_path: Path, data: bytes, code: Code) -> None:
    course, problems = load(write_quiz(tmp_path, data))
    assert [p.code for p in problems] == [code]
    assert (course is not None) == (code.severity == "warning")
    assert course is None or (course.title, course.questions["a"].prompt) == ("é", "é")


def test_a_wrong_byte_in_good_utf8_costs_only_its_question(tmp_path: Path) -> None:
    course, problems = load(write_quiz(tmp_path, b"questions:\n- {id: a, vrai: \xc3\xa9}\n- {id: b, vrai: caf\xe9}\n"))
    assert [(p.code, p.line, p.col) for p in problems] == [(Code.NOT_UTF8, 3, 20)]
    assert course is not None
    assert list(course.questions) == ["a"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    course, problems = load(write_quiz(tmp_path, ("\ufeff" + QUIZ_FR).replace("\n", end)))
    plain, _ = load(write_quiz(tmp_path, QUIZ_FR))
    assert not problems
    assert course == plain


def test_decomposed_letters_are_the_same_letters(tmp_path: Path) -> None:
    import unicodedata

    course, problems = load(write_quiz(tmp_path, unicodedata.normalize("NFD", QUIZ_FR)))
    plain, _ = load(write_quiz(tmp_path, QUIZ_FR))
    assert not problems
    assert course == plain


def test_places_that_hold_no_course_say_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert [p.code for p in whole(tmp_path / "empty")] == [Code.NO_COURSE]
    assert [p.code for p in whole(tmp_path / "nothing.yaml")] == [Code.NOT_FOUND]


def test_a_pack_of_too_many_files_is_cut(tmp_path: Path) -> None:
    files = {f"quiz/{n:03}.yaml": f"questions:\n- {{id: q{n}, vrai: Oui}}\n" for n in range(501)}
    course, problems = load(write_pack(tmp_path, {"course.yaml": "id: c\ntitre: C\n"} | files))
    assert [p.code for p in problems] == [Code.TOO_MANY_FILES]
    assert course is not None
    assert len(course.questions) == 499


def test_deep_and_endless_structures_are_refused_as_a_file(tmp_path: Path) -> None:
    assert [p.code for p in whole(write_quiz(tmp_path, "questions: " + "[" * 50_000))] == [Code.TOO_DEEP]
    assert [p.code for p in whole(write_quiz(tmp_path, "questions: [" + "a, " * 30_000 + "]"))] == [Code.TOO_MANY_NODES]
    wide = "questions:\n- " + "\n  ".join(f"k{n}: v" for n in range(600))
    assert [p.code for p in whole(write_quiz(tmp_path, wide))] == [Code.TOO_MANY_NODES]


# Codes of whole files or of a parser whose words we do not know; each has its own test here or in the hostile corpus.
ELSEWHERE = {
    *(Code.NOT_FOUND, Code.UNREADABLE, Code.NOT_A_FILE, Code.OUTSIDE, Code.TOO_BIG, Code.BINARY, Code.EMPTY, Code.NO_COURSE),
    *(Code.TOO_MANY_FILES, Code.NOT_UTF8, Code.TOO_DEEP, Code.TOO_MANY_NODES, Code.TOO_MANY_QUESTIONS, Code.TOO_MANY_LINES),
    *(Code.TOO_MANY_PROBLEMS, Code.CP1252, Code.UTF16, Code.NO_SOURCES, Code.SYNTAX, Code.RENAMED, Code.UNREAD, Code.SAME_COURSE),
}


def test_a_last_item_that_lost_its_indent_takes_only_itself_along(tmp_path: Path) -> None:
    text = "titre: T\nquestions:\n  - id: a\n    vrai: Un\n  - id: c\n    vrais: Trois\n- id: b\n  vrai: Deux\n"
    course, problems = load(write_quiz(tmp_path, text))
    assert course is not None
    assert list(course.questions) == ["a"]
    assert [(p.code, p.line) for p in problems] == [(Code.UNKNOWN_KEY, 6), (Code.MISALIGNED, 7)]


def test_an_id_given_twice_is_told_even_where_the_first_question_is_broken(tmp_path: Path) -> None:
    text = "questions:\n- id: a\n  vrais: Un\n- id: a\n  vrai: Deux\n"
    _, problems = load(write_quiz(tmp_path, text))
    assert [(p.code, p.line) for p in problems] == [(Code.UNKNOWN_KEY, 3), (Code.DUPLICATE_ID, 4)]


def test_words_of_a_parser_of_tomorrow_still_have_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow:
        def __init__(self, _: str) -> None: ...

        def get_event(self) -> None:
            raise yaml.MarkedYAMLError("while dreaming", None, "something new", yaml.Mark("", 0, 1, 2, None, 0))

    monkeypatch.setattr(nodes, "PURE", Tomorrow)
    with pytest.raises(Unreadable) as stopped:
        parse(Sheet("q.yaml"), "a: b\nc: d\n", Tomorrow)
    assert (stopped.value.code, stopped.value.line, stopped.value.col) == (Code.SYNTAX, 1, 2)


def test_every_code_has_an_example() -> None:
    shown = {code for code, _ in QUIZZES} | {code for code, *_ in PACKS}
    assert shown | ELSEWHERE == set(Code)
    assert not shown & ELSEWHERE


def test_a_thousand_questions_are_read_whole(tmp_path: Path) -> None:
    course, problems = load(write_quiz(tmp_path, many_choices(1000)))
    assert not problems
    assert course is not None
    assert len(course.questions) == 1000
