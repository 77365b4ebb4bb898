"""The commands, and the one place an error becomes a message and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

from callplan.cli import door
from callplan.errors import Refusal

# Exit codes that no refusal has
UNPRINTED, OUR_MISTAKE = 7, 70

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Line = tuple[Callable[..., None], dict[str, Any]]


def entry() -> None:
    """Run the line this process was started with, and end it.

    What is written is flushed and every file is closed by then, so neither collecting garbage nor taking the
    interpreter apart would do anything for anybody; together they cost half of what an empty Python costs.
    """
    gc.disable()
    code = main()
    os._exit(code)


def main() -> int:
    """Run the line this process was started with; the answer is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if sys.stderr is not None and sys.stderr.isatty():
        from callplan.cli.paging import at_word_ends

        sys.stderr = at_word_ends(sys.stderr)
    _written().clear()
    _exchanged().clear()
    code = _code(_run)
    flushed = _code(_flush)
    return code or flushed


def _code(does: Callable[[], int]) -> int:
    try:
        return does()
    except Refusal as refusal:
        return _told(str(refusal), refusal.code)
    except KeyboardInterrupt:
        return _told(f"Stopped; {_what_was_written()}.", 130)
    except EOFError:
        return _told(f"The answers ended before the last question; {_what_was_written()}.", 4)
    except OSError as error:
        return _lost(error)
    except Exception as error:
        return _told(f"{_our_mistake(error)} {_what_was_written().capitalize()}.", OUR_MISTAKE)


def _run() -> int:
    if "_CALLPLAN_COMPLETE" in os.environ:
        return _completed()
    _all_text(sys.argv[1:])
    does, given = _line(sys.argv[1:])
    does(**given)
    return 0


def _all_text(words: list[str]) -> None:
    """Refuse bytes that are no text: kept as another sign, they would be told back as what nobody typed."""
    for word in words:
        if not word.isascii() and any("\ud800" <= sign <= "\udfff" for sign in word):
            from callplan.core.phrase import excerpt
            from callplan.errors import Usage

            raise Usage(f"“{excerpt(word)}” holds bytes that are no text: type it again.")


def _line(words: list[str]) -> Line:
    if not words or words == ["--version"]:
        return door.version if words else door.command("start"), {}
    if words in (["--help"], ["-h"]):
        return door.command("contents"), {}
    return door.read(words) or _asked_of_typer(words)


def _asked_of_typer(words: list[str]) -> Line:
    from callplan.cli import app

    return app.read(words)


def _completed() -> int:
    """What the TAB key gets; whatever goes wrong, nothing is said in the middle of somebody's line."""
    try:
        return _offered()
    except (Refusal, OSError):
        return 1


def _offered() -> int:
    from callplan.cli import tab

    answer = tab.read(os.environ)
    if answer is None:
        _asked_of_typer([])
        return 0
    sys.stdout.write(answer.text)
    return answer.code


def _flush() -> int:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    return 0


def _lost(error: OSError) -> int:
    """A reader that has left is no error; whatever else the system refused is told in its own words.

    Where something was written down before that, it is said, and the exit code is one of its own: whoever takes it for
    a failure would tell the same again.
    """
    where = f"{error.filename}: " if error.filename else "The answer could not be printed: "
    if done := _done():
        _silence()
        return _told(f"{done} {where}{error.strerror or error}.", UNPRINTED)
    if isinstance(error, BrokenPipeError):
        _silence()
        return 0
    if not error.filename:
        _silence()
    return _told(f"{where}{error.strerror or error}.", 1)


def _written() -> list[str]:
    """The deals of which something was written down; the list itself."""
    journal = sys.modules.get("callplan.journal")
    return journal.written if journal else []


def _done() -> str:
    """What was written down, or exchanged, in a sentence; "" where nothing was."""
    if deals := _written():
        return f"It was written down under {', '.join(deals)}."
    return "The exchange with the hub is done." if _exchanged() else ""


def _exchanged() -> list[bool]:
    """Whether an exchange with the team's hub was done; the list itself."""
    sync = sys.modules.get("callplan.cli.sync")
    return sync.done if sync else []


def _what_was_written() -> str:
    deals = _written()
    return f"what you told was written down under {', '.join(deals)}" if deals else "nothing was written"


def _our_mistake(error: Exception) -> str:
    """That callplan failed, and where in it; no word of a deal."""
    from callplan.cli.last_resort import place

    return f"This is a mistake of callplan's own, {type(error).__name__} at {place(error)}."


def _silence() -> None:
    # Python flushes stdout once more as it ends, and would complain there again
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _told(message: str, code: int) -> int:
    import re

    from callplan.core.text import clean

    told = "\n".join([clean(line) for line in message.splitlines()])
    # file:line:column stands at the beginning of its line, where editors look for it
    placed = re.match(r".+?:\d+:\d+: ", told)
    print(told if placed else f"callplan: {told}", file=sys.stderr)
    return code
