"""Homes of a team in one process: lines are typed to them, and what they keep is looked at."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lines import Said, environ

from callplan import cli
from callplan.files import keep
from callplan.journal import Journal

BAKERY = (
    "--playbook", "small-add-on", "--with", "Oz Tan:owner", "--subject", "the shift planner",
    "--on", "thursday", "--minutes", "15", "--no-input",
)  # fmt: skip
TODAY = "2026-12-01"


class Home:
    """The home of somebody who has that role on the hub."""

    def __init__(self, path: Path, role: str, database: str) -> None:
        path.mkdir(0o700, parents=True)
        keep(str(path / "config.toml"), f'[team]\ndatabase = "{database}"\n')
        self.path, self.role = path, role
        self.journal = Journal(str(path / "callplan.db"))

    def said(self, *words: str) -> Said:
        """What `callplan WORDS` says into a pipe, without a process of its own."""
        out, err = io.StringIO(), io.StringIO()
        known = environ(self.path, CALLPLAN_TODAY=TODAY, USER=self.path.name)
        typed = patch.object(sys, "argv", ["callplan", *words])
        with patch.dict(os.environ, known, clear=True), typed, redirect_stdout(out), redirect_stderr(err):
            code = cli.main()
        return Said(out.getvalue(), err.getvalue(), code)

    def opens(self, deal: str, *more: str) -> None:
        """Open a deal with a first prep."""
        found = self.said("prep", deal, *BAKERY, *more)
        assert found.code == 0, found.err

    def debriefs(self, deal: str, words: str) -> None:
        """Write a debrief with a decision in which these words were said."""
        told = ("--decided", f"wanted:Oz:said:{words}", "--on", "today", "--verdict", "advanced", "--no-input")
        found = self.said("debrief", deal, "--with", "Oz", *told)
        assert found.code == 0, found.err

    def sync(self) -> str:
        """What `callplan sync` says, which goes through."""
        found = self.said("sync")
        assert (found.err, found.code) == ("", 0)
        return found.out

    def rows(self) -> list[tuple[Any, ...]]:
        """Every entry of every deal that the hub has, by the deal's id there."""
        if not self.journal.exists():
            return []
        with self.journal.open() as database:
            columns = "id, number, batch, recorded_at, recorder, kind, on_day, body"
            return database.execute(
                f"SELECT {columns} FROM events JOIN team ON team.deal = events.deal ORDER BY id, number"
            ).fetchall()

    def texts(self) -> str:
        """All that stands in the files of half-done things."""
        folder = self.path / "drafts"
        return "\n".join([each.read_text() for each in sorted(folder.iterdir())]) if folder.is_dir() else ""


def wrote_on_both(home: Home, laptop: Home, deal: str) -> None:
    """Have a debrief of a deal written on the second machine of a rep, which is on the hub, and then on the first."""
    home.opens(deal)
    home.sync()
    laptop.sync()
    laptop.debriefs(deal, "from the laptop")
    laptop.sync()
    home.debriefs(deal, "from the desk")


def name_taken(deal: str) -> str:
    """What `callplan sync` says where another machine's deal on the hub has the name of one of this home's."""
    return (
        f"Another deal of yours on the hub, from another machine, is called {deal}: `callplan rename {deal} NEW` here, "
        f"then `callplan sync` again. Where both are one client, `callplan debrief NEW --again --into {deal}` files a "
        f"debrief there, and `callplan drop NEW` takes the one from here away.\n"
    )
