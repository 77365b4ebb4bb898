"""What a CRM says of deals, taken in beside the journal: no deal is opened by it."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals, papers
from callplan.core.text import clean, did_you_mean
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.crm import Changes
    from callplan.core.entries import Writing
    from callplan.crm_file import Asked, Found

ORDERS = ("dmy", "mdy")
MARKS = (".", ",")


def import_(
    files: words.CrmFiles = None,
    *,
    list_: words.CrmList = False,
    dry_run: words.DryRun = False,
    map_: words.CrmMap = None,
    dates: words.DayOrder = None,
    decimal: words.Decimal = None,
    odd: words.OddLines = None,
    force: words.OverOdd = False,
    json: words.Json = False,
) -> None:
    """Take in what the CRM says of deals; it opens none."""
    if list_:
        _alone(files, dry_run, map_, dates, decimal, odd)
        _list(json=json)
        return
    if not files:
        raise Usage("Name the file that the CRM exported; `callplan import --list` shows what was taken in.")
    from callplan import crm_file
    from callplan.core.crm import compared
    from callplan.core.crm.lines import counted
    from callplan.crm_file import telling
    from callplan.journal import crm

    file = papers.file_named(odd, force=force)
    asked = _asked(map_, dates, decimal)
    found = crm_file.read([(clean(each), _bytes(each)) for each in files], asked)
    changes = compared(crm.listed(deals.journal()), found.deals)
    if json:
        _as_json(found, changes)
    else:
        papers.listed([*telling.how(found), *counted(changes), *telling.oddities(found)])
    if file is not None:
        _write_odd(file, found, force=force)
    if not dry_run:
        _write(found, changes)


def _alone(*others: object) -> None:
    if any(others):
        raise Usage("--list stands alone: it shows what was taken in.")


def _asked(map_: list[str] | None, dates: str | None, decimal: str | None) -> Asked:
    """What is said of the files. Raises Usage for what cannot be."""
    from callplan import crm_file

    if dates not in (None, *ORDERS):
        raise Usage(f"--dates: “{clean(dates or '')}” is no order; it is dmy, 31/01, or mdy, 01/31.")
    if decimal not in (None, *MARKS):
        raise Usage(f"--decimal: “{clean(decimal or '')}” is no mark before cents; it is . or ,")
    columns = {}
    for text in map_ or []:
        name, mark, column = text.partition("=")
        field = name.strip().casefold().replace("-", " ").replace("_", " ")
        if not mark or field not in crm_file.SHOWN:
            near = did_you_mean(field, crm_file.SHOWN) or f" Fields are {', '.join(crm_file.SHOWN)}."
            raise Usage(f"--map {clean(text)}: write FIELD=COLUMN.{near}")
        columns[crm_file.CALLED.get(field, field)] = clean(column).strip()
    return crm_file.Asked(columns, dates or "", decimal or "")


def _bytes(path: str) -> bytes:
    """What a file holds. Raises Refusal where it cannot be read."""
    from callplan import crm_file, files

    try:
        return files.read(path, crm_file.TOO_LARGE)
    except OSError as error:
        raise Refusal(f"{clean(path)} cannot be read: {error.strerror or error}.") from error


def _write(found: Found, changes: Changes) -> None:
    """Write what is new, unless nothing is: then every file stays as it was."""
    from callplan.crm_file import remembered

    if found.deals:
        remembered.remember((found.way,))
    if changes.anything:
        deals.take_in(changes, *_since(changes))
        print("Written.", file=sys.stderr)
    else:
        print("All of it is as before: nothing was written.", file=sys.stderr)


def _since(changes: Changes) -> list[Writing]:
    """What the import changes in deals of ours, each said where something of ours stays."""
    from callplan.core.crm.taken_over import since
    from callplan.journal import crm

    journal, found = deals.journal(), []
    linked, ours = crm.prepared(journal), journal.own_deals()
    for each in changes.changed:
        if (name := linked.get(each.key)) in ours:
            entries = journal.entries(name)
            told = since(deals.folded(entries, name), each, settings.today())
            papers.noted(told.notes)
            found.append(deals.writing(name, entries, told.events))
    return found


def _as_json(found: Found, changes: Changes) -> None:
    from callplan.crm_file.telling import said
    from callplan.render.json_value import versioned

    counts = {name: len(getattr(changes, name)) for name in ("new", "changed", "same", "gone")}
    odd = [{"line": each.line, "said": said(each)} for each in found.odd]
    way = {"system": found.way.system, "fields": found.way.fields, "people": found.people, "unused": found.unused}
    print(versioned(file=found.name, saved_in=found.saved_in, **way, **counts, odd=odd))


def _write_odd(file: str, found: Found, *, force: bool) -> None:
    from callplan import files
    from callplan.crm_file.telling import said

    rows = [f"{found.name}:{each.line}: {said(each)}\n" for each in found.odd]
    print(files.hand_out(file, "".join(rows), force=force), file=sys.stderr)


def unprepared() -> None:
    """Say how many open deals the CRM has, and how many of them have no call prepared here."""
    from callplan.core.crm import OPEN
    from callplan.core.crm.lines import figures
    from callplan.journal import crm

    journal = deals.journal()
    every, linked = [each for each in crm.listed(journal) if each.status == OPEN], crm.prepared(journal)
    ours = sum(each.key in linked for each in every)
    if ours < len(every):
        papers.noted([f"{figures(len(every), 'open deal')} in the CRM, {ours:,} prepared: `callplan import --list`."])


def _list(*, json: bool) -> None:
    """The open deals that were taken in."""
    from callplan.core.crm import OPEN
    from callplan.core.crm.lines import listing
    from callplan.journal import crm

    journal = deals.journal()
    linked = crm.prepared(journal)
    every = [each for each in crm.listed(journal) if each.status == OPEN]
    if json:
        from callplan.render.json_value import versioned

        print(versioned(deals=[{**vars(each), "deal": linked.get(each.key, "")} for each in every]))
        return
    papers.listed(listing(every, linked, settings.today()))
    if not every:
        print("Nothing was taken in: `callplan import FILE` reads what your CRM exports.", file=sys.stderr)
