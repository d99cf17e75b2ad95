"""A code explained: a wrong example, what the checker says about it, and the right one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tutor.content.advice import Advice
from tutor.content.lint import inspect
from tutor.content.problems import Code, Problem

CODES: Final[dict[str, StrEnum]] = {str(code): code for code in (*Code, *Advice)}
_PAIR = re.compile("⟦([^⟧]*)⟧⟦([^⟧]*)⟧")
_HEAD = "questions:\n"
_COURSE = "id: essai\ntitre: Essai\n"


@dataclass(frozen=True, slots=True)
class Page:
    """A code with its examples. `told` is what the wrong one draws; nothing where no short text can show the mistake."""

    code: str
    why: str
    wrong: str
    right: str
    told: Problem | None


def explain(code: str, language: str) -> Page | None:
    """The page of a code in a language; nothing for a code that does not exist."""
    if code not in CODES:
        return None
    if language == "fr":
        from tutor.text import advice_fr as advice
        from tutor.text import examples_fr as examples
    else:
        from tutor.text import advice_en as advice  # type: ignore[no-redef]
        from tutor.text import examples_en as examples  # type: ignore[no-redef]
    why = advice.WHY.get(code, "")
    if code in examples.HABITS:
        return Page(code, why, *examples.HABITS[code], None)
    wrong, right = sides(examples.EXAMPLES[code])
    return Page(code, why, wrong, right, next(problem for problem in checked(wrong) if problem.code == code))


def sides(example: str) -> tuple[str, str]:
    """The wrong and the right form of an example."""
    return _PAIR.sub(r"\1", example), _PAIR.sub(r"\2", example)


def checked(example: str) -> tuple[Problem, ...]:
    """All that is said about an example: a list of questions, a quiz file, or the files of a course after `>>> name` lines."""
    with TemporaryDirectory() as name:
        return inspect(_written(Path(name), example))[1]


def _written(folder: Path, example: str) -> Path:
    parts = re.split(r"^>>> (.*)\n", example, flags=re.MULTILINE)
    if len(parts) == 1:
        quiz = folder / "quiz.yaml"
        quiz.write_text(example if _HEAD in example else _HEAD + example, encoding="utf-8", newline="")
        return quiz
    files = {"course.yaml": _COURSE, **dict(zip(parts[1::2], parts[2::2], strict=True))}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder
