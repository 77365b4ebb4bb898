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
    assert "AIM Nina and Otto, or Nina, depending on amount, decides whether the pumps are ordered" in story.page()
    unsure = "Nina can decide it on this call if nobody else has to: ask first about amount."
    assert unsure in story.page("--with Nina")
    above = story.prep("--with Nina --set amount=20001:Nina")["decision"]
    assert (above["feasibility"], above["why"]) == ("supported", "Otto is not on it.")
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
    assert plan["rungs"]["aim"]["act"] == "bring somebody who signs for the faculty to a call"
    plan = story.prep("--with Lea --with Dirk:deputy --target signed")
    assert (plan["decision"]["feasibility"], plan["decision"]["by"]) == ("here", ["Dirk"])
    known = "PROOF No proof: they sign for the dean, and nothing in writing says that they may."
    assert known in story.page("--with Lea --with Dirk --target signed")
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
    assert story.prep("--with Toni")["decision"]["why"] == "Olaf is not on it."
    first = story.debrief("--with Toni --decided placed:Toni --not-asked")
    assert (first["outcome"]["result"], first["outcome"]["supported"]) == ("stayed", ["placed"])
    second = story.debrief("--with Olaf --decided placed:Olaf --not-asked")
    assert (second["outcome"]["result"], second["outcome"]["moved"]) == ("advanced", ["placed"])
