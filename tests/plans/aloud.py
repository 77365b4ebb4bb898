"""A deal told in command lines as they are typed, and the last page it prints, read as a rep would read it."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from textwrap import dedent
from unittest import mock

from callplan import cli


def page(home: Path, playbook: str, story: str) -> str:
    """What the last line of a story prints; `MAP` stands for the map's file, a date alone on a line sets today."""
    file = home / "map.yaml"
    file.write_text(dedent(playbook), encoding="utf-8")
    today, printed = "2026-11-02", ""
    for line in filter(None, (line.strip() for line in story.splitlines())):
        if line[0].isdigit():
            today = line
        else:
            printed = _said(home, today, shlex.split(line.replace("MAP", str(file))))
    return printed


def _said(home: Path, today: str, words: list[str]) -> str:
    out, err = StringIO(), StringIO()
    env = {"CALLPLAN_HOME": str(home), "CALLPLAN_TODAY": today, "USER": "rep", "COLUMNS": "80"}
    more = ["--no-input"] if words[0] in ("prep", "debrief", "close") else []
    with (
        mock.patch.dict(os.environ, env),
        mock.patch.object(sys, "argv", ["callplan", *words, *more]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    assert not code, err.getvalue()
    return out.getvalue().replace("\u00a0", " ")
