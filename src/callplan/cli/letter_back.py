"""What came back to a letter: line by line what is new in it, and for each line what the rep says it comes to."""

from __future__ import annotations

import sys

from callplan import settings
from callplan.cli import asking, deals, papers
from callplan.cli.letter import named
from callplan.core import phrase
from callplan.core.interview.course import complete
from callplan.core.interview.question import Choice, Question, every, refuse
from callplan.core.record import Record
from callplan.core.reply.asking import REST, Asking, asked_about, asking_of, left_open, listing, unanswered
from callplan.core.reply.compared import Compared, compared
from callplan.core.reply.on_the_desk import ReplyDesk
from callplan.core.reply.sent_page import Which, which_page
from callplan.core.reply.written_down import digest, read_already, told_of_reply
from callplan.core.text import clean
from callplan.errors import NeedsAnswer, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers, Asker
    from callplan.core.reply.sent_page import SentPage
    from callplan.mail_file import Mail

COMMAND = "letter"
YES, NO = Choice("yes", "Yes"), Choice("", "No, somebody else did")


class Reply(Record):
    """A reply as it was handed over: the deal, who wrote it, its file, and what was told of it beforehand."""

    deal: str
    by: str
    file: str
    given: Answers


def letter_back(deal: str, file: str, by: str | None, given: Answers, ask: Asker, *, plain: bool) -> None:
    """Read a reply, ask about each line that is new in it, and write down what the rep says of them."""
    name, entries = deals.own_entries(deal)
    reply = Reply(name, named(deals.folded(entries, name), "by", by), file, given)
    # a pipe that brings the reply brings no answers
    mail, ask = _mail(file), refuse if file == "-" else ask
    on = _day(mail, given)
    page = _page(reply, entries, mail.text, ask)
    found = compared(page, mail.text, reply.by)
    mark = digest(page, found, reply.by)
    if note := read_already(entries, deals.journal().answers(name), mark):
        papers.noted([f"{note} `{phrase.command('undo', name)}` takes it back."])
        return
    desk = _desk(reply, entries, on)
    asks = asking_of(desk, found)
    _say_beside(reply, asks, found)
    answers, done = _answered(reply, entries, desk, asks, ask, plain=plain) if asks.asked else ({}, dict)
    if events := desk.events(answers) if asks.asked else []:
        kept = asking.kept(COMMAND, asking.Told(answers, {"reply": mark}, {}), desk.today)
        after = deals.record(name, entries, events, answers=kept)
        told = told_of_reply(entries, after, name, page, reply.by, on, settings.holidays())
        papers.show(told, told.lines, json=False)
    elif asks.asked:
        papers.noted(["Nothing was written."])
    done()


def _mail(file: str) -> Mail:
    from callplan.files import read
    from callplan.mail_file import LONGEST, mail

    called = "the reply" if file == "-" else clean(file)
    try:
        data = read(file, LONGEST)
    except OSError as error:
        raise Refusal(f"{called} cannot be read: {error.strerror or error}.") from error
    return mail(called, data)


def _day(mail: Mail, given: Answers) -> date:
    """The day on which it was written: as told, else the mail's, unless that has not come."""
    today = settings.today()
    if given.get("on"):
        return deals.typed_day("on", given["on"], behind=True)
    return min(mail.day, today) if mail.day else today


def _page(reply: Reply, entries: tuple[Entry, ...], text: str, ask: Asker) -> SentPage:
    """The page that it answers. Raises Refusal where none is kept, and where it is another's."""
    which = which_page(entries, text, reply.by)
    if which.page is None:
        writes = phrase.loose(f"`{phrase.command('letter', reply.deal)} --for {phrase.typed(reply.by)}`")
        none = f"No letter to {reply.by} is kept, so there is nothing to compare it with: {writes} writes one."
        raise Refusal(which.note or none)
    if which.other:
        _ask_whose(reply, which, ask)
    elif which.note:
        print(which.note, file=sys.stderr)
    return which.page


def _ask_whose(reply: Reply, which: Which, ask: Asker) -> None:
    """Whether somebody answered a page that went to somebody else."""
    assert which.page is not None
    went = f"Page {which.page.sent.page} went to {which.other}, not to {reply.by}."
    if not asking.can_ask(ask):
        raise NeedsAnswer(f"{went} If {which.other} wrote this, give --by {phrase.typed(which.other)}.")
    why = "What somebody writes is written down as theirs."
    if not asking.one(Question("it", f"{went} Did {reply.by} write this?", "choice", (YES, NO), None, why), ask):
        raise Refusal("Nothing was written.")


def _desk(reply: Reply, entries: tuple[Entry, ...], on: date) -> ReplyDesk:
    deal = deals.folded(entries, reply.deal)
    return ReplyDesk(deal, entries, reply.by, on, settings.today(), every(reply.given, "person"))


def _say_beside(reply: Reply, asks: Asking, found: Compared) -> None:
    """Say what is not asked about, and why."""
    notes = []
    if found.quoted:
        notes.append(f"Quoted, and not of the page, so it is left out: {phrase.quoted(phrase.excerpt(found.quoted))}.")
    if asks.standing:
        lines = [f"line {each}" if each != REST else "what is beside the lines" for each in asks.standing]
        verb = "stands" if len(lines) == 1 else "stand"
        notes.append(f"{phrase.capital(phrase.joined(lines))} of the reply {verb} already.")
    if not asks.asked and not asks.standing:
        notes.append(f"{reply.by} changed no line of the page, and silence is no answer: nothing was written.")
    elif not asks.asked:
        notes.append("Nothing was written.")
    papers.noted(notes)


def _answered(
    reply: Reply, entries: tuple[Entry, ...], desk: ReplyDesk, asks: Asking, ask: Asker, *, plain: bool
) -> tuple[Answers, Callable[[], object]]:
    """What the rep says of each line, under the keys of the flags, and what to do once it is written."""
    can_ask = asking.can_ask(ask)
    if not can_ask and (still := left_open(asks, every(reply.given, "line"))):
        papers.listed(listing(asks))
        raise unanswered(_typed(reply), still)
    following = asked_about(lambda: _desk(reply, entries, desk.on), asks, can_ask=can_ask)
    if can_ask:
        from callplan.cli.drafting import drafting

        draft = drafting(COMMAND, reply.deal, entries, reply.given, _switches(reply, plain=plain), ask)
        told = draft.complete(following, ask)
    else:
        told = asking.Told(complete(reply.given, following, ask), reply.given, {})
    return {key: value for key, value in told.answers.items() if key not in ("line", "on")}, told.done


def _typed(reply: Reply) -> str:
    """The line as it is typed."""
    people = "".join([f" --person {phrase.typed(each)}" for each in every(reply.given, "person")])
    on = f" --on {reply.given['on']}" if reply.given.get("on") else ""
    return phrase.loose(f"{phrase.command(COMMAND, reply.deal)} {_back(reply)}{on}{people}")


def _back(reply: Reply) -> str:
    file = "-" if reply.file == "-" else phrase.typed(reply.file)
    return f"--back {file} --by {phrase.typed(reply.by)}"


def _switches(reply: Reply, *, plain: bool) -> list[str]:
    """What is typed beside the deal to go on."""
    on = [f"--on {reply.given['on']}"] if reply.given.get("on") else []
    return [_back(reply), *on, *(["--plain-prompts"] if plain else [])]
