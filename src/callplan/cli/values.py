"""What the TAB key offers where a value is typed: playbooks, and the ids of the deal that stands on the line."""

from __future__ import annotations

from typing import Any

from callplan.cli.tab import offered
from callplan.core.playbook import Playbook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from callplan.core.deal.state import Deal


def playbooks(incomplete: str) -> list[str]:
    """The playbooks on the shelf."""
    from callplan import settings

    return _beginning(settings.shelf(), incomplete)


def decisions(ctx: Any, incomplete: str) -> list[str]:
    """The decisions of the deal's map."""
    return _of_the_map(ctx, incomplete, lambda book: [step.id for step in book.decisions])


def steps(ctx: Any, incomplete: str) -> list[str]:
    """The steps of the deal's map."""
    return _of_the_map(ctx, incomplete, lambda book: book.steps)


def facts(ctx: Any, incomplete: str) -> list[str]:
    """The facts of the deal's map that can be told."""
    return _of_the_map(ctx, incomplete, lambda book: [fact.id for fact in book.facts if fact.depends is None])


def people(ctx: Any, incomplete: str) -> list[str]:
    """The deal's people, each as one word: `Marta-Lind`."""
    deal = _deal(ctx)
    names = [name.replace(" ", "-") for name, contact in deal.people.items() if not contact.left] if deal else []
    return _beginning(names, incomplete)


def promises(ctx: Any, incomplete: str) -> list[str]:
    """The deal's promises that are still open."""
    deal = _deal(ctx)
    return _beginning([each.id for each in deal.promises.values() if each.state == "open"] if deal else [], incomplete)


def _of_the_map(ctx: Any, incomplete: str, ids: Callable[[Playbook], Iterable[str]]) -> list[str]:
    deal = _deal(ctx)
    return _beginning(ids(deal.playbook), incomplete) if deal else []


def _deal(ctx: Any) -> Deal | None:
    """The deal that stands on the line; while its last option has no value yet, what is read of it is in `args`."""
    from callplan.cli import deals
    from callplan.core.deal.fold import fold

    said = ctx.params.get("deal") or next(iter(ctx.args), "")
    name, entries = deals.found(said) if said else ("", ())
    return fold(entries, name) if entries else None


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    """The names that begin so; those a shell might read as more than a name are left out."""
    return [name for name in names if offered(name) and name.startswith(incomplete)]
