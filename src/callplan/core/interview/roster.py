"""Who is meant by a name, with which roles: the people of the deal, and those that this line adds."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.deal.state import Deal
from callplan.core.events import Called, Event, Left, Met
from callplan.core.flags import FLAGS
from callplan.core.interview.grammar import fields, split
from callplan.core.interview.ids import NEW, roles
from callplan.core.interview.who_is_meant import US, meant, name_typed, names_typed, nearly
from callplan.core.map.playbook import Playbook
from callplan.core.text import near, plain, tidy, written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.interview.grammar import TypedDays


class Roster:
    """The people known so far, and the events by which this line adds to them."""

    def __init__(self, deal: Deal | None, playbook: Playbook, on: date, days: TypedDays) -> None:
        self.playbook = playbook
        self.on = on
        self.days = days
        people = deal.people if deal else {}
        self.known: dict[str, tuple[str, ...]] = {name: contact.roles for name, contact in people.items()}
        self.called = {name: contact.called for name, contact in people.items()}
        self.gone = {name for name, contact in people.items() if contact.left}
        self.before = {name: roles for name, roles in self.known.items() if name not in self.gone}
        self.added: dict[str, Met] = {}
        self.calls: list[Called] = []
        self.leaving: list[Left] = []
        self.new: set[str] = set()

    def introduce(self, company: list[str], others: list[str]) -> None:
        """Note every name that comes with roles, so that no flag has to stand before another.

        Raises Usage for one that is nearly the name of somebody known.
        """
        for flag, texts in (("with", company), ("person", others)):
            for text in texts:
                name, held = _with_roles(text)
                if held and not self._is_known(flag, name, held):
                    self.add(name)

    def add(self, name: str, roles: tuple[str, ...] = ()) -> None:
        """Somebody new."""
        self.known[name] = roles
        self.called[name] = ""
        self.new.add(name)

    def doubt(self, text: str) -> tuple[str, list[str]]:
        """The name in a text of `--with` or `--person`, and the known people it may mean where that is not clear."""
        name, held = _with_roles(text)
        if tidy(name).casefold() in map(str.casefold, self.known) or NEW in held.split(","):
            return name, []
        found = meant(name, self.called, roughly=not held)
        return name, [] if len(found) == 1 else found or (nearly(name, self.called) if held else [])

    def _is_known(self, flag: str, name: str, held: str) -> bool:
        """Whether somebody who comes with roles is known. Raises Usage where that is not clear."""
        if NEW in held.split(","):
            return name in self.known
        _, found = self.doubt(written(name, held))
        if found:
            raise Usage(
                f"--{flag}: “{name}” may be {phrase.joined(found, 'or')}. "
                f"Write “{found[0]}:{held}”, or, of somebody new, “{name}:{held},{NEW}”."
            )
        return bool(self.meant(name))

    def with_(self, texts: list[str]) -> tuple[str, ...]:
        """The people on the call, from `PERSON[:role,role]`."""
        found = []
        for text in [one for several in texts for one in self.apart(several)]:
            name, held = split("with", text)
            found.append(self._met("with", name, held, ""))
        return tuple(dict.fromkeys(found))

    def apart(self, text: str) -> list[str]:
        """A text of `--with` as one for each person, where it names several who are known, with commas between."""
        if "," not in text or re.search(r"(?<!\\):", text):
            return [text]
        names = names_typed(plain(text), self.called)
        return [written(name) for name in names] if all(len(self.meant(name)) == 1 for name in names) else [text]

    def others(self, texts: list[str]) -> None:
        """People not on the call, from `NAME:role,role[:TOLD-BY]`."""
        told: list[tuple[str, str, str]] = []
        for text in texts:
            name, held, by = split("person", text)
            told.append((self._met("person", name, held, ""), held, by))
        for name, held, by in told:
            if by:
                self._met("person", name, held, self.named("person", by))

    def _met(self, flag: str, name: str, held: str, told_by: str) -> str:
        name = name_typed(name)
        if name.casefold() == US:
            raise Usage(f"--{flag}: “us” stands for all of us; give a person a name.")
        known = self._only(flag, name)
        if not held:
            if known is None:
                raise Usage(self._needs_role(flag, name))
            if known in self.gone:
                self.added.setdefault(known, Met(self.on, known, self.known[known], told_by))
            return known
        name = known or name
        had = () if name in self.gone else self.known.get(name, ())
        holds = roles(flag, held, self.playbook, had)
        if self.known.get(name) != holds or told_by or name in self.gone or name in self.new:
            self.added[name] = Met(self.on, name, holds, told_by)
        self.known[name] = holds
        return name

    def _needs_role(self, flag: str, name: str) -> str:
        choices = ", ".join(role.id for role in self.playbook.roles)
        told = f"--{flag}: {name} is not known yet and needs a role: “{name}:ROLE”, one of {choices}; or {name}:none."
        return f"{told}{self._meaning(name)}"

    def _meaning(self, name: str) -> str:
        """` Did you mean x or y?`, or nothing."""
        close = nearly(name, self.called) or near(name, self.known)
        return f" Did you mean {phrase.joined(close, 'or')}?" if close else ""

    def left(self, texts: list[str]) -> None:
        """People who have left, from `PERSON[@DATE]`."""
        for text in texts:
            rest, day = self.days.dated("left", text)
            (name,) = fields("left", rest, FLAGS["left"].form, 1)
            self.leaving.append(Left(day or self.on, self.named("left", name)))

    def as_(self, texts: list[str]) -> None:
        """How people are called, from `PERSON:CALLED`."""
        for text in texts:
            name, called = split("as", text)
            person = self.named("as", name)
            self.called[person] = called
            self.calls.append(Called(self.on, person, called))

    def named(self, flag: str, name: str, us: bool = False) -> str:
        """The full name of somebody known; "" for us where that may stand. Raises Usage when nobody is meant."""
        if us and name.casefold() == US:
            return ""
        known = self._only(flag, name_typed(name))
        if known is None:
            name = tidy(name)
            told = f"--{flag}: nobody called “{name}” is known here; add --person “{name}:ROLE”."
            raise Usage(f"{told}{self._meaning(name)}")
        return known

    def several(self, flag: str, text: str) -> tuple[str, ...]:
        """The people in a list with commas; a name written with the last name first is one."""
        return tuple([self.named(flag, name) for name in names_typed(text, self.called)])

    def meant(self, name: str) -> list[str]:
        """The known people whom a name means."""
        return meant(name, self.called)

    def _only(self, flag: str, name: str) -> str | None:
        """The one known person a name means. Raises Usage where it means more than one."""
        found = self.meant(name)
        if len(found) > 1:
            raise Usage(f"--{flag}: “{name}” may be {phrase.joined(found, 'or')}: write which.")
        return found[0] if found else None

    def said_back(self) -> str:
        """Who has other roles than before, and who had left and is back, in sentences."""
        changed = [self._changed(name, held) for name, held in self.before.items()]
        back = [f"{name} had left, and is back from now on." for name in self.added if name in self.gone]
        return " ".join(filter(None, [*changed, *back]))

    def _changed(self, name: str, before: tuple[str, ...]) -> str:
        now = self.known[name]
        lost = [role for role in before if role not in now]
        if not before or set(now) == set(before):
            return ""
        told = f"{name} is {self._titles(now) or 'none of the roles'} from now on"
        if lost:
            return f"{told}, no longer {self._titles(lost)}."
        instead = ",".join([*now[len(before) :], *[f"-{role}" for role in before]])
        return f"{told}; “{name}:{instead}” would take {self._titles(before)} away."

    def _titles(self, roles: Iterable[str]) -> str:
        return phrase.joined([self.playbook.role[role].title if role in self.playbook.role else role for role in roles])

    def events(self) -> list[Event]:
        """What this line adds: people met, how they are called, people left."""
        return [*self.added.values(), *self.calls, *self.leaving]


def _with_roles(text: str) -> tuple[str, str]:
    """The name and the roles in a text of `--with` or `--person`."""
    name, *rest = re.split(r"(?<!\\):", text)
    return name_typed(plain(name)), plain(rest[0]) if rest else ""
