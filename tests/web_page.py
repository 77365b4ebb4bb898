"""A page in a real browser: how wide it is, on how many sheets it prints, and what it asks for."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from browser import CHROMIUM, PATIENCE


def run(profile: Path, page: Path, *words: str) -> str:
    """What chromium prints of a page, with a profile of its own."""
    assert CHROMIUM is not None
    # as root it runs only so; whatever it would ask of anybody outside goes nowhere
    own = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--proxy-server=127.0.0.1:9"]
    line = [CHROMIUM, *own, f"--user-data-dir={profile}", *words, page.as_uri()]
    kept = {"PATH": os.environ["PATH"], "HOME": str(profile), "LANG": "C.UTF-8"}
    found = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE, env=kept, check=True)
    return found.stdout


def sheets(tmp_path: Path, page: Path) -> int:
    """On how many sheets a page prints."""
    paper = tmp_path / "page.pdf"
    run(tmp_path / "profile", page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))


def measured(tmp_path: Path, page: Path, ask: str, width: int) -> str:
    """What a script says of a page in a window of a width; the page itself allows none, so it is tried on a copy."""
    text = page.read_text(encoding="utf-8")
    open_ = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    script = f"<script>onload = () => document.documentElement.dataset.said = String({ask})</script></body>"
    copy = tmp_path / "copy.html"
    copy.write_text(open_.replace("</body>", script), encoding="utf-8")
    found = run(tmp_path / "profile", copy, f"--window-size={width},844", "--virtual-time-budget=2000", "--dump-dom")
    said = re.search(r'<html[^>]* data-said="([^"]*)"', found)
    assert said, found[:500]
    return said[1]
