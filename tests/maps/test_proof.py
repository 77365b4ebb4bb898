"""What counts: one of several things, what proves a decision, how many it takes, and what may be let go."""

from __future__ import annotations

from story import Story


def test_any_of_exit_one_of_document(story: Story) -> None:
    """It goes on once one of the two is there, and then neither asks for the other nor owes it.

    roles:
      farmer: {title: farmer, is: works the land}
      bank:   {title: bank adviser, is: lends the money}
    stages:
      - id: proofs
        title: Does the weeder work on heavy soil?
        steps:
          - {id: field-day, title: the field day, whether: the weeder works on heavy soil, by: farmer}
          - {id: neighbour, title: the word of a neighbour, whether: a neighbour would buy it again, by: farmer}
          - {id: books, title: the accounts, will: send the accounts of the last two years, by: farmer}
          - {id: tax-note, title: the tax note, will: send the last tax note, by: farmer}
      - id: loan
        title: Shall we buy it on a loan?
        steps:
          - id: lent
            title: the loan
            whether: the weeder is bought on a loan
            by: [farmer, bank]
            needs: [{any: [field-day, neighbour]}, {any: [books, tax-note]}]
    """
    plan = story.prep("--with Gus:farmer --with Bea:bank --target lent")
    asked = [plan["rungs"][name]["id"] for name in ("aim", "least")]
    assert (plan["decision"]["feasibility"], asked, plan["client_work"]) == ("supported", ["books", "tax-note"], [])
    story.debrief("--with Gus --decided neighbour:Gus --done tax-note:Gus --not-asked")
    shown = story.show()
    assert (shown["fronts"], shown["owed"], shown["client_work"]) == ({"main": ["lent"]}, [], [])
    assert story.prep("--with Gus --with Bea")["rungs"]["all_the_way"]["chain"] == ["lent"]


def test_any_of_proof(story: Story) -> None:
    """It takes the minutes for the vote, or the line in the budget, and keeps a mere word as support.

    roles:
      chair: {title: chair, is: chairs the parish council}
      clerk: {title: clerk, is: writes the minutes}
    stages:
      - id: vote
        title: Does the village want it?
        steps:
          - id: voted
            title: the vote
            whether: the playground is to be renewed
            by: chair
            proof: {any: [{wrote: the minutes of the meeting}, {did: a line in the budget}]}
      - id: ground
        title: Is the ground safe?
        track: ground
        steps:
          - {id: safe, title: the ground survey, whether: the ground is safe to build on, by: clerk}
      - id: order
        title: Shall we order it?
        steps:
          - {id: ordered, title: the order, whether: the playground is ordered, by: clerk, needs: [voted, safe]}
    """
    story.prep("--with Hans:chair")
    assert "It counts once it's in writing." in story.page("--with Hans")
    said = story.debrief("--with Hans --decided voted:Hans --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["supported"]) == ("stayed", ["voted"])
    assert "AIM Get Hans's yes to the vote in writing." in story.page("--with Hans")
    said = story.debrief("--with Hans --decided voted:Hans:wrote --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"]) == ("advanced", ["voted"])


def test_at_least_n_bids_people_quotes(story: Story) -> None:
    """It wants three bids above the threshold and one below it, and two board members for the award.

    facts:
      amount:
        ask: What would the roof cost all in all?
        unit: EUR
    roles:
      clerk:  {title: clerk, is: asks for the bids}
      member: {title: board member, is: sits on the housing board}
    stages:
      - id: bids
        title: Who could do it?
        steps:
          - id: bid-in
            title: the written bid
            will: get a written bid
            by: clerk
            times: {depends: [{when: {amount: {over: 10k}}, is: 3}, {is: 1}]}
          - {id: enough, title: the field of bidders, whether: the bids can be compared, by: clerk, needs: [bid-in]}
      - id: award
        title: Who gets it?
        steps:
          - {id: awarded, title: the award, whether: this bid wins, by: member, times: 2}
    """
    story.prep("--with Cleo:clerk --with Max:member --set amount=12k:Cleo --done bid-in:Cleo:wrote:Acme")
    story.debrief("--with Cleo --done bid-in:Cleo:wrote:Acme --done bid-in:Cleo:wrote:Bolt --not-asked")
    assert (
        story.prep("--with Cleo")["decision"]["why"]
        == "Cleo agrees to get a written bid by Mon 9 Nov. That's needed to decide whether the bids can be compared."
    )
    assert story.prep("--with Cleo --set amount=9k:Cleo")["decision"]["feasibility"] == "here"
    plan = story.prep("--with Cleo --set amount=12k:Cleo --done bid-in:Cleo:wrote:Cole")
    assert plan["decision"]["feasibility"] == "here"
    one = story.debrief("--with Cleo --with Max --decided enough:Cleo --decided awarded:Max:wrote --not-asked")
    assert (one["outcome"]["moved"], one["outcome"]["supported"]) == (["enough"], ["awarded"])
    two = story.debrief("--with Lou:member --decided awarded:Lou:wrote --not-asked")
    assert two["outcome"]["result"] == "won"


def test_a_waiver_by_a_role_reasons_from_a_list(story: Story) -> None:
    """It lets the auditor alone do without the second quote, for one of two reasons, and nobody without the check.

    roles:
      head:    {title: head of the workshop, is: runs the workshop}
      auditor: {title: auditor, is: checks the workshop's spending}
    stages:
      - id: prices
        title: Is the price fair?
        steps:
          - id: second-quote
            title: the second quote
            whether: the second quote is dearer
            by: head
            waive: {by: auditor, reasons: [only one maker, bought before at this price]}
          - {id: guarded, title: the guard check, whether: the saw has its guard, by: auditor, waive: never}
      - id: order
        title: Order the saw
        steps:
          - {id: ordered, title: the order, whether: the saw is ordered, by: head, needs: [prices]}
    """
    story.prep("--with Mo:head --with Ali:auditor")
    told = ("second-quote:Mo:only one maker", "second-quote:Ali:no time", "guarded:Ali:seen")
    flags = " ".join([f"--waived '{each}'" for each in told])
    refused = story.debrief(f"--with Mo --with Ali {flags} --not-asked")
    assert (refused["outcome"]["result"], refused["outcome"]["waived"]) == ("stayed", [])
    waived = story.debrief("--with Mo --with Ali --waived 'second-quote:Ali:only one maker' --not-asked")
    assert (waived["outcome"]["result"], waived["outcome"]["waived"]) == ("advanced", ["second-quote"])
    assert story.show()["fronts"] == {"main": ["guarded"]}


def test_settled_by_what_follows(story: Story) -> None:
    """It takes a trial that is running for allowed, by nobody, and asks who allowed it where the map implies nothing.

    roles:
      chief: {title: chief of the fire station, is: answers for the hoses}
      crew:  {title: crew, is: hangs them up}
    stages:
      - id: trial
        title: Is it worth a trial?
        steps:
          - id: tried
            title: the trial
            whether: the drier is worth a trial
            topic: whether to try it
            by: chief
            implied_by: [running, bought]
      - id: result
        title: Does it dry them?
        steps:
          - {id: running, title: the start of the trial, will: hang up the first hose, by: crew}
          - {id: dry, title: the result, whether: the hoses are dry by morning, by: chief}
      - id: order
        title: Do we buy it?
        steps: [{id: bought, title: the order, whether: the drier is bought, by: chief}]
    """
    assert story.prep("--with Cal:chief --person Kit:crew")["decision"]["id"] == "tried"
    plan = story.prep("--with Cal --done running:Kit")
    assert (plan["decision"]["id"], plan["position"]["client"]["main"]) == ("dry", "result")
    patch = story.home / "patch.yaml"
    patch.write_text("stages: [{id: trial, steps: [{id: tried, implied_by: }]}]", encoding="utf-8")
    assert story.line("map", "acme", "--patch", str(patch), "--note", "nothing is implied").code == 0
    asked = "* Cal: The start of the trial is done: who decided whether to try it?"
    assert asked in story.page("--with Cal --on 2026-11-04")
