"""The place of an effort: as the drawing map shows it, from typed corners, and from a file with one feature."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import force_2d, get_num_coordinates
from shapely.errors import ShapelyError
from shapely.geometry import LineString, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import NamedPlace
from sikkerby_geo.domain.geography.outlines import Corner
from sikkerby_geo.domain.register.validation import Surroundings, faults_of
from sikkerby_geo.domain.whatif.drawings import DECIMALS
from sikkerby_geo.facts.geojson import GeoJSONError, check_feature, check_order, features_of, members
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.facts.thresholds import MOST_CORNERS, MOST_UPLOAD_FEATURES
from sikkerby_geo.text import t
from sikkerby_geo.views.efforts.field_words import fault_words
from sikkerby_geo.views.map.drawn import SMOOTH, ShapeState

FORMS = {"point": 1, "line": 2, "polygon": 3}
"""What corners may be, and how many it takes."""


def geometry_state(geometry: BaseGeometry | None) -> ShapeState | None:
    """A place as the browser draws it; an outline with more corners than can be drawn by hand cannot be edited."""
    if geometry is None:
        return None
    form = geometry.geom_type.removeprefix("Multi")
    parts = list(getattr(geometry, "geoms", [geometry]))
    if form == "Point":
        return {"form": "point", "at": _corners(parts[0])[0]}
    if form == "LineString":
        return {"form": "line", "lines": [_corners(part) for part in parts]}
    if form != "Polygon":
        return None
    simple = int(get_num_coordinates(geometry)) <= MOST_CORNERS.value
    if not simple:
        smooth = geometry.simplify(SMOOTH)
        parts = list(getattr(smooth, "geoms", [smooth]))
    polygons = [[_corners(ring)[:-1] for ring in (part.exterior, *part.interiors)] for part in parts]
    return {"form": "polygon" if simple else "picked", "polygons": polygons}


def _corners(part: BaseGeometry) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y, *_ in part.coords]


def from_corners(corners: Sequence[Corner], form: str) -> BaseGeometry:
    """What typed corners are: a point, a line or an area.

    Raises
    ------
    SikkerByError
        Too few of them.
    """
    different = len(set(corners))
    if different < FORMS[form]:
        raise SikkerByError("editing.place.few", least=FORMS[form], count=different)
    if form == "point":
        return Point(corners[0])
    return LineString(corners) if form == "line" else Polygon(corners)


def read_one(data: bytes) -> BaseGeometry:
    """The one geometry of a GeoJSON file in EPSG:4326, without heights.

    Raises
    ------
    SikkerByError
        No such file, several features or none, or no geometry.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GeoJSONError("not_geojson") from None
    features = features_of(text, MOST_UPLOAD_FEATURES)
    if len(features) != 1:
        raise SikkerByError("editing.place.one_feature", count=len(features))
    corners = check_feature(features[0])
    if not corners:
        raise SikkerByError("editing.place.no_geometry")
    check_order(corners)
    parts = list(members(features[0]["geometry"]))
    if len(parts) != 1:
        raise SikkerByError("editing.place.mixed")
    try:
        found = force_2d(shape(parts[0]))
    except (ShapelyError, ValueError) as error:
        raise GeoJSONError("bad_coordinates") from error
    several = getattr(found, "geoms", None)
    return several[0] if several is not None and len(several) == 1 else found


def why_not(geometry: BaseGeometry, kind: str, atlas: Atlas) -> str:
    """Why a shape can be no effort's place; empty where it can."""
    faults = faults_of(Entry(kind=kind, geometry=geometry), Surroundings.of(atlas))
    return next((fault_words(fault) for fault in faults if fault.field == "geometry"), "")


def shape_of_named(named: NamedPlace, atlas: Atlas) -> BaseGeometry | None:
    """The geometry of a name that was found; None where we only know its areas."""
    return atlas.effort_shapes.get(named.effort.effort_id) if named.effort is not None else None


def named_words(named: NamedPlace, about: str, atlas: Atlas) -> str:
    """A name that was found: what it is, and whether we know where it lies or only the area."""
    known = "search_area" if shape_of_named(named, atlas) is None else "search_shape"
    return ", ".join(filter(None, (named.name, about, t(f"editing.place.{known}"))))
