"""The journal in words: what was written down, and what taking the last of it back would undo."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from callplan.core import phrase
from callplan.core.deal.fold import fold
from callplan.core.entries import Corrected, Entry, live
from callplan.core.entry_in_words import teller
from callplan.core.events import Opened
from callplan.core.interview.question import Choice, Question
from callplan.core.record import Record
from callplan.core.text import clean
from callplan.errors import Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.map.parts import Part

    Titles = dict[str, Part]
FIRST_TOLD = ("held", "planned", "closed", "calledoff")


class Note(Record):
    """One entry in words. `void`: taken back; `orphan`: it makes no sense any more."""

    number: int
    batch: int
    on: date
    kind: str
    text: str
    recorder: str
    recorded_at: str
    void: bool
    orphan: bool


class History(Record):
    """Everything recorded of a deal, in its order."""

    deal: str
    entries: tuple[Note, ...]
    lines: tuple[str, ...]


def history(name: str, entries: tuple[Entry, ...], *, whole: bool = False) -> History:
    """The history of a deal, one line an entry, a blank one between transactions.

    What was taken back together is one line, and so is its taking back, unless the `whole` is wanted.
    """
    orphans = fold(entries, name).orphans
    counted = {entry.number for entry in live(entries)}
    told = teller(entries)
    notes = tuple(
        [_note(entry, told(entry), entry.number not in counted, entry.number in orphans) for entry in entries]
    )
    lines: list[str] = []
    for _, group in groupby(notes, key=lambda note: note.batch):
        told_of = list(group)
        lines += [""] if lines else []
        lines += [_line(note) for note in (told_of if whole else _together(told_of, entries))]
    return History(name, notes, tuple(lines))


def _line(note: Note) -> str:
    mark = " (taken back)" if note.void else " (no longer makes sense)" if note.orphan else ""
    return f"{note.number:>4}  {note.on.isoformat()}  {note.text}{mark}"


def _together(notes: list[Note], entries: tuple[Entry, ...]) -> list[Note]:
    """The lines of one transaction: one where all of it is taken back, and one for all that it takes back."""
    gone = [note for note in notes if note.void]
    back = [note for note in notes if note.kind == "corrected" and not note.void]
    shown = [note for note in notes if note not in (gone[1:] and gone) + (back[1:] and back)]
    if len(gone) > 1:
        first = next((note for note in gone if note.kind in FIRST_TOLD), gone[0])
        others = phrase.several(len(gone) - 1, "entry", "entries")
        shown.append(first.but(number=gone[0].number, text=f"{first.text}, with {others} beside"))
    if len(back) > 1:
        taken = [entries[note.number - 1].event.entry for note in back]  # type: ignore[attr-defined]
        shown.append(back[0].but(text=f"takes back {_range(taken)}"))
    return sorted(shown, key=lambda note: note.number)


def _range(numbers: list[int]) -> str:
    """`5 to 9`, or `5, 7 and 9`."""
    first, last = min(numbers), max(numbers)
    if len(numbers) == last - first + 1 > 2:
        return f"{first} to {last}"
    return phrase.joined([str(number) for number in sorted(numbers)])


def _note(entry: Entry, text: str, void: bool, orphan: bool) -> Note:
    kind = type(entry.event).__name__.lower()
    return Note(entry.number, entry.batch, entry.event.on, kind, text, entry.recorder, entry.recorded_at, void, orphan)


class TakenBack(Record):
    """What an undo takes back, and which later entries would lose their sense."""

    deal: str
    numbers: tuple[int, ...]
    orphans: tuple[int, ...]
    lines: tuple[str, ...]

    def question(self, together: int = 1) -> Question:
        """Whether to go on; `together`: how many entries still stand that were written with a single one."""
        more = f"Yes, and all {phrase.number(together)} that were written together" if together > 1 else ""
        choices = (
            Choice("no", "No, leave it"),
            Choice("yes", "Yes, this one alone" if more else "Yes, take it back"),
            *([Choice("whole", more)] if more else []),
        )
        why = "What is taken back stays in the log, and counts no more."
        return Question("undo", "Take this back?", "choice", choices, why=why, flags="--yes")


def taken_back(name: str, entries: tuple[Entry, ...]) -> TakenBack:
    """What undoing the last transaction still standing means; the deal's opening stays."""
    kept = [entry for entry in live(entries) if not isinstance(entry.event, (Corrected, Opened))]
    if not kept:
        raise Refusal(f"There is nothing left of {name} to take back but its opening.")
    return taking_back(name, entries, written_with(entries, kept[-1]))


def entry_of(name: str, entries: tuple[Entry, ...], typed: str) -> Entry:
    """The entry of that number, which can be taken back. Raises Refusal where it cannot."""
    log = f"`{phrase.loose(phrase.command('log', name))}`"
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(entries)):
        raise Usage(f"There is no entry “{clean(typed)}” of {name}; {log} numbers them from 1 to {len(entries)}.")
    found = next((entry for entry in live(entries) if entry.number == int(typed)), None)
    if found is None:
        raise Refusal(f"Entry {typed} of {name} is taken back already.")
    if isinstance(found.event, Opened):
        drop = f"`{phrase.loose(phrase.command('drop', name))}`"
        raise Refusal(f"All else stands on the opening of {name}; {drop} takes the deal out of every look.")
    return found


def written_with(entries: tuple[Entry, ...], one: Entry) -> tuple[Entry, ...]:
    """What still stands of the transaction in which an entry was written, without an opening."""
    return tuple([each for each in live(entries) if each.batch == one.batch and not isinstance(each.event, Opened)])


def taking_back(name: str, entries: tuple[Entry, ...], void: tuple[Entry, ...]) -> TakenBack:
    """What it means to void some entries: each of them in words, and those that would then make no sense."""
    told = teller(entries)
    numbers = tuple([entry.number for entry in void])
    orphans = _left_without_sense(entries, numbers)
    lines = [f"{name}: to be taken back"]
    lines += [f"{entry.number:>4}  {entry.event.on}  {told(entry)}" for entry in entries if entry.number in numbers]
    lines += ["These would no longer make sense:"] if orphans else []
    lines += [f"{entry.number:>4}  {entry.event.on}  {told(entry)}" for entry in entries if entry.number in orphans]
    return TakenBack(name, numbers, orphans, tuple(lines))


def _left_without_sense(entries: tuple[Entry, ...], numbers: tuple[int, ...]) -> tuple[int, ...]:
    before = fold(entries).orphans
    last = entries[-1]
    void = [
        Entry(last.number + count, last.batch + 1, Corrected(last.event.on, number))
        for count, number in enumerate(numbers, 1)
    ]
    return tuple([number for number in fold((*entries, *void)).orphans if number not in before])
