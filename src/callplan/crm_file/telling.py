"""How a file was read, and what was odd in it, in lines."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.crm.lines import figures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.crm_file import Found
    from callplan.crm_file.columns import Odd

FIRST, SOME_UNUSED = 3, 3
ORDER = ("record", "name", "company", "owner", "stage", "status", "amount", "currency", "closes", "opened", "next_step",
         "url")  # fmt: skip


def how(found: Found) -> Iterator[str]:
    """Which file, like whose, and which column is taken for what."""
    like = f"; like {_article(found.way.system)} export" if found.known else ""
    yield f"{found.name}: {figures(len(found.deals), 'deal')}, {found.saved_in}, {found.mark}{like}."
    fields = [f"{field.replace('record', 'record id').replace('_', ' ')} {found.way.fields[field]}" for field in ORDER
              if field in found.way.fields]  # fmt: skip
    people = [f"people {', '.join(found.people)}"] if found.people else []
    if fields or people:
        yield f"  {' · '.join([*fields, *people])}"
    if found.unused:
        more = len(found.unused) - SOME_UNUSED
        rest = f" and {more} more" if more > 0 else ""
        yield f"  not used: {', '.join(found.unused[:SOME_UNUSED])}{rest} (--map FIELD=COLUMN changes it)"
    if found.grouped:
        yield f"  grouped by {phrase.joined(found.grouped)}: what the first line of a group has holds for all of it"
    yield from [f"  {each}" for each in found.beside]


def _article(system: str) -> str:
    return f"{'an' if system[0] in 'AEIOU' else 'a'} {system}"


def oddities(found: Found) -> Iterator[str]:
    """Every kind of oddity, with how many lines have it and the first of them."""
    kinds: dict[str, list[Odd]] = {}
    for each in found.odd:
        kinds.setdefault(each.kind, []).append(each)
    for lines in sorted(kinds.values(), key=len, reverse=True):
        first = ", ".join([str(each.line) for each in lines[:FIRST]]) + (" …" if len(lines) > FIRST else "")
        yield f"Odd: {figures(len(lines), 'line')}, {said(lines[0])} ({first})"
    if any(len(lines) > FIRST for lines in kinds.values()):
        yield "--odd FILE writes every odd line to a file."


def said(odd: Odd) -> str:
    """What is odd in a line."""
    return odd.kind.replace("{}", phrase.quoted(phrase.excerpt(odd.text)))
