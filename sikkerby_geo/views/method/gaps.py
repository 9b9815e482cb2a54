"""What is missing, year by year and thing by thing, and who can be asked for it."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.catalogue import listed_gaps
from sikkerby_geo.domain.figures.gaps import Known, crime_years, known_areas, known_rates
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import CRIME_RATES, SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.text import first_upper, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.base.spreadsheet import csv_bytes


@dataclass(frozen=True)
class KnownRow:
    """One year of the table of what is known: its words, and the counts in each column."""

    year: str
    cells: tuple[tuple[Known, str], ...]


@dataclass(frozen=True)
class KnownTable:
    """How many areas have a figure, only a bound, or nothing, by year and subject; drawn as small bars with words."""

    sheet_id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[KnownRow, ...]
    note: str

    @property
    def html(self) -> str:
        return render("known.html", table=self)

    @property
    def csv(self) -> bytes:
        return csv_bytes(
            {t("gap.year"): row.year, **dict(zip(self.columns, (words for _, words in row.cells), strict=True))}
            for row in self.rows
        )


def survey_known(atlas: Atlas) -> KnownTable:
    """The survey measures, newest year first."""
    rows = tuple(
        KnownRow(
            str(year) if year >= SURVEY_FROM else t("gap.index_year", year=year),
            tuple(_cell(known_areas(atlas, measure.indicator_id, year), "gap.bounds") for measure in SURVEY_INDICATORS),
        )
        for year in reversed(atlas.years)
    )
    areas = len(atlas.places.at(Level.SURVEY_AREA))
    return KnownTable(
        "mangler",
        t("gap.caption"),
        tuple(t(f"indicator.{measure.indicator_id}.name") for measure in SURVEY_INDICATORS),
        rows,
        t("gap.note", areas=areas, first=SURVEY_FROM),
    )


def crime_known(atlas: Atlas) -> KnownTable:
    """The series of reported crime, newest calendar year first."""
    rows = tuple(
        KnownRow(
            str(year),
            tuple(_cell(known_rates(atlas, series.indicator_id, year), "gap.counts") for series in CRIME_RATES),
        )
        for year in reversed(crime_years(atlas))
    )
    columns = tuple(first_upper(t(f"crime.series.{series.indicator_id}")) for series in CRIME_RATES)
    return KnownTable("mangler-anmeldelser", t("gap.crime_caption"), columns, rows, "")


def _cell(known: Known, bounds_key: str) -> tuple[Known, str]:
    words = [t("gap.figures", count=known.figures)] if known.figures else []
    words += [t(bounds_key, count=known.bounds)] if known.bounds else []
    return known, ", ".join(words) or t("gap.nothing")


def gaps_sheet(atlas: Atlas) -> Sheet:
    """What was looked for and not found, with who can be asked."""
    rows = tuple(
        {
            "what": Entry(gap.what),
            "who": Entry(gap.who),
            "source": Entry(figures.titles([atlas.sources[gap.source_id]]) if gap.source_id else ""),
        }
        for gap in listed_gaps(atlas)
    )
    columns = (
        Column("what", t("gap.what"), "lead"),
        Column("who", t("gap.who"), "wide"),
        Column("source", t("gap.source"), "note"),
    )
    return Sheet("huller", t("gap.list_caption"), columns, rows)
