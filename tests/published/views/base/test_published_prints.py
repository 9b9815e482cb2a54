"""Printed sheets of the record: the longest names, notes and sources still fit on one page."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.views.map.files import map_sheet
from tests.views.asking import OVER_10, UNDER_75, UNDER_85, choose

EVERY_OVERLAY = tuple(overlay.overlay_id for overlay in OVERLAYS)


@pytest.mark.parametrize(
    ("year", "asked", "level"),
    [
        (2015, OVER_10, Level.SURVEY_AREA),
        (2017, OVER_10, Level.SURVEY_AREA),
        (2020, OVER_10, Level.LOKALUDVALG),
        (2022, "insecure_evening", Level.SURVEY_AREA),
        (2024, UNDER_85, Level.BYDEL),
        (2025, UNDER_75, Level.SURVEY_AREA),
        (2026, UNDER_85, Level.SURVEY_AREA),
    ],
)
def test_a_sheet_is_one_page_even_with_every_overlay(atlas, year, asked, level):
    choice = choose(year, asked, level, overlays=EVERY_OVERLAY, every_year=True)
    document = map_sheet(atlas, choice, printed=date(2026, 11, 22))
    assert len(PdfReader(io.BytesIO(document)).pages) == 1
