"""Difference in differences of shares and of counts, with what areas do by themselves as part of its uncertainty.

For each area y is a contrast of its years: the mean after less the mean before. On shares the unit is the percentage
point, with the variance p(1 − p)/n of each; on counts it is 100·ln(count/residents), with the variance 100²/count
(Poisson). The effect is δ = mean of the treated − Σwⱼyⱼ of the comparison areas; wⱼ are equal on shares, and as
1/(vⱼ + τ²) on counts. Areas change by themselves too: τ² is the variance of the comparison areas' changes beyond chance
(Paule & Mandel 1982; of counts the extra variance of a negative binomial, μ + αμ², on the logarithm). So

    var δ = Σv/k² + Σwⱼ²vⱼ + τ²(1/k + Σwⱼ²),

for k treated areas; δ/√var is held against Student's t with the degrees of freedom of Satterthwaite (1946), where τ²
has one fewer than there are comparison areas and the rest is known. The rounding of shares goes first: the mean of m
figures is moved by slack/√m at its least favourable, which for one figure is all of its slack and for many √3 standard
deviations of the mean of rounded figures. With one treated and one comparison area and τ² = 0 this is the test of two
differences of ``figures.beside_city``; of counts it is the Wald test of a Poisson regression. Source of the design:
Card & Krueger (1994); of the variance between areas: Donald & Lang (2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.figures.intervals import Interval, wilson
from sikkerby_geo.domain.figures.pooling import paule_mandel
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds

KNOWN = 1e9
"""Degrees of freedom of what is known."""
ZERO_COUNT = 0.5
"""What a count of none is taken as, so that it has a logarithm (Haldane 1956)."""


@dataclass(frozen=True)
class Difference:
    """A difference in differences; all but ``room`` have the leading shape of the values it is made of.

    ``sampling`` and ``between`` are the two parts of its variance, ``room`` what rounding alone may make of it.
    """

    effect: Floats
    sampling: Floats
    between: Floats
    freedom: Floats
    room: float

    @property
    def error(self) -> Floats:
        """The standard error."""
        return np.asarray(np.sqrt(self.sampling + self.between), dtype=float)

    @property
    def p(self) -> Floats:
        """Two-sided p-values, at the least favourable rounding."""
        distance = np.clip(np.abs(self.effect) - self.room, 0, None)
        return np.asarray(2 * stdtr(self.freedom, -distance / self.error), dtype=float)


def on_scale(panel: Panel, values: Floats, sizes: Floats) -> tuple[Floats, Floats]:
    """Values (…, areas, years) on the scale effects are measured on, and their variances.

    A share of 0 or 100 has the variance of (k + ½)/(n + 1), as Jeffreys' prior has it.
    """
    if not panel.shares:
        counts = np.where(values > 0, values, ZERO_COUNT)
        return 100 * np.log(counts / sizes), 1e4 / counts
    share = values / 100
    inside = np.where((share <= 0) | (share >= 1), (share * sizes + 0.5) / (sizes + 1), share)
    return values, 1e4 * inside * (1 - inside) / sizes


def weights_of(panel: Panel, contrast: Floats) -> Floats:
    """The weights of the comparison areas, from the observed values: copies of these are weighted alike."""
    if panel.shares:
        return np.full(panel.compared, 1 / panel.compared)
    scaled, variances = on_scale(panel, panel.observed, panel.counted_of[0])
    changes, spread = scaled[panel.treated :] @ contrast, variances[panel.treated :] @ contrast**2
    weights = 1 / (spread + paule_mandel(changes, spread))
    return np.asarray(weights / weights.sum(), dtype=float)


def difference(
    panel: Panel,
    values: Floats,
    at: int,
    contrast: Floats,
    own: float | None = None,
    sizes: Floats | None = None,
) -> Difference:
    """The difference in differences of values (…, areas, years) in a contrast of years, under the ``at``-th assumption.

    The contrast is ``Panel.contrast`` for the effect, and another for what is only a check. ``own`` is the τ² to take,
    None = that of the values; ``sizes`` are the answers or residents, None = those of the panel.
    """
    k, weights = panel.treated, weights_of(panel, contrast)
    scaled, variances = on_scale(panel, values, panel.counted_of[at] if sizes is None else sizes)
    changes, spread = scaled @ contrast, variances @ contrast**2
    squared = weights @ weights
    effect = changes[..., :k].mean(axis=-1) - changes[..., k:] @ weights
    sampling = spread[..., :k].sum(axis=-1) / k**2 + spread[..., k:] @ weights**2
    varying = paule_mandel(changes[..., k:], spread[..., k:]) if own is None else np.asarray(own)
    between = varying * (1 / k + squared)
    share_between = between / (sampling + between)
    freedom = np.minimum((panel.compared - 1) / np.maximum(share_between, 1e-9) ** 2, KNOWN)
    return Difference(effect, sampling, between, freedom, room(panel, contrast, weights))


def room(panel: Panel, contrast: Floats, weights: Floats) -> float:
    """How far the rounding of the figures may move an effect: that of each of the means it is made of, added up."""
    shares = np.concatenate([np.full(panel.treated, 1 / panel.treated), weights])
    moved = (shares[:, None] * contrast * panel.rounding) ** 2
    parts = (moved[: panel.treated], moved[panel.treated :])
    return float(sum(np.sqrt(part[:, side].sum()) for part in parts for side in (contrast > 0, contrast < 0)))


def interval(panel: Panel, at: int, contrast: Floats) -> Interval:
    """The interval of the observed effect, at the confidence of the thresholds, on the scale effects are measured on.

    Shares: the Wilson intervals of all figures, squared and added (Zou & Donner 2008; of two figures it is Newcombe's
    of 1998), with the variance between areas beside them. Counts: Wald's, on the logarithm. Rounding is not in it.
    """
    found = difference(panel, panel.observed, at, contrast)
    effect, between = float(found.effect), float(found.between)
    tail = (1 - thresholds.CONFIDENCE.value) / 2
    reach = float(stdtrit(found.freedom, 1 - tail))
    if not panel.shares:
        return Interval(effect - reach * float(found.error), effect + reach * float(found.error))
    weights = weights_of(panel, contrast)
    signed = np.concatenate([np.full(panel.treated, 1 / panel.treated), -weights])[:, None] * contrast
    down = up = 0.0
    for factor, value, answers in zip(signed.flat, panel.observed.flat, panel.counted_of[at].flat, strict=True):
        ends = wilson(float(value), float(answers))
        far, near = (factor * (value - ends.low), factor * (ends.high - value))
        down += (far if factor > 0 else near) ** 2
        up += (near if factor > 0 else far) ** 2
    wider = (reach / float(ndtri(1 - tail))) ** 2
    extra = reach**2 * between
    return Interval(effect - float(np.sqrt(wider * down + extra)), effect + float(np.sqrt(wider * up + extra)))


def told(panel: Panel, value: float) -> float:
    """A value on the scale effects are measured on as it is told: points, or per cent of the rate."""
    return value if panel.shares else 100 * float(np.expm1(value / 100))


def told_interval(panel: Panel, ends: Interval) -> Interval:
    return Interval(told(panel, ends.low), told(panel, ends.high))
