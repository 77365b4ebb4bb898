"""From a filled form to answers: what each block tells, what is open, and what is refused."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.form.deciding import decide
from callplan.core.form.desk import Desk, is_gap, unquoted
from callplan.core.form.headings import DECISION, FACT
from callplan.core.form.paper import FEAR, MEET, THEY_WILL, VIEW, WAS_DUE, WE_WILL, WORTH
from callplan.core.form.promised import fate, meeting, promised
from callplan.core.form.sheet import Group, Item, Sheet
from callplan.core.interview.grammar import TypedDays, value
from callplan.core.interview.question import Choice, Question
from callplan.core.outcome import VERDICTS
from callplan.core.text import written
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.map.playbook import Fact

_BEHIND_VALUE = r"\s*[,;:(–—“\"-]+\s*"
_WHOSE = "What one person says, or only we believe, the plan has you check."


def tell(desk: Desk, sheet: Sheet) -> None:
    """Tell everything that stands on a sheet."""
    decisions: dict[str, list[Group]] = {}
    for group in sheet.groups:
        if group.headed.heading.kind == DECISION:
            decisions.setdefault(group.headed.heading.id, []).append(group)
    for step, groups in decisions.items():
        decide(desk, step, groups)
    for group in sheet.groups:
        _block(desk, group)
    for item in sheet.notes:
        desk.tell("note", item.text)
    if "worth-it" not in desk.alone:
        desk.alone["not-asked"] = True


def _block(desk: Desk, group: Group) -> None:
    heading = group.headed.heading
    items = [*_inline(group), *group.items]
    if heading.kind in (THEY_WILL, WE_WILL):
        for item in items:
            promised(desk, item, ours=heading.kind == WE_WILL)
    elif heading.kind == WAS_DUE:
        for item in items:
            fate(desk, item)
    elif heading.kind == FACT:
        for item in items:
            _fact(desk, item, desk.deal.playbook.fact[heading.id])
    elif heading.kind == FEAR:
        for item in items:
            _fear(desk, item)
    elif heading.kind == MEET and items:
        meeting(desk, _together(items))
    elif heading.kind == WORTH and items:
        _worth(desk, _together(items))
    elif heading.kind == VIEW:
        _view(desk, group)


def _inline(group: Group) -> list[Item]:
    """What stands in the line of a heading itself."""
    if not group.headed.rest:
        return []
    row = group.headed.row
    return [Item(row.line, group.headed.rest, None, row.whole, under=row.text)]


def _together(items: list[Item]) -> Item:
    return items[0].but(text=" ".join([each.text for each in items]))


def _whose(desk: Desk, item: Item, text: str) -> tuple[str | None, str]:
    """Whose words stand on a line, and the words; None as long as that is open."""
    head, words = desk.apart(text)
    if words and is_gap(words):
        words = ""
    known = bool(desk.begun_by(head) or desk.call.party.roster.meant(head))
    if head and (known or is_gap(head) or all(word[:1].isupper() for word in head.split())):
        if not words or not is_gap(head):
            return (desk.who(item, head) if words else head), words
    else:
        words = text
    if len(desk.company) == 1:
        return desk.company[0], words
    asked = f"Line {item.line}, {phrase.said_back(words)}: whose words are those?"
    choices = tuple([Choice(name, name) for name in desk.company])
    question = Question(item.key("who"), asked, "choice", choices, None, _WHOSE, detail=True)
    return desk.ask(item, "whose words are those?", question), words


def _fact(desk: Desk, item: Item, fact: Fact) -> None:
    text = re.sub(r"^[\s:]+", "", item.text)
    if is_gap(text):
        return
    who, said = _whose(desk, item, text)
    if not who or is_gap(said):
        return
    found = _valued(desk, fact, said)
    if isinstance(found, str):
        desk.refuse(item, found)
        return
    typed, words = found
    desk.tell("set", f"{fact.id}={written(typed, who, 'said', words)}")


def _valued(desk: Desk, fact: Fact, said: str) -> tuple[str, str] | str:
    """A value as it was typed, and the words behind it; or why there is none."""
    ends = [len(said), *[found.start() for found in re.finditer(_BEHIND_VALUE, said)]]
    if fact.type not in ("number", "date", "yes-no") and not fact.choices:
        return said, ""
    why = ""
    for end in ends:
        typed = said[:end].strip(" .")
        try:
            found = value("set", typed, fact, TypedDays(desk.on).ahead)
        except Refusal as refused:
            why = why or str(refused).removeprefix("--set: ")
            continue
        return str(found) if fact.type == "date" else typed, said[end:].strip(' ,;:()–—-“”"').strip()
    return f"{why} Write that first, and their words behind a comma."


def _fear(desk: Desk, item: Item) -> None:
    text = re.sub(r"^[\s:]+", "", item.text)
    if is_gap(text) or (item.box == "" and desk.is_usual(item)):
        return
    who, words = _whose(desk, item, text)
    if who and words and not is_gap(who):
        desk.tell("concern", written(desk.who(item, who), unquoted(words)))


def _worth(desk: Desk, item: Item) -> None:
    words = unquoted(item.text.strip(" :"))
    if re.fullmatch(r"(?i)(?:we )?(?:was |were )?(?:did )?not ask(?:ed)?", words.strip(" .")) or is_gap(words):
        return
    desk.alone["worth-it"] = words


def _view(desk: Desk, group: Group) -> None:
    """The rep's own word: behind the colon, on the next line, or what was left, marked or ticked of the list."""
    rest = group.headed.rest
    listed = re.match(r"\(([^()]*)\)", rest)
    said = rest[listed.end() :] if listed else rest
    ticked = [item for item in group.items if item.box]
    lines = ticked or [item for item in group.items if item.box is None]
    row = group.headed.row
    item = lines[0] if lines else Item(row.line, row.text, None, row.whole)
    said = " ".join([said.strip(" :."), *[each.text for each in lines]]).strip(" .:")
    left = [each.strip() for each in listed[1].split(",") if each.strip()] if listed else []
    if is_gap(said) and len(left) == 1:
        said = left[0]
    marked = [each for each in left if each in row.strong]
    if is_gap(said) and marked and len(marked) < len(left):
        said = phrase.joined(marked)
    if is_gap(said):
        return
    word = re.sub(r"(?i)^(?:they|the client|it was|it is|it[’']s|we)\s+|^a\s+|^an\s+", "", said.strip()).strip(" .!")
    word = re.sub(r"(?i)^a\s+|[^\w\s’'-]", "", word).strip().casefold().replace("_", " ").replace(" ", "-")
    if word not in VERDICTS:
        views = "won, advanced, small step, stayed, went back or lost"
        desk.refuse(item, f"{phrase.said_back(said)} is none of {views}.")
        return
    desk.alone["verdict"] = word
