"""Scenarios as a GeoJSON file: written for QGIS and for ourselves, and read again with every fault told at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from shapely import GEOSException, transform
from shapely.geometry import MultiPolygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.drawings import DECIMALS, Drawing, Form, circle, picked, polygons, shape_of
from sikkerby_geo.domain.scenarios import Kept, keep, tidy_name
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.whatif.comparison import Compared, form_of
from sikkerby_geo.views.whatif.measure_words import Question
from sikkerby_geo.views.whatif.trouble import trouble_words

MOST_BYTES = 1_000_000
MOST_FEATURES = 50
MOST = 1_000_000
"""No coordinate and no radius is as large as this."""
DEGREES_NAMES = ("4326", "CRS84")
"""How a file may name WGS 84 in degrees."""


@dataclass(frozen=True)
class Loaded:
    """What came of a file: the scenarios as they are now, what to say of it, and its faults (then nothing changed)."""

    kept: tuple[Kept, ...]
    messages: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def as_geojson(atlas: Atlas, scenarios: Iterable[Compared], question: Question) -> bytes:
    """A FeatureCollection (RFC 7946, EPSG:4326): a feature a scenario, with its figures and what they rest on."""
    document = {
        "type": "FeatureCollection",
        "name": "sikkerby-scenarier",
        "notes": [t("scenario_file.method")],
        "features": [_feature(atlas, each, question) for each in scenarios if each.found is not None],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _feature(atlas: Atlas, each: Compared, question: Question) -> dict:
    return {
        "type": "Feature",
        "id": each.kept.letter,
        "properties": _properties(atlas, each, question),
        "geometry": mapping(_written(shape_of(atlas, each.kept.drawing))),
    }


def _written(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry as RFC 7946 asks: outer rings against the clock, no more decimals than we know."""
    turned = [orient(part) for part in getattr(geometry, "geoms", [geometry])]
    whole = turned[0] if len(turned) == 1 else MultiPolygon(turned)
    return transform(whole, lambda corners: corners.round(DECIMALS))


def _properties(atlas: Atlas, each: Compared, question: Question) -> dict[str, str | float | int | None]:
    """Flat properties, so that a desktop map shows each in a column."""
    drawing, found, measured, told = each.kept.drawing, each.found, each.measured, each.answer
    longitude, latitude = drawing.centre or (None, None)
    rows = told.areas.rows
    return {
        "bogstav": each.kept.letter,
        "navn": each.kept.name,
        "form": drawing.form.value,
        "form_ord": form_of(atlas, drawing),
        "centrum_laengdegrad": longitude,
        "centrum_breddegrad": latitude,
        "radius_m": drawing.radius or None,
        "valgt": drawing.picked or None,
        "land_km2": round(found.km2, 4),
        "uden_for_land_km2": round(found.elsewhere_km2, 4),
        "omraader": "; ".join(f"{row['area'].text}: {row['km2'].plain}" for row in rows),
        "beboere": None if found.residents is None else round(found.residents),
        "beboere_grundlag": told.areas.feet[0]["residents"].text,
        "nyeste_tal": "; ".join(f"{row['area'].text}: {row['figure'].plain}" for row in rows),
        "indsatser": "; ".join(line for group in told.there for line in (f"{group.heading}.", *dict(group.lines))),
        "indsatser_forbehold": told.there_note,
        "maal": question.inline,
        "aendring_point": question.points,
        "udgangspunkt": told.terms["start"],
        "svar_kraeves": measured.needed,
        "svar_i_dag": round(measured.today.count, 1),
        "svar_i_dag_grundlag": told.terms["today"],
        "kan_maales": told.verdict.short,
        "kilder": "; ".join(told.sources),
        "data_version": atlas.version,
    }


def load(atlas: Atlas, content: bytes, kept: tuple[Kept, ...], work_out: Callable[[Drawing], object]) -> Loaded:
    """The scenarios with those of a file; a file with a fault is out as a whole, and all its faults are told.

    ``work_out`` raises a ``SikkerByError`` for a drawing that reaches nothing of the city.
    """
    try:
        features = _features(content)
    except SikkerByError as error:
        return Loaded(kept, faults=(trouble_words(error),))
    read: list[Kept] = []
    faults: list[str] = []
    for number, feature in enumerate(features, start=1):
        try:
            read.append(_kept(atlas, feature))
            work_out(read[-1].drawing)
        except SikkerByError as error:
            name = _name(feature) or t("whatif.unnamed")
            faults.append(t("scenario_file.feature", number=number, name=name, fault=trouble_words(error)))
    return Loaded(kept, faults=tuple(faults)) if faults else _added(kept, read)


def _added(kept: tuple[Kept, ...], read: Iterable[Kept]) -> Loaded:
    told: dict[str, list[str]] = {"loaded": [], "doubles": [], "left_out": []}
    for each in read:
        try:
            kept = keep(kept, each.drawing, name=each.name, version=each.version, letter=each.letter)
            told["loaded"].append(each.name)
        except SikkerByError as error:
            told["doubles" if error.key == "scenario.kept_already" else "left_out"].append(each.name)
    said = [
        t(f"scenario_file.{key}", names=", ".join(f"»{name}«" for name in names))
        for key, names in told.items()
        if names
    ]
    return Loaded(kept, tuple(said))


def _features(content: bytes) -> list[object]:
    """The features of a file.

    Raises
    ------
    SikkerByError
        Too large, no GeoJSON collection, empty, too many, or in another coordinate system.
    """
    if len(content) > MOST_BYTES:
        raise SikkerByError("scenario_file.too_large", size=len(content) // 1000, most=MOST_BYTES // 1000)
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SikkerByError("scenario_file.not_json") from error
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise SikkerByError("scenario_file.not_collection")
    crs = document.get("crs")
    named = (
        str(crs.get("properties", {}).get("name", ""))
        if isinstance(crs, dict) and isinstance(crs.get("properties", {}), dict)
        else ""
    )
    if named and not named.endswith(DEGREES_NAMES):
        raise SikkerByError("scenario_file.crs", name=tidy_name(named))
    features = document["features"]
    if not features:
        raise SikkerByError("scenario_file.empty")
    if len(features) > MOST_FEATURES:
        raise SikkerByError("scenario_file.too_many_features", count=len(features), most=MOST_FEATURES)
    return features


def _kept(atlas: Atlas, feature: object) -> Kept:
    """One feature as a scenario."""
    if not isinstance(feature, Mapping):
        raise SikkerByError("scenario_file.not_feature")
    told = _told(feature)
    drawing = _drawing(atlas, feature, told)
    version = told.get("data_version")
    letter = told.get("bogstav")
    return Kept(
        letter=letter if isinstance(letter, str) else "",
        name=_name(feature) or t("whatif.unnamed"),
        drawing=drawing,
        version=version if version and isinstance(version, str) else atlas.version,
    )


def _told(feature: object) -> Mapping[str, object]:
    told = feature.get("properties") if isinstance(feature, Mapping) else None
    return told if isinstance(told, Mapping) else {}


def _name(feature: object) -> str:
    told = _told(feature)
    return tidy_name(str(told.get("navn") or told.get("name") or ""))


def _drawing(atlas: Atlas, feature: Mapping[str, object], told: Mapping[str, object]) -> Drawing:
    if told.get("form") == Form.CIRCLE:
        numbers = [told.get(key) for key in ("centrum_laengdegrad", "centrum_breddegrad", "radius_m")]
        if not all(isinstance(value, int | float) and abs(value) < MOST for value in numbers):
            raise SikkerByError("scenario_file.bad_circle")
        return circle((numbers[0], numbers[1]), numbers[2])
    if told.get("form") == Form.PICKED and isinstance(told.get("valgt"), str):
        return picked(atlas, tidy_name(told["valgt"]))
    geometry = feature.get("geometry")
    if not isinstance(geometry, Mapping):
        raise SikkerByError("scenario_file.no_geometry")
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise SikkerByError("scenario_file.not_polygon", kind=tidy_name(str(geometry.get("type"))))
    try:
        read = shape(geometry)
        finite = all(isfinite(value) for value in read.bounds)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, GEOSException) as error:
        raise SikkerByError("scenario_file.bad_coordinates") from error
    if read.is_empty or not finite or max(map(abs, read.bounds)) > 180:
        raise SikkerByError("scenario_file.bad_coordinates")
    return polygons(read)
