"""docs/tutorial.md: a deal over four calls, as the program prints it line by line. `make guide` prints it anew."""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from callplan import cli
from callplan.core.record import Record

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
BLOCK = re.compile(r"```(toml|ics|console|markdown)\n(.*?)```", re.DOTALL)
SETTINGS, INVITE, FORM = "config.toml", "first-call.ics", "brook.md"
# What is typed where a line asks, and what is written into each form
TYPED = {
    "callplan prep brook --invite first-call.ics --plain-prompts": (
        "Jon Reed", "2", "1", "2", "", "1", "the cold-store sensors", "a door stood open and nobody knew until morning",
        "1",
    ),
    "callplan debrief brook --from brook.md --plain-prompts": ("",),
    "callplan debrief brook --plain-prompts": (
        "", "", "2,9", "1", "1", "nobody else asked about the nights", "12 jan", "1", "", "", "1",
    ),
}  # fmt: skip
FILLED = (
    (
        ("- [ ] yes:", "- [x] yes: one more lost night pays for it"),
        ("- [ ] …: …, by …", "- [x] Jon: list the cases that do not fit the normal run, by Wed 16 Dec"),
        ("- [ ] …, by …", "- [x] send other clients' lists of special cases, by Thu 10 Dec"),
        ("- …:", "- Ana: one more project on top of the daily work"),
        ("on …, for …, with …", "on Thu 17 Dec, for the choice of supplier, with Ana"),
        ("in their words:\n\n**My", "in their words: yes, nobody had asked about the nights\n\n**My"),
        ("went back or lost):", "went back or lost): advanced"),
    ),
)


class Shown(Record):
    """What stands in a terminal after a line: all that was printed, and what was typed where it asked."""

    text: str
    code: int


class Typist:
    """Answers as somebody types them: each shows where it is typed."""

    def __init__(self, answers: tuple[str, ...], screen: io.StringIO) -> None:
        self.left = list(answers)
        self.screen = screen

    def line(self) -> str:
        """The next answer."""
        self.screen.write(f"{self.left[0]}\n")
        return self.left.pop(0)


class Reader:
    """Somebody who types the page's lines in a folder of their own, from the first to the last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "try-callplan"
        self.home.mkdir()
        self.today = ""
        self.forms = iter(FILLED)

    def shown(self, found: re.Match[str]) -> str:
        """A block of the page, as it is now."""
        kind, text = found.groups()
        if kind == "toml":
            (self.home / SETTINGS).write_text(text)
        elif kind == "ics":
            (self.folder / INVITE).write_text(text)
        elif kind == "markdown":
            text = self.filled(next(self.forms))
        else:
            text = "".join(map(self.after, re.findall(r"^\$ (.*)$", text, re.MULTILINE)))
        return f"```{kind}\n{text}```"

    def after(self, line: str) -> str:
        """A line and what it shows; `export` says which day it is."""
        if day := re.fullmatch(r"export CALLPLAN_TODAY=(\S+)", line):
            self.today = day[1]
            return f"$ {line}\n"
        shown = self.typed(line)
        assert shown.code == 0, shown.text
        return f"$ {line}\n{shown.text.lstrip().rstrip()}\n"

    def typed(self, line: str) -> Shown:
        """What a line shows."""
        screen = io.StringIO()
        environment = {"CALLPLAN_HOME": str(self.home), "CALLPLAN_TODAY": self.today, "COLUMNS": "80"}
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            with (
                mock.patch.dict(os.environ, environment),
                mock.patch.object(sys, "argv", shlex.split(line)),
                mock.patch("sys.stdin", io.StringIO()),
                mock.patch("builtins.input", Typist(TYPED.get(line, ()), screen).line),
                redirect_stdout(screen),
                redirect_stderr(screen),
            ):
                code = cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            os.chdir(before)
        return Shown(screen.getvalue(), code)

    def filled(self, changes: tuple[tuple[str, str], ...]) -> str:
        """The form of the file, with what is written into it there as well."""
        path = self.folder / FORM
        plan, head, form = path.read_text().partition("## AFTER THE CALL")
        for old, new in changes:
            assert old in form, old
            form = form.replace(old, new, 1)
        path.write_text(plan + head + form)
        return head + form


def printed(text: str, folder: Path) -> str:
    """The page with each block as it is now."""
    return BLOCK.sub(Reader(folder).shown, text)


def test_what_is_printed(tmp_path: Path) -> None:
    """It shows what each of its lines prints, typed in their order."""
    text = PAGE.read_text()
    assert printed(text, tmp_path) == text


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(printed(PAGE.read_text(), Path(folder)))
