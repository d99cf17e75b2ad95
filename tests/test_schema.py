"""The JSON Schema accepts the good files and flags, where a schema can, what the walker flags."""

import io
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.command import spaced
from tests.content_examples import PACK_EN, PACK_FR, many_choices, write_quiz
from tests.test_content_problems import QUIZZES
from tutor.app import App, Common, World
from tutor.cli import guarded
from tutor.content.keys import KEYS, ROOTS
from tutor.content.load import load
from tutor.content.problems import Code
from tutor.content.schema import schema, schemas
from tutor.events import Moment

ROOT = Path(__file__).parent.parent
# What only the whole text, the whole course or the meaning shows.
BEYOND = {
    *(Code.CONTROL, Code.BIDI, Code.LOST, Code.KEY_NOT_TEXT, Code.DUPLICATE_KEY, Code.SECOND_DOCUMENT, Code.DIRECTIVE, Code.ANCHOR),
    *(Code.ALIAS, Code.TAG, Code.TEXT_TOO_LONG, Code.RIGHT_AND_REFUSED, Code.UNKNOWN_ITEM, Code.NOT_A_MISTAKE, Code.DUPLICATE_ID),
    *(Code.UNKNOWN_ID, Code.OWN_VARIANT, Code.CUT_SHORT, Code.NO_ID, Code.ALL_RIGHT, Code.OLD_ID_IN_USE, Code.REPEATED),
    *(Code.MISALIGNED, Code.OPEN_QUOTE, Code.OPEN_BRACKET, Code.ESCAPE, Code.COLON, Code.NO_COLON, Code.BAD_START),
}


class Core(yaml.SafeLoader):
    """YAML as an editor reads it (1.2): numbers, true and false, nothing; no dates, no « oui »."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?\d+\.\d+", "-+0123456789"),
    ("null", r"~|null|", ["~", "n", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
LOADERS: dict[str, Any] = {"editor": Core, "texts": yaml.BaseLoader}


@cache
def validator(role: str) -> Draft7Validator:
    return Draft7Validator(schema(role))


def faults(role: str, text: str, loader: str) -> list[str]:
    data = as_json(yaml.load(text, LOADERS[loader]))  # both are safe loaders
    return [error.message for error in validator(role).iter_errors(data)]


def as_json(data: Any) -> Any:
    """Keys are texts to JSON, also « true »."""
    if isinstance(data, dict):
        return {str(key).lower() if isinstance(key, bool) else str(key): as_json(value) for key, value in data.items()}
    return [as_json(each) for each in data] if isinstance(data, list) else data


def role_of(name: str) -> str:
    return {"course.yaml": "course", "glossary.yaml": "glossary", "sources.yaml": "sources"}.get(
        name, name.split("/", maxsplit=1)[0].rstrip("s")
    )


SHIPPED = sorted((ROOT / "content" / "immunotherapie").rglob("*.yaml"))


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("pack", [PACK_FR, PACK_EN], ids=["fr", "en"])
def test_good_files_have_no_fault(pack: dict[str, str], loader: str) -> None:
    for name, text in pack.items():
        assert faults(role_of(name), text, loader) == [], name


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_files_have_no_fault(path: Path) -> None:
    name = path.relative_to(ROOT / "content" / "immunotherapie").as_posix()
    assert faults(role_of(name), path.read_text(encoding="utf-8"), "editor") == []


def test_every_schema_is_one() -> None:
    assert set(schemas()) == {f"{role}.schema.json" for role in ROOTS}
    for each in schemas().values():
        Draft7Validator.check_schema(each)
        assert json.loads(json.dumps(each)) == each


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text", [text for code, text in QUIZZES if code.severity == "error" and code not in BEYOND and code is not Code.EMPTY_KEY]
)
def test_what_the_walker_refuses_the_schema_flags(text: str, loader: str) -> None:
    bad = text.replace("§", "")
    assert faults("quiz", bad, loader), bad


@pytest.mark.parametrize("text", ["questions: []\n", "[]\n"])
def test_a_quiz_without_a_question_is_flagged(tmp_path: Path, text: str) -> None:
    assert load(write_quiz(tmp_path, text))[1]
    assert faults("quiz", text, "editor")


def test_the_shipped_files_have_no_fault_in_plain_yaml_either() -> None:
    for path in SHIPPED:
        role = role_of(path.relative_to(ROOT / "content" / "immunotherapie").as_posix())
        data = as_json(yaml.safe_load(path.read_text(encoding="utf-8")))
        assert list(Draft7Validator(schema(role)).iter_errors(data)) == [], path


@pytest.mark.parametrize("loader", LOADERS)
def test_what_the_walker_accepts_the_schema_accepts(tmp_path: Path, loader: str) -> None:
    for text in (
        "- id: a\n  Énoncé: Q\n  REPONSE: x\n",
        "- id: a\n  question: 12\n  réponse: 12\n",
        "questions:\n- {id: 1, Vrai: 12,  Niveau: Comprendre, mélanger: OUI, points: 2, difficulté: 3}\n",
        "questions:\n- {id: a, key points: x, recto: R, verso: V}\n",
        "questions:\n- id: a\n  question: Q\n  associer:\n  - x: 1\n  - y: 2\n",
        many_choices(3),
    ):
        _, problems = load(write_quiz(tmp_path, text))
        assert [p for p in problems if p.severity == "error"] == [], text
        assert faults("quiz", text, loader) == [], text


def test_every_key_is_offered_in_both_languages_with_what_it_is_for() -> None:
    for role in ROOTS:
        made = schema(role)
        for where, context in made["definitions"].items():
            for key in (key for key in KEYS if where in key.where.split()):
                for name in (key.fr, key.en):
                    assert context["properties"][name]["description"].startswith(key.doc_fr)


def run(*words: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = guarded(
        App(World({"TUTOR_LANG": "fr"}, io.StringIO(), out, err, lambda: Moment(0, date(2026, 11, 22))), Common()), list(map(str, words))
    )
    return int(code), out.getvalue(), err.getvalue()


def test_the_command_prints_a_schema_or_writes_them_all(tmp_path: Path) -> None:
    assert json.loads(run("schema")[1]) == schema("quiz")
    assert json.loads(run("schema", "lesson")[1]) == schema("lesson")
    code, out, _ = run("schema", "--out", tmp_path / "schema")
    assert code == 0
    assert {path.name: json.loads(path.read_text()) for path in (tmp_path / "schema").iterdir()} == schemas()
    assert len(out.splitlines()) == len(ROOTS)


def test_an_unknown_schema_is_refused() -> None:
    code, _, err = run("schema", "quizz")
    assert code == 2
    assert "« quiz »" in spaced(err)
