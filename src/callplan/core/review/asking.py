"""Whom to ask what, and what the people of a row are called."""

from __future__ import annotations

from callplan.core import names, phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.summary import Summary


def short(summary: Summary, person: str) -> str:
    """A person by first name, or in full where two have the same."""
    return names.short(person, in_full=person in summary.shared)


def shorts(summary: Summary, people: Iterable[str]) -> str:
    """Several people in one breath."""
    return phrase.joined([short(summary, person) for person in people])


def silence(summary: Summary) -> str:
    """What has to be done before anybody may call: `the award is done`."""
    until = summary.next.until
    return f"{phrase.shortened(until)} {'is' if len(until) == 1 else 'are'} done"


def ask(summary: Summary, person: str, what: str) -> str:
    """Whom to ask what, of the people known."""
    return asked(summary, short(summary, person) if person else "them", what)


def asked(summary: Summary, whom: str, what: str) -> str:
    """Whom, in words, to ask what; of a stage in which nobody may call, in writing or not at all."""
    silent = summary.next.silent
    if silent == "none":
        return f"nobody may ask before {silence(summary)}"
    return f"ask {whom}{' in writing' if silent else ''} {what}"
