"""Two invented deals, told to the end in a home that is thrown away."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout

from callplan.cli import asking, papers
from callplan.cli.door import command
from callplan.core.interview.question import Choice, Question
from callplan.errors import Interrupted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.cli import words

DEALS = ("harrow", "norrland")
AGAIN = Question(
    "demo",
    "Prep one of them by hand?",
    "choice",
    (
        Choice("", "No, that is enough"),
        Choice("norrland", "norrland, before the call of 3 December"),
        Choice("harrow", "harrow, after the order"),
    ),
    default="",
    why="You answer as the rep would; it is thrown away afterwards.",
)


def demo(*, no_input: words.NoInput = False) -> None:
    """Plan two invented deals and debrief one, away from your own."""
    home = tempfile.mkdtemp(prefix="callplan-demo-")
    kept = dict(os.environ)
    os.environ["CALLPLAN_HOME"] = home
    try:
        # what a foot says to type next would find no deal
        papers.left_out.add("FOOT")
        for deal in DEALS:
            _tell(deal)
        chosen = asking.one(AGAIN, asking.asker(no_input, plain=False))
        if chosen:
            command("prep")(deal=chosen)
    except Interrupted:
        raise Interrupted("Stopped; of the demo nothing is kept.") from None
    finally:
        papers.left_out.clear()
        shutil.rmtree(home, ignore_errors=True)
        os.environ.clear()
        os.environ.update(kept)


def _tell(deal: str) -> None:
    """One deal's story; only what comes of its last call is shown."""
    story = _story(deal)
    calls = story["calls"]
    last = max(number for number, each in enumerate(calls) if each["command"] == "prep")
    papers.listed([story["about"]])
    for each in calls[:last]:
        _quietly(deal, each)
    for each in calls[last:]:
        _show(deal, each)


def _story(deal: str) -> dict[str, Any]:
    from callplan.playbook_file import mapping

    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "demo", f"{deal}.yaml")
    with open(path, "rb") as file:
        return mapping(file.read(), path)


def _quietly(deal: str, call: dict[str, Any]) -> None:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        _run(deal, call)


def _show(deal: str, call: dict[str, Any]) -> None:
    flags = " …" if call["flags"] else ""
    papers.listed([f"$ callplan {call['command']} {deal}{flags}    ({call['today']})", ""])
    sys.stdout.flush()
    _run(deal, call)
    print()


def _run(deal: str, call: dict[str, Any]) -> None:
    """One command of the story, on its own day."""
    os.environ["CALLPLAN_TODAY"] = call["today"]
    does = command(call["command"])
    does(deal=deal, no_input=True, **{_parameter(flag): value for flag, value in call["flags"].items()})


def _parameter(flag: str) -> str:
    name = flag.replace("-", "_")
    return f"{name}_" if name in ("with", "set", "next") else name
