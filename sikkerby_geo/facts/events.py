"""Registry of events: what kinds there are, how exactly they are dated, and which trends they belong to."""

from __future__ import annotations

EVENT_KINDS = ("incident", "enforcement", "measurement", "fieldwork", "law", "policy", "effort")
"""What happened: in town, by the police, to a measurement, its fieldwork, a law, a decision, an effort."""
PRECISIONS = ("day", "month", "season", "year")
TRENDS = ("all", "survey", "crime", "none")
"""The trends an event is marked on: all of its places, those of the survey, those of reported crime, or none."""


class Shown:
    """Which events stand on a trend: none, those a reader should know of, or all."""

    NONE = "none"
    LEADING = "leading"
    ALL = "all"


SHOWN = (Shown.NONE, Shown.LEADING, Shown.ALL)
