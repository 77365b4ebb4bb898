"""What a bare `callplan` says."""

from __future__ import annotations

from contextlib import suppress

from callplan import settings
from callplan.cli import papers
from callplan.core import phrase
from callplan.core.text import clean
from callplan.drafts import kept
from callplan.errors import BadFile
from callplan.journal import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ABOUT = "callplan puts your next call with a client on one page: the decision to aim for, and how to get there."
FIRST = (
    ("demo", "try it on an invented deal"),
    ("playbook list", "the maps of how clients buy"),
    ("prep DEAL", "plan the first call of a deal of yours"),
)
NEXT = (
    ("prep {deal}", "plan the next call"),
    ("debrief {deal}", "write down what came of the last one"),
    ("show {deal}", "see where it stands"),
    ("review", "look across all of them"),
)


def start() -> None:
    """Say what to do next."""
    deals = [_typed(name) for name in Journal(settings.journal()).deals()[:5]]
    about = f"Your latest deals: {', '.join(deals)}" if deals else ABOUT
    lines = [(line.format(deal=deals[0]), what) for line, what in NEXT] if deals else list(FIRST)
    papers.listed([about, "", *_table([*_half_done(), *lines]), "", "`callplan --help` lists every command."])


def _half_done() -> list[tuple[str, str]]:
    """The lines that go on with what was asked and not finished; a draft that cannot be read is met when it is used."""
    with suppress(BadFile):
        return [(f"{draft.verb} {_typed(draft.deal)}{draft.option}", "go on where you stopped") for draft in kept()[:3]]
    return []


def _table(lines: list[tuple[str, str]]) -> Iterator[str]:
    widest = max([len(line) for line, _ in lines])
    return (f"  callplan {line:<{widest}}  {what}" for line, what in lines)


def _typed(name: str) -> str:
    """The name as it is typed in a shell."""
    return phrase.loose(phrase.typed(clean(name)))
