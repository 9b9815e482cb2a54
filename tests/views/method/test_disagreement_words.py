"""Disagreements and remarks in words."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.catalogue import Remark, remarks
from sikkerby_geo.domain.figures.disagreements import LostBy
from sikkerby_geo.domain.figures.observations import Caveat
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import has, t
from sikkerby_geo.views.method.disagreements import (
    MARKERS,
    disagreements,
    disagreements_sheet,
    errors_sheet,
    is_error,
    remarks_sheet,
)
from sikkerby_geo.views.method.sections import section
from tests.toytown import table
from tests.views.asking import danish


def row_of(sheet, start: str):
    return next(row for row in sheet.rows if next(iter(row.values())).text.startswith(start))


@pytest.fixture(scope="module")
def disputed(snapshot: Snapshot) -> Atlas:
    """The toy city with a figure at the limit that is counted as over, one rounded twice, and one of the old index."""
    said = {"measure": "insecure_neighbourhood", "series": "tryghedsundersoegelse"}
    rows = [
        said | {"year": 2015, "area_id": "moellehoej", "percent": 10, "source_id": "avisen"},
        said | {"year": 2016, "area_id": "koebenhavn", "percent": 7.2, "source_id": "papir"},
        said | {"year": 2013, "area_id": "bakken", "percent": 8, "source_id": "papir", "series": "andet"},
    ]
    survey = pd.concat([snapshot.table("survey"), table("survey", rows)], ignore_index=True)
    return build_atlas(replace(snapshot, tables={**snapshot.tables, "survey": survey}), "disputed")


def test_one_row_for_each_disagreement_those_that_matter_first(disputed: Atlas):
    found = disagreements(disputed)
    assert len(disagreements_sheet(disputed).rows) == len(found)
    harmless = [one.harmless for one in found]
    assert harmless == sorted(harmless)
    assert sum(harmless) == 1


def test_sources_that_differ_on_reported_crime_are_in_the_list(snapshot: Snapshot):
    rate = {"year": 2017, "area_id": "bakken", "series": "borgervendt", "per_1000": 51.5, "source_id": "avisen"}
    crime = pd.concat([snapshot.table("crime"), table("crime", [rate])], ignore_index=True)
    told = build_atlas(replace(snapshot, tables={**snapshot.tables, "crime": crime}), "told")
    (found,) = [one for one in disagreements(told) if one.indicator_id == "borgervendt"]
    assert (found.place_id, found.year, [said.value for said in found.statements]) == ("bakken", 2017, [49, 51.5])
    row = row_of(disagreements_sheet(told), "Bakken 2017")
    assert (row["shown"].text, row["other"].text) == ("49", "51,5")


def test_the_heading_counts_them_and_those_that_are_rounding(disputed: Atlas, snapshot: Snapshot):
    count = len(disagreements(disputed))
    assert section(disputed, "uenighed").heading == (
        f"Kilderne er uenige om {count} tal; 1 af gangene er forskellen kun afrunding"
    )
    alone = build_atlas(replace(snapshot, tables={**snapshot.tables, "survey": snapshot.table("survey")[:0]}), "alone")
    assert section(alone, "uenighed").heading == t("method.heading.uenighed_none")


def test_a_figure_and_a_flag_of_another_source_are_both_shown(disputed: Atlas):
    row = row_of(disagreements_sheet(disputed), "Møllehøj 2015")
    assert row["shown"].text == danish("10~%")
    assert row["other"].text == danish("over 10~%")
    assert row["why"].text.startswith("Markeringen følger Notat fra forvaltningen")


def test_the_loser_is_told_with_its_reason_and_its_note(atlas: Atlas):
    row = row_of(disagreements_sheet(atlas), "Møllehøj 2025")
    assert (row["shown"].text, row["other"].text) == (danish("71~%"), danish("73~%"))
    assert row["why"].text.endswith("har lavere tillidsklasse (3 mod 2).")
    noted = row_of(disagreements_sheet(atlas), "Dalum 2025")
    assert noted["why"].text.endswith("(4 mod 2). Kendt trykfejl i rapporten; tallet må ikke bruges.")


def test_rounding_and_another_series_are_told_as_such(disputed: Atlas):
    sheet = disagreements_sheet(disputed)
    assert "samme tal, afrundet forskelligt" in row_of(sheet, "Hele byen 2016")["why"].text
    assert "hører til en anden serie, Tryghedsindeks" in row_of(sheet, "Bakken 2013")["why"].text


def test_every_way_to_lose_has_words():
    assert all(has(f"dispute.{reason}") for reason in LostBy)


def test_every_remark_of_every_table_is_in_one_of_the_two_lists(atlas: Atlas):
    noted = {
        (table, text)
        for table in TABLES
        if table != "manifest" and "note_da" in TABLES[table].columns
        for text in atlas.snapshot.table(table).note_da
        if text
    }
    assert {(remark.table, remark.text) for remark in remarks(atlas)} == noted
    found_by_us = [row for row in errors_sheet(atlas).rows if row["text"].text == t("remark.computed_crime")]
    assert len(errors_sheet(atlas).rows) + len(remarks_sheet(atlas).rows) == len(noted) + len(found_by_us)
    assert len(found_by_us) == 1


@pytest.mark.parametrize("marker", MARKERS)
def test_a_remark_with_a_marker_is_an_error_whatever_its_case(marker):
    assert is_error(Remark("survey", f"Bemærk: {marker.upper()}.", {}, 1, ()))
    assert not is_error(Remark("survey", "Tallet er trykt i bilag 2.", {}, 1, ()))


def test_a_remark_of_several_rows_is_told_once_and_counted(atlas: Atlas):
    row = row_of(errors_sheet(atlas), "Engvang 2025")
    assert row["where"].text == "Engvang 2025, trygge i nabolaget og 1 til"
    assert (row["source"].text, row["rows"].text) == ("Afskrift af rapporten (Legeby Arkiv)", "2")


def test_every_crime_figure_that_contradicts_itself_is_listed(atlas: Atlas):
    told = {key for key, cell in atlas.observations.items() if Caveat.CONTRADICTORY in cell.caveats}
    assert {place_id for _, place_id, _ in told} == {"moellehoej", "lu-moellehoej", "bydel-9"}
    where = [row["where"].text for row in errors_sheet(atlas).rows]
    assert where.count("Møllehøj 2017, anmeldt borgervendt kriminalitet") == 1


def test_one_that_its_table_remarks_on_is_listed_once(snapshot: Snapshot):
    crime = snapshot.table("crime").copy()
    wrong = (crime.area_id == "moellehoej") & (crime.year == 2017)
    crime.loc[wrong, "note_da"] = "Antal og tal pr. 1.000 indbyggere modsiger hinanden."
    noted = build_atlas(replace(snapshot, tables={**snapshot.tables, "crime": crime}), "noted")
    (row,) = [
        row
        for row in errors_sheet(noted).rows
        if row["where"].text == "Møllehøj 2017, anmeldt borgervendt kriminalitet"
    ]
    assert row["text"].text == "Antal og tal pr. 1.000 indbyggere modsiger hinanden."
