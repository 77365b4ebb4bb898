"""An entry of the journal in words."""

from __future__ import annotations

from callplan.core import events, phrase
from callplan.core.entries import Corrected, Dropped, Entry, PersonMended, Renamed, Resumed, live
from callplan.core.events import Amended, Opened, Promised
from callplan.core.map.parts import called, parts
from callplan.core.map.playbook import Role
from callplan.core.outside import Listed, Noted, Reached, Sent
from callplan.core.own_map import amendment_sentence, current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from callplan.core.map.parts import Part

    Titles = dict[str, Part]
_WITH_A_MAP = (Opened, Amended)


def teller(entries: tuple[Entry, ...]) -> Callable[[Entry], str]:
    """What says an entry in words: with the titles of the latest map that knows an id."""
    books = [entry.event.playbook for entry in (*entries, *live(entries)) if isinstance(entry.event, _WITH_A_MAP)]
    titles = {name: part for book in books for name, part in parts(book).items()}
    promises = {entry.event.promise: entry.event.act for entry in entries if isinstance(entry.event, Promised)}

    def told(entry: Entry) -> str:
        if isinstance(entry.event, Amended):
            return amendment_sentence(entry.event, current(entries[: entry.number - 1]))
        return _WORDS[type(entry.event)](entry.event, titles, promises)

    return told


def _title(titles: Titles, step: str) -> str:
    """What a sentence calls a step or `@ROLE`."""
    if step.startswith("@"):
        return f"somebody as {_role(titles, step[1:])}"
    part = titles.get(step)
    return called(part) if part else step


def _role(titles: Titles, role: str) -> str:
    part = titles.get(f"@{role}")
    return part.title if isinstance(part, Role) else role


def _who(name: str) -> str:
    return name or "we"


def _why(reason: str) -> str:
    return f": {phrase.quoted(reason)}" if reason else ""


def _known(proof: str, teller: str = "") -> str:
    return f" (heard from {teller})" if teller else "" if proof == "said" else f" ({proof})"


_WORDS: dict[type, Callable[[Any, Titles, dict[str, str]], str]] = {
    events.Opened: lambda e, _, __: (
        f"opened with {e.playbook.id} {e.playbook.version}{f', like {e.like}' if e.like else ''}"
    ),
    events.Met: lambda e, p, _: (
        f"{e.person}, {phrase.joined([_role(p, role) for role in e.roles]) or 'no role'}"
        + (f", told by {e.told_by}" if e.told_by else "")
    ),
    events.Called: lambda e, _, __: f"{e.person} is called {e.called}",
    events.Left: lambda e, _, __: f"{e.person} left",
    events.SubjectNamed: lambda e, _, __: f"what is sold is called {phrase.quoted(e.subject)}",
    events.CallTaken: lambda e, _, __: f"{e.person} took the first call because {phrase.quoted(e.words)}",
    events.Learned: lambda e, _, __: (
        f"{e.fact} = {e.value}, {'from ' + e.person if e.person else 'our belief'}"
        + f"{_known(e.proof, e.teller)}{_why(e.words)}"
    ),
    events.Missed: lambda e, _, made: f"{e.promise} missed: {made.get(e.promise, '?')}",
    events.Kept: lambda e, _, made: f"{e.promise} kept: {made.get(e.promise, '?')}",
    events.Moved: lambda e, _, made: f"{e.promise} moved to {e.due}: {made.get(e.promise, '?')}",
    events.Released: lambda e, _, made: f"{e.promise} released: {made.get(e.promise, '?')}",
    events.Reopened: lambda e, p, _: f"{e.person} took {_title(p, e.decision)} up again{_why(e.reason)}",
    events.No: lambda e, p, _: f"{_who(e.person)} said no to {_title(p, e.decision)}{_why(e.reason)}",
    events.Yes: lambda e, p, _: (
        f"{_who(e.person)} said yes to {_title(p, e.decision)}{_known(e.proof, e.teller)}{_why(e.words)}"
        + (", no day told" if e.undated else "")
    ),
    events.SignSeen: lambda e, p, _: f"signs of {_title(p, e.stage)}",
    events.Waived: lambda e, p, _: f"{_who(e.person)} can do without {_title(p, e.step)}{_why(e.reason)}",
    events.Deferred: lambda e, p, _: (
        f"{_who(e.person)} put {_title(p, e.decision)} off "
        f"{f'to {e.until}' if e.until else 'without a day'}{_why(e.reason)}"
    ),
    events.Done: lambda e, p, _: f"{_who(e.person)} did {_title(p, e.step)}{_known(e.proof, e.teller)}{_why(e.label)}",
    events.Intended: lambda e, _, __: f"{_who(e.person)} will {e.act}, no day named",
    events.Promised: lambda e, _, __: f"{e.promise}: {_who(e.person)} will {e.act} by {e.due}",
    events.Raised: lambda e, _, __: f"{e.concern}: {e.person} fears {phrase.quoted(e.words)}",
    events.Answered: lambda e, _, __: f"{e.concern} met",
    events.Held: lambda e, _, __: (
        f"call with {phrase.joined(e.people) or 'nobody'}"
        + (f"; called {e.verdict.replace('-', ' ')}" if e.verdict else "")
        + (f"; shown {e.shown.replace('_', ' ')}" if e.shown else "")
        + (f"; worth it{_why(e.worth)}" if e.worth else "; worth it: not asked")
    ),
    events.Next: lambda e, p, _: (
        f"next meeting {e.meeting}"
        + (f" for {_title(p, e.decision)}" if e.decision else "")
        + (f" with {phrase.joined(e.people)}" if e.people else "")
    ),
    events.Closed: lambda e, _, __: f"closed as {e.end}{_why(e.reason)}{_why(e.words)}",
    Resumed: lambda e, _, __: f"taken up again{_why(e.reason)}",
    events.Dated: lambda e, p, _: (
        f"{_title(p, e.decision)} by {e.day}, {'from ' + e.person if e.person else 'our belief'}"
        + f"{_known(e.proof, e.teller)}{_why(e.words)}"
    ),
    events.LookedBack: lambda e, p, _: (
        f"looking back at {_title(p, e.step)}:"
        + (f" it would have changed it: {e.changed}" if e.changed else " not said whether it would have changed it")
        + (f"; left out: {e.reason}" if e.reason else "")
        + _why(e.words)
    ),
    events.CalledOff: lambda e, _, __: (
        f"{phrase.joined(list(map(_who, e.absent)))} did not come to the call of {e.call}"
        + (f"; moved to {e.moved_to}" if e.moved_to else "")
        if e.absent
        else f"the call of {e.call} was {f'moved to {e.moved_to}' if e.moved_to else 'cancelled'}"
    ),
    events.Planned: lambda e, _, __: (
        f"planned a call on {e.call}" + (f" with {phrase.joined(e.people)}" if e.people else "")
    ),
    Noted: lambda e, _, __: f"noted{f' from {e.person}' if e.person else ''}{_why(e.text) or ', and forgotten'}",
    Reached: lambda e, _, __: f"{e.person} is reached at {e.address or 'an address that is forgotten'}",
    Listed: lambda e, _, __: (
        f"{e.system} has it in {phrase.quoted(e.stage)}, {e.status}"
        + (f", {e.amount:,}" if e.amount else "")
        + (f", closing on {e.closes}" if e.closes else "")
        + _why(e.next_step)
    ),
    Sent: lambda e, _, __: f"a letter for {e.person}, page {e.page}",
    Corrected: lambda e, _, __: f"takes back {e.entry}",
    Renamed: lambda e, _, __: f"called {e.name} from here on",
    Dropped: lambda *_: "dropped",
    PersonMended: lambda e, p, _: (
        (f"{e.person} is {e.name}" if e.person != e.name else e.name)
        + ("" if e.roles is None else f", {phrase.joined([_role(p, role) for role in e.roles]) or 'no role'}")
        + ", in all that was written before"
    ),
}
