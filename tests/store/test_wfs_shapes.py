"""Surfaces in the ways GML writes them, and the name a system goes by; what is none is refused."""

from __future__ import annotations

import pytest
from lxml import etree

from sikkerby_geo.facts.boundaries import BoundaryError
from sikkerby_geo.store.wfs.shapes import geojson_shape, gml_shape

SQUARE = "0 0 4 0 4 4 0 4 0 0"
HOLE = "1 1 2 1 2 2 1 2 1 1"


def feature(geometry: str) -> etree._Element:
    return etree.fromstring(f'<it xmlns:gml="http://www.opengis.net/gml/3.2"><geom>{geometry}</geom></it>')


def ring(side: str, corners: str) -> str:
    return f"<gml:{side}><gml:LinearRing>{corners}</gml:LinearRing></gml:{side}>"


WRITTEN = {
    "a polygon with a hole": (
        f'<gml:Polygon srsName="EPSG:25832">{ring("exterior", f"<gml:posList>{SQUARE}</gml:posList>")}'
        f"{ring('interior', f'<gml:posList>{HOLE}</gml:posList>')}</gml:Polygon>",
        15,
    ),
    "patches of a surface": (
        '<gml:Surface srsName="EPSG:25832"><gml:patches><gml:PolygonPatch>'
        f"{ring('exterior', f'<gml:posList>{SQUARE}</gml:posList>')}</gml:PolygonPatch></gml:patches></gml:Surface>",
        16,
    ),
    "heights": (
        '<gml:Polygon srsName="EPSG:25832" srsDimension="3">'
        f"{ring('exterior', '<gml:posList>0 0 9 4 0 9 4 4 9 0 4 9 0 0 9</gml:posList>')}</gml:Polygon>",
        16,
    ),
    "corner by corner": (
        '<gml:Polygon srsName="EPSG:25832">'
        + ring("exterior", "".join(f"<gml:pos>{corner}</gml:pos>" for corner in ("0 0", "4 0", "4 4", "0 0")))
        + "</gml:Polygon>",
        8,
    ),
    "GML 2": (
        '<gml:MultiPolygon srsName="EPSG:25832"><gml:polygonMember><gml:Polygon>'
        f"{ring('outerBoundaryIs', '<gml:coordinates>0,0 4,0 4,4 0,4 0,0</gml:coordinates>')}"
        "</gml:Polygon></gml:polygonMember></gml:MultiPolygon>",
        16,
    ),
}


@pytest.mark.parametrize(("geometry", "area"), WRITTEN.values(), ids=WRITTEN)
def test_a_surface_is_read_as_it_is_written(geometry: str, area: float) -> None:
    shape, system = gml_shape(feature(geometry))
    assert (shape.area, system) == (area, "EPSG:25832")


OUTLINE = "<gml:Polygon><gml:exterior><gml:LinearRing>{}</gml:LinearRing></gml:exterior></gml:Polygon>"
REFUSED = {
    "a point": ("<gml:Point><gml:pos>1 1</gml:pos></gml:Point>", "no_surface"),
    "no ring": ("<gml:Polygon/>", "bad_coordinates"),
    "an odd number": (OUTLINE.format("<gml:posList>0 0 4 0 4</gml:posList>"), "bad_coordinates"),
    "no numbers": (OUTLINE.format("<gml:posList>a b c d e f g h</gml:posList>"), "bad_coordinates"),
    "not a number": (OUTLINE.format("<gml:posList>0 0 nan 0 4 4 0 0</gml:posList>"), "bad_coordinates"),
    "without end": (OUTLINE.format("<gml:posList>0 0 inf 0 4 4 0 0</gml:posList>"), "bad_coordinates"),
    "two corners": (OUTLINE.format("<gml:posList>0 0 1 1</gml:posList>"), "bad_coordinates"),
    "decimal commas": (OUTLINE.format('<gml:coordinates decimal=",">0,0</gml:coordinates>'), "bad_coordinates"),
    "an arc": ("<gml:Polygon><gml:exterior><gml:Ring><gml:Arc/></gml:Ring></gml:exterior></gml:Polygon>", "curves"),
}


@pytest.mark.parametrize(("geometry", "kind"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_surface_in_gml_is_refused(geometry: str, kind: str) -> None:
    with pytest.raises(BoundaryError, match=kind):
        gml_shape(feature(geometry))


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        (None, "no_surface"),
        ({"type": "Point", "coordinates": [1, 1]}, "no_surface"),
        ({"type": "Polygon"}, "no_surface"),
        ({"type": "Polygon", "coordinates": []}, "bad_coordinates"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "bad_coordinates"),
        ({"type": "Polygon", "coordinates": [[[0, 0], ["1", 1], [1, 0], [0, 0]]]}, "bad_coordinates"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [10**400, 1], [1, 0], [0, 0]]]}, "bad_coordinates"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [True, 1], [1, 0], [0, 0]]]}, "bad_coordinates"),
        ({"type": "MultiPolygon", "coordinates": [7]}, "bad_coordinates"),
    ],
)
def test_what_is_no_surface_in_geojson_is_refused(geometry: object, kind: str) -> None:
    with pytest.raises(BoundaryError, match=kind):
        geojson_shape(geometry)
