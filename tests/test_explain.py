"""`tutor check --explain` has a page for every code, and its examples are what they say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content_examples import many_choices, write_pack, write_quiz
from tutor.content.advice import Advice
from tutor.content.explain import CODES, checked, explain, sides
from tutor.content.lint import inspect
from tutor.content.problems import Code
from tutor.text import advice_en, advice_fr, examples_en, examples_fr

LANGUAGES = {"fr": examples_fr, "en": examples_en}
PAGES = [(language, code) for language, texts in LANGUAGES.items() for code in texts.EXAMPLES]


@pytest.mark.parametrize(("language", "code"), PAGES)
def test_the_wrong_example_draws_its_code_and_the_right_one_draws_nothing(language: str, code: str) -> None:
    wrong, right = sides(LANGUAGES[language].EXAMPLES[code])
    assert code in [p.code for p in checked(wrong)]
    beside = {"Q010"} if code[0] != "Q" else set()  # an example about keys does without reasons
    assert {str(p.code) for p in checked(right)} <= beside


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_page(language: str) -> None:
    texts = LANGUAGES[language]
    assert set(texts.EXAMPLES) | set(texts.HABITS) == set(CODES) == {*map(str, Code), *map(str, Advice)}
    assert not set(texts.EXAMPLES) & set(texts.HABITS)
    for code in CODES:
        page = explain(code, language)
        assert page is not None
        assert page.wrong
        assert page.right
    assert explain("E999", language) is None


@pytest.mark.parametrize("texts", [advice_fr, advice_en])
def test_every_advice_has_a_sentence_a_remedy_and_a_reason(texts: object) -> None:
    codes = {str(code) for code in Advice}
    assert set(advice_fr.SENTENCES) == set(advice_en.SENTENCES) == codes
    assert set(advice_fr.WHY) == set(advice_en.WHY) == codes
    assert set(advice_fr.WORDS) == set(advice_en.WORDS)
    assert all(len(sentence) == 2 and all(sentence) for sentence in getattr(texts, "SENTENCES").values())  # noqa: B009 - mypy


QUIZ = "questions:\n- id: a\n  vrai: PD-1 est un frein.\n"
COURSE = "id: essai\ntitre: Essai\n"
CHOICE = "- id: q{n}\n  question: Que fait l'anticorps numéro {n} ?\n  choix:\n"


def quiz(text: str | bytes) -> Callable[[Path], Path]:
    return lambda folder: write_quiz(folder, text)


def pack(files: dict[str, str]) -> Callable[[Path], Path]:
    return lambda folder: write_pack(folder, {"course.yaml": COURSE, **files})


def folder_for_file(folder: Path) -> Path:
    (folder / "quiz" / "01.yaml").mkdir(parents=True)
    return write_pack(folder, {"course.yaml": COURSE})


def link_outside(folder: Path) -> Path:
    outside = write_quiz(folder, QUIZ, "outside.yaml")
    inner = write_pack(folder / "pack", {"course.yaml": COURSE})
    (inner / "quiz").mkdir()
    (inner / "quiz" / "01.yaml").symlink_to(outside)
    return inner


def choices(count: int, *, longest: int, first: int, mix: str = "") -> str:
    """So many single choices, of which so many have the longest key and so many the key in front."""
    found = "questions:\n"
    for n in range(count):
        key = f"  - juste: Il lève un frein{' du lymphocyte' if n < longest else ''}\n"
        wrong = ["  - {faux: Il tue la tumeur, pourquoi: Non.}\n", "  - {faux: Il nourrit le sang, pourquoi: Non.}\n"]
        wrong.insert(0 if n < first else 1 + n % 2, key)
        found += CHOICE.format(n=n) + "".join(wrong) + mix
    return found


def judged(true: int, false: int) -> str:
    return "questions:\n" + "".join(f"- id: a{n}\n  {'vrai' if n < true else 'faux'}: Le cas {n} répond.\n" for n in range(true + false))


def true_ones(k: int) -> str:
    return "questions:\n" + "".join(f"- {{id: a{k}-{n}, vrai: Cas {n}}}\n" for n in range(2000))


BUILT: dict[str, tuple[Callable[[Path], Path], Callable[[Path], Path]]] = {
    "E001": (lambda folder: folder / "quizz.yaml", quiz(QUIZ)),
    "E003": (folder_for_file, pack({"quiz/01.yaml": QUIZ})),
    "E004": (link_outside, pack({"quiz/01.yaml": QUIZ})),
    "E005": (quiz(QUIZ + "#" * 5 * 1024 * 1024), quiz(QUIZ)),
    "E006": (quiz(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))), quiz(QUIZ)),
    "E007": (quiz(""), quiz(QUIZ)),
    "E008": (lambda folder: folder, pack({})),
    "E009": (pack({f"quiz/{n}.yaml": f"questions:\n- {{id: a{n}, vrai: Oui}}\n" for n in range(501)}), pack({"quiz/1.yaml": QUIZ})),
    "E010": (quiz(QUIZ.replace("est", "était").encode() + b"  tags: caf\xe9\n"), quiz(QUIZ)),
    "E043": (quiz(QUIZ + "  tags: " + "[" * 25 + "]" * 25 + "\n"), quiz(QUIZ)),
    "E044": (quiz(QUIZ + "  tags: [" + "x, " * 20_001 + "]\n"), quiz(QUIZ)),
    "E045": (quiz(f"questions:\n- id: a\n  vrai: {'x' * 20_001}\n"), quiz(QUIZ)),
    "E046": (pack({f"quiz/{k}.yaml": true_ones(k) for k in range(6)}), pack({"quiz/1.yaml": QUIZ})),
    "E047": (quiz(QUIZ + "\n" * 100_001), quiz(QUIZ)),
    "E048": (quiz("questions:\n" + "- rien\n" * 300), quiz(QUIZ)),
    "A001": (quiz(QUIZ.replace("est", "était").encode("cp1252")), quiz(QUIZ)),
    "A002": (quiz(QUIZ.encode("utf-16")), quiz(QUIZ)),
    "Q002": (quiz(choices(8, longest=8, first=3)), quiz(choices(8, longest=3, first=3))),
    "Q013": (quiz(judged(8, 0)), quiz(judged(4, 4))),
    "Q014": (
        quiz(choices(8, longest=3, first=8, mix="  mélanger: non\n")),
        quiz(choices(8, longest=3, first=3, mix="  mélanger: non\n")),
    ),
    "Q015": (
        quiz("questions:\n- id: a\n  vrai: Un\n  références: [R1]\n- id: b\n  vrai: Deux\n  références: [R1]\n- id: c\n  vrai: Trois\n"),
        quiz("questions:\n- id: a\n  vrai: Un\n  références: [R1]\n- id: b\n  vrai: Deux\n  références: [R1]\n"),
    ),
    "Q019": (quiz(choices(10, longest=10, first=3)), quiz(choices(10, longest=3, first=3))),
}


@pytest.mark.parametrize("code", [code for code in examples_fr.HABITS if code not in {"E002", "E030", "E086", "A016"}])
def test_what_no_short_text_shows_is_found_as_well(tmp_path: Path, code: str) -> None:
    wrong, right = BUILT[code]
    for name in ("wrong", "right"):
        (tmp_path / name).mkdir()
    assert code in [p.code for p in inspect(wrong(tmp_path / "wrong"))[1]]
    assert code not in [p.code for p in inspect(right(tmp_path / "right"))[1]]


def test_only_unreadable_files_unknown_words_and_lost_ids_are_tested_elsewhere() -> None:
    assert {*examples_fr.HABITS} - {*BUILT} == {"E002", "E030", "E086", "A016"}


def test_a_large_ordinary_quiz_draws_no_advice_but_on_its_monotony(tmp_path: Path) -> None:
    _, problems = inspect(write_quiz(tmp_path, many_choices(30)))
    assert {str(p.code) for p in problems} <= {"Q002", "Q015", "Q019", "Q011"}
