"""How a figure is written, and why one is missing."""

from __future__ import annotations

import re

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import MissingReason, Observation
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.views.base import figures
from tests.views.asking import danish

INSECURE, SAFE = "insecure_neighbourhood", "safe_neighbourhood"


def missing_cell(reason: MissingReason, share: Range | None = None) -> Observation:
    detail = ("bakken", "dalum") if reason in (MissingReason.PARTS_MISSING, MissingReason.ONLY_PARTS) else ()
    return Observation("moellehoej", INSECURE, 2019, flag_range=share, missing=reason, missing_detail=detail)


def test_the_full_form_has_figure_interval_answers_and_year(atlas: Atlas) -> None:
    cell = atlas.observation(INSECURE, "moellehoej", 2017)
    assert figures.full(cell) == danish("21~% (16–27~%), ca. 246 svar (skønnet), 2017")
    assert figures.short(cell) == danish("21~%")
    assert figures.interval(cell.figure) == danish("16–27~%")
    assert figures.answers(cell.figure) == "ca. 246 svar (skønnet)"


@pytest.mark.parametrize(
    ("measure", "place", "year", "written"),
    [
        (INSECURE, "koebenhavn", 2017, "9~% (8–10~%), 3.200 svar, 2017"),
        (INSECURE, "koebenhavn", 2019, "7,1~% (6–8~%), ca. 2.999 svar (antaget), 2019"),
        (INSECURE, "moellehoej", 2018, "18~% (14–23~%), ca. 231 svar (antaget), 2018"),
        (SAFE, "fjordby", 2025, "90~% (87–93~%), 410 svar, 2025, gengivet af andre"),
        (SAFE, "engvang", 2025, "80~% (74–85~%), ca. 231 svar (skønnet), 2025, gengivet af andre"),
        (INSECURE, "lu-lund", 2020, "11~% (9–14~%), beregnet, ca. 600 svar (skønnet), 2020"),
        (INSECURE, "oeen", 2017, "højst 10~%, 2017"),
        (INSECURE, "dalum", 2015, "over 10~%, 2015"),
        (SAFE, "aaby", 2024, "mindst 85~%, 2024"),
        (SAFE, "dalum", 2024, "under 85~%, 2024"),
        (INSECURE, "bydel-8", 2017, "mellem 4 og 11~%, 2017"),
        (INSECURE, "oeen", 2022, ""),
    ],
)
def test_the_full_form_of_every_kind_of_cell(atlas: Atlas, measure: str, place: str, year: int, written: str) -> None:
    assert figures.full(atlas.observation(measure, place, year)) == danish(written)


def test_figures_of_the_older_series_say_that_they_cannot_be_compared(atlas: Atlas) -> None:
    assert figures.full(atlas.observation(INSECURE, "bakken", 2013)) == danish(
        "9~% (6–13~%), ca. 250 svar (antaget), 2013, Tryghedsindeks, kan ikke sammenlignes med 2015 og frem"
    )


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Range(0, 10), "≤ 10~%"),
        (Range(10, 100, low_open=True), "> 10~%"),
        (Range(0, 85, high_open=True), "< 85~%"),
        (Range(85, 100), "≥ 85~%"),
        (Range(4.6, 10), "5–10~%"),
    ],
)
def test_on_the_map_a_bound_is_a_sign(share: Range, written: str) -> None:
    assert figures.short(missing_cell(MissingReason.ONLY_BOUND, share)) == danish(written)


def test_each_reason_for_a_missing_figure_is_a_sentence_of_its_own(atlas: Atlas) -> None:
    known = {MissingReason.ONLY_BOUND: Range(0, 10), MissingReason.ONLY_PARTS: Range(11, 15, spans_parts=True)}
    cells = [missing_cell(why, known.get(why)) for why in MissingReason]
    sentences = [figures.missing(cell, atlas) for cell in cells]
    assert len(set(sentences)) == len(MissingReason)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in sentences)
    assert not any(re.search(r"\b0\b", sentence) for sentence in sentences)


def test_a_missing_part_is_named(atlas: Atlas) -> None:
    assert "Bakken og Dalum" in figures.missing(missing_cell(MissingReason.PARTS_MISSING), atlas)


def test_bounds_that_together_reach_over_the_limit_say_so(atlas: Atlas) -> None:
    cell = atlas.observation(INSECURE, "bydel-8", 2017)
    assert cell.missing is MissingReason.ONLY_BOUND
    words = figures.missing(cell, atlas)
    assert words.startswith(danish("Grænserne for Kongens Mose og Vestmark giver tilsammen mellem 4 og 11~%"))


def test_what_cannot_be_worked_out_names_the_part_that_is_missing(atlas: Atlas) -> None:
    cell = atlas.observation(INSECURE, "bydel-7", 2018)
    assert figures.missing(cell, atlas) == "Kan ikke regnes sammen: der er ikke fundet tal for Øen."


def test_every_cell_of_the_atlas_is_a_figure_or_a_reason(atlas: Atlas) -> None:
    for measure in SURVEY_INDICATORS:
        for place in atlas.places.places:
            for year in atlas.years:
                cell = atlas.observation(measure.indicator_id, place.place_id, year)
                assert bool(figures.missing(cell, atlas)) is (cell.figure is None)
                assert cell.figure is None or figures.full(cell).startswith(figures.short(cell))


def test_sources_are_named_once_with_their_publisher() -> None:
    one = Source("a", "Rapport", "Kommunen", "", "official", 1, "2020", "")
    two = Source("b", "Rapport", "Kommunen", "", "official", 1, "2020", "")
    bare = Source("c", "c", "", "", "", 4, "", "")
    assert figures.titles([one, two, bare]) == "Rapport (Kommunen); c"
