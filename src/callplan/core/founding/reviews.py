"""Who else has to agree, and the stages beside the main way in which they do."""

from __future__ import annotations

from callplan.core.founding.usual import short, weeks
from callplan.core.map.playbook import Decision, Role, Stage
from callplan.core.map.terms import Look, Named, Proof

_proof = Proof((Look("wrote"),))
REVIEWS = {
    "security": (
        Role("security", "security", "guards the data", called="somebody from security"),
        Stage(
            "data-review",
            "May our data go there?",
            (
                Decision(
                    "data-allowed", "the data is safe enough where it would be kept", Named("security"),
                    "the data release", takes=weeks(2, 4), proof=_proof,
                    topic="whether we may hold the data", yes="cleared us to hold the data",
                    ask="Which answer has made you turn a supplier down before?",
                    listen_for="a missing paper, a country, a sub-supplier",
                    good_for_them="they say yes once and have the reasons on file",
                    no_is_right_if="the data cannot be got back when the contract ends",
                    if_skipped="it stops in the week the auditor comes",
                ),
            ),
            "security",
            signals=("they ask where it is kept before they ask what it does",),
        ),
    ),
    "legal": (
        Role("legal", "legal", "checks the contracts", called="somebody from legal"),
        Stage(
            "contract-review",
            "Can we live with the wording?",
            (
                Decision(
                    "wording", "the wording can be lived with on a bad day", Named("legal"),
                    "the wording of the contract", takes=weeks(2, 4), proof=_proof,
                    topic="whether the contract wording is acceptable", yes="accepted the contract wording",
                    ask="What did your last contract of this kind forget to say?",
                    listen_for="a handover, a price rise, a person who left",
                    good_for_them="they settle a quarrel before there is one",
                    no_is_right_if="the order is too small for a contract of its own",
                    if_skipped="the last signature waits for a clause nobody has read",
                ),
            ),
            "legal",
            signals=("they send a draft with more red in it than black",),
        ),
    ),
    "purchasing": (
        Role("purchasing", "purchasing", "buys for the house", called="somebody from purchasing"),
        Stage(
            "terms-review",
            "Is it bought by our rules?",
            (
                Decision(
                    "terms", "price and terms keep to the rules of the house", Named("purchasing"),
                    "the agreement on terms", takes=weeks(1, 3), proof=_proof,
                    topic="whether the price and terms are acceptable", yes="accepted the price and terms",
                    ask="Which of your rules do suppliers usually learn of too late?",
                    listen_for="a number of offers, a form, a list of approved suppliers",
                    good_for_them="they can show how the price came about",
                    no_is_right_if="a contract that is in place already covers it",
                    if_skipped="the order comes back from the department that places it",
                ),
            ),
            "purchasing",
            signals=("they ask for company papers nobody has asked for yet",),
        ),
    ),
}  # fmt: skip


def review(name: str, title: str) -> tuple[Role, Stage]:
    """Somebody else who has to agree, and the stage in which they do, beside the main way."""
    decision = Decision(
        f"{name}-agrees", "it may go ahead as it is planned", Named(name), short(f"the word of {title}", "the word"),
        takes=weeks(1, 3), topic="whether it may go ahead as planned", yes="agreed it may go ahead as planned",
        ask="What would have to be different for you to agree?",
        listen_for="a rule, a promise made to somebody, an old story",
        good_for_them="they are asked before it is too late to change anything",
        no_is_right_if="nothing in it touches what they look after",
        if_skipped="it is stopped by somebody nobody has asked",
    )  # fmt: skip
    return Role(name, title, f"has to agree as {title}"), Stage(
        f"{name}-review", f"{title}: may it go ahead?", (decision,), name
    )
