"""Toytown: four unit squares of 1 km² and tables small enough to check by hand.

    +-------+-------+
    | nord  | oest  |    Nord and Øst share a lokaludvalg and a bydel (»Dobbelt«).
    +-------+-------+    Vest and Syd each have their own lokaludvalg, but one bydel (»Havn«).
    | vest  | syd   |
    +-------+-------+

Metres are EPSG:25832; people: Nord 1,000, Øst 3,000, Vest 2,000, Syd 2,000.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd
from shapely import box

from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.figures.claims import Claim
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, rounding, wilson
from sikkerby_geo.domain.figures.observations import Figure, MissingReason, Observation, observation_from, share_figure
from sikkerby_geo.facts.areas import Gazetteer, gazetteer_from
from sikkerby_geo.facts.contracts import typed
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.efforts import KIND, OVERLAY
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.sources import Source

SIDE = 1000.0
"""Side of a square, in metres."""

CORNER = (720_000.0, 6_175_000.0)
"""South-west corner of the town in EPSG:25832, inside Copenhagen."""

PEOPLE = {"nord": 1000, "oest": 3000, "vest": 2000, "syd": 2000}

TREE = {
    "nord": ("Nord", "lu-dobbelt", "bydel-a"),
    "oest": ("Øst", "lu-dobbelt", "bydel-a"),
    "vest": ("Vest", "lu-vest", "bydel-b"),
    "syd": ("Syd", "lu-syd", "bydel-b"),
}
NAMES = {
    "lu-dobbelt": "Dobbelt Lokaludvalg",
    "lu-vest": "Vest Lokaludvalg",
    "lu-syd": "Syd Lokaludvalg",
    "bydel-a": "Dobbelt",
    "bydel-b": "Havn",
}


def square(column: float, row: float, width: float = 1.0, height: float = 1.0):
    """A rectangle of the town, counted in squares from its south-west corner (metres, EPSG:25832)."""
    west, south = CORNER[0] + column * SIDE, CORNER[1] + row * SIDE
    return box(west, south, west + width * SIDE, south + height * SIDE)


def survey_area_squares() -> gpd.GeoDataFrame:
    """The four survey areas: area_id and square (EPSG:25832)."""
    squares = {"nord": square(0, 1), "oest": square(1, 1), "vest": square(0, 0), "syd": square(1, 0)}
    return gpd.GeoDataFrame({"area_id": list(squares)}, geometry=list(squares.values()), crs=25832)


def bydel_rectangles() -> gpd.GeoDataFrame:
    """The two bydele: bydel_id and rectangle (EPSG:25832)."""
    shapes = {"bydel-a": square(0, 1, width=2), "bydel-b": square(0, 0, width=2)}
    return gpd.GeoDataFrame({"bydel_id": list(shapes)}, geometry=list(shapes.values()), crs=25832)


def table(name: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """A typed table of the contract ``name``; columns that a row leaves out are blank."""
    contract = TABLES[name]
    cells = [{column: str(row.get(column, "")) for column in contract.columns} for row in rows]
    return typed(pd.DataFrame(cells, columns=list(contract.columns), dtype=str), contract)


def areas_table() -> pd.DataFrame:
    """Table ``areas`` of the town."""
    rows = [
        {
            "area_id": area_id,
            "area_name": name,
            "short_name": name,
            "lokaludvalg_id": lokaludvalg,
            "lokaludvalg_name": NAMES[lokaludvalg],
            "bydel_id": bydel,
            "bydel_name": NAMES[bydel],
            "source_id": "kommunen",
        }
        for area_id, (name, lokaludvalg, bydel) in TREE.items()
    ]
    return table("areas", rows)


def gazetteer() -> Gazetteer:
    """The places of the town at all levels."""
    return gazetteer_from(areas_table())


def population_table(day: str = "2020-01-01", people: Mapping[str, int] = PEOPLE) -> pd.DataFrame:
    """Table ``population`` with one date and source."""
    rows = [
        {"date": day, "precision": "day", "area_id": area, "area_level": "survey_area", "population": count}
        | {"source_id": "kommunen"}
        for area, count in people.items()
    ]
    return table("population", rows)


def source(source_id: str = "kommunen", trust: int = 1, published: str = "2020", kind: str = "official") -> Source:
    """A source; only what decides a tie needs to be given."""
    return Source(source_id, source_id.title(), source_id.title(), "", kind, trust, published, "")


def claim(
    percent: float | None,
    bound: str = "",
    *,
    by: Source | None = None,
    decimals: int = 0,
    year: int = 2020,
    missing_reason: str = "",
    verdict: str = "",
    respondents: int | None = None,
) -> Claim:
    """A claim about insecurity in Nord."""
    return Claim(
        year=year,
        area_id="nord",
        indicator_id="insecure_neighbourhood",
        stated=percent,
        bound=bound,
        decimals=decimals,
        missing_reason=missing_reason,
        change_significant=verdict,
        series="tryghedsundersoegelse",
        source=by or source(),
        note="",
        respondents=respondents,
    )


def answers(count: float = 300) -> Answers:
    """A known number of answers."""
    return Answers(count, AnswersBasis.KNOWN)


def observed(*claims: Claim, count: float = 300) -> Observation:
    """What follows from claims about one share; ``count`` answers stand behind those that state no number."""
    return observation_from(claims, lambda best: share_figure(best, answers(count)))


def figure(percent: float, count: float = 300, decimals: int = 0) -> Figure:
    """A published figure with ``count`` answers behind it."""
    return Figure(
        value=percent,
        unit="percent",
        decimals=decimals,
        slack=rounding(decimals),
        answers=answers(count),
        interval=wilson(percent, count),
        series="tryghedsundersoegelse",
        sources=(source(),),
    )


def cell(
    percent: float | None = None,
    *,
    share: Range | None = None,
    place_id: str = "nord",
    year: int = 2020,
    count: float = 300,
    verdict: str = "",
) -> Observation:
    """A cell with a figure of ``percent``, or with only a bound, or with nothing found."""
    known = None if percent is None else figure(percent, count)
    decides = share or (None if percent is None else Range.exactly(percent))
    missing = None if known else (MissingReason.ONLY_BOUND if share else MissingReason.NOT_FOUND)
    return Observation(
        place_id,
        "insecure_neighbourhood",
        year,
        figure=known,
        flag_range=decides,
        flag_sources=(source(),) if decides else (),
        missing=missing,
        verdict=verdict,
    )


_EFFORT = Effort(
    effort_id="p-nord",
    overlay=OVERLAY["partnerskaber"],
    kind=KIND["safety_partnership"],
    kind_words="tryghedspartnerskab",
    name="Partnerskab Nord",
    area_ids=("nord",),
    start_year=2015,
    end_year=2018,
    documented_year=None,
    stage=Stage.ENDED,
    basis="social_housing_departments",
    precision="exact",
    source=source(),
    note="",
)


def partnership(**changes: object) -> Effort:
    """A located safety partnership in Nord, 2015–2018."""
    return replace(_EFFORT, **changes)


def upgrade(**changes: object) -> Effort:
    """New street lamps in Nord, completed in 2018."""
    lamps = replace(
        _EFFORT,
        effort_id="u-nord",
        overlay=OVERLAY["belysning"],
        kind=KIND["lighting"],
        kind_words="belysning",
        start_year=2018,
        end_year=2018,
        stage=Stage.COMPLETED,
        basis="street",
    )
    return replace(lamps, **changes)


def snapshot() -> Snapshot:
    """A whole small data set: 2019 and 2020, three ways of knowing a share, one partnership and one lamp.

    Over 10 % in 2020: Nord (12) and, by a bound only, Øst; Vest (4) is under; of Syd nothing is found.
    """
    sources = table(
        "sources",
        [
            {"source_id": "kommunen", "title_da": "Kommunen", "publisher": "Kommunen", "kind": "official"}
            | {"trust": 1, "published": "2020"},
            {"source_id": "avisen", "title_da": "Avisen", "publisher": "Avisen", "kind": "press"}
            | {"trust": 3, "published": "2021"},
        ],
    )
    said = {"measure": "insecure_neighbourhood", "series": "tryghedsundersoegelse"}
    survey = table(
        "survey",
        [
            said | {"year": 2019, "area_id": "nord", "percent": 9, "source_id": "kommunen"},
            said | {"year": 2020, "area_id": "nord", "percent": 12, "source_id": "kommunen"},
            said | {"year": 2020, "area_id": "nord", "percent": 15, "source_id": "avisen"},
            said | {"year": 2020, "area_id": "oest", "percent": 10, "bound": ">", "source_id": "kommunen"},
            said | {"year": 2020, "area_id": "vest", "percent": 4, "source_id": "avisen"},
            said | {"year": 2020, "area_id": "koebenhavn", "percent": 8, "source_id": "kommunen", "respondents": 3900},
        ],
    )
    reported = {"year": 2020, "series": "straffelov", "source_id": "kommunen", "population_source_id": "kommunen"}
    crime = table(
        "crime",
        [
            reported | {"area_id": "nord", "reports": 50, "per_1000": 50},
            reported | {"area_id": "oest", "reports": 30, "per_1000": 10},
            reported | {"area_id": "vest", "reports": 40, "per_1000": 20},
        ],
    )
    partnerships = table(
        "partnerships",
        [
            {"partnership_id": "p-nord", "name": "Partnerskab Nord", "kind": "safety_partnership"}
            | {"kind_da": "tryghedspartnerskab", "area_ids": "nord", "start_year": 2019, "end_year": 2020}
            | {"status": "period_ended", "geometry_basis": "social_housing_departments", "precision": "exact"}
            | {"source_id": "kommunen"}
        ],
    )
    upgrades = table(
        "upgrades",
        [
            {"upgrade_id": "u-oest", "kind": "lighting", "kind_da": "belysning", "place": "Østgade"}
            | {"area_ids": "oest", "start_year": 2019, "end_year": 2019, "stage": "completed"}
            | {"status": "completed", "status_da": "gennemført", "geometry_basis": "street", "source_id": "avisen"}
        ],
    )
    tables = {
        "sources": sources,
        "areas": areas_table(),
        "survey": survey,
        "population": population_table(),
        "crime": crime,
        "partnerships": partnerships,
        "upgrades": upgrades,
    }
    layer = survey_area_squares().to_crs(4326).assign(source_id="kommunen")
    return Snapshot(tables, {"survey_areas_layer": layer})
