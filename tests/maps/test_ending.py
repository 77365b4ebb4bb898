"""Noes, what comes undone, the last signatures, and the ends."""

from __future__ import annotations

from story import Story


def test_a_no_that_ends_it_or_sends_back(story: Story) -> None:
    """It ends with one no, takes another as an answer, goes back to the shortlist on a third, and waits on a fourth.

    roles:
      chef:  {title: head chef, is: runs the kitchen}
      hotel: {title: hotel manager, is: pays for the kitchen}
    stages:
      - id: need
        title: Does the old range have to go?
        steps:
          - {id: agreed, title: the go-ahead, whether: the old range goes, by: hotel, if_no: no-decision}
          - {id: rented, title: the rental, whether: a rented range fills the gap, by: hotel, if_no: go-on}
      - id: choice
        title: Which range cooks best?
        steps:
          - {id: listed, title: the shortlist, whether: these three come into question, by: chef}
          - {id: cooked, title: the cooking day, whether: one of the three will do, by: chef, if_no: listed}
          - {id: sited, title: the place for it, whether: it fits under the hood, by: chef}
      - id: order
        title: Shall we order it?
        steps: [{id: ordered, title: the order, whether: the range is ordered, by: hotel}]
    """
    story.prep("--with Max:hotel --with Fro:chef --on 2026-11-03")
    ended = story.debrief("--on 2026-11-03 --with Max --declined 'agreed:Max:the roof first' --not-asked")["outcome"]
    assert (ended["result"], ended["ends"]) == ("stayed", "no-decision")
    story.undo()

    went_on = story.debrief("--on 2026-11-04 --with Max --decided agreed:Max --declined rented:Max:no --not-asked")
    assert (went_on["outcome"]["result"], went_on["outcome"]["moved"]) == ("advanced", ["agreed", "rented"])

    story.debrief("--on 2026-11-05 --with Fro --decided listed:Fro --not-asked")
    back = story.debrief("--on 2026-11-06 --with Fro --declined 'cooked:Fro:too slow' --not-asked")["outcome"]
    assert (back["result"], back["reopened"], back["declined"]) == ("went_back", ["listed"], ["cooked"])
    assert story.prep("--with Fro --on 2026-11-09")["decision"]["id"] == "cooked"
    story.debrief("--on 2026-11-09 --with Fro --decided listed:Fro --not-asked")
    assert story.show()["declined"] == []
    story.debrief("--on 2026-11-09 --with Fro --decided cooked:Fro --not-asked")

    waits = story.debrief("--on 2026-11-10 --with Fro --declined 'sited:Fro:too wide' --not-asked")["outcome"]
    assert (waits["result"], waits["declined"], waits["ends"]) == ("stayed", ["sited"], None)
    assert story.show()["fronts"] == {"main": ["sited"]}


def test_what_an_event_spoils(story: Story) -> None:
    """It has the permit and the steel said again when the layout they rest on changes, and leaves the rest standing.

    roles:
      owner: {title: mill owner, is: pays for the hall}
      fire:  {title: fire officer, is: passes the drawings}
    stages:
      - id: drawing
        title: What shall be built?
        steps:
          - {id: drawn, title: the layout, whether: the layout stays as drawn, by: owner}
          - {id: passed, title: the fire permit, whether: the hall as drawn is safe, by: fire, needs: [drawn]}
          - {id: called-off, title: the steel, whether: the steel is called off, by: owner, needs: [passed]}
          - {id: named, title: the site manager, whether: the site manager is named, by: owner}
      - id: contract
        title: Do we sign?
        steps: [{id: signed, title: the contract, whether: it is signed, by: owner, needs: [passed]}]
    """
    people = "--with Olav:owner --with Fie:fire"
    settled = "--settled drawn:Olav --settled passed:Fie --settled called-off:Olav --settled named:Olav"
    assert story.prep(f"{people} --on 2026-11-03 {settled}")["decision"]["id"] == "signed"

    spoilt = story.debrief("--on 2026-11-03 --with Olav --reopened 'drawn:Olav:a second saw' --not-asked")["outcome"]
    assert (spoilt["result"], spoilt["reopened"]) == ("went_back", ["drawn"])
    assert spoilt["to_reconfirm"] == ["passed", "called-off"]
    assert "MISSING Needs a fresh yes: the fire permit and the steel." in story.page(
        "--with Olav --with Fie --on 2026-11-04"
    )
    assert story.show()["fronts"] == {"main": ["drawn"]}

    story.debrief("--on 2026-11-04 --with Olav --decided drawn:Olav --not-asked")
    assert story.show()["to_reconfirm"] == ["passed", "called-off"]
    again = "--decided passed:Fie --decided called-off:Olav"
    said = story.debrief(f"--on 2026-11-05 --with Fie --with Olav {again} --not-asked")
    assert said["outcome"]["moved"] == ["passed", "called-off"]
    assert (story.show()["to_reconfirm"], story.show()["fronts"]) == ([], {"main": ["signed"]})


def test_the_order_of_signatures(story: Story) -> None:
    """It sends us to sign before the call, and the rector to the bursar; a rector who signs first has signed.

    roles:
      bursar: {title: bursar, is: signs for the money}
      rector: {title: rector, is: signs last}
      desk:   {title: contracts desk, side: us}
    stages:
      - id: signing
        title: Who signs when?
        steps:
          - {id: we-sign, title: the first signature, will: sign both copies, by: desk}
          - id: money-signed
            title: the signature of the bursar
            whether: the money is signed for
            by: bursar
            needs: [we-sign]
          - id: signed
            title: the contract
            whether: the contract is signed
            by: rector
            needs: [money-signed]
    ends: {won: {needs: [signed]}}
    """
    alone = story.prep("--with Rita:rector --person Bo:bursar --on 2026-11-03")
    assert (
        alone["decision"]["why"]
        == "Rita agrees to bring in Bo by Tue 10 Nov. That's needed to decide whether the contract is signed."
    )
    both = story.prep("--with Rita --with Bo --on 2026-11-03")
    assert (both["rungs"]["aim"]["id"], both["rungs"]["all_the_way"]["id"]) == ("money-signed", "signed")
    assert both["before_you_dial"] == ["we-sign"]

    said = story.debrief("--on 2026-11-03 --with Rita --decided signed:Rita:wrote --not-asked")
    assert (said["outcome"]["result"], [debt["id"] for debt in said["owed"]]) == ("won", ["money-signed"])


def test_after_the_signature(story: Story) -> None:
    """It is won with the order, goes on to the night school where there is a night shift, and stops where not.

    facts:
      nights: {ask: Who will run it at night?, choices: [own people, nobody], of: works}
    roles:
      works: {title: works manager, is: runs the hall}
    stages:
      - id: order
        title: Shall we order it?
        steps: [{id: ordered, title: the order, whether: the press is ordered, by: works}]
      - id: school
        title: Who can run it at night?
        track: afterwards
        when: {nights: own people}
        needs: [ordered]
        steps: [{id: schooled, title: the night school, whether: the night shift is schooled, by: works}]
    """
    before = story.prep("--with Rolf:works --on 2026-11-03 --set 'nights=own people:Rolf'")
    assert before["decision"]["id"] == "ordered"
    won = story.debrief("--on 2026-11-03 --with Rolf --decided ordered:Rolf:wrote --close won --not-asked")
    assert (won["outcome"]["result"], story.show()["closed"]) == ("won", "won")
    after = story.prep("--with Rolf --on 2026-11-10")
    assert (after["decision"]["id"], after["decision"]["feasibility"]) == ("schooled", "here")
    quiet = story.prep("--with Rolf --on 2026-11-10 --set nights=nobody:Rolf")
    assert (quiet["decision"], quiet["no_aim"]) == (None, "Nothing is left for them to decide.")


def test_ends_that_ask_for_more(story: Story) -> None:
    """It asks who got it where they chose another, and closes without asking where it was too dear.

    facts:
      rival: {ask: Who got it instead?, of: owner, when: {reason: chose another}}
    roles:
      owner: {title: courier, is: owns the bicycles}
    stages:
      - id: order
        title: Shall we switch to scooters?
        steps: [{id: ordered, title: the order, whether: the scooters are leased, by: owner}]
    ends:
      lost: {reasons: [chose another, too dear], needs: [rival]}
      no-decision: [a hard winter]
    """
    story.prep("--with Uwe:owner --on 2026-11-03")
    asked = "acme: closed as lost: chose another.\nThe map has this end otherwise: rival is not known.\n"
    assert story.close("--lost --reason 'chose another'").err == asked
    story.undo()
    assert story.close("--lost --reason 'chose another' --set rival=Zip:Uwe").err == (
        "acme: closed as lost: chose another.\n"
    )
    story.undo()
    assert story.close("--lost --reason 'too dear'").err == "acme: closed as lost: too dear.\n"
    story.undo()
    assert story.close("--lost --reason 'choose another'").err == (
        "callplan: --reason: “choose another” is nearly a reason of lost. It has: chose another; too dear. "
        "Did you mean chose another? For another, in their words, write --words TEXT.\n"
    )
    assert story.close("--lost --reason 'the weather'").err == "acme: closed as lost: the weather.\n"


def test_an_end_from_one_stage_only(story: Story) -> None:
    """It may be put back on the shelf before the tasting, and says that something is amiss after it.

    roles:
      baker: {title: master baker, is: says what is baked}
    stages:
      - id: tasting
        title: Does the flour taste?
        steps: [{id: tasted, title: the tasting, whether: the bread tastes right, by: baker}]
      - id: order
        title: Shall we change mills?
        steps: [{id: ordered, title: the order, whether: the flour is ordered, by: baker}]
    ends:
      shelved:
        title: put back on the shelf
        kind: void
        reasons: [a full silo]
        needs: {not: tasted}
    """
    story.prep("--with Ben:baker --on 2026-11-03")
    shelved = "acme: closed as put back on the shelf: a full silo.\n"
    assert story.close("--end shelved --reason 'a full silo'").err == shelved
    story.undo()
    story.debrief("--on 2026-11-03 --with Ben --decided tasted:Ben --not-asked")
    day = (
        "The last call on record was on 2026-11-03, after 2026-11-02; 2026-11-03 is taken. Use --on to say otherwise.\n"
    )
    late = f"{shelved}{day}The map has this end otherwise: the tasting is settled.\n"
    assert story.close("--end shelved --reason 'a full silo'").err == late
