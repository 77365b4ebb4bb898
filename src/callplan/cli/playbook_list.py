"""The playbooks at hand."""

from __future__ import annotations

from callplan import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words


def playbook_list(*, json: words.Json = False) -> None:
    """List the playbooks at hand: yours, then those that come with callplan."""
    from callplan.cli import maps
    from callplan.core.text import clean

    read = {name: maps.checked(path) for name, path in settings.shelf().items()}
    told = [
        (
            name,
            found.file,
            found.playbook and found.playbook.title,
            found.playbook and found.playbook.choose_when,
        )
        for name, found in read.items()
    ]
    if json:
        from json import dumps

        listed = [dict(zip(("id", "file", "title", "for"), row, strict=True)) for row in told]
        print(dumps({"schema": 1, "playbooks": listed}, ensure_ascii=False, indent=2))
        return
    widest = max([len(name) for name in read], default=0)
    for name, file, title, when in told:
        print(clean(f"{name:<{widest}}  {title or f'cannot be used: callplan playbook check {file}'}"))
        if when:
            print(clean(f"{'':<{widest}}  when {when}"))
