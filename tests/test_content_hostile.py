"""Hostile files are refused with a place, in little time and memory, by the compiled and the pure parser alike."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from tests.content_examples import QUIZ_FR, many_choices, write_quiz
from tutor.content.load import load
from tutor.content.nodes import FAST, PURE

_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
_MERGES = "m0: &m0 {k: v}\n" + "".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 9))
HEAD = "questions:\n- {id: a, vrai: Oui}\n"

HOSTILE: dict[str, str | bytes] = {
    "laughs": _LAUGHS,
    "merges": _MERGES,
    "laughs in a question": HEAD + "- id: b\n  vrai: Non\n  tags: &a [x, x]\n  indices: [*a, *a]\n",
    "cycle": "questions: &a [*a]\n",
    "deep brackets": "questions: " + "[" * 100_000,
    "deep braces": "questions: " + "{a: " * 100_000,
    "deep closed": "questions: " + "[" * 10_000 + "]" * 10_000,
    "deep dashes": "questions:\n" + "- " * 50_000 + "x\n",
    "deep indents": "".join(" " * n + "a:\n" for n in range(2_000)),
    "deep questions": "questions:\n" + "".join("  " * n + "- cas: x\n" + "  " * n + "  étapes:\n" for n in range(200)),
    "deep keys": "questions:\n- " + "? " * 50_000 + "x\n",
    "wide list": "questions: [" + "a, " * 500_000 + "a]\n",
    "wide dashes": "questions:\n" + "- a\n" * 99_000,
    "wide mapping": "questions:\n" + "".join(f"  k{n}: v\n" for n in range(90_000)),
    "wide options": HEAD + "- id: b\n  question: Q\n  choix:\n" + "".join(f"  - faux: o{n}\n" for n in range(19_000)),
    "wide steps": HEAD + "- {id: b, question: Q, ordonner: [" + ", ".join(f"s{n}" for n in range(19_000)) + "], erreurs: [x]}\n",
    "wide pairs": HEAD + "- {id: b, question: Q, associer: {" + ", ".join(f"s{n}: x" for n in range(400)) + "}}\n",
    "many unknown keys": "questions:\n" + "".join(f"- {{id: q{n}, vrai: x, explicatoin{n}: y}}\n" for n in range(1_900)),
    "many unknown ids": "questions:\n" + "".join(f"- {{id: q{n:05}, vrai: x, variante: p{n:05}}}\n" for n in range(1_900)),
    "many duplicate ids": "questions:\n" + "- {id: a, vrai: Oui}\n" * 1_900,
    "many broken lines": "questions:\n" + "".join(f'- id: q{n}\n  vrai: "x\n' for n in range(1_900)),
    "many repairs": "questions:\n" + "".join(f"- id: q{n}\n  vrai: x : y\n" for n in range(1_900)),
    "many mistakes": HEAD
    + "- {id: b, question: Q, ordonner: ["
    + ", ".join(f"s{n}" for n in range(3_000))
    + "], erreurs: ["
    + ", ".join(f"{{élément: t{n}, pourquoi: x}}" for n in range(3_000))
    + "]}\n",
    "long key": "questions:\n- " + "k" * 100_000 + ": v\n",
    "long key near a known one": "questions:\n- " + "explication" * 2_000 + ": v\n",
    "long text": HEAD + "- {id: b, vrai: " + "x" * 1_000_000 + "}\n",
    "long block": HEAD + "- id: b\n  vrai: |\n" + "    ligne\n" * 90_000,
    "long line of colons": HEAD + "- id: b\n  vrai: " + ": " * 400_000 + "\n",
    "long line of quotes": HEAD + "- id: b\n  vrai: " + '"' * 400_001 + "\n",
    "long line of braces": HEAD + "- id: b\n  trous: x " + "{a}" * 6_000 + "\n",
    "long line of opening braces": HEAD + "- id: b\n  trous: x " + "{" * 19_000 + "\n",
    "long quotation": HEAD + "- id: b\n  vrai: x\n  source: {section: s, citation: " + "x " * 9_000 + "}\n",
    "blank lines": HEAD + "- id: b\n  vrai: x\n" + "\n" * 99_000 + "  tags: y\n",
    "comments": HEAD + "# rien\n" * 99_000,
    "documents": HEAD + "---\nquestions: []\n" * 20_000,
    "directives": "%YAML 1.1\n%TAG ! tag:x,2000:\n---\n" + HEAD,
    "wrong directive": "%YAML 9.9\n---\n" + HEAD,
    "python object": "questions:\n- !!python/object/apply:os.system ['touch /tmp/owned']\n",
    "python name": "titre: !!python/name:os.system\n" + HEAD,
    "python tuple as key": "? !!python/tuple [a, b]\n: x\n" + HEAD,
    "binary tag": HEAD + "- {id: b, vrai: !!binary aGVsbG8=}\n",
    "timestamp": "relu: 2026-99-99\n" + HEAD,
    "impossible date": HEAD + "- {id: b, vrai: 2001-02-30}\n",
    "impossible integer": HEAD + "- {id: b, vrai: 0b, tags: [0o9, 1:99:99]}\n",
    "endless number": HEAD + "- {id: b, question: Q, nombre: " + "9" * 5_000 + "}\n",
    "float overflow": HEAD + "- {id: b, question: Q, nombre: 1e999}\n",
    "not a number": HEAD + "- {id: b, question: Q, nombre: .nan}\n",
    "impossible character": HEAD + '- {id: b, vrai: "\\UFFFFFFFF"}\n',
    "surrogate": HEAD + '- {id: b, vrai: "\\ud800"}\n',
    "escape sequence": HEAD + '- {id: b, vrai: "\\e]0;owned\\a"}\n',
    "raw escape sequence": HEAD + "- {id: b, vrai: \x1b[2J}\n",
    "nul": HEAD + "- {id: b, vrai: \0}\n",
    "bidi": HEAD + "- {id: b, vrai: a\u202eb}\n",
    "bom inside": HEAD + "- {id: b, vrai: a\ufeffb}\n",
    "noncharacter": HEAD + "- {id: b, vrai: a\uffffb}\n",
    "duplicate keys": HEAD + "questions: []\n",
    "duplicate free keys": HEAD + "- {id: b, question: Q, associer: {x: 1, x: 2, y: 3}}\n",
    "null everywhere": "questions:\n- \n- ~\n- []\n- {}\n- ''\n",
    "null root": "~\n",
    "text root": "bonjour\n",
    "empty list": "[]\n",
    "empty mapping": "{}\n",
    "only a marker": "---\n...\n",
    "unclosed": "questions: [",
    "unclosed quote": 'questions: "',
    "path as id": "questions:\n- {id: ../../etc/passwd, vrai: Oui}\n",
    "path as lesson": "leçon: ../../x\n" + HEAD,
    "spaces as id": "questions:\n- {id: 'a b', vrai: Oui}\n",
    "latin": "titre: é\n".encode("latin-1") * 100,
    "utf-32": HEAD.encode("utf-32"),
    "utf-16 cut": HEAD.encode("utf-16")[:-1],
    "utf-16 surrogates": b"\xff\xfe\x00\xd8" * 50,
    "overlong utf-8": b"questions:\n- {id: a, vrai: \xc0\xaf}\n",
    "gzip": b"\x1f\x8b\x08\x00" + bytes(range(256)) * 16,
    "five megabytes": b"x" * 5_000_000,
    "four megabytes of text": ("- " + "x" * 76 + "\n").encode() * 52_000,
    "carriage returns": b"\r" * 200_000,
    "tabs": b"questions:\n\t-\tid:\ta\n\t\tvrai:\tOui\n" + b"\t\t\t\n" * 1_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_or_harmless_and_never_slow(tmp_path: Path, name: str) -> None:
    path = write_quiz(tmp_path, HOSTILE[name])
    begun = time.process_time()
    course, problems = load(path)
    assert time.process_time() - begun < 2
    assert course is None or set(course.questions) <= {"a"} or not any(p.severity == "error" for p in problems) or "many" in name
    assert problems or course is not None


def test_nothing_in_a_file_is_ever_run(tmp_path: Path) -> None:
    target = tmp_path / "owned"
    for tag in ("python/object/apply:os.system", "python/object/new:os.system", "python/object/apply:subprocess.call"):
        load(write_quiz(tmp_path, f"questions:\n- !!{tag} ['touch {target}']\ntitre: !!{tag} ['touch {target}']\n"))
    assert not target.exists()


def test_all_hostile_files_together_stay_within_two_hundred_megabytes(tmp_path: Path) -> None:
    for n, data in enumerate(HOSTILE.values()):
        write_quiz(tmp_path, data, f"{n:03}.yaml")
    program = (
        "import pathlib, sys\n"
        "from tutor.content.load import load\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).iterdir()): load(path)\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True, env=environment)
    assert int(done.stdout) < 200


def told(path: Path, loader: type) -> tuple[object, ...]:
    course, problems = load(path, loader=loader)
    return course, [(p.code, p.file, p.line) for p in problems if p.severity == "error"], [p for p in problems if p.severity != "error"]


@pytest.mark.skipif(FAST is PURE, reason="libyaml is not here")
@pytest.mark.parametrize("name", [name for name, data in HOSTILE.items() if len(data) < 30_000])
def test_both_parsers_say_the_same_of_hostile_files(tmp_path: Path, name: str) -> None:
    path = write_quiz(tmp_path, HOSTILE[name])
    assert told(path, FAST) == told(path, PURE)


@pytest.mark.skipif(FAST is PURE, reason="libyaml is not here")
def test_both_parsers_give_the_same_course(tmp_path: Path) -> None:
    for text in (QUIZ_FR, many_choices(30)):
        path = write_quiz(tmp_path, text)
        assert load(path, loader=PURE) == load(path, loader=FAST)


def test_the_pure_parser_is_what_remains_without_libyaml() -> None:
    assert PURE is yaml.SafeLoader
    assert FAST in {getattr(yaml, "CSafeLoader", None), PURE}
