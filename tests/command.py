"""The program without a terminal: as a command of its own, or called in this process; and what it says, in plain spaces."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from tests.terminal import ROOT, UNSET
from tests.warm import warmed
from tutor.app import App, Common, World
from tutor.cli import guarded
from tutor.events import Moment

NOW = Moment(1_795_340_000_000, date(2026, 11, 22))

Command: TypeAlias = Callable[..., subprocess.CompletedProcess[str]]


def command_in(home: Path) -> Command:
    """`tutor` without a terminal, in French, in `home` and with its data and cache there; `code`: how it must end; `before`: under what."""

    def run(
        *args: object, stdin: str = "", code: int = 0, encoding: str = "utf-8", before: Sequence[str] = (), **env: str
    ) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if name not in {*UNSET, "TUTOR_CONTENT", "TUTOR_DOCUMENTS"}}
        places = {"TUTOR_DATA_DIR": str(home / "data"), "XDG_CACHE_HOME": str(warmed(home)), "HOME": str(home), "TUTOR_LANG": "fr"}
        done = subprocess.run(
            [*before, sys.executable, "-m", "tutor.cli", *map(str, args)],
            input=stdin, text=True, encoding=encoding, capture_output=True, timeout=60, check=False, cwd=home,
            env={**clean, **places, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **env},
        )  # fmt: skip
        assert done.returncode == code, done.stderr + done.stdout
        return done

    return run


def called(*words: object, stdin: str = "", lang: str = "fr", **env: str) -> tuple[int, str, str]:
    """Call the program here, in French unless told, with no data and no cache of its own: exit code, stdout and stderr, plainly."""
    out, err = io.StringIO(), io.StringIO()
    places = {"TUTOR_LANG": lang, "TUTOR_CACHE_DIR": "/dev/null/none", "TUTOR_DATA_DIR": "/dev/null/none"}
    world = World({**places, **env}, io.StringIO(stdin), out, err, lambda: NOW)
    code = guarded(App(world, Common()), list(map(str, words)))
    return int(code), plainly(out.getvalue()), plainly(err.getvalue())


def spaced(text: str) -> str:
    """The text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def plainly(text: str) -> str:
    """The text with plain spaces and straight apostrophes."""
    return spaced(text).replace("’", "'")
