"""Nothing on the page can hurt: what is said aloud, before whom, whatever happened (page principles 3, 4, 11-13)."""

from __future__ import annotations

from said_aloud import a_page, pages, spoken, spoken_to_all, word
from seeds import some_seeds

from callplan.core.events import Yes
from callplan.core.names import Names
from callplan.core.phrase import loose
from callplan.core.plan import Plan, case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.supposed import CallFor

BOUNDS = (0, 400, 1_000, 1_600)
seeds = some_seeds(*BOUNDS, tried=400)


@seeds
def test_no_word_of_theirs_is_said_before_somebody_who_did_not_hear_it(begin: int, end: int) -> None:
    """It quotes a client aloud only where everybody from the client on the call heard those words."""
    quoted = 0
    for seed in range(begin, end):
        page = a_page(seed)
        said = spoken(page.plan)
        for entry in page.entries:
            if word(entry.number) in said:
                quoted += 1
                missing = [name for name in page.clients if not page.heard(name, entry)]
                assert not missing, (seed, entry.number, missing)
    assert quoted > 20


@seeds
def test_nobody_is_told_what_another_said_as_their_own_words(begin: int, end: int) -> None:
    """It puts words only to the one who said them, and only where we have them at first hand."""
    for seed in range(begin, end):
        page = a_page(seed)
        names = Names(page.deal, page.plan.values.call.on)  # type: ignore[union-attr]
        for entry in page.entries:
            person = getattr(entry.event, "person", "")
            for ask in page.plan.values.asks:
                if word(entry.number) in ask.question:
                    assert names.short(person) in ask.of, (seed, entry.number)
                    wrote = getattr(entry.event, "proof", "") in ("wrote", "did")
                    assert person in page.people_of(entry) or wrote, (seed, entry.number)
            if word(entry.number) in spoken_to_all(page.plan):
                assert person in page.clients, (seed, entry.number)


@seeds
def test_no_decision_is_told_before_somebody_who_did_not_hear_it(begin: int, end: int) -> None:
    """It says “last time you …” only of a yes that everybody from the client on this call heard."""
    told = 0
    for seed in range(begin, end):
        page = a_page(seed)
        opening = " ".join(line.text for line in page.plan.lines if line.section == "OPEN")
        for step in page.deal.playbook.decisions:
            if f"yes-{step.id}-told" in opening:
                told += 1
                yeses = [
                    each for each in page.entries if isinstance(each.event, Yes) and each.event.decision == step.id
                ]
                assert any(all(page.heard(name, yes) for name in page.clients) for yes in yeses), (seed, step.id)
    assert told > 5


@seeds
def test_a_yes_is_put_in_nobodys_mouth(begin: int, end: int) -> None:
    """It says a yes back only if there is one."""
    for seed in range(begin, end):
        for line in a_page(seed).plan.lines:
            if line.section == "END" and "you've" in line.text:
                assert line.text.startswith("If yes: "), (seed, line.text)


@seeds
def test_everybody_on_the_call_has_a_part(begin: int, end: int) -> None:
    """It asks something of each client person, on every call on which anybody may be asked."""
    for seed in range(begin, end):
        page = a_page(seed)
        b = page.plan.briefing
        if case.case_of(b).kind in (case.SILENT, case.NO_CLIENT, case.NOTHING):
            continue
        for name in page.clients:
            assert any(b.names.short(name) in ask.of for ask in page.plan.values.asks), (
                seed,
                name,
                page.plan.values.asks,
            )


@seeds
def test_nobody_is_asked_what_is_not_theirs(begin: int, end: int) -> None:
    """It puts the question of a step only to somebody who decides or does it."""
    for seed in range(begin, end):
        page = a_page(seed)
        b = page.plan.briefing
        if b.silent:
            continue
        for ask in page.plan.values.asks:
            steps = [step for step in page.deal.playbook.steps if f"ask-{step}-asked" in ask.question]
            for step in steps:
                asked = [name for name in page.clients if b.names.short(name) in ask.of]
                assert any(b.holds(name, step) for name in asked), (seed, step, ask.of)


@seeds
def test_a_guardrail_does_not_fall_where_breaking_it_costs_the_deal(begin: int, end: int) -> None:
    """It keeps what nobody is to do yet on every page of a track on which they may not be called."""
    kept = 0
    for seed in range(begin, end):
        page = a_page(seed)
        call = page.plan.values.call
        assert call is not None
        b = Briefing(page.deal, call.on, CallFor(call.on, tuple([each.name for each in call.people])))
        if b.silent and b.clients:
            kept += 1
            told = " ".join(line.text for line in page.plan.lines if line.section == "AIM")
            assert f"guard-{b.chosen}-kept" in told, seed
            assert not any(line.section == "OPEN" for line in page.plan.lines), seed
    assert kept


def asked_of(page: Plan) -> list[tuple[str, str]]:
    """Each question with the person it is put to."""
    people = [person.name for person in page.values.call.people] if page.values.call else []
    put_to = [(loose(ask.of).replace(", ", " and ").split(" and "), ask.question) for ask in page.values.asks]
    return [(name, asked) for whom, asked in put_to for name in people if {name, name.split()[0]} & set(whom)]


@seeds
def test_a_question_is_not_asked_twice(begin: int, end: int) -> None:
    """It puts a question of the map to a person on one page of a deal and on no other."""
    twice = 0
    for seed in range(begin, end, 3):
        seen: set[tuple[str, str]] = set()
        for page in pages(seed):
            for name, question in asked_of(page):
                if "ask-" in question:
                    assert (name, question) not in seen, (seed, name, question)
                    seen.add((name, question))
        twice += len(seen) > 1
    assert twice > 10


@seeds
def test_their_own_words_come_back_once(begin: int, end: int) -> None:
    """It turns somebody's words into a question once, and once more asks whether that is still so."""
    for seed in range(begin, end, 3):
        asked = [ask.question for page in pages(seed) for ask in page.values.asks if "-said" in ask.question]
        assert len(asked) == len(set(asked)), (seed, asked)
