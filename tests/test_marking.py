"""What an answer is worth in an exam, which questions an exam asks, and the report."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.courses import CLOZE, COURSE, MATCHING, MULTIPLE, NUMBER, ORDERING, QUESTIONS, RECALL, SHORT, SINGLE, TRUE_FALSE
from tutor.course import Case, Choice, Course, Lesson, Module, MultipleChoice, Question, SingleChoice
from tutor.grade import Answer, grade
from tutor.marking import SCHEMES, Form, form, mark
from tutor.paper import Marked, apportion, draw, knowledge, module_of_each, report
from tutor.record import replace

EXACT, PARTIAL, NEGATIVE, EDN = (SCHEMES[name] for name in ("exact", "partial", "negative", "edn"))
BLANK = Answer()
FIVE = MultipleChoice(id="five", prompt="?", choices=tuple(Choice(letter, right=letter in "ABC") for letter in "ABCDE"))


def worth(question: Question, answer: Answer, scheme: str = "edn") -> float:
    return round(mark(question, answer, grade(question, answer), SCHEMES[scheme]), 6)


def ticks(*options: int) -> Answer:
    return Answer(picked=options)


@st.composite
def several(draw_: st.DrawFn) -> MultipleChoice:
    """A question with several options, some marked as EDN does."""
    flags = draw_(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=8))
    choices = tuple(
        Choice(str(n), right, indispensable=right and mark_, unacceptable=not right and mark_) for n, (right, mark_) in enumerate(flags)
    )
    tags = draw_(st.sampled_from([(), ("qrp",)]))
    return MultipleChoice(id="q", prompt="?", choices=choices, tags=tags, points=draw_(st.sampled_from([1.0, 2.5])))


def subsets(question: MultipleChoice) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.integers(0, len(question.choices) - 1)).map(lambda picked: tuple(sorted(picked)))


@pytest.mark.parametrize(
    ("picked", "points"),
    [((0, 1, 2), 1.0), ((0, 1), 0.5), ((0, 1, 2, 3), 0.5), ((0, 1, 3), 0.2), ((0,), 0.2), ((0, 3), 0.0), ((3, 4), 0.0), ((), 0.0)],
)
def test_edn_marks_several_answers_by_discordances(picked: tuple[int, ...], points: float) -> None:
    assert worth(FIVE, ticks(*picked)) == points


def test_edn_gives_nothing_without_the_indispensable() -> None:
    choices = (replace(FIVE.choices[0], indispensable=True), *FIVE.choices[1:])
    assert worth(replace(FIVE, choices=choices), ticks(1, 2)) == 0.0
    assert worth(replace(FIVE, choices=choices), ticks(0, 1)) == 0.5
    assert worth(replace(FIVE, choices=choices), ticks(1, 2), "partial") > 0


def test_edn_gives_nothing_for_the_unacceptable() -> None:
    choices = (*FIVE.choices[:4], replace(FIVE.choices[4], unacceptable=True))
    assert worth(replace(FIVE, choices=choices), ticks(0, 1, 2, 4)) == 0.0
    assert worth(replace(FIVE, choices=choices), ticks(0, 1, 2, 3)) == 0.5


def test_edn_marks_one_answer_all_or_nothing() -> None:
    assert (worth(SINGLE, ticks(0)), worth(SINGLE, ticks(1))) == (1.0, 0.0)
    assert (worth(TRUE_FALSE, ticks(0)), worth(TRUE_FALSE, ticks(1))) == (1.0, 0.0)


@pytest.mark.parametrize("tag", ["qrp", "QRPL"])
def test_edn_marks_a_number_of_answers_that_is_said_by_their_share(tag: str) -> None:
    question = replace(FIVE, tags=(tag,))
    assert form(question) is Form.COUNTED
    assert worth(question, ticks(0, 1, 3)) == round(2 / 3, 6)
    assert worth(question, ticks(0, 1, 2)) == 1.0
    assert worth(question, ticks(0, 1, 2, 3, 4)) == round(1 / 3, 6)


def test_edn_takes_at_most_five_words() -> None:
    question = replace(SHORT, accepted=("un deux trois quatre cinq", "un deux trois quatre cinq six"))
    assert worth(question, Answer(typed=("un deux trois quatre cinq",))) == 1.0
    assert worth(question, Answer(typed=("un deux trois quatre cinq six",))) == 0.0
    assert worth(question, Answer(typed=("un deux trois quatre cinq six",)), "exact") == 1.0


def test_gaps_count_one_by_one() -> None:
    assert worth(CLOZE, Answer(typed=("checkpoints", "rien"))) == 0.5
    assert worth(CLOZE, Answer(typed=("checkpoints",))) == 0.5
    assert worth(CLOZE, Answer(typed=("checkpoints", "rien")), "exact") == 0.0


def test_exact_is_all_or_nothing_and_partial_a_share() -> None:
    order = ticks(0, 1, 3, 2)
    assert (worth(ORDERING, order, "exact"), worth(ORDERING, order, "partial")) == (0.0, round(2 / 3, 6))
    assert (worth(MULTIPLE, ticks(0), "exact"), worth(MULTIPLE, ticks(0), "partial")) == (0.0, 0.5)


def test_negative_takes_what_guessing_would_earn() -> None:
    assert sum(worth(SINGLE, ticks(n), "negative") for n in range(3)) == 0.0
    assert sum(worth(TRUE_FALSE, ticks(n), "negative") for n in range(2)) == 0.0
    assert sum(worth(MULTIPLE, ticks(*(n for n in range(4) if bits >> n & 1)), "negative") for bits in range(16)) == 0.0
    places = len(MATCHING.rights)
    assert sum(worth(MATCHING, ticks(a, b), "negative") for a in range(places) for b in range(places)) == 0.0


def test_negative_takes_nothing_for_a_blank_or_for_what_is_typed() -> None:
    assert [worth(question, BLANK, "negative") for question in QUESTIONS] == [0.0] * len(QUESTIONS)
    assert worth(NUMBER, Answer(typed=("12",)), "negative") == 0.0
    assert worth(SINGLE, Answer(unknown=True), "negative") == 0.0


def test_key_points_count_one_by_one() -> None:
    assert [worth(RECALL, ticks(0), name) for name in SCHEMES] == [0.0, 0.5, 0.0, 0.5]


@given(st.data(), several(), st.sampled_from(list(SCHEMES)))
def test_marks_stay_within_bounds(data: st.DataObject, question: MultipleChoice, scheme: str) -> None:
    points = worth(question, ticks(*data.draw(subsets(question))), scheme)
    assert (-question.points if scheme == "negative" else 0) <= points <= question.points


@given(several(), st.sampled_from(list(SCHEMES)))
def test_what_is_all_right_earns_all_points(question: MultipleChoice, scheme: str) -> None:
    assert worth(question, ticks(*(n for n, c in enumerate(question.choices) if c.right)), scheme) == question.points


@given(st.data(), several(), st.sampled_from(list(SCHEMES)))
def test_mending_an_option_never_costs_points(data: st.DataObject, question: MultipleChoice, scheme: str) -> None:
    picked = set(data.draw(subsets(question)))
    wrong = [n for n, choice in enumerate(question.choices) if choice.right != (n in picked)]
    assume(wrong)
    mended = picked ^ {data.draw(st.sampled_from(wrong))}
    assume(mended or not any(choice.right for choice in question.choices))  # an answer left blank is no answer
    assert worth(question, ticks(*sorted(mended)), scheme) >= worth(question, ticks(*sorted(picked)), scheme)


@given(st.data(), several())
def test_partial_never_gives_less_than_exact(data: st.DataObject, question: MultipleChoice) -> None:
    answer = ticks(*data.draw(subsets(question)))
    assert worth(question, answer, "partial") >= worth(question, answer, "exact")


def single(name: str, lesson: str, objective: str = "", variant_of: str = "", case: str = "") -> SingleChoice:
    choices = (Choice("oui", right=True), Choice("non"))
    return SingleChoice(id=name, prompt="?", choices=choices, lesson=lesson, objective=objective, variant_of=variant_of, case=case)


def course(*questions: Question, weights: tuple[float, ...] = (1.0, 1.0), cases: tuple[Case, ...] = ()) -> Course:
    modules = tuple(Module(f"m{n}", "", (f"l{n}",), weight) for n, weight in enumerate(weights))
    lessons = {f"l{n}": Lesson(f"l{n}", "", ()) for n in range(len(weights))}
    return Course(
        id="c", title="", modules=modules, lessons=lessons, questions={q.id: q for q in questions}, cases={c.id: c for c in cases}
    )


BIG = course(
    *(single(f"a{n}", "l0", f"o{n % 3}") for n in range(30)),
    *(single(f"b{n}", "l1") for n in range(30)),
    *(single(f"v{n}", "l0", variant_of=f"a{n}") for n in range(10)),
    *(single(f"w{n}", "l0", variant_of=f"v{n}") for n in range(5)),
    weights=(3.0, 1.0),
)


def modules_of(names: tuple[str, ...]) -> Counter[str]:
    return Counter(BIG.questions[name].lesson for name in names)


def test_an_exam_is_drawn_by_the_weights_of_the_modules() -> None:
    assert modules_of(draw(BIG, 20, 1)) == {"l0": 15, "l1": 5}
    assert modules_of(draw(BIG, 20, 1, weights={"m0": 1.0, "m1": 4.0})) == {"l0": 4, "l1": 16}


def test_weights_of_nothing_are_weights_alike() -> None:
    assert modules_of(draw(BIG, 20, 1, weights={"m0": 0.0, "m1": 0.0})) == {"l0": 10, "l1": 10}


def test_a_small_module_leaves_its_share_to_the_others() -> None:
    assert modules_of(draw(BIG, 50, 1)) == {"l0": 30, "l1": 20}
    assert len(draw(BIG, 500, 1)) == 60


@given(st.integers(0, 10**6), st.integers(0, 70), st.dictionaries(st.sampled_from(list(BIG.questions)), st.integers(1, 3)))
def test_two_questions_of_an_exam_are_never_about_one_thing(seed: int, count: int, seen: dict[str, int]) -> None:
    names = draw(BIG, count, seed, asked=seen)
    about = [knowledge(BIG, name) for name in names]
    assert len(about) == len(set(about)) == min(count, 60)


@given(st.integers(0, 10**6))
def test_an_exam_is_the_same_for_a_seed(seed: int) -> None:
    assert draw(BIG, 20, seed) == draw(BIG, 20, seed)
    assert draw(BIG, 20, seed) != draw(BIG, 20, seed + 1)


@given(st.integers(0, 10**6))
def test_paraphrases_come_before_repeats(seed: int) -> None:
    known = {f"a{n}": 2 for n in range(30)}
    names = [name for name in draw(BIG, 20, seed, asked=known) if BIG.questions[name].lesson == "l0"]
    assert sum(name[0] in "vw" for name in names) == 10


def test_a_paraphrase_met_in_an_earlier_exam_leaves_the_place_to_another() -> None:
    pack = course(single("a", "l0"), single("v", "l0", variant_of="a"), single("w", "l0", variant_of="a"))
    assert draw(pack, 1, 1, asked={"a": 3, "v": 1}) == ("w",)
    assert draw(pack, 1, 1, asked={"a": 3, "v": 2, "w": 1}) == ("w",)


def test_objectives_take_turns() -> None:
    plain = course(*(single(f"a{n}", "l0", f"o{n % 3}") for n in range(30)))
    drawn = Counter(plain.questions[name].objective for name in draw(plain, 9, 5))
    assert drawn == {"o0": 3, "o1": 3, "o2": 3}


def test_a_case_comes_whole_and_in_order_or_not_at_all() -> None:
    steps = ("s1", "s2", "s3")
    pack = course(*(single(s, "l0", case="k") for s in steps), single("a", "l0"), cases=(Case("k", "", steps),))
    assert {draw(pack, 2, seed) for seed in range(20)} == {("a",)}
    assert {tuple(n for n in draw(pack, 4, seed) if n != "a") for seed in range(20)} == {steps}


def test_nothing_is_drawn_that_may_not_be() -> None:
    assert "recall" not in draw(COURSE, 50, 1)
    assert set(draw(COURSE, 50, 1, open_to=lambda question: question.id == "short")) == {"short"}


@given(
    st.integers(-2, 80),
    st.dictionaries(st.sampled_from("abcde"), st.tuples(st.floats(0, 9), st.integers(0, 30)), max_size=5),
)
def test_shares_add_up_and_respect_sizes(count: int, modules: dict[str, tuple[float, int]]) -> None:
    shares, sizes = {m: w for m, (w, _) in modules.items()}, {m: n for m, (_, n) in modules.items()}
    quotas = apportion(count, shares, sizes)
    assert sum(quotas.values()) == min(max(count, 0), sum(sizes[m] for m in sizes if shares[m] > 0))
    assert all(0 <= quotas[m] <= sizes[m] for m in sizes)


def marked(*points: tuple[str, float]) -> list[Marked]:
    modules = module_of_each(BIG)
    asked = [(BIG.questions[name], earned) for name, earned in points]
    return [Marked(name=q.id, points=p, possible=q.points, module=modules[q.id], objective=q.objective) for q, p in asked]


def test_a_report_sums_by_module_and_objective() -> None:
    told = report(BIG, marked(("b0", 1.0), ("a0", 1.0), ("a1", 0.5), ("a3", 0.0)), pass_share=0.6)
    assert (told.total.points, told.total.possible, told.passed) == (2.5, 4, True)
    assert [(t.name, t.points, t.possible) for t in told.modules] == [("m0", 1.5, 3), ("m1", 1.0, 1)]
    assert {t.name: t.share for t in told.objectives} == {"o0": 0.5, "o1": 0.5, "": 1.0}
    assert told.missed == ("a3", "a1")


def test_below_nothing_is_nothing_and_an_empty_exam_is_not_passed() -> None:
    assert report(BIG, marked(("a0", -1.0))).total.share == 0
    assert not report(BIG, [], pass_share=0.0).passed


def test_what_was_left_blank_is_counted() -> None:
    assert report(BIG, [Marked(name="a0", points=0.0, possible=1.0, given=False), *marked(("a1", 0.0))]).blank == 1
