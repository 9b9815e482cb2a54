"""What a new atlas may take from an earlier one: what rests on the very same tables and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts.efforts import OVERLAYS, REGISTER_TABLES
from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.sources import Source


class Earlier(Protocol):
    """What is asked of the earlier atlas."""

    @property
    def snapshot(self) -> Snapshot: ...

    @property
    def sources(self) -> Mapping[str, Source]: ...

    @property
    def published(self) -> Sequence[Effort]: ...


def efforts_stand(snapshot: Snapshot, sources: Mapping[str, Source], earlier: Earlier) -> bool:
    """Whether the tables of the published efforts and their sources are as they were."""
    tables = dict.fromkeys((*REGISTER_TABLES, *(overlay.table for overlay in OVERLAYS if not overlay.own)))
    return all(snapshot.tables.get(one) is earlier.snapshot.tables.get(one) for one in tables) and all(
        sources[effort.source.source_id] == effort.source for effort in earlier.published
    )


def indicator_stands(indicator: Indicator, snapshot: Snapshot, sources: Mapping[str, Source], earlier: Earlier) -> bool:
    """Whether all that an indicator is worked out from is as it was: its tables, and the sources they name."""
    tables, before = snapshot.tables, earlier.snapshot.tables
    needed = (indicator.column.table, "areas", "population")
    if any(name not in tables or tables[name] is not before.get(name) for name in needed):
        return False
    if "sources" in tables and tables["sources"] is before.get("sources"):
        return True
    named = {*tables[indicator.column.table].source_id, *tables["population"].source_id}
    return all(sources[source_id] == earlier.sources[source_id] for source_id in named)
