"""The files beside one of deals: who a contact, an account or an owner is that the deals only have an id of."""

from __future__ import annotations

import re
from collections import Counter

from callplan.core.agenda.mail_hosts import FREE
from callplan.core.crm import CrmDeal, CrmPerson
from callplan.core.record import Record
from callplan.core.text import tidy
from callplan.crm_file.people import NOTHING, is_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.crm_file.deals import Raw
    from callplan.crm_file.lines import Sheet

MOST_PEOPLE = 12


class Beside(Record):
    """What the files beside the deals tell: names of accounts and owners by id, people by id and by account.

    People of whom only a mail address says where they are stand at its house, `@harrow.example`; `houses`: those of an
    account, by its name.
    """

    accounts: dict[str, str]
    owners: dict[str, str]
    people: dict[str, CrmPerson]
    at: dict[str, tuple[CrmPerson, ...]]
    houses: dict[str, str]


def accounts(sheet: Sheet, fields: dict[str, int]) -> dict[str, str]:
    """The name of each account by its id."""
    named = fields.get("company", fields.get("name"))
    keyed = fields.get("company_id", fields.get("record"))
    if named is None or keyed is None or named == keyed:
        return {}
    return {key: name for row in _rows(sheet) if (key := row[keyed]) and (name := row[named])}


def houses(sheet: Sheet, fields: dict[str, int]) -> dict[str, str]:
    """The house of mail addresses of each account by its name, where it is that of no other."""
    named, domain = fields.get("company", fields.get("name")), fields.get("domain")
    if named is None or domain is None:
        return {}
    told = [(row[named].casefold(), _host(row[domain])) for row in _rows(sheet) if row[named]]
    found = Counter([host for _, host in dict.fromkeys(told)])
    return {name: f"@{host}" for name, host in told if host and found[host] == 1}


def _host(website: str) -> str:
    """`harrow.example` of `https://www.harrow.example/de`."""
    return re.sub(r"^(?:\w+://)?(?:www\.)?", "", website.casefold()).partition("/")[0].partition(":")[0]


def _house(address: str) -> str:
    """The house of a mail address; "" of one that anybody may have."""
    host = address.rpartition("@")[2].casefold()
    return f"@{host}" if host and host not in FREE else ""


def owners(sheet: Sheet, fields: dict[str, int]) -> dict[str, str]:
    """The name of each of our own people by id."""
    keyed = fields.get("record", fields.get("owner_id"))
    if keyed is None:
        return {}
    return {row[keyed]: name for row in _rows(sheet) if row[keyed] and (name := _name(row, fields))}


def people(sheet: Sheet, fields: dict[str, int]) -> tuple[dict[str, CrmPerson], dict[str, tuple[CrmPerson, ...]]]:
    """The people of a file of contacts by their id, and by the id or the name of their account."""
    known: dict[str, CrmPerson] = {}
    at: dict[str, list[CrmPerson]] = {}
    for row in _rows(sheet):
        name = _name(row, fields)
        if not is_name(name):
            continue
        title, address = (row[fields[field]] if field in fields else "" for field in ("title", "email"))
        person = CrmPerson(name, title, address if "@" in address else "")
        for field in ("record", "contact_id"):
            if field in fields and row[fields[field]]:
                known[row[fields[field]]] = person
        keys = [row[fields[field]].casefold() for field in ("company_id", "company") if field in fields]
        for key in [each for each in keys if each] or filter(None, [_house(person.address)]):
            at.setdefault(key, []).append(person)
    return known, {key: tuple(found) for key, found in at.items()}


def whole(raw: Raw, beside: Beside) -> CrmDeal:
    """A deal with the names that the files beside it have for its ids."""
    deal = raw.deal
    if not (raw.company_id or raw.owner_id or raw.contact_id or beside.at):
        return deal
    company = deal.company or beside.accounts.get(raw.company_id, "")
    own = [beside.people[each] for each in (raw.contact_id,) if each in beside.people]
    at = beside.at.get(raw.company_id.casefold(), ()) or beside.at.get(company.casefold(), ())
    own_houses = [_house(each.address) for each in (*deal.people, *own) if each.address]
    for house in dict.fromkeys(filter(None, [beside.houses.get(company.casefold(), ""), *own_houses])):
        at = (*at, *beside.at.get(house, ()))
    by_name = {each.name.casefold(): each for each in (*at, *beside.people.values())} if deal.people else {}
    named = [
        each.but(title=each.title or more.title, address=each.address or more.address)
        if (more := by_name.get(each.name.casefold()))
        else each
        for each in deal.people
    ]
    every = {each.name.casefold(): each for each in reversed((*named, *own, *at))}
    return deal.but(
        company=company,
        owner=deal.owner or beside.owners.get(raw.owner_id, ""),
        name=company if company and deal.name == deal.record else deal.name,
        people=tuple(every.values())[::-1][:MOST_PEOPLE],
    )


def _name(row: list[str], fields: dict[str, int]) -> str:
    first, last = (row[fields[field]] if field in fields else "" for field in ("first", "last"))
    if first or last:
        return f"{first} {last}".strip()
    return row[fields["name"]] if "name" in fields else row[fields["owner"]] if "owner" in fields else ""


def _rows(sheet: Sheet) -> list[list[str]]:
    wide = len(sheet.headers)
    rows = [[*map(tidy, line.cells), *([""] * (wide - len(line.cells)))] for line in sheet.lines]
    return [["" if cell.casefold() in NOTHING else cell for cell in row] for row in rows]
