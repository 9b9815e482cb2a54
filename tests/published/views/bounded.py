"""The record as it stood in a year, so that a statement does not change when later years are added."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.indicators import CRIME_COUNTS, CRIME_RATES


def through(atlas: Atlas, last: int) -> Atlas:
    """The atlas as if nothing after the survey of ``last`` were known: it reports the crime of the year before."""
    before = {indicator.indicator_id for indicator in (*CRIME_RATES, *CRIME_COUNTS)}
    observations = {key: cell for key, cell in atlas.observations.items() if key[2] <= last - (key[0] in before)}
    return replace(atlas, years=tuple(year for year in atlas.years if year <= last), observations=observations)
