"""Streams, locales, places and clocks as they are not meant to be: no crash, no invented answer, nothing written elsewhere."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.harness import shim
from tests.faults.programmes import EACCES, EROFS, FOREVER, Bench, Fault, shimmed
from tests.faults.sessions import REVIEW, PlainSession, environment, heard, kept, past_welcome, quiz, run
from tests.terminal import ROOT, Terminal

LOOKING = (
    "",
    "lessons",
    "lessons --json",
    "progress",
    "progress --json",
    "history",
    "history --json",
    "glossary",
    "check",
    "data path",
    "data verify",
)
ASKING = ("learn --plain", "--content $HOME/essai.yaml review --plain")


def shell(data: Path, line: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """A line of the shell in which $T is the command, and essai.yaml the quiz in $HOME."""
    full = environment(data, T=f"{shlex.quote(sys.executable)} -m tutor.cli", **env)
    return subprocess.run(["bash", "-c", line], env=full, capture_output=True, check=False, timeout=120, cwd=ROOT)


def sound(done: "subprocess.CompletedProcess[bytes]", *codes: int) -> None:
    assert done.returncode in codes, (done.args[-1], done.returncode, done.stdout, done.stderr)
    assert b"Traceback" not in done.stderr + done.stdout, done.stderr.decode()
    assert b"Exception ignored" not in done.stderr, done.stderr.decode()
    assert b"Erreur du programme" not in done.stderr, done.stderr.decode()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store with three answers to the quiz `essai`."""
    session = PlainSession(quiz(tmp_path, 5), tmp_path / "data").study(3)
    session.kill()
    return tmp_path / "data"


@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/null", "2>/dev/full"])
def test_closed_and_empty_streams_end_in_order(data: Path, streams: str) -> None:
    commands = [*LOOKING[::3], *ASKING, "--help"]
    line = "; ".join(
        f"$T {command} {streams}; c=$?; case $c in 0|2|3) ;; *) echo '{command}' $c >>$HOME/bad;; esac" for command in commands
    )
    done = shell(data, line)
    assert not (data.parent / "bad").exists(), ((data.parent / "bad").read_text(), done.stderr.decode())
    sound(done, 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here: full streams were not tried")
@pytest.mark.parametrize("command", [*LOOKING[::3], *ASKING])
def test_a_full_output_is_one_sentence_and_exit_4(data: Path, command: str) -> None:
    done = shell(data, f"yes 1 | head -20 | $T {command} >/dev/full")
    sound(done, 4)
    assert done.stderr.count(b"\n") == 1, done.stderr.decode()


@pytest.mark.parametrize("command", [*LOOKING[1::3], ASKING[0]])
def test_a_reader_that_leaves_is_no_failure(data: Path, command: str) -> None:
    done = shell(data, f"yes 1 | head -200 | $T {command} | head -c 1 >/dev/null; exit ${{PIPESTATUS[2]}}")
    sound(done, 0)
    assert done.stderr == b""


def test_a_session_whose_reader_leaves_keeps_what_was_answered(tmp_path: Path) -> None:
    session = PlainSession(quiz(tmp_path, 5), tmp_path / "data").study(2)
    assert session.process.stdout
    assert session.process.stdin
    session.process.stdout.close()
    session.process.stdin.close()
    assert session.process.wait(20) == 0
    assert session.process.stderr
    assert session.process.stderr.read() == b""
    session.process.stderr.close()
    assert set(session.said) <= kept(tmp_path / "data").standing.keys()


def test_a_terminal_that_disappears_ends_the_session_with_every_answer(tmp_path: Path) -> None:
    terminal = Terminal(("--content", str(quiz(tmp_path, 5)), *REVIEW), env=environment(tmp_path / "data"))
    past_welcome(terminal).wait("Affirmation 0000").send("a").wait("Juste")
    terminal.process.close(force=True)
    assert kept(tmp_path / "data").standing == {"0000": 1}


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}]
)
def test_poor_streams_get_what_they_can_show_from_every_command(data: Path, env: dict[str, str]) -> None:
    encoding = env.get("PYTHONIOENCODING", "ascii")
    for command in (*LOOKING[:9:2], ASKING[0], "--version"):
        done = run(data, *command.split(), given=b"\n\n1\n3\n\n\xe9\xff\n\n", env=env)
        assert done.code in {0, 2}, done.said()
        (done.out + done.err).decode(encoding)
        assert b"Traceback" not in done.err, done.said()
        assert b"\\x" not in done.out, "no escapes of Python's"


@pytest.mark.parametrize(("columns", "lines"), [("0", "0"), ("-1", "x"), ("1", "1"), ("99999999999", "99999999999")])
def test_odd_sizes_of_the_terminal_are_no_crash(tmp_path: Path, columns: str, lines: str) -> None:
    env = environment(tmp_path / "data", COLUMNS=columns, LINES=lines, PAGER="cat")
    assert Terminal(["lessons"], env=env).end() == 0
    assert Terminal(["progress"], env=env).end() == 0
    assert run(tmp_path / "data", "--help", env=env).code == 0
    terminal = Terminal(("--content", str(quiz(tmp_path, 5)), *REVIEW), env=env)
    past_welcome(terminal).wait("Affirmation").send("q")
    assert terminal.end() == 0


def test_without_a_home_it_works_and_says_where_the_data_are(tmp_path: Path) -> None:
    path, data = quiz(tmp_path, 2), tmp_path / "data"
    done = shell(data, f"unset HOME XDG_CACHE_HOME; yes 1 | head -20 | $T --content {path} review --plain && $T data path && $T progress")
    sound(done, 0)
    for env in ({"HOME": "/nowhere/at/all"}, {"HOME": ""}, {"HOME": "relative"}):
        done = shell(
            data, "unset TUTOR_DATA_DIR; $T data path && $T progress --json && $T lessons", XDG_DATA_HOME=str(tmp_path / "xdg"), **env
        )
        sound(done, 0)
    assert not (tmp_path / "xdg").exists(), "looking writes nothing"


@pytest.mark.parametrize("code", [EROFS, EACCES])
def test_a_data_directory_that_may_not_be_written_is_said_and_looked_at_all_the_same(tmp_path: Path, code: int) -> None:
    bench, library = Bench.made(tmp_path), shim(tmp_path)
    before = sorted((str(p), p.stat().st_mtime_ns) for p in bench.before.glob("**/*"))
    start, fault = shimmed(library), Fault("error", 1, code, FOREVER)
    for words in ([], ["progress", "--json"], ["history"], ["data", "verify"]):
        done = start(bench.before, "--content", str(bench.path), *words, arm=fault.armed(bench.before))
        assert done.code == 0, done.said()
    done = bench.session(tmp_path / "data", fault, start)
    assert (done.code, heard(done.out).refused) == (5, ["0002", "0003", "0004"])
    made = start(
        tmp_path / "none", "--content", str(bench.path), *REVIEW, "--plain", given=b"\n" + b"1\n\n" * 6, arm=fault.armed(tmp_path / "none")
    )
    assert made.code == 5, made.said()
    assert sorted((str(p), p.stat().st_mtime_ns) for p in bench.before.glob("**/*")) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the same is tried with EROFS and EACCES above")
def test_a_directory_without_leave_to_write_is_looked_at(data: Path) -> None:
    data.chmod(0o500)
    try:
        sound(shell(data, "$T progress && $T history"), 0)
    finally:
        data.chmod(0o700)


@pytest.mark.skipif(
    not shutil.which("faketime"), reason="faketime (Debian package `faketime`) is not installed: clocks were not made to jump"
)
@pytest.mark.parametrize("jump", ["-40d", "-2h", "+1d", "+400d", "2037-12-31 23:59:58", "1971-01-02 00:00:00"])
def test_a_clock_that_jumps_loses_nothing_and_is_said_when_it_went_back(data: Path, jump: str) -> None:
    path, before = data.parent / "essai.yaml", kept(data)
    spec = jump if jump[0] in "+-" else f"@{jump}"
    done = run(data, "--content", str(path), *REVIEW, "--plain", given=b"1\n" * 2 + b"1\n\n" * 8, before=["faketime", "-f", spec])
    assert done.code == 0, done.said()
    assert ("L’horloge est en retard" in done.err.decode()) == (jump[0] != "+" and not jump.startswith("2037")), done.said()
    after = kept(data)
    assert all(after.standing[one] >= before.standing[one] for one in before.standing)
    assert after.events > before.events
    again = run(data, "--content", str(path), "progress", "--json")
    assert again.code == 0, again.said()


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (REVIEW, [("Espace", "")]),
        (REVIEW, [("Espace", " "), ("trente secondes", "")]),
        (REVIEW, [("Espace", " "), ("trente secondes", "esc"), ("Affirmation 0000", "")]),
        (REVIEW, [("Espace", " "), ("trente secondes", "esc"), ("Affirmation 0000", "a"), ("Juste", "")]),
        (REVIEW, [("Espace", " "), ("trente secondes", "esc"), ("Affirmation 0000", "h"), ("Les touches", "")]),
        ((), [("Espace", " "), ("trente secondes", "esc"), ("Voir mes progrès", "")]),
    ],
    ids=["welcome", "trial", "question", "feedback", "help", "home"],
)
def test_a_window_that_is_closed_ends_with_129_and_every_answer(
    tmp_path: Path, words: tuple[str, ...], keys: list[tuple[str, str]]
) -> None:
    path, data = quiz(tmp_path, 5), tmp_path / "data"
    terminal = Terminal(("--content", str(path), *words), env=environment(data))
    for seen, key in keys:
        terminal.wait(seen).send(key)
    terminal.process.fileobj.close()
    terminal.process.closed = True
    _, status = os.waitpid(terminal.process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 129
    if ("Juste", "") in keys:
        again = Terminal(("--content", str(path), *REVIEW), env=environment(data))
        again.wait("Reprendre").close()


def test_an_editor_that_is_not_there_is_said_on_the_card(tmp_path: Path) -> None:
    for n, (editor, said) in enumerate((("/nowhere/editor", "L’éditeur ne s’ouvre pas"), ("", "Aucun éditeur n’est choisi"))):
        terminal = Terminal(("--content", str(quiz(tmp_path, 5)), *REVIEW), env=environment(tmp_path / "data", EDITOR=editor, VISUAL=""))
        (terminal if n else past_welcome(terminal)).wait("Affirmation 0000").send("e").wait(said).send("q")
        assert terminal.end() == 0


@pytest.mark.parametrize(
    "words",
    ["--content {} progress", "data restore {}", "data merge {}", "review --plain --topic {}", "lessons {}", "{}", "review --limit {}",
     "--data {} data verify", "--lang {} progress", "check --explain {}", "review {}"],
)  # fmt: skip
def test_no_argument_forges_a_line_of_a_message(tmp_path: Path, words: str) -> None:
    forged = "x\ntutor\u00a0: tout est perdu\r\x1b[31m\t"
    done = run(tmp_path / "data", *(forged if word == "{}" else word for word in words.split()))
    assert b"\ntutor" not in done.err, done.said()
    assert not {0x1B, 0x0D, 0x09} & set(done.err), done.said()
    assert done.code in {0, 2, 3}, done.said()


@pytest.mark.parametrize("command", ["--help", "data --help", "review -h"])
def test_help_is_in_the_encoding_of_the_output(tmp_path: Path, command: str) -> None:
    poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run(tmp_path / "data", *command.split(), env=poor)
    assert done.code == 0
    assert done.out.isascii(), done.out
    assert "é" in run(tmp_path / "data", *command.split()).out.decode()


def test_the_history_is_told_without_a_course(data: Path) -> None:
    nowhere = {"TUTOR_CONTENT": "/nowhere"}
    done = run(data, "history", env=nowhere)
    assert (done.code, done.out.decode().count("essai/q")) == (0, 3), done.said()
    assert run(data, "history", "--json", env=nowhere).code == 0
