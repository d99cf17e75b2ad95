"""What is shipped works alone: the wheel and the sdist carry the course, and a fresh environment studies with it."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An sdist, and a wheel made from that sdist, as an index would have them."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "-o", str(out), str(ROOT)], check=True, capture_output=True, timeout=300
    )
    return out


def test_wheel_and_sdist_carry_course_licence_and_type_marker(built: Path) -> None:
    wheel = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    assert "tutor/py.typed" in wheel
    assert "tutor/_content/immunotherapie/course.yaml" in wheel
    assert sum(name.startswith("tutor/_content/immunotherapie/quiz/") for name in wheel) == 18
    assert any(name.endswith("LICENSE") for name in wheel)
    assert not any(name.startswith("tests/") for name in wheel)
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = sdist.getnames()
    assert any(name.endswith("content/immunotherapie/course.yaml") for name in names)
    assert any(name.endswith("tests/test_package.py") for name in names)


def test_the_wheel_studies_without_development_dependencies(built: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    folder = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [folder / "python", "-m", "pip", "install", "-q", next(built.glob("*.whl"))], check=True, capture_output=True, timeout=300
    )
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "TUTOR_CONTENT"}}
    env |= {"TUTOR_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path), "PYTHONUTF8": "1", "TUTOR_LANG": "fr"}
    lines = "\n\n1\n3\n\n\n1\n3\nq\n"
    done = subprocess.run(
        [folder / "tutor", "learn", "m1.l1", "--plain"],
        input=lines, capture_output=True, text=True, encoding="utf-8", env=env, cwd=tmp_path, check=True, timeout=60,
    )  # fmt: skip
    assert "Le système immunitaire" in done.stdout
    assert (tmp_path / "data" / "history.jsonl").read_text(encoding="utf-8").count('"type":"review"') == 2
    named: list[Path | str] = [folder / "python", "-m", "tutor", "--version"]
    told: list[Path | str] = [folder / "tutor", "--version"]
    assert (
        len({subprocess.run(argv, env=env, cwd=tmp_path, capture_output=True, check=True, timeout=60).stdout for argv in (named, told)})
        == 1
    )
