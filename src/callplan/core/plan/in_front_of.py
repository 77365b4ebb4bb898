"""`Not in front of Piet.`: what is not for those on a call who did not hear it (page principle 11)."""

from __future__ import annotations

from callplan.core.hearing import Entered, not_heard
from callplan.core.plan.briefing import Briefing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def not_in_front_of(b: Briefing, entries: Iterable[Entered], theirs: Iterable[str], then: str = "") -> str:
    """That entries are not for everybody here, those apart whose words they are; "" where all the others heard them.

    `then`: what to do in place of it, before the full stop; nothing on a map whose client hears nobody in confidence.
    """
    own = set(theirs)
    then = "" if b.on_record else then
    others = [name for name in not_heard(b.deal, b.clients, entries) if name not in own]
    return f"Not in front of {b.names.shorts(others)}{then}." if others else ""
