"""What is passed over across deals: each line of it, and the same counts as by counting slowly."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from textwrap import dedent

import pytest
from many import BOSS, DAY, MAP, came, deal, on, said, worth
from random_histories import a_history
from random_maps import a_map

from callplan.core.deal.fold import fold
from callplan.core.deal.owed import owed
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.status import status
from callplan.core.entries import Corrected, Entry, Resumed, live
from callplan.core.events import (
    Amended,
    Closed,
    Done,
    Event,
    Learned,
    LookedBack,
    Reopened,
    Waived,
    Yes,
)
from callplan.core.map.playbook import Act, Decision, Role
from callplan.core.redpen import redpen
from callplan.core.redpen.fates import RedPen, StepRow
from callplan.core.which_deals import Among
from callplan.render.layout import plain

SKIPPED = deal([said("choice"), worth(5000)], [Closed(on(2), "lost", "too dear")])


def pen(*deals: tuple[Entry, ...], among: Among | None = None) -> RedPen:
    return redpen([(f"deal {number}", entries) for number, entries in enumerate(deals)], among)


def page(*deals: tuple[Entry, ...], among: Among | None = None) -> str:
    return plain(pen(*deals, among=among).lines)


def flat(text: str) -> str:
    """A page in one line."""
    return " ".join(text.split())


def row(step: str, *deals: tuple[Entry, ...]) -> StepRow:
    return next(each for each in pen(*deals).steps if each.id == step)


def numbers(step: str, *deals: tuple[Entry, ...]) -> tuple[int, int, int, int, int]:
    """Applied, passed over, paid, waived, missing."""
    found = row(step, *deals)
    return found.applied, found.passed_over, found.paid, found.waived, found.missing


def test_nobody_is_passed_over_for_what_is_not_decided() -> None:
    """It counts no voice that only a decision which does not apply would hear."""
    need, *others = MAP.stages
    steps = [
        each.but(hear=BOSS if each.id == "audit" else None) if isinstance(each, Decision) else each
        for each in need.steps
    ]
    book = MAP.but(stages=(need.but(steps=tuple(steps)), *others))
    lost = deal(
        [Learned(on(1), "size", "small", "Ana", "said"), said("choice")], [Closed(on(2), "lost", "too dear")], book=book
    )
    assert [each.id for each in pen(lost).steps if each.id.startswith("@")] == []


def test_no_deal() -> None:
    """It says that there is no deal, and advises nothing."""
    assert page() == "RED PEN · no deals\n"
    asked = Among("other", "kim", on(0))
    told = "RED PEN · no deals on other of kim in which something happened on Mon 2 Mar 2026 or later"
    assert flat(page(SKIPPED, among=asked)) == told
    assert pen().practise is None


def test_one_deal() -> None:
    """It gives counts and no share of one deal, what was lost, and the playbook's help on the worst."""
    assert page(SKIPPED) == dedent("""\
        RED PEN · one deal: lost
        Steps that were passed over, beside the deals that were lost or not decided
          without them. The two are found together; that does not say that one caused
          the other.

        three-decisions
                    - The list: passed over in the only deal it applied in, and not paid
                      back.
                      → Still missing when deal 0 was lost: up to 5,000.
                    - The go-ahead: passed over in the only deal it applied in, and not
                      paid back.
                      → Still missing when deal 0 was lost: up to 5,000.
                    - The audit: passed over in the only deal it applied in, and not
                      paid back.
                      → Still missing when deal 0 was lost: up to 5,000.

        PRACTISE    The list. Nothing else was missing where more was lost or left
                    undecided: up to 5,000, in one deal.
                    * Which case hurts?
                    Bring ours, to cross out.
        """)


def test_a_share_from_five_deals_on() -> None:
    """It gives a share of five deals and of no fewer."""
    assert row("worth", *[SKIPPED] * 4).rate is None
    assert row("worth", *[SKIPPED] * 4, deal([said("worth")])).rate == 0.8
    assert "The go-ahead: passed over in all five deals (100%), paid back in none of them." in flat(
        page(*[SKIPPED] * 5)
    )


def test_paid_back() -> None:
    """It counts what was passed over and settled later as paid back, once, also when it was taken up again."""
    paid = [said("choice")], [said("worth", 2), came(2, "Ben")]
    assert numbers("worth", deal(*paid)) == (1, 1, 1, 0, 0)
    again = deal(*paid, [Reopened(on(3), "worth", "Ana")], [Closed(on(4), "quiet")])
    assert numbers("worth", again) == (1, 1, 1, 0, 0)


def test_let_go_of() -> None:
    """It counts what the client let go of apart, before or after it was passed over; ours settles nothing."""
    after = deal([said("choice")], [Waived(on(2), "worth", "Ana", "no time")])
    assert numbers("worth", after) == (1, 0, 0, 1, 0)
    before = deal([Waived(on(1), "worth", "Ana", "no time")], [said("choice", 2)])
    assert numbers("worth", before) == (1, 0, 0, 1, 0)
    ours = deal([Waived(on(1), "worth", "", "no time")], [said("choice", 2)])
    assert numbers("worth", ours) == (1, 1, 0, 0, 0)
    told = page(before, before)
    assert "- The go-ahead: never passed over.\n" in told
    assert "→ The client let it go in two deals, which is theirs to do." in flat(told)


def test_implied_is_not_passed_over() -> None:
    """It takes what is implied as settled, and never as paid back."""
    assert numbers("choice", deal([said("order")])) == (1, 0, 0, 0, 0)


def test_added_behind_the_client() -> None:
    """It calls nobody's skip what a change of the map put behind the client, and anybody's what it put ahead."""
    need, choice, order = MAP.stages
    late = Decision("late", "it is checked", BOSS, "the check")
    wider = MAP.but(stages=(need.but(steps=(*need.steps, late)), choice, order))
    behind = deal([said("choice")], [Amended(on(2), wider)], [said("order", 3)])
    assert numbers("late", behind) == (1, 0, 0, 0, 0)
    ahead = deal([Amended(on(1), wider)], [said("choice", 2)])
    assert numbers("late", ahead) == (1, 1, 0, 0, 0)


def test_left_out_of_the_map() -> None:
    """It keeps the words of a step that was passed over and left the map since."""
    need, choice, order = MAP.stages
    shorter = MAP.but(stages=(need.but(steps=need.steps[1:]), choice, order), version=2)
    gone = deal([said("choice")], [Amended(on(2), shorter)])
    assert numbers("list", gone) == (1, 1, 0, 0, 0)
    assert numbers("list", SKIPPED, gone) == numbers("list", gone, SKIPPED) == (2, 2, 0, 0, 1)


def test_the_latest_words() -> None:
    """It calls a step as the latest version of its playbook does, whichever deal is read first."""
    need, choice, order = MAP.stages
    newer = MAP.but(stages=(need, choice.but(steps=(choice.steps[0].but(title="the pick"),)), order), version=2)
    both = [deal([said("worth")]), deal([said("worth")], book=newer)]
    assert [row("choice", *both).title, row("choice", *reversed(both)).title] == ["the pick", "the pick"]


def test_unknown_until_known() -> None:
    """It counts what may apply, and forgets it when it turns out not to."""
    assert numbers("audit", deal([said("choice")])) == (1, 1, 0, 0, 0)
    small = deal([said("choice")], [Learned(on(2), "size", "small", "Ana")])
    assert "audit" not in [step.id for step in pen(small).steps]


def test_settled_before() -> None:
    """It does not call passed over what had been settled and was taken up again."""
    again = deal([said("worth"), came(1, "Ben")], [said("choice", 2)], [Reopened(on(3), "worth", "Ana")])
    assert numbers("worth", again) == (1, 0, 0, 0, 0)


def test_not_heard() -> None:
    """It counts a voice that a decision did not hear, until it is heard; what they are asked helps, if there is any."""
    alone = deal([said("worth"), Done(on(1), "list", "Ana")])
    told = page(alone)
    assert numbers("@user", alone) == (1, 1, 0, 0, 0)
    assert "- A call with the user: passed over in the only deal it applied in, and not paid back." in flat(told)
    assert flat(told).endswith(
        "PRACTISE A call with the user. It was passed over in one deal, and no other step in "
        "more than one. "
        "* Which case hurts? Bring ours, to cross out."
    )
    need, choice, order = MAP.stages
    shorter = MAP.but(stages=(need.but(steps=need.steps[1:]), choice, order))
    assert flat(page(deal([said("worth")], book=shorter))).endswith(
        "no other step in more than one. The map has no help on it yet: give it an act that `brings: user`."
    )
    assert numbers("@user", deal([said("worth")], [came(2, "Ben")])) == (1, 1, 1, 0, 0)


def test_help_to_be_heard() -> None:
    """It takes the help on a voice from the act that brings it."""
    need, choice, order = MAP.stages
    bring = Act("bring", "bring a user", BOSS, brings="user", ask="Who works with it?", listen_for="a name")
    book = MAP.but(stages=(need, choice, order.but(steps=(bring, *order.steps))))
    told = flat(page(deal([said("worth"), Done(on(1), "list", "Ana")], book=book)))
    assert told.endswith("and no other step in more than one. * Who works with it? → a name")


def test_a_step_without_help() -> None:
    """It says what is missing on the map of a step that has no help."""
    told = flat(page(deal([said("order"), Done(on(1), "list", "Ben"), said("worth"), came(1, "Ben")])))
    assert told.endswith("The map has no help on it yet: give it an `ask`, `help` and `if_skipped`.")


def test_no_voice_of_the_clients() -> None:
    """It counts no voice of another side as missing."""
    ours = MAP.but(roles=(MAP.roles[0], Role("user", "user", side="us")))
    assert "@user" not in [step.id for step in pen(deal([said("worth")], book=ours)).steps]


def test_how_deals_ended() -> None:
    """It tells ends apart, leaves void ones out, and takes one that was taken up again as open."""
    ends = [deal([said("worth"), came(1, "Ben")], [Closed(on(2), end)]) for end in ("won", "lost", "quiet", "twin")]
    open_again = deal([Closed(on(1), "lost")], [Resumed(on(2))])
    unknown = deal([Closed(on(1), "lost")], book=MAP.but(ends=()))
    other = deal([Closed(on(1), "gone")], book=MAP.but(ends=()))
    told = page(*ends, open_again, unknown, other)
    assert flat(told).startswith(
        "RED PEN · six deals: one won, two lost, one without a decision, one open, one ended otherwise three-decisions"
    )
    assert page(open_again, open_again).startswith("RED PEN · two deals: both open\n")
    assert page(*[open_again] * 3).startswith("RED PEN · three deals: all open\n")
    assert told.endswith("Nothing was passed over.\n")


def test_nothing_passed_over() -> None:
    """It says so, and has nothing to practise."""
    assert page(deal([said("worth"), came(1, "Ben")])) == dedent("""\
        RED PEN · one deal: open

        three-decisions
                    Nothing was passed over.
        """)


def test_amounts() -> None:
    """It adds up what each deal was worth, and counts those that gave nothing or two different things."""
    lost: list[Event] = [Closed(on(2), "lost")]
    none = deal([said("choice")], lost)
    two = deal([said("choice"), worth(10), Learned(DAY, "amount", 20, "Ben")], lost)
    bare = deal([said("choice")], lost, book=MAP.but(facts=(MAP.facts[1],)))
    told = flat(page(none, two, bare))
    assert "→ Still missing when deal 0, deal 1 and deal 2 were lost: no agreed amount." in told
    assert "Nothing else was missing more often when a deal was lost or left undecided: in three deals." in told
    assert "up to 5,000 (no agreed amount in two of them)" in flat(page(none, SKIPPED, two))
    assert [deal.amount for deal in row("list", none, SKIPPED, two).without] == [None, 5000, None]


def test_looking_back() -> None:
    """It counts the rep's reasons and marks, the last of each deal, and marks of lost and undecided deals alone."""
    first, last = LookedBack(on(2), "worth", "no", "no-access"), LookedBack(on(3), "worth", "yes", "uneasy asking")
    lost = deal([said("choice")], [Closed(on(2), "lost"), first], [last])
    quiet = deal([said("choice")], [Closed(on(2), "quiet"), LookedBack(on(2), "worth", "perhaps", "no-access")])
    won = deal([said("choice")], [Closed(on(2), "won"), LookedBack(on(2), "worth", "yes", "no-access")])
    bare = deal([said("choice")], [Closed(on(2), "lost"), LookedBack(on(2), "worth", "maybe")])
    told = flat(page(lost, quiet, won, bare))
    assert (
        "→ Reasons given: no access in two deals, uneasy asking in one. "
        "Would it have changed the end? Yes for deal 0, maybe for deal 3, perhaps for deal 1."
    ) in told
    assert "→ Reason given: no access in one deal. -" in flat(page(won, SKIPPED))
    assert "→ Would it have changed the end? Maybe for deal 0. -" in flat(page(bare, SKIPPED))
    assert "→ Would it have changed the end? Maybe for deal 0, deal 1, deal 2 and one more deal." in flat(
        page(*[bare] * 4)
    )


def test_one_deal_without_an_amount() -> None:
    """It names the one deal that ended without what is to be practised."""
    told = flat(page(deal([said("choice")], [Closed(on(2), "quiet")])))
    assert "PRACTISE The list. It was missing when deal 0 ended without a decision. * Which case hurts?" in told


def test_named_though_never_passed_over() -> None:
    """It keeps the rep's word on a step that was never owed."""
    ahead = LookedBack(on(2), "order", "yes", "no-access")
    assert (
        "- The order: never passed over, though named afterwards. → Reason given: no access in one deal. Would it have "
        "changed the end? Yes for deal 0."
    ) in flat(page(deal([said("choice")], [Closed(on(2), "lost"), ahead])))


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (["lost"], "deal 0 was lost"),
        (["quiet"], "deal 0 ended without a decision"),
        (["quiet", "quiet"], "deal 0 and deal 1 ended without a decision"),
        (["quiet", "lost"], "deal 0 and deal 1 were lost or ended without a decision"),
        (["lost"] * 5, "deal 0, deal 1, deal 2 and two more deals were lost"),
    ],
)
def test_how_those_ended_in_which_it_was_missing(ends: list[str], told: str) -> None:
    """It names the deals that ended without a step, the first of many, and says how."""
    deals = [deal([said("choice")], [Closed(on(2), end)]) for end in ends]
    assert f"→ Still missing when {told}: no agreed amount." in flat(page(*deals))


def test_hostile_names() -> None:
    """It prints a deal's name as it is, but for what steers a screen."""
    found = redpen([(name, SKIPPED) for name in ("[/x]", "a\x1b[2Jb", '"; rm', "\u202eevil")])
    told = plain(found.lines)
    assert all(sign.isprintable() or sign == "\n" for sign in told)
    assert '→ Still missing when [/x], ab, "; rm and one more deal were lost: up to 20,000.' in flat(told)
    assert [deal.deal for deal in found.steps[0].without][-1] == "\u202eevil"


@pytest.mark.parametrize(
    ("paid", "unpaid", "fine", "told"),
    [
        (1, 0, 0, "in the only deal it applied in, and paid back later."),
        (0, 1, 1, "in one of two deals, and not paid back."),
        (1, 0, 2, "in one of three deals, and paid back later."),
        (0, 2, 0, "in both deals, paid back in neither."),
        (1, 1, 0, "in both deals, paid back later in one."),
        (2, 0, 1, "in two of three deals, paid back later in both."),
        (0, 3, 0, "in all three deals, paid back in none of them."),
        (3, 0, 0, "in all three deals, paid back later in all three."),
        (2, 1, 2, "in three of five deals (60%), paid back later in two."),
    ],
)
def test_one_two_many(paid: int, unpaid: int, fine: int, told: str) -> None:
    """It counts in words that fit one deal, two, and more."""
    back = deal([said("choice")], [said("worth", 2)])
    deals = [*[back] * paid, *[deal([said("choice")])] * unpaid, *[deal([said("worth")])] * fine]
    assert f"- The go-ahead: passed over {told}" in flat(page(*deals))


def test_where_most_was_lost_comes_first() -> None:
    """It puts what was missing where most was lost first, and practises that, not what is skipped most often."""
    dear = deal([said("worth"), said("choice"), came(1, "Ben"), worth(9000)], [Closed(on(2), "lost")])
    cheap = deal([said("choice"), Done(on(1), "list", "Ben"), worth(100)], [Closed(on(2), "lost")])
    found = pen(dear, cheap, cheap, cheap)
    assert [(step.id, step.amount) for step in found.steps][:3] == [("audit", 9300), ("list", 9000), ("worth", 300)]
    assert found.practise is not None
    assert found.practise.id == "audit"


def test_two_playbooks() -> None:
    """It keeps the steps of two playbooks apart, and practises one thing of both."""
    other = deal([said("choice"), worth(7000)], [Closed(on(2), "lost")], book=MAP.but(id="other"))
    found = pen(SKIPPED, other)
    assert [step.playbook for step in found.steps] == ["other"] * 6 + ["three-decisions"] * 6
    assert found.practise is not None
    assert (found.practise.playbook, found.practise.id) == ("other", "list")


def test_which_deals() -> None:
    """It reads the deals of a playbook, of who wrote last, or with something on a day or later."""
    one, two = deal([said("choice", 9)], who="kim"), deal([said("choice", 3)], book=MAP.but(id="other"))
    counts = [
        pen(one, two, among=among).deals.read
        for among in (Among("other"), Among("", "kim"), Among("", "", on(4)), Among("", "", on(10)), Among())
    ]
    assert counts == [1, 1, 1, 0, 2]


def test_an_opening_taken_back() -> None:
    """It passes over a deal whose opening was taken back, and one that makes no sense any more counts as it stands."""
    undone = (*SKIPPED, Entry(len(SKIPPED) + 1, 9, Corrected(on(9), 1)))
    strange = deal([Yes(on(1), "nothing", "Nobody"), said("choice")])
    assert pen(undone, strange).deals.read == 1
    assert numbers("worth", strange) == (1, 1, 0, 0, 0)


def test_taken_back() -> None:
    """It counts nothing that was taken back."""
    choice = next(entry.number for entry in SKIPPED if isinstance(entry.event, Yes))
    back = (*SKIPPED, Entry(len(SKIPPED) + 1, 9, Corrected(on(9), choice)))
    assert numbers("worth", back) == (1, 0, 0, 0, 0)


def slowly(entries: tuple[Entry, ...]) -> dict[str, tuple[int, int, int, int]]:
    """Passed over, paid back, let go of and missing, of each step that applied: each state folded from scratch."""
    told = live(entries)
    ends = [number for number, (one, two) in enumerate(pairwise(told), 1) if one.batch != two.batch] + [len(told)]
    begins = [0, *ends]
    looks = []
    for begin, end in pairwise(begins):
        day = max(entry.event.on for entry in told[begin:end])
        looks.append(Standing(fold(told[:end]), day))
    found = {}
    for step in dict.fromkeys(step for look in looks for step in look.map.steps):
        sure = [applies(look, step) for look in looks if step in look.map.steps]
        if True not in sure and sure[-1] is not None:
            continue
        states = [status(look, step) for look in looks]
        skipped = [
            any(debt.id == step and not debt.since_map for debt in owed(look))
            and now not in ("expired", "re-opened", "to-reconfirm")
            for look, now in zip(looks, states, strict=True)
        ]
        first = skipped.index(True) if True in skipped else len(skipped)
        paid = any(now in ("made", "done", "answered-no") for now in states[first:])
        last = [now for now in states if now != "n/a"][-1]
        waived = last == "waived" and not paid
        passed = first < len(skipped) and not waived
        missing = passed and not paid and skipped[-1] and ended(entries) in ("lost", "no-decision")
        found[step] = (int(passed), int(passed and paid), int(waived), int(missing))
    return found


def ended(entries: tuple[Entry, ...]) -> str:
    """The kind of a deal's end; "" while it is open."""
    found = fold(entries)
    if found.closed is None:
        return ""
    return next((end.kind for end in found.playbook.ends if end.id == found.closed.end), found.closed.end)


@pytest.mark.parametrize("seed", range(40))
def test_as_counted_slowly(seed: int) -> None:
    """It counts over random deals of one map what counting each from scratch gives, and no more than there can be."""
    chance = Random(seed)
    book = a_map(chance)
    deals = [a_history(chance, book) for _ in range(6)]
    steps = {step.id: step for step in pen(*deals).steps if step.id[0] != "@"}
    wanted: dict[str, list[tuple[int, int, int, int]]] = {}
    for entries in deals:
        for name, fate in () if ended(entries) == "void" else slowly(entries).items():
            wanted.setdefault(name, []).append(fate)
    counts = {
        name: (step.applied, step.passed_over, step.paid, step.waived, step.missing) for name, step in steps.items()
    }
    assert counts == {name: (len(fates), *map(sum, zip(*fates, strict=True))) for name, fates in wanted.items()}
    for each in pen(*deals).steps:
        assert each.paid <= each.passed_over <= each.applied
        assert each.passed_over + each.waived <= each.applied
        assert each.missing + each.paid <= each.passed_over
        assert each.without_amount <= each.missing
