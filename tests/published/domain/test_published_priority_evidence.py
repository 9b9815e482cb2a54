"""The evidence behind a priority on the record: the years offered, and scales that span what was published."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import coverage, last_documented_year
from sikkerby_geo.domain.figures.certainty import answers_under
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.priority.evidence import basis, offered, worsening_if
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.priority import CRIME_SERIES_ID, FAMILIES, FAMILY, YEARLY_CHANGE, Family
from sikkerby_geo.facts.thresholds import USUAL, Assumption

SAFE = FAMILY["safe"]
VISITED = "indre-by"


def test_offered_to_2026_where_ten_areas_have_the_main_figure(atlas: Atlas) -> None:
    found = [(family.family_id, year) for family, year in offered(atlas) if year <= 2026]
    assert found == [("safe", 2026), ("safe", 2025)]


def test_a_part_few_areas_have_is_left_out_for_all(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2025)
    assert "worsening" not in found.used
    assert found.known("worsening") == 2


def test_the_evening_is_taken_from_the_newest_year_that_has_it(atlas: Atlas) -> None:
    assert basis(atlas, SAFE, 2026).years["evening"] == 2025


def test_crime_is_of_the_calendar_year_before_and_coverage_of_the_last_documented_one(atlas: Atlas) -> None:
    years = basis(atlas, SAFE, 2026).years
    assert years["crime"] == 2025
    assert years["uncovered"] == last_documented_year(atlas)


def test_what_counts_of_the_falls_to_2026(atlas: Atlas) -> None:
    raw = {item.place_id: item.raw["worsening"] for item in basis(atlas, SAFE, 2026).evidence}
    assert None not in raw.values()
    assert {place: round(points, 1) for place, points in raw.items() if points} == {
        "christianshavn": 6.3,
        "kgs-enghave": 4.6,
        "broenshoej-husum": 2.4,
        "ydre-noerrebro": 1.1,
        "amager-vest": 0.7,
        "indre-by": 0.6,
        "vesterbro": 0.6,
        "indre-noerrebro": 0.6,
    }


def test_the_worsening_of_a_moved_share_is_worked_out_anew(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2026)
    counted = [worsening_if(found, "christianshavn", share) for share in (74, 75, 87, 95)]
    assert counted == pytest.approx([6.31, 5.94, 0.99, 0], abs=0.01)
    assert worsening_if(found, "valby", 60) == 0, "nothing is concluded from what may be a misprint"


def test_an_area_moves_by_about_four_points_a_year(atlas: Atlas) -> None:
    """τ by Paule & Mandel around no change, over every change between neighbouring years that can be tested."""
    pairs = [
        (change.before.known, change.after.known)
        for family in FAMILIES
        for indicator_id in (family.main_id, family.evening_id)
        for year in range(SURVEY_FROM + 1, 2027)
        for change in atlas.changes_between(indicator_id, Level.SURVEY_AREA, year - 1, year).values()
        if change.verdict is not Verdict.NOT_TESTABLE
    ]
    measured = np.array([new.value - old.value for old, new in pairs])

    def between(assumption: Assumption) -> float:
        variances = np.array(
            [
                sum(one.value * (100 - one.value) / answers_under(one, assumption) + one.slack**2 / 3 for one in pair)
                for pair in pairs
            ]
        )
        return brentq(lambda tau: np.sum(measured**2 / (variances + tau**2)) - len(pairs), 0, 20)

    assert len(pairs) == 43
    found = [between(assumption) for assumption in USUAL]
    assert (min(found), max(found)) == pytest.approx((3.5, 4.2), abs=0.05)
    assert min(found) < YEARLY_CHANGE.value < max(found)


def published(atlas: Atlas, family: Family) -> dict[str, list[float]]:
    """Every value published for a survey area since 2015, by part of the score."""
    areas = [place.place_id for place in atlas.places.at(Level.SURVEY_AREA)]
    years = [year for year in atlas.years if year >= SURVEY_FROM]

    def shares(indicator_id: str) -> list[float]:
        cells = [atlas.observation(indicator_id, area, year) for area in areas for year in years]
        return [cell.figure.value for cell in cells if cell.figure]

    rates = [
        rate.value
        for area in areas
        for year in years
        if area != VISITED and (rate := atlas.observation(CRIME_SERIES_ID, area, year).figure)
    ]
    covered = [share for year in years for share in (coverage(atlas, year) or {}).values()]
    return {
        "level": shares(family.main_id),
        "evening": shares(family.evening_id),
        "crime": [rate for rate in rates if rate is not None],
        "uncovered": [100 * (1 - share) for share in covered],
    }


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.family_id)
def test_a_scale_is_the_span_of_what_was_published_widened_to_the_next_five(atlas: Atlas, family: Family) -> None:
    for part_id, values in published(atlas, family).items():
        part = family.part(part_id)
        low, high = sorted((part.zero, part.full))
        wanted = (5 * (min(values) // 5), -5 * (-max(values) // 5))
        assert (low, high) == wanted, f"Set the scale of {family.family_id}.{part_id} in facts/priority.py to {wanted}"


def test_the_scale_of_worsening_ends_at_the_largest_seen_widened_to_the_next_five(atlas: Atlas) -> None:
    seen = [
        item.raw["worsening"]
        for family, year in offered(atlas)
        for item in basis(atlas, family, year).evidence
        if item.raw["worsening"]
    ]
    wanted = -5 * (-max(seen) // 5)
    ends = {family.part("worsening").full for family in FAMILIES}
    assert ends == {wanted}, f"End the scale of worsening in facts/priority.py at {wanted}"
