"""The toy city: 13 invented areas in 12 lokaludvalg in 10 bydele, with every table and layer the product reads.

Squares of 2 km, four to a row, counted from the south-west corner (x, y); three of the sixteen are water. Two bydele
hold two committees (»Havnen inkl. Øen«, »Vestmark/Kongens Mose«) and one holds one committee of two areas (»Lund«),
as in Copenhagen. Every figure is invented; the years end in 2025, so that no year of ours is today's.

What it holds on purpose:

* 2015: bounds only, three areas over 10 %; 2016: figures and bounds, two over; 2017: all decided, five over;
* 2018, 2019 and 2021: few figures, Havnen rising clearly to 2019 (its report says so) and falling to 2020; 2020: a
  figure for every area, Åby exactly at the limit;
* 2022 evening only, with a suppressed and an unasked one; 2023 the city alone; 2024: bounds of the safe, five under 85;
* 2025: safe in the neighbourhood and in the evening everywhere; two sources disagree about Møllehøj, Engvang has the
  same figure printed twice, Dalum's change is published as significant and Bakken's as not, and Fjordby's answers are
  known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point, box, unary_union
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.datasets import LAYERS, TABLES

SIDE = 2000.0
"""Side of a square, in metres."""

CORNER = (718_400.0, 6_170_400.0)
"""South-west corner of the city in EPSG:25832, inside the map's view."""

AREAS: Mapping[str, tuple[str, str, str, str, tuple[int, int], int]] = {
    "aaby": ("Åby", "Åby", "lu-aaby", "bydel-1", (1, 3), 30_000),
    "bakken": ("Bakken", "Bakken", "lu-bakken", "bydel-2", (2, 3), 40_000),
    "dalum": ("Dalum", "Dalum", "lu-dalum", "bydel-3", (0, 2), 50_000),
    "engvang": ("Engvang", "Engvang", "lu-engvang", "bydel-4", (3, 2), 60_000),
    "fjordby": ("Fjordby", "Fjordby", "lu-fjordby", "bydel-5", (3, 1), 45_000),
    "indre-lund": ("Indre Lund", "Indre L.", "lu-lund", "bydel-6", (1, 2), 35_000),
    "ydre-lund": ("Ydre Lund", "Ydre L.", "lu-lund", "bydel-6", (2, 2), 45_000),
    "havnen": ("Havnen", "Havnen", "lu-havnen", "bydel-7", (1, 1), 45_000),
    "oeen": ("Øen", "Øen", "lu-oeen", "bydel-7", (2, 1), 11_000),
    "vestmark": ("Vestmark", "Vestmark", "lu-vestmark", "bydel-8", (0, 1), 50_000),
    "kongens-mose": ("Kongens Mose", "Kgs. Mose", "lu-kongens-mose", "bydel-8", (0, 0), 24_000),
    "moellehoej": ("Møllehøj", "Møllehøj", "lu-moellehoej", "bydel-9", (1, 0), 70_000),
    "skovby-hede": ("Skovby-Hede", "Skovby", "lu-skovby-hede", "bydel-10", (2, 0), 55_000),
}
"""Id: name, short name, lokaludvalg, bydel, square (x, y) and residents."""

COMMITTEES = tuple(sorted({row[2] for row in AREAS.values()}))
"""The 12 lokaludvalg, so that a test can go through them before any file is read."""

BYDEL_NAMES = {"bydel-6": "Lund", "bydel-7": "Havnen inkl. Øen", "bydel-8": "Vestmark/Kongens Mose"}
ALIASES = {"kongens-mose": "Kgs. Mose;Kgs Mose", "skovby-hede": "Skovby Hede;Skovby", "aaby": "Aaby"}
BYDEL_ALIASES = {"bydel-7": "Havnen", "bydel-8": "Vestmark og Kongens Mose"}

SOURCES = {
    "undersoegelsen": ("Tryghedsundersøgelsen, Legeby", "Legeby Kommune", "official", 1, "2025"),
    "papir": ("Notat fra forvaltningen", "Legeby Kommune", "official", 2, "2021"),
    "udvalg": ("Udvalgets bydelsplan", "Bakken Lokaludvalg", "local_committee", 2, "2020"),
    "afskrift": ("Afskrift af rapporten", "Legeby Arkiv", "transcription", 2, "2025"),
    "avisen": ("De fem områder", "Legeby Avis", "press", 3, "2024"),
    "rygte": ("Opslag uden dato", "Ukendt", "press", 4, ""),
    "kort": ("Kommunens kortlag", "Legeby Kommune", "open_data", 1, "2025"),
    "notat-om-lys": ("Lygte og Lampe: Lys i gaderne", "Legeby Universitet", "research", 2, "2012"),
    "beregnet": ("Egen beregning", "Sikker By", "derived", 1, "2025"),
}
"""Id: title, publisher, kind, trust and date; the sources that registries name are added to them."""


def square(x: float, y: float, width: float = 1.0, height: float = 1.0) -> BaseGeometry:
    """A rectangle counted in squares from the city's south-west corner (metres, EPSG:25832)."""
    west, south = CORNER[0] + x * SIDE, CORNER[1] + y * SIDE
    return box(west, south, west + width * SIDE, south + height * SIDE)


def spot(area_id: str, right: float = 0.5, up: float = 0.5) -> Point:
    """A point in an area's square, as shares of its side (metres, EPSG:25832)."""
    x, y = AREAS[area_id][4]
    return Point(CORNER[0] + (x + right) * SIDE, CORNER[1] + (y + up) * SIDE)


def part(area_id: str, right: float, up: float, width: float, height: float) -> BaseGeometry:
    """A rectangle in an area's square, as shares of its side (metres, EPSG:25832)."""
    x, y = AREAS[area_id][4]
    return square(x + right, y + up, width, height)


def members(level_id: str) -> tuple[str, ...]:
    """The areas of a lokaludvalg or a bydel."""
    return tuple(area for area, row in AREAS.items() if level_id in row[2:4])


def names_of(area_id: str) -> dict[str, object]:
    """The row of the table ``areas`` for one area."""
    name, short, committee, bydel, _, _ = AREAS[area_id]
    alone = len(members(committee)) == 1
    return {
        "area_id": area_id,
        "area_name": name,
        "short_name": short,
        "lokaludvalg_id": committee,
        "lokaludvalg_name": f"{name if alone else 'Lund'} Lokaludvalg",
        "bydel_id": bydel,
        "bydel_name": BYDEL_NAMES.get(bydel, name),
        "aliases": ALIASES.get(area_id, ""),
        "bydel_aliases": BYDEL_ALIASES.get(bydel, ""),
        "source_id": "beregnet",
    }


def kilometres() -> dict[tuple[int, int], BaseGeometry]:
    """The cells of Det Danske Kvadratnet around the city, by the kilometres north and east of their corner."""
    east, north = (int(corner // 1000) for corner in CORNER)
    return {
        (row, column): box(1000 * column, 1000 * row, 1000 * column + 1000, 1000 * row + 1000)
        for row in range(north, north + 9)
        for column in range(east, east + 9)
    }


def layers() -> dict[str, gpd.GeoDataFrame]:
    """Every layer of ``datasets.LAYERS`` in EPSG:4326, six decimals."""
    shapes = {area: square(*row[4]) for area, row in AREAS.items()}
    merged = {
        key: unary_union([shapes[area] for area in members(key)]) for row in AREAS.values() for key in (row[2], row[3])
    }
    backdrop = [
        ("sea", "", square(-1, -1, 6, 6).difference(unary_union(list(shapes.values())))),
        ("municipality", "Naboby", square(-1, 3, 1, 1)),
        ("lake", "Lillesø", part("dalum", 0.1, 0.1, 0.2, 0.1)),
        ("park", "Byparken", part("bakken", 0.6, 0.6, 0.3, 0.3)),
        ("road_distributor", "Hovedgaden", LineString([spot("dalum"), spot("engvang")])),
        ("rail", "", LineString([spot("moellehoej"), spot("aaby")])),
    ]
    land = unary_union(list(shapes.values()))
    cells = [(f"1km_{north}_{east}", cell) for (north, east), cell in kilometres().items() if cell.intersects(land)]
    found: dict[str, list[tuple[str, BaseGeometry]]] = {
        "survey_areas_layer": list(shapes.items()),
        "lokaludvalg_layer": [(key, merged[key]) for key in dict.fromkeys(row[2] for row in AREAS.values())],
        "bydele_layer": [(key, merged[key]) for key in dict.fromkeys(row[3] for row in AREAS.values())],
        "backdrop_layer": [(f"backdrop-{n}", shape) for n, (_, _, shape) in enumerate(backdrop, start=1)],
        "stations_layer": [("midtby-station", spot("havnen", 0.8, 0.8)), ("hede-metro", spot("skovby-hede", 0.3))],
        "deprived_areas_layer": [
            ("udsat-1", part("moellehoej", 0.2, 0.2, 0.4, 0.4)),
            ("udsat-2", part("ydre-lund", 0.5, 0.1, 0.4, 0.5)),
        ],
        "partnerships_layer": [
            ("p-moellehoej-2016", part("moellehoej", 0.25, 0.25, 0.3, 0.3)),
            ("p-lund-2017", unary_union([shapes["indre-lund"], shapes["ydre-lund"]])),
            ("p-dalum-hotspot", part("dalum", 0.4, 0.4, 0.2, 0.2)),
        ],
        "housing_plans_layer": [
            ("h-moellehoej", part("moellehoej", 0.2, 0.5, 0.5, 0.3)),
            ("h-engvang", part("engvang", 0.1, 0.1, 0.3, 0.3)),
            ("h-vestmark", part("vestmark", 0.3, 0.2, 0.4, 0.3)),
        ],
        "offers_layer": [
            ("o-bakken-klub", spot("bakken", 0.6, 0.4)),
            ("o-havnen-plads", spot("havnen", 0.4, 0.3)),
        ],
        "upgrades_layer": [
            ("u-havnen-kamera", spot("havnen", 0.5, 0.2)),
            ("u-bakken-byrum", spot("bakken", 0.3, 0.7)),
            ("u-dalum-beplantning", spot("dalum", 0.7, 0.3)),
            ("u-oeen-andet", spot("oeen", 0.5, 0.5)),
            ("u-engvang-park", part("engvang", 0.6, 0.2, 0.2, 0.2)),
            ("u-fjordby-lys", spot("fjordby", 0.4, 0.6)),
        ],
        "upgrades_osm_layer": [
            ("u-moellehoej-lys", LineString([spot("moellehoej", 0.2, 0.3), spot("moellehoej", 0.7, 0.3)])),
            ("u-lund-lys", LineString([spot("indre-lund", 0.6, 0.6), spot("ydre-lund", 0.4, 0.6)])),
            ("u-vestmark-trafik", LineString([spot("vestmark", 0.2, 0.8), spot("vestmark", 0.8, 0.8)])),
        ],
        "grid_1km_layer": cells,
    }
    more: dict[str, dict[str, list[object]]] = {
        "backdrop_layer": {"kind": [kind for kind, _, _ in backdrop], "name": [name for _, name, _ in backdrop]},
        "grid_1km_layer": {"share_in_kk": [round(shape.intersection(land).area / 1e6, 4) for _, shape in cells]},
    }
    return {name: _layer(name, rows, more.get(name, {})) for name, rows in found.items()}


def _layer(name: str, rows: Sequence[tuple[str, BaseGeometry]], more: Mapping[str, list[object]]) -> gpd.GeoDataFrame:
    columns = {LAYERS[name].id_column: [key for key, _ in rows], **more, "source_id": ["kort"] * len(rows)}
    frame = gpd.GeoDataFrame(columns, geometry=[shape for _, shape in rows], crs=25832).to_crs(4326)
    return frame.set_geometry(frame.geometry.set_precision(1e-6))


def survey_rows() -> Iterator[dict[str, object]]:
    """Every claim of the survey."""
    yield from _claims(2013, "insecure_evening", {CITY_ID: 21}, "papir", series="tryghedsindeks")
    yield from _claims(2013, "insecure_neighbourhood", {"bakken": 9}, "udvalg", series="tryghedsindeks")
    over = ("moellehoej", "ydre-lund", "dalum")
    yield from _claims(2015, "insecure_neighbourhood", dict.fromkeys(over, 10), "papir", bound=">")
    others = [area for area in AREAS if area not in over]
    yield from _claims(2015, "insecure_neighbourhood", dict.fromkeys(others, 10), "papir", bound="<=")
    yield from _claims(2015, "insecure_neighbourhood", {CITY_ID: 6.6}, "undersoegelsen", respondents=4100)

    known = {"moellehoej": 17, "dalum": 12, "bakken": 5, "aaby": 10, CITY_ID: 7}
    yield from _claims(2016, "insecure_neighbourhood", known, "undersoegelsen", respondents=2999)
    rest = [area for area in AREAS if area not in known]
    yield from _claims(2016, "insecure_neighbourhood", dict.fromkeys(rest, 10), "undersoegelsen", bound="<=")

    known = {"moellehoej": 21, "dalum": 13, "ydre-lund": 16, "indre-lund": 11, "kongens-mose": 14, "bakken": 4}
    yield from _claims(2017, "insecure_neighbourhood", known | {CITY_ID: 9}, "undersoegelsen", respondents=3200)
    rest = [area for area in AREAS if area not in known]
    yield from _claims(2017, "insecure_neighbourhood", dict.fromkeys(rest, 10), "undersoegelsen", bound="<=")
    yield from _claims(2017, "insecure_evening", {"moellehoej": 33, CITY_ID: 18}, "undersoegelsen")

    yield from _claims(
        2018, "insecure_neighbourhood", {"moellehoej": 18, "bakken": 6, "havnen": 3, CITY_ID: 7}, "papir"
    )
    yield from _claims(2019, "insecure_neighbourhood", {"bakken": 5.5, CITY_ID: 7.1}, "udvalg")
    yield _claim(2019, "havnen", "insecure_neighbourhood", percent=12, change_significant="yes", source_id="avisen")
    yield _claim(2019, "moellehoej", "insecure_neighbourhood", percent=21, change_significant="no", source_id="avisen")

    evening = {"moellehoej": 31, "dalum": 22, "ydre-lund": 27, "indre-lund": 24, "bakken": 12, "aaby": 19, "oeen": 9}
    shares = (10, 4, 12, 8, 6, 9, 13, 3, 5, 7, 11, 19, 12)
    everywhere = dict(zip(AREAS, shares, strict=True))
    yield from _claims(2020, "insecure_neighbourhood", everywhere | {CITY_ID: 8}, "undersoegelsen", respondents=3900)
    yield from _claims(2020, "insecure_neighbourhood", {"dalum": 14}, "avisen")
    yield from _claims(2020, "insecure_evening", evening | {CITY_ID: 17}, "undersoegelsen")
    rest = [area for area in AREAS if area not in evening]
    yield from _claims(2020, "insecure_evening", dict.fromkeys(rest, 20), "undersoegelsen", bound="<=")
    yield from _claims(2021, "insecure_neighbourhood", {"bakken": 5}, "udvalg")

    late = dict.fromkeys(list(AREAS)[:8], 15) | {"moellehoej": 28, CITY_ID: 16}
    yield from _claims(2022, "insecure_evening", late, "papir", respondents=3300)
    yield _claim(2022, "oeen", "insecure_evening", missing_reason="suppressed", source_id="papir")
    yield _claim(2022, "kongens-mose", "insecure_evening", missing_reason="not_asked", source_id="papir")
    city = {"safe_neighbourhood": 87, "safe_evening": 76, "insecure_neighbourhood": 7}
    for measure, share in city.items():
        yield _claim(2023, CITY_ID, measure, percent=share, source_id="undersoegelsen", respondents=3500)

    under = ("moellehoej", "ydre-lund", "dalum", "indre-lund", "kongens-mose")
    rest = [area for area in AREAS if area not in under]
    yield from _claims(2024, "safe_neighbourhood", dict.fromkeys(under, 85), "avisen", bound="<")
    yield from _claims(2024, "safe_neighbourhood", dict.fromkeys(rest, 85), "avisen", bound=">=")
    yield from _claims(2024, "safe_neighbourhood", {"bakken": 91, CITY_ID: 86}, "afskrift")

    safe = dict(zip(AREAS, (85, 93, 79, 80, 90, 88, 82, 92, 83, 89, 84, 71, 87), strict=True))
    late = dict(zip(AREAS, (75, 84, 66, 80, 81, 77, 69, 82, 74, 79, 71, 58, 76), strict=True))
    twice = "Rapporten trykker samme tal for begge mål; et af dem kan være en trykfejl."
    verdicts = {"dalum": "yes", "bakken": "no"}
    for area, share in (safe | {CITY_ID: 86}).items():
        yield _claim(
            2025,
            area,
            "safe_neighbourhood",
            percent=share,
            change_significant=verdicts.get(area, ""),
            respondents={"fjordby": 410, CITY_ID: 3000}.get(area, ""),
            source_id="afskrift",
            note_da=twice if area == "engvang" else "",
        )
    for area, share in (late | {CITY_ID: 77}).items():
        note = twice if area == "engvang" else ""
        yield _claim(2025, area, "safe_evening", percent=share, source_id="afskrift", note_da=note)
    yield from _claims(2025, "safe_neighbourhood", {"moellehoej": 73}, "avisen")
    wrong = "Kendt trykfejl i rapporten; tallet må ikke bruges."
    yield _claim(2025, "dalum", "safe_evening", percent=58, source_id="rygte", note_da=wrong)


def _claim(year: int, area_id: str, measure: str, **more: object) -> dict[str, object]:
    return {"year": year, "area_id": area_id, "measure": measure, "series": "tryghedsundersoegelse"} | more


def _claims(
    year: int,
    measure: str,
    shares: Mapping[str, float],
    source_id: str,
    *,
    bound: str = "",
    series: str = "tryghedsundersoegelse",
    respondents: int | str = "",
) -> Iterator[dict[str, object]]:
    """One claim for each area; ``respondents`` are those of the city's row."""
    for area, share in shares.items():
        known = respondents if area == CITY_ID else ""
        claim = _claim(year, area, measure, percent=share, bound=bound, source_id=source_id, respondents=known)
        yield claim | {"series": series}


def crime_rows() -> Iterator[dict[str, object]]:
    """Reported crime: one series to 2019, another from 2023; parts of it in 2024."""
    said = {"source_id": "papir", "population_source_id": "beregnet"}
    for year, city, here in ((2016, 70, 52.5), (2017, 66, 49), (2018, 64.3, 47.1), (2019, 61, 44)):
        yield said | {"year": year, "area_id": CITY_ID, "series": "borgervendt", "per_1000": city}
        yield said | {"year": year, "area_id": "bakken", "series": "borgervendt", "per_1000": here}
    # A count without its rate, and a count that contradicts its rate.
    yield said | {"year": 2017, "area_id": "oeen", "series": "borgervendt", "reports": 700}
    wrong = {"reports": 9000, "per_1000": 44, "population_source_id": ""}
    yield said | {"year": 2017, "area_id": "moellehoej", "series": "borgervendt"} | wrong
    rates = dict(zip(AREAS, (40, 60, 70, 45, 55, 80, 75, 200, 65, 90, 72, 68, 50), strict=True))
    for year, drift in ((2023, 2), (2024, 0)):
        people = {area: residents(area, year + 1) for area in AREAS}
        reports = {area: round((rate + drift) * people[area] / 1000) for area, rate in rates.items()}
        for area, rate in rates.items():
            counts = {"reports": reports[area], "per_1000": rate + drift}
            yield said | {"year": year, "area_id": area, "series": "straffelov"} | counts
        total = sum(reports.values()) + 1500
        city = {"reports": total, "per_1000": round(1000 * total / sum(people.values()))}
        yield said | {"year": year, "area_id": CITY_ID, "series": "straffelov"} | city
    for series, share in (("violence", 0.1), ("burglary", 0.05)):
        for area, rate in rates.items():
            yield said | {"year": 2024, "area_id": area, "series": series, "per_1000": round(rate * share)}


def context_rows() -> Iterator[dict[str, object]]:
    """Background: unemployment of the ten bydele, and figures of two or three quarters in some areas."""
    said = {"source_id": "kort"}
    bydele = dict.fromkeys(row[3] for row in AREAS.values())
    for year, more in ((2023, 0.0), (2024, 0.25)):
        for number, bydel in enumerate(bydele):
            share = 1.5 + 0.25 * number + more
            yield said | {"indicator": "unemployed", "area_id": bydel, "year": year, "value": share}
    quarters = {"indre-lund": (210_000, 260_000), "ydre-lund": (190_000, 240_000, 300_000), "bakken": (350_000,)}
    for area, incomes in quarters.items():
        for number, income in enumerate(incomes, start=1):
            part = {"area_id": area, "part": f"{AREAS[area][0]} {number}", "year": 2024}
            yield said | part | {"indicator": "median_income", "value": income}
            yield said | part | {"indicator": "social_housing", "value": 10 * number}


def population_rows() -> Iterator[dict[str, object]]:
    """Residents each New Year, of every area and of the city."""
    for year in range(2012, 2025 + 1):
        people = {area: residents(area, year) for area in AREAS}
        for area, count in people.items():
            yield _people(year, area, "survey_area", count)
        yield _people(year, CITY_ID, "city", sum(people.values()))


def residents(area_id: str, year: int) -> int:
    """Residents of an area on New Year's Day: a hundred more each year."""
    return AREAS[area_id][5] + 100 * (year - 2025)


def _people(year: int, area_id: str, level: str, population: int) -> dict[str, object]:
    said = {"date": f"{year}-01-01", "precision": "day", "source_id": "beregnet"}
    return said | {"area_id": area_id, "area_level": level, "population": population}


def table_of(rows: Sequence[Mapping[str, object]], name: str) -> pd.DataFrame:
    """Rows as the text of a table file; columns a row leaves out are blank."""
    columns = list(TABLES[name].columns)
    unknown = {key for row in rows for key in row} - set(columns)
    assert not unknown, f"{name} has no column {sorted(unknown)}"
    return pd.DataFrame([[str(row.get(key, "")) for key in columns] for row in rows], columns=columns, dtype=str)
