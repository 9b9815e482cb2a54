"""Disagreements and remarks in words."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.disagreements import LostBy
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.text import has
from sikkerby_geo.views.method.disagreements import (
    MARKERS,
    disagreements,
    disagreements_sheet,
    errors_sheet,
    remarks,
    remarks_sheet,
)


def row_of(sheet, start: str):
    return next(row for row in sheet.rows if next(iter(row.values())).text.startswith(start))


def test_one_row_for_each_disagreement_those_that_matter_first(atlas: Atlas):
    found = disagreements(atlas)
    assert len(disagreements_sheet(atlas).rows) == len(found)
    harmless = [one.harmless for one in found]
    assert harmless == sorted(harmless)


def test_broenshoej_husum_2015_shows_figure_and_flag(atlas: Atlas):
    row = row_of(disagreements_sheet(atlas), "Brønshøj-Husum 2015")
    assert row["shown"].text == "10\u00a0%"
    assert row["other"].text == "over 10\u00a0%"
    assert row["why"].text.startswith("Markeringen følger Tryghedsundersøgelsen 2016")


def test_the_loser_is_told_with_its_reason(atlas: Atlas):
    row = row_of(disagreements_sheet(atlas), "Vanløse 2025")
    assert (row["shown"].text, row["other"].text) == ("89\u00a0%", "91\u00a0%")
    assert row["why"].text.endswith("har lavere tillidsklasse (3 mod 2).")


def test_rounding_and_another_series_are_told_as_such(atlas: Atlas):
    sheet = disagreements_sheet(atlas)
    assert "samme tal, afrundet forskelligt" in row_of(sheet, "Hele byen 2016")["why"].text
    assert "hører til en anden serie, Tryghedsindeks" in row_of(sheet, "Hele byen 2009")["why"].text


def test_every_way_to_lose_has_words():
    assert all(has(f"dispute.{reason}") for reason in LostBy)


def test_every_remark_of_every_table_is_in_one_of_the_two_lists(atlas: Atlas):
    noted = {
        (table, text)
        for table in TABLES
        if table != "manifest" and "note_da" in TABLES[table].columns
        for text in atlas.library.table(table).note_da
        if text
    }
    assert {(remark.table, remark.text) for remark in remarks(atlas)} == noted
    assert len(errors_sheet(atlas).rows) + len(remarks_sheet(atlas).rows) == len(noted)


@pytest.mark.parametrize("marker", MARKERS)
def test_every_marker_finds_something(atlas: Atlas, marker):
    assert any(marker in remark.text.casefold() for remark in remarks(atlas))


@pytest.mark.parametrize(
    "known",
    [
        "Rapporten trykker samme tal for begge mål",
        "KENDT TRYKFEJL i rapporten",
        "Antal og tal pr. 1.000 indbyggere modsiger hinanden",
        "Datoen stemmer ikke med andre kilder",
        "udvalgspunktet fra 2023 siger 4",
        "udvalgspunktet fra 2023 siger 7",
        "deltotalen, der er trykt i dokumentet, er 6.100",
    ],
)
def test_the_misprints_we_know_of_are_listed(atlas: Atlas, known):
    assert any(known in row["text"].text for row in errors_sheet(atlas).rows)


def test_every_crime_figure_that_contradicts_itself_is_listed(atlas: Atlas):
    contradictory = {cell.place_id for cell in atlas.crime.values() if cell.contradictory}
    assert contradictory == {"broenshoej-husum"}
    where = [row["where"].text for row in errors_sheet(atlas).rows]
    assert sum(place.startswith("Brønshøj-Husum 2019") for place in where) == 1
