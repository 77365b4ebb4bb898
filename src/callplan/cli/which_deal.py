"""Which deal a line without its name is about."""

from __future__ import annotations

from contextlib import suppress

from callplan.cli import asking, deals
from callplan.core.interview.course import complete
from callplan.core.interview.question import Choice, Question
from callplan.core.record import Record
from callplan.core.text import abbreviated, clean, near
from callplan.drafts import kept
from callplan.errors import BadFile, NoSuchDeal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.agenda.meeting import Meeting
    from callplan.core.interview.question import Answers, Asker

OFFERED, NAMED = 30, 3
NEW_ONE = Choice("", "A new deal")


class Picked(Record):
    """What was picked where no deal was named: its name, and the meeting of the calendar that it was picked by."""

    name: str
    meeting: Meeting | None = None


class Coming(Record):
    """A call to come, as it is offered: whose it is ("" where no deal is known), its words, and its meeting."""

    deal: str
    label: str
    meeting: Meeting | None = None

    @property
    def value(self) -> str:
        """What it is picked by: no deal's name holds a line end."""
        return self.deal or f"\n{self.meeting.invite if self.meeting else ''}"


def which_deal(command: str, ask: Asker) -> str:
    """The deal that whoever can be asked means. Raises Usage, which names the latest, where nobody can be asked."""
    return _picked(command, ask, opens=False).name


def which_call(command: str, ask: Asker) -> Picked:
    """The deal to be prepared, or the call to come, which may be of a new one. Raises Usage as `which_deal` does."""
    return _picked(command, ask, opens=True)


def _picked(command: str, ask: Asker, *, opens: bool) -> Picked:
    known = (*(begun() if opens else ()), *deals.journal().own_deals())[:OFFERED]
    if not asking.can_ask(ask):
        raise Usage(f"Which deal? Write `callplan {command} DEAL`{_latest(known)}.")
    if not known and not opens:
        raise NoSuchDeal("There is no deal yet: `callplan prep NAME` opens one.")

    coming = _coming() if opens else ()

    def following(so_far: Answers) -> Question | None:
        if (known or coming) and "deal" not in so_far:
            return _among(known, coming, opens=opens)
        return None if _is_named(so_far.get("deal", "")) or "name" in so_far else _name()

    said = complete({}, following, ask)
    value = said.get("deal", "")
    meeting = next((each.meeting for each in coming if each.value == value), None)
    return Picked(str(value if _is_named(value) else said["name"]), meeting)


def _is_named(value: str) -> bool:
    return bool(value) and not value.startswith("\n")


def _coming() -> tuple[Coming, ...]:
    """The calls of today and of the next day that has any, each with its day and whoever is expected, one a deal."""
    from callplan import settings
    from callplan.cli.refreshing import refreshed
    from callplan.cli.today import calls_of
    from callplan.core.agenda import NO_DEAL, when, with_whom

    on = settings.today()
    told: dict[str, Coming] = {}
    page, beside = calls_of(on, None, refreshed())
    meetings = beside.meetings if beside else {}
    for call in page.calls:
        day = " ".join(filter(None, (when(call.day, on), call.start)))
        known = call.may_be or ([call.deal] if call.deal != NO_DEAL else [""])
        for name in known:
            called = f"{clean(name)}{'?' if call.may_be else ''}" if name else NEW_ONE.label
            one = Coming(name, f"{called}, {day} {with_whom(call.people)}", meetings.get(call.invite))
            told.setdefault(one.value, one)
    return tuple(told.values())


def _among(known: tuple[str, ...], coming: tuple[Coming, ...], *, opens: bool) -> Question:
    called = [each.value for each in coming]
    choices = [Choice(each.value, each.label) for each in coming]
    choices += [Choice(name, clean(name)) for name in known if name not in called]
    first = "The calls to come stand first, then the deals" if coming else "The deals"
    why = f"{first} written to last; a part of the name narrows the list."
    return Question("deal", "Which deal?", "choice", (*choices, *([NEW_ONE] if opens else [])), why=why)


def _name() -> Question:
    why = "It is what you type from now on: a short one, such as harrow."
    return Question("name", "What is the new deal called?", why=why, reads=_called)


def _called(text: str) -> str:
    from callplan.cli.whose import new_name

    if not (name := clean(text).strip()):
        raise Usage("A deal has a name.")
    return new_name(name)


def _latest(known: tuple[str, ...]) -> str:
    return f"; the latest: {', '.join([clean(name) for name in known[:NAMED]])}" if known else ""


def begun() -> tuple[str, ...]:
    """The new deals whose first prep was begun and not finished; none where a draft cannot be read."""
    with suppress(BadFile):
        open_ones = deals.journal().own_deals()
        return tuple([draft.deal for draft in kept() if draft.verb == "prep" and draft.deal not in open_ones])
    return ()


def close_to(name: str, now: str, ask: Asker) -> str:
    """The deal that is meant by a name that none has: the one called so once, a close one, or "" for a new one."""
    if same := [each for each in begun() if each.casefold() == name.casefold()]:
        return same[0]
    known = [*begun(), *deals.journal().own_deals()]
    close = list(dict.fromkeys([*abbreviated(name, known), *near(name, known)]))[: deals.MOST_OFFERED]
    close = [now] if now else close
    if not close:
        return ""
    choices = (*(Choice(each, each) for each in close), Choice("", f"{name}, a new deal"))
    flags = f"--playbook ID to open it, or one of {', '.join(close)}"
    why = "Close names may be the same client."
    return str(
        asking.one(Question("deal", f"There is no deal “{name}”.", "choice", choices, why=why, flags=flags), ask)
    )
