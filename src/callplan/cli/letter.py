"""A letter to one of them."""

from __future__ import annotations

import sys

from callplan import files, settings
from callplan.cli import asking, deals, papers
from callplan.cli.door import option_name
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Asker
    from callplan.core.letter import Letter, Sender

PAPERS = ("markdown", "html")
PAGES = (".html", ".htm")
# So many pixels are between the margins of the page
ROOM = 632


def letter(
    deal: words.Deal,
    *,
    for_: words.Reader = None,
    to: words.LetterTo = None,
    output: words.Output = None,
    force: words.Force = False,
    sender: words.LetterFrom = None,
    back: words.LetterBack = None,
    by: words.Writer = None,
    on: str | None = None,
    line: list[str] | None = None,
    person: list[str] | None = None,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
) -> None:
    """Write what one of them gets before or after a call, or read what comes back."""
    ask = asking.asker(no_input, plain_prompts)
    told = asking.given({"on": on, "line": line, "person": person}, answers)
    if back:
        _alone(for_=for_, to=to, output=output, sender=sender, force=force)
        from callplan.cli.letter_back import letter_back

        letter_back(deal, back, by, told, ask, plain=plain_prompts)
        return
    if by or told:
        raise Usage("--by, --on, --line and --person tell of a reply: give --back FILE.")
    if to not in (None, *PAPERS):
        from callplan.core.text import clean

        raise Usage(f"--to: “{clean(to)}” is no paper; it is markdown or html.")
    file = papers.file_named(output, force=force)
    name, entries = deals.own_entries(deal)
    reader = named(deals.folded(entries, name), "for", for_)
    signed = _sender(sender, ask)
    entries = _caught_up(name, entries, reader, ask)
    page = _letter(name, entries, reader, signed)
    paper = to or ("html" if file and file.lower().endswith(PAGES) else "markdown")
    text = _html(name, entries, page) if paper == "html" else _markdown(page)
    _hand_out(text, file, force=force, wrapped=paper == "markdown" and papers.at_terminal())
    _keep(name, entries, page)


def _alone(**given: object) -> None:
    """Raise Usage where what makes a letter stands beside what reads a reply."""
    more = [f"--{option_name(name)}" for name, value in given.items() if value]
    if more:
        raise Usage(f"--back reads what came back, and {more[0]} is for a letter that is written: give one of them.")


def named(deal: Deal, flag: str, typed: str | None) -> str:
    """Whom it is for or from, by any name that means them alone. Raises Usage where nobody is named, or meant."""
    from callplan.core.interview.grammar import TypedDays
    from callplan.core.interview.roster import Roster

    if not typed:
        known = [each.name for each in deal.people.values() if deal.side(each.name) != "us" and not each.left]
        told = {"for": "Say whom it is for: --for NAME", "by": "Say who wrote it: --by NAME"}[flag]
        raise Usage(f"{told}, one of {', '.join(known) or 'those of theirs you name first'}.")
    today = settings.today()
    return Roster(deal, deal.playbook, today, TypedDays(today)).named(flag, typed)


def _sender(typed: str | None, ask: Asker) -> Sender:
    """Who signs it: as typed, as kept in the settings, or as asked once; what is new is kept."""
    from callplan.cli.sender import sender

    return sender(typed, ask)


def _letter(name: str, entries: tuple[Entry, ...], reader: str, signed: Sender) -> Letter:
    from callplan.core.letter import letter as written

    return written(deals.folded(entries, name), entries, reader, settings.today(), signed)


def _caught_up(name: str, entries: tuple[Entry, ...], reader: str, ask: Asker) -> tuple[Entry, ...]:
    """The entries with a new day for each promise of ours that the letter would show as late, where one is named."""
    from callplan.core.letter.late import late, new_day, told_of

    today = settings.today()
    if not asking.can_ask(ask):
        return entries
    events = [
        event
        for promise in late(deals.folded(entries, name), entries, reader, today)
        if (event := told_of(promise, asking.one(new_day(promise, today), ask), today))
    ]
    return deals.record(name, entries, events)


def _html(name: str, entries: tuple[Entry, ...], letter: Letter) -> str:
    """The letter as a page, with the way so far as the reader knows it; without, while nothing on it is decided."""
    from callplan.core.deal_picture.for_one import picture_for
    from callplan.core.deal_picture.told import sentences
    from callplan.render.deal_svg import within
    from callplan.render.letter import html

    page = picture_for(deals.folded(entries, name), entries, letter, settings.today())
    return html(letter, within(page, ROOM), sentences(page)) if page.has_way else html(letter)


def _markdown(letter: Letter) -> str:
    from callplan.render.letter import markdown

    return markdown(letter)


def _hand_out(text: str, file: str | None, *, force: bool, wrapped: bool) -> None:
    if file is None:
        print(papers.at_word_ends(text.splitlines()) if wrapped else text, end="")
    else:
        print(files.hand_out(file, text, force=force), file=sys.stderr)


def _keep(name: str, entries: tuple[Entry, ...], page: Letter) -> None:
    """Keep the letter, to compare what comes back with it; the same page only once."""
    from callplan.core.letter.kept import is_kept, sent

    if not is_kept(entries, page):
        deals.record(name, entries, [sent(page, settings.today())])
    print(f"Kept as page {page.page}.", file=sys.stderr)
