"""A map amended in the middle of a deal: what the history names stays, and nothing that was said is lost."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cache
from random import Random

from random_edits import amended, an_amendment, an_edit
from random_histories import a_history
from random_maps import a_map

from callplan.core.amendment import Shift, follows
from callplan.core.days import NONE_FREE
from callplan.core.deal.fold import fold, folded
from callplan.core.entries import Corrected, Entry, PersonMended, live, ordered
from callplan.core.events import (
    Amended,
    Closed,
    Done,
    Event,
    Held,
    Learned,
    Met,
    Next,
    No,
    Opened,
    Planned,
    Promised,
    Waived,
    Yes,
)
from callplan.core.history import history, taken_back
from callplan.core.map.merge import merged
from callplan.core.map.parts import mentioned, named, parts, retired
from callplan.core.map.playbook import Act, Decision, End, Fact, Playbook, Role, Stage, Talk
from callplan.core.map.terms import Case, Cases, Moment, Named, Point, Some
from callplan.core.map.terms import Test as Is
from callplan.core.outcome import outcome
from callplan.core.own_map import about, current, own, upstream
from callplan.core.plan import plan
from callplan.core.plan.supposed import CallFor
from callplan.core.report import told_of
from callplan.core.summary.rows import row
from callplan.errors import Refusal

SEEDS = range(100)
DAY = date(2026, 11, 24)
BOSS = Named("boss")
GO = Decision("go", "it is wanted", BOSS, title="the go-ahead")
LIST = Act("listed", "list the lines", Named("user"), title="the list", needs=Named("go"))
BUY = Decision("buy", "it is bought", BOSS, title="the order", needs=Some((Named("go"), Named("listed"))))
MAP = Playbook(
    "way", "A way to buy",
    (Stage("want", "Do we want it?", (GO, LIST)), Stage("order", "Order it", (BUY,))), "buy",
    roles=(Role("boss", "boss"), Role("user", "user")), version=3,
    facts=(Fact("amount", "How much?", type="number"), Fact("data", "What data?", choices=("none", "own"))),
    ends=(End("won", "won", needs=BOSS.but(id="buy")), End("lost", "lost"), End("asleep", "void")),
)  # fmt: skip


@cache
def told(seed: int) -> tuple[Entry, ...]:
    """A random history on a random map that is amended here and there."""
    chance = Random(seed)
    return amended(chance, a_history(chance, a_map(chance)))


def entries(*events: Event | list[Event]) -> tuple[Entry, ...]:
    """The events as entries: each a transaction of its own, a list of them one."""
    found: list[Entry] = []
    for batch, each in enumerate(events, 1):
        for event in ordered(each) if isinstance(each, list) else [each]:
            found.append(Entry(len(found) + 1, batch, event))
    return tuple(found)


OPENED = (Opened(DAY, MAP), Met(DAY, "Ana Berg", ("boss",)))


def with_step(book: Playbook, stage: str, *steps: Act | Decision) -> Playbook:
    """The map with steps more at the beginning of a stage."""
    return book.but(
        stages=tuple([each.but(steps=(*steps, *each.steps)) if each.id == stage else each for each in book.stages])
    )


def lacking(book: Playbook, *ids: str) -> Playbook:
    """The map without those steps, stages, facts, ends and roles."""
    return book.but(
        stages=tuple(
            [
                each.but(steps=tuple([step for step in each.steps if step.id not in ids]))
                for each in book.stages
                if each.id not in ids
            ]
        ),
        **{
            kind: tuple([each for each in getattr(book, kind) if each.id not in ids])
            for kind in ("facts", "ends", "roles")
        },
    )


def test_nothing_raises() -> None:
    """Whatever was amended, it folds, plans, sums up, tells its history and takes back."""
    for seed in SEEDS:
        found = told(seed)
        deal, day = fold(found, "acme"), max(entry.event.on for entry in found)
        here = tuple([name for name, contact in deal.people.items() if not contact.left][:3])
        plan(deal, day, CallFor(day, here))
        row(deal, day)
        assert len(history("acme", found).entries) == len(found)
        with suppress(Refusal):
            taken_back("acme", found)
        for batch in [entry.batch for entry in live(found) if isinstance(entry.event, Held)][-1:]:
            told_of(found, batch, "acme", (), NONE_FREE)


def test_folding_on_from_a_prefix() -> None:
    """Folding a beginning and then the rest is folding all."""
    for seed in SEEDS:
        found = told(seed)
        fixed = [place for place, entry in enumerate(found) if isinstance(entry.event, (Corrected, PersonMended))]
        cut = max([1 + Random(seed).randrange(len(found)), *[place + 1 for place in fixed]])
        deal = fold(found[:cut])
        for entry in found[cut:]:
            deal = folded(deal, entry)
        assert deal.but(last=found[-1].number) == fold(found), seed


def test_stories_are_kept() -> None:
    """An amendment keeps the story of every step, every word on a fact, and makes no orphan."""
    for seed in SEEDS:
        found, chance = told(seed), Random(seed)
        before = fold(found)
        after = folded(before, Entry(len(found) + 1, found[-1].batch + 1, an_amendment(chance, found, "x")))
        assert (after.past, after.claims, after.orphans) == (before.past, before.claims, before.orphans), seed
        named_ids = {name for name in mentioned(found) if name in parts(before.playbook)}
        assert named_ids <= parts(after.playbook).keys(), seed


def test_no_part_names_what_is_not_there() -> None:
    """Whatever an edit takes out, what stays names only what stays, too."""
    for seed in SEEDS:
        found = current(told(seed))
        there = parts(found)
        assert {name for part in there.values() for name in named(part)} <= there.keys(), seed


def test_an_amendment_makes_no_outcome() -> None:
    """A call in whose debrief the map was amended has the result of one before which it was; alone, it is nothing."""
    counted = 0
    for seed in SEEDS:
        found = told(seed)
        within = [entry for entry in live(found) if isinstance(entry.event, Amended)]
        for amendment in [each for each in within if any(_held(entry, each.batch) for entry in live(found))][:2]:
            apart = tuple(
                [
                    entry.but(batch=entry.batch + (entry.number > amendment.number and entry.batch >= amendment.batch))
                    for entry in found
                ]
            )
            assert outcome(found, amendment.batch) == outcome(apart, amendment.batch + 1), seed
            alone = found[: amendment.number]
            held = Entry(len(alone) + 1, amendment.batch, Held(found[-1].event.on, tuple(fold(alone).people)))
            assert outcome((*alone, held), amendment.batch).result in ("stayed", None), seed
            counted += 1
    assert counted > 15


def _held(entry: Entry, batch: int) -> bool:
    return isinstance(entry.event, Held) and entry.batch == batch


def test_amended_again() -> None:
    """What an amendment left out and kept is kept by the next, and an edit that changes nothing changes nothing."""
    for seed in SEEDS:
        found = told(seed)
        book = current(found)
        assert retired(book, book, mentioned(found)).playbook == book, seed
        bare = lacking(book, *[name for name in book.left_out if name in parts(book)]).but(without=())
        if book.stage_of.get(book.closing):
            kept = retired(book, bare, frozenset(parts(book)))
            assert parts(kept.playbook).keys() == parts(book).keys(), seed


def test_merging_is_fair() -> None:
    """Who has changed nothing takes what the other has changed, whichever side it is."""
    for seed in SEEDS:
        chance = Random(seed)
        base = a_map(chance)
        edited = an_edit(chance, base, "x")
        theirs = retired(base, edited, frozenset()).playbook.but(without=())
        assert merged(base, base, theirs).playbook == theirs, seed
        assert merged(base, theirs, base).playbook == theirs, seed
        assert merged(base, theirs, theirs) == merged(theirs, theirs, theirs), seed


def test_what_stays() -> None:
    """What the history names stays where it stood, with all it names; what it does not name is gone."""
    book = with_step(MAP, "want", Act("shown", "show it", Named("user"), title="the demo"))
    edited = with_step(
        lacking(book, "want", "data", "asleep", "user").but(stages=(MAP.stages[1].but(steps=(BUY.but(needs=None),)),)),
        "order",
        Act("list-made", "list the lines", BOSS),
    )
    kept = retired(book, edited, mentioned(entries(*OPENED, Learned(DAY, "data", "own"), Closed(DAY, "asleep"))))
    assert (kept.ids, kept.playbook.without) == (("data", "asleep"), ("data", "asleep"))
    assert (kept.playbook.fact, kept.playbook.end) == (MAP.fact, MAP.end)
    assert list(kept.playbook.steps) == ["list-made", "buy"]
    kept = retired(book, edited, mentioned(entries(*OPENED, Promised(DAY, "p1", "", "list", DAY, "listed"))))
    assert (kept.ids, kept.roles, kept.playbook.without) == (("want", "shown", "go", "listed"), ("user",), ("want",))
    assert [stage.id for stage in kept.playbook.stages] == ["want", "order"]
    assert kept.again == (
        "The list has a history under the id listed: if list-made is the same thing, give it its old id back.",
    )
    assert retired(kept.playbook, edited, mentioned(entries(*OPENED, Done(DAY, "listed")))).playbook == kept.playbook


def test_what_may_be_the_same() -> None:
    """A part whose id is gone, and has a history, is looked for among the new ones of its title or question."""
    edited = lacking(MAP, "want", "data", "asleep").but(facts=(MAP.facts[0], Fact("type-of-data", "What data?")))
    edited = edited.but(
        stages=(Stage("wish", "Do we want it?", (GO.but(id="gone"), LIST.but(needs=None))), *edited.stages),
        ends=(*edited.ends, End("sleeps", "void")),
    )
    kept = retired(MAP, edited, frozenset(("go", "data", "asleep")))
    assert [sentence.partition(" has")[0] for sentence in kept.again] == [
        "The fact data",
        "“Do we want it?”",
        "The go-ahead",
    ]
    assert [step.id for step in kept.playbook.stages[0].steps] == ["go"]
    assert kept.playbook.stages[1].id == "wish"


def test_both_changed() -> None:
    """Where the deal and the file changed the same thing, the deal's stays and it is said; all else comes over."""
    ours = lacking(MAP, "data").but(
        title="Our way",
        stages=(
            Stage(
                "want", "Do we?", (GO.but(title="the yes", topic="whether to go", ask="Why?"), LIST, BUY.but(id="new"))
            ),
            Stage("order", "Order it", (BUY.but(clause="it is ordered"),)),
        ),
        roles=(Role("boss", "chief", "decides"), MAP.roles[1]),
        ends=(*MAP.ends[:2], End("asleep", "void", "asleep")),
    )
    theirs = lacking(MAP, "asleep").but(
        title="Their way", version=4, choose_when="they ask",
        stages=(
            Stage(
                "want", "Do we want it?",
                (GO.but(title="the nod", topic="whether it goes", yes="nodded", help="a list"),),
            ),
            Stage("order", "Order it", (LIST, BUY.but(clause="it is bought at last"), Act("new", "sign it", BOSS))),
        ),
        roles=(MAP.roles[0].but(title="head", called="the head"), MAP.roles[1]),
        facts=(MAP.facts[0], MAP.facts[1].but(ask="Which data?")),
    )  # fmt: skip
    both = merged(MAP, ours, theirs)
    assert both.conflicts == (
        "The fact data: left out here and changed in the file; it stays left out.",
        "The role boss: “title” was changed here and in the file; it stays as it is here.",
        "The end asleep: changed here and left out of the file; it stays as it is here.",
        "The yes: “title” was changed here and in the file; it stays as it is here.",
        "The yes: “topic” was changed here and in the file; it stays as it is here.",
        "The order: not the same here and in the file; it stays as it is here.",
        "The order: “whether” was changed here and in the file; it stays as it is here.",
        "The order: put into another stage here and in the file; it stays where it stands here.",
        "The map: “title” was changed here and in the file; it stays as it is here.",
    )
    want, order = both.playbook.stages
    assert (want.title, [step.id for step in want.steps], [step.id for step in order.steps]) == (
        "Do we?", ["go", "new"], ["listed", "buy"],
    )  # fmt: skip
    assert want.steps[0] == GO.but(title="the yes", topic="whether to go", yes="nodded", ask="Why?", help="a list")
    assert both.playbook.role["boss"] == Role("boss", "chief", "decides", called="the head")
    assert (both.playbook.title, both.playbook.choose_when, both.playbook.version) == ("Our way", "they ask", 4)
    assert (list(both.playbook.fact), list(both.playbook.end)) == (["amount"], ["won", "lost", "asleep"])


def test_where_steps_stand() -> None:
    """A step goes where the file puts it, unless the deal has moved it; a stage stays for the deal's own steps."""
    thing = Decision("thing", "it is a thing", BOSS)
    base = MAP.but(stages=(*MAP.stages, Stage("last", "And then?", (thing, LIST.but(id="extra")))))
    ours = lacking(with_step(base, "last", BUY.but(id="ours", title="our own")), "want", "extra").but(
        stages=(
            base.stages[1].but(steps=(BUY, LIST.but(id="extra"))),
            Stage("last", "And then?", (thing, BUY.but(id="ours"))),
        )
    )
    theirs = base.but(
        stages=(
            base.stages[0].but(
                steps=(*base.stages[0].steps, thing.but(id="new", title="the new one"), LIST.but(id="extra"))
            ),
            base.stages[1],
        )
    )
    both = merged(base, ours, theirs)
    assert [(stage.id, [step.id for step in stage.steps]) for stage in both.playbook.stages] == [
        ("order", ["extra", "buy"]), ("last", ["ours"]),
    ]  # fmt: skip
    assert both.conflicts == (
        "The new one: new in the file, in a stage that is left out here; it is left out, too.",
        "The list: put into another stage here and in the file; it stays where it stands here.",
    )


def test_orders() -> None:
    """An order changed in the file is taken over; one changed only here stays."""
    moved = MAP.but(stages=MAP.stages[::-1])
    new = Stage("new", "New?", (GO.but(id="newer"),))
    assert [stage.id for stage in merged(MAP, moved, MAP.but(stages=(*MAP.stages, new))).playbook.stages] == [
        "order", "new", "want",
    ]  # fmt: skip
    assert [stage.id for stage in merged(MAP, MAP.but(stages=(*MAP.stages, new)), moved).playbook.stages] == [
        "order", "new", "want",
    ]  # fmt: skip


def test_left_out_here() -> None:
    """What the deal has left out stays left out, whatever the file does with it; what it has not follows the file."""
    ours, theirs = MAP.but(without=("listed", "data")), MAP.but(without=("want", "data", "go"), version=4)
    assert merged(MAP.but(without=("go", "data")), ours, theirs).playbook.without == ("listed", "data", "want")
    changed = with_step(lacking(MAP, "listed"), "want", LIST.but(clause="list all lines"))
    found = merged(MAP, ours, changed)
    assert (found.conflicts, found.playbook.without) == ((), ("listed", "data"))
    assert found.playbook.steps["listed"].clause == "list all lines"


def test_the_closing_decision() -> None:
    """The closing decision is the file's, unless the deal has another."""
    assert merged(MAP, MAP, MAP.but(closing="go")).playbook.closing == "go"
    assert merged(MAP, MAP.but(closing="go"), MAP.but(closing="listed")).playbook.closing == "go"


EARLY = Decision("early", "it is early", BOSS, title="the early one")
CALL = (Yes(DAY, "go", "Ana Berg"), Yes(DAY, "buy", "Ana Berg", "wrote"), Held(DAY, ("Ana Berg",)))


def test_rule_35_since_the_map_changed() -> None:
    """A step added behind the client is owed since the map changed; what was there before is not."""
    late = fold(entries(*OPENED, list(CALL), Amended(DAY, with_step(MAP, "want", EARLY))), "acme")
    soon = fold(entries(*OPENED, [*CALL, Amended(DAY, with_step(MAP, "want", EARLY))]), "acme")
    assert [(debt.id, debt.since_map) for debt in plan(late, DAY).values.owed] == [("early", True), ("listed", False)]
    assert [(debt.id, debt.since_map) for debt in plan(soon, DAY).values.owed] == [("early", False), ("listed", False)]
    said = [line.text for line in plan(late, DAY).lines if line.section == "MISSING"]
    assert said == ["Still missing: the list."]
    again = Amended(DAY, with_step(MAP, "want", EARLY.but(title="the same one")))
    assert fold(entries(*OPENED, again, list(CALL), again), "acme").added == {"early": 3}
    out = Amended(DAY, with_step(MAP, "want", EARLY).but(without=("want",)))
    assert fold(entries(*OPENED, again, out), "acme").added == {}
    assert fold(entries(*OPENED, out, again), "acme").added == {"early": 4, "go": 4, "listed": 4}


def test_what_has_no_place_any_more() -> None:
    """What was said of a part that a map lacks falls silent, and no call is for what is gone."""
    later = Planned(DAY, DAY, ("Ana Berg",), target="go")
    found = fold(
        entries(
            *OPENED, [No(DAY, "go", "Ana Berg"), Done(DAY, "listed", "Ana Berg"), Waived(DAY, "listed", "Ana Berg")],
            Learned(DAY, "data", "own", "Ana Berg"), later, Next(DAY, DAY, "go"),
            Amended(DAY, lacking(MAP, "want", "data")),
            Yes(DAY, "go", "Ana Berg"), Learned(DAY, "data", "own"),
        )
    )  # fmt: skip
    assert (found.past, found.claims, found.orphans) == ({}, (), (3, 4, 5, 6, 10, 11))
    assert (found.planned, found.meeting) == (later.but(target=""), Next(DAY, DAY, ""))
    for left_out in (MAP, MAP.but(without=("order",))):
        found = fold(entries(*OPENED, later, Next(DAY, DAY, "go"), Amended(DAY, left_out)))
        assert (found.planned, found.meeting) == (later, Next(DAY, DAY, "go"))


def test_what_follows() -> None:
    """It says what is different, where the client is now, what is owed, and what the next call is for."""
    told = entries(*OPENED, list(CALL))
    new = with_step(MAP, "want", EARLY, EARLY.but(id="earlier", title="the earlier one"))
    other = Stage("law", "May we?", (Decision("legal", "it is legal", BOSS, title="the review"),), track="law")
    edited = lacking(new, "listed").but(stages=(*lacking(new, "listed").stages, other))
    event = Amended(DAY, retired(MAP, edited, frozenset(("listed",))).playbook)
    before, after = fold(told, "acme"), fold((*told, Entry(len(told) + 1, 9, event)), "acme")
    found = follows(before, after, DAY, ("listed",), ("A note.",))
    assert (found.entry, found.positions, found.owed, found.no_longer_owed) == (
        6, (Shift("law", "", "law"),), ("early", "earlier"), ("listed",),
    )  # fmt: skip
    assert [(line.section, line.text) for line in found.lines][-7:] == [
        ("MAP", "Left out, and kept for what the history says of it: the list."),
        ("MAP", "A note."),
        ("WHERE", "Beside it (law), they are at “May we?”; before, not on it."),
        ("WHERE", "Still missing from now on: the early one and the earlier one."),
        ("WHERE", "No longer missing: the list."),
        ("WHERE", "The next call is for the early one; before, for no decision."),
        ("FOOT", "callplan\u00a0map\u00a0acme · callplan\u00a0undo\u00a0acme"),
    ]
    undone = follows(after, before, DAY)
    assert [line.text for line in undone.lines if line.section == "WHERE"] == [
        "Beside it (law), they are not on it; before, at “May we?”.",
        "Still missing from now on: the list.",
        "No longer missing: the early one and the earlier one.",
        "The next call is for no decision; before, for the early one.",
    ]
    nothing = follows(before, before, DAY)
    assert (nothing.entry, nothing.differences) == (None, ())
    assert [line.text for line in nothing.lines if line.section == "WHERE"] == [
        "They are where they were, and no more is missing than before."
    ]


def test_where_they_are() -> None:
    """It says where the client is on the main way, and the next call as it is planned."""
    told = entries(*OPENED, list(CALL), Planned(DAY, DAY, ("Ana Berg",)))
    more = with_step(MAP, "order", EARLY.but(id="last", title="the last word"))
    before, after = fold(told, "acme"), fold((*told, Entry(len(told) + 1, 9, Amended(DAY, more))), "acme")
    assert [line.text for line in follows(before, after, DAY).lines if line.section == "WHERE"] == [
        "They are at “Order it”; before, at its end.",
        "The next call is for the last word; before, for no decision.",
    ]
    told = entries(*OPENED, list(CALL))
    more = with_step(MAP, "want", LIST.but(id="roll", title="the roll"))
    before, after = fold(told, "acme"), fold((*told, Entry(len(told) + 1, 9, Amended(DAY, more))), "acme")
    assert [line.text for line in follows(before, after, DAY).lines if line.section == "WHERE"] == [
        "Still missing from now on: the roll."
    ]


def test_the_history_tells_it() -> None:
    """An amendment is one sentence of the history, and titles are those of the latest map that knows them."""
    renamed = with_step(lacking(MAP, "listed"), "order", EARLY)
    renamed = renamed.but(stages=(Stage("want", "Do we want it?", (GO.but(title="the yes"),)), *renamed.stages[1:]))
    many = with_step(MAP, "order", *[EARLY.but(id=f"early-{number}", title=f"the {number}") for number in range(5)])
    told = entries(
        *OPENED, Yes(DAY, "go", "Ana Berg"), Done(DAY, "@user", "Ana Berg"), Done(DAY, "@gone", "Ana Berg"),
        Amended(DAY, renamed), Amended(DAY, renamed, MAP.but(version=4)), Amended(DAY, many, None, "more of it"),
        Corrected(DAY, 8), Amended(DAY, renamed.but(title="Ours", roles=(Role("boss", "chief"), MAP.roles[1]))),
    )  # fmt: skip
    assert [note.text for note in history("acme", told).entries][1:] == [
        "Ana Berg, chief",
        "Ana Berg said yes to the yes",
        "Ana Berg did somebody as user",
        "Ana Berg did somebody as gone",
        "map amended: added the early one; left out the list; changed the yes",
        "map brought up to way 3: nothing changed",
        "map amended: added the list, the 0, the 1 and three more; left out the early one; changed the go-ahead "
        "(“more of it”)",
        "takes back 8",
        "map amended: changed the map itself and the role boss",
    ]


def test_its_own() -> None:
    """It says whether a deal's map is the file's, how it was amended, and what is left out."""
    newer = MAP.but(version=4)
    listed = Done(DAY, "listed", "Ana Berg")
    told = entries(
        *OPENED, listed, Amended(DAY, MAP.but(without=("listed", "data")), note="no lists"), Amended(DAY, newer, newer),
        Corrected(DAY, 5),
    )  # fmt: skip
    assert (upstream(told), upstream(told[:5]), current(told).without) == (MAP, newer, ("listed", "data"))
    found = own("acme", told, newer)
    assert (found.file, found.file_version, found.left_out, found.retired) == (
        "changed",
        4,
        ("listed", "data"),
        ("listed",),
    )
    assert list(about(found, DAY)) == [
        "The map of acme, taken from way, version 3: the file has changed since.",
        "`callplan map acme --update` shows what changed in the file, and takes it over.",
        "Amended on Tue 24 Nov: “no lists”.",
        "Left out: the list (listed) and the fact data (data).",
    ]
    assert [own("acme", told[:end], file).file for end, file in ((2, MAP), (4, MAP), (2, None))] == [
        "same", "as-merged", "none",
    ]  # fmt: skip
    assert list(about(own("the acme", told[:5], newer), DAY))[1:] == [
        "Amended on Tue 24 Nov: “no lists”.",
        "Amended on Tue 24 Nov, with version 4 of the file.",
    ]


def test_ids_that_are_named() -> None:
    """It finds every id a part names, a role's marked as one."""
    part = Decision(
        "d", "it is", Cases((Case(Some((Named("boss"), Named("user")), 1), Is("data", "is", "own")), Case(BOSS))),
        hear=Named("user"), needs=Some((Named("a"), Named("f"))), if_no="lost", implied_by=("e",),
        before=Moment((Point("term"),)),
    )  # fmt: skip
    assert named(part) == {"@boss", "@user", "data", "a", "f", "lost", "e", "term"}
    assert named(Fact("x", of="boss", depends=Cases((Case("own", Named("a")),)))) == {"@boss", "a"}
    assert named(LIST.but(brings="boss", needs=None)) == {"@boss", "@user"}
    talk = Talk("none", "boss", under=("user",), exempt=("rep",))
    assert named(Stage("quiet", "Quiet?", (), talk=talk)) == {"@boss", "@user", "@rep"}
