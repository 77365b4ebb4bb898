"""What comes first, what runs beside it, and what has no order at all."""

from __future__ import annotations

from story import Story


def test_parallel_reviews_and_their_join(story: Story) -> None:
    """It takes the reviews in any order, leaves the terms to be agreed before them, and the signature only after.

    roles:
      lab:     {title: head of laboratory, is: works with the analyser}
      hygiene: {title: hygiene officer, is: keeps the laboratory clean}
      works:   {title: building engineer, is: knows what the floor carries}
      finance: {title: finance, is: holds the budget}
    stages:
      - id: reviews
        title: Does anything speak against it?
        steps:
          - {id: clean, title: the hygiene review, whether: the analyser can be kept clean, by: hygiene}
          - {id: carried, title: the floor review, whether: the floor carries the analyser, by: works}
          - {id: paid, title: the money, whether: the budget carries the analyser, by: finance}
      - id: terms
        title: On what terms?
        steps:
          - {id: agreed, title: the service contract, whether: the service contract is right, by: lab}
      - id: signature
        title: Shall we sign?
        steps:
          - {id: signed, title: the signature, whether: the analyser is bought, by: lab, needs: [reviews]}
    """
    plan = story.prep("--with Liv:lab --person Hal:hygiene --person Wim:works --person Fay:finance")
    assert plan["fronts"] == {"main": ["clean", "carried", "paid"]}
    assert (plan["rungs"]["all_the_way"]["id"], plan["rungs"]["all_the_way"]["owes"]) == (
        "agreed",
        ["clean", "carried", "paid"],
    )
    said = story.debrief("--with Liv --with Wim --decided carried:Wim --decided agreed:Liv --not-asked")
    assert said["outcome"]["moved"] == ["carried", "agreed"]
    owed = [(debt["id"], debt["before"], debt["hard"]) for debt in story.show()["owed"]]
    assert owed == [("clean", "signed", True), ("paid", "signed", True)]
    waiting = story.prep("--with Liv --target signed")
    assert (waiting["decision"]["feasibility"], waiting["rungs"]["aim"]["act"]) == ("supported", "bring in Hal")
    plan = story.prep("--with Liv --settled clean:Hal --settled paid:Fay")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("signed", "here")


def test_parallel_stages(story: Story) -> None:
    """It keeps two positions, one on each track, and a decision on one moves nothing on the other.

    roles:
      head:   {title: head of kitchen, is: cooks for the school}
      parent: {title: parents' speaker, is: speaks for the parents}
      payer:  {title: school board, is: pays for the meals}
    stages:
      - id: taste
        title: Do the children eat it?
        steps:
          - {id: liked, title: the tasting, whether: the children eat it, by: head}
      - id: parents
        title: What do the parents say?
        track: parents
        steps:
          - {id: told, title: the parents' evening, whether: the parents can live with the menu, by: parent}
      - id: fee
        title: What would a meal cost?
        track: parents
        steps:
          - {id: fair, title: the fee, whether: the fee per meal is fair, by: parent}
      - id: contract
        title: Who signs?
        steps:
          - {id: signed, title: the contract, whether: the caterer is hired, by: payer}
    """
    plan = story.prep("--with Mia:head --with Pat:parent --person Sol:payer")
    assert plan["fronts"] == {"main": ["liked"], "parents": ["told"]}
    said = story.debrief("--with Mia --with Pat --decided told:Pat --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"]) == ("advanced", ["told"])
    shown = story.show()
    assert (shown["position"]["client"], shown["owed"]) == ({"main": "taste", "parents": "fee"}, [])
    assert "They are at “Do the children eat it?”." in story.page()
    story.debrief("--with Mia --decided liked:Mia --not-asked")
    assert story.show()["fronts"] == {"main": ["signed"], "parents": ["fair"]}


def test_order_between_two_of_them(story: Story) -> None:
    """It lets the lawyers begin only when money and safety have been settled, though all three stand in one stage.

    roles:
      plant:   {title: plant manager, is: runs the press shop}
      finance: {title: finance, is: releases the money}
      safety:  {title: safety engineer, is: lets a press go into service}
      lawyer:  {title: company lawyer, is: reads every contract}
    stages:
      - id: release
        title: Who has to release it?
        steps:
          - {id: money, title: the money, whether: the money is free for the press, by: finance}
          - {id: safe, title: the safety check, whether: the press is safe for one operator, by: safety}
          - {id: clauses, title: the wording, whether: the clauses are fair, by: lawyer, needs: [money, safe]}
      - id: order
        title: Shall we buy the press?
        steps:
          - {id: ordered, title: the order, whether: the press is ordered, by: plant, needs: [clauses]}
    """
    people = "--person Fay:finance --person Jo:safety --person Pia:plant"
    plan = story.prep(f"--with Rolf:lawyer {people} --settled safe:Jo --target clauses")
    assert plan["decision"]["feasibility"] == "supported"
    assert plan["rungs"]["aim"]["act"] == "bring in Fay"
    assert story.prep("--with Rolf --with Fay")["rungs"]["all_the_way"]["chain"] == ["money", "clauses"]
    plan = story.prep("--with Rolf --settled money:Fay --target clauses")
    assert plan["decision"]["feasibility"] == "here"


def test_a_prerequisite_on_another_track(story: Story) -> None:
    """It waits for the other track, aims at what holds it up, and owes that when the client decides anyway.

    roles:
      depot: {title: depot manager, is: sends the lorries out}
      admin: {title: network manager, is: lets software onto the network}
    stages:
      - id: plan
        title: Is a route planner worth it?
        steps:
          - {id: worth, title: the go-ahead, whether: planning by hand costs too much, by: depot}
      - id: network
        title: May it reach our network?
        track: network
        steps:
          - {id: allowed, title: the network permit, whether: the planner may reach the network, by: admin}
      - id: order
        title: Shall we order it?
        steps:
          - {id: ordered, title: the order, whether: the planner is ordered, by: depot, needs: [allowed]}
    """
    alone = story.prep("--with Dag:depot --person Ivo:admin --settled worth:Dag")
    assert (alone["decision"]["id"], alone["decision"]["feasibility"]) == ("ordered", "supported")
    assert alone["rungs"]["aim"]["act"] == "bring in Ivo"
    both = story.prep("--with Dag --with Ivo")
    assert (both["decision"]["id"], both["decision"]["feasibility"]) == ("allowed", "here")
    said = story.debrief("--with Dag --decided ordered:Dag:wrote --not-asked")
    assert said["outcome"]["result"] == "won"
    assert [debt["id"] for debt in story.show()["owed"]] == ["allowed"]


def test_an_order_free_set_six_things_known(story: Story) -> None:
    """It takes the steps of a stage in any order, and has the scope wait until every fact has been told by somebody.

    facts:
      beds:
        ask: How many beds does the home have?
      lift-count:
        ask: How many lifts would it have to work in?
      night-staff:
        ask: How many people are on at night?
        assume: 2
    roles:
      matron: {title: matron, is: runs the home}
      owner:  {title: owner, is: pays for the home}
    stages:
      - id: scope
        title: What would it have to do?
        steps:
          - {id: rules, title: the house rule, whether: the calls may go to one telephone, by: owner}
          - id: scoped
            title: the scope
            whether: this is all that the home needs
            by: matron
            needs: [beds, lift-count, night-staff]
      - id: order
        title: Shall we order it?
        steps:
          - {id: ordered, title: the order, whether: the nurse call is ordered, by: owner, needs: [scoped]}
    """
    plan = story.prep("--with Ada:matron --with Ole:owner --set beds=40:Ada --target scoped")
    assert (plan["decision"]["feasibility"], plan["decision"]["why"]) == (
        "unknown",
        "Ada decides whether this is all that the home needs, once the first question below is answered.",
    )
    assert "Ada: How many lifts would it have to work in?" in story.page("--with Ada --target scoped")
    plan = story.prep("--with Ada --target scoped --set lift-count=2:Ada --set night-staff=3:Ada")
    assert plan["decision"]["feasibility"] == "here"
    said = story.debrief("--with Ada --decided scoped:Ada --not-asked")
    assert said["outcome"]["moved"] == ["scoped"]
    assert (story.show()["fronts"], story.show()["owed"]) == ({"main": ["rules"]}, [])


def test_an_extra_call_a_repeated_stage(story: Story) -> None:
    """It looks into the trouble for as many calls as it takes, until what is to be known has been told.

    facts:
      fault:
        ask: What went wrong in the last three batches?
        of: smith
      cost:
        ask: What did the last bad batch cost?
        of: smith
        unit: EUR
    roles:
      smith: {title: head of forge, is: answers for the batches}
      owner: {title: owner, is: pays for the furnace}
    stages:
      - id: trouble
        title: What is going wrong?
        when: {not: [fault, cost]}
        steps:
          - {id: looked-into, title: the closer look, whether: the trouble is worth a closer look, by: smith}
      - id: order
        title: Shall we buy the furnace?
        steps:
          - {id: ordered, title: the order, whether: the furnace is ordered, by: owner, needs: [fault, cost]}
    """
    story.prep("--with Ulf:smith --person Vera:owner")
    first = story.debrief("--with Ulf --set fault=cracks:Ulf --not-asked")
    assert (first["outcome"]["result"], story.show()["fronts"]) == ("stayed", {"main": ["looked-into"]})
    assert story.prep("--with Ulf")["unknown"] == ["cost"]
    second = story.debrief("--on 2026-11-09 --with Ulf --set cost=9k:Ulf --not-asked")
    assert (second["outcome"]["result"], story.show()["fronts"]) == ("stayed", {"main": ["ordered"]})


def test_a_queue_that_is_no_foundation(story: Story) -> None:
    """It keeps the review waiting for the money, and standing when the money is taken up again; the order falls.

    roles:
      head:     {title: head of site, is: wants the gates}
      finance:  {title: finance, is: holds the budget}
      security: {title: head of security, is: looks at every badge}
    stages:
      - id: money
        title: Is there money?
        steps:
          - {id: funded, title: the budget, whether: the badges are in the budget, by: finance}
      - id: order
        title: Do we order?
        steps:
          - id: ordered
            title: the order
            whether: the badges are ordered
            by: head
            needs: [funded, safe]
      - id: review
        title: Is it safe?
        track: review
        steps:
          - id: safe
            title: the review
            whether: the badges are safe enough
            by: security
            after: [funded]
    """
    plan = story.prep("--with Sol:security --person Fay:finance --person Hal:head --target safe")
    assert plan["decision"]["feasibility"] == "supported"
    story.debrief("--with Fay --decided funded:Fay --not-asked")
    assert story.prep("--with Sol --target safe")["decision"]["feasibility"] == "here"
    story.debrief("--with Sol --with Hal --decided safe:Sol --decided ordered:Hal:wrote --not-asked")
    said = story.debrief("--with Fay --reopened funded:Fay:cut --not-asked")
    assert (said["outcome"]["reopened"], said["outcome"]["to_reconfirm"]) == (["funded"], ["ordered"])
