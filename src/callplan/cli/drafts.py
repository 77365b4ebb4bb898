"""What was begun and not finished, or told and put aside: listed, and thrown away."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from callplan import drafts as kept
from callplan.cli import asking, papers
from callplan.core import phrase
from callplan.core.interview.question import Choice, Question
from callplan.core.record import Record
from callplan.core.text import clean
from callplan.errors import NoSuchDeal, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.cli import words
    from callplan.core.interview.question import Asker
    from callplan.drafts import Draft
    from callplan.put_aside import PutAside


class HalfDone(Record):
    """Something half done of a deal, in its files: the line that lists it, and what it is called in a list."""

    deal: str
    line: str
    label: str
    files: tuple[str, ...]


def drafts(
    *, drop: words.Drop = None, yes: words.Yes = False, no_input: words.NoInput = False, json: words.Json = False
) -> None:
    """List what was begun and not finished, or throw it away."""
    if json and not drop:
        from callplan import put_aside
        from callplan.render.json_value import versioned

        listed = [{name: value for name, value in vars(draft).items() if name != "halfway"} for draft in kept.kept()]
        print(versioned(drafts=listed, put_aside=[vars(each) for each in put_aside.kept() if not _again(each)[1]]))
        return
    found = _half_done()
    if drop:
        _drop([clean(name).strip() for name in drop], found, yes, asking.asker(no_input, plain=False))
        return
    papers.listed([each.line for each in found])
    if not found:
        print("Nothing is half done.", file=sys.stderr)


def _half_done() -> list[HalfDone]:
    """What was begun, the latest first, and what was put aside."""
    from callplan import put_aside

    drafts = sorted(kept.every().items(), key=lambda each: each[1].kept_at, reverse=True)
    told = [
        (_order(each.deal, each.kept_at, each.seen), [_begun(path, each)]) for path, each in drafts if each.typed_on
    ]
    told += [
        (_order(each.deal, each.written_at, each.first - 1), _apart(path, each))
        for path, each in put_aside.every().items()
    ]
    begun = [_begun(*each) for each in drafts if not each[1].typed_on]
    return [*begun, *[found for _, every in sorted(told, key=lambda each: each[0]) for found in every]]


def _order(deal: str, told_at: str, seen: int) -> tuple[str, str, int]:
    """In which order what was put aside is listed: by its deal, and as it was told."""
    return deal.casefold(), told_at, seen


def _drop(names: list[str], found: list[HalfDone], yes: bool, ask: Asker) -> None:
    """Throw away what is half done of these deals: all of it, or what is picked. Raises NoSuchDeal."""
    of_them = []
    for name in names:
        of_it = [each for each in found if each.deal.casefold() == name.casefold()]
        if not of_it:
            raise NoSuchDeal(f"There is no draft of “{name}”. `callplan drafts` lists them.")
        of_them += [each for each in of_it if each not in of_them]
    if not yes:
        papers.noted([each.line for each in of_them])
        picked = asking.one(_which(of_them), ask)
        of_them = [each for place, each in enumerate(of_them) if str(place) in picked]
    if not of_them:
        raise Refusal("Nothing was thrown away.")
    for each in of_them:
        for path in each.files:
            with suppress(FileNotFoundError):
                os.remove(path)
        print(phrase.loose(f"Thrown away: {each.label}."), file=sys.stderr)


def _which(found: list[HalfDone]) -> Question:
    """Which of some to throw away: the places in their list."""
    why = "What is thrown away here was typed by you and stands nowhere else."
    if found[1:]:
        choices = tuple([Choice(str(place), each.label, each.line) for place, each in enumerate(found)])
        return Question("drop", "Throw away which?", "many", choices, why=why, flags="--yes for all of them")
    choices = (Choice("", "No, keep it"), Choice("0", "Yes, throw it away"))
    return Question("drop", "Throw it away?", "choice", choices, why=why, flags="--yes")


def _begun(path: str, draft: Draft) -> HalfDone:
    from callplan.cli.drafting import goes_on

    called = f"{draft.command} {clean(draft.deal)}"
    files = kept.files(path, draft)
    line = goes_on(draft)
    if draft.typed_on:
        told = f"told on {asking.day_of(draft.told_at)}"
        told_of = _behind(draft.told)
        return HalfDone(draft.deal, f"{line} · {told}, and put aside{told_of}", f"{called}, {told}{told_of}", files)
    count = phrase.several(len(draft.halfway.said), "answer") if draft.halfway.said else "no answer"
    edit = draft.command == kept.MAP
    asks = f" · next: {clean(draft.asks)}" if draft.asks or not edit else ""
    line = f"{line} · {'an edit' if edit else count} on {asking.day_of(draft.kept_at)}{asks}"
    return HalfDone(draft.deal, line, called, files)


def _apart(path: str, apart: PutAside) -> list[HalfDone]:
    """What was put aside and cannot be asked again: to be read, and told anew where it is still so; not once it was."""
    line, stands = _again(apart)
    if stands:
        return []
    when = asking.day_of(apart.written_at)
    told = f"{clean(apart.deal)} · put aside on {when}, since {clean(apart.why)}{_behind(apart.told)}"
    again = f" · `{phrase.loose(line)}` tells it again" if line else ""
    return [HalfDone(apart.deal, f"{told}{again}", f"{clean(apart.deal)}, put aside{_behind(apart.told)}", (path,))]


def _again(apart: PutAside) -> tuple[str, bool]:
    """The line that writes it once more, "" for none; and whether the same was written since."""
    from callplan.cli import deals

    name, entries = deals.found(apart.deal)
    name, entries = (name, entries) if entries else deals.dropped(name)
    if apart.taker or not entries or not deals.is_ours(name):
        return "", False
    from callplan.cli.written_again import WrittenAgain

    found = WrittenAgain(apart, name, entries)
    return found.line, found.stands


def _behind(told: Sequence[str]) -> str:
    """What was told, in words, behind what says of what."""
    return f": {clean('; '.join(told))}" if told else ""
