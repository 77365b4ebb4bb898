"""What an exchange came to, as it is said."""

from __future__ import annotations

from datetime import date

from callplan.core.events import Planned
from callplan.core.exchange.told import Batch, Changed, batch_of, day_of, lines
from callplan.core.record import packed

TODAY = date(2026, 12, 7)
DAY = "2026-12-03"
TAKEN = (
    "Another deal of yours on the hub, from another machine, is called oak: `callplan rename oak NEW` here, then "
    "`callplan sync` again. Where both are one client, `callplan debrief NEW --again --into oak` files a debrief "
    "there, and `callplan drop NEW` takes the one from here away."
)


def said(found: Changed, role: str = "carol") -> list[str]:
    return lines(found, role, TODAY)


def test_what_others_wrote() -> None:
    """It says who wrote what of which day to which deal, each once with how often; a deal by its owner where needed."""
    planned = packed(Planned(date(2026, 12, 1), date(2026, 12, 3)))
    came = (
        batch_of("ben/kraft", [("Held", DAY, "ben"), ("Noted", DAY, "ben")]),
        batch_of("ben/kraft", [("Noted", DAY, "ben"), ("Held", day_of("Held", DAY, "{}"), "ben")]),
        batch_of("anna/kraft", [("Planned", day_of("Planned", "2026-12-01", planned), "ben")]),
        batch_of("ben/oak", [("Renamed", DAY, "ben")]),
        batch_of("ben/oak", [("Met", DAY, "ben")]),
    )
    assert said(Changed(came=came)) == [
        "Ben wrote a debrief of 3 Dec to kraft, two times.",
        "Ben wrote a prep for the call of 3 Dec to anna/kraft.",
        "Ben called a deal oak.",
        "Ben added to oak.",
    ]


def test_what_oneself_wrote() -> None:
    """It knows one's own other machine, and names what went up."""
    found = Changed(came=(Batch("kraft", "Corrected", date(2026, 12, 3), "ben"),), sent=("oak", "kraft"))
    many = tuple([f"deal{number}" for number in range(9)])
    assert said(Changed(sent=many), "ben") == ["What was new in 9 deals of yours is on the hub now."]
    assert said(found, "ben") == [
        "You took something back in kraft on another machine.",
        "What was new in kraft and oak is on the hub now.",
    ]


def test_a_name_of_a_teammates_deal() -> None:
    """It says whose deal is called so here, where one's own was called like a teammate's before there was a team."""
    assert said(Changed(clashing=("ben/oak",)), "anna") == [
        "A deal of ben's is called ben/oak here: `callplan rename ben/oak NEW` for yours, then `callplan sync` again."
    ]


def test_deals_that_came_and_went() -> None:
    """It names the deals that are new, won, lost and forgotten, and only counts them where they are many."""
    many = tuple([("anna", f"anna/deal{number}") for number in range(9)])
    found = Changed(
        new=(("ben", "kraft"), ("ben", "oak"), ("ben", "elm"), *many),
        won=(("oak", "anna"),),
        lost=(("pine", "anna"),),
        forgotten=("yew",),
        rewritten=("kraft",),
    )
    assert said(found, "ben") == [
        "oak is yours now; it was anna's.",
        "pine is anna's now, and no longer here.",
        "Nine deals of anna's came.",
        "New here of yours: elm and kraft.",
        "yew was forgotten elsewhere, and is gone here, too.",
        "Somebody was forgotten in kraft elsewhere, and is here, too.",
    ]


def test_all_that_is_new_was_won() -> None:
    """It tells of a deal once."""
    assert said(Changed(new=(("ben", "oak"),), won=(("oak", "anna"),)), "ben") == ["oak is yours now; it was anna's."]


def test_more_than_fits() -> None:
    """It says how many more there are than a screen holds."""
    came = tuple([Batch(f"ben/deal{number}", "Closed", None, "ben") for number in range(9)])
    assert said(Changed(came=came))[-2:] == ["Ben closed deal6.", "And two more."]


def test_what_went_beside_more_than_fits() -> None:
    """It names every deal that is not here any more, whatever else came."""
    came = tuple([Batch(f"ben/deal{number}", "Closed", None, "ben") for number in range(9)])
    forgotten = tuple([f"ben/oak{number}" for number in range(9)])
    told = said(Changed(came=came, forgotten=forgotten))
    assert told[7] == "And two more."
    assert told[8:] == [f"{deal} was forgotten elsewhere, and is gone here, too." for deal in forgotten]


def test_what_is_left_to_do() -> None:
    """It says what waits for whoever reads it, with the line to type."""
    found = Changed(clashing=("oak",), unreadable=("ben/elm",), unsendable=1, forgot=1)
    assert said(found) == [
        "What was forgotten here is gone from the hub, too.",
        TAKEN,
        "ben/elm is left on the hub: a newer callplan wrote it, `pip install -U callplan`, or something else did.",
        "One deal of your own stays here: carol is no rep on the hub.",
    ]
    assert said(Changed(unsendable=2))[-1] == "Two deals of your own stay here: carol is no rep on the hub."


def test_nothing() -> None:
    """It says so where nothing was new."""
    assert said(Changed()) == ["Nothing new on either side."]


def test_deals_of_others_that_a_hub_has_not() -> None:
    """It names those that are not there for a manager any more, and only counts them where they are many."""
    many = tuple([f"ben/deal{number}" for number in range(9)])
    begin = "Not on the hub for you, and so not here any more, until"
    assert [said(Changed(away=away)) for away in (("ben/oak", "anna/kraft"), many, many[:1])] == [
        [f"{begin} their owners have sent what a new hub lacks: anna/kraft and ben/oak."],
        [f"{begin} their owners have sent what a new hub lacks: 9 deals of others."],
        [f"{begin} its owner has sent what a new hub lacks: ben/deal0."],
    ]
