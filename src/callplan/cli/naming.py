"""Which deal a prep's name stands for: one that is there, a close one, or a new one."""

from __future__ import annotations

from callplan.cli import asking, deals
from callplan.core.interview.question import Choice, Question, refuse
from callplan.core.text import abbreviated, near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers, Asker


def meant(name: str, given: Answers, ask: Asker) -> tuple[str, tuple[Entry, ...]]:
    """The deal a name stands for, and its entries: that one, a close one if the person says so, else a new one."""
    written, entries = deals.found(name)
    if entries or given.get("playbook"):
        return written, entries
    if ask is refuse and len(abbreviated(written, deals.journal().deals())) == 1:
        return deals.entries_of(written)
    close = _close(written)
    chosen = asking.one(_which(written, close), ask) if close else ""
    return deals.found(chosen) if chosen else (written, ())


def _which(name: str, close: list[str]) -> Question:
    new = Choice("", f"{name}, a new deal")
    return Question(
        "deal", f"There is no deal “{name}”.", "choice", (*(Choice(each, each) for each in close), new),
        why="Close names may be the same client.", flags=f"--playbook ID to open it, or one of {', '.join(close)}",
    )  # fmt: skip


def _close(name: str) -> list[str]:
    known = deals.journal().deals()
    return list(dict.fromkeys([*abbreviated(name, known), *near(name, known)]))[: deals.MOST_OFFERED]
