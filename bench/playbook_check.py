"""What checking a playbook costs, as a multiple of loading the same file and comparing it with a plain shape.

Ours is `playbook_file.read`: the text of an invented map of about 600 lines becomes a Playbook; every value keeps its
line, conditions and lengths of time are read, ids looked up and circles looked for; then with advice on every text,
too. The measure is `yaml.load(text, CSafeLoader)`, which makes plain dicts, lists and numbers, and after it pydantic's
`validate_python` of nested TypedDicts without extra keys, in which conditions, roles and lengths of time may be
anything. Both start from the text in memory, warm, with the garbage collector off, as callplan runs.

Prints the ratio of the medians of wall time, taken in turns, and of instructions where there is valgrind.
It judges nothing.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from typing import Annotated, Any, Literal, Required

import yaml
from pydantic import ConfigDict, Discriminator, Field, Tag, TypeAdapter, with_config
from typing_extensions import TypedDict

from callplan import playbook_file

SEED, STAGES, ROUNDS, COUNTED = 4, 8, 151, 10
ENVIRON = os.environ | {"PYTHONHASHSEED": "0"}
ROLES = ("sponsor", "user", "budget-owner", "executive", "security", "legal", "purchasing")
FACTS = """\
facts:
  amount:
    ask: Which sum would you expect to see on the last page?
    of: budget-owner
    unit: EUR
    listen_for: a range, and what it is being compared with
  data:
    ask: Which data of yours would it hold or pass on?
    of: security
    choices: [none, operational, personal]
    listen_for: a system by name, and whoever looks after it
  route:
    depends:
      - {when: {amount: {over: 250k}}, is: board}
      - {when: {amount: {over: 25k}}, is: purchasing}
      - {is: direct}
  board-day:
    ask: When does the board next decide on money?
    of: executive
    type: date
    when: {route: board}
  paper:
    ask: Whose contract do you start from when you buy something of this size?
    of: legal
    choices: [client paper, supplier paper]
    assume: client paper
"""
VERBS = ("draw up", "send round", "cut down", "find", "write down", "book", "measure", "show")
THINGS = (
    "list",
    "figure",
    "review",
    "trial",
    "budget",
    "page",
    "contract",
    "walk through the day",
    "estimate",
    "queue",
)
WHERE = ("in the north hall", "on one page", "before the holidays", "for finance", "on line two", "at the sister firm")


class Maker:
    """Writes one map, the same one for the same seed."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.earlier: list[str] = []
        self.made = 0

    def page(self) -> str:
        """The whole file."""
        head = ["format: 1", "id: invented", "title: A purchase by a buying group"]
        head.append("for: six or more people have a say, and security, legal or purchasing look at it too")
        roles = [
            f"  {role}: {{title: {role}, called: somebody from {role}, is: knows the {role} side of it}}"
            for role in ROLES
        ]
        stages = [line for number in range(STAGES) for line in self.stage(number)]
        ends = ["ends:", f"  won: {{needs: [{self.earlier[-1]}, board-day, paper], before: wanted-by}}"]
        ends += ["  lost: [chose another, kept what they have, no budget]", "  no-decision: [lost interest, moved on]"]
        return "\n".join([*head, FACTS + "roles:", *roles, "stages:", *stages, *ends, ""])

    def stage(self, number: int) -> Iterator[str]:
        """A stage of two decisions and three acts; now and then beside the main way."""
        yield f"  - id: stage-{number}"
        yield f"    title: {self.question()}"
        if number % 3 == 2 and number < STAGES - 1:
            yield "    track: security"
            yield "    when: {data: {not: none}}"
            yield f"    needs: [{self.chance.choice(self.earlier)}]"
        yield "    signals:"
        yield f"      - they talk about the {self.thing()} and ask for nothing"
        yield "    steps:"
        begun = list(self.earlier)
        for kind in "aadad":
            yield from self.act(begun) if kind == "a" else self.decision(begun)

    def act(self, earlier: list[str]) -> Iterator[str]:
        """An act, at times conditional."""
        name, thing = self.name("act"), self.thing()
        yield f"      - id: {name}"
        yield f"        title: the {thing.split()[0]} {self.made}"
        yield f"        will: {self.chance.choice(VERBS)} the {thing} {self.chance.choice(WHERE)}"
        if earlier and self.chance.random() < 0.4:
            yield f"        when: {{not: {{any: [{', '.join(self.some(earlier, 2))}]}}}}"
        yield f"        by: {self.who()}"
        yield f"        takes: {self.chance.choice(('1w', '1-2w', '5d', '10bd', '3-5d'))}"
        if self.chance.random() < 0.4:
            yield "        without_us: true"
            yield "        gives_up: reputation"
        yield f"        ask: {self.question()}"
        yield f"        listen_for: a name, a date, and what the {self.thing()} cost"
        yield f"        help: our {self.thing()} with the names cut out"
        self.earlier.append(name)

    def decision(self, earlier: list[str]) -> Iterator[str]:
        """A decision with all that belongs to one."""
        name, thing = self.name("decision"), self.thing()
        yield f"      - id: {name}"
        yield f"        title: the {thing.split()[0]} {self.made}"
        yield f"        whether: the {thing} is good enough {self.chance.choice(WHERE)}"
        yield f"        topic: whether the {thing} is good enough"
        yield f'        "yes": said the {thing} is good enough'
        yield from self.deciding()
        if earlier:
            yield f"        needs: [{', '.join(self.some(earlier, 3))}]"
        yield f"        takes: {self.chance.choice(('1w', '2-3w', '5bd'))}"
        yield "        not_proof:"
        yield "          - they thanked everybody for a good meeting"
        yield f"        ask: {self.question()}"
        yield f"        listen_for: a month, and who keeps the {self.thing()}"
        yield f"        good_for_them: they stop paying for the {self.thing()} twice"
        yield f"        no_is_right_if: a larger {thing} already has the year"
        yield f"        if_skipped: the {thing} stops in the week the auditor comes"
        yield "        concerns:"
        yield f"          - fear: the last {thing} was quietly switched off"
        yield f"            say: you set the day of the {thing}, and you write down what would make you stop"
        yield "            never: a fixed date"
        yield "        they_ask:"
        yield f"          - {self.question()}"
        self.earlier.append(name)

    def deciding(self) -> Iterator[str]:
        """Who decides, at times by the amount; who is heard; what counts as proof."""
        if self.chance.random() < 0.2:
            yield "        by:"
            yield "          depends:"
            yield f"            - {{when: {{route: board}}, is: [{', '.join(self.some(ROLES, 2))}]}}"
            yield f"            - {{is: {self.chance.choice(ROLES)}}}"
        else:
            yield f"        by: {self.who()}"
        yield f"        hear: {self.chance.choice(ROLES)}"
        if self.chance.random() < 0.3:
            yield f"        proof: {{wrote: a {self.thing()} with a date on it}}"
            yield "        before: wanted-by - 10bd"

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}-{self.made}"

    def some(self, of: tuple[str, ...] | list[str], most: int) -> list[str]:
        return self.chance.sample(of, min(len(of), self.chance.randint(1, most)))

    def who(self) -> str:
        named = ", ".join(self.some(ROLES, 2))
        return f"{{any: [{named}]}}" if ", " in named and self.chance.random() < 0.6 else f"[{named}]"

    def thing(self) -> str:
        return self.chance.choice(THINGS)

    def question(self) -> str:
        return f"What became of the last {self.thing()} {self.chance.choice(WHERE)}?"


_strict = with_config(ConfigDict(extra="forbid"))


@_strict
class Fact(TypedDict, total=False):
    ask: str
    of: str
    listen_for: str
    type: Literal["number", "date", "yes-no", "text"]
    unit: str
    choices: list[str]
    assume: Any
    depends: list[Any]
    when: Any


@_strict
class Role(TypedDict, total=False):
    title: Required[str]
    predicate: Annotated[str, Field(alias="is")]
    called: str
    side: Literal["client", "us", "third-party"]


class Step(TypedDict, total=False):
    id: Required[str]
    title: str
    by: Required[Any]
    when: Any
    needs: Any
    before: Any
    takes: Any
    lasts: Any
    times: Any
    proof: Any
    not_proof: list[str]
    ask: str
    listen_for: str
    help: str
    if_skipped: str
    until_then: list[str]
    waive: Any


@_strict
class Act(Step, total=False):
    will: Required[str]
    without_us: bool
    gives_up: Literal["time", "reputation", "money"]
    brings: str
    on_call: bool


@_strict
class Concern(TypedDict, total=False):
    fear: Required[str]
    say: str
    never: str


@_strict
class Decision(Step, total=False):
    whether: Required[str]
    topic: str
    yes: str
    hear: Any
    good_for_them: str
    no_is_right_if: str
    concerns: list[Concern]
    if_no: str
    implied_by: list[str]
    they_ask: list[str]


def _kind(step: Any) -> str:
    return "decision" if "whether" in step else "act"


@_strict
class Stage(TypedDict, total=False):
    id: Required[str]
    title: Required[str]
    steps: Required[
        list[Annotated[Annotated[Act, Tag("act")] | Annotated[Decision, Tag("decision")], Discriminator(_kind)]]
    ]
    track: str
    when: Any
    needs: Any
    talk: Any
    signals: list[str]


@_strict
class End(TypedDict, total=False):
    title: str
    kind: Literal["won", "lost", "no-decision", "void"]
    reasons: list[str]
    needs: Any
    before: Any


@_strict
class Map(TypedDict, total=False):
    format: Required[Literal[1]]
    id: Required[str]
    title: Required[str]
    version: int
    choose_when: Annotated[str, Field(alias="for")]
    facts: dict[str, Fact]
    roles: dict[str, Role]
    stages: Required[list[Stage]]
    ends: dict[str, list[str] | End]


def ways(page: str) -> dict[str, Callable[[], object]]:
    """The things that are compared."""
    data = page.encode()
    shape: TypeAdapter[Map] = TypeAdapter(Map)

    def ours(advised: bool) -> object:
        found, problems = playbook_file.read(data, "map.yaml", advised=advised)
        assert found is not None, problems
        return found

    def plain() -> object:
        return shape.validate_python(yaml.load(page, yaml.CSafeLoader))

    return {"mistakes": lambda: ours(False), "and advice": lambda: ours(True), "plain": plain}


def seconds(does: Callable[[], object]) -> float:
    """How long it takes once."""
    begun = time.perf_counter()
    does()
    return time.perf_counter() - begun


def instructions(name: str) -> float:
    """How many instructions one more run takes, once everything is loaded."""
    counts = []
    for rounds in (1, 1 + COUNTED):
        words = [sys.executable, __file__, name, str(rounds)]
        count = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
        done = subprocess.run([*count, *words], capture_output=True, check=True, env=ENVIRON)
        found = re.search(rb"Collected : (\d+)", done.stderr)
        assert found, done.stderr
        counts.append(int(found[1]))
    return (counts[1] - counts[0]) / COUNTED


def main() -> None:
    """Print the table; with a name and a number, only run that."""
    gc.disable()
    page = Maker(Random(SEED)).page()
    does = ways(page)
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            does[sys.argv[1]]()
        return
    times: dict[str, list[float]] = {name: [] for name in does}
    for _ in range(ROUNDS):
        for name, run in does.items():
            times[name].append(seconds(run))
        gc.collect()
    print(f"{f'{page.count(chr(10))} lines, times YAML and pydantic':<38}{'wall':>8}{'instr':>8}")
    counts = {name: instructions(name) for name in does} if shutil.which("valgrind") else {}
    for name in list(does)[:-1]:
        wall = median(times[name]) / median(times["plain"])
        count = f"{counts[name] / counts['plain']:.2f}" if counts else "-"
        print(f"{name:<38}{wall:8.2f}{count:>8}")


if __name__ == "__main__":
    main()
