"""Another name for a deal."""

from __future__ import annotations

import sys

from callplan import drafts, settings
from callplan.cli import deals
from callplan.core import phrase
from callplan.core.entries import Renamed
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def rename(deal: words.Deal, new: words.NewDeal) -> None:
    """Give a deal another name; the old one is still understood."""
    name, entries = deals.own_entries(deal)
    called = deals.as_name(new)
    if called != name and "/" in called:
        from callplan.cli.whose import new_name

        new_name(called)
    taken, others = deals.found(called)
    if called == name:
        raise Usage(f"{name} is called that already.")
    if others and taken != name:
        raise Usage(f"There is another deal called {taken}: choose another name, or give that one another name first.")
    deals.record(name, entries, [Renamed(settings.today(), called, name)])
    drafts.rename({name: called})
    from callplan import put_aside

    put_aside.rename({name: called})
    shows = phrase.command("show", name)
    print(phrase.loose(f"{name} is called {called} from now on; `{shows}` still finds it."), file=sys.stderr)
