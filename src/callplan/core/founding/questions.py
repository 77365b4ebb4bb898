"""What is asked about a kind of client before their map is made: who they are, what they decide, what it hangs on."""

from __future__ import annotations

from callplan.core.flags import spelled
from callplan.core.founding import kind_of_client as kind
from callplan.core.founding import titled
from callplan.core.founding.kind_of_client import KindOfClient
from callplan.core.founding.starter import SPONSOR, decision_of
from callplan.core.interview import grammar
from callplan.core.interview.question import Choice, Question, upcoming
from callplan.core.text import written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from callplan.core.founding.starter import Starter
    from callplan.core.interview.question import Answers, Script, Settled
    from callplan.core.map.playbook import Decision

OTHER, REWORDED = "+", "="
ABOVE, DAY, WRITING = "above", "by-day", "in-writing"
SPOKEN_WHY = "The page gives you words to say aloud, and these stand in them."
ORDER_WHY = "Nothing moves a deal but a decision of theirs: each of these becomes a stage of the map."


def founding(answers: Answers, name: str, starter: Starter) -> Question | Settled | None:
    """The next question about a kind of client; None when enough is told."""
    told = KindOfClient(answers, starter)
    return upcoming(
        answers,
        (
            ("title", lambda: _title(name)),
            ("uses", lambda: _who(starter, "uses", "Who works with it every day?")),
            ("wants", lambda: _who(starter, "wants", "Who has the problem, and wants it solved?")),
            (
                "pays",
                lambda: _who(
                    starter, "pays", "Who can release the money? The same words as before stand for one person."
                ),
            ),
            ("also", lambda: _also(starter)),
            ("decide", lambda: _decisions(told)),
            (f"{ABOVE},{DAY},{WRITING}", lambda: _hanging(told)),
        ),
    )


def missing(answers: Answers) -> list[str]:
    """The flags of what nobody can leave out, as far as they are not given."""
    return [f"--{key}" for key in ("uses", "wants", "pays", "decide") if not answers.get(key)]


def _title(name: str) -> Script:
    why = "It stands in lists, and on every plan that is made with the map."
    return {
        "title": (
            yield Question(
                "title line", "What do you call this kind of purchase?", why=why, flags=spelled("title"),
                offered=titled(name), empty=titled(name), reads=kind.needed,
            )
        )
    }  # fmt: skip


def _who(starter: Starter, key: str, text: str) -> Script:
    usually = starter.book.role[kind.WHO[key]].title
    why = "Not a name: what such a person is called at these clients. Plans name people by it until you know them."
    return {
        key: (
            yield Question(
                f"{key} title", text, why=why, flags=spelled(key), offered=usually, empty=usually, reads=kind.title
            )
        )
    }


def _also(starter: Starter) -> Script:
    """Who else has to agree: the usual ones ticked, others by their titles."""
    why = "Each of them gets a stage beside the main way, and somebody who brings them to a call."
    reviews = {
        role: f"{starter.book.role[role].title}: {decision_of(stage).clause}" for role, stage in starter.reviews.items()
    }
    choices = (*[Choice(role, told) for role, told in reviews.items()], Choice(OTHER, "others"))
    picked = yield Question("also who", "Who else has to agree?", "many", choices, [], why, spelled("also"))
    others = []
    if OTHER in picked:
        others = yield Question(
            "also others", "What are they called?", "names", why=why, flags=spelled("also"), reads=_names, detail=True
        )
    return {"also": [*[name for name in picked if name != OTHER], *others]}


def _names(text: str) -> list[str]:
    return [kind.title(name) for name in grammar.names(text) or [""]]


def _decisions(told: KindOfClient) -> Script:
    """Their decisions in their order: the usual ones, each in other words if that is wanted, and ones of their own."""
    way = {name: decision_of(stage) for name, stage in told.starter.usual.items()}
    choices = (
        *[Choice(name, f"whether {decision.clause}") for name, decision in way.items()],
        Choice(OTHER, "whether … (something else)"),
        Choice(REWORDED, "say some of these in other words"),
    )
    picked = yield Question(
        "decide what", "What do they have to decide, in this order?", "many", choices, None, ORDER_WHY,
        "--decide ID or CLAUSE", offered=list(way), reads=_some,
    )  # fmt: skip
    texts = [name for name in picked if name in way]
    if REWORDED in picked:
        for place, name in enumerate(texts):
            clause = yield _clause(
                f"decide {name}", f"{way[name].title[:1].upper()}{way[name].title[1:]}: whether", way[name].clause
            )
            if clause != way[name].clause:
                spoken = yield from _spoken(name)
                texts[place] = written(f"{name}={clause}", "", *spoken)
    if OTHER in picked:
        yield from _own(texts, told)
    return {"decide": texts}


def _some(picked: list[str]) -> list[str]:
    """At least one decision, whichever way it is told."""
    return grammar.some([name for name in picked if name != REWORDED]) and picked


def _clause(key: str, text: str, begun: str) -> Question:
    return Question(key, text, why=ORDER_WHY, flags="--decide CLAUSE", begun=begun, detail=True, reads=kind.clause_of)


def _spoken(of: str) -> Generator[Question, Any, tuple[str, str]]:
    """How a decision in words of their own is spoken of, and what a yes to it is called; Enter leaves it to these."""
    topic = yield Question(
        f"decide {of} topic", "On the call you say: “Today I'd like you to decide ___” (whether to …, which …)",
        why=SPOKEN_WHY, flags="--decide CLAUSE:ROLE:TOPIC:YES", default="", empty="whether …, as above", detail=True,
        reads=kind.topic_of,
    )  # fmt: skip
    yes = yield Question(
        f"decide {of} yes", "Afterwards you say: “Last time you ___” (ordered, decided to …, settled on …)",
        why=SPOKEN_WHY, flags="--decide CLAUSE:ROLE:TOPIC:YES", default="", empty="agreed that …, as above",
        detail=True, reads=kind.yes_of,
    )  # fmt: skip
    return topic, yes


def _own(texts: list[str], told: KindOfClient) -> Generator[Question, Any, None]:
    """Ask for decisions of their own, one after the other: its words, who makes it, and where it comes."""
    count = 1
    clause = yield _clause("decide own 1", "They decide whether", "")
    while clause:
        spoken = yield from _spoken(f"own {count}")
        roles = {**told.titles, **told.also}
        choices = tuple([Choice(role, title) for role, title in roles.items() if told.same.get(role, role) == role])
        who = yield Question(
            f"decide own {count} who", f"Who decides whether {clause}?", "choice", choices, why=ORDER_WHY,
            flags="--decide CLAUSE:ROLE", offered=SPONSOR, detail=True,
        )  # fmt: skip
        place = 0
        if texts:
            place = yield from _place(count, texts, told)
        texts.insert(place, written(clause, who, *spoken))
        count += 1
        clause = yield Question(
            f"decide own {count}", "They also decide whether", why=ORDER_WHY, flags="--decide CLAUSE", default="",
            empty="nothing else", detail=True, reads=lambda text: kind.line(text) and kind.clause_of(text),
        )  # fmt: skip


def _place(count: int, texts: list[str], told: KindOfClient) -> Generator[Question, Any, int]:
    """Before which of the others a decision comes; where the order is last, usually just before it."""
    stages = told.but(answers={**told.answers, "decide": texts}).way
    called = [_called(decision_of(stage)) for stage in stages]
    last = str(len(texts) - 1 if decision_of(stages[-1]).id == told.starter.book.closing else len(texts))
    choices = (
        *[Choice(str(place), f"before {name}") for place, name in enumerate(called)],
        Choice(str(len(texts)), "last"),
    )
    place = yield Question(
        f"decide own {count} place", "When do they decide that?", "choice", choices, why=ORDER_WHY,
        flags="--decide, in their order", offered=last, detail=True,
    )  # fmt: skip
    return int(place)


def _hanging(told: KindOfClient) -> Script:
    """What the way hangs on: a sum, a day, and how they may be spoken to."""
    choices = (
        Choice(ABOVE, "above a certain amount, somebody else decides on the money"),
        Choice(DAY, "there is a day by which it has to be decided"),
        Choice(WRITING, "from some point on they may only be written to (a tender)"),
    )
    why = "An amount becomes a fact that the page asks for, a day a deadline that it counts back from."
    flags = "--above, --by-day or --in-writing"
    picked = yield Question("hangs on", "What else is so with them?", "many", choices, [], why, flags)
    found: Answers = {ABOVE: "", DAY: "", WRITING: ""}
    if ABOVE in picked:
        found[ABOVE] = yield from _limit(why)
    if DAY in picked:
        found[DAY] = yield Question(
            "hangs on day", "It has to be decided before the day on which", why=why, flags=spelled("by-day"),
            reads=kind.clause_of, detail=True,
        )  # fmt: skip
    if WRITING in picked:
        decisions = [decision_of(stage) for stage in told.way]
        found[WRITING] = yield Question(
            "hangs on writing", "Before which decision does it begin?", "choice",
            tuple([Choice(decision.id, _called(decision)) for decision in decisions]), why=why,
            flags=spelled("in-writing"), offered=decisions[-1].id, detail=True,
        )  # fmt: skip
    return found


def _called(decision: Decision) -> str:
    return decision.title or f"whether {decision.clause}"


def _limit(why: str) -> Generator[Question, Any, str]:
    def read(text: str) -> str:
        kind.sum_of("above", kind.needed(text))
        return kind.line(text)

    flags = spelled("above")
    sum_ = yield Question("hangs on sum", "Above which amount?", why=why, flags=flags, reads=read, detail=True)
    who = yield Question(
        "hangs on who", "Who decides above that?", why=why, flags=flags, offered="managing director",
        empty="managing director", reads=kind.title, detail=True,
    )  # fmt: skip
    return written(sum_, who)
