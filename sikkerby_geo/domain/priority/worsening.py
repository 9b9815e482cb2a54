"""How much worse a share has become, less what chance alone brings: a continuous part of the score.

Model: the measured change d of two shares is normal around the true one δ, with variance s² = p₁(1 − p₁)/n₁ +
p₂(1 − p₂)/n₂ and a twelfth of the squared unit each was rounded to (Sheppard 1898); true changes of a year are normal
around 0 with the standard deviation τ of the registry. Expected of δ is then d·τ²/(τ² + s²), the posterior mean of two
normal distributions (James & Stein 1961; Efron & Morris 1975; in place of a correction for many tests, Gelman, Hill &
Yajima 2012). It counts where it is for the worse, as the mean over the assumptions of the answers, each as heavy.

It is continuous and monotone in both shares: with both variances of the binomial form, d/(τ² + s²) never falls as the
newer share gets worse or the older one better. What may be a misprint counts 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sikkerby_geo.domain.figures.certainty import answers_under
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.thresholds import Assumptions

Pair = tuple[Figure, Figure]
"""The earlier and the later figure of one area."""


def expected_change(
    before: ArrayLike, after: ArrayLike, answers_before: ArrayLike, answers_after: ArrayLike, rounding: ArrayLike
) -> Floats:
    """The change to be expected behind a measured one, in percentage points; arrays element by element.

    ``before`` and ``after`` are shares (per cent), ``rounding`` the variance of both roundings (squared points).
    """
    old, new = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    sampled = old * (100 - old) / np.asarray(answers_before) + new * (100 - new) / np.asarray(answers_after)
    between = registry.YEARLY_CHANGE.value**2
    return np.asarray((new - old) * between / (between + sampled + np.asarray(rounding)), dtype=float)


def expected_worsenings(
    pairs: Sequence[Pair], before: Floats, after: Floats, *, worse_high: bool, under: Assumptions, answers: float = 1.0
) -> Floats:
    """The worsening that counts, in percentage points, had the shares of the pairs been others; 0 = none.

    ``before`` and ``after`` hold shares (per cent), the pairs along the last axis; ``answers`` scales every number of
    answers.
    """
    rounding = np.array([(old.slack**2 + new.slack**2) / 3 for old, new in pairs])
    total = np.zeros(np.broadcast(before, after).shape)
    for assumption in under:
        n_old, n_new = (np.array([answers_under(one, assumption) for one in each]) for each in zip(*pairs, strict=True))
        total += expected_change(before, after, answers * n_old, answers * n_new, rounding)
    worse = total / len(under) * (1 if worse_high else -1)
    believed = np.array([not (old.doubted or new.doubted) for old, new in pairs])
    return np.where(believed, np.clip(worse, 0, None), 0.0)
