"""How sure is certain: the one place that decides whether a statement about a share or a change is clear.

Nobody knows how the answers were spread over the areas, nor how much the way of asking widens the uncertainty. What is
called clear must therefore hold under each assumption alone, at the least favourable rounding, of a figure that nobody
suspects of being a misprint. Which assumptions these are is one list in the thresholds; the reader
may choose another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from sikkerby_geo.domain.figures.intervals import wilson
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.figures.significance import Floats, benjamini_hochberg, newcombe, p_of_shares
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.rules import Range, Rule
from sikkerby_geo.facts.thresholds import USUAL, Assumption, Assumptions

_DESIGN_EFFECTS = {
    Assumption.DESIGN_EFFECT: thresholds.DESIGN_EFFECT.value,
    Assumption.LARGE_DESIGN_EFFECT: thresholds.LARGE_DESIGN_EFFECT.value,
}


def answers_under(figure: Figure, assumption: Assumption) -> float:
    """The answers of a simple random sample that stand behind a share under an assumption.

    The survey's answers spread equally over the areas; as their residents; or equally, with the variance multiplied by
    a design effect of the thresholds (Kish 1965). Where the answers of the area itself are known, the first two are
    the same.
    """
    if assumption is Assumption.BY_POPULATION:
        return figure.by_population or figure.interval_answers
    return figure.interval_answers / _DESIGN_EFFECTS.get(assumption, 1.0)


def holds(assumed: Callable[[Assumption], bool], *figures: Figure, under: Assumptions = USUAL) -> bool:
    """Whether a statement is clear: it holds ``under`` each assumption, and none of its figures may be a misprint."""
    return not any(figure.doubted for figure in figures) and all(map(assumed, under))


def clearly_on_side(figure: Figure, rule: Rule, side: bool, under: Assumptions = USUAL) -> bool:
    """Whether the whole 95 % interval of a figure lies on one side of a rule's limit, whatever its rounding."""

    def assumed(assumption: Assumption) -> bool:
        answers = answers_under(figure, assumption)
        ends = (wilson(share, answers) for share in (figure.value - figure.slack, figure.value + figure.slack))
        return all(rule.flags(Range(interval.low, interval.high)) is side for interval in ends)

    return holds(assumed, figure, under=under)


def p_under(old: Figure, new: Figure, assumption: Assumption) -> float:
    """The p-value of a difference of two shares under an assumption, at the least favourable rounding of both."""
    answers = (answers_under(old, assumption), answers_under(new, assumption))
    return float(p_of_shares(old.value, new.value, *answers, old.slack + new.slack))


def clear_among(p_values: Mapping[Assumption, Floats], doubted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of a family of changes (last axis) are clear, by their p-values under each assumption.

    Each is below the significance under every assumption there is a p-value for; its q-value over the family, under
    the first of them, is below the false discovery rate; and neither of its figures is ``doubted``. NaN = cannot be
    tested, never clear.
    """
    alone = np.logical_and.reduce([found < thresholds.SIGNIFICANCE.value for found in p_values.values()])
    together = benjamini_hochberg(next(iter(p_values.values()))) < thresholds.FALSE_DISCOVERY.value
    return np.asarray(alone & together & ~doubted, dtype=bool)


def unchanged(old: Figure, new: Figure, under: Assumptions = USUAL) -> bool:
    """Whether a difference is clearly smaller than the equivalence margin of the thresholds, up and down.

    Two one-sided tests (Schuirmann 1987): the interval of the difference with twice the significance left out, widened
    by the rounding of both figures, lies within the margin.
    """
    slack, margin = old.slack + new.slack, thresholds.EQUIVALENCE.value

    def assumed(assumption: Assumption) -> bool:
        answers = (answers_under(old, assumption), answers_under(new, assumption))
        apart = newcombe(old.value, new.value, *answers, 1 - 2 * thresholds.SIGNIFICANCE.value)
        return -margin < apart.low - slack and apart.high + slack < margin

    return holds(assumed, old, new, under=under)
