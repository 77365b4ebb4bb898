"""What counts as a yes, what nobody does yet, and where nobody may call."""

from __future__ import annotations

from story import Story


def test_what_does_not_count_as_a_yes(story: Story) -> None:
    """It keeps a pleasant word as support, moves with the weighed yield, and says beforehand which is which.

    roles:
      crops: {title: head of crops, is: decides what is sown}
      farm:  {title: farm manager, is: pays for it}
    stages:
      - id: field
        title: Does it grow on this soil?
        steps:
          - id: believed
            title: the field result
            whether: the trial half yields enough more
            by: crops
            proof: {wrote: the weighed yield of both halves}
            not_proof: [they liked the look of the field]
      - id: order
        title: Do we sow it in spring?
        steps:
          - {id: ordered, title: the order, whether: the seed is ordered, by: farm}
      - id: storage
        title: Where would the seed lie?
        track: storage
        steps: [{id: stored, title: the storage, whether: the barn is dry enough, by: farm}]
    """
    story.prep("--with Geir:crops --on 2026-11-03")
    told = story.page("--with Geir --on 2026-11-03")
    assert "AIM Geir decides whether the trial half yields enough more. It counts once it's in writing." in told

    said = story.debrief("--on 2026-11-03 --with Geir --decided believed:Geir:said --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["supported"]) == ("stayed", ["believed"])
    assert "NEXT Get Geir's yes to the field result in writing." in story.page()
    said = story.debrief("--on 2026-11-10 --with Geir --decided believed:Geir:wrote --not-asked")
    assert (said["outcome"]["result"], said["outcome"]["moved"]) == ("advanced", ["believed"])


def test_what_is_said_aloud(story: Story) -> None:
    """It keeps what is to be said as it was written, and advises once where there is nothing to say.

    roles:
      bursar: {title: budget owner, called: the person with the budget}
      warden: {title: warden, called: the warden, is: lives with the leaks}
    stages:
      - id: want
        title: Do we end the leaks?
        steps:
          - id: go
            title: the go-ahead
            whether: the leaks are worth ending this year
            topic: whether to make a change this year
            yes: decided to make a change this year
            by: [warden, bursar]
            no_is_right_if: the hall is sold
          - id: chosen
            title: the list of must-haves
            whether: the list is short enough to buy by
            topic: what {it} has to do
            yes: agreed on what {it} has to do
            by: warden
            no_is_right_if: nobody has been on the roof
    ends:
      won: {needs: [go]}
    """
    story.prep("--with Jo:warden --on 2026-11-03")
    own = story.line("map", "acme", "--to", "yaml").out
    assert "called: the person with the budget\n" in own
    assert "topic: what {it} has to do\n        yes: agreed on what {it} has to do\n" in own
    assert story.line("playbook", "check", str(story.file)).out.count("\n") == 1

    text = story.file.read_text(encoding="utf-8")
    bare = [line for line in text.splitlines() if line.split(":")[0].strip() not in ("topic", "yes")]
    story.file.write_text("\n".join(bare), encoding="utf-8")
    advice = story.line("playbook", "check", str(story.file)).out.splitlines()[3:]
    assert [line.partition(": ")[2] for line in advice] == [
        '"go" has no "topic" and no "yes", and one more decision lacks one or both: '
        'write what you would say aloud, or the page makes do with "whether"'
    ]


def test_what_nobody_does_before(story: Story) -> None:
    """It reminds of what nobody is to do while the interviews are open, and holds nobody back from the rest.

    roles:
      director:  {title: museum director, is: says what is shown}
      registrar: {title: registrar, is: knows where everything hangs}
    stages:
      - id: wishes
        title: What should visitors hear?
        steps:
          - id: heard-out
            title: the round of interviews
            whether: the guards have said what visitors ask
            by: registrar
            until_then: [show the app to the director, name a price]
      - id: order
        title: Do we want it?
        steps:
          - {id: ordered, title: the order, whether: the audio guide is ordered, by: director}
      - id: rights
        title: Whose voices may be heard?
        track: rights
        steps: [{id: cleared, title: the rights, whether: the recordings are free to use, by: registrar}]
    """
    story.prep("--with Dora:director --with Reg:registrar --on 2026-11-03")
    warned = story.page("--with Dora --with Reg --on 2026-11-03")
    assert "Don't show the app to the director or name a price before the round of interviews." in warned
    assert story.prep("--with Dora --on 2026-11-03 --target ordered")["decision"]["feasibility"] == "here"
    story.debrief("--on 2026-11-03 --with Reg --decided heard-out:Reg --not-asked")
    assert "Don't" not in story.page("--with Dora --with Reg --on 2026-11-04")


def test_only_in_writing(story: Story) -> None:
    """It plans a letter instead of a call while offers are open, and leaves what runs beside them free to be called.

    facts:
      last-day: {ask: When does the portal close for questions?, type: date, of: clerk}
    roles:
      clerk: {title: procurement clerk, is: answers bidders}
      fleet: {title: fleet manager, is: drives the sweepers}
    stages:
      - id: offers
        title: Whose offers count?
        talk: {how: written, to: clerk, through: the tender portal, before: last-day}
        steps:
          - id: admitted
            title: the admission
            whether: the offer counts
            by: clerk
            ask: Which paper makes an offer fall out?
      - id: choice
        title: Whose sweeper?
        steps: [{id: awarded, title: the award, whether: the sweepers are awarded, by: clerk}]
      - id: depot
        title: Where will they stand?
        track: depot
        steps: [{id: sited, title: the place, whether: the depot has a free bay, by: fleet}]
    """
    story.prep("--with Cleo:clerk --on 2026-11-03 --set last-day=2026-11-12:Cleo:wrote")
    told = story.page("--with Cleo --on 2026-11-03")
    assert "AIM No calls now: nobody may call before the admission is done." in told
    assert "Questions go in writing to Cleo through the tender portal by Thu 12 Nov." in told
    assert "* In writing, to Cleo: Which paper makes an offer fall out?" in told
    late = story.page("--with Cleo --on 2026-11-13")
    assert "Questions went in writing to Cleo through the tender portal until Thu 12 Nov: that day has gone by." in late

    behind = story.prep("--with Cleo --on 2026-11-03 --target awarded")
    assert (behind["decision"]["feasibility"], behind["rungs"]["aim"]) == ("supported", None)
    beside = story.prep("--with Fay:fleet --on 2026-11-03")
    assert (beside["decision"]["id"], beside["decision"]["feasibility"]) == ("sited", "here")

    story.debrief("--on 2026-11-20 --with Cleo --decided admitted:Cleo:wrote --not-asked")
    after = story.prep("--with Cleo --on 2026-11-23")
    assert (after["decision"]["id"], after["decision"]["feasibility"]) == ("awarded", "here")
