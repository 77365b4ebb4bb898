"""Debian's Chromium without a screen: what a drawing measures where it is really laid out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here; apt-get install chromium")
# a machine may have more to do; only a test that fails waits so long
PATIENCE = 120
MEASURE = """
<script>
const box = (each) => {
  const at = each.getBoundingClientRect()
  return [at.left, at.top, at.right, at.bottom, each.textContent]
}
const told = [...document.querySelectorAll("svg")].map((svg) => ({
  whole: box(svg).slice(0, 4), texts: [...svg.querySelectorAll("text")].map(box),
  drawn: [...svg.querySelectorAll("path")].map(box),
}))
document.body.innerHTML = ""
document.body.append(JSON.stringify({svgs: told, wide: document.documentElement.scrollWidth}))
</script>
"""


def measured(body: str, folder: Path, width: int = 1280, height: int = 800) -> Any:
    """Where every text and path of each drawing on a page stands, in pixels."""
    page = folder / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body style='margin:0'>{body}{MEASURE}", encoding="utf-8")
    line = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'chromium'}"]
    line += [f"--window-size={width},{height}", "--dump-dom", f"file://{page}"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE, check=False)
    found = re.search(r"<body[^>]*>(.*?)</body>", done.stdout, re.DOTALL)
    assert found, done.stderr
    return json.loads(unescape(found[1]))


def assert_apart(told: Any) -> None:
    """No text lies on another, and nothing lies outside its drawing."""
    for svg in told["svgs"]:
        left, top, right, bottom = svg["whole"]
        for each in (*svg["texts"], *svg["drawn"]):
            assert left - 1 <= each[0] <= each[2] <= right + 1, each
            assert top - 1 <= each[1] <= each[3] <= bottom + 1, each
        for place, one in enumerate(svg["texts"]):
            for other in svg["texts"][place + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                # two rows of one text may touch, as their boxes hold more than the letters
                assert across <= 0.5 or down <= 3, (one, other)
