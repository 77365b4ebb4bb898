"""Answers given part by part, and the schema of what can be told of a call of one deal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from forms import deal_of_demo, told_until_the_call
from jsonschema import Draft202012Validator
from lines import said

from callplan.core.flags import FLAGS
from callplan.core.form.deal_schema import deal_schema
from callplan.core.interview.grammar import split
from callplan.core.interview.in_parts import as_text, needed_of, parts_of
from callplan.errors import Usage

SCHEMA = deal_schema(deal_of_demo()[0])
SEEN = Draft202012Validator(SCHEMA)
YES = {"decision": "risk", "person": "Marta Lind", "words": "week 3: if it holds"}
GOOD: dict[str, Any] = {
    "on": "2026-12-03",
    "with": ["Marta Lind", "Piet Maas", {"person": "Vera Holm", "roles": ["user"]}],
    "decided": [YES, {**YES, "decision": "ordered", "person": "Piet Maas", "proof": "heard", "told-by": "Marta Lind"}],
    "promised": [{"person": "Marta Lind", "act": "ask the board", "date": "friday", "step": "must-haves"}],
    "kept": ["p1"],
    "set": [{"fact": "quantity", "value": 2, "person": "Marta Lind", "words": "two now"}],
    "next": {"date": "2026-12-17", "decision": "started", "people": ["Marta Lind", "Jo Adeyemi"]},
    "worth-it": "we went away with a week",
    "note": ["they parked in the yard"],
    "verdict": "won",
}


@pytest.mark.parametrize(
    ("key", "parts", "text"),
    [
        ("decided", YES, r"risk:Marta Lind::week 3\: if it holds"),
        (
            "decided",
            {**YES, "proof": "heard", "told-by": "Jo: A"},
            r"risk:Marta Lind:heard=Jo\: A:week 3\: if it holds",
        ),
        ("decided", {**YES, "told-by": "Jo"}, r"risk:Marta Lind:heard=Jo:week 3\: if it holds"),
        ("settled", {"decision": "risk", "person": "Ana", "on": "2026-11-20"}, "risk:Ana@2026-11-20"),
        ("set", {"fact": "amount", "value": 48000, "person": "Ana", "on": "26 nov"}, "amount=48000:Ana@26 nov"),
        ("set", {"fact": "open", "value": True, "words": None}, "open=yes"),
        ("date", {"date": "29 jan", "person": "Ana"}, "29 jan:Ana"),
        ("date", {"decision": "risk", "date": "29 jan"}, "risk:29 jan"),
        ("because", {"words": "a: b"}, r"a\: b"),
        ("promised", {"person": "Ana", "act": "ask"}, "Ana:ask:-"),
        ("promised", {"person": "Ana", "act": "ask", "step": "risk"}, "Ana:ask:-:risk"),
        ("deferred", {"decision": "risk", "person": "Ana", "reason": "May"}, "risk:Ana:-:May"),
        ("person", {"name": "Rui", "roles": ["user", "it"], "told-by": "Ana"}, "Rui:user,it:Ana"),
        ("with", {"person": "Rui", "roles": []}, "Rui:none"),
        ("next", {"date": "friday", "people": ["Ana", "Rui"]}, "friday::Ana,Rui"),
        ("close", {"end": "lost", "words": "no"}, "lost::no"),
        ("look-back", {"step": "walk", "changed": False}, "walk:no"),
        ("moved", {"id": "p1", "date": "friday"}, "p1:friday"),
    ],
)
def test_text(key: str, parts: dict[str, Any], text: str) -> None:
    """It is the text of the flag, with each part in its place."""
    assert as_text(key, parts) == text


@pytest.mark.parametrize(
    ("key", "parts", "refusal"),
    [
        ("decided", {"person": "Ana"}, "Answers: decided lacks decision."),
        ("promised", {}, "Answers: promised lacks person and act."),
        (
            "moved",
            {"id": "p1", "day": "friday"},
            "Answers: moved has no “day”. It has id, date.",
        ),
        ("decided", {**YES, "proof": "heard"}, "Answers: decided: “heard” and told-by belong together."),
        (
            "decided",
            {**YES, "proof": "said", "told-by": "Jo"},
            "Answers: decided: “heard” and told-by belong together.",
        ),
        ("decided", {**YES, "words": ["a"]}, "Answers: words of decided is a text."),
        ("person", {"name": {"a": 1}, "roles": []}, "Answers: name of person is a text."),
        ("kept", {"id": "p1"}, "Answers: kept is a text or a list of texts, written as the flag --kept is."),
        ("kep", {"id": "p1"}, "Answers: kep is a text or a list of texts, written as the flag --kep is."),
    ],
)
def test_refused(key: str, parts: dict[str, Any], refusal: str) -> None:
    """It says which part is missing, or is none of this flag."""
    with pytest.raises(Usage) as refused:
        as_text(key, parts)
    assert str(refused.value) == refusal


def test_every_flag() -> None:
    """Whatever a flag has in parts is told again by the text that is made of them."""
    for flag in FLAGS.values():
        parts = [name for name in parts_of(flag) if name not in ("on", "told-by") or flag.key == "person"]
        if parts and flag.key != "set":
            told = {name: [name] if name in ("roles", "people") else name for name in parts}
            assert split(flag.key, as_text(flag.key, told)) == parts, flag.key
        assert set(needed_of(flag)) <= {*parts_of(flag)} or not parts_of(flag)


def test_schema() -> None:
    """It is a schema of 2020-12 that takes a good file and knows this deal's names."""
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in SEEN.iter_errors(GOOD)] == []
    assert SCHEMA["$defs"]["person"]["enum"] == ["Jo Adeyemi", "Marta Lind", "Piet Maas"]
    assert SCHEMA["$defs"]["promise"]["enum"] == ["p1"]
    assert SCHEMA["properties"]["verdict"]["description"] == "Leave it out unless the rep said it."


@pytest.mark.parametrize(
    "change",
    [
        {"decided": [{"decision": "risk", "person": "Marta Lind"}]},
        {"decided": [{**YES, "decision": "risks"}]},
        {"decided": [{**YES, "person": "Martha Lind"}]},
        {"decided": [{**YES, "proof": "heard"}]},
        {"decided": [{**YES, "told-by": "Piet Maas"}]},
        {"kept": ["p2"]},
        {"verdict": "good"},
        {"worth": "yes"},
        {"set": [{"fact": "size", "value": 2}]},
        {"with": None},
    ],
)
def test_bad(change: dict[str, Any]) -> None:
    """It refuses names that are none of this deal, a yes without words, and a hearsay without its teller."""
    assert not SEEN.is_valid({**GOOD, **change})


def test_bare() -> None:
    """Of a deal in which nothing is promised and nobody known it asks for no promise and no person of a list."""
    deal, _ = deal_of_demo()
    schema = deal_schema(deal.but(people={}, promises={}, concerns={}))
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid({"with": ["Ana"], "decided": [{**YES, "person": "Ana"}]})
    assert {"kept", "missed", "moved", "released", "concern-met"}.isdisjoint(schema["properties"])
    refs = {part.split('"')[0] for part in json.dumps(schema).split("#/$defs/")[1:]}
    assert refs <= schema["$defs"].keys()


def test_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fits the schema that the command prints is taken as answers."""
    home, day = tmp_path / "home", {"CALLPLAN_TODAY": "2026-12-05"}
    monkeypatch.setenv("CALLPLAN_HOME", str(home))
    told_until_the_call("harrow")
    printed = said(home, "debrief", "harrow", "--schema", **day)
    assert (json.loads(printed.out), printed.err, printed.code) == (SCHEMA, "", 0)
    file = tmp_path / "told.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    found = said(home, "debrief", "harrow", "--answers", str(file), "--no-input", **day)
    assert found.code == 0, found.err
    log = said(home, "log", "harrow", **day).out
    assert "Marta Lind said yes to the remaining risk: “week 3: if it holds”" in log
    assert "Piet Maas said yes to the order (heard from Marta Lind)" in log
    assert "noted: “they parked in the yard”" in log
    file.write_text("decided:\n  decision: risk\n  who: Marta\n", encoding="utf-8")
    refused = said(home, "debrief", "harrow", "--answers", str(file), "--no-input", **day)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "Answers: decided has no “who”." in refused.err
