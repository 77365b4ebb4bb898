"""What an amended map changes for a deal: where the client is, what is owed, what the next call is for."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.call.choose import choose
from callplan.core.deal.owed import owed
from callplan.core.deal.position import places
from callplan.core.deal.standing import Standing
from callplan.core.map.difference import Difference, differences
from callplan.core.names import Names
from callplan.core.plan.briefing import Line
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import Deal


class Shift(Record):
    """A track on which the client stands elsewhere now: its stage, None where all is decided, "" where it is no way."""

    track: str
    before: str | None
    after: str | None


class Follows(Record):
    """How a deal's own map is different now, and what follows. `kept`: left out, though the history names it.

    `entry`: the number of the amendment; None where nothing was changed, and nothing written.
    """

    deal: str
    entry: int | None
    playbook: str
    version: int
    differences: tuple[Difference, ...]
    kept: tuple[str, ...]
    notes: tuple[str, ...]
    positions: tuple[Shift, ...]
    owed: tuple[str, ...]
    no_longer_owed: tuple[str, ...]
    decision_before: str | None
    decision: str | None
    lines: tuple[Line, ...]


def follows(before: Deal, after: Deal, today: date, kept: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> Follows:
    """What the map a deal has now changes for it today."""
    was, now = _owed(before, today), _owed(after, today)
    found = Follows(
        deal=after.name,
        entry=after.last if after.last != before.last else None,
        playbook=after.playbook.id,
        version=after.playbook.version,
        differences=differences(before.playbook, after.playbook),
        kept=kept,
        notes=notes,
        positions=tuple(_shifts(_places(before, today), _places(after, today))),
        owed=tuple([name for name in now if name not in was]),
        no_longer_owed=tuple([name for name in was if name not in now]),
        decision_before=_decision(before, today),
        decision=_decision(after, today),
        lines=(),
    )
    return found.but(lines=tuple(_lines(found, Names(before, today), Names(after, today))))


def _owed(deal: Deal, today: date) -> tuple[str, ...]:
    return tuple([debt.id for debt in owed(Standing(deal, today))])


def _decision(deal: Deal, today: date) -> str | None:
    """What the next call is for: the one that is planned, else any."""
    coming = deal.planned
    if coming is None:
        return choose(Standing(deal, today), ())
    return coming.target or choose(Standing(deal, coming.call), coming.people)


def _places(deal: Deal, today: date) -> dict[str, str | None]:
    return places(Standing(deal, today)).client


def _shifts(was: dict[str, str | None], now: dict[str, str | None]) -> Iterator[Shift]:
    for track in dict.fromkeys((*now, *was)):
        before, after = was.get(track, ""), now.get(track, "")
        if before != after:
            yield Shift(track, before, after)


def _lines(found: Follows, was: Names, now: Names) -> Iterator[Line]:
    yield Line("HEAD", f"{phrase.held(found.deal.upper())} · its own map", ("map amended",))
    for each in found.differences:
        yield Line("MAP", each.text, (f"map {each.id}".rstrip(),))
    if found.kept:
        titles = phrase.joined([now.title(name) for name in found.kept])
        yield Line("MAP", f"Left out, and kept for what the history says of it: {titles}.", ("map without",))
    for note in found.notes:
        yield Line("MAP", note, ("map amended",))
    yield from _following(found, was, now)
    verbs = [phrase.held(f"callplan {verb} {phrase.typed(found.deal)}") for verb in ("map", "undo")]
    yield Line("FOOT", " · ".join(verbs))


def _following(found: Follows, was: Names, now: Names) -> Iterator[Line]:
    for shift in found.positions:
        where = "They are" if shift.track == "main" else f"Beside it ({shift.track}), they are"
        yield Line("WHERE", f"{where} {_at(shift.after, now)}; before, {_at(shift.before, was)}.", ("rules 28-29",))
    if found.owed:
        because = tuple(f"owed {name}" for name in found.owed)
        yield Line("WHERE", f"Still missing from now on: {now.titles(found.owed)}.", because)
    if found.no_longer_owed:
        yield Line("WHERE", f"No longer missing: {was.titles(found.no_longer_owed)}.", ("rule 35",))
    if found.decision != found.decision_before:
        after, before = (f"for {naming.title(step)}" if step else "for no decision"
                         for naming, step in ((now, found.decision), (was, found.decision_before)))  # fmt: skip
        yield Line("WHERE", f"The next call is {after}; before, {before}.", ("rule 40",))
    elif not (found.positions or found.owed or found.no_longer_owed):
        yield Line("WHERE", "They are where they were, and no more is missing than before.", ("rules 28-31",))


def _at(place: str | None, naming: Names) -> str:
    """Where somebody stands on a track."""
    return f"at {naming.title(place)}" if place else "at its end" if place is None else "not on it"
