"""The deals that the lines of a sheet are, with everything odd in it, by kind and line."""

from __future__ import annotations

from callplan.core.crm import CrmDeal
from callplan.core.record import Record
from callplan.core.text import tidy
from callplan.crm_file import days, endings, headings, sums
from callplan.crm_file.people import NOTHING, is_id, people
from callplan.errors import BadFile, NeedsAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from callplan.core.crm import CrmPerson
    from callplan.crm_file.lines import Line, Sheet

TEXTS = ("record", "name", "company", "company_id", "owner", "owner_id", "stage", "status", "currency", "next_step",
         "url", "contact_id")  # fmt: skip
FLAGS = ("deleted", "is_closed", "is_won", "is_lost", "active")
LONGEST = 200
# Without ids, so many of a hundred lines must have a name of their own
APART = 75
OPEN, TAKEN = "open", ("open", "won", "lost", "closed")
ROLE_COLUMNS = ("buyer", "owner", "champion", "sponsor", "evaluator", "maker", "procurement", "entscheider", "decideur")


class Odd(Record):
    """Something odd in a line: of which kind, and what stands there."""

    line: int
    kind: str
    text: str = ""


class Told(Record):
    """How the columns of a sheet are read: the column of each field, of people; what was decided of days and sums."""

    fields: dict[str, int]
    people: tuple[int, ...] = ()
    dates: str = ""
    decimal: str = ""


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


class Columns:
    """The cells of a sheet by field, read once for each text that stands in a column."""

    def __init__(self, sheet: Sheet, told: Told, name: str) -> None:
        self.sheet, self.told, self.name = sheet, told, name
        self.odd: list[Odd] = []
        self.of = {field: self.cells(column) for field, column in told.fields.items()}
        self.days = {field: self._days(field) for field in ("closes", "opened") if field in told.fields}
        self.sums = self._sums() if "amount" in told.fields else [None] * len(sheet.lines)

    def cells(self, column: int) -> list[str]:
        """The tidy texts of a column; what stands for nothing is empty."""
        known: dict[str, str] = {}
        found = []
        for line in self.sheet.lines:
            text = line.cells[column] if column < len(line.cells) else ""
            if text not in known:
                kept = tidy(text)
                known[text] = "" if kept.casefold() in NOTHING else kept
            found.append(known[text])
        return found

    def text(self, field: str, at: int) -> str:
        """The text of a field in a line; "" where the file has none."""
        return self.of[field][at] if field in self.of else ""

    def header(self, field: str) -> str:
        """The heading of a field's column."""
        return self.sheet.headers[self.told.fields[field]]

    def note(self, at: int, kind: str, text: str = "") -> None:
        """Note something odd."""
        self.odd.append(Odd(self.sheet.lines[at].number, kind, text))

    def _days(self, field: str) -> list[date | None]:
        texts, header = self.of[field], self.header(field)
        found = days.read({text for text in texts if text}, self.told.dates)
        if found.undecided:
            raise NeedsAnswer(
                f"{self.name}: nothing in “{header}” shows whether {found.undecided} begins with the day or the month:"
                " give --dates dmy or --dates mdy."
            )
        for at, text in enumerate(texts):
            if text in found.none:
                self.note(at, f"{header}: {{}} is no day, left empty", text)
            elif text in found.two:
                self.note(at, f"{header}: {{}} may be two days, left empty", text)
        return [found.days.get(text) for text in texts]

    def _sums(self) -> list[sums.Sum | None]:
        texts, header = self.of["amount"], self.header("amount")
        between_commas = self.sheet.mark == ","
        found = sums.read({text for text in texts if text}, self.told.decimal, between_commas=between_commas)
        if found.undecided:
            raise NeedsAnswer(
                f"{self.name}: nothing in “{header}” shows what {found.undecided} comes to: give --decimal . or"
                " --decimal , for the mark before cents."
            )
        for at, text in enumerate(texts):
            if text in found.none:
                self.note(at, f"{header}: {{}} is no amount, left empty", text)
        return [found.sums.get(text) for text in texts]


def dealt(sheet: Sheet, told: Told, name: str, system: str) -> Dealt:
    """The deals of a sheet. Raises BadFile where its lines cannot be told apart, NeedsAnswer for an open question."""
    columns = Columns(sheet, told, name)
    _apart_enough(columns)
    for number in sheet.repeated:
        columns.odd.append(Odd(number, "the headings once more, left out"))
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
    named = columns.text("name", at) or columns.text("company", at) or columns.text("record", at)
    says = columns.text("stage", at) or columns.text("status", at) or columns.text("record", at)
    if not named or not says:
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
    texts = tuple([columns.text(field, at) for field in ("status", "stage", *FLAGS)])
    if texts not in known:
        status, stage, *flags = texts
        ticked = {name: flag.casefold() for name, flag in zip(FLAGS, flags, strict=True)}
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
    if is_id(texts["company"]):
        company_id, texts["company"] = texts["company"], ""
    if is_id(texts["owner"]):
        owner_id, texts["owner"] = texts["owner"], ""
    name = texts["name"] or texts["company"] or texts["record"]
    money = columns.sums[at]
    deal = CrmDeal(
        system, texts["record"] or _keyed(name, texts["company"]), name, texts["company"], texts["owner"],
        texts["stage"] or texts["status"], ended.said, money.amount if money else None,
        texts["currency"] or (money.currency if money else ""),
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
