"""Six deals on bundled maps as they stand on a Monday: what a review of a pipeline is tried on."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest import mock

from story import Said

from callplan import cli

TODAY = "2026-11-30"
DEALS = r"""
2026-10-19
prep "Norrland Kraft" --playbook complex-b2b --with "Elin Berg:sponsor" \
    --person "Oskar Ek:user:Elin Berg" --on 2026-10-20
2026-10-20
debrief "Norrland Kraft" --with "Elin Berg" --promised "Elin:put a figure on it:2026-10-30:cost-figure" \
    --verdict advanced
2026-11-03
debrief "Norrland Kraft" --with "Elin Berg" --missed p1 \
    --promised "Elin:put a figure on it:2026-11-13:cost-figure" --verdict advanced
2026-11-17
debrief "Norrland Kraft" --with "Elin Berg" --missed p2 --we-promised "send the reference list:2026-11-25" \
    --verdict stayed
2026-11-02
prep harrow --playbook considered-purchase --with "Marta Lind:sponsor" \
    --person "Piet Maas:budget-owner:Marta Lind" --on 2026-11-03 --set "amount=84000:Marta Lind"
2026-11-03
debrief harrow --with "Marta Lind" --decided "go-ahead:Marta Lind" --decided "supplier-chosen:Marta Lind" \
    --promised "Marta:name a quiet week:2026-12-04:quiet-week" --next "2026-12-07:risk:Marta Lind" \
    --verdict advanced
2026-11-05
prep tide --playbook considered-purchase --with "Ines Faro:sponsor,budget-owner" --on 2026-11-06
2026-11-06
debrief tide --with "Ines Faro" --decided "go-ahead:Ines Faro" --decided "supplier-chosen:Ines Faro" \
    --decided "risk:Ines Faro" --decided "ordered:Ines Faro:wrote" --verdict won --close "won:they ordered"
2026-11-10
prep "Oz & Sons" --playbook small-add-on --with "Oz Tan:owner" --on 2026-11-12
2026-11-12
debrief "Oz & Sons" --with "Oz Tan" --promised "Oz:send the ten names:2026-11-20:names-sent" \
    --verdict advanced
2026-11-16
prep lindqvist --playbook considered-purchase --with "Siv Lindqvist:sponsor,user" --on 2026-11-17
prep quay --playbook small-add-on --with "Ann Quay:user" --on 2026-11-17
2026-11-17
debrief quay --with "Ann Quay" --close "lost:too expensive" --verdict lost
"""


def said(home: Path, today: str, words: list[str], columns: int = 80) -> Said:
    """What a line says in this process, into a pipe; a page is as wide as asked for."""
    out, err = StringIO(), StringIO()
    env = {"CALLPLAN_HOME": str(home), "CALLPLAN_TODAY": today, "USER": "rep", "LOGNAME": "rep"}
    with (
        mock.patch.dict(os.environ, env),
        mock.patch.object(sys, "argv", ["callplan", *words]),
        mock.patch("callplan.cli.papers.columns", return_value=columns),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Said(out.getvalue(), err.getvalue(), code)


def told(home: Path, story: str = DEALS) -> None:
    """The deals of a story, written into a home; a date alone on a line sets today."""
    today = TODAY
    for line in filter(None, (line.strip() for line in story.replace("\\\n", "").splitlines())):
        if line[0].isdigit():
            today = line
        else:
            found = said(home, today, [*shlex.split(line), "--no-input"])
            assert found.code == 0, (line, found.err)
