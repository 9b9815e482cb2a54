"""Files built like those the city's offices and Danmarks Statistik send, with the city's own names of places."""

from __future__ import annotations

from pathlib import Path

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.intake import Recipe, Surroundings, Where
from sikkerby_geo.store.intake.opening import open_file
from sikkerby_geo.store.intake.places import Meant, places_of
from sikkerby_geo.store.intake.take_in import Intake, take_in

FILES = Path(__file__).resolve().parents[2] / "cases" / "delivered"


def taken(atlas: Atlas, name: str, kind: str, answers: dict[str, str] | None = None) -> Intake:
    sources = {key: one.title for key, one in atlas.sources.items()}
    recipe = Recipe(kind, answers=answers or {})
    return take_in((FILES / name).read_bytes(), kind, Surroundings(atlas.places, sources), recipe)


def figures(found: Intake, *columns: str) -> list[tuple[str, ...]]:
    return list(found.rows[list(columns)].itertuples(index=False, name=None))


def test_the_city_statistics_bank_asks_what_its_bydele_are_and_nothing_more(atlas: Atlas) -> None:
    """Latin-1, semicolons, a column a year, »District - «; »Indre By« and »Nørrebro« may each be two things."""
    found = taken(atlas, "01_kk_statbank_bred_latin1.csv", "population")
    assert [question.key for question in found.questions] == ["place:indre by", "place:noerrebro"]
    assert not found.faults
    answers = {"place:indre by": "bydel-1", "place:noerrebro": "bydel-3"}
    found = taken(atlas, "01_kk_statbank_bred_latin1.csv", "population", answers)
    assert found.ready
    read = figures(found, "area_id", "date", "population")
    assert read[:2] == [("bydel-1", "2019-01-01", "111"), ("bydel-1", "2020-01-01", "112")]
    assert ("bydel-4", "2021-01-01", "143") in read
    assert len(read) == 14
    assert [(one.kind, one.where.row) for one in found.remarks] == [("no_figure", 6)]


def test_the_answers_are_kept_and_used_for_next_years_file(atlas: Atlas) -> None:
    answers = {"place:indre by": "bydel-1", "place:noerrebro": "bydel-3"}
    recipe = taken(atlas, "01_kk_statbank_bred_latin1.csv", "population", answers).recipe
    content = (FILES / "01_kk_statbank_bred_latin1.csv").read_bytes().replace(b"2021", b"2022")
    again = take_in(content, "population", Surroundings(atlas.places), recipe)
    assert again.ready
    assert ("bydel-3", "2022-01-01", "133") in figures(again, "area_id", "date", "population")


def test_the_bulk_of_danmarks_statistik_has_other_places_and_rows_left_out(atlas: Atlas) -> None:
    """Two quarters of four are no year; ».. « is no nought; the country, regions and Frederiksberg are not the city."""
    found = taken(atlas, "04_dst_straf11_bulk.csv", "crime", {"subject:indbrud i beboelser": "burglary"})
    assert found.rows.empty
    assert [(one.kind, one.value) for one in found.remarks if one.kind == "place_outside"] == [
        ("place_outside", "Hele landet"),
        ("place_outside", "Region Hovedstaden"),
        ("place_outside", "Frederiksberg"),
    ]
    assert {one.kind for one in found.remarks} == {"place_outside", "no_figure", "part_of_year"}


def test_the_bulk_of_danmarks_statistik_is_read_by_quarter(atlas: Atlas) -> None:
    found = taken(atlas, "04_dst_straf11_bulk.csv", "counted", {"subject:*": "police_reports"})
    assert not found.faults
    assert figures(found, "year", "quarter", "area_id", "category", "count", "missing_reason") == [
        ("2025", "1", "koebenhavn", "Straffelov i alt", "160", ""),
        ("2025", "1", "koebenhavn", "Indbrud i beboelser", "20", ""),
        ("2025", "2", "koebenhavn", "Straffelov i alt", "170", ""),
        ("2025", "2", "koebenhavn", "Indbrud i beboelser", "", "suppressed"),
    ]


BULK = "OMRÅDE;OVERTRÆD;TID;INDHOLD\n" + "".join(
    f"København;{crime};2024K{quarter};{count}\n"
    for crime, counts in {"Straffelov i alt": (160, 170, 180, 190), "Vold": (10, None, 12, 13)}.items()
    for quarter, count in enumerate(counts, start=1)
    if count is not None
)


@pytest.mark.parametrize(("answer", "violence"), [("zero", ["35"]), ("missing", [])])
def test_a_row_left_out_of_a_bulk_file_is_asked_about(atlas: Atlas, answer: str, violence: list[str]) -> None:
    around = Surroundings(atlas.places)
    asked = take_in(BULK.encode(), "crime", around)
    assert [question.key for question in asked.questions] == ["absent_rows"]
    found = take_in(BULK.encode(), "crime", around, Recipe(answers={"absent_rows": answer}))
    read = {row.series: row.reports for row in found.rows.itertuples()}
    assert read.pop("straffelov") == "700"
    assert list(read.values()) == violence


def test_snake_case_names_and_counts_with_nought_decimals_are_read(atlas: Atlas) -> None:
    found = taken(atlas, "08_snake_case_floats.csv", "population")
    assert found.ready
    assert figures(found, "area_id", "date", "population") == [
        ("amager-oest", "2012-01-01", "1000"),
        ("bydel-4", "2012-01-01", "1100"),
        ("broenshoej-husum", "2012-01-01", "1200"),
    ]
    assert [one.value for one in found.remarks] == ["alder_antal_0_5", "antal_nettotilflytning"]


def test_codes_keep_their_noughts_and_a_file_without_years_is_no_delivery(atlas: Atlas) -> None:
    cells = [row.cells for row in open_file((FILES / "10_vejkode_nuller.csv").read_bytes()).grids[0].rows]
    assert [row[1] for row in cells[1:]] == ["0004", "0104"]
    found = taken(atlas, "06_kommune_value_kode.csv", "indicator")
    assert "no_year_column" in [fault.kind for fault in found.faults]


@pytest.mark.parametrize("name", ["03_kk_wfs_bydel_wkt.csv", "12_kk_wfs_25832.geojson"])
def test_exports_of_the_wfs_are_read_with_their_columns(name: str) -> None:
    opened = open_file((FILES / name).read_bytes())
    assert not opened.faults
    assert {"bydel_nr", "navn"} <= set(opened.grids[0].rows[0].cells)


def test_danish_excels_csv_utf8_is_read(atlas: Atlas) -> None:
    found = taken(atlas, "survey_danish_excel_utf8.csv", "survey")
    assert found.ready
    assert figures(found, "year", "area_id", "measure", "percent") == [
        ("2009", "amager-oest", "insecure_evening", "26"),
        ("2009", "amager-oest", "insecure_neighbourhood", "11"),
    ]


def test_a_workbook_of_excel_97_is_read_between_its_title_and_its_note(atlas: Atlas) -> None:
    found = taken(atlas, "survey_1997.xls", "survey")
    assert found.ready
    assert figures(found, "area_id", "percent", "respondents", "missing_reason") == [
        ("broenshoej-husum", "12.4", "231", ""),
        ("valby", "", "", "suppressed"),
    ]


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("District - Østerbro", "oesterbro"),
        ("Bydel: Valby", "valby"),
        ("1. Indre By", "indre-by"),
        ("Bydel 5 Valby", "valby"),
        ("amager_øst", "amager-oest"),
        ("brønshøj husum", "broenshoej-husum"),
        ("Kongens Enghave", "kgs-enghave"),
        ("Kgs.Enghave", "kgs-enghave"),
        ("Vesterbro - Kongens Enghave", "bydel-4"),
        ("vesterbro-kongens_enghave", "bydel-4"),
        ("Vesterbro og Kgs. Enghave", "bydel-4"),
        ("Indre By inkl. Christianshavn", "bydel-1"),
        ("Hele København", "koebenhavn"),
        ("Københavns Kommune", "koebenhavn"),
        ("101", "koebenhavn"),
        ("Br?nsh?j-Husum", "broenshoej-husum"),
        ("Vanl\ufffdse", "vanloese"),
        ("sterbro", "oesterbro"),
        ("Amager st", "amager-oest"),
        ("Oesterbro", "oesterbro"),
        ("ØSTERBRO", "oesterbro"),
        ("Valby Lokaludvalg", "valby"),
        ("Nørrebro (hele bydelen)", "bydel-3"),
    ],
)
def test_every_known_spelling_is_one_place(atlas: Atlas, name: str, place_id: str) -> None:
    assert places_of({name: Where()}, atlas.places, Recipe()).meant[name].place_id == place_id


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Frederiksberg", "outside"),
        ("0461", "outside"),
        ("147", "outside"),
        ("Region Sjælland", "outside"),
        ("Hele landet", "outside"),
        ("Uden for inddeling", "nowhere"),
        ("Nørrebro", "asked"),
        ("5", "asked"),
        ("Valbi", "unknown"),
    ],
)
def test_what_is_no_place_of_the_city_or_may_be_several_says_so(atlas: Atlas, name: str, why: str) -> None:
    assert places_of({name: Where()}, atlas.places, Recipe()).meant[name].why == why


def test_indre_by_is_an_area_unless_the_file_is_of_bydele(atlas: Atlas) -> None:
    def meant(*names: str) -> Meant:
        return places_of(dict.fromkeys(names, Where()), atlas.places, Recipe()).meant["Indre By"]

    assert meant("Indre By", "Valby").place_id == "indre-by"
    assert meant("Indre By", "Christianshavn", "Nørrebro").place_id == "indre-by"
    assert meant("Indre By", "Vesterbro/Kongens Enghave").why == "asked"


def test_numbers_are_the_bydeles_where_their_head_says_so(atlas: Atlas) -> None:
    found = places_of({"5": Where(column="bydel_nr")}, atlas.places, Recipe())
    assert found.meant["5"].place_id == "valby"
