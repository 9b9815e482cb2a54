"""Changes of the record: the verdicts the city published, and what our own test says of the same years."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.figures.changes import tested_verdict as verdict_of

PUBLISHED = {
    ("indre-by", "insecure_evening", 2017): "no",
    ("indre-by", "insecure_neighbourhood", 2017): "no",
    ("indre-noerrebro", "insecure_neighbourhood", 2018): "no",
    ("ydre-noerrebro", "insecure_neighbourhood", 2018): "yes",
    ("koebenhavn", "insecure_evening", 2018): "no",
    ("koebenhavn", "insecure_neighbourhood", 2018): "yes",
    ("koebenhavn", "insecure_evening", 2020): "yes",
    ("koebenhavn", "insecure_neighbourhood", 2020): "no",
    ("oesterbro", "insecure_neighbourhood", 2020): "no",
    ("koebenhavn", "insecure_evening", 2021): "no",
    ("koebenhavn", "insecure_neighbourhood", 2021): "no",
    ("koebenhavn", "insecure_evening", 2022): "no",
}


def test_these_are_all_the_verdicts_published_to_2026(atlas: Atlas):
    survey = atlas.snapshot.table("survey")
    said = survey[(survey.change_significant != "") & (survey.year <= 2026)]
    assert {(row.area_id, row.measure, int(row.year)): row.change_significant for row in said.itertuples()} == PUBLISHED


@pytest.mark.parametrize(("place_id", "measure", "year"), PUBLISHED)
def test_the_test_alone_gives_the_published_verdict(atlas: Atlas, place_id: str, measure: str, year: int):
    before, after = atlas.observation(measure, place_id, year - 1), atlas.observation(measure, place_id, year)
    verdict = verdict_of(before, after)
    direction = Verdict.ROSE if after.figure.value > before.figure.value else Verdict.FELL
    assert verdict is (direction if PUBLISHED[place_id, measure, year] == "yes" else Verdict.UNCHANGED)


def test_ydre_noerrebro_rose_surely_in_2018(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "ydre-noerrebro", 2018)
    assert (found.before.figure.value, found.after.figure.value) == (8, 23)
    assert (found.verdict, found.published) == (Verdict.ROSE, True)


def test_indre_noerrebro_is_unchanged_in_2018(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "indre-noerrebro", 2018)
    assert (found.before.figure.value, found.after.figure.value) == (11, 13)
    assert (found.verdict, found.published) == (Verdict.UNCHANGED, True)
    assert found.visible_points > 2


def test_bispebjergs_fall_of_2019_is_tested_since_none_published_a_verdict(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "bispebjerg", 2019)
    assert (found.before.figure.value, found.after.figure.value) == (28, 17)
    assert (found.verdict, found.published) == (Verdict.FELL, False)


def test_nothing_is_compared_across_2015(atlas: Atlas):
    assert atlas.observation("insecure_neighbourhood", "koebenhavn", 2014).figure
    assert atlas.latest_change("insecure_neighbourhood", "koebenhavn", 2015) is None
    for (measure, place_id, year), cell in atlas.observations.items():
        if not cell.indicator.surveyed:
            continue
        found = atlas.latest_change(measure, place_id, year)
        assert found is None or (found.before.year >= 2015) == (year >= 2015)


def test_the_change_is_from_the_nearest_earlier_year_with_a_figure(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "valby", 2020)
    assert (found.before.year, found.before.figure.value) == (2017, 13)
    assert atlas.latest_change("insecure_neighbourhood", "valby", 2018) is None
