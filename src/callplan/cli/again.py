"""What a prep or a debrief was made from, offered once more: taken back and told again in one transaction."""

from __future__ import annotations

import json
import sys
from datetime import date

from callplan import settings
from callplan.cli import asking, deals
from callplan.core import phrase
from callplan.core.entries import Corrected, PersonMended, Renamed, drafted, live
from callplan.core.events import Planned
from callplan.core.history import history, taking_back, written_with
from callplan.core.interview.given_again import lines_again
from callplan.core.interview.grammar import TypedDays
from callplan.core.interview.question import Halfway, complete, upcoming
from callplan.core.interview.roster import Roster
from callplan.core.record import Record
from callplan.core.text import plain, written
from callplan.errors import Interrupted, NeedsAnswer, Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers, Asker, Following, Question, Settled

STAYS = (Planned, Corrected, Renamed, PersonMended)
OPENING = ("playbook", "like", "opened")
FIRST = ("settled", "signs", "subject", "because")


class Again(Record):
    """One prep or debrief: what takes it back, and what it was made from, on the day on which it was typed.

    `given` were flags, `said` what was asked, `answers` all of it under the keys of the flags.
    """

    back: tuple[Corrected, ...]
    given: dict[str, object]
    said: dict[str, object]
    answers: dict[str, object]
    typed_on: date

    def before(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries with that prep or debrief taken back."""
        return drafted(entries, self.back)

    def asked(self, flags: Answers, following: Following, ask: Asker) -> tuple[Answers, Answers]:
        """The answers, each offered as it was given, and those of them that were asked; flags overrule them."""
        lines = {key: text for key, text in self._lines().items() if key not in flags}
        asked: Answers = {}

        def next_one(so_far: Answers) -> Question | Settled | None:
            first = upcoming(so_far, (("again", lambda: lines_again(lines)),))
            return first or following(so_far)

        def keep(at: object) -> None:
            asked.update(at.halfway.said)  # type: ignore[attr-defined]

        try:
            found = complete(dict(flags), next_one, ask, Halfway({}, dict(self.said)), keep)
        except KeyboardInterrupt:
            raise Interrupted("Stopped; it stands as it was.") from None
        except EOFError:
            raise NeedsAnswer("The answers ended before the last question; it stands as it was.") from None
        return {key: answer for key, answer in found.items() if key != "again"}, asked

    def _lines(self) -> Answers:
        """What is offered on lines: what was given by flags, and what only a first prep asks."""
        first = {key: self.answers[key] for key in FIRST if self.answers.get(key)}
        return {**{key: value for key, value in self.given.items() if value}, **first}


def told_before(command: str, name: str, entries: tuple[Entry, ...], ask: Asker) -> Again:
    """The latest prep or debrief of a deal, whether it stands or was undone.

    What would lose its sense is shown first, and asked about. Raises Refusal where there is none.
    """
    told_of = [each for each in deals.journal().answers(name) if each[1] == command]
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
    corrections = tuple([Corrected(settings.today(), number) for number in back.numbers])
    return Again(corrections, given, told["said"], answers, date.fromisoformat(told["typed_on"]))


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


def under(answers: Answers, was: Deal, other: Deal) -> Answers:
    """The answers for another deal, where those who are not known there are told with the parts they play.

    Raises Usage when it is the same deal.
    """
    if was.name == other.name:
        raise Usage(f"--into: they are filed under {other.name} already.")
    roster = Roster(was, was.playbook, was.opened, TypedDays(was.opened))

    def told(text: str) -> str:
        found = roster.meant(plain(text))
        if len(found) != 1 or found[0] in other.people:
            return text
        roles = [role for role in was.people[found[0]].roles if role in other.playbook.role]
        return written(found[0], ",".join([*roles, "new"]) if roles else "none")

    return {**answers, "with": [told(text) for text in answers.get("with") or ()]}
