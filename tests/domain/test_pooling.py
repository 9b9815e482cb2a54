"""Partial pooling: agreement with statsmodels, laws, and the coverage it promises at the sizes we have."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit
from statsmodels.stats.meta_analysis import combine_effects

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.pooling import lowest, number_of, on_logits, paule_mandel, pool, pooled_shares
from sikkerby_geo.facts.areas import Level

SHARES = (85, 89, 80, 76, 74, 90, 88, 84, 92, 79, 90, 89, 84)
SIZES = (287, 412, 250, 202, 61, 197, 155, 157, 369, 298, 183, 224, 204)
"""The answers of thirteen areas, had they been spread as the residents are."""


@pytest.mark.parametrize("answers", [np.full(13, 231.0), np.array(SIZES, dtype=float)], ids=["equal", "by population"])
def test_the_variance_between_places_is_that_of_statsmodels(answers):
    effects, variances = on_logits(SHARES, answers)
    theirs = combine_effects(effects, variances, method_re="iterated")
    assert paule_mandel(effects, variances) == pytest.approx(theirs.tau2, rel=1e-4)


def test_like_places_have_no_variance_between_them():
    assert paule_mandel(*on_logits(np.full(13, 85.0), np.full(13, 231.0))) == 0


def test_a_pooled_share_lies_between_its_own_and_the_middle_and_the_fewer_answers_the_nearer():
    own, _ = on_logits(SHARES, SIZES)
    many, few = pool(SHARES, np.full(13, 231.0)), pool(SHARES, np.full(13, 60.0))
    assert np.all(np.abs(few.mean - few.mean.mean()) < np.abs(own - own.mean()) + 0.05)
    assert np.ptp(few.mean) < np.ptp(many.mean) < np.ptp(own)


def test_none_and_all_of_the_answers_have_a_logit():
    found = pool((0, 100, *SHARES[2:]), SIZES)
    assert np.all(np.isfinite(found.mean))
    assert np.all(found.deviation > 0)


@pytest.mark.parametrize("between", [0.1, 0.25, 0.45])
def test_intervals_and_chances_hold_what_they_promise(between):
    """3,000 surveys of 13 areas, printed without decimals: 95 % is promised, at least 91 is kept; chances are right."""
    generator = np.random.default_rng(7)
    answers = np.array(SIZES)
    true = generator.normal(2, between, (3000, 13))
    printed = np.round(100 * generator.binomial(answers, expit(true)) / answers)
    found = pool(printed, answers)
    covered = np.mean(np.abs(found.mean - true) < 1.96 * found.deviation)
    assert 0.91 < covered < 0.99
    below = expit(true) < 0.85
    assert np.mean(found.below(85)) == pytest.approx(np.mean(below), abs=0.06)
    raw = np.mean((printed / 100 - expit(true)) ** 2)
    assert np.mean((expit(found.mean) - expit(true)) ** 2) < raw, "nearer the truth than what is printed"
    counts = [number_of(chances) for chances in found.below(85)[:200].tolist()]
    held = [count.low <= true_count <= count.high for count, true_count in zip(counts, below.sum(axis=1), strict=False)]
    assert np.mean(held) > 0.91


def test_the_number_is_that_of_independent_draws():
    count = number_of([0.5] * 4)
    assert (count.expected, count.low, count.high, count.of) == (2, 0, 4, 4)
    assert number_of([1.0, 1.0, 0.0]).low == number_of([1.0, 1.0, 0.0]).high == 2


def test_counts_and_the_index_are_not_pooled(atlas: Atlas):
    assert pooled_shares(atlas, "straffelov", Level.SURVEY_AREA, atlas.years[-1]) == {}
    assert pooled_shares(atlas, "insecure_neighbourhood", Level.SURVEY_AREA, 2013) == {}


def test_the_worst_of_thirteen_is_less_bad_than_it_looks_and_the_pooled_share_knows_it():
    """The winner's curse: picked because it was lowest, it lies about a point and a half higher than measured."""
    generator = np.random.default_rng(11)
    true = generator.normal(2, 0.3, (3000, 13))
    printed = np.round(100 * generator.binomial(231, expit(true)) / 231)
    picked = np.arange(3000), np.argmin(printed, axis=1)
    pooled = 100 * expit(pool(printed, np.full(13, 231.0)).mean[picked])
    truth = 100 * expit(true[picked])
    assert np.mean(truth - printed[picked]) > 1
    assert abs(np.mean(truth - pooled)) < 0.4


def test_the_chances_of_being_lowest_are_one_in_all():
    chances = lowest(pool(SHARES, SIZES), 1, 3, 2000)
    assert chances.sum() == pytest.approx(1)
    assert np.argmax(chances) in (3, 4)
