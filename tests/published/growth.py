"""What a coming year brings: figures for every area, their source, a partnership, an upgrade and one more alias."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.indicators import MAIN_SERIES, SURVEY_INDICATORS
from sikkerby_geo.store.files import path_of
from tests.published.record import data_files

SOURCE = "naeste-undersoegelse"
PARTNERSHIP = "p-naeste-partnerskab"
UPGRADE = "u-naeste-lys"
ALIAS = "Den store mark"
Row = Mapping[str, object]


def grow(root: Path, atlas: Atlas) -> None:
    """Add to the data under ``root`` what the year after the newest one of ``atlas`` may bring.

    The figures are the newest known ones of each area, so that none lies outside the scales.
    """
    year = atlas.years[-1] + 1
    append(root, "sources", [_source(year)])
    append(root, "survey", _survey(atlas, year))
    append(root, "population", _population(atlas, year))
    append(root, "crime", _crime(atlas, year))
    append(root, "partnerships", [_partnership(year)])
    append(root, "upgrades", [_upgrade(year)])
    east, north = _middle(atlas, "ydre-noerrebro")
    triangle = [[east, north], [east + 0.004, north], [east, north + 0.002], [east, north]]
    _draw(root, "partnerships_layer", PARTNERSHIP, {"type": "Polygon", "coordinates": [triangle]})
    _draw(root, "upgrades_layer", UPGRADE, {"type": "Point", "coordinates": _middle(atlas, "kgs-enghave")})
    _add_alias(root, "valby", ALIAS)
    renew_manifest(root)


def append(root: Path, table: str, rows: Iterable[Row]) -> None:
    """Write rows at the end of a table; columns a row leaves out are blank."""
    path = root / path_of(table)
    with path.open(encoding="utf-8", newline="") as text:
        columns = next(csv.reader(text))
    with path.open("a", encoding="utf-8", newline="") as text:
        csv.DictWriter(text, columns, lineterminator="\n").writerows(rows)


def renew_manifest(root: Path) -> None:
    """Write each file's own sha256 in the manifest."""
    manifest = root / path_of("manifest")
    with manifest.open(encoding="utf-8", newline="") as text:
        lines = list(csv.DictReader(text))
    hashes = {f"{path.parent.name}/{path.name}": hash_of(path) for path in data_files(root)}
    with manifest.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(line | {"sha256": hashes[line["path"]]} for line in lines)


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _source(year: int) -> Row:
    said = {"source_id": SOURCE, "title_da": f"Tryghedsundersøgelsen {year}", "publisher": "Københavns Kommune"}
    return said | {"kind": "official", "trust": 1, "published": f"{year}-05-01"}


def _survey(atlas: Atlas, year: int) -> Iterable[Row]:
    said = {"year": year, "series": "tryghedsundersoegelse", "source_id": SOURCE}
    for place in (*atlas.places.at(Level.SURVEY_AREA), CITY):
        for measure in SURVEY_INDICATORS:
            city = atlas.newest(measure.indicator_id, CITY_ID)
            newest = atlas.newest(measure.indicator_id, place.place_id) or city
            share = {"measure": measure.indicator_id, "percent": round(newest.figure.value)}
            yield said | share | {"area_id": place.place_id, "respondents": 3400 if place is CITY else ""}


def _population(atlas: Atlas, year: int) -> Iterable[Row]:
    said = {"date": f"{year}-01-01", "precision": "day", "source_id": SOURCE}
    people = _people(atlas)
    for area, count in people.items():
        yield said | {"area_id": area, "area_level": "survey_area", "population": count}
    yield said | {"area_id": CITY_ID, "area_level": "city", "population": sum(people.values())}


def _crime(atlas: Atlas, year: int) -> Iterable[Row]:
    """Reports of the calendar year before and of the year itself, of the series that is still counted."""
    year_of = {series: max(atlas.known_years(series)) for series in MAIN_SERIES}
    newest = max(year_of, key=year_of.__getitem__)
    said = {"series": newest, "source_id": SOURCE, "population_source_id": SOURCE}
    for area, count in _people(atlas).items():
        rate = round(atlas.observation(newest, area, year_of[newest]).known.value)
        for each in (year - 1, year):
            yield said | {"year": each, "area_id": area, "per_1000": rate, "reports": round(rate * count / 1000)}


def _people(atlas: Atlas) -> dict[str, int]:
    """The newest number of residents of each survey area."""
    rows = atlas.snapshot.table("population").sort_values("date")
    newest = rows[rows.area_level == "survey_area"].groupby("area_id").population.last()
    return {area: int(count) for area, count in newest.items()}


def _partnership(year: int) -> Row:
    named = {"partnership_id": PARTNERSHIP, "name": "Haraldsgade Tryghedspartnerskab", "kind": "safety_partnership"}
    period = {"kind_da": "tryghedspartnerskab", "area_ids": "ydre-noerrebro", "start_year": year, "end_year": year + 3}
    drawn = {"geometry_basis": "social_housing_departments", "precision": "exact", "geometry_source_id": SOURCE}
    return named | period | drawn | {"status": "period_ended", "source_id": SOURCE}


def _upgrade(year: int) -> Row:
    named = {"upgrade_id": UPGRADE, "kind": "lighting", "kind_da": "belysning", "place": "Mozarts Plads"}
    period = {"area_ids": "kgs-enghave", "start_year": year, "end_year": year, "amount_dkk": 1_000_000}
    drawn = {"geometry_basis": "point", "precision": "exact", "geometry_source_id": SOURCE}
    stage = {"stage": "completed", "status": "completed", "status_da": "gennemført", "safety_stated": "yes"}
    return named | period | drawn | stage | {"source_id": SOURCE}


def _middle(atlas: Atlas, area_id: str) -> list[float]:
    """The label point of an area: longitude and latitude."""
    points = atlas.snapshot.table("label_points").set_index("place_id")
    return [float(points.lon[area_id]), float(points.lat[area_id])]


def _draw(root: Path, layer: str, effort_id: str, shape: Mapping[str, object]) -> None:
    """Add a shape (GeoJSON geometry, EPSG:4326) to a layer."""
    path = root / path_of(layer)
    content = json.loads(path.read_text(encoding="utf-8"))
    properties = {LAYERS[layer].id_column: effort_id, "source_id": SOURCE}
    content["features"].append({"type": "Feature", "properties": properties, "geometry": dict(shape)})
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _add_alias(root: Path, area_id: str, alias: str) -> None:
    path = root / path_of("areas")
    with path.open(encoding="utf-8", newline="") as text:
        lines = list(csv.DictReader(text))
    for line in lines:
        if line["area_id"] == area_id:
            line["aliases"] = ";".join(filter(None, [line["aliases"], alias]))
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
