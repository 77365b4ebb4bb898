"""Which part a title may show, offered where the part is asked; what it cannot show it never guesses."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.map.playbook import Playbook

# In a title, and in the id or title of a role; nobody's title shows who wants it or will use it
SHOWN = (
    (r"cfo|financ|controller|treasur|finanz|econom\w* buyer|budget", r"budget|financ|money|pays?\b"),
    (r"purchas|procure|sourcing|buyer|einkauf|achats|compras", r"purchas|procure|buying"),
    (r"ciso|security|sicherheit|s[eé]curit[eé]|seguridad", r"security"),
    (r"legal|counsel|lawyer|jurist|attorney|abogad", r"legal|law"),
    (r"ceo|president|managing director|general manager|gesch[aä]ftsf[uü]hr|owner|g[eé]rant", r"executive|board|owner"),
)


def likely_role(title: str, playbook: Playbook) -> str:
    """The one role of a map that a title shows, by its id; "" for none, or for several."""
    for shows, plays in SHOWN:
        if title and re.search(rf"\b(?:{shows})", title, re.IGNORECASE):
            found = [each.id for each in playbook.roles if re.search(rf"\b(?:{plays})", f"{each.id} {each.title}")]
            return found[0] if len(found) == 1 else ""
    return ""
