"""The index of 2009–2014: the names of its districts that are known, and what the press wrote of some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.sources import Source

DISTRICTS = 35
"""How many districts the index had (``programme-2010``, lines 3161–3164)."""
NEEDS = ("markant", "intensiveret", "ordinaer", "reduceret", "minimal")
"""The five classes of need, the greatest first (``programme-2010``, lines 1760–1762); their limits are not found."""


@dataclass(frozen=True)
class IndexDistrict:
    """One of the 35 districts by name, and the survey area it lies in; no boundary is known."""

    number: int
    name: str
    area_id: str
    year: int | None
    note: str
    locator: str
    source: Source


@dataclass(frozen=True)
class PressMention:
    """That the press called a district, or part of an area, one of great need in a year; never a figure of it."""

    year: int
    name: str
    area_id: str
    category: str
    note: str
    source: Source


@dataclass(frozen=True)
class SafetyIndex:
    """What is known of the index: districts in their numbers' order, mentions newest first."""

    districts: tuple[IndexDistrict, ...]
    mentions: tuple[PressMention, ...]

    def within(self, place: Place) -> SafetyIndex:
        """The part of it that lies in a place."""
        return SafetyIndex(
            tuple(one for one in self.districts if one.area_id in place.members),
            tuple(one for one in self.mentions if one.area_id in place.members),
        )


def safety_index(atlas: Atlas) -> SafetyIndex:
    """Everything the two tables say; what cannot be read says nothing."""
    districts = tuple(_district(row, atlas) for row in atlas.snapshot.table("index_districts").itertuples())
    mentions = tuple(_mention(row, atlas) for row in atlas.snapshot.table("index_categories").itertuples())
    return SafetyIndex(
        tuple(sorted(districts, key=lambda one: one.number)),
        tuple(sorted(mentions, key=lambda one: (-one.year, one.name))),
    )


def _district(row: Any, atlas: Atlas) -> IndexDistrict:
    year = None if pd.isna(row.year) else int(row.year)
    source = atlas.sources[row.source_id]
    number = int(row.district_no)
    return IndexDistrict(number, row.district_name, row.area_id, year, row.note_da, row.source_locator, source)


def _mention(row: Any, atlas: Atlas) -> PressMention:
    source = atlas.sources[row.source_id]
    return PressMention(int(row.year), row.district_name, row.area_id, row.category, row.note_da, source)
