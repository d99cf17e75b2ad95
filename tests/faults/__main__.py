"""What was injected into the program and what survived, as the table of the README.

python -m tests.faults                                      some minutes
python -m tests.faults --nightly                            2,000 kills, every error at every file operation, a million mutants
python -m tests.faults --nightly --part stores --share 1/2 --out a.json      a part of it, or half of that: as many at once as there are cores
python -m tests.faults --sum a.json b.json … --readme       one table of what several told
"""

import argparse
import compileall
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.harness import compiler
from tests.faults.parts import parts, run, shared, summed
from tests.faults.programmes import Tally
from tests.terminal import ROOT

HEAD = "| injected | times | answers acknowledged | lost | doubled |\n|---|--:|--:|--:|--:|"
MARKED = re.compile(r"(?<=<!-- faults -->\n).*?(?=<!-- /faults -->)", re.DOTALL)


def row(each: Tally) -> str:
    """A line of the table."""
    return f"| {each.what} | {each.injected:,} | {f'{each.acknowledged:,}' if each.acknowledged else ''} | {each.lost} | {each.doubled} |"


def told(names: Sequence[str], share: str, *, nightly: bool) -> list[Tally]:
    """Run parts, a row as soon as it is known."""
    compileall.compile_dir(str(ROOT / "tutor"), quiet=1)
    found: list[Tally] = []
    print(HEAD)
    with TemporaryDirectory(prefix="tutor-faults-") as folder:
        for name in names:
            batches = shared(parts(nightly=nightly)[name], share)
            met = run(name, batches, Path(folder), lambda words: print(words, file=sys.stderr, flush=True))
            print(*map(row, met), sep="\n", flush=True)
            found += met
    if not compiler():
        print("no C compiler, or not Linux: faults at every operation were not injected", file=sys.stderr)
    return found


def read(paths: Sequence[str]) -> list[Tally]:
    """What other runs wrote with --out."""
    found = [Tally(*each) for path in paths for each in json.loads(Path(path).read_text(encoding="utf-8"))]
    print(HEAD, *map(row, summed(found)), sep="\n")
    return found


def main() -> None:
    """The exit code says whether anything was lost or doubled."""
    names = list(parts(nightly=False))
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--nightly", action="store_true", help="the long form")
    parser.add_argument("--part", action="append", choices=names, help="only this part; may be repeated")
    parser.add_argument("--share", default="1/1", metavar="N/M", help="only the Nth of M shares of each part")
    parser.add_argument("--out", metavar="FILE", help="keep the numbers, for --sum")
    parser.add_argument("--sum", nargs="+", metavar="FILE", help="run nothing; add up what was kept")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    given = parser.parse_args()
    found = summed(read(given.sum) if given.sum else told(given.part or names, given.share, nightly=given.nightly))
    if given.out:
        Path(given.out).write_text(json.dumps([astuple(each) for each in found]), encoding="utf-8")
    if given.readme:
        readme = ROOT / "README.md"
        text = MARKED.sub(lambda _: "\n".join([HEAD, *map(row, found), ""]), readme.read_text(encoding="utf-8"))
        readme.write_text(text, encoding="utf-8")
    sys.exit(1 if any(each.lost + each.doubled for each in found) else 0)


if __name__ == "__main__":
    main()
