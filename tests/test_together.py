"""Several commands that write one deal at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

RUN = [sys.executable, "-m", "callplan"]


def test_debriefs_at_once(tmp_path: Path) -> None:
    """It keeps every one of four debriefs that are written at the same moment, each whole."""
    environment = os.environ | {"CALLPLAN_HOME": str(tmp_path), "CALLPLAN_TODAY": "2026-12-01"}
    opening = ["prep", "acme", "--playbook", "small-add-on", "--with", "Oz:owner", "--no-input"]
    subprocess.run([*RUN, *opening], env=environment, check=True, capture_output=True)
    writing = [
        subprocess.Popen(
            [*RUN, "debrief", "acme", "--with", "Oz", "--concern", f"Oz:worry {number}", "--no-input"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(4)
    ]
    said = [(each.communicate()[1], each.returncode) for each in writing]
    assert said == [(b"", 0)] * 4
    log = subprocess.run([*RUN, "log", "acme"], env=environment, check=True, capture_output=True, text=True).stdout
    assert sorted(line.split("“")[1] for line in log.splitlines() if "fears" in line) == [
        f"worry {n}”" for n in range(4)
    ]
    assert log.count("call with Oz") == 4
