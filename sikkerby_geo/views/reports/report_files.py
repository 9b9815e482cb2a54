"""The reports to take along: rows for a spreadsheet and a map file, each with its range, its reason and its mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isfinite

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.geography.shapes import shapes_of
from sikkerby_geo.domain.reports.comparing import Comparison
from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.facts.areas import LEVEL_LAYER
from sikkerby_geo.facts.datasets import GRID_LAYER
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.text import t
from sikkerby_geo.views.base import hidden_counts
from sikkerby_geo.views.base.gis import feature_collection
from sikkerby_geo.views.base.report_words import before_words, hidden_words, movement_words, period_words, what_words
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import MEDIA_TYPE, Value, book_of
from sikkerby_geo.views.reports.ask import ReportAnswer
from sikkerby_geo.views.reports.report_headline import report_headline, report_notes, report_sources

Row = dict[str, Value]
SYSTEMS = {"geojson": DEGREES, "geojson-25832": METRES}
"""Formats of map files by their coordinate system."""


def _counted(name: str, count: CountRange | None) -> Row:
    """A count with its ends and the reason why it is not told; every column is there, what is not known is blank."""
    known = count or CountRange(0, None)
    return {
        name: known.exact,
        f"{name}_mindst": None if count is None else known.low,
        f"{name}_hoejst": known.high,
        f"{name}_skjult": hidden_words(count),
    }


def _compared(compared: Comparison) -> Row:
    return {
        **_counted("anmeldelser", compared.after),
        **_counted("aaret_foer", compared.before),
        "aendring": movement_words(compared),
        "p": _finite(compared.p),
        "q": _finite(compared.q),
    }


def _finite(value: float | None, decimals: int = 4) -> float | None:
    return round(value, decimals) if value is not None and isfinite(value) else None


def _about(answer: ReportAnswer, what: str, period: str) -> Row:
    return {"periode": period_words(period), "anmeldt": what_words(what)}


def _mark(answer: ReportAnswer) -> Row:
    return {"maerke": hidden_counts.mark(answer.reports.caveats)}


def type_rows(answer: ReportAnswer) -> tuple[Row, ...]:
    """Every kind in the chosen place or the city."""
    return tuple(
        {
            **_about(answer, what, answer.ask.period),
            "sted": answer.where.name,
            **_compared(answer.comparison(what, answer.where.place_id)),
            **_mark(answer),
        }
        for what in answer.reports.whats
    )


def area_rows(answer: ReportAnswer) -> tuple[Row, ...]:
    """Every place of the level, with its rate."""
    found = []
    for place in answer.places:
        rate = answer.rates.get(place.place_id)
        found.append(
            {
                "id": place.place_id,
                **_about(answer, answer.ask.what, answer.ask.period),
                "sted": place.name,
                **_compared(answer.comparison(answer.ask.what, place.place_id)),
                "indbyggere": rate.residents if rate else None,
                "pr_1000_mindst": _finite(rate.low) if rate else None,
                "pr_1000_hoejst": _finite(rate.high) if rate else None,
                "pr_1000_interval_lav": _finite(rate.interval.low) if rate else None,
                "pr_1000_interval_hoej": _finite(rate.interval.high) if rate else None,
                "forbehold": t("crime.visitors_short") if rate and rate.visited else "",
                **_mark(answer),
            }
        )
    return tuple(found)


def cell_rows(answer: ReportAnswer) -> tuple[Row, ...]:
    """Every published cell; ``over`` is blank where a hidden count leaves it open."""
    limit = answer.limit
    if limit is None:
        return ()
    what = answer.reports.group_around(answer.ask.what)
    return tuple(
        {
            "id": cell.cell_id,
            **_about(answer, what, limit.period),
            **_counted("anmeldelser", cell.count),
            "graense": limit.limit,
            "over": {True: t("reports.yes"), False: t("reports.no"), None: ""}[cell.over],
            **_mark(answer),
        }
        for cell in answer.cells
    )


def season_rows(answer: ReportAnswer) -> tuple[Row, ...]:
    """The quarters of the year beside earlier ones."""
    return tuple(
        {
            "kvartal": season.number,
            "anmeldt": what_words(answer.ask.what),
            "sted": answer.where.name,
            "gennemsnit_mindst": _finite(season.low),
            "gennemsnit_hoejst": _finite(season.high),
            "aar": ", ".join(map(str, season.years)),
            **_counted(f"anmeldelser_{answer.ask.period[:4]}", season.now),
            **_mark(answer),
        }
        for season in answer.seasons
    )


TABLES: Mapping[str, Callable[[ReportAnswer], tuple[Row, ...]]] = {
    "typer": type_rows,
    "omraader": area_rows,
    "kvadrater": cell_rows,
    "saeson": season_rows,
}
"""The tables that can be taken along, by the word in their files' names."""
MAPPED = ("omraader", "kvadrater")
"""Those whose rows have a place on the map."""
MEDIA = {
    "csv": "text/csv",
    "xlsx": MEDIA_TYPE,
    "geojson": "application/geo+json",
    "geojson-25832": "application/geo+json",
}


def formats_of(table: str) -> tuple[str, ...]:
    """The formats of a table."""
    return ("csv", "xlsx", *SYSTEMS) if table in MAPPED else ("csv", "xlsx")


def about_lines(answer: ReportAnswer) -> list[str]:
    """What must be known to read a file: sentence, how sure, notes and sources."""
    says = report_headline(answer)
    then = t("reports.file.before", then=before_words(answer.ask.period))
    return [says.title, says.certainty, *report_notes(answer), then, *report_sources(answer)]


def table_file(answer: ReportAnswer, table: str, kind: str) -> bytes:
    """A table in a format."""
    rows = TABLES[table](answer)
    if kind == "csv":
        return csv_bytes(rows)
    if kind == "xlsx":
        return book_of([(t(f"reports.file.{table}"), rows)], about_lines(answer))
    return _features(answer, table, rows, SYSTEMS[kind])


def _features(answer: ReportAnswer, table: str, rows: Sequence[Row], crs: int) -> bytes:
    layer = GRID_LAYER if table == "kvadrater" else LEVEL_LAYER[answer.level]
    shapes: Mapping[str, BaseGeometry] = shapes_of(answer.atlas, layer)
    placed: Iterable[tuple[Row, BaseGeometry | None]] = ((row, shapes.get(str(row["id"]))) for row in rows)
    return feature_collection(list(placed), crs, om=about_lines(answer))
