"""The toy city with more going on in Bakken than a list has room for."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.snapshot import Snapshot
from tests.toytown import table
from tests.toytown.city_record import city_atlas

DATED, UNDATED = 20, 9
"""Lamps with a year (2001 to 2020) and without, beside what Bakken has in the toy city."""
DECIDED = 2001
"""The year of the one that was decided and never called completed; its source is named by no other row."""


def busy(snapshot: Snapshot) -> Atlas:
    """The toy city with ``DATED`` and ``UNDATED`` more lamps in Bakken."""
    lamp = {"kind": "lighting", "kind_da": "belysning", "area_ids": "bakken", "geometry_basis": "none"}
    lamp |= {"stage": "completed", "status": "completed", "status_da": "gennemført", "source_id": "papir"}
    rows = [
        lamp | {"upgrade_id": f"u-{year}", "place": f"Lygte {year}", "start_year": year}
        for year in range(DECIDED, DECIDED + DATED)
    ]
    rows[0] |= {"stage": "decided", "status": "approved", "status_da": "vedtaget", "source_id": "rygte"}
    rows += [lamp | {"upgrade_id": f"u-{number}", "place": f"Lygte uden år {number}"} for number in range(UNDATED)]
    upgrades = pd.concat([snapshot.table("upgrades"), table("upgrades", rows)], ignore_index=True)
    return build_atlas(replace(snapshot, tables={**snapshot.tables, "upgrades": upgrades}), "busy", city_atlas())
