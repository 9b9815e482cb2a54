"""Files for a spreadsheet: any text comes back as one cell, and none is a formula, in CSV and in workbooks."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.views.base.spreadsheet import csv_bytes, spreadsheet_safe
from sikkerby_geo.views.base.workbook import add, as_bytes

let_in = st.text(st.characters(codec="utf-8"), max_size=12).filter(lambda text: not refused(text))
FORMULAS = ("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "＝1+1", "＋1", "－1", "＠x", "\r")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_a_careless_reader(content: bytes) -> list[str]:
    """The lines as a program finds them that takes every kind of line end for one, quoted fields left whole."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    outside = text.split('"')[::2]
    return [line for part in outside for line in part.split("\n") if "\r" in line]


@given(st.lists(st.tuples(let_in, let_in), min_size=1, max_size=4))
@example([("a\rb", "=1+1"), ("\r=1+1", 'a"b;c\n')])
def test_any_text_comes_back_as_one_cell_and_no_line_end_stands_unquoted(pairs):
    content = csv_bytes([{"a": one, "b": other} for one, other in pairs])
    assert read(content) == [["a", "b"], *([spreadsheet_safe(one), spreadsheet_safe(other)] for one, other in pairs)]
    assert as_a_careless_reader(content) == []


@pytest.mark.parametrize("text", FORMULAS)
def test_what_any_spreadsheet_works_out_is_disarmed(text):
    assert spreadsheet_safe(text) == f"'{text}"
    assert read(csv_bytes([{text: text}])) == [[f"'{text}"]] * 2


def test_numbers_stay_numbers_and_what_is_missing_is_blank():
    rows = [{"a": -3.5, "b": 12, "c": None, "d": float("nan"), "e": 0.0, "f": True}]
    assert read(csv_bytes(rows))[1] == ["-3,5", "12", "", "", "0,0", "True"]
    assert read(csv_bytes([{"a": 1}], ("a", "b")))[1] == ["1", ""]


@given(st.lists(let_in, min_size=1, max_size=4))
@example(FORMULAS)
def test_any_text_comes_back_from_a_workbook_and_is_never_a_formula(texts):
    book = Workbook()
    add(book.active, *texts)
    row = next(load_workbook(io.BytesIO(as_bytes(book))).active.iter_rows())
    found = ["" if cell.value is None else cell.value for cell in row]
    expected = [spreadsheet_safe(text) for text in texts]
    assert [text.replace("\r\n", "\n").replace("\r", "\n") for text in found] == [
        text.replace("\r\n", "\n").replace("\r", "\n") for text in expected
    ][: len(found)]
    assert not [cell for cell in row if cell.data_type == "f"]
