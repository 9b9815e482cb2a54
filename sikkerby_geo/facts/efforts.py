"""Registry of overlays: which table and layers an overlay reads, what it draws, and whether it persists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Overlay:
    """One overlay of the map.

    ``table`` is the data set its rows come from and ``id_column`` that table's id; ``layers`` hold the
    geometry; ``kinds`` picks rows by their column ``kind`` (empty = all); ``persists`` = a built thing
    that still stands the year after; ``timeless`` = drawn whatever the year (boundaries, stations).
    """

    overlay_id: str
    table: str
    id_column: str
    layers: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    persists: bool = False
    timeless: bool = False
    default_on: bool = True


def _upgrades(overlay_id: str, kind: str) -> Overlay:
    layers = ("upgrades_layer", "upgrades_osm_layer")
    return Overlay(overlay_id, "upgrades", "upgrade_id", layers, (kind,), persists=True)


OVERLAYS = (
    Overlay("partnerskaber", "partnerships", "partnership_id", ("partnerships_layer",)),
    Overlay("helhedsplaner", "housing_plans", "plan_id", ("housing_plans_layer",)),
    _upgrades("belysning", "lighting"),
    _upgrades("kameraer", "video_surveillance"),
    _upgrades("byrum", "public_space"),
    _upgrades("trafik", "traffic_calming"),
    _upgrades("beplantning", "planting"),
    _upgrades("andet", "other"),
    Overlay(
        "udsatte", "deprived_areas", "deprived_area_id", ("deprived_areas_layer",), timeless=True, default_on=False
    ),
    Overlay("stationer", "stations", "station_id", ("stations_layer",), timeless=True, default_on=False),
)
OVERLAY = {overlay.overlay_id: overlay for overlay in OVERLAYS}
