"""Measure, print a table with targets, and keep the figures where asked."""

import argparse
import compileall
import json
import platform
from pathlib import Path

from tests.benchmarks.figures import Figure, measured
from tests.terminal import ROOT
from tutor import __version__


def table(rows: list[Figure]) -> str:
    """A line a figure: median, what the target bounds, target, met or missed."""
    lines = [f"{'':52} {'median':>11} {'compared':>9} {'target':>8}"]
    for row in rows:
        compared = f"{row.compared:.2f}×" if row.base else ""
        target = "" if row.target is None else f"{row.target:g}×" if row.base else f"{row.target:g}"
        verdict = {True: "met", False: "MISSED", None: ""}[row.met]
        lines.append(f"{row.name:52} {row.value:7.1f} {row.unit:3} {compared:>9} {target:>8} {verdict}".rstrip())
    return "\n".join(lines)


def main() -> None:
    """Run the benchmark. It judges nothing: a busy machine is no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--quick", action="store_true", help="few rounds, and no course of 10,000 questions")
    parser.add_argument("--json", type=Path, metavar="FILE", help="add the figures to a history, a line each run")
    given = parser.parse_args()
    compileall.compile_dir(str(ROOT / "tutor"), quiet=1)
    rows = measured(quick=given.quick)
    print(table(rows))
    if given.json:
        facts = {"version": __version__, "python": platform.python_version(), "machine": platform.machine()}
        with given.json.open("a", encoding="utf-8") as file:
            file.write(json.dumps({**facts, "figures": [row.data() for row in rows]}) + "\n")


if __name__ == "__main__":
    main()
