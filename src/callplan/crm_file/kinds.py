"""What a file of a CRM is a list of: deals, or what can stand beside them; a report of totals is none."""

from __future__ import annotations

import re

from callplan.crm_file import headings
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.crm_file.lines import Sheet

OURS = "ours"
OF_DEALS = ("dealname", "opportunityname", "potentialname", "dealstage", "stagename", "salesstage")
TOTALS = ("count", "sum", "total", "average", "anzahl", "summe", "recordcount", "rowlabels", "zeilenbeschriftungen")
COUNTS = ("recordcount", "rowlabels", "zeilenbeschriftungen", "numberofdeals", "numberofopportunities")
REPORT = "this is a report of totals: export the deals, one a line, with name, stage and amount."
_OF_TOTALS = re.compile(r"(?i)(?:sum|count|average|avg|summe|anzahl|somme|nombre|suma|recuento|soma) (?:of|von|de) ")


def kind(sheet: Sheet, fields: dict[str, int], name: str) -> str:
    """deals, contacts, accounts or users; ours: what callplan wrote for the CRM.

    Raises BadFile for anything else, with what is missing.
    """
    words = {word for header in sheet.headers for word in headings.spellings(header)}
    counts = words & set(COUNTS) or any(map(_OF_TOTALS.match, sheet.headers))
    if counts and {"record", "name"}.isdisjoint(fields):
        raise BadFile(f"{name}: {REPORT}")
    if {"lastclientdecision", "decidedby", "decidedon"} <= words:
        return OURS
    sure = not words.isdisjoint(OF_DEALS)
    person = "email" in fields and ("first" in fields or "last" in fields or "name" in fields) and not sure
    if not sure and words.intersection(headings.OF_TASKS.split()) and not {"amount", "closes"} <= fields.keys():
        raise BadFile(f"{name}: this is a list of tasks or activities: export the deals.")
    stage, money = "stage" in fields or "status" in fields, "amount" in fields or "closes" in fields
    if stage and money and {"name", "company", "record"} & fields.keys():
        return "deals" if not person or "stage" in fields else "contacts"
    if "owner" in fields and {"name", "company", "stage", "amount", "closes"}.isdisjoint(fields):
        return "users"
    if person or {"first", "last"} <= fields.keys():
        return "users" if words.intersection(headings.OF_USERS.split()) else "contacts"
    if ("company" in fields or "name" in fields) and words.intersection(headings.OF_ACCOUNTS.split()):
        return "accounts"
    raise BadFile(f"{name}: {_lacking(fields, words, stage=stage)}")


def _lacking(fields: dict[str, int], words: set[str], *, stage: bool) -> str:
    if not {"name", "company", "record"} & fields.keys() or words & set(TOTALS):
        return REPORT
    missing = "a stage" if not stage else "an amount or a closing day"
    return f"this is no list of deals: no heading is that of {missing} (--map FIELD=COLUMN names one)."
