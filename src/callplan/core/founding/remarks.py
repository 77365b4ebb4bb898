"""What a new map says to whoever opens it: what to fill in next, and how."""

from __future__ import annotations

from callplan.core.founding.kind_of_client import Limit
from callplan.core.founding.starter import EXECUTIVE, Starter, decision_of
from callplan.core.map.playbook import Playbook

HEADER = """\
# How one kind of client buys, as you told it. It can be used as it stands; what it says gets better with every deal.
#
# What to fill in next, the most useful first:
#   1. `whether` and `title` of every decision: in the words that these clients use among themselves.
#   2. `topic` and `yes`: read them aloud, as in "I'd like you to decide `topic`" and "last time you `yes`".
#   3. `no_is_right_if` and `good_for_them`: ask a client who bought, and one who was right not to.
#   4. `ask`: your best question before each decision. One that yes or no answers is no use here.
#   5. `concerns`: what they may fear (`fear`), what you say to that (`say`), what you never promise (`never`).
#   6. `signals` of every stage: what you see or hear of them while they are there, told with "they".
#   7. `takes`: how long each step really took in your last three deals.
#
# A decision (`whether:`) is always theirs. An act (`will:`) is work that somebody must get done. What stands in `needs`
# has to be settled first; all other order is only what is usual. `when: {not: x}`: the act is a help on the way to x.
# `{it}` is what you sell, by the name that you and they have for it in a deal.
# `callplan playbook check` names every mistake in this file, and what would serve better.
"""
OWN = "# Yours: add `good_for_them`; `ask` and `no_is_right_if` would fit any decision, so put them in its own words.\n"
BESIDE = "# Beside the main way: nobody waits for it before the last decision does. Work of theirs goes in as an act.\n"
CLOSING = (
    "# The last decision wins the deal. What comes after it (a start, a first delivery) can be a stage of its own.\n"
)
WRITTEN = "# From here on they may be written to and not called: `talk` says to whom, and where. Say here until when.\n"
EXAMPLE = """\
# Add what they may fear here, as under the first decision:
#   concerns:
#     - fear: the last changeover cost more than it saved
#       say: the old way stays in place until you tell us to take it away
#       never: a changeover without a lost hour
"""


def remarks(book: Playbook, limit: Limit | None, starter: Starter) -> dict[str, str]:
    """What is said before parts of a map, by their ids."""
    main = book.tracks["main"]
    found = {decision_of(stage).id: OWN for stage in main if decision_of(stage).id not in starter.usual}
    found |= {stage.id: BESIDE for stage in book.stages if stage.track != "main"}
    if len(main) > 1 and decision_of(main[1]).id in starter.usual:
        found[decision_of(main[1]).id] = EXAMPLE
    found[main[-1].id] = CLOSING
    if written := next((stage.id for stage in main if stage.talk.how == "written"), ""):
        found[written] = found.get(written, "") + WRITTEN
    if limit and EXECUTIVE in book.role:
        found["amount"] = "# Decides who decides. Give it a `unit`, such as EUR.\n"
    return found
