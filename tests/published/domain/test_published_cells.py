"""Cells of the record: who is believed where sources disagree, and how many answers stand behind a figure."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.claims import claims_from
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import MissingReason, answers_in, totals_by_year
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS


@pytest.mark.parametrize(
    ("place_id", "year", "count", "basis"),
    [
        ("bispebjerg", 2017, 3041 / 13, AnswersBasis.ESTIMATED),
        ("bispebjerg", 2013, 8000 / 12, AnswersBasis.ESTIMATED),
        ("bispebjerg", 2015, 2999 / 13, AnswersBasis.ASSUMED),
        ("bispebjerg", 2026, 2999 / 13, AnswersBasis.ASSUMED),
        ("bispebjerg", 2009, 2999 / 12, AnswersBasis.ASSUMED),
        ("koebenhavn", 2017, 3041, AnswersBasis.KNOWN),
        ("koebenhavn", 2015, 2999, AnswersBasis.ASSUMED),
    ],
)
def test_answers_are_known_estimated_or_assumed(
    atlas: Atlas, place_id: str, year: int, count: float, basis: AnswersBasis
):
    found = answers_in(place_id, year, atlas.totals)
    assert (found.count, found.basis) == (pytest.approx(count), basis)


def test_the_totals_to_2026_are_the_citys_own(atlas: Atlas):
    totals = totals_by_year(atlas.snapshot.table("survey"))
    assert totals[2017] == 3041
    assert {year for year in totals if year <= 2026} == {2013, 2014, *range(2016, 2024)}


def test_decimals_are_those_printed(atlas: Atlas):
    assert atlas.observation("insecure_neighbourhood", "koebenhavn", 2016).figure.decimals == 1
    assert atlas.observation("insecure_neighbourhood", "koebenhavn", 2016).figure.slack == pytest.approx(0.05)
    assert atlas.observation("insecure_neighbourhood", "bispebjerg", 2016).figure.slack == 0.5


@pytest.mark.parametrize(
    ("measure", "place_id", "year", "percent", "by"),
    [
        ("safe_neighbourhood", "bispebjerg", 2026, 80, "tryghed-2026-transcription"),
        ("safe_evening", "bispebjerg", 2026, 70, "tryghed-2026-results-page"),
        ("safe_neighbourhood", "vanloese", 2025, 89, "tryghed-2025-transcription"),
        ("insecure_evening", "koebenhavn", 2019, 18, "kk-tryghed-2020"),
        ("insecure_neighbourhood", "koebenhavn", 2015, 6.6, "kk-tryghed-2016"),
        ("insecure_neighbourhood", "indre-by", 2016, 2, "kk-nyhed-2017-34-steder"),
        ("insecure_neighbourhood", "broenshoej-husum", 2015, 10, "bha-2017"),
    ],
)
def test_the_figure_that_is_shown_where_sources_disagree(
    atlas: Atlas, measure: str, place_id: str, year: int, percent: float, by: str
):
    cell = atlas.observation(measure, place_id, year)
    assert cell.figure.value == percent
    assert [said.source_id for said in cell.figure.sources] == [by]
    assert len(cell.claims) > 1


def test_figures_of_2025_and_2026_are_marked_as_read_in_a_transcript(atlas: Atlas):
    for (measure, place_id, year), cell in atlas.observations.items():
        if year in (2025, 2026) and cell.figure and measure == "safe_neighbourhood":
            assert cell.figure.read_in_transcript, place_id
    assert not atlas.observation("insecure_neighbourhood", "bispebjerg", 2017).figure.read_in_transcript


def test_every_row_of_the_survey_is_a_claim_of_some_cell(atlas: Atlas):
    survey = atlas.snapshot.table("survey")
    said = [one for each in SURVEY_INDICATORS for one in claims_from(survey, each, atlas.sources)]
    asked = [cell for cell in atlas.observations.values() if cell.indicator.surveyed]
    kept = [one for cell in asked for one in cell.claims if one.area_id == cell.place_id]
    assert len(said) == len(kept) == len(atlas.snapshot.table("survey"))


def test_to_2026_safe_is_never_100_less_insecure(atlas: Atlas):
    insecure_of = {"safe_neighbourhood": "insecure_neighbourhood", "safe_evening": "insecure_evening"}
    only_safe = [
        atlas.observation(insecure_of[measure], place_id, year)
        for (measure, place_id, year), cell in atlas.observations.items()
        if measure in insecure_of
        and year <= 2026
        and cell.figure
        and not atlas.observation(insecure_of[measure], place_id, year).claims
    ]
    assert len(only_safe) > 50
    assert {(cell.figure, cell.flag_range) for cell in only_safe} == {(None, None)}
    assert {cell.missing for cell in only_safe} <= {MissingReason.NOT_FOUND, MissingReason.PARTS_MISSING}
