"""The deals that the lines of a sheet are, with everything odd in it, by kind and line."""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

from callplan.core.crm import BEGINS, CrmDeal
from callplan.core.record import Record
from callplan.core.text import tidy
from callplan.crm_file import endings, headings, sums
from callplan.crm_file.columns import Columns, Odd, Told, each_as
from callplan.crm_file.people import is_id, people
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from callplan.core.crm import CrmPerson
    from callplan.crm_file.lines import Sheet

TEXTS = ("record", "name", "company", "company_id", "owner", "owner_id", "stage", "status", "currency", "next_step",
         "url", "contact_id")  # fmt: skip
LONGEST = 200
# Without ids, so many of a hundred lines must have a name of their own
APART = 75
ROLE_COLUMNS = ("buyer", "owner", "champion", "sponsor", "evaluator", "maker", "procurement", "entscheider", "decideur")


class Raw(NamedTuple):
    """A deal with the ids that other files may have names for, and the line it stands in."""

    deal: CrmDeal
    line: int
    company_id: str = ""
    owner_id: str = ""
    contact_id: str = ""


class Dealt(Record):
    """The deals of a sheet, and what was odd in it."""

    deals: tuple[Raw, ...]
    odd: tuple[Odd, ...]
    not_taken: int = 0


def dealt(sheet: Sheet, told: Told, name: str, system: str) -> Dealt:
    """The deals of a sheet. Raises BadFile where its lines cannot be told apart, NeedsAnswer for an open question."""
    columns = Columns(sheet, told, name)
    _apart_enough(columns)
    for number in sheet.repeated:
        columns.odd.append(Odd(number, "the headings once more, left out"))
    for number in sheet.totals:
        columns.odd.append(Odd(number, "a line of totals, left out"))
    for number in sheet.loose:
        columns.odd.append(Odd(number, "a quote where none may stand, read as it is"))
    found: dict[str, Raw] = {}
    taken = _are_deals(columns)
    for at, made in _made(columns, system, taken):
        _add(columns, at, made, found)
    not_taken = len(sheet.lines) - len(taken)
    return Dealt(tuple(found.values()), tuple(sorted(columns.odd, key=lambda odd: odd.line)), not_taken)


def _are_deals(columns: Columns) -> list[int]:
    """The places of the lines that are deals; of each other it is noted why not."""
    told = zip(*map(columns.texts, ("deleted", "name", "company", "record", "stage", "status")), strict=True)
    taken = []
    for at, (deleted, name, company, record, stage, status) in enumerate(told):
        if deleted and deleted.casefold() in endings.YES:
            columns.note(at, "deleted in the CRM, left out")
        elif bool(name or company) + bool(record) + bool(stage or status) > 1:
            taken.append(at)
        else:
            cells = columns.sheet.lines[at].cells
            columns.note(at, "{} is no deal, left out", next((tidy(cell) for cell in cells if cell.strip()), ""))
    return taken


def _apart_enough(columns: Columns) -> None:
    """Raise BadFile where there is no id and far fewer names than lines."""
    if "record" in columns.told.fields and any(columns.of["record"]):
        return
    keys = [key for key in zip(columns.texts("name"), columns.texts("company"), strict=True) if any(key)]
    if len(set(keys)) * 100 < len(keys) * APART:
        raise BadFile(
            f"{columns.name}: {len(keys)} lines have {len(set(keys))} names and no id: add the column “Record Id” (the"
            " CRM's own id of a deal) to the export."
        )


def _people(columns: Columns) -> Callable[[int], tuple[CrmPerson, ...]]:
    """Who is named in a line, by its place."""
    told = [(columns.cells(column), _part(columns.sheet.headers[column])) for column in columns.told.people]
    mails = columns.of.get("email", [])
    titles = columns.of.get("title", [])
    known: dict[tuple[str, str], tuple[CrmPerson, ...]] = {}

    if not told:
        return lambda _: ()

    def of(at: int) -> tuple[CrmPerson, ...]:
        found: dict[str, CrmPerson] = {}
        for texts, part in told:
            text = texts[at]
            if not text:
                continue
            if (text, part) not in known:
                known[text, part] = people(text, part)
            if not known[text, part]:
                columns.note(at, "{} is somebody's id and no name: name the file of contacts, too", text)
            for each in known[text, part]:
                found.setdefault(each.name.casefold(), each)
        every = list(found.values())
        if len(every) == 1 and mails and "@" in mails[at]:
            every = [every[0].but(address=every[0].address or mails[at])]
        if len(every) == 1 and titles and titles[at] and not every[0].title:
            every = [every[0].but(title=titles[at])]
        return tuple(every)

    return of


def _part(header: str) -> str:
    """The part that a column's heading gives whoever stands in it."""
    words = header.removesuffix("__c").replace("_", " ")
    return tidy(words) if any(word in headings.spelled(header) for word in ROLE_COLUMNS) else ""


def _endings(columns: Columns, taken: Container[int]) -> list[endings.Ending]:
    """How each line's deal stands, made once for each way in which that is told; what is odd in it is noted."""
    told = [*zip(*map(columns.texts, ("status", "stage", *endings.FLAGS)), strict=True)]
    known = {}
    for texts in set(told):
        status, stage, *flags = texts
        ticked = {name: flag.casefold() for name, flag in zip(endings.FLAGS, flags, strict=True)}
        known[texts] = endings.ending(endings.plain(status), endings.plain(stage), ticked)
    strange = {texts for texts, ended in known.items() if ended.contradicts or ended.said == "closed"}
    for at, texts in enumerate(told) if strange else ():
        if texts in strange and at in taken:
            _note(columns, at, known[texts])
    return [known[texts] for texts in told]


def _made(columns: Columns, system: str, taken: list[int]) -> list[tuple[int, Raw]]:
    """The deal of each line that is one, with its place; made column by column, as there may be thousands of lines."""
    of = {field: each_as(_cut, columns.texts(field)) for field in TEXTS}
    companies, company_ids = _named(of["company"], of["company_id"])
    owners, owner_ids = _named(of["owner"], of["owner_id"])
    told = zip(of["name"], companies, of["record"], strict=True)
    names = [name or company or record for name, company, record in told]
    stages = [stage or status for stage, status in zip(of["stage"], of["status"], strict=True)]
    keys = of["record"] if all(of["record"]) else [*map(_key, of["record"], names, companies, company_ids)]
    nothing, people_of = [None] * len(names), _people(columns)
    ended, of_line = _endings(columns, frozenset(taken)), {at: people_of(at) for at in taken}
    rows = zip(
        repeat(system), keys, names, companies, owners, stages,
        [each.said for each in ended], [each.amount if each else None for each in columns.sums],
        map(_currency, each_as(sums.code, of["currency"]), columns.sums), columns.days.get("closes", nothing),
        columns.days.get("opened", nothing), each_as(_theirs, of["next_step"]),
        [of_line.get(at, ()) for at in range(len(names))], of["url"],
    )  # fmt: skip
    beside = zip([line.number for line in columns.sheet.lines], company_ids, owner_ids, of["contact_id"], strict=True)
    every = [Raw(CrmDeal.filled(row), *rest) for row, rest in zip(rows, beside, strict=True)]
    return [(at, every[at]) for at in taken]


def _key(record: str, name: str, company: str, company_id: str) -> str:
    """What a deal is known by: its id, else its name and its account's."""
    return record or _keyed(name, company or company_id)


def _currency(code: str, money: sums.Sum | None) -> str:
    return code or (money.currency if money else "")


def _cut(text: str) -> str:
    return text[:LONGEST]


def _theirs(step: str) -> str:
    """A next step of the CRM's; nothing for our own sentence, come back."""
    return "" if step.startswith(BEGINS) else step


def _named(names: list[str], ids: list[str]) -> tuple[list[str], list[str]]:
    """The names of a column, and the ids beside it, where an id may stand in the place of a name."""
    are_ids = each_as(is_id, names)
    if not any(are_ids):
        return names, ids
    both = [("", name) if is_one else (name, key) for name, key, is_one in zip(names, ids, are_ids, strict=True)]
    return [name for name, _ in both], [key for _, key in both]


def _note(columns: Columns, at: int, ended: endings.Ending) -> None:
    """Note what is odd in how a deal stands."""
    if ended.contradicts:
        status, stage = columns.texts("status")[at], columns.texts("stage")[at]
        columns.note(at, f"the status says “{status}” and the stage “{stage}”: the status counts")
    if ended.said == "closed":
        columns.note(at, "closed, and neither won nor lost")


def _keyed(name: str, company: str) -> str:
    """What a deal without an id is known by."""
    return f"{name} / {company}" if company and company != name else name


def _add(columns: Columns, at: int, made: Raw, found: dict[str, Raw]) -> None:
    """Add a deal; of a line with the id of one above, only its people."""
    key, deal = made.deal.record, made.deal
    before = found.get(key)
    if before and not columns.texts("record")[at] and deal.opened and deal.opened != before.deal.opened:
        key = f"{key} / {deal.opened}"
        before, deal = found.get(key), deal.but(record=key)
    if before is None:
        found[key] = made if deal is made.deal else made._replace(deal=deal)
        return
    columns.note(at, "the deal {} once more, only its people are taken", key)
    names = {each.name.casefold() for each in before.deal.people}
    more = tuple([each for each in deal.people if each.name.casefold() not in names])
    found[key] = before._replace(deal=before.deal.but(people=(*before.deal.people, *more)))
