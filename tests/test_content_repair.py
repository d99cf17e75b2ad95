"""French as people type it is read as they meant it, and told; files that need no repair are not touched."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command import called
from tests.content_examples import COURSE_FR, GLOSSARY_FR, LESSON_FR, QUIZ_EN, QUIZ_FR, SOURCES_FR, many_choices, write_quiz
from tutor.content.load import load
from tutor.content.nodes import FAST, PURE
from tutor.content.problems import Code, Edit
from tutor.content.repair import repair
from tutor.content.sheet import Sheet
from tutor.course import Matching, MultipleChoice, Ordering, ShortAnswer, SingleChoice, TrueFalse

# What a teacher types after « vrai: », and the text it stands for.
TYPED: list[tuple[str, str, Code]] = [
    ("Les T sont activés : par quoi ?", "Les T sont activés : par quoi ?", Code.COLON_IN_TEXT),
    ("Un mot\u00a0: deux : trois", "Un mot\u00a0: deux : trois", Code.COLON_IN_TEXT),
    ("La fin est proche :", "La fin est proche :", Code.COLON_IN_TEXT),
    ('Il dit : "non \\ oui"', 'Il dit : "non \\ oui"', Code.COLON_IN_TEXT),
    ("L'un : l'autre \"cité\"", "L'un : l'autre \"cité\"", Code.COLON_IN_TEXT),
    ("le n° #1 mondial", "le n° #1 mondial", Code.HASH_IN_TEXT),
    ("&PD-1 est un frein", "&PD-1 est un frein", Code.SPECIAL_START),
    ("*gras* dès le début", "*gras* dès le début", Code.SPECIAL_START),
    ("**gras** dès le début", "**gras** dès le début", Code.SPECIAL_START),
    ("% des patients", "% des patients", Code.SPECIAL_START),
    ("@home", "@home", Code.SPECIAL_START),
    ("`code` d'abord", "`code` d'abord", Code.SPECIAL_START),
    ("> 50 ans", "> 50 ans", Code.SPECIAL_START),
    ("| barre", "| barre", Code.SPECIAL_START),
    ("! attention", "! attention", Code.SPECIAL_START),
    ("[PD-1] bloque", "[PD-1] bloque", Code.SPECIAL_START),
    ("{PD-1} bloque : quoi", "{PD-1} bloque : quoi", Code.SPECIAL_START),
    ("- une liste ?", "- une liste ?", Code.SPECIAL_START),
    ("? une question", "? une question", Code.SPECIAL_START),
    (", et alors", ", et alors", Code.SPECIAL_START),
    ('"PD-1" est un frein', '"PD-1" est un frein', Code.HALF_QUOTED),
    ("'T' est une lettre", "'T' est une lettre", Code.HALF_QUOTED),
    ('"PD-1" ou "PD-L1"', '"PD-1" ou "PD-L1"', Code.HALF_QUOTED),
    ("La suite :\n      arrive ici", "La suite : arrive ici", Code.COLON_IN_TEXT),
    ("La suite\n      arrive : ici", "La suite arrive : ici", Code.COLON_IN_TEXT),
    ("La suite\n      juste: ici", "La suite juste: ici", Code.COLON_IN_TEXT),
    ("*La* suite\n\n      après un blanc", "*La* suite\naprès un blanc", Code.SPECIAL_START),
    ("Un tab\tau milieu", "Un tab au milieu", Code.BAD_SPACE),
]


@pytest.mark.parametrize(("typed", "meant", "code"), TYPED)
def test_a_typed_text_is_read_as_it_was_meant(tmp_path: Path, typed: str, meant: str, code: Code) -> None:
    course, problems = load(write_quiz(tmp_path, f"questions:\n  - id: a\n    vrai: {typed}\n    tags: [x]\n"))
    assert course is not None
    assert course.questions["a"].prompt == meant
    assert [(p.code, p.severity, p.line) for p in problems] == [(code, "repair", 3)]
    assert problems[0].fix


@pytest.mark.parametrize(("typed", "meant", "code"), TYPED)
def test_the_fix_of_a_repair_makes_it_unnecessary(tmp_path: Path, typed: str, meant: str, code: Code) -> None:
    text = f"questions:\n  - id: a\n    vrai: {typed}\n    tags: [x]\n"
    _, problems = load(write_quiz(tmp_path, text))
    fixed = Sheet("", text).repaired([edit for problem in problems for edit in problem.fix])
    course, none = load(write_quiz(tmp_path, fixed))
    assert not none, code
    assert course is not None
    assert course.questions["a"].prompt == meant
    assert yaml.safe_load(fixed)["questions"][0]["vrai"] == meant


def only(tmp_path: Path, text: str) -> tuple[object, list[object]]:
    course, problems = load(write_quiz(tmp_path, text))
    assert course is not None
    (question,) = course.questions.values()
    return question, [p.code for p in problems]


@pytest.mark.parametrize("typed", ["[CD8], ou cd8", "[CD8] ou cd8"])
def test_a_bracket_at_the_start_of_an_answer_is_text_when_words_follow_it(tmp_path: Path, typed: str) -> None:
    question, codes = only(tmp_path, f"questions:\n- id: a\n  question: Q\n  réponse: {typed}\n  tags: [x]\n")
    assert isinstance(question, ShortAnswer)
    assert question.accepted == (typed,)
    assert codes == [Code.SPECIAL_START]
    listed, none = only(tmp_path, "questions:\n- id: a\n  question: Q\n  réponse: [CD8, T8] # deux\n")
    assert isinstance(listed, ShortAnswer)
    assert (listed.accepted, none) == (("CD8", "T8"), [])


def test_items_that_yaml_takes_for_mappings_are_texts(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n- id: a\n  question: Q\n  réponse:\n  - Anticorps : protéine\n  - x: y: z\n")
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("Anticorps : protéine", "x: y: z")
    assert codes == [Code.COLON_IN_TEXT] * 2


def test_options_with_colons_quotes_and_signs_are_read_together(tmp_path: Path) -> None:
    text = """\
questions:
- id: a
  question: Lesquels : choisissez
  choix:
  - juste: Anticorps : protéine
    pourquoi: "PD-1" : un frein
  - faux: *T* et *B* : cellules
  - juste: l'un\u00a0: l'autre : rien
"""
    question, codes = only(tmp_path, text)
    assert isinstance(question, MultipleChoice)
    assert [c.text for c in question.choices] == ["Anticorps : protéine", "*T* et *B* : cellules", "l'un\u00a0: l'autre : rien"]
    assert question.choices[0].why == '"PD-1" : un frein'
    assert len(codes) == 5


def test_pairs_keep_all_after_the_first_colon(tmp_path: Path) -> None:
    question, _ = only(tmp_path, "questions:\n- id: a\n  question: Q\n  associer:\n    Anticorps : protéine : grande\n    *T* : cellule\n")
    assert isinstance(question, Matching)
    assert question.pairs == (("Anticorps", "protéine : grande"), ("*T*", "cellule"))


def test_pairs_may_be_a_list(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n- id: a\n  question: Q\n  associer:\n  - Anticorps: protéine\n  - T: cellule\n")
    assert isinstance(question, Matching)
    assert question.pairs == (("Anticorps", "protéine"), ("T", "cellule"))
    assert not codes


def test_tabs_and_no_break_spaces_in_the_indent_are_spaces(tmp_path: Path) -> None:
    tabs = "questions:\n\t- id: a\n\t  question: Q\n\t  choix:\n\t\t- juste: x\n\t\t- faux: y\n"
    question, codes = only(tmp_path, tabs)
    assert isinstance(question, SingleChoice)
    assert set(codes) == {Code.BAD_INDENT}
    spaces = tabs.replace("\t", "\u00a0\u00a0")
    assert only(tmp_path, spaces)[0] == question


def test_a_dash_without_a_space_begins_an_item_where_one_can_stand(tmp_path: Path) -> None:
    """What is aligned behind such a dash moves with it, at any depth."""
    text = "questions:\n-id: a\n question: Q\n choix:\n -juste: x\n  pourquoi: oui\n –faux: y\n  pourquoi: non\n"
    question, codes = only(tmp_path, text)
    assert isinstance(question, SingleChoice)
    assert [(c.text, c.why) for c in question.choices] == [("x", "oui"), ("y", "non")]
    assert set(codes) == {Code.BAD_SPACE, Code.BULLET, Code.BAD_INDENT}
    question, codes = only(tmp_path, "questions:\n- id: a\n  question: Q\n  réponse:\n  -Un\n  -Deux\n")
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("Un", "Deux")
    assert codes == [Code.BAD_SPACE] * 2


@pytest.mark.parametrize("mark", ["*", "•", "▪", "\uf0b7", "1.", "2)", "a)", "A."])
def test_bullets_and_numbers_before_a_key_begin_an_item(tmp_path: Path, mark: str) -> None:
    text = f"Questions :\n\n{mark} Question : Q\n{' ' * len(mark)} Choix :\n    {mark} juste : x\n    {mark}\tfaux : y\n"
    question, codes = only(tmp_path, text)
    assert isinstance(question, SingleChoice)
    assert [c.text for c in question.choices] == ["x", "y"]
    assert Code.BULLET in codes


def test_numbered_steps_are_steps_and_other_numbers_stay(tmp_path: Path) -> None:
    question, _ = only(tmp_path, "questions:\n- id: a\n  question: Q\n  ordonner:\n  1. Prélever\n  2. Modifier\n  3) Rendre\n")
    assert isinstance(question, Ordering)
    assert question.steps == ("Prélever", "Modifier", "Rendre")
    question, codes = only(tmp_path, "questions:\n- id: a\n  question: Voici\n    1. un pas\n    a) un autre\n  réponse: 2. PD-1\n")
    assert isinstance(question, ShortAnswer)
    assert (question.prompt, question.accepted) == ("Voici 1. un pas a) un autre", ("2. PD-1",))
    assert Code.BULLET not in codes


def test_a_key_under_a_text_that_is_too_far_right_is_the_next_key(tmp_path: Path) -> None:
    question, codes = only(
        tmp_path, "questions:\n- id: a\n  question: Qui freine :\n    lequel ?\n      Réponse : PD-1\n  niveau: comprendre\n"
    )
    assert isinstance(question, ShortAnswer)
    assert (question.prompt, question.accepted) == ("Qui freine : lequel ?", ("PD-1",))
    assert codes == [Code.COLON_IN_TEXT, Code.BAD_INDENT]


def test_a_colon_between_a_space_and_a_word_ends_a_known_key(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n- id: a\n  vrai :Oui\n  pourquoi\u00a0:Parce que\n")
    assert isinstance(question, TrueFalse)
    assert (question.prompt, question.why) == ("Oui", "Parce que")
    assert codes == [Code.BAD_SPACE] * 2


@pytest.mark.parametrize("typed", ["-5 degrés", "-mab", "--", "-faux: x"])
def test_a_dash_within_a_text_stays(tmp_path: Path, typed: str) -> None:
    text = f"questions:\n- id: a\n  question: Un suffixe,\n    {typed}\n  réponse: {typed.replace(':', '')}\n"
    question, codes = only(tmp_path, text)
    assert isinstance(question, ShortAnswer)
    assert question.accepted == (typed.replace(":", ""),)
    assert question.prompt == f"Un suffixe, {typed}"
    assert Code.BAD_SPACE not in codes


@pytest.mark.parametrize("tab", ["\t", "\t\t"])
def test_tabs_after_a_key_that_waits_are_deeper_than_it(tmp_path: Path, tab: str) -> None:
    text = f"questions:\n  - id: a\n    question: Q\n    associer:\n{tab}x: y\n{tab}z: t\n    explication: ainsi\n"
    question, codes = only(tmp_path, text)
    assert isinstance(question, Matching)
    assert question.pairs == (("x", "y"), ("z", "t"))
    assert question.explanation == "ainsi"
    assert codes == [Code.BAD_INDENT] * 2


def test_one_tab_among_spaces_falls_into_line(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n    - id: a\n      vrai: Oui\n\t  pourquoi: parce que\n")
    assert isinstance(question, TrueFalse)
    assert question.why == "parce que"
    assert codes == [Code.BAD_INDENT]


def test_a_word_processors_dashes_and_bullets_begin_items(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n- id: a\n  question: Q\n  choix:\n  – juste: x\n  •\u00a0faux: y\n  — faux: z\n")
    assert isinstance(question, SingleChoice)
    assert codes == [Code.BULLET] * 3


def test_spaces_around_the_colon_of_a_key_do_not_matter(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n- id : a\n  question\u00a0:\u00a0Q\n  réponse:x\n")
    assert isinstance(question, ShortAnswer)
    assert (question.prompt, question.accepted) == ("Q", ("x",))
    assert codes == [Code.BAD_SPACE] * 2


def test_a_line_that_lost_its_indent_goes_on(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n- id: a\n  question: Que fait\n  cet anticorps ?\n  réponse: rien\n")
    assert isinstance(question, ShortAnswer)
    assert question.prompt == "Que fait cet anticorps ?"
    assert codes == [Code.NO_INDENT]


def test_a_text_in_brackets_with_a_colon_is_a_text(tmp_path: Path) -> None:
    question, codes = only(tmp_path, "questions:\n- id: a\n  question: Q\n  réponse: [l'un : l'autre, rien]\n")
    assert isinstance(question, ShortAnswer)
    assert question.accepted == ("l'un : l'autre", "rien")
    assert codes == [Code.FLOW_TEXT]


def test_blocks_and_quotes_over_several_lines_are_left_alone(tmp_path: Path) -> None:
    text = """\
questions:
- id: a
  vrai: |
    Un bloc : avec - tout
    # ce que YAML
    juste: remarque &x *y
  pourquoi: "sur deux lignes :
    avec # et *"
  explication: >-
    plié : ici
  tags: # rien
  - un : deux
"""
    question, codes = only(tmp_path, text)
    assert isinstance(question, TrueFalse)
    assert question.prompt == "Un bloc : avec - tout\n# ce que YAML\njuste: remarque &x *y"
    assert question.why == "sur deux lignes : avec # et *"
    assert question.tags == ("un : deux",)
    assert codes == [Code.COLON_IN_TEXT]


def test_real_anchors_are_refused_and_not_read_as_text(tmp_path: Path) -> None:
    _, problems = load(write_quiz(tmp_path, "titre: &t Un\ndescription: *t\nquestions:\n- {id: a, vrai: Oui}\n"))
    assert {p.code for p in problems} == {Code.ANCHOR, Code.ALIAS}


def test_a_place_after_a_repair_on_the_same_line_is_that_of_the_file(tmp_path: Path) -> None:
    text = "questions:\n- id: a\n  vrai: *x*\n\u00a0\u00a0niveau: nul\n"
    _, problems = load(write_quiz(tmp_path, text))
    assert [(p.code, p.line, p.col, p.width) for p in problems if p.severity == "error"] == [(Code.NOT_A_LEVEL, 4, 11, 3)]


ROLES = (("quiz", QUIZ_FR), ("quiz", QUIZ_EN), ("course", COURSE_FR), ("lesson", LESSON_FR), ("glossary", GLOSSARY_FR))


@pytest.mark.parametrize(("role", "text"), [*ROLES, ("sources", SOURCES_FR), ("quiz", many_choices(20))])
def test_good_files_need_no_repair(role: str, text: str) -> None:
    sheet = Sheet("", text)
    assert repair(sheet, role) == ()
    assert not sheet.problems


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=60)
texts = words.filter(lambda text: text.strip() == text != "" and "\ufffd" not in text)
signs = st.lists(
    st.sampled_from([": ", " #", " # ", "- ", "*", "&a", "'", '"', "mot", "été ", "[", "{", "?", "!", ":", "\u00a0: "]), min_size=1
)
# A dash with a no-break space behind it is taken for a bullet, whoever wrote it.
prose = (texts | signs.map("".join).map(str.strip).filter(bool)).filter(lambda text: text[:2] not in {"-\u00a0", "-\u2007", "-\u202f"})


@settings(max_examples=60, deadline=None)
@given(st.lists(prose, min_size=4, max_size=4, unique=True), st.sampled_from([40, 80, 1000]), st.booleans())
def test_what_a_yaml_writer_wrote_is_never_changed(words: list[str], width: int, flow: bool) -> None:
    data = {
        "titre": words[0],
        "questions": [
            {"id": "a", "question": words[0], "choix": [{"juste": words[1], "pourquoi": words[2]}, {"faux": words[3]}]},
            {"id": "b", "question": words[1], "réponse": words[:3], "refuser": {words[3]: words[0]}},
            {"id": "c", "question": words[2], "classer": {words[0]: [words[1]], words[2]: [words[3]]}},
        ],
    }
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=width, default_flow_style=None if flow else False)
    assert repair(Sheet("", text), "quiz") == ()


@settings(max_examples=80, deadline=None)
@given(prose.filter(lambda t: not t.lstrip().startswith("#") and " #" not in t))
def test_any_text_typed_without_quotes_is_read_back(tmp_path_factory: pytest.TempPathFactory, typed: str) -> None:
    """Save those that open a quote, a bracket or a block of YAML and mean it."""
    typed = " ".join(typed.split(" ")).strip()
    if not typed or typed[0] in "\"'|>!&*" or typed != typed.strip():
        return
    path = write_quiz(tmp_path_factory.mktemp("typed"), f"questions:\n- id: a\n  vrai: {typed}\n")
    course, problems = load(path)
    assert not [p for p in problems if p.severity == "error"]
    assert course is not None
    import unicodedata

    assert course.questions["a"].prompt == unicodedata.normalize("NFC", typed).strip()


def test_edits_apply_from_left_to_right() -> None:
    sheet = Sheet("", "un deux\ntrois")
    assert sheet.repaired([Edit(1, 4, 4, "2"), Edit(1, 1, 2, "1"), Edit(2, 1, 0, "> ")]) == "1 2\n> trois"


@pytest.mark.parametrize("typed", ["[un, deux\u00a0]", '["un"\u00a0, deux]', "[un,\u00a0deux]", "[un\u202f,\u00a0deux\u202f]"])
def test_odd_spaces_within_brackets_are_spaces(tmp_path: Path, typed: str) -> None:
    path = write_quiz(tmp_path, f"questions:\n- id: a\n  vrai: Oui\n  indices: {typed}\n")
    course, problems = load(path)
    assert course is not None
    assert {p.severity for p in problems} <= {"repair"}
    assert course.questions["a"].hints == ("un", "deux")


@pytest.mark.parametrize("loader", [FAST, PURE])
def test_a_question_mark_within_brackets_is_read_by_both_parsers(tmp_path: Path, loader: type) -> None:
    path = write_quiz(tmp_path, "questions:\n- id: a\n  vrai: Oui\n  indices: [Qui freine ?, L'un ou l'autre ?]\n")
    course, problems = load(path, loader=loader)
    assert [str(p.code) for p in problems] == ["R008", "R008"]
    assert course is not None
    assert course.questions["a"].hints == ("Qui freine ?", "L'un ou l'autre ?")


@pytest.mark.parametrize(
    ("typed", "read", "place"),
    [
        ("Que fait : PD-1 # le frein", "Que fait : PD-1", (3, 27)),
        ("*Que* fait PD-1 # le frein", "*Que* fait PD-1", (3, 27)),
        ("plusieurs lignes\n      qui continuent : ici\n      et là # pas", "plusieurs lignes qui continuent : ici et là", (5, 13)),
    ],
)
def test_a_text_that_is_repaired_and_cut_at_a_hash_tells_both_and_leaves_the_quotes_to_its_author(
    tmp_path: Path, typed: str, read: str, place: tuple[int, int]
) -> None:
    path = write_quiz(tmp_path, f"questions:\n  - id: a\n    vrai: {typed}\n    tags: [x]\n")
    before = path.read_bytes()
    course, problems = load(path)
    assert course is not None
    assert course.questions["a"].prompt == read
    assert [(p.line, p.col) for p in problems if p.code is Code.CUT_SHORT] == [place]
    assert {p.severity for p in problems} == {"repair", "warning"}
    assert called("check", "--fix", path)[0] == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("typed", ["Que fait : PD-1  # le frein", "Que fait : le #3 # du locus", "Un : deux # trois\n      quatre"])
def test_a_comment_set_off_and_a_hash_within_the_quotes_are_no_cut(tmp_path: Path, typed: str) -> None:
    path = write_quiz(tmp_path, f"questions:\n  - id: a\n    vrai: {typed}\n    tags: [x]\n")
    course, problems = load(path)
    assert course is not None
    assert [p.code for p in problems] == [Code.COLON_IN_TEXT]
    called("check", "--fix", path)
    again, none = load(path)
    assert not none
    assert again is not None
    assert again.questions["a"].prompt == course.questions["a"].prompt
