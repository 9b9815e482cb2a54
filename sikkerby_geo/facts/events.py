"""Registry of events: what kinds there are, how exactly they are dated, and which trends they belong to."""

from __future__ import annotations

from enum import StrEnum

EVENT_KINDS = ("incident", "enforcement", "measurement", "fieldwork", "law", "policy", "effort")
"""What happened: in town, by the police, to a measurement, its fieldwork, a law, a decision, an effort."""
FIELDWORK, MEASUREMENT = "fieldwork", "measurement"
"""Kinds that belong to the survey or the series itself: to its year, or to where it begins anew."""
MONTHS = 12
"""Months of a year."""
PRECISIONS = ("day", "month", "season", "year")
TRENDS = ("all", "survey", "crime", "none")
"""The trends an event is marked on: all of its places, those of the survey, those of reported crime, or none."""


class EventsShown(StrEnum):
    """Which events stand on a trend: none, those a reader should know of, or all."""

    NONE = "none"
    LEADING = "leading"
    ALL = "all"
