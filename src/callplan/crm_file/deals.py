"""The deals that the lines of a sheet are, with everything odd in it, by kind and line."""

from __future__ import annotations

from callplan.core.crm import BEGINS, CrmDeal
from callplan.core.record import Record
from callplan.core.text import tidy
from callplan.crm_file import endings, headings, sums
from callplan.crm_file.columns import Columns, Odd, Told
from callplan.crm_file.people import is_id, people
from callplan.errors import BadFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.crm import CrmPerson
    from callplan.crm_file.lines import Line, Sheet

TEXTS = ("record", "name", "company", "company_id", "owner", "owner_id", "stage", "status", "currency", "next_step",
         "url", "contact_id")  # fmt: skip
LONGEST = 200
# Without ids, so many of a hundred lines must have a name of their own
APART = 75
ROLE_COLUMNS = ("buyer", "owner", "champion", "sponsor", "evaluator", "maker", "procurement", "entscheider", "decideur")


class Raw(Record):
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
    people_of = _people(columns)
    endings_known: dict[tuple[str, ...], endings.Ending] = {}
    found: dict[str, Raw] = {}
    not_taken = 0
    for at, line in enumerate(sheet.lines):
        if not _is_deal(columns, at, line):
            not_taken += 1
            continue
        ended = _ending(columns, at, endings_known)
        made = _made(columns, at, system, ended, people_of(at))
        _add(columns, at, made, found)
    return Dealt(tuple(found.values()), tuple(sorted(columns.odd, key=lambda odd: odd.line)), not_taken)


def _is_deal(columns: Columns, at: int, line: Line) -> bool:
    """Whether a line is a deal; else it is noted why not, a line at the end of a report apart."""
    if columns.text("deleted", at).casefold() in endings.YES:
        columns.note(at, "deleted in the CRM, left out")
        return False
    named = columns.text("name", at) or columns.text("company", at)
    says, record = columns.text("stage", at) or columns.text("status", at), columns.text("record", at)
    if not ((named or record) and says) and not (named and record):
        columns.note(at, "{} is no deal, left out", next((tidy(cell) for cell in line.cells if cell.strip()), ""))
        return False
    return True


def _apart_enough(columns: Columns) -> None:
    """Raise BadFile where there is no id and far fewer names than lines."""
    if "record" in columns.told.fields and any(columns.of["record"]):
        return
    keys = [
        (columns.text("name", at), columns.text("company", at)) for at in range(len(columns.sheet.lines))
        if columns.text("name", at) or columns.text("company", at)
    ]  # fmt: skip
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


def _ending(columns: Columns, at: int, known: dict[tuple[str, ...], endings.Ending]) -> endings.Ending:
    texts = tuple([columns.text(field, at) for field in ("status", "stage", *endings.FLAGS)])
    if texts not in known:
        status, stage, *flags = texts
        ticked = {name: flag.casefold() for name, flag in zip(endings.FLAGS, flags, strict=True)}
        known[texts] = endings.ending(endings.plain(status), endings.plain(stage), ticked)
    found = known[texts]
    if found.contradicts:
        columns.note(at, f"the status says “{texts[0]}” and the stage “{texts[1]}”: the status counts")
    if found.said == "closed":
        columns.note(at, "closed, and neither won nor lost")
    return found


def _made(columns: Columns, at: int, system: str, ended: endings.Ending, people_there: tuple[CrmPerson, ...]) -> Raw:
    texts = {field: columns.text(field, at)[:LONGEST] for field in TEXTS}
    company_id, owner_id = texts["company_id"], texts["owner_id"]
    if texts["next_step"].startswith(BEGINS):
        # our own sentence, come back
        texts["next_step"] = ""
    if is_id(texts["company"]):
        company_id, texts["company"] = texts["company"], ""
    if is_id(texts["owner"]):
        owner_id, texts["owner"] = texts["owner"], ""
    name = texts["name"] or texts["company"] or texts["record"]
    money = columns.sums[at]
    deal = CrmDeal(
        system, texts["record"] or _keyed(name, texts["company"] or company_id), name, texts["company"], texts["owner"],
        texts["stage"] or texts["status"], ended.said, money.amount if money else None,
        sums.code(texts["currency"]) or (money.currency if money else ""),
        columns.days["closes"][at] if "closes" in columns.days else None,
        columns.days["opened"][at] if "opened" in columns.days else None,
        texts["next_step"], people_there, texts["url"],
    )  # fmt: skip
    return Raw(deal, columns.sheet.lines[at].number, company_id, owner_id, texts["contact_id"])


def _keyed(name: str, company: str) -> str:
    """What a deal without an id is known by."""
    return f"{name} / {company}" if company and company != name else name


def _add(columns: Columns, at: int, made: Raw, found: dict[str, Raw]) -> None:
    """Add a deal; of a line with the id of one above, only its people."""
    key, deal = made.deal.record, made.deal
    before = found.get(key)
    if before and not columns.text("record", at) and deal.opened and deal.opened != before.deal.opened:
        key = f"{key} / {deal.opened}"
        before, deal = found.get(key), deal.but(record=key)
    if before is None:
        found[key] = made.but(deal=deal)
        return
    columns.note(at, "the deal {} once more, only its people are taken", key)
    names = {each.name.casefold() for each in before.deal.people}
    more = tuple([each for each in deal.people if each.name.casefold() not in names])
    found[key] = before.but(deal=before.deal.but(people=(*before.deal.people, *more)))
