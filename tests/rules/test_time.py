"""What a map says with `lasts`, `times`, `before`, `talk`, `until_then` and working days, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from story import Story

CHECK = """
roles: {boss: {title: boss}, user: {title: user}, rep: {title: rep, side: us}, guard: {title: guard}}
stages:
  - id: one
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss}
      - {id: safe, title: the safety check, whether: it is safe, by: [boss, guard], lasts: 30d}
      - {id: log, title: the log, will: keep the log, by: user, lasts: 10bd}
  - id: two
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: boss, needs: [safe, log]}]
  - id: three
    title: Start it
    steps: [{id: start, title: the start, whether: it starts, by: boss}]
ends: {won: {needs: [buy]}}
"""
PEOPLE = "--with Ana:boss --person Ben:user --person Gus:guard"
SAFE = "--settled safe:Ana@2026-11-01 --settled safe:Gus@2026-11-02"


def page(story: Story, flags: str = "") -> str:
    """The printed plan of a call, and without flags where the deal stands."""
    return story.line("prep", "acme", *flags.split(), "--no-input").out if flags else story.line("show", "acme").out


class TestLasts:
    def test_lapse(self, tmp_path: Path) -> None:
        """It is due again that long after the decision, keeps its place, and is owed before what needs it (rule 22)."""
        story = Story(tmp_path, CHECK, today="2026-12-01")
        story.prep(f"{PEOPLE} --on 2026-12-01 --settled go:Ana@2026-11-01 {SAFE} --done log:Ben@2026-11-30")
        assert story.show()["fronts"] == {"main": ["buy"]}
        assert story.show()["owed"] == []
        story.today = "2026-12-02"
        shown = story.show()
        assert (shown["fronts"], shown["position"]["client"]) == ({"main": ["buy"]}, {"main": "two"})
        assert [(debt["id"], debt["before"], debt["hard"]) for debt in shown["owed"]] == [("safe", "buy", True)]
        assert shown["last_client_decision"] == {"id": "safe", "on": "2026-11-02", "person": "Gus"}
        said = " ".join(page(story, "--with Ana --on 2026-12-02").split())
        assert "AIM Ana agrees to bring in Gus by Wed 9 Dec. That's needed to decide whether it is safe." in said

    def test_renewed(self, tmp_path: Path) -> None:
        """It is made anew by everybody it needs, which advances; what was said before the lapse does not count."""
        story = Story(tmp_path, CHECK, today="2026-12-10")
        story.prep(f"{PEOPLE} --on 2026-12-10 --settled go:Ana@2026-11-01 {SAFE} --done log:Ben@2026-12-10")
        half = story.debrief("--on 2026-12-10 --with Gus --decided safe:Gus --not-asked")
        assert (half["outcome"]["result"], half["outcome"]["supported"]) == ("stayed", ["safe"])
        whole = story.debrief("--on 2026-12-11 --with Ana --decided safe:Ana --not-asked")
        assert (whole["outcome"]["result"], whole["outcome"]["moved"]) == ("advanced", ["safe"])
        story.today = "2027-01-09"
        assert [debt["id"] for debt in story.show()["owed"]] == ["log"]
        story.today = "2027-01-10"
        assert [debt["id"] for debt in story.show()["owed"]] == ["safe", "log"]

    def test_renewed_in_time(self, tmp_path: Path) -> None:
        """It lasts longer when it is said again in time, which is no advance (rule 14)."""
        story = Story(tmp_path, CHECK, today="2026-11-20")
        story.prep(f"{PEOPLE} --on 2026-11-20 --settled go:Ana@2026-11-01 {SAFE} --done log:Ben@2026-11-20")
        said = story.debrief("--on 2026-11-20 --with Ana --with Gus --decided safe:Ana --decided safe:Gus --not-asked")
        assert (said["outcome"]["result"], said["outcome"]["moved"]) == ("stayed", [])
        story.today = "2026-12-04"
        assert [debt["id"] for debt in story.show()["owed"]] == ["log"]
        story.today = "2026-12-20"
        assert [debt["id"] for debt in story.show()["owed"]] == ["safe", "log"]

    def test_working_days(self, tmp_path: Path) -> None:
        """It counts working days without weekends and without the rep's holidays, for an act as well."""
        story = Story(tmp_path, CHECK, today="2026-12-14")
        story.prep(
            f"{PEOPLE} --on 2026-12-14 --settled go:Ana --settled safe:Ana --settled safe:Gus --done log:Ben@2026-12-01"
        )
        assert story.show()["owed"] == []
        story.today = "2026-12-15"
        assert [debt["id"] for debt in story.show()["owed"]] == ["log"]
        (tmp_path / "holidays.txt").write_text("2026-12-08  # the patron's day\n\n", encoding="utf-8")
        assert story.show()["owed"] == []
        (tmp_path / "holidays.txt").write_text("2026-12-08\n8 Dec\n", encoding="utf-8")
        said = story.line("show", "acme")
        assert (said.code, said.err) == (
            3,
            f"{tmp_path / 'holidays.txt'}:2:1: “8 Dec” is no date: write it as 2026-12-24.\n",
        )

    def test_waived(self, tmp_path: Path) -> None:
        """It lapses as well when it was waived, and may be waived again."""
        story = Story(tmp_path, CHECK.replace("by: [boss, guard]", "by: boss"), today="2026-12-10")
        story.prep(f"{PEOPLE} --on 2026-12-10 --settled go:Ana@2026-11-01 --done log:Ben@2026-12-10")
        story.debrief("--on 2026-12-10 --with Ana --waived safe:Ana:seen --not-asked")
        assert story.show()["owed"] == []
        story.today = "2027-01-12"
        assert [debt["id"] for debt in story.show()["owed"]] == ["safe", "log"]
        story.debrief("--on 2027-01-12 --with Ana --waived safe:Ana:seen --not-asked")
        assert story.show()["fronts"] == {"main": ["buy"]}

    def test_alone(self, tmp_path: Path) -> None:
        """It is owed with no gate when nothing needs it any more."""
        story = Story(tmp_path, CHECK.replace("needs: [safe, log]", "needs: [log]"), today="2026-12-10")
        story.prep(f"{PEOPLE} --on 2026-12-10 --settled buy:Ana:wrote --settled go:Ana {SAFE} --done log:Ben")
        assert [(debt["id"], debt["before"]) for debt in story.show()["owed"]] == [("safe", None)]


TIMES = """
facts: {amount: {ask: How much is it?}}
roles: {boss: {title: boss}, seat: {title: member, is: sits on the board}, user: {title: user}}
stages:
  - id: one
    title: Which one?
    steps:
      - {id: bids, title: the bids, will: get a written bid, by: user,
         times: {depends: [{when: {amount: {over: 50k}}, is: 3}, {is: 1}]}}
      - {id: pick, title: the choice, whether: this one is right, by: seat, times: 2, needs: [bids]}
  - id: two
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]
  - id: three
    title: Use it
    steps: [{id: use, whether: it is used, by: boss}, {id: stay, whether: it stays, by: boss}]
ends: {won: {needs: [buy]}}
"""


class TestTimes:
    def test_acts(self, tmp_path: Path) -> None:
        """It is done with so many different ones: which they are, else who did it (PLAYBOOKS 22)."""
        story = Story(tmp_path, TIMES)
        story.prep("--with Ana:boss --with Ben:user --on 2026-11-03 --set amount=60k:Ana --done bids:Ben:said:Acme")
        assert story.show()["client_work"] == ["bids"]
        story.debrief("--on 2026-11-04 --with Ben --done bids:Ben:said:acme --done bids:Ben:said:Bolt --not-asked")
        assert story.show()["client_work"] == ["bids"]
        third = story.debrief("--on 2026-11-05 --with Ben --done bids:Ben --not-asked")
        assert third["outcome"]["result"] == "small_step"
        assert story.show()["client_work"] == []

    def test_by_case(self, tmp_path: Path) -> None:
        """It takes the largest number while the amount is unknown; raised later, it is undone and nobody went back."""
        story = Story(tmp_path, TIMES)
        story.prep("--with Ana:boss --with Ben:user --on 2026-11-03 --set amount=10k:Ana --done bids:Ben")
        assert story.prep("--with Ana --on 2026-11-04")["client_work"] == []
        said = story.debrief("--on 2026-11-04 --with Ana --set amount=90k:Ana --not-asked")
        assert said["outcome"]["result"] == "stayed"
        assert story.show()["client_work"] == ["bids"]

    def test_kept(self, tmp_path: Path) -> None:
        """It counts each promise kept as one of them."""
        story = Story(tmp_path, TIMES.replace("{depends: [{when: {amount: {over: 50k}}, is: 3}, {is: 1}]}", "2"))
        story.prep("--with Ben:user --person Ana:boss --on 2026-11-03")
        story.debrief("--on 2026-11-03 --with Ben --promised Ben:get\\ one:2026-11-05:bids --not-asked")
        for day, promise, counts in ((10, "p1", True), (12, "p2", False)):
            story.debrief(f"--on 2026-11-{day} --with Ben --kept {promise} --not-asked")
            more = "--promised Ben:get\\ more:2026-11-30:bids"
            found = story.debrief(f"--on 2026-11-{day + 1} --with Ben {more} --not-asked")["outcome"]
            assert (found["small"], found["uncounted"]) == ((["bids"], []) if counts else ([], ["get more"]))

    def test_decisions(self, tmp_path: Path) -> None:
        """It takes so many people with a voice; those here and those who said yes already count together."""
        story = Story(tmp_path, TIMES.replace(", needs: [bids]", ""))
        story.prep("--with Ana:boss --on 2026-11-03 --set amount=10k:Ana")
        alone = story.prep("--with Bo:seat --on 2026-11-03")
        assert (alone["decision"]["feasibility"], alone["rungs"]["aim"]["act"]) == (
            "supported",
            "bring in one more: the member",
        )
        both = story.prep("--with Bo --with Di:seat --on 2026-11-03")
        assert (both["decision"]["feasibility"], both["decision"]["by"]) == ("here", ["Bo", "Di"])
        said = story.debrief("--on 2026-11-03 --with Bo --decided pick:Bo --decided pick:Bo --not-asked")
        assert said["outcome"]["result"] == "stayed"
        assert story.prep("--with Bo --on 2026-11-04")["decision"]["feasibility"] == "supported"
        assert story.prep("--with Di --on 2026-11-04")["decision"]["by"] == ["Di"]
        assert story.prep("--with Di --with Ana --on 2026-11-04")["rungs"]["aim"]["people"] == ["Di"]
        again = story.debrief("--on 2026-11-04 --with Di --decided pick:Di --not-asked")
        assert (again["outcome"]["result"], again["outcome"]["moved"]) == ("advanced", ["pick"])

    def test_names(self, tmp_path: Path) -> None:
        """It names the one who is known and not on the call, and counts who said yes already."""
        story = Story(tmp_path, TIMES.replace(", needs: [bids]", ""))
        story.prep("--with Ana:boss --person Bo:seat --on 2026-11-03 --set amount=10k:Ana")
        assert "AIM Ana agrees to bring in Bo by Tue 10 Nov." in story.page("--with Ana --on 2026-11-03")
        story.debrief("--on 2026-11-03 --with Bo --decided pick:Bo --not-asked")
        said = story.page("--with Di:seat --on 2026-11-04")
        assert "AIM Di decides whether this one is right. It takes two people. Bo said yes already." in said


LIMITS = """
facts:
  fair: {ask: When is the fair?, type: date}
  data: {ask: What data is held?, choices: [none, personal]}
roles: {boss: {title: boss}, user: {title: user}, rep: {title: rep, side: us}}
stages:
  - id: one
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss, before: [fair - 20bd, wanted-by - 2m]}
      - {id: half, title: the half-way look, will: look back half-way, by: user, needs: [go], before: go + 1w}
  - id: side
    title: Is it safe?
    track: side
    when: {data: personal}
    steps: [{id: safe, title: the check, whether: it is safe, by: boss, before: one + 3d}]
  - id: two
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: boss, needs: [go]}]
  - id: three
    title: Start it
    steps:
      - {id: start, title: the start, whether: it starts, by: boss,
         before: {depends: [{when: {data: personal}, is: safe + 1d}, {is: buy + 1d}]}}
ends: {won: {needs: [buy], before: wanted-by}}
"""


def limits(story: Story) -> list[tuple[str, str]]:
    """Each step with a day by which the map wants it, and that day."""
    targets = story.line("show", "acme", "--dates", "--json").json["dates"]["targets"]
    found = [each["target"] for each in targets if each["target"]["kind"] == "limit"]
    return [(target["step"], target["day"]) for target in found]


class TestBefore:
    def test_earliest(self, tmp_path: Path) -> None:
        """It is settled by the earliest of several days, and by none while none of them is known (PLAYBOOKS 33)."""
        story = Story(tmp_path, LIMITS)
        story.prep("--with Ana:boss --on 2026-11-03")
        assert limits(story) == []
        story.prep("--with Ana --on 2026-11-03 --set fair=2027-02-01:Ana")
        assert limits(story) == [("go", "2027-01-04")]
        story.prep("--with Ana --on 2026-11-03 --set wanted-by=2027-01-31:Ana")
        assert limits(story) == [("go", "2026-11-30")]

    def test_past(self, tmp_path: Path) -> None:
        """Once the day has gone by it is told, with how late it is: the step is missed, and its day stays (page 11)."""
        story = Story(tmp_path, LIMITS)
        story.prep("--with Ana:boss --on 2026-11-03 --set fair=2026-11-09:Ana")
        assert limits(story) == [("go", "2026-10-12")]
        gone = "The deadline for the go-ahead was Mon 12 Oct (20 working days before “fair”): 15 working days late."
        assert f"DATES {gone}" in story.page().replace("\u00a0", " ")

    def test_from_a_step(self, tmp_path: Path) -> None:
        """It runs from the day a step was settled or a stage passed; an act's limit stands where the act is named."""
        story = Story(tmp_path, LIMITS)
        story.prep("--with Ana:boss --on 2026-11-03 --set data=personal:Ana --settled go:Ana@2026-11-02")
        plan = story.prep("--with Ana --on 2026-11-03 --target safe")
        assert plan["decision"]["id"] == "safe"
        assert limits(story) == [("half", "2026-11-09"), ("safe", "2026-11-05")]
        story.debrief("--on 2026-11-04 --with Ana --decided safe:Ana --decided buy:Ana:wrote --not-asked")
        assert limits(story) == [("half", "2026-11-09"), ("start", "2026-11-05")]
        assert "MISSING Still missing: the half-way look (deadline 9 Nov)." in story.page()

    def test_their_own_day(self, tmp_path: Path) -> None:
        """It is no limit of the map's where the client has named a day for the decision that wins: theirs stands."""
        story = Story(tmp_path, LIMITS)
        story.prep(
            "--with Ana:boss --on 2026-11-03 --set data=none:Ana --settled go:Ana --set wanted-by=2027-01-29:Ana"
        )
        assert limits(story) == [("half", "2026-11-09")]
        found = story.line("show", "acme", "--dates", "--json").json["dates"]["targets"][0]["target"]
        assert (found["kind"], found["step"], found["day"]) == ("client", "buy", "2027-01-29")

    def test_unsettled(self, tmp_path: Path) -> None:
        """It has no limit while the stage it counts from is open, does not apply, or was never settled by anybody."""
        story = Story(tmp_path, LIMITS)
        story.prep("--with Ana:boss --on 2026-11-03 --set data=personal:Ana")
        assert story.prep("--with Ana --on 2026-11-03 --target safe")["decision"]["id"] == "safe"
        assert limits(story) == []
        story.prep("--with Ana --on 2026-11-03 --set data=none:Ana --settled go:Ana --settled buy:Ana:wrote@2026-11-02")
        assert limits(story) == [("half", "2026-11-09"), ("start", "2026-11-03")]

    def test_first(self, tmp_path: Path) -> None:
        """It chooses, of two decisions of one stage, the one whose day comes first."""
        story = Story(
            tmp_path,
            """
facts: {fair: {ask: When is the fair?, type: date}}
roles: {boss: {title: boss}}
stages:
  - id: one
    title: Is it worth having?
    steps:
      - {id: later, whether: this is right, by: boss}
      - {id: sooner, whether: that is right, by: boss, before: fair}
      - {id: buy, whether: it is ordered, by: boss}
ends: {won: {needs: [buy]}}
""",
        )
        assert story.prep("--with Ana:boss --on 2026-11-03")["decision"]["id"] == "later"
        assert story.prep("--with Ana --on 2026-11-03 --set fair=2026-12-01:Ana")["decision"]["id"] == "sooner"


TENDER = """
facts:
  close: {ask: When does the question window close?, type: date, of: contact}
  lots: {ask: How many lots are there?, type: number, of: contact, listen_for: a number}
roles:
  head: {title: head, is: needs it}
  contact: {title: contact officer, is: answers bidders}
  officer: {title: officer, is: watches the data}
stages:
  - id: open
    title: Who can do it?
    talk: {how: written, to: contact, through: the portal, before: close}
    steps:
      - {id: admitted, title: the admission, whether: enough bids are in, by: contact, needs: [lots],
         ask: What would make a bid inadmissible?, listen_for: a rule, until_then: [talk price]}
  - id: privacy
    title: Is it safe?
    track: privacy
    steps: [{id: safe, title: the check, whether: it is safe, by: officer}]
  - id: look
    title: Which one?
    talk: {how: none}
    steps:
      - {id: awarded, title: the award, whether: it is awarded, by: head}
  - id: sign
    title: Sign it
    steps: [{id: signed, title: the signature, whether: it is signed, by: head}]
"""


class TestTalk:
    def test_written(self, tmp_path: Path) -> None:
        """It plans what to write, to whom, through what and by when, with no rung and nothing to say (rule 64)."""
        story = Story(tmp_path, TENDER)
        flags = f"--playbook {story.file} --with Cy:contact --on 2026-11-03 --set close=2026-11-10:Cy"
        assert page(story, flags) == (
            "ACME · Tue 3 Nov 2026\n"
            "With Cy (contact officer).\n"
            "\n"
            "AIM         No calls now: nobody may call before the award is done. Questions go\n"
            "            in writing to Cy through the portal by Tue 10 Nov.\n"
            "            Don't talk price before the admission.\n"
            "\n"
            "ASK         * In writing, to Cy: What would make a bid inadmissible?\n"
            "              → a rule\n"
            "            * In writing, to Cy: How many lots are there?\n"
            "              → a number\n"
            "\n"
            "way 1 · callplan prep acme\n"
        )
        plan = story.tell("prep", "--with Cy --on 2026-11-03").json
        assert plan["rungs"] == {"all_the_way": None, "aim": None, "least": None}
        assert plan["no_aim"].startswith("No calls now: nobody may call before the award is done.")

    def test_behind(self, tmp_path: Path) -> None:
        """It binds what lies behind the stage, and not another track; the chain does not pass through (rule 64)."""
        story = Story(tmp_path, TENDER)
        plan = story.prep("--with Ira:officer --on 2026-11-03")
        assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("safe", "here")
        assert plan["rungs"]["all_the_way"]["id"] == "safe"
        later = story.prep("--with Ira --on 2026-11-03 --target signed")
        assert later["decision"]["why"].startswith("No calls now: nobody may call before the award is done.")

    def test_nobody_known(self, tmp_path: Path) -> None:
        """It names the role where nobody is known yet, and says when the last day for questions has gone by."""
        story = Story(tmp_path, TENDER)
        story.prep("--with Ana:head --person Ira:officer --on 2026-11-03 --settled safe:Ira")
        assert "Questions go in writing to the contact officer through the portal. Don't" in story.page()
        story.prep("--with Ana --on 2026-11-03 --set close=2026-11-02:Ana")
        told = story.page("--with Ana --on 2026-11-03")
        assert "In writing" not in told
        gone = "Questions went in writing to the contact officer through the portal until Mon 2 Nov: that day has gone"
        assert gone in told

    def test_none(self, tmp_path: Path) -> None:
        """It plans neither call nor letter while nobody may be spoken to."""
        story = Story(tmp_path, TENDER)
        settled = "--person Ira:officer --settled safe:Ira --settled admitted:Cy --set lots=2:Cy"
        story.prep(f"--with Ana:head --person Cy:contact --on 2026-11-03 {settled}")
        told = " ".join(page(story, "--with Ana --on 2026-11-03").split())
        assert "AIM No calls now: nobody may call or write before the award is done." in told
        assert ("in writing" in told, "ASK" in told, "OPEN" in told) == (False, False, False)

    def test_anyhow(self, tmp_path: Path) -> None:
        """It counts what the client decides all the same: the client outranks the map."""
        story = Story(tmp_path, TENDER)
        story.prep("--with Cy:contact --on 2026-11-03 --set lots=2:Cy")
        said = story.debrief("--on 2026-11-03 --with Cy --decided admitted:Cy --not-asked")
        assert said["outcome"]["result"] == "advanced"
        text = next(line["text"] for line in said["lines"] if line["section"] == "NEXT")
        assert text == "No calls now: nobody may call or write before the award is done."

    def test_bare(self, tmp_path: Path) -> None:
        """It says what little there is to say where the map names neither person nor way."""
        story = Story(
            tmp_path, TENDER.replace("how: written, to: contact, through: the portal, before: close", "how: written")
        )
        story.prep("--with Ana:head --on 2026-11-03 --settled safe:Ana")
        told = story.page("--with Ana --on 2026-11-03")
        assert "before the award is done. Questions go in writing. Don't" in told
        assert "* In writing, to the contact officer: What would make a bid inadmissible?" in told


ENDS = """
facts:
  rival: {ask: Who won it instead?, of: boss}
  size: {depends: [{is: small}]}
roles: {boss: {title: boss}}
stages:
  - id: one
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss, proof: {wrote: a mail},
         not_proof: [they were friendly]}
  - {id: two, title: Order it, steps: [{id: buy, whether: it is ordered, by: boss}]}
ends:
  won: {needs: [buy, one]}
  lost: {reasons: [too dear], needs: [rival, size, {not: one}]}
  shelved: {kind: void, title: put back on the shelf, reasons: [no money], needs: {not: go}}
"""


class TestEnds:
    def test_lacking(self, tmp_path: Path) -> None:
        """It closes all the same, and says what the map asks for at this end (PLAYBOOKS 36)."""
        story = Story(tmp_path, ENDS)
        story.prep("--with Ana:boss --on 2026-11-03")
        said = story.close("--lost --reason too\\ dear")
        assert (said.code, said.err) == (
            0, "acme: closed as lost: too dear.\nThe map has this end otherwise: rival is not known.\n",
        )  # fmt: skip
        story.undo()
        assert story.close("--lost --reason too\\ dear --set rival=Bolt:Ana").err == "acme: closed as lost: too dear.\n"
        assert story.show()["sources"][0]["values"][0]["value"] == "Bolt"

    def test_turned(self, tmp_path: Path) -> None:
        """It says so where something is settled that the map wants open at this end."""
        story = Story(tmp_path, ENDS)
        story.prep("--with Ana:boss --on 2026-11-03 --settled go:Ana:wrote")
        said = story.close("--end shelved --reason no\\ money")
        assert said.err == (
            "acme: closed as put back on the shelf: no money.\n"
            "The map has this end otherwise: the go-ahead is settled.\n"
        )
        story.undo()
        told = story.close("--lost --reason too\\ dear --set rival=Bolt:Ana").err.splitlines()[1]
        assert told == "The map has this end otherwise: “Is it worth having?” is settled."

    def test_won(self, tmp_path: Path) -> None:
        """It names a stage that is open where winning wants it passed; in a debrief as a note."""
        story = Story(tmp_path, ENDS)
        story.prep("--with Ana:boss --on 2026-11-03")
        said = story.debrief("--on 2026-11-03 --with Ana --decided buy:Ana:wrote --close won:liked --not-asked")
        notes = [line["text"] for line in said["lines"] if line["section"] == "NOTE"]
        assert notes == ["The map has this end otherwise: the go-ahead is open."]

    def test_which(self, tmp_path: Path) -> None:
        """It is refused where no end is named, or one the map does not have."""
        story = Story(tmp_path, ENDS)
        story.prep("--with Ana:boss --on 2026-11-03")
        assert "--won, --lost, --no-decision or --end END, one of them." in story.close("").err
        assert (
            story.close("--end sold").err
            == "callplan: --end: “sold” is no end of way. It has won, lost, no-decision, shelved.\n"
        )

    def test_proof(self, tmp_path: Path) -> None:
        """It says that a yes counts once it is in writing, and asks for that at the end."""
        told = Story(tmp_path, ENDS)
        told.prep("--with Ana:boss --on 2026-11-03")
        said = told.page("--with Ana")
        assert "AIM Ana decides whether it is worth it. It counts once it's in writing." in said
        assert "END If yes: “When can you send me that in writing?”" in said
