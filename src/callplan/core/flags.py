"""What can be told with a flag, or under its key in an answers file: each is one row."""

from __future__ import annotations

from callplan.core import events
from callplan.core.outside import Reached
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.events import Event


class Flag(Record):
    """A flag that answers something. `key` is its name, in an answers file and among the answers of an interview.

    `form` is how its text is written: what it says between colons, in brackets what may be left out, [@DATE] where it
    has a day of its own; a switch has no form. `asks` is what it is for, `many` whether it may be given again and
    again. What the text says fills the last fields of its `event`, in their order; where it does not, or belongs to
    the event of another flag, to the plan or to a new map, the row has none. `offers` is what the TAB key offers,
    `usage` the form as help shows it where that is not the whole; `spared` are so many fields at the end that nobody
    is held to.
    """

    key: str
    form: str
    asks: str
    event: type[Event] = events.Event
    offers: str = ""
    usage: str = ""
    spared: int = 0
    many: bool = False

    @property
    def help(self) -> str:
        """What it is for, and whether it may be repeated."""
        return f"{self.asks} Repeatable." if self.many else self.asks

    @property
    def is_dated(self) -> bool:
        """Whether a day may stand after its text."""
        return self.form.endswith("[@DATE]")

    @property
    def shape(self) -> str:
        """What its text says between colons; of a fact, what stands behind its name."""
        return self.form.removesuffix("[@DATE]").removeprefix("FACT=")

    @property
    def least(self) -> int:
        """How much of its shape must be said."""
        return self.shape.count(":") + 1 - self.shape.count("[:") - self.spared

    @property
    def fills(self) -> tuple[str, ...]:
        """The fields of its event that its text fills; the proof says who told us, and the day that none is missing."""
        names: tuple[str, ...] = self.event.__match_args__
        return tuple([name for name in names if name not in ("teller", "undated")][-self.shape.count(":") - 1 :])


_ROWS = (
    # The call
    Flag("playbook", "ID|FILE", "How this client buys, for a new deal: saas-team or ours.yaml.", offers="playbooks"),
    Flag(
        "like", "DEAL",
        "For a new deal: the people, the facts and, unless --playbook is given, the map of a deal you have. The amount "
        "is its own.",
    ),
    Flag(
        "crm", "ID|ACCOUNT",
        "For a new deal: which of the CRM's it is, by its id there, its name or its account's; none: none of them.",
    ),
    Flag(
        "with", "PERSON[:ROLE,ROLE]",
        'Somebody on the call, and roles of theirs: "Ana Lima:sponsor,user"; -ROLE takes one away, new says that it is '
        "somebody new.",
        offers="people", usage="PERSON[:ROLE,…]", many=True,
    ),
    Flag("on", "DATE", "The day: 2026-12-03, tomorrow, next thursday, +3d. Else today."),
    Flag("minutes", "N", "How long the call is: 45."),
    Flag("target", "DECISION", "The decision to aim for, by its id: budget-agreed.", offers="decisions"),
    Flag("back-to", "DECISION", "A settled decision to go back to on purpose, by its id.", offers="decisions"),
    Flag("call-moved", "DATE", "The call that was to come did not take place; it is on that day now."),
    Flag("call-cancelled", "", "The call that was to come did not take place."),
    Flag("no-show", "", "They did not come, or did not pick up: a promise that their side has broken."),
    Flag("our-no-show", "", "We did not come: a promise that our side has broken."),
    Flag(
        "subject", "TEXT", "What you and they call it, with its article, at most four words: the shift planner.",
        events.SubjectNamed,
    ),
    Flag(
        "because", "[PERSON:]WORDS",
        "Why they took the first call, in their words: Ana:the whole shift shares one login. Without a person, the "
        "first of theirs on the call said it.",
        events.CallTaken,
    ),
    Flag("opened", "DATE", "When the deal began, if before today."),
    Flag(
        "reached", "PERSON:ADDRESS", "Somebody's mail address, by which a calendar knows them: Ana:ana@north.example.",
        Reached, "people", many=True,
    ),
    # What is known
    Flag(
        "settled", "DECISION:PERSON[:PROOF[:WORDS]][@DATE]",
        "A decision they made without a call, with its day: worth-changing:Ana:wrote@2026-11-02. "
        "PROOF is said, wrote, did or heard=TELLER; said if left out. Without a day none is printed.",
        events.Yes, "decisions", many=True,
    ),
    Flag(
        "sign", "STAGE[@DATE]",
        "Something shows that they are at a stage, by its id; it moves nothing.", events.SignSeen, "stages", many=True,
    ),
    Flag(
        "set", "FACT=VALUE[:PERSON[:PROOF[:WORDS[:PAPER]]]][@DATE]",
        "A fact, and who told it: amount=48000:Ana:wrote; without a person, our belief.",
        events.Learned, "facts", many=True,
    ),
    Flag(
        "date", "[DECISION:]DATE[:PERSON[:PROOF[:WORDS]]][@DATE]",
        "The day by which they want something decided, and who says so: budget-agreed:2027-01-29:Ana:wrote; without a "
        "decision, the one that closes the deal: 29 jan:Ana. Without a person, our belief.",
        events.Dated, "decisions", many=True,
    ),
    Flag(
        "done", "STEP:PERSON|us[:PROOF[:LABEL]][@DATE]",
        "An act that was done: cost-known:Ana:wrote, demo:us@2026-11-20, @counsel:Eva (heard).",
        events.Done, "steps", many=True,
    ),
    Flag(
        "person", "NAME:ROLE,ROLE[:TOLD-BY]",
        "Somebody who is not on the call, and who told us of them: Rui:budget-owner:Ana.",
        events.Met, usage="NAME:ROLE,…[:TOLD-BY]", many=True,
    ),
    Flag(
        "as", "PERSON:CALLED", "How the page calls somebody: Maria de Vries:Mia.", events.Called, "people", many=True,
    ),
    Flag("left", "PERSON[@DATE]", "Somebody who has left: Rui@2026-11-20.", events.Left, "people", many=True),
    # What happened on the call
    Flag(
        "decided", "DECISION:PERSON[:PROOF[:WORDS]]",
        "A yes: worth-changing:Ana:said:let's do it. PROOF is said, wrote, did or heard=TELLER.",
        events.Yes, "decisions", many=True,
    ),
    Flag(
        "declined", "DECISION:PERSON:REASON", "A no: order:Rui:no money this year. The reason may be left out.",
        events.No, "decisions", spared=1, many=True,
    ),
    Flag(
        "deferred", "DECISION:PERSON:DATE|-:REASON",
        "Put off until a day: order:Rui:2027-01-15:after the audit. Not yet, and no day: order:Rui:-:after the audit.",
        events.Deferred, "decisions", spared=1, many=True,
    ),
    Flag(
        "reopened", "DECISION:PERSON:REASON", "Taken up again: vendor:Ana:a new bid came in.",
        events.Reopened, "decisions", many=True,
    ),
    Flag(
        "waived", "STEP:PERSON:REASON", "What they can do without: trial:Ana:seen at their sister firm.",
        events.Waived, "steps", many=True,
    ),
    Flag(
        "promised", "PERSON:ACT:DATE|-[:STEP]",
        "Their promise: Ana:send the cost sheet:+1w:cost-known. With no day named: Ana:send the cost sheet:-.",
        events.Promised, "people", many=True,
    ),
    Flag(
        "we-promised", "ACT:DATE[:STEP]", "Our promise: send two references:friday.",
        events.Promised, usage="ACT:DATE", many=True,
    ),
    Flag("kept", "ID", "A promise that was kept: p3.", events.Kept, "promises", many=True),
    Flag("missed", "ID", "A promise that was not kept: p3.", events.Missed, "promises", many=True),
    Flag("moved", "ID:DATE", "A promise with another date: p3:2026-12-10.", events.Moved, "promises", many=True),
    Flag("released", "ID", "A promise that is no longer wanted: p3.", events.Released, "promises", many=True),
    Flag(
        "concern", "PERSON:WORDS[:DECISION]",
        "What somebody fears, in their words: Rui:we were burnt before:order.",
        events.Raised, "people", many=True,
    ),
    Flag("concern-met", "ID", "A concern that was met: c1.", events.Answered, many=True),
    Flag("worth-it", "WORDS", "Was it worth their time? In their words."),
    Flag("not-asked", "", "They were not asked whether it was worth their time."),
    Flag(
        "next", "DATE[:DECISION[:PERSON,PERSON]]", "The next meeting: 2026-12-10:budget-agreed:Ana,Rui.",
        events.Next, usage="DATE[:DECISION[:PERSON,…]]",
    ),
    Flag("note", "TEXT", "What else was said or seen: kept, and used by no rule.", many=True),
    Flag("verdict", "V", "Your own view: advanced, small-step, stayed, went-back, won or lost."),
    Flag(
        "close", "END:REASON[:WORDS]",
        "The deal ended: lost:they build it themselves. END is the map's, REASON one of its list or another; WORDS are "
        "why, in theirs.",
        events.Closed, usage="END:REASON", spared=1,
    ),
    # What came back to a letter
    Flag(
        "line", "N:WORD",
        "What a changed line of a reply comes to: 4:take, 9:note, 13:out, rest:note; without a terminal each word is "
        "listed.",
        many=True,
    ),
    # How a deal ends
    Flag("reason", "TEXT", "Why: one of the map's reasons, or another in their words."),
    Flag("words", "TEXT", "Why, in their words, beside a reason of the map's."),
    Flag(
        "look-back", "STEP:yes|maybe|no[:REASON[:WORDS]]",
        "A step that was missing: would it have changed how it ended (yes, maybe, no), and why it was left out.",
        events.LookedBack, usage="STEP:CHANGED[:REASON]", many=True,
    ),
    # How a kind of client buys
    Flag("title", "TEXT", "What this kind of purchase is called."),
    Flag("uses", "TITLE", "Who works with it every day: line supervisor."),
    Flag("wants", "TITLE", "Who has the problem, and wants it solved: operations."),
    Flag("pays", "TITLE", "Who can release the money: finance."),
    Flag("also", "WHO", "Who else has to agree: security, legal, purchasing, or a title of yours.", many=True),
    Flag(
        "decide", "ID[=CLAUSE]|CLAUSE[:ROLE,ROLE[:TOPIC[:YES]]]",
        "What they decide, in their order: worth-it, must-haves, supplier, risk, money, order; one of these in other "
        "words: risk=the hall can stand it; or anything else: the hall is free in May:operations. TOPIC and YES are "
        "said aloud, after “decide” and “last time you”: whether May suits:settled on May.",
        usage="ID[=CLAUSE]|CLAUSE[:ROLE,…[:TOPIC[:YES]]]", many=True,
    ),
    Flag("above", "AMOUNT:WHO", "Above it, somebody else decides on the money: 50k:managing director."),
    Flag("by-day", "CLAUSE", "It has to be decided before the day on which: the lease ends."),
    Flag("in-writing", "DECISION", "From this decision on they may only be written to: order."),
)  # fmt: skip
FLAGS = {flag.key: flag for flag in _ROWS}


def spelled(key: str) -> str:
    """A flag with what is written after it, as help shows it."""
    return f"--{key} {FLAGS[key].usage or FLAGS[key].form}"
