"""Every choice that moves a number: value, unit, reason and source, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Threshold:
    """A number we chose or took over; ``threshold_id`` also names its Danish text and reason."""

    threshold_id: str
    value: float
    unit: str
    source: str


CONFIDENCE = Threshold("confidence", 0.95, "share", "Wilson 1927")
SIGNIFICANCE = Threshold("significance", 0.05, "share", "choice")
POWER = Threshold("power", 0.8, "share", "Cohen 1988")
SURVEY_AREAS = Threshold("survey_areas", 13, "areas", "derived-survey-areas")
INDEX_AREAS = Threshold("index_areas", 12, "areas", "ou-2014-06-17-13")
ASSUMED_ANSWERS = Threshold("assumed_answers", 2999, "answers", "kk-tryghed-2016")
WEIGHT_DAYS = Threshold("weight_days", 366, "days", "choice")
RATE_TOLERANCE = Threshold("rate_tolerance", 0.05, "share", "choice")
RESPONSE_SHARE = Threshold("response_share", 0.3, "share", "choice")

THRESHOLDS = (
    CONFIDENCE,
    SIGNIFICANCE,
    POWER,
    SURVEY_AREAS,
    INDEX_AREAS,
    ASSUMED_ANSWERS,
    WEIGHT_DAYS,
    RATE_TOLERANCE,
    RESPONSE_SHARE,
)
