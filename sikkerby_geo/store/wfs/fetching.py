"""A whole layer of a service, page by page: as many features as it says there are, none twice, in EPSG:25832."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely
from lxml import etree
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.boundaries import BoundaryError, ServiceLayer
from sikkerby_geo.facts.characters import refused
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.thresholds import (
    BORDER_SLACK,
    LONGEST_WORD,
    MOST_ANSWER_CORNERS,
    MOST_ANSWER_FEATURES,
    MOST_PAGES,
)
from sikkerby_geo.store.intake.layers import located
from sikkerby_geo.store.wfs.answers import is_json, json_of, local, xml_of
from sikkerby_geo.store.wfs.capabilities import Offer
from sikkerby_geo.store.wfs.shapes import geojson_shape, gml_shape

MEMBERS = ("member", "featureMember", "featureMembers")


@dataclass(frozen=True)
class Feature:
    """One feature: its fields as text, by their names in small letters, and its surface."""

    fields: Mapping[str, str]
    shape: BaseGeometry

    def first(self, names: Sequence[str]) -> str:
        """What the first of some fields that says anything says; blank where none does."""
        return next((text for name in names if (text := self.fields.get(name, "").strip())), "")


@dataclass(frozen=True)
class FetchedLayer:
    """All features of a layer in EPSG:25832, and what was done to them: axes turned, a system told by its numbers,
    edges mended."""

    type_name: str
    features: tuple[Feature, ...]
    done: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Page:
    """One answer: its features as sent, how many it says there are in all and in it, and its coordinate system."""

    features: tuple[Feature, ...]
    matched: int | None
    returned: int | None
    system: str


def fetch_layer(offer: Offer, wanted: ServiceLayer) -> FetchedLayer | None:
    """All of a layer; None where the service does not offer it and it is not needed.

    Raises
    ------
    BoundaryError
        A needed layer is not offered; or the answer is not whole, too large, or not of Copenhagen.
    """
    name = offer.named(wanted.type_name)
    if name is None:
        if not wanted.needed:
            return None
        near = ", ".join(offer.near(wanted.type_name))
        raise BoundaryError("no_layer_near" if near else "no_layer", layer=wanted.type_name, near=near)
    features, system = _all_pages(offer, name)
    return _in_metres(name, features, system)


def _all_pages(offer: Offer, name: str) -> tuple[list[Feature], str]:
    found: dict[bytes, Feature] = {}
    system, matched, corners = "", None, 0
    for _ in range(MOST_PAGES.value):
        page = _page(offer.page(name, len(found)))
        if page.returned is not None and page.returned != len(page.features):
            raise BoundaryError("fewer", layer=name, promised=page.returned, came=len(page.features))
        if matched is not None and page.matched not in (None, matched):
            raise BoundaryError("moving", layer=name)
        matched = page.matched if matched is None else matched
        if found and page.features and page.system != system:
            raise BoundaryError("moving", layer=name)
        system = page.system or system
        for feature in page.features:
            key = feature.shape.wkb
            if key in found:
                raise BoundaryError("twice", layer=name)
            found[key] = feature
            corners += int(shapely.get_num_coordinates(feature.shape))
        if len(found) > MOST_ANSWER_FEATURES.value:
            raise BoundaryError("many_features", layer=name, most=MOST_ANSWER_FEATURES.value)
        if corners > MOST_ANSWER_CORNERS.value:
            raise BoundaryError("many_corners", layer=name, most=MOST_ANSWER_CORNERS.value)
        if not page.features or len(found) == matched:
            break
    if matched is not None and len(found) != matched:
        raise BoundaryError("fewer", layer=name, promised=matched, came=len(found))
    if not found:
        raise BoundaryError("empty", layer=name)
    return list(found.values()), system


def _page(body: bytes) -> _Page:
    return _json_page(json_of(body)) if is_json(body) else _gml_page(xml_of(body))


def _json_page(document: Mapping) -> _Page:
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise BoundaryError("not_features")
    crs = document.get("crs")
    told = crs.get("properties") if isinstance(crs, Mapping) else None
    read = []
    for feature in features:
        if not isinstance(feature, Mapping):
            raise BoundaryError("not_features")
        fields = feature.get("properties")
        said = fields.items() if isinstance(fields, Mapping) else ()
        texts = {str(name).casefold(): _text(value) for name, value in said}
        read.append(Feature(texts, geojson_shape(feature.get("geometry"))))
    matched = _count(document.get("numberMatched", document.get("totalFeatures")))
    system = str(told.get("name", "")) if isinstance(told, Mapping) else ""
    return _Page(tuple(read), matched, _count(document.get("numberReturned")), system)


def _gml_page(root: etree._Element) -> _Page:
    if local(root) != "FeatureCollection":
        raise BoundaryError("not_features")
    read, systems = [], []
    for element in _members(root):
        shape, system = gml_shape(element)
        fields = {local(child).casefold(): _text(child.text) for child in element if len(child) == 0}
        read.append(Feature(fields, shape))
        systems.append(system)
    if len(set(systems)) > 1:
        raise BoundaryError("many_systems")
    matched, returned = (_count(root.get(name)) for name in ("numberMatched", "numberReturned"))
    return _Page(tuple(read), matched, returned, systems[0] if systems else "")


def _members(root: etree._Element) -> Iterator[etree._Element]:
    for holder in root:
        if local(holder) in MEMBERS:
            yield from holder


def _count(said: object) -> int | None:
    """A number of features as it is written; None for »unknown« and what is no number."""
    return int(str(said)) if str(said).isascii() and str(said).isdecimal() and len(str(said)) < 10 else None


def _text(value: object) -> str:
    """The text of a field; what is no word or number is blank. Signs nobody sees are refused.

    Raises
    ------
    BoundaryError
        It has such a sign.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)[: LONGEST_WORD.value]
    if signs := refused(text):
        raise BoundaryError("character", signs=", ".join(signs))
    return text


def _in_metres(name: str, features: Sequence[Feature], system: str) -> FetchedLayer:
    moved, how = located([feature.shape for feature in features], _stated(system))
    if moved is None:
        raise BoundaryError("far_off", layer=name, system=system)
    metres = list(gpd.GeoSeries(moved, crs=DEGREES).to_crs(METRES))
    mended = [_valid(name, shape) for shape in metres]
    done = (*how, "mended") if any(new is not old for new, old in zip(mended, metres, strict=True)) else how
    kept = tuple(Feature(feature.fields, shape) for feature, shape in zip(features, mended, strict=True))
    return FetchedLayer(name, kept, done)


def _stated(system: str) -> object:
    """The coordinate system an answer names; None where it names none that is known."""
    code = re.search(r"epsg.*?(\d{4,5})$", system.strip(), re.IGNORECASE)
    try:
        return gpd.GeoSeries([], crs=int(code.group(1))).crs if code else None
    except RuntimeError:
        return None


def _valid(name: str, shape: BaseGeometry) -> BaseGeometry:
    """A surface without edges that cross; refused where mending it would be more than that."""
    if shape.is_valid:
        return shape
    made = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(made) if part.geom_type == "Polygon"]
    mended = MultiPolygon(parts)
    if not parts or abs(mended.area - abs(shape.area)) > BORDER_SLACK.value * abs(shape.area):
        raise BoundaryError("crossing_edges", layer=name)
    return mended
