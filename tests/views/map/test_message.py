"""The messages to the browser's map: Python and the schemas say the same, and whatever is sent keeps to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from jsonschema import Draft202012Validator

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.ui.frame.static_files import STATIC
from sikkerby_geo.views.efforts.entries import say
from sikkerby_geo.views.efforts.map import register_map_state
from sikkerby_geo.views.map.drawn import DrawMessages
from sikkerby_geo.views.map.message import MapSetup, MapState
from sikkerby_geo.views.map.state import map_setup, map_state
from sikkerby_geo.views.whatif.drawing_map import districts_state
from tests.views.asking import choose


def schema(name: str) -> dict[str, Any]:
    return json.loads((STATIC / "map" / f"{name}.schema.json").read_text(encoding="utf-8"))


SCHEMA = schema("state")
SETUP = schema("setup")
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def schema_of(hint: Any) -> dict[str, Any]:
    """The JSON schema of a typed dictionary's hint."""
    if is_typeddict(hint):
        hints = get_type_hints(hint, include_extras=True)
        return {
            "type": "object",
            "additionalProperties": False,
            "required": sorted(name for name, kind in hints.items() if get_origin(kind) is not NotRequired),
            "properties": {name: schema_of(kind) for name, kind in get_type_hints(hint).items()},
        }
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is list:
        return {"type": "array", "items": schema_of(parts[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(parts[1])}
    if isinstance(hint, UnionType) and any(map(is_typeddict, parts)):
        return {"anyOf": [schema_of(part) for part in parts]}
    return {"type": [PLAIN[part] for part in parts] if isinstance(hint, UnionType) else PLAIN[hint]}


def plain(node: Any) -> Any:
    """A schema without what Python's hints cannot say: titles, how a colour is written, how long a list is."""
    if isinstance(node, dict):
        left_out = ("title", "description") if "properties" in node else ("pattern", "minItems", "maxItems")
        kept = {name: plain(child) for name, child in node.items() if name not in left_out}
        return kept | ({"required": sorted(node["required"])} if "required" in node else {})
    return [plain(child) for child in node] if isinstance(node, list) else node


def test_the_schema_says_what_python_says() -> None:
    assert schema_of(MapState) == plain(SCHEMA)
    assert schema_of(MapSetup) == plain(SETUP)
    assert schema_of(DrawMessages) == plain(schema("draw"))


def test_what_the_map_is_made_with_keeps_to_the_schema() -> None:
    made = json.loads(
        json.dumps(map_setup({"areas": "a.json", "backdrop": "b.json", "efforts": "c.json", "grid": "d.json"}))
    )
    assert [error.message for error in Draft202012Validator(SETUP).iter_errors(made)] == []
    assert {"name": "Øresund", "at": [12.632, 55.7085], "water": True} in made["names"]


def states(atlas: Atlas) -> Iterator[MapState]:
    """What the three maps are told: of every rule, indicator and level, of the register, and under a drawing."""
    for level in Level:
        for year in atlas.years:
            yield from (map_state(atlas, choose(year, rule.rule_id, level)) for rule in RULES)
        yield from (map_state(atlas, choose(2024, one.indicator_id, level, every_year=True)) for one in INDICATORS)
        entries = register_from(atlas, say)
        yield register_map_state(atlas, entries, level, atlas.places.at(level)[0])
    yield districts_state(atlas, atlas.efforts, "dalum")


def test_everything_that_is_sent_keeps_to_the_schema(atlas: Atlas) -> None:
    validator = Draft202012Validator(SCHEMA)
    sent = 0
    for state in states(atlas):
        assert [error.message for error in validator.iter_errors(json.loads(json.dumps(state)))] == []
        sent += 1
    assert sent > 50


@pytest.mark.parametrize(
    "slip",
    [
        {"colour": "bound"},
        {"ground": "#4B2163"},
        {"hatch": None},
        {"outline": ""},
        {"tip": "Dalum"},
        {"fill": "#4B2163"},
    ],
    ids=str,
)
def test_a_slip_in_the_message_is_found(atlas: Atlas, slip: dict[str, object]) -> None:
    state = json.loads(json.dumps(map_state(atlas, choose(2017))))
    state["areas"]["dalum"] |= slip
    assert list(Draft202012Validator(SCHEMA).iter_errors(state))
