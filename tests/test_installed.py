"""callplan as it is installed: from a wheel and from a source distribution, wherever it is called from."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from lines import environ

ROOT = Path(__file__).parents[1]
PREP = "prep acme --playbook small-add-on --with Ana:user --on 2026-11-24 --minutes 30 --no-input"
pytestmark = pytest.mark.torture


def run(*words: str, at: Path, **more: str) -> str:
    """What a line prints that ends well."""
    done = subprocess.run(words, capture_output=True, text=True, cwd=at, check=False, env=more or None)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project alone, without what was built in it."""
    copy = tmp_path_factory.mktemp("source") / "callplan"
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "dist", "build", ".hypothesis")
    shutil.copytree(ROOT, copy, ignore=left_out)
    return copy


def built(source: Path, to: Path) -> dict[str, Path]:
    """A wheel, and a source distribution, made of the project."""
    build = "import hatchling.build as b, sys; b.build_wheel(sys.argv[1]); b.build_sdist(sys.argv[1])"
    tools = to / "tools"
    run(sys.executable, "-m", "venv", str(tools), at=to)
    run(str(tools / "bin" / "pip"), "install", "-q", "hatchling", at=to)
    run(str(tools / "bin" / "python"), "-c", build, str(to), at=source)
    (wheel,), (sdist,) = to.glob("*.whl"), to.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": sdist}


def lowest() -> list[str]:
    """Each dependency at the lowest version that is allowed."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked = tomllib.load(file)["project"]["dependencies"]
    return [re.sub(r">=([\d.]+).*", r"==\1", each) for each in asked]


@pytest.mark.parametrize("kind", ["wheel", "sdist", "lowest"])
def test_installed(source: Path, tmp_path: Path, kind: str, counts: Callable[[str], None]) -> None:
    """It plans a call with the bundled maps from any folder, one with blanks in its name, at any allowed version."""
    made = built(source, tmp_path)
    place = tmp_path / "a place with blanks"
    run(sys.executable, "-m", "venv", str(place), at=tmp_path)
    what = [str(made["sdist" if kind == "sdist" else "wheel"]), *(lowest() if kind == "lowest" else ())]
    run(str(place / "bin" / "pip"), "install", "-q", *what, at=tmp_path)
    home = tmp_path / "home with blanks"
    env = {name: text for name, text in environ(home).items() if name != "PYTHONPATH"}
    callplan = str(place / "bin" / "callplan")
    page = run(callplan, *PREP.split(), at=Path("/"), **env)
    assert page.startswith("ACME · Tue 24 Nov 2026 · 30 minutes\n")
    assert len(run(callplan, "playbook", "list", at=tmp_path, **env).splitlines()) > 4
    assert run(callplan, "--version", at=Path("/"), **env).startswith("callplan ")
    assert "Everything is whole" in run(callplan, "doctor", at=home, **env)
    counts(f"installed from {kind}: it plans a call from / and from a folder with blanks")
