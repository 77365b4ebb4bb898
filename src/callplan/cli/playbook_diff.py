"""What is different between two playbooks, in decisions and acts."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.map.difference import Difference
    from callplan.core.map.playbook import Playbook


def playbook_diff(old: words.OldMap, new: words.NewMap, *, json: words.Json = False) -> None:
    """Say which decisions and acts were added, left out or changed between two playbooks."""
    from callplan.cli import maps, papers
    from callplan.core.map.difference import differences

    before, after = maps.load(old), maps.load(new)
    found = differences(before, after)
    if json:
        print(_json(found, before, after))
    else:
        papers.printed(_page(found, before, after) + "\n")


def _page(found: tuple[Difference, ...], old: Playbook, new: Playbook) -> str:
    from callplan.cli import papers
    from callplan.core.map.difference import headed
    from callplan.core.text import clean
    from callplan.render.layout import wrapped

    if not found:
        return "No difference in decisions or acts."
    room = papers.columns() - 4
    rows = [f"From {_which(old)} to {_which(new)}"]
    for head, texts in headed(found, old, new).items():
        rows += ["", clean(head)]
        for text in texts:
            first, *more = wrapped(clean(text), room)
            rows += [f"  - {first}", *[f"    {row}" for row in more]]
    return "\n".join(rows)


def _which(playbook: Playbook) -> str:
    return f"{playbook.id}, version {playbook.version}"


def _json(found: tuple[Difference, ...], old: Playbook, new: Playbook) -> str:
    from callplan.render.json_value import versioned

    both = {name: {"id": each.id, "version": each.version} for name, each in (("old", old), ("new", new))}
    return versioned(**both, differences=found)
