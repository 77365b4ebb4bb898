"""What applies to this deal, and what does not: amounts, routes, conditions and what is assumed."""

from __future__ import annotations

from story import Story

BANDS = {"25k": ["ordered"], "250k": ["compared", "ordered"], "300k": ["compared", "voted", "ordered"]}


def test_amount_bands_choose_a_route(story: Story) -> None:
    """It asks for the board only above the sum that the board decides, and for the buyer only above the ward's own.

    facts:
      route:
        depends:
          - {when: {amount: {over: 250k}}, is: board}
          - {when: {amount: {over: 25k}}, is: purchasing}
          - {is: ward}
    roles:
      ward:  {title: ward manager, is: runs the ward}
      buyer: {title: buyer, is: compares prices for the hospital}
      board: {title: board member, is: votes on the large sums}
    stages:
      - id: price
        title: Is the price right?
        when: {route: {not: ward}}
        steps:
          - {id: compared, title: the price, whether: the price of the beds is right, by: buyer}
      - id: vote
        title: What will the board say?
        when: {route: board}
        steps:
          - {id: voted, title: the vote, whether: the money is there this year, by: board}
      - id: order
        title: Shall we order the beds?
        steps:
          - {id: ordered, title: the order, whether: the beds are ordered, by: ward, needs: [price, vote]}
    """
    people = "--with Ida:ward --with Bo:buyer --with Rut:board"
    unsure = story.prep(people)
    assert (unsure["decision"]["feasibility"], unsure["asks"][0]["question"]) == (
        "unknown",
        "What have you set aside for the order?",
    )
    chains = {sum_: story.prep(f"{people} --set amount={sum_}:Ida")["rungs"]["all_the_way"]["chain"] for sum_ in BANDS}
    assert chains == BANDS


def test_which_amount_is_meant(story: Story) -> None:
    """It holds the threshold against the whole term, and not against what the first year costs.

    facts:
      amount:
        ask: What would the first year cost?
        unit: EUR
      whole-term:
        ask: What would all the years of the contract come to?
        unit: EUR
        of: clerk
    roles:
      head:  {title: head of the depot, is: keeps the buses running}
      clerk: {title: procurement clerk, is: publishes what the city wants to buy}
    stages:
      - id: notice
        title: Does it have to be published?
        when: {whole-term: {over: 221k}}
        steps:
          - {id: published, title: the notice, whether: the notice can go out, by: clerk}
      - id: contract
        title: Whose wash bay is it?
        steps:
          - {id: signed, title: the contract, whether: the wash bay is contracted, by: head, needs: [notice]}
    """
    plan = story.prep("--with Olga:head --with Nils:clerk --set amount=230k:Olga")
    assert plan["unknown"] == ["whole-term"]
    assert ("Nils", "What would all the years of the contract come to?") in [
        (ask["of"], ask["question"]) for ask in plan["asks"]
    ]
    assert story.prep("--with Olga --set whole-term=690k:Nils")["fronts"] == {"main": ["published"]}
    assert story.prep("--with Olga --set whole-term=221k:Nils")["fronts"] == {"main": ["signed"]}


def test_at_least_against_over(story: Story) -> None:
    """It takes exactly ten thousand for `at_least`, and not for `over`.

    roles:
      foreman: {title: foreman, is: runs the cutting shop}
      works:   {title: works manager, is: signs beside the foreman}
      council: {title: works council, is: speaks for the staff}
    stages:
      - id: check
        title: Who has to look at it?
        steps:
          - {id: fits, title: the size, whether: the cutter fits the hall, by: foreman}
          - id: second
            title: the second signature
            whether: the sum is right
            by: works
            when: {amount: {at_least: 10k}}
          - id: staff
            title: the word of the council
            whether: the staff can live with the cutter
            by: council
            when: {amount: {over: 10k, at_most: 50k}}
      - id: order
        title: Order it
        steps:
          - {id: ordered, title: the order, whether: the cutter is ordered, by: foreman}
    """
    found = {
        amount: story.prep(f"--with Tom:foreman --set amount={amount}:Tom")["fronts"]["main"]
        for amount in ("9999", "10k", "10001", "50k", "50001")
    }
    assert found == {
        "9999": ["fits"],
        "10k": ["fits", "second"],
        "10001": ["fits", "second", "staff"],
        "50k": ["fits", "second", "staff"],
        "50001": ["fits", "second"],
    }


def test_and_or_not_over_other_facts(story: Story) -> None:
    """It wants the review where both lines hold, either of the two in `any`, and what stands under `not` does not.

    facts:
      site:
        ask: Where would the scanner stand?
        choices: [ward, office]
      data:
        ask: What would it keep?
        choices: [nothing, names, pictures]
      network:
        ask: What would it be plugged into?
        choices: [nothing, own line, hospital network]
      listed:
        ask: When was this model put on the approved list?
        type: yes-no
    roles:
      nurse: {title: head nurse, is: works with the scanner}
      guard: {title: data officer, is: guards the patients' data}
    stages:
      - id: review
        title: May it stand there?
        when:
          site: ward
          any: [{data: {any: [names, pictures]}}, {network: hospital network}]
          not: {listed: yes}
        steps:
          - {id: cleared, title: the clearance, whether: the scanner may stand on a ward, by: guard}
      - id: order
        title: Order it
        steps:
          - {id: ordered, title: the order, whether: the scanner is ordered, by: nurse, needs: [cleared]}
    """
    known = "--set data=pictures:Eva --set network=nothing:Eva --set listed=no:Eva"
    assert story.prep(f"--with Eva:nurse {known}")["unknown"] == ["site"]
    told = ("site=ward", "data=nothing", "network=hospital\\ network", "listed=yes")
    found = [story.prep(f"--with Eva --set {fact}:Eva")["fronts"]["main"] for fact in told]
    assert found == [["cleared"], ["ordered"], ["cleared"], ["ordered"]]


def test_a_requirement_by_segment_and_amount(story: Story) -> None:
    """It wants three quotes of a school from lower down than of an office, and knows so from one worked-out fact.

    facts:
      house:
        ask: Which of the council's houses is it for?
        choices: [school, office]
      quotes-wanted:
        depends:
          - {when: {house: school, amount: {over: 3k}}, is: yes}
          - {when: {amount: {over: 10k}}, is: yes}
          - {is: no}
    roles:
      caretaker: {title: caretaker, is: looks after the house}
      treasurer: {title: treasurer, is: pays the council's bills}
    stages:
      - id: compare
        title: Is there a better price?
        when: {quotes-wanted: yes}
        steps:
          - {id: best, title: the comparison, whether: this quote is the best of three, by: treasurer}
      - id: order
        title: Order it
        steps:
          - {id: ordered, title: the order, whether: the floor is ordered, by: caretaker, needs: [compare]}
    """
    assert story.prep("--with Jan:caretaker --set amount=5k:Jan")["unknown"] == ["house"]
    told = ("house=school", "house=office", "amount=12k")
    found = [story.prep(f"--with Jan --set {fact}:Jan")["fronts"] for fact in told]
    assert found == [{"main": ["best"]}, {"main": ["ordered"]}, {"main": ["best"]}]


def test_a_stage_skipped_unless_triggered(story: Story) -> None:
    """It leaves the stage out, and says on what assumption, until somebody tells that it is wanted after all.

    facts:
      roof-work:
        ask: Which part of the work would be done from the roof?
        type: yes-no
        assume: no
        of: foreman
    roles:
      head:    {title: head teacher, is: runs the school}
      foreman: {title: foreman, is: leads the work on the site}
      safety:  {title: safety officer, is: answers for accidents}
    stages:
      - id: roof
        title: Is anybody going up there?
        when: {roof-work: yes}
        steps:
          - {id: harness, title: the roof permit, whether: the roof can be worked on, by: safety}
      - id: order
        title: Order the panels
        steps:
          - {id: ordered, title: the order, whether: the panels are ordered, by: head, needs: [roof]}
    """
    plan = story.prep("--with Una:head --with Per:foreman")
    assert (plan["fronts"], plan["decision"]["feasibility"]) == ({"main": ["ordered"]}, "here")
    assert [ask["because"] for ask in plan["asks"] if ask["of"] == "Per"] == [["fact roof-work"]]
    assert "assumed: roof work" in story.page()
    plan = story.prep("--with Una --set roof-work=yes:Per")
    assert (plan["fronts"], plan["decision"]["feasibility"]) == ({"main": ["harness"]}, "not_here")


def test_a_shortcut_on_earlier_evidence(story: Story) -> None:
    """It spares a review that was done for an earlier purchase, and asks while nobody has said whether it was.

    facts:
      reviewed-before:
        ask: When did your security people last look at us?
        type: yes-no
        of: security
    roles:
      planner:  {title: production planner, is: plans the machines}
      security: {title: security officer, is: lets software onto the machines}
    stages:
      - id: review
        title: Is it safe on our machines?
        when: {reviewed-before: {not: yes}}
        steps:
          - {id: safe, title: the security review, whether: the software may run on the machines, by: security}
      - id: order
        title: Order the licences
        steps:
          - {id: ordered, title: the order, whether: the licences are ordered, by: planner, needs: [safe]}
    """
    plan = story.prep("--with Kai:planner")
    assert (plan["fronts"], plan["unknown"]) == ({"main": ["safe"]}, ["reviewed-before"])
    assert story.prep("--with Kai --set reviewed-before=yes:Kai")["fronts"] == {"main": ["ordered"]}
    assert story.prep("--with Kai --set reviewed-before=no:Kai")["fronts"] == {"main": ["safe"]}
    plan = story.prep("--with Kai --person Sam:security --settled safe:Sam:wrote@2026-03-02")
    assert (plan["fronts"], plan["last_client_decision"]) == (
        {"main": ["ordered"]},
        {"id": "safe", "on": "2026-03-02", "person": "Sam"},
    )
