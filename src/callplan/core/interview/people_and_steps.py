"""Who or what is meant by a name: the people of the deal and those this line adds, the roles and steps of the map."""

from __future__ import annotations

import re
from datetime import date

from callplan.core.deal.state import Deal
from callplan.core.events import Event, Left, Met
from callplan.core.flags import FLAGS
from callplan.core.interview.grammar import fields, split
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.text import did_you_mean, meant_or_all, plain
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.grammar import TypedDays

US = "us"


class Roster:
    """The people known so far, and the events by which this line adds to them."""

    def __init__(self, deal: Deal | None, playbook: Playbook, on: date, days: TypedDays) -> None:
        self.playbook = playbook
        self.on = on
        self.days = days
        self.known: dict[str, tuple[str, ...]] = (
            {name: contact.roles for name, contact in deal.people.items()} if deal else {}
        )
        self.gone = {name for name, contact in deal.people.items() if contact.left} if deal else set[str]()
        self.added: dict[str, Met] = {}
        self.leaving: list[Left] = []
        self.new: set[str] = set()

    def introduce(self, company: list[str], others: list[str]) -> None:
        """Note every name that comes with roles, so that no flag has to stand before another."""
        for text in (*company, *others):
            name, *rest = re.split(r"(?<!\\):", text)
            if rest and self._find(plain(name)) is None:
                self.known[plain(name)] = ()
                self.new.add(plain(name))

    def with_(self, texts: list[str]) -> tuple[str, ...]:
        """The people on the call, from `PERSON[:role,role]`."""
        found = []
        for text in texts:
            name, held = split("with", text)
            found.append(self._met("with", name, held, ""))
        return tuple(dict.fromkeys(found))

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
        known = self._find(name)
        if not held:
            if known is None:
                choices = ", ".join(role.id for role in self.playbook.roles)
                raise Usage(
                    f"--{flag}: {name} is not known yet and needs a role: “{name}:ROLE”, "
                    f"one of {choices}; or {name}:none."
                )
            if known in self.gone:
                self.added.setdefault(known, Met(self.on, known, self.known[known], told_by))
            return known
        name = known or name
        if name.casefold() == US:
            raise Usage(f"--{flag}: “us” stands for all of us; give a person a name.")
        new = roles(flag, held, self.playbook)
        if self.known.get(name) != new or told_by or name in self.gone or name in self.new:
            self.added[name] = Met(self.on, name, new, told_by)
        self.known[name] = new
        return name

    def left(self, texts: list[str]) -> None:
        """People who have left, from `PERSON[@DATE]`."""
        for text in texts:
            rest, day = self.days.dated("left", text)
            (name,) = fields("left", rest, FLAGS["left"].form, 1)
            self.leaving.append(Left(day or self.on, self.named("left", name)))

    def named(self, flag: str, name: str, us: bool = False) -> str:
        """The full name of somebody known; "" for us where that may stand. Raises Usage when nobody is meant."""
        if us and name.casefold() == US:
            return ""
        known = self._find(name)
        if known is None:
            raise Usage(
                f"--{flag}: nobody called “{name}” is known here; add --person “{name}:ROLE”."
                f"{did_you_mean(name, self.known)}"
            )
        return known

    def _find(self, name: str) -> str | None:
        """The one known person a name means: the whole name, also as `Marta-Lind`, else the only one it begins."""
        folded = name.casefold()
        same = [known for known in self.known if known.casefold() == folded]
        same = same or [known for known in self.known if known.casefold().replace(" ", "-") == folded]
        begun = [known for known in self.known if known.casefold().startswith(f"{folded} ")]
        if same:
            return same[0]
        return begun[0] if len(begun) == 1 else None

    def events(self) -> list[Event]:
        """What this line adds: people met, people left."""
        return [*self.added.values(), *self.leaving]


def decision(flag: str, name: str, playbook: Playbook) -> Decision:
    """The decision of that id. Raises Usage with the nearest ids."""
    found = playbook.steps.get(name)
    if isinstance(found, Decision):
        return found
    if found:
        raise Usage(f"--{flag}: {name} is an act, not a decision; use --done or --promised for it.")
    known = [step.id for step in playbook.decisions]
    raise Usage(f"--{flag}: there is no decision “{name}” in {playbook.id}.{meant_or_all(name, known)}")


def step(flag: str, name: str, playbook: Playbook, *, only_acts: bool = False) -> str:
    """A step's id, or `@ROLE`. Raises Usage with the nearest ids."""
    if name.startswith("@"):
        roles = [role.id for role in playbook.roles]
        if name[1:] not in roles:
            raise Usage(f"--{flag}: there is no role “{name[1:]}” in {playbook.id}.{did_you_mean(name[1:], roles)}")
        return name
    found = playbook.steps.get(name)
    if found is None:
        known = [step.id for step in (playbook.acts if only_acts else playbook.steps.values())]
        raise Usage(f"--{flag}: there is no step “{name}” in {playbook.id}.{meant_or_all(name, known)}")
    if only_acts and not isinstance(found, Act):
        raise Usage(f"--{flag}: {name} is a decision, not an act; use --decided or --settled for it.")
    return name


def stage(flag: str, name: str, playbook: Playbook) -> str:
    """A stage's id. Raises Usage with the nearest ids."""
    if name not in playbook.stage:
        raise Usage(f"--{flag}: there is no stage “{name}” in {playbook.id}.{meant_or_all(name, playbook.stage)}")
    return name


def roles(flag: str, text: str, playbook: Playbook) -> tuple[str, ...]:
    """The roles a text names, `none` for no role. Raises Usage with the nearest ids."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = [role.id for role in playbook.roles]
    for name in names:
        if name not in (*known, "none"):
            raise Usage(f"--{flag}: there is no role “{name}” in {playbook.id}.{meant_or_all(name, known)}")
    return tuple([name for name in names if name != "none"])
