"""What is meant by an id: the roles, stages, decisions and steps of the map."""

from __future__ import annotations

from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.text import meant_or_all
from callplan.errors import Usage

NEW = "new"


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
        return f"@{_role(flag, name[1:], playbook)}"
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


def roles(flag: str, text: str, playbook: Playbook, had: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The roles that somebody holds by a text: those they `had` too, but for those after a minus; `none` for no role.

    Raises Usage with the nearest ids.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    if "none" in names:
        return ()
    lost = [_role(flag, name[1:].strip(), playbook) for name in names if name.startswith("-")]
    given = [_role(flag, name, playbook) for name in names if not name.startswith("-") and name != NEW]
    kept = given if set(had) <= {*given} else [*had, *given]
    return tuple([role for role in dict.fromkeys(kept) if role not in lost])


def _role(flag: str, name: str, playbook: Playbook) -> str:
    """A role by its id or its title. Raises Usage with the nearest ids."""
    folded = name.casefold().replace(" ", "-")
    for role in playbook.roles:
        if folded in (role.id, role.title.casefold().replace(" ", "-")):
            return role.id
    known = [role.id for role in playbook.roles]
    raise Usage(f"--{flag}: there is no role “{name}” in {playbook.id}.{meant_or_all(name, known)}")
