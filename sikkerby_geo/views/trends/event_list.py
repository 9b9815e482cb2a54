"""The events as a table: when, what, where, which number they have on the trend above, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.programme.events import Event, events_of, events_on
from sikkerby_geo.facts.areas import CITY_ID, Place
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.charts.event_marks import when_words, within

COLUMNS = ("when", "what", "kind", "where", "number", "source")


def numbered(atlas: Atlas, choice: Choice, places: Sequence[Place], years: Sequence[int]) -> dict[str, int]:
    """The numbers the events have on the trend of places over years, by their ids."""
    found = within(events_on(atlas, choice.indicator, places, choice.events), choice.indicator, years)
    return {one.event_id: number for number, one in enumerate(found, start=1)}


def events_heading(atlas: Atlas, numbers: dict[str, int]) -> str:
    """How many events there are, and how many of them are marked on the trend."""
    found = events_of(atlas)
    return t("event.heading", count=len(found), marked=len(numbers)) if found else t("event.heading_none")


def events_sheet(atlas: Atlas, numbers: dict[str, int]) -> Sheet:
    """Every event in our sources, in order of time."""
    forms = {"what": "wide", "source": "note"}
    columns = tuple(Column(key, t(f"event.column.{key}"), forms.get(key, "text")) for key in COLUMNS)
    rows = tuple(
        {
            "when": Entry(when_words(one)),
            "what": Entry(one.title, quiet=one.text),
            "kind": Entry(t(f"event.kind.{one.kind}")),
            "where": Entry(_where(atlas, one)),
            "number": Entry(str(numbers.get(one.event_id, "")) or t("event.not_marked")),
            "source": Entry(figures.titles([one.source])),
        }
        for one in events_of(atlas)
    )
    return Sheet("haendelser", t("event.caption"), columns, rows)


def _where(atlas: Atlas, event: Event) -> str:
    known = [
        CITY.name if place_id == CITY_ID else atlas.places[place_id].name
        for place_id in event.area_ids
        if place_id == CITY_ID or place_id in atlas.places
    ]
    return names(known) or t("event.unplaced")
