"""What was promised across all deals, by day."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import deals
from callplan.core.text import tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from callplan.cli import words
    from callplan.core.ledger import Pledge, Row
    from callplan.core.promises import Counts, PromisesPage
    from callplan.core.promises.appointments import Appointment

SCREEN = 7
PAPERS = ("ics", "csv")


def promises(
    *,
    owner: words.Owner = None,
    deal: words.OfDeal = None,
    ours: words.Ours = False,
    theirs: words.Theirs = False,
    until: words.Until = None,
    all_: words.AllPromises = False,
    kept: words.KeptOf = None,
    missed: words.MissedOf = None,
    moved: words.MovedOf = None,
    released: words.ReleasedOf = None,
    to: words.PromisesTo = None,
    output: words.Output = None,
    force: words.Force = False,
    json: words.Json = False,
    markdown: words.Markdown = False,
    no_pager: words.NoPager = False,
) -> None:
    """List what was promised across deals, by day."""
    told = {"kept": kept, "missed": missed, "moved": moved, "released": released}
    chosen = {"owner": owner, "deal": deal, "ours": ours, "theirs": theirs, "until": until, "all": all_}
    papers = {"to": to, "json": json, "markdown": markdown}
    written = {"output": output, "force": force}
    if any(told.values()):
        from callplan.cli.marking import mark

        _alone(chosen | papers | written | {"json": False})
        mark(told, settings.today(), json=json)
        return
    _one_paper(papers)
    file = _to_a_file(to, output, force=force)
    if ours and theirs:
        raise Usage("--ours and --theirs together are all promises: leave both out.")
    sides = ("ours",) if ours else ("theirs",) if theirs else ("theirs", "ours")
    page = _page(_wanted(owner, deal, until), sides, -1 if all_ or to else SCREEN)
    if to:
        _written(_paper(page, _wanted(owner, deal, until), sides, to), file, force=force, signed=to == "csv")
        return
    _print(page, json=json, markdown=markdown, no_pager=no_pager)


def _alone(others: dict[str, Any]) -> None:
    """Refuse what chooses or prints promises beside what marks them."""
    given = [name for name, value in others.items() if value]
    if given:
        raise Usage(f"--{given[0]} is for listing promises; what became of them is said without it.")


def _one_paper(papers: dict[str, Any]) -> None:
    if papers["to"] not in (None, *PAPERS):
        from callplan.core.text import clean

        raise Usage(f"--to: “{clean(papers['to'])}” is no paper; it is ics or csv.")
    given = [f"--{name}" for name, value in papers.items() if value]
    if len(given) > 1:
        raise Usage(f"{given[0]} and {given[1]} are two papers; give one of them.")


def _wanted(owner: str | None, deal: str | None, until: str | None) -> dict[str, Any]:
    """Which promises are wanted, as the journal is asked for them. Raises NoSuchDeal with close names."""
    deals.owners(owner)
    wanted: dict[str, Any] = {"owner": tidy(owner or ""), "deal": deals.entries_of(deal)[0] if deal is not None else ""}
    if until is not None:
        wanted["until"] = deals.typed_day("until", until)
    return wanted


def _page(wanted: dict[str, Any], sides: tuple[str, ...], limit: int) -> PromisesPage:
    """The promises of these sides, and how many there are."""
    from callplan.cli.refreshing import refreshed
    from callplan.core import promises as core
    from callplan.core.ledger import BEFORE

    instead = refreshed()
    asked = core.SIDES[sides[0]] if len(sides) == 1 else ("",)
    found = [
        each for side in asked for each in deals.journal().promises(side=side, limit=limit, instead=instead, **wanted)
    ]
    before = [each for each in found if each.state == BEFORE]
    to_keep = [each for each in found if each.state != BEFORE]
    counted = _counted(wanted, sides, instead, before)
    theirs = deals.others() if any("/" in each.deal for each in found) else {}
    shown, old = _by_day(to_keep, limit), _by_day(before, limit)
    return core.promises(shown, counted, settings.today(), old, len(before), theirs)


def _by_day(found: list[Pledge], limit: int) -> list[Pledge]:
    found.sort(key=lambda each: (each.due, each.deal, each.promise))
    return found if limit < 0 else found[:limit]


def _counted(
    wanted: dict[str, Any], sides: tuple[str, ...], instead: list[tuple[str, Row]], before: list[Pledge]
) -> dict[str, Counts]:
    """How many promises each side has still to keep; theirs are those that are not ours."""
    of_ours = [each for each in before if each.side == "us"]
    ours = _counts(wanted, "us", instead, of_ours)
    if sides == ("ours",):
        return {"ours": ours}
    every = _counts(wanted, "", instead, before)
    theirs = every.but(late=every.late - ours.late, week=every.week - ours.week, later=every.later - ours.later)
    return {"theirs": theirs, "ours": ours} if "ours" in sides else {"theirs": theirs}


def _counts(wanted: dict[str, Any], side: str, instead: list[tuple[str, Row]], before: list[Pledge]) -> Counts:
    """How many promises of a side are late, due within seven days, and later, as the database counts them.

    Those from before are in none of these.
    """
    from callplan.core.promises import Counts, day_before, week_end

    def count(until: date | None) -> int:
        ends = [day for day in (until, wanted.get("until")) if day]
        last: date | None = min(ends, default=None)
        every = deals.journal().promised(side=side, instead=instead, **(wanted | {"until": last}))
        return every - sum(last is None or each.due <= last for each in before)

    today = settings.today()
    late, soon = count(day_before(today)), count(week_end(today))
    return Counts(late, soon - late, count(None) - soon)


def _print(page: PromisesPage, *, json: bool, markdown: bool, no_pager: bool) -> None:
    if json:
        from callplan.render.json_value import as_json

        print(as_json(page))
        return
    from callplan.cli import papers
    from callplan.render import promises as paper

    text = paper.markdown(page) if markdown else paper.plain(page, papers.columns())
    papers.printed(text, no_pager=no_pager)


def _others(wanted: dict[str, Any], sides: tuple[str, ...], *, dropped: bool = False) -> list[Appointment]:
    """Calls to come where both sides are wanted, and what is off of these sides; `dropped`: of dropped deals."""
    from callplan.core.promises import SIDES
    from callplan.core.promises.appointments import appointments
    from callplan.core.which_deals import Among

    among, today = Among(owner=wanted["owner"]), settings.today()
    of_these = {side for each in sides for side in SIDES[each]} | ({""} if len(sides) > 1 else set())
    every = deals.journal().all_entries(dropped=True) if dropped else deals.every()
    owners = deals.owners(among.owner)
    found = [
        each
        for name, entries in every
        if wanted["deal"] in ("", name) and among.holds(entries, owners.get(name, ""))
        for each in appointments(name, entries, today)
    ]
    until = wanted.get("until")
    return [each for each in found if each.side in of_these and (until is None or each.on <= until)]


def _paper(page: PromisesPage, wanted: dict[str, Any], sides: tuple[str, ...], to: str) -> Iterable[str]:
    """The rows of a calendar or a spreadsheet."""
    from callplan.render.exports import ics, spreadsheet

    if to == "csv":
        return [spreadsheet(page.promises)]
    from callplan.journal.looking import stamps

    others, gone = _others(wanted, sides), [] if wanted["deal"] else _others(wanted, sides, dropped=True)
    named = {each.deal for each in page.promises} | {each.deal for each in others}
    stamp = stamps(deals.journal(), named)
    of_gone = stamps(deals.journal(), {each.deal for each in gone}, dropped=True)
    off = [*[(each, stamp[each.deal]) for each in others], *[(each, of_gone[each.deal]) for each in gone]]
    return ics(page.promises, stamp, off)


def _to_a_file(to: str | None, output: str | None, *, force: bool) -> str | None:
    """The file to write to; None: the screen. Raises Usage for a file of what is no paper of its own."""
    if output is not None and to is None:
        raise Usage("--output is the file of --to ics or --to csv; give one of them, too.")
    from callplan.cli import papers

    return papers.file_named(output, force=force)


def _written(rows: Iterable[str], file: str | None, *, force: bool, signed: bool) -> None:
    """Write rows to a file, or print them; a file for a spreadsheet says at its beginning how its letters are kept."""
    if file is None:
        _as_it_is(rows)
        return
    from callplan.files import hand_out

    print(hand_out(file, ("\ufeff" if signed else "") + "".join(rows), force=force), file=sys.stderr)


def _as_it_is(rows: Iterable[str]) -> None:
    """Print rows of UTF-8 whose line ends are its own, also where the system has others."""
    from io import TextIOWrapper

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    for row in rows:
        sys.stdout.write(row)
