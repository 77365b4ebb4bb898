"""Who decides: by the sum, in whose place, and together with whom."""

from __future__ import annotations

from story import Story


def test_approver_or_owner_by_amount(story: Story) -> None:
    """It needs the director's yes above the limit and the supervisor's below it; unknown, it names both.

    facts:
      amount:
        ask: What do three new pumps cost together?
        unit: EUR
    roles:
      supervisor: {title: shift supervisor, is: runs the pumping station}
      director:   {title: director, is: signs for the waterworks}
    stages:
      - id: order
        title: Shall we replace the pumps?
        steps:
          - id: ordered
            title: the order
            whether: the pumps are ordered
            by:
              depends:
                - {when: {amount: {over: 20k}}, is: [supervisor, director]}
                - {is: supervisor}
    """
    story.prep("--person Nina:supervisor --person Otto:director")
    assert "NEXT Nina and Otto decide whether the pumps are ordered." in story.page()
    unsure = "AIM Nina decides whether the pumps are ordered, once the first question below is answered."
    assert unsure in story.page("--with Nina")
    above = story.prep("--with Nina --set amount=20001:Nina")
    assert (above["decision"]["feasibility"], above["rungs"]["aim"]["act"]) == ("supported", "bring in Otto")
    assert story.prep("--with Nina --set amount=20k:Nina")["decision"]["feasibility"] == "here"


def test_a_delegate_a_back_up_signer(story: Story) -> None:
    """It goes to whoever may sign first, takes the yes of the deputy as well, and not that of anybody else.

    roles:
      dean:   {title: dean, is: signs for the faculty}
      deputy: {title: deputy dean, is: signs while the dean is away}
      lab:    {title: head of the laboratory, is: asked for the microscope}
    stages:
      - id: order
        title: Who signs for it?
        steps:
          - id: signed
            title: the signature
            whether: the microscope is bought
            by: {any: [dean, deputy]}
            not_proof:
              - they sign for the dean, and nothing in writing says that they may
      - id: room
        title: Where does it stand?
        track: room
        steps:
          - {id: placed, title: the room, whether: the dark room is free for it, by: lab}
    """
    plan = story.prep("--with Lea:lab --target signed")
    assert plan["rungs"]["aim"]["act"] == "bring in the dean"
    plan = story.prep("--with Lea --with Dirk:deputy --target signed")
    assert (plan["decision"]["feasibility"], plan["decision"]["by"]) == ("here", ["Dirk"])
    said = story.debrief("--with Lea --with Dirk --decided signed:Lea:wrote --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["supported"]) == ("stayed", ["signed"])
    said = story.debrief("--with Lea --with Dirk --decided signed:Dirk:wrote --not-asked")
    assert said["outcome"]["result"] == "won"


def test_joint_split_owner(story: Story) -> None:
    """It needs a yes of both to the site, which may come on two calls, and an act of each for the move.

    roles:
      tenant: {title: tenant, is: works in the hall}
      owner:  {title: owner of the hall, is: lets the hall}
    stages:
      - id: site
        title: Where does the charger go?
        steps:
          - {id: cable, title: the cable plan, will: send the plan of the cables, by: owner}
          - {id: bays, title: the list of bays, will: list the bays that vans stand in, by: tenant}
          - id: placed
            title: the place
            whether: the charger goes by the gate
            by: [tenant, owner]
            needs: [cable, bays]
      - id: order
        title: Who orders it?
        steps:
          - {id: ordered, title: the order, whether: the charger is ordered, by: tenant}
    """
    apart = story.prep("--with Toni:tenant --with Olaf:owner")["rungs"]
    assert [(rung["id"], rung["person"]) for rung in (apart["aim"], apart["least"])] == [
        ("cable", "Olaf"),
        ("bays", "Toni"),
    ]
    said = story.debrief("--with Toni --with Olaf --done cable:Olaf --done bays:Toni --not-asked")
    assert said["outcome"]["result"] == "small_step"
    needed = "That's needed to decide whether the charger goes by the gate."
    assert story.prep("--with Toni")["decision"]["why"] == f"Toni agrees to get Olaf onto a call by Mon 9 Nov. {needed}"
    first = story.debrief("--with Toni --decided placed:Toni --not-asked")
    assert (first["outcome"]["result"], first["outcome"]["supported"]) == ("stayed", ["placed"])
    second = story.debrief("--with Olaf --decided placed:Olaf --not-asked")
    assert (second["outcome"]["result"], second["outcome"]["moved"]) == ("advanced", ["placed"])


def test_tiers_that_add_up(story: Story) -> None:
    """It adds the director above one sum and the board above another, and keeps the yes of whoever signs first.

    roles:
      manager:  {title: plant manager, is: signs for the plant}
      director: {title: works director, is: signs for all plants}
      vice:     {title: vice president, is: signs for the group}
    stages:
      - id: order
        title: Who has to sign?
        steps:
          - id: ordered
            title: the order
            whether: the furnace is relined
            by:
              depends:
                - {when: {amount: {over: 100k}}, is: [manager, director, vice]}
                - {when: {amount: {over: 25k}}, is: [manager, director]}
                - {is: manager}
    """
    story.prep("--person Dora:director --person Vic:vice")
    small = story.prep("--with Mo:manager --set amount=25k:Mo:wrote")["decision"]
    assert small["feasibility"] == "here"
    above = story.prep("--with Mo --set amount=100k:Mo:wrote")
    assert (above["decision"]["feasibility"], above["rungs"]["aim"]["act"]) == ("supported", "bring in Dora")
    story.prep("--with Mo --set amount=120k:Mo:wrote")
    first = story.debrief("--with Mo --decided ordered:Mo:wrote --not-asked")
    assert (first["outcome"]["result"], first["outcome"]["supported"]) == ("stayed", ["ordered"])
    assert story.prep("--with Dora")["rungs"]["aim"]["act"] == "bring in Vic"
    both = story.debrief("--with Dora --with Vic --decided ordered:Dora:wrote --decided ordered:Vic:wrote --not-asked")
    assert both["outcome"]["result"] == "won"


def test_who_brings_whom(story: Story) -> None:
    """It asks the nurse to bring the treasurer while nobody of that role is on the call, and in the map's words.

    roles:
      nurse:     {title: head nurse, is: knows which bed breaks}
      treasurer: {title: treasurer, is: keeps the money of the trust}
    stages:
      - id: beds
        title: Which beds go?
        steps: [{id: worn, title: the list of worn beds, whether: the worn beds are replaced, by: nurse}]
      - id: money
        title: Who pays for them?
        steps:
          - id: walked-over
            title: the round with the treasurer
            will: walk the ward with the treasurer
            by: nurse
            brings: treasurer
            takes: 1w
          - {id: paid, title: the order, whether: the beds are ordered, by: treasurer}
    """
    alone = story.prep("--with Nele:nurse --on 2026-11-03 --settled worn:Nele@2026-11-02 --target paid")
    assert (alone["rungs"]["aim"]["id"], alone["rungs"]["aim"]["act"]) == ("walked-over", "bring in the treasurer")
    there = story.prep("--with Nele --with Tess:treasurer --on 2026-11-04")
    assert "walked-over" not in str(there["rungs"])


def test_a_body_that_decides_at_its_meetings(story: Story) -> None:
    """It waits for the day of the meeting, and takes the vote from the minutes that the chair sends.

    facts:
      meeting-day: {ask: On which day does the cabinet meet next?, type: date, of: cabinet}
    roles:
      cabinet: {title: cabinet, is: votes on what the town buys}
      roads:   {title: head of roads, is: clears the snow}
    stages:
      - id: winter
        title: Can the old one go on?
        steps: [{id: worn, title: the verdict on the old plough, whether: the old plough has to go, by: roads}]
      - id: vote
        title: What does the cabinet say?
        steps:
          - id: voted
            title: the vote
            whether: the snow plough is bought
            by: cabinet
            proof: {wrote: the minutes of the meeting}
            needs: [meeting-day + 0d]
    """
    begun = "--settled worn:Rune@2026-11-02 --set meeting-day=2026-11-18:Carl"
    story.prep(f"--with Carl:cabinet --person Rune:roads --on 2026-11-10 {begun}")
    assert story.prep("--with Carl --on 2026-11-17")["no_aim"] == (
        "It waits until 18 Nov. After that, Carl can decide whether the snow plough is bought."
    )
    assert story.prep("--with Carl --on 2026-11-18")["decision"]["feasibility"] == "here"
    said = story.debrief("--on 2026-11-18 --with Carl --decided voted:Carl:said --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["supported"]) == ("stayed", ["voted"])
    said = story.debrief("--on 2026-11-20 --with Carl --decided voted:Carl:wrote --not-asked")
    assert said["outcome"]["result"] == "won"
