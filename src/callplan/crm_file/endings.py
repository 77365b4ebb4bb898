"""Whether a CRM takes a deal for open, won or lost."""

from __future__ import annotations

import re

from callplan.core.record import Record

_OPEN = "open offen ouvert ouverte abierto abierta aberto aberta active aktiv actif inprogress new neu"
_WON = "won closedwon win gewonnen gagne gagnee ganado ganada ganho ganha closedsuccess closeddealwon conclu vinto"
_LOST = (
    "lost closedlost loss verloren perdu perdue perdido perdida dead abandoned cancelled canceled disqualified rejected"
    " declined closednotwon nodecision storniert annule cancelado cancelada abgelehnt aufgegeben"
)
_CLOSED = (
    "closed geschlossen abgeschlossen ferme fermee cerrado cerrada fechado fechada completed cloture finished inactive"
)
_WORDS = {
    word: ending
    for ending, words in (("open", _OPEN), ("won", _WON), ("lost", _LOST), ("closed", _CLOSED))
    for word in words.split()
}
_STAGE_WORDS = {
    word: ending
    for ending, words in (
        ("won", "won gewonnen gagne gagnee ganado ganada ganho ganha closedwon closewon"),
        ("lost", "lost verloren perdu perdue perdido perdida closedlost closelost dead disqualified abandoned"),
        ("closed", "closed geschlossen abgeschlossen cerrado cerrada fechado fechada"),
    )
    for word in words.split()
}
YES = ("1", "y", "true", "yes", "wahr", "ja", "vrai", "oui", "verdadero", "si", "sim", "verdadeiro", "x")
NO = ("0", "n", "false", "no", "falsch", "nein", "faux", "non", "falso", "nao")
FLAGS = ("deleted", "is_closed", "is_won", "is_lost", "active")


class Ending(Record):
    """How a deal stands: open, won, lost or closed; and whether its status and its stage say two things."""

    said: str
    contradicts: bool = False


def ending(status: str, stage: str, flags: dict[str, str]) -> Ending:
    """How a deal stands by its status, else by what is ticked, else by its stage; texts are as `plain` gives them.

    A status that is no word for it counts as none.
    """
    by_stage, by_status = of_stage(stage), of_status(status)
    if by_status:
        return Ending(by_status, {by_status, by_stage} == {"won", "lost"} or by_status == "open" != by_stage)
    if flags.get("is_won") in YES:
        return Ending("won")
    if flags.get("is_lost") in YES:
        return Ending("lost")
    if by_stage != "open":
        return Ending(by_stage)
    if flags.get("is_closed") in YES:
        return Ending("closed")
    if flags.get("active") in NO:
        return Ending("lost")
    return Ending("open")


def of_status(status: str) -> str:
    """The ending that a status is a word for; "" where it is none."""
    joined = status.replace(" ", "")
    if joined in _WORDS:
        return _WORDS[joined]
    found = {_STAGE_WORDS[word] for word in status.split() if word in _STAGE_WORDS}
    return _one(found)


def of_stage(stage: str) -> str:
    """The ending that is in the name of a stage; open where none is."""
    joined = stage.replace(" ", "")
    if joined in ("closedwon", "closedlost"):
        return joined.removeprefix("closed")
    return _one({_STAGE_WORDS[word] for word in stage.split() if word in _STAGE_WORDS}) or "open"


def _one(found: set[str]) -> str:
    """One of the words in a text: what is closed is won or lost where that stands there too."""
    rest = found - {"closed"}
    return rest.pop() if len(rest) == 1 else "closed" if found else ""


def plain(text: str) -> str:
    """A text in lower case without accents and marks, its words parted by one blank."""
    from unicodedata import normalize

    folded = normalize("NFKD", text.casefold().replace("ß", "ss"))
    return " ".join(re.sub(r"[^a-z0-9\s/_\-.:()&,|>]", "", folded).translate(_PARTED).split())


_PARTED = str.maketrans(dict.fromkeys("/_-.:()&,|>", " "))
