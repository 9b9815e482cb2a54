"""Counted tables as files bring them: every spelling of a quarter, wide and long, and what is asked."""

from __future__ import annotations

import pytest

from sikkerby_geo.store.intake.take_in import Intake
from tests.cases.deliveries import taken
from tests.store.test_delivered_tables import book

UNREST = "Urolige områder\n"
WANTED = {
    ("unrest", "2024", "1", "aaby", "", "12"),
    ("unrest", "2025", "1", "aaby", "", "13"),
    ("unrest", "2024", "1", "bakken", "", "15"),
    ("unrest", "2025", "1", "bakken", "", "16"),
}


def cells(found: Intake) -> set[tuple[str, ...]]:
    assert (found.faults, found.questions) == ((), ())
    names = ["series", "year", "quarter", "area_id", "category", "count"]
    return set(found.rows[names].itertuples(index=False, name=None))


FORMS: dict[str, str | bytes] = {
    "K1 beside the year": UNREST + "Område;År;Kvartal;Antal\n"
    "Åby;2024;K1;12\nÅby;2025;1;13\nBakken;2024;1. kvt.;15\nBakken;2025;Q1;16\n",
    "in one word": UNREST
    + "Område;Periode;Antal\nÅby;2024K1;12\nÅby;2025Q1;13\nBakken;2024-K1;15\nBakken;K1 2025;16\n",
    "in words": UNREST + "Område;Kvartal;Antal\n"
    "Åby;1. kvartal 2024;12\nÅby;1. kvt. 2025;13\nBakken;2024, 1. kvartal;15\nBakken;1.kv. 2025;16\n",
    "months": UNREST
    + "Område;Måned;Antal\n"
    + "".join(
        f"{place};{year}M0{month};{count - 4 if month == 1 else 2}\n"
        for place, year, count in (("Åby", 2024, 12), ("Åby", 2025, 13), ("Bakken", 2024, 15), ("Bakken", 2025, 16))
        for month in (1, 2, 3)
    ),
    "a column a quarter": UNREST + "Område;2024K1;1. kvartal 2025\nÅby;12;13\nBakken;15;16\n",
    "the table in every row": "Tabel;Område;2024K1;2025K1\nUro;Åby;12;13\nUrolige områder;Bakken;15;16\n",
    "K1 below the years": book(
        {
            "Urolige områder": [
                ["Område", 2024, None, 2025, None],
                [None, "K1", "K2", "K1", "K2"],
                ["Åby", 12, None, 13, None],
                ["Bakken", 15, None, 16, None],
            ]
        },
        ("B1:C1", "D1:E1"),
    ),
    "the national statistics' form": "OMRÅDE;TABEL;TID;INDHOLD\n"
    "Åby;Uro;2024K1;12\nÅby;Uro;2025K1;13\nBakken;Uro;2024K1;15\nBakken;Uro;2025K1;16\nFrederiksberg;Uro;2024K1;9\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_quarter_is_read_however_it_is_written(form: str) -> None:
    assert cells(taken(FORMS[form], "counted")) == WANTED


def test_dates_are_the_quarters_they_begin_where_there_are_several() -> None:
    for content in (
        UNREST + "Område;01-01-2025;01-04-2025\nÅby;12;13\n",
        UNREST + "Område;Dato;Antal\nÅby;01.01.2025;12\nÅby;2025-04-01;13\n",
    ):
        found = cells(taken(content, "counted"))
        assert {one[1:3] + one[5:] for one in found} == {("2025", "1", "12"), ("2025", "2", "13")}


def test_one_date_alone_is_asked_about() -> None:
    content = UNREST + "Område;01-01-2025\nÅby;12\n"
    (question,) = taken(content, "counted").questions
    assert [choice.value for choice in question.choices] == ["2025-K1", "2025-01"]
    assert cells(taken(content, "counted", date_period="quarter")) == {("unrest", "2025", "1", "aaby", "", "12")}
    month = taken(content, "counted", date_period="month")
    assert "part_of_quarter" in [remark.kind for remark in month.remarks]
    assert month.rows.empty


def test_rows_of_a_table_stand_in_a_column_or_in_heads_and_a_file_of_the_city_alone_is_asked_about() -> None:
    wide = "Sigtelser efter alder\nKvartal;Under 15 år;15-17 år;18–25 år;\n2025K1;11;40;200\n"
    assert [question.key for question in taken(wide, "counted").questions] == ["whole_city"]
    city = cells(taken(wide, "counted", whole_city="city"))
    assert city == {
        ("charges_by_age", "2025", "1", "koebenhavn", age, count)
        for age, count in (("0-14", "11"), ("15-17", "40"), ("18-25", "200"))
    }
    long = "Tabel;Område;Alder;2025K1\n" + "".join(
        f"Sigtelser 0-25 år;Hele byen;{age};{count}\n" for age, count in (("10–14", 11), ("15-17-årige", 40))
    )
    assert cells(taken(long + "Sigtelser 0-25 år;Hele byen;18-25;200\n", "counted")) == city
    assert [one.kind for one in taken(wide, "counted", whole_city="none").faults] == ["no_place_column"]


def test_a_word_in_the_place_of_a_number_and_what_the_source_hides_are_kept() -> None:
    found = taken(UNREST + "Område;Periode;Antal;Vurdering\nÅby;2025K1;;urolig\nBakken;2025K1;..;\n", "counted")
    told = found.rows[["area_id", "count", "grade", "missing_reason"]].itertuples(index=False, name=None)
    assert list(told) == [("aaby", "", "urolig", ""), ("bakken", "", "", "suppressed")]


def test_rows_a_bulk_file_leaves_out_are_asked_about_and_may_be_nought() -> None:
    bulk = "OMRÅDE;TABEL;OVERTRÆD;TID;INDHOLD\n" + "".join(
        f"{place};Anmeldelser efter type;{kind};2025K1;{count}\n"
        for place, kind, count in (("Åby", "Vold", 7), ("Bakken", "Vold", 9), ("Bakken", "Brand", 6))
    )
    assert [question.key for question in taken(bulk, "counted").questions] == ["absent_rows"]
    assert ("police_reports", "2025", "1", "aaby", "Brand", "0") in cells(taken(bulk, "counted", absent_rows="zero"))
    assert len(cells(taken(bulk, "counted", absent_rows="missing"))) == 3


def test_a_note_on_what_concerns_staff_is_left_out() -> None:
    content = "Tabel;Område;Periode;Antal;Note\nHændelser mod ansatte;Åby;2025K1;8;på Skolen ved søen\n"
    found = taken(content, "counted")
    assert found.rows.note_da.tolist() == [""]
    assert "note_left_out" in [remark.kind for remark in found.remarks]


def test_quarters_as_heads_make_a_year_of_counts_too() -> None:
    for heads in ("2024K1;2024K2;2024K3;2024K4", "01-01-2024;01-04-2024;01-07-2024;01-10-2024"):
        found = taken(f"Område;Slags;{heads}\nÅby;Straffelov;10;20;30;40\n", "crime", figure="reports")
        assert (found.faults, found.rows.reports.tolist(), found.rows.year.tolist()) == ((), ["100"], ["2024"])


def test_dates_and_quarters_as_heads_are_days_of_residents() -> None:
    for heads in ("01-01-2024;01-07-2024", "2024K1;2024K3", "2024, 1. kvartal;3. kvt. 2024"):
        found = taken(f"Område;{heads}\nÅby;100;110\n", "population")
        assert (found.faults, found.rows.date.tolist()) == ((), ["2024-01-01", "2024-07-01"])


def test_the_recipe_of_a_file_reads_the_next_one() -> None:
    found = taken(FORMS["a column a quarter"], "counted")
    assert found.recipe.columns["2024K1"] == "count||2024-K1|"
    assert taken(FORMS["a column a quarter"], "counted").rows.equals(found.rows)
