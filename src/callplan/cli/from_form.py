"""A debrief from the form that its plan ended in, filled in wherever; the file is read and never written to."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals, papers
from callplan.core import phrase
from callplan.core.form.asking import FILE, TEXT, Stopped, asked_of, not_asked, told
from callplan.core.form.filled import Filled, Paper, filled, refusal, said_unread, unanswered
from callplan.core.interview.calls import debriefed
from callplan.core.text import clean
from callplan.errors import BadFile, Refusal, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from callplan.cli.asking import Told
    from callplan.cli.drafting import Drafting
    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers, Asker

LONGEST = 400_000
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def form_given(path: str | None, answers: str | None, *, again: bool) -> Answers:
    """What stands on a form, among the answers. Raises Usage where there is none, or it is not all that is told."""
    if not path or answers or again:
        raise Usage("--dry-run: give --from FILE." if not path else "--from stands without --answers and --again.")
    return paper_of(path)


def paper_of(path: str) -> Answers:
    """What stands in the file of a form, among the answers. Raises BadFile for what is no text."""
    from callplan.files import read

    name = "form" if path == "-" else clean(path)
    try:
        found = read(path)
    except OSError as error:
        raise Refusal(f"{name} cannot be read: {error.strerror}.") from error
    return {FILE: name, TEXT: _text(name, found)}


def _text(name: str, found: bytes) -> str:
    if len(found) > LONGEST:
        raise BadFile(f"{name}: it is longer than any form: {phrase.number(len(found))} bytes.")
    mark, coding = next(((mark, coding) for mark, coding in BOMS if found.startswith(mark)), (b"", "utf-8"))
    try:
        text = found[len(mark) :].decode(coding)
    except UnicodeDecodeError as error:
        line = found[: error.start].count(b"\n") + 1
        raise BadFile(f"{name}:{line}: this is no text in UTF-8: save it as plain text in UTF-8.") from None
    if "\0" in text:
        raise BadFile(f"{name}:1: this is no plain text: save it as Markdown or plain text.")
    return text


def by_form(name: str, entries: tuple[Entry, ...], given: Answers) -> Answers:
    """The answers of a form where nobody can be asked; one that is told already may be told again as it was."""
    from callplan.cli.again import stands_already

    answers, asked = flags_of(deals.folded(entries, name), entries, given, settings.today())
    if not stands_already("debrief", name, entries, answers):
        clear(given, answers, asked)
    return answers


def flags_of(known: Deal, entries: tuple[Entry, ...], given: Answers, today: date) -> tuple[Answers, tuple[Any, ...]]:
    """What a form gives under the keys of the flags where nobody can be asked, and what is open of it.

    Raises BadFile with all that it is refused for.
    """
    paper = Paper(given[FILE], given[TEXT])
    found = by_default(known, entries, paper, given, today)
    if found.problems:
        raise refusal(paper, found.problems)
    papers.noted(said_unread(paper, found))
    flags = {key: value for key, value in given.items() if " " not in key}
    answers = {**found.answers, **flags}
    return answers, found.open


def clear(given: Answers, answers: Answers, asked: tuple[Any, ...]) -> None:
    """Raise NeedsAnswer where something of a form is open, the rep's own word among it."""
    from callplan.core.form.desk import Open

    paper = Paper(given[FILE], given[TEXT])
    if not answers.get("verdict"):
        asked = (*asked, Open(0, "", "no word of your own on the call: fill in “My own view”, or give --verdict"))
    if asked:
        raise unanswered(paper, asked)


def told_with(draft: Drafting, known: Deal, entries: tuple[Entry, ...], today: date, ask: Asker) -> Told:
    """What a person says with a form in hand: only what it leaves open is asked, and whether to write it down."""
    try:
        told = draft.complete(asked_of(known, entries, today), ask)
    except Stopped as stopped:
        draft.done()
        raise Refusal(str(stopped)) from None
    answers = {key: value for key, value in told.answers.items() if value not in ([], "")}
    return told.but(answers=answers, given=answers, asked={})


def by_default(known: Deal, entries: tuple[Entry, ...], paper: Paper, said: Answers, today: date) -> Filled:
    """A form read where nobody can be asked: what may be left empty is."""
    found = filled(known, entries, paper, said, today)
    for _ in range(len(found.open)):
        usual = {each.question.key: "" for each in found.open if each.question and each.question.default == ""}
        if not usual:
            break
        said = {**said, **usual}
        found = filled(known, entries, paper, said, today)
    return found


def try_out(name: str, known: Deal, entries: tuple[Entry, ...], given: Answers, *, json: bool) -> None:
    """Say what a form would write down, what is open of it and what it is refused for; nothing is written."""
    today = settings.today()
    paper = Paper(given[FILE], given[TEXT])
    found = by_default(known, entries, paper, given, today)
    flags = {key: value for key, value in given.items() if " " not in key}
    answers = {**not_asked(), **_without(found.answers, found.strangers), **flags}
    refused = [_part(each.line, each.text, each.why) for each in found.problems]
    would: list[dict[str, Any]] = []
    try:
        would = _recorded(known, entries, answers, today) if found.answers.keys() - {"with", "on", "not-asked"} else []
    except Refusal as why:
        refused.append(_part(0, "", str(why)))
    unclear = [_part(each.line, each.text, each.why) for each in found.open]
    unread = [_part(each.line, each.text, each.why) for each in found.unread]
    if json:
        from callplan.render.json_value import versioned

        print(versioned(deal=name, would_record=would, unclear=unclear, refused=refused, unread=unread))
    else:
        papers.listed(_rows(paper, would, unclear, refused, unread))
    if refused:
        raise BadFile(f"{paper.file}: {phrase.several(len(refused), 'line')} cannot be taken; nothing was written.")


def _part(line: int, text: str, why: str) -> dict[str, Any]:
    return {"line": line, "text": clean(text), "why": phrase.loose(why)}


def _recorded(known: Deal, entries: tuple[Entry, ...], answers: Answers, today: date) -> list[dict[str, Any]]:
    events = debriefed(known, answers, today).events
    texts = told(known, entries, answers, today)
    return [
        {"kind": type(event).__name__.lower(), "text": text, "event": event}
        for event, text in zip(events, texts, strict=True)
    ]


def _without(answers: Answers, strangers: tuple[str, ...]) -> Answers:
    """The answers without those that name somebody who is not known yet."""
    from callplan.core.form.desk import names_any

    return {
        key: [text for text in value if not names_any(text, strangers)] if isinstance(value, list) else value
        for key, value in answers.items()
    }


def _rows(
    paper: Paper, would: list[Any], unclear: list[Any], refused: list[Any], unread: list[Any]
) -> list[str]:  # fmt: skip
    parts = (
        ("Would be written down:", [each["text"] for each in would]),
        ("Not clear, and asked:", [_place(paper, each) for each in unclear]),
        ("Refused:", [_place(paper, each) for each in refused]),
        ("Not read:", [_place(paper, each) for each in unread]),
    )
    rows = [row for title, lines in parts if lines for row in ("", title, *[f"  {line}" for line in lines])]
    return rows[1:] or ["Nothing is ticked or written in it."]


def _place(paper: Paper, each: dict[str, Any]) -> str:
    return f"{paper.file}:{each['line'] or ''}{': ' if each['line'] else ' '}{each['why']}"
