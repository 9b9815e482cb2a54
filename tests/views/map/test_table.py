"""The same facts as the map as a table and as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.spreadsheet import spreadsheet_safe
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map.table import COLUMNS, facts_csv, facts_rows, facts_table, facts_xlsx
from tests.views.asking import UNDER_85, choose, danish, renamed, surveyed

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows_of(atlas: Atlas, choice: Choice) -> list[dict[str, str]]:
    """The file as a spreadsheet with Danish settings opens it."""
    return list(csv.DictReader(io.StringIO(facts_csv(atlas, choice).decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("level", Level)
def test_one_row_a_place_in_the_order_of_the_places(atlas: Atlas, level: Level) -> None:
    for year in atlas.years:
        table = facts_table(atlas, choose(year, level=level))
        assert list(table.place_id) == [place.place_id for place in atlas.places.at(level)]
        assert set(COLUMNS) <= set(table.columns)


@pytest.mark.parametrize("asked", [*(rule.rule_id for rule in RULES), "insecure_evening"])
def test_nothing_is_ever_blank_or_zero_for_lack_of_a_figure(atlas: Atlas, asked: str) -> None:
    for year in atlas.years:
        choice = choose(year, asked)
        for row in facts_table(atlas, choice).itertuples():
            figure = atlas.observation(choice.indicator_id, row.place_id, year).figure
            assert row.figure
            assert figure is not None or row.note
            assert figure is not None or (row.interval, row.answers) == ("", "")
            assert figure is not None or not row.figure.startswith("0")


def test_table_and_map_say_the_same(atlas: Atlas) -> None:
    for rule in RULES:
        for year in atlas.years:
            choice = choose(year, rule.rule_id)
            areas = map_state(atlas, choice)["areas"]
            for row in facts_table(atlas, choice).itertuples():
                assert areas[row.place_id]["figure"] in ("", row.figure)


def test_a_row_says_all_that_is_known_of_its_place(atlas: Atlas) -> None:
    table = facts_table(atlas, choose(2017)).set_index("place_id")
    row = table.loc["moellehoej"]
    assert row.figure == danish("21~%")
    assert row.interval == danish("16–27~%")
    assert row.answers == "ca. 246 svar (skønnet)"
    assert row.state == danish("Klart over 10~%")
    assert row.change == "ingen klar ændring siden 2016"
    assert row.crime == "ikke fundet"
    assert table.loc["oeen"].figure == danish("≤ 10~%")
    assert table.loc["bakken"].crime == "52,5 (anmeldt borgervendt kriminalitet)"


def test_a_transcribed_figure_is_noted_in_its_row(atlas: Atlas) -> None:
    table = facts_table(atlas, choose(2025, UNDER_85)).set_index("place_id")
    assert all(note.startswith("gengivet af andre") for note in table.note)
    assert "trykfejl" in table.loc["engvang"].note


def test_the_file_has_a_mark_semicolons_and_thirteen_rows(atlas: Atlas) -> None:
    content = facts_csv(atlas, choose(2017))
    assert content.startswith(b"\xef\xbb\xbf")
    header = content.decode("utf-8-sig").splitlines()[0]
    assert header.startswith("År;Niveau;Område-id;Område;Mål;Procent;")
    assert len(rows_of(atlas, choose(2017))) == 13


def test_figures_in_the_file_are_plain_numbers_with_a_decimal_comma(atlas: Atlas) -> None:
    rows = {row["Område-id"]: row for row in rows_of(atlas, choose(2017))}
    row = rows["moellehoej"]
    ends = [row[danish(f"95~%-interval, {end}")] for end in ("nedre", "øvre")]
    assert (row["Procent"], *ends) == ("21", "16,4", "26,5")
    assert (row["Svar"], row["Svartallets grundlag"]) == ("246", "skønnet")


def test_a_missing_number_is_blank_and_its_reason_is_last(atlas: Atlas) -> None:
    for row in rows_of(atlas, choose(2022)):
        assert row["Procent"] == ""
        assert list(row.values())[-1] == "Vi har ikke fundet tallet. Det betyder ikke, at det ikke findes."
    bound = next(row for row in rows_of(atlas, choose(2017)) if row["Område-id"] == "oeen")
    assert (bound["Procent"], bound["Kun grænsen kendt"]) == ("", danish("højst 10~%"))
    assert (bound["Kendt grænse, mindst"], bound["Kendt grænse, højst"]) == ("", "10")


def test_a_range_of_incomes_keeps_every_krone(atlas: Atlas) -> None:
    for year in sorted(atlas.known_years("median_income")):
        for row in rows_of(atlas, choose(year, "median_income", Level.BYDEL)):
            cell = atlas.observation("median_income", row["Område-id"], year)
            if cell.figure is None and cell.flag_range is not None:
                ends = (cell.flag_range.low, cell.flag_range.high)
                assert (row["Kendt grænse, mindst"], row["Kendt grænse, højst"]) == tuple(f"{end:.0f}" for end in ends)


def test_the_workbook_has_the_same_rows_as_numbers_and_a_sheet_on_reading(atlas: Atlas) -> None:
    choice = choose(2017)
    sheet, notes = load_workbook(io.BytesIO(facts_xlsx(atlas, choice))).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {name: value if value != "" else None for name, value in row.items()} for row in facts_rows(atlas, choice)
    ]
    moellehoej = dict(zip(head, next(row for row in rows if "moellehoej" in row), strict=True))
    assert moellehoej["Procent"] == 21
    assert isinstance(moellehoej["95~%-interval, nedre".replace("~", "\u00a0")], int | float)
    said = [note for (note,) in notes.iter_rows(values_only=True)]
    assert t("workbook.missing") in said
    assert any(note.startswith("Kilde") for note in said)


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=lambda measure: measure.indicator_id)
@pytest.mark.parametrize("level", Level)
def test_no_cell_of_any_file_reads_as_a_formula(atlas: Atlas, measure, level: Level) -> None:
    for year in atlas.years:
        for row in rows_of(atlas, choose(year, measure.indicator_id, level)):
            assert not [cell for cell in row.values() if cell.startswith(FORMULA_STARTS)]


def test_a_name_that_looks_like_a_formula_is_disarmed(snapshot: Snapshot) -> None:
    name = '=HYPERLINK("http://x";"y")'
    row = next(row for row in rows_of(renamed(snapshot, "dalum", name), choose(2017)) if row["Område-id"] == "dalum")
    assert row["Område"] == "'" + name


@pytest.mark.parametrize("text", ["Valby", "", "10 %", "≤ 10 %", "a=b"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert spreadsheet_safe(text) == text


@pytest.mark.parametrize("written", [*(f"{start}1" for start in FORMULA_STARTS), "+45 12", "@SUM(A1)"])
def test_every_start_of_a_formula_is_disarmed(written: str) -> None:
    assert spreadsheet_safe(written) == f"'{written}"


def test_a_withheld_figure_is_told_from_one_not_found(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {"moellehoej": "18", "dalum": "suppressed", "bakken": "not_asked"})
    table = facts_table(toy, choose(2016)).set_index("place_id")
    assert table.loc["dalum"].figure == "tilbageholdt"
    assert table.loc["bakken"].figure == "ikke spurgt"
    assert table.loc["oeen"].figure == "ikke fundet"


def test_where_many_visit_the_warning_stands_beside_the_rate_in_page_and_file(atlas: Atlas, monkeypatch) -> None:
    monkeypatch.setattr("sikkerby_geo.domain.figures.observations.VISITED", ("havnen",))
    counted = build_atlas(atlas.snapshot, "visited")
    choice = choose(2024, "straffelov")
    rows = facts_table(counted, choice).to_dict("records")
    noted = {row["place_id"] for row in rows if t("crime.visitors") in row["note"]}
    assert noted == {"havnen"}
    assert t("crime.visitors") in facts_csv(counted, choice).decode("utf-8-sig")
