"""What was injected into the program and what survived, as the table of the README.

python -m tests.faults              two minutes
python -m tests.faults --nightly    2,000 kills, and every error at every file operation: an hour
"""

import argparse
import compileall
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.harness import compiler, shim
from tests.faults.programmes import Tally, crowd, damaged, kills, operations, refused
from tests.faults.sessions import PlainSession, StageSession
from tests.terminal import ROOT

WORDS = {
    "before": "killed before a file operation, each in turn",
    "after": "killed after it",
    "torn": "killed half-way through a write",
    "short": "writes that take a byte at a time",
}
BATCH = 50


def tallies(folder: Path, *, nightly: bool) -> Iterator[Tally]:
    """Everything, a row each."""
    for kind, count in ((PlainSession, 1400 if nightly else 20), (StageSession, 600 if nightly else 10)):
        yield killed(folder, kind, count)
    if compiler():
        for each in operations(made(folder, "operations"), shim(folder), every=nightly):
            words = WORDS.get(each.what, f"{each.what} at a file operation, once, thrice, for ever")
            yield Tally(words, each.injected, each.acknowledged, each.lost, each.doubled)
    yield crowd(made(folder, "crowd"), 6, 300 if nightly else 15)
    yield damaged(made(folder, "damaged"))
    yield refused(made(folder, "refused"))


def killed(folder: Path, kind: type[PlainSession | StageSession], count: int) -> Tally:
    """So many kills, on a fresh store every `BATCH`."""
    found = [kills(made(folder, f"{kind.__name__}-{n}"), kind, min(BATCH, count - n), seed=n) for n in range(0, count, BATCH)]
    return sum(found[1:], found[0])


def made(folder: Path, name: str) -> Path:
    """A directory within."""
    (folder / name).mkdir()
    return folder / name


def main() -> None:
    """Print a row as soon as it is known. The exit code says whether anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--nightly", action="store_true", help="the long form")
    given = parser.parse_args()
    compileall.compile_dir(str(ROOT / "tutor"), quiet=1)
    print("| injected | times | answers acknowledged | lost | doubled |\n|---|--:|--:|--:|--:|")
    bad = 0
    with TemporaryDirectory(prefix="tutor-faults-") as folder:
        for each in tallies(Path(folder), nightly=given.nightly):
            print(f"| {each.what} | {each.injected:,} | {each.acknowledged:,} | {each.lost} | {each.doubled} |", flush=True)
            bad += each.lost + each.doubled
    if not compiler():
        print("no C compiler, or not Linux: faults at every operation were not injected", file=sys.stderr)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
