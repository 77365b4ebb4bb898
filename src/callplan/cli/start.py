"""What a bare `callplan` says."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

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
    journal = Journal(settings.journal())
    deals = [_typed(name) for name in journal.own_deals()[:5]]
    about = f"Your latest deals: {', '.join(deals)}" if deals else ABOUT
    lines = [(line.format(deal=deals[0]), what) for line, what in NEXT] if deals else list(FIRST)
    rows = [*_half_done(), *_to_send(), *lines]
    papers.listed([about, "", *_table(rows), "", "`callplan --help` lists every command."])


def _half_done() -> list[tuple[str, str]]:
    """The lines that go on with what was asked and not finished; a draft that cannot be read is met when it is used."""
    with suppress(BadFile):
        return [(f"{draft.verb} {_typed(draft.deal)}{draft.option}", "go on where you stopped") for draft in kept()[:3]]
    return []


def _to_send() -> list[tuple[str, str]]:
    """The line that exchanges with the team's hub, where this home was exchanged with one."""
    journal = Journal(settings.journal())
    if not journal.exists():
        return []
    from callplan.journal import team

    count, at = team.unsent(journal)
    if not at:
        return []
    day = phrase.loose(phrase.long_day(date.fromisoformat(at[:10]), settings.today()))
    what = f"send {phrase.number(count)} of yours" if count else "take what changed"
    return [("sync", f"{what}; the last time was {day}")]


def _table(lines: list[tuple[str, str]]) -> Iterator[str]:
    widest = max([len(line) for line, _ in lines])
    return (f"  callplan {line:<{widest}}  {what}" for line, what in lines)


def _typed(name: str) -> str:
    """The name as it is typed in a shell."""
    return phrase.loose(phrase.typed(clean(name)))
