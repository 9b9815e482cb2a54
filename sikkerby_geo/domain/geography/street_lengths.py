"""How much street an area has: the metres of its named streets."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.domain.atlas import Atlas


def street_metres(atlas: Atlas) -> Mapping[str, float]:
    """Metres of named streets in each survey area (extensive); an area without any row is missing, not 0.

    Where in the area a street lies is not in the record: only its metres in each area are.
    """
    table = atlas.snapshot.table("streets")
    return {str(area_id): float(metres) for area_id, metres in table.groupby("area_id").metres.sum().items()}
