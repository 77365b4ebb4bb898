"""Somebody, or a deal, taken out of everything that is kept."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from callplan import drafts, settings
from callplan.cli import asking, deals
from callplan.core import phrase
from callplan.core.interview.question import Question
from callplan.core.record import Record
from callplan.core.text import clean, did_you_mean, tidy
from callplan.errors import BadFile, NoSuchDeal, Refusal, Usage, not_ours
from callplan.journal.opening import AGAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.entries import Entry
    from callplan.journal.erasing import Left

TYPED = Question(
    "forget", "Type the name once more to forget it for good:", flags="--confirm NAME",
    why="What is forgotten cannot be brought back, by `undo` or from a backup.",
)  # fmt: skip
ON_THE_HUB = (
    "The team's hub still has it: `callplan sync` takes it out there, and then of every other home. Until then "
    "callplan keeps who it is."
)
NO_TEAM = (
    "The team's hub still has it, and you are in no team any more: once `callplan team join` joined it again, "
    "`callplan sync` takes it out there. Until then callplan keeps who it is."
)
BEYOND = "What was exported, sent or copied elsewhere is out of reach."


class Meant(Record):
    """Who or what is to be forgotten: a deal by its name and its keys, or every name of somebody; and what is said.

    `others`: the keys of deals that are somebody else's in the team, in which their owners forget.
    """

    told: str
    names: frozenset[str] = frozenset()
    deal: str = ""
    keys: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @property
    def texts(self) -> list[str]:
        """What must not be left anywhere."""
        first = {key.partition(AGAIN)[0] for key in self.keys}
        return sorted({self.deal, *first}) if self.deal else sorted(self.names)


def forget(name: words.Forgotten, *, confirm: words.Confirm = None, no_input: words.NoInput = False) -> None:
    """Take somebody, or a deal, out of everything that is kept, for good."""
    meant = _meant(tidy(name))
    print(meant.told, file=sys.stderr)
    typed = confirm if confirm is not None else asking.one(TYPED, asking.asker(no_input, plain=False))
    if tidy(typed).casefold() != tidy(name).casefold():
        raise Refusal("That is another name: nothing was forgotten.")
    _forget(meant)
    print(f"Forgotten. {BEYOND}", file=sys.stderr)
    waits = _waits_for_the_hub()
    if waits:
        from callplan.cli.team_hub import known

        print(ON_THE_HUB if known() else NO_TEAM, file=sys.stderr)
    for path in _still_in(meant.texts):
        if not (waits and path == settings.journal()):
            print(f"{clean(path)} names it still: it is yours to change.", file=sys.stderr)


def _waits_for_the_hub() -> bool:
    """Whether something is still to be forgotten on the team's hub."""
    from callplan.journal.forgets import to_forget

    return bool(to_forget(deals.journal()))


def _meant(name: str) -> Meant:
    """What goes by that name. Raises NoSuchDeal when nothing does, Usage when it is both a deal and somebody."""
    from callplan.cli.held import in_the_crm
    from callplan.core.forgetting import everybody, names_of
    from callplan.journal.team import others

    journal = deals.journal()
    theirs = others(journal)
    named = [*journal.deals(), *journal.dropped()]
    every = [*journal.all_entries(), *journal.all_entries(dropped=True)]
    found = [(deal, names) for deal, entries in every if (names := names_of(entries, name))]
    there = [(deal, names) for deal, names in found if deal not in theirs.values()]
    elsewhere = [clean(deal) for deal, _ in found if deal in theirs.values()]
    deal = next((each for each in named if each.casefold() == name.casefold()), "")
    if deal in theirs.values():
        raise not_ours(deal, deal.partition("/")[0])
    if deal and there:
        first = phrase.loose(phrase.command("rename", deal))
        raise Usage(f"{deal} is a deal, and somebody in {clean(there[0][0])}: `{first} NEW` tells them apart first.")
    if deal:
        entries = sum(len(entries) for each, entries in every if each == deal)
        told = f"The deal {deal}, with {phrase.several(entries, 'entry', 'entries')}."
        return Meant(told, deal=deal, keys=journal.opened_as(deal))
    people = {each for _, entries in every for each in everybody(entries)}
    apart = _apart(name, people) if not there else None
    if apart:
        return apart.but(others=frozenset(theirs))
    if elsewhere and not there:
        raise Refusal(f"{name} is in {phrase.joined(elsewhere)} alone: whoever owns it forgets them there.")
    listed = in_the_crm(journal, [name]) if not there else []
    if listed:
        return Meant(f"{name}, in {phrase.several(len(listed), 'deal')} of the CRM.", frozenset((name,)))
    if not there and (taker := deals.went_to(name)):
        told = f"{name}, which was handed over to {clean(taker)}, so that nothing of it is here but that."
        return Meant(told, frozenset((name,)))
    if not there:
        raise NoSuchDeal(f"No deal and nobody is called “{name}”.{did_you_mean(name, [*named, *sorted(people)])}")
    names = frozenset().union(*[names for _, names in there])
    told = f"{name}, in {phrase.joined([clean(each) for each, _ in there])}."
    told += f" In {phrase.joined(elsewhere)} whoever owns it forgets them." if elsewhere else ""
    return Meant(told, names, others=frozenset(theirs))


def _apart(name: str, people: set[str]) -> Meant | None:
    """Who goes by that name in what is half done or put aside, or in a copy of this home, where no deal has them.

    Where it is a part of what one of the `people` of the deals is called, it is they who are meant.
    """
    from callplan.cli.forgetting_papers import good_copies, in_copies, in_papers

    if any(name.casefold() in each.casefold().split() for each in people):
        return None
    journal = deals.journal()
    copied = in_copies(good_copies(journal), name)
    papers, copies = ([clean(each) for each in found if each] for found in (in_papers(name), sorted(copied)))
    places = [f"what was half done or put aside of {phrase.joined(papers)}"] if papers else []
    places += [f"copies of this home, of {phrase.joined(copies)}"] if copies else []
    names = frozenset((name,)).union(*copied.values())
    return Meant(f"{name}, in {phrase.joined(places)}.", names) if places else None


def _forget(meant: Meant) -> None:
    """Out of the copies first: what is still in the journal can be named once more after a kill."""
    from callplan import place
    from callplan.journal.backups import REPLACED, is_good
    from callplan.journal.erasing import erase
    from callplan.journal.sound import copies
    from callplan.journal.team import known_hub

    path, left, known = settings.journal(), _left(meant), known_hub(deals.journal())
    role = known.role if known else ""
    for copy in (*copies(path), *copies(path, REPLACED)):
        if is_good(copy):
            erase(copy, left, meant.texts, beside=False, role=role)
        else:
            for path_of in (copy, f"{copy}-journal"):
                with suppress(FileNotFoundError):
                    os.remove(path_of)
            print(f"{clean(copy)} was damaged, and is removed.", file=sys.stderr)
    for stray in place.strays():
        with suppress(FileNotFoundError):
            os.remove(stray)
    _forget_drafts(meant)
    erase(path, left, meant.texts, of=meant.names, role=role)


def _left(meant: Meant) -> Left:
    from callplan.core.forgetting import forgotten

    def left(key: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...] | None:
        if not meant.deal:
            return entries if key in meant.others else forgotten(entries, meant.names)
        return None if key in meant.keys else entries

    return left


def _forget_drafts(meant: Meant) -> None:
    """Throw away every draft that is about it, or names it, and those that cannot be read."""
    from callplan.cli.forgetting_papers import deals_with, forget_in_papers
    from callplan.core.forgetting import mentions

    if not meant.deal:
        forget_in_papers(meant.names, deals_with(deals.journal(), meant.names), of_others=True)
    folder = settings.drafts()
    names = os.listdir(folder) if os.path.isdir(folder) else []
    for draft in _readable():
        if draft.deal == meant.deal:
            drafts.drop(draft.command, draft.deal)
    for file in [os.path.join(folder, name) for name in names]:
        with suppress(FileNotFoundError), open(file, encoding="utf-8", errors="replace") as text:
            if mentions(text.read(), meant.texts):
                os.remove(file)


def _readable() -> list[drafts.Draft]:
    try:
        return drafts.kept()
    except BadFile:
        return []


def _still_in(texts: list[str]) -> list[str]:
    """The files of the home in which a name still stands."""
    wanted = [text.encode() for text in texts]
    found = []
    for folder, _, names in os.walk(settings.home()):
        for path in [os.path.join(folder, name) for name in sorted(names)]:
            with open(path, "rb") as file:
                data = file.read()
            if any(each in data for each in wanted):
                found.append(path)
    return found
