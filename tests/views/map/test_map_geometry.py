"""The geometry a browser fetches once: stable names, ids only, and all that the map may ask for."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from shapely.geometry import shape

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level
from sikkerby_geo.facts.efforts import OVERLAYS, Role
from sikkerby_geo.facts.geography import VIEW
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.hashing import content_name
from sikkerby_geo.views.map.geometry import geometry_files
from sikkerby_geo.views.map.state import map_state
from tests.views.asking import choose


@pytest.fixture(scope="module")
def collections(atlas: Atlas) -> dict[str, dict]:
    return {name: json.loads(text) for name, text in geometry_files(atlas).items()}


def test_the_same_data_give_the_same_files_and_names(snapshot: Snapshot, atlas: Atlas) -> None:
    again, files = build_atlas(snapshot, "another version label"), geometry_files(atlas)
    assert geometry_files(again) == files
    names = {name: content_name(text) for name, text in files.items()}
    assert all(re.fullmatch(r"[0-9a-f]{12}", name) for name in names.values())
    assert len(set(names.values())) == len(names) == 4


def test_a_changed_file_gets_a_new_name() -> None:
    assert content_name("{}") != content_name("{ }")


def test_the_areas_file_holds_ids_and_nothing_that_depends_on_a_choice(collections: dict[str, dict]) -> None:
    features = collections["areas"]["features"]
    assert all(set(feature["properties"]) <= {"level", "id", "role"} for feature in features)


@pytest.mark.parametrize("level", Level)
def test_every_place_of_a_level_has_one_shape_and_one_label_point(atlas: Atlas, collections, level: Level) -> None:
    here = [feature for feature in collections["areas"]["features"] if feature["properties"]["level"] == level.value]
    places = Counter({place.place_id: 1 for place in atlas.places.at(level)})
    shapes = Counter(feature["properties"]["id"] for feature in here if "role" not in feature["properties"])
    labels = Counter(feature["properties"]["id"] for feature in here if feature["properties"].get("role") == "label")
    assert shapes == places
    assert labels == places


def test_labels_lie_in_view_and_inside_their_area_unless_called_out(collections: dict[str, dict]) -> None:
    west, south, east, north = VIEW
    features = collections["areas"]["features"]
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


def test_the_efforts_file_holds_what_any_choice_may_draw(atlas: Atlas, collections: dict[str, dict]) -> None:
    held = {
        (feature["properties"]["layer"], feature["properties"]["id"]) for feature in collections["efforts"]["features"]
    }
    overlays = tuple(overlay.overlay_id for overlay in OVERLAYS)
    wanted = {
        (effort["layer"], effort["id"])
        for year in atlas.years
        for every_year in (False, True)
        for effort in map_state(atlas, choose(year, overlays=overlays, every_year=every_year))["efforts"]
    }
    assert wanted - held == set()
    allowed = {"layer", "id", "role", "dashes", "symbol", "precision", "tip"}
    assert all(set(feature["properties"]) == allowed for feature in collections["efforts"]["features"])


def test_an_efforts_tip_says_what_it_is_and_where_it_is_known_from(atlas: Atlas, collections: dict[str, dict]) -> None:
    tips = {feature["properties"]["id"]: feature["properties"]["tip"] for feature in collections["efforts"]["features"]}
    for effort in atlas.efforts:
        if effort.effort_id in tips:
            assert tips[effort.effort_id] == effort_words.tip(effort)
            assert tips[effort.effort_id][0] == effort.name
            assert effort.overlay.timeless or tips[effort.effort_id][-1].startswith("Kilde: ")


def test_whole_districts_are_never_a_shape(atlas: Atlas, collections: dict[str, dict]) -> None:
    held = {feature["properties"]["id"] for feature in collections["efforts"]["features"]}
    whole = {effort.effort_id for effort in atlas.efforts if effort.whole_area}
    assert whole
    assert not held & whole


def test_what_is_called_out_has_its_place_beside_its_area(collections: dict[str, dict]) -> None:
    (callout,) = [each for each in collections["areas"]["features"] if each["properties"].get("role") == "callout"]
    assert (callout["properties"]["level"], callout["properties"]["id"]) == ("survey_area", "indre-lund")


def test_coordinates_are_degrees_in_copenhagen(collections: dict[str, dict]) -> None:
    for name in ("areas", "efforts"):
        for feature in collections[name]["features"]:
            west, south, east, north = shape(feature["geometry"]).bounds
            assert 12.2 < west <= east < 12.9
            assert 55.5 < south <= north < 55.85


def test_the_symbols_travel_with_the_efforts(collections: dict[str, dict]) -> None:
    symbols = collections["efforts"]["symbols"]
    drawn = [overlay for overlay in OVERLAYS if overlay.role is Role.SYMBOL]
    assert set(symbols) == {kind.symbol for overlay in drawn for kind in overlay.kinds}
    assert all(set(symbol) == {"shape", "glyph"} for symbol in symbols.values())


@pytest.mark.parametrize("broken", [*LEVEL_LAYER.values(), "backdrop_layer", "upgrades_layer"])
def test_a_layer_that_cannot_be_read_is_left_out_and_the_rest_stays(atlas: Atlas, broken: str) -> None:
    layers = {name: layer for name, layer in atlas.snapshot.layers.items() if name != broken}
    files = geometry_files(replace(atlas, snapshot=replace(atlas.snapshot, layers=layers)))
    whole = geometry_files(atlas)
    changed = {name for name in files if files[name] != whole[name]}
    assert len(changed) == 1
    assert all(json.loads(text)["type"] == "FeatureCollection" for text in files.values())
