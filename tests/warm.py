"""A cache in which the shipped course has been read, to begin with: a thousand starts need not each read it anew."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.terminal import ROOT


@cache
def known() -> Path:
    """Where this process keeps it."""
    folder = Path(tempfile.mkdtemp(prefix="tutor-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    places = {"TUTOR_DATA_DIR": str(folder / "data"), "XDG_CACHE_HOME": str(folder), "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "tutor.cli", "lessons", "--plain"], env=os.environ | places, capture_output=True, check=True)
    return folder / "tutor"


def warmed(home: Path) -> Path:
    """The cache of a home, which knows the shipped course if it is new."""
    if not (home / "cache").exists():
        (home / "cache" / "tutor").mkdir(0o700, parents=True)
        for file in known().glob("*.course"):
            shutil.copy2(file, home / "cache" / "tutor")
    return home / "cache"
