"""Who can be named in an answer: those on the call, everybody else known, somebody met just now; and what is told."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal
from callplan.core.interview import grammar
from callplan.core.interview.ids import NEW as SURELY_NEW
from callplan.core.interview.likely_role import likely_role
from callplan.core.interview.question import Choice, Question, every
from callplan.core.interview.roster import Roster
from callplan.core.interview.who_is_meant import names_typed
from callplan.core.map.condition import named
from callplan.core.map.playbook import Act, Decision, Playbook, Role
from callplan.core.text import plain, written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from callplan.core.interview.question import Answers, Asking, Saying

NEW = "+"
SEVERAL = "+"
WITH_NEW = "--with or --person NAME:ROLE,new"
NONE = "none"


class Party:
    """The people of a deal and of the answers so far; `met` are those added, as texts of the flags."""

    def __init__(self, deal: Deal | None, playbook: Playbook, answers: Answers, today: date) -> None:
        self.deal = deal
        self.playbook = playbook
        self.roster = Roster(deal, playbook, today, grammar.TypedDays(today))
        company, self.others = every(answers, "with"), every(answers, "person")
        self.roster.introduce(company, self.others)
        self.present = [name for name in self.roster.with_(company) if not self._ours(name)]
        self.roster.others(self.others)
        self.met: list[str] = []
        self.suggested: dict[str, str] = {name: title for name, title, *_ in answers.get("crm people") or ()}

    def told(self) -> list[str]:
        """Everybody told of beside the call, those met just now among them, as texts of `--person`."""
        return [*self.others, *self.met]

    def everybody(self) -> list[str]:
        """Those on the call, then everybody else who has not left; nobody of ours."""
        others = [name for name in self.roster.known if name not in self.roster.gone and not self._ours(name)]
        return list(dict.fromkeys([*self.present, *others]))

    def _ours(self, name: str) -> bool:
        sides = {
            self.playbook.role[role].side for role in self.roster.known.get(name, ()) if role in self.playbook.role
        }
        return sides == {"us"}

    def choice(self, name: str) -> Choice:
        """Somebody, with the parts they play."""
        titles = [self.playbook.role[role].title for role in self.roster.known[name] if role in self.playbook.role]
        return Choice(name, f"{name} ({', '.join(titles)})" if titles else name)

    def able(self, step: Act | Decision) -> list[str]:
        """Those known who hold a role that the map names for a step."""
        roles = set(named(step.by))
        return [name for name in self.everybody() if roles.intersection(self.roster.known[name])]

    def company(self, text: str, usual: list[str] | None, why: str, **more: Any) -> Asking:
        """Ask who is on a call: known people ticked, new ones with the part they play; as texts of `--with`.

        `besides` are answers more; those picked are given back as they are.
        """
        known, picked, besides = self.everybody(), [NEW], more.pop("besides", ())
        if known:
            choices = (*[self.choice(name) for name in known], Choice(NEW, "somebody new"), *besides)
            picked = yield Question("with who", text, "many", choices, usual, why, "--with PERSON", **more)
        others = [choice.value for choice in besides if choice.value in picked]
        texts = [written(name) for name in picked if name != NEW and name not in others]
        if NEW in picked:
            reads = self._somebody if more.get("reads") or known else self._names
            names = yield Question(
                "with names", "Who is new?" if known else text, "names", default=None if usual is None else "",
                why=why, flags="--with PERSON:ROLE", names=tuple(self.everybody()), reads=reads,
                empty="nobody known yet", detail=bool(known), begun="" if known else ", ".join(self.suggested),
            )  # fmt: skip
            texts += yield from self.parts("with", names)
        return [*dict.fromkeys(texts), *others]

    def who(
        self,
        key: str,
        text: str,
        why: str,
        flags: str,
        several: bool = False,
        likely: Sequence[str] = (),
        but: Sequence[str] = (),
    ) -> Asking:
        """Ask which person, or which people, are meant; where only one can be, nobody is asked.

        Of several nobody is ticked beforehand, and nothing ticked is nobody; of one, who is likely is pointed at.
        `but`: those of whom somebody else told.
        """
        known = [name for name in self.everybody() if name not in but]
        if len(known) == 1 and self.present and not but:
            return known
        picked = [NEW]
        if known:
            choices = (*[self.choice(name) for name in known], Choice(NEW, "somebody else"))
            here = [name for name in likely if name in self.present] or list(likely)
            if several:
                asked = Question(key, text, "many", choices, [], why, flags, detail=True)
            else:
                likeliest = here[0] if here else None
                asked = Question(key, text, "choice", choices, None, why, flags, offered=likeliest, detail=True)
            answer = yield asked
            picked = answer if several else [answer]
        if NEW not in picked:
            return picked
        found = yield from self.newcomers(f"{key} new", "Their full name?" if known else text, several)
        return [*[name for name in picked if name != NEW], *found]

    def newcomers(self, key: str, text: str, several: bool = False) -> Asking:
        """Ask for one name, or for several, and for the part each new one plays; those known are just named."""
        said = yield Question(
            f"{key} name", text, "names" if several else "name", why="First and last name; the first is enough later.",
            flags="--person NAME:ROLE", names=tuple(self.everybody()), detail=True,
            reads=self._somebody if several else self._one,
        )  # fmt: skip
        return (yield from self.named(key, said))

    def named(self, key: str, said: list[str]) -> Asking:
        """The full names of people as they were typed, new ones with the part they play."""
        texts = yield from self.parts(key, said)
        self.met += [text for text in texts if ":" in re.sub(r"\\.", "", text)]
        return [plain(re.split(r"(?<!\\):", text)[0]) for text in texts]

    def _names(self, text: str) -> list[str]:
        found = names_typed(text, self.roster.called)
        parts = {each.casefold() for role in self.playbook.roles for each in (role.id, role.title)}
        for name in found:
            if name.rpartition(":")[2].strip().casefold() in parts and ":" in name:
                raise Usage(f"“{name}”: write the name alone; the part they play is asked next.")
        return found

    def _one(self, text: str) -> list[str]:
        found = self._somebody(text)
        if len(found) > 1:
            raise Usage(f"One person is meant here, not {len(found)}: write one name.")
        return found

    def _somebody(self, text: str) -> list[str]:
        return self._names(grammar.needed(text))

    def parts(self, key: str, said: list[str]) -> Asking:
        """The people named, as texts of `--with`: those not known yet with the parts they play."""
        texts = []
        if len(said) == 2 and not any(" " in name or self.roster.meant(name) for name in said):
            said = yield from self._one_or_two(key, *said)
        for name in said:
            _, like = self.roster.doubt(written(name, NONE))
            known = (yield who_is_it(self, f"{key} {name} who", name, like)) if like else self._meant(name)
            if known and known != NEW:
                texts.append(written(known))
                continue
            texts.append((yield from self.newcomer(f"{key} {name}", name, surely=bool(like))))
        return texts

    def newcomer(self, key: str, name: str, *, surely: bool) -> Saying:
        """Somebody new with the part they play, as a text of `--with`; `surely`: their name is like a known one."""
        roles = yield from self._roles(key, name)
        self.roster.add(name, tuple([role for role in roles if role != NONE]))
        return written(name, ",".join([*roles, *([SURELY_NEW] if surely else [])]))

    def _one_or_two(self, key: str, last: str, given: str) -> Asking:
        """Two words with a comma may be one person with the last name first."""
        choices = (Choice("two", f"two people, {last} and {given}"), Choice("one", f"one, {given} {last}"))
        text, why = f"“{last}, {given}”: is that one person?", "A person is kept once, with the given name first."
        found = yield Question(f"{key} of two", text, "choice", choices, "two", why, detail=True)
        return [f"{given} {last}"] if found == "one" else [last, given]

    def _meant(self, name: str) -> str:
        """The full name of somebody known; empty for somebody new."""
        return next(iter(self.roster.meant(name)), "")

    def _roles(self, key: str, name: str) -> Asking:
        choices = tuple([Choice(role.id, _role(role)) for role in self.playbook.roles])
        more = (Choice(NONE, "none of these"), Choice(SEVERAL, "several of these"))
        text = f"What part does {name} play?"
        why = "A decision counts when the people it needs have made it; this tells who they are."
        likely = likely_role(self.suggested.get(name, ""), self.playbook)
        asked = Question(f"{key} role", text, "choice", (*choices, *more), None, why, "--with or --person NAME:ROLE")
        role = yield asked.but(offered=likely or None, detail=True)
        if role != SEVERAL:
            return [role]
        text = f"Which parts does {name} play?"
        return (  # type: ignore[no-any-return]
            yield Question(
                f"{key} roles", text, "many", choices, why=why, flags="--with or --person NAME:ROLE,ROLE",
                reads=grammar.some, detail=True,
            )
        )  # fmt: skip


class OnCall:
    """One call being told; `told` are the texts of the flags, those of the answers so far among them."""

    def __init__(self, deal: Deal, answers: Answers, on: date, today: date) -> None:
        self.steps = deal.playbook.steps
        self.standing = Standing(deal, on)
        self.party = Party(deal, deal.playbook, answers, today)
        self.on = on
        self.day = grammar.day_reader(on, on)
        self.answers = answers
        self.told: dict[str, Any] = {}

    def tell(self, key: str, text: str) -> None:
        """One text more under a flag."""
        self.told[key] = [*self.told.get(key, every(self.answers, key)), text]

    def telling(self) -> Answers:
        """Everything told, with the people met on the way."""
        return {**self.told, "person": self.party.told()}

    def one(self, key: str, text: str, why: str, flags: str, likely: str = "", but: Sequence[str] = ()) -> Saying:
        """Ask for one person, those first who may speak for a step; never for one of whom somebody else told."""
        able = self.party.able(self.steps[likely]) if likely in self.steps else []
        return (yield from self.party.who(key, text, why, flags, likely=able, but=but))[0]

    def typed(self, key: str, name: str) -> Saying:
        """The full name of one person as it was typed on a line."""
        return (yield from self.party.named(key, [name]))[0]


def who_is_it(party: Party, key: str, name: str, like: list[str]) -> Question:
    """Whether a name means one of those whose names are like it, or somebody new."""
    choices = (*map(party.choice, like), Choice(NEW, f"{name}, somebody new"))
    why = "A person is kept once; what they say counts by their parts."
    return Question(key, f"“{name}”: who is that?", "choice", choices, None, why, WITH_NEW, detail=True)


def _role(role: Role) -> str:
    """A role by its title, and by what tells who plays it."""
    return f"{role.title} - who {role.predicate}" if role.predicate else phrase.capital(role.title)
