"""A deal as a picture, on the screen or in a file."""

from __future__ import annotations

from callplan import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.entries import Entry


def deal_svg(name: str, entries: tuple[Entry, ...]) -> str:
    """The picture of a deal as it is today."""
    from callplan.core.deal_picture import deal_picture
    from callplan.render.deal_svg import deal_svg as drawn

    return drawn(deal_picture(entries, name, settings.today(), settings.holidays()))
