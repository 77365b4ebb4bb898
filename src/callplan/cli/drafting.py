"""An interview as it is kept while it lasts, gone on with by the next run where it stopped."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date
from functools import cached_property

from callplan import drafts as kept
from callplan import settings
from callplan.cli import asking
from callplan.cli.asking import Told
from callplan.core import phrase
from callplan.core.interview.course import START, Halfway, complete
from callplan.core.interview.question import Question, upcoming
from callplan.core.text import clean
from callplan.drafts import Draft
from callplan.errors import Interrupted, NeedsAnswer, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.course import Reached
    from callplan.core.interview.question import Answers, Asker, Following, Settled

# what stands on a form is kept from the first question on: it was written elsewhere, and answers nothing yet
FORM = "form text"


class Drafting:
    """The drafts of one command about one deal, of which all these entries are known.

    `switches` were typed beside the answers. `about` is the transaction that is told again, and `offers` what it was
    made from; `given` are the answers of the flags, of a draft's too. `lines` are what flags gave to what was told to
    its end on `typed_on` and put aside since: each is offered once more. `joins`: it is told as one with `about`, which
    is of the same call.
    """

    def __init__(self, command: str, deal: str, entries: tuple[Entry, ...], switches: list[str]) -> None:
        self.draft = Draft(command, deal, {}, entries[-1].number if entries else 0, "", "", START, switches)
        self.entries = entries
        self.told = False
        self.about = 0
        self.offers = START
        self.begun: Halfway | None = None
        self.given: Answers = {}
        self.said: Answers = {}
        self.lines: Answers = {}
        self.joins = False

    @cached_property
    def known(self) -> Deal:
        """The deal as it stands."""
        from callplan.cli import deals

        return deals.folded(self.entries, self.draft.deal)

    @property
    def today(self) -> date:
        """The day from which days are counted: today, or when what was put aside was typed."""
        return date.fromisoformat(self.draft.typed_on) if self.draft.typed_on else settings.today()

    def resume(self, given: Answers, ask: Asker) -> None:
        """Go on with the draft there is, if the person wants that; what comes through a pipe is kept by its sender."""
        self.given = given
        draft = kept.find(self.draft.command, self.draft.deal) if sys.stdin.isatty() else None
        if draft is None:
            return
        from callplan.cli.resuming import AS_ONE, AWAY, GO_ON, resuming

        same = self._same_call(draft)
        try:
            chosen = asking.one(resuming(draft, self.draft.seen, given, same=same > 0), ask)
        except KeyboardInterrupt:
            raise Interrupted(self._left("nothing was written")) from None
        if chosen == AWAY:
            self.done()
            return
        draft, unclear = _by_id_now(draft, self.known) if draft.meant else (draft, ())
        self.joins = chosen == AS_ONE
        joined = draft.typed_on != "" and draft.about > 0
        told = draft.halfway if self.joins == joined else _without_lines(draft)
        self.about = same if self.joins else 0 if draft.typed_on else draft.about
        then = draft.answers if self.joins else draft.given
        over = {key: value for key, value in then.items() if key not in given}
        self.lines = {key: value for key, value in over.items() if value and (draft.typed_on or key in unclear)}
        if draft.typed_on:
            self.draft = draft.but(seen=self.draft.seen, switches=self.draft.switches)
        else:
            self.given = {**{key: value for key, value in over.items() if key not in self.lines}, **given}
        self.begun = told if chosen in (GO_ON, AS_ONE) else Halfway({}, {**told.taken_back, **told.said})

    def _same_call(self, draft: Draft) -> int:
        """The transaction of a debrief on record, of the call of which one was put aside; 0 for none."""
        if not draft.typed_on or draft.command != "debrief":
            return 0
        from callplan.cli.same_call import same_call

        return same_call(draft, self.entries)

    def complete(self, following: Following, ask: Asker) -> Told:
        """What is told, from where the last run stopped if that was resumed.

        Raises Interrupted when the person leaves, and NeedsAnswer when the lines of a pipe end too early.
        """
        stands = "it stands as it was" if self.about else "nothing was written"
        keep = self._keep if sys.stdin.isatty() else self._note
        try:
            with asking.heeding():
                said = complete(self.given, self._offered(following), ask, self.begun or self.offers, keep)
        except KeyboardInterrupt:
            raise Interrupted(self._left(stands)) from None
        except EOFError:
            raise NeedsAnswer(f"The answers ended before the last question; {stands}.") from None
        answers = {key: answer for key, answer in said.items() if key != "again"} if self.lines else said
        given = {**self.given, **{key: answers[key] for key in self.lines if key in answers}}
        return Told(answers, given, self.said, self.done)

    def _offered(self, following: Following) -> Following:
        """What is asked, behind what flags gave to what was put aside.

        What is told again says nothing that was not told: its questions start on what leaves things as they are.
        """
        if not (self.lines or self.about or self.draft.typed_on):
            return following
        from callplan.core.interview.given_again import lines_again

        def next_one(so_far: Answers) -> Question | Settled | None:
            lines = {key: text for key, text in self.lines.items() if key not in so_far}
            first = upcoming(so_far, (("again", lambda: lines_again(lines, self.known)),)) if self.lines else None
            return first or _as_it_is(following(so_far))

        return next_one

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
        given = self.draft.given if self.joins else {**self.lines, **self.given}
        try:
            kept.keep(
                self.draft.but(
                    given=given,
                    meant=self._meant({**self.draft.answers, **given, **at.halfway.taken_back, **at.halfway.said}),
                    kept_at=self.draft.kept_at or settings.now(),
                    asks=asks,
                    halfway=at.halfway,
                    about=self.about,
                )
            )
        except (Refusal, OSError) as refused:
            if not self.told:
                print(f"Your answers cannot be kept before the end: {refused}", file=sys.stderr)
            self.told = True

    def _meant(self, answers: Answers) -> dict[str, list[str]]:
        """What each id in some answers names, as long as the deal grows nowhere else."""
        if not self.entries:
            return {}
        from callplan.core.interview.by_id import ids_in, meant_by

        return meant_by(answers, self.known) if ids_in(answers) else {}

    def _note(self, at: Reached) -> None:
        self.said = at.halfway.said

    def _left(self, stands: str) -> str:
        from callplan.cli import deals

        if self.draft.seen and not deals.journal().entries(self.draft.deal):
            from callplan.cli.not_here import left_behind

            return str(left_behind(self.draft.deal))
        if kept.find(self.draft.command, self.draft.deal) is None:
            return f"Stopped; {stands}."
        also = f", and {stands}" if self.about else ""
        return phrase.loose(f"Stopped; what you answered is kept{also}. `{goes_on(self.draft)}` goes on from there.")


def goes_on(draft: Draft) -> str:
    """The line that goes on with a draft."""
    return f"{phrase.command(draft.verb, clean(draft.deal))}{phrase.held(draft.option)}"


def drafting(
    command: str, deal: str, entries: tuple[Entry, ...], given: Answers, switches: list[str], ask: Asker
) -> Drafting:
    """The draft of a command about a deal, gone on with where there is one."""
    found = Drafting(command, deal, entries, switches)
    found.resume(given, ask)
    return found


def _by_id_now(draft: Draft, known: Deal) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the ids of today, and the flags in which something has none."""
    from callplan.core.interview.by_id import told_by_id, unclear

    given, answers, said, taken_back = (
        told_by_id(each, draft.meant, known)
        for each in (draft.given, draft.answers, draft.halfway.said, draft.halfway.taken_back)
    )
    return draft.but(given=given, answers=answers, halfway=Halfway(said, taken_back)), unclear(given, known)


def _without_lines(draft: Draft) -> Halfway:
    """What was answered, but for lines that are others now."""
    every = {**draft.halfway.taken_back, **draft.halfway.said}
    return Halfway({}, {key: answer for key, answer in every.items() if not key.startswith("again ")})


def _as_it_is(asked: Question | Settled | None) -> Question | Settled | None:
    """A question that starts on the choice that leaves things as they are, where it has one."""
    if isinstance(asked, Question) and asked.kind == "choice" and asked.default == "":
        return asked.but(offered=None)
    return asked
