"""The plan for the next call."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import asking, calls, deals, papers
from callplan.core.deal.fold import fold
from callplan.core.interview.calls import prepared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from callplan.cli import words
    from callplan.core.deal.state import Deal
    from callplan.core.interview.question import Answers, Asker
    from callplan.core.playbook import Playbook


def prep(
    deal: words.Deal,
    *,
    playbook: words.Playbook = None,
    with_: words.With = None,
    on: words.On = None,
    minutes: words.Minutes = None,
    target: words.Target = None,
    opened: words.Opened = None,
    settled: words.Settled = None,
    set_: words.Set = None,
    done: words.Done = None,
    person: words.Person = None,
    left: words.Gone = None,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    why: words.Why = False,
) -> None:
    """Plan the next call on one page."""
    given = asking.given(locals(), answers)
    ask = asking.asker(no_input, plain_prompts)
    name, entries = deals.found(deal)
    if not entries:
        name, entries = deals.meant(name, given, ask)
    today = settings.today()
    known = fold(entries, name) if entries else None
    book = known.playbook if known else _chosen(given, ask)
    said = _asked(known, book, given, today, ask)
    told = prepared(known, book, said, today)
    page, events = calls.planned(name, known, entries, told, today)
    deals.record(name, entries, events)
    for note in _notes(known, given, told.note, today):
        print(note, file=sys.stderr)
    papers.show(page, page.lines, json=json, markdown=markdown, why=why, light=page.light)


def _notes(known: Deal | None, given: Answers, note: str, today: date) -> Iterator[str]:
    """What the rep should know beside the page."""
    if note:
        yield note
    if known and given.get("playbook") not in (None, known.playbook.id):
        yield f"{known.name} keeps the copy of {known.playbook.id} it was opened with; --playbook is for a new deal."
    if known and known.planned and known.planned.call < today:
        yield f"The call of {known.planned.call} has no debrief yet: `callplan debrief {known.name}` writes it."


def _asked(known: Deal | None, book: Playbook, given: Answers, today: date, ask: Asker) -> Answers:
    """What the rep says at the terminal; where nobody can be asked, what is left out stays open."""
    if not asking.can_ask(ask):
        return given
    from callplan.core.interview.preparing import preparing
    from callplan.core.interview.question import complete

    return complete(given, lambda so_far: preparing(known, book, so_far, today), ask)


def _chosen(given: Answers, ask: Asker) -> Playbook:
    """The map of a new deal; reading one is slow and needed only then."""
    from callplan.cli import maps

    return maps.chosen(given, ask)
