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

    What is said has places: for what was found, in small letters too, its letters, its words, and a stop by its name.
    `where` is the part looked at: how it begins ("first"), its last few letters ("last"), or all of it with a blank
    before it, so that every word but one in brackets has one ("through").
    """

    pattern: str
    said: str
    where: str = "first"
    unless: str = ""

    def at(self, text: str) -> str:
        """What is said of a text; nothing when it is fine."""
        match = self._found(text)
        if not match or (self.unless and re.search(self.unless, f" {text}")):
            return ""
        found = match[0].strip(" ,(")
        counts = {"letters": len(found), "words": len(found.split())}
        return self.said.format(found=found, small=found.lower(), stop=_STOPS.get(found), **counts)

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
    return TextCheck(f"(?i:(?:{'|'.join(words)}) )", f'follows "{frame}": begin it without "{{found}}"')


_DEED = (
    "show|demo|demonstrate|present|pitch|propose|quote|offer|submit|send|give|deliver|hold|book|schedule|run|host|do|call"
    "|meet|visit|ring|write|prepare|make|draft|follow up|close"
)
_OURS = (
    rf"(?i:(?<=\A )(?:we (?:have |had |will |can |then |also |first )?(?:{_DEED}|showed|shown|sent|gave|held|made|did"
    rf"|met|wrote|ran)(?:e?d|e?s)?\b|(?:the|an?|another|our) (?:next |first |second )?(?:{_SHOW}|deck|slides)"
    r" (?:is|was|are|were|has been|gets) (?:booked|scheduled|held|given|sent|delivered|presented|shown)\b))"
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
_FINITE = (
    "can|may|will|must|has|is|does|would|should|could|might|never|often|always|also|only|alone|still|just|first|now|then"
    "|bought|chose|knew|ran|wrote|made|gave|took|began|brought|held|led|paid|sold|spoke|went|won|had|was|did|said|saw|built"
)
_NO_VERB = "sales|operations|business|logistics|access|process|part-time|his|its|ours"
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

SHORT = TextCheck(rf"(?s:.{{{LONGEST + 1}}}.*)", f"is {{letters}} letters long: {LONGEST} fit into a sentence")
WITH_ARTICLE = TextCheck(
    "(?i:(?!(?:the|an?|no) ))", 'goes into sentences as it is: begin it with an article, as in "the order"'
)
UNNAMED = TextCheck(
    _PRONOUN,
    'says "{found}", and the plan names people instead: say it without',
    where="through",
    unless=r"(?i:\A (?!(?:the|an?|no) ))",
)
ONE = TextCheck(
    rf"(?:[Tt]he|[Nn]o) (?=.*s(?!\S))(?!(?:day|date|time|week|month|way|reason) )(?:(?!(?:{_BEHIND}) )\S+ )*?"
    rf"(?!(?:{_SINGULAR})(?!\S))[a-z][a-z-]*[a-z]s(?= (?:{_BEHIND}) |\Z)",
    f'has a plural, "{{found}}", and the verb behind it is singular: {_ONE_THING}',
)
WITHOUT_ARTICLE = TextCheck("(?i:(?:the|an?|no) )", 'is printed behind a name: begin it without "{found}"')
NOBODY = TextCheck(
    _PRONOUN,
    'says "{found}", and the plan names people instead: say it without',
    where="through",
    unless=_OURS,
)
NOBODY_ELSE = TextCheck(
    WORD % f"{OTHERS}|we",
    'says "{found}", and the plan names people instead: say it without',
    where="through",
)
OF_THEM = TextCheck(
    WORD % "you(?:rs?)?|I|me|my",
    'says "{found}", and the plan speaks of them: say "they" or name who is meant',
    where="through",
)
THEY = TextCheck(
    r"(?i:(?s:(?!.*\b(?:they|them|their|theirs)\b)))",
    'is what can be seen of them: tell it with "they", as in "they ask for a price"',
)
SMALL = TextCheck(
    r"(?:A|[A-Z][a-z]+)\b",
    f"begins with a capital, {_INSIDE}: use a small letter, unless it is a name",
)
UNSTOPPED = TextCheck(r"[.?!]\Z", f"ends with {{stop}}, {_INSIDE}: take it off", where="last")
UNENDED = TextCheck(r"\.\Z", "ends with a full stop, and it is a question or a few words: take it off", where="last")
WILLED = TextCheck(
    r"(?i:(?:to|will)(?!\S))", 'follows the word "will": begin it with the verb itself, without "{small}"'
)
BARE = TextCheck(
    rf"(?i:(?!(?:{_ENDS_SO})(?!\S))\S*(?:ing|(?<!s)s)(?!\S))",
    'follows the word "will": begin it with the bare verb, as in "send", not "{small}"',
)
OURS = TextCheck(
    _OURS,
    'tells what we do, and only they decide: say what they decide on, or make it an act of ours ("will:")',
    where="through",
)
THEIRS = TextCheck(_OUR_STAGES, 'is a stage of our work: call it by what they settle there, as in "What must it do?"')
ASKED = TextCheck(r"[^?]\Z", "is read out as a question: end it with a question mark", where="last")
OPEN = TextCheck(
    _CLOSED,
    'begins with "{found}", which yes or no answers: ask what, how, when or who',
    unless=r"(?i: or (?!not\b|so\b|more\b|less\b|any|anything|anybody))",
)
UNTAGGED = TextCheck(
    _TAG,
    'ends with "{found}", which yes or no answers: ask what, how, when or who',
    where="last",
    unless=rf"\A {_CLOSED}",
)
HEARD = TextCheck(
    "(?i:(?:to|listen|hear|if|you|they|he|she|we|I)(?: for)? )",
    'names what to hear: begin it without "{found}", as in "a date, and who set it"',
)
THING = TextCheck(
    f"(?i:(?:to|{_VERBS}|we|I|you|they|he|she) )",
    'follows "Bring": name the thing, as in "a list of names", without "{found}"',
)
GUARDED = TextCheck(
    "(?i:(?:to|nobody|no one|do not|don['’]t|never|we|they|you|I|the|an?) )",
    'follows "nobody is to": begin it with the bare verb, as in "talk price", not with "{found}"',
)
PREDICATE = TextCheck(
    r"(?i:(?:is )?(?:the|an?) |somebody\b|someone\b|who(?:ever)?\b|they\b|he\b|she\b|we\b|you\b|I\b)",
    'follows "who": say what this role does, as in "signs the order", not with "{found}"',
)
FINISHED = TextCheck(
    rf"(?i:(?!{_UNINFLECTED}\b)(?!(?:is )?(?:the|an?) |some(?:body|one)\b|who(?:ever)?\b|they\b|s?he\b|we\b|you\b|I\b)"
    rf"(?!{_FINITE}(?!\S))(?:{_NO_VERB}(?!\S)|\S+(?<!s)(?<!ed)(?<!ly)(?!\S)))",
    'does not finish "somebody who …": begin it with what this role does, as in "signs the order", not with "{found}"',
)
INFLECTED = TextCheck(
    rf"{_UNINFLECTED}\b", 'follows "who": put "{found}" into the third person, as in "signs the order"'
)
SAYABLE = TextCheck(
    rf"(?:\S+\s+){{{BREATH}}}(?s:\S.*)",
    f"has {{words}} words: {BREATH} can be said in one breath",
)
