"""The last decision of the client's, and how long ago that was (RULES §3: WHERE)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.clock import Quiet, back_on_purpose, reopened, since
from callplan.core.deal.verdict import past
from callplan.core.plan.draft import Draft
from callplan.core.plan.model import Line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.deal.state import Word

YOUNG = 13


def last_heard(draft: Draft) -> Iterator[Line]:
    """The last decision and how long ago, or that there is none; nothing while the deal is young."""
    again = back_on_purpose(draft.standing)
    if again:
        who, day = draft.plain(again.word.person), phrase.short_day(again.word.on, draft.today)
        text = f"{who} took {draft.title(again.id)} up again on {day}{_ago(draft, again.word)}."
        yield Line("WHERE", text, (f"entry {again.word.number}", "rule 61"))
    elif draft.last:
        word = draft.last.word
        no = draft.status(draft.last.id) in ("declined", "answered-no")
        what, why = f"{'no to ' if no else ''}{draft.title(draft.last.id)}", because_of(word.words) if no else ""
        day = phrase.short_day(word.on, draft.today)
        text = f"Last decision: {what} ({draft.plain(word.person)}, {day}){_ago(draft, word)}{why}"
        yield Line("WHERE", phrase.sentence(text), (f"entry {word.number}",))
    elif draft.quiet.calls or draft.quiet.days > YOUNG:
        whose = f" from {draft.names(draft.clients)}" if draft.clients else _yet_on(draft)
        ending = "stands" if _once_decided(draft) else "yet"
        yield Line("WHERE", f"No decision{whose} {ending}, in {_span(draft.quiet)}.", ("rule 55",))
    yield from _resumed(draft)


def _resumed(draft: Draft) -> Iterator[Line]:
    """That a closed deal was taken up again, while nothing was decided since."""
    resumed = reopened(draft.standing)
    if resumed:
        day = phrase.short_day(resumed.on, draft.today)
        yield Line("WHERE", f"The deal was closed, and has been open again since {day}.", (f"entry {resumed.number}",))


def _ago(draft: Draft, word: Word) -> str:
    """`, 8 days and one call ago`, `, today`; nothing of a day still ahead."""
    quiet = since(draft.standing, word.on, word.batch)
    if quiet.days:
        return f", {_span(quiet)} ago"
    return ", today" if word.on == draft.day == draft.today else ""


def _span(quiet: Quiet) -> str:
    days, calls = _count(quiet.days, "day"), _count(quiet.calls, "call")
    return f"{days} and {calls}" if quiet.calls else days


def _count(count: int, one: str) -> str:
    return f"{count} {one if count == 1 else one + 's'}"


def _yet_on(draft: Draft) -> str:
    return f" on {draft.title(draft.chosen)}" if draft.chosen else ""


def _once_decided(draft: Draft) -> bool:
    """Whether something was decided that stands no more."""
    return any(past(draft.standing, step.id).marks for step in draft.map.decisions)


def because_of(words: str) -> str:
    """`: “too dear”`, to follow a no; nothing where no reason was given."""
    return f": {phrase.quoted(words)}" if words else ""
