"""The question whether to go on with what was begun, or put aside, and how."""

from __future__ import annotations

from callplan import drafts as kept
from callplan.cli import asking
from callplan.cli.drafting import FORM
from callplan.core import phrase
from callplan.core.interview.question import Choice, Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers
    from callplan.drafts import Draft

GO_ON, ANEW, AWAY, AS_ONE = "go-on", "anew", "away", "as-one"


def resuming(draft: Draft, seen: int, given: Answers, *, same: bool) -> Question:
    """Whether to go on with a draft; where somebody wrote in between, or the form is another, that is said."""
    count = len(draft.halfway.said)
    text = f"You stopped after {phrase.several(count, 'answer') if count else 'the first question'}"
    text = f"{text} on {asking.day_of(draft.kept_at)}."
    if draft.typed_on:
        text = f"What you told on {asking.day_of(draft.told_at)} was put aside."
        more = kept.waiting(draft.command, draft.deal)
        text += (
            f" {phrase.capital(phrase.number(more))} more {'waits' if more == 1 else 'wait'} behind it." if more else ""
        )
    if seen != draft.seen:
        text += f" {draft.deal} has grown since then: `callplan log {phrase.typed(draft.deal)}` shows how."
    changed = FORM in given and given[FORM] != draft.given.get(FORM)
    if changed and FORM in draft.given:
        text += " The form has changed since then: an answer counts where its line stands as it stood."
    go_on = "Tell it again, each answer as it was given" if draft.typed_on else "Go on"
    if same:
        text += " A call of that day is on record."
        go_on = "It was another call: tell it again, each answer as it was given"
    choices = (
        *([Choice(AS_ONE, "It is that call: tell both as one, each answer as it was given")] if same else []),
        Choice(GO_ON, go_on, "" if changed else draft.asks),
        *(() if draft.typed_on else (Choice(ANEW, "From the first question, each answer offered again"),)),
        Choice(AWAY, "Throw it away"),
    )
    why = "What was answered then is kept until it is written down, or thrown away."
    return Question(
        "resume", text, "choice", choices, None, why, "callplan drafts --drop DEAL", above=tuple(draft.told)
    )
