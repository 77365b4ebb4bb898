"""How every argument and option is made for Typer and explained."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import typer

from callplan.cli import tab
from callplan.cli.door import option_name
from callplan.core.flags import FLAGS

GROUPS = {"playbook": "The maps of how clients buy.", "team": "A team whose deals meet on one PostgreSQL."}
KINDS = {"str | None": str | None, "list[str] | None": list[str] | None, "int | None": int | None, "bool": bool}


def argument(metavar: str, explained: str, **more: Any) -> Any:
    """An argument, by the name it has in the help."""
    return typer.Argument(metavar=metavar, help=explained, show_default=False, **more)


def option(spelled: str, metavar: str, explained: str) -> Any:
    """An option with a value; TAB offers for it what it offers for the flag of that name."""
    offers = tab.offers(spelled.removeprefix("--"))
    return marks(spelled, metavar, explained, autocompletion=offering(offers) if offers else None)


def marks(spelled: str, metavar: str, explained: str, **more: Any) -> Any:
    """An option that names the deal itself, so that TAB has no deal whose ids it could offer."""
    return typer.Option(*spelled.split(), metavar=metavar, help=explained, show_default=False, **more)


def offering(what: str) -> Any:
    """What TAB offers, as Typer asks for it; before the last option has a value, the deal's name is in `args`."""

    def offered(ctx: Any, incomplete: str) -> list[str]:
        return tab.ids(what, ctx.params.get("deal") or next(iter(ctx.args), ""), incomplete)

    return offered


def dropped_or_not(ctx: Any, incomplete: str) -> list[str]:
    """The deals, or those that were dropped where one is brought back."""
    return tab.dropped(incomplete) if ctx.params.get("back") else tab.names(incomplete)


def switch(spelled: str, explained: str) -> Any:
    """An option without a value."""
    return typer.Option(spelled, help=explained, show_default=False)


@cache
def answer(parameter: str, kind: str) -> Any:
    """A parameter that gives an answer: of one of KINDS, and spelled and explained as the row of its flag says."""
    flag = FLAGS[option_name(parameter)]
    said = (
        option(f"--{flag.key}", flag.usage or flag.form, flag.help) if flag.form else switch(f"--{flag.key}", flag.help)
    )
    return Annotated[KINDS[kind], said]


# What a command is about
Deal = Annotated[str, argument("DEAL", "The deal's name.", autocompletion=tab.names)]
DroppedOrNot = Annotated[str, argument("DEAL", "The deal's name.", autocompletion=dropped_or_not)]
WhichDeal = Annotated[
    str | None, argument("[DEAL]", "The deal's name; without it, you choose among yours.", autocompletion=tab.names)
]

EntryNumber = Annotated[str | None, argument("[N]", "An entry by its number in the log; else what was written last.")]
Whole = Annotated[bool, switch("--whole", "With entry N, everything that was written together with it.")]
EveryEntry = Annotated[bool, switch("--all", "Every entry, those taken back together one by one.")]
OnceMore = Annotated[
    bool, switch("--again", "Tell the last one again: each answer is offered as it was given, and it takes its place.")
]
Into = Annotated[
    str | None, marks("--into", "DEAL", "With --again: file it under another deal.", autocompletion=tab.names)
]
NewDeal = Annotated[str, argument("NEW", "The name it has from now on.")]
PersonRenamed = Annotated[
    tuple[str, str] | None,
    option("--rename", "OLD NEW", 'Another name for somebody, in all that is recorded: "Ana Lima" "Ana Lime".'),
]
Merged = Annotated[
    tuple[str, str] | None, option("--merge", "A B", "A and B are one person, called B, with the roles of both.")
]
Roles = Annotated[
    list[str] | None,
    option(
        "--roles",
        "NAME:ROLE,…",
        "The roles that somebody was to have from the beginning, if others were written down: Ana:sponsor,user. "
        "Repeatable.",
    ),
]
Back = Annotated[bool, switch("--back", "Bring a dropped deal back.")]

# How a deal ends
Won = Annotated[bool, switch("--won", "They bought.")]
Lost = Annotated[bool, switch("--lost", "They bought elsewhere, or said no.")]
NoDecision = Annotated[bool, switch("--no-decision", "They decided nothing.")]
End = Annotated[str | None, option("--end", "END", "It ended at another of the map's ends, by its id: postponed.")]
Drop = Annotated[list[str] | None, option("--drop", "DEAL", "Throw away what is half done of that deal. Repeatable.")]

# Which deals
OfPlaybook = Annotated[str | None, option("--playbook", "ID", "Only deals on that playbook.")]
Owner = Annotated[str | None, option("--owner", "NAME", "Only deals of that name: who planned or debriefed them last.")]
Since = Annotated[str | None, option("--since", "DATE", "Only deals in which something happened on that day or later.")]

# Which deals a review looks at
OneDeal = Annotated[str | None, argument("[DEAL]", "One deal, looked at in full.", autocompletion=tab.names)]
AtStage = Annotated[str | None, option("--stage", "STAGE", "Those at this stage of the main way, by its id.")]
Over = Annotated[str | None, option("--over", "AMOUNT", "Those of more than this amount: 50k.")]
Stuck = Annotated[int | None, option("--stuck", "DAYS", "Those without a client decision for so many days: 30.")]
ClosedOnes = Annotated[bool, switch("--closed", "Those that are over.")]
All = Annotated[bool, switch("--all", "Every deal, not one screen of them.")]
Top = Annotated[int | None, option("--top", "N", "So many deals, the worst first: 20.")]

# Which promises are listed, and what became of some
OfDeal = Annotated[
    str | None,
    marks("--deal", "DEAL", "Those of one deal.", autocompletion=tab.names),
]
Ours = Annotated[bool, switch("--ours", "What we owe them.")]
Theirs = Annotated[bool, switch("--theirs", "What they owe us.")]
Until = Annotated[str | None, option("--until", "DATE", "Those due by that day: friday, +2w, 2026-12-03.")]
UntilDay = Annotated[
    str | None, option("--until", "DATE", "Calls and promises until that day: friday, +2w, 2026-12-03.")
]
AllOfDay = Annotated[bool, switch("--all", "Every call and every promise, not one screen of them.")]
AllPromises = Annotated[bool, switch("--all", "Every promise, not one screen of them.")]
KeptOf = Annotated[list[str] | None, marks("--kept", "DEAL:ID", "A promise that was kept: harrow:p3. Repeatable.")]
MissedOf = Annotated[
    list[str] | None, marks("--missed", "DEAL:ID", "A promise that was not kept: harrow:p3. Repeatable.")
]
MovedOf = Annotated[
    list[str] | None,
    marks("--moved", "DEAL:ID:DATE", "A promise with another date: harrow:p3:2026-12-10. Repeatable."),
]
ReleasedOf = Annotated[
    list[str] | None, marks("--released", "DEAL:ID", "A promise that is no longer wanted: harrow:p3. Repeatable.")
]
PromisesTo = Annotated[
    str | None,
    option(
        "--to",
        "PAPER",
        "Write all of them out: ics, whole days for a calendar, with calls to come, or csv, for a "
        "spreadsheet; there a ' stands before "
        "what would be taken for a formula, which begins with =, +, - or @.",
    ),
]

# Which maps
Map = Annotated[str, argument("ID|FILE", "A playbook's id, or its file.", autocompletion=offering("playbooks"))]
OldMap = Annotated[
    str,
    argument("OLD", "The playbook as it was: its id, or its file.", autocompletion=offering("playbooks")),
]
NewMap = Annotated[
    str,
    argument("NEW", "The playbook as it is now: its id, or its file.", autocompletion=offering("playbooks")),
]
Files = Annotated[
    list[str], argument("ID|FILE…", "The playbooks to read: their ids, or files.", autocompletion=offering("playbooks"))
]

NewName = Annotated[str, argument("NAME", "The id of the new playbook, and the name of its file: plant-software.")]

# The map of a deal
Edit = Annotated[bool, switch("--edit", "Change it in your editor, for this deal alone; it is checked on save.")]
Patch = Annotated[
    str | None, option("--patch", "FILE|-", "Change it by a patch, written as a map is that extends another.")
]
Update = Annotated[bool, switch("--update", "Take over what has changed in the playbook's file.")]
Note = Annotated[str | None, option("--note", "TEXT", "What the change is for; the history shows it.")]
ToYaml = Annotated[str | None, option("--to", "PAPER", "Print it as a file: yaml.")]

# How a map is read and shown
OfAnswers = Annotated[bool, switch("--answers", "Print that of what --answers FILE reads.")]
NoAdvice = Annotated[bool, switch("--no-advice", "Name the mistakes alone.")]
MapTo = Annotated[
    str | None,
    option("--to", "PAPER", "What to write: text (a plain list), mermaid or svg; else a picture on the screen."),
]

# What a CRM exported
CrmFiles = Annotated[
    list[str] | None,
    argument("[FILE…]", "What your CRM exported as CSV: one file of deals, and any of contacts, accounts and users."),
]
CrmList = Annotated[bool, switch("--list", "Show the open deals that were taken in.")]
DryRun = Annotated[bool, switch("--dry-run", "Say what would come of it, and write nothing.")]
CrmMap = Annotated[
    list[str] | None,
    option(
        "--map",
        "FIELD=COLUMN",
        "Which column holds what, where it is taken for something else; remembered. Repeatable.",
    ),
]
DayOrder = Annotated[
    str | None,
    option("--dates", "ORDER", "How its days are written where no line shows it: dmy, 31/01, or mdy, 01/31."),
]
Decimal = Annotated[
    str | None, option("--decimal", "MARK", "The mark before cents where no line shows it: a point or a comma.")
]
OverOdd = Annotated[bool, switch("--force", "Write over the file of --odd where there is one.")]
OddLines = Annotated[str | None, option("--odd", "FILE", "Write every odd line to a file.")]

# Copies of everything
BackupFile = Annotated[str | None, argument("[FILE]", "The file to copy to; without it, the folder of copies at home.")]
RestoreFile = Annotated[str | None, argument("[FILE]", "The copy to put back; without it, the newest that is whole.")]

Forgotten = Annotated[str, argument("NAME", "Somebody's name, or a deal's.")]
Confirm = Annotated[str | None, option("--confirm", "NAME", "The name once more, where nobody can be asked.")]
Salvage = Annotated[
    str | None, option("--salvage", "FILE", "Write what can be read of a damaged journal into a new file.")
]

Invite = Annotated[
    str | None, option("--invite", "FILE|-", "Take day, length and people from a saved invite; flags go before it.")
]

# A team
Database = Annotated[
    str,
    argument("DATABASE", "Where the hub is: a libpq service, service=callplan, or a URL without a password."),
]
HubDealNamed = Annotated[
    str, argument("[OWNER/]DEAL", "The deal's name on the hub, with its owner's where several are called so.")
]
HandedTo = Annotated[str | None, option("--to", "NAME", "The role of the rep whose deal it is from then on.")]

# How it is asked, and what comes out
Answers = Annotated[str | None, option("--answers", "FILE|-", "Take the answers from a file, or from a pipe with -.")]
FromForm = Annotated[
    str | None,
    option("--from", "FILE|-", "Take it from the form that its plan ends in, filled in; the file stays as it is."),
]
SchemaOfDeal = Annotated[bool, switch("--schema", "Print the JSON Schema of what can be told of a call of this deal.")]
NoInput = Annotated[bool, switch("--no-input", "Ask nothing; say what is missing and stop.")]
PlainPrompts = Annotated[bool, switch("--plain-prompts", "Ask in plain numbered lines.")]
Yes = Annotated[bool, switch("--yes", "Do it without asking.")]
Json = Annotated[bool, switch("--json", "Print JSON.")]
Markdown = Annotated[bool, switch("--markdown", "Print Markdown.")]
Dates = Annotated[
    bool,
    switch("--dates", "Show what is still to come, by when it has to be done, and with how many days of slack."),
]
NoPager = Annotated[bool, switch("--no-pager", "Print it all at once, also where it is taller than the screen.")]
LastPlan = Annotated[bool, switch("--plan", "Print the plan of its last prep again.")]
Why = Annotated[bool, switch("--why", "Add what each line was computed from.")]
To = Annotated[str | None, option("--to", "PAPER", "What to write: markdown (else), json, svg (a picture), or crm.")]
ToSvg = Annotated[str | None, option("--to", "PAPER", "Draw it: svg, a picture of the way so far.")]
TimesTo = Annotated[str | None, option("--to", "PAPER", "Print the times as a patch to the map of one playbook: yaml.")]
AllDeals = Annotated[bool, switch("--all", "With --json: all that is kept of every deal; `restore` brings it back.")]
OfPerson = Annotated[str | None, option("--person", "NAME", "With --json: all that is kept about somebody.")]
Force = Annotated[bool, switch("--force", "Write over the file of --output where there is one.")]
Output = Annotated[str | None, option("--output -o", "FILE", "Write to a file; else to the screen.")]
Reader = Annotated[
    str | None, option("--for", "NAME", "Whom the letter is for: what stands on it is what they said or heard.")
]
LetterTo = Annotated[str | None, option("--to", "PAPER", "What to write: markdown (else) or html, a page of its own.")]
LetterFrom = Annotated[
    str | None,
    option("--sender", "NAME, COMPANY", "Who signs it: Kim Aalto, Printline. It is kept in config.toml from then on."),
]
LetterBack = Annotated[
    str | None,
    option(
        "--back",
        "FILE|-",
        "Read what came back: the page as they edited it, their mail (.eml or text), or some lines.",
    ),
]
Writer = Annotated[str | None, option("--by", "NAME", "Who wrote what came back.")]
