"""Copies of our own series in which there is no effect, and how often the method is alarmed by them.

Parametric bootstrap (Efron & Tibshirani 1993, ch. 6). Without an effect a share is logit p = θ of its area + γ of its
year: γ from ``statsmodels`` ``GLM`` (Binomial) of the observed panel on area and year, with no term for the effort; θ
drawn anew in each copy from what is known of it by partial pooling (``figures.pooling``; Laird & Louis 1987), since the
published shares are themselves drawn. A count has ln(count/residents) = α + γ, both fitted (Poisson, the residents as
offset). Every copy draws what the areas do by themselves from N(0, τ²), τ² as the study has it, then the answers
(binomial) or reports (Poisson), rounds shares as the published ones are, and goes through the whole method: each
assumption, placebos, trend before. Where the treated areas had the worst figures of all before, those of each copy are
picked in the same way, which is how a figure that was bad by chance gets better by itself. An alarm must also be larger
than nineteen of twenty copies' effects; that is part of the method, and of the rate. Assumed: areas move apart
between before and after, not from year to year within.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.special import expit

from sikkerby_geo.domain.effect.answer import FalseAlarms
from sikkerby_geo.domain.effect.differences import ZERO_COUNT, difference, on_scale, told
from sikkerby_geo.domain.effect.judging import judged
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.effect.placebo import EQUAL
from sikkerby_geo.domain.figures.intervals import Interval, wilson
from sikkerby_geo.domain.figures.pooling import paule_mandel, pool
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.thresholds import Assumption, Assumptions

KEPT = 512
"""Panels whose false alarms are kept in memory."""
LEAST = 0.001
"""The smallest share there is in a copy."""


def without_effect(panel: Panel, at: int) -> Floats:
    """Each cell as area and year alone make it (areas × years): the logit of a share, or the logarithm of a count."""
    import statsmodels.api as sm  # seconds to load, and only a study of an effort asks for copies

    areas, years = panel.observed.shape
    design = np.concatenate(
        [np.kron(np.eye(areas), np.ones((years, 1))), np.kron(np.ones((areas, 1)), np.eye(years)[:, 1:])], axis=1
    )
    values, sizes = panel.observed.ravel(), panel.counted_of[at].ravel()
    if panel.shares:
        inside = np.clip(values / 100, 0.5 / sizes, 1 - 0.5 / sizes)
        model = sm.GLM(inside, design, family=sm.families.Binomial(), var_weights=sizes)
    else:
        model = sm.GLM(np.maximum(values, ZERO_COUNT), design, family=sm.families.Poisson(), offset=np.log(sizes))
    linear = model.family.link(model.fit().fittedvalues)
    return np.asarray(linear, dtype=float).reshape(areas, years)


def own_changes(panel: Panel, at: int) -> float:
    """The standard deviation τ of what areas do by themselves, on the scale effects are measured on."""
    scaled, variances = on_scale(panel, panel.observed, panel.counted_of[at])
    k = panel.treated
    return float(np.sqrt(paule_mandel(scaled[k:] @ panel.contrast, variances[k:] @ panel.contrast**2)))


def drawn(panel: Panel, at: int, copies: int, generator: np.random.Generator, effect: float = 0.0) -> Floats:
    """Copies of a panel under an assumption (copies × areas × years), as they would be published.

    ``effect`` is added to the treated areas after (points; hundredths of the logarithm of a rate), to test the method.
    """
    linear = without_effect(panel, at)
    after = np.array([year in panel.after for year in panel.years], dtype=float)
    own = generator.normal(0, own_changes(panel, at), (copies, len(panel.places), 1))
    moved = (own + effect * (np.arange(len(panel.places)) < panel.treated)[:, None]) * after
    if not panel.shares:
        return generator.poisson(np.exp(linear + moved / 100)).astype(float)
    answers = np.maximum(np.rint(panel.counted_of[at]), 1).astype(int)
    course = linear - linear.mean(axis=1, keepdims=True)
    together = pool(np.average(panel.observed, axis=1, weights=panel.counted_of[at]), panel.counted_of[at].sum(axis=1))
    level = generator.normal(together.mean, together.deviation, (copies, len(panel.places)))[..., None]
    share = np.clip(expit(level + course) + moved / 100, LEAST, 1 - LEAST)
    said = 100 * generator.binomial(answers, share) / answers
    step = np.where(panel.rounding > 0, 2 * panel.rounding, 1)
    return np.asarray(np.where(panel.rounding > 0, np.rint(said / step) * step, said), dtype=float)


def worst_first(panel: Panel, values: Floats, sign: int) -> tuple[Floats, Floats]:
    """Copies with the areas of the worst means before first (``sign`` 1: the highest), and their answers alike.

    Answers have the shape (assumptions, copies, areas, years).
    """
    before = values[..., [panel.years.index(year) for year in panel.before]].mean(axis=-1)
    order = np.argsort(-sign * before, axis=-1, kind="stable")[..., None]
    behind = np.broadcast_to(panel.counted_of[:, None], (len(panel.sizes), *values.shape))
    return np.take_along_axis(values, order, axis=-2), np.take_along_axis(behind, order[None], axis=-2)


@lru_cache(KEPT)
def false_alarms(panel: Panel, assumed: Assumptions, picked: int = 0) -> FalseAlarms:
    """How often the method is alarmed by copies without an effect, under the assumption under which it is most often.

    As many copies as the thresholds say under each assumption, with their seed: the same panel gives the same rate.
    ``picked``: the treated areas had the highest (1) or the lowest (−1) shares of all before, and so have those of each
    copy; 0 = they are those they are. Counts are never picked.
    """
    generator = np.random.default_rng(int(thresholds.EFFECT_SEED.value))
    copies = int(thresholds.EFFECT_COPIES.value)
    own = abs(float(difference(panel, panel.observed, 0, panel.contrast).effect)) - EQUAL
    found: list[tuple[float, float, Assumption]] = []
    as_large, means = [], []
    for at, assumption in enumerate(assumed if panel.shares else assumed[:1]):
        values, sizes = drawn(panel, at, copies, generator), None
        if picked and panel.shares:
            values, sizes = worst_first(panel, values, picked)
        alarms = judged(panel, values, assumed, sizes)
        effects = difference(panel, values, at, panel.contrast, sizes=None if sizes is None else sizes[at]).effect
        beyond = np.abs(effects) > np.quantile(np.abs(effects), 1 - thresholds.SIGNIFICANCE.value)
        clear, possible = alarms.clear & beyond, (alarms.clear | alarms.possible) & beyond
        found.append((float(np.mean(clear)), float(np.mean(possible)), assumption))
        as_large.append(float(np.mean(np.abs(effects) >= own)))
        means.append(float(np.mean(effects)))
    clear_rate, possible_rate, hardest = max(found)
    return FalseAlarms(
        copies,
        clear_rate,
        _share(clear_rate, copies),
        possible_rate,
        _share(possible_rate, copies),
        hardest,
        max(as_large),
        told(panel, max(means, key=abs)),
        bool(picked and panel.shares),
    )


def _share(rate: float, copies: int) -> Interval:
    ends = wilson(100 * rate, copies)
    return Interval(ends.low / 100, ends.high / 100)
