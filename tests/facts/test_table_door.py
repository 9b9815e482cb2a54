"""The door of the tables: what is refused is told with line and value, and what is meant well is read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.checking import faults_in
from sikkerby_geo.facts.contracts import typed
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.thresholds import LONGEST_FIELD, LONGEST_WORD, MOST_FILE_BYTES, MOST_ROWS
from sikkerby_geo.store.files import path_of
from sikkerby_geo.store.reading import read_table
from sikkerby_geo.views.base.notices import fault_words

FILE = path_of("gaps")
HEAD = "gap_id,what_da,who_da,source_id\n"
SURVEY_HEAD = ",".join(TABLES["survey"].columns) + "\n"


def read(folder: Path, text: str, name: str = "gaps"):
    """A table of the toy kind, as read at the door."""
    path = folder / path_of(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return read_table(folder, name, {})[0]


def faults(folder: Path, text: str, name: str = "gaps") -> list[Fault]:
    with pytest.raises(DataError) as raised:
        read(folder, text, name)
    return list(raised.value.faults)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u2066", "\ufffe", "\u2028", "\x85"])
def test_a_character_nobody_sees_is_refused_with_its_line_and_value(tmp_path: Path, sign: str):
    found = faults(tmp_path, f"{HEAD}a,x,y,\nb,x{sign}x,y,\n")
    assert found == [Fault(FILE, "character", 3, "what_da", f"x{sign}x", f"U+{ord(sign):04X}")]
    said = fault_words(found[0])
    assert f"»x[U+{ord(sign):04X}]x«" in said
    assert "linje 3" in said
    assert sign not in said


def test_a_line_is_the_line_of_the_file_also_after_a_field_of_several_lines(tmp_path: Path):
    found = faults(tmp_path, f'{HEAD}a,"x\nx\r\nx",y,\n\nb,x\x00,y,\n')
    assert [fault.line for fault in found] == [6]


@pytest.mark.parametrize("written", ["١١", "１１", "१०", "1²", "1_000", "1e3", "nan", "inf", " 11", "9" * 400])
def test_a_number_is_written_with_the_digits_0_to_9_and_nothing_else(tmp_path: Path, written: str):
    rows = f"{SURVEY_HEAD}2025,x,insecure_neighbourhood,{written},,,,,,tryghedsundersoegelse,s,\n"
    assert [(fault.kind, fault.line, fault.value) for fault in faults(tmp_path, rows, "survey")] == [
        ("long_word" if len(written) > LONGEST_WORD.value else "not_number", 2, written)
    ]
    rows = f"{SURVEY_HEAD}{written},x,insecure_neighbourhood,11,,,,,,tryghedsundersoegelse,s,\n"
    assert faults(tmp_path, rows, "survey")[0].kind in ("not_integer", "long_word")


@pytest.mark.parametrize("written", ["20240131", "2024-W05-6", "2024-1-31", "٢٠٢٤-٠١-٠١"])
def test_a_date_has_one_form(tmp_path: Path, written: str):
    head = ",".join(TABLES["population"].columns)
    found = faults(tmp_path, f"{head}\n{written},day,x,city,1,s,\n", "population")
    assert [(fault.kind, fault.value) for fault in found] == [("not_date", written)]


WRITTEN = st.text(max_size=8) | st.from_regex(r"\A-?\d{1,13}(\.\d{0,13})?\Z")


@given(value=WRITTEN, year=WRITTEN)
def test_a_table_without_a_fault_can_always_be_typed(value: str, year: str):
    row = dict.fromkeys(TABLES["goal_results"].columns, "x") | {"value": value, "year": year}
    frame = pd.DataFrame([row])
    if not faults_in(frame, TABLES["goal_results"], FILE, {}):
        read = typed(frame, TABLES["goal_results"])
        assert value == "" or read.value[0] == float(value)
        assert year == "" or read.year[0] == int(year)


def test_a_bom_is_no_fault(tmp_path: Path):
    assert read(tmp_path, f"\ufeff{HEAD}a,x,y,\n").what_da[0] == "x"


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_the_semicolons_of_a_danish_spreadsheet_are_told_for_what_they_are(tmp_path: Path, bom: str):
    found = faults(tmp_path, bom + HEAD.replace(",", ";") + "a;x;y;\n")
    assert found == [Fault(FILE, "semicolons", 1)]
    assert "semikolon" in fault_words(found[0])


@pytest.mark.parametrize(
    ("field", "kind", "limit"),
    [
        ("x" * (LONGEST_WORD.value + 1), "long_word", LONGEST_WORD),
        ("ord " * LONGEST_FIELD.value, "long_field", LONGEST_FIELD),
    ],
)
def test_a_field_and_a_word_have_a_longest_length_and_the_fault_says_it(tmp_path: Path, field, kind, limit):
    found = faults(tmp_path, f"{HEAD}a,{field},y,\n")
    assert [(fault.kind, fault.line, fault.column) for fault in found] == [(kind, 2, "what_da")]
    assert str(limit.value) in fault_words(found[0])
    assert len(fault_words(found[0])) < 300
    fits = field.strip()[: limit.value].strip()
    assert read(tmp_path, f"{HEAD}a,{fits},y,\n").what_da[0] == fits


def test_a_table_has_a_most_of_rows(tmp_path: Path):
    found = faults(tmp_path, HEAD + "a,x,y,\n" * (MOST_ROWS.value + 1))
    assert [(fault.kind, fault.value) for fault in found] == [("many_rows", str(MOST_ROWS.value + 1))]
    assert str(MOST_ROWS.value) in fault_words(found[0])


def test_a_file_has_a_most_of_bytes_and_is_not_even_read(tmp_path: Path):
    path = tmp_path / FILE
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(MOST_FILE_BYTES.value + 1)
    with pytest.raises(DataError) as raised:
        read_table(tmp_path, "gaps", {})
    assert raised.value.faults == (
        Fault(FILE, "large_file", value=str(MOST_FILE_BYTES.value + 1), allowed=str(MOST_FILE_BYTES.value)),
    )
