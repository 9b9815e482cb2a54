"""Cells of a delivery: every way offices write a number, a missing figure, a year or a day; nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.facts.delivery_kinds import Form
from sikkerby_geo.facts.intake import Recipe, Where
from sikkerby_geo.store.intake.cells import Absence, Missing, Number, Unreadable, read_number
from sikkerby_geo.store.intake.figures import Column, read_column
from sikkerby_geo.store.intake.moments import Moment, read_moment


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", "12"),
        ("12,4", "12.4"),
        ("12.4", "12.4"),
        ("0,12", "0.12"),
        ("0.125", "0.125"),
        ("12 %", "12"),
        ("12,4 pct.", "12.4"),
        ("12\u00a0%", "12"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234", "1234"),
        ("1\u202f234,5", "1234.5"),
        ("-5,0", "-5.0"),
        ("−3", "-3"),
        ("+7", "7"),
        ("100.0", "100.0"),
        ("\ufeff 7 ", "7"),
        (12.4, "12.4"),
        (0.1 + 0.2, "0.3"),
        (79, "79"),
    ],
)
def test_a_number_is_read_as_it_is_written(written: str | float, value: str) -> None:
    found = read_number(written)
    assert isinstance(found, Number)
    assert found.value == Decimal(value)
    assert found.thousands is None


@pytest.mark.parametrize(("written", "small", "large"), [("1.234", "1.234", 1234), ("52,341", "52.341", 52341)])
def test_three_figures_after_one_sign_have_two_readings(written: str, small: str, large: int) -> None:
    found = read_number(written)
    assert isinstance(found, Number)
    assert (found.value, found.thousands) == (Decimal(small), large)


@pytest.mark.parametrize(
    ("written", "bound", "value"),
    [
        ("≤ 10", "<=", 10),
        ("<= 10 %", "<=", 10),
        ("højst 10", "<=", 10),
        ("over 10", ">", 10),
        ("Mindst 85 %", ">=", 85),
    ],
)
def test_a_bound_is_read_with_its_limit(written: str, bound: str, value: int) -> None:
    found = read_number(written)
    assert isinstance(found, Number)
    assert (found.bound, found.value) == (bound, value)


@pytest.mark.parametrize(
    ("written", "reason", "dash"),
    [
        ("", Absence.NOT_STATED, False),
        (None, Absence.NOT_STATED, False),
        ("   ", Absence.NOT_STATED, False),
        (".", Absence.NOT_ASKED, False),
        ("..", Absence.SUPPRESSED, False),
        ("…", Absence.NOT_STATED, False),
        ("-", Absence.NOT_STATED, True),
        ("–", Absence.NOT_STATED, True),
        ("n.a.", Absence.NOT_STATED, False),
        ("Ikke spurgt", Absence.NOT_ASKED, False),
        ("diskretion", Absence.SUPPRESSED, False),
        (float("nan"), Absence.NOT_STATED, False),
    ],
)
def test_a_missing_figure_keeps_its_reason(written: str | None, reason: Absence, dash: bool) -> None:
    assert read_number(written) == Missing(reason, dash)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("١٢", "foreign_digits"),
        ("１２", "foreign_digits"),
        ("007", "leading_zero"),
        ("0104", "leading_zero"),
        ("00", "leading_zero"),
        ("12-14", "span"),
        ("12*", "footnote_mark"),
        ("12 1)", "footnote_mark"),
        ("ca. 12", "about"),
        ("#DIV/0!", "sheet_error"),
        ("#I/T", "sheet_error"),
        ("#OVERLØB!", "sheet_error"),
        ("Err:502", "sheet_error"),
        ("tolv", "not_number"),
        ("1,2,3", "not_number"),
        ("12.34.56", "not_number"),
        ("1.23,4", "not_number"),
        ("1e5", "not_number"),
        ("(12)", "not_number"),
        ("12 kr", "not_number"),
        ("1234567890123456", "many_digits"),
        (True, "not_number"),
        (1e300, "many_digits"),
        (float("inf"), "many_digits"),
    ],
)
def test_what_is_no_number_says_what_it_looks_like(written: str | float, kind: str) -> None:
    assert read_number(written) == Unreadable(kind)


@given(st.integers(0, 10**9), st.integers(0, 4), st.booleans(), st.booleans())
@settings(max_examples=120)
def test_what_is_written_in_danish_or_english_is_read_back_or_left_open(
    digits: int, decimals: int, danish: bool, grouped: bool
) -> None:
    value = Decimal(digits).scaleb(-decimals)
    text = f"{value:,f}" if grouped else f"{value:f}"
    if danish:
        text = text.translate(str.maketrans(",.", ".,"))
    found = read_number(text)
    assert isinstance(found, Number)
    assert value in (found.value, found.thousands)


@given(st.text(max_size=12) | st.from_regex(r"[0-9.,\- %]{1,10}", fullmatch=True))
@settings(max_examples=200)
def test_no_text_stops_the_reader_and_none_becomes_another_number(text: str) -> None:
    found = read_number(text)
    if isinstance(found, Number):
        digits = "".join(sign for sign in text if sign in "0123456789")
        assert found.value.copy_abs().as_tuple().digits == Decimal(digits).as_tuple().digits or found.value == 0


def column(*cells: str | float | None, form: Form = Form.PERCENT, head: str = "Procent", **answers: str) -> Column:
    listed = [(Where("", at, head), cell) for at, cell in enumerate(cells, start=2)]
    recipe = Recipe(answers={key.replace("_", ":"): answer for key, answer in answers.items()})
    return read_column(listed, [form] * len(listed), True, recipe)


def values(found: Column) -> list[float | None]:
    return [None if one is None or one.value is None else float(one.value) for one in found.figures]


def test_shares_among_per_cents_are_asked_about_once_and_read_as_answered() -> None:
    asked = column("0,12", "0,09", "0,3")
    assert [(one.kind, one.count) for one in asked.questions] == [("share", 3)]
    assert all(one is not None and one.waits for one in asked.figures)
    assert values(column("0,12", "0,09", "0,3", share_procent="share")) == [12, 9, 30]
    assert values(column("0,12", "0,09", "0,3", share_procent="percent")) == [0.12, 0.09, 0.3]


def test_a_per_cent_sign_or_larger_figures_settle_what_is_meant() -> None:
    assert not column("0,5 %", "12 %").questions
    assert not column("1", "12", "9").questions
    assert column("12", "0,09").questions


def test_a_number_of_a_workbook_is_quoted_as_its_writer_sees_it() -> None:
    asked = column(0.13, 0.09).questions[0]
    assert (asked.example, [choice.value for choice in asked.choices]) == ("0,13", ["13", "0,13"])
    assert column(1.0, 0.0).questions[0].example == "1"
    assert [fault.value for fault in column(124.5, True).faults] == ["124,5", "TRUE"]


def test_thousands_are_asked_about_where_both_readings_may_be() -> None:
    assert [one.kind for one in column("1.234", "2.000", form=Form.NUMBER, head="Tal").questions] == ["thousands"]
    assert values(column("1.234", form=Form.NUMBER, head="Tal", thousands_tal="thousands")) == [1234]
    assert values(column("1.234", form=Form.NUMBER, head="Tal", thousands_tal="decimals")) == [1.234]


def test_nothing_is_counted_in_thousandths_and_no_per_cent_is_a_thousand() -> None:
    assert values(column("1.234", form=Form.COUNT)) == [1234]
    assert values(column("12.345")) == [12.345]
    asked = column("12.000", "15.000", "100.0", form=Form.COUNT)
    assert [one.kind for one in asked.questions] == ["thousands"], "12.000 may be twelve with three decimals"


def test_a_dash_is_nought_or_nothing_where_things_are_counted() -> None:
    assert [one.kind for one in column("-", "3", form=Form.COUNT, head="Antal").questions] == ["dash"]
    assert values(column("-", "3", form=Form.COUNT, head="Antal", dash_antal="zero")) == [0, 3]
    assert values(column("-", "3", form=Form.COUNT, head="Antal", dash_antal="missing")) == [None, 3]
    assert not column("-", "3").questions


@pytest.mark.parametrize(
    ("cell", "form", "kind"),
    [
        ("124", Form.PERCENT, "percent_range"),
        ("-3", Form.PERCENT, "negative"),
        ("1.2", Form.COUNT, "not_whole"),
        ("-3", Form.COUNT, "negative"),
        ("12 %", Form.COUNT, "percent_not_here"),
    ],
)
def test_a_figure_that_cannot_be_has_a_fault(cell: str, form: Form, kind: str) -> None:
    assert [fault.kind for fault in column(cell, "5", form=form).faults] == [kind]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024", Moment(2024)),
        (2024.0, Moment(2024)),
        ("2024.0", Moment(2024)),
        ("2024K1", Moment(2024, quarter=1)),
        ("2024Q3", Moment(2024, quarter=3)),
        ("1. kvartal 2024", Moment(2024, quarter=1)),
        ("2024M05", Moment(2024, month=5)),
        ("2024-05", Moment(2024, month=5)),
        ("maj 2024", Moment(2024, month=5)),
        ("2024-03-01", Moment(2024, month=3, day=1)),
        ("2024-03-01T00:00:00", Moment(2024, month=3, day=1)),
        ("1.3.2024", Moment(2024, month=3, day=1)),
        ("01-03-2024", Moment(2024, month=3, day=1)),
        ("25/03/2024", Moment(2024, month=3, day=25)),
        ("03/25/2024", Moment(2024, month=3, day=25)),
        ("03/04/2024", Moment(2024, month=4, day=3, turned=True)),
    ],
)
def test_a_moment_is_read_as_it_is_written(written: str | float, moment: Moment) -> None:
    assert read_moment(written) == moment


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("", "blank"),
        ("24", "short_year"),
        ("'24", "short_year"),
        ("2024-2025", "span_of_years"),
        ("2024/25", "span_of_years"),
        ("30.02.2024", "no_such_day"),
        ("٢٠٢٤", "foreign_digits"),
        ("i år", "not_moment"),
        ("20244", "not_moment"),
        ("1024", "not_moment"),
        (12.5, "not_moment"),
    ],
)
def test_what_is_no_moment_says_what_it_looks_like(written: str | float, kind: str) -> None:
    assert read_moment(written) == Unreadable(kind)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
@settings(max_examples=60)
def test_a_day_is_read_back_in_every_order_danes_write_it(day: date) -> None:
    for written in (f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}"):
        found = read_moment(written)
        assert isinstance(found, Moment)
        assert found.first_day == day.isoformat()


@given(st.text(max_size=14))
@settings(max_examples=100)
def test_no_text_stops_the_reader_of_moments(text: str) -> None:
    assert isinstance(read_moment(text), Moment | Unreadable)
