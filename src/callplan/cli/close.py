"""The end of a deal."""

from __future__ import annotations

from callplan import settings
from callplan.cli import asking, deals, papers
from callplan.core.deal.closing import lacking
from callplan.core.interview.course import complete
from callplan.core.interview.which_call import day_taken
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.entries import Entry


def close(
    deal: words.Deal,
    *,
    won: words.Won = False,
    lost: words.Lost = False,
    no_decision: words.NoDecision = False,
    end: words.End = None,
    reason: str | None = None,
    words: str | None = None,
    set_: list[str] | None = None,
    look_back: list[str] | None = None,
    on: str | None = None,
    no_input: words.NoInput = False,
) -> None:
    """Close a deal, with the reason."""
    from callplan.core.interview.ending import closed_as, ended, ending, how, left_over

    ways = [way for way, chosen in (("won", won), ("lost", lost), ("no-decision", no_decision)) if chosen]
    ways += [end] if end else []
    ask = asking.asker(no_input, plain=False)
    if len(ways) > 1 or not (ways or asking.can_ask(ask)):
        raise Usage("Say how it ended: --won, --lost, --no-decision or --end END, one of them.")
    name, entries = deals.own_entries(deal)
    known, today = deals.folded(entries, name), settings.today()
    given = asking.given({"reason": reason, "words": words, "set_": set_, "look_back": look_back}, None)
    ways = ways or [asking.one(how(known), ask)]
    said = complete(given, lambda so_far: ending(known, ways[0], so_far, today), ask)
    day_closed, note = day_taken(known, {"on": on}, today, today, (known.opened, "opened"))
    passed = _passed_over(name, entries) if said.get("look-back") else ()
    entries = deals.record(name, entries, ended(known, said, ways[0], day_closed, today, passed))
    after = deals.folded(entries, name)
    told = (closed_as(after), note, lacking(after, ways[0], day_closed), left_over(after, day_closed))
    papers.noted(told)


def _passed_over(name: str, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """The steps that the red pen counts as passed over in a deal."""
    from callplan.core.redpen.fates import passed_over

    return passed_over(entries, name, settings.holidays())
