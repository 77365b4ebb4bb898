"""What was typed of the last call, did not count, and is asked for today all the same: the page says so (rule 3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.status import settled, waiver_takes
from callplan.core.deal.story import Word
from callplan.core.map.playbook import Act
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.uncounted import why_not_done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def without_effect(b: Briefing, batch: int) -> Iterator[tuple[str, str]]:
    """What somebody did or let go of in that debrief and is still to be done for this call, each with its entry."""
    for step in asked_today(b):
        story = b.deal.past[step]
        act = b.names.act(step)
        for word in [word for word in story.done if word.batch == batch]:
            if why := why_not_done(b.names, b.standing, step, word):
                yield f"{_who(b, word)} did it: {act}. {why}", f"entry {word.number}"
        for word in [each.word for each in story.waivers if each.word.batch == batch]:
            if roles := waiver_takes(b.standing, step):
                takes = phrase.joined([b.names.holder(role) for role in roles])
                words = f": {b.names.quote(word.words)}" if word.words else ""
                told = f"{_who(b, word)} can do without {b.map.steps[step].called}{words}, but it takes {takes}"
                yield phrase.sentence(told), f"entry {word.number}"


def asked_today(b: Briefing) -> list[str]:
    """The acts of which something was typed, that this call asks for or waits for."""
    rungs = [rung.id for rung in (b.ladder.aim, b.ladder.least) if rung]
    steps = [step for step in dict.fromkeys([*rungs, *b.blockers(), *b.unfinished()]) if step in b.deal.past]
    return [step for step in steps if isinstance(b.map.steps[step], Act) and not settled(b.standing, step)]


def _who(b: Briefing, word: Word) -> str:
    return b.names.short(word.person) if word.person else "We"
