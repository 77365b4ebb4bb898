"""The people of a deal."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals, papers
from callplan.core import phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def person(
    deal: words.Deal,
    *,
    rename: words.PersonRenamed = None,
    merge: words.Merged = None,
    roles: words.Roles = None,
    as_: list[str] | None = None,
    json: words.Json = False,
) -> None:
    """List the people of a deal, or mend how one is written down."""
    from callplan.core.people import Mending, people

    name, entries = deals.entries_of(deal)
    mending = Mending(name, entries, settings.today(), settings.holidays())
    if rename:
        mending.rename(*rename)
    if merge:
        mending.merge(*merge)
    for text in roles or ():
        mending.roles(text)
    for text in as_ or ():
        mending.calls(text)
    told = tuple(mending.told()) if mending.events else ()
    entries = deals.record(name, entries, mending.events)
    found = people(deals.folded(entries, name), settings.today(), told)
    if json:
        from callplan.render.json_value import as_json

        print(as_json(found))
        return
    papers.listed([each.text for each in found.people])
    if told:
        back = f"`{phrase.loose(phrase.command('undo', name))}` takes it back."
        print("\n".join([*told, back]), file=sys.stderr)
    elif not found.people:
        print(f"Nobody is known of {name} yet.", file=sys.stderr)
