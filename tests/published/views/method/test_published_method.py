"""What Om tallene says of the record: its disagreements and misprints, what is missing, and that all of it is read."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.facts.breaks import BREAKS
from sikkerby_geo.text import has
from sikkerby_geo.views.method.disagreements import MARKERS, disagreements_sheet, errors_sheet, remarks
from sikkerby_geo.views.method.gaps import crime_known, gaps_sheet, survey_known
from sikkerby_geo.views.method.sections import SECTIONS, section
from sikkerby_geo.views.method.sources import EVERY, sources_sheet
from sikkerby_geo.views.method.steps import worked_example
from tests.published.views.bounded import through
from tests.views.asking import danish


def row_of(sheet, start: str):
    return next(row for row in sheet.rows if next(iter(row.values())).text.startswith(start))


def known(table, year: str, column: str) -> str:
    row = next(row for row in table.rows if row.year == year)
    return row.cells[table.columns.index(column)][1]


@pytest.mark.parametrize("section_id", SECTIONS)
def test_every_section_is_read_in_full(atlas: Atlas, section_id: str) -> None:
    found = section(atlas, section_id)
    assert found.heading
    assert found.unread == ()
    assert all(block.html for block in found.blocks)


def test_the_worked_example_of_the_first_map_of_2026(atlas: Atlas) -> None:
    atlas = through(atlas, 2026)
    cell = worked_example(atlas)
    assert (cell.place_id, cell.year) == ("christianshavn", 2026)
    assert section(atlas, "laes").heading == danish(
        "Sådan læses »74~% (68–79~%), ca. 231 svar (antaget), 2026, gengivet af andre«"
    )


def test_the_breaks_are_told_with_the_citys_own_figures(atlas: Atlas) -> None:
    (sheet,) = section(atlas, "brud").blocks
    told = {one.break_id: row["how"].text for one, row in zip(BREAKS, sheet.rows, strict=True)}
    assert "39 pr. 1.000 i 2023 og 73 i 2024" in told["crime"]
    assert danish("87~%") in told["headline"]
    assert danish("7~%") in told["headline"]


def test_broenshoej_husum_2015_shows_figure_and_flag(atlas: Atlas) -> None:
    row = row_of(disagreements_sheet(atlas), "Brønshøj-Husum 2015")
    assert (row["shown"].text, row["other"].text) == (danish("10~%"), danish("over 10~%"))
    assert row["why"].text.startswith("Markeringen følger Tryghedsundersøgelsen 2016")


def test_vanloese_2025_was_told_differently(atlas: Atlas) -> None:
    row = row_of(disagreements_sheet(atlas), "Vanløse 2025")
    assert (row["shown"].text, row["other"].text) == (danish("89~%"), danish("91~%"))
    assert row["why"].text.endswith("har lavere tillidsklasse (3 mod 2).")


def test_the_citys_figures_of_2016_and_2009_differ_by_rounding_and_by_series(atlas: Atlas) -> None:
    sheet = disagreements_sheet(atlas)
    assert "samme tal, afrundet forskelligt" in row_of(sheet, "Hele byen 2016")["why"].text
    assert "hører til en anden serie, Tryghedsindeks" in row_of(sheet, "Hele byen 2009")["why"].text


@pytest.mark.parametrize("marker", MARKERS)
def test_every_marker_finds_something(atlas: Atlas, marker: str) -> None:
    assert any(marker in remark.text.casefold() for remark in remarks(atlas))


@pytest.mark.parametrize(
    "misprint",
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
def test_the_misprints_we_know_of_are_listed(atlas: Atlas, misprint: str) -> None:
    assert any(misprint in row["text"].text for row in errors_sheet(atlas).rows)


def contradictory(atlas: Atlas) -> list[Observation]:
    return [cell for cell in atlas.observations.values() if Caveat.CONTRADICTORY in cell.caveats]


def test_the_count_of_broenshoej_husum_2019_contradicts_its_rate_and_is_listed_once(atlas: Atlas) -> None:
    found = {(cell.place_id, cell.year) for cell in contradictory(atlas) if cell.year <= 2025}
    assert ("broenshoej-husum", 2019) in found
    assert {year for _, year in found} == {2019}
    where = [row["where"].text for row in errors_sheet(atlas).rows]
    assert sum(place.startswith("Brønshøj-Husum 2019") for place in where) == 1


def test_what_is_known_of_a_year(atlas: Atlas) -> None:
    table = survey_known(atlas)
    assert known(table, "2017", "Utrygge i nabolaget") == "8 tal, 5 kun grænse"
    assert known(table, "2023", "Utrygge i nabolaget") == "intet"
    assert known(table, "2026", "Trygge i nabolaget") == "13 tal"
    assert known(crime_known(atlas), "2017", "Anmeldt borgervendt kriminalitet") == "2 tal, 1 antal"
    assert known(crime_known(atlas), "2025", "Anmeldte straffelovsovertrædelser") == "13 tal"


def test_gaps_that_the_tables_can_confirm_are_true(atlas: Atlas) -> None:
    crime = atlas.snapshot.table("crime").query("series == 'straffelov' and year == 2025")
    areas = crime[crime.area_id != "koebenhavn"].reports.sum()
    unplaced = int(crime[crime.area_id == "koebenhavn"].reports.iloc[0] - areas)
    told = " ".join(row["what"].text for row in gaps_sheet(atlas).rows)
    assert f"{unplaced:,}".replace(",", ".") in told
    evening = [place for place in atlas.places.places if atlas.observation("safe_evening", place.place_id, 2026).figure]
    assert len({member for place in evening for member in place.members}) == 3
    assert "for ti af de 13 områder" in told


def test_every_source_has_a_safe_link_and_words_for_its_kind(atlas: Atlas) -> None:
    rows = sources_sheet(atlas, EVERY).rows
    assert len(rows) == len(atlas.snapshot.table("sources"))
    assert all(row["title"].url == "" or row["title"].url.startswith(("https://", "http://")) for row in rows)
    assert all(has(f"source_kind.{source.kind}") for source in atlas.sources.values())
