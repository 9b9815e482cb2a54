"""Registry of rules: measure, comparison, limit, the years of the programme it belongs to, and its source."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM, Classes, Indicator


@dataclass(frozen=True)
class Range:
    """What is known of a value: exactly (``low == high``), or only within limits.

    ``spans_parts``: the ends are the lowest and the highest of smaller parts, so that both are figures of their own.
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False
    spans_parts: bool = False

    @classmethod
    def exactly(cls, value: float) -> Range:
        return cls(value, value)

    @classmethod
    def bounded(cls, comparison: str, value: float, top: float = 100) -> Range:
        """What a published bound allows: ``<=``, ``<``, ``>`` or ``>=`` a value; nothing is over ``top``."""
        return {
            "<=": cls(0, value),
            "<": cls(0, value, high_open=True),
            ">": cls(value, top, low_open=True),
            ">=": cls(value, top),
        }[comparison]

    @property
    def one_sided(self) -> bool:
        """Whether only one of the limits was published: the other is where the scale ends."""
        return self.low <= 0 or self.high in (100, inf)

    def allows(self, value: float) -> bool:
        """Whether a value lies within the limits."""
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return above and below


@dataclass(frozen=True)
class Rule:
    """A political goal per district: flagged when strictly ``comparison`` (over / under) ``limit``.

    ``limit`` is in the indicator's unit. ``programme_id`` names the programme whose goal it was from ``valid_from`` to
    ``valid_to``. Several rules may judge one indicator; ``leading`` marks the one that is meant where the reader has
    chosen none. ``classes`` are the inner limits of the value classes under this rule, where its limit asks for others
    than the indicator's own: maps under another rule keep their colours.
    """

    rule_id: str
    address: str
    indicator_id: str
    comparison: str
    limit: float
    programme_id: str
    valid_from: int
    valid_to: int
    source_ids: tuple[str, ...]
    leading: bool = True
    classes: Classes | None = None

    @property
    def indicator(self) -> Indicator:
        return INDICATOR[self.indicator_id]

    def applies_in(self, year: int) -> bool:
        """Whether the rule was the programme's own goal that year (it is computed from 2015 on all the same)."""
        return self.valid_from <= year <= self.valid_to

    def computed_in(self, year: int) -> bool:
        """2009–2014 is another survey with other areas: shown, never flagged."""
        return year >= SURVEY_FROM

    def flags(self, share: Range) -> bool | None:
        """True when all of ``share`` breaks the rule, False when none does, None when it may be either."""
        if self.comparison == "over":
            if share.low > self.limit or (share.low == self.limit and share.low_open):
                return True
            return False if share.high <= self.limit else None
        if share.high < self.limit or (share.high == self.limit and share.high_open):
            return True
        return False if share.low >= self.limit else None


RULES = (
    Rule(
        "over_10_insecure",
        "10pct",
        "insecure_neighbourhood",
        "over",
        10,
        "sikker-by-2014",
        2014,
        2021,
        ("kk-sikker-by-programmet", "strategy-2018"),
    ),
    Rule(
        "under_85_safe",
        "85pct",
        "safe_neighbourhood",
        "under",
        85,
        "strategy-2022",
        2022,
        2025,
        ("kk-strategi-2022-2025",),
    ),
    Rule(
        "under_75_safe_evening",
        "75pct",
        "safe_evening",
        "under",
        75,
        "strategy-2022",
        2022,
        2025,
        ("kk-strategi-2022-2025",),
    ),
)
RULE = {rule.rule_id: rule for rule in RULES}
LONG_RULE = RULE["over_10_insecure"]
"""The rule of the longest series: the goal of 2014–2021."""
STRATEGY_RULE = RULE["under_85_safe"]
"""The rule of the newest strategy, which Bydel and the hand-out tell beside the long one."""
RULES_IN_SIGHT = (LONG_RULE, STRATEGY_RULE)
"""The rules that always stand above the map; where their newest years are equal, the first is shown."""


def rules_of(indicator_id: str) -> tuple[Rule, ...]:
    """Every rule that judges an indicator, the leading one first."""
    return tuple(
        sorted((rule for rule in RULES if rule.indicator_id == indicator_id), key=lambda rule: not rule.leading)
    )


def rule_of(indicator_id: str) -> Rule | None:
    """The rule that judges an indicator where none is chosen; None where no rule does."""
    return next(iter(rules_of(indicator_id)), None)
