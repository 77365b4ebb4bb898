"""What is said aloud: how decisions are spoken of, what a yes is called, who holds a role, and what is asked."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.playbook import Playbook
from callplan.playbook_file.advice.grammar import OTHERS, SMALL, UNSTOPPED, WORD, Look, Looks
from callplan.playbook_file.advice.people import roles
from callplan.playbook_file.names import Reading
from callplan.playbook_file.nodes import Keys

LONGEST = 55
_UNEVEN = (
    "(?i:be|been|is|are|was|were|have|has|had|go|goes|went|gone|choose|chooses|chose|chosen|give|gives|gave|given"
    r"|take|takes|took|taken|do|does|did|done|saw|seen|knew|known|wrote|written|began|begun|came|became)(?!\S)"
)
_NO_PAST = (
    "(?i:accept|agree|approve|award|buy|confirm|decide|order|pick|place|release|say|settle|sign|want"
    r"|to|that|the|an?|it|we|\S*(?:ing|(?<!s)s))(?!\S)"
)
_AS_IN = 'as in "decided to go ahead"'

_unaddressed = Look(
    WORD % f"(?!(?<= as )they)(?:{OTHERS})",
    lambda found: f'says "{found}", and it is spoken to them and of them: say it without',
    where="through",
)
_filled = Look(
    r"\{(?!it\})[^{}]*\}?",
    lambda found: f'holds "{found}", and "{{it}}" alone is filled in, with what is sold',
    where="through",
)
_open = Look(
    r"(?i:(?!(?:whether|which|what|who(?:se|m)?|how|when)\b))",
    lambda _: (
        'goes on after "decide": begin it with whether, which, what, who, how or when, as in "whether to go ahead"'
    ),
)
_brief = Look(
    rf"(?s:.{{{LONGEST + 1}}}.*)", lambda found: f"is {len(found)} letters long: {LONGEST} are said with ease"
)
_even = Look(
    _UNEVEN,
    lambda found: (
        f'begins with "{found}", and it stands after "you" and after "you have": '
        f"take a verb that is the same in both, {_AS_IN}"
    ),
)
_past = Look(
    f"(?!{_UNEVEN}){_NO_PAST}",
    lambda found: f'follows "last time you": begin it with what was done, {_AS_IN}, not with "{found}"',
)
_held = Look(
    "(?i:(?!(?:the|an?|our|one of|some(?:body|one)) ))",
    lambda _: (
        'goes into sentences as it is: begin it with an article, "one of" or "somebody", '
        'as in "the person with the budget"'
    ),
)
TOPIC = Looks(_open, _unaddressed, _filled, SMALL, UNSTOPPED, _brief)
YES = Looks(_even, _past, _unaddressed, _filled, SMALL, UNSTOPPED)
CALLED = Looks(_held, _unaddressed, SMALL, UNSTOPPED)
ADDRESSED = Look(
    f"(?i:{WORD % 'the(?:y|m|irs?)'})",
    lambda found: (
        f'says "{found}", and the page takes it for a question about them, not to them: say "you", or name who is meant'
    ),
    where="through",
)


def advise(playbook: Playbook, doc: Keys, reading: Reading) -> None:
    """Note once that decisions told in this very file do not say how they are spoken of: what it extends has its own.

    What we decide ourselves is put to nobody.
    """
    file = doc["id"].at[0]
    left = [
        step
        for step in playbook.decisions
        if not (step.topic and step.yes)
        and step.id not in playbook.left_out
        and reading.card[step.id]["whether"].at[0] == file
        and {playbook.role[name].side for name in roles(step.by)} != {"us"}
    ]
    if left:
        first, more = left[0], len(left) - 1
        none = " and no ".join([f'"{key}"' for key in ("topic", "yes") if not getattr(first, key)])
        others = (
            f", and {phrase.several(more, 'more decision lacks', 'more decisions lack')} one or both" if more else ""
        )
        told = 'write what you would say aloud, or the page makes do with "whether"'
        reading.advise(reading.card[first.id]["id"], f'"{first.id}" has no {none}{others}: {told}')
