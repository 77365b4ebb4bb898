"""The map of one deal."""

from __future__ import annotations

from callplan.cli import asking, deals
from callplan.core import phrase
from callplan.core.text import tidy
from callplan.errors import BadFile, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.amendment import Follows
    from callplan.core.entries import Entry
    from callplan.core.map.playbook import Playbook


def map(
    deal: words.Deal,
    *,
    edit: words.Edit = False,
    update: words.Update = False,
    patch: words.Patch = None,
    note: words.Note = None,
    to: words.ToYaml = None,
    no_input: words.NoInput = False,
    json: words.Json = False,
    no_pager: words.NoPager = False,
) -> None:
    """Show the map of a deal, or change it for this deal alone."""
    ways = [way for way, given in (("--edit", edit), ("--update", update), ("--patch", patch), ("--to", to)) if given]
    if len(ways) > 1:
        raise Usage(f"{' and '.join(ways)} do not go together: give one of them.")
    if note is not None and ways not in (["--edit"], ["--update"], ["--patch"]):
        raise Usage("--note says what a change is for: give it with --edit, --update or --patch.")
    name, entries = deals.own_entries(deal) if edit or patch or update else deals.entries_of(deal)
    if edit:
        from callplan.cli.map_changed import edited

        _say(edited(name, entries, tidy(note or ""), asking.asker(no_input, plain=False)), json)
    elif patch:
        _say(_patched(name, entries, patch, tidy(note or "")), json)
    elif update:
        _say(_updated(name, entries, tidy(note or "")), json, "Nothing new: the file is as this deal has taken it.")
    else:
        _show(name, entries, to, json, no_pager=no_pager)


def _say(found: Follows, json: bool, nothing: str = "Nothing was changed, so nothing is written.") -> None:
    """The change as it was recorded, or that there was none."""
    from callplan.cli import papers

    if found.entry is None and not json:
        papers.noted([*found.notes, nothing])
        return
    papers.show(found, found.lines, json=json)


def _patched(name: str, entries: tuple[Entry, ...], file: str, note: str) -> Follows:
    from callplan import playbook_file
    from callplan.cli import map_changed

    text = playbook_file.contents(file)
    wanted = map_changed.patched(entries, text, "the patch" if file == "-" else file, map_changed.its_name(name))
    return map_changed.recorded(name, entries, wanted, note)


def _updated(name: str, entries: tuple[Entry, ...], note: str) -> Follows:
    from callplan.cli import map_changed
    from callplan.core.own_map import current, upstream

    base, theirs = upstream(entries), _file(current(entries).id)
    if theirs == base:
        return map_changed.recorded(name, entries, map_changed.WantedMap(current(entries)), note)
    try:
        return map_changed.recorded(name, entries, map_changed.updated(entries, base, theirs), note)
    except BadFile as mistakes:
        together = "The file and what this deal has changed do not fit together, so nothing was written: "
        line = phrase.loose(f"{phrase.command('map', name)} --edit")
        raise BadFile(f"{mistakes}\n{together}`{line}` changes this side of it.") from None


def _file(playbook: str) -> Playbook:
    """The map in the file a deal's map was taken from. Raises BadFile when there is none."""
    from callplan import settings
    from callplan.cli import maps

    if playbook not in settings.shelf():
        raise BadFile(f"There is no playbook {playbook} any more: put its file into {settings.playbooks()}.")
    return maps.load(playbook)


def _show(name: str, entries: tuple[Entry, ...], to: str | None, json: bool, *, no_pager: bool) -> None:
    from callplan import settings
    from callplan.cli import papers
    from callplan.cli.playbook_show import drawn
    from callplan.core.own_map import about, current, own
    from callplan.core.text import clean

    if to is not None:
        _print_as(to, current(entries))
        return
    found = own(name, entries, _file_or_none(current(entries).id))
    if json:
        from callplan.render.json_value import as_json

        print(as_json(found))
        return
    told = [clean(line).rstrip() for line in about(found, settings.today())]
    papers.printed(f"{papers.at_word_ends(told)}\n{drawn(found.map)}", no_pager=no_pager)


def _print_as(paper: str, book: Playbook) -> None:
    if paper != "yaml":
        raise Usage(f"--to: “{paper}” is no paper for a map; it is yaml.")
    from callplan.playbook_file import written

    print(written(book), end="")


def _file_or_none(playbook: str) -> Playbook | None:
    try:
        return _file(playbook)
    except BadFile:
        return None
