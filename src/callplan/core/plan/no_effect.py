"""What was typed of the last call, did not count, and is asked for today all the same: the page says so (rule 3)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.doing import theirs_to_do
from callplan.core.deal.needs import is_clients, is_ours
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import waiver_takes
from callplan.core.deal.story import Word
from callplan.core.deal.verdict import enough, roles_in, rung_asked
from callplan.core.names import Names
from callplan.core.plan.briefing import Briefing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def without_effect(b: Briefing, batch: int, steps: list[str]) -> Iterator[tuple[str, str]]:
    """What that debrief has of these steps, and is still asked for on this call or waited for, each with its entry."""
    rungs = [rung.id for rung in (b.ladder.aim, b.ladder.least) if rung]
    today = {*rungs, *b.blockers(), *b.unfinished()}
    for step in [step for step in steps if step in today]:
        story = b.deal.past[step]
        for word in [word for word in story.done if word.batch == batch]:
            if why := why_not_done(b.names, b.standing, step, word):
                yield f"{_who(b, word)} did it: {b.names.act(step)}. {why}", f"entry {word.number}"
        takes = phrase.joined([b.names.holder(role) for role in waiver_takes(b.standing, step)])
        for word in [each.word for each in story.waivers if takes and each.word.batch == batch]:
            words = f": {b.names.quote(word.words)}" if word.words else ""
            told = f"{_who(b, word)} can do without {b.map.steps[step].called}{words}, but it takes {takes}"
            yield phrase.sentence(told), f"entry {word.number}"


def _who(b: Briefing, word: Word) -> str:
    return b.names.short(word.person) if word.person else "We"


def why_not_done(names: Names, standing: Standing, step: str, word: Word) -> str:
    """Why somebody's word on an act does not count: it takes others, or better proof; "" where it does."""
    if not theirs_to_do(standing, step, (word,)):
        if is_ours(standing, step):
            return "It's ours, and counts once we have done it."
        return f"It takes {_whose(names, standing, step)}, and counts once they have done it."
    asked = rung_asked(standing, step)
    if is_clients(standing, step) and not enough(word.proof, asked):
        counted = {"said": "it from them", "wrote": "it in writing", "did": "what shows it"}[asked]
        return f"It counts once we have {counted}."
    return ""


def _whose(names: Names, standing: Standing, step: str) -> str:
    return phrase.joined([names.holder(role) for role in roles_in(standing, standing.map.steps[step].by)])
