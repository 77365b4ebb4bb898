"""The playbooks at hand."""

from __future__ import annotations

from callplan import settings
from callplan.core import phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from callplan.cli import words


def playbook_list(*, json: words.Json = False) -> None:
    """List the playbooks at hand: yours, then those that come with callplan."""
    from callplan.cli import maps, papers

    read = {name: maps.checked(path) for name, path in settings.shelf().items()}
    told = [
        {"id": name, "file": found.file, "title": book and book.title, "for": book and book.choose_when}
        for name, found in read.items()
        for book in [found.playbook]
    ]
    if json:
        from callplan.render.json_value import versioned

        print(versioned(playbooks=told))
        return
    papers.listed(_rows(told))


def _rows(told: list[dict[str, Any]]) -> Iterator[str]:
    from callplan.core.text import clean

    widest = max([len(each["id"]) for each in told], default=0)
    for each in told:
        title = each["title"] or f"cannot be used: callplan playbook check {phrase.loose(phrase.typed(each['file']))}"
        yield clean(f"{each['id']:<{widest}}  {title}")
        if each["for"]:
            yield clean(f"{'':<{widest}}  when {each['for']}")
