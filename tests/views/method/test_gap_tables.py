"""What is missing, in tables: the counts in words and bars, and who can be asked."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.views.method.gaps import crime_known, gaps_sheet, survey_known


def cell(table, year: str, column: str) -> str:
    row = next(row for row in table.rows if row.year == year)
    return row.cells[table.columns.index(column)][1]


def test_figures_bounds_and_nothing_are_told_apart(atlas: Atlas):
    table = survey_known(atlas)
    assert cell(table, "2017", "Utrygge i nabolaget") == "6 tal, 7 kun grænse"
    assert cell(table, "2025", "Trygge i nabolaget") == "13 tal"
    assert cell(table, "2023", "Utrygge i nabolaget") == "intet"


def test_every_year_has_a_row_and_the_old_survey_is_marked(atlas: Atlas):
    years = [row.year for row in survey_known(atlas).rows]
    assert years[0] == str(atlas.years[-1])
    assert years[-1] == "2013 (indeks)"
    assert len(years) == len(atlas.years)


def test_a_count_without_a_rate_is_said(atlas: Atlas):
    assert cell(crime_known(atlas), "2017", "Anmeldt borgervendt kriminalitet") == "2 tal, 1 antal"
    assert cell(crime_known(atlas), "2024", "Anmeldte straffelovsovertrædelser") == "13 tal"


def test_bars_are_as_wide_as_their_counts(atlas: Atlas):
    html = survey_known(atlas).html
    assert 'class="has" style="width:46.2%"' in html
    assert 'class="bound" style="width:53.8%"' in html


def test_the_csv_has_the_same_words(atlas: Atlas):
    lines = survey_known(atlas).csv.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("År;Utrygge i nabolaget")
    assert "2017;6 tal, 7 kun grænse;1 tal;intet;intet" in lines


def test_every_gap_says_who_can_be_asked(atlas: Atlas):
    rows = gaps_sheet(atlas).rows
    assert len(rows) == len(atlas.snapshot.table("gaps"))
    assert all(row["what"].text and row["who"].text for row in rows)
    assert [row["source"].text for row in rows[:2]] == ["Notat fra forvaltningen (Legeby Kommune)", ""]
