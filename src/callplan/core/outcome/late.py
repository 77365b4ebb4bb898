"""A call entered late: what it overrules of later days, and what of later days overrules it (rule 4)."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.fold import around
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.deal.status import SETTLED, is_open, settled_on, status
from callplan.core.deal.verdict import past
from callplan.core.entries import Entry, live
from callplan.core.events import Dated, Event, Held, Learned, No, Reopened, Yes
from callplan.core.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def overruled(entries: tuple[Entry, ...], batch: int, name: str) -> list[str]:
    """What is to be noted of a transaction whose days lie before others that are on record."""
    before, after = (Standing(deal) for deal in around(entries, batch, name))
    events = [entry.event for entry in live(entries) if entry.batch == batch]
    names = Names(after.deal, max([event.on for event in events]))
    return [*_decisions(before, after, events, name), *_facts(names, events), *_before_it_began(after.deal, events)]


def _decisions(before: Standing, after: Standing, events: list[Event], name: str) -> Iterator[str]:
    """Decisions dated later than this call that it overrules all the same."""
    days = {event.decision: event.on for event in events if isinstance(event, (Reopened, No, Yes))}
    for step, on in days.items():
        was = _stood(before, step) if step in before.map.steps else None
        settled = status(after, step) in SETTLED if was else False
        if was and was[0] > on and settled != was[1] and (settled or is_open(after, step)):
            this, that = phrase.short_day(on, on), phrase.short_day(was[0], on)
            now = {"re-opened": "open again", "declined": "refused"}.get(status(after, step), "open")
            yield (
                f"{this} lies before {that}, where {before.map.steps[step].name} was {was[2]}; as entered, it is "
                f"{'decided' if settled else now} now. "
                f"`{phrase.loose(phrase.command('undo', name))}` takes it back."
            )


def _stood(standing: Standing, step: str) -> tuple[date, bool, str] | None:
    """The day from which a decision stood as it did, whether it was settled, and how that is said."""
    if made := settled_on(standing, step):
        return made, True, "decided"
    story = past(standing, step)
    words = [*story.noes, *[up.word for up in story.taken_up]]
    last = max(words, key=lambda word: word.number, default=None)
    if last is None or not is_open(standing, step):
        return None
    return last.on, False, "refused" if last in story.noes else "taken up again"


def _facts(names: Names, events: list[Event]) -> Iterator[str]:
    """What somebody said on a later day of a fact, or of when they want something, and what therefore stands."""
    deal = names.deal
    for event in events:
        if isinstance(event, Learned):
            said = [each for each in deal.claims if (each.fact, each.person) == (event.fact, event.person)]
            later = max([each for each in said if each.on > event.on], key=lambda each: each.on, default=None)
            if later and later.value != event.value:
                what, value = f"the {names.fact(event.fact)}", names.value(event.fact, later.value)
                yield _stands(names, event, later.on, f"{what} was {value}")
        elif isinstance(event, Dated):
            dated = [each for each in deal.dated if (each.decision, each.person) == (event.decision, event.person)]
            later_day = next((each for each in dated if each.on > event.on and each.day != event.day), None)
            if later_day:
                what = f"{names.title(event.decision)} was wanted by {names.long_day(later_day.day)}"
                yield _stands(names, event, later_day.on, what)


def _stands(names: Names, event: Learned | Dated, day: date, what: str) -> str:
    whose = f"{names.short(event.person)}'s" if event.person else "our own"
    return phrase.sentence(
        f"{names.day(event.on)} lies before {names.day(day)}, when by {whose} word {what}; that later word stands"
    )


def _before_it_began(deal: Deal, events: list[Event]) -> Iterator[str]:
    """A call of a day before the deal was opened."""
    held = next((event.on for event in events if isinstance(event, Held)), None)
    if held and held < deal.opened:
        this, that = phrase.short_day(held, held), phrase.short_day(deal.opened, held)
        yield f"{this} lies before {that}, when this deal was opened; is the day right?"
