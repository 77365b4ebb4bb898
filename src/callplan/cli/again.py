"""What a prep or a debrief was made from, offered once more: taken back and told again in one transaction."""

from __future__ import annotations

import json
import sys
from datetime import date

from callplan import settings
from callplan.cli import asking, deals
from callplan.cli.asking import Told
from callplan.core import phrase
from callplan.core.entries import Corrected, PersonMended, Renamed, drafted, live
from callplan.core.events import CalledOff, Held, Opened, Planned
from callplan.core.history import history, taking_back, written_with
from callplan.core.interview.by_id import unclear
from callplan.core.interview.course import Halfway, complete
from callplan.core.interview.doubts import doubts
from callplan.core.interview.given_again import lines_again
from callplan.core.interview.grammar import TypedDays
from callplan.core.interview.question import upcoming
from callplan.core.interview.told_elsewhere import told_elsewhere
from callplan.core.interview.which_call import untold
from callplan.core.record import Record
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.cli.drafting import Drafting
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry, Writing
    from callplan.core.interview.question import Answers, Asker, Following, Question, Settled

STAYS = (Planned, Corrected, Renamed, PersonMended)
OPENING = ("playbook", "like", "crm", "opened")
FIRST = ("settled", "sign", "subject", "because")


class Again(Record):
    """One prep or debrief: what takes it back, and what it was made from, on the day on which it was typed.

    `given` were flags, `said` what was asked, `answers` all of it under the keys of the flags; `batch` is the
    transaction. A call planned since is taken back with it and planned again `behind` it: it is no part of what was
    known then, and the debrief of the call before does not use it up.
    """

    batch: int
    back: tuple[Corrected, ...]
    behind: tuple[Planned, ...]
    given: dict[str, object]
    said: dict[str, object]
    answers: dict[str, object]
    typed_on: date

    def told_on(self, given: Answers) -> Again:
        """The same, read on the day of the call that is given now where that is later than it was typed."""
        on = given.get("on")
        return self.but(typed_on=max(self.typed_on, date.fromisoformat(on))) if on else self

    def before(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries with that prep or debrief taken back."""
        return drafted(entries, self.back)

    def told(self, drafting: Drafting, known: Deal, following: Following, ask: Asker) -> Told:
        """The answers, each offered as it was given; flags overrule them."""
        every = self._lines(known)

        def next_one(so_far: Answers) -> Question | Settled | None:
            lines = {key: text for key, text in every.items() if key not in so_far}
            first = upcoming(so_far, (("again", lambda: lines_again(lines)),))
            return first or following(so_far)

        drafting.about, drafting.offers = self.batch, Halfway({}, dict(self.said))
        given = self.given
        if drafting.joins:
            from callplan.cli.same_call import as_one

            given, drafting.known = {}, known
            drafting.lines = as_one(self.answers, drafting.lines, known, self.typed_on)
        found = drafting.complete(next_one, ask)
        answers = {key: answer for key, answer in found.answers.items() if key != "again"}
        return found.but(answers=answers, given={**given, **found.given})

    def as_told(self, given: Answers) -> Told:
        """The answers as they were given; flags overrule them."""
        return Told({**self.answers, **given}, {**self.given, **given}, self.said)

    def _lines(self, known: Deal) -> Answers:
        """What is offered on lines: what was given by flags, and what only a first prep asks, where this is none."""
        first = {key: self.answers[key] for key in FIRST if self.answers.get(key) and not untold(known)}
        return {**{key: value for key, value in self.given.items() if value}, **first}


def told_before(command: str, name: str, entries: tuple[Entry, ...], ask: Asker, about: int = 0) -> Again:
    """The latest prep or debrief of a deal, whether it stands or was undone, or the one that is told again already.

    What would lose its sense is shown first, and asked about. Raises Refusal where there is none, Usage where the deal
    is new.
    """
    if not entries:
        raise Usage(f"--again: {name} is not open yet, so nothing was told of it.")
    told_of = [each for each in deals.journal().answers(name) if each[1] == command and about in (0, each[0])]
    if not told_of:
        raise Refusal(f"No {command} of {name} is on record with its answers; `{_undo(name)}` takes one back.")
    batch, _, body = told_of[-1]
    told = json.loads(body)
    first = next(entry for entry in entries if entry.batch == batch)
    void = written_with(entries, first)
    back = taking_back(name, entries, void)
    later = [each for each in live(entries) if each.batch > batch and not isinstance(each.event, STAYS)]
    if void and (back.orphans or later):
        print("\n".join([*back.lines, *_since(name, entries, later)]), file=sys.stderr)
        question = back.question().but(flags=f"`{_undo(name)}` until it is the last that was written")
        if asking.one(question, ask) != "yes":
            raise Refusal("Nothing was taken back.")
    answers = {key: value for key, value in told["answers"].items() if key not in OPENING}
    given = {key: value for key, value in told["given"].items() if key not in OPENING}
    plans = _planned_since(entries, batch)
    numbers = sorted([*back.numbers, *[each.number for each in plans]])
    corrections = tuple([Corrected(settings.today(), number) for number in numbers])
    behind = tuple([each.event for each in plans[-1:] if isinstance(each.event, Planned)])
    return Again(batch, corrections, behind, given, told["said"], answers, date.fromisoformat(told["typed_on"]))


def stands_already(command: str, name: str, entries: tuple[Entry, ...], given: Answers) -> str:
    """That the last thing written of a deal was made from these very flags today; "" when it was not.

    A script that could not print the answer tells the same once more.
    """
    for batch, verb, body in deals.journal().answers(name)[-1:]:
        if verb == command and entries[-1].batch == batch and _same(json.loads(body), given):
            again = phrase.loose(f"{phrase.command(command, name)} --again")
            return f"This {command} stands already, and nothing was written; `{again}` tells it anew."
    return ""


def _same(told: dict[str, Any], given: Answers) -> bool:
    """Whether what was told today is what is given now; where no day is given, the one that was taken for it then."""
    before, today = told["given"], settings.today()
    on = TypedDays(today).behind("on", given["on"]).isoformat() if "on" in given else before.get("on", "")
    return {**before, "on": on} == {**given, "on": before.get("on", "")} and told["typed_on"] == today.isoformat()


def _planned_since(entries: tuple[Entry, ...], batch: int) -> list[Entry]:
    """The plans written after a transaction for the call that is still to come."""
    calls = [each for each in live(entries) if isinstance(each.event, (Planned, Held, CalledOff))]
    held = [each.number for each in calls if not isinstance(each.event, Planned)]
    return [each for each in calls if each.batch > batch and each.number > max(held, default=0)]


def _since(name: str, entries: tuple[Entry, ...], later: list[Entry]) -> list[str]:
    """What was written since, and would count before it."""
    if not later:
        return []
    numbers = [each.number for each in later]
    told_again = [note for note in history(name, entries).entries if note.number in numbers]
    lines = [f"{note.number:>4}  {note.on.isoformat()}  {note.text}" for note in told_again]
    return ["Told again, it counts after what was written since:", *lines]


def _undo(name: str) -> str:
    return phrase.loose(phrase.command("undo", name))


def said_now(given: Answers, *, behind: bool) -> Answers:
    """The answers given now, whose day is counted from today, and not from when the rest was typed."""
    on = given.get("on")
    return {**given, "on": deals.typed_day("on", on, behind=behind).isoformat()} if on else given


class Elsewhere(Record):
    """Another deal under which something is filed: its name, its entries, itself, and what is told of it."""

    name: str
    entries: tuple[Entry, ...]
    deal: Deal
    told: Told


def left_behind(name: str, entries: tuple[Entry, ...], once: Again) -> tuple[Writing, str]:
    """What takes it back in the deal it was filed under, and what to say of that."""
    new = (*once.back, *once.behind)
    left = drafted(entries, new)
    taken = f"It is taken back in {name}"
    if [each for each in live(left) if not isinstance(each.event, (Corrected, Opened))]:
        return deals.writing(name, entries, new), f"{taken}."
    drop = phrase.command("drop", name)
    told = f"{taken}, of which nothing is left but its opening: `{drop}` takes it out of every look."
    return deals.writing(name, entries, new), told


def elsewhere(name: str, entries: tuple[Entry, ...], once: Again, given: Answers, into: str, ask: Asker) -> Elsewhere:
    """What was told, for the deal that was meant: whom or what it may mean there is asked about.

    Raises Usage when it is the same deal, and where nobody can be asked who is meant.
    """
    other, others = deals.own_entries(into)
    was, known = deals.folded(entries, name), deals.folded(others, other)
    if was.name == known.name:
        raise Usage(f"--into: they are filed under {other} already.")
    said = {**told_elsewhere(once.answers, was, known, once.typed_on), **given}
    if asking.can_ask(ask):
        lines = {key: said.pop(key) for key in unclear(said, known)}

        def next_one(so_far: Answers) -> Question | Settled | None:
            by_id = (("again", lambda: lines_again(lines, known)),) if lines else ()
            return upcoming(so_far, (*by_id, *doubts(known, known.playbook, so_far, once.typed_on)))

        with asking.heeding():
            said = complete(said, next_one, ask)
        said.pop("again", None)
    return Elsewhere(other, others, known, Told(said, said, {}))
