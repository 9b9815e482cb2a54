"""The trend over all years: agreement with statsmodels, bounds that tell something, and the error rate it promises."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import expit, logit

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.long_trend import Terms, long_trends, slope, years_together
from sikkerby_geo.facts.areas import Level

YEARS = np.arange(2015.0, 2021.0)
NONE = np.zeros(6)


def exact(shares: np.ndarray, offset: np.ndarray = NONE, answers: float = 231) -> Terms:
    return Terms(YEARS, offset, shares, np.full(6, answers), NONE)


@pytest.mark.parametrize("offset", [NONE, logit(np.array([0.06, 0.07, 0.09, 0.12, 0.09, 0.08]))], ids=["own", "city"])
def test_without_bounds_it_is_the_binomial_model_of_statsmodels(offset: np.ndarray) -> None:
    shares = np.array([0.12, 0.12, 0.18, 0.28, 0.17, 0.17])
    design = sm.add_constant(YEARS - YEARS.mean())
    counts = np.stack([231 * shares, 231 * (1 - shares)], axis=1)
    theirs = sm.GLM(counts, design, family=sm.families.Binomial(), offset=offset).fit()
    found, error, _ = slope(exact(shares, offset))
    assert found == pytest.approx(theirs.params[1], abs=1e-6)
    assert error == pytest.approx(theirs.bse[1], rel=1e-4)


def simulated(generator: np.random.Generator, b: float) -> tuple[Terms, Terms]:
    """A place around 10 % in six years, whole percentages; below 10 in half of the years only that is told.

    With all that is known, and with the bounds thrown away.
    """
    true = expit(logit(0.1) + b * (YEARS - YEARS.mean()))
    share = np.round(100 * generator.binomial(231, true) / 231) / 100
    told = (share > 0.1) | (generator.random(6) < 0.5)
    told[[0, 5]] = True
    side = np.where(told, 0.0, -1.0)
    share = np.clip(np.where(told, share, 0.105), 0.5 / 231, None)
    whole = Terms(YEARS, NONE, share, np.full(6, 231.0), side)
    return whole, Terms(*(part[told] for part in vars(whole).values()))


@pytest.mark.parametrize("b", [0.0, 0.15])
def test_the_interval_holds_the_true_trend_and_bounds_make_it_narrower_and_right(b: float) -> None:
    """500 places: 95 % is promised. With the bounds thrown away, the low years are missing."""
    generator = np.random.default_rng(5)
    pairs = [simulated(generator, b) for _ in range(500)]
    found = [slope(whole) for whole, _ in pairs]
    assert 0.92 < np.mean([abs(each - b) < 1.96 * error for each, error, _ in found]) < 0.98
    without = [slope(few) for _, few in pairs]
    assert np.mean([error for _, error, _ in found]) < np.mean([error for _, error, _ in without])
    assert abs(np.mean([middle for *_, middle in found]) - 0.1) < abs(np.mean([middle for *_, middle in without]) - 0.1)


def test_every_trend_of_the_toy_city_lies_in_its_interval(atlas: Atlas) -> None:
    found = long_trends(atlas, "insecure_neighbourhood", Level.SURVEY_AREA, 2020)
    assert found
    for trend in found.values():
        assert trend.figures + trend.bounds >= 3
        assert trend.own.interval.low < trend.own.points < trend.own.interval.high


def test_years_together_are_narrower_and_never_across_a_gap_or_a_break(atlas: Atlas) -> None:
    for place in atlas.places.at(Level.SURVEY_AREA):
        for span in (2, 3):
            for each in years_together(atlas, "insecure_neighbourhood", place, 2020, span):
                cells = [
                    atlas.observation("insecure_neighbourhood", place.place_id, year).known
                    for year in range(each.first, each.last + 1)
                ]
                assert len(cells) == span
                assert min(cell.value for cell in cells) <= each.value <= max(cell.value for cell in cells)
                widths = [cell.reach.high - cell.reach.low for cell in cells]
                assert each.interval.high - each.interval.low < max(widths)


def test_counts_have_no_such_trend(atlas: Atlas) -> None:
    assert long_trends(atlas, "straffelov", Level.SURVEY_AREA, 2020) == {}
