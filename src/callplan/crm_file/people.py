"""The people in a cell: `Jane Doe (VP Ops)`, `Jane Doe <jane@x.example>`, several of them, or what is nobody."""

from __future__ import annotations

import re

from callplan.core.crm import CrmPerson
from callplan.core.text import tidy

_APART = re.compile(r"\s*(?:;|\n|\||\s/\s)\s*")
_BESIDE = re.compile(r"(.*?)\s*[(<\[]([^)>\]]*)[)>\]]\s*")
_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
_ID = re.compile(
    r"(?=\S*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?|[0-9a-fA-F]{8}-[0-9a-fA-F-]{18,}|[A-Za-z]{0,8}[-_]?\d[\d-]{2,}"
    r"|(?=(?:\D*\d){3})[A-Za-z0-9_]{8,}"
)
NOTHING = frozenset(
    ("", "-", "--", "n/a", "na", "#n/a", "none", "null", "nan", "unknown", "tbd", "no contact", "undefined")
)
LONGEST = 60


def people(cell: str, part: str = "") -> tuple[CrmPerson, ...]:
    """The people whom a cell names; `part` is what its column makes of them, where it says that."""
    found = []
    for text in _apart(cell):
        mail = _MAIL.search(text)
        beside = _BESIDE.fullmatch(text)
        name, title = (beside[1], beside[2]) if beside else (text, "")
        name = tidy(_MAIL.sub("", name)).strip("<>(),\"' ")
        if is_name(name):
            found.append(CrmPerson(name, part or tidy(_MAIL.sub("", title)), mail[0] if mail else ""))
    return tuple({each.name.casefold(): each for each in reversed(found)}.values())[::-1]


def is_name(text: str) -> bool:
    """Whether a text may be somebody's name: no id, no mark for nothing, not overlong."""
    if text.casefold() in NOTHING or len(text) > LONGEST or is_id(text):
        return False
    return any(map(str.isalpha, text))


def is_id(text: str) -> bool:
    """Whether a text is what a CRM calls a record by, and no name."""
    return _ID.fullmatch(text) is not None


def _apart(cell: str) -> list[str]:
    parts = [each for each in _APART.split(cell) if each.strip()]
    if len(parts) != 1 or "," not in cell:
        return parts
    names = [each.strip() for each in re.split(r",(?![^(]*\))", cell)]
    return names if all(" " in each or "@" in each for each in names) else parts
