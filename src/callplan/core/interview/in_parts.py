"""An answer given part by part: a mapping in the place of a flag's text, without colons to escape."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.flags import FLAGS, Flag
from callplan.core.interview.grammar import NO_DAY
from callplan.core.text import clean, did_you_mean, written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

CALLED = {"role,role": "roles", "person,person": "people", "yes|maybe|no": "changed"}
LISTS = ("roles", "people")
TOLD_BY, ON, FACT, PROOF, HEARD, NOBODYS = "told-by", "on", "fact", "proof", "heard", "none"
UNDATED = f"date|{NO_DAY}"


def parts_of(flag: Flag) -> tuple[str, ...]:
    """What the parts of a flag's text are called: the words of its form in small letters; nothing where it has one."""
    names = [_called(part) for part in _form(flag)]
    if len(names) < 2 or any("=" in name or "," in name for name in names):
        return ()
    return (*names, *([TOLD_BY] if PROOF in names else []), *([ON] if flag.is_dated else []))


def needed_of(flag: Flag) -> tuple[str, ...]:
    """The parts that cannot be left out; a day that nobody named can."""
    first = int(flag.form.startswith("["))
    least = max(flag.least, first + 1) + flag.form.startswith("FACT=")
    return tuple([_called(part) for part in _form(flag)[first:least] if part != UNDATED])


def _form(flag: Flag) -> list[str]:
    plain = re.sub(r"[\[\]]", "", flag.form.removesuffix("[@DATE]").replace("FACT=", "FACT:"))
    return plain.lower().split(":")


def _called(part: str) -> str:
    return CALLED.get(part, part.partition("|")[0])


def as_text(key: str, parts: Mapping[str, object]) -> str:
    """A mapping as the text of its flag. Raises Usage for a part that is missing, or is none of this flag."""
    flag = FLAGS.get(key)
    known = parts_of(flag) if flag else ()
    if not flag or not known:
        raise Usage(f"Answers: {key} is a text or a list of texts, written as the flag --{key} is.")
    said = {name: _said(key, name, value) for name, value in parts.items() if value is not None}
    for name in said:
        if name not in known:
            raise Usage(f"Answers: {key} has no “{clean(name)}”.{did_you_mean(name, known)} It has {', '.join(known)}.")
    if missing := [name for name in needed_of(flag) if not said.get(name)]:
        raise Usage(f"Answers: {key} lacks {phrase.joined(missing)}.")
    if PROOF in known and (said.get(TOLD_BY) or said.get(PROOF) == HEARD):
        said[PROOF] = _heard(key, said.get(PROOF, HEARD), said.get(TOLD_BY, ""))
    fields = [said.get(_called(part), NO_DAY if part == UNDATED else "") for part in _form(flag)]
    if FACT in known:
        return f"{fields[0]}={written(*fields[1:])}{_dated(said)}"
    return f"{written(*fields[1:] if flag.form.startswith('[') and not fields[0] else fields)}{_dated(said)}"


def _dated(said: dict[str, str]) -> str:
    return f"@{said[ON]}" if said.get(ON) else ""


def _heard(key: str, proof: str, told_by: str) -> str:
    if proof != HEARD or not told_by:
        raise Usage(f"Answers: {key}: “heard” and told-by belong together.")
    return f"{HEARD}={told_by}"


def _said(key: str, name: str, value: object) -> str:
    if isinstance(value, list) and name in LISTS:
        return ",".join(map(str, value)) or NOBODYS * (name == "roles")
    if isinstance(value, (dict, list)):
        raise Usage(f"Answers: {clean(name)} of {key} is a text.")
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
