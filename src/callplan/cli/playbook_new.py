"""A first map of how one kind of client buys, made from a handful of answers."""

from __future__ import annotations

import os
from functools import cache

from callplan import files, settings
from callplan.cli import asking, papers
from callplan.errors import NeedsAnswer, Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.founding.starter import Starter
    from callplan.core.interview.question import Answers, Asker


def playbook_new(
    name: words.NewName,
    *,
    title: str | None = None,
    uses: str | None = None,
    wants: str | None = None,
    pays: str | None = None,
    also: list[str] | None = None,
    decide: list[str] | None = None,
    above: str | None = None,
    by_day: str | None = None,
    in_writing: str | None = None,
    answers: words.Answers = None,
    no_input: words.NoInput = False,
    plain_prompts: words.PlainPrompts = False,
) -> None:
    """Make a map of how one kind of client buys, from a handful of questions."""
    given, switches = asking.given(locals(), answers), asking.switches(locals())
    name = _free(name)
    told = _told(name, given, switches, asking.asker(no_input, plain_prompts))
    path = _write(name, told.answers)
    told.done()
    papers.listed(_next(name, path))


def _free(name: str) -> str:
    """The id that a name comes to. Raises Usage when there is a playbook of that id, with another to take."""
    from callplan.core.founding.kind_of_client import slug

    known = settings.shelf()
    found = slug(name, "map")
    if found in known:
        other = slug(name, "map", lambda other: other not in known)
        raise Usage(f"There is a playbook “{found}” already, {known[found]}: take another name, such as {other}.")
    return found


def _told(name: str, given: Answers, switches: list[str], ask: Asker) -> asking.Told:
    """Everything that is told. Raises NeedsAnswer with the flags left out."""
    from callplan.core.founding import founded
    from callplan.core.founding.questions import founding, missing

    if not asking.can_ask(ask):
        if flags := missing(given):
            from callplan.core.phrase import joined

            left = joined(flags)
            raise NeedsAnswer(f"Nobody can be asked how these clients buy: give {left}, or --answers FILE.")
        return asking.Told(given, given, {})
    from callplan.cli.drafting import drafting

    starter = _starter()
    founded(name, {"decide": list(starter.usual), **given}, starter)
    draft = drafting("playbook new", name, (), given, switches, ask)
    return draft.complete(lambda so_far: founding(so_far, name, starter), ask)


@cache
def _starter() -> Starter:
    """What clients usually decide."""
    from callplan.core.founding.starter import Starter
    from callplan.playbook_file import load

    return Starter(load(settings.starter()))


def _write(name: str, told: Answers) -> str:
    """Put the map among your playbooks; the file it went to."""
    from callplan.core.founding import founded
    from callplan.core.founding.starter import HEADER
    from callplan.playbook_file import composed

    made = founded(name, told, _starter())
    path = os.path.join(settings.made(settings.playbooks()), f"{name}.yaml")
    files.begin(path, composed(made.book, HEADER, made.remarks))
    return path


def _next(name: str, path: str) -> list[str]:
    """Where the map is, and what to do with it."""
    from shlex import quote

    check, prep = f"callplan playbook check {quote(path)}", f"callplan prep DEAL --playbook {name}"
    return [
        path,
        "",
        "It can be used as it stands; what to fill in next, and how, is said at its top.",
        f"  {check}  names every mistake, and what would serve better",
        f"  {prep}  plans the first call of a deal with it",
    ]
