"""The door of the layers: GeoJSON as desktop programs write it is read, and what is wrong gets its true reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.store.files import path_of
from sikkerby_geo.store.reading import read_layer
from sikkerby_geo.views.base.notices import fault_words
from tests.cases import geojson as cases

LAYER = "survey_areas_layer"
GOOD = {"area_id": "nord", "source_id": "kommunen"}
AS_LAYERS = ("heights at some corners", *(name for name in cases.READ if "WGS 84" in name or "small letters" in name))


def read(folder: Path, content: bytes):
    path = folder / path_of(LAYER)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return read_layer(folder, LAYER, LAYERS[LAYER], {})


def layer(document: dict) -> bytes:
    """A case with the columns every layer has."""
    for feature in document["features"]:
        feature["properties"] |= GOOD
    return cases.written(document)


def faults(folder: Path, content: bytes) -> tuple[Fault, ...]:
    with pytest.raises(DataError) as raised:
        read(folder, content)
    return raised.value.faults


@pytest.mark.parametrize("name", AS_LAYERS)
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
def test_a_layer_as_a_desktop_program_saves_it_is_read_in_degrees(tmp_path: Path, name: str, bom: bytes):
    found = read(tmp_path, bom + layer(cases.READ[name]))
    assert found.crs.to_epsg() == 4326
    assert found.geometry[0].area == pytest.approx(cases.SIDE**2, rel=1e-3)


@pytest.mark.parametrize(
    "name",
    [
        "a corner that is no number",
        "a corner larger than any float",
        "latitude first",
        "metres",
        "another coordinate system",
        "a name that only ends like WGS 84",
        "a character nobody sees",
        "half a character",
        "a NUL in a column's name",
    ],
)
def test_a_layer_that_cannot_be_used_gets_the_true_reason(tmp_path: Path, name: str):
    document, words = cases.REFUSED[name]
    said = fault_words(faults(tmp_path, layer(document))[0])
    assert words in said
    said.encode()


def test_a_layer_nested_too_deeply_is_a_fault(tmp_path: Path):
    assert [fault.kind for fault in faults(tmp_path, cases.nested(900))] == ["geojson.nested"]


def test_every_feature_with_a_fault_is_told_with_its_number(tmp_path: Path):
    odd = cases.feature(cases.polygon(cases.SWAPPED))
    found = faults(tmp_path, layer(cases.collection(cases.feature(), odd, cases.feature(), odd)))
    assert [fault.column for fault in found] == ["2", "4"]
    assert fault_words(found[1]).startswith("nr. 4 i filen: det ligner breddegrad først")


@pytest.mark.parametrize("column", ["area_id", "source_id"])
@pytest.mark.parametrize("value", [3, 3.5, None, True, "", " ", ["nord"], [1, 2], {"nord": 1}, 10**400], ids=repr)
def test_a_name_that_is_no_text_is_a_fault_in_its_own_feature(tmp_path: Path, column: str, value: object):
    document = cases.collection(cases.feature(), cases.feature(cases.polygon(cases.OUTSIDE)))
    for number, feature in enumerate(document["features"]):
        feature["properties"] |= {"area_id": f"nord-{number}", "source_id": "kommunen"}
    document["features"][1]["properties"][column] = value
    found = faults(tmp_path, cases.written(document))
    assert [(fault.kind, fault.column, fault.value) for fault in found] == [("geojson.not_text", "2", column)]


@pytest.mark.parametrize("column", ["area_id", "source_id"])
def test_a_column_that_no_feature_has_is_missing(tmp_path: Path, column: str):
    document = cases.collection(cases.feature())
    document["features"][0]["properties"] = {name: value for name, value in GOOD.items() if name != column}
    assert [(fault.kind, fault.column) for fault in faults(tmp_path, cases.written(document))] == [
        ("missing_column", column)
    ]
