"""The day's list, as wide as the screen; and as Markdown."""

from __future__ import annotations

from itertools import groupby

from callplan.core import phrase
from callplan.core.agenda import Agenda, AgendaCall
from callplan.render.layout import NARROW, fitted, heading, loose, printed, safe, width
from callplan.render.markdown import escaped, table_head, table_row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Entry = tuple[str, list[str]]

INDENT, LABEL, MARK = "  ", 20, " · "
NO_DEBRIEF, DUE = "No debrief yet", "Due by"


def plain(page: Agenda, columns: int) -> str:
    """The list as text; on fewer than 60 columns what an entry is called stands on a row of its own."""
    rows = [heading("TODAY", phrase.full_day(page.on), columns)]
    rows += fitted(page.head, columns) if page.head else []
    for title, entries, more in _sections(page):
        rows += ["", loose(title).upper(), *_entries(entries, columns)]
        rows += [INDENT + row for row in fitted(safe(more), columns - len(INDENT))] if more else []
    rows += ["", *fitted(safe(page.foot), columns)] if page.foot else []
    return printed(rows)


def _sections(page: Agenda) -> Iterator[tuple[str, list[Entry], str]]:
    """Each part of the list: its title, what stands in it, and how much more there is."""
    for day, calls in groupby(page.calls, lambda each: each.day):
        title = "Calls today" if day == page.on else f"Calls on {phrase.long_day(day, page.on)}"
        more = _more(page.more_calls) if day == page.calls[-1].day else ""
        yield title, [(_label(each), _told(each)) for each in calls], more
    if page.no_debrief:
        entries = [(each.deal, _told(each)) for each in page.no_debrief]
        yield NO_DEBRIEF, entries, _more(page.more_behind)
    if page.due:
        last = phrase.long_day(page.until, page.on)
        entries = [(phrase.long_day(each.due, page.on), [_marked(each.text, each.reference)]) for each in page.due]
        yield f"{DUE} {last}", entries, _more(page.more_due)


def _label(call: AgendaCall) -> str:
    return f"{call.start}  {call.deal}" if call.start else call.deal


def _told(call: AgendaCall) -> list[str]:
    """The rows of a call: with whom and what to type next, and what it is for."""
    return [_marked(phrase.capital(call.text), call.to_do), *([call.aim] if call.aim else [])]


def _marked(text: str, mark: str) -> str:
    return f"{text}{MARK}{mark}" if mark else text


def _more(count: int) -> str:
    return f"{phrase.capital(phrase.number(count))} more: --all lists every one." if count else ""


def _entries(entries: list[Entry], columns: int) -> Iterator[str]:
    room = max([width(loose(label)) for label, _ in entries]) + len(INDENT)
    beside = columns >= NARROW and room <= LABEL
    for label, texts in entries:
        label = loose(label)
        if not beside:
            yield from [INDENT + row for row in fitted(label, columns - len(INDENT))]
            label = ""
        hang = room if beside else len(INDENT)
        for row in _fitted(texts, columns - len(INDENT) - hang):
            yield INDENT + label + " " * (hang - width(label)) + row
            label = ""


def _fitted(texts: Iterable[str], room: int) -> Iterator[str]:
    """The rows of some texts; what marks one stands on a row of its own where it would be parted from its beginning."""
    for text in texts:
        told, _, mark = text.rpartition(MARK)
        for part in [text] if width(loose(text)) <= room else filter(None, (told, mark)):
            yield from fitted(safe(part), room)


def markdown(page: Agenda) -> str:
    """The list for a wiki or a mail."""
    paper = [f"# Today · {escaped(phrase.full_day(page.on))}", *([escaped(page.head)] if page.head else [])]
    for title, entries, more in _sections(page):
        rows = [table_row([escaped(label), escaped(" ".join(map(phrase.sentence, texts)))]) for label, texts in entries]
        paper += [f"## {escaped(title)}", "\n".join([table_head(("", "")), *rows])]
        paper += [escaped(more)] if more else []
    paper += [escaped(page.foot)] if page.foot else []
    return "\n\n".join(paper) + "\n"
