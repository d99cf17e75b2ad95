"""A start imports what it shows and nothing else: every module before the first card is on a list, and newcomers fail here.

`pytest tests/test_startup.py --golden` writes the lists anew; look at the difference before committing it.
"""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.benchmarks.material import loaded, shipped_pack, write_store
from tests.benchmarks.measure import environment
from tests.terminal import Terminal
from tutor.content import cache

LIST = Path(__file__).parent / "data" / "modules_at_start.txt"
FORBIDDEN = (
    "typer", "click", "questionary", "prompt_toolkit", "yaml", "pydantic", "rich.console", "rich.markdown", "rich.syntax", "rich.table",
    "pygments", "dataclasses", "inspect", "asyncio", "subprocess", "logging", "tempfile", "platformdirs", "hashlib", "socket", "difflib",
    "pathlib", "tutor.content.load", "tutor.content.nodes", "tutor.content.problems",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner with cards to review, and the course in the cache."""
    home = tmp_path_factory.mktemp("home")
    write_store(home / ".local" / "share" / "tutor", loaded(shipped_pack()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "SETTLED_NS", 0)
        cache.course_at(shipped_pack(), str(home / ".cache" / "tutor"))
    return home


HOOK = """
import sys
before = set(sys.modules)

def note():
    with open({report!r}, "w") as file:
        file.write(" ".join(set(sys.modules) - before))

if {painted}:
    from tutor.ui import stage
    paint = stage.first_paint

    def noted(*given):
        paint(*given)
        note()

    stage.first_paint = noted
from tutor.cli import main
code = main()
if not {painted}:
    note()
sys.exit(code)
"""


def imported(home: Path, args: Sequence[str], *, painted: bool) -> frozenset[str]:
    """What a command imports beyond Python itself: to its end, or until its first card is painted on a terminal."""
    report = home / "modules"
    report.unlink(missing_ok=True)
    hook = HOOK.format(report=str(report), painted=painted)
    if painted:
        terminal = Terminal(args, start=("-c", hook), whole_env=environment(home))
        while not report.exists() or not report.read_text(encoding="utf-8"):
            assert terminal.pump(5), terminal.text()
        terminal.close()
    else:
        subprocess.run([sys.executable, "-c", hook, *args], env=environment(home), capture_output=True, check=True, timeout=60)
    return frozenset(report.read_text(encoding="utf-8").split())


def told(names: Iterable[str]) -> list[str]:
    """The modules as the list has them: of the standard library only the public packages, for the rest differs between Pythons."""
    short = (name.partition(".")[0] if name.partition(".")[0] in sys.stdlib_module_names else name for name in names)
    return sorted({name for name in short if not name.startswith("_")})


def listed() -> dict[str, frozenset[str]]:
    """The modules that each start may import."""
    blocks = LIST.read_text(encoding="utf-8").split("\n\n")
    return {block.splitlines()[0].rstrip(":"): frozenset(block.split("\n", 1)[1].split()) for block in blocks if block.strip()}


CASES = {
    "--version": (["--version"], False),
    "progress --json": (["progress", "--json"], False),
    "review": (["review"], True),
    "learn": (["learn", "m1.l1"], True),
    "practice": (["practice"], True),
    "home": ([], True),
}


@pytest.fixture(scope="module")
def found(home: Path) -> dict[str, frozenset[str]]:
    return {name: imported(home, args, painted=painted) for name, (args, painted) in CASES.items()}


def test_a_start_imports_what_is_on_its_list_and_nothing_else(found: dict[str, frozenset[str]], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden"):
        LIST.write_text("\n\n".join(f"{name}:\n" + "\n".join(told(names)) for name, names in found.items()) + "\n", encoding="utf-8")
    known = listed()
    new = {name: sorted(set(told(names)) - known[name]) for name, names in found.items()}
    assert not any(new.values()), f"imported at a start and on no list: {new}"


@pytest.mark.parametrize("name", CASES)
def test_nothing_heavy_is_imported(found: dict[str, frozenset[str]], name: str) -> None:
    assert found[name] & set(FORBIDDEN) == set()
    assert "tutor.cli" in found[name]


def test_the_version_needs_neither_course_nor_store(found: dict[str, frozenset[str]]) -> None:
    assert not {
        name for name in found["--version"] if name.startswith(("tutor.content", "tutor.ui", "tutor.store", "tutor.course", "rich"))
    }
