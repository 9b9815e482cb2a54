"""Events as marks of time: when, where, which trends they belong to, and which of them lie between two figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.facts.areas import CITY_ID, Place
from sikkerby_geo.facts.events import FIELDWORK, MEASUREMENT, MONTHS, EventsShown
from sikkerby_geo.facts.indicators import Indicator, Kind
from sikkerby_geo.facts.sources import Source


@dataclass(frozen=True)
class Event:
    """What happened, as exactly dated as its source; ``until`` is blank where it has no end.

    ``area_ids`` are empty where the source names no place. ``trends`` says which trends it belongs to, ``leading``
    whether a reader of them should know of it.
    """

    event_id: str
    since: str
    until: str
    precision: str
    area_ids: tuple[str, ...]
    title: str
    text: str
    kind: str
    trends: str
    leading: bool
    source: Source

    @property
    def moments(self) -> tuple[float, float]:
        """Beginning and end as years with decimals; of a month or a year the whole of it."""
        return _begins(self.since), _ends(self.until or self.since)

    def happened_in(self, place: Place) -> bool:
        """Whether it belongs to a place: it names it, or the city; where nothing is named, to the city alone."""
        if place is CITY or CITY_ID in self.area_ids:
            return True
        return bool({place.place_id, *place.members} & set(self.area_ids))

    def belongs_to(self, indicator: Indicator) -> bool:
        """Whether it belongs to the trends of an indicator."""
        crime = indicator.kind in (Kind.RATE, Kind.COUNT)
        return self.trends == "all" or self.trends == ("survey" if indicator.surveyed else "crime" if crime else "")

    def span(self, indicator: Indicator) -> tuple[float, float]:
        """Where it lies on an axis of years, on which a year's figure stands at the year itself.

        The survey is asked about New Year, so its year is that moment; a calendar year stands at its middle. Fieldwork
        belongs to the figure it gave, and a measurement begun anew in a year lies before that year's figure.
        """
        begins, ends = self.moments
        if self.kind == FIELDWORK:
            return float(int(ends)), float(int(ends))
        if self.kind == MEASUREMENT and self.precision == "year":
            return begins - 0.5, begins - 0.5
        shift = 0.0 if indicator.surveyed else 0.5
        return begins - shift, ends - shift


def events_of(atlas: Atlas) -> tuple[Event, ...]:
    """Every event, in order of time."""
    found = (
        Event(
            event_id=row.event_id,
            since=row.date_from,
            until=row.date_to,
            precision=row.precision,
            area_ids=row.area_ids,
            title=row.title_da,
            text=row.text_da,
            kind=row.kind,
            trends=row.trends,
            leading=row.leading == "yes",
            source=atlas.sources[row.source_id],
        )
        for row in atlas.snapshot.table("events").itertuples()
    )
    return tuple(sorted(found, key=lambda one: (one.moments, one.event_id)))


def events_on(atlas: Atlas, indicator: Indicator, places: Iterable[Place], shown: EventsShown) -> tuple[Event, ...]:
    """The events that belong on a trend of places, in order of time."""
    if shown is EventsShown.NONE:
        return ()
    listed = tuple(places) or (CITY,)
    return tuple(
        one
        for one in events_of(atlas)
        if (one.leading or shown is EventsShown.ALL)
        and one.belongs_to(indicator)
        and any(one.happened_in(place) for place in listed)
    )


def between(events: Iterable[Event], indicator: Indicator, before: int, after: int) -> tuple[Event, ...]:
    """The events that lie between the figures of two years; the fieldwork of either is one of them."""
    found = []
    for one in events:
        begins, ends = one.span(indicator)
        touches = before <= begins <= after if one.kind == FIELDWORK else begins < after and ends > before
        if touches:
            found.append(one)
    return tuple(found)


def _parts(written: str) -> tuple[int, int | None, int | None]:
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", written)
    if found is None:
        raise ValueError(f"{written!r} is no day, month or year")
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _begins(written: str) -> float:
    year, month, day = _parts(written)
    return year + ((month or 1) - 1) / MONTHS + ((day or 1) - 1) / 365


def _ends(written: str) -> float:
    year, month, day = _parts(written)
    if month is None:
        return year + 0.999
    return year + (month - 1) / MONTHS + (day / 365 if day else 0.999 / MONTHS)
