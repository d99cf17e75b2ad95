"""The README tells the truth: every command is in it, and its examples work."""

import io
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.learner import moment
from tests.screenshots import IMAGES, pictures
from tutor.app import App, Common, World
from tutor.cli import build, guarded
from tutor.content.load import load
from tutor.quick import common_first

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command_names() -> list[str]:
    import sys

    import typer

    group = typer.main.get_command(build(App(World({}, sys.stdin, sys.stdout, sys.stderr, moment))))
    return list(group.commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"tutor {name}" in README


def test_every_option_of_every_command_is_in_the_readme() -> None:
    import sys

    import typer

    group = typer.main.get_command(build(App(World({}, sys.stdin, sys.stdout, sys.stderr, moment))))
    hidden = {"--install-completion", "--show-completion", "--help", "-h"}
    every = [group, *group.commands.values()]  # type: ignore[attr-defined]
    names = {opt for command in every for p in command.params for opt in p.opts if opt.startswith("--")}
    assert {name for name in names - hidden if name not in README} == set()


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", README, re.DOTALL), ids=lambda e: e.splitlines()[0])
def test_every_example_for_teachers_is_right(example: str, tmp_path: Path) -> None:
    path = tmp_path / "quiz.yaml"
    path.write_text(example, encoding="utf-8")
    course, problems = load(path)
    assert problems == ()
    assert course is not None
    assert len(course.questions) == example.count("\n  - ")


def test_the_two_commands_are_one_line_each() -> None:
    for marker in ("run", "test"):
        block = README.partition(f"<!-- {marker} -->\n```sh\n")[2].partition("```")[0]
        assert len(block.splitlines()) == 1
        assert block.startswith("python3 -m venv")


def test_the_pictures_are_those_of_the_program() -> None:
    """`python -m tests.screenshots` draws them anew."""
    drawn = pictures()
    assert {name: (IMAGES / name).read_text(encoding="utf-8") == text for name, text in drawn.items()} == dict.fromkeys(drawn, True)
    assert set(re.findall(r"tests/images/([\w.-]+)", README)) == {path.name for path in IMAGES.iterdir()} == set(drawn)
    for text in drawn.values():
        ET.fromstring(text)
        assert len(text) < 20_000


def test_the_page_for_teachers_does_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, block in re.findall(r"<!-- (teacher|file: [\w.]+) -->\n```\w+\n(.*?)```", README, re.DOTALL):
        if kind != "teacher":
            (tmp_path / kind.removeprefix("file: ")).write_text(block, encoding="utf-8")
            continue
        if "--fix" in block:  # what the page leaves to an editor
            path = tmp_path / "brakes.yaml"
            path.write_text(path.read_text(encoding="utf-8").replace("wy:", "why:"), encoding="utf-8")
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            assert re.fullmatch(pattern(shown), ran(command, tmp_path), re.DOTALL), command
    course, problems = load(tmp_path / "brakes.yaml")
    assert problems == ()
    assert course is not None
    assert len(course.questions) == 2


def pattern(shown: str) -> str:
    """What is shown, with anything at all where it says `…`."""
    return "".join(".*" if line == "…" else re.escape(line) + "\n" for line in shown.splitlines())


def ran(command: str, folder: Path) -> str:
    """What a command of the page prints; a session is played in lines and left at once."""
    program, *words = shlex.split(command)
    assert program == "tutor"
    out = io.StringIO()
    env = {"TUTOR_LANG": "en", "TUTOR_PLAIN": "1", "TUTOR_DATA_DIR": str(folder / "data"), "TUTOR_CACHE_DIR": str(folder / "cache")}
    guarded(App(World(env, io.StringIO("q\n"), out, io.StringIO(), moment), Common()), common_first(words))
    return out.getvalue()
