"""A deal told in command lines: a map, what is typed, and what callplan answers, all in this process."""

from __future__ import annotations

import json
import os
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from textwrap import dedent
from typing import Any
from unittest import mock

from callplan import cli
from callplan.core.record import Record

HEADER = "format: 1\nid: way\ntitle: A way to buy\n"
DEAL = "acme"


class Said(Record):
    """What a line printed, and how it ended."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        """What was printed, as JSON; the line must have succeeded."""
        assert self.code == 0, self.err
        return json.loads(self.out)


class Story:
    """One deal, `acme`, on one map (its YAML without the first three keys), in a home of its own.

    Each method takes the flags as one text, as they are typed: `story.debrief("--on 2026-11-10 --with Ana")`.
    """

    def __init__(self, home: Path, playbook: str = "", today: str = "2026-11-02") -> None:
        self.home = home
        self.today = today
        self.file = home / "way.yaml"
        self.file.write_text(HEADER + dedent(playbook), encoding="utf-8")
        self.opened = False

    def line(self, *words: str) -> Said:
        """What `callplan WORDS` says, without a terminal."""
        out, err = StringIO(), StringIO()
        env = {"CALLPLAN_HOME": str(self.home), "CALLPLAN_TODAY": self._day(words), "USER": "rep"}
        with (
            mock.patch.dict(os.environ, env),
            mock.patch.object(sys, "argv", ["callplan", *words]),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                code = cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
        return Said(out.getvalue(), err.getvalue(), code)

    def _day(self, words: tuple[str, ...]) -> str:
        """The day on which a line is typed: today, or where it tells of a later one, that day."""
        tells = words[:1] in (("debrief",), ("close",)) and "--on" in words
        later = words[words.index("--on") + 1] if tells else ""
        return max(self.today, later) if later[4:5] == "-" else self.today

    def tell(self, command: str, flags: str = "") -> Said:
        """A command of this deal with these flags, asking nothing, answering in JSON."""
        return self.line(command, DEAL, *shlex.split(flags), "--no-input", "--json")

    def prep(self, flags: str = "") -> Any:
        """The plan; the first prep opens the deal on this story's map."""
        new = "" if self.opened else f"--playbook {shlex.quote(str(self.file))} "
        found = self.tell("prep", new + flags).json
        self.opened = True
        return found

    def page(self, flags: str = "") -> str:
        """The plan of a call as it is printed, in one line; without flags, where the deal stands."""
        said = self.line("prep", DEAL, *shlex.split(flags), "--no-input") if flags else self.line("show", DEAL)
        assert said.code == 0, said.err
        return " ".join(said.out.split())

    def debrief(self, flags: str) -> Any:
        """What a debrief says back."""
        return self.tell("debrief", flags).json

    def show(self) -> Any:
        """Where the deal stands today."""
        return self.line("show", DEAL, "--json").json

    def undo(self) -> Any:
        """What the undo took back."""
        return self.line("undo", DEAL, "--yes", "--json").json

    def close(self, flags: str) -> Said:
        """What closing the deal says."""
        return self.line("close", DEAL, *shlex.split(flags), "--no-input")

    def log(self) -> str:
        """The history as it is printed."""
        return self.line("log", DEAL).out
