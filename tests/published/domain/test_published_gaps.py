"""What the record knows and what is missing, year by year."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.gaps import Known, known_areas, known_rates


@pytest.mark.parametrize(
    ("indicator_id", "year", "known"),
    [
        ("insecure_neighbourhood", 2015, Known(1, 12, 0)),
        ("insecure_neighbourhood", 2017, Known(8, 5, 0)),
        ("insecure_neighbourhood", 2018, Known(4, 0, 9)),
        ("insecure_neighbourhood", 2022, Known(0, 0, 13)),
        ("safe_neighbourhood", 2024, Known(2, 11, 0)),
        ("safe_neighbourhood", 2026, Known(13, 0, 0)),
        ("safe_evening", 2026, Known(3, 0, 10)),
    ],
)
def test_the_years_we_know(atlas: Atlas, indicator_id, year, known):
    assert known_areas(atlas, indicator_id, year) == known


def test_a_count_without_a_rate_is_told_apart(atlas: Atlas):
    assert known_rates(atlas, "borgervendt", 2017) == Known(2, 1, 10)
