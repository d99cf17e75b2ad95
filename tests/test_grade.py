"""What each kind of question gives for each kind of answer."""

from itertools import chain, combinations, permutations
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.course import (
    Choice,
    Classification,
    Cloze,
    FreeRecall,
    Gap,
    Matching,
    Mistake,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    Refused,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.grade import Answer, Different, Slip, Verdict, Why, grade

SINGLE = SingleChoice(
    id="s",
    prompt="?",
    choices=(Choice("frein", right=True, why="C'est un frein."), Choice("moteur", why="Non."), Choice("roue")),
)
SEVERAL = MultipleChoice(
    id="m",
    prompt="?",
    choices=(Choice("a", right=True), Choice("b", right=True, why="Aussi b."), Choice("c", why="Pas c."), Choice("d")),
)
STATEMENT = TrueFalse(id="t", prompt="Tous répondent.", truth=False, why="Un sous-ensemble seulement.")
WORD = ShortAnswer(id="w", prompt="?", accepted=("PD-1",), refused=(Refused("CAR", "Un récepteur fabriqué."),))
CLOZE = Cloze(
    id="c",
    prompt="",
    texts=("Les inhibiteurs de ", " lèvent les ", "."),
    gaps=(Gap(("points de contrôle", "checkpoints")), Gap(("freins",))),
    refused=(Refused("anticorps", "Une protéine."),),
)
MATCHING = Matching(
    id="x",
    prompt="?",
    pairs=(("Anticorps", "protéine"), ("Globule blanc", "cellule"), ("Hormone", "protéine")),
    extras=("microbe",),
    mistakes=(Mistake("Anticorps", "cellule", "Fabriqué par une cellule."), Mistake("Anticorps", "", "Revoyez.")),
)
CLASSES = Classification(
    id="k",
    prompt="?",
    categories=(("Vaccin", ("sipuleucel-T",)), ("Cellules", ("CAR-T", "TIL"))),
    mistakes=(Mistake("TIL", "Vaccin", "Ce sont des lymphocytes."),),
)
STEPS = Ordering(
    id="o",
    prompt="?",
    steps=("Prélever", "Modifier", "Multiplier", "Réinjecter"),
    mistakes=(Mistake("Réinjecter", "", "À la fin."),),
)
MILLIGRAMS = Number(id="n", prompt="?", value=5, unit="mg", refused=(Refused("50", "Dix fois trop."),))
RECALL = FreeRecall(id="f", prompt="?", answer="…", points_expected=("un", "deux", "trois"))
ALL: tuple[Question, ...] = (SINGLE, SEVERAL, STATEMENT, WORD, CLOZE, MATCHING, CLASSES, STEPS, MILLIGRAMS, RECALL)
RIGHT = (
    Answer(picked=(0,)),
    Answer(picked=(0, 1)),
    Answer(picked=(0,)),
    Answer(typed=("pd1",)),
    Answer(typed=("checkpoints", "frein")),
    Answer(picked=(0, 1, 0)),
    Answer(picked=(0, 1, 1)),
    Answer(picked=(0, 1, 2, 3)),
    Answer(typed=("5 mg",)),
    Answer(picked=(0, 1, 2)),
)
SIZES = (3, 4, 1, 1, 2, 3, 3, 4, 1, 3)


def number(value: float, *, tolerance: float = 0.0, relative: bool = False, unit: str = "") -> Number:
    return Number(id="n", prompt="?", value=value, tolerance=tolerance, relative=relative, unit=unit)


def picked(*indices: int) -> Answer:
    return Answer(picked=indices)


@pytest.mark.parametrize(("question", "answer", "size"), list(zip(ALL, RIGHT, SIZES, strict=True)))
def test_the_right_answer_is_right_in_every_part(question: Question, answer: Answer, size: int) -> None:
    assert grade(question, answer) == Verdict(1.0, (True,) * size)


@pytest.mark.parametrize(("question", "size"), list(zip(ALL, SIZES, strict=True)))
def test_i_do_not_know_earns_nothing_and_says_nothing(question: Question, size: int) -> None:
    assert grade(question, Answer(unknown=True)) == Verdict(0.0, (False,) * size)


@pytest.mark.parametrize("question", ALL)
def test_no_answer_earns_nothing(question: Question) -> None:
    assert grade(question, Answer()).score == 0.0


@given(st.sampled_from(ALL), st.lists(st.integers(-2, 6)), st.lists(st.text(max_size=5)))
def test_any_answer_is_judged_between_nothing_and_all(question: Question, numbers: list[int], texts: list[str]) -> None:
    verdict = grade(question, Answer(tuple(numbers), tuple(texts)))
    assert 0.0 <= verdict.score <= 1.0
    assert len(verdict.parts) == SIZES[ALL.index(question)]
    assert not verdict.right or all(verdict.parts)


def test_a_wrong_choice_tells_why_it_is_wrong_and_what_was_missed() -> None:
    verdict = grade(SINGLE, picked(1))
    assert (verdict.score, verdict.parts) == (0.0, (False, False, True))
    assert verdict.notes == (Why("moteur", "Non."), Why("frein", "C'est un frein."))
    assert grade(SINGLE, picked(2)).notes == (Why("frein", "C'est un frein."),)


def test_one_choice_among_several_picked_is_not_the_choice() -> None:
    assert grade(SINGLE, picked(0, 1)).score == 0.0


@pytest.mark.parametrize(
    ("kept", "score"),
    [((0, 1), 1), ((0,), 0.5), ((0, 1, 2), 0.5), ((0, 2), 0), ((2, 3), 0), ((0, 1, 2, 3), 0), ((), 0), ((2,), 0)],
)
def test_several_answers_earn_what_is_kept_less_what_is_wrongly_kept(kept: tuple[int, ...], score: float) -> None:
    assert grade(SEVERAL, Answer(picked=kept)).score == score


def test_several_answers_tell_the_wrong_ones_kept_then_the_right_ones_missed() -> None:
    verdict = grade(SEVERAL, picked(0, 2, 3))
    assert verdict.parts == (True, False, False, False)
    assert verdict.notes == (Why("c", "Pas c."), Why("b", "Aussi b."))


@given(st.lists(st.booleans(), min_size=2, max_size=6).filter(any))
def test_several_answers_cannot_be_won_by_ticking(key: list[bool]) -> None:
    question = MultipleChoice(id="m", prompt="?", choices=tuple(Choice(str(i), right=right) for i, right in enumerate(key)))
    options = range(len(key))
    subsets = list(chain.from_iterable(combinations(options, n) for n in range(len(key) + 1)))
    scores = {subset: grade(question, Answer(picked=subset)).score for subset in subsets}
    assert [subset for subset, score in scores.items() if score == 1] == [tuple(i for i in options if key[i])]
    assert scores[()] == 0
    if not all(key):
        assert scores[tuple(options)] == 0


def test_a_statement_misjudged_tells_why() -> None:
    assert grade(STATEMENT, picked(1)) == Verdict(0.0, (False,), (Why("", "Un sous-ensemble seulement."),))


def test_pd_1_is_never_pd_l1() -> None:
    assert grade(WORD, Answer(typed=(" PD-L1 ",))) == Verdict(0.0, (False,), (Different("PD-L1", "PD-1"),))


def test_a_foreseen_wrong_word_brings_the_reason() -> None:
    assert grade(WORD, Answer(typed=("car",))) == Verdict(0.0, (False,), (Why("CAR", "Un récepteur fabriqué."),))


def test_a_slip_counts_right_and_shows_the_spelling() -> None:
    question = ShortAnswer(id="w", prompt="?", accepted=("immunothérapie",))
    assert grade(question, Answer(typed=("imunotherapie",))) == Verdict(1.0, (True,), (Slip("immunothérapie"),))
    strict = ShortAnswer(id="w", prompt="?", accepted=("immunothérapie",), slips=False)
    assert grade(strict, Answer(typed=("imunotherapie",))).score == 0.0
    exact = ShortAnswer(id="w", prompt="?", accepted=("immunothérapie",), exact=True)
    assert grade(exact, Answer(typed=("immunotherapie",))).score == 0.0


def test_another_term_of_the_course_is_not_the_answer() -> None:
    question = ShortAnswer(id="w", prompt="?", accepted=("marqueur",))
    assert grade(question, Answer(typed=("marquer",))).right
    assert grade(question, Answer(typed=("marquer",)), terms=("marquer",)).notes == (Different("marquer", "marqueur"),)


def test_gaps_are_shared_out_or_asked_one_by_one() -> None:
    verdict = grade(CLOZE, Answer(typed=("anticorps", "frein")))
    assert verdict == Verdict(0.5, (False, True), (Why("anticorps", "Une protéine."),))
    assert grade(CLOZE, Answer(typed=("freins",)), gap=2) == Verdict(1.0, (True,))
    assert grade(CLOZE, Answer(typed=("freins",)), gap=1) == Verdict(0.0, (False,))
    assert grade(CLOZE, Answer(unknown=True), gap=2) == Verdict(0.0, (False,))
    assert grade(CLOZE, Answer(typed=("checkpoints",))).parts == (True, False)


def test_a_word_for_another_gap_is_no_slip_of_this_one() -> None:
    question = Cloze(id="c", prompt="", texts=("", " et ", "."), gaps=(Gap(("marqueur",)), Gap(("marquer",))))
    assert grade(question, Answer(typed=("marquer", "marquer"))).parts == (False, True)


def test_pairs_are_shared_out_and_a_foreseen_mistake_has_its_reason() -> None:
    verdict = grade(MATCHING, picked(1, 1, 0))
    assert verdict == Verdict(2 / 3, (False, True, True), (Why("Anticorps", "Fabriqué par une cellule."),))
    assert grade(MATCHING, picked(2, 1, 0)).notes == (Why("Anticorps", "Revoyez."),)


def test_a_pair_left_open_is_wrong_but_no_mistake() -> None:
    assert grade(MATCHING, picked(-1, 1, 0)) == Verdict(2 / 3, (False, True, True))
    assert grade(MATCHING, picked(0)).parts == (True, False, False)


def test_items_are_shared_out_among_categories() -> None:
    assert grade(CLASSES, picked(0, 1, 0)) == Verdict(2 / 3, (True, True, False), (Why("TIL", "Ce sont des lymphocytes."),))


@pytest.mark.parametrize(("order", "score"), [((1, 0, 2, 3), 2 / 3), ((0, 1, 3, 2), 2 / 3), ((1, 2, 3, 0), 0), ((3, 2, 1, 0), 0)])
def test_an_order_earns_its_pairs_in_order_less_those_out_of_order(order: tuple[int, ...], score: float) -> None:
    assert grade(STEPS, Answer(picked=order)).score == pytest.approx(score)


def test_a_misplaced_step_has_its_reason() -> None:
    assert grade(STEPS, picked(0, 1, 3, 2)).notes == (Why("Réinjecter", "À la fin."),)
    assert grade(STEPS, picked(1, 0, 2, 3)).parts == (False, False, True, True)
    assert grade(STEPS, picked(1, 0, 2, 3)).notes == ()


@pytest.mark.parametrize("count", [3, 4, 5])
def test_an_order_by_chance_earns_little_and_only_the_right_one_earns_all(count: int) -> None:
    question = Ordering(id="o", prompt="?", steps=tuple(str(i) for i in range(count)))
    scores = [grade(question, Answer(picked=order)).score for order in permutations(range(count))]
    assert scores.count(1.0) == 1
    assert sum(scores) / factorial(count) < 0.3
    assert sum(score >= 0.5 for score in scores) / factorial(count) < 0.2


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 1, 2, 2), (0, 1, 2, 7), ()])
def test_an_order_that_is_not_one_earns_nothing(order: tuple[int, ...]) -> None:
    assert grade(STEPS, Answer(picked=order)).score == 0.0


def test_key_points_ticked_are_shared_out() -> None:
    assert grade(RECALL, picked(2, 0)) == Verdict(2 / 3, (True, False, True))


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("4", number(4)),
        ("4,0", number(4)),
        (" 4.0. ", number(4)),
        ("4,5", number(4, tolerance=0.5)),
        ("4,1", number(4, tolerance=0.1)),
        ("105", number(100, tolerance=0.05, relative=True)),
        ("1 000", number(1000)),
        ("1\u202f000", number(1000)),
        ("1\u00a0000,5", number(1000.5)),
        ("1,000.5", number(1000.5)),
        ("1,000,000", number(1e6)),
        ("1,000", number(1000)),
        ("1,000", number(1)),
        ("10⁶", number(1e6)),
        ("2×10^-6", number(2e-6)),
        ("2e-6", number(2e-6)),
        ("½", number(0.5)),
        ("1/2", number(0.5)),
        ("−3", number(-3)),
        ("≈ 4", number(4)),
        ("4 freins", number(4)),
        ("5", number(5, unit="mg")),
        ("5mg", number(5, unit="mg")),
        ("5\u202fMg".lower(), number(5, unit="mg")),
        ("5 µg", number(5, unit="mcg")),
        ("3 jours", number(3, unit="j")),
        ("3 semaine", number(3, unit="semaines")),
        ("3 ML", number(3, unit="ML")),
        ("50 %", number(50, unit="%")),
        ("50", number(50, unit="%")),
        ("50 pour cent", number(50, unit="%")),
        ("50 %", number(0.5)),
        ("50 %", number(50)),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, question: Number) -> None:
    assert grade(question, Answer(typed=(typed,))) == Verdict(1.0, (True,))


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("5", number(4)),
        ("4,6", number(4, tolerance=0.5)),
        ("106", number(100, tolerance=0.05, relative=True)),
        ("106", number(1e6)),
        ("0,5", number(50, unit="%")),
        ("0,5 %", number(0.5)),
        ("2 x 10-6", number(2)),
        ("4 à 6", number(4)),
        ("4-6", number(4)),
        ("4 6", number(46)),
        ("1/0", number(1)),
        ("1e999", number(4, tolerance=0.5)),
        ("nan", number(4)),
        ("quatre", number(4)),
        ("3", number(-3)),
        ("1..000", number(1000)),
        ("10,00", number(1000)),
        ("", number(0)),
        ("mg", number(5, unit="mg")),
    ],
)
def test_another_number_is_wrong(typed: str, question: Number) -> None:
    assert grade(question, Answer(typed=(typed,))) == Verdict(0.0, (False,))


def test_the_right_number_of_another_unit_is_another_thing() -> None:
    assert grade(MILLIGRAMS, Answer(typed=("5 g",))) == Verdict(0.0, (False,), (Different("g", "mg"),))
    assert grade(number(3, unit="mm"), Answer(typed=("3 mM",))).notes == (Different("mM", "mm"),)
    assert grade(MILLIGRAMS, Answer(typed=("6 g",))).notes == ()


def test_a_foreseen_number_brings_its_reason_even_within_the_tolerance() -> None:
    assert grade(MILLIGRAMS, Answer(typed=("50,0 mg",))).notes == (Why("50", "Dix fois trop."),)
    loose = Number(id="n", prompt="?", value=10, tolerance=5, refused=(Refused("12", "Celui du voisin."), Refused("10", "…")))
    assert grade(loose, Answer(typed=("12",))).notes == (Why("12", "Celui du voisin."),)
    assert grade(loose, Answer(typed=("10",))).right


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_number_written_out_is_itself(value: float) -> None:
    for text in (repr(value), repr(value).replace(".", ","), f"{value} "):
        assert grade(number(value), Answer(typed=(text,))).right
