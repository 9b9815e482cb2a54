"""The map of a choice from the register: the efforts with a place over districts without value colours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.geography.shapes import shapes_of
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.efforts import OVERLAYS, REGISTER_KINDS
from sikkerby_geo.text import money, number, t
from sikkerby_geo.views.base.palette import MISSING, Look
from sikkerby_geo.views.efforts.entries import location, period, say
from sikkerby_geo.views.map.message import AreaState, EffortState, MapState, area_state, map_state

_DRAWN_STAGES = {
    Stage.COMPLETED: "completed",
    Stage.DECIDED: "decided",
    Stage.RECOMMENDED: "recommended",
    Stage.WISH: "wish",
    Stage.DROPPED: "wish",
}


def drawn(atlas: Atlas, entries: Iterable[Effort]) -> list[Effort]:
    """The entries with a place of their own whose geometry can be read."""
    shapes: set[tuple[str, str]] = set()
    for overlay in OVERLAYS:
        for name in overlay.layers:
            shapes |= {(overlay.table, found) for found in shapes_of(atlas, name)}
    return [entry for entry in entries if entry.located and (entry.overlay.table, entry.effort_id) in shapes]


def register_map_state(atlas: Atlas, entries: tuple[Effort, ...], level: Level, place: Place | None) -> MapState:
    """What the browser's map paints: white districts with the number that name them, and the efforts as symbols."""
    on_map = drawn(atlas, entries)
    areas = {there.place_id: _area(there, entries, on_map) for there in atlas.places.at(level)}
    return map_state(level, place.place_id if place else None, areas, [_effort(entry) for entry in on_map])


def _area(place: Place, entries: Iterable[Effort], on_map: Iterable[Effort]) -> AreaState:
    members = set(place.members)
    count = sum(bool(members & set(entry.area_ids)) for entry in entries)
    symbols = sum(bool(members & set(entry.area_ids)) for entry in on_map)
    words = t("register.map.tip", count=count, drawn=symbols) if count else t("register.map.tip_none")
    return area_state(place, Look(MISSING), figure=number(count) if count else "", tip=[place.name, words])


def _effort(entry: Effort) -> EffortState:
    lines = [entry.name, f"{say(entry.kind)}, {period(entry)}", say(entry.stage)]
    if entry.amount is not None:
        lines.append(money(entry.amount.total))
    if entry.precision != "exact":
        lines.append(location(entry))
    return {
        "id": entry.effort_id,
        "layer": entry.overlay.table,
        "stage": _DRAWN_STAGES.get(entry.stage, ""),
        "dotted": _no_period(entry),
        "tip": lines,
    }


def _no_period(entry: Effort) -> bool:
    """Whether a period lacks its first or last year; what persists stays once it is made."""
    return not entry.overlay.persists and (entry.start_year is None or entry.end_year is None)


def _unfinished(entry: Effort) -> bool:
    """Whether the record says that something is not built; what has no stages is never unfinished."""
    return entry.overlay.staged and entry.stage is not Stage.COMPLETED


@dataclass(frozen=True)
class MapKey:
    """The words beside the map: its sentence, what each symbol means with its count, and what is not on it."""

    heading: str
    kinds: tuple[tuple[str, str, int], ...]
    stages: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def map_key(atlas: Atlas, entries: tuple[Effort, ...]) -> MapKey:
    """The key of the map of a choice; symbols by kind in the order of the registry."""
    on_map = drawn(atlas, entries)
    kinds = [entry.kind for entry in on_map]
    order = list(dict.fromkeys(_DRAWN_STAGES.values()))
    stages = {_DRAWN_STAGES[entry.stage] for entry in on_map if entry.stage in _DRAWN_STAGES}
    words = {stage: t("register.map.stage_wish") if stage == "wish" else t(f"effort.stage_{stage}") for stage in order}
    key = {0: "heading_none", 1: "heading_one"}.get(len(on_map), "heading") if entries else "heading_empty"
    notes = [t("register.map.number")]
    if any(_no_period(entry) or entry.precision == "proxy" or _unfinished(entry) for entry in on_map):
        notes.insert(0, t("register.map.dotted"))
    if reasons := _reasons(entries, set(on_map)):
        notes.insert(0, t("register.map.off", reasons=", ".join(reasons)))
    return MapKey(
        heading=t(f"register.map.{key}", drawn=number(len(on_map)), count=number(len(entries))),
        kinds=tuple((kind.symbol, say(kind), kinds.count(kind)) for kind in REGISTER_KINDS if kind in kinds),
        stages=tuple((stage, words[stage]) for stage in order if stage in stages),
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
