"""The one table: the newest of each measure, held against the city of the same year, and nothing without its reason."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from openpyxl import load_workbook

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.beside_city import Side
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.district.compared import Cell, Compared, compared
from sikkerby_geo.views.district.compared_files import compared_csv, compared_xlsx
from tests.views.asking import danish, renamed


def cell_of(table: Compared, place_id: str, indicator_id: str) -> Cell:
    row = [place.place_id for place in table.places].index(place_id)
    return next(measure.cells[row] for measure in table.measures if measure.indicator.indicator_id == indicator_id)


def html_of(table: Compared) -> str:
    links = {place.place_id: f"?sted={place.place_id}" for place in table.places}
    return render("compared.html", table=table, links=links, sources="")


def test_the_newest_measure_comes_first_and_each_column_has_its_year(atlas: Atlas) -> None:
    table = compared(atlas, Level.SURVEY_AREA)
    years = [measure.year for measure in table.measures if measure.indicator.surveyed]
    assert years == sorted(years, reverse=True)
    assert years[0] == 2025
    assert len(table.places) == 13


def test_every_cell_has_a_figure_with_its_standing_or_the_reason_why_there_is_none(atlas: Atlas) -> None:
    for level in Level:
        for _, cells in compared(atlas, level).rows:
            for cell in cells:
                assert bool(cell.figure) is not bool(cell.missing)
                assert bool(cell.figure) is bool(cell.words)


def test_a_place_lies_higher_level_or_lower_in_word_and_sign(atlas: Atlas) -> None:
    table = compared(atlas, Level.SURVEY_AREA)
    found = cell_of(table, "moellehoej", "safe_neighbourhood")
    assert (found.figure, found.side, found.sign, found.words) == (danish("71~%"), Side.LOWER, "−", "lavere")
    assert found.tone == "worse"
    level = [cell for _, cells in table.rows for cell in cells if cell.side is Side.LEVEL]
    assert {(cell.sign, cell.words, cell.tone) for cell in level} == {("=", "på niveau", "")}
    higher = cell_of(table, "bakken", "safe_neighbourhood")
    assert (higher.sign, higher.words, higher.tone) == ("+", "højere", "better")
    assert "Møllehøj" in table.says


def test_a_figure_of_another_year_says_so_and_a_bound_is_not_held_against_the_city(atlas: Atlas) -> None:
    table = compared(atlas, Level.SURVEY_AREA)
    others = [cell for _, cells in table.rows for cell in cells if cell.year]
    assert others
    for cell in others:
        assert cell.year == str(cell.known.year)
    bounds = [cell for _, cells in table.rows for cell in cells if cell.figure and cell.known.figure is None]
    for cell in bounds:
        assert (cell.side, cell.sign, cell.arrow) == (Side.NOT_TESTABLE, "", "")
        assert "kun grænsen kendt" in cell.words


def test_an_arrow_stands_only_for_a_clear_change(atlas: Atlas) -> None:
    table = compared(atlas, Level.SURVEY_AREA)
    cells = [cell for _, cells in table.rows for cell in cells]
    assert any(cell.arrow for cell in cells)
    for cell in cells:
        clear = cell.moved is not None and cell.moved.verdict in ("rose", "fell")
        assert bool(cell.arrow) is bool(cell.change) is clear


def test_rows_are_links_and_names_are_data(snapshot: Snapshot) -> None:
    page = html_of(compared(renamed(snapshot, "bakken", "<b>Bakken</b>"), Level.SURVEY_AREA))
    assert '<a href="?sted=bakken">&lt;b&gt;Bakken&lt;/b&gt;</a>' in page
    assert page.count("<a href=") == 13


def test_the_files_hold_numbers_years_and_reasons(atlas: Atlas) -> None:
    table = compared(atlas, Level.SURVEY_AREA)
    rows = list(csv.DictReader(io.StringIO(compared_csv(table).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 13 * len(table.measures)
    found = next(row for row in rows if row["Område"] == "Møllehøj" and row["Mål"] == "Trygge i nabolaget")
    assert (found["År"], found["Tal"], found["Mod byen"]) == ("2025", "71", "lavere")
    assert found["Sammenlignet med"]
    assert all(row["Tal"] or row["Kun grænsen kendt"] or row["Bemærkning"] for row in rows)
    book = load_workbook(io.BytesIO(compared_xlsx(table)))
    wide, long, notes = book.worksheets
    assert (wide.max_row, long.max_row) == (14, len(rows) + 1)
    column = [cell.value for cell in wide[1]].index("Trygge i nabolaget") + 1
    values = {row[0].value: row[column - 1].value for row in wide.iter_rows(min_row=2)}
    assert values["Møllehøj"] == 71
    assert notes.max_row == 5


def test_without_any_figure_the_table_says_why(atlas: Atlas) -> None:
    table = compared(replace(atlas, observations={}), Level.SURVEY_AREA)
    assert {cell.missing for _, cells in table.rows for cell in cells} != {""}
    assert "ligger klart" in table.says
    assert html_of(table)
