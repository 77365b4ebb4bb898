"""What a bare `callplan` says."""

from __future__ import annotations

from callplan import settings
from callplan.core.clean import clean
from callplan.journal import Journal

NEW = """\
callplan puts your next call with a client on one page: the decision to aim for,
and how to get there.

  callplan demo              try it on an invented deal
  callplan playbook list     the maps of how clients buy
  callplan prep DEAL         plan the first call of a deal of yours

`callplan --help` lists every command."""

AGAIN = """\
Your latest deals: {deals}

  callplan prep {deal:<12} plan the next call
  callplan debrief {deal:<9} write down what came of the last one
  callplan show {deal:<12} see where it stands

`callplan --help` lists every command."""


def start() -> None:
    """Say what to do next."""
    deals = [_spelled(name) for name in Journal(settings.journal()).deals()[:5]]
    print(AGAIN.format(deals=", ".join(deals), deal=deals[0]) if deals else NEW)


def _spelled(name: str) -> str:
    """The name as it is typed in a shell."""
    from shlex import quote

    return quote(clean(name))
