"""Lengths, waits, limits, and what falls due again."""

from __future__ import annotations

from story import Story


def asked(plan: dict[str, dict[str, dict[str, str]]]) -> tuple[str, str, str]:
    """The act that a plan aims at: which, of whom, and for when."""
    aim = plan["rungs"]["aim"]
    return aim["id"], aim["person"], aim["due"]


def limit(story: Story) -> str | None:
    """The day by which the map wants a step, as long as it has not gone by."""
    targets = story.line("show", "acme", "--dates", "--json").json["dates"]["targets"]
    running = [each["target"] for each in targets if each["word"] != "past"]
    return next((target["day"] for target in running if target["kind"] == "limit"), None)


def test_whose_turn_it_is(story: Story) -> None:
    """It asks for the drawing first, and once that is there, its reader for as many days as reading takes.

    roles:
      planner: {title: plant engineer, is: draws the line}
      safety:  {title: safety officer, is: signs off machines}
    stages:
      - id: safety
        title: Is it safe to run?
        steps:
          - {id: drawn, title: the floor drawing, will: send the floor drawing, by: planner, takes: 3d}
          - id: walked
            title: the walk-through
            will: walk the line with the drawing in hand
            by: safety
            needs: [drawn]
            takes: 5bd
          - {id: cleared, title: the clearance, whether: the line may run, by: safety, needs: [walked]}
    """
    plan = story.prep("--with Per:planner --with Siv:safety --on 2026-11-03")
    assert (plan["decision"]["id"], asked(plan)) == ("cleared", ("drawn", "Per", "2026-11-06"))
    alone = story.page("--with Siv --on 2026-11-03")
    assert "AIM Siv agrees to get Per to send the floor drawing by Fri 6 Nov." in alone

    story.debrief("--on 2026-11-06 --with Per --done drawn:Per:wrote --not-asked")
    assert asked(story.prep("--with Per --with Siv --on 2026-11-09")) == ("walked", "Siv", "2026-11-16")


def test_a_length_that_differs_by_case(story: Story) -> None:
    """It gives the lawyer a week on their own paper, three on ours, and three while nobody knows whose it is.

    facts:
      paper: {ask: On whose paper will the contract be?, choices: [ours, theirs], of: lawyer}
    roles:
      lawyer: {title: in-house lawyer, is: reads contracts}
      fleet:  {title: fleet manager, is: leases the vans}
    stages:
      - id: lease
        title: Shall we lease them?
        steps:
          - id: marked-up
            title: the marked-up contract
            will: send back the contract with the open points marked
            by: lawyer
            takes:
              depends:
                - {when: {paper: ours}, is: 2-3w}
                - {when: {paper: theirs}, is: 5bd}
          - {id: leased, title: the lease, whether: the vans are leased, by: fleet, needs: [marked-up]}
    """
    on = "--with Lou --with Hal --on 2026-11-03"
    unknown = story.prep("--with Lou:lawyer --with Hal:fleet --on 2026-11-03")
    assert asked(unknown) == ("marked-up", "Lou", "2026-11-24")
    assert asked(story.prep(f"{on} --set paper=theirs:Lou")) == ("marked-up", "Lou", "2026-11-10")
    assert asked(story.prep(f"{on} --set paper=ours:Lou")) == ("marked-up", "Lou", "2026-11-24")


def test_the_slow_cases(story: Story) -> None:
    """It asks for the sums by the day on which such a practice is slow, and from the next day on whether they came.

    facts:
      owned-by: {ask: Who owns the practice?, choices: [one dentist, a chain, the county], of: dentist}
    roles:
      dentist: {title: dentist, is: runs the practice}
    stages:
      - id: chair
        title: Does another chair pay?
        steps:
          - id: sums-done
            title: the sums
            will: work out the hours a chair stands idle
            by: dentist
            takes:
              depends:
                - {when: {owned-by: one dentist}, is: 2-7d}
                - {when: {owned-by: a chain}, is: 7-21d}
                - {is: 14-45d}
          - {id: bought, title: the order, whether: the chair is ordered, by: dentist, needs: [sums-done]}
    """
    days = {"one dentist": "2026-11-10", "a chain": "2026-11-24", "the county": "2026-12-18"}
    for owner, day in days.items():
        plan = story.prep(f"--with Ola:dentist --on 2026-11-03 --set 'owned-by={owner}:Ola'")
        assert asked(plan) == ("sums-done", "Ola", day)
    story.debrief("--on 2026-11-03 --with Ola --promised 'Ola:work out the hours:2026-12-18:sums-done' --not-asked")
    assert "Ola is to work out the hours by Fri 18 Dec." in story.page("--with Ola --on 2026-12-17")
    asked_of = "* Ola: Were you able to work out the hours?"
    due = story.page("--with Ola --on 2026-12-18")
    assert ("Ola is to work out the hours by Fri 18 Dec." in due, asked_of in due) == (True, True)


def test_a_wait_that_has_to_pass(story: Story) -> None:
    """It cannot be signed before ten days after the award and five working days after our papers have passed.

    roles:
      buyer: {title: buyer, is: runs the tender for the ferries}
      bids:  {title: bid desk, side: us}
    stages:
      - id: award
        title: Who gets it?
        steps:
          - {id: awarded, title: the award, whether: the ferries are awarded, by: buyer}
          - {id: papers-sent, title: the papers, will: send the signed papers, by: bids}
      - id: sign
        title: May we sign?
        steps:
          - id: signed
            title: the contract
            whether: the contract is signed
            by: buyer
            needs: [awarded + 10d, papers-sent + 5bd]
    """
    unsent = story.prep("--with Bea:buyer --on 2026-11-13 --settled awarded:Bea@2026-11-02")
    assert unsent["decision"]["why"] == "Before anybody can decide whether the contract is signed, it takes the papers."
    assert "WE OWE Before the call: send the signed papers." in story.page("--with Bea --on 2026-11-13")

    story.debrief("--on 2026-11-04 --with Bea --done papers-sent:us --not-asked")
    early = story.prep("--with Bea --on 2026-11-11")
    assert (early["decision"]["why"], early["rungs"]["aim"]) == (
        "It waits until 12 Nov. After that, Bea can decide whether the contract is signed.",
        None,
    )
    assert "Before the call" not in story.page("--with Bea --on 2026-11-11")
    free = story.prep("--with Bea --on 2026-11-12")
    assert (free["decision"]["feasibility"], free["rungs"]["aim"]["id"]) == ("here", "signed")


def test_an_answer_within_so_many_days(story: Story) -> None:
    """It has a last day once we have asked, three working days on, and wants a new one when that has gone by.

    roles:
      officer: {title: contact officer, is: answers bidders}
      bids:    {title: bid desk, side: us}
    stages:
      - id: questions
        title: What do they mean by lot 2?
        steps:
          - {id: asked, title: the question, will: send the question about lot 2, by: bids}
          - id: answered
            title: the answer
            whether: lot 2 may be bid for alone
            by: officer
            needs: [asked]
            before: asked + 3bd
    """
    story.prep("--with Uta:officer --on 2026-11-27")
    assert limit(story) is None
    story.today = "2026-11-26"
    story.debrief("--on 2026-11-26 --with Uta --done asked:us --not-asked")
    assert limit(story) == "2026-12-01"

    (story.home / "holidays.txt").write_text("2026-11-30\n", encoding="utf-8")
    assert limit(story) == "2026-12-02"


def test_a_window_counted_back_from_a_date(story: Story) -> None:
    """It can be given notice neither before the window opens nor, without a new day, after it has closed.

    facts:
      renewal: {ask: When does the lease of the copiers renew itself?, type: date, of: office}
    roles:
      office: {title: office manager, is: keeps the contracts}
    stages:
      - id: notice
        title: Do we give notice?
        steps:
          - {id: clause-read, title: the clause, will: read the clause on notice aloud, by: office, takes: 8w}
          - id: noticed
            title: the notice
            whether: the lease is given up
            by: office
            needs: [renewal - 120d]
            before: renewal - 90d
    """
    unknown = story.prep("--with Mia:office --on 2026-11-03")
    assert (unknown["decision"]["feasibility"], unknown["unknown"]) == ("unknown", ["renewal"])
    assert unknown["rungs"]["least"]["due"] == "2026-12-29"

    early = story.prep("--with Mia --on 2026-12-03 --set renewal=2027-04-03:Mia:wrote")
    assert (early["decision"]["feasibility"], early["rungs"]["aim"]["id"]) == ("supported", "clause-read")
    inside = story.prep("--with Mia --on 2026-12-04")
    assert (inside["decision"]["feasibility"], inside["rungs"]["least"]["due"]) == ("here", "2027-01-01")
    assert limit(story) == "2027-01-03"
    story.today = "2027-01-04"
    assert limit(story) is None


def test_board_days_and_freezes(story: Story) -> None:
    """It can be voted on from the day the board meets, and has to be before the tills are frozen.

    facts:
      board-day: {ask: On which day does the board meet next?, type: date, of: secretary}
      freeze:    {ask: From which day are the tills left alone for Christmas?, type: date, of: secretary}
    roles:
      secretary: {title: board secretary, is: sets the agenda}
      chair:     {title: chair, is: speaks for the board}
    stages:
      - id: board
        title: Does the board want new tills?
        steps:
          - id: voted
            title: the vote
            whether: the new tills are bought
            by: chair
            hear: secretary
            needs: [board-day + 0d]
            before: freeze
    """
    plan = story.prep("--with Kai:chair --with Sol:secretary --on 2026-11-17")
    assert (
        plan["decision"]["why"]
        == "Kai decides whether the new tills are bought, once the first question below is answered."
    )
    assert ("Sol", "On which day does the board meet next?") in [(ask["of"], ask["question"]) for ask in plan["asks"]]

    days = "--set board-day=2026-11-18:Sol --set freeze=2026-12-01:Sol"
    eve = story.prep(f"--with Kai --on 2026-11-17 {days}")
    assert eve["decision"]["feasibility"] == "supported"
    assert eve["no_aim"] == "It waits until 18 Nov. After that, Kai can decide whether the new tills are bought."
    assert story.prep("--with Kai --on 2026-11-18")["decision"]["feasibility"] == "here"
    assert limit(story) == "2026-12-01"

    story.prep("--with Kai --on 2026-12-16 --set board-day=2026-12-16:Sol")
    story.today = "2026-12-16"
    assert limit(story) is None


def test_a_notice_before_a_meeting(story: Story) -> None:
    """It asks for the notice four weeks before the meeting at the latest, and waits from the day it really went out.

    facts:
      meeting-day: {ask: On which day does the parish council meet next?, type: date, of: clerk}
    roles:
      council: {title: parish council, is: votes on what is bought}
      clerk:   {title: parish clerk, is: writes the agenda}
    stages:
      - id: agenda
        title: Is it on the agenda?
        steps:
          - {id: wanted, title: the motion, whether: the organ is to be repaired, by: clerk}
      - id: vote
        title: What does the council say?
        steps:
          - id: notice
            title: the notice
            will: send the notice of the meeting
            by: clerk
            before: meeting-day - 28d
            takes: 1w
          - id: voted
            title: the vote
            whether: the organ is repaired
            by: council
            needs: [notice + 28d, meeting-day + 0d]
    """
    begun = "--settled wanted:Cara@2026-11-02 --set meeting-day=2026-12-14:Cara:wrote"
    story.prep(f"--with Cara:clerk --person Hugh:council --on 2026-11-10 {begun}")
    plan = story.prep("--with Cara --on 2026-11-10 --target voted")
    assert (plan["rungs"]["least"]["id"], plan["rungs"]["least"]["due"]) == ("notice", "2026-11-16")
    story.today = "2026-11-18"
    story.prep("--with Hugh --on 2026-11-19 --done notice:Cara:wrote@2026-11-18")
    late = story.prep("--with Hugh --on 2026-12-14")["decision"]
    assert late["why"] == "It waits until 16 Dec. After that, Hugh can decide whether the organ is repaired."
    story.prep("--with Hugh --on 2026-11-19 --set meeting-day=2027-01-11:Cara:wrote")
    assert (
        story.prep("--with Hugh --on 2026-12-16")["decision"]["why"]
        == "It waits until 11 Jan 2027. After that, Hugh can decide whether the organ is repaired."
    )
    assert story.prep("--with Hugh --on 2027-01-11")["decision"]["feasibility"] == "here"


def test_a_check_half_way(story: Story) -> None:
    """It asks for the look back within a week of the start of the trial, where it would ask for more time otherwise.

    roles:
      laundry: {title: head of laundry, is: answers for the linen}
      shift:   {title: shift leader, is: runs the machines at night}
    stages:
      - id: trial
        title: Does it get the stains out?
        steps: [{id: begun, title: the trial, whether: the trial begins, by: laundry}]
      - id: year
        title: Do we keep it for a year?
        steps:
          - id: counted
            title: the half-way count
            will: count the stains of the first nights
            by: shift
            needs: [begun]
            before: begun + 1w
          - {id: kept, title: the order, whether: a year of it is ordered, by: laundry, needs: [counted]}
    """
    story.prep("--with Eva:laundry --with Nils:shift --on 2026-11-03")
    assert "count" not in story.page("--with Eva --with Nils --on 2026-11-03")
    story.debrief("--on 2026-11-03 --with Eva --decided begun:Eva --not-asked")
    assert asked(story.prep("--with Eva --with Nils --on 2026-11-05")) == ("counted", "Nils", "2026-11-10")
    assert asked(story.prep("--with Eva --with Nils --on 2026-11-12")) == ("counted", "Nils", "2026-11-19")


def test_what_expires(story: Story) -> None:
    """It is owed again two years after the audit, and what needs it waits; a new audit is a decision of theirs.

    roles:
      pharmacist: {title: chief pharmacist, is: answers for the medicines}
      auditor:    {title: quality auditor, is: audits suppliers}
    stages:
      - id: fit
        title: May we buy from them?
        steps:
          - id: audited
            title: the supplier audit
            whether: the supplier passes the audit
            by: auditor
            lasts: 24m
      - id: order
        title: Shall we order?
        steps:
          - {id: ordered, title: the order, whether: the boxes are ordered, by: pharmacist, needs: [audited]}
    """
    fresh = story.prep(
        "--with Pia:pharmacist --person Aud:auditor --on 2026-11-30 --settled audited:Aud:wrote@2024-12-01"
    )
    assert (fresh["decision"]["feasibility"], fresh["owed"]) == ("here", [])

    stale = story.prep("--with Pia --on 2026-12-01")
    assert (
        stale["decision"]["why"]
        == "Pia agrees to bring in Aud by Tue 8 Dec. That's needed to decide whether the boxes are ordered."
    )
    assert stale["position"]["client"] == {"main": "order"}
    told = story.page("--with Pia --on 2026-12-01")
    assert "MISSING Still missing before the order: the supplier audit." in told

    again = story.debrief("--on 2026-12-02 --with Pia --with Aud --decided audited:Aud:wrote --not-asked")
    assert (again["outcome"]["result"], again["outcome"]["moved"], again["owed"]) == ("advanced", ["audited"], [])


def test_what_is_never_over(story: Story) -> None:
    """It keeps the surgeons' backing on a way of its own, and has it said anew when it is a month old.

    roles:
      surgeon: {title: chief of surgery, is: speaks for the surgeons}
      buyer:   {title: buyer, is: signs the order}
    stages:
      - id: order
        title: Shall we order this table?
        steps:
          - {id: ordered, title: the order, whether: the table is ordered, by: buyer, needs: [backed]}
      - id: backing
        title: Do the surgeons still want it?
        track: backing
        steps:
          - id: backed
            title: the backing of the surgeons
            whether: the surgeons still want this table
            by: surgeon
            lasts: 30d
    """
    fresh = story.prep("--with Bob:buyer --person Cho:surgeon --on 2026-12-01 --settled backed:Cho@2026-11-02")
    assert (fresh["decision"]["id"], fresh["decision"]["feasibility"]) == ("ordered", "here")

    stale = story.prep("--with Bob --on 2026-12-02")
    assert (
        stale["decision"]["why"]
        == "Bob agrees to bring in Cho by Wed 9 Dec. That's needed to decide whether the table is ordered."
    )
    assert [(debt["id"], debt["before"], debt["hard"]) for debt in stale["owed"]] == [("backed", "ordered", True)]
    assert stale["position"]["client"] == {"main": "order", "backing": None}

    said = story.debrief("--on 2026-12-02 --with Cho --decided backed:Cho --not-asked")
    assert (said["outcome"]["result"], said["owed"]) == ("advanced", [])
