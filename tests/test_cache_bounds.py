"""What a cache that cannot be kept, or a hostile file, costs: time, within bounds, and never a session."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content_examples import PACK_FR, write_pack
from tests.terminal import ROOT
from tutor.content.load import load


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", PACK_FR)


SMALL = """
import resource, sys
from pathlib import Path
from tutor.content import cache
cache.SETTLED_NS = 0
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
opened = cache.course_at(Path(sys.argv[1]), sys.argv[2])
assert len(opened.course.questions) == int(sys.argv[3])
"""


def test_a_disk_that_fills_up_while_it_is_written_costs_only_time_and_leaves_nothing(pack: Path, tmp_path: Path) -> None:
    directory = str(tmp_path / "cache")
    course, _ = load(pack)
    count = len(course.questions) if course else 0
    argv = [sys.executable, "-c", SMALL, str(pack), directory, str(count)]
    assert subprocess.run(argv, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=False).returncode == 0
    assert list(Path(directory).glob("*.course*")) == []


@pytest.mark.parametrize("place", ["/proc/tutor", "/dev/null/tutor"])
def test_a_session_goes_on_where_no_cache_can_be_kept(pack: Path, tmp_path: Path, place: str) -> None:
    """Not even by the administrator."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TUTOR_CACHE_DIR": place, "TUTOR_DATA_DIR": str(tmp_path / "data"), "TUTOR_LANG": "fr"}
    argv = [sys.executable, "-m", "tutor.cli", "--content", str(pack), "learn", "--plain"]
    done = subprocess.run(argv, env=env, input=b"\n\n\n\n", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert (tmp_path / "data" / "history.jsonl").stat().st_size > 0


def test_a_hostile_file_is_bounded_with_the_cache_on(tmp_path: Path) -> None:
    """At the first start, and at the one that finds what the first kept."""
    bomb = "questions:\n" + "".join(f"  - id: q{n}\n    vrai: {'x' * 300}\n" for n in range(9_000)) + "  - " + "[" * 900_000
    (tmp_path / "bomb.yaml").write_text(bomb, encoding="utf-8")
    many = "questions:\n" + "".join(f"  - id: q{n}\n    vrai: a{n}\n    {'x' * (n % 50)}: 1\n" for n in range(6_000))
    (tmp_path / "many.yaml").write_text(many, encoding="utf-8")
    for name in ("bomb.yaml", "many.yaml"):
        for _ in range(2):
            argv = [sys.executable, "-c", BOUNDED, str(tmp_path / name), str(tmp_path / "cache")]
            done = subprocess.run(argv, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=60, text=True, check=True)
            seconds, mib = map(float, done.stdout.split())
            assert mib < 200
            assert seconds < 2


BOUNDED = """
import sys, time
from pathlib import Path
from tutor.content import cache
cache.SETTLED_NS = 0
cache.course_at(Path(sys.argv[1]), sys.argv[2])
peak = next(int(line.split()[1]) / 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(time.process_time(), peak)
"""
