"""What came of a call."""

from __future__ import annotations

from callplan import settings
from callplan.cli import asking, calls, deals, papers
from callplan.core.deal.fold import fold
from callplan.core.interview.calls import debrief_day, debriefed
from callplan.core.interview.debriefing import debriefing
from callplan.core.interview.question import complete
from callplan.core.report import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def debrief(
    deal: words.Deal,
    *,
    on: words.On = None,
    with_: words.With = None,
    decided: words.Decided = None,
    declined: words.Declined = None,
    deferred: words.Deferred = None,
    reopened: words.Reopened = None,
    waived: words.Waived = None,
    promised: words.Promised = None,
    we_promised: words.WePromised = None,
    kept: words.Kept = None,
    missed: words.Missed = None,
    moved: words.Moved = None,
    released: words.Released = None,
    concern: words.Concern = None,
    concern_met: words.ConcernMet = None,
    worth_it: words.WorthIt = None,
    not_asked: words.NotAsked = False,
    next_: words.Next = None,
    verdict: words.Verdict = None,
    close: words.CloseAt = None,
    set_: words.Set = None,
    done: words.Done = None,
    person: words.Person = None,
    left: words.Gone = None,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
    json: words.Json = False,
) -> None:
    """Write down what came of a call, and see whether the deal moved."""
    given = asking.given(locals(), answers)
    name, entries = deals.entries_of(deal)
    known, today = fold(entries, name), settings.today()
    day, _ = debrief_day(known, given, today)
    ask = asking.asker(no_input, plain_prompts)
    said = complete(given, lambda so_far: debriefing(known, so_far, day, today), ask) if asking.can_ask(ask) else given
    entries, notes = calls.held(name, entries, lambda deal: debriefed(deal, said, today))
    page = report(entries, entries[-1].batch, name, notes)
    papers.show(page, page.lines, json=json)
