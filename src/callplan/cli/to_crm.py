"""What became of deals, for the CRM that has them: a file it can import, or lines to paste."""

from __future__ import annotations

import sys
from hashlib import sha256

from callplan import settings
from callplan.cli import deals, papers
from callplan.core import phrase
from callplan.core.crm.going_out import COLUMNS, going_out
from callplan.core.text import clean
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.crm.going_out import Outgoing

    # Of each deal of the CRM, by its key there
    Rows = dict[tuple[str, str], Outgoing]

NEXT_STEP = "Next step"


def to_crm(deal: str | None, file: str | None, *, force: bool) -> None:
    """Write every deal that changed since the last file of them, or one deal as lines to paste."""
    from callplan.journal import crm

    today, journal = settings.today(), deals.journal()
    if deal is not None:
        told = going_out(deals.deal_of(deal), today).cells
        lines = [f"{name}: {cell}\n" for name, cell in zip((NEXT_STEP, *COLUMNS), told, strict=True) if cell]
        papers.handed_out("".join(lines), file, force=force)
        return
    linked = crm.prepared(journal)
    if not linked:
        raise Refusal("No deal is one of the CRM's: `callplan import FILE`, then `callplan prep NAME`, makes it one.")
    every = {key: going_out(deals.deal_of(name), today) for key, name in linked.items()}
    sent = crm.sent(journal)
    changed = {key: each for key, each in every.items() if sent.get(key) != _sum(each)}
    if not changed:
        print("Nothing changed since the last file for the CRM.", file=sys.stderr)
        return
    system = min(changed)[0]
    rows = {key: each for key, each in changed.items() if key[0] == system}
    papers.handed_out(_sheet(system, rows), file, force=force)
    if file is not None:
        crm.mark_sent(journal, {key: _sum(each) for key, each in rows.items()})
    if left := len(changed) - len(rows):
        others = phrase.capital(phrase.several(left, "deal"))
        print(f"{others} of another CRM: export once more.", file=sys.stderr)


def _sum(row: Outgoing) -> str:
    """What tells a row from another, and nothing of what is in it."""
    return sha256("\x1f".join(row.cells).encode("utf-8", "replace")).hexdigest()


def _sheet(system: str, rows: Rows) -> str:
    """The rows under the headings that the CRM itself gave its ids and next steps."""
    from callplan.crm_file.remembered import every
    from callplan.render.exports import sheet

    ways = [way for way in every() if way.system == system]
    if not ways:
        raise Usage(f"How {clean(system)} calls its columns is not known any more: import a file of it first.")
    fields = ways[-1].fields
    head = (fields.get("record", fields.get("name", "Record ID")), fields.get("next_step", NEXT_STEP), *COLUMNS)
    return sheet(head, [(record, *each.cells) for (_, record), each in sorted(rows.items())])
