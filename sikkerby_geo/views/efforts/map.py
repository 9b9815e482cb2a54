"""The map of a choice from the register: the efforts with a place over districts without value colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.efforts import REGISTER_KINDS
from sikkerby_geo.text import money, number, t
from sikkerby_geo.views.base.palette import MISSING, Look
from sikkerby_geo.views.base.symbols import DROPPED
from sikkerby_geo.views.efforts.entries import known_group, location, look_of, period, say
from sikkerby_geo.views.map.message import AreaState, EffortState, MapState, area_state, map_state


def drawn(atlas: Atlas, entries: Iterable[Effort]) -> list[Effort]:
    """The entries with a place of their own whose geometry can be read."""
    shapes = atlas.effort_shapes
    return [entry for entry in entries if entry.overlay.role and entry.located and entry.effort_id in shapes]


def register_map_state(atlas: Atlas, entries: tuple[Effort, ...], level: Level, place: Place | None) -> MapState:
    """What the browser's map paints: white districts with the number that name them, and the efforts as symbols."""
    on_map = drawn(atlas, entries)
    areas = {there.place_id: _area(there, entries, on_map) for there in atlas.places.at(level)}
    return map_state(level, place.place_id if place else None, areas, [_effort(atlas, entry) for entry in on_map])


def _area(place: Place, entries: Iterable[Effort], on_map: Iterable[Effort]) -> AreaState:
    members = set(place.members)
    count = sum(bool(members & set(entry.area_ids)) for entry in entries)
    symbols = sum(bool(members & set(entry.area_ids)) for entry in on_map)
    words = t("register.map.tip", count=count, drawn=symbols) if count else t("register.map.tip_none")
    return area_state(place, Look(MISSING), figure=number(count) if count else "", tip=[place.name, words])


def _effort(atlas: Atlas, entry: Effort) -> EffortState:
    group = known_group(atlas, entry)
    known = [say(group)] if group is not None else []
    lines = [entry.name, f"{say(entry.kind)}, {period(entry)}", ", ".join(dict.fromkeys([say(entry.stage), *known]))]
    if entry.amount is not None:
        lines.append(money(entry.amount.total))
    if entry.precision != "exact":
        lines.append(location(entry))
    return {
        "id": entry.effort_id,
        "layer": entry.overlay.table,
        "group": look_of(atlas, entry),
        "tip": lines,
    }


@dataclass(frozen=True)
class MapKey:
    """The words beside the map: its sentence, what each line and symbol means with its count, and what is not on it."""

    heading: str
    kinds: tuple[tuple[str, str, int], ...]
    groups: tuple[tuple[str, str, int], ...]
    notes: tuple[str, ...]


def map_key(atlas: Atlas, entries: tuple[Effort, ...]) -> MapKey:
    """The key of the map of a choice; symbols by kind in the order of the registry."""
    on_map = drawn(atlas, entries)
    kinds = [entry.kind for entry in on_map]
    looks = [look_of(atlas, entry) for entry in on_map]
    words = {group.value: say(group) for group in StatusGroup} | {DROPPED: say(Stage.DROPPED)}
    key = {0: "heading_none", 1: "heading_one"}.get(len(on_map), "heading") if entries else "heading_empty"
    notes = [t("register.map.number")]
    if any(entry.precision == "proxy" for entry in on_map):
        notes.insert(0, t("register.map.proxy"))
    if reasons := _reasons(entries, set(on_map)):
        notes.insert(0, t("register.map.off", reasons=", ".join(reasons)))
    return MapKey(
        heading=t(f"register.map.{key}", drawn=number(len(on_map)), count=number(len(entries))),
        kinds=tuple((kind.symbol, say(kind), kinds.count(kind)) for kind in REGISTER_KINDS if kind in kinds),
        groups=tuple((look, words[look], looks.count(look)) for look in words if look in looks),
        notes=tuple(notes),
    )


def _reasons(entries: Iterable[Effort], on_map: set[Effort]) -> list[str]:
    counts: dict[str, int] = dict.fromkeys(("whole_area", "city", "area", "unknown", "unreadable"), 0)
    for entry in entries:
        if entry in on_map:
            continue
        if entry.located:
            counts["unreadable"] += 1
        elif entry.citywide:
            counts["city"] += 1
        elif entry.whole_area:
            counts["whole_area"] += 1
        else:
            counts["area" if entry.area_ids else "unknown"] += 1
    return [t(f"register.map.off_{reason}", count=number(count)) for reason, count in counts.items() if count]
