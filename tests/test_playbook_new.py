"""`callplan playbook new`, as it is typed: flags, an answers file, and what it refuses."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from lines import Said

from callplan import cli, playbook_file
from callplan.core.founding.starter import HEADER

FLAGS = (
    "--uses", "user", "--wants", "owner", "--pays", "Owner", "--also", "works council", "--decide", "worth-it",
    "--decide", r"order=it is ordered\: now::whether to order now:ordered it",
    "--by-day", "the lease ends", "--no-input",
)  # fmt: skip
ANSWERS = """\
uses: user
wants: the owner
pays: owner
also: works council
decide: [worth-it, "order=it is ordered\\\\: now::Whether to order now.:you ordered it"]
by-day: the lease ends.
"""
WRITTEN = """\
format: 1
id: our-plants
title: Our plants
version: 1
for: it is wanted and paid for by owner, and one other has to agree

# facts: what conditions may ask; one that is not known becomes a question
facts:
  deadline:
    ask: What is the day on which the lease ends?
    of: sponsor
    listen_for: a date, and what it costs to miss it
    type: date

# roles: who does things and decides; `is` completes “the person who …”; side: client, us or third-party
roles:
  user:
    title: user
    called: one of the users
    is: works with it every day
  sponsor:
    title: owner
    is: wants the problem solved and can release the money
  works-council:
    title: works council
    is: has to agree as works council
  account:
    title: account lead
    is: keeps the promises made to them
    side: us

# stages: the client's way in the order expected; inside a stage the order means nothing
stages:
  - id: want
    title: Is it worth changing?
    signals:
      - they tell of bad days and have asked nobody for a price
    steps:
      - id: cost-figure
        title: the cost figure
        will: put a figure on what the problem costs in a year
        by: sponsor
        when: {not: worth-it}
        takes: 1-2w
        ask: Who would have to believe a figure before it counts?
        listen_for: a name, and the last figure that was torn apart
        help: our sheet for counting it, with one week filled in
        gives_up: reputation
      - id: worth-it
        title: the go-ahead
        whether: the problem is worth solving this year
        topic: whether to make a change this year
        yes: decided to make a change this year
        by: sponsor
        hear: user
        takes: 1-2w
        not_proof:
          - they found the talk interesting
        ask: What happens this year if nothing changes?
        listen_for: a consequence, and whose month it spoils
        if_skipped: the first person asked for money asks who wanted it
        good_for_them: they stop paying for it month after month
        no_is_right_if: something larger already has this year
        concerns:
          - fear: it becomes one more project on top of the daily work
            say: before you decide, we write down whose days it takes and how many
            never: that it runs without any work on their side
        if_no: no-decision
        implied_by: [order]

  # The last decision wins the deal. What comes after it (a start, a first delivery) can be a stage of its own.
  - id: buying
    title: Shall we order?
    signals:
      - they talk about delivery weeks and terms of payment
    steps:
      - id: signatures
        title: the list of signatures
        will: list every signature the order still needs
        by: sponsor
        when: {not: order}
        takes: 1w
        ask: Whose desk does an order of this size cross last?
        listen_for: a name, an amount above which somebody else signs, a holiday
        help: the path an order of this size took at two other clients
      # Add what they may fear here, as under the first decision:
      #   concerns:
      #     - fear: the last changeover cost more than it saved
      #       say: the old way stays in place until you tell us to take it away
      #       never: a changeover without a lost hour
      - id: order
        title: the order
        whether: 'it is ordered: now'
        topic: whether to order now
        yes: ordered it
        by: sponsor
        needs: [worth-it, works-council-review]
        before: deadline
        takes: 1-2w
        proof:
          wrote: an order that names price and scope
        not_proof:
          - they said that the order is as good as placed
        ask: What would have to be on paper for you to order today?
        listen_for: an amount, a signature, and somebody who is not on the call
        if_skipped: the week they want goes to somebody else
        good_for_them: they get the week they want
        no_is_right_if: the money is better spent on something already promised elsewhere
        if_no: lost
      - id: offer
        title: the offer
        will: send an offer with every line priced
        by: account
        takes: 5bd

  # Beside the main way: nobody waits for it before the last decision does. Work of theirs goes in as an act.
  - id: works-council-review
    title: 'works council: may it go ahead?'
    track: works-council
    needs: [worth-it]
    steps:
      - id: works-council-comes
        title: the talk with works council
        will: bring in the works council
        by: sponsor
        when: {not: works-council-agrees}
        takes: 10d
        ask: What would have to be ready before we all sit at one table?
        listen_for: a paper, a person who goes first, a day in the calendar
        help: half a page for that talk, with the answer to the first question on top
        gives_up: reputation
        brings: works-council
      - id: works-council-agrees
        title: the word of works council
        whether: it may go ahead as it is planned
        topic: whether it may go ahead as planned
        yes: agreed it may go ahead as planned
        by: works-council
        takes: 1-3w
        ask: What would have to be different for you to agree?
        listen_for: a rule, a promise made to somebody, an old story
        if_skipped: it is stopped by somebody nobody has asked
        good_for_them: they are asked before it is too late to change anything
        no_is_right_if: nothing in it touches what they look after

# ends: how it may end, and the reasons to choose from
ends:
  won:
    needs: [order]
  lost:
    - chose another
    - kept what they have
    - too dear
  no-decision:
    - lost interest
    - something else came first
"""


ALONE = "Nobody can be asked how these clients buy: give"


class Line:
    """A line typed in this process, with a home of its own."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.monkeypatch, self.capsys = home, monkeypatch, capsys
        monkeypatch.setenv("CALLPLAN_HOME", str(home))

    def __call__(self, *words: str) -> Said:
        self.monkeypatch.setattr(sys, "argv", ["callplan", "playbook", "new", *words])
        code = cli.main()
        return Said(*self.capsys.readouterr(), code)

    def file(self, name: str) -> Path:
        return self.home / "playbooks" / f"{name}.yaml"


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "home", monkeypatch, capsys)


def test_flags(new: Line) -> None:
    """It writes a map for its owner alone that needs no mending, and says where it is and what to do with it."""
    found, file = new("Our plants!", *FLAGS), new.file("our-plants")
    assert found == Said(
        f"{file}\n"
        "\n"
        "It can be used as it stands; what to fill in next, and how, is said at its top.\n"
        f"  callplan playbook check {file}  names every mistake, and what would serve better\n"
        "  callplan prep DEAL --playbook our-plants  plans the first call of a deal with it\n"
    )
    assert file.read_text() == HEADER + WRITTEN
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert playbook_file.read_file(str(file))[1] == ()


def test_answers(new: Line, tmp_path: Path) -> None:
    """It takes the same from a file; a flag overrules it."""
    (tmp_path / "answers.yaml").write_text(ANSWERS)
    assert new("our-plants", "--answers", str(tmp_path / "answers.yaml"), "--no-input").code == 0
    assert new.file("our-plants").read_text() == HEADER + WRITTEN
    assert new("other", "--title", "Our plants", "--answers", str(tmp_path / "answers.yaml"), "--no-input").code == 0
    assert new.file("other").read_text() == HEADER + WRITTEN.replace("id: our-plants", "id: other")


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["p"], f"{ALONE} --uses, --wants, --pays and --decide, or --answers FILE.", 4),
        (["p", *FLAGS, "--above", "9k"], "--above 9k: it is written AMOUNT:WHO.", 2),
        (["p", "--uses", "u", "--pays", "p"], f"{ALONE} --wants and --decide, or --answers FILE.", 4),
        (["p", *FLAGS, "--in-writing", "x"], "--in-writing: there is no decision “x” here. It has worth-it, order.", 2),
    ],
)  # fmt: skip
def test_refusals(new: Line, words: list[str], said: str, code: int) -> None:
    """It names the flags that are missing or cannot be read, and writes nothing."""
    assert new(*words, "--no-input") == Said("", f"callplan: {said}\n", code)
    assert not new.file("p").exists()


def test_never_over_another(new: Line) -> None:
    """It leaves every file as it is, yours and those that come with callplan, and proposes another name."""
    assert new("plants", *FLAGS).code == 0
    before = new.file("plants").read_text()
    told = (
        f"callplan: There is a playbook “plants” already, {new.file('plants')}: take another name, such as plants-2.\n"
    )
    assert new("Plants", *FLAGS, "--title", "x") == Said("", told, 2)
    assert new.file("plants").read_text() == before
    assert "such as small-add-on-2.\n" in new("small-add-on", *FLAGS).err
    new.file("taken").with_suffix(".yml").write_text("mine")
    assert new("taken", *FLAGS).code == 2
    (new.home / "playbooks" / "gone.yaml").symlink_to("nowhere.yaml")
    new.monkeypatch.setattr("callplan.settings.shelf", dict)
    told = f"callplan: {new.file('gone')} is there already, and nothing was written over it.\n"
    assert new("gone", *FLAGS) == Said("", told, 1)
    new.file("x").parent.chmod(0o500)
    new.monkeypatch.setattr("os.open", no_room)
    assert new("x", *FLAGS) == Said("", f"callplan: {new.file('x')} cannot be written: No space left on device.\n", 1)


def no_room(*_: object) -> int:
    """A disk that takes nothing."""
    raise OSError(28, "No space left on device")
