"""The JSON Schemas of playbooks and of answers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.cli import words
    from callplan.core.flags import Flag
    from callplan.playbook_file.form import Schema

FIELD = r"(\\:|[^:])*"
SAYS_SOMETHING = r"(?=\s*[^:\s])"


def playbook_schema(*, answers: words.OfAnswers = False) -> None:
    """Print the JSON Schema of playbooks, with which an editor completes and checks them."""
    from json import dumps

    from callplan.playbook_file import schema

    print(dumps(of_answers(), ensure_ascii=False, indent=1) if answers else schema.text())


def of_answers() -> Schema:
    """The schema of an answers file: the flags of one of the commands that take such a file."""
    from callplan.cli.door import COMMANDS, command, option_name
    from callplan.core.flags import FLAGS
    from callplan.playbook_file.form import mapping, ref

    options = {name: command(name).__kwdefaults__ or {} for name in COMMANDS}
    taken = {
        name.replace(" ", "-"): [key for key in map(option_name, given) if key in FLAGS]
        for name, given in options.items()
        if given.get("answers", False) is None
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": "Answers for --answers FILE: flags without their dashes, and what each of them says.",
        "anyOf": list(map(ref, taken)),
        "definitions": {
            **{key: _answer(FLAGS[key]) for keys in taken.values() for key in keys},
            **{name: mapping({key: ref(key) for key in keys}) for name, keys in taken.items()},
        },
    }


def _answer(flag: Flag) -> Schema:
    """What may stand under the key of a flag: one text, or a list of them where it may be given again and again."""
    from callplan.playbook_file.form import either, items

    if not flag.form:
        return {"description": flag.asks, "type": "boolean"}
    each = [_text(flag), *_in_parts(flag)]
    one = either(*each) if len(each) > 1 else each[0]
    return {"description": f"{flag.form}: {flag.asks}", **(either(*each, items(one)) if flag.many else one)}


def _in_parts(flag: Flag) -> list[Schema]:
    """What the parts of a flag are, where they may be given one by one."""
    from callplan.core.interview.in_parts import LISTS, needed_of, parts_of
    from callplan.playbook_file.form import items, mapping

    plain: Schema = {"type": ["string", "number", "boolean"]}
    parts = {name: items({"type": "string"}) if name in LISTS else plain for name in parts_of(flag)}
    return [mapping(parts, needed_of(flag))] if parts else []


def _text(flag: Flag) -> Schema:
    """The text of a flag: at most as many fields as its form has, and none empty of those that it cannot do without."""
    from callplan.playbook_file.form import text

    colons = flag.shape.count(":")
    if not colons:
        return {"type": ["string", "number"]}
    least = flag.least - flag.shape.count(":]")
    fact = "[^=]+=" if flag.form.startswith("FACT=") else ""
    said = ":".join([SAYS_SOMETHING + FIELD] * least)
    return text(f"{fact}{said}(:{FIELD}){{0,{colons + 1 - least}}}", f"It is written {flag.form}.")
