"""Figures of the record in full, with the interval, the answers and the reservation that belong to them."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.trends import comparison
from tests.views.asking import UNDER_85, choose, danish

INSECURE, SAFE = "insecure_neighbourhood", "safe_neighbourhood"


@pytest.mark.parametrize(
    ("measure", "place", "year", "written"),
    [
        (INSECURE, "bispebjerg", 2017, "18~% (14–23~%), ca. 234 svar (skønnet), 2017"),
        (INSECURE, "koebenhavn", 2016, "6,4~% (6–7~%), 2.999 svar, 2016"),
        (SAFE, "christianshavn", 2026, "74~% (68–79~%), ca. 231 svar (antaget), 2026, gengivet af andre"),
        (SAFE, "kgs-enghave", 2025, "92~% (88–95~%), ca. 231 svar (antaget), 2025, gengivet af andre"),
        (INSECURE, "lu-noerrebro", 2020, "12~% (10–14~%), beregnet, ca. 751 svar (skønnet), 2020"),
        (INSECURE, "vesterbro", 2017, "højst 10~%, 2017"),
        (INSECURE, "bispebjerg", 2015, "over 10~%, 2015"),
        (SAFE, "vanloese", 2024, "mindst 85~%, 2024"),
        (SAFE, "bispebjerg", 2024, "under 85~%, 2024"),
        (INSECURE, "bispebjerg", 2022, ""),
    ],
)
def test_the_full_form(atlas: Atlas, measure: str, place: str, year: int, written: str) -> None:
    assert figures.full(atlas.observation(measure, place, year)) == danish(written)


def test_figures_of_the_older_series_say_that_they_cannot_be_compared(atlas: Atlas) -> None:
    said = figures.full(atlas.observation(INSECURE, "amager-oest", 2009))
    assert said.startswith(danish("11~% ("))
    assert said.endswith("2009, Tryghedsindeks, kan ikke sammenlignes med 2015 og frem")


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_district_figures_of_2025_and_2026_are_marked_as_read_in_a_transcription(atlas: Atlas, year: int) -> None:
    cells = [atlas.observation(SAFE, place.place_id, year) for place in atlas.places.at(Level.SURVEY_AREA)]
    transcribed = [cell for cell in cells if cell.figure.read_in_transcript]
    assert len(transcribed) >= 12
    assert all("gengivet af andre" in figures.full(cell) for cell in transcribed)
    assert not any("gengivet af andre" in figures.full(cell) for cell in cells if cell not in transcribed)


def test_the_bounds_of_2015_together_reach_over_the_limit_in_noerrebro(atlas: Atlas) -> None:
    cell = atlas.observation(INSECURE, "bydel-3", 2015)
    assert cell.missing is MissingReason.ONLY_BOUND
    words = figures.missing(cell, atlas)
    assert words.startswith("Grænserne for Indre Nørrebro og Ydre Nørrebro giver tilsammen")


def test_highest_need_of_2018_and_2026(atlas: Atlas) -> None:
    def highest(*choice: object) -> list[str]:
        return [place.place_id for place in comparison.by_need(atlas, choose(*choice))[:2]]

    assert highest(2018) == ["bispebjerg", "ydre-noerrebro"]
    assert highest(2026, UNDER_85) == ["christianshavn", "broenshoej-husum"]


def test_a_survey_read_through_a_committee_is_named_as_the_survey(atlas: Atlas) -> None:
    (source,) = atlas.observation("insecure_neighbourhood", "bispebjerg", 2020).known.sources
    assert figures.source_words(source) == "Tryghedsundersøgelsen 2020, gengivet af Amager Øst Lokaludvalg"
    assert atlas.sources[source.source_id].relays is None
    assert figures.source_words(atlas.sources[source.source_id]).startswith("Utrygheden falder i København")
