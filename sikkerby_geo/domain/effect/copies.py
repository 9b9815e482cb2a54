"""Copies of our own series in which there is no effect, and how often the method is alarmed by them.

Parametric bootstrap (Efron & Tibshirani 1993, ch. 6). Without an effect a share is logit p = α of its area + γ of its
year, a count ln(count/residents) = α + γ: fitted to the observed panel by ``statsmodels`` ``GLM`` (Binomial, Poisson
with the residents as offset), with no term for the effort. Every copy draws the areas' own changes from N(0, τ²), τ² as
the study has it, then the answers (binomial) or reports (Poisson), rounds shares as the published ones are, and goes
through the whole method: each assumption, placebos, trend before. Assumed: areas move apart between before and after,
not from year to year within; the published shares are themselves drawn, so that copies vary a little too much.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import statsmodels.api as sm

from sikkerby_geo.domain.effect.answer import FalseAlarms
from sikkerby_geo.domain.effect.differences import on_scale
from sikkerby_geo.domain.effect.judging import judged
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.figures.intervals import Interval, wilson
from sikkerby_geo.domain.figures.pooling import paule_mandel
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.thresholds import Assumption, Assumptions

KEPT = 512
"""Panels whose false alarms are kept in memory."""


def without_effect(panel: Panel, at: int) -> Floats:
    """Each cell as area and year alone make it (areas × years): a share (0–1), or a count."""
    areas, years = panel.observed.shape
    design = np.concatenate(
        [np.kron(np.eye(areas), np.ones((years, 1))), np.kron(np.ones((areas, 1)), np.eye(years)[:, 1:])], axis=1
    )
    values, sizes = panel.observed.ravel(), panel.counted_of[at].ravel()
    if panel.shares:
        inside = np.clip(values / 100, 0.5 / sizes, 1 - 0.5 / sizes)
        model = sm.GLM(inside, design, family=sm.families.Binomial(), var_weights=sizes)
        return np.asarray(model.fit().fittedvalues, dtype=float).reshape(areas, years)
    model = sm.GLM(np.maximum(values, 0.5), design, family=sm.families.Poisson(), offset=np.log(sizes))
    return np.asarray(model.fit().fittedvalues, dtype=float).reshape(areas, years)


def own_changes(panel: Panel, at: int) -> float:
    """The standard deviation τ of what areas do by themselves, on the scale effects are measured on."""
    scaled, variances = on_scale(panel, panel.observed, panel.counted_of[at])
    k = panel.treated
    return float(np.sqrt(paule_mandel(scaled[k:] @ panel.contrast, variances[k:] @ panel.contrast**2)))


def drawn(panel: Panel, at: int, copies: int, generator: np.random.Generator, effect: float = 0.0) -> Floats:
    """Copies of a panel under an assumption (copies × areas × years), as they would be published.

    ``effect`` is added to the treated areas after (points; hundredths of the logarithm of a rate), to test the method.
    """
    mean = without_effect(panel, at)
    after = np.array([year in panel.after for year in panel.years], dtype=float)
    own = generator.normal(0, own_changes(panel, at), (copies, len(panel.places), 1))
    moved = (own + effect * (np.arange(len(panel.places)) < panel.treated)[:, None]) * after
    if not panel.shares:
        return generator.poisson(mean * np.exp(moved / 100)).astype(float)
    answers = np.maximum(np.rint(panel.counted_of[at]), 1).astype(int)
    share = np.clip(mean + moved / 100, 0.001, 0.999)
    said = 100 * generator.binomial(answers, share) / answers
    step = np.where(panel.rounding > 0, 2 * panel.rounding, 1)
    return np.asarray(np.where(panel.rounding > 0, np.rint(said / step) * step, said), dtype=float)


@lru_cache(KEPT)
def false_alarms(panel: Panel, assumed: Assumptions) -> FalseAlarms:
    """How often the method is alarmed by copies without an effect, under the assumption under which it is most often.

    As many copies as the thresholds say under each assumption, with their seed: the same panel gives the same rate.
    """
    generator = np.random.default_rng(int(thresholds.EFFECT_SEED.value))
    copies = int(thresholds.EFFECT_COPIES.value)
    found: list[tuple[float, float, Assumption]] = []
    for at, assumption in enumerate(assumed if panel.shares else assumed[:1]):
        alarms = judged(panel, drawn(panel, at, copies, generator), assumed)
        found.append((float(np.mean(alarms.clear)), float(np.mean(alarms.clear | alarms.possible)), assumption))
    clear, possible, assumption = max(found)
    return FalseAlarms(copies, clear, _share(clear, copies), possible, _share(possible, copies), assumption)


def _share(rate: float, copies: int) -> Interval:
    ends = wilson(100 * rate, copies)
    return Interval(ends.low / 100, ends.high / 100)
