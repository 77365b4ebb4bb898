"""The README: what it shows is what the program prints. `make readme` writes the blocks anew."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
CONSOLE = re.compile(r"```console\n\$ (callplan [^\n]*)\n(.*?)```", re.DOTALL)
TEXT = re.compile(r"```text\n(.*?)```", re.DOTALL)
MAP = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


TUESDAY, THURSDAY, MONDAY = "2026-12-01", "2026-12-03", "2026-12-07"
LATER = {"callplan debrief bakery": THURSDAY, "callplan prep bakery --with Oz": THURSDAY, "callplan review": MONDAY}


def run(line: str, home: Path) -> str:
    """What a line of the README prints, on the day on which it is typed there."""
    today = next((day for begins, day in LATER.items() if line.startswith(begins)), TUESDAY)
    environment = os.environ | {"CALLPLAN_HOME": str(home / "home"), "CALLPLAN_TODAY": today}
    words = [sys.executable, "-m", *shlex.split(line)]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, cwd=home, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def written(text: str, home: Path) -> str:
    """The README with every block as it is printed now."""
    page = run("callplan demo", home).split("2026-12-02)\n\n")[1].split("\n\n$ callplan")[0].rstrip()
    text = TEXT.sub(lambda _: f"```text\n{page}\n```", text)
    return CONSOLE.sub(lambda found: f"```console\n$ {found[1]}\n{run(found[1], home).rstrip()}\n```", text)


def test_blocks_are_what_is_printed(tmp_path: Path) -> None:
    """It shows the plans and reports that its own commands print, run in their order."""
    text = README.read_text()
    assert len(CONSOLE.findall(text)) == 4
    assert written(text, tmp_path) == text


def test_demo_ends_in_no_command(tmp_path: Path) -> None:
    """It prints no line to type about a deal that is thrown away."""
    told = [line for line in run("callplan demo", tmp_path).splitlines() if "callplan " in line]
    assert len(told) == 3
    assert all(line.startswith("$ callplan ") for line in told)


def test_its_map_is_sound(tmp_path: Path) -> None:
    """It shows a map that passes the check without a word of advice, and that a deal can be opened with."""
    (tmp_path / "my-add-on.yaml").write_text(MAP.findall(README.read_text())[0])
    assert run("callplan playbook check my-add-on.yaml --json", tmp_path).count('"sentence"') == 0
    page = run('callplan prep oz --playbook my-add-on.yaml --with "Oz Tan:owner" --no-input', tmp_path)
    assert "Oz decides whether the add-on is worth having now." in page


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        README.write_text(written(README.read_text(), Path(folder)))
