"""Every choice that moves a number, and every limit of what is taken in: value, unit and reason, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Threshold:
    """A number we chose or took over; ``threshold_id`` also names its Danish text and reason."""

    threshold_id: str
    value: float
    unit: str
    source: str


CONFIDENCE = Threshold("confidence", 0.95, "share", "Wilson 1927")
SIGNIFICANCE = Threshold("significance", 0.05, "share", "choice")
FALSE_DISCOVERY = Threshold("false_discovery", 0.05, "share", "Benjamini & Hochberg 1995")
EQUIVALENCE = Threshold("equivalence", 5, "points", "choice")
POWER = Threshold("power", 0.8, "share", "Cohen 1988")
DESIGN_EFFECT = Threshold("design_effect", 1.5, "ratio", "Kish 1965")
LARGE_DESIGN_EFFECT = Threshold("large_design_effect", 2, "ratio", "Kish 1965")
POOLED_AREAS = Threshold("pooled_areas", 10, "areas", "choice")
TREND_YEARS = Threshold("trend_years", 3, "years", "choice")
LIKELY = Threshold("likely", 0.8, "share", "choice")
SURVEY_AREAS = Threshold("survey_areas", 13, "areas", "derived-survey-areas")
INDEX_AREAS = Threshold("index_areas", 12, "areas", "ou-2014-06-17-13")
ASSUMED_ANSWERS = Threshold("assumed_answers", 2999, "answers", "kk-tryghed-2016")
WEIGHT_DAYS = Threshold("weight_days", 366, "days", "choice")
RATE_TOLERANCE = Threshold("rate_tolerance", 0.05, "share", "choice")
CRIME_AREAS = Threshold("crime_areas", 10, "areas", "choice")
CRIME_DISTANCE = Threshold("crime_distance", 0.25, "share", "choice")
RESPONSE_SHARE = Threshold("response_share", 0.3, "share", "choice")
SHORT_STREET = Threshold("short_street", 30, "metres", "choice")
NEAR_NAME = Threshold("near_name", 0.7, "share", "choice")
BORDER_SLACK = Threshold("border_slack", 0.02, "share", "choice")
BORDER_DETAIL = Threshold("border_detail", 5, "metres", "choice")
RODE_SHARE = Threshold("rode_share", 0.8, "share", "choice")
PART_SHARE = Threshold("part_share", 0.05, "share", "choice")
GRID_LIMIT = Threshold("grid_limit", 50, "reports", "programme-2010")
GRID_LIMIT_ALL = Threshold("grid_limit_all", 500, "reports", "programme-2010")
SMALL_COUNT = Threshold("small_count", 5, "reports", "choice")
EFFECT_YEARS = Threshold("effect_years", 3, "years", "choice")
EFFECT_COMPARISONS = Threshold("effect_comparisons", 4, "areas", "choice")
EFFECT_PLAUSIBLE = Threshold("effect_plausible", 5, "points", "choice")
EFFECT_PLAUSIBLE_COUNTS = Threshold("effect_plausible_counts", 0.2, "share", "Welsh & Farrington 2008")
EFFECT_RADIUS = Threshold("effect_radius", 250, "metres", "choice")
EFFECT_HOME = Threshold("effect_home", 2, "residents", "choice")
EFFECT_COPIES = Threshold("effect_copies", 450, "number", "choice")
EFFECT_SEED = Threshold("effect_seed", 20261, "number", "choice")

THRESHOLDS = (
    CONFIDENCE,
    SIGNIFICANCE,
    FALSE_DISCOVERY,
    EQUIVALENCE,
    POWER,
    DESIGN_EFFECT,
    LARGE_DESIGN_EFFECT,
    POOLED_AREAS,
    TREND_YEARS,
    LIKELY,
    SURVEY_AREAS,
    INDEX_AREAS,
    ASSUMED_ANSWERS,
    WEIGHT_DAYS,
    RATE_TOLERANCE,
    CRIME_AREAS,
    CRIME_DISTANCE,
    RESPONSE_SHARE,
    SHORT_STREET,
    NEAR_NAME,
    BORDER_SLACK,
    BORDER_DETAIL,
    RODE_SHARE,
    PART_SHARE,
    GRID_LIMIT,
    GRID_LIMIT_ALL,
    SMALL_COUNT,
    EFFECT_YEARS,
    EFFECT_COMPARISONS,
    EFFECT_PLAUSIBLE,
    EFFECT_PLAUSIBLE_COUNTS,
    EFFECT_RADIUS,
    EFFECT_HOME,
    EFFECT_COPIES,
    EFFECT_SEED,
)


class Assumption(StrEnum):
    """What is assumed of the answers behind a share; nobody has published how they are spread or weighted."""

    EQUAL_SPLIT = "equal_split"
    BY_POPULATION = "by_population"
    DESIGN_EFFECT = "design_effect"
    LARGE_DESIGN_EFFECT = "large_design_effect"


Assumptions = tuple[Assumption, ...]
"""Under all of these a statement must hold to be called clear; the first gives q-values and what is possible."""
USUAL: Assumptions = (Assumption.EQUAL_SPLIT, Assumption.BY_POPULATION, Assumption.DESIGN_EFFECT)
CLEAR_UNDER: dict[str, Assumptions] = {"usual": USUAL, **{str(one): (one,) for one in Assumption}}
"""What a reader may have called clear: what holds under the usual three, or under one assumption alone."""
CLEAR_ADDRESS = {
    "usual": "alle",
    "equal_split": "ligeligt",
    "by_population": "indbyggere",
    "design_effect": "design15",
    "large_design_effect": "design2",
}
"""What addresses call each of them."""


@dataclass(frozen=True)
class Limit:
    """The most we take in of something; ``limit_id`` also names its Danish text and reason (``limit.<id>``)."""

    limit_id: str
    value: int
    unit: str


MOST_FILE_BYTES = Limit("file_bytes", 20_000_000, "bytes")
MOST_ROWS = Limit("rows", 50_000, "rows")
LONGEST_FIELD = Limit("field", 2_000, "characters")
LONGEST_WORD = Limit("word", 200, "characters")
MOST_FEATURES = Limit("features", 20_000, "features")
MOST_NESTING = Limit("nesting", 24, "levels")
MOST_UPLOAD_BYTES = Limit("upload_bytes", 1_000_000, "bytes")
MOST_UPLOAD_FEATURES = Limit("upload_features", 50, "features")
MOST_CORNERS = Limit("corners", 200, "corners")
MOST_ENTRY_CORNERS = Limit("entry_corners", 20_000, "corners")
MOST_CROSSINGS = Limit("crossings", 100, "crossings")
LONGEST_QUERY = Limit("query", 80, "characters")
MOST_DELIVERED_ROWS = Limit("delivered_rows", 200_000, "rows")
MOST_SESSION_ROWS = Limit("session_rows", 10_000, "rows")
MOST_SESSIONS = Limit("sessions", 24, "number")
YEARS_AHEAD = Limit("years_ahead", 2, "years")
MOST_COLUMNS = Limit("columns", 400, "columns")
MOST_SHEETS = Limit("sheets", 40, "sheets")
MOST_UNPACKED_BYTES = Limit("unpacked_bytes", 200_000_000, "bytes")
MOST_PACKING = Limit("packing", 200, "ratio")
MOST_GRID_ROWS = Limit("grid_rows", 300, "rows")
MOST_HITS = Limit("hits", 8, "names")
MOST_NEAR_NAMES = Limit("near_names", 4, "names")
MOST_KEPT_ANSWERS = Limit("kept_answers", 32_000_000, "bytes")
MOST_WAITING = Limit("waiting", 32, "requests")
LONGEST_DATA_ADDRESS = Limit("data_address", 2_000, "characters")
MOST_ANSWER_BYTES = Limit("answer_bytes", 30_000_000, "bytes")
MOST_ANSWER_FEATURES = Limit("answer_features", 2_000, "features")
MOST_ANSWER_CORNERS = Limit("answer_corners", 500_000, "corners")
MOST_PAGES = Limit("answer_pages", 50, "pages")
MOST_TRIES = Limit("tries", 4, "tries")
LONGEST_ANSWER = Limit("answer_seconds", 30, "seconds")
LONGEST_SIGN_IN = Limit("sign_in", 8, "hours")
MOST_REPORT_TYPES = Limit("report_types", 1_000, "words")
LONGEST_TYPE = Limit("report_type", 120, "characters")
LONGEST_ASSESSMENT = Limit("assessment", 6_000, "characters")

LIMITS = (
    MOST_FILE_BYTES,
    MOST_ROWS,
    LONGEST_FIELD,
    LONGEST_WORD,
    MOST_FEATURES,
    MOST_NESTING,
    MOST_UPLOAD_BYTES,
    MOST_UPLOAD_FEATURES,
    MOST_CORNERS,
    MOST_ENTRY_CORNERS,
    MOST_CROSSINGS,
    MOST_DELIVERED_ROWS,
    MOST_SESSION_ROWS,
    MOST_SESSIONS,
    YEARS_AHEAD,
    MOST_COLUMNS,
    MOST_SHEETS,
    MOST_UNPACKED_BYTES,
    MOST_PACKING,
    MOST_GRID_ROWS,
    LONGEST_QUERY,
    MOST_HITS,
    MOST_NEAR_NAMES,
    MOST_KEPT_ANSWERS,
    MOST_WAITING,
    LONGEST_DATA_ADDRESS,
    MOST_ANSWER_BYTES,
    MOST_ANSWER_FEATURES,
    MOST_ANSWER_CORNERS,
    MOST_PAGES,
    MOST_TRIES,
    LONGEST_ANSWER,
    LONGEST_SIGN_IN,
    MOST_REPORT_TYPES,
    LONGEST_TYPE,
    LONGEST_ASSESSMENT,
)
