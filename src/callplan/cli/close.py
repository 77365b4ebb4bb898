"""The end of a deal."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import asking, deals
from callplan.core.deal.fold import fold
from callplan.core.interview.calls import default_day
from callplan.core.interview.course import complete
from callplan.core.interview.debriefing import closing_question
from callplan.core.interview.grammar import day
from callplan.core.interview.told import closing
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def close(
    deal: words.Deal,
    *,
    won: words.Won = False,
    lost: words.Lost = False,
    no_decision: words.NoDecision = False,
    reason: words.Reason = None,
    on: words.On = None,
    no_input: words.NoInput = False,
) -> None:
    """Close a deal, with the reason."""
    kinds = [kind for kind, chosen in (("won", won), ("lost", lost), ("no-decision", no_decision)) if chosen]
    if len(kinds) != 1:
        raise Usage("Say how it ended: --won, --lost or --no-decision, one of them.")
    name, entries = deals.entries_of(deal)
    known, today = fold(entries, name), settings.today()
    ask = asking.asker(no_input, plain=False)
    given = {"reason": reason} if reason is not None else {}
    said = complete(given, lambda so_far: closing_question(known, kinds[0], so_far), ask)
    day_closed = day("on", on, today) if on else default_day(known, today)
    event = closing("reason", known.playbook, day_closed, kinds[0], said.get("reason", ""))
    deals.record(name, entries, [event])
    end = known.playbook.end[event.end]
    print(f"{name}: closed as {end.title or end.id}{': ' + event.reason if event.reason else ''}.", file=sys.stderr)
