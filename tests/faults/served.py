"""The command, started many times a second: each run is a fork of a process in which the program is loaded, and calls its entry point.

python -m tests.faults.served      reads requests as JSON lines, answers with JSON lines

What a fork cannot show (the start of Python, a terminal, the streams' first moments) is tested with the command itself, in `sessions`.
"""

import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.faults.sessions import Done, environment
from tests.terminal import ROOT

LOADED = ("typer", "tutor.cli", "tutor.home", "tutor.sessions", "tutor.reports", "tutor.keeping", "tutor.content.load", "tutor.content.find",
          "tutor.ui.plain", "tutor.ui.ending", "tutor.ui.emit", "tutor.ui.tables", "tutor.text.fr", "tutor.text.failures",
          "tutor.text.problems", "tutor.text.problems_fr", "tutor.content.repair", "tutor.store", "tutor.ui.view")  # fmt: skip
CPU_SECONDS = 30


class Served:
    """A process that starts the command. `library`: the shim that is to make its file operations fail."""

    def __init__(self, library: Path | None = None) -> None:
        more = {"LD_PRELOAD": str(library)} if library else {}
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.served", str(library or "")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **more},
        )  # fmt: skip

    def __call__(
        self,
        data: Path,
        *words: str,
        given: bytes = b"",
        env: Mapping[str, str] | None = None,
        arm: tuple[str, str, int, int, int] | None = None,
    ) -> Done:
        """Run `tutor WORDS` on a data directory, without a terminal."""
        places = {name: str(Path(self.folder.name) / name) for name in ("given", "out", "err")}
        Path(places["given"]).write_bytes(given)
        request = {"argv": words, "env": environment(data) | dict(env or {}), "arm": arm, **places}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        code, seconds, kilobytes = json.loads(self.process.stdout.readline())
        return Done(code, Path(places["out"]).read_bytes(), Path(places["err"]).read_bytes(), seconds, kilobytes)

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()
        self.folder.cleanup()


def serve(library: str) -> None:
    """Fork for each request."""
    for name in LOADED:
        importlib.import_module(name)
    shim = ctypes.CDLL(library) if library else None
    gc.freeze()
    for line in sys.stdin:
        request = json.loads(line)
        began = time.monotonic()
        pid = os.fork()
        if not pid:
            become(request, shim)
        _, status, used = os.wait4(pid, 0)
        seconds = min(used.ru_utime + used.ru_stime, time.monotonic() - began)
        print(json.dumps((os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss)), flush=True)


def become(request: dict[str, Any], shim: ctypes.CDLL | None) -> None:
    """Run the command in this process and end it."""
    from tutor import cli

    os.environ.clear()
    os.environ.update(request["env"])
    for number, (name, flags) in enumerate((("given", os.O_RDONLY), ("out", os.O_WRONLY), ("err", os.O_WRONLY))):
        fd = os.open(request[name], flags | (os.O_CREAT | os.O_TRUNC if number else 0), 0o600)
        os.dup2(fd, number)
        os.close(fd)
    sys.stdin = os.fdopen(0, encoding="utf-8", errors="surrogateescape")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace")
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    signal.alarm(2 * CPU_SECONDS)
    if shim and request["arm"]:
        path, *rest = request["arm"]
        shim.fault_arm(path.encode(), rest[0].encode(), *rest[1:])
    code = 1
    try:
        code = cli.main(request["argv"])
        sys.stdout.flush()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what a traceback at the end of the command would be
        os.write(2, f"Traceback: {error!r}\n".encode())
    os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
