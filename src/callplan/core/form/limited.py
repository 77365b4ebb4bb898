"""Words that take back, limit or ask: beside one of them no yes is taken for one."""

from __future__ import annotations

import re

from callplan.core.form.headings import folded

_CONDITIONS = (
    r"but|if|unless|except|provided|providing|subject to|once|when|until|till|as soon as|depend\w*|may ?be"
    r"|perhaps|probably|possibly|almost|nearly|not|never|only|however|though|although|in principle|pending|on condition"
)
_HEDGES = (
    rf"\?|\b(?:{_CONDITIONS}|nothing|none|neither|nor|no|\w+n't|cannot"
    r"|yet|hope\w*|should|could|would|might|principle|think|guess|likely|wait\w*|later|yesterday|rather|instead"
    r"|condition\w*|first|before|after|mostly|partly|half|some|apart|other than|has to|have to|must|needs?|will"
    r"|require\w*|await\w*|approv\w*|check\w*|ask\w*|tomorrow|soon|next)\b"
)


def hedged(text: str) -> bool:
    """Whether a text holds a word that takes back, limits or asks."""
    return re.search(_HEDGES, folded(text)) is not None


def begins_with_condition(text: str) -> bool:
    """Whether the first word of a text takes back or limits what stands before it."""
    return re.match(rf"(?:and |well,? )?(?:{_CONDITIONS})\b", folded(text)) is not None
