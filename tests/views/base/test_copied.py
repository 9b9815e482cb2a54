"""The sentence a reader copies: figure, interval, change, caveats, source, link and date."""

from __future__ import annotations

from datetime import date

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.views.base.copied import copied_words
from tests.views.asking import danish

DAY = date(2019, 11, 27)
LINK = "https://by.example/bydel"


def words(atlas: Atlas, place_id: str, indicator_id: str, year: int, link: str = LINK) -> str:
    cell = atlas.observation(indicator_id, place_id, year)
    return copied_words(atlas, atlas.places[place_id], cell, link=link, day=DAY)


def test_a_figure_is_a_sentence_with_change_source_link_and_date(atlas: Atlas) -> None:
    assert words(atlas, "moellehoej", "insecure_neighbourhood", 2017) == danish(
        "I Møllehøj følte 21~% sig utrygge i nabolaget i 2017 (95~%-interval 16–27~%, ca. 246 svar, skønnet), mod 17~% "
        "i 2016; ingen klar ændring. Kilde: Legeby Kommune, Tryghedsundersøgelsen, Legeby, "
        f"https://legeby.example/undersoegelsen. Vist i Sikker By: {LINK}. Hentet 27. november 2019."
    )


def test_without_an_address_there_is_no_link(atlas: Atlas) -> None:
    assert "Vist i" not in words(atlas, "moellehoej", "insecure_neighbourhood", 2017, link="")


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.indicator_id)
def test_every_figure_and_bound_has_a_whole_sentence(atlas: Atlas, indicator) -> None:
    for place in atlas.places.places:
        for year in sorted(atlas.known_years(indicator.indicator_id)):
            told = words(atlas, place.place_id, indicator.indicator_id, year)
            cell = atlas.observation(indicator.indicator_id, place.place_id, year)
            assert bool(told) is (cell.figure is not None or cell.flag_range is not None)
            if told:
                assert place.name in told.split("Kilde")[0]
                assert str(year) in told
                assert ".." not in told
                assert "((" not in told
                assert told.count("(") == told.count(")")
