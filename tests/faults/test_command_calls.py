"""What the command asks of the system, as strace sees it: no network, no other program, no byte written outside its two directories."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from ptyprocess import PtyProcess

from tests.faults.sessions import REVIEW, environment, past_welcome, quiz, run
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(
    not shutil.which("strace"), reason="strace (Debian package `strace`) is not installed: the system calls were not looked at"
)
STRACE = ("strace", "-f", "-qq", "-s", "300", "-e", "signal=none", "-o")
WATCHED = "trace=%network,execve,execveat,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,mknod,mknodat,chmod,fchmodat"  # fmt: skip
WRITING = re.compile(r"\b(?:open|openat|openat2)\(.*O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)|\b(?:creat|mk\w+|rename\w*|unlink\w*|rmdir|link\w*|symlink\w*|truncate|chmod|fchmodat)\(")  # fmt: skip
# Without an address, sendto and recvfrom are the event loop waking itself through its own pair of sockets.
NETWORK = re.compile(
    r"\b(?:socket|connect|bind|listen|accept4?|sendmsg|recvmsg|getpeername)\(|\b(?:sendto|recvfrom)\((?!.*NULL, (?:0|NULL)\))"
)


def traced(log: Path) -> tuple[str, ...]:
    """strace, to be put before the command."""
    return (*STRACE, str(log), "-e", WATCHED)


def found(log: Path, data: Path) -> tuple[list[str], list[str], list[str]]:
    """The calls that reach out: network, other programs (the first is the command), files written where they should not be."""
    calls = [line for line in log.read_text(errors="replace").splitlines() if re.search(r"\) += +\d", line)]
    allowed = (str(data), str(data.parent / "cache"), "/dev/tty", "/dev/null")
    written = [re.findall(r'"((?:[^"\\]|\\.)*)"', call) for call in calls if WRITING.search(call)]
    outside = [path for paths in written for path in paths if not path.startswith(allowed) and "__pycache__" not in path]
    return [c for c in calls if NETWORK.search(c)], [c for c in calls if "execve" in c][1:], outside


def nothing_reached_out(log: Path, data: Path) -> None:
    """No network, no program, no file elsewhere."""
    network, programs, outside = found(log, data)
    assert (network, programs, outside) == ([], [], [])


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own cache of compiled files is no matter of the program's."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    "words",
    [[], ["learn", "--plain"], [*REVIEW, "--plain"], ["lessons", "--json"], ["progress"], ["history"], ["glossary"], ["check"], ["data", "backup"],
     ["data", "verify"], ["data", "reset", "--yes"]],
)  # fmt: skip
def test_no_command_reaches_beyond_its_files(tmp_path: Path, words: list[str]) -> None:
    path, data, log = quiz(tmp_path, 4), tmp_path / "data", tmp_path / "log"
    run(data, "--content", str(path), *REVIEW, "--plain", given=b"\n1\n\n1\n\nq\n")
    content = [] if words[:1] == ["learn"] else ["--content", str(path)]
    done = run(data, *content, *words, given=b"\n\n1\n3\n\n1\n\n", before=traced(log))
    assert done.code == 0, done.said()
    nothing_reached_out(log, data)
    wrote = {"learn", "review"} & set(words)
    assert bool(wrote) <= ("history.jsonl" in log.read_text()), "strace saw the answers being written"


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("words", [["learn", "m1.l1"], [*REVIEW]])
def test_no_session_on_the_stage_reaches_beyond_its_files(tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, data, log = quiz(tmp_path, 4), tmp_path / "data", tmp_path / "log"
    spawn = PtyProcess.spawn
    monkeypatch.setattr("tests.terminal.PtyProcess.spawn", lambda argv, **more: spawn([*traced(log), *argv], **more))
    content = [] if words[0] == "learn" else ["--content", str(path)]
    terminal = Terminal((*content, *words), columns=100, rows=40, env=environment(data, EDITOR=f"{sys.executable} -c 1"))
    try:
        past_welcome(terminal).wait("vous saurez|Affirmation", 60)
        if words[0] == "learn":
            terminal.send(" ").wait("Avant de lire")
        terminal.send("a").wait("Juste|certitude", 60).send("3").wait("Juste", 60).send("t").send("q").send("q")
        terminal.end(60)
    finally:
        terminal.close()
    nothing_reached_out(log, data)
    assert "history.jsonl" in log.read_text()
