"""How a figure is written, and why one is missing."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.cells import Cell, MissingReason
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.measures import MEASURES
from sikkerby_geo.facts.rules import Share
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.views import figures
from tests.views.asking import danish

INSECURE, SAFE = "insecure_neighbourhood", "safe_neighbourhood"


def missing_cell(reason: MissingReason, share: Share | None = None) -> Cell:
    detail = ("valby", "vesterbro") if reason is MissingReason.PARTS_MISSING else ()
    return Cell("bispebjerg", INSECURE, 2019, flag_share=share, missing=reason, missing_detail=detail)


def test_the_full_form_has_figure_interval_answers_and_year(atlas: Atlas) -> None:
    cell = atlas.cell(INSECURE, "bispebjerg", 2017)
    assert figures.full(cell) == danish("18~% (14–23~%), ca. 234 svar (skønnet), 2017")
    assert figures.short(cell) == danish("18~%")
    assert figures.interval(cell.figure) == danish("14–23~%")
    assert figures.answers(cell.figure) == "ca. 234 svar (skønnet)"


def test_the_city_has_a_known_number_of_answers_and_its_own_decimals(atlas: Atlas) -> None:
    assert figures.full(atlas.cell(INSECURE, "koebenhavn", 2016)) == danish("6,4~% (6–7~%), 2.999 svar, 2016")


@pytest.mark.parametrize(
    ("measure", "place", "year", "written"),
    [
        (SAFE, "christianshavn", 2026, "74~% (68–79~%), ca. 231 svar (antaget), 2026, læst i afskrift"),
        (SAFE, "kgs-enghave", 2025, "92~% (88–95~%), ca. 231 svar (antaget), 2025, læst i afskrift"),
        (INSECURE, "lu-noerrebro", 2020, "12~% (10–14~%), beregnet, ca. 751 svar (skønnet), 2020"),
        (INSECURE, "vesterbro", 2017, "højst 10~%, 2017"),
        (INSECURE, "bispebjerg", 2015, "over 10~%, 2015"),
        (SAFE, "vanloese", 2024, "mindst 85~%, 2024"),
        (SAFE, "bispebjerg", 2024, "under 85~%, 2024"),
        (INSECURE, "bispebjerg", 2022, ""),
    ],
)
def test_the_full_form_of_real_cells(atlas: Atlas, measure: str, place: str, year: int, written: str) -> None:
    assert figures.full(atlas.cell(measure, place, year)) == danish(written)


def test_figures_of_the_older_series_say_that_they_cannot_be_compared(atlas: Atlas) -> None:
    cell = atlas.cell(INSECURE, "amager-oest", 2009)
    assert figures.full(cell).startswith(danish("11~% ("))
    assert figures.full(cell).endswith("2009, Tryghedsindeks, kan ikke sammenlignes med 2015 og frem")


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_district_figure_of_the_last_years_is_marked_as_read_in_a_transcription(atlas: Atlas, year: int) -> None:
    cells = [atlas.cell(SAFE, place.place_id, year) for place in atlas.places.at(Level.SURVEY_AREA)]
    transcribed = [cell for cell in cells if cell.figure.read_in_transcript]
    assert len(transcribed) >= 12
    assert all("læst i afskrift" in figures.full(cell) for cell in transcribed)
    assert not any("læst i afskrift" in figures.full(cell) for cell in cells if cell not in transcribed)


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Share(0, 10), "≤ 10~%"),
        (Share(10, 100, low_open=True), "> 10~%"),
        (Share(0, 85, high_open=True), "< 85~%"),
        (Share(85, 100), "≥ 85~%"),
        (Share(4.6, 10), "5–10~%"),
    ],
)
def test_on_the_map_a_bound_is_a_sign(share: Share, written: str) -> None:
    assert figures.short(missing_cell(MissingReason.ONLY_BOUND, share)) == danish(written)


def test_each_reason_for_a_missing_figure_is_a_sentence_of_its_own(atlas: Atlas) -> None:
    bound = Share(0, 10)
    cells = [missing_cell(why, bound if why is MissingReason.ONLY_BOUND else None) for why in MissingReason]
    sentences = [figures.missing(cell, atlas) for cell in cells]
    assert len(set(sentences)) == len(MissingReason)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    assert not any("0" in sentence.replace("2019", "").replace("10", "") for sentence in sentences)


def test_a_missing_part_is_named(atlas: Atlas) -> None:
    assert "Valby og Vesterbro" in figures.missing(missing_cell(MissingReason.PARTS_MISSING), atlas)


def test_bounds_that_together_reach_over_the_limit_say_so(atlas: Atlas) -> None:
    cell = atlas.cell(INSECURE, "bydel-3", 2015)
    assert cell.missing is MissingReason.ONLY_BOUND
    words = figures.missing(cell, atlas)
    assert words.startswith("Grænserne for Indre Nørrebro og Ydre Nørrebro giver tilsammen")


def test_every_cell_of_the_atlas_is_a_figure_or_a_reason(atlas: Atlas) -> None:
    for measure in MEASURES:
        for place in atlas.places.places:
            for year in atlas.years:
                cell = atlas.cell(measure.measure_id, place.place_id, year)
                assert bool(figures.missing(cell, atlas)) is (cell.figure is None)
                assert cell.figure is None or figures.full(cell).startswith(figures.short(cell))


def test_sources_are_named_once_with_their_publisher() -> None:
    one = Source("a", "Rapport", "Kommunen", "", "official", 1, "2020", "")
    two = Source("b", "Rapport", "Kommunen", "", "official", 1, "2020", "")
    bare = Source("c", "c", "", "", "", 4, "", "")
    assert figures.titles([one, two, bare]) == "Rapport (Kommunen); c"
