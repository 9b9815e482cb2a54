"""Scenarios as a file: what is written is read back equal, GIS can open it, and every fault is told at once."""

from __future__ import annotations

import io
import json
from datetime import date
from itertools import pairwise

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.whatif.drawings import circle, picked, polygon, polygons, shape_of
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.domain.whatif.scenarios import Kept, keep
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_UPLOAD_BYTES, MOST_UPLOAD_FEATURES
from sikkerby_geo.views.whatif.comparison import compared
from sikkerby_geo.views.whatif.files import as_geojson, load
from sikkerby_geo.views.whatif.measure_words import Question

DAY = date(2025, 1, 1)
ASKED = Question("safe_neighbourhood", 5)
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[12.52, 55.69], [12.54, 55.69], [12.54, 55.7], [12.52, 55.7], [12.52, 55.69]]],
}


def written(atlas, *kept):
    columns = [compared(atlas, each, scenario(atlas, each.drawing, DAY), ASKED) for each in kept]
    return as_geojson(atlas, columns, ASKED)


def read(atlas, content, kept=()):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return load(atlas, content, kept, lambda drawing: scenario(atlas, drawing, DAY))


def collection(*features, **members):
    return {"type": "FeatureCollection", "features": list(features), **members}


def feature(geometry=SQUARE, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def three(atlas):
    ring = polygon([(12.52, 55.68), (12.54, 55.68), (12.535, 55.692)])
    return (
        Kept("A", "Skolen & <b>parken</b>", ring, "toy"),
        Kept("B", "Cirkel", circle((12.533, 55.673), 300), "toy"),
        Kept("C", "Ydre Lund", picked(atlas, "ydre-lund"), "toy"),
    )


def test_in_metres_the_file_names_its_system_and_is_not_taken_for_degrees(atlas):
    kept = three(atlas)
    columns = [compared(atlas, each, scenario(atlas, each.drawing, DAY), ASKED) for each in kept]
    content = as_geojson(atlas, columns, ASKED, METRES)
    frame = gpd.read_file(io.BytesIO(content))
    assert frame.crs.to_epsg() == METRES
    degrees = gpd.read_file(io.BytesIO(written(atlas, *kept))).to_crs(METRES)
    assert frame.geometry.centroid.distance(degrees.geometry.centroid).max() < 0.5
    assert read(atlas, content).faults


def test_what_is_written_is_read_back_equal(atlas):
    loaded = read(atlas, written(atlas, *three(atlas)))
    assert loaded.faults == ()
    assert loaded.kept == three(atlas)


centres = st.tuples(st.floats(12.47, 12.6), st.floats(55.63, 55.7))
shapes = st.builds(circle, centres, st.integers(50, 3000)) | st.lists(centres, min_size=3, max_size=6, unique=True)


@given(shape=shapes, name=st.text(max_size=80))
@settings(max_examples=20)
def test_any_drawing_and_name_survive_the_file(atlas, shape, name):
    try:
        drawing = polygon(shape) if isinstance(shape, list) else shape
        kept = keep((), drawing, name=name or "x", version="toy")
        content = written(atlas, *kept)
    except SikkerByError:
        return
    (again,) = read(atlas, content).kept
    assert again.drawing == drawing
    assert again.name == (kept[0].name or "Uden navn")


def test_a_desktop_map_opens_it_in_degrees_with_flat_columns(atlas, tmp_path):
    path = tmp_path / "scenarier.geojson"
    path.write_bytes(written(atlas, *three(atlas)))
    frame = gpd.read_file(path)
    assert frame.crs.to_epsg() == 4326
    assert list(frame.navn) == [each.name for each in three(atlas)]
    assert frame.is_valid.all()
    assert list(frame.radius_m.fillna(0)) == [0, 300, 0]
    assert set(frame.data_version) == {"toy"}
    for column in ("beboere_grundlag", "nyeste_tal", "svar_i_dag_grundlag", "kilder", "kan_maales"):
        assert frame[column].str.len().gt(5).all(), column


def test_outer_rings_run_against_the_clock(atlas):
    for each in json.loads(written(atlas, *three(atlas)))["features"]:
        rings = (
            [each["geometry"]["coordinates"]]
            if each["geometry"]["type"] == "Polygon"
            else each["geometry"]["coordinates"]
        )
        for outer, *_ in rings:
            assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(outer)) > 0
            assert outer[0] == outer[-1]


def test_a_plain_file_from_a_desktop_map_is_read(atlas):
    clockwise = {"type": "MultiPolygon", "coordinates": [[SQUARE["coordinates"][0][::-1]]]}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    (kept,) = read(atlas, collection(feature(clockwise, name="Fra QGIS"), crs=crs)).kept
    assert (kept.letter, kept.name, kept.version) == ("A", "Fra QGIS", "toy")
    assert kept.drawing == polygon([tuple(corner) for corner in SQUARE["coordinates"][0]])


def test_three_dimensions_are_read_as_two(atlas):
    tall = {"type": "Polygon", "coordinates": [[[*corner, 12.0] for corner in SQUARE["coordinates"][0]]]}
    assert read(atlas, collection(feature(tall))).kept[0].drawing == polygons(
        shape_of(atlas, polygon([tuple(corner) for corner in SQUARE["coordinates"][0]]))
    )


def test_doubles_and_a_fourth_are_left_out_and_nothing_is_lost(atlas):
    first = three(atlas)[:2]
    more = [
        Kept("A", "Igen", first[0].drawing, "toy"),
        *(Kept("A", f"Ny {r}", circle((12.55, 55.66), r), "toy") for r in (200, 400)),
    ]
    loaded = read(atlas, written(atlas, *more), kept=first)
    assert loaded.kept[:2] == first
    assert [each.name for each in loaded.kept] == ["Skolen & <b>parken</b>", "Cirkel", "Ny 200"]
    assert [message.split(":")[0].split("»")[0].strip() for message in loaded.messages] == [
        "Hentet ind",
        "Stod her allerede og er ikke hentet ind igen",
        "Der var ikke plads til",
    ]


def test_a_scenario_keeps_the_data_version_it_was_made_with(atlas):
    old = json.loads(written(atlas, three(atlas)[0]))
    old["features"][0]["properties"]["data_version"] = "before"
    assert read(atlas, old).kept[0].version == "before"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * (MOST_UPLOAD_BYTES.value + 1), "højst 1.000 kB"),
        (b"\xff\xfe", "UTF-8"),
        (b"{", "ikke gyldig JSON"),
        (b"[" * 100_000, "over 24 lag"),
        (b"[]", "ikke GeoJSON"),
        (b'{"type": "Topology"}', "ikke GeoJSON"),
        (json.dumps(collection()).encode(), "filen er tom"),
        (json.dumps(collection(*[feature()] * (MOST_UPLOAD_FEATURES.value + 1))).encode(), "51 dele"),
        (
            json.dumps(collection(feature(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::25832"}})).encode(),
            "»urn:ogc:def:crs:EPSG::25832«",
        ),
    ],
)
def test_a_file_that_is_no_scenario_file_is_told(atlas, content, words):
    loaded = read(atlas, content, kept=three(atlas))
    assert words in loaded.faults[0]
    assert loaded.kept == three(atlas)


def test_every_fault_is_told_at_once_with_its_feature(atlas):
    far = {
        "type": "Polygon",
        "coordinates": [[[722000, 6177000], [723000, 6177000], [723000, 6178000], [722000, 6177000]]],
    }
    paris = {"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 48]]]}
    hvidovre = {"type": "Polygon", "coordinates": [[[12.44, 55.60], [12.445, 55.60], [12.445, 55.605], [12.44, 55.60]]]}
    many = {
        "type": "Polygon",
        "coordinates": [[[12.5 + i / 1e4, 55.7 + i * i / 1e7] for i in range(300)] + [[12.5, 55.7]]],
    }
    content = collection(
        feature(navn="god"),
        feature({"type": "Point", "coordinates": [12.5, 55.7]}, navn="punkt"),
        feature(None, navn="tom"),
        feature(far, navn="meter"),
        feature(paris, navn="Paris"),
        feature(hvidovre, navn="Hvidovre"),
        feature(many, navn="mange"),
        feature(form="circle", navn="cirkel", radius_m=300),
        feature(form="picked", valgt="atlantis", navn="væk"),
        feature({"type": "Polygon", "coordinates": [[["a", "b"], [1, 2], [3, 4], ["a", "b"]]]}, navn="tekst"),
        "noget andet",
    )
    loaded = read(atlas, content)
    assert loaded.kept == ()
    assert len(loaded.faults) == 10
    expected = [
        "Point",
        "geometri",
        "meter",
        "langt uden for",
        "Københavns land",
        "300 hjørner",
        "midte",
        "atlantis",
        "tal i par",
        "Feature",
    ]
    for fault, word in zip(loaded.faults, expected, strict=True):
        assert word in fault
    assert loaded.faults[0].startswith("Flade 2, »punkt«:")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=6), parts, max_size=3),
    max_leaves=10,
)
KEYS = (
    "type",
    "geometry",
    "properties",
    "coordinates",
    "form",
    "valgt",
    "navn",
    "bogstav",
    "centrum_breddegrad",
    "radius_m",
)
features = st.dictionaries(
    st.sampled_from(KEYS),
    json_values
    | st.dictionaries(st.sampled_from(KEYS), json_values | st.just("Polygon") | st.just("circle"), max_size=5),
    max_size=4,
)


@given(content=st.lists(features | json_values, min_size=1, max_size=3))
@settings(max_examples=150)
def test_whatever_is_loaded_ends_in_scenarios_or_sentences(atlas, content):
    loaded = read(atlas, collection(*content))
    assert loaded.faults or loaded.kept
    assert all(fault.encode() for fault in loaded.faults)
