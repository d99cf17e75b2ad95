"""Measure, print a table with targets, and keep the figures where asked."""

import argparse
import compileall
import json
import os
import platform
import re
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import growing, inside, starting, stores
from tests.benchmarks.figures import Clock, Figure
from tests.benchmarks.rival import python_with_anki
from tests.terminal import ROOT
from tutor import __version__

QUICK_SECONDS, FULL_SECONDS = 40, 3600
PARTS = ("starts", "inside", "answers", "growth", "long")
_MARKED = re.compile(r"(?<=<!-- benchmark -->\n).*?(?=<!-- /benchmark -->)", re.DOTALL)


def measured(clock: Clock, python: str, parts: Iterable[str]) -> list[Figure]:
    """The figures of these parts, on material made for them and thrown away; a part that finds no time left is passed over."""
    out: list[Figure] = []
    with TemporaryDirectory(prefix="tutor-bench-") as name:
        folder = Path(name)
        work = {
            "starts": lambda: starting.starts(folder / "starts", clock, python) + starting.running(folder / "starts", clock, python),
            "answers": lambda: growing.stores(folder / "stores", clock, python),
            "growth": lambda: growing.courses(folder / "courses", clock),
            "long": lambda: stores.long(folder / "long", clock),
            "inside": lambda: [
                *inside.indexing(folder / "inside", clock),
                *inside.reading(folder / "reading", clock),
                *inside.scheduling(clock),
            ],
        }
        for part in parts:
            if not clock.is_over:
                out += work[part]()
    return out


def cells(row: Figure) -> tuple[str, ...]:
    """Name, median, ratio, the same in CPU time, to what, the target, and whether it is met."""
    value = f"{row.value:.2f}" if row.value < 10 else f"{row.value:.0f}"
    ratios = (f"{row.compared:.2f}×", f"{row.compared_cpu:.2f}×" if row.compared_cpu else "", row.base.name) if row.base else ("", "", "")
    bound = "" if row.target is None else f"≤ {row.target:g}×" if row.base else f"≤ {row.target:g} {row.unit}"
    return row.name, f"{value} {row.unit}", *ratios, bound, {True: "met", False: "**missed**", None: ""}[row.met]


HEAD = ("figure", "median", "ratio", "in CPU", "to", "target", "")


def table(rows: Iterable[Figure]) -> str:
    """A line a figure."""
    lines = [HEAD, *(cells(row) for row in rows if row.samples)]
    return "\n".join("{:50} {:>8} {:>7} {:>7}  {:32} {:9} {}".format(*line).rstrip() for line in lines)


def markdown(rows: Iterable[Figure]) -> str:
    """The same for the README."""
    lines = [HEAD, ("---",) * len(HEAD), *(cells(row) for row in rows if row.samples)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def main() -> None:
    """Run the benchmark. It judges nothing: a busy machine is no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help=f"few rounds on small material, within about {QUICK_SECONDS + 15} s")
    parser.add_argument("--anki", default=os.environ.get("TUTOR_BENCH_ANKI", ""), metavar="PYTHON", help="a Python that has Anki's library")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add the figures to a history, a line each run")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    compileall.compile_dir(str(ROOT / "tutor"), quiet=1)
    clock = Clock(time.monotonic() + (QUICK_SECONDS if given.quick else FULL_SECONDS), given.quick)
    rows = measured(clock, python_with_anki(given.anki), given.parts or PARTS)
    print(table(rows))
    if given.json:
        facts = {"version": __version__, "python": platform.python_version(), "machine": platform.machine(), "at": int(time.time())}
        with given.json.open("a", encoding="utf-8") as file:
            file.write(json.dumps({**facts, "figures": [row.data() for row in rows]}) + "\n")
    if given.readme:
        readme = ROOT / "README.md"
        readme.write_text(_MARKED.sub(lambda _: markdown(rows), readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
