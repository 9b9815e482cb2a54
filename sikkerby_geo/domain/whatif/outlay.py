"""What a scenario would take: the street within it, and what that costs at the reader's own price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.priority.budget import Price, Range, cost
from sikkerby_geo.domain.whatif.reach import Scenario


@dataclass(frozen=True)
class Outlay:
    """Metres of named street in a drawing and kroner for all of it; None = not known.

    Of an area that is reached in part the metres are taken times the share of its land, as if streets lay evenly
    (``Scenario.estimated``). Kroner and kroner per resident run from the lowest to the highest price.
    """

    metres: float | None
    kroner: Range | None = None
    per_resident: Range | None = None


def outlay(found: Scenario, streets: Mapping[str, float], price: Price | None) -> Outlay:
    """What a scenario would take; ``streets`` are the metres of street in each survey area."""
    if any(part.place_id not in streets for part in found.reach):
        return Outlay(None)
    metres = sum(streets[part.place_id] * part.share_of_land for part in found.reach)
    kroner = cost(metres, price) if price is not None else None
    if kroner is None or not found.residents:
        return Outlay(metres, kroner)
    low, high = kroner
    return Outlay(metres, kroner, (low / found.residents, high / found.residents))
