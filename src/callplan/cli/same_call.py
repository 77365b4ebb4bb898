"""A debrief that was put aside and one that is on record, of one and the same call, told as one."""

from __future__ import annotations

import json

from callplan.cli import deals
from callplan.core.entries import live
from callplan.core.events import Held
from callplan.core.flags import FLAGS
from callplan.core.interview.named_in_flags import names_whole
from callplan.core.interview.party import Party
from callplan.core.interview.question import every

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers
    from callplan.drafts import Draft


def same_call(draft: Draft, entries: tuple[Entry, ...]) -> int:
    """The transaction of a debrief on record with its answers, of the same day as one that was put aside; 0 for none.

    Both were told on one day, so that a Friday is the same in either.
    """
    standing = {entry.batch for entry in live(entries) if isinstance(entry.event, Held)}
    of_it = {"on": draft.answers.get("on"), "typed_on": draft.typed_on}
    found = 0
    for batch, command, body in deals.journal().answers(draft.deal) if of_it["on"] else ():
        told = json.loads(body)
        is_it = {"on": told["answers"].get("on"), "typed_on": told["typed_on"]} == of_it
        found = batch if is_it and command == draft.command and batch in standing else found
    return found


def as_one(theirs: Answers, mine: Answers, known: Deal, today: date) -> Answers:
    """What both say, under the keys of the flags: all that can be said several times, else what is on record."""
    party = Party(known, known.playbook, {}, today)
    (there, _), (here, _) = names_whole(party, theirs), names_whole(party, mine)
    found: Answers = {}
    for key in [key for key in FLAGS if key in there or key in here]:
        both = list(dict.fromkeys([*every(there, key), *every(here, key)])) if FLAGS[key].many else None
        told = there.get(key) or here.get(key) if both is None else both
        found |= {key: told} if told else {}
    if found.get("worth-it"):
        found.pop("not-asked", None)
    return found
