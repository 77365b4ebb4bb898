"""The installed command at a terminal of a given size, driven key by key, with what stands on its screen."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pyte
from lines import environ

COMMAND = Path(sys.executable).with_name("callplan")
CALLPLAN = [str(COMMAND)] if COMMAND.exists() else [sys.executable, "-m", "callplan"]
ENTER, SPACE, DOWN, UP, CTRL_C, CTRL_D, ESC = "\r", " ", "\x1b[B", "\x1b[A", "\x03", "\x04", "\x1b"
BACKSPACE, KILL = "\x7f", "\x01\x0b"
# in seconds: only a test that fails waits so long, and a machine may have more to do
PATIENCE = 60.0


class Screen:
    """A line run at a terminal; `shell` runs it through sh, for redirections, `paged` with the pager there is."""

    def __init__(
        self,
        home: Path,
        *words: str,
        columns: int = 80,
        rows: int = 24,
        shell: str = "",
        paged: bool = False,
        **more: Any,
    ) -> None:
        line = ["sh", "-c", shell.format(" ".join(CALLPLAN))] if shell else [*CALLPLAN, *words]
        own = {"TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"} | ({} if paged else {"PAGER": "cat"})
        env = environ(home, **own | more)
        del env["COLUMNS"]
        size = (rows, columns)
        self.child: Any = pexpect.spawn(
            line[0], line[1:], env=env, dimensions=size, encoding="utf-8", preexec_fn=_heed_signals
        )
        self.child.delaybeforesend = None
        self.screen = pyte.HistoryScreen(columns, rows, history=1000)
        self.stream = pyte.Stream(self.screen)
        self.rows: dict[int, str] = {}

    @property
    def text(self) -> str:
        """What stands on the screen now, on one line, so that folding makes no difference."""
        for row in self.screen.dirty:
            cells = self.screen.buffer[row]
            self.rows[row] = "".join([cells[column].data for column in range(self.screen.columns)])
        self.screen.dirty.clear()
        return " ".join(" ".join([self.rows[row] for row in range(self.screen.lines)]).split())

    def sees(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until the text stands on the screen."""
        end = time.monotonic() + seconds
        while text not in self.text:
            assert time.monotonic() < end, f"no “{text}” on:\n" + "\n".join(self.screen.display)
            self._read()

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def asks(self, text: str, below: str = "", lines: tuple[str, ...] = ()) -> None:
        """Wait until a question that ends so is asked: that text below it, or one of those beginnings of its line."""
        end = time.monotonic() + PATIENCE
        while not self._asked(text, below, lines):
            assert time.monotonic() < end, f"“{text}” is not asked on:\n" + "\n".join(self.screen.display)
            self._read()

    def _asked(self, text: str, below: str, lines: tuple[str, ...]) -> bool:
        _, found, after = self.text.rpartition(text)
        after = after.strip()
        return (
            bool(found)
            and below in after
            and (not lines or any(after.startswith(line) if line else not after for line in lines))
        )

    def loses(self, text: str) -> None:
        """Wait until the text has left the screen; a moment at most, for it may stand there for something else."""
        end = time.monotonic() + 0.6
        while text in self.text and time.monotonic() < end:
            self._read()

    def _read(self) -> None:
        try:
            self.stream.feed(self.child.read_nonblocking(65536, timeout=0.05))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            time.sleep(0.02)

    def answers(self, *turns: tuple[str, str]) -> None:
        """Wait for each text in its turn, and press those keys."""
        for text, keys in turns:
            self.sees(text)
            self.child.send(keys)

    def ends(self, seconds: float = PATIENCE) -> int:
        """Wait for the end; the exit code."""
        end = time.monotonic() + seconds
        while self.child.isalive() or not self.child.flag_eof:
            assert time.monotonic() < end, "it waits at:\n" + "\n".join(self.screen.display)
            self._read()
        self.child.close()
        return int(self.child.exitstatus)


def _heed_signals() -> None:
    """A closed terminal ends a program and Ctrl-C is heard, also where the tests themselves run behind everything."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
