"""What the rep should know beside a plan."""

from __future__ import annotations

from callplan.cli import deals, maps
from callplan.core import phrase
from callplan.core.call.silence import coming
from callplan.core.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.calls import Prepared
    from callplan.core.interview.question import Answers


def dropped_before(name: str, entries: tuple[Entry, ...]) -> Iterator[str]:
    """A note where a new deal has the name of one that was dropped, or that went to somebody else."""
    if not entries and (taker := deals.went_to(name)):
        yield f"This is a new deal; another {name} was handed over to {clean(taker)}."
    elif not entries and (gone := deals.dropped_on(name)):
        back = f"`{phrase.command('drop', name)} --back`"
        yield f"This is a new deal; another {name} was dropped on {gone}: {back} brings it back."


def noted_beside(known: Deal | None, given: Answers, told: Prepared, today: date) -> Iterator[str]:
    """What the rep should know beside the page."""
    if told.note:
        yield told.note
    if known and given.get("playbook") not in (None, known.playbook.id):
        yield f"{known.name} keeps the copy of {known.playbook.id} it was opened with; --playbook is for a new deal."
    if known and (version := maps.version_on_file(known.playbook.id)) not in (None, known.playbook.version):
        typed = phrase.loose(phrase.typed(known.name))
        yield (
            f"{known.playbook.id} is at version {version} by now, and this deal has version {known.playbook.version}: "
            f"`callplan map {typed} --update` shows what changed."
        )
    planned = coming(known)[0] if known and not told.off else None
    if known and planned and planned.call < today:
        day, typed = phrase.long_day(planned.call, today), phrase.typed(known.name)
        yield f"The call of {day} has no debrief yet: `callplan debrief {typed}` writes it."
