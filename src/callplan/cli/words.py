"""How every argument and option is spelled and explained."""

from typing import Annotated, Any

import typer

from callplan.cli import tab, values

GROUPS = {"playbook": "The maps of how clients buy."}


def _argument(metavar: str, explained: str, **more: Any) -> Any:
    return typer.Argument(metavar=metavar, help=explained, show_default=False, **more)


def _option(spelled: str, metavar: str, explained: str) -> Any:
    offers = _offering(values.OFFERS[spelled]) if spelled in values.OFFERS else None
    return typer.Option(*spelled.split(), metavar=metavar, help=explained, show_default=False, autocompletion=offers)


def _marks(spelled: str, metavar: str, explained: str) -> Any:
    """An option that names the deal itself, so that TAB has no deal whose ids it could offer."""
    return typer.Option(spelled, metavar=metavar, help=explained, show_default=False)


def _offering(offer: "values.Offer") -> Any:
    """The offer as Typer asks for it; while the last option has no value yet, the deal's name is still in `args`."""

    def offering(ctx: Any, incomplete: str) -> list[str]:
        return offer(ctx.params.get("deal") or next(iter(ctx.args), ""), incomplete)

    return offering


def _switch(spelled: str, explained: str) -> Any:
    return typer.Option(spelled, help=explained, show_default=False)


# What a command is about
Deal = Annotated[str, _argument("DEAL", "The deal's name.", autocompletion=tab.names)]
Map = Annotated[str, _argument("ID|FILE", "A playbook's id, or its file.", autocompletion=_offering(values.playbooks))]
OldMap = Annotated[
    str,
    _argument("OLD", "The playbook as it was: its id, or its file.", autocompletion=_offering(values.playbooks)),
]
NewMap = Annotated[
    str,
    _argument("NEW", "The playbook as it is now: its id, or its file.", autocompletion=_offering(values.playbooks)),
]
Files = Annotated[list[str], _argument("FILE…", "The playbook files to read.")]

NewName = Annotated[str, _argument("NAME", "The id of the new playbook, and the name of its file: plant-software.")]

# How a kind of client buys
Title = Annotated[str | None, _option("--title", "TEXT", "What this kind of purchase is called.")]
Uses = Annotated[str | None, _option("--uses", "TITLE", "Who works with it every day: line supervisor.")]
Wants = Annotated[str | None, _option("--wants", "TITLE", "Who has the trouble, and wants it gone: operations.")]
Pays = Annotated[str | None, _option("--pays", "TITLE", "Who can release the money: finance.")]
Also = Annotated[
    list[str] | None,
    _option("--also", "WHO", "Who else has to agree: security, legal, purchasing, or a title of yours. Repeatable."),
]
Decide = Annotated[
    list[str] | None,
    _option(
        "--decide",
        "ID[=CLAUSE]|CLAUSE[:ROLE,…]",
        "What they decide, in their order: worth-it, must-haves, supplier, risk, money, order; one of these in other "
        "words: risk=the hall can stand it; or anything else: the hall is free in May:operations. Repeatable.",
    ),
]
Above = Annotated[
    str | None, _option("--above", "SUM:WHO", "Above a sum, somebody else decides on the money: 50k:managing director.")
]
ByDay = Annotated[
    str | None, _option("--by-day", "CLAUSE", "It has to be decided before the day on which: the lease ends.")
]
InWriting = Annotated[
    str | None, _option("--in-writing", "DECISION", "From this decision on they may only be written to: order.")
]

# The call
Playbook = Annotated[
    str | None,
    _option("--playbook", "ID|FILE", "How this client buys, for a new deal: saas-team or ours.yaml."),
]
With = Annotated[
    list[str] | None,
    _option("--with", "PERSON[:ROLE,…]", 'Somebody on the call, and their roles: "Ana Lima:sponsor,user". Repeatable.'),
]
On = Annotated[str | None, _option("--on", "DATE", "The day: 2026-12-03, tomorrow, next thursday, +3d. Else today.")]
Minutes = Annotated[int | None, _option("--minutes", "N", "How long the call is: 45.")]
Target = Annotated[str | None, _option("--target", "DECISION", "The decision to aim for, by its id: budget-agreed.")]
BackTo = Annotated[
    str | None, _option("--back-to", "DECISION", "A settled decision to go back to on purpose, by its id.")
]
Opened = Annotated[str | None, _option("--opened", "DATE", "When the deal began, if before today.")]

CallMoved = Annotated[
    str | None, _option("--call-moved", "DATE", "The call that was to come did not take place; it is on that day now.")
]
CallCancelled = Annotated[bool, _switch("--call-cancelled", "The call that was to come did not take place.")]

# What is known
Settled = Annotated[
    list[str] | None,
    _option(
        "--settled",
        "DECISION:PERSON[:PROOF[:WORDS]][@DATE]",
        "A decision they made without a call, with its day: worth-changing:Ana:wrote@2026-11-02. "
        "PROOF is said, wrote, did or heard=TELLER; said if left out. Repeatable.",
    ),
]
Set = Annotated[
    list[str] | None,
    _option(
        "--set",
        "FACT=VALUE[:PERSON[:PROOF[:WORDS[:PAPER]]]][@DATE]",
        "A fact, and who told it: amount=48000:Ana:wrote; without a person, our belief. Repeatable.",
    ),
]
Date = Annotated[
    list[str] | None,
    _option(
        "--date",
        "[DECISION:]DATE[:PERSON[:PROOF[:WORDS]]][@DATE]",
        "The day by which they want something decided, and who says so: budget-agreed:2027-01-29:Ana:wrote; without a "
        "decision, the one that closes the deal: 29 jan:Ana. Without a person, our belief. Repeatable.",
    ),
]
Done = Annotated[
    list[str] | None,
    _option(
        "--done",
        "STEP:PERSON|us[:PROOF[:LABEL]][@DATE]",
        "An act that was done: cost-known:Ana:wrote, demo:us@2026-11-20, @counsel:Eva (heard). Repeatable.",
    ),
]
Person = Annotated[
    list[str] | None,
    _option(
        "--person",
        "NAME:ROLE,…[:TOLD-BY]",
        "Somebody who is not on the call, and who told us of them: Rui:budget-owner:Ana. Repeatable.",
    ),
]
Gone = Annotated[
    list[str] | None,
    _option("--left", "PERSON[@DATE]", "Somebody who has left: Rui@2026-11-20. Repeatable."),
]

# What happened on the call
Decided = Annotated[
    list[str] | None,
    _option(
        "--decided",
        "DECISION:PERSON[:PROOF[:WORDS]]",
        "A yes: worth-changing:Ana:said:let's do it. PROOF is said, wrote, did or heard=TELLER. Repeatable.",
    ),
]
Declined = Annotated[
    list[str] | None,
    _option("--declined", "DECISION:PERSON:REASON", "A no: order:Rui:no money this year. Repeatable."),
]
Deferred = Annotated[
    list[str] | None,
    _option(
        "--deferred",
        "DECISION:PERSON:DATE:REASON",
        "Put off until a day: order:Rui:2027-01-15:after the audit. Repeatable.",
    ),
]
Reopened = Annotated[
    list[str] | None,
    _option("--reopened", "DECISION:PERSON:REASON", "Taken up again: vendor:Ana:a new bid came in. Repeatable."),
]
Waived = Annotated[
    list[str] | None,
    _option("--waived", "STEP:PERSON:REASON", "A step they let go: trial:Ana:seen at their sister firm. Repeatable."),
]
Promised = Annotated[
    list[str] | None,
    _option(
        "--promised", "PERSON:ACT:DATE[:STEP]", "Their promise: Ana:send the cost sheet:+1w:cost-known. Repeatable."
    ),
]
WePromised = Annotated[
    list[str] | None,
    _option("--we-promised", "ACT:DATE", "Our promise: send two references:friday. Repeatable."),
]
Kept = Annotated[list[str] | None, _option("--kept", "ID", "A promise that was kept: p3. Repeatable.")]
Missed = Annotated[list[str] | None, _option("--missed", "ID", "A promise that was not kept: p3. Repeatable.")]
Moved = Annotated[
    list[str] | None,
    _option("--moved", "ID:DATE", "A promise with another date: p3:2026-12-10. Repeatable."),
]
Released = Annotated[
    list[str] | None,
    _option("--released", "ID", "A promise that is no longer wanted: p3. Repeatable."),
]
Concern = Annotated[
    list[str] | None,
    _option(
        "--concern",
        "PERSON:WORDS[:DECISION]",
        "What somebody fears, in their words: Rui:we were burnt before:order. Repeatable.",
    ),
]
ConcernMet = Annotated[list[str] | None, _option("--concern-met", "ID", "A concern that was met: c1. Repeatable.")]
WorthIt = Annotated[str | None, _option("--worth-it", "WORDS", "Was it worth their time? In their words.")]
NotAsked = Annotated[bool, _switch("--not-asked", "They were not asked whether it was worth their time.")]
Next = Annotated[
    str | None,
    _option("--next", "DATE[:DECISION[:PERSON,…]]", "The next meeting: 2026-12-10:budget-agreed:Ana,Rui."),
]
Verdict = Annotated[
    str | None,
    _option("--verdict", "V", "Your own view: advanced, small-step, stayed, went-back, won or lost."),
]
CloseAt = Annotated[
    str | None,
    _option("--close", "END:REASON", "The deal ended: lost:they build it themselves. END is the map's."),
]

# How a deal ends
Won = Annotated[bool, _switch("--won", "They bought.")]
Lost = Annotated[bool, _switch("--lost", "They bought elsewhere, or said no.")]
NoDecision = Annotated[bool, _switch("--no-decision", "They decided nothing.")]
End = Annotated[str | None, _option("--end", "END", "It ended at another of the map's ends, by its id: postponed.")]
Drop = Annotated[list[str] | None, _option("--drop", "DEAL", "Throw away what was answered of that deal. Repeatable.")]
Reason = Annotated[str | None, _option("--reason", "TEXT", "Why, in their words where you have them.")]
LookBack = Annotated[
    list[str] | None,
    _option(
        "--look-back",
        "STEP:CHANGED[:REASON]",
        "A step that was missing: would it have changed how it ended (yes, maybe, no), and why it was left out. "
        "Repeatable.",
    ),
]

# Which deals
OfPlaybook = Annotated[str | None, _option("--playbook", "ID", "Only deals on that playbook.")]
Owner = Annotated[str | None, _option("--owner", "NAME", "Only deals of that name: who wrote their last entry.")]
Since = Annotated[
    str | None, _option("--since", "DATE", "Only deals in which something happened on that day or later.")
]

# The map of a deal
Edit = Annotated[bool, _switch("--edit", "Change it in your editor, for this deal alone; it is checked on save.")]
Patch = Annotated[
    str | None, _option("--patch", "FILE|-", "Change it by a patch, written as a map is that extends another.")
]
Update = Annotated[bool, _switch("--update", "Take over what has changed in the playbook's file.")]
Note = Annotated[str | None, _option("--note", "TEXT", "What the change is for; the history shows it.")]
TimesTo = Annotated[
    str | None, _option("--to", "PAPER", "Print the times as a patch to the map of one playbook: yaml.")
]
ToYaml = Annotated[str | None, _option("--to", "PAPER", "Print it as a file: yaml.")]

# Which deals a review looks at
OneDeal = Annotated[str | None, _argument("[DEAL]", "One deal, looked at in full.", autocompletion=tab.names)]
AtStage = Annotated[str | None, _option("--stage", "STAGE", "Those at this stage of the main way, by its id.")]
Over = Annotated[str | None, _option("--over", "AMOUNT", "Those of more than this amount: 50k.")]
Stuck = Annotated[int | None, _option("--stuck", "DAYS", "Those without a client decision for so many days: 30.")]
ClosedOnes = Annotated[bool, _switch("--closed", "Those that are over.")]
All = Annotated[bool, _switch("--all", "Every deal, not one screen of them.")]
Top = Annotated[int | None, _option("--top", "N", "So many deals, the worst first: 20.")]

# Which promises are listed, and what became of some
OfDeal = Annotated[
    str | None,
    typer.Option("--deal", metavar="DEAL", help="Those of one deal.", show_default=False, autocompletion=tab.names),
]
Ours = Annotated[bool, _switch("--ours", "What we owe them.")]
Theirs = Annotated[bool, _switch("--theirs", "What they owe us.")]
Until = Annotated[str | None, _option("--until", "DATE", "Those due by that day: friday, +2w, 2026-12-03.")]
AllPromises = Annotated[bool, _switch("--all", "Every promise, not one screen of them.")]
KeptOf = Annotated[list[str] | None, _marks("--kept", "DEAL:ID", "A promise that was kept: harrow:p3. Repeatable.")]
MissedOf = Annotated[
    list[str] | None, _marks("--missed", "DEAL:ID", "A promise that was not kept: harrow:p3. Repeatable.")
]
MovedOf = Annotated[
    list[str] | None,
    _marks("--moved", "DEAL:ID:DATE", "A promise with another date: harrow:p3:2026-12-10. Repeatable."),
]
ReleasedOf = Annotated[
    list[str] | None, _marks("--released", "DEAL:ID", "A promise that is no longer wanted: harrow:p3. Repeatable.")
]
PromisesTo = Annotated[
    str | None,
    _option(
        "--to",
        "PAPER",
        "Write all of them out: ics, whole days for a calendar, or csv, for a spreadsheet; there a ' stands before "
        "what would be taken for a formula, which begins with =, +, - or @.",
    ),
]

# How it is asked, and what comes out
Answers = Annotated[str | None, _option("--answers", "FILE|-", "Take the answers from a file, or from a pipe with -.")]
NoInput = Annotated[bool, _switch("--no-input", "Ask nothing; say what is missing and stop.")]
PlainPrompts = Annotated[bool, _switch("--plain-prompts", "Ask in plain numbered lines.")]
Yes = Annotated[bool, _switch("--yes", "Do it without asking.")]
Json = Annotated[bool, _switch("--json", "Print JSON.")]
NoAdvice = Annotated[bool, _switch("--no-advice", "Name the mistakes alone.")]
Markdown = Annotated[bool, _switch("--markdown", "Print Markdown.")]
Dates = Annotated[
    bool, _switch("--dates", "Show what is still to come, by when it has to be done, and how many days are to spare.")
]
Why = Annotated[bool, _switch("--why", "Add what each line was computed from.")]
To = Annotated[str | None, _option("--to", "PAPER", "What to write: markdown (else) or json.")]
MapTo = Annotated[
    str | None,
    _option("--to", "PAPER", "What to write: text (a plain list), mermaid or svg; else a picture on the screen."),
]
Output = Annotated[str | None, _option("--output -o", "FILE", "Write to a file; else to the screen.")]
