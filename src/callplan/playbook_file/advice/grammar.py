"""What can be told of a text's grammar from its words alone: only what is sure, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from callplan.core.record import Record

Glance = Callable[..., re.Match[str] | None]

LONGEST = 40
BREATH = 20
TAIL = 30
_INSIDE = "and it stands inside a sentence"
_DOES = "do|does|did|is|are|was|were|can|could|will|would|should|has|have|had"
_SHOW = "(?:demo|demonstration|presentation|pitch|proposal|quote|quotation|offer)"
_VERBS = "bring|send|give|take|prepare|write|make|tell|explain|provide|introduce|fetch|deliver|put|let|get|fill"
_STOPS = {".": "a full stop", "?": "a question mark", "!": "an exclamation mark"}


class TextCheck(Record):
    """Something a text should not hold, and what is said of it; `unless` it holds that.

    `where` is the part looked at: how it begins ("first"), its last few letters ("last"), or all of it with a blank
    before it, so that every word but one in brackets has one ("through").
    """

    pattern: str
    said: Callable[[str], str]
    where: str = "first"
    unless: str = ""

    def at(self, text: str) -> str:
        """What is said of a text; nothing when it is fine."""
        found = self._found(text)
        if found and self.unless and re.search(self.unless, f" {text}"):
            return ""
        return self.said(found[0].strip(" ,(")) if found else ""

    def _found(self, text: str) -> re.Match[str] | None:
        if self.where == "first":
            return re.match(self.pattern, text)
        return re.search(self.pattern, f" {text}" if self.where == "through" else text[-TAIL:])


class Looks:
    """All that is looked for in one field; most texts are fine, and a glance at each part tells."""

    def __init__(self, *looks: TextCheck) -> None:
        self._looks = looks

    def at(self, text: str) -> list[str]:
        """What is said of a text."""
        return [sentence for look in self._looks if (sentence := look.at(text))]

    def stop_at(self, text: str) -> bool:
        """Whether a text is worth a longer look."""
        first, last, through = self._glances
        if first(text) or last(text[-TAIL:]):
            return True
        return through is not None and through(f" {text}") is not None

    @cached_property
    def _glances(self) -> tuple[Glance, Glance, Glance | None]:
        through = self._any("through")
        return self._any("first").match, self._any("last").search, through.search if through.pattern else None

    def _any(self, where: str) -> re.Pattern[str]:
        patterns = [look.pattern for look in self._looks if look.where == where]
        return re.compile("|".join(patterns) or ("" if where == "through" else "(?!)"))


def after(frame: str, *words: str) -> TextCheck:
    """A look at what a text begins with, when the plan says one of these words, or its like, before it."""
    return TextCheck(f"(?i:(?:{'|'.join(words)}) )", lambda found: f'follows "{frame}": begin it without "{found}"')


def _bare(first: str) -> str:
    """What is said of an act that does not begin with a bare verb."""
    if first in ("to", "will"):
        return f'follows the word "will": begin it with the verb itself, without "{first}"'
    return f'follows the word "will": begin it with the bare verb, as in "send", not "{first}"'


def _predicate(found: str) -> str:
    """What is said of a role that is not told by what it does."""
    if re.fullmatch(_UNINFLECTED, found):
        return f'follows "who": put "{found}" into the third person, as in "signs the order"'
    return f'follows "who": say what this role does, as in "signs the order", not with "{found}"'


_OURS = (
    rf"(?i: (?:our (?:{_SHOW}|deck|slides)\b|(?<=\A )(?:we\b|(?:the|an?|another) (?:next |first |second )?{_SHOW}"
    r" (?:is|was|has been|gets) (?:booked|scheduled|held|given|sent|delivered|presented|shown)\b)))"
)
_OUR_STAGES = (
    r"(?i:(?:the |our )?(?:prospecting|lead|lead generation|qualification|qualifying|qualified|discovery|demo"
    r"|demonstration|pitch|presentation|proposal|quote|follow-?up|closing|close|closed|closed won|upsell)"
    r"(?: call| meeting| stage| phase| sent| made)?\Z)"
)
WORD = r"[ (](?:%s)\b(?!-)"
OTHERS = "you(?:rs?)?|the(?:y|m|irs?)|I|me|my|he|hi[ms]|she|hers?"
_PRONOUN = WORD % f"{OTHERS}|we|us|ours?"
_ENDS_SO = "bring|spring|swing|string|fling|cling|sling|sting|wring|ring|sing"
_UNINFLECTED = (
    "(?i:decide|sign|have|want|own|use|pay|hold|work|know|say|run|buy|need|do|be|guard|check|look|manage|approve"
    "|handle|lead|keep|release|answer|care|negotiate|are|were)"
)
_CLOSED = rf"(?i:(?:(?:and|but|so|well|then)[ ,]+)?(?:{_DOES}|shall|may|might|must)(?:n['’]t)? )"
_TAG = (
    r"(?i:(?:\bor not|, (?:right|correct|yes|no|okay|ok|agreed)"
    rf"|, (?:{_DOES})(?:n['’]t)? (?:you|they|it|he|she|that|there)) ?\?)"
)

_BEHIND = (
    "about|above|across|after|against|among|around|as|at|before|behind|below|beside|between|beyond|by|during|for|from|if|in"
    "|inside|into|it|like|near|of|off|on|once|onto|out|outside|over|past|per|since|than|that|through|to|under|until|up|upon"
    "|via|when|where|whether|which|while|who|whose|why|with|within|without"
)
_ONE_THING = 'name one thing, as in "the agreement on terms"'
_SINGULAR = (
    r"yes|gas|bias|canvas|atlas|alias|christmas|chaos|news|lens|means|series|species|works|headquarters|this|has|was|does|its"
    r"|\S*(?:ss|us|is|ics)"
)

SHORT = TextCheck(
    rf"(?s:.{{{LONGEST + 1}}}.*)", lambda found: f"is {len(found)} letters long: {LONGEST} fit into a sentence"
)
WITH_ARTICLE = TextCheck(
    "(?i:(?!(?:the|an?|no) ))", lambda _: 'goes into sentences as it is: begin it with an article, as in "the order"'
)
UNNAMED = TextCheck(
    _PRONOUN,
    lambda found: f'says "{found}", and the plan names people instead: say it without',
    where="through",
    unless=r"(?i:\A (?!(?:the|an?|no) ))",
)
ONE = TextCheck(
    rf"(?:[Tt]he|[Nn]o) (?=.*s(?!\S))(?!(?:day|date|time|week|month|way|reason) )(?:(?!(?:{_BEHIND}) )\S+ )*?"
    rf"(?!(?:{_SINGULAR})(?!\S))[a-z][a-z-]*[a-z]s(?= (?:{_BEHIND}) |\Z)",
    lambda found: f'has a plural, "{found}", and the verb behind it is singular: {_ONE_THING}',
)
WITHOUT_ARTICLE = TextCheck(
    "(?i:(?:the|an?|no) )", lambda found: f'is printed behind a name: begin it without "{found}"'
)
NOBODY = TextCheck(
    _PRONOUN,
    lambda found: f'says "{found}", and the plan names people instead: say it without',
    where="through",
    unless=_OURS,
)
NOBODY_ELSE = TextCheck(
    WORD % f"{OTHERS}|we",
    lambda found: f'says "{found}", and the plan names people instead: say it without',
    where="through",
)
OF_THEM = TextCheck(
    WORD % "you(?:rs?)?|I|me|my",
    lambda found: f'says "{found}", and the plan speaks of them: say "they" or name who is meant',
    where="through",
)
THEY = TextCheck(
    r"(?i:(?s:(?!.*\b(?:they|them|their|theirs)\b)))",
    lambda _: 'is what can be seen of them: tell it with "they", as in "they ask for a price"',
)
SMALL = TextCheck(
    r"(?:A|[A-Z][a-z]+)\b",
    lambda _: f"begins with a capital, {_INSIDE}: use a small letter, unless it is a name",
)
UNSTOPPED = TextCheck(r"[.?!]\Z", lambda stop: f"ends with {_STOPS[stop]}, {_INSIDE}: take it off", where="last")
UNENDED = TextCheck(
    r"\.\Z", lambda _: "ends with a full stop, and it is a question or a few words: take it off", where="last"
)
BARE = TextCheck(
    rf"(?i:(?:to|will)(?!\S)|(?!(?:{_ENDS_SO})(?!\S))\S*(?:ing|(?<!s)s)(?!\S))", lambda found: _bare(found.lower())
)
OURS = TextCheck(
    _OURS,
    lambda _: 'tells what we do, and only they decide: say what they decide on, or make it an act of ours ("will:")',
    where="through",
)
THEIRS = TextCheck(
    _OUR_STAGES, lambda _: 'is a stage of our work: call it by what they settle there, as in "What must it do?"'
)
ASKED = TextCheck(r"[^?]\Z", lambda _: "is read out as a question: end it with a question mark", where="last")
OPEN = TextCheck(
    _CLOSED,
    lambda found: f'begins with "{found}", which yes or no answers: ask what, how, when or who',
)
UNTAGGED = TextCheck(
    _TAG,
    lambda found: f'ends with "{found}", which yes or no answers: ask what, how, when or who',
    where="last",
    unless=rf"\A {_CLOSED}",
)
HEARD = TextCheck(
    "(?i:(?:to|listen|hear|if|you|they|he|she|we|I)(?: for)? )",
    lambda found: f'names what to hear: begin it without "{found}", as in "a date, and who set it"',
)
THING = TextCheck(
    f"(?i:(?:to|{_VERBS}|we|I|you|they|he|she) )",
    lambda found: f'follows "Bring": name the thing, as in "a list of names", without "{found}"',
)
GUARDED = TextCheck(
    "(?i:(?:to|nobody|no one|do not|don['’]t|never|we|they|you|I|the|an?) )",
    lambda found: f'follows "nobody is to": begin it with the bare verb, as in "talk price", not with "{found}"',
)
PREDICATE = TextCheck(
    rf"(?:(?i:(?:is )?(?:the|an?) |somebody\b|someone\b|who(?:ever)?\b|they\b|he\b|she\b|we\b|you\b|I\b)"
    rf"|{_UNINFLECTED}\b)",
    _predicate,
)
SAYABLE = TextCheck(
    rf"(?:\S+\s+){{{BREATH}}}(?s:\S.*)",
    lambda found: f"has {len(found.split())} words: {BREATH} can be said in one breath",
)
