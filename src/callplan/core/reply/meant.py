"""What a part of a reply says by itself: a yes, a no, later, a day, a name, that it is done; else it is only words."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.form.headings import folded
from callplan.core.interview.typed_days import MONTHS, WEEKDAYS, DoubtfulDay, is_like, read
from callplan.core.record import Record
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.roster import Roster
    from callplan.core.reply.compared import Changed, Piece

YES, NO, LATER, DAY, NAMES, DONE, WILL, NEEDLESS, ME, WORDS = (
    "yes", "no", "later", "day", "names", "done", "will", "needless", "me", "words",
)  # fmt: skip
_MADE = r"decided|agreed|ordered|approved|confirmed|accepted|signed(?: off)?"
_WE = r"(?:(?:it|this|that) (?:is|has been|was)|it's|that's|we(?: have|'ve)?|i(?: have|'ve)?|is|has been|have)"
_YES = (
    rf"(?:a )?(?:yes|yep|yeah|yup)(?: (?:please|indeed|absolutely|of course|go ahead|from (?:me|us|our side|my side)"
    rf"|(?:{_WE} )?(?:{_MADE})))*"
    rf"|(?:{_WE} )?(?:now |hereby |already )?(?:{_MADE})(?: (?:it|this|that|too|by (?:me|us|both of us)))*"
    r"|(?:we |i |we hereby |i hereby )(?:agree|approve|confirm|accept|order|sign)(?: (?:it|this|that|to it|to this))?"
    r"|(?:please )?go ahead(?: please)?|(?:it's|that's|this is|that is) a yes(?: from (?:me|us))?"
)
_NO = (
    r"(?:a )?(?:no|nope)(?: (?:thanks|thank you|sorry|from (?:me|us|our side|my side)))*"
    r"|(?:{we} )?(?:declined|rejected|refused|turned down|not (?:approved|agreed|accepted|ordered))"
    r"|(?:it's|that's|this is|that is) a no(?: from (?:me|us))?|we decline(?: (?:it|this|that))?"
).replace("{we}", _WE)
_LATER = (
    r"later|not yet|not now|not this (?:week|month|quarter|year)|postponed|on hold|put off|deferred"
    r"|too (?:early|soon)"
)
_UNTIL = r"(?:later )?not (?:before|until|till)|(?:postponed|put off|deferred|moved)(?: to| until| till)?|later|after"
_DONE = (
    r"(?:(?:is |it is |it's |this is |was |already |all |has been |we have |i have |i've )*(?:done|finished|completed)"
    r"|(?:already )?sent(?: it| already| yesterday| today)*"
    r"|(?:i |we )?(?:have |already )*(?:received|got)(?: it| them| that)?"
    r"|(?:we |i )?have (?:it|them))(?: already| now| thanks| thank you)*"
)
_WILL = r"yes|ok|okay|will do|fine|sure|agreed|with pleasure|on it|(?:i|we)(?:'ll| will)(?: do (?:it|this|that))?"
_NEEDLESS = (
    r"(?:is |it is |it's |this is )?(?:no longer|not)(?: really)? (?:needed|necessary|wanted|required)(?: any ?more)?"
    r"|no need(?: any ?more)?|drop (?:it|this)|skip (?:it|this)|never mind"
)
_ME = r"me|i|myself|i (?:will|do)|i'll(?: do (?:it|this|that))?|i will do (?:it|this|that)|mine|my job"
_KINDS = ((ME, _ME), (YES, _YES), (NO, _NO), (LATER, _LATER), (DONE, _DONE), (NEEDLESS, _NEEDLESS), (WILL, _WILL))
_TAKEN_BACK = r"\b(?:not|never|\w+n't|no|but|if|unless|instead|only)\b"
_LEADS = (
    r"(?i)^(?:(?:and|so|then|please|make it|make that|make this|let[’']s say|say|rather|better|it[’']s|it is|is|ready"
    r"|latest|at the latest|we need it|needed|starting|start)[,:]? )+"
)
_TRAILS = (
    r"(?i)(?:,? (?:please|at the latest|latest|then|(?:(?:is|looks|sounds|(?:would|will|should) be)"
    r"(?: much| also| very)? (?:fine|better|best|good|great|ok|okay|nice|perfect|ideal|right)"
    r"|(?:would |will |should )?(?:works?|suits?|do)"
    r"(?: (?:me|us))?(?: better| best)?)(?: (?:for|with) (?:me|us))?))+$"
)
_WHY = r"(?i)[,;]? (?:because|since|as|so that|when|while)\b|[ ][–—-][ ]|[ ]?\("
TIME = (
    r"(?i)(?:,|\bat|\bfrom)?\s*\b(?:\d{1,2}[:.]\d\d(?:\s?[ap]m)?|\d{1,2}\s?[ap]m|\d{1,2}\s?(?:h|uhr|o'clock))\b"
    r"(?:\s?[-–]\s?\d{1,2}[:.]\d\d)?"
)
_NAME = r"(?:(?:[^\W\d_a-zß-ÿ][\w’'.-]*)(?: (?:van|von|de|der|den|di|da|la|le|ten|ter|[^\W\d_a-zß-ÿ][\w’'.-]*)){0,3})"
_ALSO = r"(?:(?i:and|with|also|plus|ask|add|including|incl\.?) )*"
_SIGNS = (
    r"(?: (?i:signs?|decides?|approves?|has to|have to|must|needs? to|is needed|are needed|joins?|comes?|will|too"
    r"|as well|also|should|wants to|would|is|are|was|were|does)\b.*)?(?: \(.*\))?"
)
_COMMON = (
    "we i it this that they you he she please yes no ok okay the a an not see our my your his her their there here what"
    " when who why how if but and so all both nobody everybody everyone someone somebody one thanks thank hi hello dear"
    " best done later decided agreed ordered approved confirmed sent received legal finance purchasing security today"
    " tomorrow next end mid early until by on in at for from with to of or as is are was were will can could should"
    " would may might must do does did have has had only also just still now then maybe perhaps fine sure good great"
    " sorry too very"
)
MOST_OF_A_DAY = 6
_NO_NAMES = frozenset(_COMMON.split())


class Said(Record):
    """A part of a reply: its kind, its text, and the day or the names in it; `more` is what stands behind those.

    `doubt`: why a day is not clear, and `either`: the days that it may be; `within`: the one day somewhere in words
    that say more.
    """

    kind: str
    text: str
    day: date | None = None
    names: tuple[str, ...] = ()
    more: str = ""
    doubt: str = ""
    either: tuple[date, ...] = ()
    within: date | None = None


def said_in(changed: Changed, roster: Roster, on: date) -> list[Said]:
    """What the new parts of a line say, one by one."""
    return [_said(piece, roster, on) for piece in changed.pieces if piece.wrote]


def _said(piece: Piece, roster: Roster, on: date) -> Said:
    text = tidy(piece.wrote).strip(" ,;:.!")
    found = Said(WORDS, text)
    low = re.sub(r"^(?:and|so|well|then|ok|okay),? (?=\w)", "", folded(text)).strip(" .!")
    if piece.wrote.rstrip().endswith("?"):
        return found
    if kind := next((kind for kind, form in _KINDS if re.fullmatch(form, low)), ""):
        return found.but(kind=kind)
    if reason := re.fullmatch(rf"(?:{_NO}) (?:because|since|as)\b(.*)", low):
        return found.but(kind=NO, more=text[len(text) - len(reason[1]) :].strip())
    if until := re.match(rf"(?i)(?:{_UNTIL}) (?=\S)", text):
        put_off = day_in(found.but(text=text[until.end() :]), on)
        return found.but(kind=LATER, day=put_off.day) if put_off.day else found
    dated = day_in(found, on)
    if dated.day or dated.doubt:
        return dated
    names = names_in(text, roster)
    if not names or re.search(_TAKEN_BACK, low):
        return found.but(within=_day_within(text, on))
    behind = re.search(r"(?i)\b(?:by|on|until|before)\s+(.+)$", text)
    day = day_in(found.but(text=behind[1]), on).day if behind else None
    return found if behind and not day and is_like(behind[1]) else found.but(kind=NAMES, names=names, day=day)


def day_in(part: Said, on: date) -> Said:
    """A part with the day that it names, counted from a day, and what is said behind it; or why it is in doubt."""
    said = re.sub(_LEADS, "", part.text.strip(" .,;"))
    for end in [len(said), *[found.start() for found in re.finditer(_WHY, said)]]:
        bare = re.sub(_TRAILS, "", re.sub(TIME, "", said[:end]).strip(" ,.")).strip(" ,.")
        more = re.sub(r"(?i)^(?:because|since|as)\b", "", said[end:].strip(" ,;–—-()")).strip()
        try:
            found = read(bare, on) if bare else None
        except DoubtfulDay as doubt:
            either = tuple([day for each in doubt.instead if (day := _clear(each, on)) and day >= on])
            return part.but(doubt=f"{phrase.quoted(bare)} {doubt}", either=either, more=more)
        if found:
            return part.but(kind=DAY, day=found, more=more)
    return part


def _day_within(text: str, on: date) -> date | None:
    """The one day that stands somewhere in a text, in the most words; None where there is none, or a no beside it."""
    words = [word.strip('.,;:()“”"') for word in text.split()]
    if re.search(r"\b(?:not|no|never|\w+n't)\b", folded(text)):
        return None
    for size in range(min(len(words), MOST_OF_A_DAY), 0, -1):
        spans = [" ".join(words[start : start + size]) for start in range(len(words) - size + 1)]
        if days := {day for span in spans if (day := _clear(span, on))}:
            return days.pop() if len(days) == 1 else None
    return None


def _clear(text: str, on: date) -> date | None:
    """A day that is not in doubt."""
    try:
        return read(text, on)
    except DoubtfulDay:
        return None


def has_time(text: str) -> bool:
    """Whether a text names an hour."""
    return re.search(TIME, text) is not None


def names_in(text: str, roster: Roster) -> tuple[str, ...]:
    """Those whom a text names and says no more of than that they have a part in it; nobody where it says more."""
    every = list[str]()
    for part in filter(None, re.split(r"\s*(?:[,;&+/]|\band\b)\s*", text)):
        known = roster.meant(part)
        found = re.fullmatch(rf"{_ALSO}({_NAME}){_SIGNS}", part)
        if len(known) == 1:
            every.append(known[0])
        elif found and not _is_no_name(found[1]):
            meant = roster.meant(found[1])
            every.append(meant[0] if len(meant) == 1 else found[1])
        else:
            return ()
    return tuple(dict.fromkeys(every))


def _is_no_name(text: str) -> bool:
    first = folded(text).split()[0].strip(".")
    return first in _NO_NAMES or (first[:3] in MONTHS + WEEKDAYS and len(text.split()) == 1)


def sounds_decided(text: str) -> bool:
    """Whether a text has a word of yes, no or later somewhere."""
    return re.search(rf"\b(?:yes|no|not|later|{_MADE})\b", folded(text)) is not None or agrees(text)


def agrees(text: str) -> bool:
    """Whether a text has a word by which somebody agrees, as in “no, that is fine”."""
    return re.search(r"\b(?:yes|ok|okay|fine|good|great|agree\w*|go ahead|problem)\b", folded(text)) is not None
