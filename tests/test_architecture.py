"""Imports run downward only, and only who may touches the outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# From the top; a module may import what stands in its own row or below it.
LAYERS = (
    ("__main__",),
    ("cli",),
    (
        "home",
        "reports",
        "sessions",
        "keeping",
        "checking",
        "teaching",
        "preview",
        "answers",
        "asking",
        "teachers",
        "looking",
        "identity",
        "courses",
        "unzipping",
        "covering",
        "examining",
        "completing",
        "manual",
        "shells",
        "mock_run",
    ),
    ("insights",),
    ("app",),
    ("opening",),
    ("ui.mock_results",),
    ("ui.watched",),
    ("ui.stage", "ui.plain", "ui.emit", "ui.album", "ui.drawing"),
    ("ui.clock",),
    ("ui.view", "ui.mock_keys"),
    ("ui.records",),
    ("ui.plates",),
    ("ui.screens", "ui.tables", "ui.exams", "ui.painting", "ui.printing"),
    ("ui.mock",),
    ("ui.entering", "ui.ending", "ui.telling", "ui.asking", "ui.aids", "ui.sourcing"),
    ("ui.words", "ui.render", "ui.contrast", "ui.mock_words"),
    ("ui.charts", "ui.terminal", "ui.fullscreen", "ui.inked"),
    (
        "ui.widgets",
        "ui.mock_entry",
        "ui.look",
        "ui.prose",
        "ui.layout",
        "ui.inline",
        "ui.highlight",
        "ui.typography",
        "ui.gone",
        "ui.spoken",
        "ui",
    ),
    ("ui.safe",),
    ("invigilation",),
    ("trial",),
    ("play",),
    ("absence",),
    ("agenda", "journal", "search", "outlook"),
    ("mock",),
    ("figures.whole", "figures.data"),
    ("figures",),
    ("stats", "session", "coverage"),
    ("run",),
    ("pretest",),
    ("desk", "contrasts"),
    ("mock_steps",),
    ("steps",),
    ("marks",),
    ("store", "installing", "merge", "verify", "backup", "loading"),
    ("history", "snapshot"),
    ("claims",),
    ("fold", "folding", "folder", "codec"),
    ("standing",),
    ("progress", "layers", "filed"),
    ("forecast",),
    ("rehearsal",),
    ("exam",),
    ("events",),
    ("content",),
    ("queue",),
    ("schedule",),
    ("outline", "marking", "paper"),
    ("content.fingerprint",),
    ("grade", "hints", "typed", "number", "spelling", "letters", "glossary", "memory", "chance", "dates"),
    ("text.problems", "text.problems_fr", "text.problems_en", "text.failures", "text.figures", "text.figures_fr", "text.figures_en"),
    (
        "course",
        "cards",
        "catalogue",
        "text",
        "errors",
        "record",
        "shelf",
        "places",
        "exports",
        "settings",
        "quick",
        "files",
        "publishing",
        "",
    ),
)


def rank(module: str) -> int:
    """The row of a module, or of the package it is in."""
    name = module
    while True:
        for n, row in enumerate(LAYERS):
            if name in row:
                return n
        assert name, f"tutor.{module} stands in no row of LAYERS"
        name = name.rpartition(".")[0]


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "tutor").rglob("*.py")):
        parts = path.relative_to(ROOT / "tutor").with_suffix("").parts
        yield ".".join(p for p in parts if p != "__init__"), path


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a module imports when it runs; what only type checkers see does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    checked = {
        id(n) for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test) for n in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in checked:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tutor":
            base = (node.module or "").partition(".")[2]
            for alias in node.names:
                inner = f"{base}.{alias.name}".strip(".")
                yield inner if (ROOT / "tutor" / Path(*inner.split("."))).with_suffix(".py").exists() else base
        elif isinstance(node, ast.Import):
            yield from (a.name.partition(".")[2] for a in node.names if a.name.split(".")[0] == "tutor")


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_imports_run_downward(module: str, path: Path) -> None:
    upward = [other for other in imported(path) if rank(other) < rank(module)]
    assert upward == []


def sources(*skip: str) -> Iterator[tuple[str, str]]:
    return ((name, path.read_text(encoding="utf-8")) for name, path in modules() if name not in skip)


def test_only_the_command_line_reads_the_clock_the_environment_and_the_arguments() -> None:
    for name, text in sources("cli"):
        for word in ("os.environ", "os.getenv", "sys.argv", "time.time", "datetime.now", "date.today"):
            assert word not in text, f"tutor.{name} reads {word}"


def test_no_word_of_the_operating_systems_reaches_a_person() -> None:
    for name, text in sources():
        assert "strerror" not in text, f"tutor.{name} passes on the system's English; tutor.errors.reason_of and text.system have words"


def test_nothing_reaches_for_the_network() -> None:
    for name, text in sources():
        for word in ("import socket", "urllib.request", "http.client", "requests"):
            assert word not in text, f"tutor.{name} has {word}"


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    for name, text in sources("text.fr", "text.en", "text.record"):
        assert len(text.splitlines()) <= 400, f"tutor.{name} has {len(text.splitlines())} lines"


def test_no_function_is_longer_than_forty_lines() -> None:
    for name, text in sources("cli"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"tutor.{name}.{node.name}"
