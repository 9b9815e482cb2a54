"""Coordinates as people type them: comma or point, and for each wrong line what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.text import number
from sikkerby_geo.views.whatif.typed import example, typed_corners

CORNER = ((12.533, 55.7131),)


@pytest.mark.parametrize(
    "written",
    [
        "55.7131, 12.533",
        "55.7131,12.533",
        "55,7131; 12,533",
        "55,7131;12,533",
        "55,7131, 12,533",
        "55,7131 12,533",
        "55,7131,12,533",
        "55.7131 12.533",
        "  55.7131°\t12.533°  ",
        "55.7131 , 12.533",
    ],
)
def test_a_line_is_read_however_its_decimals_are_written(written):
    read = typed_corners(written)
    assert (read.corners, read.faults) == (CORNER, ())


@given(st.lists(st.tuples(st.integers(55_610_000, 55_735_000), st.integers(12_450_000, 12_650_000)), max_size=6))
def test_what_we_write_ourselves_is_read_back(corners):
    lines = [f"{number(lat / 1e6, 6)}; {number(lon / 1e6, 6)}" for lat, lon in corners]
    read = typed_corners("\n\n".join(lines))
    assert read.corners == tuple((lon / 1e6, lat / 1e6) for lat, lon in corners)
    assert read.faults == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("55,12", example()),
        ("nørrebro", example()),
        ("55.7131", example()),
        ("55.7131, 12.533, 3", example()),
        ("1e9, 12.5", example()),
        ("12,533; 55,7131", "55,7131; 12,5330"),
        ("56,16; 10,2", "55,50"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_what_to_write(written, told):
    read = typed_corners(f"55,7131; 12,533\n\n{written}\n55,72; 12,54")
    assert len(read.corners) == 2
    (fault,) = read.faults
    assert fault.startswith(f"Linje 3, »{written}«:")
    assert told in fault


def test_every_wrong_line_is_told_at_once():
    assert len(typed_corners("a\nb\n55,7; 12,5\nc").faults) == 3


@given(st.text(max_size=200))
def test_any_text_gives_corners_in_the_box_or_faults(text):
    read = typed_corners(text)
    assert all(12 < longitude < 13 and 55 < latitude < 56 for longitude, latitude in read.corners)
    assert len(read.corners) + len(read.faults) == sum(bool(line.strip()) for line in text.splitlines())
