"""The estimate beside the field's own libraries and published examples, on shares and on counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import expit

from sikkerby_geo.domain.effect.copies import without_effect
from sikkerby_geo.domain.effect.differences import difference, interval, told
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.figures.intervals import wilson
from sikkerby_geo.domain.figures.significance import Floats, newcombe, p_of_counts
from tests.domain.effect_city import filled, panel, simulated


def _cells(made: Panel) -> tuple[Floats, Floats]:
    """The design of a regression of all cells on area, year and effort, the effort last, and the areas' numbers."""
    areas, years = made.observed.shape
    effort = [[float(a < made.treated and y in made.after) for y in made.years] for a in range(areas)]
    columns = [np.kron(np.eye(areas), np.ones((years, 1))), np.kron(np.ones((areas, 1)), np.eye(years)[:, 1:])]
    return np.concatenate([*columns, np.ravel(effort)[:, None]], axis=1), np.repeat(np.arange(areas), years)


def _exact(made: Panel) -> Panel:
    """The same with figures that are not rounded."""
    return replace(made, slack=tuple((0.0,) * len(made.years) for _ in made.places))


def test_shares_beside_a_regression_on_area_year_and_effort() -> None:
    made = _exact(filled(panel(3, 2, 2), simulated(panel(3, 2, 2), 1, 3)[0][0]))
    design, _ = _cells(made)
    theirs = sm.OLS(made.observed.ravel(), design).fit().params[-1]
    assert float(difference(made, made.observed, 0, made.contrast).effect) == pytest.approx(theirs)


def test_the_error_of_two_by_two_is_that_of_a_weighted_regression() -> None:
    values = np.array([[20.0, 12.0], *[[15.0, 14.0]] * 4])
    made = _exact(filled(panel(1, 1, 1, areas=5), values))
    found = difference(made, values, 0, made.contrast)
    spread = [share * (100 - share) / 231 / areas for share, areas in ((20, 1), (12, 1), (15, 4), (14, 4))]
    design = np.array([[1, 1, 0, 0], [1, 1, 1, 1], [1, 0, 0, 0], [1, 0, 1, 0]], dtype=float)
    theirs = sm.WLS([20, 12, 15, 14], design, weights=1 / np.array(spread)).fit(cov_type="fixed scale")
    assert float(found.between) == pytest.approx(0)
    assert float(found.effect) == pytest.approx(theirs.params[-1])
    assert float(found.error) == pytest.approx(theirs.bse[-1])
    assert float(found.p) == pytest.approx(theirs.pvalues[-1])


def test_a_published_worked_example() -> None:
    """Card & Krueger (1994), table 3: full-time jobs in 331 and 79 stores; 20.44 to 21.03 beside 23.33 to 21.17."""
    values = np.array([[20.44, 21.03], *[[23.33, 21.17]] * 4])
    made = filled(panel(1, 1, 1, areas=5), values)
    assert float(difference(made, values, 0, made.contrast).effect) == pytest.approx(2.76, abs=0.011)


def test_beside_areas_that_are_known_exactly_the_interval_is_newcombes() -> None:
    made = panel(1, 1, 1, areas=5)
    sizes = np.full((5, 2), 1e12)
    sizes[0] = (231, 150)
    values = np.array([[20.0, 12.0], *[[15.0, 15.0]] * 4])
    made = replace(filled(made, values), sizes=(tuple(tuple(row) for row in sizes.tolist()),))
    ours, theirs = interval(made, 0, made.contrast), newcombe(20, 12, 231, 150)
    assert (ours.low, ours.high) == (pytest.approx(theirs.low, abs=1e-3), pytest.approx(theirs.high, abs=1e-3))


def test_rounding_of_one_figure_is_all_of_it_and_of_many_is_less() -> None:
    one = difference(panel(1, 1, 1), panel(1, 1, 1).observed, 0, panel(1, 1, 1).contrast).room
    many = difference(panel(3, 3, 3), panel(3, 3, 3).observed, 0, panel(3, 3, 3).contrast).room
    assert one == pytest.approx(2 * 0.5 + 2 * 0.5 / np.sqrt(12))
    assert many == pytest.approx(2 * 0.5 / 3 + 2 * 0.5 / np.sqrt(30))


def test_none_and_all_of_the_answers_have_an_error_too() -> None:
    values = np.array([[0.0, 100.0], *[[0.0, 0.0]] * 4])
    made = filled(panel(1, 1, 1, areas=5), values)
    assert float(difference(made, values, 0, made.contrast).error) > 0.4
    assert interval(made, 0, made.contrast).high <= 100 + (wilson(0, 231).high + 100 - wilson(100, 231).low)


def test_counts_beside_a_poisson_regression() -> None:
    """With one course of all areas but chance, the estimate is that of the Poisson regression with offset."""
    empty = panel(2, 2, 2, shares=False)
    generator = np.random.default_rng(7)
    mean = generator.uniform(300, 900, (13, 1)) * np.array([1, 1.05, 0.98, 1.02])
    mean[:2, 2:] *= 0.8
    made = filled(empty, generator.poisson(mean).astype(float))
    design, _ = _cells(made)
    offset = np.log(made.counted_of[0].ravel())
    theirs = sm.GLM(made.observed.ravel(), design, family=sm.families.Poisson(), offset=offset).fit()
    found = difference(made, made.observed, 0, made.contrast)
    assert float(found.effect) / 100 == pytest.approx(theirs.params[-1], abs=0.012)
    assert float(np.sqrt(found.sampling)) / 100 == pytest.approx(theirs.bse[-1], rel=0.05)
    assert told(made, float(found.effect)) == pytest.approx(-20, abs=6)


def test_two_counts_beside_the_score_test_of_two_rates() -> None:
    made = replace(panel(1, 1, 1, areas=5, shares=False), sizes=(((1000.0, 1000.0),) * 5,))
    values = np.array([[400.0, 330.0], *[[1e9, 1e9]] * 4])
    found = difference(filled(made, values), values, 0, made.contrast)
    assert float(found.p) == pytest.approx(float(p_of_counts(400, 330)), rel=0.03)
    assert told(made, float(found.effect)) == pytest.approx(-17.5)


def test_extra_variance_between_areas_is_that_of_a_negative_binomial() -> None:
    """μ + αμ²: where areas vary beyond Poisson, estimate and error are near the regression's with the α they have."""
    empty = panel(4, 1, 1, shares=False)
    generator = np.random.default_rng(12)
    alpha = 0.02
    mean = np.repeat(generator.uniform(400, 900, (13, 1)), 2, axis=1)
    made = filled(empty, generator.negative_binomial(1 / alpha, 1 / (1 + alpha * mean)).astype(float))
    found = difference(made, made.observed, 0, made.contrast)
    design, _ = _cells(made)
    family = sm.families.NegativeBinomial(alpha=alpha)
    theirs = sm.GLM(made.observed.ravel(), design, family=family, offset=np.log(made.counted_of[0].ravel())).fit()
    assert float(found.effect) / 100 == pytest.approx(theirs.params[-1], abs=0.02)
    assert float(found.error) / 100 == pytest.approx(theirs.bse[-1], rel=0.35)
    assert float(found.between) > float(found.sampling)


def test_a_series_without_an_effect_keeps_its_areas_and_years() -> None:
    made = filled(panel(2, 2, 2), simulated(panel(2, 2, 2), 1, 3)[0][0])
    fitted = 100 * expit(without_effect(made, 0))
    assert fitted.mean(axis=0) == pytest.approx(made.observed.mean(axis=0))
    assert fitted.mean(axis=1) == pytest.approx(made.observed.mean(axis=1))
