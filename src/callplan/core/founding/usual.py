"""What clients usually have to decide, and what helps them to: the stock a new map is made from."""

from __future__ import annotations

from callplan.core.map.playbook import Act, Concern, Decision, Role, Stage
from callplan.core.map.terms import Length, Look, Named, Not, Proof, Some, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from callplan.core.map.terms import Who

USER, SPONSOR, PAYER, EXECUTIVE, ACCOUNT = "user", "sponsor", "budget-owner", "executive", "account"
PREDICATES = {
    USER: "works with it every day",
    SPONSOR: "wants the problem solved",
    PAYER: "can release the money",
    EXECUTIVE: "decides on larger amounts",
}
CALLED = {
    USER: "one of the users",
    SPONSOR: "the person who'd lead this",
    PAYER: "the person with the budget",
}
WORTH, MONEY, ORDER = "worth-it", "money", "order"
_user, _sponsor, _payer = Named(USER), Named(SPONSOR), Named(PAYER)


def weeks(least: int, most: int) -> Length:
    """From so many weeks to so many."""
    return Length(Span(least, "w"), Span(most, "w"))


WAY = (
    Stage(
        "want",
        "Is it worth changing?",
        (
            Act(
                "cost-figure", "put a figure on what the problem costs in a year", _sponsor, "the cost figure",
                when=Not(Named(WORTH)), takes=weeks(1, 2), gives_up="reputation",
                ask="Who would have to believe a figure before it counts?",
                listen_for="a name, and the last figure that was torn apart",
                help="our sheet for counting it, with one week filled in",
            ),
            Decision(
                WORTH, "the problem is worth solving this year", _sponsor, "the go-ahead",
                topic="whether to make a change this year", yes="decided to make a change this year",
                takes=weeks(1, 2), hear=_user, if_no="no-decision", implied_by=(ORDER,),
                not_proof=("they found the talk interesting",),
                ask="What happens this year if nothing changes?",
                listen_for="a consequence, and whose month it spoils",
                good_for_them="they stop paying for it month after month",
                no_is_right_if="something larger already has this year",
                if_skipped="the first person asked for money asks who wanted it",
                concerns=(
                    Concern(
                        "it becomes one more project on top of the daily work",
                        "before you decide, we write down whose days it takes and how many",
                        "that it runs without any work on their side",
                    ),
                ),
            ),
        ),
        signals=("they tell of bad days and have asked nobody for a price",),
    ),
    Stage(
        "needs",
        "What must it do?",
        (
            Act(
                "wishes-cut", "cut the wish list down to one page", _user, "the one-page list",
                when=Not(Named("must-haves")), takes=weeks(1, 1), gives_up="reputation",
                ask="What is on the list only because of who asked for it?",
                listen_for="a silence, then a name",
                help="a list sorted by who asked, with room for a red pen",
            ),
            Decision(
                "must-haves", "the list of must-haves is short enough to buy by", Some((_sponsor, _user)),
                "the list of must-haves", takes=weeks(1, 2),
                topic="what {it} has to do", yes="agreed on what {it} has to do",
                ask="Which single line would make you send a supplier home?",
                listen_for="one line, said without looking at the list",
                good_for_them="they compare offers by what matters on their own worst day",
                no_is_right_if="the list was copied from one brochure",
                if_skipped="the loudest presentation writes the list",
            ),
        ),
        signals=("they write wish lists and ask each other what is missing",),
    ),
    Stage(
        "choice",
        "Who could do it?",
        (
            Act(
                "side-by-side", "lay the offers side by side on one page", _sponsor, "the side-by-side page",
                when=Not(Named("supplier")), takes=weeks(1, 1), without_us=True,
                ask="What do the offers call by different names that is really the same?",
                listen_for="a fee, a guarantee, a date counted differently",
                help="an empty page with the lines that are usually left out",
            ),
            Decision(
                "supplier", "one supplier is ahead of the others on what counts", _sponsor, "the choice of supplier",
                topic="which supplier to go with", yes="settled on a supplier",
                takes=weeks(1, 2), hear=_user, if_no="lost", implied_by=(ORDER,),
                ask="What would tip it for you if two offers were equal on paper?",
                listen_for="a person, a promise kept, a worry about size",
                good_for_them="they stop sitting through presentations",
                no_is_right_if="two offers differ in nothing but the price",
                if_skipped="the price is the only thing left to talk about",
            ),
        ),
        signals=("they have more than one offer and talk about each",),
    ),
    Stage(
        "doubts",
        "What could still go wrong?",
        (
            Act(
                "worst-case", "fill in the worst-case page with a name on every line", _sponsor,
                "the worst-case page", when=Not(Named("risk")), takes=weeks(1, 1), gives_up="reputation",
                ask="Who gets the telephone call when it stands still on a Saturday?",
                listen_for="a first name, and how long they stayed last time",
                help="the page as two others filled it in",
            ),
            Decision(
                "risk", "what could still go wrong is small enough to take on", _sponsor, "the remaining risk",
                topic="whether the risks are under control", yes="said the risks are under control",
                takes=weeks(1, 2),
                ask="What went wrong the last time you changed something like this?",
                listen_for="a date, a cost, and whose fault it was said to be",
                good_for_them="they pick the week in which the old way ends",
                no_is_right_if="no quiet week is left before the busy season",
                if_skipped="the first fault is met by people who were never warned",
            ),
        ),
        signals=("they ask what happens if it fails, and no longer what it can do",),
    ),
    Stage(
        "funds",
        "Who pays for it?",
        (
            Act(
                "one-page-case", "write the one-page case with the cost figure on top", _sponsor,
                "the one-page case", when=Not(Named(MONEY)), takes=weeks(1, 2), without_us=True,
                ask="What makes your finance people put a request back on the pile?",
                listen_for="a template, a pay-back in months, a word that is banned",
                help="a page with the agreed figures in place and the rest blank",
            ),
            Decision(
                MONEY, "the money is released for this and for nothing else", _payer, "the release of the money",
                topic="whether to release the money", yes="released the money",
                takes=weeks(2, 4), hear=_sponsor, if_no="no-decision",
                proof=Proof((Look("wrote", "a mail that names the amount"),)),
                not_proof=("they call the price fair",),
                ask="What else is asking for the same money this quarter?",
                listen_for="a rival project, and who stands behind it",
                good_for_them="they spend it on purpose and before it is cut",
                no_is_right_if="the same money would save more somewhere else",
                if_skipped="the order waits for money that nobody has set aside",
            ),
        ),
        signals=("they ask for the same price in three versions",),
    ),
    Stage(
        "buying",
        "Shall we order?",
        (
            Act(
                "signatures", "list every signature the order still needs", _payer, "the list of signatures",
                when=Not(Named(ORDER)), takes=weeks(1, 1),
                ask="Whose desk does an order of this size cross last?",
                listen_for="a name, an amount above which somebody else signs, a holiday",
                help="the path an order of this size took at two other clients",
            ),
            Decision(
                ORDER, "it is ordered at the agreed price and scope", _payer, "the order",
                topic="whether to order at the agreed price and scope", yes="placed the order",
                takes=weeks(1, 2), hear=_sponsor, if_no="lost",
                proof=Proof((Look("wrote", "an order that names price and scope"),)),
                not_proof=("they said that the order is as good as placed",),
                ask="What would have to be on paper for you to order today?",
                listen_for="an amount, a signature, and somebody who is not on the call",
                good_for_them="they get the week they want",
                no_is_right_if="the money is better spent on something already promised elsewhere",
                if_skipped="the week they want goes to somebody else",
            ),
        ),
        signals=("they talk about delivery weeks and terms of payment",),
    ),
)  # fmt: skip
OFFER = Act(
    "offer", "send an offer with every line priced", Named(ACCOUNT), "the offer",
    takes=Length(Span(5, "bd"), Span(5, "bd")),
)  # fmt: skip
US = Role(ACCOUNT, "account lead", "keeps the promises made to them", "us")


def own(name: str, clause: str) -> Stage:
    """A stage for a decision told in other words than any of the usual ones."""
    page = Act(
        f"{name}-page", "write down what speaks for it and what against", _sponsor, "the page of pros and cons",
        when=Not(Named(name)), takes=weeks(1, 1),
        ask="Who would argue best against it, and with what?",
        listen_for="a name, and the argument as they would put it",
        help="a page in two columns with the first line filled in",
    )  # fmt: skip
    decision = Decision(
        name, clause, _sponsor, takes=weeks(1, 2),
        ask="What would have to be true for you to say yes to that?",
        listen_for="a condition that somebody could meet",
        no_is_right_if="what speaks against it weighs more",
    )  # fmt: skip
    return Stage(f"at-{name}", f"{clause[:1].upper()}{clause[1:]}?", (page, decision))


def all_of(roles: Sequence[str]) -> Who:
    """One role, or all of some."""
    return Named(roles[0]) if len(roles) == 1 else Some(tuple([Named(role) for role in roles]))


def short(text: str, instead: str) -> str:
    """A title, if it fits into a sentence."""
    return text if len(text) <= 40 else instead
