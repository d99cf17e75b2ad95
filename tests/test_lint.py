"""Each rule of item quality fires on a bad question and stays silent on a good one that looks like it, in both languages."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.content_examples import write_pack, write_quiz
from tutor.content.advice import Advice
from tutor.content.crafty import crafty
from tutor.content.lint import inspect
from tutor.content.wording import all_or_none, first_hedge, has_absolute, plain_negation, unfocused
from tutor.course import Choice, SingleChoice, TrueFalse

ROOT = Path(__file__).parent.parent


def advice(tmp_path: Path, text: str) -> list[tuple[str, int, int]]:
    """The codes, lines and columns of all advice on a quiz."""
    course, problems = inspect(write_quiz(tmp_path, "questions:\n" + text))
    assert course is not None
    assert {p.severity for p in problems} <= {"advice"}, problems
    return [(str(p.code), p.line, p.col) for p in problems]


def choice(stem: str, right: str, *wrong: str, extra: str = "") -> str:
    """A single choice as a teacher writes it."""
    options = "".join(f'    - faux: "{text}"\n      pourquoi: Non.\n' for text in wrong)
    return f'- id: a\n  question: "{stem}"\n  choix:\n    - juste: "{right}"\n{options}{extra}'


BAD: list[tuple[Advice, str]] = [
    (Advice.KEY_LONGEST, choice("Que fait-il ?", "Il lève le frein que la tumeur exploitait pour se cacher", "Il tue", "Il nourrit")),
    (Advice.ABSOLUTE, choice("Que fait-il ?", "Il freine", "Il guérit toujours", "Il nourrit")),
    (Advice.ABSOLUTE, choice("What does it do?", "It slows down", "It always cures", "It feeds")),
    (Advice.ABSOLUTE, choice("Que fait-il ?", "Il freine", "Il guérit tous les patients", "Il nourrit")),
    (Advice.HEDGE, choice("Que fait-il ?", "Il peut freiner", "Il guérit", "Il nourrit")),
    (Advice.HEDGE, choice("What does it do?", "It may slow down", "It cures", "It feeds")),
    (Advice.NEGATIVE, choice("Lequel n'est pas un frein ?", "CD28", "PD-1", "CTLA-4")),
    (Advice.NEGATIVE, choice("Ce sont des freins, sauf un. Lequel ?", "CD28", "PD-1", "CTLA-4")),
    (Advice.NEGATIVE, choice("Which of these is not a brake?", "CD28", "PD-1", "CTLA-4")),
    (Advice.ALL_OR_NONE, choice("Quel frein ?", "PD-1", "CD28", "Aucune de ces réponses")),
    (Advice.ALL_OR_NONE, choice("Quel frein ?", "A et B", "PD-1", "CTLA-4")),
    (Advice.ALL_OR_NONE, choice("Which brake?", "All of the above", "PD-1", "CTLA-4")),
    (Advice.ALIKE, choice("Que fait-il ?", "Il freine", "Il tue la cellule", "Il tue les cellules")),
    (Advice.ECHO, choice("Que permet la vascularisation ?", "Une vascularisation dense", "Un repos", "Un arrêt")),
    (Advice.UNFOCUSED, choice("Laquelle de ces affirmations sur PD-1 est exacte ?", "Il freine", "Il tue", "Il nourrit")),
    (Advice.UNFOCUSED, choice("À propos de PD-1 :", "Il freine", "Il tue", "Il nourrit")),
    (Advice.UNFOCUSED, choice("Which of the following statements is true?", "It slows down", "It kills", "It feeds")),
    (Advice.NO_REASON, "- id: a\n  question: Que fait-il ?\n  choix: [{juste: Il freine}, {faux: Il tue}, {faux: Il nourrit}]\n"),
    (Advice.HINT_TELLS, "- id: a\n  question: Quel frein ?\n  réponse: PD-1\n  indices: [Pensez à PD-1.]\n"),
    (Advice.HINT_TELLS, "- id: a\n  question: À quoi sert le frein PD-1 ?\n  réponse: frein\n"),
    (Advice.ONE_OR_MORE, "- id: a\n  question: Comment les nomme-t-on ?\n  réponse: CAR-T, cellules CAR-T\n"),
    (Advice.ONE_OR_MORE, "- id: a\n  question: Comment les nomme-t-on ?\n  réponse: “CAR-T” ou « lymphocyte modifié »\n"),
    (Advice.ONE_OR_MORE, "- id: a\n  question: What are they called?\n  answer: CAR-T / CAR T cell\n"),
    (Advice.LONG_STEM, "- id: a\n  vrai: " + "Un patient revient. " * 11 + "\n"),
    (Advice.LONG_OPTION, choice("Que fait-il ?", "Il freine " * 9, "Il tue " * 12, "Il nourrit " * 8)),
    (Advice.LONG_FEEDBACK, "- id: a\n  vrai: Oui.\n  explication: " + "Il freine la cellule. " * 10 + "\n"),
    (Advice.LONG_FEEDBACK, "- id: a\n  question: Q ?\n  réponse: PD-1\n  refuser: {CD28: " + "Il freine la cellule. " * 10 + "}\n"),
]


@pytest.mark.parametrize(("code", "text"), BAD, ids=lambda value: value.name if isinstance(value, Advice) else "")
def test_a_bad_question_draws_its_advice_and_no_other(tmp_path: Path, code: Advice, text: str) -> None:
    told = advice(tmp_path, text)
    assert [each for each, _, _ in told] == [code] * len(told) != []


# Good questions that resemble bad ones.
GOOD: dict[str, str] = {
    "longest by a little": choice("Que fait-il ?", "Il lève le frein du lymphocyte", "Il tue la cellule", "Il nourrit la tumeur"),
    "absolutes on both sides": choice("Que fait-il ?", "Il ne guérit jamais seul", "Il guérit toujours", "Il nourrit"),
    "a total that is no absolute": choice("Que mesure-t-on ?", "La dose", "La survie totale", "Le tout dernier bilan"),
    "hedges on both sides": choice("Que fait-il ?", "Il peut freiner", "Il peut guérir", "Il nourrit"),
    "a hedge in a relative clause": choice(
        "Que fait-il ?", "Il bloque un frein qui peut céder", "Il guérit la fièvre", "Il nourrit les os"
    ),
    "a hedge that is a noun": choice("Qu'est-ce ?", "Le possible rejet", "Le frein", "La peau"),
    "emphasised in bold": choice("Lequel n'est **pas** un frein ?", "CD28", "PD-1", "CTLA-4"),
    "emphasised in capitals": choice("Which of these is NOT a brake?", "CD28", "PD-1", "CTLA-4"),
    "a negation within the situation": choice("Un patient ne répond pas. Que faire ?", "Un bilan", "Rien", "Une opération"),
    "a negation in a subordinate clause": choice("Quel signe montre que le frein ne tient pas ?", "La fièvre", "La soif", "La faim"),
    "why something does not work": choice("Pourquoi la tumeur n'est-elle pas vue ?", "Elle se cache", "Elle dort", "Elle fuit"),
    "none of something real": choice("Que contient ce tube ?", "Aucune des cellules T du donneur", "Du sérum seul", "Des globules rouges"),
    "numbers differ": choice("Combien ?", "1 sur 4", "1 sur 5", "1 sur 6"),
    "names differ by a letter": choice("Lequel ?", "PD-1", "PD-L1", "PD-L2"),
    "order differs": choice("Que voit-on ?", "La cellule T active la cellule B", "La cellule B active la cellule T", "Un contact"),
    "with and without": choice("Comment ?", "Avec un adjuvant", "Sans adjuvant", "Après un adjuvant"),
    "a stem word in a wrong option, too": choice(
        "Que permet la vascularisation ?", "La vascularisation nourrit", "La vascularisation tue", "Rien"
    ),
    "politeness is no echo": choice("Que reconnaissez-vous là ?", "Une tumeur reconnaissable", "Un os", "Un nerf"),
    "a short stem that asks": choice("Pourquoi ?", "Il freine", "Il tue", "Il nourrit"),
    "a stem to finish": choice("Le nivolumab est un anticorps qui…", "lève un frein", "tue", "nourrit"),
    "which statement, with a criterion": choice("Quelle affirmation sort du document ?", "Il freine", "Il tue", "Il nourrit"),
    "a hint that leads": "- id: a\n  question: Quel frein ?\n  réponse: PD-1\n  indices: [Deux lettres et un chiffre.]\n",
    "a quotation to comment on": "- id: a\n  question: « Il empêche potentiellement. » Quel mot nuance ?\n  réponse: potentiellement\n",
    "a short word within another": "- id: a\n  question: Que produit la foiesection ?\n  réponse: foie\n",
    "answers in brackets": "- id: a\n  question: Comment ?\n  réponse: [CAR-T, cellules CAR-T]\n",
    "a comma and a slash within an answer": "- id: a\n  question: Quel axe ?\n  réponse: PD-1/PD-L1 à 3,5 mg\n",
    "true or false without a reason": "- id: a\n  vrai: Il freine toujours.\n",
    "bold marks do not count as length": "- id: a\n  vrai: Oui. " + "**PD-1** freine. " * 12 + "\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_question_draws_nothing(tmp_path: Path, name: str) -> None:
    assert advice(tmp_path, GOOD[name]) == []


def test_advice_points_at_the_words_it_is_about(tmp_path: Path) -> None:
    text = choice("Que fait-il ?", "Il freine", "Il guérit toujours", "Il nourrit")
    assert advice(tmp_path, text) == [("Q003", 6, 14)]
    stem = "- id: a\n  question: >-\n    Lequel de ces\n    trois n'est pas un frein ?\n"
    folded = stem + "  choix:\n  - juste: CD28\n  - {faux: PD-1, pourquoi: Non.}\n"
    assert advice(tmp_path, folded) == [("Q005", 4, 5)]


def test_the_same_words_in_the_next_question_are_not_pointed_at(tmp_path: Path) -> None:
    first = (
        '- id: z\n  question: "Que fait-on ?"\n  choix:\n    - {juste: "Il \\u0066reine", pourquoi: a}\n'
        '    - {faux: "Il gu\\u00e9rit toujours", pourquoi: b}\n'
    )
    assert advice(tmp_path, first + "- id: b\n  vrai: Il guérit toujours.\n") == [("Q003", 6, 30)]


def test_an_answer_given_away_by_another_question_is_told_once(tmp_path: Path) -> None:
    asker = "- id: a\n  question: Quelle molécule freine le lymphocyte T dans la tumeur ?\n  réponse: PD-1\n"
    assert advice(tmp_path, asker + "- id: b\n  vrai: Le lymphocyte T est freiné dans la tumeur par PD-1, une molécule.\n") == [
        ("Q011", 3, 13)
    ]
    assert advice(tmp_path, asker + "- id: b\n  faux: Le lymphocyte T est freiné dans la tumeur par PD-1, une molécule.\n") == []
    assert advice(tmp_path, asker + "- id: b\n  question: PD-1 est-il présent ?\n  réponse: oui\n") == []
    assert advice(tmp_path, asker + "- id: b\n  vrai: La molécule PD-1 freine le lymphocyte T dans la tumeur.\n  variante: a\n") == []


ORGAN = "- id: a\n  question: Quel organe produit les lymphocytes T matures ?\n  réponse: Le thymus\n"


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("Le thymus, qui produit les lymphocytes T matures, se trouve où ?", True),
        ("Où se trouve le thymus, qui produit les lymphocytes T matures ?", True),
        ("Le thymus produit les lymphocytes T matures. Où se trouve-t-il ?", True),
        ("Le thymus produit-il les lymphocytes T matures ?", False),
        ("Le thymus, qui ne produit pas les lymphocytes T matures, se trouve où ?", False),
        ("Le thymus, qui est un organe, se trouve où ?", False),
        ("Où se trouve le thymus ?", False),
        ("La moelle, qui produit les lymphocytes B matures, se trouve où ?", False),
    ],
)
def test_what_a_question_takes_for_granted_gives_an_answer_away(tmp_path: Path, stem: str, told: bool) -> None:
    found = advice(tmp_path, ORGAN + f"- id: b\n  question: {stem}\n  réponse: Derrière le sternum\n")
    assert ("Q011" in [code for code, *_ in found]) == told


def test_the_steps_of_a_case_may_build_on_each_other(tmp_path: Path) -> None:
    text = (
        "- id: k\n  cas: Le traitement par anti-PD-1 de Léa a commencé.\n  étapes:\n"
        "    - {id: k1, question: 'Quelle molécule le traitement de Léa vise-t-il ?', réponse: PD-1}\n"
        "    - {id: k2, vrai: Le traitement de Léa vise la molécule PD-1.}\n"
    )
    assert advice(tmp_path, text) == []


def quiz_of(*questions: str) -> str:
    return "".join(text.replace("id: a\n", f"id: a{n}\n").replace("{n}", str(n)) for n, text in enumerate(questions))


LONG = choice("Que voit-on au jour {n} ?", "La fièvre qui monte", "La toux", "Le froid")
EVEN = choice("Que voit-on au jour {n} ?", "La fièvre", "La toux grasse", "Le froid")


@pytest.mark.parametrize(("longest", "told"), [(8, True), (7, True), (4, False), (0, False)])
def test_keys_that_are_longest_too_often_are_told_for_the_file(tmp_path: Path, longest: int, told: bool) -> None:
    codes = [code for code, line, _ in advice(tmp_path, quiz_of(*[LONG] * longest, *[EVEN] * (8 - longest))) if line == 0]
    assert ("Q002" in codes) == told
    assert set(codes) <= {"Q002", "Q019"}


def test_seven_questions_are_too_few_for_a_habit(tmp_path: Path) -> None:
    assert advice(tmp_path, quiz_of(*[LONG] * 7)) == []


def test_what_only_the_whole_course_shows_is_told_for_the_course(tmp_path: Path) -> None:
    files = {"course.yaml": "id: c\ntitre: C\n"}
    files |= {f"quiz/{n}.yaml": "questions:\n" + quiz_of(*[LONG] * 4).replace("id: a", f"id: b{n}-") for n in range(3)}
    _, problems = inspect(write_pack(tmp_path, files))
    assert {(str(p.code), p.file) for p in problems} == {("Q002", ""), ("Q019", "")}


def test_where_the_key_stands_counts_only_when_options_are_not_shuffled(tmp_path: Path) -> None:
    kept = EVEN + "  mélanger: non\n"
    assert [code for code, _, _ in advice(tmp_path, quiz_of(*[kept] * 8))] == ["Q014", "Q019"]
    assert advice(tmp_path, quiz_of(*[EVEN] * 8)) == []


def test_true_and_false_in_balance_are_left_alone(tmp_path: Path) -> None:
    def judged(true: int, false: int) -> str:
        return "".join(f"- {{id: a{n}, {'vrai' if n < true else 'faux'}: Le cas {n}}}\n" for n in range(true + false))

    assert advice(tmp_path, judged(5, 3)) == []
    assert [code for code, _, _ in advice(tmp_path, judged(1, 9))] == ["Q013", "Q019"]
    assert advice(tmp_path, judged(4, 0)) == []


def single(right: str, *wrong: str, shuffle: bool = True) -> SingleChoice:
    return SingleChoice(id="x", prompt="?", choices=(Choice(right, right=True), *map(Choice, wrong)), shuffle=shuffle)


def test_somebody_crafty_scores_what_the_tricks_pay() -> None:
    seen = crafty([single("longue réponse", "non", "oui"), single("a", "bb", "cc"), TrueFalse(id="y", prompt="Toujours.", truth=False)])
    assert seen is not None
    assert seen.chance == pytest.approx((1 / 3 + 1 / 3 + 1 / 2) / 3)
    assert seen.score == pytest.approx((1 + 0 + 1) / 3)


def test_ties_are_guessed_among() -> None:
    seen = crafty([single("aa", "bb", "c")])
    assert seen is not None
    assert seen.score == pytest.approx(0.5)
    assert seen.trick == "longest"
    assert seen.trick_score == pytest.approx(0.5)


def test_place_is_a_trick_only_without_shuffling() -> None:
    kept, mixed = crafty([single("a", "b", shuffle=False)] * 3), crafty([single("a", "b")] * 3)
    assert kept is not None
    assert mixed is not None
    assert (kept.trick, kept.score) == ("first", 1.0)
    assert mixed.score == 0.5


def test_without_questions_to_guess_there_is_no_score() -> None:
    assert crafty([]) is None


def holding(texts: Iterable[str], rule: object) -> list[str]:
    assert callable(rule)
    return [text for text in texts if rule(text)]


def test_absolutes_are_words_and_not_parts_of_words() -> None:
    for text in (
        "Toujours",
        "dans tous les cas",
        "100 % des patients",
        "uniquement le soir",
        "It never works",
        "only in adults",
        "Aucun effet",
    ):
        assert has_absolute(text), text
    assert holding(("Un toujoursier", "la toute première", "nonetheless", "un seul patient", "everyday life"), has_absolute) == []


def test_hedges_soften_the_statement_itself() -> None:
    for text in ("Il peut aider", "souvent utile", "It usually works", "Chez certains patients"):
        assert first_hedge(text), text
    assert holding(("Un frein que la tumeur peut lever", "Une certaine durée", "mighty", "les souvenirs"), first_hedge) == []


def test_options_about_options_are_told_from_options_about_things() -> None:
    for text in (
        "Toutes ces réponses",
        "aucune des propositions ci-dessus",
        "Les deux réponses",
        "B et C",
        "none of these",
        "Both A and B",
        "neither of these",
    ):
        assert all_or_none(text), text
    for text in ("Toutes les cellules du sang", "Aucun frein", "Lymphocytes B et T", "all of the patients", "Les deux reins"):
        assert not all_or_none(text), text


def test_a_stem_may_be_negative_about_its_situation() -> None:
    assert plain_negation("Parmi ces cellules, laquelle n'est pas un lymphocyte ?") == "pas"
    assert plain_negation("Que ne fait pas un vaccin ?") == "pas"
    assert plain_negation("All are brakes except one: which?") == "except"
    assert plain_negation("Quelle affirmation est fausse ?") == "fausse"
    for text in ("Que faire si le patient ne répond pas ?", "Un patient n'est pas traité. Quel est le risque ?", "Why does it not work?"):
        assert not plain_negation(text), text


def test_a_stem_that_asks_is_focused() -> None:
    for text in ("Que peut-on dire de PD-1 ?", "Cochez la bonne réponse", "Parmi ces propositions, laquelle est juste ?", "PD-1"):
        assert unfocused(text), text
    for text in ("Quelle cellule reconnaît la tumeur ?", "Quel énoncé résume le document B ?", "Quelle phrase un médecin dirait-il ?"):
        assert not unfocused(text), text


def test_the_shipped_course_draws_few_and_justified_remarks() -> None:
    """The rest are keys that are true only softened: « peut », beside wrong options that claim more."""
    course, problems = inspect(ROOT / "content" / "immunotherapie")
    assert course is not None
    assert {str(p.code) for p in problems} <= {"Q004"}
    assert len(problems) <= len(course.questions) / 20
