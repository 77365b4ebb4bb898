"""What the TAB key offers where a value is typed: playbooks, and the ids of the deal that stands on the line."""

from __future__ import annotations

from callplan.cli.tab import offered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from callplan.core.deal.state import Deal

    Offer = Callable[[str, str], list[str]]


def playbooks(_: str, beginning: str) -> list[str]:
    """The playbooks on the shelf."""
    from callplan import settings

    return _beginning(settings.shelf(), beginning)


def decisions(name: str, beginning: str) -> list[str]:
    """The decisions of the deal's map."""
    deal = _deal(name)
    return _beginning([step.id for step in deal.playbook.decisions], beginning) if deal else []


def steps(name: str, beginning: str) -> list[str]:
    """The steps of the deal's map."""
    deal = _deal(name)
    return _beginning(deal.playbook.steps, beginning) if deal else []


def facts(name: str, beginning: str) -> list[str]:
    """The facts of the deal's map that can be told."""
    deal = _deal(name)
    return _beginning([fact.id for fact in deal.playbook.facts if fact.depends is None], beginning) if deal else []


def people(name: str, beginning: str) -> list[str]:
    """The deal's people, each as one word: `Marta-Lind`."""
    deal = _deal(name)
    here = [contact.name for contact in deal.people.values() if not contact.left] if deal else []
    return _beginning([person.replace(" ", "-") for person in here], beginning)


def promises(name: str, beginning: str) -> list[str]:
    """The deal's promises that are still open."""
    deal = _deal(name)
    waiting = [each.id for each in deal.promises.values() if each.state == "open"] if deal else []
    return _beginning(waiting, beginning)


OFFERS: dict[str, Offer] = {
    "--playbook": playbooks,
    **dict.fromkeys(
        ("--target", "--back-to", "--settled", "--decided", "--declined", "--deferred", "--reopened", "--date"),
        decisions,
    ),
    **dict.fromkeys(("--done", "--waived"), steps),
    **dict.fromkeys(("--with", "--left", "--concern", "--promised"), people),
    **dict.fromkeys(("--kept", "--missed", "--moved", "--released"), promises),
    "--set": facts,
}


def _deal(name: str) -> Deal | None:
    from callplan.cli import deals

    name, entries = deals.found(name) if name else ("", ())
    return deals.folded(entries, name) if entries else None


def _beginning(names: Iterable[str], beginning: str) -> list[str]:
    """The names that begin so; those a shell might read as more than a name are left out."""
    return [name for name in names if offered(name) and name.startswith(beginning)]
