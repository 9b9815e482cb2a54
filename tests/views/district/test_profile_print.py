"""The PDF of a place: one tagged page, in Danish, with its words selectable."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.district.files import place_pdf
from sikkerby_geo.views.district.gaps import gaps_of

PRINTED = date(2025, 11, 22)
SMALLEST = 6.8
"""Points: of the names of water and neighbours on the small map; all other words are of 8 points or more."""


def _pdf(atlas: Atlas, place_id: str) -> bytes:
    place = atlas.places[place_id]
    choice = replace(opening(atlas), level=place.level, place_id=place_id)
    return place_pdf(atlas, choice, place, printed=PRINTED)


@pytest.mark.parametrize("place_id", ["moellehoej", "kongens-mose", "lu-lund", "lu-oeen", "bydel-6", "bydel-7"])
def test_a_place_of_any_level_fits_one_tagged_page(atlas: Atlas, place_id: str) -> None:
    reader = PdfReader(io.BytesIO(_pdf(atlas, place_id)))
    assert len(reader.pages) == 1
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "da-DK"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_the_words_are_selectable_and_the_same_each_time(atlas: Atlas) -> None:
    first = _pdf(atlas, "moellehoej")
    text = PdfReader(io.BytesIO(first)).pages[0].extract_text().replace("\u00a0", " ")
    for words in ("Møllehøj", "Over 10 %", "19 % (15–24 %)", "skønnet", "Hvad vi ikke ved", "22. november 2025"):
        assert words in text
    assert first == _pdf(atlas, "moellehoej")


def test_every_gap_is_printed(atlas: Atlas) -> None:
    text = PdfReader(io.BytesIO(_pdf(atlas, "oeen"))).pages[0].extract_text()
    gaps = gaps_of(atlas, atlas.places["oeen"])
    assert len(gaps) > 3
    assert [gap for gap in gaps if letters(gap) not in letters(text)] == []


def letters(text: str) -> str:
    """A text as a line of letters and figures: on paper it breaks, and words are parted with a hyphen."""
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("place_id", ["moellehoej", "lu-lund"])
def test_no_word_on_the_page_is_too_small_to_read(atlas: Atlas, place_id: str) -> None:
    """In points, as the page shows them: the picture is set as wide as the sheet, its words with it."""
    sizes: list[float] = []

    def note(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(size * inner[3] * outer[3]))

    PdfReader(io.BytesIO(_pdf(atlas, place_id))).pages[0].extract_text(visitor_text=note)
    assert min(sizes) >= SMALLEST
