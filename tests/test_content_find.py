"""Courses are found where they are, and questions keep their identity through edits."""

from pathlib import Path

import pytest

from tests.content_examples import PACK_FR, QUIZ_FR, write_pack, write_quiz
from tutor.content.find import packs, shipped
from tutor.content.fingerprint import fingerprint, wording
from tutor.content.load import load
from tutor.course import (
    Classification,
    Cloze,
    FreeRecall,
    Gap,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.record import replace


def test_a_root_is_a_pack_a_file_or_a_folder_of_both(tmp_path: Path) -> None:
    one, two = write_pack(tmp_path / "b", PACK_FR), write_pack(tmp_path / "a", PACK_FR)
    quiz = write_quiz(tmp_path, QUIZ_FR)
    (tmp_path / ".hidden.yaml").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    assert packs([tmp_path]) == (two, one, quiz)
    assert packs([one]) == (one,)
    assert packs([quiz]) == (quiz,)


def test_no_pack_comes_twice_and_the_order_is_that_of_the_roots(tmp_path: Path) -> None:
    one, two = write_pack(tmp_path / "a", PACK_FR), write_pack(tmp_path / "b", PACK_FR)
    assert packs([two, tmp_path, one]) == (two, one)


def test_a_root_that_is_not_there_is_given_back_to_be_told(tmp_path: Path) -> None:
    assert packs([tmp_path / "no"]) == (tmp_path / "no",)
    assert packs([]) == ()


def test_the_courses_of_the_program_are_beside_its_sources() -> None:
    assert shipped() == Path(__file__).parent.parent / "content"


def test_a_course_file_stands_for_its_pack(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "p", PACK_FR)
    assert load(pack / "course.yaml") == load(pack)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Question]:
    course, _ = load(write_quiz(tmp_path_factory.mktemp("q"), QUIZ_FR))
    assert course is not None
    return dict(course.questions)


def test_rewording_keeps_the_fingerprint_and_changes_the_wording(questions: dict[str, Question]) -> None:
    for question in questions.values():
        reworded = replace(question, prompt=question.prompt + " Dites-le.", explanation="Autrement.")
        assert fingerprint(reworded) == fingerprint(question)
        assert wording(reworded) != wording(question)


def test_case_spacing_and_apostrophes_are_no_change(questions: dict[str, Question]) -> None:
    question = questions["q1"]
    assert isinstance(question, SingleChoice)
    shouted = replace(question, choices=tuple(replace(c, text=f" {c.text.upper()}  ".replace("'", "’")) for c in question.choices))
    assert fingerprint(shouted) == fingerprint(question)
    assert wording(shouted) == wording(question)


def test_a_wrong_option_may_change_and_the_key_stays(questions: dict[str, Question]) -> None:
    question = questions["q1"]
    assert isinstance(question, SingleChoice)
    other = replace(question, choices=(question.choices[0], replace(question.choices[1], text="Autre")))
    assert fingerprint(other) == fingerprint(question)
    assert wording(other) != wording(question)
    assert fingerprint(replace(question, choices=question.choices[::-1])) == fingerprint(question)


def changed_key(question: Question) -> Question:
    match question:
        case SingleChoice() | MultipleChoice():
            return replace(question, choices=tuple(replace(c, right=not c.right) for c in question.choices))
        case TrueFalse():
            return replace(question, truth=not question.truth)
        case ShortAnswer():
            return replace(question, accepted=("autre",))
        case Cloze():
            return replace(question, gaps=(Gap(("autre",)), *question.gaps[1:]))
        case Matching():
            return replace(question, pairs=tuple((left, f"non {right}") for left, right in question.pairs))
        case Classification():
            return replace(question, categories=tuple((name, (*items, "de plus")) for name, items in question.categories))
        case Ordering():
            return replace(question, steps=question.steps[::-1])
        case Number():
            return replace(question, value=question.value + 1)
        case FreeRecall():
            return replace(question, points_expected=("autre",))


def test_the_first_accepted_answer_is_the_key() -> None:
    short = ShortAnswer(id="a", prompt="", accepted=("un", "uno"))
    assert fingerprint(replace(short, accepted=("un",))) == fingerprint(short) != fingerprint(replace(short, accepted=("uno", "un")))
    assert wording(replace(short, accepted=("un",))) == wording(short), "a question without an id keeps the one that is made of its words"
    lone = Cloze(id="a", prompt="", texts=("Le ", "."), gaps=(Gap(("frein", "arrêt")),))
    assert fingerprint(replace(lone, gaps=(Gap(("frein",)),))) == fingerprint(lone) != fingerprint(replace(lone, gaps=(Gap(("arrêt",)),)))


def test_another_key_is_another_fingerprint_for_every_kind(questions: dict[str, Question]) -> None:
    seen = set()
    for question in questions.values():
        seen.add(type(question))
        assert fingerprint(changed_key(question)) != fingerprint(question)
        assert len(fingerprint(question)) == 8
        int(fingerprint(question), 16)
    assert len(seen) == 10


def test_the_kind_belongs_to_the_fingerprint() -> None:
    short = ShortAnswer(id="a", prompt="", accepted=("un",))
    recall = FreeRecall(id="a", prompt="", answer="", points_expected=("un",))
    assert fingerprint(short) != fingerprint(recall)


def test_no_two_keys_run_into_each_other() -> None:
    one = Ordering(id="a", prompt="", steps=("a b", "c"))
    two = Ordering(id="a", prompt="", steps=("a", "b c"))
    assert fingerprint(one) != fingerprint(two)
