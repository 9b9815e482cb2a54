"""Registry of the priority score: its visible parts with their scales, the presets of weights, and the simulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sikkerby_geo.facts.indicators import INDICATOR, Indicator
from sikkerby_geo.facts.thresholds import Threshold


@dataclass(frozen=True)
class Part:
    """One part of the score.

    A raw value (see ``unit``) maps linearly to 0–100 need between ``zero`` and ``full`` and is cut there. The scale
    is the span of what has been published for the areas since 2015, widened to the next five; Indre By is left out
    of reported crime, where visitors count, and stands at the top of the scale. Known efforts span what the record
    holds of one kind in one area.
    """

    part_id: str
    unit: str
    zero: float
    full: float

    def need(self, raw: float | None) -> float | None:
        """Need from 0 to 100 of a raw value; None where the part is missing."""
        return None if raw is None else float(self.needs(np.asarray(raw)))

    def needs(self, raw: np.ndarray) -> np.ndarray:
        """Needs from 0 to 100 of raw values."""
        return np.clip(100 * (raw - self.zero) / (self.full - self.zero), 0.0, 100.0)


@dataclass(frozen=True)
class Family:
    """Measures of one direction, never mixed with the other: the main one and its evening counterpart."""

    family_id: str
    main_id: str
    evening_id: str
    parts: tuple[Part, ...]

    @property
    def main(self) -> Indicator:
        return INDICATOR[self.main_id]

    def part(self, part_id: str) -> Part:
        return next(part for part in self.parts if part.part_id == part_id)


_SHARED = (
    Part("crime", "per_1000", 35, 130),
    Part("uncovered", "percent_of_land", 90, 100),
    Part("known", "efforts", 10, 0),
)
CRIME_SERIES_ID = "straffelov"
"""The series of reported crime that enters the score: the one the municipality publishes now."""
PART_IDS = ("level", "evening", "worsening", "crime", "uncovered", "known")
"""The parts in order; ``known`` (efforts of one kind) enters only where a reader has chosen the kind."""

FAMILIES = (
    Family(
        "safe",
        "safe_neighbourhood",
        "safe_evening",
        (
            Part("level", "percent", 95, 70),
            Part("evening", "percent", 90, 60),
            Part("worsening", "points", 0, 10),
            *_SHARED,
        ),
    ),
    Family(
        "insecure",
        "insecure_neighbourhood",
        "insecure_evening",
        (
            Part("level", "percent", 0, 30),
            Part("evening", "percent", 10, 35),
            Part("worsening", "points", 0, 10),
            *_SHARED,
        ),
    ),
)
FAMILY = {family.family_id: family for family in FAMILIES}


@dataclass(frozen=True)
class Preset:
    """Named weights of the parts, in steps of 5; only their proportions matter."""

    preset_id: str
    weights: Mapping[str, int]


PRESETS = (
    Preset("balanced", {"level": 40, "evening": 20, "worsening": 20, "crime": 20, "uncovered": 0, "known": 0}),
    Preset("perceived", {"level": 60, "evening": 40, "worsening": 0, "crime": 0, "uncovered": 0, "known": 0}),
    Preset("turning", {"level": 30, "evening": 10, "worsening": 60, "crime": 0, "uncovered": 0, "known": 0}),
    Preset("unreached", {"level": 40, "evening": 20, "worsening": 0, "crime": 10, "uncovered": 30, "known": 0}),
)

LEAST_AREAS = Threshold("priority_least_areas", 10, "areas", "choice")
DRAWS = Threshold("priority_draws", 10_000, "draws", "choice")
SEED = Threshold("priority_seed", 2026, "number", "choice")
RANK_RANGE = Threshold("priority_rank_range", 0.9, "share", "choice")
TOGETHER = Threshold("priority_together", 0.5, "ratio", "choice")
FIRST_FEW = Threshold("priority_first_few", 3, "areas", "choice")
YEARLY_CHANGE = Threshold("priority_yearly_change", 4, "points", "choice")
WEIGHT_SPREAD = Threshold("priority_weight_spread", 0.5, "share", "choice")
PRIORITY_THRESHOLDS = (LEAST_AREAS, DRAWS, SEED, RANK_RANGE, TOGETHER, FIRST_FEW, YEARLY_CHANGE, WEIGHT_SPREAD)
MOST_KRONER = 100_000_000_000
"""Kroner a reader may write as a budget or a price."""
MOST_SPACING = 10_000
"""Metres of street a reader may say one piece serves."""
