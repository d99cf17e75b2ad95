"""What every test may use."""

import compileall
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.command import Command, command_in
from tests.terminal import ROOT, Terminal
from tests.warm import warmed

# Two slow cores, often busy: no deadline, and the nightly run asks for more examples.
settings.register_profile("quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_sessionstart() -> None:
    """Compile the program once: hundreds of starts must not each do it again where PYTHONDONTWRITEBYTECODE is set."""
    compileall.compile_dir(str(ROOT / "tutor"), quiet=2)
    compileall.compile_dir(str(ROOT / "tests"), quiet=2)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Golden files are written by one process: several tests share one."""
    if config.getoption("--golden"):
        config.option.numprocesses = 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The nightly forms take as long as they are asked to."""
    for item in items:
        if item.get_closest_marker("nightly"):
            item.add_marker(pytest.mark.timeout(0))


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start `tutor` in terminals that share one data directory."""
    running: list[Terminal] = []

    def start(*args: str, columns: int = 80, rows: int = 24, start: Sequence[str] = ("-m", "tutor.cli"), **env: str) -> Terminal:
        places = {"TUTOR_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(warmed(tmp_path))}
        running.append(Terminal(args, columns=columns, rows=rows, env={**places, **env}, start=start))
        return running[-1]

    yield start
    for each in running:
        each.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against the transcript of that name, or write it anew."""

    def hold(name: str, said: str) -> None:
        kept = Path(__file__).parent / "transcripts" / f"{name}.txt"
        if request.config.getoption("golden"):
            kept.write_text(said, encoding="utf-8")
        assert said == kept.read_text(encoding="utf-8")

    return hold


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """`tutor` without a terminal; one data directory for the test."""
    return command_in(tmp_path)
