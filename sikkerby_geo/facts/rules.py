"""Registry of rules: measure, comparison, limit, the years of the programme it belongs to, and its source."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM, Indicator


@dataclass(frozen=True)
class Range:
    """A share of residents in per cent, known exactly (``low == high``) or only within limits."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, percent: float) -> Range:
        return cls(percent, percent)

    @classmethod
    def bounded(cls, comparison: str, percent: float) -> Range:
        """The share a published bound allows: ``<=``, ``<``, ``>`` or ``>=`` a percentage."""
        return {
            "<=": cls(0, percent),
            "<": cls(0, percent, high_open=True),
            ">": cls(percent, 100, low_open=True),
            ">=": cls(percent, 100),
        }[comparison]

    def allows(self, percent: float) -> bool:
        """Whether an exact percentage may be this share (a printed 10 is not "over 10")."""
        above = percent > self.low if self.low_open else percent >= self.low
        below = percent < self.high if self.high_open else percent <= self.high
        return above and below


@dataclass(frozen=True)
class Rule:
    """A political goal per district: flagged when strictly ``comparison`` (over / under) ``limit`` per cent."""

    rule_id: str
    address: str
    indicator_id: str
    comparison: str
    limit: float
    valid_from: int
    valid_to: int
    source_ids: tuple[str, ...]

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
        2022,
        2025,
        ("kk-strategi-2022-2025",),
    ),
)
RULE = {rule.rule_id: rule for rule in RULES}
