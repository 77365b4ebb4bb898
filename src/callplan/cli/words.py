"""How every argument and option is spelled and explained, but for those about maps."""

from typing import Annotated

from callplan.cli import tab
from callplan.cli.spelling import argument, marks, option, switch

GROUPS = {"playbook": "The maps of how clients buy."}


# What a command is about
Deal = Annotated[str, argument("DEAL", "The deal's name.", autocompletion=tab.names)]

# The call
Playbook = Annotated[
    str | None,
    option("--playbook", "ID|FILE", "How this client buys, for a new deal: saas-team or ours.yaml."),
]
With = Annotated[
    list[str] | None,
    option("--with", "PERSON[:ROLE,…]", 'Somebody on the call, and their roles: "Ana Lima:sponsor,user". Repeatable.'),
]
On = Annotated[str | None, option("--on", "DATE", "The day: 2026-12-03, tomorrow, next thursday, +3d. Else today.")]
Minutes = Annotated[int | None, option("--minutes", "N", "How long the call is: 45.")]
Target = Annotated[str | None, option("--target", "DECISION", "The decision to aim for, by its id: budget-agreed.")]
BackTo = Annotated[
    str | None, option("--back-to", "DECISION", "A settled decision to go back to on purpose, by its id.")
]
Subject = Annotated[
    str | None,
    option("--subject", "TEXT", "What you and they call it, with its article, at most four words: the shift planner."),
]
Because = Annotated[
    str | None,
    option(
        "--because",
        "[PERSON:]WORDS",
        "Why they took the first call, in their words: Ana:the whole shift shares one login. Without a person, the "
        "first of theirs on the call said it.",
    ),
]
Opened = Annotated[str | None, option("--opened", "DATE", "When the deal began, if before today.")]

CallMoved = Annotated[
    str | None, option("--call-moved", "DATE", "The call that was to come did not take place; it is on that day now.")
]
CallCancelled = Annotated[bool, switch("--call-cancelled", "The call that was to come did not take place.")]

# What is known
Settled = Annotated[
    list[str] | None,
    option(
        "--settled",
        "DECISION:PERSON[:PROOF[:WORDS]][@DATE]",
        "A decision they made without a call, with its day: worth-changing:Ana:wrote@2026-11-02. "
        "PROOF is said, wrote, did or heard=TELLER; said if left out. Repeatable.",
    ),
]
Set = Annotated[
    list[str] | None,
    option(
        "--set",
        "FACT=VALUE[:PERSON[:PROOF[:WORDS[:PAPER]]]][@DATE]",
        "A fact, and who told it: amount=48000:Ana:wrote; without a person, our belief. Repeatable.",
    ),
]
Date = Annotated[
    list[str] | None,
    option(
        "--date",
        "[DECISION:]DATE[:PERSON[:PROOF[:WORDS]]][@DATE]",
        "The day by which they want something decided, and who says so: budget-agreed:2027-01-29:Ana:wrote; without a "
        "decision, the one that closes the deal: 29 jan:Ana. Without a person, our belief. Repeatable.",
    ),
]
Done = Annotated[
    list[str] | None,
    option(
        "--done",
        "STEP:PERSON|us[:PROOF[:LABEL]][@DATE]",
        "An act that was done: cost-known:Ana:wrote, demo:us@2026-11-20, @counsel:Eva (heard). Repeatable.",
    ),
]
Person = Annotated[
    list[str] | None,
    option(
        "--person",
        "NAME:ROLE,…[:TOLD-BY]",
        "Somebody who is not on the call, and who told us of them: Rui:budget-owner:Ana. Repeatable.",
    ),
]
Gone = Annotated[
    list[str] | None,
    option("--left", "PERSON[@DATE]", "Somebody who has left: Rui@2026-11-20. Repeatable."),
]

# What happened on the call
Decided = Annotated[
    list[str] | None,
    option(
        "--decided",
        "DECISION:PERSON[:PROOF[:WORDS]]",
        "A yes: worth-changing:Ana:said:let's do it. PROOF is said, wrote, did or heard=TELLER. Repeatable.",
    ),
]
Declined = Annotated[
    list[str] | None,
    option("--declined", "DECISION:PERSON:REASON", "A no: order:Rui:no money this year. Repeatable."),
]
Deferred = Annotated[
    list[str] | None,
    option(
        "--deferred",
        "DECISION:PERSON:DATE:REASON",
        "Put off until a day: order:Rui:2027-01-15:after the audit. Repeatable.",
    ),
]
Reopened = Annotated[
    list[str] | None,
    option("--reopened", "DECISION:PERSON:REASON", "Taken up again: vendor:Ana:a new bid came in. Repeatable."),
]
Waived = Annotated[
    list[str] | None,
    option(
        "--waived", "STEP:PERSON:REASON", "What they can do without: trial:Ana:seen at their sister firm. Repeatable."
    ),
]
Promised = Annotated[
    list[str] | None,
    option(
        "--promised", "PERSON:ACT:DATE[:STEP]", "Their promise: Ana:send the cost sheet:+1w:cost-known. Repeatable."
    ),
]
WePromised = Annotated[
    list[str] | None,
    option("--we-promised", "ACT:DATE", "Our promise: send two references:friday. Repeatable."),
]
Kept = Annotated[list[str] | None, option("--kept", "ID", "A promise that was kept: p3. Repeatable.")]
Missed = Annotated[list[str] | None, option("--missed", "ID", "A promise that was not kept: p3. Repeatable.")]
Moved = Annotated[
    list[str] | None,
    option("--moved", "ID:DATE", "A promise with another date: p3:2026-12-10. Repeatable."),
]
Released = Annotated[
    list[str] | None,
    option("--released", "ID", "A promise that is no longer wanted: p3. Repeatable."),
]
Concern = Annotated[
    list[str] | None,
    option(
        "--concern",
        "PERSON:WORDS[:DECISION]",
        "What somebody fears, in their words: Rui:we were burnt before:order. Repeatable.",
    ),
]
ConcernMet = Annotated[list[str] | None, option("--concern-met", "ID", "A concern that was met: c1. Repeatable.")]
WorthIt = Annotated[str | None, option("--worth-it", "WORDS", "Was it worth their time? In their words.")]
NotAsked = Annotated[bool, switch("--not-asked", "They were not asked whether it was worth their time.")]
Next = Annotated[
    str | None,
    option("--next", "DATE[:DECISION[:PERSON,…]]", "The next meeting: 2026-12-10:budget-agreed:Ana,Rui."),
]
Verdict = Annotated[
    str | None,
    option("--verdict", "V", "Your own view: advanced, small-step, stayed, went-back, won or lost."),
]
CloseAt = Annotated[
    str | None,
    option("--close", "END:REASON", "The deal ended: lost:they build it themselves. END is the map's."),
]

# How a deal ends
Won = Annotated[bool, switch("--won", "They bought.")]
Lost = Annotated[bool, switch("--lost", "They bought elsewhere, or said no.")]
NoDecision = Annotated[bool, switch("--no-decision", "They decided nothing.")]
End = Annotated[str | None, option("--end", "END", "It ended at another of the map's ends, by its id: postponed.")]
Drop = Annotated[list[str] | None, option("--drop", "DEAL", "Throw away what was answered of that deal. Repeatable.")]
Reason = Annotated[str | None, option("--reason", "TEXT", "Why, in their words where you have them.")]
LookBack = Annotated[
    list[str] | None,
    option(
        "--look-back",
        "STEP:CHANGED[:REASON]",
        "A step that was missing: would it have changed how it ended (yes, maybe, no), and why it was left out. "
        "Repeatable.",
    ),
]

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
        "Write all of them out: ics, whole days for a calendar, or csv, for a spreadsheet; there a ' stands before "
        "what would be taken for a formula, which begins with =, +, - or @.",
    ),
]

# How it is asked, and what comes out
Answers = Annotated[str | None, option("--answers", "FILE|-", "Take the answers from a file, or from a pipe with -.")]
NoInput = Annotated[bool, switch("--no-input", "Ask nothing; say what is missing and stop.")]
PlainPrompts = Annotated[bool, switch("--plain-prompts", "Ask in plain numbered lines.")]
Yes = Annotated[bool, switch("--yes", "Do it without asking.")]
Json = Annotated[bool, switch("--json", "Print JSON.")]
Markdown = Annotated[bool, switch("--markdown", "Print Markdown.")]
Dates = Annotated[
    bool,
    switch("--dates", "Show what is still to come, by when it has to be done, and with how many days of slack."),
]
Why = Annotated[bool, switch("--why", "Add what each line was computed from.")]
To = Annotated[str | None, option("--to", "PAPER", "What to write: markdown (else) or json.")]
TimesTo = Annotated[str | None, option("--to", "PAPER", "Print the times as a patch to the map of one playbook: yaml.")]
Output = Annotated[str | None, option("--output -o", "FILE", "Write to a file; else to the screen.")]
