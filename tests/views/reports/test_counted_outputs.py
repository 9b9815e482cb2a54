"""Every output of the counted tables tells hidden numbers by range and reason, the change, the source and the mark."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from openpyxl import load_workbook

from sikkerby_geo import build
from sikkerby_geo.build.counted import hide_small_counts
from sikkerby_geo.domain.reports.comparing import Movement
from sikkerby_geo.domain.reports.counted import CountedTables
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.counted import (
    BUSIEST_PLACES,
    CHARGES_BY_AGE,
    CHARGES_UNDER_18,
    CLOSURES,
    COUNTED,
    POLICE_REPORTS,
    SSP_CASES,
    UNREST,
    CountedSeries,
)
from sikkerby_geo.text import t
from sikkerby_geo.views.base.report_words import hidden_note
from sikkerby_geo.views.reports.counted_files import counted_file, counted_print
from sikkerby_geo.views.reports.counted_tables import CountedAnswer, counted_sheet, in_place, notes, sentences
from tests.toytown.city_record import city_atlas
from tests.toytown.counted import NO_STORE, delivered, with_counted
from tests.toytown.reports import with_reports

NEWEST = "2025-K1"
PRINTED = date(2025, 12, 5)


@pytest.fixture(scope="module")
def tables() -> CountedTables:
    return CountedTables(with_counted(city_atlas()))


def answer(tables: CountedTables, series: CountedSeries, period: str = NEWEST, place_id=None) -> CountedAnswer:
    return CountedAnswer(tables.atlas, tables, series, period, Level.SURVEY_AREA, place_id)


def book(content: bytes) -> str:
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return " ".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def paper(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_every_output_has_mark_range_change_and_source(tables: CountedTables) -> None:
    told = answer(tables, CHARGES_BY_AGE)
    outputs = {
        "screen": counted_sheet(told).html,
        "csv": counted_file(told, "csv").decode("utf-8-sig"),
        "xlsx": book(counted_file(told, "xlsx")),
        "pdf": paper(counted_print([told], printed=PRINTED)),
    }
    for name, said in outputs.items():
        assert "egne tal, ikke offentliggjort" in said, name
        assert "klart flere" in said, name
        assert "300" in said, name
        if name != "screen":
            assert "Politiets nøgletal" in said, name
    assert "0–4" in outputs["screen"]
    assert "0–4" in outputs["pdf"]
    assert ";0;4;" in outputs["csv"]
    assert t("hidden.reason") in outputs["csv"]
    assert hidden_note() in outputs["xlsx"]
    assert all("3" not in row["now"].text for row in counted_sheet(told).rows if row["what"].text == "Under 15 år")


def test_published_tables_have_no_mark() -> None:
    there = CountedTables(with_counted(city_atlas(), "2025-06-01"))
    told = answer(there, CHARGES_BY_AGE)
    for said in (
        counted_sheet(told).html,
        counted_file(told, "csv").decode(),
        paper(counted_print([told], printed=PRINTED)),
    ):
        assert "ikke offentliggjort" not in said


def test_the_sentences_tell_movements_goals_and_what_cannot_be_tested(tables: CountedTables) -> None:
    assert sentences(answer(tables, CHARGES_BY_AGE)) == ("Klart flere end i 1. kvartal 2024: I alt og 18–25 år.",)
    assert sentences(answer(tables, CLOSURES))[0] == "Målet er 0, og det er nået i hele byen."
    before = sentences(answer(tables, CLOSURES, "2024-K1"))
    assert before[0] == "Målet er 0, og det er ikke nået: 1 i hele byen."
    assert "1. kvartal 2023 er ikke leveret" in before[1]
    assert t("counted.levels") in notes(answer(tables, SSP_CASES))


def test_lists_show_25_and_what_is_not_named_is_not_called_undelivered(tables: CountedTables) -> None:
    rows = answer(tables, BUSIEST_PLACES).rows
    assert len(rows) == 25
    assert [row.cell.category for row in rows[:2]] == ["Plads 1", "Plads 2"]
    young = answer(tables, CHARGES_UNDER_18)
    assert {row.cell.category for row in young.rows} == {"Vold", "Butikstyveri"}
    assert answer(tables, POLICE_REPORTS).rows == ()


def test_a_place_has_its_own_rows_of_unrest_and_levels_and_all_are_one_family(tables: CountedTables) -> None:
    found = in_place(tables.atlas, tables.atlas.places["dalum"])
    assert [one.series for one in found] == [UNREST, SSP_CASES]
    assert {row.cell.where for one in found for row in one.rows} == {"dalum"}
    assert in_place(city_atlas(), city_atlas().places["dalum"]) == ()
    assert tables.tested(UNREST, NEWEST) > len(found[0].rows)


def test_a_level_without_numbers_gives_the_one_that_has_them_and_says_so(tables: CountedTables) -> None:
    areas = answer(tables, UNREST)
    bydele = CountedAnswer(tables.atlas, tables, UNREST, NEWEST, Level.BYDEL)
    assert [row.cell for row in bydele.rows] == [row.cell for row in areas.rows]
    assert t("counted.other_places") in notes(bydele)
    assert t("counted.other_places") not in notes(areas)
    assert t("counted.other_places") not in notes(answer(tables, CHARGES_BY_AGE))


def test_a_number_of_reports_is_not_shown_where_the_points_hide_it() -> None:
    with_points = with_reports(city_atlas())
    told = [one for table in with_points.snapshot.reports.tables.values() for one in table.counts.items()]
    hidden = next(key for key, one in sorted(told) if one.hidden and key.what == "type/brand")
    year, quarter = hidden.period.split("-K")
    when = {"year": year, "quarter": quarter, "area_id": hidden.where, "series": POLICE_REPORTS.series_id}
    rows = [{**when, "category": kind, "count": "12"} for kind in ("Brand", "Noget andet")]
    (kept,) = hide_small_counts(NO_STORE, with_points.places, [delivered(rows)]).deliveries
    there = build.preview(with_points, NO_STORE, kept).atlas
    there = replace(there, snapshot=replace(there.snapshot, reports=with_points.snapshot.reports))
    found = {row.cell.category: row.now for row in CountedTables(there).rows(POLICE_REPORTS, hidden.period)}
    counts = {name: one.count.exact if one and one.count else None for name, one in found.items()}
    assert counts == {"Brand": None, "Noget andet": 12}


@pytest.mark.parametrize("series", COUNTED, ids=lambda series: series.series_id)
def test_every_table_can_be_told(series: CountedSeries, tables: CountedTables) -> None:
    told = answer(tables, series)
    if not told.rows:
        return
    sheet = counted_sheet(told)
    assert sheet.html
    assert counted_file(told, "csv")
    assert all(row["moved"].text for row in sheet.rows)
    assert {row.cell.where for row in told.rows} & {CITY_ID, *tables.atlas.places.by_id}
    assert all(row.compared.movement in Movement for row in told.rows)
