"""The record as it stood in a year, so that a statement does not change when later years are added."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas


def through(atlas: Atlas, last: int) -> Atlas:
    """The same figures, asked for no year after ``last``."""
    return replace(atlas, years=tuple(year for year in atlas.years if year <= last))
