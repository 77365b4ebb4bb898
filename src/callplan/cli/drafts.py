"""Interviews and edits that stopped halfway: listed, thrown away, and gone on with by the next run."""

from __future__ import annotations

import sys
from contextlib import suppress

from callplan import drafts as kept
from callplan import settings
from callplan.cli import asking, papers
from callplan.core import phrase
from callplan.core.interview.question import START, Choice, Halfway, Question, complete
from callplan.core.text import clean
from callplan.errors import Interrupted, NeedsAnswer, NoSuchDeal, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.interview.question import Answers, Asker, Following, Keep, Reached
    from callplan.drafts import Draft

GO_ON, ANEW, AWAY = "go-on", "anew", "away"


def drafts(*, drop: words.Drop = None, json: words.Json = False) -> None:
    """List what was begun and not finished, or throw it away."""
    found = kept.kept()
    for name in drop or []:
        _drop(clean(name).strip(), found)
    if drop:
        return
    if json:
        from callplan.render.json_value import versioned

        listed = [{name: value for name, value in vars(draft).items() if name != "halfway"} for draft in found]
        print(versioned(drafts=listed))
        return
    papers.listed([_line(draft) for draft in found])
    if not found:
        print("Nothing is half done.", file=sys.stderr)


def _drop(name: str, found: list[Draft]) -> None:
    of_it = [draft for draft in found if draft.deal.casefold() == name.casefold()]
    if not of_it:
        raise NoSuchDeal(f"There is no draft of “{name}”. `callplan drafts` lists them.")
    for draft in of_it:
        kept.drop(draft.command, draft.deal)
        print(f"Thrown away: {draft.command} {clean(draft.deal)}.", file=sys.stderr)


def _line(draft: Draft) -> str:
    count = phrase.several(len(draft.halfway.said), "answer") if draft.halfway.said else "no answer"
    what = "an edit" if draft.option else count
    line = f"{phrase.command(draft.command, clean(draft.deal))}{phrase.held(draft.option)}"
    asks = f" · next: {clean(draft.asks)}" if draft.asks or not draft.option else ""
    return f"{line} · {what} on {asking.day_of(draft.kept_at)}{asks}"


class Drafting:
    """The drafts of one command about one deal; `seen` is the number of the deal's last entry."""

    def __init__(self, command: str, deal: str, seen: int) -> None:
        self.command = command
        self.deal = deal
        self.seen = seen
        self.told = False
        self.said: Answers = {}

    def complete(self, given: Answers, following: Following, ask: Asker) -> Answers:
        """The answers, from where the last run stopped if the person wants that.

        Raises Interrupted when the person leaves, and NeedsAnswer when the lines of a pipe end too early.
        """
        if not sys.stdin.isatty():
            # what comes through a pipe is kept by whoever sent it
            return _to_the_end(given, following, ask, self._note)
        try:
            given, halfway = self._begun(given, ask)
            return complete(given, following, ask, halfway, lambda at: self._keep(given, at))
        except KeyboardInterrupt:
            raise Interrupted(self._left()) from None

    def done(self) -> None:
        """What was answered is in the journal now; a draft that cannot be removed is offered once more."""
        with suppress(OSError):
            kept.drop(self.command, self.deal)

    def _begun(self, given: Answers, ask: Asker) -> tuple[Answers, Halfway]:
        """What to begin with: a draft's flags and answers, those answers as an offer, or nothing."""
        draft = kept.find(self.command, self.deal)
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
        """Note the answers, and write the draft; a disk that refuses it is told of once, and the asking goes on."""
        self._note(at)
        if at.halfway == START:
            return
        asks = at.question.text if at.question else ""
        draft = kept.Draft(self.command, self.deal, given, self.seen, settings.now(), asks, at.halfway)
        try:
            kept.keep(draft)
        except (Refusal, OSError) as refused:
            if not self.told:
                print(f"Your answers cannot be kept before the end: {refused}", file=sys.stderr)
            self.told = True

    def _note(self, at: Reached) -> None:
        self.said = at.halfway.said

    def _left(self) -> str:
        draft = kept.find(self.command, self.deal)
        if draft is None:
            return "Stopped; nothing was written."
        line = f"callplan {self.command} {phrase.typed(self.deal)}"
        return f"Stopped; what you answered is kept. `{line}` goes on from there."


def _to_the_end(given: Answers, following: Following, ask: Asker, note: Keep) -> Answers:
    try:
        return complete(given, following, ask, START, note)
    except EOFError:
        raise NeedsAnswer("The answers ended before the last question; nothing was written.") from None


def _resuming(draft: Draft, seen: int) -> Question:
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
