"""What was put aside as it was written: the line that writes it once more, and whether that was done already."""

from __future__ import annotations

from json import dumps

from callplan import settings
from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.entries import Corrected, Dropped, PersonMended, Renamed, Resumed, live, unpacked
from callplan.core.events import Called, Closed, Kept, LookedBack, Missed, Moved, Released
from callplan.core.interview.by_id import told_by_id
from callplan.core.outside import Sent
from callplan.core.record import packed
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.events import Event
    from callplan.put_aside import PutAside

MARKS = {Kept: "kept", Missed: "missed", Moved: "moved", Released: "released"}


class WrittenAgain:
    """What was put aside of a deal, looked at beside all that stands in that deal now."""

    def __init__(self, aside: PutAside, name: str, entries: tuple[Entry, ...]) -> None:
        self.aside, self.name, self.entries = aside, name, entries
        self.deal = fold(entries, name)
        self.events = _by_id_now(_events(aside), aside, self.deal)

    @property
    def stands(self) -> bool:
        """Whether the very same was written since."""
        counted = {entry.number for entry in live(self.entries)}
        since = [each for each in self.entries if each.number >= self.aside.since and each.number in counted]
        there = {_same(each.event) for each in since}
        return bool(self.events) and all(_same(event) in there for event in self.events)

    @property
    def line(self) -> str:
        """The whole line that writes it once more; "" where none does."""
        kinds = {type(event) for event in self.events}
        for of, line in _LINES:
            if kinds and kinds <= of:
                return line(self)
        return ""

    def typed(self, verb: str, *words: str) -> str:
        """A line about this deal: words that were written by somebody are typed so that they stay whole."""
        return " ".join([phrase.command(verb, self.name), *words])

    def all_of(self, kind: type[Event]) -> list[Any]:
        """What is of a kind."""
        return [event for event in self.events if isinstance(event, kind)]


def _events(aside: PutAside) -> tuple[Any, ...]:
    """What was written, as far as it can be read."""
    try:
        return tuple([unpacked(dumps(each["body"])) for each in aside.entries])
    except (ValueError, TypeError, LookupError):
        return ()


def _by_id_now(events: tuple[Any, ...], aside: PutAside, deal: Deal) -> tuple[Any, ...]:
    """What was written of promises, under the ids that they have now; nothing at all where one of them has none."""
    found = []
    for event in events:
        if type(event) in MARKS:
            (name,) = told_by_id({"kept": [event.promise]}, aside.meant, deal)["kept"]
            if name not in deal.promises:
                return ()
            event = event.but(promise=name)
        found.append(event)
    return tuple(found)


def _same(event: Event) -> str:
    """What tells an entry from others, whatever the day; of a letter, for whom it was."""
    return f"sent {event.person}" if isinstance(event, Sent) else packed(event.but(on=settings.today()))


def _marked(what: WrittenAgain) -> str:
    words = []
    plain = phrase.loose(phrase.typed(what.name)) == what.name
    for event in what.events:
        until = event.due.isoformat() if isinstance(event, Moved) else ""
        text = written(what.name, event.promise, until)
        words += [f"--{MARKS[type(event)]}", text if plain else phrase.typed(text)]
    return " ".join(["callplan promises", *words])


def _renamed(what: WrittenAgain) -> str:
    return what.typed("rename", phrase.typed(what.events[-1].name))


def _dropped(what: WrittenAgain) -> str:
    return what.typed("drop")


def _taken_back(what: WrittenAgain) -> str:
    """One entry, or all that still stands of one transaction, that the hub has under the same number."""
    numbers = {event.entry for event in what.events}
    if max(numbers) >= what.aside.since:
        return ""
    standing = {entry.number: entry.batch for entry in live(what.entries)}
    batches = {standing.get(number, 0) for number in numbers}
    whole = {number for number, batch in standing.items() if batch in batches}
    if len(batches) > 1 or 0 in batches or (len(numbers) > 1 and numbers != whole):
        return ""
    return what.typed("undo", str(min(numbers)), *(["--whole"] if len(numbers) > 1 else []))


def _closed(what: WrittenAgain) -> str:
    if what.deal.closed:
        return ""
    (event,) = what.all_of(Closed)
    end = next((each for each in what.deal.playbook.ends if each.id == event.end), None)
    known = end is not None and (not end.reasons or event.reason in end.reasons)
    told = {"reason": event.reason if known else "", "words": event.words or ("" if known else event.reason)}
    words = ["--end", phrase.typed(event.end)]
    words += [part for key, text in told.items() if text for part in (f"--{key}", phrase.typed(text))]
    for each in what.all_of(LookedBack):
        words += ["--look-back", phrase.typed(written(each.step, each.changed, each.reason, each.words))]
    return what.typed("close", *words, "--on", event.on.isoformat())


def _resumed(what: WrittenAgain) -> str:
    if not what.deal.closed:
        return ""
    (event,) = what.all_of(Resumed)
    reason = ["--reason", phrase.typed(event.reason)] if event.reason else []
    return what.typed("reopen", *reason, "--on", event.on.isoformat())


def _mended(what: WrittenAgain) -> str:
    """People by other names, or with other roles; `--rename` and `--merge` each stand once in a line."""
    words: list[str] = []
    for event in what.events:
        if isinstance(event, Called):
            words += ["--as", phrase.typed(written(event.person, event.called))]
        elif event.roles is not None:
            words += ["--roles", phrase.typed(written(event.name, ",".join(event.roles)))]
        else:
            option = "--merge" if event.name in what.deal.people else "--rename"
            words += [option, phrase.typed(event.person), phrase.typed(event.name)]
    return what.typed("person", *words)


def _sent(what: WrittenAgain) -> str:
    return what.typed("letter", "--for", phrase.typed(what.events[-1].person))


_LINES: tuple[tuple[set[type[Event]], Callable[[WrittenAgain], str]], ...] = (
    (set(MARKS), _marked), ({Renamed}, _renamed), ({Dropped}, _dropped), ({Corrected}, _taken_back),
    ({Closed, LookedBack}, _closed), ({Resumed}, _resumed), ({PersonMended, Called}, _mended), ({Sent}, _sent),
)  # fmt: skip
