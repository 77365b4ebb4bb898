"""What a row heads: the decisions, questions and blocks that a form may have, by the words a reader sees."""

from __future__ import annotations

import re

from callplan.core.form.paper import (
    FEAR,
    FIXED,
    MEET,
    NOTES,
    THEY_WILL,
    TITLE,
    VIEW,
    WAS_DUE,
    WE_WILL,
    WORTH,
    headings_of,
)  # fmt: skip
from callplan.core.record import Record
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.form.rows import Row
    from callplan.core.map.playbook import Playbook

DECISION, FACT, PLAN = "decision", "fact", "plan"
# the labels of the page above the form
LABELS = (
    "so far", "last time", "they owe", "we owe", "open", "aim", "best case", "at least", "ask", "worry", "if no", "end",
    "dates", "missing", "where", "foot",
)  # fmt: skip
_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-", "‐": "-"})
_ENDS = r"\s*[:.]?\s*"
_BEHIND = {
    DECISION: r"\s*(?:\((?P<who>.*)\))?\s*(?:[,:-]?\s*whether\b.*|[:.,]?)",
    FACT: r"\s*\??\s*:?\s*(?P<rest>.*)",
    THEY_WILL: _ENDS, WE_WILL: _ENDS, NOTES: r"\s*(?::\s*(?P<rest>.*))?\s*",
    WAS_DUE: r"\s*[:,-]?\s*(?:tick what was kept)?\s*[:.]?\s*",
    FEAR: r"\s*(?:,\s*in their words)?\s*:?\s*(?P<rest>.*)",
    MEET: r"(?P<rest>(?:[\s:,]|$).*)",
    WORTH: r"\s*(?:,\s*in their words)?\s*(?::\s*(?P<rest>.*))?\s*",
    VIEW: r"\s*(?P<rest>[(:].*)?",
    TITLE: _ENDS,
}  # fmt: skip


class Heading(Record):
    """What stands under a heading: its kind (a decision, a fact, or one of the fixed blocks), its id and its words."""

    kind: str
    id: str
    text: str


class Headed(Record):
    """A heading as it stands in a file: its row, the names in brackets behind it, and what else stands there."""

    heading: Heading
    row: Row
    who: str | None
    rest: str


class Headings:
    """Every heading that a form of this map may have; no person who is called like one is one."""

    def __init__(self, playbook: Playbook, people: Iterable[str]) -> None:
        self.people = tuple([f"{folded(name)}:" for name in people])
        told = headings_of(playbook)
        known = [Heading(FACT if key[0] == "=" else DECISION, key.lstrip("="), text) for key, text in told.items()]
        known += [Heading(text, "", text) for text in (*FIXED, TITLE)]
        self.known = sorted(known, key=lambda each: -len(each.text))
        self.titles = [each.text for each in known]

    def read(self, row: Row) -> Headed | None:
        """What a row heads, if it heads anything; without marks only where all of it is as on a form."""
        if row.bullet and not row.bold and folded(row.text).startswith(self.people):
            return None
        for heading in self.known:
            if found := self._behind(heading, row):
                parts = found.groupdict()
                who, rest = parts.get("who"), parts.get("rest") or ""
                return Headed(heading, row, who, rest.strip())
        return None

    def _behind(self, heading: Heading, row: Row) -> re.Match[str] | None:
        text, key = folded(row.text), folded(heading.text)
        starts = [key, *([key.removeprefix("the ")] if row.bold and heading.kind == DECISION else [])]
        begun = next((each for each in starts if text.startswith(each)), None)
        if begun is None or row.box is not None:
            return None
        rest = row.text[len(begun) :]
        if row.bold and not folded(row.bold).startswith(begun):
            return None
        if rest[:1].isalnum() or (heading.kind == FACT and rest.strip(" ?:") and not row.bold):
            return None
        if not row.bold and row.bullet and rest.strip(" :.") and heading.kind not in (DECISION, MEET, VIEW, WORTH):
            return None
        return re.fullmatch(_BEHIND[heading.kind], rest, re.IGNORECASE | re.DOTALL)


def is_label(row: Row) -> bool:
    """Whether a row is a label of the page above the form."""
    return row.heading and folded(row.text).strip(" :") in LABELS


def is_like_heading(row: Row) -> bool:
    """Whether a row heads something, be it of a form or not: by its marks, or as a decision is headed."""
    if row.box is not None:
        return False
    rest = row.text[len(row.bold) :] if row.bold and row.text.startswith(row.bold) else row.text
    alone = bool(row.bold) and not row.bullet and re.fullmatch(r"[\s:.]*|\s*[(,:].*", rest) is not None
    return row.heading or alone or re.fullmatch(r"[^:]{2,60} \([^()]+\), whether .*", row.text) is not None


def folded(text: str) -> str:
    """A text for comparing: small letters, plain quotation marks and dashes, letter by letter as long as before."""
    return "".join([low if len(low := letter.lower()) == 1 else letter for letter in tidy(text).translate(_SIGNS)])
