"""An interview whose every answer is kept at once, so that the next run goes on where this one stopped."""

from __future__ import annotations

import sys
from contextlib import suppress

from callplan import drafts, settings
from callplan.cli import asking
from callplan.core import phrase
from callplan.core.interview.course import START, Halfway, complete
from callplan.core.interview.question import Choice, Question
from callplan.errors import Interrupted, NeedsAnswer, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.course import Reached
    from callplan.core.interview.question import Answers, Asker, Following

GO_ON, ANEW, AWAY = "go-on", "anew", "away"


class Drafting:
    """The drafts of one command about one deal; `seen` is the number of the deal's last entry."""

    def __init__(self, command: str, deal: str, seen: int) -> None:
        self.command = command
        self.deal = deal
        self.seen = seen
        self.told = False

    def complete(self, given: Answers, following: Following, ask: Asker) -> Answers:
        """The answers, from where the last run stopped if the person wants that.

        Raises Interrupted when the person leaves, and NeedsAnswer when the lines of a pipe end too early.
        """
        if not sys.stdin.isatty():
            # what comes through a pipe is kept by whoever sent it
            return _to_the_end(given, following, ask)
        try:
            given, halfway = self._begun(given, ask)
            return complete(given, following, ask, halfway, lambda at: self._keep(given, at))
        except KeyboardInterrupt:
            raise Interrupted(self._left()) from None

    def done(self) -> None:
        """What was answered is in the journal now; a draft that cannot be removed is offered once more."""
        with suppress(OSError):
            drafts.drop(self.command, self.deal)

    def _begun(self, given: Answers, ask: Asker) -> tuple[Answers, Halfway]:
        """What to begin with: a draft's flags and answers, those answers as an offer, or nothing."""
        draft = drafts.find(self.command, self.deal)
        if draft is None:
            return given, START
        chosen = asking.one(_resuming(draft, self.seen), ask)
        if chosen == AWAY:
            self.done()
            return given, START
        given = {**draft.given, **given}
        if chosen == ANEW:
            return given, Halfway({}, {**draft.halfway.taken_back, **draft.halfway.said})
        return given, draft.halfway

    def _keep(self, given: Answers, at: Reached) -> None:
        """Write the draft; a disk that does not take it is told of once, and the asking goes on."""
        if at.halfway == START:
            return
        asks = at.question.text if at.question else ""
        kept = drafts.Draft(self.command, self.deal, given, self.seen, settings.now(), asks, at.halfway)
        try:
            drafts.keep(kept)
        except (Refusal, OSError) as refused:
            if not self.told:
                print(f"Your answers cannot be kept before the end: {refused}", file=sys.stderr)
            self.told = True

    def _left(self) -> str:
        draft = drafts.find(self.command, self.deal)
        if draft is None:
            return "Stopped; nothing was written."
        line = f"callplan {self.command} {phrase.typed(self.deal)}"
        return f"Stopped; what you answered is kept. `{line}` goes on from there."


def _to_the_end(given: Answers, following: Following, ask: Asker) -> Answers:
    try:
        return complete(given, following, ask)
    except EOFError:
        raise NeedsAnswer("The answers ended before the last question; nothing was written.") from None


def _resuming(draft: drafts.Draft, seen: int) -> Question:
    """Whether to go on with a draft; where somebody wrote in between, that is said."""
    count = len(draft.halfway.said)
    text = f"You stopped after {phrase.several(count, 'answer') if count else 'the first question'}"
    text = f"{text} on {asking.day_of(draft.kept_at)}."
    if seen != draft.seen:
        text += f" {draft.deal} has grown since then: `callplan log {phrase.typed(draft.deal)}` shows how."
    choices = (
        Choice(GO_ON, f"Go on: {draft.asks}" if draft.asks else "Go on"),
        Choice(ANEW, "From the first question, each answer offered again"),
        Choice(AWAY, "Throw it away"),
    )
    why = "What was answered then is kept until it is written down, or thrown away."
    return Question("resume", text, "choice", choices, None, why, "callplan drafts --drop DEAL")
