"""Completion: what a shell offers at each place, in real shells too; and the table it works from, held to the commands.

`pytest tests/test_completing.py --golden` writes the table anew after a command was added or changed.
"""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import NOW, spaced
from tests.commands_table import table
from tests.learner import moment
from tests.terminal import ROOT, UNSET
from tutor.app import App, Common, World
from tutor.catalogue import TABLE
from tutor.completing import complete
from tutor.marking import SCHEMES
from tutor.shells import teach


def test_the_table_says_what_the_commands_are(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden"):
        Path(TABLE).write_text(json.dumps(table(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(Path(TABLE).read_text(encoding="utf-8")) == table(), "pytest tests/test_completing.py --golden"


def offered(tmp_path: Path, line: str, language: str = "fr", shell: str = "fish") -> list[str]:
    """What is offered at the end of a line."""
    environ = {
        "_TUTOR_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_ARGS": line,
        "TUTOR_LANG": language, "TUTOR_CACHE_DIR": str(tmp_path), "TUTOR_DATA_DIR": str(tmp_path / "none"),
    }  # fmt: skip
    out = io.StringIO()
    assert complete(App(World(environ, io.StringIO(), out, io.StringIO(), moment))) == 0
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("tutor le", "learn\tLire une leçon, section par section, avec ses questions."),
        ("tutor review --top", "--topic\tSeulement ce thème."),
        ("tutor --theme h", "high-contrast"),
        ("tutor review --order ", "smart"),
        ("tutor data ba", "backup\tFaire une sauvegarde maintenant ; ou list, create, verify."),
        ("tutor learn m3.l2", "m3.l2\tLes inhibiteurs de points de contrôle"),
        ("tutor learn metast", "Métastases et récidives\tm5.l2"),
        ("tutor learn Méta", "Métastases et récidives\tm5.l2"),
        ('tutor learn "le sys', "Le système immunitaire\tm1.l1"),
        ("tutor --lang fr lessons m1.l2", "m1.l2\tL'immunologie, science de l'immunothérapie"),
        ("tutor review --minutes 5 --topic m2", "m2\tQu'est-ce que l'immunothérapie ?"),
        ("tutor glossary car", "CAR-T"),
    ],
)
def test_what_can_come_next_is_offered_first(tmp_path: Path, line: str, first: str) -> None:
    assert offered(tmp_path, line)[0].startswith(first)


@pytest.mark.parametrize("line", ["tutor learn m1.l1 ", "tutor --data ", "tutor review --minutes ", "tutor check ", "tutor nothing "])
def test_nothing_is_offered_where_nothing_is_known(tmp_path: Path, line: str) -> None:
    found = offered(tmp_path, line)
    assert not [each for each in found if not each.split("\t")[0].isalpha()]


def test_helps_are_in_the_language_of_the_interface(tmp_path: Path) -> None:
    assert offered(tmp_path, "tutor lea", "en") == ["learn\tRead a lesson section by section, with its questions."]


def test_a_damaged_course_completes_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("{", encoding="utf-8")
    environ = {"_TUTOR_COMPLETE": "complete_bash", "COMP_WORDS": "tutor learn ", "COMP_CWORD": "2", "TUTOR_CONTENT": str(tmp_path)}
    out, err = io.StringIO(), io.StringIO()
    assert complete(App(World({**environ, "TUTOR_CACHE_DIR": str(tmp_path)}, io.StringIO(), out, err, moment))) == 0
    assert out.getvalue() + err.getvalue() == ""


IN_BASH = """
eval "$(tutor --show-completion bash)"
COMP_WORDS=(tutor learn "$1"); COMP_CWORD=2
f=$(complete -p tutor | sed "s/.*-F //; s/ .*//"); $f tutor
printf "%s\\n" "${COMPREPLY[@]}"
"""
SHELLS = {
    "bash": (["bash", "--norc", "-c"], IN_BASH),
    "fish": (["fish", "--no-config", "-c"], 'tutor --show-completion fish | source; complete -C "tutor learn $argv[1]"'),
}


@pytest.fixture
def shell_env(tmp_path: Path) -> dict[str, str]:
    """An environment where `tutor` is on the path."""
    (tmp_path / "bin").mkdir()
    tutor = tmp_path / "bin" / "tutor"
    tutor.write_text(f'#!/bin/sh\nexec {sys.executable} -m tutor.cli "$@"\n', encoding="utf-8")
    tutor.chmod(0o755)
    clean = {k: v for k, v in os.environ.items() if k not in UNSET}
    places = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "TUTOR_LANG": "fr", "LC_ALL": "C.UTF-8"}
    return {**clean, **places, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}


@pytest.mark.parametrize(("shell", "start", "wanted"), [
    ("bash", "metast", "Métastases\\ et\\ récidives"),
    ("bash", "m3.l2", "m3.l2"),
    ("fish", "Méta", "Métastases et récidives\tm5.l2"),
    ("fish", "m3.l2", "m3.l2\tLes inhibiteurs de points de contrôle"),
])  # fmt: skip
def test_real_shells_complete_names_with_accents(shell_env: dict[str, str], shell: str, start: str, wanted: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    command, script = SHELLS[shell]
    extra = [shell, start] if shell == "bash" else [start]
    done = subprocess.run(
        [*command, script, *extra], env=shell_env, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert wanted in done.stdout.splitlines(), done.stdout + done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_in_words_of_the_interface(shell_env: dict[str, str], tmp_path: Path, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")

    def install(**env: str) -> tuple[int, str]:
        command = [shell, "-c", "tutor --install-completion && true"]
        done = subprocess.run(
            command, env=shell_env | env, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, cwd=tmp_path
        )
        return done.returncode, spaced(done.stdout + done.stderr)

    code, said = install()
    assert (code, said.count("\n")) == (0, 1)
    assert said.startswith(f"La complétion est installée pour {shell} : {tmp_path}")
    assert Path(said.split(" : ")[1].split(". ")[0]).read_text(encoding="utf-8")
    assert install(TUTOR_LANG="en")[1].startswith(f"Completion for {shell} is installed: {tmp_path}")
    (tmp_path / "file").touch()
    code, said = install(HOME=str(tmp_path / "file"))
    (told,) = (line for line in said.splitlines() if line.startswith("tutor"))  # fish complains of such a home as well
    assert code == 4
    assert "ne peut pas être écrit" in told


def test_the_shell_that_is_named_is_taught(shell_env: dict[str, str], tmp_path: Path) -> None:
    for name, code in (("zsh", 0), ("tcsh", 2)):
        command = ["tutor", "--lang", "en", "--install-completion", name]
        done = subprocess.run(command, env=shell_env, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
        assert (done.returncode, f"ompletion for {name}" in done.stdout + done.stderr) == (code, True)
    assert (tmp_path / ".zfunc" / "_tutor").exists()
    assert not (tmp_path / ".bashrc").exists()


def test_a_shell_without_completion_is_told_which_have_one() -> None:
    said = io.StringIO()
    app = App(World({"TUTOR_LANG": "en"}, io.StringIO(), io.StringIO(), said, lambda: NOW), Common())
    assert teach(app, "tcsh") == 2
    assert said.getvalue().startswith("tutor: There is no completion for tcsh; there is one for bash, zsh, fish")


def test_zsh_takes_away_nothing_that_was_typed(tmp_path: Path) -> None:
    """Names that only have a word that begins so have nothing in common to put in its place: they are listed."""
    for line, listed in (("glossary antig", True), ("learn immu", True), ("learn m1", False), ("learn metast", False), ("learn ", False)):
        (code,) = offered(tmp_path, f"tutor {line}", shell="zsh")
        assert ("compstate[list]" in code) is listed


def test_every_scheme_of_marking_is_offered(tmp_path: Path) -> None:
    assert offered(tmp_path, "tutor exam run --marking ") == [*SCHEMES]


def test_zsh_takes_the_answer_as_code(tmp_path: Path) -> None:
    if not shutil.which("zsh"):
        pytest.skip("no zsh here")
    (code,) = offered(tmp_path, "tutor learn metast", shell="zsh")
    script = f"compadd() {{ printf '%s\\n' \"${{v[@]}}\" \"${{d[@]}}\"; }}; f() {{ eval $(cat); }}; f <<'END'\n{code}\nEND"
    done = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    assert done.stdout.splitlines() == ["Métastases et récidives", "Métastases et récidives -- m5.l2"]
