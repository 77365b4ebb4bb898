"""What a call overruled though it was decided on a later day: entered late, it counts all the same (rule 4)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.fold import around
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import is_open, settled_on, status
from callplan.core.entries import Entry, live
from callplan.core.events import No, Reopened


def overruled(entries: tuple[Entry, ...], batch: int, name: str) -> list[str]:
    """Decisions dated later than this call that it overrules all the same (rule 4)."""
    before, after = (Standing(deal) for deal in around(entries, batch, name))
    told = [entry.event for entry in live(entries) if entry.batch == batch]
    days = {event.decision: event.on for event in told if isinstance(event, (Reopened, No))}
    notes = []
    for step, on in days.items():
        made = settled_on(before, step) if step in before.map.steps else None
        if made and made > on and is_open(after, step):
            this, that = phrase.short_day(on, on), phrase.short_day(made, on)
            now = {"re-opened": "open again", "declined": "refused"}.get(status(after, step), "open")
            notes.append(
                f"{this} lies before {that}, where {before.map.steps[step].name} was decided; as entered, it is {now} "
                f"now. {phrase.capital(phrase.loose(phrase.command('undo', name)))} takes it back."
            )
    return notes
