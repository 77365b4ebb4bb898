"""A CRM's exports, read: one file of deals, and any of contacts, accounts and users beside it."""

from __future__ import annotations

from callplan.core.crm import CrmDeal
from callplan.core.phrase import number
from callplan.core.record import Record
from callplan.core.text import clean, did_you_mean
from callplan.crm_file import closing, columns, deals, decoded, headings, joined, kinds, lines, remembered
from callplan.errors import BadFile, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.crm_file.columns import Odd
    from callplan.crm_file.remembered import Way

SHOWN = (
    "record id", "name", "company", "owner", "stage", "status", "amount", "currency", "closes", "opened", "next step",
    "url",
)  # fmt: skip
CALLED = {"record id": "record", "next step": "next_step", "record-id": "record", "next-step": "next_step"}
TOO_LARGE = 60_000_000
NO_SYSTEM = "CRM"


class Asked(Record):
    """What is said of the files beforehand: columns by field, the order of days, the mark before cents."""

    columns: dict[str, str]
    dates: str = ""
    decimal: str = ""


class Found(Record):
    """What a file of deals holds, and how it was read."""

    name: str
    saved_in: str
    mark: str
    way: Way
    people: tuple[str, ...]
    unused: tuple[str, ...]
    deals: tuple[CrmDeal, ...]
    odd: tuple[Odd, ...]
    beside: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether its headings are those of a CRM that is known by name."""
        return self.way.system != NO_SYSTEM


def read(named: list[tuple[str, bytes]], asked: Asked) -> Found:
    """What the files hold together. Raises BadFile where one cannot be used, NeedsAnswer for what it leaves open."""
    sheets: dict[str, list[tuple[str, lines.Sheet, dict[str, int], str]]] = {}
    for name, data in named:
        text, saved_in = decoded.decoded(data, name)
        sheet = lines.sheet(text, name)
        way = remembered.of(sheet.headers)
        fields = _fields(sheet, way, asked)
        sheets.setdefault(kinds.kind(sheet, fields, name), []).append((name, sheet, fields, saved_in))
    if list(sheets) == [kinds.OURS]:
        name, own, _, saved_in = sheets[kinds.OURS][0]
        way = remembered.Way(own.headers, NO_SYSTEM, {})
        told = ("what callplan wrote for the CRM: nothing in it is news",)
        return Found(name, saved_in, lines.MARKS.get(own.mark, own.mark), way, (), (), (), (), told)
    if len(sheets.get("deals", [])) != 1:
        several = (
            f"these are {number(len(sheets['deals']))} files of deals: import one after the other"
            if "deals" in sheets
            else ("no file of deals is among these: name that, too")
        )
        raise BadFile(f"{', '.join(name for name, _ in named)}: {several}.")
    (one,) = sheets["deals"]
    return _found(
        *one,
        asked,
        _beside(sheets),
        tuple([f"{each[0]}: {kind}" for kind, all_ in sheets.items() if kind != "deals" for each in all_]),
    )


def _found(
    name: str, sheet: lines.Sheet, fields: dict[str, int], saved_in: str, asked: Asked, beside: joined.Beside,
    others: tuple[str, ...],
) -> Found:  # fmt: skip
    before = remembered.of(sheet.headers)
    system = (before.system if before else headings.system(sheet.headers)) or NO_SYSTEM
    dates, decimal = (
        asked.dates or (before.dates if before else ""),
        asked.decimal or (before.decimal if before else ""),
    )
    fields = {field: column for field, column in fields.items() if field != "domain"}
    chosen = "closes" in asked.columns or (before is not None and "closes" in before.fields)
    if "closes" in fields and not chosen:
        fields = {**fields, "closes": closing.closing(sheet, fields, name)}
    people = tuple([each for each in headings.people_in(sheet.headers) if each not in fields.values()])
    told = columns.Told(fields, people, dates, decimal)
    found = deals.dealt(sheet, told, name, system)
    if not found.deals:
        raise BadFile(f"{name}: no line of it is a deal with a name and a stage.")
    whole = tuple([joined.whole(each, beside) for each in found.deals])
    odd = (*found.odd, *_without_account(found, whole))
    used = {*fields.values(), *people}
    headers = sheet.headers
    way = remembered.Way(headers, system, {field: headers[column] for field, column in fields.items()}, dates, decimal)
    unused = tuple([header for column, header in enumerate(headers) if header and column not in used])
    return Found(
        name, saved_in, lines.MARKS.get(sheet.mark, sheet.mark), way,
        tuple([headers[each] for each in people]), unused, whole, odd, others, headers[: sheet.grouped],
    )  # fmt: skip


def _without_account(found: deals.Dealt, whole: tuple[CrmDeal, ...]) -> list[Odd]:
    """The lines of which only an id says whose deal it is."""
    kind = "{} is an account's id and no name: name the file of accounts, too"
    return [
        columns.Odd(raw.line, kind, raw.company_id) for raw, deal in zip(found.deals, whole, strict=True)
        if raw.company_id and not deal.company
    ]  # fmt: skip


def _fields(sheet: lines.Sheet, way: Way | None, asked: Asked) -> dict[str, int]:
    """Which column holds which field: as said now, else as remembered, else by its heading."""
    columns = {header: column for column, header in reversed([*enumerate(sheet.headers)])}
    found = headings.known(sheet.headers)
    if way:
        found = {field: columns[header] for field, header in way.fields.items() if header in columns}
    for field, header in asked.columns.items():
        found.pop(field, None)
        if header:
            if header not in columns:
                near = did_you_mean(header, columns)
                raise Usage(f"--map {field}={clean(header)}: the file has no such heading.{near}")
            found = {each: column for each, column in found.items() if column != columns[header]}
            found[field] = columns[header]
    return found


def _beside(sheets: dict[str, list[tuple[str, lines.Sheet, dict[str, int], str]]]) -> joined.Beside:
    accounts, owners, people, at, houses = {}, {}, {}, {}, {}
    for _, sheet, fields, _ in sheets.get("accounts", []):
        accounts.update(joined.accounts(sheet, fields))
        houses.update(joined.houses(sheet, fields))
    for _, sheet, fields, _ in sheets.get("users", []):
        owners.update(joined.owners(sheet, fields))
    for _, sheet, fields, _ in sheets.get("contacts", []):
        known, there = joined.people(sheet, fields)
        people.update(known)
        at.update(there)
    return joined.Beside(accounts, owners, people, at, houses)
