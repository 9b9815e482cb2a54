"""Scenarios as a GeoJSON file: written for QGIS and for ourselves, and read again with every fault told at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shapely import transform
from shapely.geometry import MultiPolygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.outlines import Corner
from sikkerby_geo.domain.whatif.drawings import DECIMALS, Drawing, Form, circle, outlined, picked, shape_of
from sikkerby_geo.domain.whatif.scenarios import Kept, keep, tidy_name
from sikkerby_geo.facts.geography import DEGREES
from sikkerby_geo.facts.geojson import GeoJSONError, check_feature, check_order, features_of, members
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_UPLOAD_BYTES, MOST_UPLOAD_FEATURES
from sikkerby_geo.text import t
from sikkerby_geo.views.base.gis import crs_member, in_system
from sikkerby_geo.views.whatif.comparison import Compared, WorkedOut, form_of
from sikkerby_geo.views.whatif.measure_words import Question
from sikkerby_geo.views.whatif.outlay_words import Costs
from sikkerby_geo.views.whatif.trouble import trouble_words

MOST = 1_000_000
"""No coordinate and no radius is as large as this."""


@dataclass(frozen=True)
class Loaded:
    """What came of a file: the scenarios as they are now, what to say of it, and its faults (then nothing changed).

    ``swapped`` = some of its corners look written latitude first, and it can be loaded with them turned.
    """

    kept: tuple[Kept, ...]
    messages: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    swapped: bool = False


def as_geojson(atlas: Atlas, scenarios: Iterable[Compared], question: Question, crs: int = DEGREES) -> bytes:
    """A FeatureCollection: a feature a scenario, with its figures and what they rest on.

    In EPSG:4326 it is RFC 7946 and can be read again; in any other system, for a desktop map, it names that.
    """
    document = {
        "type": "FeatureCollection",
        "name": "sikkerby-scenarier",
        **crs_member(crs),
        "notes": [t("scenario_file.method")],
        "features": [
            _feature(atlas, each.kept, each.told, question, crs) for each in scenarios if each.told is not None
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _feature(atlas: Atlas, kept: Kept, told: WorkedOut, question: Question, crs: int) -> dict:
    (drawn,) = in_system([_written(shape_of(atlas, kept.drawing))], crs)
    return {
        "type": "Feature",
        "id": kept.letter,
        "properties": _properties(atlas, kept, told, question),
        "geometry": mapping(drawn),
    }


def _written(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry as RFC 7946 asks: outer rings against the clock, no more decimals than we know."""
    turned = [orient(part) for part in getattr(geometry, "geoms", [geometry])]
    whole = turned[0] if len(turned) == 1 else MultiPolygon(turned)
    return transform(whole, lambda corners: corners.round(DECIMALS))


def _properties(
    atlas: Atlas, kept: Kept, worked_out: WorkedOut, question: Question
) -> dict[str, str | float | int | None]:
    """Flat properties, so that a desktop map shows each in a column."""
    drawing, found, measured, told = kept.drawing, worked_out.found, worked_out.measured, worked_out.answer
    longitude, latitude = drawing.centre or (None, None)
    rows = told.areas.rows
    return {
        "bogstav": kept.letter,
        "navn": kept.name,
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
        **_costs(told.costs),
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


def _costs(told: Costs) -> dict[str, str | float | None]:
    """Street in kilometres and kroner from the reader's own price, each None where it is not known."""
    metres, kroner, each = told.outlay.metres, told.outlay.kroner, told.outlay.per_resident
    return {
        "gade_km": None if metres is None else round(metres / 1000, 2),
        "gade_grundlag": told.words["street"],
        "pris_fra_kr": None if kroner is None else round(kroner[0]),
        "pris_til_kr": None if kroner is None else round(kroner[1]),
        "pris_pr_beboer_fra_kr": None if each is None else round(each[0], 1),
        "pris_pr_beboer_til_kr": None if each is None else round(each[1], 1),
        "pris_grundlag": told.basis,
    }


def load(
    atlas: Atlas,
    content: bytes,
    kept: tuple[Kept, ...],
    work_out: Callable[[Drawing], object],
    *,
    turn: bool = False,
) -> Loaded:
    """The scenarios with those of a file; a file with a fault is out as a whole, and all its faults are told.

    ``work_out`` raises a ``SikkerByError`` for a drawing that reaches nothing of the city; ``turn`` = take corners
    that look written latitude first the other way round.
    """
    try:
        features = _features(content)
    except SikkerByError as error:
        return Loaded(kept, faults=(t("scenario_file.file", fault=_sentence(error)),))
    read: list[Kept] = []
    faults: list[str] = []
    swapped = False
    for number, feature in enumerate(features, start=1):
        try:
            read.append(_kept(atlas, feature, turn))
            work_out(read[-1].drawing)
        except SikkerByError as error:
            swapped = swapped or getattr(error, "kind", "") == "swapped"
            name = _name(feature) or t("whatif.unnamed")
            faults.append(t("scenario_file.feature", number=number, name=name, fault=_sentence(error)))
    return Loaded(kept, faults=tuple(faults), swapped=swapped) if faults else _added(kept, read)


def _sentence(error: SikkerByError) -> str:
    return trouble_words(error).removesuffix(".") + "."


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


def _features(content: bytes) -> list[Mapping]:
    """The features of a file; raises as ``geojson.features_of``, and where the file is too large or no UTF-8."""
    if len(content) > MOST_UPLOAD_BYTES.value:
        size, most = len(content) // 1000, MOST_UPLOAD_BYTES.value // 1000
        raise SikkerByError("scenario_file.too_large", size=size, most=most)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GeoJSONError("not_utf8") from error
    return features_of(text, MOST_UPLOAD_FEATURES)


def _kept(atlas: Atlas, feature: Mapping, turn: bool) -> Kept:
    """One feature as a scenario."""
    check_feature(feature)
    told = _told(feature)
    version = told.get("data_version")
    letter = told.get("bogstav")
    return Kept(
        letter=letter if isinstance(letter, str) else "",
        name=_name(feature) or t("whatif.unnamed"),
        drawing=_drawing(atlas, feature, told, turn),
        version=version if version and isinstance(version, str) else atlas.version,
    )


def _told(feature: object) -> Mapping[str, Any]:
    told = feature.get("properties") if isinstance(feature, Mapping) else None
    return told if isinstance(told, Mapping) else {}


def _name(feature: object) -> str:
    told = _told(feature)
    return tidy_name(str(told.get("navn") or told.get("name") or ""))


def _drawing(atlas: Atlas, feature: Mapping, told: Mapping[str, Any], turn: bool) -> Drawing:
    if told.get("form") == Form.CIRCLE:
        values = [told.get(key) for key in ("centrum_laengdegrad", "centrum_breddegrad", "radius_m")]
        known = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
        numbers = [value for value in known if abs(value) < MOST]
        if len(numbers) < len(values):
            raise SikkerByError("scenario_file.bad_circle")
        longitude, latitude, radius = numbers
        return circle((longitude, latitude), radius)
    if told.get("form") == Form.PICKED and isinstance(told.get("valgt"), str):
        return picked(atlas, tidy_name(told["valgt"]))
    if feature.get("geometry") is None:
        raise SikkerByError("scenario_file.no_geometry")
    parts = [part for member in members(feature["geometry"]) for part in _parts(member)]
    corners = [corner for part in parts for outline in part for corner in outline]
    if not corners:
        raise SikkerByError("scenario_file.no_geometry")
    try:
        check_order(corners)
    except GeoJSONError:
        if not turn:
            raise
        parts = [[[(x, y) for y, x in outline] for outline in part] for part in parts]
    return outlined(parts)


def _parts(geometry: Mapping) -> list[list[list[Corner]]]:
    """The parts of a polygon or of several, each as its outer outline and then its holes."""
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise SikkerByError("scenario_file.not_polygon", kind=geometry["type"])
    listed = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[(corner[0], corner[1]) for corner in outline] for outline in part] for part in listed if part]
