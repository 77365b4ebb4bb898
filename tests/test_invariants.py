"""The eight invariants of docs/rules.md, and what folding and the page promise, on random maps and histories."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from itertools import product
from random import Random

from random_histories import a_history
from random_maps import VALUES, a_map
from seeds import some_seeds

from callplan.core.call.acts import due
from callplan.core.call.choose import plannable
from callplan.core.call.rungs import chain
from callplan.core.days import NONE_FREE
from callplan.core.deal.clock import last_decision
from callplan.core.deal.fold import fold, folded
from callplan.core.deal.needs import is_clients
from callplan.core.deal.standing import Standing, times
from callplan.core.deal.state import Deal
from callplan.core.deal.status import status
from callplan.core.deal.verdict import enough, of_deciders, roles_in, rung_asked, verdict
from callplan.core.entries import FOLD_ORDER, Corrected, Entry, PersonMended, live, ordered
from callplan.core.events import (
    Amended,
    CalledOff,
    Closed,
    Deferred,
    Done,
    Event,
    Held,
    Kept,
    Learned,
    Left,
    Met,
    Missed,
    Moved,
    Next,
    No,
    Promised,
    Released,
    Reopened,
    Waived,
    Yes,
)
from callplan.core.history import history, taken_back
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Decision
from callplan.core.map.terms import Named
from callplan.core.names import Names
from callplan.core.outcome import Outcome, outcome
from callplan.core.plan import ROWS, WORDS, Plan, plan, rows, words
from callplan.core.plan.model import Rung
from callplan.core.plan.supposed import CallFor
from callplan.core.report import Debrief, told_of
from callplan.core.summary.rows import row
from callplan.errors import Refusal

PAIRS = 2_000
STEP_UP = ("small_step", "advanced", "won")


@cache
def told(seed: int) -> tuple[Entry, ...]:
    """A random history on a random map, the same for the same seed."""
    chance = Random(seed)
    return a_history(chance, a_map(chance))


def test_every_kind() -> None:
    """Every kind of event that there is occurs in the random histories, so that no new one is forgotten."""
    found = {type(entry.event) for seed in range(300) for entry in told(seed)}
    assert {kind.__name__ for kind in FOLD_ORDER} - {kind.__name__ for kind in found} == set()


@cache
def planned(seed: int) -> tuple[Deal, Plan]:
    """The deal of that history, and the plan of a call with some of its people."""
    entries = told(seed)
    deal, chance = fold(entries, "acme"), Random(-seed - 1)
    here = [name for name, contact in deal.people.items() if not contact.left]
    people = tuple(chance.sample(here, min(len(here), chance.choice((0, 1, 2, 2, 3, 4)))))
    today = latest(entries)
    day = today + timedelta(days=chance.choice((0, 0, 1, 12)))
    return deal, plan(deal, today, CallFor(day, people))


def latest(entries: tuple[Entry, ...]) -> date:
    return max(entry.event.on for entry in entries)


def calls(entries: tuple[Entry, ...]) -> list[int]:
    """The transactions that record a call and stand."""
    return [entry.batch for entry in live(entries) if isinstance(entry.event, Held)]


def with_more(entries: tuple[Entry, ...], events: list[Event]) -> tuple[Entry, ...]:
    """The entries, and one transaction more."""
    last = entries[-1]
    more = [Entry(last.number + count, last.batch + 1, event) for count, event in enumerate(ordered(events), 1)]
    return (*entries, *more)


def of_batch(entries: tuple[Entry, ...], batch: int) -> list[Event]:
    return [entry.event for entry in live(entries) if entry.batch == batch]


def side(deal: Deal, event: Event) -> str:
    return deal.side(getattr(event, "person", ""))


BOUNDS = (0, 100, 200, 650, 1_100, 1_550, PAIRS)
seeds = some_seeds(*BOUNDS, tried=200)


@seeds
def test_invariant_1_nothing_raises(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        deal, _ = planned(seed)
        if seed % 4 == 0:
            plan(deal, latest(entries))
        row(deal, latest(entries))
        assert len(history("acme", entries).entries) == len(entries), seed
        with suppress(Refusal):
            taken_back("acme", entries)
        for batch in calls(entries)[-1:]:
            told_of(entries, batch, "acme", (), NONE_FREE)


@seeds
def test_invariant_2_no_advance_without_a_client_decision(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        for batch in calls(entries):
            found = outcome(entries, batch)
            deal = fold(tuple([entry for entry in entries if entry.batch <= batch]))
            decided = {
                getattr(event, "decision", "") or getattr(event, "step", "")
                for event in of_batch(entries, batch)
                if isinstance(event, (Yes, No, Waived)) and side(deal, event) == "client"
            }
            assert {*found.moved, *found.waived} <= decided, (seed, batch, found)
            every = of_batch(entries, batch)
            done = [event for event in every if isinstance(event, Done) and side(deal, event) == "client"]
            won_besides = found.result == "won" and any(event.step in needed_to_win(deal) for event in done)
            if found.result in ("advanced", "won") and not won_besides:
                assert decided & {*found.moved, *found.waived}, (seed, batch, found)


def needed_to_win(deal: Deal) -> set[str]:
    """The acts that winning takes besides the closing decision."""
    ends = [end.needs for end in deal.playbook.ends if end.kind == "won" and end.needs]
    return {leaf.id for needs in ends for leaf in leaves(needs) if isinstance(leaf, Named)}


@seeds
def test_page_rule_7_lost_is_only_what_was_closed_as_lost(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        for batch in calls(entries):
            ended = any(isinstance(event, Closed) and event.end == "lost" for event in of_batch(entries, batch))
            assert outcome(entries, batch).result != "lost" or ended, (seed, batch)


@seeds
def test_page_rule_5_and_16_promises(begin: int, end: int) -> None:
    """Nobody who has left has anything to keep; nobody has promised one thing twice, nor two one thing by one id."""
    for seed in range(begin, end):
        deal, _ = planned(seed)
        standing = Standing(deal)
        waiting = [each for each in deal.promises.values() if each.state == "open"]
        for each in waiting:
            assert deal.side(each.person) == "us" or not deal.has_left(each.person), (seed, each)
        once = [each for each in waiting if each.step in deal.playbook.steps and times(standing, each.step) == 1]
        assert len({(each.step, each.person) for each in once}) == len(once), seed
        ids = [*deal.promises, *[name for each in deal.promises.values() for name in each.again]]
        assert len(set(ids)) == len(ids), seed


@seeds
def test_page_rule_2_nobody_is_asked_for_what_somebody_promised(begin: int, end: int) -> None:
    for seed in range(begin, end):
        deal, page = planned(seed)
        waiting = {each.step for each in deal.promises.values() if each.state == "open"}
        for rung in (page.values.rungs.aim, page.values.rungs.least):
            assert rung is None or rung.kind != "act" or rung.id not in waiting, (seed, rung)


@seeds
def test_page_rule_1_what_is_put_off_is_not_the_aim(begin: int, end: int) -> None:
    """What was put off last, and to a day still to come, is put off, whatever marked it before."""
    for seed in range(begin, end):
        deal, page = planned(seed)
        standing = Standing(deal, page.values.call.on if page.values.call else None)
        for step, story in deal.past.items():
            off, newest = story.put_off, max([mark.number for mark in story.marks], default=0)
            there = off and not deal.has_left(off.word.person)
            later = there and off and standing.on and standing.on < off.until and off.word.number > newest
            if later and story.marks and step in deal.playbook.steps:
                assert status(standing, step) not in ("re-opened", "to-reconfirm"), (seed, step)


@seeds
def test_rule_18_what_a_no_took_away_comes_back_by_a_new_yes_alone(begin: int, end: int) -> None:
    """No sequence of events makes a decision made, after a no that declined or undid it, without a new valid yes.

    Whoever wavered and came round on one call has done nothing (rule 51).
    """
    for seed in range(begin, end):
        entries, taken = live(told(seed)), dict[str, int]()
        batches = {entry.number: entry.batch for entry in entries}
        deal = fold(entries[:1])
        for entry in entries[1:]:
            before, deal = Standing(deal), folded(deal, entry)
            after = Standing(deal)
            if isinstance(entry.event, (Learned, Amended)):
                taken.clear()
            for step in deal.playbook.decisions:
                was, now = status(before, step.id), status(after, step.id)
                undone = isinstance(entry.event, No) and was == "made" and now not in ("made", "n/a")
                if undone or now in ("declined", "answered-no"):
                    taken.setdefault(step.id, entry.number)
                    taken[step.id] = entry.number if isinstance(entry.event, No) else taken[step.id]
                elif now == "made" and was != "made" and batches.get(taken.get(step.id, 0)) == entry.batch:
                    taken.pop(step.id)
                elif now == "made" and was != "made" and step.id in taken:
                    valid = of_deciders(after, step.id, verdict(after, step.id).valid)
                    assert any(yes.number > taken.pop(step.id) for yes in valid[-1:]), (seed, step.id, entry.number)


@seeds
def test_rule_55_the_clock_is_the_latest_day_of_a_client_decision_that_stands(begin: int, end: int) -> None:
    """It is never before the day of a yes that made what is made, nor moved by what was written down later."""
    for seed in range(begin, end):
        deal, _ = planned(seed)
        standing = Standing(deal)
        last = last_decision(standing)
        for step in deal.playbook.decisions:
            made = verdict(standing, step.id).made
            turned = step.if_no == "go-on" or (made and made.aside)
            if made and deal.side(made.person) == "client" and not turned:
                assert last, (seed, step.id)
                assert made.on <= last.word.on, (seed, step.id, made, last)


TELLING = (Yes, No, Reopened, Waived, Deferred, Done, Promised, Kept, Missed, Moved, Released)


@seeds
def test_rule_3_whatever_was_typed_of_a_call_is_told(begin: int, end: int) -> None:
    """Of whatever somebody said or did on a call, a line of the answer speaks: that it counted, or why it did not."""
    for seed in range(begin, end):
        entries = told(seed)
        for batch in calls(entries)[-1:]:
            upto = tuple([entry for entry in entries if entry.batch <= batch])
            if any(isinstance(event, (Closed, CalledOff)) for event in of_batch(upto, batch)):
                continue
            found = told_of(upto, batch, "acme", (), NONE_FREE)
            deal = fold(upto, "acme")
            names = Names(deal, latest(upto))
            text = " ".join(line.text for line in found.lines).replace("\u00a0", " ")
            numbers = {because for line in found.lines for because in line.because}
            for entry in live(upto):
                event = entry.event
                if entry.batch != batch or not isinstance(event, TELLING) or f"entry {entry.number}" in numbers:
                    continue
                assert _speaks_of(text, numbers, names, deal, event), (seed, entry, found.lines)


def _speaks_of(text: str, numbers: set[str], names: Names, deal: Deal, event: Event) -> bool:
    """Whether a text speaks of an event: by the title of its step, the act that was done or promised, or the words."""
    name = getattr(event, "promise", "")
    if name:
        promise = next((each for each in deal.promises.values() if name in (each.id, *each.again)), None)
        # more than three of theirs are counted, and listed elsewhere
        listed = promise is not None and f"promise {promise.id}" in numbers
        return "changes nothing" in text if promise is None else listed or promise.act.casefold() in text.casefold()
    step = getattr(event, "decision", "") or getattr(event, "step", "")
    found = deal.playbook.steps.get(step)
    if isinstance(found, Decision):
        return any(each in text for each in (names.title(step), names.yes(step), names.topic(step)))
    if step.startswith("@"):
        return " brought in " in text or " onto a call" in text
    if not found:
        return "changes nothing" in text
    # what was promised and kept is told in the words of the promise
    mine = [each.act for each in deal.promises.values() if (each.step, each.person) == (step, event.person)]  # type: ignore[attr-defined]
    return any(each.casefold() in text.casefold() for each in (names.act(step), names.title(step), *mine))


@seeds
def test_invariant_3_a_call_without_client_events_never_moves(begin: int, end: int) -> None:
    told_of_us = (Met, Left, Learned, Held)
    for seed in range(begin, end):
        entries = told(seed)
        for batch in calls(entries):
            deal = fold(tuple([entry for entry in entries if entry.batch <= batch]))
            kept = [
                entry
                for entry in entries
                if entry.batch < batch
                or (
                    entry.batch == batch
                    and not isinstance(entry.event, (Next, Closed))
                    and (isinstance(entry.event, told_of_us) or side(deal, entry.event) != "client")
                )
            ]
            if not any(isinstance(entry.event, Held) and entry.batch == batch for entry in live(tuple(kept))):
                continue
            found = outcome(tuple(kept), batch)
            pens = [entry.event for entry in kept if entry.batch == batch and isinstance(entry.event, Yes)]
            # ours may be the last pen under what theirs has made: won in whichever order they came
            signed = found.result == "won" and any(yes.decision == deal.playbook.closing for yes in pens)
            assert signed or found.result in ("stayed", None), (seed, batch, found)
            lists = (found.moved, found.waived, found.reopened, found.small, found.declined)
            assert not any(lists), (seed, found)


@seeds
def test_invariant_4_flags_in_any_order_give_the_same_outcome(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        batches = [batch for batch in calls(entries) if batch == entries[-1].batch]
        for batch in batches:
            before = tuple([entry for entry in entries if entry.batch < batch])
            events = [entry.event for entry in entries if entry.batch == batch]
            Random(seed).shuffle(events)
            again = with_more(before, events)
            assert fold(again) == fold(entries), seed
            assert outcome(again, batch) == outcome(entries, batch), seed


def reached(entries: tuple[Entry, ...], page: Plan, rung: Rung, *more: Event) -> tuple[tuple[Entry, ...], Outcome]:
    """The next debrief: the decision rung taken by its people, those on its way by everybody present before it.

    What the plan hangs on was kept.
    """
    assert page.values.call is not None
    day, people = page.values.call.on, tuple([person.name for person in page.values.call.people])
    standing = Standing(fold(entries), day)
    yeses = [
        Yes(day, step, name, max_said(rung_asked(standing, step)))
        for step in rung.chain
        for name in (rung.people if step == rung.id else people)
    ]
    because = [reason for line in page.lines if line.section == "AIM" for reason in line.because]
    kept = [Kept(day, reason.removeprefix("promise ")) for reason in because if reason.startswith("promise ")]
    after = with_more(entries, [*more, *kept, *yeses, Held(day, people)])
    return after, outcome(after, after[-1].batch)


def max_said(rung: str) -> str:
    return rung if enough(rung, "said") else "said"


def answers(entries: tuple[Entry, ...], page: Plan) -> list[list[Event]]:
    """Every way the facts a plan with `unknown` asks about first may come out."""
    assert page.values.call is not None
    assert page.values.decision is not None
    if page.values.decision.feasibility != "unknown":
        return []
    sources = {entry.event.person for entry in entries if isinstance(entry.event, Learned)} | {"Somebody"}
    day = page.values.call.on
    return [
        [
            Learned(day, fact, value, name)
            for name in sorted(sources - {""})
            for fact, value in zip(VALUES, values, strict=True)
        ]
        for values in product(*VALUES.values())
    ]


@seeds
def test_invariant_5_a_decision_rung_reached_counts(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        _, page = planned(seed)
        if page.values.call is None or not page.values.call.people:
            continue
        for rung in {page.values.rungs.aim, page.values.rungs.all_the_way}:
            if rung is None or rung.kind != "decision":
                continue
            assert rung.people, (seed, rung)
            _, found = reached(entries, page, rung)
            if found.result not in ("advanced", "won"):
                tried = [reached(entries, page, rung, *facts)[1] for facts in answers(entries, page)]
                assert any(each.result in ("advanced", "won") for each in tried), (seed, rung, found)
            else:
                assert rung.id in found.moved, (seed, rung, found)


@seeds
def test_invariant_5_an_act_rung_reached_is_a_small_step(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        deal, page = planned(seed)
        for rung in {page.values.rungs.aim, page.values.rungs.least}:
            if rung is None or rung.kind != "act":
                continue
            assert page.values.call is not None
            day, people = page.values.call.on, tuple([person.name for person in page.values.call.people])
            promise = Promised(day, "new", rung.person, rung.act, rung.due, rung.id)
            after = with_more(entries, [promise, Held(day, people)])
            found = outcome(after, after[-1].batch)
            assert (found.result in STEP_UP, rung.id in found.small) == (True, True), (seed, rung, found)
            step = deal.playbook.steps.get(rung.id)
            if step and not is_clients(Standing(deal, day), rung.id):
                continue
            proof = max_said(rung_asked(Standing(deal, day), rung.id)) if step else "said"
            doer = rung.person if step is None else who_does(deal, rung.id, rung.person)
            if not doer:
                continue
            after = with_more(entries, [Done(day, rung.id, doer, proof, "one more"), Held(day, people)])
            found = outcome(after, after[-1].batch)
            assert (found.result in STEP_UP, rung.id in found.small) == (True, True), (seed, rung, found)


def who_does(deal: Deal, act: str, asked: str) -> str:
    """Whoever was asked for an act, if it is theirs to do; else a client person whose it is, if we know one."""
    roles = set(roles_in(Standing(deal), deal.playbook.steps[act].by))
    able = [name for name in (asked, *deal.people) if deal.side(name) == "client" and not deal.has_left(name)]
    return next((name for name in able if not roles.isdisjoint(deal.roles(name))), "")


@seeds
def test_invariant_6_all_the_way_owes_exactly_what_it_said(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        _, page = planned(seed)
        for rung in {page.values.rungs.aim, page.values.rungs.all_the_way}:
            if rung is None or rung.kind != "decision" or page.values.call is None or not page.values.call.people:
                continue
            if page.values.decision and page.values.decision.feasibility == "unknown":
                continue
            after, _ = reached(entries, page, rung)
            then = plan(fold(after, "acme"), page.values.call.on)
            assert tuple([debt.id for debt in then.values.owed]) == rung.owes, (seed, rung)


@seeds
def test_rule_43_what_can_be_decided_on_the_call_is_not_left_owed(begin: int, end: int) -> None:
    for seed in range(begin, end):
        _, page = planned(seed)
        b, far = page.briefing, page.values.rungs.all_the_way
        if far is None or b.able.word == "unknown" or b.chosen not in chain(b.supposed, b.present):
            continue
        links = chain(b.supposed, b.present)
        main = [step for step in links if b.map.stage_of[step].track == "main"]
        assert not set(far.owes) & links.keys(), (seed, far)
        assert b.map.stage_of[far.id].track == "main" or not main, (seed, far)


@seeds
def test_rule_53_a_doubt_never_points_forward(begin: int, end: int) -> None:
    """No later stage than a missed act's on its track, and no closing decision that is made."""
    for seed in range(begin, end):
        deal, page = planned(seed)
        step, playbook = page.values.doubted, deal.playbook
        if step is None:
            continue
        assert step != playbook.closing or status(page.briefing.standing, step) != "made", seed
        last = last_decision(page.briefing.standing)
        acts = [miss.step for miss in deal.misses if miss.number > (last.word.number if last else 0)]
        for act in [act for act in acts if act in playbook.steps]:
            same = playbook.stage_of[act].track == playbook.stage_of[step].track
            assert not same or playbook.rank[step] <= playbook.rank[act], (seed, step, act)


@seeds
def test_invariant_7_aim_and_least_differ(begin: int, end: int) -> None:
    for seed in range(begin, end):
        _, page = planned(seed)
        aim, least = page.values.rungs.aim, page.values.rungs.least
        assert least is None or (least.kind == "act" and aim is not None), seed
        assert aim is None or least is None or aim.id != least.id, (seed, aim, least)


@seeds
def test_invariant_8_every_act_is_asked_of_a_client_person_present(begin: int, end: int) -> None:
    for seed in range(begin, end):
        deal, page = planned(seed)
        here = {person.name for person in page.values.call.people} if page.values.call else set()
        for rung in (page.values.rungs.aim, page.values.rungs.least):
            if rung and rung.kind == "act":
                assert rung.person in here, (seed, rung)
                assert deal.side(rung.person) == "client", (seed, rung)
                assert rung.people == (rung.person,), (seed, rung)
                assert page.values.call is not None
                assert rung.due >= page.values.call.on, (seed, rung)
                assert rung.due.weekday() < 5, (seed, rung)
                decision = page.values.decision.id if page.values.decision else ""
                assert rung.due == due(Standing(deal, page.values.call.on), rung.id, decision), (seed, rung)
            elif rung and here:
                assert set(rung.people) <= here, (seed, rung)


def test_a_debrief_names_what_the_next_prep_aims_at() -> None:
    for seed in range(300):
        entries = told(seed)
        held = entries[-1].batch in calls(entries) and next(
            event for event in of_batch(entries, entries[-1].batch) if isinstance(event, Held)
        )
        if not held:
            continue
        deal, said = fold(entries, "acme"), told_of(entries, entries[-1].batch, "acme", (), NONE_FREE)
        if not isinstance(said, Debrief):
            continue
        coming = deal.meeting
        gone = {name for name, contact in deal.people.items() if contact.left}
        here = [name for name in held.people if deal.side(name) == "client" and name not in gone]
        day, people = (coming.meeting, coming.people) if coming else (held.on, tuple(here))
        aimed = coming.decision if coming and plannable(Standing(deal, day), coming.decision) else ""
        page = plan(deal, held.on, CallFor(day, people, target=aimed))
        assert said.next_aim == page.values.rungs.aim, seed
        told_next = [line.text for line in said.lines if line.section == "NEXT"]
        if told_next and page.values.decision and not page.briefing.silent:
            names = Names(deal, held.on)
            step = page.values.decision.id
            assert names.topic(step) in told_next[0] or names.title(step) in told_next[0], (seed, told_next)


@seeds
def test_folding_on_from_a_prefix_is_folding_all(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        corrected = [place for place, entry in enumerate(entries) if isinstance(entry.event, (Corrected, PersonMended))]
        cut = max([1 + Random(seed).randrange(len(entries)), *[place + 1 for place in corrected]])
        deal = fold(entries[:cut])
        for entry in entries[cut:]:
            deal = folded(deal, entry)
        assert deal.but(last=entries[-1].number) == fold(entries), seed


@seeds
def test_taking_the_last_transaction_back_restores_the_deal(begin: int, end: int) -> None:
    for seed in range(begin, end):
        entries = told(seed)
        last = entries[-1].batch
        if last == 1:
            continue
        numbers = [entry.number for entry in entries if entry.batch == last]
        day = entries[-1].event.on
        back = with_more(entries, [Corrected(day, number) for number in numbers])
        before = tuple([entry for entry in entries if entry.batch < last])
        assert fold(back).but(last=0) == fold(before).but(last=0), seed


@seeds
def test_the_page_keeps_its_limits(begin: int, end: int) -> None:
    """It is longer than a page only where nothing on it may fall; a question for each person, and one or two more."""
    assert (WORDS, ROWS) == (280, 32)
    for seed in range(begin, end):
        deal, page = planned(seed)
        lines = list(page.lines)
        over = words(lines) > WORDS or rows(lines) > ROWS
        assert not over or not any(line.drop for line in lines), (seed, words(lines), rows(lines))
        here = (
            [person for person in page.values.call.people if deal.side(person.name) == "client"]
            if page.values.call
            else []
        )
        assert len(page.values.asks) <= max(3, len(here) + 1), seed


ODD = re.compile(r"None|  | ,|\.\.|\b[das]\d+\b|@| \.|,\.|\(\)|::|: :|“”|\?\.")


@seeds
def test_no_line_has_a_hole_in_it(begin: int, end: int) -> None:
    for seed in range(begin, end):
        _, page = planned(seed)
        for line in page.lines:
            if line.section == "FOOT":
                continue
            text = line.text.replace("\u00a0", " ")
            assert not ODD.search(text), (seed, line)
            assert text.count("“") == text.count("”"), (seed, line)
            assert text, (seed, line)
            assert text == text.strip(), (seed, line)
            assert line.because, (seed, line)
