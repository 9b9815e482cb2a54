"""How sure is certain: the one place that decides whether a statement about a share is clear.

Nobody knows how the answers were spread over the areas, nor how much the way of asking widens the uncertainty. What is
called clear must therefore hold under each assumption alone, at the least favourable rounding, of a figure that nobody
suspects of being a misprint.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from sikkerby_geo.domain.figures.intervals import wilson
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.rules import Range, Rule


class Assumption(StrEnum):
    """What is assumed of the answers behind a share."""

    EQUAL_SPLIT = "equal_split"
    BY_POPULATION = "by_population"
    DESIGN_EFFECT = "design_effect"


def answers_under(figure: Figure, assumption: Assumption) -> float:
    """The answers of a simple random sample that stand behind a share under an assumption.

    The survey's answers spread equally over the areas; as their residents; or equally, with the variance multiplied by
    the design effect of the thresholds (Kish 1965). Where the answers of the area itself are known, the first two are
    the same.
    """
    if assumption is Assumption.BY_POPULATION:
        return figure.by_population or figure.interval_answers
    if assumption is Assumption.DESIGN_EFFECT:
        return figure.interval_answers / thresholds.DESIGN_EFFECT.value
    return figure.interval_answers


def holds(assumed: Callable[[Assumption], bool], *figures: Figure) -> bool:
    """Whether a statement about some figures is clear: it holds under every assumption, and none may be a misprint."""
    return not any(figure.doubted for figure in figures) and all(map(assumed, Assumption))


def clearly_on_side(figure: Figure, rule: Rule, side: bool) -> bool:
    """Whether the whole 95 % interval of a figure lies on one side of a rule's limit, whatever its rounding."""

    def assumed(assumption: Assumption) -> bool:
        answers = answers_under(figure, assumption)
        ends = (wilson(share, answers) for share in (figure.value - figure.slack, figure.value + figure.slack))
        return all(rule.flags(Range(interval.low, interval.high)) is side for interval in ends)

    return holds(assumed, figure)
