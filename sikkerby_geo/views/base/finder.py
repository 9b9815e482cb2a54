"""Find my district: every name, known spelling and station that leads to a place of a level."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, danish_order, normalise
from sikkerby_geo.facts.efforts import Role
from sikkerby_geo.text import t
from sikkerby_geo.views.base.effort_words import kind


@dataclass(frozen=True)
class Find:
    """An entry of the list a reader searches: what it is called, and the place it leads to."""

    key: str
    label: str
    place_id: str


def finder(atlas: Atlas, level: Level) -> tuple[Find, ...]:
    """The places of a level first, then other names and stations, each with the place it leads to.

    A spelling that only folds differently (Kgs Enghave) is left out: the search finds the name anyway.
    """
    places = atlas.places.at(level)
    finds = [Find(place.place_id, place.name, place.place_id) for place in places]
    seen = {normalise(place.name) for place in places}
    others: list[Find] = []
    for other in atlas.places.places:
        for name in (other.name, *other.aliases):
            if normalise(name) in seen:
                continue
            seen.add(normalise(name))
            for place in places:
                if set(place.members) & set(other.members):
                    label = t("finder.name", name=name, place=place.name)
                    others.append(Find(f"{place.place_id}|{name}", label, place.place_id))
    by_area = {area: place for place in places for area in place.members}
    landmarks = [effort for effort in atlas.efforts if effort.overlay.role is Role.LANDMARK]
    for effort, area in ((one, area) for one in landmarks for area in one.area_ids if area in by_area):
        place = by_area[area]
        label = t("finder.station", name=effort.name, kind=effort.kind_words or kind(effort), place=place.name)
        others.append(Find(f"{place.place_id}|{effort.effort_id}", label, place.place_id))
    return (*finds, *sorted(others, key=lambda find: danish_order(find.label)))
