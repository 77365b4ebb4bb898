"""The two maps of the language reference."""

from __future__ import annotations

from callplan.core.map.playbook import Playbook
from callplan.playbook_file import read

SKETCH = """\
# yaml-language-server: $schema=schema.json
format: 1
id: sketch
title: A considered purchase by a small group
for: two or more people must agree, and the money is released above the user
facts:
  data:
    ask: What data of yours would be held?
    choices: [none, internal, personal]
    of: counsel
roles:
  sponsor:      {title: Sponsor, is: has the problem and says so in meetings}
  budget-owner: {title: Budget owner, is: can release the money}
  counsel:      {title: Counsel, side: client}
stages:
  - id: change
    title: Is this worth changing?
    signals: [they describe symptoms and have asked nobody for a price]
    steps:
      - id: cost-known
        will: put a figure on the last outage
        by: sponsor
        takes: 1-2w
        without_us: true
        ask: What did the last outage cost, and who else would sign that figure?
        help: our cost sheet, half filled in with what they told us
      - id: worth-changing
        title: the go-ahead
        whether: fixing this is worth the effort this quarter
        by: sponsor
        needs: [cost-known]
        proof: said
        not_proof: [they liked the demo]
        good_for_them: they stop paying for it twice
        no_is_right_if: something larger already has this quarter
        if_no: no-decision
        if_skipped: nobody defends it when budgets are cut
      - {id: budget-owner-comes, will: bring the budget owner to a call, by: sponsor, brings: budget-owner,
         takes: 10d, gives_up: reputation}
  - id: security
    title: May their data come to us?
    track: security
    when: {data: personal}
    needs: [worth-changing]
    steps:
      - {id: data-allowed, whether: personal data may leave the house, by: counsel, takes: 2-4w}
  - id: order
    title: Order it
    steps:
      - id: ordered
        title: the order
        whether: it is ordered at the agreed price
        by: {depends: [{when: {amount: {over: 50k}}, is: [sponsor, budget-owner]}, {is: budget-owner}]}
        hear: sponsor
        needs: [worth-changing, security]
        proof: {did: an order with a signature}
        if_no: lost
ends:
  won: {needs: [ordered], before: wanted-by}
  lost: [chose another, kept what they have, no budget]
  no-decision: [lost interest, priorities moved]
"""

SMALL = """\
format: 1
id: small-add-on
title: A little more of what they already have
for: one person can say yes and pay for it
roles:
  user:  {title: User, is: asked for it and will work with it}
  owner: {title: Owner, is: can say yes and pay}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: gap-shown, will: show where today falls short, by: user, takes: 2d}
      - id: wanted
        whether: the add-on is worth having now
        by: owner
        hear: user
        good_for_them: no second tool for one missing thing
        no_is_right_if: fewer than three people would use it
  - id: order
    title: Order it
    steps:
      - {id: ordered, title: the order, whether: it is ordered at this price, by: owner, proof: wrote,
         takes: 1w}
ends:
  lost: [too dear, not needed, another tool]
  no-decision: [no time for it]
"""


def read_map(text: str, *parents: str) -> Playbook:
    """The map in a text; `parents` are the maps it may extend."""
    known = {name.split("id: ")[1].split("\n")[0]: name for name in parents}
    playbook, problems = read(text.encode(), "map.yaml", lambda name: (known[name].encode(), name))
    assert playbook is not None, problems
    return playbook
