"""Offers in words: what is known near a place, that nothing was found, and the list of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.geography.named_places import NameKind, everyday
from sikkerby_geo.domain.offers.known import near, offers_of
from sikkerby_geo.facts.areas import Level, danish_order
from sikkerby_geo.facts.efforts import EffortKind
from sikkerby_geo.text import names, number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.efforts.entries import area_name, offices, period, places, say

NAMED = 8
"""How many offers a sentence names before the rest is counted."""
_FORMS = {"source": "note"}
_COLUMNS = ("name", "kind", "target", "where", "status", "owner", "note", "source")


@dataclass(frozen=True)
class Neighbourhood:
    """A name that offers may be asked for near: a survey area or a quarter, with the areas it lies in."""

    name: str
    area_ids: frozenset[str]
    words: str


def neighbourhoods(atlas: Atlas) -> Mapping[str, Neighbourhood]:
    """Every name a reader may ask near, by what the address calls it: the areas, then quarters and estates by name."""
    found = {
        place.place_id: Neighbourhood(place.name, frozenset({place.place_id}), place.name)
        for place in atlas.places.at(Level.SURVEY_AREA)
    }
    quarters = (one for one in everyday(atlas) if one.kind in (NameKind.EVERYDAY, NameKind.ESTATE))
    for one in sorted(quarters, key=lambda one: danish_order(one.name)):
        key = "offers.lies_about" if one.approximate else "offers.lies_in"
        words = t(key, name=one.name, areas=names(area_name(part.area_id, atlas) for part in one.parts))
        found.setdefault(one.name, Neighbourhood(one.name, one.area_ids, words))
    return found


def offers_say(atlas: Atlas, kind: EffortKind | None, where: Neighbourhood | None) -> tuple[str, ...]:
    """What is known, sentence by sentence: how many and which, or that we found none, and what has no place to tell."""
    asked = [offer for offer in offers_of(atlas) if kind is None or offer.kind is kind]
    what = "" if kind is None else t("offers.of_kind", kind=say(kind))
    if where is None:
        if not asked:
            return (t("offers.all_none", what=what),)
        placed = number(sum(offer.located for offer in asked))
        return (t("offers.all", count=len(asked), what=what and f" {what}", placed=placed),)
    found = near(asked, where.area_ids, None)
    suffix = "_any" if kind is None else ""
    said = {"what": what, "where": where.words}
    if found.there:
        listed = names((offer.name for offer in found.there), most=NAMED)
        first = t(f"offers.some{suffix}", count=len(found.there), names=listed, **said)
    else:
        first = t(f"offers.none{suffix}", **said)
    rest = (("city", found.city), ("nowhere", found.nowhere))
    others = near(offers_of(atlas), where.area_ids, None).there if kind is not None and not found.there else ()
    listed = names((offer.name for offer in others), most=NAMED)
    more = (t("offers.others", count=len(others), where=where.words, names=listed),) if others else ()
    return (first, *more, *(t(f"offers.elsewhere_{name}", count=len(listed)) for name, listed in rest if listed))


def shown_offers(atlas: Atlas, kind: EffortKind | None, where: Neighbourhood | None) -> tuple[Effort, ...]:
    """The offers the table holds: those in the place, or all, by kind in the order of the registry and by name."""
    asked = [offer for offer in offers_of(atlas) if kind is None or offer.kind is kind]
    listed = asked if where is None else near(asked, where.area_ids, None).there
    return tuple(sorted(listed, key=lambda one: (one.overlay.kinds.index(one.kind), danish_order(one.name))))


def offers_sheet(atlas: Atlas, offers: tuple[Effort, ...]) -> Sheet:
    """A row for each offer: what, for whom, where as far as it may be told, when, how it stood, and the source."""
    columns = tuple(Column(key, t(f"offers.column.{key}"), _FORMS.get(key, "text")) for key in _COLUMNS)
    return Sheet("tilbud", t("offers.caption"), columns, tuple(_row(atlas, offer) for offer in offers))


def _row(atlas: Atlas, offer: Effort) -> Mapping[str, Entry]:
    facts = dict(offer.facts)
    where = t("offers.hidden") if offer.kind.hidden else offer.place_words
    hours = facts.get("hours", "")
    return {
        "name": Entry(offer.name),
        "kind": Entry(say(offer.kind)),
        "target": Entry(facts.get("target", ""), quiet=hours and t("offers.hours", hours=hours)),
        "where": Entry(places(offer, atlas), quiet=where if where != places(offer, atlas) else ""),
        "status": Entry(_status(offer), quiet=period(offer)),
        "owner": Entry(facts.get("partners") or offices(offer) or t("offers.unstated")),
        "note": Entry(_linked(atlas, offer), quiet=offer.note),
        "source": Entry(figures.titles([offer.source])),
    }


def _status(offer: Effort) -> str:
    """How an offer stood when its source was written."""
    words = {Stage.DOCUMENTED: "offers.in_operation", Stage.ANNOUNCED: "offers.planned"}
    return t(words[offer.stage]) if offer.stage in words else say(offer.stage)


def _linked(atlas: Atlas, offer: Effort) -> str:
    """Which entry of the register an offer only repeats; blank where it is one of its own."""
    if not offer.same_as:
        return ""
    row = atlas.register.get(offer.same_as)
    return t("offers.same_as", name=row.entry.name if row is not None else offer.same_as)
