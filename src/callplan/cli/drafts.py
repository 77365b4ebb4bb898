"""Interviews and edits that stopped halfway: listed, thrown away, and gone on with by the next run."""

from __future__ import annotations

import sys
from contextlib import suppress

from callplan import drafts as kept
from callplan import settings
from callplan.cli import asking, papers
from callplan.cli.asking import Told
from callplan.core import phrase
from callplan.core.interview.course import START, Halfway, complete
from callplan.core.interview.question import Choice, Question
from callplan.core.text import clean
from callplan.drafts import Draft
from callplan.errors import Interrupted, NeedsAnswer, NoSuchDeal, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.entries import Entry
    from callplan.core.interview.course import Reached
    from callplan.core.interview.question import Answers, Asker, Following

GO_ON, ANEW, AWAY = "go-on", "anew", "away"
# what stands on a form is kept from the first question on: it was written elsewhere, and answers nothing yet
FORM = "form text"


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
    edit = draft.command == kept.MAP
    what = "an edit" if edit else count
    asks = f" · next: {clean(draft.asks)}" if draft.asks or not edit else ""
    return f"{_goes_on(draft)} · {what} on {asking.day_of(draft.kept_at)}{asks}"


def _goes_on(draft: Draft) -> str:
    """The line that goes on with a draft."""
    return f"{phrase.command(draft.verb, clean(draft.deal))}{phrase.held(draft.option)}"


class Drafting:
    """The drafts of one command about one deal; `seen` is the number of the deal's last entry.

    `switches` were typed beside the answers. `about` is the transaction that is told again, and `offers` what it was
    made from; `given` are the answers of the flags, of a draft's too.
    """

    def __init__(self, command: str, deal: str, seen: int, switches: list[str]) -> None:
        self.draft = Draft(command, deal, {}, seen, "", "", START, switches)
        self.told = False
        self.about = 0
        self.offers = START
        self.begun: Halfway | None = None
        self.given: Answers = {}
        self.said: Answers = {}

    def resume(self, given: Answers, ask: Asker) -> None:
        """Go on with the draft there is, if the person wants that; what comes through a pipe is kept by its sender."""
        self.given = given
        draft = kept.find(self.draft.command, self.draft.deal) if sys.stdin.isatty() else None
        if draft is None:
            return
        chosen = asking.one(_resuming(draft, self.draft.seen), ask)
        if chosen == AWAY:
            self.done()
            return
        self.given, self.about, told = {**draft.given, **given}, draft.about, draft.halfway
        self.begun = told if chosen == GO_ON else Halfway({}, {**told.taken_back, **told.said})

    def complete(self, following: Following, ask: Asker) -> Told:
        """What is told, from where the last run stopped if that was resumed.

        Raises Interrupted when the person leaves, and NeedsAnswer when the lines of a pipe end too early.
        """
        stands = "it stands as it was" if self.about else "nothing was written"
        keep = self._keep if sys.stdin.isatty() else self._note
        try:
            with asking.heeding():
                said = complete(self.given, following, ask, self.begun or self.offers, keep)
        except KeyboardInterrupt:
            raise Interrupted(self._left(stands)) from None
        except EOFError:
            raise NeedsAnswer(f"The answers ended before the last question; {stands}.") from None
        return Told(said, self.given, self.said, self.done)

    def done(self) -> None:
        """What was answered is in the journal now; a draft that cannot be removed is offered once more."""
        with suppress(OSError):
            kept.drop(self.draft.command, self.draft.deal)

    def _keep(self, at: Reached) -> None:
        """Note the answers, and write the draft; a disk that refuses it is told of once, and the asking goes on."""
        self._note(at)
        if at.halfway == self.offers and FORM not in self.given:
            return
        asks = at.question.text if at.question else ""
        try:
            kept.keep(
                self.draft.but(
                    given=self.given, kept_at=settings.now(), asks=asks, halfway=at.halfway, about=self.about
                )
            )
        except (Refusal, OSError) as refused:
            if not self.told:
                print(f"Your answers cannot be kept before the end: {refused}", file=sys.stderr)
            self.told = True

    def _note(self, at: Reached) -> None:
        self.said = at.halfway.said

    def _left(self, stands: str) -> str:
        if kept.find(self.draft.command, self.draft.deal) is None:
            return f"Stopped; {stands}."
        also = f", and {stands}" if self.about else ""
        return phrase.loose(f"Stopped; what you answered is kept{also}. `{_goes_on(self.draft)}` goes on from there.")


def drafting(
    command: str, deal: str, entries: tuple[Entry, ...], given: Answers, switches: list[str], ask: Asker
) -> Drafting:
    """The draft of a command about a deal, gone on with where there is one."""
    found = Drafting(command, deal, entries[-1].number if entries else 0, switches)
    found.resume(given, ask)
    return found


def _resuming(draft: Draft, seen: int) -> Question:
    """Whether to go on with a draft; where somebody wrote in between, that is said."""
    count = len(draft.halfway.said)
    text = f"You stopped after {phrase.several(count, 'answer') if count else 'the first question'}"
    text = f"{text} on {asking.day_of(draft.kept_at)}."
    if seen != draft.seen:
        text += f" {draft.deal} has grown since then: `callplan log {phrase.typed(draft.deal)}` shows how."
    choices = (
        Choice(GO_ON, "Go on", draft.asks),
        Choice(ANEW, "From the first question, each answer offered again"),
        Choice(AWAY, "Throw it away"),
    )
    why = "What was answered then is kept until it is written down, or thrown away."
    return Question("resume", text, "choice", choices, None, why, "callplan drafts --drop DEAL")
