"""People outside the client's house who have a hand in a purchase."""

from __future__ import annotations

from story import Story


def test_a_third_party_owns_a_step(story: Story) -> None:
    """It moves the client on without being their advance, and the plan asks nobody of theirs to get it done.

    roles:
      plant:    {title: plant manager, is: runs the boiler house}
      surveyor: {title: surveyor, is: surveys boilers for the insurer, side: third-party}
    stages:
      - id: test
        title: May it be fired?
        steps:
          - {id: pressed, title: the pressing, will: press the boiler to 18 bar, by: surveyor, takes: 2w}
          - id: passed
            title: the pressure test
            whether: the boiler holds the pressure
            by: surveyor
            needs: [pressed]
      - id: handover
        title: Do we take it over?
        steps:
          - {id: taken, title: the take-over, whether: the boiler is taken over, by: plant, needs: [passed]}
    """
    plan = story.prep("--with Ida:plant --person Sven:surveyor --on 2026-11-03")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("taken", "supported")
    assert "pressed" not in [rung["id"] for rung in plan["rungs"].values() if rung]

    theirs = "--done pressed:Sven --decided passed:Sven:wrote"
    said = story.debrief(f"--on 2026-11-10 --with Ida --with Sven {theirs} --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"]) == ("stayed", [])
    shown = story.show()
    assert (shown["position"]["client"], shown["last_client_decision"]) == ({"main": "handover"}, None)

    said = story.debrief("--on 2026-11-11 --with Ida --decided taken:Ida:wrote --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"]) == ("won", ["taken"])


def test_an_outside_role_may_step_in(story: Story) -> None:
    """It needs the ministry's yes only once somebody says that the ministry has called the purchase in.

    facts:
      called-in: {ask: What would make the ministry call this in?, type: yes-no, assume: no, of: clerk}
    roles:
      clerk:    {title: town clerk, is: carries papers to the council}
      council:  {title: councillor, is: speaks for the council}
      ministry: {title: ministry, is: may call a purchase in, side: third-party}
    stages:
      - id: vote
        title: Do we buy the ground?
        steps:
          - id: bought
            title: the purchase of the ground
            whether: the ground is bought at this price
            by:
              depends:
                - {when: {called-in: yes}, is: [council, ministry]}
                - {is: council}
    """
    plan = story.prep("--with Ada:council --person Lev:clerk --on 2026-11-03")
    assert (plan["decision"]["feasibility"], plan["decision"]["by"]) == ("here", ["Ada"])
    assert "way 1 · assumed: called in" in story.page()
    asked = story.prep("--with Ada --with Lev --on 2026-11-03")["asks"]
    assert ("Lev", "What would make the ministry call this in?") in [(ask["of"], ask["question"]) for ask in asked]

    plan = story.prep("--with Ada --on 2026-11-03 --set called-in=yes:Lev")
    assert plan["decision"]["feasibility"] == "supported"
    assert plan["decision"]["by"] == ["Ada", "the ministry"]
    said = story.debrief("--on 2026-11-03 --with Ada --decided bought:Ada:wrote --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["supported"]) == ("stayed", ["bought"])


def test_a_challenge_from_outside_suspends_the_rest(story: Story) -> None:
    """It waits for the review chamber while an award is challenged, and for nobody where none challenges it.

    facts:
      challenged: {ask: Which bidder might challenge the award?, type: yes-no, assume: no, of: buyer}
    roles:
      buyer:   {title: buyer, is: runs the tender}
      chamber: {title: review chamber, is: rules on challenges, side: third-party}
    stages:
      - id: award
        title: Who gets it?
        steps:
          - {id: awarded, title: the award, whether: the buses are awarded, by: buyer}
          - {id: upheld, title: the ruling, whether: the award stands, by: chamber, when: {challenged: yes}}
      - id: sign
        title: May we sign?
        steps:
          - {id: signed, title: the contract, whether: it is signed, by: buyer, needs: [awarded, upheld]}
    """
    calm = story.prep("--with Bea:buyer --on 2026-11-17 --settled awarded:Bea@2026-11-02")
    assert (calm["decision"]["id"], calm["decision"]["feasibility"]) == ("signed", "here")

    halted = story.prep("--with Bea --on 2026-11-17 --set challenged=yes:Bea:wrote")
    assert (halted["decision"]["id"], halted["decision"]["feasibility"]) == ("signed", "supported")
    assert halted["fronts"] == {"main": ["upheld"]}

    story.debrief("--on 2026-12-01 --with Bea --person Ruth:chamber --decided upheld:Ruth:wrote --not-asked")
    free = story.prep("--with Bea --on 2026-12-02")
    assert (free["decision"]["id"], free["decision"]["feasibility"]) == ("signed", "here")
