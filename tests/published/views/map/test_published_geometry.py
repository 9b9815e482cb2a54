"""The real geometry a browser fetches: a shape and a label for every place, in view, and small messages."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from shapely.geometry import shape

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.geography import VIEW
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.views.map.geometry import geometry_files
from sikkerby_geo.views.map.state import map_state
from tests.views.asking import choose


@pytest.fixture(scope="module")
def features(atlas: Atlas) -> list[dict]:
    return json.loads(geometry_files(atlas)["areas"])["features"]


@pytest.mark.parametrize("level", Level)
def test_every_place_has_one_shape_and_one_label(atlas: Atlas, features: list[dict], level: Level) -> None:
    here = [feature["properties"] for feature in features if feature["properties"]["level"] == level.value]
    places = Counter({place.place_id: 1 for place in atlas.places.at(level)})
    assert Counter(each["id"] for each in here if "role" not in each) == places
    assert Counter(each["id"] for each in here if each.get("role") == "label") == places


def test_labels_lie_in_view_and_inside_their_area_unless_called_out(features: list[dict]) -> None:
    west, south, east, north = VIEW
    shapes = {
        (feature["properties"]["level"], feature["properties"]["id"]): shape(feature["geometry"])
        for feature in features
        if "role" not in feature["properties"]
    }
    for feature in features:
        role = feature["properties"].get("role")
        if role is None:
            continue
        point = shape(feature["geometry"])
        assert west < point.x < east
        assert south < point.y < north
        if role == "label":
            assert shapes[feature["properties"]["level"], feature["properties"]["id"]].contains(point)


def test_a_change_of_year_stays_small_with_real_names_and_efforts(atlas: Atlas) -> None:
    sizes = {
        (year, rule.rule_id): len(json.dumps(map_state(atlas, choose(year, rule.rule_id)), ensure_ascii=False).encode())
        for year in range(2009, 2027)
        for rule in RULES
    }
    assert max(sizes.values()) < 15_000, max(sizes, key=sizes.get)
