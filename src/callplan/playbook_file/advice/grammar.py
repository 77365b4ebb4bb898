"""What can be told of a text's grammar from its words alone: only what is sure, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable

Look = Callable[[str], str]
LONGEST = 40
BREATH = 20
_INSIDE = "and it stands inside a sentence"
_PRONOUN = re.compile(
    r"\b(?:you|your|yours|they|them|their|theirs|we|us|our|ours|I|me|my|he|him|his|she|her|hers)\b(?!-)"
)
_TO_THEM = re.compile(r"\b(?:you|your|yours|I|me|my)\b(?!-)")
_THEY = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:A|[A-Z][a-z]+)\b")
_ARTICLE = re.compile(r"(?:the|an?|no) ", re.IGNORECASE)
_CLOSED = re.compile(
    r"(?:(?:and|but|so|well|then)[ ,]+)?"
    r"(?:do|does|did|is|are|was|were|can|could|will|would|shall|should|may|might|must|has|have|had)(?:n['’]t)? ",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(?:\bor not|, (?:right|correct|yes|no|okay|ok|agreed)|"
    r", (?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had)(?:n['’]t)?"
    r" (?:you|they|it|he|she|that|there)) ?\?",
    re.IGNORECASE,
)
_SHOW = "(?:demo|demonstration|presentation|pitch|proposal|quote|quotation|offer)"
_OURS = re.compile(
    rf"^we\b|\bour (?:{_SHOW}|deck|slides)\b|^(?:the|an?|another) (?:next |first |second )?{_SHOW}"
    r" (?:is|was|has been|gets) (?:booked|scheduled|held|given|sent|delivered|presented|shown)\b",
    re.IGNORECASE,
)
_OUR_STAGES = re.compile(
    r"(?:the |our )?(?:prospecting|lead|lead generation|qualification|qualifying|qualified|discovery|demo"
    r"|demonstration|pitch|presentation|proposal|quote|follow-?up|closing|close|closed|closed won|upsell)"
    r"(?: call| meeting| stage| phase| sent| made)?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:to|bring|send|give|take|prepare|write|make|tell|explain|provide|introduce|fetch|deliver|put|let|get|fill"
    r"|we|I|you|they|he|she) ",
    re.IGNORECASE,
)
_TO_HEAR = re.compile(r"(?:to|listen|hear|if|you|they|he|she|we|I)(?: for)? ", re.IGNORECASE)
_UNSAID = re.compile(r"(?:to|nobody|no one|not|do not|don['’]t|never|we|they|you|I) ", re.IGNORECASE)
_NAMING = re.compile(
    r"(?:(?:is )?(?:the|an?) |somebody|someone|who(?:ever)?\b|they\b|he\b|she\b|we\b|you\b|I\b)", re.IGNORECASE
)
_UNINFLECTED = re.compile(
    r"(?:decide|sign|have|want|own|use|pay|hold|work|know|say|run|buy|need|do|be|guard|check|look|manage|approve|handle"
    r"|lead|keep|release|answer|care|negotiate|are|were)\b",
    re.IGNORECASE,
)
_ENDS_SO = ("bring", "spring", "swing", "string", "fling", "cling", "sling", "sting", "wring", "ring", "sing")
_STOPS = {".": "a full stop", "?": "a question mark", "!": "an exclamation mark"}


def after(frame: str, *words: str) -> Look:
    """A look at what a text begins with, when the plan says one of these words, or its like, before it."""
    begins = re.compile(rf"(?:{'|'.join(words)}) ", re.IGNORECASE)

    def look(text: str) -> str:
        found = begins.match(text)
        return f'follows "{frame}": begin it without "{found[0].strip()}"' if found else ""

    return look


def short(text: str) -> str:
    """Whether a title fits into a sentence."""
    return f"is {len(text)} letters long: {LONGEST} fit into a sentence" if len(text) > LONGEST else ""


def with_article(text: str) -> str:
    """Whether a thing has its article."""
    return "" if _ARTICLE.match(text) else 'goes into sentences as it is: begin it with an article, as in "the order"'


def without_article(text: str) -> str:
    """Whether a role has none."""
    found = _ARTICLE.match(text)
    return f'is printed behind a name: begin it without "{found[0].strip()}"' if found else ""


def nobody(text: str) -> str:
    """Whether a text does without pronouns; what tells of us alone is met elsewhere."""
    found = None if ours(text) else _PRONOUN.search(text)
    return f'says "{found[0]}", and the plan names people instead: say it without' if found else ""


def of_them(text: str) -> str:
    """Whether a text speaks of the clients, not to them."""
    found = _TO_THEM.search(text)
    return f'says "{found[0]}", and the plan speaks of them: say "they" or name who is meant' if found else ""


def they(text: str) -> str:
    """Whether a sign is one that they give."""
    return (
        "" if _THEY.search(text) else 'is what can be seen of them: tell it with "they", as in "they ask for a price"'
    )


def small(text: str) -> str:
    """Whether a clause begins with a small letter."""
    told = f"begins with a capital, {_INSIDE}: use a small letter, unless it is a name"
    return told if _CAPITAL.match(text) else ""


def unstopped(text: str) -> str:
    """Whether a clause ends without a stop."""
    stop = _STOPS.get(text[-1], "")
    return f"ends with {stop}, {_INSIDE}: take it off" if stop else ""


def unended(text: str) -> str:
    """Whether a title printed in quotation marks ends without a full stop."""
    return "ends with a full stop, and it is a question or a few words: take it off" if text.endswith(".") else ""


def bare(text: str) -> str:
    """Whether an act begins with a bare verb."""
    first = text.split()[0].lower()
    if first in ("to", "will"):
        return f'follows the word "will": begin it with the verb itself, without "{first}"'
    inflected = first.endswith(("s", "ing")) and not first.endswith("ss") and first not in _ENDS_SO
    return f'follows the word "will": begin it with the bare verb, as in "send", not "{first}"' if inflected else ""


def ours(text: str) -> str:
    """Whether a decision is theirs."""
    told = 'tells what we do, and only they decide: say what they decide on, or make it an act of ours ("will:")'
    return told if _OURS.search(text) else ""


def theirs(text: str) -> str:
    """Whether a stage is one of their way, not of our work."""
    told = 'is a stage of our work: call it by what they settle there, as in "What must it do?"'
    return told if _OUR_STAGES.fullmatch(text) else ""


def asked(text: str) -> str:
    """Whether a question ends as one."""
    return "" if text.endswith("?") else "is read out as a question: end it with a question mark"


def open_(text: str) -> str:
    """Whether a question asks for more than a yes."""
    if found := _CLOSED.match(text):
        return f'begins with "{found[0].strip()}", which yes or no answers: ask what, how, when or who'
    found = _TAG.search(text)
    return f'ends with "{found[0].strip(", ")}", which yes or no answers: ask what, how, when or who' if found else ""


def heard(text: str) -> str:
    """Whether what to listen for is named as a thing."""
    found = _TO_HEAR.match(text)
    return f'names what to hear: begin it without "{found[0].strip()}", as in "a date, and who set it"' if found else ""


def thing(text: str) -> str:
    """Whether a help is named as a thing."""
    found = _VERB.match(text)
    return f'follows "Bring": name the thing, as in "a list of names", without "{found[0].strip()}"' if found else ""


def guarded(text: str) -> str:
    """Whether what has to wait is named, and nothing more."""
    found = _UNSAID.match(text)
    return f'names what has to wait: begin it without "{found[0].strip()}"' if found else ""


def predicate(text: str) -> str:
    """Whether a role is told by what it does."""
    if found := _NAMING.match(text):
        said = found[0].strip()
        return f'follows "whoever": say what this role does, as in "signs the order", not with "{said}"'
    found = _UNINFLECTED.match(text)
    return f'follows "whoever": put "{found[0]}" into the third person, as in "signs the order"' if found else ""


def sayable(text: str) -> str:
    """Whether an answer can be said in one breath."""
    count = len(text.split())
    return f"has {count} words: {BREATH} can be said in one breath" if count > BREATH else ""
