"""What was written down of a reply: said back once, and known again when the same reply is read twice."""

from __future__ import annotations

import json
from datetime import date

from callplan.core import happened, happened_in_words, phrase
from callplan.core.deal.closing import named_end
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import status
from callplan.core.entries import live
from callplan.core.entry_in_words import teller
from callplan.core.events import No
from callplan.core.names import Names
from callplan.core.plan.briefing import Line
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.entries import Entry
    from callplan.core.reply.compared import Compared
    from callplan.core.reply.sent_page import SentPage


class ReplyTold(Record):
    """What a reply came to: of which deal and day, whose it is, and what was written down of it."""

    deal: str
    on: date
    person: str
    written: tuple[str, ...]
    lines: tuple[Line, ...]


def digest(page: SentPage, found: Compared, person: str) -> str:
    """What tells a reply from any other: the same for the same words on the same page."""
    from hashlib import sha256

    lines = [f"{each.line.number} {each.wrote} {each.struck}" for each in found.changed]
    text = "\n".join([page.sent.page, person, *lines, found.rest])
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def read_already(entries: tuple[Entry, ...], told: Iterable[tuple[int, str, str]], mark: str) -> str:
    """That a reply was read before and stands, from what transactions were made from; "" where it was not."""
    standing = {each.batch: each.event.on for each in live(entries)}
    for batch, command, body in told:
        if command == "letter" and batch in standing and json.loads(body)["given"].get("reply") == mark:
            day = phrase.loose(phrase.full_day(standing[batch]))
            return f"This reply stands already, as of {day}: nothing was written."
    return ""


def told_of_reply(
    before: tuple[Entry, ...], after: tuple[Entry, ...], name: str, page: SentPage, person: str, on: date,
    free: frozenset[date],
) -> ReplyTold:  # fmt: skip
    """What to say back of a reply that was written down: what they decided with it, and every entry."""
    deal = fold(after, name, free)
    standing, batch = Standing(deal, on), after[-1].batch
    found = happened.happenings(standing, lambda _, number: number == batch)
    decided = [each for each in found if each.kind in happened.OF_A_DECISION]
    names = Names(deal, on)
    in_words = teller(after)
    written = tuple([in_words(entry) for entry in after[len(before) :]])
    head = f"{phrase.held(name.upper())} · reply of {person} · {phrase.full_day(on)} · page {page.sent.page}"
    closing, was = standing.map.closing, Standing(fold(before, name, free), on)
    won = status(standing, closing) == "made" != status(was, closing)
    result = " ".join([*(["Won."] if won else []), *[happened_in_words.told(names, each) for each in decided]])
    nothing = "They decided nothing with it."
    because = tuple([entry for each in decided for entry in each.because])
    lines = (
        Line("HEAD", head, ("reply",)),
        Line("RESULT", result or nothing, because or ("rule 51",)),
        *[Line("RESULT", _for_good(name), ("rule 16",)) for _ in _may_end(standing, after)],
        *[Line("RECORDED", phrase.sentence(_begun(each)), ("the journal",)) for each in written],
        Line("FOOT", " · ".join([phrase.command(verb, name) for verb in ("show", "undo")])),
    )
    return ReplyTold(name, on, person, written, lines)


def _begun(text: str) -> str:
    """A sentence of the log with a capital, unless it begins with the id of a promise."""
    return text if text[:1] == "p" and text[1:2].isdigit() else phrase.capital(text)


def _may_end(standing: Standing, entries: tuple[Entry, ...]) -> list[No]:
    """The first no of the last transaction that may be the end of the deal, where it is not closed."""
    noes = [each.event for each in entries if each.batch == entries[-1].batch and isinstance(each.event, No)]
    ends = [each for each in noes if named_end(standing, each.decision)]
    return [] if standing.deal.closed else ends[:1]


def _for_good(name: str) -> str:
    close, undo = phrase.command("close", name) + phrase.held(" --lost"), phrase.command("undo", name)
    return (
        f"Was that for good, or for now? If for good: {close}. "
        f"If for now: {undo}, then read the reply again and take it as later."
    )
