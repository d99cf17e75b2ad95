"""Help and man page: made from the commands, in the language of the interface, readable on a narrow terminal."""

import re
import shlex
import shutil
import subprocess

import pytest

from tests.command import called
from tutor.catalogue import flat, program
from tutor.manual import help_lines, roff
from tutor.text import LANGUAGES
from tutor.text.manual import manual_for


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_any_help_is_wider_than_the_terminal(language: str, width: int) -> None:
    for command in (whole := program(language), *flat(whole.commands)):
        lines = list(help_lines(command, manual_for(language), language, width))
        assert max(map(len, lines)) <= min(width, 78), command.path
        assert any("--help" in line for line in lines)


def test_french_help_has_no_english_around_it() -> None:
    whole = program("fr")
    for command in (whole, *flat(whole.commands)):
        text = "\n".join(help_lines(command, manual_for("fr"), "fr", 80))
        assert not re.search(r"\b(Show|Install|Commands|default|COMMAND\b|ARGS|the|TEXT|PATH|DIR)\b", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_an_example_and_every_example_is_a_command(language: str) -> None:
    whole, samples = program(language), manual_for(language).sample
    known = {command.path: command for command in (whole, *flat(whole.commands))}
    assert set(known) - set(samples) == set()
    for path, rows in samples.items():
        for typed, told in rows:
            words = shlex.split(re.split(r" [|>] ", typed)[0])[1:]
            name = next((" ".join(words[:n]) for n in (3, 2, 1, 0) if " ".join(words[:n]) in known), "")
            assert path in {name, name.rpartition(" ")[0], name.partition(" ")[0], ""}
            options = {o for o in words if o.startswith("--")}
            assert options <= {n for p in (*known[name].options, *whole.options) for n in p.names}, typed
            assert told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_every_command_is_the_same_alone_and_beside_other_options(language: str) -> None:
    whole = program(language)
    for command in (whole, *flat(whole.commands)):
        words = command.path.split()
        code, out, err = called(*words, "--help", lang=language)
        assert (code, err) == (0, "")
        assert out.startswith(f"{manual_for(language).usage}")
        assert f"tutor {command.path}".strip() in out
        for other in (["--plain", "--lang", language, *words, "-h"], [*words, "--help", "--help"]):
            assert called(*other, lang=language) == (0, out, "")


def test_a_group_alone_says_what_it_holds() -> None:
    assert called("data") == called("data", "--help")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_man_page_renders_without_a_warning(language: str) -> None:
    page = roff(program(language), manual_for(language), language, "1.0", "2026-11-22")
    assert all(f"tutor {command.path}" in page for command in program(language).commands)
    groff = shutil.which("groff")
    if not groff:
        pytest.skip("no groff here")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-Kutf8", "-ww", "-rLL=78n"], input=page, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    assert "TUTOR(1)" in done.stdout
