"""What a deal is called on a hub, by its opener and a number of its own, and on one that does not have it by that."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    # A deal's id, and whose it is
    Owned = tuple[str, str]


def id_of(role: str, *texts: str) -> str:
    """The id of a deal that this role opens on a hub, made of texts: the same ones give the same id everywhere."""
    from hashlib import sha256
    from uuid import UUID

    told = "\x1f".join((role, *texts))
    return f"{role}/{UUID(bytes=sha256(told.encode(errors='replace')).digest()[:16], version=4)}"


def opener(id: str) -> str:
    """The role that opened a deal."""
    return id.rpartition("/")[0]


def other_ids(here: Collection[Owned], there: Iterable[Owned], known: Collection[str], role: str) -> dict[str, str]:
    """The ids of deals of a home that a hub has, or will have, by other ones, each with that.

    `there`: what the hub has or had, `known` their ids. A rep opens deals of their own name alone: one that another
    opened, and that the hub does not have, is opened there by its owner, by an id made of the one it had. Where the
    hub has it by the one it had, it goes by that again.
    """
    first = {id_of(owner, id): id for id, owner in there if opener(id) != owner}
    taken, found = {id for id, _ in here}, {}
    for id, owner in here:
        if id in known:
            continue
        new = first.get(id) or (id_of(owner, id) if opener(id) != owner else "")
        if new and new not in taken and (owner == role or new in known):
            found[id] = new
            taken.add(new)
    return found
