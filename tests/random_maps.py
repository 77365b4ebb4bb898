"""Random maps, the same for the same seed: what the invariants are tried on."""

from __future__ import annotations

from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from random import Random

from callplan.core.map.playbook import Act, Concern, Decision, End, Fact, Playbook, Role, Stage, Talk, Waive
from callplan.core.map.terms import Case, Cases, Length, Look, Moment, Named, Not, Point, Proof, Some, Span, Test
from callplan.playbook_file.checks import _status

CLIENT_ROLES = ("sponsor", "buyer", "user", "counsel")
SIDES = {"seller": "us", "broker": "third-party"}
DATA = ("none", "personal")
VALUES: dict[str, tuple[str | int, ...]] = {"data": DATA, "amount": (10, 60_000), "risky": ("yes", "no")}
WORDS = [
    "apple",
    "barge",
    "cedar",
    "delta",
    "ember",
    "flint",
    "grove",
    "heron",
    "inlet",
    "jetty",
    "kiosk",
    "larch",
    "maple",
    "niche",
    "ozone",
    "pearl",
]


class Maker:
    """Makes one map from a seeded source of chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.words = iter(chance.sample(WORDS, len(WORDS)))
        self.earlier: list[str] = []
        self.stages_before: list[str] = []

    def perhaps(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.chance.random() < share

    def roles(self) -> list[str]:
        """One to three roles, mostly the client's."""
        every = [
            *CLIENT_ROLES,
            *(["seller"] if self.perhaps(0.05) else []),
            *(["broker"] if self.perhaps(0.08) else []),
        ]
        return self.chance.sample(every, self.chance.choice((1, 1, 1, 2, 2, 3)))

    def who(self) -> Named | Some:
        """Some of the roles: one, all, any, at least two."""
        named = tuple([Named(role) for role in self.roles()])
        if len(named) == 1:
            return named[0]
        if len(named) == 3 and self.perhaps(0.3):
            return Some((named[0], Some(named[1:], 1)))
        return Some(named, self.chance.choice((0, 1, 2)))

    def by(self) -> Named | Some | Cases:
        """Who, at times by the amount."""
        if self.perhaps(0.12):
            return Cases((Case(self.who(), Test("amount", "over", 50_000)), Case(self.who())))
        return self.who()

    def when(self) -> Test | Not | Some | Named | None:
        """Mostly none, else a test of a fact, or that something earlier is settled."""
        if not self.perhaps(0.22):
            return None
        data = Test("data", "is", "personal")
        risky = Test("risky", "is", "yes")
        found: list[Test | Not | Some | Named] = [
            data, Not(data), risky, Some((data, risky), 1), Test("route", "is", "long"), Named("data"),
        ]  # fmt: skip
        if self.earlier:
            found.append(Not(Named(self.chance.choice(self.earlier))))
        return self.chance.choice(found)

    def needs(self) -> Some | None:
        """What must be settled first: steps, any of some, a stage, a fact, at times with a wait."""
        if not self.earlier or not self.perhaps(0.5):
            return None
        return Some(tuple([self._need() for _ in range(self.chance.choice((1, 1, 2)))]))

    def _need(self) -> Named | Some:
        if self.perhaps(0.08):
            return Named(self.chance.choice(("amount", "data")))
        if self.stages_before and self.perhaps(0.1):
            return Named(self.chance.choice(self.stages_before))
        if len(self.earlier) > 1 and self.perhaps(0.25):
            return Some(tuple([Named(step) for step in self.chance.sample(self.earlier, 2)]), 1)
        if len(self.earlier) > 2 and self.perhaps(0.08):
            return Some(tuple([Named(step) for step in self.chance.sample(self.earlier, 3)]), 2)
        wait = Span(self.chance.choice((3, 10)), "d") if self.perhaps(0.12) else None
        return Named(self.chance.choice(self.earlier), wait)

    def proof(self) -> Proof | None:
        """Now and then a rung of its own."""
        return Proof((Look(self.chance.choice(("heard", "said", "wrote", "did"))),)) if self.perhaps(0.2) else None

    def waive(self) -> Waive:
        """Mostly whoever decides it; else a role, a list of reasons, or never."""
        if self.perhaps(0.8):
            return Waive()
        return self.chance.choice((Waive(never=True), Waive(by=Named("buyer")), Waive(reasons=("no time",))))

    def lasts(self) -> Length | None:
        """Now and then a step lapses."""
        return Length(Span(20, "bd"), Span(20, "bd")) if self.perhaps(0.06) else None

    def times(self) -> int | Cases:
        """Mostly once; else twice, or twice above a sum."""
        if self.perhaps(0.92):
            return 1
        return Cases((Case(2, Test("amount", "over", 50_000)), Case(1))) if self.perhaps(0.3) else 2

    def before(self) -> Moment | None:
        """At times a limit: the client's own date, or some days after something earlier."""
        if not self.perhaps(0.15):
            return None
        own = Point("wanted-by", Span(-10, "d"))
        return Moment((Point(self.chance.choice(self.earlier), Span(5, "bd")), own) if self.earlier else (own,))

    def word(self) -> str:
        """A word that no other title has."""
        return next(self.words, f"thing {len(self.earlier)}")

    def decision(self, number: int) -> Decision:
        """A decision that may need what was made before it."""
        word = self.word()
        return Decision(
            f"d{number}", f"the {word} is worth having", self.by(),
            title=f"the {word}" if self.perhaps(0.8) else "",
            topic=f"whether to have the {word}" if number % 3 else "",
            yes=f"decided to have the {word}" if number % 2 else "",
            when=self.when(), needs=self.needs(), proof=self.proof(), waive=self.waive(),
            hear=self.who() if self.perhaps(0.25) else None,
            ask=f"What would the {word} change?" if self.perhaps(0.6) else "",
            listen_for="a name" if self.perhaps(0.5) else "",
            if_skipped=f"the {word} comes too late" if self.perhaps(0.5) else "",
            good_for_them="they sleep at night" if self.perhaps(0.7) else "",
            no_is_right_if=f"nobody wants the {word}" if self.perhaps(0.7) else "",
            concerns=(Concern(f"the {word} breaks", "one at a time", "a fixed day"),) if self.perhaps(0.3) else (),
            they_ask=(f"Who else has the {word}?", "How long does it last?") if self.perhaps(0.4) else (),
            lasts=self.lasts(), times=self.times(), before=self.before(),
        )  # fmt: skip

    def act(self, number: int) -> Act:
        """An act, at times ours, at times one that brings somebody or can be done on the call."""
        word = self.word()
        ours = self.perhaps(0.2)
        brings = self.chance.choice(CLIENT_ROLES) if self.perhaps(0.15) and not ours else ""
        return Act(
            f"a{number}", f"send the {word}", Named("seller") if ours else self.by(),
            title=f"the list of {word}" if self.perhaps(0.8) else "",
            when=self.when() if self.perhaps(0.5) else None, needs=self.needs() if self.perhaps(0.4) else None,
            proof=self.proof() if self.perhaps(0.4) else None,
            takes=Length(Span(2, "d"), Span(self.chance.choice((2, 9)), "d")) if self.perhaps(0.5) else None,
            help=f"our {word}" if self.perhaps(0.3) else "",
            ask=f"Who has the {word}?" if self.perhaps(0.3) else "",
            gives_up=self.chance.choice(("time", "time", "reputation", "money")),
            brings=brings, on_call=self.perhaps(0.15), without_us=self.perhaps(0.2),
            lasts=self.lasts(), times=self.times(), before=self.before(),
        )  # fmt: skip

    def stage(self, name: str, track: str) -> Stage:
        """A stage of one or two decisions and a few acts; its steps may need each other in any order of the file."""
        steps: list[Act | Decision] = []
        begun = list(self.earlier)
        for kind in [*self.chance.sample("daad", self.chance.choice((1, 2, 3))), "d"]:
            number = len(self.earlier)
            made = self.decision(number) if kind == "d" else self.act(number)
            self.earlier.append(made.id)
            steps.append(made)
        self.chance.shuffle(steps)
        self.earlier, done = begun, self.earlier
        found = Stage(
            name, f"Where is stage {name[1:]}?", tuple(steps), track,
            when=self.when() if self.perhaps(0.4) else None, needs=self.needs() if self.perhaps(0.2) else None,
            talk=Talk(self.chance.choice(("written", "none")), "buyer") if self.perhaps(0.04) else Talk(),
        )  # fmt: skip
        self.earlier = done
        self.stages_before.append(name)
        return found

    def playbook(self) -> Playbook:
        """The whole map: main and up to two tracks beside it, made in an order that is not the file's."""
        tracks = ["main"] * self.chance.choice((1, 2, 2, 3, 4)) + ["side"] * self.chance.choice((0, 0, 1, 2))
        tracks += ["law"] * self.chance.choice((0, 0, 1))
        stages = [self.stage(f"s{number}", track) for number, track in enumerate(tracks)]
        if self.perhaps(0.2):
            self.chance.shuffle(stages)
        if len(stages) > 2 and self.perhaps(0.3):
            stages[0], stages[1] = stages[1], stages[0]
        main = [
            step.id for stage in stages if stage.track == "main" for step in stage.steps if isinstance(step, Decision)
        ]
        closing = self.chance.choice(main) if self.perhaps(0.25) else main[-1]
        found = Playbook("m", "A map", tuple(stages), closing, _roles(), _facts(), _ends(closing))
        return found.but(stages=tuple([self._finished(found, stage) for stage in found.stages]))

    def _finished(self, playbook: Playbook, stage: Stage) -> Stage:
        steps = [self._noes(playbook, step) if isinstance(step, Decision) else step for step in stage.steps]
        return stage.but(steps=tuple(steps))

    def _noes(self, playbook: Playbook, step: Decision) -> Decision:
        """Where its no leads, and what implies it: only a decision nothing hangs on, so that there is no circle."""
        others = [each.id for each in playbook.decisions if each.id != step.id]
        ways = ["", "", "go-on", "lost", "no-decision", *others[:2], self.chance.choice(playbook.stages).id]
        later = [each for each in others if int(each[1:]) > int(step.id[1:])]
        conditional = any(each.when or isinstance(each.by, Cases) for each in playbook.steps.values())
        conditional = conditional or any(each.when for each in playbook.stages)
        implied = later and not conditional and self.perhaps(0.3)
        return step.but(
            if_no="" if step.id == playbook.closing else self.chance.choice(ways),
            implied_by=(self.chance.choice(later),) if implied else (),
        )


def _roles() -> tuple[Role, ...]:
    told = {"sponsor": "has the problem", "buyer": "can release the money", "user": "", "counsel": "reads contracts"}
    called = {"buyer": "the person with the budget", "user": "one of the users"}
    named = [Role(role, f"head of {role}", predicate, called=called.get(role, "")) for role, predicate in told.items()]
    return (*named, *(Role(role, role, "", side) for role, side in SIDES.items()))


def _facts() -> tuple[Fact, ...]:
    route = Cases((Case("long", Test("data", "is", "personal")), Case("short")))
    return (
        Fact("amount", type="number"), Fact("wanted-by", type="date"), Fact("reason"),
        Fact("data", "What data would be held?", "counsel", "a word", "choice", choices=DATA),
        Fact("risky", "What could go wrong?", type="yes-no", assume="no"),
        Fact("route", depends=route),
    )  # fmt: skip


def _ends(closing: str) -> tuple[End, ...]:
    return End("won", "won", needs=Named(closing)), End("lost", "lost"), End("no-decision", "no-decision")


def a_map(chance: Random) -> Playbook:
    """A random map that the checker would take: nothing in it hangs on itself."""
    while True:
        found = Maker(chance).playbook()
        with suppress(CycleError):
            TopologicalSorter(_status(found)).prepare()
            return _queued(found, Random(repr(found.stages)))


def _queued(playbook: Playbook, chance: Random) -> Playbook:
    """The same map, in which some of what was needed is only queued behind, and silence binds some or not all.

    It has a chance of its own, so that the map is the same otherwise.
    """
    act = next((step.id for step in playbook.acts if step.when is None), "")
    stages = [
        stage.but(
            steps=tuple([_behind(step, chance) for step in stage.steps]),
            talk=stage.talk.but(under=("buyer", "user"), exempt=chance.choice(((), ("user",))))
            if stage.talk.how != "call" and chance.random() < 0.5
            else stage.talk,
            before=Moment((Point("wanted-by"),)) if chance.random() < 0.1 else None,
        )
        for stage in playbook.stages
    ]
    won = Some((Named(playbook.closing), Named(act))) if act and chance.random() < 0.1 else Named(playbook.closing)
    ends = tuple([end.but(needs=won) if end.id == "won" else end for end in playbook.ends])
    return playbook.but(stages=tuple(stages), ends=ends)


def _behind(step: Act | Decision, chance: Random) -> Act | Decision:
    return step.but(after=step.needs, needs=None) if step.needs and chance.random() < 0.15 else step
