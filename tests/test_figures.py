"""What calls came to across deals, which promises were kept, how long decisions took, and the patch it makes."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from textwrap import dedent

import pytest
from many import BOSS, DAY, MAP, deal, on, said
from random_histories import a_history
from random_maps import a_map
from story import Story

from callplan.cli import deals as kept
from callplan.core.deal.fold import around, replay
from callplan.core.entries import Corrected, Entry, live
from callplan.core.events import (
    Amended,
    Closed,
    Done,
    Event,
    Held,
    Kept,
    Learned,
    Met,
    Missed,
    Moved,
    No,
    Planned,
    Promised,
    Released,
    Reopened,
    Waived,
    Yes,
)
from callplan.core.figures import figures
from callplan.core.figures.model import DecisionTime, Figures
from callplan.core.map import terms
from callplan.core.map.condition import Way
from callplan.core.map.playbook import Decision, Playbook, Role
from callplan.core.map.terms import Case, Cases, Length, Named, Not, Some, Span
from callplan.core.outcome import each, outcome
from callplan.core.outcome import figures as of_one
from callplan.core.which_deals import Among
from callplan.render.layout import plain

WEEK = Length(Span(1, "w"), Span(2, "w"))
HEADER = """\
# Days for decisions on three-decisions, from your own deals: callplan map DEAL --patch FILE
# For deals to come, take the # from the next four lines, and save this among your playbooks
# (`callplan where` names the folder) as the file that its id names:
# format: 1
# id: my-three-decisions
# title: In our own times
# extends: three-decisions
"""


def found(*deals: tuple[Entry, ...], among: Among | None = None) -> Figures:
    return figures([(f"deal {number}", entries) for number, entries in enumerate(deals)], on(10), among)


def page(*deals: tuple[Entry, ...]) -> str:
    return plain(found(*deals).lines)


def flat(*deals: tuple[Entry, ...]) -> str:
    """A page in one line."""
    return " ".join(page(*deals).split())


def call(days: int, *events: Event, verdict: str = "advanced", shown: str = "") -> list[Event]:
    """A call with Ana."""
    return [*events, Held(on(days), ("Ana",), verdict, shown=shown)]


def mapped(step: str, **changes: object) -> Playbook:
    """The map with one step changed."""
    stages = tuple([
        stage.but(steps=tuple([each.but(**changes) if each.id == step else each for each in stage.steps]))
        for stage in MAP.stages
    ])  # fmt: skip
    return MAP.but(stages=stages)


def time(step: str, *deals: tuple[Entry, ...]) -> DecisionTime:
    return next(each for each in found(*deals).times if each.id == step)


def took(step: str, entries: tuple[Entry, ...]) -> tuple[int | None, str]:
    """The days a decision took, told five times over so that they are printed, and what they are counted from."""
    times = [each for each in found(*[entries] * 5).times if each.id == step]
    if not times:
        return None, ""
    since = {"needs": times[0].from_needs, "before": times[0].from_before, "opening": times[0].from_opening}
    return times[0].low, next(name for name, count in since.items() if count)


def test_no_deal() -> None:
    """It says that there is no deal."""
    assert page() == "FIGURES · no deals\n"
    none = found(deal(call(1)), among=Among("other"))
    assert plain(none.lines) == "FIGURES · no deals on other\n"


def test_one_deal() -> None:
    """It counts what one deal's calls came to, and prints no share and no average of it."""
    told = deal(
        call(1, said("worth"), Promised(on(1), "p1", "Ana", "send it", on(9), "list"), shown="advanced"),
        call(8, Promised(on(8), "p2", "Ben", "list it", on(12), "list"), shown="small_step"),
        call(40, verdict="stayed", shown="stayed"),
        [Held(on(41), (), "advanced")],
    )
    assert page(told) == dedent("""\
        FIGURES · one deal

        CALLS       In three calls: two called an advance, one with a client decision,
                    one with a small step.
                    - March 2026: 2 calls; 2 called an advance, 1 with a client
                      decision, 1 with a small step.
                    - April 2026: 1 call; 0 called an advance, 0 with a client decision,
                      0 with a small step.

        PROMISES    By clients: one late and not marked, one not due yet.
                    `callplan promises` lists those that are late, until each is marked
                    as kept, missed or moved.

        BY STAGE    - At “Is it worth it?”: 3 calls, 1 with a client decision.

        TIMES       How long a decision takes is told once five deals have made it;
                    closest is the go-ahead, made in one.
        """)


def test_what_was_shown() -> None:
    """It recomputes after a correction, and keeps beside it what was shown on the day."""
    told = deal(call(1, said("worth"), shown="advanced"), call(2, shown="stayed"))
    yes = next(entry.number for entry in told if isinstance(entry.event, Yes))
    corrected = (*told, Entry(len(told) + 1, 9, Corrected(on(3), yes)))
    assert "Shown" not in flat(told)
    assert flat(corrected).startswith(
        "FIGURES · one deal CALLS In two calls: two called an advance, none with a client decision, none "
        "with a small step. Shown on the day, before corrections: one with a client decision, none with a small step."
    )
    assert found(corrected).calls.shown_decisions == 1


def test_back_on_purpose() -> None:
    """It sets apart the calls in which they went back because the call was for that (rule 61)."""
    planned: list[Event] = [Planned(on(2), on(3), ("Ana",), back_to="worth")]
    meant: list[Event] = [Held(on(3), ("Ana",)), Reopened(on(3), "worth", "Ana")]
    anew: list[Event] = [Held(on(9), ("Ana",)), Reopened(on(9), "worth", "Ana"), said("worth", 9)]
    once = deal([said("worth")], planned, meant)
    twice = deal([said("worth")], meant, [said("worth", 4)], [Planned(on(8), on(9), ("Ana",), back_to="worth")], anew)
    assert "with a small step. They went back in three calls, two of them on purpose." in flat(once, twice)
    assert "They went back in one call, on purpose." in flat(once)
    assert "They went back in two calls, both on purpose." in flat(once, once)
    assert "They went back in three calls, all on purpose." in flat(once, once, once)
    assert "They went back in one call, unplanned." in flat(deal([said("worth")], meant))
    assert "; 1 went back, 1 on purpose." in flat(once, deal(call(60)))
    assert (found(once, twice).calls.back, found(once, twice).calls.meant) == (3, 2)


def test_promises() -> None:
    """It tells kept, kept late, missed and open apart, by side; shares are of five, released ones are in none."""
    made = [Promised(on(1), f"p{number}", "Ana", f"send it {number}", on(9)) for number in range(7)]
    ours = [Promised(on(1), "us", "", "send it", on(9)), Promised(on(1), "tom", "Tom", "ask", on(9))]
    told = deal(
        [Met(DAY, "Tom", ("agent",)), *made, *ours],
        [Kept(on(5), "p0"), Kept(on(5), "p1"), Kept(on(5), "p2"), Missed(on(10), "p3"), Missed(on(10), "p4")],
        [Kept(on(20), "p4"), Released(on(20), "p6"), Moved(on(20), "us", on(30)), Kept(on(20), "tom")],
        [Kept(on(30), "us")],
        book=MAP.but(roles=(*MAP.roles, Role("agent", "agent", side="third-party"))),
    )
    assert (
        "PROMISES By clients: three kept, one kept after a date was missed, one missed, one late and not marked. "
        "Kept with no date marked as missed: 60% of those kept or missed. By us: one kept after a date was missed. "
        "`callplan promises` lists those that are late"
    ) in flat(told)


def test_what_a_line_of_promises_rests_on() -> None:
    """It says of each line of promises that it comes from these."""
    told = deal([Promised(on(1), "p1", "Ana", "send it", on(9)), Promised(on(1), "p2", "", "ask", on(9))])
    lines = [line for line in found(told).lines if line.section == "PROMISES"]
    assert [line.because for line in lines] == [("promises",)] * 3


def test_by_stage() -> None:
    """It puts a call to the stage in which the client stood as it began, and averages five decisions, no fewer."""
    told = deal(call(1), call(2, said("worth")), call(3, said("choice")), call(4, said("order")), call(5))
    stages = [(stage.id, stage.calls, stage.decisions, stage.calls_each) for stage in found(told).stages]
    assert stages == [("need", 3, 2, None), ("buy", 1, 1, None), ("", 1, 0, None)]
    assert "At “Is it worth it?”: 15 calls, 10 with a client decision; 1.5 calls for each." in flat(*[told] * 5)
    assert "After the last decision: 5 calls, 0 with a client decision." in flat(*[told] * 5)
    assert "At “Shall we?”: 5 calls, 5 with a client decision; 1 call for each." in flat(*[told] * 5)


def test_times() -> None:
    """It sets the middle half of five deals beside what the map says, and offers it as a patch that is its whole."""
    told = [deal([said("worth", days)], [said("choice", days + 7)]) for days in (0, 4, 6, 9, 30)]
    assert "TIMES" in flat(*told[:4])
    assert "the middle half" not in flat(*told[:4])
    assert flat(*told).partition("TIMES ")[2] == (
        "- The go-ahead: the middle half of five deals took 4 to 9 days; the map says nothing. Counted from the "
        "beginning (five). - The choice: the middle half of five deals took seven days; the map says nothing. Counted "
        "from the decision before (five). `callplan figures --playbook three-decisions --to yaml | callplan map "
        '"deal 4" --patch -` puts these times into the map of one deal; the first half alone prints them, and says how '
        "they come into the map of deals to come."
    )
    assert time("worth", *told).median == 6
    assert found(*told).patches == {
        "three-decisions": f"{HEADER}stages:\n  - id: need\n    steps:\n      - {{id: worth, takes: 4-9d}}\n"
        "  - id: who\n    steps:\n      - {id: choice, takes: 7d}\n"
    }


def test_whose_times_are_offered() -> None:
    """It offers a line that prints the times of the same deals, for an open deal on the latest map, else for DEAL."""
    told = [deal([said("worth", 3)], who="kim") for _ in range(5)]
    offered = "`callplan figures --playbook three-decisions --owner kim --since 2026-03-03 --to yaml | callplan map "
    asked = Among("", "kim", on(1))
    assert f'{offered}"deal 4" --patch -`' in said_of(found(*told, among=asked))
    newer = deal([said("worth", 3)], [Closed(on(4), "won")], book=MAP.but(version=2), who="kim")
    assert f"{offered}DEAL --patch -`" in said_of(found(*told, newer, among=asked))
    named = figures([(name, told[0]) for name in ("it's", '"q"', "$(x)", "-x", "")] * 5, on(10), asked)
    assert f"{offered}DEAL --patch -`" in said_of(named)


def said_of(page: Figures) -> str:
    """A page in one line."""
    return " ".join(plain(page.lines).split())


def test_the_maps_own_times_are_not_offered() -> None:
    """It offers no time that the map has already."""
    told = [deal([said("worth", days)], book=mapped("worth", takes=WEEK)) for days in (6, 7, 9, 14, 20)]
    assert (time("worth", *told).low, time("worth", *told).high, time("worth", *told).offered) == (7, 14, "")
    longer = [
        deal([said("worth", days)], book=mapped("worth", takes=WEEK.but(open=True))) for days in (7, 7, 9, 14, 20)
    ]
    assert time("worth", *longer).offered == "7-14d"


def test_left_when_a_deal_ended() -> None:
    """It takes no promise for late that nobody waits for, since the deal was lost; a won deal's is waited for."""
    made = Promised(on(1), "p1", "Ana", "send it", on(3))
    lost, won = ([deal([made], [Closed(on(5), end)])] for end in ("lost", "won"))
    assert flat(*lost).endswith("PROMISES By clients: one left open when the deal ended or they left.")
    assert "PROMISES By clients: one late and not marked. `callplan promises` lists those that are late" in flat(*won)


def test_due_today() -> None:
    """It calls a promise late from the day after its own."""
    due = [Promised(on(1), f"p{days}", "", f"send it {days}", on(days)) for days in (9, 10, 11)]
    assert "By us: one late and not marked, two not due yet." in flat(deal([*due]))


def test_one_call() -> None:
    """It speaks of one call as of one."""
    assert "One call: called an advance, and they decided something." in flat(deal(call(1, said("worth"))))
    step = Promised(on(1), "p1", "Ana", "send it", on(9), "list")
    assert "One call: not called an advance, and they took a small step." in flat(deal(call(1, step, verdict="stayed")))
    assert "One call: called an advance, but they decided nothing." in flat(deal(call(1)))


def test_times_of_the_map() -> None:
    """It says what the map says; a time by case is left alone, and so are decisions that took no day at all."""
    plainly = [deal([said("worth", 3)], book=mapped("worth", takes=WEEK))] * 5
    assert "took three days; the map says 1 to 2 weeks." in flat(*plainly)
    cased = Cases((Case(WEEK, terms.Test("size", "is", "big")), Case(Length(Span(3, "d"), Span(3, "d")))))
    by_case = [deal([said("worth", 3)], book=mapped("worth", takes=cased))] * 5
    assert (time("worth", *by_case).low, time("worth", *by_case).offered) == (3, "")
    assert "patch" not in flat(*by_case)
    assert time("worth", *[deal([said("worth", 0)])] * 5).offered == ""


def test_counted_once() -> None:
    """It counts a decision once a deal, the first time, and not what was settled when the deal was opened."""
    again = deal([said("worth", 3)], [No(on(4), "worth", "Ana", "no")], [said("worth", 20)])
    assert took("worth", again) == (3, "opening")
    opened = deal(book=MAP)
    told = (*opened, Entry(len(opened) + 1, 1, said("worth", 0)), Entry(len(opened) + 2, 2, said("choice", 6)))
    assert took("worth", told) == (None, "")
    assert took("choice", told) == (6, "before")


def test_theirs_alone() -> None:
    """It leaves out what the client did not decide, and what was made before it could begin."""
    agent = mapped("worth", by=Named("agent")).but(roles=(*MAP.roles, Role("agent", "agent", side="third-party")))
    told = deal([Met(DAY, "Tom", ("agent",)), Yes(on(3), "worth", "Tom")], book=agent)
    assert took("worth", told) == (None, "")
    assert took("choice", deal([said("worth", 9)], [said("choice", 3)])) == (None, "")


def test_waived_before() -> None:
    """It counts from what the client let go of, too."""
    assert took("choice", deal([Waived(on(2), "worth", "Ana", "no time")], [said("choice", 6)])) == (4, "before")


@pytest.mark.parametrize(
    ("needs", "days"),
    [
        (Named("list"), 4),
        (Named("list", Span(2, "d")), 2),
        (Some((Named("list"), Named("worth"))), 4),
        (Some((Named("list"), Named("worth")), 1), 8),
        (Some((Named("audit"),)), 8),
        (Named("need"), 8),
        (terms.Test("size", "is", "small"), 7),
        (Some((terms.Test("size", "is", "small"), Not(Named("audit")))), 7),
        (Named("size"), 7),
        (Named("start", Span(2, "d")), 3),
        (Not(terms.Test("size", "is", "big")), 8),
    ],
)
def test_from_having_all_it_needed(needs: Some | Named | terms.Test | Not, days: int) -> None:
    """It counts from the day all needs were met, or from the decision before when that was later."""
    book = mapped("choice", needs=needs).but(facts=(*MAP.facts, MAP.facts[0].but(id="start", type="date")))
    told = deal(
        [said("worth", 2), Learned(on(3), "size", "small", "Ana"), Learned(on(1), "start", on(5).isoformat(), "Ana")],
        [Done(on(6), "list", "Ben")],
        [said("choice", 10)],
        book=book,
    )
    assert took("choice", told)[0] == days


def test_needs_not_met() -> None:
    """It counts from the decision before when what was needed never came; the needs of a stage count, too."""
    need, choice, order = MAP.stages
    book = MAP.but(stages=(need, choice.but(needs=Named("list")), order))
    assert took("choice", deal([said("worth", 2)], [said("choice", 10)], book=book)) == (8, "before")


def test_a_step_that_left_the_map() -> None:
    """It calls a decision that the map knows no more by its id, last, and offers nothing for it."""
    need, _, order = MAP.stages
    shorter = MAP.but(stages=(need, order), version=2)
    told = deal(call(1, said("worth", 1)), call(2, said("choice", 2)), [Amended(on(3), shorter)])
    newer = [*[told] * 5, deal(call(4, said("worth", 4)))]
    assert [each.id for each in found(*newer).times] == ["worth", "choice"]
    assert (time("choice", *newer).title, time("choice", *newer).offered) == ("choice", "")
    gone = deal(call(1, said("worth", 1), Learned(on(1), "size", "small", "Ana")), call(2), [Amended(on(3), shorter)])
    assert [(stage.id, stage.title) for stage in found(gone).stages][-1] == ("who", "who")


def test_a_step_that_came_onto_the_map() -> None:
    """It takes a decision that was not on the map before the same transaction as any other."""
    need, choice, order = MAP.stages
    late = Decision("late", "it is checked", BOSS, "the check")
    wider = MAP.but(stages=(need.but(steps=(*need.steps, late)), choice, order))
    told = deal([said("worth", 2)], [Amended(on(5), wider), said("late", 5)])
    assert took("late", told) == (3, "before")


def test_two_playbooks() -> None:
    """It names the playbook where there are two, and keeps their stages and times apart."""
    other = MAP.but(id="other")
    both = [*[deal(call(3, said("worth", 3)))] * 5, *[deal(call(3, said("worth", 3)), book=other)] * 5]
    told = flat(*both)
    assert "At “Is it worth it?” (other): 5 calls" in told
    assert "The go-ahead (three-decisions): the middle half of five deals took three days" in told
    assert list(found(*both).patches) == ["other", "three-decisions"]
    assert told.endswith("There are times for `--playbook three-decisions`, too.")


@pytest.mark.parametrize("seed", range(25))
def test_as_one_by_one(seed: int) -> None:
    """It adds up what is said of each deal, every call judged in one pass as it is judged by itself."""
    chance = Random(seed)
    book = a_map(chance)
    deals = [a_history(chance, book) for _ in range(4)]
    for entries in deals:
        batches = [entry.batch for entry in live(entries) if isinstance(entry.event, Held)]
        assert [call.outcome for call in each(entries)] == [outcome(entries, batch) for batch in batches]
        for turn in replay(entries):
            pair = tuple([deal.but(last=0) for deal in around(entries, turn.batch)])
            assert pair == (turn.before.but(last=0), turn.after.but(last=0))
    one_by_one = [of_one(entries, "") for entries in deals]
    calls, months, stages = found(*deals).calls, found(*deals).months, found(*deals).stages
    assert calls.calls == sum(one["calls"] for one in one_by_one) == sum(month.calls for month in months)
    assert calls.called == sum(one["called"] for one in one_by_one)
    assert calls.decisions == sum(one["decisions"] for one in one_by_one) == sum(each.decisions for each in stages)
    assert calls.small_steps == sum(one["small_steps"] for one in one_by_one)
    assert calls.calls == sum(each.calls for each in stages)


@pytest.fixture
def story(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Story:
    """A home with five deals whose names, people and words are hostile."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    monkeypatch.setenv("CALLPLAN_RECORDER", "kim\x1b[2J")
    hostile = mapped("worth", title="the \x1b[31mgo\u202eahead")
    for number in range(5):
        name = f"a\x1b]0;b{number}\x07'\";--"
        written: tuple[Entry, ...] = ()
        for batch in (1, 2):
            told = [entry.event for entry in deal(call(3, said("worth", 3)), book=hostile) if entry.batch == batch]
            written = kept.record(name, written, told)
    return Story(tmp_path)  # type: ignore[arg-type]


def test_hostile_text(story: Story) -> None:
    """It prints nothing that steers a screen, whatever deals, people and steps are called."""
    for words in (("figures",), ("redpen",), ("figures", "--markdown"), ("redpen", "--owner", "kim\x1b[2J")):
        said_ = story.line(*words)
        assert said_.code == 0
        assert "five deals" in said_.out
        assert all(sign.isprintable() or sign == "\n" for sign in said_.out)
    told = story.line("figures", "--owner", "ada").err
    assert "The goahead: the middle half of five deals" in " ".join(story.line("figures").out.split())
    assert told.startswith("callplan: --owner: no deal is of “ada”. There is kim")


def test_papers(story: Story) -> None:
    """It prints the same as JSON, and its times as a patch for one map; it says what else it was asked for."""
    assert story.line("figures", "--json").json["deals"] == 5
    assert story.line("redpen", "--json", "--since", "2026-03-04").json["deals"]["read"] == 5
    assert story.line("redpen", "--json", "--since", "2026-03-06").json["deals"]["read"] == 0
    assert story.line("figures", "--to", "yaml").out == (
        f"{HEADER}stages:\n  - id: need\n    steps:\n      - {{id: worth, takes: 3d}}\n"
    )
    for other in ("json", "markdown"):
        assert story.line("figures", "--to", "yaml", f"--{other}").err == (
            f"callplan: --to and --{other} are two papers; give one of them.\n"
        )
    assert story.line("figures", "--to", "svg").err == "callplan: --to: “svg” is no paper for a patch; it is yaml.\n"
    assert story.line("figures", "--playbook", "none", "--to", "yaml").err == (
        "callplan: No decision has been made in five deals yet, so there are no times to put into a map.\n"
    )
    assert story.line("redpen", "--since", "soon").err.startswith("callplan: --since: “soon” is no day.")


def test_a_patch_is_for_one_map(story: Story) -> None:
    """It asks which map, when there are times for two."""
    for number in range(5):
        written: tuple[Entry, ...] = ()
        for batch in (1, 2):
            told = deal([said("worth", 3)], book=MAP.but(id="other"))
            events = [entry.event for entry in told if entry.batch == batch]
            written = kept.record(f"other {number}", written, events)
    assert story.line("figures", "--to", "yaml").err == (
        "callplan: --to: a patch is for one map; give --playbook other or three-decisions.\n"
    )
    assert story.line("figures", "--to", "yaml", "--playbook", "other").code == 0


@pytest.mark.parametrize("command", ["redpen", "figures", "review"])
def test_deals_already_read_leave_memory(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds as much of many deals as of few, though nothing else collects garbage while a line is run."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    monkeypatch.setattr("callplan.cli.deals.CLEARED_AFTER", 5)
    monkeypatch.setattr("callplan.cli.refreshing.AT_A_TIME", 5)
    for number in range(20):
        written: tuple[Entry, ...] = ()
        for batch in (1, 2):
            told = [entry.event for entry in deal(call(3, said("worth", 3))) if entry.batch == batch]
            written = kept.record(f"deal {number:02}", written, told)
    with closing(sqlite3.connect(tmp_path / "callplan.db")) as database:
        database.execute("UPDATE summary SET form = 0")
        database.commit()
    gc.collect()
    gc.disable()
    try:
        before = maps_in_memory()
        assert Story(tmp_path).line(command, "--json").code == 0
        assert maps_in_memory() - before <= 5
    finally:
        gc.enable()


def test_many_deals_take_a_while(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so before many deals are read, and is silent before few."""
    assert story.line("redpen").err == ""
    monkeypatch.setattr("callplan.cli.deals.MANY", 4)
    assert story.line("redpen").err == "5 deals are read; it takes a while.\n"


def maps_in_memory() -> int:
    """How many maps have not been cleared away."""
    return sum(isinstance(each, Way) for each in gc.get_objects())


def test_nothing_to_put_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that the map has one's own times already."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    for number in range(5):
        written: tuple[Entry, ...] = ()
        for batch in (1, 2):
            told = deal([said("worth", 0)], book=MAP)
            written = kept.record(f"d{number}", written, [entry.event for entry in told if entry.batch == batch])
    assert Story(tmp_path).line("figures", "--to", "yaml").err == (
        "callplan: There is nothing to put into a map: times that it has already, has by case, or that are no day are "
        "left alone.\n"
    )


def test_an_empty_journal(tmp_path: object) -> None:
    """It has nothing to say of no deals, and that is no mistake."""
    empty = Story(tmp_path)  # type: ignore[arg-type]
    assert empty.line("redpen").out == "RED PEN · no deals\n"
    assert empty.line("figures").out == "FIGURES · no deals\n"
    assert empty.line("figures", "--json").json["times"] == []
