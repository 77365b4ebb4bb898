"""The map of how one kind of client buys: facts, roles, stages, steps and ends."""

from __future__ import annotations

from functools import cached_property

from callplan.core.map.terms import Cases, Condition, Length, Moment, Proof, Who
from callplan.core.record import Record

WEIGHTS = ("time", "reputation", "money")
RESERVED = ("any", "not", "of", "all", "yes", "no", "on", "off", "true", "false", "null", "go-on")
BUILT_IN_FACTS = ("amount", "wanted-by", "reason")
UNWORDED = {"amount": "What have you set aside for this?", "wanted-by": "By when do you want this in place?"}


class Waive(Record):
    """Who may let a step go and for which reasons; `by` None: whoever decides it; no reasons: any."""

    by: Who | None = None
    reasons: tuple[str, ...] = ()
    never: bool = False


class Concern(Record):
    """What they may fear, what to say to it, and what not to promise."""

    fear: str
    say: str = ""
    never: str = ""


class Talk(Record):
    """How they may be spoken to while a stage is open. `how`: call, written, none.

    `under`: the roles that it binds, none for all of its track; `exempt`: those of them that it does not.
    """

    how: str = "call"
    to: str = ""
    through: str = ""
    before: Moment | Cases | None = None
    under: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()


class Fact(Record):
    """What conditions may ask. `type`: number, date, yes-no, choice, text."""

    id: str
    ask: str = ""
    of: str = ""
    listen_for: str = ""
    type: str = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()
    assume: str | int | float | None = None
    depends: Cases | None = None
    when: Condition | None = None


class Role(Record):
    """A part somebody plays. `side`: client, us, third-party; `called`: its holder in a sentence, with an article."""

    id: str
    title: str
    predicate: str = ""
    side: str = "client"
    called: str = ""


class Step(Record):
    """An act or a decision on the map; see the two kinds below.

    It rests on what it `needs`, and merely queues behind what it comes `after`.
    """

    id: str
    clause: str
    by: Who | Cases
    title: str = ""
    when: Condition | None = None
    needs: Condition | None = None
    after: Condition | None = None
    before: Moment | Cases | None = None
    takes: Length | Cases | None = None
    lasts: Length | Cases | None = None
    times: int | Cases = 1
    proof: Proof | Cases | None = None
    not_proof: tuple[str, ...] = ()
    ask: str = ""
    listen_for: str = ""
    help: str = ""
    if_skipped: str = ""
    until_then: tuple[str, ...] = ()
    waive: Waive = Waive()

    @property
    def name(self) -> str:
        """What a list calls it: its title, else its clause."""
        return self.title or self.clause

    @property
    def called(self) -> str:
        """What a sentence calls it: its title, else its clause made into a noun."""
        return self.title or f"“{self.clause}”"


class Act(Step):
    """`will:` something that somebody must get done."""

    without_us: bool = False
    gives_up: str = "time"
    brings: str = ""
    on_call: bool = False


class Decision(Step):
    """`whether:` a yes or no of the client's. `if_no`: an end, a stage, a step, `go-on`, or nothing.

    `topic`: the question as it is spoken of, after *decide*; `yes`: what somebody did who said yes, after a name.
    """

    topic: str = ""
    yes: str = ""
    hear: Who | Cases | None = None
    good_for_them: str = ""
    no_is_right_if: str = ""
    concerns: tuple[Concern, ...] = ()
    if_no: str = ""
    implied_by: tuple[str, ...] = ()
    they_ask: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What a sentence calls it: its title, else the question it answers."""
        return self.title or f"the question whether {self.clause}"


class Stage(Record):
    """A stretch of the client's way, named in the client's terms."""

    id: str
    title: str
    steps: tuple[Act | Decision, ...]
    track: str = "main"
    when: Condition | None = None
    needs: Condition | None = None
    after: Condition | None = None
    before: Moment | Cases | None = None
    talk: Talk = Talk()
    signals: tuple[str, ...] = ()


class End(Record):
    """A way the deal may end. `kind`: won, lost, no-decision, void."""

    id: str
    kind: str
    title: str = ""
    reasons: tuple[str, ...] = ()
    needs: Condition | None = None
    before: Moment | Cases | None = None


class Playbook(Record):
    """The whole map. `closing` is the decision whose yes wins the deal."""

    id: str
    title: str
    stages: tuple[Stage, ...]
    closing: str
    roles: tuple[Role, ...] = ()
    facts: tuple[Fact, ...] = ()
    ends: tuple[End, ...] = ()
    version: int = 1
    choose_when: str = ""
    without: tuple[str, ...] = ()

    @cached_property
    def steps(self) -> dict[str, Act | Decision]:
        """Every step by its id, in the order of the file."""
        return {step.id: step for stage in self.stages for step in stage.steps}

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions in the order of the file."""
        return tuple([step for step in self.steps.values() if isinstance(step, Decision)])

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts in the order of the file."""
        return tuple([step for step in self.steps.values() if isinstance(step, Act)])

    @cached_property
    def stage(self) -> dict[str, Stage]:
        """Every stage by its id."""
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def stage_of(self) -> dict[str, Stage]:
        """The stage each step stands in."""
        return {step.id: stage for stage in self.stages for step in stage.steps}

    @cached_property
    def left_out(self) -> frozenset[str]:
        """What never applies here: the parts in `without`, and the steps of its stages."""
        stages = [stage for stage in self.stages if stage.id in self.without]
        return frozenset((*self.without, *[step.id for stage in stages for step in stage.steps]))

    def limits(self, step: str) -> tuple[Moment | Cases, ...]:
        """The days by which a step is to be settled: its own, its stage's, of the closing one those of winning."""
        won = [end.before for end in self.ends if end.kind == "won" and step == self.closing]
        every = (self.steps[step].before, self.stage_of[step].before, *won)
        return tuple([each for each in every if each is not None])

    @cached_property
    def tracks(self) -> dict[str, tuple[Stage, ...]]:
        """The stages of each track in their order, main first."""
        names = sorted(dict.fromkeys(stage.track for stage in self.stages), key=lambda name: name != "main")
        return {name: tuple([stage for stage in self.stages if stage.track == name]) for name in names}

    @cached_property
    def rank(self) -> dict[str, int]:
        """How far along its track each stage, and each step, stands; the first stage is 0."""
        ranks: dict[str, int] = {}
        for stages in self.tracks.values():
            for rank, stage in enumerate(stages):
                ranks[stage.id] = rank
                ranks.update((step.id, rank) for step in stage.steps)
        return ranks

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each step comes in the file; the last word when two are alike."""
        return {step: place for place, step in enumerate(self.steps)}

    @cached_property
    def role(self) -> dict[str, Role]:
        """Every role by its id."""
        return {role.id: role for role in self.roles}

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Every fact by its id, the built-in ones among them."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def end(self) -> dict[str, End]:
        """Every end by its id."""
        return {end.id: end for end in self.ends}
