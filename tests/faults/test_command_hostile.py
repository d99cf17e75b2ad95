"""Hostile course files through the command: told with their place, soon, in little memory, and nothing of them reaches the terminal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content_examples import write_quiz
from tests.faults.served import Served
from tests.test_content_hostile import HEAD, HOSTILE

SECONDS, KILOBYTES = 2.0, 200_000
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
TAGS = ("!!python/object/apply:os.system", "!!python/object/new:os.system", "!!python/module:os", "!!python/name:os.system", "!!python/str",
        "!!python/long", "!!python/complex", "!!int", "!!float", "!!bool", "!!null", "!!set", "!!omap", "!!pairs", "!!merge", "!!value",
        "!!binary", "!!timestamp", "!local", "!", "!<tag:yaml.org,2002:str>", "!!yaml")  # fmt: skip
CHARACTERS = {
    **{f"U+{n:04X} written": f'"a\\x{n:02x}b"' for n in (0, 1, 7, 8, 11, 12, 13, 14, 27, 31, 127, 128, 133, 144, 155, 157, 159)},
    **{
        f"U+{n:04X}": f"a{chr(n)}b"
        for n in (1, 7, 8, 27, 127, 128, 155, 157, 0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2069, 0xFFFE)
    },
}
SCALARS = {
    "octal": "0o777777777777777777777777", "hexadecimal": "0x" + "f" * 9_000, "binary": "0b" + "1" * 9_000, "sexagesimal": "1" + ":59" * 5_000,
    "exponent": "1e999999999", "negative exponent": "1e-999999999", "underscores": "1" + "_" * 9_000, "infinity": "-.inf",
    "date of year 0": "0000-00-00", "time zone": "2001-01-01 00:00:00 +99:99", "a hundred days": "2026-01-01T00:00:00.000000000000000000000001Z",
    "only spaces": '"' + " " * 19_000 + '"', "only combining": "e" + "\u0301" * 9_000, "emoji": "\U0001f9ec" * 9_000, "plus": "+", "dots": "...",
}  # fmt: skip
MORE: dict[str, str | bytes] = {
    **{f"tag {tag}": f"{HEAD}- {{id: b, vrai: {tag} x}}\n" for tag in TAGS},
    **{f"tag {tag} on the list": f"questions: {tag}\n- {{id: a, vrai: Oui}}\n" for tag in TAGS[:4]},
    **{f"character {name}": f"{HEAD}- id: b\n  vrai: {text}\n" for name, text in CHARACTERS.items()},
    **{f"number {name}": f"{HEAD}- {{id: b, question: Q, nombre: {value}}}\n" for name, value in SCALARS.items()},
    "anchor": "questions:\n- &a {id: a, vrai: Oui}\n- *a\n",
    "merge key": "questions:\n- {<<: {id: a}, vrai: Oui}\n",
    "long id": "questions:\n- {id: " + "a" * 15_000 + ", vrai: Oui}\n",
    "escape in an id": 'questions:\n- {id: "a\\e[2J", vrai: Oui}\n',
    "escape in a key": 'questions:\n- {id: a, vrai: Oui, "x\\e]0;owned\\a": y}\n',
    "bidi in a key": "questions:\n- {id: a, vrai: Oui, x\u202ey: z}\n",
    "utf-7": b"+ADw-script+AD4-: x\n",
    "shift-jis": HEAD.encode() + "- {id: b, vrai: 免疫}\n".encode("shift-jis"),
    "ebcdic": HEAD.encode("cp037"),
    "random": bytes((n * 7919 + n // 3) % 256 for n in range(20_000)),
    "half a character": HEAD.encode() + b"- {id: b, vrai: \xe2\x82}\n",
}
FILES = HOSTILE | MORE
# Odd, and yet only text, comments, blank lines, or bytes that are read with a warning.
HARMLESS = {
    "wide pairs", "many repairs", "long quotation", "blank lines", "comments", "impossible date", "impossible integer", "overlong utf-8", "tabs",
    "character U+000D written", "character U+0085 written", "half a character",
}  # fmt: skip


@pytest.fixture(scope="module")
def tutor() -> Iterator[Served]:
    served = Served()
    yield served
    served.close()


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_told_with_its_place_soon_and_in_little_memory(tutor: Served, tmp_path: Path, name: str) -> None:
    path = write_quiz(tmp_path, FILES[name])
    checked = tutor(tmp_path / "data", "check", str(path))
    studied = tutor(tmp_path / "data", "--content", str(path), "lessons")
    for done in (checked, studied):
        assert done.seconds < SECONDS
        assert done.kilobytes < KILOBYTES
        said = done.out.decode() + done.err.decode()
        assert not STEERING.search(said), done.said()
        assert not re.search(r"Traceback|Erreur du programme", said), done.said()
        assert done.code in {0, 2}, done.said()
    assert (checked.code == 0) == (name in HARMLESS), done.said()
    if checked.code:
        assert re.search(r"quiz\.yaml(:\d+:\d+|: erreur E00\d)", checked.out.decode()), checked.said()
        assert studied.err.count(b"\n") == 1, "and one line says that something is left out"
    else:
        assert studied.code == 0
    assert not list(tmp_path.glob("owned*"))
    assert not (tmp_path / "data").exists()


def test_the_corpus_is_as_long_as_promised() -> None:
    assert len(FILES) >= 120
