"""Every problem is told in both languages, in one layout, and says what to do."""

import re
from pathlib import Path

import pytest

from tests.command import plainly
from tests.content_examples import write_quiz
from tutor.content.load import load
from tutor.content.problems import Code, Problem
from tutor.text import problems_en, problems_fr
from tutor.text.problems import WIDTH, sentences, tell


def test_the_layout_is_the_one_that_editors_and_people_read(tmp_path: Path) -> None:
    text = "questions:\n" + "\n" * 6 + "  - id: a\n    vrai: Oui\n    explicaton: voir le cours\n"
    _, (problem,) = load(write_quiz(tmp_path, text, "02.yaml"))
    assert tell(problem, "fr") == (
        "02.yaml:10:5: erreur E021\u00a0: champ inconnu «\u00a0explicaton\u00a0»\n"
        "     10 |     explicaton: voir le cours\n"
        "        |     ^^^^^^^^^^\n"
        "        = vouliez-vous dire «\u00a0explication\u00a0»\u202f?"
    )
    assert tell(problem, "en") == (
        "02.yaml:10:5: error E021: unknown key “explicaton”\n"
        "     10 |     explicaton: voir le cours\n"
        "        |     ^^^^^^^^^^\n"
        "        = did you mean “explication”?"
    )


def test_a_misspelt_english_key_is_given_back_in_english(tmp_path: Path) -> None:
    _, (problem,) = load(write_quiz(tmp_path, "questions:\n- id: a\n  true: Yes.\n  explanaton: x\n"))
    assert "«\u00a0explanation\u00a0»" in tell(problem, "fr")


def test_every_code_has_a_sentence_and_an_advice_in_both_languages() -> None:
    codes = {code.value for code in Code}
    for texts in (problems_fr, problems_en):
        assert set(texts.SENTENCES) == codes
        assert all(len(texts.SENTENCES[code]) >= 2 and all(texts.SENTENCES[code]) for code in codes)
        assert set(texts.SEVERITIES) == {"error", "warning", "repair", "advice", "fixed"}
    assert set(problems_fr.WORDS) == set(problems_en.WORDS)


@pytest.mark.parametrize("code", sorted(problems_fr.SENTENCES))
def test_both_languages_use_the_same_facts(code: str) -> None:
    def names(sentences: tuple[str, ...]) -> set[str]:
        return {name for sentence in sentences for name in re.findall(r"\{([a-z_]+)\}", sentence)}

    assert names(problems_fr.SENTENCES[code]) == names(problems_en.SENTENCES[code])


@pytest.mark.parametrize("code", sorted(problems_fr.SENTENCES))
def test_french_has_its_no_break_spaces(code: str) -> None:
    for sentence in problems_fr.SENTENCES[code]:
        set_text = problems_fr.typeset(sentence)
        assert not re.search(r" [:;!?»%]|« ", set_text)
        assert not re.search(r"[:»%]", set_text) or "\u202f:" not in set_text
        assert "\u00a0;" not in set_text
        assert plainly(set_text) == plainly(sentence)


def fault(**changes: object) -> Problem:
    given: dict[str, object] = {"code": Code.UNKNOWN_KEY, "severity": "error", "file": "q.yaml", "line": 1, "col": 1, "source": "x: y"}
    return Problem(**(given | changes))  # type: ignore[arg-type]


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    assert tell(fault(code=Code.EMPTY, line=0, source=""), "en").split("\n") == [
        "q.yaml: error E007: this file is empty",
        "        = write at least one question in it, or delete it",
    ]


def test_nothing_dangerous_of_a_file_reaches_the_terminal() -> None:
    nasty = "\x1b]0;x\x07\u202e\x00\u2028\t"
    told = tell(fault(file=nasty, source=nasty * 3, facts=(("key", nasty),)), "fr")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", told)


@pytest.mark.parametrize(("col", "width"), [(1, 3), (500, 10), (995, 5), (1000, 1)])
def test_of_a_long_line_the_part_around_the_mistake_is_shown(col: int, width: int) -> None:
    source = "".join(chr(ord("a") + n % 26) for n in range(1000))
    _, shown, caret, *_ = tell(fault(col=col, width=width, source=source), "en").split("\n")
    assert len(shown) <= WIDTH + 10
    mark = caret.index("^")
    assert shown[mark : mark + width] == source[col - 1 : col - 1 + width]


def test_an_unknown_language_is_answered_in_english() -> None:
    assert tell(fault(facts=(("key", "x"), ("all_fr", "a"), ("all_en", "b"))), "de").endswith("= possible keys here: b")


def test_the_missing_key_is_named_in_the_readers_language() -> None:
    problem = fault(code=Code.MISSING_KEY, facts=(("key_fr", "réponse"), ("key_en", "answer")))
    assert plainly(sentences(problem, "fr")[0]) == "il manque le champ « réponse »"
    assert sentences(problem, "en")[0] == "the key “answer” is missing"
