"""A filled form as it was found: its call, its blocks with what stands in them, and what cannot be taken."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.form.headings import PLAN, Headed, Headings, is_label, is_like_heading
from callplan.core.form.paper import CALL, NOTES, TICK, TITLE
from callplan.core.form.rows import DOUBTFUL, EMPTY, TICKED, Row, rows
from callplan.core.record import Record
from callplan.core.text import near

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.map.playbook import Playbook

# what stands under a heading that is refused is refused with it
UNKNOWN = "unknown"
_CALL = rf"(?i){CALL}\s+(?P<day>.+?)(?:,?\s+with\s+(?P<who>.*))?"
_FOOT = r"(?:(?P<deal>.+?) · )?(?:call of (?P<on>\d{4}-\d\d-\d\d) · )?after entry (?P<seen>\d{1,9})\b.*"
# with which an editor that wraps lines may begin another
_FOOT_ENDS = "--from FILE"


class Item(Record):
    """Something that stands under a heading: its line, its text, its box (None: without one), and the line as it is.

    `under` is the heading as it stands there, `joined`: what stands below it without a bullet was read as part of it.
    """

    line: int
    text: str
    box: str | None
    whole: str
    indent: int = 0
    under: str = ""
    joined: bool = False

    def key(self, asks: str) -> str:
        """Where an answer about it is kept: by its words, since lines move and other words may stand there then."""
        return f"form {self.under} · {self.text} {asks}"


class Group(Record):
    """A heading as it stands in a file, and what stands under it."""

    headed: Headed
    items: tuple[Item, ...]


class Problem(Record):
    """What cannot be taken as it stands: its line (0: of the whole file), what stands there, and why."""

    line: int
    text: str
    why: str


class Sheet(Record):
    """A file taken apart. `day` and `who` stand in the sentence of the call; `seen` is the last entry it knew.

    `above` are the rows of the plan.
    """

    groups: tuple[Group, ...]
    notes: tuple[Item, ...]
    problems: tuple[Problem, ...]
    call: int
    day: str
    who: str | None
    foot: int
    deal: str
    on: str
    seen: int | None
    above: tuple[Row, ...]


class _Reader:
    """Goes through the rows of one file, from heading to heading."""

    def __init__(self, playbook: Playbook, people: Iterable[str], text: str) -> None:
        self.headings = Headings(playbook, people)
        self.rows = list(rows(text))
        self.title = next((row.line for row in self.rows if self._is_title(row)), 0)
        self.begun = False
        self.now: str = PLAN
        self.groups: list[tuple[Headed, list[Item]]] = []
        self.notes: list[Item] = []
        self.above: list[Row] = []
        self.problems: list[Problem] = []
        self.call: tuple[int, str, str | None] = (0, "", None)
        self.foot: dict[str, str | None] = {}
        self.foot_line = 0

    def read(self) -> Sheet:
        for row in self.rows:
            self._take(row)
        line, day, who = self.call
        seen = self.foot.get("seen")
        return Sheet(
            tuple([Group(headed, tuple(items)) for headed, items in self.groups]),
            tuple(self.notes),
            tuple(self.problems),
            line, day, _without_instruction(who),
            self.foot_line, self.foot.get("deal") or "", self.foot.get("on") or "", int(seen) if seen else None,
            tuple(self.above),
        )  # fmt: skip

    def _is_title(self, row: Row) -> bool:
        headed = self.headings.read(row)
        return headed is not None and headed.heading.kind == TITLE

    def _take(self, row: Row) -> None:
        if self._is_call(row) or self._is_foot(row):
            return
        headed = self.headings.read(row)
        if headed and not (row.joins and self.now == NOTES and not row.bold):
            self._open(headed)
        elif is_label(row):
            self.now = PLAN
        elif is_like_heading(row) and self._is_unknown(row):
            why = f"{phrase.said_back(_told(row))} is no decision, question or heading of this form"
            meant = near(_told(row), self.headings.titles)
            hint = f" ({phrase.quoted(meant[0])}?)" if meant else ""
            self.problems.append(Problem(row.line, row.whole, f"{why}{hint}: take it back, or put it under Notes."))
            self.now = UNKNOWN
        else:
            self._add(row)

    def _open(self, headed: Headed) -> None:
        self.begun = True
        self.now = headed.heading.kind
        if self.now == NOTES and headed.rest:
            self.notes.append(Item(headed.row.line, headed.rest, None, headed.row.whole))
        if self.now not in (NOTES, TITLE):
            self.groups.append((headed, []))

    def _is_unknown(self, row: Row) -> bool:
        """Whether a heading is none of this form; above it stands the plan, and among notes may stand anything."""
        if not self.begun or (self.title and row.line < self.title):
            return False
        return self.now != NOTES or bool(near(_told(row), self.headings.titles))

    def _is_call(self, row: Row) -> bool:
        if row.joins and self.call[0] and self.now == CALL:
            line, day, who = self.call
            self.call = (
                (line, day, f"{who} {row.text}") if who is not None else self._call_of(line, f"{day} {row.text}")
            )
            return True
        found = re.fullmatch(_CALL, row.text) if not self.call[0] and row.box is None and self.now != NOTES else None
        if found:
            self.begun, self.now = True, CALL
            self.call = self._call_of(row.line, row.text)
        return found is not None

    def _call_of(self, line: int, text: str) -> tuple[int, str, str | None]:
        found = re.fullmatch(_CALL, text if text.lower().startswith(CALL.lower()) else f"{CALL} {text}")
        return (line, found["day"], found["who"]) if found else (line, text, None)

    def _is_foot(self, row: Row) -> bool:
        if self.foot_line and row.line == self.foot_line + 1 and row.text.endswith(_FOOT_ENDS):
            return True
        found = re.fullmatch(_FOOT, row.text) if row.box is None else None
        if found and self.begun:
            self.foot, self.foot_line, self.now = found.groupdict(), row.line, ""
        return bool(found)

    def _add(self, row: Row) -> None:
        """A row under the heading that is open; one that goes on with the row before is part of that."""
        if self.now == UNKNOWN:
            return
        if row.box == DOUBTFUL and self.now != NOTES:
            self.problems.append(
                Problem(row.line, row.whole, f"{phrase.quoted(row.mark)} is neither ticked nor empty.")
            )
            return
        if self.now == NOTES or (self.begun and self.now in (TITLE, CALL, "") and row.box != TICKED):
            self._note(row)
        elif self.now in (PLAN, TITLE, CALL, ""):
            if row.box == TICKED:
                why = "ticked, and it stands under no heading of this form."
                self.problems.append(Problem(row.line, row.whole, why))
            else:
                self.above.append(row)
        else:
            headed, items = self.groups[-1]
            item = Item(row.line, row.text, row.box, row.whole, row.indent, headed.row.text)
            if items and _is_under(row, items[-1]):
                items[-1] = _joined(items[-1], item)
            elif not row.joins or _begins_anew(row):
                items.append(item)
            elif items:
                items[-1] = _joined(items[-1], item)
            else:
                self.groups[-1] = (headed.but(rest=f"{headed.rest} {row.text}".strip()), items)

    def _note(self, row: Row) -> None:
        if TICK.startswith(row.text) or not row.text:
            return
        text = row.text if row.box in (None, EMPTY) else f"{row.mark} {row.text}"
        item = Item(row.line, text, None, row.whole)
        if row.joins and self.notes and self.now == NOTES:
            self.notes[-1] = _joined(self.notes[-1], item)
        else:
            self.notes.append(item)


def sheet(playbook: Playbook, people: Iterable[str], text: str) -> Sheet:
    """What stands in a file that is a form of a deal on this map, with these people."""
    return _Reader(playbook, people, text).read()


def _told(row: Row) -> str:
    """What a heading says, without what stands behind it."""
    return re.split(r" \(|: |, whether", row.bold or row.text)[0].strip(" :.")


def _begins_anew(row: Row) -> bool:
    """Whether a row without a bullet begins an answer of its own, where an editor took all bullets away."""
    begins = r"(?i)(?:yes|no|later|not yet)\b|(?:…|we|[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){0,3}):"
    return re.match(begins, row.text) is not None


def _is_under(row: Row, above: Item) -> bool:
    """Whether a bullet is what stands behind the colon above it, further in: an outliner writes it so."""
    return row.bullet and row.box is None and row.indent > above.indent and above.text.endswith(":")


def _joined(before: Item, after: Item) -> Item:
    return before.but(text=f"{before.text} {after.text}".strip(), whole=f"{before.whole} {after.whole}", joined=True)


def _without_instruction(who: str | None) -> str | None:
    """The names of the sentence of the call, without what stands behind them."""
    return None if who is None else re.split(r"(?i)\.?\s*\bTick what happened\b", who)[0].strip().removesuffix(".")
